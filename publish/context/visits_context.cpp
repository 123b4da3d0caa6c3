// A log of presence: who was where when.
#include <chrono>

#include "publish/context/context_kinds.hpp"
#include "publish/context/record_layer.hpp"
#include "publish/layers/local_time.hpp"

namespace lykta {

namespace {

// A column reads best as a row of a table.
// clang-format off
std::vector<RecordColumn> visit_columns() {
  const auto visits = [](const RecordRow& row) -> const Visits& { return row.inputs().visits; };
  return with_origin([=](const RecordRow& row) { return visits(row).row[row.index]; }, {
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
  });
}
// clang-format on

qml::LayerStyle visits_style(const Publication& publication) {
  const auto language = publication.language;
  qml::Marker known{.shape = qml::Shape::square,
                    .fill = palette::safety.at(0.6),
                    .outline = {palette::white, 0.15},
                    .size_m = 20,
                    .smallest_mm = 0.8,
                    .largest_mm = 2};
  auto unknown = known;
  unknown.fill = palette::white;
  unknown.outline = {palette::safety, 0.25};
  return {
      .renderer = qml::by_rules({legend_points(R"("minutes" IS NOT NULL)", {"Besök", "Visit"}, known, language),
                                 legend_points(R"("minutes" IS NULL)",
                                               {"Besök, okänd längd", "Visit of unknown length"}, unknown, language)}),
      .labels = {},
      .aliases = {},
      .title_expression = R"("unit")",
      .map_tip = R"(<b>[% "unit" %]</b><br>[% format_date("start", 'yyyy-MM-dd HH:mm') %])"};
}

VectorLayer visits_layer(const Publication& publication) {
  const auto& visits = publication.read.inputs.visits;
  return with_points(layer_of_records(publication, visit_columns(), visits.size(), "visits", {"Besök", "Visits"},
                                      {"Vem som var var och när.", "Who was where and when."}),
                     visits.position);
}

std::size_t count_visits(const Inputs& inputs) { return inputs.visits.size(); }

}  // namespace

constinit const ContextKind visits_context{.kind = SourceKind::visits,
                                           .name = "visits",
                                           .records = count_visits,
                                           .layer = visits_layer,
                                           .style = visits_style};

}  // namespace lykta
