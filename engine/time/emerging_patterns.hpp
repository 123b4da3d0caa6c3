// Where did it become hot, since when, and is it getting worse?
//
// Counts lie in a cube of cells and steps of time, empty cells included. Each bin of the cube gets a Gi* of the bins
// around it in space and in the steps before (Esri, "How Emerging Hot Spot Analysis works", ArcGIS Pro 3: "neighborhood
// time step"). What is hot is asked of events that could have happened anywhere: each cell over all its steps, each bin,
// and of a cell that was called the runs of its steps (thrown_cube.hpp); or, as ArcGIS does, of each bin by its Gi*,
// under a correction for all bins of all steps at once. The series of each cell then has one of the patterns.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "engine/statistics/cell_classes.hpp"
#include "engine/statistics/neighbour_sums.hpp"
#include "engine/statistics/no_value.hpp"
#include "engine/time/space_time_gi_star.hpp"
#include "engine/time/step_patterns.hpp"

namespace lykta {

/// Which series is tested for a trend.
enum class TrendSeries : std::uint8_t {
  own_steps,  ///< Gi* of each step by itself: steps share no events, so p holds what it says
  /// The same Gi* that says hot or cold, as in ArcGIS and sfdep. Successive values share events, so that far more than
  /// 5 % of the cells without any trend have a p below 0.05.
  earlier_steps,
};

/// Under which chance a bin is hot or cold.
enum class BinChance : std::uint8_t {
  /// Hot: events thrown anywhere, exact, over all steps and in runs of them (thrown_cube.hpp). Cold: as `dealt`, since
  /// an empty forest has fewer events than an even spread gives, and nobody asks.
  events,
  /// The counts of the bins dealt anew: is high beside high? A lone full cell is nothing special to it. Two-sided, by a
  /// shifted gamma distribution with mean, variance and skewness of the sum of W bins drawn without replacement
  /// (Pearson's type III) on the side that it leans to, the normal one on the other; half an event nearer to the mean
  /// when all values are whole. Sums of few events are skewed.
  dealt,
  /// By the normal distribution, as in ArcGIS: with less than some events per neighbourhood, far too many are hot.
  normal,
};

struct EmergingOptions {
  std::size_t earlier_steps = 1;  ///< how many steps before its own the neighbourhood of a bin reaches
  GlobalWindow window = GlobalWindow::cube;
  BinChance chance = BinChance::events;
  TrendSeries trend = TrendSeries::own_steps;
  Correction correction = Correction::benjamini_hochberg;  ///< over all bins of the cube, and over all cells
  /// Over all cells; with BinChance::events over those with a hot or cold step: a trend is asked of no others. (The
  /// order of a cell's steps is as likely as any other without a trend, whatever they add up to.) ArcGIS has none.
  Correction trend_correction = Correction::benjamini_hochberg;
  /// Hot cells: at most this share of them are so by chance. Cold bins: half of it. BinChance::dealt and normal: a bin
  /// is hot or cold when its adjusted two-sided p is at most this.
  double level = 0.05;
  double trend_level = 0.05;  ///< a trend is one when its adjusted p is at most this
  /// A bin, a run of steps and a cell are not hot when the values of their neighbourhood (themselves included) add up
  /// to less. For values other than counts: 0.
  double fewest_events = 5;
  /// Earlier editions of Esri's page let a sporadic spot be cold or nothing in the last step.
  bool sporadic_is_hot_now = true;
  unsigned threads = 0;  ///< 0: all cores; the result does not depend on it
};

/// Throws InvalidOption for levels outside (0, 1) and a negative (or no) number of fewest events.
void check(const EmergingOptions& options);

/// Columns of bins hold step after step, the cells of each in their order: `bin = step * cells + cell`.
struct EmergingPatterns {
  std::vector<double> z;           ///< Gi* of each bin; NaN where there is none
  std::vector<double> adjusted_p;  ///< of each bin with its earlier steps: of being hot or of being cold, the smaller
  std::vector<BinState> state;     ///< of each bin
  /// BinChance::events: of the events of each cell over all steps, adjusted; NaN without a test, and otherwise empty.
  std::vector<double> all_steps_p;
  std::vector<char> hot_over_all_steps;  ///< of each cell; empty but for BinChance::events
  std::vector<double> tau;               ///< Kendall's tau-b of each cell's series; NaN where there is none
  std::vector<double> trend_z;
  std::vector<double> trend_p;  ///< two-sided
  std::vector<double> adjusted_trend_p;
  std::vector<Trend> trend;
  std::vector<Pattern> pattern;      ///< of each cell
  NoValue why = NoValue::has_value;  ///< all_values_equal or too_few_places when the whole cube has no value
};

/// `exposure` is what events fall on when they are thrown, from 0, one value per cell; empty: all cells alike. The
/// first `earlier_steps` steps have fewer steps before them. Where they are neither hot nor cold they are too early to
/// compare, but for cells called hot under BinChance::events, whose steps are compared with each other. A cell that is
/// hot over all steps together and has none of the patterns any more is historical too.
/// Throws InvalidOption as check() and for cubes that are not whole; BinChance::events takes counts: whole numbers from
/// 0, none of them missing.
[[nodiscard]] EmergingPatterns emerging_patterns(std::span<const double> values, const NeighbourSums& sums,
                                                 const EmergingOptions& options, std::span<const double> exposure = {});

}  // namespace lykta
