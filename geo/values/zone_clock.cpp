#include "geo/values/zone_clock.hpp"

#include <array>
#include <stdexcept>
#include <utility>

#include <date/tz.h>

namespace lykta {

namespace {

/// Unicode CLDR, windowsZones.xml: the zones of the countries around.
constexpr std::array<std::pair<std::string_view, std::string_view>, 6> windows_zones{
    {{"W. Europe Standard Time", "Europe/Berlin"},
     {"Central Europe Standard Time", "Europe/Budapest"},
     {"Central European Standard Time", "Europe/Warsaw"},
     {"Romance Standard Time", "Europe/Paris"},
     {"FLE Standard Time", "Europe/Kiev"},
     {"GMT Standard Time", "Europe/London"}}};

bool is_zone(const std::string& name) {
  try {
    return date::locate_zone(name) != nullptr;
  } catch (const std::runtime_error&) {
    return false;
  }
}

}  // namespace

std::string zone_of_name(std::string_view name) {
  for (const auto& [windows, zone] : windows_zones) {
    if (name == windows) {
      return std::string(zone);
    }
  }
  constexpr std::size_t longest = 255;
  while (!name.empty() && name.size() <= longest) {
    if (std::string zone(name); name.front() != '/' && is_zone(zone)) {
      return zone;
    }
    const auto stroke = name.find('/');
    name = stroke == std::string_view::npos ? std::string_view() : name.substr(stroke + 1);
  }
  return "";
}

LocalTime from_zone(LocalTime there, const std::string& zone, LocalClock& here) {
  const auto information = date::locate_zone(zone)->get_info(date::local_seconds{there.time_since_epoch()});
  return here.at(there, information.first.offset);
}

}  // namespace lykta
