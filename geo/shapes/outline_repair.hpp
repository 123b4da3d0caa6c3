// What was wrong with an outline, and what did mending change? The answer as a value, for records and words.
#pragma once

#include <cstddef>
#include <optional>
#include <string>

namespace lykta {

struct OutlineRepair {
  std::string of;     ///< the feature's id, or the zone's code; empty for all features together, once projected
  std::string fault;  ///< the first fault, as GEOS calls it: "Self-intersection", "Hole lies outside shell"
  std::size_t parts_before = 0;  ///< polygons
  std::size_t parts_after = 0;
  /// By how much the area became larger (0.02: by 2 %) or smaller than its rings enclosed as they were drawn, holes taken off.
  /// Nothing where these enclosed nothing: the two halves of an eight that turn opposite ways.
  std::optional<double> area_change;
};

}  // namespace lykta
