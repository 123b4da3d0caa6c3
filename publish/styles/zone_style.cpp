#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "publish/layers/zone_layers.hpp"
#include "publish/styles/classes.hpp"
#include "publish/styles/palette.hpp"
#include "publish/styles/qml.hpp"
#include "publish/words/class_words.hpp"
#include "publish/words/statistic_words.hpp"

namespace lykta {

namespace {

struct KindLook {
  ZoneKind kind;
  Phrase label;
  std::array<Colour, 3> colours;  ///< by confidence_levels
};

constexpr std::array<Colour, 3> warm{palette::heat[4], palette::heat[3], palette::heat[2]};
constexpr std::array<Colour, 3> cool{palette::far_fewer, palette::fewer_than_chance, palette::rather_fewer};
constexpr std::array<Colour, 3> odd_high{Colour{122, 1, 119}, Colour{174, 1, 126}, Colour{221, 52, 151}};
constexpr std::array<Colour, 3> odd_low{Colour{90, 174, 97}, Colour{127, 191, 123}, Colour{166, 219, 160}};

constexpr std::array<KindLook, 8> looks{{
    {ZoneKind::hot, more_than_chance, warm},
    {ZoneKind::high_high, {"Högt värde bland höga", "High among high"}, warm},
    {ZoneKind::high_low, {"Högt värde bland låga", "High among low"}, odd_high},
    {ZoneKind::low_high, {"Lågt värde bland höga", "Low among high"}, odd_low},
    {ZoneKind::unlike, {"Olik sina grannar", "Unlike its neighbours"}, odd_high},
    {ZoneKind::alike, {"Lik sina grannar", "Like its neighbours"}, warm},
    {ZoneKind::low_low, {"Lågt värde bland låga", "Low among low"}, cool},
    {ZoneKind::cold, fewer_than_chance, cool},
}};

/// What is high in a hot zone, and low in a cold one.
Phrase label_of_kind(const KindLook& look, ZoneMeasure measure) {
  if (look.kind == ZoneKind::hot && needs_exposure(measure)) {
    return {"Högre tal än slumpen ger", "A higher rate than chance gives"};
  }
  if (look.kind == ZoneKind::cold && needs_exposure(measure)) {
    return {"Lägre tal än slumpen ger", "A lower rate than chance gives"};
  }
  return look.label;
}

std::string label_of(const Phrase& label, const ConfidenceLevel& level, Correction correction, Language language) {
  return fmt::format("{} ({})", label.in(language), step_text(level.adjusted_p, correction, language));
}

/// The name of the field with the classes: a Shapefile has a shorter one.
std::string class_field(const ZoneMap& map, const VectorLayer& layer) {
  const auto name = fmt::format("{}_class", words_of(map.options.test.statistic).prefix);
  const auto short_name = name.substr(0, 10);
  const auto found = std::ranges::find(layer.fields, short_name, &FieldDefinition::short_name);
  return found == layer.fields.end() ? name : found->name;
}

bool has_kind(const ZoneMap& map, ZoneKind kind) {
  return std::ranges::find(map.test.zone_class, kind, &ZoneClass::kind) != map.test.zone_class.end();
}

qml::LegendClass quiet_class(const std::string& selects, const Phrase& label, const qml::Element& symbol,
                             Language language) {
  return {.selects = selects, .label = label.in(language), .symbol = symbol};
}

/// Classes of zones that nothing is claimed of.
void add_quiet_classes(const ZoneMap& map, const std::string& field, const qml::Stroke& line, Language language,
                       std::vector<qml::LegendClass>& classes) {
  const auto of_kind = [&](const char* kind) { return fmt::format(R"("count" > 0 AND "{}" = '{}')", field, kind); };
  const auto& test = map.options.test;
  const auto asks_for_more = test.tail == Tail::greater && !needs_exposure(map.options.measure) &&
                             words_of(test.statistic).compares_with_chance;
  if (has_kind(map, ZoneKind::not_significant)) {
    classes.push_back(
        quiet_class(of_kind("not_significant"),
                    asks_for_more ? no_more_than_chance
                                  : Phrase{"Händelser, men inget utöver slumpen", "Events, but nothing beyond chance"},
                    qml::filled(palette::heat[0].at(0.5), line), language));
  }
  if (has_kind(map, ZoneKind::too_few_events)) {
    classes.push_back(quiet_class(of_kind("too_few_events"), too_few_to_test,
                                  qml::filled(palette::untested.at(0.6), line), language));
  }
  if (has_kind(map, ZoneKind::no_value)) {
    classes.push_back(quiet_class(of_kind("no_value"),
                                  {"Händelser, men inget värde (se no_value)", "Events, but no value (see no_value)"},
                                  qml::filled(palette::untested.at(0.3), line), language));
  }
  classes.push_back(quiet_class("ELSE", {"Inga händelser", "No events"},
                                qml::filled(palette::white.at(0), {palette::grid_line.at(0.35), 0.1}), language));
}

}  // namespace

std::string zone_style(const ZoneMap& map, const VectorLayer& layer, Language language) {
  const auto field = class_field(map, layer);
  const auto line = cell_line;
  std::vector<qml::LegendClass> classes;
  for (const auto& look : looks) {
    for (std::size_t i = 0; i < confidence_levels.size(); ++i) {
      const ZoneClass zone_class{look.kind, confidence_levels[i].confidence};
      if (std::ranges::find(map.test.zone_class, zone_class) == map.test.zone_class.end()) {
        continue;
      }
      const auto label = label_of_kind(look, map.options.measure);
      classes.push_back({.selects = fmt::format(R"("{}" = '{}')", field, name_of(zone_class)),
                         .label = label_of(label, confidence_levels[i], map.options.test.correction, language),
                         .symbol = qml::filled(look.colours[i].at(0.75), line)});
    }
  }
  add_quiet_classes(map, field, line, language, classes);
  const auto is_grid = map.counted.zones.cells() != nullptr;
  const auto* title = is_grid ? R"("cell_id")" : R"(coalesce(nullif("name", ''), "zone_id"))";
  qml::LayerStyle style{
      .renderer = qml::by_rules(classes),
      .labels = {},
      .aliases = {},
      .title_expression = title,
      .map_tip = fmt::format(R"(<b>[% {} %]</b><br>{}: [% "count" %] &middot; [% {} %])", title,
                             Phrase{"Händelser", "Events"}.in(language), qml::legend_expression(classes))};
  for (const auto& each : layer.fields) {
    style.aliases.push_back({each.name, each.label});
  }
  return qml::document(style);
}

}  // namespace lykta
