#include "engine/statistics/concentration.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>
#include <vector>

#include <fmt/format.h>

#include "engine/error.hpp"
#include "engine/parallel.hpp"
#include "engine/statistics/random_stream.hpp"

namespace lykta {

namespace {

constexpr auto unknown = std::numeric_limits<double>::quiet_NaN();

struct Figures {
  std::size_t places_needed = 0;
  double gini = 0;
};

/// Counts in ascending order, which are put in order here.
class Distribution {
 public:
  explicit Distribution(std::vector<std::uint32_t> count) : count_(std::move(count)) {
    put_in_order();
    for (const auto events : count_) {
      events_ += events;
    }
  }

  [[nodiscard]] std::uint64_t events() const { return events_; }

  [[nodiscard]] Figures figures(double share_of_events) const {
    return {places_needed(share_of_events), generalised_gini()};
  }

 private:
  /// Most places have few events: then it is quicker to tally them than to compare them.
  void put_in_order() {
    const auto largest = count_.empty() ? 0U : *std::ranges::max_element(count_);
    if (largest > count_.size()) {
      std::ranges::sort(count_);
      return;
    }
    std::vector<std::size_t> places(largest + std::size_t{1});
    for (const auto events : count_) {
      ++places[events];
    }
    auto next = count_.begin();
    for (std::uint32_t events = 0; events <= largest; ++events) {
      next = std::fill_n(next, places[events], events);
    }
  }

  [[nodiscard]] std::size_t places_needed(double share) const {
    const auto wanted = share * static_cast<double>(events_) * (1 - 1e-12);
    std::uint64_t sum = 0;
    std::size_t places = 0;
    while (static_cast<double>(sum) < wanted) {
      ++places;
      sum += count_[count_.size() - places];
    }
    return places;
  }

  [[nodiscard]] double generalised_gini() const {
    const auto places = static_cast<double>(count_.size());
    const auto events = static_cast<double>(events_);
    double ranked = 0;
    for (std::size_t i = 0; i < count_.size(); ++i) {
      ranked += static_cast<double>(i + 1) * static_cast<double>(count_[i]);
    }
    return std::max(1 / events, 1 / places) * (2 * ranked / events - places - 1) - std::max(places / events, 1.0) + 1;
  }

  std::vector<std::uint32_t> count_;
  std::uint64_t events_ = 0;
};

std::vector<double> weights_of(std::span<const std::uint32_t> count, std::span<const double> exposure) {
  if (exposure.empty()) {
    return std::vector<double>(count.size(), 1.0);
  }
  assert(exposure.size() == count.size());
  for (std::size_t i = 0; i < exposure.size(); ++i) {
    if (!(exposure[i] >= 0) || !std::isfinite(exposure[i])) {
      throw DataError(fmt::format("place {} has an exposure of {}: give a number from 0", i + 1, exposure[i]));
    }
    if (exposure[i] == 0 && count[i] > 0) {
      throw DataError(
          fmt::format("place {} has {} events but no exposure: leave it out or give it one", i + 1, count[i]));
    }
  }
  return {exposure.begin(), exposure.end()};
}

/// `sign` is 1 when large values are concentrated and -1 when small ones are.
AgainstChance judged(double value, std::vector<double> simulated, double sign) {
  if (simulated.empty()) {
    return {value, unknown, {unknown, unknown}, unknown};
  }
  std::ranges::sort(simulated);
  const auto last = static_cast<double>(simulated.size() - 1);
  const auto at = [&](double rank) { return simulated[static_cast<std::size_t>(rank)]; };
  const auto as_extreme =
      std::ranges::count_if(simulated, [&](double other) { return sign * (other - value) >= -1e-12; });
  return {.value = value,
          .median = 0.5 * (at(std::floor(0.5 * last)) + at(std::ceil(0.5 * last))),
          .middle_95 = {at(std::floor(0.025 * last)), at(std::ceil(0.975 * last))},
          .p = monte_carlo_p(static_cast<std::uint64_t>(as_extreme), simulated.size())};
}

}  // namespace

Concentration concentration(std::span<const std::uint32_t> count, std::span<const double> exposure,
                            const ConcentrationOptions& options) {
  if (!(options.share_of_events > 0 && options.share_of_events <= 1)) {
    throw InvalidOption(
        fmt::format("the share of the events must be above 0 and at most 1, not {}", options.share_of_events));
  }
  const auto weights = weights_of(count, exposure);
  const Distribution seen({count.begin(), count.end()});
  Concentration result{.places = count.size(), .events = seen.events()};
  if (result.events == 0) {
    result.share_of_places = result.gini = {unknown, unknown, {unknown, unknown}, unknown};
    return result;
  }
  const auto places = static_cast<double>(count.size());
  const auto figures = seen.figures(options.share_of_events);
  result.places_with_events = count.size() - static_cast<std::size_t>(std::ranges::count(count, 0U));
  result.places_needed = figures.places_needed;

  const WeightedDraw draw(weights);
  std::vector<double> share_of_places(options.runs);
  std::vector<double> gini(options.runs);
  for_each_part(options.runs, options.threads, [&](std::size_t run) {
    RandomStream random(options.seed, run);
    std::vector<std::uint32_t> thrown(count.size());
    for (std::uint64_t event = 0; event < result.events; ++event) {
      ++thrown[draw(random)];
    }
    const auto by_chance = Distribution(std::move(thrown)).figures(options.share_of_events);
    share_of_places[run] = static_cast<double>(by_chance.places_needed) / places;
    gini[run] = by_chance.gini;
  });
  result.share_of_places = judged(static_cast<double>(figures.places_needed) / places, std::move(share_of_places), -1);
  result.gini = judged(figures.gini, std::move(gini), 1);
  return result;
}

}  // namespace lykta
