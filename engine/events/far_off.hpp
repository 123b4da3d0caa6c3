// Which positions lie far from all others?
//
// A trip to another city, a row in another coordinate system, a value that stands for "not known": a few of them decide how large a
// map is. What is far is told by a gap: the distances of all positions from their middle, in order, and in them a step that nothing
// between two towns of one municipality explains.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "engine/space/points.hpp"

namespace lykta {

struct FarOff {
  std::vector<std::uint8_t> is_far;  ///< by position, 1 or 0
  std::size_t count = 0;
  Box near;             ///< of all others
  double reach = 0;     ///< from the middle to the farthest of these
  double distance = 0;  ///< from the middle to the nearest that is far; 0 where none is
};

/// Positions in any unit, all of them finite. The middle is the median of x and that of y; a distance is the larger of the two
/// differences. Among the distances beyond their median, in order, the first that is more than `times` the one before it (or
/// `least`, where that is larger) begins what is far; so at most half of the positions are. None of fewer than `fewest` is.
[[nodiscard]] FarOff find_far_off(std::span<const Point> points, double least, double times = 3,
                                  std::size_t fewest = 5);

}  // namespace lykta
