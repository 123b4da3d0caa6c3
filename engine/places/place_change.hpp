// Which of the places have become more or less busy, when all of them were looked at?
//
// Fair only to places that were chosen without telling the periods apart: see compared_places.hpp.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "engine/places/place.hpp"

namespace lykta {

/// Events of a place that can be compared.
struct PeriodCounts {
  std::uint64_t count = 0;  ///< of the period
  std::uint64_t before = 0;

  [[nodiscard]] std::uint64_t together() const { return count + before; }
};

/// The change of each place: the conditional test of period_change.hpp with the days of both periods (positive) as
/// exposures, adjusted over all of them by Benjamini & Hochberg's procedure with weights (Genovese, Roeder & Wasserman
/// 2006, doi 10.1093/biomet/93.3.509), which are settled before any period is looked at. The first `foremost` places
/// share half of the level where there are more others than that, so that a long tail of small places does not take it
/// from them; else all weigh alike. Of maps without any change, at most one in twenty has a place with a q of at most
/// 0.05, as long as the events are independent of each other.
[[nodiscard]] std::vector<PlaceChange> changes_of(std::span<const PeriodCounts> places, std::size_t foremost,
                                                  double days, double comparison_days);

/// Of a place that the events of the period alone have found.
[[nodiscard]] PlaceChange change_not_tested(const PeriodCounts& counts, double days, double comparison_days);

}  // namespace lykta
