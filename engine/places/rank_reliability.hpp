// How sure is the rank of a place, and does it belong on the list?
//
// Events are resampled with the errors of their positions (see score_errors.hpp), which tells how much the score of each
// place varies by chance. With that, true scores of all places are drawn again and again
// (engine/statistics/true_values.hpp), and their ranks give the interval and the chance that a place belongs on the list.
//
// The true rank is that of the events that the place's cells would have in the long run, among the places that compete:
// all that could have got a rank, those beyond the limit of the list too. In 90 of 100 lists drawn from the same town, each
// with places of its own, the interval of a place holds it; docs/calibration.md says how often it did. Which places
// there are, and where they end, rests on the same events: that is in those figures, and no interval says it.
#pragma once

#include <cstddef>
#include <span>

#include "engine/places/rank.hpp"

namespace lykta {

/// A place with fewer events has no interval: how much so few vary cannot be told from them.
inline constexpr std::uint64_t fewest_events_for_an_interval = 10;
/// No more places than this compete, those ranked first: beyond them nobody asks for the order.
inline constexpr std::size_t most_competing_places = 1000;

/// The score that a place is ranked by, the higher the better (of a mean of ranks its negative); minus infinity where it has
/// none.
[[nodiscard]] double score_of(const Place& place, RankBy rank_by);

/// The meaning of the word for an interval from `low` to `high` among so many competing places.
[[nodiscard]] Reliability reliability_of(const RankReliability::Ranks& ranks, int competing);

/// Fills in how sure the ranks are of the first `listed` of the `ranked` places, which are all that compete, in order of
/// rank. Nothing is filled in where fewer than two compete, no draws are asked for, the score is no sum over events (trend, felt
/// unsafety, a mean of ranks), or the score of one is not above 0
/// (z of a place that only both periods together show, or that has no test).
void add_reliability(const RankingInputs& inputs, const PlacesOptions& options, std::size_t listed,
                     std::span<Place> ranked);

}  // namespace lykta
