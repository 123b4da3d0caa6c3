// Which classes does a layer of areas have: what are they called, and what do they look like?
//
// One table a layer. The styles of QGIS, the rules of the page, the sheet and every legend are made from it, so that a class has the
// same colour and the same words wherever it is met.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "engine/questions/picture.hpp"
#include "engine/statistics/cell_classes.hpp"
#include "publish/layers/layers.hpp"
#include "publish/styles/palette.hpp"
#include "publish/words/words.hpp"

namespace lykta {

struct MapClass {
  std::string_view name;     ///< in drawings and style sheets
  std::string_view selects;  ///< in QGIS: a value of the field, or an expression; see each table
  Phrase label;              ///< {} stands for what_is_much()
  std::optional<Colour> fill{};
  std::optional<Stroke> outline{};
  std::optional<ConfidenceLevel> level{};  ///< of a class that promises something of its cells: see step_text()
};

inline constexpr Phrase more_than_chance{"Fler händelser än slumpen ger", "More events than chance gives"};
inline constexpr Phrase fewer_than_chance{"Färre händelser än slumpen ger", "Fewer events than chance gives"};
inline constexpr Phrase too_few_to_test{"Händelser, för få för att prövas", "Events, too few for a test"};
inline constexpr Phrase no_more_than_chance{"Händelser, men inte fler än slumpen kan ge",
                                            "Events, but no more than chance can give"};

/// Around a cell of which little is claimed.
inline constexpr Stroke cell_line{palette::grid_line.at(0.5), 0.15};

/// Places, by their field "quadrant"; the last one has no rank and is there for its change. Width says how much speaks for a place,
/// dashes that it has no rank. Where too few have looked the line is thin and of no colour of either: it says nothing of how the place
/// feels.
inline constexpr std::array<MapClass, 6> place_classes{
    {{.name = "both",
      .selects = "high_crime_high_unsafety",
      .label = {"{} och otrygg", "{} and felt unsafe"},
      .outline = Stroke{palette::both, 1.1}},
     {.name = "crime",
      .selects = "high_crime_low_unsafety",
      .label = {"{}, få eller delade tecken på otrygghet", "{}, few or mixed signs of feeling unsafe"},
      .outline = Stroke{palette::crime, 0.8}},
     {.name = "unsure",
      .selects = "too_few_observations",
      .label = {"{}, för få iakttagelser för att säga något om otrygghet",
                "{}, too few observations to say anything of feeling unsafe"},
      .outline = Stroke{palette::heat[3], 0.5}},
     {.name = "unsafety",
      .selects = "low_crime_high_unsafety",
      .label = {"Otrygg, få händelser (utan rang)", "Felt unsafe, few events (no rank)"},
      .outline = Stroke{palette::unsafety, 0.8, true}},
     {.name = "unknown",
      .selects = "no_observations",
      .label = {"{} (otrygghet inte undersökt)", "{} (felt unsafety not surveyed)"},
      .outline = Stroke{palette::ink, 0.8}},
     {.name = "changed",
      .selects = "changed",
      .label = {"Tydlig förändring (utan rang)", "Clear change (no rank)"},
      .outline = Stroke{palette::ink, 0.6, true}}}};

/// Cells of the grid, by expressions. Gi* looks at a cell and its neighbours together, so a cell can be hot through them alone. Fewer
/// events than chance gives are found by a two-sided test only.
inline constexpr std::array<MapClass, 10> cell_classes{
    {{.name = "hot_99",
      .selects = R"("gi_class" = 'hot_99' AND "count" > 0)",
      .label = more_than_chance,
      .fill = palette::heat[4].at(0.75),
      .level = confidence_levels[0]},
     {.name = "hot_95",
      .selects = R"("gi_class" = 'hot_95' AND "count" > 0)",
      .label = more_than_chance,
      .fill = palette::heat[3].at(0.75),
      .level = confidence_levels[1]},
     {.name = "hot_90",
      .selects = R"("gi_class" = 'hot_90' AND "count" > 0)",
      .label = more_than_chance,
      .fill = palette::heat[2].at(0.75),
      .level = confidence_levels[2]},
     {.name = "beside",
      .selects = R"("gi_class" LIKE 'hot%' AND "count" = 0)",
      .label = {"Intill sådana rutor, utan egna händelser", "Beside such cells, no events of its own"},
      .fill = palette::heat[1].at(0.6)},
     {.name = "plain",
      .selects = R"("gi_class" = 'not_significant' AND "count" > 0)",
      .label = no_more_than_chance,
      .fill = palette::heat[0].at(0.5),
      .outline = cell_line},
     {.name = "few",
      .selects = R"("gi_class" = 'too_few_events' AND "count" > 0)",
      .label = too_few_to_test,
      .fill = palette::untested.at(0.6),
      .outline = cell_line},
     {.name = "no_value",
      .selects = R"("gi_class" = 'no_value' AND "count" > 0)",
      .label = {"Händelser, men inget att jämföra med", "Events, but nothing to compare with"},
      .fill = palette::untested.at(0.3),
      .outline = cell_line},
     {.name = "cold_99",
      .selects = R"("gi_class" = 'cold_99')",
      .label = fewer_than_chance,
      .fill = palette::far_fewer.at(0.5),
      .level = confidence_levels[0]},
     {.name = "cold_95",
      .selects = R"("gi_class" = 'cold_95')",
      .label = fewer_than_chance,
      .fill = palette::fewer_than_chance.at(0.5),
      .level = confidence_levels[1]},
     {.name = "cold_90",
      .selects = R"("gi_class" = 'cold_90')",
      .label = fewer_than_chance,
      .fill = palette::rather_fewer.at(0.5),
      .level = confidence_levels[2]}}};

/// Levels of an area, as people know them. The width of the line tells them apart on a grey print.
inline constexpr std::array<MapClass, 4> level_classes{{{.name = "green",
                                                         .selects = "green",
                                                         .label = {"Grön", "Green"},
                                                         .fill = palette::level_green.at(0.45),
                                                         .outline = Stroke{palette::level_green, 0.3}},
                                                        {.name = "yellow",
                                                         .selects = "yellow",
                                                         .label = {"Gul", "Yellow"},
                                                         .fill = palette::level_yellow.at(0.45),
                                                         .outline = Stroke{palette::level_yellow, 0.6}},
                                                        {.name = "orange",
                                                         .selects = "orange",
                                                         .label = {"Orange", "Orange"},
                                                         .fill = palette::level_orange.at(0.45),
                                                         .outline = Stroke{palette::level_orange, 0.9}},
                                                        {.name = "red",
                                                         .selects = "red",
                                                         .label = {"Röd", "Red"},
                                                         .fill = palette::crime.at(0.45),
                                                         .outline = Stroke{palette::crime, 1.3}}}};

/// The class of a place.
[[nodiscard]] const MapClass& class_of_place(const Place& place);

/// The class of a cell of the grid by the test that places are made of; null where there is nothing to be shown.
[[nodiscard]] const MapClass* class_of_cell(const Picture& picture, std::uint32_t slot);

/// "Brottsutsatt" where somebody has said that all counted events are crimes, else "Många händelser".
[[nodiscard]] Phrase what_is_much(const Publication& publication);

/// What a legend calls a class, without what it promises.
[[nodiscard]] std::string label_of(const MapClass& each, const Publication& publication, Language language);
/// What it promises: "högst 1 % väntas vara falska fynd". Empty of a class that promises nothing.
[[nodiscard]] std::string promise_of(const MapClass& each, const Publication& publication, Language language);
/// Both: "Fler händelser än slumpen ger (högst 1 % väntas vara falska fynd)".
[[nodiscard]] std::string legend_text(const MapClass& each, const Publication& publication, Language language);

}  // namespace lykta
