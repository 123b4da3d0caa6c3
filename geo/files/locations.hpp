// Where does a path of the configuration lead, and may Lykta go there?
//
// Lykta is offline unless told otherwise. Three walls stand behind each other, since none of them holds alone:
// `check_allowed` looks at the path, `drivers_for_local_files` leaves out the formats that exist to follow links, and
// `keep_gdal_offline` closes GDAL's own doors, since plain formats can hold links too. PostgreSQL goes by its own
// library past the third wall; it is held by the first two.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "geo/files/offline.hpp"
#include "geo/files/secrets.hpp"

namespace lykta {

enum class LocationKind : std::uint8_t { local_file, network, database };

/// Where a path leads; of several hosts the first one.
struct Location {
  LocationKind kind = LocationKind::local_file;
  /// Of network and database, in lower case, without port. A database on this machine that names no host (a unix
  /// socket) is on "localhost". Empty where the path does not tell: an object store, `service=` of PostgreSQL.
  std::string host;
  /// The only driver of GDAL that should open it ("PostgreSQL", "WFS"); empty: those of `drivers_for_local_files`.
  std::string driver_hint;
};

/// Looks at the text of the path only, and for PostgreSQL without a host at PGHOST, PGHOSTADDR and PGSERVICE.
/// In doubt it is no local file: links are found anywhere in the path, in upper case too, whatever stands around them.
/// Throws InvalidOption when the path is no path but the text of a file (GeoJSON, XML), which GDAL would read.
[[nodiscard]] Location location_of(const std::string& path);

/// Throws InvalidOption naming the host and the key to set, `[network] allow = ["host"]`, unless every host of the
/// network or of a database in the path is allowed. What is on this machine ("127.0.0.1", "::1", a unix socket) is
/// also allowed by "localhost". A host that the path does not tell is never allowed.
void check_allowed(const std::string& path, std::span<const std::string> allowed_hosts);

}  // namespace lykta
