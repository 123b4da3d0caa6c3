// Diggle's mean square error: how far the estimate of a Cox process' intensity is off, by the width of the kernel.
#include <algorithm>
#include <cmath>
#include <cstddef>
#include <functional>
#include <numbers>
#include <vector>

#include <fmt/format.h>

#include "engine/base/error.hpp"
#include "engine/base/lengths.hpp"
#include "engine/base/parallel.hpp"
#include "engine/density/bandwidth.hpp"
#include "engine/density/bandwidth_events.hpp"
#include "engine/space/point_index.hpp"
#include "engine/space/set_covariance.hpp"

namespace lykta {

namespace {

constexpr std::size_t tried_bandwidths = 1024;
constexpr std::size_t bins = 2 * tried_bandwidths;
constexpr double most_pairs = 2e9;

/// Ordered pairs by distance, each counted as one over the share of such pairs that the area can hold.
struct PairCounts {
  /// Bin b has distances above b and up to b + 1 times the width of a bin.
  std::vector<double> number = std::vector<double>(bins, 0.0);
  std::vector<double> distances_m = std::vector<double>(bins, 0.0);  ///< their sum over the pairs of a bin
  double together = 0;                                               ///< pairs at one place

  void add(double distance_m, double bin_m, double pairs) {
    const auto bin = static_cast<std::size_t>(std::max(0.0, std::ceil(distance_m / bin_m) - 1));
    number[std::min(bin, bins - 1)] += pairs;
    distances_m[std::min(bin, bins - 1)] += pairs * distance_m;
  }
  void add(const PairCounts& other) {
    std::ranges::transform(number, other.number, number.begin(), std::plus<>());
    std::ranges::transform(distances_m, other.distances_m, distances_m.begin(), std::plus<>());
  }
};

void refuse_too_many_pairs(const PointIndex& index, std::span<const Point> places, double reach_m) {
  double pairs = 0;
  for (const auto& place : places) {
    index.visit_ranges(place, reach_m,
                       [&](std::size_t begin, std::size_t end) { pairs += 0.5 * static_cast<double>(end - begin); });
  }
  if (pairs > most_pairs) {
    throw InvalidOption(
        fmt::format("Diggle's bandwidth would have to look at {:.1g} pairs of events closer than {} m. Choose the "
                    "bandwidth by likelihood or cronie-van-lieshout, or give one",
                    pairs, metres_text(reach_m)));
  }
}

PairCounts count_pairs(std::span<const Point> points, const Area& area, double reach_m, unsigned threads) {
  const auto places = coincident(points);
  const PointIndex index(places.locations);
  refuse_too_many_pairs(index, places.locations, reach_m);
  const SetCovariance covariance(area, reach_m, threads);
  const auto x = index.x();
  const auto y = index.y();
  std::vector<double> number;
  for (const auto place : index.order()) {
    number.push_back(static_cast<double>(places.count[place]));
  }
  // A fixed number of parts, so that the sums are the same on any number of threads.
  constexpr std::size_t parts = 64;
  // Pairs almost as far apart as the area is wide are few, and each would count for very many (as spatstat's
  // maxedgewt).
  constexpr double least_share = 0.01;
  std::vector<PairCounts> counts(parts);
  for_each_part(parts, threads, [&](std::size_t part) {
    auto& count = counts[part];
    const auto bin_m = reach_m / static_cast<double>(bins);
    for (auto i = index.size() * part / parts; i < index.size() * (part + 1) / parts; ++i) {
      index.visit_ranges({x[i], y[i]}, reach_m, [&](std::size_t begin, std::size_t end) {
        for (auto j = std::max(begin, i + 1); j < end; ++j) {
          const auto dx = x[j] - x[i];
          const auto dy = y[j] - y[i];
          if (const auto distance = std::sqrt(dx * dx + dy * dy); distance <= reach_m) {
            const auto share = std::max(least_share, covariance.share(dx, dy));
            count.add(distance, bin_m, 2 * number[i] * number[j] / share);
          }
        }
      });
    }
  });
  PairCounts result;
  for (const auto n : number) {
    result.together += n * (n - 1);
  }
  for (const auto& count : counts) {
    result.add(count);
  }
  return result;
}

/// acos(y) - y sqrt(1 - y²): a quarter of what two discs of radius 1 have in common, 2 y apart.
double lens(double y) { return y < 1 ? std::acos(y) - y * std::sqrt(1 - y * y) : 0; }

}  // namespace

ChosenBandwidth diggle_bandwidth(std::span<const Point> points, const Area& area, Kernel kernel, unsigned threads) {
  require_events(points);
  const auto size_m2 = area_m2(oriented(area));
  const auto box = bounding_box(area);
  if (!(size_m2 > 0)) {
    throw DataError("Diggle's bandwidth needs a study area, and this one encloses nothing");
  }
  const auto number = static_cast<double>(points.size());
  const auto intensity = number / size_m2;
  const auto reach_m =
      std::min(std::min(box.width(), box.height()) / 4, std::sqrt(1000 / (std::numbers::pi * intensity)));
  const auto pairs = count_pairs(points, area, reach_m, threads);
  const auto to_k = size_m2 / (number * (number - 1));
  const auto bin_m = reach_m / static_cast<double>(bins);
  ChosenBandwidth result;
  auto k = pairs.together * to_k;
  for (std::size_t i = 1; i <= tried_bandwidths; ++i) {
    const auto r = static_cast<double>(i) * bin_m;
    k += pairs.number[i - 1] * to_k;
    auto integral = pairs.together * lens(0);
    for (std::size_t b = 0; b < 2 * i; ++b) {
      if (pairs.number[b] > 0) {
        integral += pairs.number[b] * lens(pairs.distances_m[b] / pairs.number[b] / (2 * r));
      }
    }
    const auto disc = std::numbers::pi * r * r;
    const auto j = 2 * r * r * integral * to_k;
    result.curve.push_back(
        {equivalent_bandwidth(r, Kernel::uniform, kernel), (1 / intensity - 2 * k) / disc + j / (disc * disc)});
  }
  take_best(result, std::ranges::less());
  return result;
}

}  // namespace lykta
