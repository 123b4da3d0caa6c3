// Which coordinate systems do the names of coordinate columns speak of, and which of them holds eastings?
//
// "E (SWEREF 99 15 00)", "RT90 2.5 gon V X", "x_3006", "Lat_WGS84": exports often carry in the header what no file
// format has a place for.
#pragma once

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace lykta {

/// Whether the column taken for x holds eastings or longitudes (plain), or northings or latitudes (swapped).
enum class CoordinateOrder : std::uint8_t { unknown, plain, swapped };

struct CoordinateNames {
  std::vector<std::string> systems;  ///< ids that are named: "EPSG:3009"; not all need be codes that there are
  CoordinateOrder order = CoordinateOrder::unknown;

  [[nodiscard]] bool has(const std::string& id) const { return std::ranges::find(systems, id) != systems.end(); }
};

/// What the names of both columns say together: SWEREF 99 and its zones, RT 90, UTM, WGS 84, Web Mercator, the British
/// grid and codes of EPSG, however they are spelled. Bare numbers count as codes only where they are those of a Swedish
/// system, of Web Mercator or of WGS 84: others are years and the like.
[[nodiscard]] CoordinateNames read_coordinate_names(std::string_view x_name, std::string_view y_name);

}  // namespace lykta
