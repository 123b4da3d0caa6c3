#include <chrono>
#include <memory>

#include "publish/layers/column.hpp"
#include "publish/layers/layers.hpp"
#include "publish/layers/local_time.hpp"

namespace lykta {

namespace {

struct IncidentRow {
  Publication publication;  // of references, so a copy is cheap and outlives the caller's
  std::uint32_t index;

  [[nodiscard]] const Incidents& incidents() const { return publication.read.inputs.incidents; }
  [[nodiscard]] const IncidentClass& incident_class() const {
    return publication.read.inputs.classes[incidents().class_index[index]];
  }
  [[nodiscard]] const std::optional<TimeSpan>& time() const { return incidents().time[index]; }
  /// Not of an hour that stands for an unknown one.
  [[nodiscard]] std::optional<LocalTime> week_hour() const {
    const auto hour = time() ? hour_of_the_model_week(*time()) : std::nullopt;
    const auto& week = publication.picture.week;
    const auto is_doubtful = [&] {
      const auto since_midnight = *hour - std::chrono::floor<std::chrono::days>(*hour);
      const auto of_day = std::chrono::floor<std::chrono::hours>(since_midnight).count();
      return week->doubtful_hours.test(static_cast<std::size_t>(of_day));
    };
    return hour && !(week && is_doubtful()) ? hour : std::nullopt;
  }
};

const char* letter_of(PositionClass position_class) {
  switch (position_class) {
    case PositionClass::a:
      return "A";
    case PositionClass::b:
      return "B";
    case PositionClass::c:
      return "C";
    case PositionClass::unknown:
      break;
  }
  return "";
}

// A column reads best as a row of a table.
// clang-format off
std::vector<Column<IncidentRow>> incident_columns() {
  using Row = IncidentRow;
  return {
      {"source", "source", FieldType::text, "", 0, {"källa", "source"},
       {"Källans namn i konfigurationen.", "Name of the source in the configuration."},
       [](const Row& row) { return text(row.publication.read.report.sources[row.incidents().row[row.index].source].name); }},
      {"row", "row", FieldType::integer, "", 0, {"rad", "row"},
       {"Radnummer i filen (rubriken är rad 1), eller lagrets objekt-id.", "Line in the file (the header is line 1), or the layer's feature id."},
       [](const Row& row) { return FieldValue(std::int64_t{row.incidents().row[row.index].row}); }},
      {"class", "class", FieldType::text, "", 0, {"klass", "class"},
       {"Händelsens klass.", "Class of the event."}, [](const Row& row) { return text(row.incident_class().name); }},
      {"weight", "weight", FieldType::real, "", 6, {"vikt", "weight"},
       {"Klassens vikt.", "Weight of the class."}, [](const Row& row) { return FieldValue(row.incident_class().weight); }},
      {"origin", "origin", FieldType::text, "", 0, {"anmäld/upptäckt", "origin"},
       {"reported (anmäld) eller discovered (upptäckt av patrull).", "reported, or discovered by a patrol."},
       [](const Row& row) { return text(row.incidents().origin[row.index] == Origin::reported ? "reported" : "discovered"); }},
      {"position_class", "pos_class", FieldType::text, "", 0, {"lägesklass", "position class"},
       {"A GPS eller byggnad, B adress, C gata eller ortnamn; tom om okänd.", "A GPS or building, B address, C street or place name; empty when unknown."},
       [](const Row& row) { return text(letter_of(row.incidents().position_class[row.index])); }},
      {"start", "start", FieldType::date_time, "local time", 0, {"från", "start"},
       {"Tidigast möjliga tidpunkt, lokal tid.", "Earliest possible moment, local time."},
       [](const Row& row) { return row.time() ? FieldValue(row.time()->start) : FieldValue(); }},
      {"end", "end", FieldType::date_time, "local time", 0, {"till", "end"},
       {"Senast möjliga tidpunkt, lokal tid.", "Latest possible moment, local time."},
       [](const Row& row) { return row.time() ? FieldValue(row.time()->end) : FieldValue(); }},
      {"weekday", "weekday", FieldType::integer, "1-7", 0, {"veckodag då den började", "weekday"},
       {"Veckodag då händelsen började, 1 är måndag.", "Weekday of start, 1 is Monday."}, [](const Row& row) { return row.time() ? weekday_number(row.time()->start) : FieldValue(); }},
      {"hour", "hour", FieldType::integer, "0-23", 0, {"timme", "hour"},
       {"Timme för start.", "Hour of start."}, [](const Row& row) { return row.time() ? hour_number(row.time()->start) : FieldValue(); }},
      {"week_from", "week_from", FieldType::date_time, "local time", 0, {"timme i veckan, från", "hour of the week, from"},
       {"Timmen i veckan, flyttad till veckan från måndag 2024-01-01 så att QGIS kan spela upp den; saknas när händelsen inte säkert ligger i en enda timme.", "The hour of the week, moved to the week from Monday 2024-01-01 so that QGIS can play it; none where the event does not surely lie in one hour."},
       [](const Row& row) { return row.week_hour() ? FieldValue(*row.week_hour()) : FieldValue(); }},
      {"week_to", "week_to", FieldType::date_time, "local time", 0, {"timme i veckan, till", "hour of the week, to"},
       {"Slutet av den timmen.", "The end of that hour."},
       [](const Row& row) { const auto from = row.week_hour(); return from ? FieldValue(*from + std::chrono::hours{1}) : FieldValue(); }},
      {"use", "use", FieldType::text, "", 0, {"användning", "use"},
       {"period, comparison, outside_periods, week (en vecka som en veckobild gäller) eller linked (sannolikt samma händelse i två källor, räknad med den andra rapporten).", "period, comparison, outside_periods, week (a week that a weekly picture is about) or linked (likely the same event in two sources, counted with the other report)."},
       [](const Row& row) { return text(name_of(row.publication.picture.use[row.index])); }},
      {"cell_id", "cell_id", FieldType::text, "", 0, {"rut-id", "cell id"},
       {"Rutan som händelsen ligger i.", "The cell that holds the event."},
       [](const Row& row) {
         const auto& study = row.publication.picture.study;
         return text(study.grid.id(study.cells[*row.publication.picture.slot[row.index]]));
       }},
  };
}

std::vector<Column<IncidentRow>> observation_columns() {
  using Row = IncidentRow;
  const auto observations = [](const Row& row) -> const Observations& { return row.publication.read.inputs.observations; };
  return {
      {"source", "source", FieldType::text, "", 0, {"källa", "source"},
       {"Källans namn i konfigurationen.", "Name of the source in the configuration."},
       [=](const Row& row) { return text(row.publication.read.report.sources[observations(row).row[row.index].source].name); }},
      {"row", "row", FieldType::integer, "", 0, {"rad", "row"},
       {"Radnummer i filen, eller lagrets objekt-id.", "Line in the file, or the layer's feature id."},
       [=](const Row& row) { return FieldValue(std::int64_t{observations(row).row[row.index].row}); }},
      {"category", "category", FieldType::text, "", 0, {"kategori", "category"},
       {"Vad som iakttogs.", "What was observed."},
       [=](const Row& row) { return text(row.publication.read.inputs.observation_categories[observations(row).category_index[row.index]]); }},
      {"severity", "severity", FieldType::real, "1-3", 6, {"allvarlighetsgrad", "severity"},
       {"Allvarlighetsgrad.", "Severity."}, [=](const Row& row) { return FieldValue(observations(row).severity[row.index]); }},
      {"feeling", "feeling", FieldType::text, "", 0, {"känsla", "feeling"},
       {"unsafe, neutral eller safe.", "unsafe, neutral or safe."},
       [=](const Row& row) {
         const auto feeling = observations(row).feeling[row.index];
         return text(feeling == Feeling::unsafe ? "unsafe" : feeling == Feeling::neutral ? "neutral" : "safe");
       }},
      {"time", "time", FieldType::date_time, "local time", 0, {"tid", "time"},
       {"När, lokal tid.", "When, local time."},
       [=](const Row& row) {
         const auto& time = observations(row).time[row.index];
         return time ? FieldValue(time->start) : FieldValue();
       }},
  };
}
// clang-format on

OGRGeometryUniquePtr point_geometry(const Point& point) { return OGRGeometryUniquePtr(new OGRPoint(point.x, point.y)); }

}  // namespace

VectorLayer incidents_layer(const Publication& publication) {
  const auto& picture = publication.picture;
  const auto language = publication.language;
  auto inside = std::make_shared<std::vector<std::uint32_t>>();
  for (std::uint32_t i = 0; i < picture.slot.size(); ++i) {
    if (picture.slot[i]) {
      inside->push_back(i);
    }
  }
  auto layer =
      layer_of<IncidentRow>(publication, incident_columns(), inside->size(), [publication, inside](std::size_t i) {
        return IncidentRow{publication, (*inside)[i]};
      });
  layer.name = "incidents";
  layer.title = stamped(Phrase{"Händelser", "Incidents"}.in(language), language);
  layer.description = Phrase{"Händelser i området.", "Incidents in the study area."}.in(language);
  layer.geometry = LayerGeometry::point;
  layer.geometry_of = [&incidents = publication.read.inputs.incidents, inside](std::size_t i) {
    return point_geometry(incidents.position[(*inside)[i]]);
  };
  return layer;
}

VectorLayer observations_layer(const Publication& publication) {
  const auto language = publication.language;
  const auto& observations = publication.read.inputs.observations;
  auto layer =
      layer_of<IncidentRow>(publication, observation_columns(), observations.size(), [publication](std::size_t i) {
        return IncidentRow{publication, static_cast<std::uint32_t>(i)};
      });
  layer.name = "observations";
  layer.title = stamped(Phrase{"Iakttagelser", "Observations"}.in(language), language);
  layer.description = Phrase{"Iakttagelser från trygghetsvandringar.", "Observations from safety walks."}.in(language);
  layer.geometry = LayerGeometry::point;
  layer.geometry_of = [&observations](std::size_t i) { return point_geometry(observations.position[i]); };
  return layer;
}

}  // namespace lykta
