#include "engine/space/point_index.hpp"

#include <array>
#include <cassert>
#include <numeric>

namespace lykta {

namespace {

struct Range {
  double low = 0;
  double high = 0;
};

/// Where all but a few of the values lie, with some room on both sides, but never beyond the values themselves.
Range bulk(std::vector<double> values) {
  constexpr std::size_t share_left_out = 64;
  const auto [least, most] = std::ranges::minmax(values);
  const auto rank = static_cast<std::ptrdiff_t>(values.size() / share_left_out);
  const auto from_end = static_cast<std::ptrdiff_t>(values.size()) - 1 - rank;
  std::nth_element(values.begin(), values.begin() + rank, values.end());
  const auto low = values[static_cast<std::size_t>(rank)];
  std::nth_element(values.begin(), values.begin() + from_end, values.end());
  const auto high = values[static_cast<std::size_t>(from_end)];
  if (low == high) {
    return {least, most};
  }
  const auto room = 0.25 * (high - low);
  return {std::max(least, low - room), std::min(most, high + room)};
}

}  // namespace

PointIndex::PointIndex(std::span<const Point> points) {
  assert(points.size() < std::numeric_limits<std::uint32_t>::max());
  if (points.empty()) {
    start_.assign(2, 0);
    return;
  }
  std::vector<double> values(points.size());
  std::ranges::transform(points, values.begin(), &Point::x);
  const auto across = bulk(values);
  std::ranges::transform(points, values.begin(), &Point::y);
  const auto up = bulk(std::move(values));
  corner_ = {across.low, up.low};
  const auto width = across.high - across.low;
  const auto height = up.high - up.low;
  // About two points a bin; never more than some four bins a point, however narrow the box.
  const auto number = static_cast<double>(points.size());
  bin_m_ = std::max(std::sqrt(width) * std::sqrt(height) * std::sqrt(2 / number), std::max(width, height) / number);
  if (!(bin_m_ > 0)) {
    bin_m_ = 1;
  }
  columns_ = static_cast<std::size_t>(width / bin_m_) + 1;
  rows_ = static_cast<std::size_t>(height / bin_m_) + 1;
  sort_into_bins(points);
}

void PointIndex::sort_into_bins(std::span<const Point> points) {
  std::vector<std::uint32_t> bin(points.size());
  start_.assign(columns_ * rows_ + 1, 0);
  for (std::size_t i = 0; i < points.size(); ++i) {
    bin[i] = static_cast<std::uint32_t>(row_at(points[i].y) * columns_ + column_at(points[i].x));
    ++start_[bin[i] + 1];
  }
  std::partial_sum(start_.begin(), start_.end(), start_.begin());
  x_.resize(points.size());
  y_.resize(points.size());
  order_.resize(points.size());
  auto next = start_;
  for (std::size_t i = 0; i < points.size(); ++i) {
    const auto place = next[bin[i]]++;
    x_[place] = points[i].x;
    y_[place] = points[i].y;
    order_[place] = static_cast<std::uint32_t>(i);
  }
}

double PointIndex::distance_to_row(double y, std::size_t row) const {
  const auto low = corner_.y + static_cast<double>(row) * bin_m_;
  const auto below = row == 0 ? 0.0 : low - y;
  const auto above = row + 1 == rows_ ? 0.0 : y - (low + bin_m_);
  // The edge of a bin is rounded in the large coordinates.
  const auto slack = 1e-12 * (std::abs(y) + std::abs(low) + bin_m_);
  return std::max({0.0, below - slack, above - slack});
}

double PointIndex::distance_out_of(const Point& from, std::size_t column, std::size_t row, std::size_t ring) const {
  constexpr auto endless = std::numeric_limits<double>::infinity();
  const auto edge = [&](std::size_t bin) { return static_cast<double>(bin) * bin_m_; };
  const auto x = from.x - corner_.x;
  const auto y = from.y - corner_.y;
  const std::array<double, 4> sides{column > ring ? x - edge(column - ring) : endless,
                                    column + ring + 1 < columns_ ? edge(column + ring + 1) - x : endless,
                                    row > ring ? y - edge(row - ring) : endless,
                                    row + ring + 1 < rows_ ? edge(row + ring + 1) - y : endless};
  const auto slack = 1e-12 * (std::abs(from.x) + std::abs(from.y) + edge(ring));
  return *std::ranges::min_element(sides) - slack;
}

void PointIndex::nearest_distances_m(const Point& from, std::size_t k, std::vector<double>& distances) const {
  distances.clear();
  if (k == 0 || x_.empty()) {
    return;
  }
  // A heap of the k smallest squares so far, the largest of them first.
  const auto full = [&] { return distances.size() == std::min(k, x_.size()); };
  const auto settled = [&] { return full() && distances.front() == 0; };
  const auto look_at = [&](std::size_t row, std::size_t first_column, std::size_t last_column) {
    const auto end = start_[row * columns_ + last_column + 1];
    for (auto i = start_[row * columns_ + first_column]; i < end && !settled(); ++i) {
      const auto dx = x_[i] - from.x;
      const auto dy = y_[i] - from.y;
      const auto squared = dx * dx + dy * dy;
      if (full()) {
        if (squared >= distances.front()) {
          continue;
        }
        std::ranges::pop_heap(distances);
        distances.back() = squared;
      } else {
        distances.push_back(squared);
      }
      std::ranges::push_heap(distances);
    }
  };
  const auto column = column_at(from.x);
  const auto row = row_at(from.y);
  for (std::size_t ring = 0; !settled(); ++ring) {
    const auto left = column - std::min(column, ring);
    const auto right = std::min(column + ring, columns_ - 1);
    const auto low = row - std::min(row, ring);
    const auto high = std::min(row + ring, rows_ - 1);
    for (auto r = low; r <= high; ++r) {
      if (r + ring == row || r == row + ring) {
        look_at(r, left, right);
        continue;
      }
      if (column >= ring) {
        look_at(r, left, left);
      }
      if (column + ring < columns_) {
        look_at(r, right, right);
      }
    }
    const auto beyond = distance_out_of(from, column, row, ring);
    if (std::isinf(beyond) || (full() && beyond > 0 && distances.front() <= beyond * beyond)) {
      break;
    }
  }
  std::ranges::sort_heap(distances);
  std::ranges::transform(distances, distances.begin(), [](double squared) { return std::sqrt(squared); });
}

CoincidentPoints coincident(std::span<const Point> points) {
  std::vector<std::uint32_t> order(points.size());
  std::iota(order.begin(), order.end(), 0U);
  std::ranges::sort(order, [&](std::uint32_t a, std::uint32_t b) {
    if (points[a].y != points[b].y) {
      return points[a].y < points[b].y;
    }
    return points[a].x != points[b].x ? points[a].x < points[b].x : a < b;
  });
  CoincidentPoints result;
  result.location.resize(points.size());
  for (const auto i : order) {
    if (result.locations.empty() || !(result.locations.back() == points[i])) {
      result.locations.push_back(points[i]);
      result.count.push_back(0);
    }
    ++result.count.back();
    result.location[i] = static_cast<std::uint32_t>(result.locations.size() - 1);
  }
  return result;
}

}  // namespace lykta
