// Which level is proposed for each area in a week, and which has somebody set?
//
// The rule is fixed. Points for the number of events: 0 within what was to be expected, 1 above its limits, 2 for an alarm of
// the week or of a sum over weeks. Points for their weight: 1 where the events are graver than usual. Together 0 is green, 1
// yellow, 2 orange and 3 red. A proposal says nothing of what is set, and the other way round: both are kept.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "engine/events/set_level.hpp"
#include "engine/inputs/inputs.hpp"
#include "engine/questions/named_places.hpp"
#include "engine/questions/picture.hpp"
#include "engine/questions/weekly_picture.hpp"

namespace lykta {

/// As many usual events weigh as much with at most this chance where a week is called graver than usual.
inline constexpr double grave_chance = 0.05;

enum class NumberOfWeek : std::uint8_t { as_expected, above_limits, alarm };

struct ProposedLevel {
  Level level = Level::green;
  NumberOfWeek number = NumberOfWeek::as_expected;
  bool is_graver = false;
};

/// The rule. Nothing without an expectation.
[[nodiscard]] std::optional<ProposedLevel> proposed_level(const WeekInArea& week);

struct AreaLevel {
  std::size_t week = 0;  ///< of WeeklyPicture::weeks
  std::size_t area = 0;  ///< of WeeklyPicture::areas
  std::optional<ProposedLevel> proposed{};
  std::optional<std::size_t> set{};  ///< of Inputs::set_levels: the last row for this area and week
};

struct LevelPicture {
  std::vector<AreaLevel> levels{};           ///< by week, then area
  std::vector<std::size_t> unknown_areas{};  ///< of Inputs::set_levels, for the weeks asked for: no area is called so
  std::vector<std::size_t> replaced{};       ///< likewise: a later row speaks of the same area and week
  std::size_t other_weeks = 0;               ///< rows for weeks that were not asked for
};

/// For the areas of a weekly picture: standing places by name or id of the history, the rest, and all of it. `names` has the keys of
/// the rest and of all behind those of the places. Does nothing where there is no weekly picture.
void add_levels(const Inputs& inputs, const NamedPlaces& names, Picture& picture);

}  // namespace lykta
