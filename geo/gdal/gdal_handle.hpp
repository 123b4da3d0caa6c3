// GDAL and OGR objects that close themselves, and GDAL's messages as values instead of lines on the terminal.
#pragma once

#include <memory>
#include <string>

#include <gdal_priv.h>
#include <ogrsf_frmts.h>

namespace lykta {

/// Call once before anything else of GDAL: registers the formats and keeps GDAL and PROJ off the network.
void start_gdal();

/// While it lives GDAL prints nothing; the last error stays readable through `last_gdal_error`.
class QuietGdal {
 public:
  QuietGdal();
  ~QuietGdal();
  QuietGdal(const QuietGdal&) = delete;
  QuietGdal& operator=(const QuietGdal&) = delete;
  QuietGdal(QuietGdal&&) = delete;
  QuietGdal& operator=(QuietGdal&&) = delete;
};

[[nodiscard]] std::string last_gdal_error();

/// Closes a dataset and throws DataError when closing it lost something (a full disk shows only then).
void close(GDALDatasetUniquePtr dataset, const std::string& path);

}  // namespace lykta
