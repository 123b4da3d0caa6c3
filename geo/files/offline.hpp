// How is GDAL kept from the network?
//
// By the formats that it may open, and by closing its own doors; `geo/files/locations.hpp` says how these walls stand
// together with the look at the path.
#pragma once

#include <span>
#include <string>
#include <vector>

namespace lykta {

/// The drivers that may open files, null-terminated as GDALOpenEx wants it. Left out is what exists to lead elsewhere
/// (VRT, WFS, CSW, OAPIF, GML and GMLAS with their schemas, HTTP, GPSBabel, which starts a program, ...). Of those
/// in it, three follow links that a file holds: GeoJSON (a `crs` of type link), MapInfo (a seamless table, where the
/// path has no folder), SQLite and GeoPackage (VirtualOGR tables); `keep_gdal_offline` stops them.
[[nodiscard]] const char* const* drivers_for_local_files();

/// Call once after GDALAllRegister. From then on GDAL reaches no host but those of a living `NetworkPermit`: neither
/// by its fetching of addresses nor by its network file systems (/vsicurl/ and all that are not known to be local).
/// PROJ fetches no grids; tables inside SQLite files open no other source, by whatever driver; SpatiaLite's functions
/// that read files are off (SPATIALITE_SECURITY is taken out of the environment); nothing is tried again.
void keep_gdal_offline();

/// While it lives, GDAL may reach these hosts from this thread; the one made last counts. The path must have passed
/// `check_allowed` before, since PostgreSQL needs no permit. A host may redirect to another one: that is followed.
class NetworkPermit {
 public:
  explicit NetworkPermit(std::span<const std::string> allowed_hosts);
  ~NetworkPermit();
  NetworkPermit(const NetworkPermit&) = delete;
  NetworkPermit& operator=(const NetworkPermit&) = delete;
  NetworkPermit(NetworkPermit&&) = delete;
  NetworkPermit& operator=(NetworkPermit&&) = delete;

 private:
  std::vector<std::string> hosts_;
  const std::vector<std::string>* before_;
};

}  // namespace lykta
