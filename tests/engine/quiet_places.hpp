// What do tests of expected counts need? Made-up weeks of places in which nothing changes but by chance and season.
#pragma once

#include <chrono>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <numbers>
#include <vector>

#include "engine/base/random_stream.hpp"
#include "engine/models/expected_counts.hpp"

namespace lykta::test {

struct QuietWorld {
  double dispersion = 0;     ///< of the counts of a place in a week
  double season = 0;         ///< amplitude, of the log
  double lowest_rate = 0.2;  ///< events a week; those of the places are even steps of the log
  double highest_rate = 8;
  std::size_t places = 10;
  std::size_t weeks = 104 + 52;
};

inline std::uint64_t drawn_poisson(RandomStream& random, double mean) {
  auto product = random.uniform();
  std::uint64_t count = 0;
  for (const auto limit = std::exp(-mean); product > limit; ++count) {
    product *= random.uniform();
  }
  return count;
}

inline double drawn_normal(RandomStream& random) {
  const auto radius = std::sqrt(-2 * std::log(1 - random.uniform()));
  return radius * std::cos(2 * std::numbers::pi * random.uniform());
}

/// Gamma of mean 1 (Marsaglia & Tsang 2000, doi 10.1145/358407.358414, with its step for shapes below 1).
inline double drawn_swing(RandomStream& random, double dispersion) {
  const auto shape = 1 / dispersion;
  const auto d = (shape < 1 ? shape + 1 : shape) - 1.0 / 3;
  const auto boost = shape < 1 ? std::pow(1 - random.uniform(), 1 / shape) : 1;
  while (true) {
    const auto x = drawn_normal(random);
    const auto v = std::pow(1 + x / std::sqrt(9 * d), 3);
    if (v > 0 && std::log(1 - random.uniform()) < x * x / 2 + d - d * v + d * std::log(v)) {
      return boost * d * v * dispersion;
    }
  }
}

inline double rate_of_place(const QuietWorld& world, std::size_t place) {
  const auto step = world.places > 1 ? static_cast<double>(place) / static_cast<double>(world.places - 1) : 1;
  return world.lowest_rate * std::pow(world.highest_rate / world.lowest_rate, step);
}

inline std::uint64_t drawn_week(RandomStream& random, const QuietWorld& world, double rate, std::size_t week) {
  auto mean = rate * std::exp(world.season * std::sin(2 * std::numbers::pi * static_cast<double>(week) / 52.18));
  mean *= world.dispersion > 0 ? drawn_swing(random, world.dispersion) : 1;
  return drawn_poisson(random, mean);
}

inline WeeklyCounts drawn_weeks(const QuietWorld& world, RandomStream& random) {
  WeeklyCounts counts;
  counts.first_monday = std::chrono::local_days{std::chrono::year{2022} / 1 / 3};
  counts.whole.assign(world.weeks, 0);
  for (std::size_t place = 0; place < world.places; ++place) {
    auto& row = counts.of_place.emplace_back();
    for (std::size_t week = 0; week < world.weeks; ++week) {
      row.push_back(drawn_week(random, world, rate_of_place(world, place), week));
      counts.whole[week] += row.back();
    }
  }
  return counts;
}

}  // namespace lykta::test
