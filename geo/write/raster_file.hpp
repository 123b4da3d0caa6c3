// A surface into a cloud-optimised GeoTIFF.
#pragma once

#include <filesystem>
#include <span>
#include <string>

#include "engine/space/study_grid.hpp"
#include "geo/crs.hpp"

namespace lykta {

struct RasterDescription {
  std::string description;  ///< of the band
  std::string unit;         ///< "events/km2"
  std::string stamp;        ///< who may see it; goes into the metadata
};

/// Writes one value per slot of a study grid of squares as float32; pixels outside the study area are NaN and
/// declared as nodata. The path must end in .tif or .tiff.
void write_raster_file(const StudyGrid& study, std::span<const double> values, const Crs& crs,
                       const RasterDescription& description, const std::filesystem::path& path);

/// Whether the ending is that of a raster.
[[nodiscard]] bool has_raster_ending(const std::filesystem::path& path);

}  // namespace lykta
