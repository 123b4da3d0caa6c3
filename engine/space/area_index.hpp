// Which of many areas may hold a point? An index of square bins over areas that may also overlap.
//
// For a bin that no outline passes it is known which areas hold all of it; only near outlines is anything left to ask.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <vector>

#include "engine/space/area.hpp"
#include "engine/space/line_bins.hpp"
#include "engine/space/points.hpp"

namespace lykta {

class AreaIndex {
 public:
  /// `area(i)` gives the areas by their numbers 0 .. number - 1, while the index is made.
  AreaIndex(std::size_t number, const std::function<const Area&(std::size_t)>& area);

  /// Calls `take(number, is_sure)` for the areas that hold the point (`is_sure`) or may hold it, by ascending numbers,
  /// until `take` returns true. All others do not hold it, and it does not lie on their outlines (within `border_m`).
  template <class Take>
  void visit_candidates(const Point& point, Take take) const;

 private:
  /// An area in a bin.
  struct Entry {
    std::uint32_t area = 0;
    bool covers = false;  ///< no outline of it passes the bin
  };
  struct Placed {
    std::size_t bin = 0;
    Entry entry;
  };

  void lay_out(const Box& all, double number, double boxes_m2);
  void place(std::uint32_t number, const Area& area, std::vector<std::uint8_t>& passed, std::vector<Placed>& placed);

  Bins bins_;
  std::int64_t columns_ = 0;
  std::int64_t rows_ = 0;
  std::vector<Box> box_;            ///< of each area, with room for rounding
  std::vector<std::size_t> start_;  ///< entries of bin b: start_[b] .. start_[b + 1] - 1
  std::vector<Entry> entries_;
};

template <class Take>
void AreaIndex::visit_candidates(const Point& point, Take take) const {
  const auto column = bins_.column_at(point.x);
  const auto row = bins_.row_at(point.y);
  if (column < 0 || row < 0 || column >= columns_ || row >= rows_) {
    return;
  }
  const auto bin = static_cast<std::size_t>(row * columns_ + column);
  for (auto i = start_[bin]; i < start_[bin + 1]; ++i) {
    const auto& [area, covers] = entries_[i];
    const auto& box = box_[area];
    const auto in_box = point.x >= box.min_x && point.x <= box.max_x && point.y >= box.min_y && point.y <= box.max_y;
    if ((covers || in_box) && take(area, covers)) {
      return;
    }
  }
}

}  // namespace lykta
