// Which layers does a source of OGR hold, and which one is read?
#pragma once

#include <span>
#include <string>
#include <vector>

#include <cpl_conv.h>
#include <gdal_priv.h>

#include "geo/gdal/gdal_handle.hpp"

namespace lykta {

/// While it lives OGR hands over the texts of Shapefiles as they are: which encoding a file states is not to be trusted, and
/// what it says is lost once the texts are turned. OGR looks at this when a layer is opened.
class TextsAsTheyAre {
 public:
  TextsAsTheyAre() { CPLSetThreadLocalConfigOption(option, ""); }
  ~TextsAsTheyAre() { CPLSetThreadLocalConfigOption(option, nullptr); }
  TextsAsTheyAre(const TextsAsTheyAre&) = delete;
  TextsAsTheyAre& operator=(const TextsAsTheyAre&) = delete;
  TextsAsTheyAre(TextsAsTheyAre&&) = delete;
  TextsAsTheyAre& operator=(TextsAsTheyAre&&) = delete;

 private:
  static constexpr const char* option = "SHAPE_ENCODING";
};

/// Some drivers report a failure and go on: the end of a file, or one of its rows, is missing then. Throws DataError, which
/// begins with `shown`, for what was reported first.
void refuse_failure(const QuietGdal& quiet, const std::string& shown);

/// Opens a path that OGR knows. Throws DataError: no such file, no format that is read (with the way out where there is
/// one), a failure that OGR reports although it goes on; InvalidOption for a place that is not allowed (see locations.hpp).
[[nodiscard]] GDALDatasetUniquePtr open_layers(const std::string& path, std::span<const std::string> allowed_hosts);

[[nodiscard]] std::vector<std::string> names_of_layers(GDALDataset& dataset);

/// The layer that is named, or the only one; of an old workbook the first sheet. Throws DataError: no layer, none of this name
/// (they are listed), several and none named (they are listed with their rows).
[[nodiscard]] OGRLayer& choose_layer(GDALDataset& dataset, const std::string& path, const std::string& wanted);

}  // namespace lykta
