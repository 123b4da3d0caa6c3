#include "engine/density/relative_risk.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>
#include <mutex>
#include <numeric>
#include <random>

#include <fmt/format.h>

#include "engine/base/error.hpp"
#include "engine/base/numbers.hpp"
#include "engine/base/parallel.hpp"
#include "engine/density/edge_correction.hpp"
#include "engine/statistics/significance.hpp"

namespace lykta {

namespace {

/// The area on which the estimate in a cell rests, km2.
double averaged_area_km2(const ComparedDensity& density, std::size_t cell) {
  const auto mass = density.mass.empty() ? 1.0 : density.mass[cell];
  const auto squared_mass = density.squared_mass.empty() ? 1.0 : density.squared_mass[cell];
  return density.bandwidth_m * density.bandwidth_m / m2_per_km2 * mass * mass /
         (roughness(density.kernel) * squared_mass);
}

/// Integrals of two densities over the cells where both have a value.
struct Integrals {
  double first = 0;
  double second = 0;
};

Integrals integrals(std::span<const double> first, std::span<const double> second,
                    std::span<const double> cell_area_km2) {
  assert(first.size() == cell_area_km2.size() && second.size() == cell_area_km2.size());
  Integrals sum;
  for (std::size_t cell = 0; cell < cell_area_km2.size(); ++cell) {
    if (!std::isnan(first[cell]) && !std::isnan(second[cell])) {
      sum.first += first[cell] * cell_area_km2[cell];
      sum.second += second[cell] * cell_area_km2[cell];
    }
  }
  return sum;
}

bool has_ratio(const RelativeRisk& risk, std::size_t cell) {
  return risk.gap[cell] == RiskGap::none || risk.gap[cell] == RiskGap::no_events;
}

RiskP without_values(std::size_t cells) {
  return {std::vector<double>(cells, no_number), std::vector<double>(cells, no_number)};
}

}  // namespace

double effective_number(std::span<const double> weights) {
  double sum = 0;
  double squares = 0;
  for (const auto weight : weights) {
    sum += weight;
    squares += weight * weight;
  }
  return squares > 0 ? sum * sum / squares : 0;
}

std::vector<double> units_under_kernel(const ComparedDensity& density, std::span<const double> cell_area_km2) {
  const auto integral = integrals(density.per_km2, density.per_km2, cell_area_km2).first;
  std::vector<double> units(density.per_km2.size(), no_number);
  for (std::size_t cell = 0; cell < units.size(); ++cell) {
    units[cell] = density.per_km2[cell] / integral * density.units * averaged_area_km2(density, cell);
  }
  return units;
}

RelativeRisk relative_risk(const ComparedDensity& events, const ComparedDensity& denominator,
                           std::span<const double> cell_area_km2, double least_units) {
  if (!(least_units >= 0)) {
    throw InvalidOption(
        fmt::format("the least number of units of the denominator must be 0 or more, not {}", least_units));
  }
  const auto whole = integrals(events.per_km2, denominator.per_km2, cell_area_km2);
  if (!(whole.first > 0) || !(whole.second > 0)) {
    throw DataError(fmt::format("there is no relative risk without {}: none lie in or near the study area",
                                whole.first > 0 ? "a denominator" : "events"));
  }
  const auto cells = cell_area_km2.size();
  const auto units = units_under_kernel(denominator, cell_area_km2);
  RelativeRisk risk{std::vector<double>(cells, no_number), std::vector<double>(cells, no_number),
                    std::vector<RiskGap>(cells, RiskGap::no_density)};
  for (std::size_t cell = 0; cell < cells; ++cell) {
    const auto f = events.per_km2[cell] / whole.first;
    const auto g = denominator.per_km2[cell] / whole.second;
    if (std::isnan(f) || std::isnan(g)) {
      continue;
    }
    if (!(g > 0) || !(units[cell] >= least_units)) {
      risk.gap[cell] = RiskGap::thin_denominator;
      continue;
    }
    risk.ratio[cell] = f / g;
    risk.gap[cell] = f > 0 ? RiskGap::none : RiskGap::no_events;
    risk.log_ratio[cell] = f > 0 ? std::log(f / g) : no_number;
  }
  return risk;
}

std::vector<double> rate_per_thousand(const ComparedDensity& events, const ComparedDensity& residents,
                                      const RelativeRisk& risk) {
  std::vector<double> rate(risk.gap.size(), no_number);
  for (std::size_t cell = 0; cell < rate.size(); ++cell) {
    if (has_ratio(risk, cell)) {
      rate[cell] = 1000 * events.per_km2[cell] / residents.per_km2[cell];
    }
  }
  return rate;
}

RiskP asymptotic_p(const ComparedDensity& events, const ComparedDensity& denominator,
                   std::span<const double> cell_area_km2, const RelativeRisk& risk, Denominator kind) {
  const auto whole = integrals(events.per_km2, denominator.per_km2, cell_area_km2);
  auto p = without_values(risk.gap.size());
  for (std::size_t cell = 0; cell < risk.gap.size(); ++cell) {
    if (!has_ratio(risk, cell)) {
      continue;
    }
    const auto f = events.per_km2[cell] / whole.first;
    const auto g = denominator.per_km2[cell] / whole.second;
    const auto together = (events.units * f + denominator.units * g) / (events.units + denominator.units);
    const auto expected = kind == Denominator::known ? g : together;
    auto variance = 1 / (events.units * expected * averaged_area_km2(events, cell));
    if (kind == Denominator::sample) {
      variance += 1 / (denominator.units * expected * averaged_area_km2(denominator, cell));
    }
    const auto excess = risk.gap[cell] == RiskGap::no_events ? -1.0 : risk.log_ratio[cell];
    const auto z = excess / std::sqrt(variance);
    p.upper[cell] = normal_p(z, Alternative::greater);
    p.two_sided[cell] = normal_p(z, Alternative::two_sided);
  }
  return p;
}

namespace {

/// A stream of random numbers for each replicate, the same on every platform and whoever takes the replicate.
class Stream {
 public:
  Stream(std::uint64_t seed, std::size_t replicate)
      : bits_(mixed(mixed(seed) + static_cast<std::uint64_t>(replicate))) {}

  /// A whole number below `limit`, each with the same chance.
  std::size_t below(std::size_t limit) {
    const auto number = static_cast<std::uint64_t>(limit);
    const auto even = std::numeric_limits<std::uint64_t>::max() / number * number;
    auto value = bits_();
    while (value >= even) {
      value = bits_();
    }
    return static_cast<std::size_t>(value % number);
  }

  /// In [0, 1).
  double share() { return static_cast<double>(bits_() >> 11) * 0x1p-53; }

 private:
  /// Steele, Lea & Flood 2014 (doi 10.1145/2660193.2660195): seeds that differ by 1 give streams that have nothing in
  /// common.
  static std::uint64_t mixed(std::uint64_t value) {
    value += 0x9e3779b97f4a7c15U;
    value = (value ^ (value >> 30)) * 0xbf58476d1ce4e5b9U;
    value = (value ^ (value >> 27)) * 0x94d049bb133111ebU;
    return value ^ (value >> 31);
  }

  std::mt19937_64 bits_;
};

/// Counts in how many replicates the ratio of a cell is as high as observed, and in how many as low.
class Tally {
 public:
  Tally(const RelativeRisk& risk, std::span<const double> cell_area_km2)
      : risk_(risk), cell_area_km2_(cell_area_km2), as_high_(risk.gap.size(), 0), as_low_(risk.gap.size(), 0) {}

  void add(std::span<const double> events, std::span<const double> denominator) {
    const auto whole = integrals(events, denominator, cell_area_km2_);
    const auto scale = whole.second / whole.first;
    // The same points in another order, or at one place, give the same ratio but for rounding.
    constexpr double rounding = 1e-9;
    const std::scoped_lock lock(mutex_);
    for (std::size_t cell = 0; cell < as_high_.size(); ++cell) {
      const auto ratio = events[cell] / denominator[cell] * scale;
      const auto observed = risk_.ratio[cell];
      as_high_[cell] += ratio >= observed * (1 - rounding) ? 1U : 0U;
      as_low_[cell] += ratio <= observed * (1 + rounding) ? 1U : 0U;
    }
  }

  [[nodiscard]] RiskP p(std::size_t replicates) const {
    auto result = without_values(as_high_.size());
    const auto all = 1 + static_cast<double>(replicates);
    for (std::size_t cell = 0; cell < as_high_.size(); ++cell) {
      if (has_ratio(risk_, cell)) {
        const auto high = (1 + as_high_[cell]) / all;
        const auto low = (1 + as_low_[cell]) / all;
        result.upper[cell] = high;
        result.two_sided[cell] = std::min(1.0, 2 * std::min(high, low));
      }
    }
    return result;
  }

 private:
  const RelativeRisk& risk_;
  std::span<const double> cell_area_km2_;
  std::mutex mutex_;
  std::vector<std::uint32_t> as_high_;
  std::vector<std::uint32_t> as_low_;
};

void check(const Simulation& simulation) {
  if (simulation.replicates < 1) {
    throw InvalidOption("a p by simulation needs at least one replicate");
  }
}

RiskP simulated_p(const RelativeRisk& risk, std::span<const double> cell_area_km2, const Simulation& simulation,
                  const Progress& progress, const std::function<void(Stream&, Tally&)>& replicate) {
  Tally tally(risk, cell_area_km2);
  for_each_part(
      simulation.replicates, simulation.threads,
      [&](std::size_t number) {
        Stream stream(simulation.seed, number);
        replicate(stream, tally);
      },
      [&](double share_done) { report(progress, "simulating risk", share_done); });
  return tally.p(simulation.replicates);
}

/// Events first, then the others.
struct Pool {
  std::vector<Point> points;
  std::vector<double> weights;

  void add(const WeightedPoints& more) {
    assert(more.weights.empty() || more.weights.size() == more.points.size());
    points.insert(points.end(), more.points.begin(), more.points.end());
    weights.resize(points.size(), 1.0);
    std::ranges::copy(more.weights, weights.end() - static_cast<std::ptrdiff_t>(more.points.size()));
  }
};

/// The first `number` of the pool after some were drawn to the front, without replacement.
Pool drawn_first(const Pool& pool, std::size_t number, Stream& stream) {
  std::vector<std::size_t> order(pool.points.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  for (std::size_t i = 0; i < number; ++i) {
    std::swap(order[i], order[i + stream.below(order.size() - i)]);
  }
  Pool drawn;
  for (const auto i : order) {
    drawn.points.push_back(pool.points[i]);
    drawn.weights.push_back(pool.weights[i]);
  }
  return drawn;
}

/// What remains when a part is taken away; what rounding leaves of nothing is nothing.
std::vector<double> remainder(std::span<const double> whole, std::span<const double> part) {
  constexpr double rounding = 1e-12;
  std::vector<double> rest(whole.size());
  for (std::size_t i = 0; i < whole.size(); ++i) {
    const auto left = whole[i] - part[i];
    rest[i] = left < rounding * whole[i] ? 0.0 : left;
  }
  return rest;
}

}  // namespace

RiskP random_labelling_p(const WeightedPoints& events, const WeightedPoints& others, const DensityOf& density_of_events,
                         const DensityOf& density_of_others, std::span<const double> cell_area_km2,
                         const RelativeRisk& risk, const Simulation& simulation, const Progress& progress) {
  check(simulation);
  Pool pool;
  pool.add(events);
  pool.add(others);
  const auto alike = !density_of_others;
  const auto together = alike ? density_of_events(pool.points, pool.weights) : std::vector<double>{};
  const auto events_are_fewer = events.points.size() <= others.points.size();
  const auto fewer = std::min(events.points.size(), others.points.size());
  return simulated_p(risk, cell_area_km2, simulation, progress, [&](Stream& stream, Tally& tally) {
    const auto drawn = drawn_first(pool, fewer, stream);
    const std::span points(drawn.points);
    const std::span weights(drawn.weights);
    const auto& density_of_fewer = alike || events_are_fewer ? density_of_events : density_of_others;
    const auto& density_of_more = events_are_fewer ? density_of_others : density_of_events;
    const auto first = density_of_fewer(points.first(fewer), weights.first(fewer));
    const auto rest =
        alike ? remainder(together, first) : density_of_more(points.subspan(fewer), weights.subspan(fewer));
    tally.add(events_are_fewer ? first : rest, events_are_fewer ? rest : first);
  });
}

RiskP population_p(const WeightedPoints& events, const WeightedPoints& population, const DensityOf& density_of_events,
                   std::span<const double> residents_per_km2, std::span<const double> cell_area_km2,
                   const RelativeRisk& risk, const Simulation& simulation, const Progress& progress) {
  check(simulation);
  Pool places;
  places.add(population);
  std::vector<double> up_to;
  for (const auto residents : places.weights) {
    up_to.push_back((up_to.empty() ? 0 : up_to.back()) + residents);
  }
  if (up_to.empty() || !(up_to.back() > 0)) {
    throw DataError("there are no residents to draw events from: the population is empty or all its numbers are 0");
  }
  return simulated_p(risk, cell_area_km2, simulation, progress, [&](Stream& stream, Tally& tally) {
    std::vector<Point> drawn;
    for (std::size_t i = 0; i < events.points.size(); ++i) {
      // Rounding may lead past the end, to the last place that anyone lives in.
      const auto found = std::ranges::upper_bound(up_to, stream.share() * up_to.back());
      const auto last = std::ranges::lower_bound(up_to, up_to.back());
      drawn.push_back(places.points[static_cast<std::size_t>(std::min(found, last) - up_to.begin())]);
    }
    tally.add(density_of_events(drawn, events.weights), residents_per_km2);
  });
}

}  // namespace lykta
