#include "engine/time/emerging_patterns.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <utility>

#include <boost/math/special_functions/gamma.hpp>
#include <fmt/format.h>

#include "engine/error.hpp"
#include "engine/parallel.hpp"
#include "engine/statistics/mann_kendall.hpp"
#include "engine/statistics/significance.hpp"

namespace lykta {

namespace {

constexpr auto no_value = std::numeric_limits<double>::quiet_NaN();

std::size_t steps_of(std::size_t bins, std::size_t cells) {
  if (cells == 0 || bins == 0 || bins % cells != 0) {
    throw InvalidOption(fmt::format("{} values are no whole steps of {} cells", bins, cells));
  }
  return bins / cells;
}

/// Sums over the neighbourhoods of one step; the cell itself is in them.
struct StepSums {
  std::vector<std::int64_t> sum;
  std::vector<std::uint32_t> number;    ///< bins with a value, the cell's own among them
  std::vector<std::uint32_t> in_space;  ///< of them other cells
  Moments moments;                      ///< that the step is compared with
  double cubes = 0;                     ///< mean of the cubed deviations, of the same values
};

double mean_of_cubes(std::span<const double> values, const Moments& moments) {
  double sum = 0;
  for (const auto value : values) {
    const auto deviation = value - moments.mean;
    sum += std::isfinite(value) ? deviation * deviation * deviation : 0;
  }
  return sum / moments.n();
}

/// A cube of which one step after the other is summed.
class Cube {
 public:
  Cube(std::span<const double> values, const NeighbourSums& sums, std::size_t earlier_steps, unsigned threads)
      : values_(values),
        sums_(&sums),
        steps_(steps_of(values.size(), sums.size())),
        earlier_(std::min(earlier_steps, steps_ - 1)),
        threads_(threads),
        moments_(moments_of(values, threads)),
        cubes_(mean_of_cubes(values, moments_)),
        scale_(scale_for(moments_, (sums.addends() + 1) * (earlier_ + 1))) {}

  [[nodiscard]] std::size_t cells() const { return sums_->size(); }
  [[nodiscard]] const Moments& moments() const { return moments_; }
  [[nodiscard]] const Scale& scale() const { return scale_; }
  [[nodiscard]] std::span<const double> step(std::size_t step) const {
    return values_.subspan(step * cells(), cells());
  }

  /// Calls `take(step, sums)` for each step, first to last. The sums are those of the steps that the neighbourhood
  /// reaches over, the step itself last.
  template <class Take>
  void for_each_step(GlobalWindow window, const Take& take) const {
    std::vector<StepSums> kept;
    for (std::size_t when = 0; when < steps_; ++when) {
      if (kept.size() > earlier_) {
        std::ranges::rotate(kept, kept.begin() + 1);
        kept.pop_back();
      }
      kept.push_back(sums_of(when));
      auto& latest = kept.back();
      const auto whole_cube = window == GlobalWindow::cube;
      latest.moments = whole_cube ? moments_ : moments_of(step(when), threads_);
      latest.cubes = whole_cube ? cubes_ : mean_of_cubes(step(when), latest.moments);
      take(when, std::span<const StepSums>(kept));
    }
  }

 private:
  [[nodiscard]] StepSums sums_of(std::size_t when) const {
    StepSums result;
    result.sum.resize(cells());
    result.number.resize(cells());
    result.in_space.resize(cells());
    const auto own = step(when);
    sums_->for_each_run(own, scale_, threads_, [&](const SumRun& run) {
      for (std::size_t i = 0; i < run.sum.size(); ++i) {
        const auto cell = run.first + i;
        const auto present = std::isfinite(own[cell]);
        result.sum[cell] = run.sum[i] + (present ? scale_.whole(own[cell]) : 0);
        result.number[cell] = run.number[i] + (present ? 1U : 0U);
        result.in_space[cell] = run.number[i];
      }
    });
    return result;
  }

  std::span<const double> values_;
  const NeighbourSums* sums_;
  std::size_t steps_;
  std::size_t earlier_;
  unsigned threads_;
  Moments moments_;
  double cubes_;
  Scale scale_;
};

/// The bins of one cell's neighbourhood, in all its steps.
struct Neighbourhood {
  std::int64_t sum = 0;
  std::uint64_t number = 0;
  std::uint64_t in_space = 0;
};
Neighbourhood neighbourhood_of(std::span<const StepSums> steps, std::size_t cell) {
  Neighbourhood all;
  for (const auto& step : steps) {
    all.sum += step.sum[cell];
    all.number += step.number[cell];
    all.in_space += step.in_space[cell];
  }
  return all;
}

/// How far a sum lies from what is expected, its variance and its third central moment.
struct Deviation {
  double distance = 0;
  double variance = 0;
  double third = 0;

  [[nodiscard]] double z() const { return variance > 0 ? distance / std::sqrt(variance) : no_value; }
};
/// Of `number` values drawn without replacement.
Deviation deviation_of(std::int64_t sum, std::uint64_t number, const StepSums& compared, const Scale& scale) {
  const auto& moments = compared.moments;
  if (!(moments.squares > 0) || number == 0) {
    return {};
  }
  const auto n = moments.n();
  const auto w = static_cast<double>(number);
  const auto spread = w * (n - w) / (n - 1);
  return {.distance = static_cast<double>(sum) * scale.unit - w * (moments.mean - scale.origin),
          .variance = moments.variance() * spread,
          .third = n > 2 ? compared.cubes * spread * (n - 2 * w) / (n - 2) : 0};
}

/// Two-sided p. On the side that the distribution leans to: twice the tail of a gamma distribution of that skewness,
/// moved and stretched to the same mean and variance. On the other side the normal one, whose tail is longer: a
/// gamma distribution may end there before the possible sums do. `grain` is what lies between possible sums; half of it
/// counts with the tail.
double skewed_p(const Deviation& deviation, double grain) {
  const auto sd = std::sqrt(deviation.variance);
  const auto skewness = deviation.third / (deviation.variance * sd);
  const auto away = std::max(0.0, std::abs(deviation.distance) - grain / 2) / sd;
  const auto leans_there = (deviation.distance > 0) == (skewness > 0);
  if (!leans_there || std::abs(skewness) < 1e-3) {
    return normal_p(away, Alternative::two_sided);
  }
  const auto shape = 4 / (skewness * skewness);
  return std::min(1.0, 2 * boost::math::gamma_q(shape, shape + away * std::sqrt(shape)));
}

Deviation deviation_of_cell(std::span<const StepSums> steps, std::size_t cell, GlobalWindow window,
                            const Scale& scale) {
  if (window == GlobalWindow::cube) {
    const auto all = neighbourhood_of(steps, cell);
    return deviation_of(all.sum, all.number, steps.back(), scale);
  }
  Deviation together;
  for (const auto& step : steps) {
    const auto of_step = deviation_of(step.sum[cell], step.number[cell], step, scale);
    together.distance += of_step.distance;
    together.variance += of_step.variance;
    together.third += of_step.third;
  }
  return together;
}

/// Gi* of the cells of the last of `steps`, and their skewed p unless `p` is empty.
void deviates(std::span<const StepSums> steps, std::span<const double> own, GlobalWindow window, const Scale& scale,
              std::span<double> z, std::span<double> p = {}) {
  const auto grain = steps.back().moments.whole ? 1.0 : 0.0;
  for (std::size_t cell = 0; cell < z.size(); ++cell) {
    Deviation deviation;
    if (std::isfinite(own[cell]) && neighbourhood_of(steps, cell).in_space > 0) {
      deviation = deviation_of_cell(steps, cell, window, scale);
    }
    z[cell] = deviation.z();
    if (!p.empty()) {
      p[cell] = std::isnan(z[cell]) ? no_value : skewed_p(deviation, grain);
    }
  }
}

/// Gi* of all bins, what their neighbourhoods hold in all, and the series that is tested for a trend.
struct CubeDeviates {
  std::vector<double> z;
  std::vector<double> p;      ///< two-sided
  std::vector<float> around;  ///< rounded: it is only compared with a small number of events
  std::vector<double> series;
};

CubeDeviates deviates_of(const Cube& cube, std::size_t bins, const EmergingOptions& options) {
  CubeDeviates all{std::vector<double>(bins), std::vector<double>(bins), std::vector<float>(bins), {}};
  const auto skewed = options.tail == BinTail::skewed;
  const auto own_series = options.trend == TrendSeries::own_steps && options.earlier_steps > 0;
  all.series.resize(own_series ? bins : 0);
  const auto& scale = cube.scale();
  cube.for_each_step(options.window, [&](std::size_t when, std::span<const StepSums> steps) {
    const auto first = when * cube.cells();
    const auto own = cube.step(when);
    deviates(steps, own, options.window, scale, std::span(all.z).subspan(first, cube.cells()),
             skewed ? std::span(all.p).subspan(first, cube.cells()) : std::span<double>());
    for (std::size_t cell = 0; cell < cube.cells(); ++cell) {
      const auto bins_around = neighbourhood_of(steps, cell);
      const auto origin = scale.origin * static_cast<double>(bins_around.number);
      all.around[first + cell] = static_cast<float>(static_cast<double>(bins_around.sum) * scale.unit + origin);
    }
    if (own_series) {
      deviates(steps.last(1), own, options.window, scale, std::span(all.series).subspan(first, cube.cells()));
    }
  });
  if (!skewed) {
    std::ranges::transform(all.z, all.p.begin(), [](double z) { return normal_p(z, Alternative::two_sided); });
  }
  return all;
}

BinState state_of(double z, double adjusted_p, double around, const EmergingOptions& options) {
  if (std::isnan(z)) {
    return BinState::no_value;
  }
  if (adjusted_p > options.level || z == 0) {
    return BinState::neither;
  }
  if (z < 0) {
    return BinState::cold;
  }
  return around < options.fewest_events ? BinState::neither : BinState::hot;
}

void test_bins(const CubeDeviates& all, const EmergingOptions& options, EmergingPatterns& result) {
  result.adjusted_p = adjusted(all.p, options.correction);
  result.state.resize(all.z.size());
  for (std::size_t bin = 0; bin < all.z.size(); ++bin) {
    result.state[bin] = state_of(all.z[bin], result.adjusted_p[bin], static_cast<double>(all.around[bin]), options);
  }
}

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

void test_trends(std::span<const double> series, std::size_t cells, const EmergingOptions& options,
                 EmergingPatterns& result) {
  for (auto* const column : {&result.tau, &result.trend_z, &result.trend_p}) {
    column->resize(cells);
  }
  for_each_cell(cells, options.threads, [&](std::size_t cell) {
    std::vector<double> of_cell;
    of_cell.reserve(series.size() / cells);
    for (auto bin = cell; bin < series.size(); bin += cells) {
      of_cell.push_back(series[bin]);
    }
    const auto test = mann_kendall(of_cell);
    result.tau[cell] = test.tau;
    result.trend_z[cell] = test.size < 2 ? no_value : test.z;
    result.trend_p[cell] = test.p;
  });
  result.adjusted_trend_p = adjusted(result.trend_p, options.trend_correction);
  result.trend.resize(cells);
  for (std::size_t cell = 0; cell < cells; ++cell) {
    const auto clear = result.adjusted_trend_p[cell] <= options.trend_level;
    const auto direction = result.tau[cell] > 0 ? Trend::rising : Trend::falling;
    result.trend[cell] = clear ? direction : Trend::none;
  }
}

/// The same pattern for cold as for hot.
Pattern turned_cold(Pattern hot) {
  constexpr auto offset = static_cast<int>(Pattern::new_cold) - static_cast<int>(Pattern::new_hot);
  return static_cast<Pattern>(static_cast<int>(hot) + offset);
}

/// What is counted in the steps of a cell, for one kind of spot.
struct Spells {
  std::size_t steps = 0;      ///< that have a value
  std::size_t spots = 0;      ///< of this kind
  std::size_t opposites = 0;  ///< of the other kind
  std::size_t last_run = 0;   ///< spots at the end without a break
  bool now = false;           ///< the last step is one

  [[nodiscard]] bool ninety_percent() const { return 10 * spots >= 9 * steps; }
};
Spells spells_of(std::span<const BinState> states, BinState kind, BinState opposite) {
  Spells spells;
  for (const auto state : states) {
    if (state == BinState::no_value) {
      continue;
    }
    ++spells.steps;
    spells.now = state == kind;
    spells.spots += spells.now ? 1 : 0;
    spells.opposites += state == opposite ? 1 : 0;
    spells.last_run = spells.now ? spells.last_run + 1 : 0;
  }
  return spells;
}

/// The pattern of a spot that is one in the last step.
Pattern pattern_now(const Spells& spells, Trend clustering) {
  if (spells.spots == 1) {
    return Pattern::new_hot;
  }
  if (spells.ninety_percent()) {
    return clustering == Trend::rising    ? Pattern::intensifying_hot
           : clustering == Trend::falling ? Pattern::diminishing_hot
                                          : Pattern::persistent_hot;
  }
  if (spells.last_run == spells.spots) {
    return Pattern::consecutive_hot;
  }
  return spells.opposites == 0 ? Pattern::sporadic_hot : Pattern::oscillating_hot;
}

Pattern pattern_before(const Spells& spells, bool sporadic_is_hot_now) {
  if (spells.spots == 0) {
    return Pattern::none;
  }
  if (spells.ninety_percent()) {
    return Pattern::historical_hot;
  }
  return spells.opposites == 0 && !sporadic_is_hot_now ? Pattern::sporadic_hot : Pattern::none;
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

std::string_view name_of(Pattern pattern) {
  constexpr std::array<std::string_view, 18> names{"no_value",          "none",
                                                   "new_hot",           "consecutive_hot",
                                                   "intensifying_hot",  "persistent_hot",
                                                   "diminishing_hot",   "sporadic_hot",
                                                   "oscillating_hot",   "historical_hot",
                                                   "new_cold",          "consecutive_cold",
                                                   "intensifying_cold", "persistent_cold",
                                                   "diminishing_cold",  "sporadic_cold",
                                                   "oscillating_cold",  "historical_cold"};
  return names.at(static_cast<std::size_t>(pattern));
}

Pattern pattern_of(std::span<const BinState> steps, Trend gi_star, bool sporadic_is_hot_now) {
  if (steps.empty() || steps.back() == BinState::no_value) {
    return Pattern::no_value;
  }
  const auto hot = spells_of(steps, BinState::hot, BinState::cold);
  if (hot.now) {
    return pattern_now(hot, gi_star);
  }
  const auto cold = spells_of(steps, BinState::cold, BinState::hot);
  if (cold.now) {
    const auto clustering = gi_star == Trend::rising    ? Trend::falling
                            : gi_star == Trend::falling ? Trend::rising
                                                        : Trend::none;
    return turned_cold(pattern_now(cold, clustering));
  }
  const auto was_hot = pattern_before(hot, sporadic_is_hot_now);
  if (was_hot != Pattern::none) {
    return was_hot;
  }
  const auto was_cold = pattern_before(cold, sporadic_is_hot_now);
  return was_cold == Pattern::none ? was_cold : turned_cold(was_cold);
}

std::vector<double> space_time_gi_star(std::span<const double> values, const NeighbourSums& sums,
                                       std::size_t earlier_steps, GlobalWindow window, unsigned threads) {
  const Cube cube(values, sums, earlier_steps, threads);
  std::vector<double> z(values.size());
  cube.for_each_step(window, [&](std::size_t when, std::span<const StepSums> steps) {
    deviates(steps, cube.step(when), window, cube.scale(), std::span(z).subspan(when * cube.cells(), cube.cells()));
  });
  return z;
}

EmergingPatterns emerging_patterns(std::span<const double> values, const NeighbourSums& sums,
                                   const EmergingOptions& options) {
  check(options);
  const Cube cube(values, sums, options.earlier_steps, options.threads);
  EmergingPatterns result;
  if (cube.moments().present < 2) {
    result.why = NoValue::too_few_places;
  } else if (!(cube.moments().squares > 0)) {
    result.why = NoValue::all_values_equal;
  }
  auto all = deviates_of(cube, values.size(), options);
  test_bins(all, options, result);
  const auto& series = all.series.empty() ? all.z : all.series;
  test_trends(series, cube.cells(), options, result);
  const auto steps = values.size() / cube.cells();
  result.pattern.resize(cube.cells());
  for_each_cell(cube.cells(), options.threads, [&](std::size_t cell) {
    std::vector<BinState> states(steps);
    for (std::size_t step = 0; step < steps; ++step) {
      states[step] = result.state[step * cube.cells() + cell];
    }
    result.pattern[cell] = pattern_of(states, result.trend[cell], options.sporadic_is_hot_now);
  });
  result.z = std::move(all.z);
  return result;
}

}  // namespace lykta
