#include "geo/write/raster_file.hpp"

#include <array>
#include <cassert>
#include <limits>
#include <vector>

#include <cpl_string.h>
#include <fmt/format.h>

#include "engine/error.hpp"
#include "geo/gdal_handle.hpp"
#include "geo/values/text_values.hpp"

namespace lykta {

namespace {

constexpr auto no_data = std::numeric_limits<float>::quiet_NaN();

/// Pixels row by row from the top, as rasters have them; the grid counts its rows from below.
std::vector<float> pixels_of(const StudyGrid& study, std::span<const double> values) {
  const auto columns = study.grid.columns();
  const auto rows = study.grid.rows();
  std::vector<float> pixels(study.grid.size(), no_data);
  for (std::size_t slot = 0; slot < study.size(); ++slot) {
    const auto cell = study.cells[slot];
    const auto row_from_top = rows - 1 - cell / columns;
    pixels[row_from_top * columns + cell % columns] = static_cast<float>(values[slot]);
  }
  return pixels;
}

GDALDatasetUniquePtr in_memory(const StudyGrid& study, std::span<const double> values, const Crs& crs,
                               const RasterDescription& description) {
  auto pixels = pixels_of(study, values);
  const auto columns = static_cast<int>(study.grid.columns());
  const auto rows = static_cast<int>(study.grid.rows());
  auto* memory = GetGDALDriverManager()->GetDriverByName("MEM");
  GDALDatasetUniquePtr dataset(memory->Create("", columns, rows, 1, GDT_Float32, nullptr));
  if (!dataset) {
    throw DataError(
        fmt::format("a raster of {} x {} pixels does not fit in memory: {}", columns, rows, last_gdal_error()));
  }
  const auto box = study.grid.box();
  std::array<double, 6> transform{box.min_x, study.grid.cell_m(), 0, box.max_y, 0, -study.grid.cell_m()};
  dataset->SetGeoTransform(transform.data());
  dataset->SetSpatialRef(&crs.reference());
  dataset->SetMetadataItem("TIFFTAG_IMAGEDESCRIPTION", description.stamp.c_str());
  auto* band = dataset->GetRasterBand(1);
  band->SetNoDataValue(static_cast<double>(no_data));
  band->SetDescription(description.description.c_str());
  band->SetUnitType(description.unit.c_str());
  if (band->RasterIO(GF_Write, 0, 0, columns, rows, pixels.data(), columns, rows, GDT_Float32, 0, 0, nullptr) !=
      CE_None) {
    throw DataError(fmt::format("the raster could not be filled: {}", last_gdal_error()));
  }
  return dataset;
}

}  // namespace

bool has_raster_ending(const std::filesystem::path& path) {
  const auto ending = lower_case(path.extension().string());
  return ending == ".tif" || ending == ".tiff";
}

void write_raster_file(const StudyGrid& study, std::span<const double> values, const Crs& crs,
                       const RasterDescription& description, const std::filesystem::path& path) {
  assert(study.grid.shape() == CellShape::square && values.size() == study.size());
  start_gdal();
  const QuietGdal quiet;
  const auto source = in_memory(study, values, crs, description);
  CPLStringList options;
  options.SetNameValue("COMPRESS", "DEFLATE");
  options.SetNameValue("PREDICTOR", "YES");
  options.SetNameValue("OVERVIEW_RESAMPLING", "AVERAGE");
  auto* driver = GetGDALDriverManager()->GetDriverByName("COG");
  if (driver == nullptr) {
    throw DataError(fmt::format("{}: this GDAL cannot write cloud-optimised GeoTIFF", path.string()));
  }
  GDALDatasetUniquePtr target(driver->CreateCopy(path.c_str(), source.get(), 0, options.List(), nullptr, nullptr));
  if (!target) {
    throw DataError(fmt::format("{}: cannot be written: {}", path.string(), last_gdal_error()));
  }
  close(std::move(target), path.string());
}

}  // namespace lykta
