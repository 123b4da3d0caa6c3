#include "engine/space/area_index.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "engine/space/study_area.hpp"

namespace lykta {

namespace {

/// The box with room for points on the outline, and for the rounding of contains().
Box with_room(Box box) {
  const auto room =
      2 * border_m + 1e-12 * (std::abs(box.min_x) + std::abs(box.min_y) + std::abs(box.max_x) + std::abs(box.max_y));
  return {box.min_x - room, box.min_y - room, box.max_x + room, box.max_y + room};
}

}  // namespace

AreaIndex::AreaIndex(std::size_t number, const std::function<const Area&(std::size_t)>& area) {
  Box all;
  double boxes_m2 = 0;
  for (std::size_t i = 0; i < number; ++i) {
    const auto box = bounding_box(area(i));
    box_.push_back(with_room(box));
    if (!box.empty()) {
      all.add({box_.back().min_x, box_.back().min_y});
      all.add({box_.back().max_x, box_.back().max_y});
      boxes_m2 += box.width() * box.height();
    }
  }
  if (all.empty()) {
    return;
  }
  lay_out(all, static_cast<double>(number), boxes_m2);
  std::vector<Placed> placed;
  std::vector<std::uint8_t> passed;
  for (std::size_t i = 0; i < number; ++i) {
    place(static_cast<std::uint32_t>(i), area(i), passed, placed);
  }
  // Sorted by counting: within a bin areas keep their order.
  start_.assign(static_cast<std::size_t>(columns_ * rows_) + 1, 0);
  for (const auto& one : placed) {
    ++start_[one.bin + 1];
  }
  std::partial_sum(start_.begin(), start_.end(), start_.begin());
  entries_.resize(placed.size());
  auto next = start_;
  for (const auto& one : placed) {
    entries_[next[one.bin]++] = one.entry;
  }
}

void AreaIndex::lay_out(const Box& all, double number, double boxes_m2) {
  // Some eight by eight bins over each area; fewer where areas lie over each other many times.
  const auto all_m2 = std::max(all.width() * all.height(), 1e-12);
  const auto wanted = std::min(std::clamp(64 * number, 4096.0, 0x1p22), 0x1p24 * all_m2 / std::max(boxes_m2, 1e-12));
  bins_.corner = {all.min_x, all.min_y};
  bins_.bin_m = std::max(std::sqrt(all_m2 / std::max(wanted, 1.0)), std::max(all.width(), all.height()) / 0x1p20);
  columns_ = bins_.column_at(all.max_x) + 1;
  rows_ = bins_.row_at(all.max_y) + 1;
}

void AreaIndex::place(std::uint32_t number, const Area& area, std::vector<std::uint8_t>& passed,
                      std::vector<Placed>& placed) {
  const auto& box = box_[number];
  if (box.empty()) {
    return;
  }
  const auto first_column = std::max<std::int64_t>(bins_.column_at(box.min_x), 0);
  const auto first_row = std::max<std::int64_t>(bins_.row_at(box.min_y), 0);
  const auto last_column = std::min(bins_.column_at(box.max_x), columns_ - 1);
  const auto last_row = std::min(bins_.row_at(box.max_y), rows_ - 1);
  const auto width = last_column - first_column + 1;
  passed.assign(static_cast<std::size_t>(width * (last_row - first_row + 1)), 0);
  for (const auto& ring : area.rings) {
    for (std::size_t i = 0; i < ring.size(); ++i) {
      bins_.visit_line(ring[i], ring[(i + 1) % ring.size()], 2 * border_m, [&](auto row, auto from, auto to) {
        if (row >= first_row && row <= last_row) {
          const auto* const end = passed.data() + (row - first_row + 1) * width;
          auto* bin = passed.data() + (row - first_row) * width + std::max<std::int64_t>(from - first_column, 0);
          for (auto column = std::max(from, first_column); column <= to && bin != end; ++column) {
            *bin++ = 1;
          }
        }
      });
    }
  }
  for (auto row = first_row; row <= last_row; ++row) {
    // Bins beside each other that no outline passes lie all inside or all outside: one answer serves them all.
    std::int8_t inside = -1;
    for (auto column = first_column; column <= last_column; ++column) {
      const auto bin = static_cast<std::size_t>(row * columns_ + column);
      if (passed[static_cast<std::size_t>((row - first_row) * width + column - first_column)] != 0) {
        placed.push_back({bin, {number, false}});
        inside = -1;
        continue;
      }
      if (inside < 0) {
        const Point middle{bins_.corner.x + (static_cast<double>(column) + 0.5) * bins_.bin_m,
                           bins_.corner.y + (static_cast<double>(row) + 0.5) * bins_.bin_m};
        inside = contains(area, middle) ? 1 : 0;
      }
      if (inside == 1) {
        placed.push_back({bin, {number, true}});
      }
    }
  }
}

}  // namespace lykta
