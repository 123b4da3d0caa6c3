// Which positions of a source lie far from all others, and what are they?
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "engine/space/points.hpp"
#include "geo/crs/crs.hpp"
#include "geo/read/read_report.hpp"

namespace lykta {

/// A position that is none.
struct NoPosition {
  std::size_t index = 0;
  RejectCause cause = RejectCause::placeholder_position;
  std::string why;  ///< to be shown behind the coordinates: "(EPSG:3021 puts it among the others)"; may be empty
};

struct StrayPositions {
  std::vector<NoPosition> none;  ///< by index
  std::vector<OtherSystemRows> other_systems;
  std::uint64_t far_off =
      0;  ///< positions that stay, though they lie far from all others; 0 where it is known where they should be
  double far_off_km = 0;  ///< of the nearest of them to the middle of the others
};

/// Looks at the positions of a source as the file has them; nothing is said of those whose `keep` is 0. `others_degrees` is where they are expected; nothing: where most of them
/// lie. Far off is what find_far_off says, and 25 km at least. Of these are no position:
/// - one with a coordinate of exactly 0 (`zero_position`);
/// - one with a coordinate of -1 or of nines alone ("999999", "99.9999"), and one that at least three rows share to the last digit
///   while no other position lies within 10 km of it, 100 km off at least, where the others lie at twenty places or more and it is
///   not known where they should be (`placeholder_position`);
/// - one that another system, or x and y exchanged, puts among the others, while the taken system puts it where it is not in use
///   (`other_system`). Where the taken system is in use there too, they stay and are counted.
/// Of a zone of SWEREF 99 rows of the zones beside it are looked for among the others too: behind the widest stretch from west to
/// east that holds no row (10 km at least), where a zone explains nine tenths of them; where it is known where the others should be,
/// 25 km outside of that, where a zone explains half of them. They stay.
[[nodiscard]] StrayPositions find_stray_positions(std::span<const Point> points, std::span<const std::uint8_t> keep,
                                                  const Crs& crs, const std::optional<Box>& others_degrees);

/// Longitudes and latitudes without those far from all others: a trip to another city must not choose the map's system.
[[nodiscard]] std::vector<Point> without_far_off(std::vector<Point> degrees);

}  // namespace lykta
