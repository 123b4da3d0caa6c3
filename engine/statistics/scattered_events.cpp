#include "engine/statistics/scattered_events.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <numeric>

#include "engine/base/special_functions.hpp"

namespace lykta {

namespace {

/// So many events per place make it worth while to draw numbers.
constexpr double events_per_place = 2;
/// With fewer, the tables cost more than they save.
constexpr std::uint64_t fewest_binned_events = 10'000;
constexpr double steps_per_octave = 12;
/// Weights are told apart down to 2^-32 of the largest; what is less is thrown.
constexpr double most_steps = 32 * steps_per_octave;
/// A place that expects fewer than this is served by throwing.
constexpr double least_mean = 0.02;
/// Standard deviations that the drawn numbers stay below the events: more of them come up once in a thousand million.
constexpr double room = 6;

}  // namespace

PoissonDraw::PoissonDraw(double mean) {
  assert(mean > 0 && std::isfinite(mean));
  const auto reach = 9 * std::sqrt(mean) + 20;
  const auto lowest = std::max(0.0, std::floor(mean - reach));
  const auto highest = std::ceil(mean + reach);
  lowest_ = static_cast<std::uint32_t>(lowest);
  const auto mode = std::floor(mean);
  std::vector<double> probability(static_cast<std::size_t>(highest - lowest) + 1);
  const auto at_mode = static_cast<std::size_t>(mode - lowest);
  // e^-m m^k / k!, at the mode and from there outwards, so that nothing underflows where it matters.
  probability[at_mode] = poisson_probability(mode, mean);
  for (auto i = at_mode; i > 0; --i) {
    probability[i - 1] = probability[i] * (lowest + static_cast<double>(i)) / mean;
  }
  for (auto i = at_mode + 1; i < probability.size(); ++i) {
    probability[i] = probability[i - 1] * mean / (lowest + static_cast<double>(i));
  }
  up_to_.resize(probability.size());
  std::partial_sum(probability.begin(), probability.end(), up_to_.begin());
  const auto all = up_to_.back();
  std::ranges::transform(up_to_, up_to_.begin(), [all](double sum) { return sum / all; });
  guide_.resize(up_to_.size());
  std::uint32_t from = 0;
  for (std::size_t part = 0; part < guide_.size(); ++part) {
    const auto begins = static_cast<double>(part) / static_cast<double>(guide_.size());
    while (up_to_[from] <= begins) {
      ++from;
    }
    guide_[part] = from;
  }
}

std::uint32_t PoissonDraw::operator()(RandomStream& random) const {
  const auto place = random.uniform();
  auto at = guide_[static_cast<std::size_t>(place * static_cast<double>(guide_.size()))];
  while (up_to_[at] <= place) {
    ++at;
  }
  return lowest_ + at;
}

ScatteredEvents::ScatteredEvents(std::span<const double> weights, std::uint64_t events)
    : events_(events), draw_(weights) {
  if (events >= fewest_binned_events &&
      static_cast<double>(events) >= events_per_place * static_cast<double>(weights.size())) {
    prepare_numbers(weights);
  }
}

void ScatteredEvents::prepare_numbers(std::span<const double> weights) {
  const auto largest = std::ranges::max(weights);
  const auto total = std::accumulate(weights.begin(), weights.end(), 0.0);
  const auto wanted = static_cast<double>(events_);
  const auto mean_per_weight = (wanted - room * std::sqrt(wanted)) / total;
  const auto rounded = [&](double step) { return largest * std::exp2(-step / steps_per_octave); };
  std::vector<double> left(weights.begin(), weights.end());
  step_.resize(weights.size());
  number_.resize(static_cast<std::size_t>(most_steps) + 1);
  for (std::size_t i = 0; i < weights.size(); ++i) {
    const auto exact = weights[i] > 0 ? steps_per_octave * std::log2(largest / weights[i]) : most_steps;
    auto step = std::min(most_steps, std::ceil(exact));
    // Rounding of the logarithm may leave the step a little above the weight.
    while (step < most_steps && rounded(step) > weights[i]) {
      ++step;
    }
    step_[i] = static_cast<std::uint16_t>(step);
    const auto mean = rounded(step) * mean_per_weight;
    if (step < most_steps && mean >= least_mean) {
      auto& number = number_[step_[i]];
      number = number ? std::move(number) : std::optional<PoissonDraw>(PoissonDraw(mean));
      left[i] -= rounded(step);
    }
  }
  const auto rest = std::accumulate(left.begin(), left.end(), 0.0);
  if (rest > 0) {
    rest_number_.emplace(rest * mean_per_weight);
    rest_.emplace(left);
  }
}

void ScatteredEvents::throw_more(const WeightedDraw& draw, std::uint64_t events, RandomStream& random,
                                 std::vector<std::uint32_t>& counts) const {
  for (; events > 0; --events) {
    ++counts[draw(random)];
  }
}

std::vector<std::uint32_t> ScatteredEvents::counts(RandomStream& random) const {
  std::vector<std::uint32_t> counts(step_.size());
  if (step_.empty()) {
    counts.resize(draw_.size());
    throw_more(draw_, events_, random, counts);
    return counts;
  }
  std::uint64_t drawn = 0;
  std::uint64_t rest = 0;
  // Given their sum the numbers are multinomial whatever the sum is, so that a sum above the events may be drawn anew.
  do {
    drawn = rest = rest_number_ ? (*rest_number_)(random) : 0;
    for (std::size_t i = 0; i < counts.size(); ++i) {
      const auto& number = number_[step_[i]];
      counts[i] = number ? (*number)(random) : 0;
      drawn += counts[i];
    }
  } while (drawn > events_);
  if (rest > 0) {
    throw_more(*rest_, rest, random, counts);
  }
  throw_more(draw_, events_ - drawn, random, counts);
  return counts;
}

}  // namespace lykta
