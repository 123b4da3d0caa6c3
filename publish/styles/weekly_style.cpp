#include <string>
#include <vector>

#include <fmt/format.h>

#include "engine/questions/weekly_picture.hpp"
#include "publish/layers/weekly_layers.hpp"
#include "publish/styles/palette.hpp"
#include "publish/styles/qml.hpp"
#include "publish/styles/styles.hpp"

namespace lykta {

namespace {

constexpr auto fewer_in_week = palette::far_fewer;

/// What is unusual is filled; width and dashes tell the kinds apart on a grey print.
std::vector<qml::LegendClass> week_classes(Language language) {
  const auto of = [&](const char* selects, const Phrase& label, const qml::Element& symbol) {
    return qml::LegendClass{.selects = selects, .label = label.in(language), .symbol = symbol};
  };
  return {of(R"("alarm" = 'week_above')", {"Fler än förväntat under veckan", "More than expected in the week"},
             qml::filled(palette::heat[3].at(0.55), {palette::crime, 1.1})),
          of(R"("alarm" = 'rise')", {"Fler än förväntat under flera veckor", "More than expected over several weeks"},
             qml::filled(palette::heat[2].at(0.5), {palette::crime, 0.7})),
          of(R"("alarm" = 'fall')", {"Färre än förväntat under flera veckor", "Fewer than expected over several weeks"},
             qml::filled(fewer_in_week.at(0.35), {fewer_in_week, 0.7})),
          of(R"("alarm" = 'more_than_before')", {"Ny plats: fler än tidigare", "New place: more than before"},
             qml::filled(palette::heat[3].at(0.4), {palette::crime, 0.9, true})),
          of(R"("kind" = 'new')",
             {"Tätt utanför platserna, inte visat fler än tidigare",
              "Close together outside the places, not shown to be more than before"},
             qml::outlined({palette::neutral, 0.5, true})),
          of(R"("alarm" = 'no_expectation')", {"Inget att jämföra med", "Nothing to compare with"},
             qml::outlined({palette::neutral, 0.4})),
          of("ELSE", {"Inget ovanligt", "Nothing unusual"}, qml::outlined({palette::ink, 0.5}))};
}

}  // namespace

std::string week_places_style(const Publication& publication, const VectorLayer& layer) {
  const auto language = publication.language;
  // "3 (förväntat 1–6)": what came, and between which numbers it was expected.
  const auto number =
      fmt::format(R"("count" || coalesce(' ({} ' || "expected_low" || '–' || "expected_high" || ')', ''))",
                  Phrase{"förväntat", "expected"}.in(language));
  return style_text({.renderer = qml::by_rules(week_classes(language)),
                     .labels = qml::labelled(
                         {label_beside_place(publication, R"("count" > 0 OR "alarm" IN ('rise', 'fall'))", number)}),
                     .aliases = {},
                     .title_expression = R"("name")",
                     .map_tip = R"(<b>[% "name" %]</b><br>[% "finding" %])"},
                    layer);
}

}  // namespace lykta
