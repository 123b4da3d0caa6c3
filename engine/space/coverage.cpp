#include "engine/space/coverage.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <utility>

namespace lykta {

namespace {

constexpr double smallest_share = 1e-9;

struct Block {
  std::size_t first_column, columns, first_row, rows;
};

double enclosed_m2(const std::vector<Ring>& rings) {
  double sum = 0;
  for (const auto& ring : rings) {
    sum += twice_signed_area_m2(ring);
  }
  return sum / 2;
}

std::vector<Ring> clipped_to(const std::vector<Ring>& rings, const Box& box) {
  std::vector<Ring> result;
  for (const auto& ring : rings) {
    auto part = clipped(clipped(clipped(clipped(ring, -1, 0, -box.min_x), 1, 0, box.max_x), 0, -1, -box.min_y), 0, 1,
                        box.max_y);
    if (part.size() >= 3) {
      result.push_back(std::move(part));
    }
  }
  return result;
}

/// Halves a block of cells until the area fills it, misses it or it is a single cell. Each half gets only the part of
/// the rings that lies in it, so a vertex is looked at once a level.
class Coverage {
 public:
  Coverage(const Grid& grid, bool keeps_parts)
      : grid_(grid), keeps_parts_(keeps_parts), cut_{std::vector<double>(grid.size(), 0.0), {}} {}

  void cover(const Block& block, const std::vector<Ring>& rings) {
    if (rings.empty()) {
      return;
    }
    const auto box = box_of(block);
    const auto whole_m2 = box.width() * box.height();
    const auto inside_m2 = enclosed_m2(rings);
    if (inside_m2 >= whole_m2 * (1 - 1e-12)) {
      fill(block);
    } else if (block.columns == 1 && block.rows == 1) {
      set(block.first_row * grid_.columns() + block.first_column, rings);
    } else {
      halve(block, rings);
    }
  }

  CutArea take() { return std::move(cut_); }

 private:
  [[nodiscard]] Box box_of(const Block& block) const {
    Box box;
    // Hexagon rows alternate, so the two outermost rows on either side are asked.
    const auto last_row = block.first_row + block.rows - 1;
    const auto last_column = block.first_column + block.columns - 1;
    for (const auto row : {block.first_row, std::min(block.first_row + 1, last_row), last_row}) {
      for (const auto column : {block.first_column, last_column}) {
        for (const auto& corner : grid_.corners(row * grid_.columns() + column)) {
          box.add(corner);
        }
      }
    }
    return box;
  }

  void fill(const Block& block) {
    for (auto row = block.first_row; row < block.first_row + block.rows; ++row) {
      const auto begin = cut_.share.begin() + static_cast<std::ptrdiff_t>(row * grid_.columns() + block.first_column);
      std::fill(begin, begin + static_cast<std::ptrdiff_t>(block.columns), 1.0);
    }
  }

  void set(std::size_t cell, const std::vector<Ring>& rings) {
    const auto corners = grid_.corners(cell);
    const auto middle = grid_.centre(cell);
    double inside_m2 = 0;
    std::vector<Ring> parts;
    for (auto ring : rings) {
      for (std::size_t i = 0; i < corners.size(); ++i) {
        // Relative to the centre: half planes through large coordinates would lose digits.
        const auto& from = corners[i];
        const auto& to = corners[(i + 1) % corners.size()];
        const auto a = to.y - from.y;
        const auto b = from.x - to.x;
        for (auto& point : ring) {
          point = {point.x - middle.x, point.y - middle.y};
        }
        ring = clipped(ring, a, b, a * (from.x - middle.x) + b * (from.y - middle.y));
        for (auto& point : ring) {
          point = {point.x + middle.x, point.y + middle.y};
        }
      }
      inside_m2 += twice_signed_area_m2(ring) / 2;
      if (keeps_parts_ && ring.size() >= 3) {
        parts.push_back(std::move(ring));
      }
    }
    const auto share = std::clamp(inside_m2 / grid_.cell_area_m2(), 0.0, 1.0);
    // A full cell is exactly 1: rounding must not make it look like a cell on the edge.
    cut_.share[cell] = share < smallest_share ? 0.0 : (share > 1 - smallest_share ? 1.0 : share);
    if (keeps_parts_ && cut_.share[cell] > 0 && cut_.share[cell] < 1) {
      cut_.parts.emplace(cell, std::move(parts));
    }
  }

  void halve(const Block& block, const std::vector<Ring>& rings) {
    auto first = block;
    auto second = block;
    if (block.columns >= block.rows) {
      first.columns = block.columns / 2;
      second.first_column += first.columns;
      second.columns -= first.columns;
    } else {
      first.rows = block.rows / 2;
      second.first_row += first.rows;
      second.rows -= first.rows;
    }
    cover(first, clipped_to(rings, box_of(first)));
    cover(second, clipped_to(rings, box_of(second)));
  }

  const Grid& grid_;
  bool keeps_parts_;
  CutArea cut_;
};

CutArea cut(const Grid& grid, const Area& area, bool keeps_parts) {
  Coverage coverage(grid, keeps_parts);
  const auto orderly = oriented(area);
  // The whole grid first, so that parts beyond it fall away before anything is halved.
  coverage.cover({0, grid.columns(), 0, grid.rows()}, clipped_to(orderly.rings, grid.box()));
  return coverage.take();
}

}  // namespace

std::vector<double> inside_share(const Grid& grid, const Area& area) { return cut(grid, area, false).share; }

CutArea cut_by_cells(const Grid& grid, const Area& area) { return cut(grid, area, true); }

}  // namespace lykta
