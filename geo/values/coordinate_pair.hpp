// Which two coordinates does a text hold, and which of them is the latitude?
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace lykta {

inline constexpr double most_latitude = 90;
inline constexpr double most_longitude = 180;

enum class CoordinateAxis : std::uint8_t { unknown, latitude, longitude };

/// One coordinate of a pair.
struct Coordinate {
  double value = 0;
  CoordinateAxis axis = CoordinateAxis::unknown;
  bool in_degrees = false;  ///< surely: it has a degree sign, minutes or a letter
  bool in_metres = false;   ///< surely: it has a letter and more digits than degrees, minutes and seconds can have
  /// The digits as they stand, where a letter and no sign between makes degrees of them ("E 513020"): metres beside metres.
  std::optional<double> as_metres{};
};

struct CoordinatePair {
  Coordinate first;
  Coordinate second;
};

/// One coordinate in degrees that fills the text. With a letter degrees, minutes and seconds may stand without signs between
/// ("5612.1125 N", "561207N", "E01516.44") or with dashes ("56-12.112N").
[[nodiscard]] std::optional<Coordinate> parse_angle(std::string_view text);

/// Degrees and minutes, or degrees, minutes and seconds, as one number: 5612.1125 is 56 degrees and 12.1125 minutes, 561206.7 is
/// 56 degrees, 12 minutes and 6.7 seconds. Up to five digits before the decimals are taken for degrees and minutes. Nothing where
/// minutes or seconds are 60 or more, or degrees more than 180.
[[nodiscard]] std::optional<double> parse_run_together(std::string_view text);

/// One coordinate in metres with the letter of its axis: "N 6228581", "516 997,4 E", "N: 6228581 m". Nothing for less than 1000.
[[nodiscard]] std::optional<Coordinate> parse_lettered_metres(std::string_view text);

/// Two coordinates in the order of the text; nothing where the text may be taken apart in more than one way.
[[nodiscard]] std::optional<CoordinatePair> parse_pair(std::string_view text);

/// Whether the letters of a pair put the latitude first; nothing without letters.
[[nodiscard]] std::optional<bool> latitude_first_by_letters(const CoordinatePair& pair);

/// Whether the size of the values puts the latitude (or the northing) first; nothing when it may be either.
[[nodiscard]] std::optional<bool> latitude_first_by_range(const CoordinatePair& pair);

}  // namespace lykta
