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
///
/// Some drivers report a failure and go on as if nothing were: they drop the end of a file, or one of its rows. So the
/// first failure since the making is kept, whatever is reported later; failures that a younger one sees are its own.
class QuietGdal {
 public:
  QuietGdal();
  ~QuietGdal();
  QuietGdal(const QuietGdal&) = delete;
  QuietGdal& operator=(const QuietGdal&) = delete;
  QuietGdal(QuietGdal&&) = delete;
  QuietGdal& operator=(QuietGdal&&) = delete;

  /// What was reported first, in this thread; empty where nothing failed.
  [[nodiscard]] const std::string& first_failure() const { return first_failure_; }

 private:
  friend void note_failure(const char* message);

  std::string first_failure_;
  QuietGdal* outer_;
};

[[nodiscard]] std::string last_gdal_error();

/// Closes a dataset and throws DataError when closing it lost something (a full disk shows only then).
void close(GDALDatasetUniquePtr dataset, const std::string& path);

}  // namespace lykta
