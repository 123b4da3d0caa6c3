#include "engine/statistics/concentration.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>
#include <vector>

#include <fmt/format.h>

#include "engine/base/error.hpp"
#include "engine/base/parallel.hpp"
#include "engine/base/random_stream.hpp"
#include "engine/statistics/scattered_events.hpp"

namespace lykta {

namespace {

constexpr auto unknown = std::numeric_limits<double>::quiet_NaN();

struct Figures {
  std::size_t places_needed = 0;
  double gini = 0;
};

/// How many places have each count, in ascending order of the counts: most places have few events, so there are few
/// levels however many places there are.
class Distribution {
 public:
  struct Level {
    std::uint64_t count = 0;
    std::uint64_t places = 0;
  };

  explicit Distribution(std::vector<Level> levels) : levels_(std::move(levels)) {
    for (const auto& level : levels_) {
      places_ += level.places;
      events_ += level.places * level.count;
    }
  }

  static Distribution of_counts(std::vector<std::uint32_t> counts) {
    const auto most = counts.empty() ? 0 : std::ranges::max(counts);
    if (most > counts.size()) {
      return of_sorted(std::move(counts));
    }
    std::vector<std::uint64_t> places(std::size_t{most} + 1);
    for (const auto count : counts) {
      ++places[count];
    }
    std::vector<Level> levels;
    for (std::size_t count = 0; count < places.size(); ++count) {
      if (places[count] > 0) {
        levels.push_back({count, places[count]});
      }
    }
    return Distribution(std::move(levels));
  }

  [[nodiscard]] std::uint64_t events() const { return events_; }

  [[nodiscard]] Figures figures(double share_of_events) const {
    return {places_needed(share_of_events), generalised_gini()};
  }

 private:
  /// For counts so large that a tally of them would be longer than their list.
  static Distribution of_sorted(std::vector<std::uint32_t> counts) {
    std::ranges::sort(counts);
    std::vector<Level> levels;
    for (const auto count : counts) {
      if (levels.empty() || levels.back().count != count) {
        levels.push_back({count, 0});
      }
      ++levels.back().places;
    }
    return Distribution(std::move(levels));
  }

  [[nodiscard]] std::size_t places_needed(double share) const {
    const auto wanted = share * static_cast<double>(events_) * (1 - 1e-12);
    std::uint64_t sum = 0;
    std::uint64_t places = 0;
    for (auto level = levels_.rbegin(); level != levels_.rend() && static_cast<double>(sum) < wanted; ++level) {
      const auto reached = [&](std::uint64_t of_them) {
        return static_cast<double>(sum + of_them * level->count) >= wanted;
      };
      auto of_them = level->places;
      if (reached(of_them)) {
        of_them = std::min(of_them, static_cast<std::uint64_t>((wanted - static_cast<double>(sum)) /
                                                               static_cast<double>(level->count)));
        // The division may be off by rounding.
        of_them -= std::min<std::uint64_t>(of_them, 1);
        while (!reached(of_them)) {
          ++of_them;
        }
      }
      sum += of_them * level->count;
      places += of_them;
    }
    return places;
  }

  [[nodiscard]] double generalised_gini() const {
    const auto places = static_cast<double>(places_);
    const auto events = static_cast<double>(events_);
    double ranked = 0;
    double before = 0;
    for (const auto& level : levels_) {
      const auto here = static_cast<double>(level.places);
      // The sum of the ranks before + 1 to before + here.
      ranked += static_cast<double>(level.count) * (here * before + here * (here + 1) / 2);
      before += here;
    }
    return std::max(1 / events, 1 / places) * (2 * ranked / events - places - 1) - std::max(places / events, 1.0) + 1;
  }

  std::vector<Level> levels_;
  std::uint64_t places_ = 0;
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
  const auto seen = Distribution::of_counts({count.begin(), count.end()});
  Concentration result{.places = count.size(), .events = seen.events()};
  if (result.events == 0) {
    result.share_of_places = result.gini = {unknown, unknown, {unknown, unknown}, unknown};
    return result;
  }
  const auto places = static_cast<double>(count.size());
  const auto figures = seen.figures(options.share_of_events);
  result.places_with_events = count.size() - static_cast<std::size_t>(std::ranges::count(count, 0U));
  result.places_needed = figures.places_needed;

  const ScatteredEvents scattered(weights, result.events);
  std::vector<double> share_of_places(options.runs);
  std::vector<double> gini(options.runs);
  for_each_part(options.runs, options.threads, [&](std::size_t run) {
    RandomStream random(options.seed, run);
    const auto by_chance = Distribution::of_counts(scattered.counts(random)).figures(options.share_of_events);
    share_of_places[run] = static_cast<double>(by_chance.places_needed) / places;
    gini[run] = by_chance.gini;
  });
  result.share_of_places = judged(static_cast<double>(figures.places_needed) / places, std::move(share_of_places), -1);
  result.gini = judged(figures.gini, std::move(gini), 1);
  return result;
}

}  // namespace lykta
