#include "publish/styles/context_styles.hpp"

#include <array>

#include <fmt/format.h>

namespace lykta {

namespace {

using qml::LegendClass;

/// Felt unsafety is blue as everywhere: the worse, the darker. Four equal steps of the scale from 0 to 6.
struct IndexStep {
  double below = 0;
  Phrase label = {};
  Colour fill;
};

constexpr std::array<IndexStep, 4> index_steps{{{1.5, {"under 1,5", "below 1.5"}, palette::unsafety.at(0.1)},
                                                {3, {"1,5 till 3", "1.5 to 3"}, palette::unsafety.at(0.25)},
                                                {4.5, {"3 till 4,5", "3 to 4.5"}, palette::unsafety.at(0.45)},
                                                {0, {"4,5 och över", "4.5 and above"}, palette::unsafety.at(0.7)}}};

qml::LayerStyle survey_style(const Publication& publication) {
  const auto language = publication.language;
  std::vector<LegendClass> classes;
  std::string above;
  for (const auto& step : index_steps) {
    const auto limit = step.below > 0 ? fmt::format(R"("index" < {})", step.below) : std::string("TRUE");
    const auto here = above.empty() ? limit : fmt::format("{} AND {}", above, limit);
    const qml::Stroke line{palette::unsafety, 0.3};
    classes.push_back(
        {.selects = fmt::format(R"("reliability" = 'enough_answers' AND {})", here),
         .label = fmt::format("{} {}", Phrase{"Trygghetsindex", "Safety index"}.in(language), step.label.in(language)),
         .symbol = qml::filled(step.fill, line)});
    above = fmt::format(R"("index" >= {})", step.below);
  }
  // Few answers are no finding: the area is shown, and its index only on request.
  classes.push_back({.selects = R"("reliability" = 'few_answers')",
                     .label = Phrase{"Få svar, indexet är osäkert", "Few answers, the index is uncertain"}.in(language),
                     .symbol = qml::filled(palette::untested.at(0.25), {palette::neutral, 0.3, true})});
  const auto* tip =
      Phrase{R"(<b>[% "name" %]</b><br>[% "question" %]<br>Trygghetsindex: [% format_number("index", 2, 'sv') %])"
             R"(<br>Antal svar: [% "sample" %])",
             R"(<b>[% "name" %]</b><br>[% "question" %]<br>Safety index: [% format_number("index", 2, 'en') %])"
             R"(<br>Answers: [% "sample" %])"}
          .in(language);
  return {
      .renderer = qml::by_rules(classes), .labels = {}, .aliases = {}, .title_expression = R"("name")", .map_tip = tip};
}

LegendClass points(const char* selects, const Phrase& label, const qml::Marker& marker, Language language) {
  return {.selects = selects, .label = label.in(language), .symbol = qml::marker(marker)};
}

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
  return {.renderer = qml::by_rules(
              {points(R"("minutes" IS NOT NULL)", {"Besök", "Visit"}, known, language),
               points(R"("minutes" IS NULL)", {"Besök, okänd längd", "Visit of unknown length"}, unknown, language)}),
          .labels = {},
          .aliases = {},
          .title_expression = R"("unit")",
          .map_tip = R"(<b>[% "unit" %]</b><br>[% format_date("start", 'yyyy-MM-dd HH:mm') %])"};
}

qml::LayerStyle accidents_style(const Publication& publication) {
  const auto language = publication.language;
  const auto accident = [&](const char* severity, const Phrase& label, const Colour& fill, double size_m) {
    return points(severity, label,
                  {.shape = qml::Shape::diamond,
                   .fill = fill,
                   .outline = {palette::ink, 0.25},
                   .size_m = size_m,
                   .smallest_mm = size_m / 24,
                   .largest_mm = size_m / 9},
                  language);
  };
  const std::vector<LegendClass> classes{
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

}  // namespace

std::optional<qml::LayerStyle> context_style(const Publication& publication, std::string_view layer) {
  if (layer == "survey_areas") {
    return survey_style(publication);
  }
  if (layer == "visits") {
    return visits_style(publication);
  }
  return layer == "accidents" ? std::optional(accidents_style(publication)) : std::nullopt;
}

}  // namespace lykta
