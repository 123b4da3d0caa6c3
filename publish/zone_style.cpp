#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "publish/palette.hpp"
#include "publish/qml.hpp"
#include "publish/zone_layers.hpp"

namespace lykta {

namespace {

struct KindLook {
  ZoneKind kind;
  Phrase label;
  std::array<Colour, 3> colours;  ///< 99, 95 and 90 % sure
};

constexpr std::array<Colour, 3> warm{palette::heat[4], palette::heat[3], palette::heat[2]};
constexpr std::array<Colour, 3> cool{Colour{33, 102, 172}, Colour{67, 147, 195}, Colour{146, 197, 222}};
constexpr std::array<Colour, 3> odd_high{Colour{122, 1, 119}, Colour{174, 1, 126}, Colour{221, 52, 151}};
constexpr std::array<Colour, 3> odd_low{Colour{90, 174, 97}, Colour{127, 191, 123}, Colour{166, 219, 160}};

constexpr std::array<KindLook, 8> looks{{
    {ZoneKind::hot, {"Fler händelser än slumpen ger", "More events than chance gives"}, warm},
    {ZoneKind::high_high, {"Många bland många", "High among high"}, warm},
    {ZoneKind::high_low, {"Många bland få", "High among low"}, odd_high},
    {ZoneKind::low_high, {"Få bland många", "Low among high"}, odd_low},
    {ZoneKind::unlike, {"Olik sina grannar", "Unlike its neighbours"}, odd_high},
    {ZoneKind::alike, {"Lik sina grannar", "Like its neighbours"}, warm},
    {ZoneKind::low_low, {"Få bland få", "Low among low"}, cool},
    {ZoneKind::cold, {"Färre händelser än slumpen ger", "Fewer events than chance gives"}, cool},
}};
constexpr std::array<int, 3> confidences{99, 95, 90};

/// What a number is as a q, and what the correction makes of it.
std::string label_of(const Phrase& label, int confidence, const ZoneMapOptions& options, Language language) {
  const auto limit = short_number((100 - confidence) / 100.0, language);
  const auto* sign = options.correction == Correction::none ? "p" : "q";
  return fmt::format("{} ({} ≤ {})", label.in(language), sign, limit);
}

qml::LegendClass quiet_class(const char* selects, const Phrase& label, const qml::Element& symbol, Language language) {
  return {.selects = selects, .label = label.in(language), .symbol = symbol};
}

}  // namespace

std::string zone_style(const ZoneMap& map, const VectorLayer& layer, Language language) {
  const auto field = fmt::format("{}_class", field_prefix(map.options.statistic));
  const auto line = qml::Stroke{palette::grid_line.at(0.5), 0.15};
  std::vector<qml::LegendClass> classes;
  for (const auto& look : looks) {
    for (std::size_t i = 0; i < confidences.size(); ++i) {
      const ZoneClass zone_class{look.kind, confidences[i]};
      if (std::ranges::find(map.zone_class, zone_class) == map.zone_class.end()) {
        continue;
      }
      classes.push_back({.selects = fmt::format(R"("{}" = '{}')", field, name_of(zone_class)),
                         .label = label_of(look.label, confidences[i], map.options, language),
                         .symbol = qml::filled(look.colours[i].at(0.75), line)});
    }
  }
  const auto with_events = fmt::format(R"("count" > 0 AND "{}" = 'not_significant')", field);
  const auto untested = fmt::format(R"("count" > 0 AND "{}" IN ('too_few_events', 'no_value'))", field);
  classes.push_back(quiet_class(
      with_events.c_str(), {"Händelser, men inte fler än slumpen kan ge", "Events, but no more than chance can give"},
      qml::filled(palette::heat[0].at(0.5), line), language));
  classes.push_back(quiet_class(untested.c_str(), {"Händelser, för få för att prövas", "Events, too few for a test"},
                                qml::filled(palette::untested.at(0.6), line), language));
  classes.push_back(quiet_class("ELSE", {"Inga händelser", "No events"},
                                qml::filled(palette::white.at(0), {palette::grid_line.at(0.35), 0.1}), language));
  const auto is_grid = map.zones.cells() != nullptr;
  const auto* title = is_grid ? R"("cell_id")" : R"(coalesce(nullif("name", ''), "zone_id"))";
  qml::LayerStyle style{
      .renderer = qml::by_rules(classes),
      .labels = {},
      .aliases = {},
      .title_expression = title,
      .map_tip = fmt::format(R"(<b>[% {} %]</b><br>[% "count" %] &middot; [% "{}" %])", title, field)};
  for (const auto& each : layer.fields) {
    style.aliases.push_back({each.name, each.label});
  }
  return qml::document(style);
}

}  // namespace lykta
