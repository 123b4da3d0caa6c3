#include "geo/gdal/gdal_handle.hpp"

#include <cerrno>

#include <cpl_error.h>

#include "geo/files/locations.hpp"
#include "geo/gdal/gdal_errno.hpp"
#include "geo/gdal/write_failure.hpp"

namespace lykta {

namespace {

thread_local QuietGdal* innermost_quiet = nullptr;

}  // namespace

void note_failure(const char* message) {
  if (innermost_quiet != nullptr && innermost_quiet->first_failure_.empty()) {
    innermost_quiet->first_failure_ = message != nullptr && *message != '\0' ? message : "an error without a name";
  }
}

namespace {

void CPL_STDCALL keep_failure(CPLErr kind, CPLErrorNum number, const char* message) {
  keep_errno(kind, number, message);
  if (kind >= CE_Failure) {
    note_failure(message);
  }
}

}  // namespace

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

QuietGdal::QuietGdal() : outer_(innermost_quiet) {
  CPLErrorReset();
  forget_errno();
  innermost_quiet = this;
  CPLPushErrorHandler(keep_failure);
}

QuietGdal::~QuietGdal() {
  CPLPopErrorHandler();
  innermost_quiet = outer_;
}

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
