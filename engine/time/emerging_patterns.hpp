// Where did it become hot, since when, and is it getting worse?
//
// Counts lie in a cube of cells and steps of time, empty cells included. Each bin of the cube gets a Gi* of the bins
// around it in space and in the steps before (Esri, "How Emerging Hot Spot Analysis works", ArcGIS Pro 3: "neighborhood
// time step"); whether it is hot or cold is decided under a correction for all bins of all steps at once. The series of
// each cell then has one of 17 patterns.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "engine/statistics/cell_classes.hpp"
#include "engine/statistics/neighbour_sums.hpp"
#include "engine/statistics/no_value.hpp"

namespace lykta {

/// Which bins give the mean and the variance that a neighbourhood is compared with.
enum class GlobalWindow : std::uint8_t {
  cube,  ///< all: when the whole city grows, its cells become hot
  /// Each step of the neighbourhood is compared with the bins of that step: hot beside the rest of the city then.
  each_step,

};

/// Which series is tested for a trend.
enum class TrendSeries : std::uint8_t {
  own_steps,  ///< Gi* of each step by itself: steps share no events, so p holds what it says
  /// The same Gi* that says hot or cold, as in ArcGIS and sfdep. Successive values share events, so that far more than
  /// 5 % of the cells without any trend have a p below 0.05.
  earlier_steps,
};

/// How the z of a bin becomes a p.
enum class BinTail : std::uint8_t {
  /// By a shifted gamma distribution with mean, variance and skewness of the sum of W bins drawn without replacement
  /// (Pearson's type III) on the side that it leans to, the normal one on the other; half an event nearer to the mean
  /// when all values are whole. Sums of few events are skewed.
  skewed,
  /// By the normal distribution, as in ArcGIS: with less than some events per neighbourhood, far too many are hot.
  normal,
};

struct EmergingOptions {
  std::size_t earlier_steps = 1;  ///< how many steps before its own the neighbourhood of a bin reaches
  GlobalWindow window = GlobalWindow::cube;
  BinTail tail = BinTail::skewed;
  TrendSeries trend = TrendSeries::own_steps;
  Correction correction = Correction::benjamini_hochberg;        ///< over all bins of the cube
  Correction trend_correction = Correction::benjamini_hochberg;  ///< over all cells; ArcGIS has none
  double level = 0.05;        ///< a bin is hot or cold when its adjusted two-sided p is at most this
  double trend_level = 0.05;  ///< a trend is one when its adjusted p is at most this
  /// A bin is not hot when the values of its neighbourhood (itself included) add up to less. For values other than
  /// counts: 0.
  double fewest_events = 5;
  /// Earlier editions of Esri's page let a sporadic spot be cold or nothing in the last step.
  bool sporadic_is_hot_now = true;
  unsigned threads = 0;  ///< 0: all cores; the result does not depend on it
};

/// Throws InvalidOption for levels outside (0, 1) and a negative (or no) number of fewest events.
void check(const EmergingOptions& options);

enum class BinState : std::uint8_t { no_value, neither, hot, cold };
enum class Trend : std::uint8_t { none, rising, falling };

enum class Pattern : std::uint8_t {
  no_value,  ///< the last step has no value
  none,
  new_hot,
  consecutive_hot,
  intensifying_hot,
  persistent_hot,
  diminishing_hot,
  sporadic_hot,
  oscillating_hot,
  historical_hot,
  new_cold,
  consecutive_cold,
  intensifying_cold,
  persistent_cold,
  diminishing_cold,
  sporadic_cold,
  oscillating_cold,
  historical_cold,
};
/// As it is written in results: "new_hot", "none" ...
[[nodiscard]] std::string_view name_of(Pattern pattern);

/// The pattern of one cell by its steps, first to last. Esri's definitions, hot and cold alike ("90 %" is at least nine
/// tenths of the steps that have a value):
///   new           hot in the last step and never before;
///   consecutive   one unbroken run of at least two hot steps up to the last, never hot before it, less than 90 % hot;
///   intensifying  "ninety percent of the time-step intervals, including the final time step", clustering rises;
///   persistent    ninety percent, "with no discernible trend";
///   diminishing   ninety percent, including the last step, clustering falls;
///   sporadic      hot in the last step, on and off again before, less than 90 % hot and never cold;
///   oscillating   hot in the last step, cold in an earlier one, less than 90 % hot;
///   historical    "the most recent time period is not hot, but at least ninety percent" are;
///   none          everything else.
/// For cold spots clustering rises when Gi* falls. Where two definitions fit: new and consecutive come before
/// oscillating (a spot that was cold once, and is hot now for the first time, is new); historical comes before
/// persistent when the last step is not hot, as a place that has cooled down does not persist; and what a place is in
/// the last step comes before what it was (hot nine times of ten and now cold for the first time: new cold).
[[nodiscard]] Pattern pattern_of(std::span<const BinState> steps, Trend gi_star, bool sporadic_is_hot_now = true);

/// Columns of bins hold step after step, the cells of each in their order: `bin = step * cells + cell`.
struct EmergingPatterns {
  std::vector<double> z;           ///< Gi* of each bin; NaN where there is none
  std::vector<double> adjusted_p;  ///< two-sided, of each bin
  std::vector<BinState> state;     ///< of each bin
  std::vector<double> tau;         ///< Kendall's tau-b of each cell's series; NaN where there is none
  std::vector<double> trend_z;
  std::vector<double> trend_p;  ///< two-sided
  std::vector<double> adjusted_trend_p;
  std::vector<Trend> trend;
  std::vector<Pattern> pattern;      ///< of each cell
  NoValue why = NoValue::has_value;  ///< all_values_equal or too_few_places when the whole cube has no value
};

/// Gi* of each bin: binary weights, neighbours in space and the cell itself, in its own step and in the `earlier_steps`
/// before it (the first steps have fewer). With W bins in the neighbourhood and n bins of mean m and variance s^2
/// (divided by n) in the cube: z = (sum - W m) / (s sqrt((n W - W^2) / (n - 1))). With GlobalWindow::each_step,
/// sum - W m and the square of what is below it are formed of each step with its own n, m and s^2, and added up.
/// A value that is not a finite number takes no part and its bin has no z. A cell without neighbours in space has none
/// either: its Gi* would only be its own deviation from the mean. `values` holds whole steps of sums.size() cells;
/// throws InvalidOption when it does not.
[[nodiscard]] std::vector<double> space_time_gi_star(std::span<const double> values, const NeighbourSums& sums,
                                                     std::size_t earlier_steps, GlobalWindow window, unsigned threads);

[[nodiscard]] EmergingPatterns emerging_patterns(std::span<const double> values, const NeighbourSums& sums,
                                                 const EmergingOptions& options);

}  // namespace lykta
