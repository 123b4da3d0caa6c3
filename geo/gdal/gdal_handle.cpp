#include "geo/gdal/gdal_handle.hpp"

#include <cerrno>

#include <cpl_error.h>

#include "geo/files/locations.hpp"
#include "geo/gdal/gdal_errno.hpp"
#include "geo/gdal/write_failure.hpp"

namespace lykta {

void start_gdal() {
  static const bool started = [] {
    GDALAllRegister();
    keep_gdal_offline();
    // The library decides about axis order itself (see crs.hpp); a user's environment must not change the numbers.
    CPLSetConfigOption("OGR_CT_FORCE_TRADITIONAL_GIS_ORDER", "NO");
    return true;
  }();
  static_cast<void>(started);
}

QuietGdal::QuietGdal() {
  CPLErrorReset();
  forget_errno();
  CPLPushErrorHandler(keep_errno);
}

QuietGdal::~QuietGdal() { CPLPopErrorHandler(); }

std::string last_gdal_error() { return CPLGetLastErrorMsg(); }

void close(GDALDatasetUniquePtr dataset, const std::string& path) {
  const QuietGdal quiet;
  errno = 0;
  dataset->FlushCache(true);
  dataset.reset();
  if (CPLGetLastErrorType() >= CE_Failure) {
    throw write_failure(path, last_gdal_error(), last_gdal_errno());
  }
}

}  // namespace lykta
