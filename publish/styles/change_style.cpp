#include <optional>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "publish/layers/change_layer.hpp"
#include "publish/layers/zone_columns.hpp"
#include "publish/styles/classes.hpp"
#include "publish/styles/palette.hpp"
#include "publish/styles/qml.hpp"

namespace lykta {

namespace {

constexpr auto more_events = palette::heat[3];
constexpr auto fewer_events = palette::far_fewer;

qml::LegendClass change_class(const char* selects, const Phrase& label, const qml::Element& symbol, Language language) {
  return {.selects = selects, .label = label.in(language), .symbol = symbol};
}

/// What the change is, where enough happened to tell.
std::vector<qml::LegendClass> tested_classes(const ChangeMap& map, Language language) {
  const auto quiet = qml::filled(palette::heat[0].at(0.5), cell_line);
  if (map.is_partly_recorded()) {
    return {change_class(
        R"("direction" = 'cannot_be_told')",
        {"Kan inte avgöras: alla dagar är inte registrerade", "Cannot be told: not all days were recorded"}, quiet,
        language)};
  }
  const auto clear_line = qml::Stroke{palette::ink, 0.5};
  return {
      change_class(R"("direction" = 'increase')", {"Tydlig ökning", "Clear increase"},
                   qml::filled(more_events.at(0.8), clear_line), language),
      change_class(R"("direction" = 'decrease')", {"Tydlig minskning", "Clear decrease"},
                   qml::filled(fewer_events.at(0.8), clear_line), language),
      change_class(R"("direction" = 'not_clear')", {"Ingen tydlig förändring", "No clear change"}, quiet, language)};
}

std::vector<qml::LegendClass> change_classes(const ChangeMap& map, Language language) {
  const auto line = cell_line;
  auto classes = tested_classes(map, language);
  classes.push_back(change_class(R"("direction" = 'too_few_events' AND "count" + "comparison_count" > 0)",
                                 {"För få händelser för att visa något", "Too few events to show anything"},
                                 qml::filled(palette::untested.at(0.45), line), language));
  classes.push_back({.selects = "ELSE",
                     .label = Phrase{"Inga händelser", "No events"}.in(language),
                     .symbol = qml::filled(palette::white.at(0), {palette::grid_line.at(0.35), 0.1}),
                     .scales = {.furthest = scale_of_cells(map.zones, least_cell_m)}});
  return classes;
}

}  // namespace

std::string change_style(const ChangeMap& map, const VectorLayer& layer, Language language) {
  const auto* expected = Phrase{"förväntat", "expected"}.in(language);
  // "12 (förväntat 3,5)": what there is and what there would be without a change, which is no count.
  const auto counts = fmt::format(R"("count" || ' ({} ' || format_number("expected", 1, '{}') || ')')", expected,
                                  language == Language::sv ? "sv" : "en");
  const auto is_grid = map.zones.cells() != nullptr;
  const auto label = is_grid ? counts : fmt::format(R"({} || '\n' || {})", called_in_qgis, counts);
  const auto classes = change_classes(map, language);
  qml::LayerStyle style{.renderer = qml::by_rules(classes),
                        .labels = qml::labelled({qml::Label{.selects = R"("direction" IN ('increase', 'decrease'))",
                                                            .text = label,
                                                            .points = 8,
                                                            .bold = true,
                                                            .placement = qml::LabelPlacement::outside,
                                                            .priority = 8,
                                                            .leader = true}}),
                        .aliases = {},
                        .title_expression = called_in_qgis,
                        .map_tip = fmt::format(R"(<b>[% {} %]</b><br>[% {} %] &middot; [% {} %])", called_in_qgis,
                                               counts, qml::legend_expression(classes))};
  for (const auto& each : layer.fields) {
    style.aliases.push_back({each.name, each.label});
  }
  return qml::document(style);
}

}  // namespace lykta
