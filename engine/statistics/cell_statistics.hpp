// What happened in each cell, and is that more than chance would give?
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/space/study_grid.hpp"
#include "engine/statistics/cell_classes.hpp"
#include "engine/statistics/neighbour_sums.hpp"
#include "engine/statistics/significance.hpp"
#include "engine/statistics/stratified_events.hpp"
#include "engine/statistics/zone_neighbours.hpp"

namespace lykta {

/// What is in each cell; one value per slot of the study grid.
struct CellValues {
  std::vector<double> count;           ///< whole numbers: events of the period that count in the ranking
  std::vector<double> weighted_count;  ///< the same events, each with the weight of its class
  /// Whole numbers, as counted (not scaled to the period's length): events of the comparison period, of sources that
  /// cover both periods.
  std::vector<double> comparison_count;
  std::vector<double> compared_count{};  ///< whole numbers: those of `count` of such sources; empty: all are
  std::vector<double> discovered;        ///< whole numbers: events of the period found by patrols
  std::vector<double> density_per_km2;   ///< at the cell's centre
  std::vector<double> observations;      ///< whole numbers
  std::vector<double> unsafe_score;      ///< severities of observations of feeling unsafe, added up
  std::vector<double> residents;         ///< empty when no residents were read
};

struct StatisticsOptions {
  NeighbourRule neighbours = Queen{};
  Alternative alternative = Alternative::greater;
  Correction correction = Correction::benjamini_hochberg;
  /// Places are made of cells with more events than chance gives whose q is at most this.
  double false_discovery_rate = 0.05;
  /// With fewer events in all there is no z, p or q at all.
  std::uint64_t minimum_events = 30;
  /// A cell with fewer events in it and its neighbours together is never called hot: a handful of events in an empty
  /// landscape is more than chance, but nothing to send anybody to.
  std::uint64_t minimum_neighbourhood_events = 5;
};

/// Throws InvalidOption for a rate outside (0, 1) or a distance band that is no positive number.
void check(const StatisticsOptions& options);

/// One value per slot of the study grid.
struct Clustering {
  /// By how many standard deviations the events in the cell and its neighbours, the sum that Gi* looks at, differ from
  /// what is expected when each could have happened anywhere in the study area, as often per area inside it (see
  /// thrown_events.hpp). NaN where there is no value.
  std::vector<double> z;
  std::vector<double> p;     ///< of the same test: that so many are there by chance; of the alternative in the options
  std::vector<double> q;     ///< p adjusted over all cells of the study area by the correction in the options
  std::vector<double> seen;  ///< events in the cell and its neighbours; NaN where there is no p
  /// How many an even spread over the study area puts there, or over the ground of each stratum; NaN where there is no p.
  std::vector<double> expected;
  std::vector<ZoneClass> cell_class;
  /// What places are made of: more events than chance gives, q at most the rate in the options, and enough events in the
  /// cell and its neighbours.
  std::vector<bool> is_hot;
  /// False when there were too few events in all, or all cells had the same count (and share inside the area): then z, p
  /// and q are NaN throughout.
  bool tested = false;
  std::vector<std::uint32_t> strata_around{};  ///< see StratifiedThrow; empty without strata
};

/// Adds up one value per event (all ones for a count, weights for a weighted count) in the slots that hold them.
[[nodiscard]] std::vector<double> sum_by_slot(std::span<const std::uint32_t> slot_of_event,
                                              std::span<const double> value_of_event, std::size_t slots);

/// One test of the events around each cell, over all cells of the study area. Cells without neighbours, and all of them
/// where nothing differs between cells, have no value, as they have no Gi*.
[[nodiscard]] Clustering test_clustering(const StudyGrid& study, std::span<const double> count,
                                         const StatisticsOptions& options);
/// The same with the neighbours at hand; `sums` are those of the options. With `stratified` events each is tested against its own
/// stratum (see stratified_events.hpp); cells of a stratum with too few of them are `too_few_events` and never hot.
[[nodiscard]] Clustering test_clustering(const StudyGrid& study, std::span<const double> count,
                                         const NeighbourSums& sums, const StatisticsOptions& options,
                                         const StratifiedEvents* stratified = nullptr);

}  // namespace lykta
