#include "geo/values/zone_places.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <fstream>
#include <numbers>
#include <sstream>
#include <stdexcept>
#include <string_view>
#include <vector>

#include <date/tz.h>

#include "geo/values/text_values.hpp"

namespace lykta {

namespace {

struct ZonePlace {
  std::string zone;
  Point degrees;
};

/// "+5920" or "+592005" as degrees; "+01803" of longitudes.
std::optional<double> angle_of_table(std::string_view text, std::size_t digits_of_degrees) {
  if (text.empty() || (text.front() != '+' && text.front() != '-')) {
    return std::nullopt;
  }
  TextCursor cursor(text.substr(1));
  const auto whole = cursor.digits(digits_of_degrees, digits_of_degrees);
  const auto minutes = whole ? cursor.digits(2, 2) : std::nullopt;
  const auto seconds = cursor.at_end() ? std::optional(0) : cursor.digits(2, 2);
  if (!minutes || !seconds || !cursor.at_end()) {
    return std::nullopt;
  }
  const auto size = *whole + *minutes / 60.0 + *seconds / 3600.0;
  return text.front() == '-' ? -size : size;
}

std::optional<Point> place_of_table(std::string_view text) {
  const auto split = text.find_first_of("+-", 1);
  if (split == std::string_view::npos) {
    return std::nullopt;
  }
  const auto latitude = angle_of_table(text.substr(0, split), 2);
  const auto longitude = angle_of_table(text.substr(split), 3);
  return latitude && longitude ? std::optional(Point{*longitude, *latitude}) : std::nullopt;
}

/// Lines of "SE	+5920+01803	Europe/Stockholm".
std::vector<ZonePlace> read_zone_places() {
  std::vector<ZonePlace> places;
  std::ifstream table("/usr/share/zoneinfo/zone.tab");
  for (std::string line; std::getline(table, line);) {
    std::istringstream fields(line);
    std::string country;
    std::string place;
    std::string zone;
    if (line.starts_with('#') || !(fields >> country >> place >> zone)) {
      continue;
    }
    if (const auto degrees = place_of_table(place)) {
      places.push_back({zone, *degrees});
    }
  }
  return places;
}

/// On a sphere of the mean radius of the Earth (haversine).
double distance_km(const Point& from, const Point& to) {
  constexpr double radius_km = 6371;
  constexpr double radians = std::numbers::pi / 180;
  const auto half_sine = [](double angle) { return std::pow(std::sin(angle / 2), 2); };
  const auto value = half_sine((to.y - from.y) * radians) +
                     std::cos(from.y * radians) * std::cos(to.y * radians) * half_sine((to.x - from.x) * radians);
  return 2 * radius_km * std::asin(std::sqrt(std::min(1.0, value)));
}

bool has_same_hours(const std::string& one, const std::string& other) {
  using namespace std::chrono;
  try {
    const auto* first = date::locate_zone(one);
    const auto* second = date::locate_zone(other);
    return std::ranges::all_of(std::array{January, July}, [&](month of_year) {
      const date::sys_seconds noon{sys_days{year{2024} / of_year / 1}.time_since_epoch() + hours{12}};
      return first->get_info(noon).offset == second->get_info(noon).offset;
    });
  } catch (const std::runtime_error&) {
    return true;  // a zone that the database does not know is no better one
  }
}

}  // namespace

std::optional<NearerZone> nearer_zone(const std::string& stated, const Point& degrees) {
  static const auto places = read_zone_places();
  constexpr double far_km = 1200;
  const auto own = std::ranges::find(places, stated, &ZonePlace::zone);
  if (own == places.end()) {
    return std::nullopt;
  }
  const auto distance = distance_km(own->degrees, degrees);
  const auto nearest =
      std::ranges::min_element(places, {}, [&](const ZonePlace& place) { return distance_km(place.degrees, degrees); });
  if (distance <= far_km || has_same_hours(stated, nearest->zone)) {
    return std::nullopt;
  }
  return NearerZone{nearest->zone, distance};
}

}  // namespace lykta
