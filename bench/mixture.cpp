#include "bench/mixture.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <numbers>

namespace lykta::bench {

namespace {

constexpr std::size_t cluster_count = 400;
constexpr double share_anywhere = 0.2;
constexpr double smallest_deviation_m = 100;
constexpr double deviation_ratio = 15;

class Stream {
 public:
  explicit Stream(std::uint64_t seed) : first_(mix(seed)), second_(mix(seed)) {}

  /// In [0, 1), a multiple of 2^-53.
  double uniform() { return static_cast<double>(next() >> 11U) * 0x1.0p-53; }

  /// Mean 0, variance 1 (Box & Muller), one of the pair.
  double normal() {
    const auto u = 1 - uniform();
    const auto v = uniform();
    return std::sqrt(-2 * std::log(u)) * std::cos(2 * std::numbers::pi * v);
  }

 private:
  static std::uint64_t mix(std::uint64_t& state) {
    auto z = (state += 0x9e3779b97f4a7c15ULL);
    z = (z ^ (z >> 30U)) * 0xbf58476d1ce4e5b9ULL;
    z = (z ^ (z >> 27U)) * 0x94d049bb133111ebULL;
    return z ^ (z >> 31U);
  }

  std::uint64_t next() {
    const auto a = first_;
    auto b = second_;
    const auto result = a + b;
    b ^= a;
    first_ = std::rotl(a, 24) ^ b ^ (b << 16U);
    second_ = std::rotl(b, 37);
    return result;
  }

  std::uint64_t first_;
  std::uint64_t second_;
};

struct Cluster {
  Point centre;
  double deviation_m;
  double weights_up_to;
};

std::vector<Cluster> clusters(Stream& stream) {
  std::vector<Cluster> all;
  double total = 0;
  for (std::size_t k = 0; k < cluster_count; ++k) {
    const auto x = stream.uniform() * mixture_square.width();
    const auto y = stream.uniform() * mixture_square.height();
    const auto deviation_m = smallest_deviation_m * std::pow(deviation_ratio, stream.uniform());
    total += 1 / (1 + static_cast<double>(k) * 0.05);
    all.push_back({{x, y}, deviation_m, total});
  }
  return all;
}

double reflected(double value) {
  const auto length = mixture_square.width();
  while (value < 0 || value >= length) {
    if (value < 0) {
      value = -value;
    }
    if (value >= length) {
      value = 2 * length - value - 1e-9;
    }
  }
  return value;
}

}  // namespace

std::vector<Point> mixture_points(std::size_t count, std::uint64_t seed) {
  Stream stream(seed);
  const auto all = clusters(stream);
  std::vector<Point> points;
  points.reserve(count);
  while (points.size() < count) {
    Point at;
    if (stream.uniform() < share_anywhere) {
      at.x = stream.uniform() * mixture_square.width();
      at.y = stream.uniform() * mixture_square.height();
    } else {
      const auto drawn = stream.uniform() * all.back().weights_up_to;
      const auto found = std::ranges::lower_bound(all, drawn, {}, &Cluster::weights_up_to);
      const auto& cluster = found == all.end() ? all.back() : *found;
      at.x = reflected(cluster.centre.x + cluster.deviation_m * stream.normal());
      at.y = reflected(cluster.centre.y + cluster.deviation_m * stream.normal());
    }
    points.push_back({mixture_square.min_x + at.x, mixture_square.min_y + at.y});
  }
  return points;
}

}  // namespace lykta::bench
