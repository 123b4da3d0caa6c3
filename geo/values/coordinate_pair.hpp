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
};

struct CoordinatePair {
  Coordinate first;
  Coordinate second;
};

/// One coordinate in degrees that fills the text.
[[nodiscard]] std::optional<Coordinate> parse_angle(std::string_view text);

/// Two coordinates in the order of the text; nothing where the text may be taken apart in more than one way.
[[nodiscard]] std::optional<CoordinatePair> parse_pair(std::string_view text);

/// Whether the letters of a pair put the latitude first; nothing without letters.
[[nodiscard]] std::optional<bool> latitude_first_by_letters(const CoordinatePair& pair);

/// Whether the size of the values puts the latitude (or the northing) first; nothing when it may be either.
[[nodiscard]] std::optional<bool> latitude_first_by_range(const CoordinatePair& pair);

}  // namespace lykta
