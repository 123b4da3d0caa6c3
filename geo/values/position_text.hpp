// Where is that? A whole position in one text, or one coordinate in degrees, minutes and seconds.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "engine/space/points.hpp"

namespace lykta {

/// How a text holds a position: two coordinates one after the other, well-known text, or a GeoJSON geometry.
enum class PositionForm : std::uint8_t { lat_lon, lon_lat, wkt, geojson };

/// The position that the whole text, but for spaces at its ends, means: x is the longitude or easting, y the latitude or
/// northing, in the units of the text.
///
/// - lat_lon, lon_lat: "56.2069, 15.2828", "56,2069; 15,2828", "56.2069 15.2828", "(56.2, 15.3)", "6229148 / 536512",
///   or both in degrees as parse_degrees reads them, "56°12'25\"N 15°16'58\"E". Letters win over the order. What may
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

/// What the texts of a column say about their form. readable + unreadable + empty is the number of texts.
struct PositionFinding {
  std::optional<PositionForm> form;  ///< nothing when fewer than nine tenths of the filled texts are positions
  bool degrees = false;              ///< pairs written with degree signs, minutes or letters: surely degrees
  std::size_t readable = 0;          ///< texts that the form reads (or the best of forms, when there is none)
  std::size_t unreadable = 0;
  std::size_t empty = 0;
  std::string why;  ///< one phrase with an example: "latitude first, as in '56.2069 N, 15.2828 E'"
};

/// The form that reads most of the texts. Which coordinate of a pair is the latitude is told by letters, else by
/// range: a value beyond 90 is a longitude; of two beyond 180, which are metres, the larger is the northing, as in all
/// systems of Sweden. Where nothing tells, latitude first is taken, as people write it, and `why` says so.
[[nodiscard]] PositionFinding find_position_form(std::span<const std::string_view> texts);

/// Whether a column of single coordinates needs parse_degrees: nine tenths of the filled texts are read by it, and most
/// of these are no plain numbers. Times of day ("15:16:58") look the same: ask only about columns of coordinates.
[[nodiscard]] bool looks_like_degrees_minutes(std::span<const std::string_view> texts);

}  // namespace lykta
