// How much would the scores of places vary, had other events been reported, and at other positions?
#pragma once

#include <span>
#include <vector>

#include "engine/places/rank.hpp"

namespace lykta {

/// Standard deviation of the error of a position, in each of two directions: 10 m for A (building or GPS), 25 m for B
/// (address), 100 m for C (street or place name); where no class is stated 70 m, which puts half of the positions
/// within the 83 m that Gerell 2018 (doi 10.18261/issn.1894-8693-2018-02-05) found in Swedish police data. The
/// first three are judgements.
[[nodiscard]] double position_error_m(PositionClass position_class);

/// Standard deviations of the scores of the places, one per place, when events are resampled: each comes a number of
/// times that is Poisson with mean 1 (a bootstrap whose total varies as that of the events does), all of them moved by
/// one error of its position, which is one of 64 of equal chance, on eight circles. The places keep their cells, and so
/// do what their scores are of: the cells themselves (count, weighted count, recency), their densest cell (density) or the cell
/// of their test with its neighbours (z). An event counts where its cell is; for a density, as if it lay at the cell's
/// centre.
///
/// Each score is a sum over events, so no resampling has to be drawn: what endlessly many of them would give is known.
/// An event that adds A where it comes to lie adds 2 E(A^2) - E(A)^2 to the variance (N times A with N Poisson, apart
/// from each other). 0 for a place that no event adds to. Depends neither on the order of rows nor on the number of
/// threads (options.reliability.threads).
[[nodiscard]] std::vector<double> score_errors(const RankingInputs& inputs, std::span<const Place> places,
                                               const PlacesOptions& options);

/// Whether a score is one of those whose variation is known: all but trend, felt unsafety and a mean of ranks.
[[nodiscard]] bool is_a_sum_over_events(RankBy rank_by);

}  // namespace lykta
