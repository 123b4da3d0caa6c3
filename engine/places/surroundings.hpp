// What do a survey and a log of visits say about the places that the events have chosen?
//
// Nothing here changes which places there are or how they rank.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "engine/events/context.hpp"
#include "engine/places/place.hpp"
#include "engine/space/study_grid.hpp"

namespace lykta {

/// Gives each place the index and sample of the survey area that its position lies in. Of several areas the smallest
/// speaks for the place, of equally large ones the latest survey, and of those the one with most answers, then the
/// highest index. Surveys that
/// begin after the end of the period are left out; those without a time count as the oldest.
void add_survey(std::span<const SurveyArea> survey, const std::optional<Period>& period, std::vector<Place>& places);

/// Gives each place the visits to its cells within the period, and their minutes inside it. A visit counts when it
/// overlaps the period, [from, to), at all; one without a known end counts where it starts and has no minutes. The
/// minutes are none where no visit that counts has a known end, and 0 where there was no visit. Without any visit in the
/// source nothing is known of any place.
void add_visits(const Visits& visits, const std::optional<Period>& period, const StudyGrid& study,
                std::vector<Place>& places);

}  // namespace lykta
