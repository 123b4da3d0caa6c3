#include "engine/time/emerging_patterns.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "engine/base/error.hpp"
#include "engine/base/numbers.hpp"
#include "engine/base/parallel.hpp"
#include "engine/statistics/mann_kendall.hpp"
#include "engine/statistics/significance.hpp"
#include "engine/time/thrown_cube.hpp"

namespace lykta {

namespace {

constexpr std::size_t cells_in_part = 4096;

/// Calls `work(cell)` for each cell, on several threads.
template <class Work>
void for_each_cell(std::size_t cells, unsigned threads, const Work& work) {
  for_each_part((cells + cells_in_part - 1) / cells_in_part, threads, [&](std::size_t part) {
    for (auto cell = part * cells_in_part; cell < std::min(cells, (part + 1) * cells_in_part); ++cell) {
      work(cell);
    }
  });
}

/// What is known of a cube while its patterns are found.
struct Evidence {
  std::size_t cells = 0;
  CubeDeviates deviates;
  std::optional<HotZones> hot{};  ///< of thrown events

  [[nodiscard]] std::size_t bins() const { return deviates.z.size(); }
  [[nodiscard]] std::size_t steps() const { return bins() / cells; }
};

void check_counts(std::span<const double> values) {
  if (std::ranges::any_of(values, [](double value) { return !(value >= 0) || value != std::floor(value); })) {
    throw InvalidOption("events are thrown one by one: the p-values of this chance are those of counts");
  }
}

/// Shares of the exposure that the cells have, and that they have with their neighbours.
struct Shares {
  std::vector<double> own;
  std::vector<double> with_neighbours;
};
Shares shares_of(std::span<const double> exposure, const NeighbourSums& sums, unsigned threads) {
  std::vector<double> part(exposure.begin(), exposure.end());
  part.resize(sums.size(), 1.0);
  if (!exposure.empty() && exposure.size() != sums.size()) {
    throw InvalidOption(fmt::format("{} exposures do not fit {} cells", exposure.size(), sums.size()));
  }
  const auto whole = std::accumulate(part.begin(), part.end(), 0.0);
  if (!(whole > 0) || !std::ranges::all_of(part, [](double each) { return each >= 0 && std::isfinite(each); })) {
    throw InvalidOption("events are thrown onto exposures: numbers from 0, not all of them 0");
  }
  auto around = sums_with_own(sums, part, threads);
  for (auto* const column : {&part, &around}) {
    std::ranges::for_each(*column, [whole](double& each) { each /= whole; });
  }
  return {std::move(part), std::move(around)};
}

HotZones thrown(std::span<const double> values, const NeighbourSums& sums, const CubeDeviates& deviates,
                const EmergingOptions& options, std::span<const double> exposure) {
  const auto shares = shares_of(exposure, sums, options.threads);
  return hot_zones({.count = values,
                    .around = deviates.around,
                    .z = deviates.z,
                    .own = shares.own,
                    .with_neighbours = shares.with_neighbours,
                    .earlier_steps = options.earlier_steps,
                    .window = options.window},
                   {.correction = options.correction,
                    .level = options.level,
                    .fewest_events = options.fewest_events,
                    .threads = options.threads});
}

/// Events of the neighbourhood of a bin in its own step and those before it.
double around(const Evidence& evidence, std::size_t bin, std::size_t earlier_steps) {
  double sum = 0;
  for (std::size_t back = 0; back <= std::min(earlier_steps, bin / evidence.cells); ++back) {
    sum += static_cast<double>(evidence.deviates.around[bin - back * evidence.cells]);
  }
  return sum;
}

/// Hot or cold by the deviate of the bin.
BinState state_by_deviate(const Evidence& evidence, std::size_t bin, double adjusted_p,
                          const EmergingOptions& options) {
  const auto z = evidence.deviates.z[bin];
  if (adjusted_p > options.level || z == 0) {
    return BinState::neither;
  }
  if (z < 0) {
    return BinState::cold;
  }
  return around(evidence, bin, options.earlier_steps) < options.fewest_events ? BinState::neither : BinState::hot;
}

BinState state_of(const Evidence& evidence, std::size_t bin, double adjusted_p, const EmergingOptions& options) {
  if (std::isnan(evidence.deviates.z[bin])) {
    return BinState::no_value;
  }
  const auto& hot = evidence.hot;
  if (hot && hot->hot[bin] != 0) {
    return BinState::hot;
  }
  const auto state = state_by_deviate(evidence, bin, adjusted_p, options);
  // The steps of a zone that was called are compared with each other, those of others with what came before them.
  const auto compared = hot && hot->called[bin % evidence.cells] != 0;
  const auto is_early = bin / evidence.cells < options.earlier_steps;
  return state == BinState::neither && is_early && !compared ? BinState::too_early : state;
}

void test_bins(Evidence& evidence, const EmergingOptions& options, EmergingPatterns& result) {
  result.adjusted_p = adjusted(evidence.deviates.p, options.correction);
  result.state.resize(evidence.bins());
  for (std::size_t bin = 0; bin < evidence.bins(); ++bin) {
    result.state[bin] = state_of(evidence, bin, result.adjusted_p[bin], options);
  }
  if (!evidence.hot) {
    return;
  }
  std::ranges::transform(result.adjusted_p, evidence.hot->bin_p, result.adjusted_p.begin(),
                         [](double cold, double hot) { return std::isnan(cold) ? cold : std::min(cold, hot); });
  result.all_steps_p = std::move(evidence.hot->all_steps_p);
  result.hot_over_all_steps = evidence.hot->over_all_steps;
}

/// The series of a cell that is tested for a trend.
class TrendedSeries {
 public:
  TrendedSeries(std::span<const double> values, const Evidence& evidence, const EmergingOptions& options)
      : values_(values), evidence_(&evidence), by_itself_(options.trend == TrendSeries::own_steps) {
    if (options.window == GlobalWindow::each_step) {
      for (std::size_t step = 0; step < evidence.steps(); ++step) {
        const auto of_step = values.subspan(step * evidence.cells, evidence.cells);
        of_step_.push_back(std::accumulate(of_step.begin(), of_step.end(), 0.0));
      }
    }
  }

  [[nodiscard]] std::vector<double> of(std::size_t cell) const {
    const auto& deviates = evidence_->deviates;
    const auto& gi_star = deviates.series.empty() ? deviates.z : deviates.series;
    const auto& hot = evidence_->hot;
    const auto alone = by_itself_ && hot && hot->called[cell] != 0 && hot->around[cell] == Around::itself;
    std::vector<double> series;
    series.reserve(evidence_->steps());
    for (auto bin = cell; bin < gi_star.size(); bin += evidence_->cells) {
      series.push_back(alone && !std::isnan(gi_star[bin]) ? own(bin) : gi_star[bin]);
    }
    return series;
  }

 private:
  /// The count, or what share of its step it is.
  [[nodiscard]] double own(std::size_t bin) const {
    const auto all = of_step_.empty() ? 1.0 : of_step_[bin / evidence_->cells];
    return values_[bin] / std::max(all, 1.0);
  }

  std::span<const double> values_;
  const Evidence* evidence_;
  bool by_itself_;
  std::vector<double> of_step_;
};

/// Trends are asked of all cells, or of those with a hot or cold step.
std::vector<double> corrected_trends(const Evidence& evidence, const EmergingOptions& options,
                                     const EmergingPatterns& result) {
  if (!evidence.hot) {
    return adjusted(result.trend_p, options.trend_correction);
  }
  std::vector<char> asked(evidence.cells, 0);
  for (std::size_t bin = 0; bin < evidence.bins(); ++bin) {
    const auto is_spot = result.state[bin] == BinState::hot || result.state[bin] == BinState::cold;
    asked[bin % evidence.cells] |= is_spot ? 1 : 0;
  }
  auto p = result.trend_p;
  for (std::size_t cell = 0; cell < evidence.cells; ++cell) {
    p[cell] = asked[cell] != 0 ? p[cell] : no_number;
  }
  return adjusted(p, options.trend_correction);
}

void test_trends(std::span<const double> values, const Evidence& evidence, const EmergingOptions& options,
                 EmergingPatterns& result) {
  for (auto* const column : {&result.tau, &result.trend_z, &result.trend_p}) {
    column->resize(evidence.cells);
  }
  const TrendedSeries series(values, evidence, options);
  for_each_cell(evidence.cells, options.threads, [&](std::size_t cell) {
    const auto test = mann_kendall(series.of(cell));
    result.tau[cell] = test.tau;
    result.trend_z[cell] = test.size < 2 ? no_number : test.z;
    result.trend_p[cell] = test.p;
  });
  result.adjusted_trend_p = corrected_trends(evidence, options, result);
  result.trend.resize(evidence.cells);
  for (std::size_t cell = 0; cell < evidence.cells; ++cell) {
    const auto clear = result.adjusted_trend_p[cell] <= options.trend_level;
    const auto direction = result.tau[cell] > 0 ? Trend::rising : Trend::falling;
    result.trend[cell] = clear ? direction : Trend::none;
  }
}

void name_patterns(const Evidence& evidence, const EmergingOptions& options, EmergingPatterns& result) {
  result.pattern.resize(evidence.cells);
  for_each_cell(evidence.cells, options.threads, [&](std::size_t cell) {
    std::vector<BinState> states(evidence.steps());
    for (std::size_t step = 0; step < states.size(); ++step) {
      states[step] = result.state[step * evidence.cells + cell];
    }
    const auto pattern = pattern_of(states, result.trend[cell], options.sporadic_is_hot_now);
    const auto was_hot = !result.hot_over_all_steps.empty() && result.hot_over_all_steps[cell] != 0;
    result.pattern[cell] = pattern == Pattern::none && was_hot ? Pattern::historical_hot : pattern;
  });
}

}  // namespace

void check(const EmergingOptions& options) {
  for (const auto level : {options.level, options.trend_level}) {
    if (!(level > 0 && level < 1)) {
      throw InvalidOption(fmt::format("a level of significance lies between 0 and 1, not {}", level));
    }
  }
  if (!(options.fewest_events >= 0)) {
    throw InvalidOption(fmt::format("the fewest events are at least 0, not {}", options.fewest_events));
  }
}

EmergingPatterns emerging_patterns(std::span<const double> values, const NeighbourSums& sums,
                                   const EmergingOptions& options, std::span<const double> exposure) {
  check(options);
  const auto throws = options.chance == BinChance::events;
  if (throws) {
    check_counts(values);
  }
  Evidence evidence{
      .cells = sums.size(),
      .deviates = cube_deviates(values, sums,
                                {.earlier_steps = options.earlier_steps,
                                 .window = options.window,
                                 .p = throws                               ? DealtP::below_the_mean
                                      : options.chance == BinChance::dealt ? DealtP::two_sided
                                                                           : DealtP::none,
                                 .own_series = options.trend == TrendSeries::own_steps && options.earlier_steps > 0,
                                 .threads = options.threads})};
  EmergingPatterns result;
  if (evidence.deviates.moments.present < 2) {
    result.why = NoValue::too_few_places;
  } else if (!(evidence.deviates.moments.squares > 0)) {
    result.why = NoValue::all_values_equal;
  }
  if (options.chance == BinChance::normal) {
    evidence.deviates.p.resize(values.size());
    std::ranges::transform(evidence.deviates.z, evidence.deviates.p.begin(),
                           [](double z) { return normal_p(z, Alternative::two_sided); });
  }
  if (throws) {
    evidence.hot = thrown(values, sums, evidence.deviates, options, exposure);
  }
  test_bins(evidence, options, result);
  test_trends(values, evidence, options, result);
  name_patterns(evidence, options, result);
  result.z = std::move(evidence.deviates.z);
  return result;
}

}  // namespace lykta
