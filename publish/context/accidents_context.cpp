// Traffic accidents, a layer of their own.
#include <array>

#include <fmt/format.h>

#include "publish/context/context_kinds.hpp"
#include "publish/context/record_layer.hpp"
#include "publish/layers/local_time.hpp"
#include "publish/words/code_words.hpp"

namespace lykta {

namespace {

// A column reads best as a row of a table.
// clang-format off
std::vector<RecordColumn> accident_columns() {
  const auto accidents = [](const RecordRow& row) -> const Accidents& { return row.inputs().accidents; };
  const auto time = [=](const RecordRow& row) -> const std::optional<TimeSpan>& { return accidents(row).time[row.index]; };
  return with_origin([=](const RecordRow& row) { return accidents(row).row[row.index]; }, {
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
  });
}
// clang-format on

constexpr std::array<Code, 4> severity_codes{
    {{"fatal", {"dödlig", "fatal"}},
     {"severe", {"svår", "severe"}},
     {"slight", {"lindrig", "slight"}},
     {"unmapped", {"okänt ord i källan", "a word that nobody has explained"}}}};

qml::LayerStyle accidents_style(const Publication& publication) {
  const auto language = publication.language;
  const auto accident = [&](const char* severity, const Phrase& label, const Colour& fill, double size_m) {
    return legend_points(severity, label,
                         {.shape = qml::Shape::diamond,
                          .fill = fill,
                          .outline = {palette::ink, 0.25},
                          .size_m = size_m,
                          .smallest_mm = size_m / 24,
                          .largest_mm = size_m / 9},
                         language);
  };
  const std::vector<qml::LegendClass> classes{
      accident("fatal", {"Dödlig", "Fatal"}, palette::ink, 42),
      accident("severe", {"Svår", "Severe"}, palette::heat[4], 34),
      accident("slight", {"Lindrig", "Slight"}, palette::heat[1], 26),
      accident("unmapped", {"Okänd svårhetsgrad", "Severity not known"}, palette::white, 26)};
  const auto severity = qml::legend_expression(classes, "severity");
  return {.renderer = qml::categorised("severity", classes),
          .labels = {},
          .aliases = {},
          .title_expression = severity,
          .map_tip = fmt::format(R"(<b>[% {} %]</b><br>[% format_date("start", 'yyyy-MM-dd HH:mm') %])", severity)};
}

VectorLayer accidents_layer(const Publication& publication) {
  const auto& accidents = publication.read.inputs.accidents;
  auto layer = with_points(
      layer_of_records(
          publication, accident_columns(), accidents.size(), "accidents", {"Trafikolyckor", "Accidents"},
          {"Trafikolyckor efter svårhetsgrad. Ett eget lager: aldrig med i täthet, rutor eller rangordning.",
           "Traffic accidents by severity. A layer of their own: never in density, grid or ranking."}),
      accidents.position);
  add_codes(layer, "severity", severity_codes, publication.language);
  return layer;
}

std::size_t count_accidents(const Inputs& inputs) { return inputs.accidents.size(); }

}  // namespace

constinit const ContextKind accidents_context{.kind = SourceKind::accidents,
                                              .name = "accidents",
                                              .records = count_accidents,
                                              .layer = accidents_layer,
                                              .style = accidents_style};

}  // namespace lykta
