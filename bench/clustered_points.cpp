#include "bench/clustered_points.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstring>
#include <random>
#include <vector>

namespace lykta::bench {

namespace {

constexpr std::uint64_t seed = 20'240'101;
constexpr std::size_t cluster_count = 400;
constexpr double share_anywhere = 0.2;
constexpr double smallest_deviation_m = 100;
constexpr double largest_deviation_m = 1500;
constexpr int days_of_two_years = 366 + 365;
/// The n-th class is this share of those that are left.
constexpr double share_of_class = 0.4;

class Stream {
 public:
  /// In [0, 1), a multiple of 2^-53.
  double uniform() { return static_cast<double>(engine_() >> 11U) * 0x1.0p-53; }

  /// Mean 0, variance 1: twelve uniform numbers added, which ends at six deviations and is normal enough here.
  double normal() {
    double sum = -6;
    for (int i = 0; i < 12; ++i) {
      sum += uniform();
    }
    return sum;
  }

  std::size_t below(std::size_t limit) {
    return std::min(limit - 1, static_cast<std::size_t>(uniform() * static_cast<double>(limit)));
  }

 private:
  // The standard fixes every number of this engine.
  std::mt19937_64 engine_{seed};
};

struct Clusters {
  explicit Clusters(Stream& stream) {
    double total = 0;
    for (std::size_t k = 0; k < cluster_count; ++k) {
      const auto x = stream.uniform() * square_m;
      const auto y = stream.uniform() * square_m;
      centre.push_back({x, y});
      const auto u = stream.uniform();
      deviation_m.push_back(smallest_deviation_m + (largest_deviation_m - smallest_deviation_m) * u * u);
      total += 1 / (1 + static_cast<double>(k) / 20);
      weights_up_to.push_back(total);
    }
  }

  [[nodiscard]] std::size_t draw(Stream& stream) const {
    const auto found = std::ranges::lower_bound(weights_up_to, stream.uniform() * weights_up_to.back());
    return static_cast<std::size_t>(found - weights_up_to.begin());
  }

  std::vector<Point> centre;
  std::vector<double> deviation_m;
  std::vector<double> weights_up_to;
};

double reflected(double coordinate) {
  while (coordinate < 0 || coordinate >= square_m) {
    coordinate = coordinate < 0 ? -coordinate : 2 * square_m - coordinate;
    if (coordinate == square_m) {
      return 0;
    }
  }
  return coordinate;
}

double in_millimetres(double metres) { return std::floor(metres * 1000) / 1000; }

Point draw_position(Stream& stream, const Clusters& clusters) {
  Point offset;
  if (stream.uniform() < share_anywhere) {
    offset.x = stream.uniform() * square_m;
    offset.y = stream.uniform() * square_m;
  } else {
    const auto k = clusters.draw(stream);
    offset.x = reflected(clusters.centre[k].x + clusters.deviation_m[k] * stream.normal());
    offset.y = reflected(clusters.centre[k].y + clusters.deviation_m[k] * stream.normal());
  }
  return {in_millimetres(square.min_x + offset.x), in_millimetres(square.min_y + offset.y)};
}

LocalTime draw_time(Stream& stream) {
  const LocalTime start = std::chrono::local_days{std::chrono::year{2024} / 1 / 1};
  return start + std::chrono::minutes{stream.below(std::size_t{days_of_two_years} * 24 * 60)};
}

std::uint16_t draw_class(Stream& stream) {
  std::uint16_t drawn = 0;
  while (drawn + 1U < event_classes.size() && stream.uniform() >= share_of_class) {
    ++drawn;
  }
  return drawn;
}

}  // namespace

Incidents clustered_events(std::size_t number) {
  Stream stream;
  const Clusters clusters(stream);
  Incidents events;
  for (std::size_t i = 0; i < number; ++i) {
    events.position.push_back(draw_position(stream, clusters));
    const auto time = draw_time(stream);
    events.time.emplace_back(TimeSpan{time, time});
    events.class_index.push_back(draw_class(stream));
    events.origin.push_back(Origin::reported);
    events.position_class.push_back(PositionClass::unknown);
    events.row.push_back({.source = 0, .row = static_cast<std::int64_t>(i) + 1});
  }
  return events;
}

std::uint64_t fingerprint(const Incidents& events) {
  std::uint64_t hash = 0xCBF29CE484222325;
  const auto add = [&hash](std::uint64_t bits) {
    for (int byte = 0; byte < 8; ++byte) {
      hash = (hash ^ (bits & 0xFFU)) * 0x100000001B3;
      bits >>= 8U;
    }
  };
  const auto add_real = [&add](double value) {
    std::uint64_t bits = 0;
    std::memcpy(&bits, &value, sizeof bits);
    add(bits);
  };
  for (std::size_t i = 0; i < events.size(); ++i) {
    add_real(events.position[i].x);
    add_real(events.position[i].y);
    add(static_cast<std::uint64_t>(events.time[i]->start.time_since_epoch().count()));
    add(events.class_index[i]);
  }
  return hash;
}

}  // namespace lykta::bench
