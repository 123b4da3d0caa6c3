// How would the scores of places differ, had other events been reported, and at other positions?
#pragma once

#include <span>

#include "engine/places/rank.hpp"
#include "engine/statistics/likely_ranks.hpp"

namespace lykta {

/// Standard deviation of the error of a position, in each of two directions: 10 m for A (building or GPS), 25 m for B
/// (address), 100 m for C (street or place name); where no class is stated 70 m, which puts half of the positions
/// within the 83 m that Gerell 2018 (doi 10.18261/issn.1894-8693-2018-02-05) found in Swedish police data. The
/// first three are judgements.
[[nodiscard]] double position_error_m(PositionClass position_class);

/// Scores of the places in resampled events: each event comes a number of times that is Poisson with mean 1 (a bootstrap
/// whose total varies as that of the events does), all of them moved by one error of its position. That error is one of
/// 64 of equal chance, on eight circles. The places keep their cells, and so do what their scores are of: the cells
/// themselves (count, weighted count), their densest cell (density) or the cell of their test with its neighbours (z). An
/// event counts where its cell is; for a density, as if it lay at the cell's centre. The order of rows plays no part.
[[nodiscard]] ScoreDraws draw_scores(const RankingInputs& inputs, std::span<const Place> places, RankBy rank_by,
                                     const RankDraws& options);

}  // namespace lykta
