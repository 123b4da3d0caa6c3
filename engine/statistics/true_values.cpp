#include "engine/statistics/true_values.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <functional>
#include <numeric>
#include <vector>

#include "engine/base/parallel.hpp"
#include "engine/base/random_stream.hpp"

namespace lykta {

namespace {

constexpr int rounds = 200;

/// Equal steps from the lowest to the highest score, of about half the smallest error.
struct ValueGrid {
  double first = 0;
  double step = 0;
  std::size_t size = 0;

  ValueGrid(std::span<const double> scores, std::span<const double> error) {
    constexpr double fewest = 40;
    constexpr double most = 600;
    const auto [low, high] = std::ranges::minmax(scores);
    const auto range = high - low;
    size = static_cast<std::size_t>(std::clamp(2 * range / std::ranges::min(error), fewest, most));
    first = low;
    step = range / static_cast<double>(size - 1);
  }
  [[nodiscard]] double value(std::size_t i) const { return first + step * static_cast<double>(i); }
};

/// How likely each score is by each value of the grid, up to a factor for each score. A step that is wider than an error
/// counts as one, so that some value of the grid explains every score.
std::vector<double> likelihoods(const ValueGrid& grid, std::span<const double> scores, std::span<const double> error) {
  std::vector<double> all(scores.size() * grid.size);
  for (std::size_t thing = 0; thing < scores.size(); ++thing) {
    for (std::size_t i = 0; i < grid.size; ++i) {
      const auto off = (scores[thing] - grid.value(i)) / std::max(error[thing], grid.step);
      all[thing * grid.size + i] = std::exp(-0.5 * off * off);
    }
  }
  return all;
}

/// What is likely of one thing: its likelihoods times how common each value is, adding up to 1.
void weigh(std::span<const double> likelihood, std::span<const double> common, std::span<double> likely) {
  double sum = 0;
  for (std::size_t i = 0; i < common.size(); ++i) {
    likely[i] = likelihood[i] * common[i];
    sum += likely[i];
  }
  for (auto& part : likely) {
    part /= sum;
  }
}

/// How common each value of the grid is among the things.
std::vector<double> common_values(const std::vector<double>& likelihood, std::size_t things) {
  const auto steps = likelihood.size() / things;
  std::vector<double> common(steps, 1.0 / static_cast<double>(steps));
  for (int round = 0; round < rounds; ++round) {
    std::vector<double> growth(steps, 0.0);
    for (std::size_t thing = 0; thing < things; ++thing) {
      const auto of = std::span(likelihood).subspan(thing * steps, steps);
      const auto sum = std::inner_product(of.begin(), of.end(), common.begin(), 0.0);
      const auto part = 1 / (sum * static_cast<double>(things));
      for (std::size_t i = 0; i < steps; ++i) {
        growth[i] += of[i] * part;
      }
    }
    std::ranges::transform(common, growth, common.begin(), std::multiplies{});
  }
  return common;
}

}  // namespace

ScoreDraws draw_true_values(std::span<const double> scores, std::span<const double> error, std::size_t draws,
                            std::uint64_t seed, unsigned threads) {
  const auto things = scores.size();
  assert(things > 0 && error.size() == things);
  const ValueGrid grid(scores, error);
  const auto likelihood = likelihoods(grid, scores, error);
  const auto common = common_values(likelihood, things);
  ScoreDraws values{.draws = draws, .values = std::vector<double>(things * draws)};
  for_each_part(things, threads, [&](std::size_t thing) {
    std::vector<double> likely(grid.size);
    weigh(std::span(likelihood).subspan(thing * grid.size, grid.size), common, likely);
    const WeightedDraw value(likely);
    RandomStream random(seed, thing);
    for (std::size_t i = 0; i < draws; ++i) {
      // Anywhere in its step, so that equal values share their ranks.
      const auto step = static_cast<double>(value(random));
      values.values[thing * draws + i] = step + random.uniform();
    }
  });
  return values;
}

}  // namespace lykta
