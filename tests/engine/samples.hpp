// What do several tests of the engine need? Fixed random numbers, times, tolerances and small grids.
#pragma once

#include <chrono>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <numbers>
#include <numeric>
#include <random>
#include <vector>

#include "engine/events/time_window.hpp"
#include "engine/space/grid.hpp"
#include "engine/space/points.hpp"
#include "engine/space/study_grid.hpp"
#include "tests/catch.hpp"

namespace lykta::test {

/// Equal up to an absolute tolerance. (Catch's own Approx would add a relative one of some 1e-5.)
inline Approx within(double tolerance, double expected) { return Approx(expected).epsilon(0).margin(tolerance); }

/// The same numbers on every platform, which the distributions of the standard library do not promise.
class Random {
 public:
  explicit Random(std::uint64_t seed) : bits_(seed) {}

  /// Uniform in [from, to).
  double between(double from, double to) { return from + (to - from) * static_cast<double>(bits_() >> 11) * 0x1p-53; }

  std::size_t below(std::size_t limit) { return static_cast<std::size_t>(between(0, static_cast<double>(limit))); }

  Point in(const Box& box) {
    const auto x = between(box.min_x, box.max_x);
    return {x, between(box.min_y, box.max_y)};
  }

  template <class Value>
  void shuffle(std::vector<Value>& values) {
    for (auto i = values.size(); i > 1; --i) {
      std::swap(values[i - 1], values[below(i)]);
    }
  }

 private:
  std::mt19937_64 bits_;
};

inline LocalTime at(int year, unsigned month, unsigned day, int hour = 0, int minute = 0, int second = 0) {
  using namespace std::chrono;
  const year_month_day date{std::chrono::year{year}, std::chrono::month{month}, std::chrono::day{day}};
  return LocalTime{local_days{date}} + hours{hour} + minutes{minute} + seconds{second};
}

/// A grid of square cells whose lower left corner is the origin.
inline Grid square_grid(int columns, int rows, double cell_m = 100) {
  const auto half = cell_m / 2;
  return Grid::covering({half, half, columns * cell_m - half, rows * cell_m - half}, CellShape::square, cell_m);
}

/// A study area of all cells of the grid.
inline StudyGrid whole(const Grid& grid) {
  StudyGrid study{
      .grid = grid, .cells = std::vector<std::uint32_t>(grid.size()), .share = std::vector<double>(grid.size(), 1.0)};
  std::iota(study.cells.begin(), study.cells.end(), 0U);
  return study;
}

/// A polygon around `middle` that has no corner closer than `smallest` and none further away than `largest`. All rays
/// from the middle cross it once, so that stars of different size about one middle lie inside each other.
inline Ring star(Random& random, const Point& middle, double smallest, double largest, int corners) {
  Ring ring;
  for (int i = 0; i < corners; ++i) {
    const auto angle = 2 * std::numbers::pi * (i + random.between(0.1, 0.9)) / corners;
    const auto radius = random.between(smallest, largest);
    ring.push_back({middle.x + radius * std::cos(angle), middle.y + radius * std::sin(angle)});
  }
  return ring;
}

/// A star with a hole, an island in the hole, and a second part beside it. `size` is the radius of the first, metres.
inline Area islands(Random& random, const Point& middle, double size) {
  const Point beside{middle.x + 2.5 * size, middle.y + random.between(-size, size)};
  return {{star(random, middle, 0.7 * size, size, 23), star(random, middle, 0.35 * size, 0.55 * size, 11),
           star(random, middle, 0.05 * size, 0.15 * size, 7), star(random, beside, 0.2 * size, 1.2 * size, 40)}};
}

inline double total(const std::vector<double>& values) { return std::accumulate(values.begin(), values.end(), 0.0); }

}  // namespace lykta::test
