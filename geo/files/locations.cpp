#include "geo/files/locations.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdlib>
#include <map>
#include <memory>
#include <string_view>
#include <utility>

#include <cpl_conv.h>
#include <cpl_http.h>
#include <cpl_string.h>
#include <cpl_vsi_virtual.h>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <ogr_srs_api.h>

#include "engine/base/error.hpp"
#include "geo/values/text_values.hpp"

namespace lykta {

namespace {

constexpr auto none = std::string_view::npos;

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

/// File systems of GDAL that read from this machine, or from another file system, which is looked at in its turn.
constexpr std::string_view local_file_systems =
    "/vsimem/ /vsizip/ /vsitar/ /vsigzip/ /vsi7z/ /vsirar/ /vsisubfile/ /vsisparse/ /vsicrypt/ /vsistdin/ /vsistdin? "
    "/vsistdout/ /vsistdout_redirect/";

bool contains(std::string_view text, std::string_view part) { return text.find(part) != none; }

/// The words of a list that spaces part.
std::vector<std::string_view> words_of(std::string_view list) {
  std::vector<std::string_view> words;
  while (!list.empty()) {
    const auto end = std::min(list.find(' '), list.size());
    words.push_back(list.substr(0, end));
    list.remove_prefix(std::min(end + 1, list.size()));
  }
  return words;
}

bool is_one_of(std::string_view word, std::string_view list) {
  const auto words = words_of(list);
  return std::ranges::find(words, word) != words.end();
}

/// What stands before the first colon, if it is one of the list.
std::string_view prefix_of(std::string_view lower, std::string_view list) {
  const auto prefix = lower.substr(0, std::min(lower.find(':'), lower.size()));
  return prefix.size() < lower.size() && is_one_of(prefix, list) ? prefix : std::string_view();
}

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

std::string unescaped(std::string_view text) {
  const std::unique_ptr<char, decltype(&VSIFree)> result(
      CPLUnescapeString(std::string(text).c_str(), nullptr, CPLES_URL), &VSIFree);
  return result.get();
}

std::string without_brackets_and_dot(std::string_view host) {
  if (host.starts_with('[') && host.ends_with(']')) {
    host = host.substr(1, host.size() - 2);
  }
  return lower_case(host.ends_with('.') ? host.substr(0, host.size() - 1) : host);
}

bool is_this_machine(std::string_view host) { return host == "localhost" || host == "127.0.0.1" || host == "::1"; }

/// "user:password@host:port" without all but the host.
std::string host_of_authority(std::string_view authority) {
  if (const auto at = authority.rfind('@'); at != none) {
    authority.remove_prefix(at + 1);
  }
  if (authority.starts_with('[')) {
    return without_brackets_and_dot(authority.substr(0, authority.find(']') + 1));
  }
  return without_brackets_and_dot(authority.substr(0, authority.find(':')));
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
  for (auto colon = lower.find(':'); colon != none; colon = lower.find(':', colon + 1)) {
    auto begin = colon;
    while (begin > 0 && is_scheme_letter(lower[begin - 1])) {
      --begin;
    }
    const auto scheme = lower.substr(begin, colon - begin);
    const auto behind = std::min(lower.find_first_not_of('/', colon + 1), lower.size());
    const auto is_web = is_one_of(scheme, "http https ftp ftps");
    if (scheme.size() < 2 || scheme == "file" || (!is_web && behind - colon < 3)) {
      continue;
    }
    found.push_back({scheme, lower.substr(behind, lower.find_first_of("/?#", behind) - behind)});
  }
  return found;
}

using Pairs = std::vector<std::pair<std::string, std::string>>;

/// "key = value key='a value'", as libpq reads it: a backslash takes the next letter as it is.
Pairs conninfo_pairs(std::string_view text) {
  constexpr std::string_view spaces = " \t\r\n";
  Pairs pairs;
  std::size_t at = 0;
  const auto skip_spaces = [&] { at = std::min(text.find_first_not_of(spaces, at), text.size()); };
  for (skip_spaces(); at < text.size(); skip_spaces()) {
    const auto end = std::min(text.find_first_of("= \t\r\n", at), text.size());
    const auto key = text.substr(at, end - at);
    at = end;
    skip_spaces();
    if (at == text.size() || text[at] != '=') {
      continue;  // libpq will refuse it
    }
    ++at;
    skip_spaces();
    const auto quoted = at < text.size() && text[at] == '\'';
    at += quoted ? 1 : 0;
    std::string value;
    while (at < text.size() && (quoted ? text[at] != '\'' : !contains(spaces, text.substr(at, 1)))) {
      at += text[at] == '\\' && at + 1 < text.size() ? 1U : 0U;
      value += text[at++];
    }
    at += quoted ? 1 : 0;
    pairs.emplace_back(key, std::move(value));
  }
  return pairs;
}

/// "key=value" between any of the separators; the words without "=" have no value.
Pairs pairs_between(std::string_view text, const char* separators, bool is_url) {
  Pairs pairs;
  while (!text.empty()) {
    const auto end = text.find_first_of(separators);
    const auto pair = text.substr(0, end);
    const auto equals = std::min(pair.find('='), pair.size());
    const auto value = pair.substr(std::min(equals + 1, pair.size()));
    pairs.emplace_back(trimmed(pair.substr(0, equals)), is_url ? unescaped(value) : std::string(trimmed(value)));
    text.remove_prefix(end == none ? text.size() : end + 1);
  }
  return pairs;
}

/// "host,[::1]:5433,/var/run/postgresql": several hosts are tried in turn.
std::vector<std::string> hosts_in_list(std::string_view list) {
  std::vector<std::string> hosts;
  for (std::size_t begin = 0; begin <= list.size();) {
    const auto end = std::min(list.find(',', begin), list.size());
    const auto host = list.substr(begin, end - begin);
    const auto is_socket = host.empty() || host.starts_with('/') || host.starts_with('@');
    hosts.push_back(is_socket ? "localhost" : without_brackets_and_dot(host));
    begin = end + 1;
  }
  return hosts;
}

/// The hosts inside the text behind "postgresql://": their names, and the pairs behind the question mark.
std::vector<std::string> hosts_of_postgres_address(std::string_view lower, Pairs& pairs) {
  constexpr auto begin = std::string_view("//").size();
  auto authority = lower.substr(begin, lower.find_first_of("/?#", begin) - begin);
  if (const auto question = lower.find('?'); question != none) {
    pairs = pairs_between(lower.substr(question + 1), "&", true);
  }
  if (const auto at = authority.rfind('@'); at != none) {
    authority.remove_prefix(at + 1);
  }
  std::vector<std::string> hosts;
  while (!authority.empty()) {
    const auto end = authority.find(',');
    const auto host = hosts_in_list(unescaped(host_of_authority(authority.substr(0, end))));
    hosts.insert(hosts.end(), host.begin(), host.end());
    authority.remove_prefix(end == none ? authority.size() : end + 1);
  }
  return hosts;
}

std::string environment(const char* name) {
  // NOLINTNEXTLINE(concurrency-mt-unsafe): the environment changes only in keep_gdal_offline, at the very start
  const auto* value = std::getenv(name);
  return value != nullptr ? value : "";
}

/// As libpq finds them: what the path says, else the environment, else this machine. `lower` is without its prefix.
std::vector<std::string> postgres_hosts(std::string_view lower) {
  lower = trimmed(lower);
  if (const auto scheme = prefix_of(lower, "postgresql postgres"); !scheme.empty()) {
    lower.remove_prefix(scheme.size() + 1);
  }
  std::vector<std::string> hosts;
  Pairs pairs;
  if (lower.starts_with("//")) {
    hosts = hosts_of_postgres_address(lower, pairs);
  } else {
    pairs = conninfo_pairs(lower);
  }
  auto stated = !hosts.empty();
  for (const auto& [key, value] : pairs) {
    if (key == "service") {
      return {""};
    }
    if (key == "host" || key == "hostaddr") {
      const auto more = hosts_in_list(value);
      hosts.insert(hosts.end(), more.begin(), more.end());
      stated = true;
    }
  }
  if (stated) {
    return hosts;
  }
  if (!environment("PGSERVICE").empty()) {
    return {""};
  }
  const auto address = environment("PGHOSTADDR");
  return hosts_in_list(lower_case(address.empty() ? environment("PGHOST") : address));
}

/// The server of a MySQL or SQL Server path ("host=", "server=tcp:name\instance,1433"); nothing stated is this
/// machine for MySQL, and not to be known for the others ("DSN=").
std::vector<std::string> hosts_of_other_database(std::string_view lower, bool is_mysql) {
  for (const auto& [key, value] : pairs_between(lower, is_mysql ? "," : ";", false)) {
    if (key == "host" || key == "server") {
      const auto name = std::string_view(value).substr(value.starts_with("tcp:") ? 4 : 0);
      return {without_brackets_and_dot(name.substr(0, name.find_first_of("\\,")))};
    }
  }
  return {is_mysql ? "localhost" : ""};
}

/// GDAL takes the text of a GeoJSON or of an XML file in the place of a path, and so its links.
bool is_text_of_a_file(std::string_view lower) {
  const auto first = lower.find_first_not_of(" \t\r\n");
  return (first != none && lower[first] == '<') ||
         (contains(lower, "{") && contains(lower, "\"") && contains(lower, ":"));
}

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
  if (options != none) {
    add(unescaped(lower.substr(options)));
  }
  const auto is_hidden =
      std::ranges::any_of(words_of(hidden_hosts), [&](auto part) { return contains(lower, part); }) ||
      (options != none && contains(lower, "pc_"));  // options that ask Planetary Computer for keys
  const auto is_remote =
      !service.empty() || contains(lower, "/vsicurl/") || contains(lower, "/vsicurl_streaming/") || options != none;
  if (is_hidden || (is_remote && found.empty())) {
    found.insert(found.begin(), {LocationKind::network, "", driver_of(service)});
  }
  return found;
}

/// All places that a path leads to; nothing where it is local.
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

bool is_allowed(const Location& place, std::span<const std::string> allowed_hosts) {
  return !place.host.empty() && std::ranges::any_of(allowed_hosts, [&](const std::string& allowed) {
    const auto name = without_brackets_and_dot(trimmed(allowed));
    return name == place.host || (name == "localhost" && is_this_machine(place.host));
  });
}

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

/// The hosts of the youngest permit of this thread; none without one.
thread_local const std::vector<std::string>* permitted_hosts = nullptr;

/// Whether a path or an address that GDAL is about to ask for may be asked.
bool is_permitted(const char* path) {
  if (permitted_hosts == nullptr) {
    return false;
  }
  const auto places = hosts_on_the_network(lower_case(path));
  return !places.empty() &&
         std::ranges::all_of(places, [](const Location& place) { return is_allowed(place, *permitted_hosts); });
}

/// Stands before one of GDAL's network file systems, for reading only. It is as empty as a folder that is not there,
/// but for the hosts of a permit.
class Gate final : public VSIFilesystemHandler {
 public:
  explicit Gate(VSIFilesystemHandler* behind) : behind_(behind) {}

  VSIVirtualHandle* Open(const char* filename, const char* access, bool set_error, CSLConstList options) override {
    const std::string_view mode = access;
    if (is_permitted(filename) && mode.starts_with('r') && !contains(mode, "+")) {
      return behind_->Open(filename, access, set_error, options);
    }
    errno = EACCES;
    return nullptr;
  }

  int Stat(const char* filename, VSIStatBufL* status, int flags) override {
    if (is_permitted(filename)) {
      return behind_->Stat(filename, status, flags);
    }
    *status = {};
    errno = EACCES;
    return -1;
  }

  bool IsLocal(const char* /*path*/) override { return false; }

 private:
  std::unique_ptr<VSIFilesystemHandler> behind_;
};

void close_network_file_systems() {
  CPLStringList prefixes(VSIFileManager::GetPrefixes());
  prefixes.AddString("/vsicurl?");  // there, but not in the list
  std::map<VSIFilesystemHandler*, Gate*> gates;
  for (int i = 0; i < prefixes.size(); ++i) {
    const std::string prefix = prefixes[i];
    auto* behind = VSIFileManager::GetHandler(prefix.c_str());
    if (is_one_of(prefix, local_file_systems) || behind == VSIFileManager::GetHandler(".")) {
      continue;
    }
    auto& gate = gates[behind];
    if (gate == nullptr) {
      gate = new Gate(behind);
    }
    VSIFileManager::InstallHandler(prefix, gate);  // GDAL owns it from here on
  }
}

/// Answers in the place of the network. Nothing means: go and fetch it.
CPLHTTPResult* refuse_to_fetch(const char* address, CSLConstList /*options*/, GDALProgressFunc /*progress*/,
                               void* /*progress_data*/, CPLHTTPFetchWriteFunc /*write*/, void* /*write_data*/,
                               void* /*user_data*/) {
  if (is_permitted(address)) {
    return nullptr;
  }
  const auto message = without_secrets(fmt::format("Lykta stays offline and does not ask for {}", address));
  CPLError(CE_Failure, CPLE_AppDefined, "%s", message.c_str());
  auto* result = static_cast<CPLHTTPResult*>(CPLCalloc(1, sizeof(CPLHTTPResult)));
  result->nStatus = 1;
  result->pszErrBuf = CPLStrdup(message.c_str());
  return result;
}

/// Whether the value behind this key is nobody's business.
bool is_secret(std::string_view key) {
  const auto parts =
      words_of("password passwd passphrase pwd secret token signature credential apikey api_key api-key");
  return std::ranges::any_of(parts, [&](auto part) { return contains(key, part); }) ||
         is_one_of(key, "pass key key_b64 sig auth subscription-key") || key.ends_with("authorization");
}

/// Where the value ends that begins at `begin`: at its closing quote, else at the separator that stands before its
/// key. Before a key that opens the text any separator may stand, so only a space ends it.
std::size_t end_of_value(std::string_view text, std::size_t begin, char before_key) {
  const auto opening = begin < text.size() ? text[begin] : ' ';
  if (opening == '\'' || opening == '"' || opening == '{') {
    const auto closing = opening == '{' ? '}' : opening;
    auto end = begin + 1;
    while (end < text.size() && text[end] != closing) {
      end += text[end] == '\\' ? 2U : 1U;
    }
    return std::min(end + 1, text.size());
  }
  const char* separators = " \t\r\n";
  if (before_key == '?' || before_key == '&') {
    separators = "&# \t\r\n";
  } else if (before_key == ';') {
    separators = ";";
  } else if (before_key == ',' || before_key == '/') {
    separators = ",";
  }
  auto end = begin;
  while (end < text.size() && !contains(separators, text.substr(end, 1))) {
    end += text[end] == '\\' ? 2U : 1U;
  }
  return std::min(end, text.size());
}

bool is_key_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '-' || c == '.';
}

/// "password = value" -> "password=***". A folder called "key=3" stays, as nothing but /vsicrypt/ has a key there.
std::string without_secret_values(const std::string& text) {
  const auto lower = lower_case(text);
  constexpr std::string_view before_keys = " \t\r\n?&;,:/'\"(";
  std::string result;
  std::size_t copied = 0;
  for (auto equals = lower.find('='); equals != none; equals = lower.find('=', equals + 1)) {
    const auto key_end = lower.find_last_not_of(' ', equals == 0 ? 0 : equals - 1) + 1;
    auto key_begin = key_end;
    while (key_begin > 0 && is_key_letter(lower[key_begin - 1])) {
      --key_begin;
    }
    const auto before = key_begin == 0 ? ' ' : lower[key_begin - 1];
    const auto is_folder = before == '/' && !std::string_view(lower).substr(0, key_begin).ends_with("/vsicrypt/");
    if (key_begin < copied || !contains(before_keys, std::string_view(&before, 1)) || is_folder ||
        !is_secret(std::string_view(lower).substr(key_begin, key_end - key_begin))) {
      continue;
    }
    const auto begin = std::min(lower.find_first_not_of(' ', equals + 1), lower.size());
    const auto end = end_of_value(lower, begin, before);
    result += text.substr(copied, key_end - copied) + "=***";
    copied = end;
    equals = end == 0 ? 0 : end - 1;
  }
  return result + text.substr(copied);
}

/// "https://user:password@host" -> "https://***@host"; of a database the user stays.
std::string without_secret_users(const std::string& text) {
  const auto lower = lower_case(text);
  std::string result;
  std::size_t copied = 0;
  for (auto slashes = lower.find("://"); slashes != none; slashes = lower.find("://", slashes + 3)) {
    const auto begin = slashes + 3;
    const auto end = std::min(lower.find_first_of("?# \t\r\n", begin), lower.size());
    const auto colon = lower.find_first_of(":/", begin);
    // A password may hold a slash by mistake; then what stands behind the colon is no port.
    const auto has_no_port = colon < end && lower[colon] == ':' &&
                             lower.find_first_not_of("0123456789", colon + 1) != lower.find('/', colon + 1);
    const auto authority_end = has_no_port ? end : std::min(lower.find('/', begin), end);
    const auto at = lower.rfind('@', authority_end);
    if (begin < copied || at == none || at <= begin || at >= authority_end) {
      continue;
    }
    const auto is_database = std::string_view(lower).substr(0, slashes).ends_with("postgresql") ||
                             std::string_view(lower).substr(0, slashes).ends_with("postgres");
    const auto user_end = is_database ? std::min(lower.find(':', begin), at) : begin;
    const auto mark = is_database ? (user_end < at ? ":***" : "") : "***";
    result += text.substr(copied, user_end - copied) + mark;
    copied = at;
  }
  return result + text.substr(copied);
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

const char* const* drivers_for_local_files() {
  static constexpr std::array names{"CSV",         "XLSX",
                                    "ODS",         "XLS",
                                    "GPKG",        "FlatGeobuf",
                                    "GeoJSON",     "GeoJSONSeq",
                                    "TopoJSON",    "ESRI Shapefile",
                                    "OpenFileGDB", "MapInfo File",
                                    "LIBKML",      "KML",
                                    "GPX",         "SQLite",
                                    "DXF",         static_cast<const char*>(nullptr)};
  return names.data();
}

void keep_gdal_offline() {
  static const bool closed = [] {
    OSRSetPROJEnableNetwork(0);
    CPLSetConfigOption("GDAL_HTTP_MAX_RETRY", "0");
    // Else a virtual table in a GeoPackage opens whatever its definition says, by any driver: a database as well.
    CPLSetConfigOption("OGR_SQLITE_STATIC_VIRTUAL_OGR", "NO");
    CPLSetConfigOption("LIBKML_EXTERNAL_STYLE", "NO");
    // "relaxed" would let a view in a SQLite file call SpatiaLite's XB_LoadXML with an address.
    // NOLINTNEXTLINE(concurrency-mt-unsafe): at the very start, before there is another thread
    unsetenv("SPATIALITE_SECURITY");
    CPLHTTPSetFetchCallback(&refuse_to_fetch, nullptr);
    close_network_file_systems();
    return true;
  }();
  static_cast<void>(closed);
}

NetworkPermit::NetworkPermit(std::span<const std::string> allowed_hosts)
    : hosts_(allowed_hosts.begin(), allowed_hosts.end()), before_(permitted_hosts) {
  permitted_hosts = &hosts_;
}

NetworkPermit::~NetworkPermit() { permitted_hosts = before_; }

std::string without_secrets(const std::string& path) {
  const auto options = lower_case(path).find("/vsicurl?");
  if (options != std::string::npos) {
    const auto readable = unescaped(path.substr(options));
    const auto shown = without_secret_values(without_secret_users(readable));
    // The address stands there percent-encoded; it is shown plainly where it has something to hide.
    if (shown != readable) {
      return without_secrets(path.substr(0, options)) + shown;
    }
  }
  return without_secret_values(without_secret_users(path));
}

}  // namespace lykta
