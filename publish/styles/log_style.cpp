#include <string>
#include <vector>

#include <fmt/format.h>

#include "publish/layers/log_layers.hpp"
#include "publish/styles/classes.hpp"
#include "publish/styles/palette.hpp"
#include "publish/styles/qml.hpp"
#include "publish/styles/styles.hpp"

namespace lykta {

namespace {

/// What waits is filled, what has ended is hollow; form tells the states apart on a grey print. What is drawn last lies on top.
std::vector<qml::LegendClass> action_classes(Language language) {
  const auto of = [&](const char* selects, const Phrase& label, qml::Shape shape, const Colour& fill,
                      const Colour& outline) {
    return qml::LegendClass{.selects = selects,
                            .label = label.in(language),
                            .symbol = qml::marker({.shape = shape,
                                                   .fill = fill,
                                                   .outline = {outline, 0.5},
                                                   .size_m = 60,
                                                   .smallest_mm = 2.2,
                                                   .largest_mm = 4.5})};
  };
  return {of(R"("state" = 'declined')", {"Avslagen", "Declined"}, qml::Shape::square, palette::white, palette::neutral),
          of(R"("state" = 'done')", {"Klar", "Done"}, qml::Shape::circle, palette::white, palette::safety),
          of(R"("state" = 'open')", {"Öppen", "Open"}, qml::Shape::diamond, palette::heat[1], palette::ink),
          of(R"("state" = 'overdue')", {"Försenad", "Overdue"}, qml::Shape::triangle, palette::crime, palette::white)};
}

std::vector<qml::LegendClass> classes_of_levels(Language language) {
  std::vector<qml::LegendClass> classes;
  for (const auto& each : level_classes) {
    classes.push_back({.selects = fmt::format(R"(coalesce("set", "proposed") = '{}')", each.selects),
                       .label = each.label.in(language),
                       .symbol = qml::filled(*each.fill, *each.outline)});
  }
  classes.push_back({.selects = "ELSE",
                     .label = Phrase{"Ingen nivå", "No level"}.in(language),
                     .symbol = qml::outlined({palette::neutral, 0.4})});
  return classes;
}

}  // namespace

std::string actions_style(const Publication& publication, const VectorLayer& layer) {
  return style_text(
      {.renderer = qml::by_rules(action_classes(publication.language)),
       .labels = {},
       .aliases = {},
       .title_expression = R"(coalesce("action", "problem"))",
       .map_tip = R"(<b>[% coalesce("action", "problem") %]</b><br>[% "standing" %]<br>[% "responsible" %])"},
      layer);
}

std::string levels_style(const Publication& publication, const VectorLayer& layer) {
  return style_text(
      {.renderer = qml::by_rules(classes_of_levels(publication.language)),
       .labels = {},
       .aliases = {},
       .title_expression = R"("area")",
       .map_tip = R"(<b>[% "area" %]</b><br>[% "proposed_because" %]<br>[% coalesce("set_because", '') %])"},
      layer);
}

}  // namespace lykta
