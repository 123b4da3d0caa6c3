// By which measure does a place come first? Scores stand side by side; they are never added up.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "engine/places/rank.hpp"

namespace lykta {

/// What each incident counts by recency: 0.5^(age / half life), 0 where its day is not known or it is none of the events of the inputs.
[[nodiscard]] std::vector<double> recency_weights(const RankingInputs& inputs, double half_life_days);

/// Fills in `recency` and `trend` of places of events:
/// - recency: the sum of 0.5^(age / half life) over its events with a known day; the age is that of the middle of the span at
///   the end of the period (of the last event, without one).
/// - trend: z of the Laplace test of a Poisson process (Cox & Lewis 1966, "The Statistical Analysis of Series of Events"):
///   the sum of (t - m) over its events, over the square root of the sum of L^2/12, where m is the middle and L the length of what the
///   source of an event has recorded. Positive where events come later than evenly. None with fewer than ten events.
void add_recency_and_trend(const RankingInputs& inputs, double half_life_days, std::span<Place> places);

/// Fills in the ranks by each score among these places; equal ones share the first of their ranks (1, 2, 2, 4). A place
/// without a score has no rank by it.
void rank_by_each_score(std::span<Place> places);

/// The mean of the ranks by these scores; ties have the mean of the ranks that they share, and places without a score all
/// share those that are left. One per place.
[[nodiscard]] std::vector<double> mean_ranks(std::span<const Place> places, std::span<const RankBy> scores);

}  // namespace lykta
