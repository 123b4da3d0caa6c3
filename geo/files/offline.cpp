#include "geo/files/offline.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdlib>
#include <map>
#include <memory>
#include <string_view>

#include <cpl_conv.h>
#include <cpl_http.h>
#include <cpl_string.h>
#include <cpl_vsi_virtual.h>
#include <fmt/format.h>
#include <ogr_srs_api.h>

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
    if (is_in_list(prefix, local_file_systems) || behind == VSIFileManager::GetHandler(".")) {
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
