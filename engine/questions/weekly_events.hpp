// Which events did the week bring, and which of the last weeks lie close together where no standing place is?
#pragma once

#include <chrono>
#include <vector>

#include "engine/questions/weekly_picture.hpp"

namespace lykta {

/// All events of the weeks asked for, in their order (see WeeklyPicture::events); without their new places.
[[nodiscard]] std::vector<WeekEvent> events_of_weeks(const Inputs& inputs, const Picture& picture,
                                                     const CountedIncidents& incidents, const CountedWeeks& weeks,
                                                     const WeeklyPicture& weekly);

/// `expected_recent`: what was to be expected of all of the area in the recent weeks together; 0 where that is not known. Tells the
/// events of the last week which new place they belong to, and puts them behind the standing places.
[[nodiscard]] std::vector<NewPlaceOfWeek> new_places_of_week(const Inputs& inputs, const Picture& picture,
                                                             const CountedIncidents& incidents,
                                                             const CountedWeeks& weeks, double expected_recent,
                                                             WeeklyPicture& weekly);

}  // namespace lykta
