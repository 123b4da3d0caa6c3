// When should one be at a place: in all of the year, and in each season?
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "engine/time/visit_window.hpp"

namespace lykta {

/// As the Swedish weather service has them by the calendar: December to February, and so on.
enum class Season : std::uint8_t { winter, spring, summer, autumn };
inline constexpr std::array<Season, 4> all_seasons{Season::winter, Season::spring, Season::summer, Season::autumn};
[[nodiscard]] std::string_view name_of(Season season);
/// Of the day on which it begins.
[[nodiscard]] Season season_of(LocalTime time);

struct PlaceHours {
  VisitWindow window;
  std::array<VisitWindow, all_seasons.size()> by_season;
  HourOfWeekWeights week{};  ///< of the events whose time of day is known
};

/// One per place. All windows, those of the seasons too, are one list of tests (see visit_window.hpp). A season of which a
/// source has recorded no three of each weekday is `period_too_short` for it.
[[nodiscard]] std::vector<PlaceHours> place_hours(std::span<const std::vector<KnownTime>> places,
                                                  std::span<const Period> recorded, const BusyWindowOptions& options);

}  // namespace lykta
