#include "engine/space/point_locator.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace lykta {

namespace {

double length_of(const Point& a, const Point& b) { return std::abs(a.x - b.x) + std::abs(a.y - b.y); }

}  // namespace

PointLocator::PointLocator(const Area& area, double reach_m) : reach_m_(reach_m) {
  double length_m = 0;
  for (const auto& ring : area.rings) {
    for (std::size_t i = 0; i < ring.size(); ++i) {
      const Edge edge{ring[i], ring[i + 1 < ring.size() ? i + 1 : 0]};
      if (edge.from != edge.to) {
        edges_.push_back(edge);
        length_m += length_of(edge.from, edge.to);
      }
    }
  }
  if (edges_.empty()) {
    return;
  }
  lay_out(bounding_box(area), length_m);
  place();
  find_parities();
}

void PointLocator::lay_out(const Box& box, double length_m) {
  const auto edges = static_cast<double>(edges_.size());
  // Long edges pass many bins: bins are so large that on average no more than this many hold an edge.
  constexpr double most_bins_of_edge = 48;
  const auto size_m = std::max(box.width(), box.height());
  const auto by_number = std::sqrt(std::max(box.width(), size_m / 64) * std::max(box.height(), size_m / 64) /
                                   std::clamp(2 * edges, 256.0, 0x1p22));
  const auto by_length = length_m / (most_bins_of_edge * std::max(edges, 64.0));
  bins_.bin_m = std::max({by_number, by_length, size_m / 0x1p14, 4 * reach_m_});
  // A column and a row of empty bins all around: what is asked beyond them lies outside.
  bins_.corner = {box.min_x - bins_.bin_m, box.min_y - bins_.bin_m};
  columns_ = bins_.column_at(box.max_x) + 2;
  rows_ = bins_.row_at(box.max_y) + 2;
}

void PointLocator::place() {
  const auto bins = static_cast<std::size_t>(columns_ * rows_);
  start_.assign(bins + 1, 0);
  const auto visit_bins = [&](std::size_t edge, auto&& visit) {
    bins_.visit_line(edges_[edge].from, edges_[edge].to, reach_m_, [&](auto row, auto first, auto last) {
      if (row >= 0 && row < rows_) {
        for (auto column = std::max<std::int64_t>(first, 0); column <= std::min(last, columns_ - 1); ++column) {
          visit(bin_at(column, row));
        }
      }
    });
  };
  for (std::size_t edge = 0; edge < edges_.size(); ++edge) {
    visit_bins(edge, [&](std::size_t bin) { ++start_[bin + 1]; });
  }
  std::partial_sum(start_.begin(), start_.end(), start_.begin());
  passing_.resize(start_.back());
  auto next = start_;
  for (std::size_t edge = 0; edge < edges_.size(); ++edge) {
    visit_bins(edge, [&](std::size_t bin) { passing_[next[bin]++] = static_cast<std::uint32_t>(edge); });
  }
}

/// A ray to the right from a point of a bin crosses edges that pass the bin and others. The others form chains of edges
/// that join; a chain crosses the ray an odd number of times when its ends lie on different sides of it. Ends within the
/// height of the bin are ends of edges that pass it: those to the right of the bin are counted with them here. What
/// remains is the same for every point of the bin.
bool PointLocator::odd_in_bin(std::size_t bin, double middle_x, const Point& point) const {
  bool odd = false;
  for (auto i = start_[bin]; i < start_[bin + 1]; ++i) {
    const auto& [from, to] = edges_[passing_[i]];
    const auto from_above = from.y > point.y;
    const auto to_above = to.y > point.y;
    if (from_above != to_above) {
      // As contains() does it, to the last bit.
      const auto& low = to.y < from.y ? to : from;
      const auto& high = to.y < from.y ? from : to;
      const auto x = low.x + (point.y - low.y) / (high.y - low.y) * (high.x - low.x);
      odd ^= point.x < x;
    }
    odd ^= from_above && from.x > middle_x;
    odd ^= to_above && to.x > middle_x;
  }
  return odd;
}

/// A point on the border of two bins may be asked in both, and has one answer: so one bin tells of the next, from the
/// empty column on the right, which lies outside.
void PointLocator::find_parities() {
  odd_.assign(static_cast<std::size_t>(columns_ * rows_), 0);
  for (std::int64_t row = 0; row < rows_; ++row) {
    const auto y = bins_.corner.y + (static_cast<double>(row) + 0.5) * bins_.bin_m;
    for (auto column = columns_ - 2; column >= 0; --column) {
      const Point border{bins_.corner.x + static_cast<double>(column + 1) * bins_.bin_m, y};
      const auto right = bin_at(column + 1, row);
      const auto here = bin_at(column, row);
      const auto inside = (odd_[right] != 0) != odd_in_bin(right, middle_x(column + 1), border);
      odd_[here] = inside != odd_in_bin(here, middle_x(column), border) ? 1 : 0;
    }
  }
}

bool PointLocator::is_beyond(std::int64_t column, std::int64_t row) const {
  return column < 0 || row < 0 || column >= columns_ || row >= rows_;
}

bool PointLocator::contains(const Point& point) const {
  if (edges_.empty() || !std::isfinite(point.x) || !std::isfinite(point.y)) {
    return false;
  }
  const auto column = bins_.column_at(point.x);
  const auto row = bins_.row_at(point.y);
  if (is_beyond(column, row)) {
    return false;
  }
  const auto bin = bin_at(column, row);
  return (odd_[bin] != 0) != odd_in_bin(bin, middle_x(column), point);
}

bool PointLocator::outline_is_near(const Point& point, double reach_m) const {
  if (edges_.empty() || !std::isfinite(point.x) || !std::isfinite(point.y)) {
    return false;
  }
  const auto column = bins_.column_at(point.x);
  const auto row = bins_.row_at(point.y);
  if (is_beyond(column, row)) {
    return false;
  }
  const auto bin = bin_at(column, row);
  return std::any_of(passing_.begin() + static_cast<std::ptrdiff_t>(start_[bin]),
                     passing_.begin() + static_cast<std::ptrdiff_t>(start_[bin + 1]), [&](std::uint32_t edge) {
                       return distance_to_line_m(point, edges_[edge].from, edges_[edge].to) <= reach_m;
                     });
}

}  // namespace lykta
