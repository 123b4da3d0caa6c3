#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "publish/layers/emerging_layers.hpp"
#include "publish/layers/zone_columns.hpp"
#include "publish/styles/classes.hpp"
#include "publish/styles/palette.hpp"
#include "publish/styles/qml.hpp"
#include "publish/words/pattern_words.hpp"

namespace lykta {

namespace {

struct PatternLook {
  Pattern pattern = Pattern::none;
  Colour fill;
  qml::Stroke outline;
};

constexpr Colour hot_fill{189, 47, 14};
constexpr auto cold_fill = palette::far_fewer;
constexpr Colour dark_red{103, 0, 13};
constexpr Colour dark_blue{8, 48, 107};

/// What has lasted is darker, what is new or ending is pale with a strong line around it; hot is red and yellow, cold
/// blue. Zoomed in, each has its name besides.
constexpr std::array<PatternLook, 16> pattern_looks{{
    {Pattern::new_hot, {255, 255, 51}, {dark_red, 0.8}},
    {Pattern::intensifying_hot, {103, 0, 13}, {palette::ink, 0.8}},
    {Pattern::persistent_hot, hot_fill, {palette::ink, 0.2}},
    {Pattern::consecutive_hot, {241, 105, 19}, {palette::ink, 0.2}},
    {Pattern::sporadic_hot, {253, 174, 107}, {palette::ink, 0.2}},
    {Pattern::oscillating_hot, {253, 174, 107}, {cold_fill, 0.8}},
    {Pattern::diminishing_hot, {254, 230, 206}, {hot_fill, 0.8}},
    {Pattern::historical_hot, {205, 190, 175}, {{140, 81, 10}, 0.3}},
    {Pattern::new_cold, {222, 245, 255}, {dark_blue, 0.8}},
    {Pattern::intensifying_cold, {8, 48, 107}, {palette::ink, 0.8}},
    {Pattern::persistent_cold, cold_fill, {palette::ink, 0.2}},
    {Pattern::consecutive_cold, palette::fewer_than_chance, {palette::ink, 0.2}},
    {Pattern::sporadic_cold, {158, 202, 225}, {palette::ink, 0.2}},
    {Pattern::oscillating_cold, {158, 202, 225}, {hot_fill, 0.8}},
    {Pattern::diminishing_cold, {222, 235, 247}, {cold_fill, 0.8}},
    {Pattern::historical_cold, {190, 200, 210}, {{80, 100, 130}, 0.3}},
}};

/// A cell must be this large on the screen to hold the name of its pattern.
constexpr double room_for_a_name_m = 0.016;

bool has(const EmergingMap& map, Pattern pattern) {
  return std::ranges::find(map.patterns.pattern, pattern) != map.patterns.pattern.end();
}

std::vector<qml::LegendClass> pattern_classes(const EmergingMap& map, Language language) {
  std::vector<qml::LegendClass> classes;
  for (const auto& words : all_pattern_words()) {
    const auto look = std::ranges::find(pattern_looks, words.pattern, &PatternLook::pattern);
    if (look == pattern_looks.end() || !has(map, words.pattern)) {
      continue;
    }
    classes.push_back({.selects = fmt::format(R"("pattern" = '{}')", name_of(words.pattern)),
                       .label = fmt::format("{} ({})", words.label.in(language), words.meaning.in(language)),
                       .symbol = qml::filled(look->fill.at(0.85), look->outline)});
  }
  const auto line = cell_line;
  classes.push_back({.selects = R"("pattern" = 'none' AND "count" > 0)",
                     .label = Phrase{"Händelser, men inget mönster", "Events, but no pattern"}.in(language),
                     .symbol = qml::filled(palette::heat[0].at(0.5), line)});
  if (has(map, Pattern::no_value)) {
    classes.push_back(
        {.selects = R"("pattern" = 'no_value' AND "count" > 0)",
         .label = Phrase{"Händelser, inget värde (se no_value)", "Events, no value (see no_value)"}.in(language),
         .symbol = qml::filled(palette::untested.at(0.6), line)});
  }
  classes.push_back({.selects = "ELSE",
                     .label = Phrase{"Inga händelser", "No events"}.in(language),
                     .symbol = qml::filled(palette::white.at(0), {palette::grid_line.at(0.35), 0.1}),
                     .scales = {.furthest = scale_of_cells(map.zones, least_cell_m)}});
  return classes;
}

/// The name of the pattern as an expression of QGIS.
std::string pattern_name_expression(Language language) {
  std::string text = R"(CASE)";
  for (const auto& look : pattern_looks) {
    text += fmt::format(R"( WHEN "pattern" = '{}' THEN '{}')", name_of(look.pattern),
                        words_of(look.pattern).label.in(language));
  }
  return text + " END";
}

}  // namespace

std::string emerging_style(const EmergingMap& map, const VectorLayer& layer, Language language) {
  const auto is_grid = map.zones.cells() != nullptr;
  const auto name = pattern_name_expression(language);
  qml::LayerStyle style{
      .renderer = qml::by_rules(pattern_classes(map, language)),
      .labels =
          qml::labelled({qml::Label{.selects = R"("pattern" NOT IN ('none', 'no_value'))",
                                    .text = is_grid ? name : fmt::format(R"({} || '\n' || {})", called_in_qgis, name),
                                    .points = 7,
                                    .priority = 5,
                                    .scales = {.furthest = scale_of_cells(map.zones, room_for_a_name_m)}}}),
      .aliases = {},
      .title_expression = called_in_qgis,
      .map_tip = fmt::format(
          fmt::runtime(
              Phrase{R"(<b>[% {} %]</b><br>[% coalesce({}, '') %]<br>Händelser: [% "count" %])"
                     R"([% coalesce('<br>Fler än slumpen ger första gången i steget från ' || "first_hot", '') %])",
                     R"(<b>[% {} %]</b><br>[% coalesce({}, '') %]<br>Events: [% "count" %])"
                     R"([% coalesce('<br>More than chance gives for the first time in the step from ' || )"
                     R"("first_hot", '') %])"}
                  .in(language)),
          called_in_qgis, name)};
  for (const auto& each : layer.fields) {
    style.aliases.push_back({each.name, each.label});
  }
  return qml::document(style);
}

std::string cube_style(const EmergingMap& map, const VectorLayer& layer, Language language) {
  const auto line = qml::Stroke{palette::ink, 0.2};
  qml::LayerStyle style{
      .renderer = qml::by_rules(
          {{.selects = R"("state" = 'hot')",
            .label = Phrase{"Fler än slumpen ger, med grannarna", "Hot: more than chance gives, with the neighbours"}
                         .in(language),
            .symbol = qml::filled(hot_fill.at(0.75), line)},
           {.selects = R"("state" = 'cold')",
            .label = Phrase{"Färre än slumpen ger, med grannarna", "Cold: fewer than chance gives, with the neighbours"}
                         .in(language),
            .symbol = qml::filled(cold_fill.at(0.75), line)},
           {.selects = R"("state" = 'no_value' AND "count" > 0)",
            .label = Phrase{"Händelser, inget värde", "Events, no value"}.in(language),
            .symbol = qml::filled(palette::untested.at(0.6), line)},
           {.selects = R"("state" = 'too_early' AND "count" > 0)",
            .label = Phrase{"Händelser, för tidigt att jämföra", "Events, too early to compare"}.in(language),
            .symbol = qml::filled(palette::white.at(0), {palette::untested.at(0.6), 0.3})},
           {.selects = "ELSE",
            .label = Phrase{"Varken eller", "Neither"}.in(language),
            .symbol = qml::filled(palette::white.at(0), {palette::grid_line.at(0.35), 0.1}),
            .scales = {.furthest = scale_of_cells(map.zones, least_cell_m)}}}),
      .labels = {},
      .aliases = {},
      .title_expression = called_in_qgis,
      .map_tip = fmt::format(
          fmt::runtime(Phrase{
              R"(<b>[% {} %]</b><br>Steget från [% format_date("from", 'yyyy-MM-dd') %]<br>Händelser: [% "count" %])",
              R"(<b>[% {} %]</b><br>The step from [% format_date("from", 'yyyy-MM-dd') %]<br>Events: [% "count" %])"}
                           .in(language)),
          called_in_qgis),
      .time = qml::TimeFields{.from = "from", .to = "to"}};
  for (const auto& each : layer.fields) {
    style.aliases.push_back({each.name, each.label});
  }
  return qml::document(style);
}

}  // namespace lykta
