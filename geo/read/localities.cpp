#include "geo/read/localities.hpp"

#include <charconv>
#include <cmath>
#include <cstddef>
#include <numbers>
#include <string>
#include <string_view>

#include "geo/crs/transformation.hpp"
#include "geo/data/swedish_localities.hpp"

namespace lykta {

namespace {

constexpr double around_m = 20'000;

std::string_view taken_up_to(char end, std::string_view& rest) {
  const auto at = rest.find(end);
  const auto part = rest.substr(0, at);
  rest.remove_prefix(at == std::string_view::npos ? rest.size() : at + 1);
  return part;
}

double number_in(std::string_view text) {
  int number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

struct Localities {
  std::vector<std::string_view> names;
  std::vector<Point> positions;
  std::vector<double> reach_m;
};

/// name;municipality;east;north;hectares;residents, the first line says so.
Localities all_localities() {
  Localities result;
  auto rest = swedish_localities();
  taken_up_to('\n', rest);
  while (!rest.empty()) {
    auto line = taken_up_to('\n', rest);
    result.names.push_back(taken_up_to(';', line));
    taken_up_to(';', line);
    const auto east = number_in(taken_up_to(';', line));
    const auto north = number_in(taken_up_to(';', line));
    result.positions.push_back({east, north});
    constexpr double m2_of_hectare = 10'000;
    result.reach_m.push_back(std::sqrt(number_in(taken_up_to(';', line)) * m2_of_hectare / std::numbers::pi));
  }
  return result;
}

}  // namespace

std::vector<NamedPosition> localities_around(const Box& box, const Crs& crs) {
  const auto all = all_localities();
  const auto positions = Projection(Crs::parse("EPSG:3006"), crs).points(all.positions);
  std::vector<NamedPosition> result;
  for (std::size_t i = 0; i < all.names.size(); ++i) {
    const auto& at = positions[i];
    if (at && at->x >= box.min_x - around_m && at->x <= box.max_x + around_m && at->y >= box.min_y - around_m &&
        at->y <= box.max_y + around_m) {
      result.push_back({.name = std::string(all.names[i]), .position = *at, .reach_m = all.reach_m[i]});
    }
  }
  return result;
}

}  // namespace lykta
