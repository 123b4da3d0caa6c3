#include "geo/files/offline.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdlib>
#include <map>
#include <memory>
#include <set>
#include <string_view>
#include <utility>

#include <cpl_conv.h>
#include <cpl_http.h>
#include <cpl_string.h>
#include <cpl_vsi_virtual.h>
#include <fmt/format.h>
#include <ogr_srs_api.h>

#include "engine/base/error.hpp"
#include "geo/files/path_places.hpp"
#include "geo/files/path_words.hpp"
#include "geo/files/secrets.hpp"
#include "geo/values/text_values.hpp"

namespace lykta {

namespace {

/// File systems of GDAL that read from this machine, or from another file system, which is looked at in its turn.
constexpr std::string_view local_file_systems =
    "/vsimem/ /vsizip/ /vsitar/ /vsigzip/ /vsi7z/ /vsirar/ /vsisubfile/ /vsisparse/ /vsicrypt/ /vsistdin/ /vsistdin? "
    "/vsistdout/ /vsistdout_redirect/";

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

/// A handle of GDAL's, which newer versions hand over as a smart pointer.
using Opened = decltype(std::declval<VSIFilesystemHandler&>().Open("", "", false, nullptr));

/// Stands before GDAL's network file systems, for reading only. They are as empty as a folder that is not there, but for
/// the hosts of a permit.
class Gate final : public VSIFilesystemHandler {
 public:
  explicit Gate(std::map<std::string, VSIFilesystemHandler*> behind) : behind_(std::move(behind)) {}

  Opened Open(const char* filename, const char* access, bool set_error, CSLConstList options) override {
    const std::string_view mode = access;
    auto* const behind = behind_of(filename);
    if (behind != nullptr && is_permitted(filename) && mode.starts_with('r') && !contains(mode, "+")) {
      return behind->Open(filename, access, set_error, options);
    }
    errno = EACCES;
    return nullptr;
  }

  int Stat(const char* filename, VSIStatBufL* status, int flags) override {
    auto* const behind = behind_of(filename);
    if (behind != nullptr && is_permitted(filename)) {
      return behind->Stat(filename, status, flags);
    }
    *status = {};
    errno = EACCES;
    return -1;
  }

  // One of the two answers GDAL, the other is of versions where this was not yet, or is no longer, const.
  // NOLINTBEGIN(modernize-use-override,cppcoreguidelines-explicit-virtual-functions)
  bool IsLocal(const char* /*path*/) { return false; }
  bool IsLocal(const char* /*path*/) const { return false; }
  // NOLINTEND(modernize-use-override,cppcoreguidelines-explicit-virtual-functions)

 private:
  [[nodiscard]] VSIFilesystemHandler* behind_of(std::string_view path) const {
    VSIFilesystemHandler* found = nullptr;
    for (const auto& [prefix, behind] : behind_) {
      if (path.starts_with(prefix)) {
        found = behind;  // the longest comes last
      }
    }
    return found;
  }

  /// By what their paths begin with; GDAL goes on owning them.
  std::map<std::string, VSIFilesystemHandler*> behind_;
};

std::map<std::string, VSIFilesystemHandler*> network_file_systems() {
  CPLStringList prefixes(VSIFileManager::GetPrefixes());
  prefixes.AddString("/vsicurl?");  // there, but not in the list
  std::map<std::string, VSIFilesystemHandler*> found;
  for (int i = 0; i < prefixes.size(); ++i) {
    const std::string prefix = prefixes[i];
    auto* const handler = VSIFileManager::GetHandler(prefix.c_str());
    if (!is_in_list(prefix, local_file_systems) && handler != VSIFileManager::GetHandler(".")) {
      found.emplace(prefix, handler);
    }
  }
  return found;
}

/// GDAL owns the gate from here on.
template <typename Manager>
void install(const std::set<std::string>& doors, std::unique_ptr<Gate> gate) {
  if constexpr (requires { Manager::InstallHandler("", std::shared_ptr<VSIFilesystemHandler>()); }) {
    const std::shared_ptr<VSIFilesystemHandler> shared(std::move(gate));
    for (const auto& door : doors) {
      Manager::InstallHandler(door, shared);
    }
  } else {
    auto* const owned = gate.release();
    for (const auto& door : doors) {
      Manager::InstallHandler(door, owned);
    }
  }
}

/// GDAL takes the first file system, in the order of the alphabet, whose prefix fits. So a gate at "/vsicurl" stands before
/// "/vsicurl/", which stays where it is: a version that keeps it by a shared pointer would end it with its place.
void close_network_file_systems() {
  const auto behind = network_file_systems();
  std::set<std::string> doors;
  for (const auto& [prefix, handler] : behind) {
    doors.insert(prefix.substr(0, prefix.size() - 1));
  }
  auto gate = std::make_unique<Gate>(behind);
  const VSIFilesystemHandler* const closed = gate.get();
  install<VSIFileManager>(doors, std::move(gate));
  for (const auto& [prefix, handler] : behind) {
    if (VSIFileManager::GetHandler((prefix + "x").c_str()) != closed) {
      throw DataError(fmt::format("this version of GDAL cannot be kept from the network: {} stays open", prefix));
    }
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

}  // namespace

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

}  // namespace lykta
