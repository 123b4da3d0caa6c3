// Does an area hold a point, asked hundreds of thousands of times?
//
// The plane around the area is cut into square bins. Each bin knows the edges that pass it, and whether an odd number of
// the others lies to its right; so a question looks at a few edges, however many there are. The answers are those of
// `contains`, to the last bit.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "engine/space/area.hpp"
#include "engine/space/line_bins.hpp"
#include "engine/space/points.hpp"

namespace lykta {

class PointLocator {
 public:
  static constexpr double usual_reach_m = 0.1;

  /// Cost grows with the corners and the bins that their edges pass. `reach_m` is the farthest that outline_is_near may be
  /// asked for.
  explicit PointLocator(const Area& area, double reach_m = usual_reach_m);

  /// The same as contains(area, point): half-open.
  [[nodiscard]] bool contains(const Point& point) const;
  /// Whether the outline passes within `reach_m` of the point.
  [[nodiscard]] bool outline_is_near(const Point& point, double reach_m) const;

 private:
  /// From one corner of a ring to the next.
  struct Edge {
    Point from;
    Point to;
  };

  void lay_out(const Box& box, double length_m);
  void place();
  void find_parities();
  [[nodiscard]] bool is_beyond(std::int64_t column, std::int64_t row) const;
  [[nodiscard]] std::size_t bin_at(std::int64_t column, std::int64_t row) const {
    return static_cast<std::size_t>(row * columns_ + column);
  }
  /// The parity of what the edges of a bin add for a point in it.
  [[nodiscard]] bool odd_in_bin(std::size_t bin, double middle_x, const Point& point) const;
  [[nodiscard]] double middle_x(std::int64_t column) const {
    return bins_.corner.x + (static_cast<double>(column) + 0.5) * bins_.bin_m;
  }

  double reach_m_;
  Bins bins_;
  std::int64_t columns_ = 0;
  std::int64_t rows_ = 0;
  std::vector<Edge> edges_;
  std::vector<std::size_t> start_;      ///< edges of bin b: passing_[start_[b]] .. passing_[start_[b + 1] - 1]
  std::vector<std::uint32_t> passing_;  ///< numbers of edges
  std::vector<std::uint8_t> odd_;       ///< by bin: what the edges that do not pass it add
};

}  // namespace lykta
