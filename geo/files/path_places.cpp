#include "geo/files/path_places.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "engine/base/error.hpp"
#include "geo/files/database_hosts.hpp"
#include "geo/files/path_words.hpp"
#include "geo/values/text_values.hpp"

namespace lykta {

namespace {

/// What may stand before the first colon of a database's path.
constexpr std::string_view database_prefixes =
    "pg pgb postgresql postgres mysql mssql odbc pgeo oci hana idb ingres mongodb";

/// Behind these a file on disk leads out as well, as it describes the service; GPSBabel starts a program.
constexpr std::string_view service_prefixes =
    "wfs wfs3 oapif oapif_collection ogcapi csw es carto cartodb amigocloud plscenes eeda ngw gmlas gltp gpsbabel "
    "couchdb dods wms wmts wcs";

/// File systems of GDAL whose hosts come from the environment, from a machine's identity or from inside a file.
constexpr std::string_view hidden_hosts =
    "/vsis3/ /vsis3_streaming/ /vsigs/ /vsigs_streaming/ /vsiaz/ /vsiaz_streaming/ /vsiadls/ /vsioss/ "
    "/vsioss_streaming/ /vsiswift/ /vsiswift_streaming/ /vsihdfs/ /vsiwebhdfs/ /vsisparse/";

/// The driver that may open what has this prefix; empty where Lykta has no business there.
std::string driver_of(std::string_view prefix) {
  constexpr std::array<std::pair<std::string_view, const char*>, 10> drivers{{{"pg", "PostgreSQL"},
                                                                              {"pgb", "PostgreSQL"},
                                                                              {"postgresql", "PostgreSQL"},
                                                                              {"postgres", "PostgreSQL"},
                                                                              {"mysql", "MySQL"},
                                                                              {"mssql", "MSSQLSpatial"},
                                                                              {"odbc", "ODBC"},
                                                                              {"wfs", "WFS"},
                                                                              {"wfs3", "OAPIF"},
                                                                              {"oapif", "OAPIF"}}};
  const auto* found = std::ranges::find(drivers, prefix, [](const auto& pair) { return pair.first; });
  return found != drivers.end() ? found->second : "";
}

bool is_scheme_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '+' || c == '-' || c == '.';
}

/// What stands between "://" and the path, and which scheme in front of it.
struct Address {
  std::string_view scheme;
  std::string_view authority;
};

/// All addresses in a text. Those of the web count with any number of slashes, as curl is generous there; other
/// schemes need two, since "CSV:/home" is a driver and a path, and "C:/" a drive.
std::vector<Address> addresses_in(std::string_view lower) {
  std::vector<Address> found;
  for (auto colon = lower.find(':'); colon != not_found; colon = lower.find(':', colon + 1)) {
    auto begin = colon;
    while (begin > 0 && is_scheme_letter(lower[begin - 1])) {
      --begin;
    }
    const auto scheme = lower.substr(begin, colon - begin);
    const auto behind = std::min(lower.find_first_not_of('/', colon + 1), lower.size());
    const auto is_web = is_in_list(scheme, "http https ftp ftps");
    if (scheme.size() < 2 || scheme == "file" || (!is_web && behind - colon < 3)) {
      continue;
    }
    found.push_back({scheme, lower.substr(behind, lower.find_first_of("/?#", behind) - behind)});
  }
  return found;
}

/// GDAL takes the text of a GeoJSON or of an XML file in the place of a path, and so its links.
bool is_text_of_a_file(std::string_view lower) {
  const auto first = lower.find_first_not_of(" \t\r\n");
  return (first != not_found && lower[first] == '<') ||
         (contains(lower, "{") && contains(lower, "\"") && contains(lower, ":"));
}

}  // namespace

std::vector<Location> hosts_on_the_network(std::string_view lower) {
  std::vector<Location> found;
  const auto service = prefix_of(lower, service_prefixes);
  const auto add = [&](std::string_view text) {
    for (const auto& address : addresses_in(text)) {
      found.push_back({LocationKind::network, host_of_authority(address.authority), driver_of(service)});
    }
  };
  add(lower);
  const auto options = lower.find("/vsicurl?");
  if (options != not_found) {
    add(without_percent_codes(lower.substr(options)));
  }
  const auto is_hidden =
      std::ranges::any_of(words_of_list(hidden_hosts), [&](auto part) { return contains(lower, part); }) ||
      (options != not_found && contains(lower, "pc_"));  // options that ask Planetary Computer for keys
  const auto is_remote = !service.empty() || contains(lower, "/vsicurl/") || contains(lower, "/vsicurl_streaming/") ||
                         options != not_found;
  if (is_hidden || (is_remote && found.empty())) {
    found.insert(found.begin(), {LocationKind::network, "", driver_of(service)});
  }
  return found;
}

std::vector<Location> places_beyond_files(const std::string& path) {
  const auto all = lower_case(path);
  const auto lower = trimmed(all);
  if (is_text_of_a_file(lower)) {
    throw InvalidOption("the path of a file is wanted, but this is the text of one: save it as a file");
  }
  const auto prefix = prefix_of(lower, database_prefixes);
  if (prefix.empty()) {
    return hosts_on_the_network(lower);
  }
  const auto driver = driver_of(prefix);
  const auto rest = lower.substr(prefix.size() + 1);
  std::vector<Location> found;
  for (auto& host : driver == "PostgreSQL" ? postgres_hosts(rest) : hosts_of_other_database(rest, driver == "MySQL")) {
    found.push_back({LocationKind::database, std::move(host), driver});
  }
  return found;
}

bool is_this_machine(std::string_view host) { return host == "localhost" || host == "127.0.0.1" || host == "::1"; }

bool is_allowed(const Location& place, std::span<const std::string> allowed_hosts) {
  return !place.host.empty() && std::ranges::any_of(allowed_hosts, [&](const std::string& allowed) {
    const auto name = without_brackets_and_dot(trimmed(allowed));
    return name == place.host || (name == "localhost" && is_this_machine(place.host));
  });
}

}  // namespace lykta
