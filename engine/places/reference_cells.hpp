// Which ordinary cells should somebody look at, too?
//
// Who only goes where the list says sees more there, reports more there, and finds the list confirmed (runaway feedback: Ensign
// et al. 2018, arXiv 1706.09847). So a few cells without a rank stand beside the list, drawn by lot: a visit
// there tells what a visit finds where nothing was expected.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/places/rank.hpp"

namespace lykta {

struct ReferenceCell {
  std::uint32_t slot = 0;
  std::uint64_t count = 0;  ///< events of the period that count in the ranking
};

/// Drawn by lot from the cells that hold at least one event or observation, so that somebody is there to report, and neither belong to one of the
/// places nor touch one; each at least `maximum_extent_m` from the others. In order of the draw. Fewer than
/// `reference_cells` where no more are left. The lot is a new one for each last day of the period, and the same for each run of it; the
/// order of rows plays no part.
[[nodiscard]] std::vector<ReferenceCell> reference_cells(const RankingInputs& inputs, const PlacesOptions& options,
                                                         std::span<const Place> places);

}  // namespace lykta
