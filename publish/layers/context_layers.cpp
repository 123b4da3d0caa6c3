// What stands beside crime: survey areas, visits, accidents.
#include <chrono>

#include "geo/shapes/outline.hpp"
#include "publish/layers/column.hpp"
#include "publish/layers/layers.hpp"
#include "publish/layers/local_time.hpp"

namespace lykta {

namespace {

/// One record of a list in the inputs.
struct RecordRow {
  Publication publication;
  std::size_t index;

  [[nodiscard]] const Inputs& inputs() const { return publication.read.inputs; }
  [[nodiscard]] const std::string& source_name(const RowReference& reference) const {
    return publication.read.report.sources[reference.source].name;
  }
  [[nodiscard]] const SurveyArea& survey() const { return inputs().survey[index]; }
};

using RecordColumn = Column<RecordRow>;

// A column reads best as a row of a table.
// clang-format off

/// Where a record comes from; `reference` finds that.
template <typename Reference>
std::vector<RecordColumn> origin_columns(Reference reference) {
  return {
      {"source", "source", FieldType::text, "", 0, {"källa", "source"},
       {"Källans namn i konfigurationen.", "Name of the source in the configuration."},
       [=](const RecordRow& row) { return text(row.source_name(reference(row))); }},
      {"row", "row", FieldType::integer, "", 0, {"rad", "row"},
       {"Radnummer i filen, eller lagrets objekt-id.", "Line in the file, or the layer's feature id."},
       [=](const RecordRow& row) { return FieldValue(std::int64_t{reference(row).row}); }},
  };
}

std::vector<RecordColumn> survey_columns() {
  auto columns = origin_columns([](const RecordRow& row) { return row.survey().row; });
  std::vector<RecordColumn> more{
      {"name", "name", FieldType::text, "", 0, {"område", "area"},
       {"Områdets namn eller kod.", "Name or code of the area."}, [](const RecordRow& row) { return text(row.survey().name); }},
      {"question", "question", FieldType::text, "", 0, {"fråga", "question"},
       {"Vad som frågades; tom om källan har en enda fråga.", "What was asked; empty where the source has one question only."},
       [](const RecordRow& row) { return text(row.survey().question); }},
      {"index", "index", FieldType::real, "0-6", 3, {"trygghetsindex", "safety index"},
       {"Trygghetsindex, 0 inget problem till 6 alarmerande; lägre är bättre.", "Safety index, 0 no problem to 6 alarming; lower is better."},
       [](const RecordRow& row) { return FieldValue(row.survey().index); }},
      {"sample", "sample", FieldType::integer, "answers", 0, {"antal svar", "answers"},
       {"Hur många som svarade.", "How many answered."}, [](const RecordRow& row) { return whole(row.survey().sample); }},
      {"reliability", "reliab", FieldType::text, "", 0, {"tillförlitlighet", "reliability"},
       {"few_answers när färre svarade än konfigurationens minimum (30 om inget sägs), annars enough_answers.", "few_answers where fewer answered than the configuration's minimum (30 unless it says so), else enough_answers."},
       [](const RecordRow& row) {
         const auto minimum = row.publication.picture.options.survey.minimum_answers;
         return text(row.survey().sample < minimum ? "few_answers" : "enough_answers");
       }},
      {"date", "date", FieldType::date_time, "local time", 0, {"datum", "date"},
       {"När mätningen började, lokal tid.", "When the survey began, local time."},
       [](const RecordRow& row) { return row.survey().time ? FieldValue(row.survey().time->start) : FieldValue(); }},
  };
  std::ranges::move(more, std::back_inserter(columns));
  return columns;
}

std::vector<RecordColumn> visit_columns() {
  const auto visits = [](const RecordRow& row) -> const Visits& { return row.inputs().visits; };
  auto columns = origin_columns([=](const RecordRow& row) { return visits(row).row[row.index]; });
  std::vector<RecordColumn> more{
      {"unit", "unit", FieldType::text, "", 0, {"enhet", "unit"},
       {"Vilken grupp eller patrull.", "Which team or patrol."},
       [=](const RecordRow& row) { return text(row.inputs().visiting_units[visits(row).unit_index[row.index]]); }},
      {"start", "start", FieldType::date_time, "local time", 0, {"från", "start"},
       {"När besöket började, lokal tid.", "When the visit began, local time."},
       [=](const RecordRow& row) { return FieldValue(visits(row).start[row.index]); }},
      {"end", "end", FieldType::date_time, "local time", 0, {"till", "end"},
       {"När besöket slutade, lokal tid; saknas om det inte är känt.", "When the visit ended, local time; none where that is not known."},
       [=](const RecordRow& row) { return value_or_none(visits(row).end[row.index]); }},
      {"minutes", "minutes", FieldType::real, "min", -1, {"minuter", "minutes"},
       {"Hur länge besöket varade; saknas om det inte är känt.", "How long the visit lasted; none where that is not known."},
       [=](const RecordRow& row) {
         const auto& end = visits(row).end[row.index];
         using Minutes = std::chrono::duration<double, std::ratio<60>>;
         return end ? FieldValue(Minutes(*end - visits(row).start[row.index]).count()) : FieldValue();
       }},
      {"weekday", "weekday", FieldType::integer, "1-7", 0, {"veckodag", "weekday"},
       {"Veckodag för start, 1 är måndag.", "Weekday of start, 1 is Monday."},
       [=](const RecordRow& row) { return weekday_number(visits(row).start[row.index]); }},
      {"hour", "hour", FieldType::integer, "0-23", 0, {"timme", "hour"},
       {"Timme för start.", "Hour of start."}, [=](const RecordRow& row) { return hour_number(visits(row).start[row.index]); }},
  };
  std::ranges::move(more, std::back_inserter(columns));
  return columns;
}

std::vector<RecordColumn> accident_columns() {
  const auto accidents = [](const RecordRow& row) -> const Accidents& { return row.inputs().accidents; };
  const auto time = [=](const RecordRow& row) -> const std::optional<TimeSpan>& { return accidents(row).time[row.index]; };
  auto columns = origin_columns([=](const RecordRow& row) { return accidents(row).row[row.index]; });
  std::vector<RecordColumn> more{
      {"severity", "severity", FieldType::text, "", 0, {"svårhetsgrad", "severity"},
       {"fatal (dödlig), severe (svår), slight (lindrig) eller unmapped (okänt ord i källan).", "fatal, severe, slight, or unmapped (a word that nobody has explained)."},
       [=](const RecordRow& row) { return text(name_of(accidents(row).severity[row.index])); }},
      {"weight", "weight", FieldType::real, "", 6, {"vikt", "weight"},
       {"10 för dödlig, 6 för svår, 2 för lindrig (en bedömning); läggs aldrig till brott.", "10 for fatal, 6 for severe, 2 for slight (a judgement); never added to crime."},
       [=](const RecordRow& row) { return value_or_none(weight_of(accidents(row).severity[row.index])); }},
      {"start", "start", FieldType::date_time, "local time", 0, {"från", "start"},
       {"Tidigast möjliga tidpunkt, lokal tid.", "Earliest possible moment, local time."},
       [=](const RecordRow& row) { return time(row) ? FieldValue(time(row)->start) : FieldValue(); }},
      {"end", "end", FieldType::date_time, "local time", 0, {"till", "end"},
       {"Senast möjliga tidpunkt, lokal tid.", "Latest possible moment, local time."},
       [=](const RecordRow& row) { return time(row) ? FieldValue(time(row)->end) : FieldValue(); }},
      {"weekday", "weekday", FieldType::integer, "1-7", 0, {"veckodag", "weekday"},
       {"Veckodag för start, 1 är måndag.", "Weekday of start, 1 is Monday."},
       [=](const RecordRow& row) { return time(row) ? weekday_number(time(row)->start) : FieldValue(); }},
      {"hour", "hour", FieldType::integer, "0-23", 0, {"timme", "hour"},
       {"Timme för start.", "Hour of start."},
       [=](const RecordRow& row) { return time(row) ? hour_number(time(row)->start) : FieldValue(); }},
  };
  std::ranges::move(more, std::back_inserter(columns));
  return columns;
}
// clang-format on

VectorLayer layer_of_records(const Publication& publication, std::vector<RecordColumn> columns, std::size_t records,
                             const char* name, const Phrase& title, const Phrase& description) {
  const auto language = publication.language;
  auto layer = layer_of<RecordRow>(publication, std::move(columns), records, [publication](std::size_t i) {
    return RecordRow{publication, i};
  });
  layer.name = name;
  layer.title = stamped(title.in(language), language);
  layer.description = description.in(language);
  return layer;
}

VectorLayer with_points(VectorLayer layer, const std::vector<Point>& positions) {
  layer.geometry = LayerGeometry::point;
  layer.geometry_of = [&positions](std::size_t i) {
    return OGRGeometryUniquePtr(new OGRPoint(positions[i].x, positions[i].y));
  };
  return layer;
}

}  // namespace

VectorLayer survey_areas_layer(const Publication& publication) {
  const auto& survey = publication.read.inputs.survey;
  auto layer = layer_of_records(publication, survey_columns(), survey.size(), "survey_areas",
                                {"Trygghetsmätning", "Safety survey"},
                                {"Trygghetsmätningens områden. Läggs aldrig ihop med brott.",
                                 "Areas of the safety survey. Never added to crime."});
  layer.geometry = LayerGeometry::multipolygon;
  layer.geometry_of = [&survey](std::size_t i) { return geometry_of(survey[i].area); };
  return layer;
}

VectorLayer visits_layer(const Publication& publication) {
  const auto& visits = publication.read.inputs.visits;
  return with_points(layer_of_records(publication, visit_columns(), visits.size(), "visits", {"Besök", "Visits"},
                                      {"Vem som var var och när.", "Who was where and when."}),
                     visits.position);
}

VectorLayer accidents_layer(const Publication& publication) {
  const auto& accidents = publication.read.inputs.accidents;
  return with_points(
      layer_of_records(
          publication, accident_columns(), accidents.size(), "accidents", {"Trafikolyckor", "Accidents"},
          {"Trafikolyckor efter svårhetsgrad. Ett eget lager: aldrig med i täthet, rutor eller rangordning.",
           "Traffic accidents by severity. A layer of their own: never in density, grid or ranking."}),
      accidents.position);
}

}  // namespace lykta
