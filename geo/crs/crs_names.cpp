#include "geo/crs/crs_names.hpp"

#include <algorithm>
#include <charconv>
#include <initializer_list>
#include <iterator>
#include <map>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "geo/values/letters.hpp"
#include "geo/values/text_values.hpp"

namespace lykta {

namespace {

void add(CoordinateNames& names, int epsg) {
  if (auto id = fmt::format("EPSG:{}", epsg); !names.has(id)) {
    names.systems.push_back(std::move(id));
  }
}

/// Letters beyond ASCII count, whatever they are.
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80; }

/// Letters and digits alone: "E (SWEREF 99 15 00)" is esweref991500.
std::string compact(std::string_view lower) {
  std::string result;
  std::ranges::copy_if(lower, std::back_inserter(result), [](char c) { return is_letter(c) || is_digit(c); });
  return result;
}

/// What stands behind the word; nothing where it does not occur.
std::optional<std::string_view> behind(std::string_view text, std::string_view word) {
  const auto found = text.find(word);
  return found == std::string_view::npos ? std::nullopt : std::optional(text.substr(found + word.size()));
}

std::string_view without_prefix(std::string_view text, std::string_view prefix) {
  return text.starts_with(prefix) ? text.substr(prefix.size()) : text;
}

/// The number at the front of a text; nothing where there is no digit or it has more than `most`.
std::optional<int> leading_number(std::string_view text, std::size_t most) {
  const auto end = std::ranges::find_if_not(text, is_digit);
  const auto length = static_cast<std::size_t>(end - text.begin());
  int value = 0;
  if (length == 0 || length > most || std::from_chars(text.data(), text.data() + length, value).ec != std::errc{}) {
    return std::nullopt;
  }
  return value;
}

/// The SWEREF 99 zone with the central meridian "1500" (15 degrees 00 minutes).
std::optional<int> sweref_zone(std::string_view meridian) {
  static const std::map<std::string_view, int> codes{{"1200", 3007}, {"1330", 3008}, {"1500", 3009}, {"1630", 3010},
                                                     {"1800", 3011}, {"1415", 3012}, {"1545", 3013}, {"1715", 3014},
                                                     {"1845", 3015}, {"2015", 3016}, {"2145", 3017}, {"2315", 3018}};
  const auto found = codes.find(meridian);
  return found == codes.end() ? std::nullopt : std::optional(found->second);
}

std::optional<int> named_sweref(std::string_view name) {
  if (const auto rest = behind(name, "sweref")) {
    const auto zone = without_prefix(*rest, "99");
    if (zone.starts_with("tm")) {
      return 3006;
    }
    if (const auto code = sweref_zone(zone.substr(0, 4))) {
      return code;
    }
  }
  // "E_SW1500", "N 99 15 00": but not "x_2015", which is a year.
  std::string digits;
  std::ranges::copy_if(name, std::back_inserter(digits), is_digit);
  const auto zone = digits.size() < 4 ? std::nullopt : sweref_zone(std::string_view(digits).substr(digits.size() - 4));
  return behind(name, "sw") || (digits.size() == 6 && digits.starts_with("99")) ? zone : std::nullopt;
}

/// "rt9025gonv" and the like; RT 90 without a zone is the national one, 2.5 gon V.
std::optional<int> named_rt90(std::string_view name) {
  const auto rest = behind(name, "rt90");
  if (!rest) {
    return std::nullopt;
  }
  const auto gon = rest->find("gon");
  if (gon == std::string_view::npos) {
    return 3021;
  }
  const auto number = rest->substr(0, gon);
  const auto side = rest->substr(gon + 3);
  const auto east = side.starts_with('o') || side.starts_with('e') || side.starts_with("ö");
  if (number == "75") {
    return 3019;
  }
  if (number == "5") {
    return east ? 3024 : 3020;
  }
  return number == "0" ? 3022 : east ? 3023 : 3021;
}

void add_utm(CoordinateNames& names, std::string_view name) {
  const auto rest = behind(name, "utm");
  const auto at = rest ? without_prefix(without_prefix(*rest, "zone"), "zon") : std::string_view();
  const auto zone = leading_number(at, 2);
  if (!zone || *zone < 1 || *zone > 60) {
    return;
  }
  if (at.substr(*zone < 10 && !at.starts_with('0') ? 1 : 2).starts_with('s')) {
    add(names, 32700 + *zone);
    return;
  }
  const auto european = behind(name, "etrs") || behind(name, "euref");
  const auto global = behind(name, "wgs").has_value();
  if (!global && *zone >= 28 && *zone <= 38) {
    add(names, 25800 + *zone);
  }
  if (!european) {
    add(names, 32600 + *zone);
  }
}

void add_code(CoordinateNames& names, std::string_view lower) {
  if (auto rest = behind(lower, "epsg")) {
    while (!rest->empty() && !is_digit(rest->front()) && !is_letter(rest->front())) {
      rest->remove_prefix(1);
    }
    if (const auto code = leading_number(*rest, 6)) {
      add(names, *code);
    }
  }
  // Bare codes ("x_3006"), of the Swedish systems and Web Mercator only: other numbers are years and the like.
  for (std::size_t begin = 0; begin < lower.size(); ++begin) {
    if (is_digit(lower[begin]) && (begin == 0 || !is_digit(lower[begin - 1]))) {
      if (const auto code = leading_number(lower.substr(begin), 6);
          code && ((*code >= 3006 && *code <= 3024) || *code == 3857 || *code == 4326)) {
        add(names, *code);
      }
    }
  }
}

void add_systems(CoordinateNames& names, std::string_view lower) {
  const auto name = compact(lower);
  add_code(names, lower);
  if (const auto code = named_rt90(name)) {
    add(names, *code);
  } else if (const auto zone = named_sweref(name)) {
    add(names, *zone);
  }
  add_utm(names, name);
  if (behind(name, "wgs84") && !behind(name, "utm")) {
    add(names, 4326);
  }
  if (behind(name, "mercator") && !behind(name, "transverse")) {
    add(names, 3857);
  }
  if (behind(name, "osgb") || behind(name, "nationalgrid") || name == "bng") {
    add(names, 27700);
  }
}

/// Whether one of the wanted words stands in the name: "Lat_WGS84" has lat, "N (m)" and "N1" have n.
bool has_word(std::string_view lower, std::initializer_list<std::string_view> wanted) {
  for (std::size_t begin = 0; begin < lower.size();) {
    auto end = begin;
    while (end < lower.size() && is_letter(lower[end])) {
      ++end;
    }
    if (std::ranges::find(wanted, lower.substr(begin, end - begin)) != wanted.end()) {
      return true;
    }
    begin = end + 1;
  }
  return false;
}

}  // namespace

CoordinateNames read_coordinate_names(std::string_view x_name, std::string_view y_name) {
  CoordinateNames names;
  const auto x = lower_case(x_name);
  const auto y = lower_case(y_name);
  add_systems(names, x);
  add_systems(names, y);
  const auto latitude = [](std::string_view name) {
    return has_word(name, {"lat", "latitude", "latitud", "breddgrad"});
  };
  const auto longitude = [](std::string_view name) {
    return has_word(name, {"lon", "lng", "long", "longitude", "longitud", "längdgrad"});
  };
  const auto northing = [&](std::string_view name) {
    return latitude(name) ||
           has_word(name, {"n", "nord", "norr", "north", "northing", "northings", "nordkoordinat", "norrkoordinat"});
  };
  const auto easting = [&](std::string_view name) {
    return longitude(name) ||
           has_word(name, {"e", "ö", "o", "öst", "ost", "east", "easting", "eastings", "ostkoordinat", "östkoordinat"});
  };
  if (latitude(x) || longitude(x) || latitude(y) || longitude(y)) {
    add(names, 4326);
  }
  const auto plain = easting(x) || northing(y);
  const auto swapped = northing(x) || easting(y);
  if (plain != swapped) {
    names.order = plain ? CoordinateOrder::plain : CoordinateOrder::swapped;
  }
  return names;
}

}  // namespace lykta
