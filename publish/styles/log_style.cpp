#include <string>
#include <vector>

#include "publish/layers/log_layers.hpp"
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

/// The levels as people know them. The width of the line tells them apart on a grey print.
std::vector<qml::LegendClass> level_classes(Language language) {
  const auto of = [&](const char* level, const Phrase& label, const Colour& colour, double width_mm) {
    return qml::LegendClass{.selects = std::string(R"(coalesce("set", "proposed") = ')") + level + "'",
                            .label = label.in(language),
                            .symbol = qml::filled(colour.at(0.45), {colour, width_mm})};
  };
  return {of("green", {"Grön", "Green"}, {0, 136, 55}, 0.3), of("yellow", {"Gul", "Yellow"}, {230, 190, 0}, 0.6),
          of("orange", {"Orange", "Orange"}, {230, 110, 0}, 0.9), of("red", {"Röd", "Red"}, {178, 24, 43}, 1.3),
          qml::LegendClass{.selects = "ELSE",
                           .label = Phrase{"Ingen nivå", "No level"}.in(language),
                           .symbol = qml::outlined({palette::neutral, 0.4})}};
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
      {.renderer = qml::by_rules(level_classes(publication.language)),
       .labels = {},
       .aliases = {},
       .title_expression = R"("area")",
       .map_tip = R"(<b>[% "area" %]</b><br>[% "proposed_because" %]<br>[% coalesce("set_because", '') %])"},
      layer);
}

}  // namespace lykta
