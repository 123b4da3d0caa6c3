// What kind of answer does the evidence of a place suggest: being there at certain hours, mending the place, or both?
//
// - presence: the events keep to certain hours, so that somebody can be there: the place's window of the week is clear, holds at least a third
//   of the events whose time is known, and at least twice what so many hours of an even week hold.
// - physical: at least three of the observations of feeling unsafe, and a quarter of all observations there, name something that can be
//   mended: lighting, sightlines, a closed-in passage, graffiti, litter, what is broken, upkeep, signs.
// - both, or neither: then somebody should look closer before anything is decided.
// The thresholds are judgements. A suggestion says what the evidence is of, and not what works.
#pragma once

#include <cstdint>
#include <string_view>

#include "engine/places/place.hpp"

namespace lykta {

inline constexpr double least_share_of_presence = 1.0 / 3;
inline constexpr double least_lift_of_presence = 2;
inline constexpr std::uint64_t fewest_physical_observations = 3;
inline constexpr double least_share_of_physical = 0.25;

/// Whether the hours of the place are such that somebody can be there when it happens.
[[nodiscard]] bool has_narrow_hours(const Place& place);

[[nodiscard]] SuggestedAnswer answer_of(const Place& place);

/// Whether a category of observations, in Swedish or English, names something in the physical place: "Bristande belysning", "poor
/// lighting". Upper and lower case are alike.
[[nodiscard]] bool is_physical_category(std::string_view category);

}  // namespace lykta
