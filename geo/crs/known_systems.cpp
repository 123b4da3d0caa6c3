#include "geo/crs/known_systems.hpp"

#include <algorithm>
#include <charconv>
#include <initializer_list>
#include <span>
#include <utility>

#include <fmt/format.h>
#include <ogr_srs_api.h>

#include "engine/base/error.hpp"
#include "geo/crs/degree_boxes.hpp"

namespace lykta {

namespace {

std::vector<KnownSystem> read_projected_systems() {
  int count = 0;
  auto** const list = OSRGetCRSInfoListFromDatabase("EPSG", nullptr, &count);
  std::vector<KnownSystem> systems;
  for (const auto* info : std::span(list, static_cast<std::size_t>(count))) {
    if (info->eType == OSR_CRS_TYPE_PROJECTED && !info->bDeprecated && info->bBboxValid) {
      systems.push_back({fmt::format("{}:{}", info->pszAuthName, info->pszCode),
                         area_from(info->dfWestLongitudeDeg, info->dfSouthLatitudeDeg, info->dfEastLongitudeDeg,
                                   info->dfNorthLatitudeDeg)});
    }
  }
  OSRDestroyCRSInfoList(list);
  std::ranges::stable_sort(systems, {}, [](const KnownSystem& system) { return code_of(system.id); });
  // A system with two areas of use stands there twice.
  std::vector<KnownSystem> once;
  for (auto& system : systems) {
    if (!once.empty() && once.back().id == system.id) {
      once.back().area.add({system.area.min_x, system.area.min_y});
      once.back().area.add({system.area.max_x, system.area.max_y});
    } else {
      once.push_back(std::move(system));
    }
  }
  return once;
}

std::vector<KnownSystem> systems_with(std::initializer_list<std::pair<int, int>> ranges_of_codes) {
  std::vector<KnownSystem> systems;
  for (const auto& [first, last] : ranges_of_codes) {
    for (auto code = first; code <= last; ++code) {
      systems.push_back(system_with(code));
    }
  }
  return systems;
}

}  // namespace

int code_of(const std::string& id) {
  int code = 0;
  std::from_chars(id.data() + id.find(':') + 1, id.data() + id.size(), code);
  return code;
}

std::optional<Box> area_of_use(const Crs& crs) {
  double west = 0;
  double south = 0;
  double east = 0;
  double north = 0;
  if (!crs.reference().GetAreaOfUse(&west, &south, &east, &north, nullptr) || west < -180 || south < -90) {
    return std::nullopt;
  }
  return area_from(west, south, east, north);
}

const std::vector<KnownSystem>& projected_systems() {
  static const auto systems = read_projected_systems();
  return systems;
}

KnownSystem system_with(int epsg) {
  auto id = fmt::format("EPSG:{}", epsg);
  // RT 90 2.5 gon V is registered for the municipalities around its meridian too, but was the whole country's.
  const auto area = epsg == 3021 ? std::optional(sweden) : area_of_use(Crs::parse(id));
  return {std::move(id), area.value_or(world)};
}

std::vector<KnownSystem> degrees_and_swedish_systems() { return systems_with({{4326, 4326}, {3006, 3024}}); }

std::vector<KnownSystem> other_usual_systems() {
  auto systems = systems_with({{25832, 25835}, {27700, 27700}, {3857, 3857}});
  constexpr int zones = 60;
  constexpr double zone_width = 6;
  for (auto zone = 1; zone <= zones; ++zone) {
    const auto west = zone_width * (zone - 1) - 180;
    systems.push_back({fmt::format("EPSG:{}", 32600 + zone), {west, 0, west + zone_width, 84}});
    systems.push_back({fmt::format("EPSG:{}", 32700 + zone), {west, -80, west + zone_width, 0}});
  }
  return systems;
}

std::vector<KnownSystem> named_systems(const CoordinateNames& names) {
  std::vector<KnownSystem> systems;
  for (const auto& id : names.systems) {
    try {
      systems.push_back(system_with(code_of(id)));
    } catch (const InvalidOption&) {  // a number that is no code
      continue;
    }
  }
  return systems;
}

SystemKind kind_of(const KnownSystem& system, bool in_sweden) {
  const auto code = code_of(system.id);
  if (code == 4326 || (code == 3006 && in_sweden)) {
    return SystemKind::standard;
  }
  if (code >= 3007 && code <= 3018 && in_sweden) {
    return SystemKind::zone;
  }
  // Web Mercator of southernmost Sweden has the numbers of RT 90 in Lapland.
  if ((code == 3021 || code == 3857) && in_sweden) {
    return SystemKind::old_or_web;
  }
  return code >= 3019 && code <= 3024 && in_sweden ? SystemKind::old_zone : SystemKind::other;
}

bool is_usual(const std::string& id) {
  const auto code = code_of(id);
  return (code > 25800 && code < 25860) || (code > 32600 && code <= 32660) || (code > 32700 && code <= 32760) ||
         code == 27700;
}

}  // namespace lykta
