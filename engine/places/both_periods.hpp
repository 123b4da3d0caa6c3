// Where are the events of two periods, when it must not matter which period an event is of?
//
// A place that was chosen by one period's events has more of them than chance would leave it: compared with another
// period it seems to have grown. A place that was chosen by the events of both together has no such leaning: of its
// sum, each event is of the period with the period's share of the days, whatever the sum was chosen for.
#pragma once

#include <span>
#include <vector>

#include "engine/base/progress.hpp"
#include "engine/density/cell_density.hpp"
#include "engine/events/incidents.hpp"
#include "engine/places/located.hpp"
#include "engine/space/study_grid.hpp"
#include "engine/statistics/cell_statistics.hpp"

namespace lykta {

/// One value per slot of the study grid, of the events that can be compared, each counted as one.
struct BothPeriods {
  std::vector<double> count;   ///< of the period
  std::vector<double> before;  ///< of the comparison period, as counted
  // Of both together: the same whichever period each event is of.
  std::vector<double> together;
  std::vector<double> density_per_km2;
  Clustering clustering;
};

/// `events` are those of the period that can be compared and `before` those of the comparison period, each in the order
/// of the incidents; `sums` are those of the options' neighbours. `stratified` are those of both
/// periods together, where they are tested against their own stratum (see test_clustering).
[[nodiscard]] BothPeriods both_periods(const StudyGrid& study, const Incidents& incidents,
                                       std::span<const Located> events, std::span<const Located> before,
                                       const CellDensityOptions& density, const NeighbourSums& sums,
                                       const StatisticsOptions& statistics,
                                       const StratifiedEvents* stratified = nullptr, const Progress& progress = {});

}  // namespace lykta
