#include "geo/files/locations.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "engine/base/error.hpp"
#include "geo/files/path_places.hpp"

namespace lykta {

namespace {

[[noreturn]] void refuse(const std::string& path, const Location& place, std::span<const std::string> allowed_hosts) {
  const auto shown = without_secrets(path);
  if (place.host.empty()) {
    throw InvalidOption(fmt::format("{}: leads to {}, and the path does not tell to which host: {}", shown,
                                    place.kind == LocationKind::database ? "a database" : "the network",
                                    place.kind == LocationKind::database
                                        ? "state it as host=..."
                                        : "download the file, or give its https address"));
  }
  std::vector<std::string> hosts(allowed_hosts.begin(), allowed_hosts.end());
  hosts.push_back(is_this_machine(place.host) && place.kind == LocationKind::database ? "localhost" : place.host);
  throw InvalidOption(fmt::format(
      "{}: leads to {} on '{}', and Lykta stays offline unless the configuration allows that host: [network] "
      "allow = [\"{}\"]",
      shown, place.kind == LocationKind::database ? "a database" : "the network", place.host,
      fmt::join(hosts, "\", \"")));
}

}  // namespace

Location location_of(const std::string& path) {
  const auto places = places_beyond_files(path);
  return places.empty() ? Location{} : places.front();
}

void check_allowed(const std::string& path, std::span<const std::string> allowed_hosts) {
  for (const auto& place : places_beyond_files(path)) {
    if (!is_allowed(place, allowed_hosts)) {
      refuse(path, place, allowed_hosts);
    }
  }
}

}  // namespace lykta
