#include "geo/values/position_text.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>

#include <nlohmann/json.hpp>

#include "geo/values/coordinate_pair.hpp"
#include "geo/values/number_style.hpp"
#include "geo/values/text_values.hpp"

namespace lykta {

namespace {

std::optional<Point> parse_pair_position(std::string_view text, PositionForm form) {
  const auto pair = parse_pair(text);
  if (!pair) {
    return std::nullopt;
  }
  const auto latitude_first = latitude_first_by_letters(*pair).value_or(form == PositionForm::lat_lon);
  const auto& latitude = latitude_first ? pair->first : pair->second;
  const auto& longitude = latitude_first ? pair->second : pair->first;
  if (latitude.in_degrees && std::abs(latitude.value) > most_latitude) {
    return std::nullopt;
  }
  return Point{longitude.value, latitude.value};
}

/// The numbers between the brackets of well-known text.
std::optional<Point> parse_wkt_numbers(std::string_view text, std::size_t fewest, std::size_t most) {
  Point point;
  std::size_t count = 0;
  TextCursor cursor(trimmed(text));
  while (!cursor.at_end()) {
    const auto token = cursor.rest().substr(0, cursor.rest().find_first_of(" \t\r\n"));
    const auto number = parse_number(token, NumberStyle{});
    if (!number || count == most) {
      return std::nullopt;
    }
    point.x = count == 0 ? *number : point.x;
    point.y = count == 1 ? *number : point.y;
    ++count;
    cursor.skip(token.size());
    cursor.spaces();
  }
  return count >= fewest ? std::optional(point) : std::nullopt;
}

std::optional<Point> parse_wkt(std::string_view text) {
  TextCursor cursor(trimmed(text));
  if (cursor.word("srid=") && (!cursor.digits(1, 9) || !cursor.one_of(";"))) {
    return std::nullopt;
  }
  cursor.spaces();
  if (!cursor.word("point")) {
    return std::nullopt;
  }
  cursor.spaces();
  std::size_t fewest = 2;
  std::size_t most = 4;
  if (cursor.word("zm")) {
    fewest = 4;
  } else if (cursor.word("z") || cursor.word("m")) {
    fewest = most = 3;
  }
  cursor.spaces();
  const auto rest = cursor.rest();
  return rest.starts_with('(') && rest.ends_with(')') ? parse_wkt_numbers(rest.substr(1, rest.size() - 2), fewest, most)
                                                      : std::nullopt;
}

std::optional<Point> parse_geojson(std::string_view text) {
  constexpr std::size_t longest_geojson = 4096;
  text = trimmed(text);
  if (!text.starts_with('{') || text.size() > longest_geojson) {
    return std::nullopt;
  }
  const auto geometry = nlohmann::json::parse(text, nullptr, false);
  if (!geometry.is_object() || !geometry.contains("type") || geometry["type"] != "Point" ||
      !geometry.contains("coordinates")) {
    return std::nullopt;
  }
  const auto& coordinates = geometry["coordinates"];
  if (!coordinates.is_array() || coordinates.size() < 2 ||
      !std::ranges::all_of(coordinates, [](const auto& value) { return value.is_number(); })) {
    return std::nullopt;
  }
  const Point point{coordinates[0].get<double>(), coordinates[1].get<double>()};
  return std::isfinite(point.x) && std::isfinite(point.y) ? std::optional(point) : std::nullopt;
}

}  // namespace

std::optional<Point> parse_position(std::string_view text, PositionForm form) {
  switch (form) {
    case PositionForm::lat_lon:
    case PositionForm::lon_lat:
      return parse_pair_position(text, form);
    case PositionForm::wkt:
      return parse_wkt(text);
    case PositionForm::geojson:
      return parse_geojson(text);
  }
  return std::nullopt;
}

std::optional<double> parse_degrees(std::string_view text) {
  const auto coordinate = parse_angle(text);
  return coordinate ? std::optional(coordinate->value) : std::nullopt;
}

std::optional<double> parse_in_form(std::string_view text, CoordinateForm form) {
  if (form == CoordinateForm::run_together) {
    return parse_run_together(text);
  }
  if (form == CoordinateForm::angle) {
    return parse_degrees(text);
  }
  const auto metres = parse_lettered_metres(text);
  return metres ? std::optional(metres->value) : std::nullopt;
}

}  // namespace lykta
