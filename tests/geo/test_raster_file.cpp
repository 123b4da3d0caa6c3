#include <array>
#include <cmath>

#include <catch2/catch.hpp>

#include "engine/error.hpp"
#include "geo/gdal_handle.hpp"
#include "geo/write/raster_file.hpp"
#include "tests/geo/scratch.hpp"

namespace lykta {
namespace {

using Catch::Contains;
using test::failure;
using test::Scratch;

const RasterDescription kernel_density{"Kernel density", "events/km2", "INTERNAL ONLY"};

/// Three columns by two rows of 100 m cells; the study area is a triangle that leaves the upper left cell out.
StudyGrid triangle() {
  return cover(Area{{{{517510, 6229110}, {517790, 6229110}, {517790, 6229290}}}}, CellShape::square, 100);
}

GDALDatasetUniquePtr open(const std::string& path) {
  start_gdal();
  GDALDatasetUniquePtr dataset(GDALDataset::Open(path.c_str(), GDAL_OF_RASTER | GDAL_OF_VERBOSE_ERROR));
  REQUIRE(dataset);
  return dataset;
}

}  // namespace

TEST_CASE("Each cell is a pixel at its place, and cells outside the study area have no value") {
  const Scratch scratch;
  const auto study = triangle();
  // Its long side crosses from the lower to the upper row 150 m from the left edge: the first cell of the upper row is
  // outside.
  REQUIRE(study.grid.columns() == 3);
  REQUIRE(study.grid.rows() == 2);
  REQUIRE(study.size() == 5);
  write_raster_file(study, std::vector<double>{1, 2, 3.5, 0, 6}, Crs::parse("EPSG:3006"), kernel_density,
                    scratch.path("a.tif"));
  const auto dataset = open(scratch.path("a.tif"));
  REQUIRE(dataset->GetRasterCount() == 1);
  auto* band = dataset->GetRasterBand(1);
  REQUIRE(band->GetXSize() == 3);
  REQUIRE(band->GetYSize() == 2);
  std::array<float, 6> pixels{};
  REQUIRE(band->RasterIO(GF_Read, 0, 0, 3, 2, pixels.data(), 3, 2, GDT_Float32, 0, 0, nullptr) == CE_None);
  // From the top: the upper row is outside, 0, 6; the lower 1, 2, 3.5.
  CHECK(std::isnan(pixels[0]));
  CHECK(pixels[1] == 0);
  CHECK(pixels[2] == 6);
  CHECK(pixels[3] == 1);
  CHECK(pixels[4] == 2);
  CHECK(pixels[5] == 3.5F);
}

TEST_CASE("The raster knows where it lies, its unit, its missing value and who may see it") {
  const Scratch scratch;
  const auto study = triangle();
  write_raster_file(study, std::vector<double>(study.size(), 1.0), Crs::parse("EPSG:3006"), kernel_density,
                    scratch.path("a.tif"));
  const auto dataset = open(scratch.path("a.tif"));
  std::array<double, 6> transform{};
  REQUIRE(dataset->GetGeoTransform(transform.data()) == CE_None);
  CHECK(transform == std::array<double, 6>{517500, 100, 0, 6229300, 0, -100});
  REQUIRE(dataset->GetSpatialRef() != nullptr);
  CHECK(Crs(*dataset->GetSpatialRef()).id() == "EPSG:3006");
  auto* band = dataset->GetRasterBand(1);
  CHECK(band->GetRasterDataType() == GDT_Float32);
  CHECK(std::string(band->GetUnitType()) == "events/km2");
  CHECK(std::string(band->GetDescription()) == "Kernel density");
  int has_no_data = 0;
  CHECK(std::isnan(band->GetNoDataValue(&has_no_data)));
  CHECK(has_no_data != 0);
  REQUIRE(dataset->GetMetadataItem("TIFFTAG_IMAGEDESCRIPTION") != nullptr);
  CHECK(std::string(dataset->GetMetadataItem("TIFFTAG_IMAGEDESCRIPTION")) == "INTERNAL ONLY");
  REQUIRE(dataset->GetMetadataItem("LAYOUT", "IMAGE_STRUCTURE") != nullptr);
  CHECK(std::string(dataset->GetMetadataItem("LAYOUT", "IMAGE_STRUCTURE")) == "COG");
}

TEST_CASE("A large raster has overviews, and they keep the mean") {
  const Scratch scratch;
  const auto study = cover(rectangle({0, 0, 109990, 69990}), CellShape::square, 100);
  std::vector<double> values;
  for (std::size_t slot = 0; slot < study.size(); ++slot) {
    values.push_back(slot % 2 == 0 ? 0 : 2);
  }
  write_raster_file(study, values, Crs::parse("EPSG:3006"), kernel_density, scratch.path("a.tif"));
  const auto dataset = open(scratch.path("a.tif"));
  auto* band = dataset->GetRasterBand(1);
  REQUIRE(band->GetOverviewCount() > 0);
  float pixel = -1;
  REQUIRE(band->GetOverview(0)->RasterIO(GF_Read, 5, 5, 1, 1, &pixel, 1, 1, GDT_Float32, 0, 0, nullptr) == CE_None);
  CHECK(pixel == 1);
}

TEST_CASE("A raster that does not fit on the disk is refused") {
  const Scratch scratch;
  const auto study = cover(rectangle({0, 0, 19990, 19990}), CellShape::square, 100);
  std::vector<double> values(study.size());
  for (std::size_t slot = 0; slot < values.size(); ++slot) {
    values[slot] = std::sin(static_cast<double>(slot));
  }
  std::string message;
  {
    const test::FullDisk full(12000);
    message = failure<DataError>(
        [&] { write_raster_file(study, values, Crs::parse("EPSG:3006"), kernel_density, scratch.path("a.tif")); });
  }
  CHECK_THAT(message, Contains(scratch.path("a.tif")));
}

TEST_CASE("The same values give the same bytes") {
  const Scratch scratch;
  const auto study = triangle();
  for (const auto* name : {"a.tif", "b.tif"}) {
    write_raster_file(study, std::vector<double>(study.size(), 1.0), Crs::parse("EPSG:3006"), kernel_density,
                      scratch.path(name));
  }
  CHECK(test::bytes_of(scratch.path("a.tif")) == test::bytes_of(scratch.path("b.tif")));
}

TEST_CASE("A raster that cannot be written is refused by name, and its ending is known whatever its capitals") {
  const Scratch scratch;
  const auto study = triangle();
  const auto path = scratch.path("missing/a.tif");
  CHECK_THAT(failure<DataError>([&] {
               write_raster_file(study, std::vector<double>(study.size(), 1.0), Crs::parse("EPSG:3006"), kernel_density,
                                 path);
             }),
             Contains(path));
  CHECK(has_raster_ending("a.tif"));
  CHECK(has_raster_ending("a.TIFF"));
  CHECK_FALSE(has_raster_ending("a.tif.gpkg"));
  CHECK_FALSE(has_raster_ending("tif"));
}

}  // namespace lykta
