// Where is that? A whole position in one text, or one coordinate in degrees, minutes and seconds.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "engine/space/points.hpp"

namespace lykta {

/// How a text holds a position: two coordinates one after the other, well-known text, or a GeoJSON geometry.
enum class PositionForm : std::uint8_t { lat_lon, lon_lat, wkt, geojson };

/// The position that the whole text, but for spaces at its ends, means: x is the longitude or easting, y the latitude or
/// northing, in the units of the text.
///
/// - lat_lon, lon_lat: "56.2069, 15.2828", "56,2069; 15,2828", "56.2069 15.2828", "(56.2, 15.3)", "6229148 / 536512",
///   or both in degrees as parse_degrees reads them, "56°12'25\"N 15°16'58\"E", or both in metres with the letters of their axes,
///   "N 6228581 E 516997". Letters win over the order. What may
///   as well be one number or one coordinate ("59,33", "56 12") is no position.
/// - wkt: "POINT (15.28 56.2)", "POINT Z (15.28 56.2 3)", "SRID=4326;POINT(15.28 56.2)". The SRID is not looked at.
/// - geojson: {"type":"Point","coordinates":[15.28,56.2]}; at most 4096 bytes.
///
/// Nothing for empty points, other geometries, and coordinates that are not finite.
[[nodiscard]] std::optional<Point> parse_position(std::string_view text, PositionForm form);

/// One coordinate in degrees, S and W negative: "56°12'25.0\"N", "N 56 12 25", "15° 16.967' E", "56.2069° N",
/// "15:16:58", "-15.28". Curly quotes and primes do as well, decimal commas too, and the Swedish letters Ö (öst) and V
/// (väst). Only the last part may have decimals, minutes and seconds are below 60, a latitude (N, S) is at most 90 and
/// anything else at most 180. A minus sign and a letter do not go together.
[[nodiscard]] std::optional<double> parse_degrees(std::string_view text);

/// How a column of single coordinates is written.
enum class CoordinateForm : std::uint8_t {
  number,        ///< in the style of the column
  angle,         ///< parse_degrees
  run_together,  ///< 5612.1125 is 56 degrees and 12.1125 minutes
  lettered,      ///< "N 6228581", "516997 E": metres
};

/// One coordinate in a form other than `number`.
[[nodiscard]] std::optional<double> parse_in_form(std::string_view text, CoordinateForm form);

}  // namespace lykta
