// What of a picture is compared with an earlier period, and what cannot be?
#pragma once

#include <optional>
#include <vector>

#include "engine/density/cell_density.hpp"
#include "engine/places/both_periods.hpp"
#include "engine/places/located.hpp"
#include "engine/questions/counted_zones.hpp"
#include "engine/questions/picture.hpp"
#include "engine/questions/picture_strata.hpp"
#include "engine/statistics/neighbour_sums.hpp"

namespace lykta {

/// Events of both periods that are compared with each other.
struct ComparedEvents {
  std::vector<Located> events;
  std::vector<Located> before;
};

/// What enters the comparison is chosen here and nowhere else: events of sources that cover both periods, and no others on
/// either side. The comparison counts (which this writes into the picture), the places that are tested for a change and
/// their change follow from it.
[[nodiscard]] ComparedEvents compared_events(const Inputs& inputs, const ZonedEvents& zoned, Picture& picture);

/// Both periods together; nothing where there is nothing to compare with. `sums` are those of the options' neighbours; with `strata`
/// both periods are tested against these, too.
[[nodiscard]] std::optional<BothPeriods> compared_periods(const Incidents& incidents, const ComparedEvents& compared,
                                                          const CellDensityOptions& density, const NeighbourSums& sums,
                                                          const StrataPicture* strata, const Picture& picture);

/// Where nothing can be compared nothing is said of a change, and why.
void withhold_changes(Picture& picture);

/// Warnings about periods of different lengths and about sources that are left out of the comparison.
void warn_about_comparison(const Inputs& inputs, Picture& picture);

}  // namespace lykta
