// Which of the polygons of a file holds the events? A file of all municipalities is no study area; one of them is.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "engine/space/points.hpp"

namespace lykta {

struct AreaChoice {
  std::size_t polygons = 0;  ///< features of the file that have one
  std::size_t points = 0;    ///< events looked at
  std::string field;         ///< that tells the polygons with events apart; empty where none does
  /// Values of that field with the events in their polygons, most first; without a field only the number of the first.
  std::vector<std::pair<std::string, std::size_t>> holders;

  /// Whether the first holds more than half of the events.
  [[nodiscard]] bool has_most() const { return !holders.empty() && 2 * holders.front().second > points; }
};

/// Looks at points in longitude and latitude. Nothing is known of a file that declares no coordinate system.
[[nodiscard]] AreaChoice choose_area(const std::string& path, const std::string& layer, std::span<const Point> degrees);

}  // namespace lykta
