#include "engine/time/space_time_gi_star.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include <fmt/format.h>

#include "engine/base/error.hpp"
#include "engine/base/numbers.hpp"
#include "engine/base/special_functions.hpp"
#include "engine/statistics/significance.hpp"

namespace lykta {

namespace {

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

  [[nodiscard]] double z() const { return variance > 0 ? distance / std::sqrt(variance) : no_number; }
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
  return std::min(1.0, 2 * regularised_gamma_above(shape, shape + away * std::sqrt(shape)));
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

/// Gi* of the cells of the last of `steps`, and their p unless `p` is empty.
void deviates(std::span<const StepSums> steps, std::span<const double> own, GlobalWindow window, const Scale& scale,
              std::span<double> z, std::span<double> p = {}, DealtP asked = DealtP::two_sided) {
  const auto grain = steps.back().moments.whole ? 1.0 : 0.0;
  for (std::size_t cell = 0; cell < z.size(); ++cell) {
    Deviation deviation;
    if (std::isfinite(own[cell]) && neighbourhood_of(steps, cell).in_space > 0) {
      deviation = deviation_of_cell(steps, cell, window, scale);
    }
    z[cell] = deviation.z();
    if (!p.empty()) {
      const auto is_asked = asked == DealtP::two_sided || deviation.distance < 0;
      p[cell] = std::isnan(z[cell]) ? no_number : is_asked ? skewed_p(deviation, grain) : 1;
    }
  }
}

}  // namespace

std::vector<double> space_time_gi_star(std::span<const double> values, const NeighbourSums& sums,
                                       std::size_t earlier_steps, GlobalWindow window, unsigned threads) {
  const Cube cube(values, sums, earlier_steps, threads);
  std::vector<double> z(values.size());
  cube.for_each_step(window, [&](std::size_t when, std::span<const StepSums> steps) {
    deviates(steps, cube.step(when), window, cube.scale(), std::span(z).subspan(when * cube.cells(), cube.cells()));
  });
  return z;
}

CubeDeviates cube_deviates(std::span<const double> values, const NeighbourSums& sums,
                           const CubeDeviateOptions& options) {
  const Cube cube(values, sums, options.earlier_steps, options.threads);
  const auto bins = values.size();
  const auto cells = cube.cells();
  const auto& scale = cube.scale();
  const auto with_p = options.p != DealtP::none;
  CubeDeviates all{.z = std::vector<double>(bins),
                   .p = std::vector<double>(with_p ? bins : 0),
                   .around = std::vector<float>(bins),
                   .series = std::vector<double>(options.own_series ? bins : 0),
                   .moments = cube.moments()};
  cube.for_each_step(options.window, [&](std::size_t when, std::span<const StepSums> steps) {
    const auto own = cube.step(when);
    const auto of_step = [&](auto& column) { return std::span(column).subspan(when * cells, cells); };
    deviates(steps, own, options.window, scale, of_step(all.z), with_p ? of_step(all.p) : std::span<double>(),
             options.p);
    for (std::size_t cell = 0; cell < cells; ++cell) {
      const auto origin = scale.origin * static_cast<double>(steps.back().number[cell]);
      all.around[when * cells + cell] =
          static_cast<float>(static_cast<double>(steps.back().sum[cell]) * scale.unit + origin);
    }
    if (options.own_series) {
      deviates(steps.last(1), own, options.window, scale, of_step(all.series));
    }
  });
  return all;
}

}  // namespace lykta
