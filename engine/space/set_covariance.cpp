#include "engine/space/set_covariance.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <numeric>
#include <span>

#include "engine/base/parallel.hpp"

namespace lykta {

namespace {

/// Where a line across the area enters and leaves it, ascending: two by two.
using Crossings = std::vector<double>;

/// Crossings of the lines y = low + (k + 1/2) * line_m.
std::vector<Crossings> crossings(const Area& area, double low, double line_m, std::size_t lines) {
  std::vector<Crossings> result(lines);
  for (const auto& ring : area.rings) {
    for (std::size_t i = 0; i < ring.size(); ++i) {
      auto from = ring[i];
      auto to = ring[(i + 1) % ring.size()];
      if (to.y < from.y) {
        std::swap(from, to);
      }
      const auto first = std::max(0.0, std::floor((from.y - low) / line_m - 0.5));
      for (auto k = static_cast<std::size_t>(first); k < lines; ++k) {
        const auto y = low + (static_cast<double>(k) + 0.5) * line_m;
        if (y >= to.y) {
          break;
        }
        if (y >= from.y) {
          result[k].push_back(from.x + (y - from.y) / (to.y - from.y) * (to.x - from.x));
        }
      }
    }
  }
  for (auto& line : result) {
    std::ranges::sort(line);
  }
  return result;
}

/// Length that a line has in common with another that is moved by dx.
double overlap(const Crossings& still, const Crossings& moved, double dx) {
  double sum = 0;
  std::size_t a = 0;
  std::size_t b = 0;
  while (a + 1 < still.size() && b + 1 < moved.size()) {
    const auto begin = std::max(still[a], moved[b] + dx);
    const auto end = std::min(still[a + 1], moved[b + 1] + dx);
    sum += std::max(0.0, end - begin);
    (still[a + 1] < moved[b + 1] + dx ? a : b) += 2;
  }
  return sum;
}

}  // namespace

SetCovariance::SetCovariance(const Area& area, double reach_m, unsigned threads) {
  const auto box = bounding_box(area);
  const auto side = std::min(box.width(), box.height());
  assert(side > 0 && reach_m > 0);
  // Steps of a 256th of the shorter side; a short reach has eight at least. Rows of a fourth of a step, and whole ones.
  const auto step_m = std::min(side / 256, reach_m / 8);
  const auto lines_a_step = step_m < side / 1024 ? std::size_t{1} : std::size_t{4};
  const auto lines = static_cast<std::size_t>(std::ceil(box.height() / step_m * static_cast<double>(lines_a_step)));
  const auto line_m = box.height() / static_cast<double>(lines);
  row_m_ = line_m * static_cast<double>(lines_a_step);
  const auto steps_up = static_cast<std::size_t>(std::ceil(reach_m / row_m_ * (1 + 1e-12)));
  const auto steps_across = static_cast<std::size_t>(std::ceil(reach_m / step_m * (1 + 1e-12)));
  column_m_ = step_m;
  reach_m_ = static_cast<double>(steps_up) * row_m_;
  columns_ = steps_across + 2;
  const auto table_rows = 2 * steps_up + 2;
  table_.assign(columns_ * table_rows, 0.0);
  const auto line = crossings(area, box.min_y, line_m, lines);
  for_each_part(2 * steps_up + 1, threads, [&](std::size_t row) {
    // The moved area's line k lies on line k + shift of the one that stays.
    const auto up = row >= steps_up;
    const auto shift = (up ? row - steps_up : steps_up - row) * lines_a_step;
    for (std::size_t column = 0; column < columns_; ++column) {
      const auto dx = static_cast<double>(column) * column_m_;
      double sum = 0;
      for (std::size_t k = 0; k + shift < lines; ++k) {
        sum += up ? overlap(line[k + shift], line[k], dx) : overlap(line[k], line[k + shift], dx);
      }
      table_[row * columns_ + column] = sum;
    }
  });
  const auto whole = table_[steps_up * columns_];
  std::ranges::transform(table_, table_.begin(), [&](double value) { return value / whole; });
}

}  // namespace lykta
