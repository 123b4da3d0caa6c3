#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <limits>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/error.hpp"
#include "geo/gdal/gdal_handle.hpp"
#include "geo/write/raster_file.hpp"
#include "tests/catch.hpp"
#include "tests/geo/scratch.hpp"

namespace lykta::tests_of_raster_file {
namespace {

using Catch::Contains;
using test::failure;
using test::Scratch;

const RasterDescription kernel_density{{{"Kernel density", "events/km2"}}, "INTERNAL ONLY"};

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

constexpr auto missing = std::numeric_limits<float>::quiet_NaN();
constexpr RasterFrame small_frame{.left = 500, .bottom = 7000, .cell_m = 100, .columns = 3, .rows = 4};

std::vector<float> pixels_of(GDALRasterBand& band) {
  const auto columns = band.GetXSize();
  const auto rows = band.GetYSize();
  std::vector<float> pixels(static_cast<std::size_t>(columns) * static_cast<std::size_t>(rows));
  REQUIRE(band.RasterIO(GF_Read, 0, 0, columns, rows, pixels.data(), columns, rows, GDT_Float32, 0, 0, nullptr) ==
          CE_None);
  return pixels;
}

std::array<double, 6> transform_of(GDALDataset& dataset) {
  std::array<double, 6> transform{};
  REQUIRE(dataset.GetGeoTransform(transform.data()) == CE_None);
  return transform;
}

/// Values that do not repeat, with single pixels and a whole corner that have none.
std::vector<float> uneven(const RasterFrame& frame) {
  std::vector<float> values(frame.columns * frame.rows);
  for (std::size_t i = 0; i < values.size(); ++i) {
    const auto in_corner = i / frame.columns < 200 && i % frame.columns < 300;
    values[i] = in_corner || i % 97 == 0 ? missing : static_cast<float>(std::sin(static_cast<double>(i)));
  }
  return values;
}

/// The mean of the pixels with a value under one pixel of the next level.
float mean_below(const std::vector<float>& below, int columns, int rows, int column, int row) {
  double sum = 0;
  int valid = 0;
  for (int y = 2 * row; y < std::min(2 * row + 2, rows); ++y) {
    for (int x = 2 * column; x < std::min(2 * column + 2, columns); ++x) {
      const auto pixel = below[static_cast<std::size_t>(y * columns + x)];
      sum += std::isnan(pixel) ? 0 : static_cast<double>(pixel);
      valid += std::isnan(pixel) ? 0 : 1;
    }
  }
  return valid == 0 ? missing : static_cast<float>(sum / valid);
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

TEST_CASE("Rows come in strips from below in any order, and those that never come have no value") {
  const Scratch scratch;
  for (const std::size_t in_memory : {0U, 1000U}) {
    RasterWriter writer(small_frame, Crs::parse("EPSG:3006"), kernel_density, scratch.path("a.tif"),
                        {.pixels_in_memory = in_memory});
    writer.write_rows(0, 3, std::vector<double>{30, 31, 32});
    writer.write_rows(0, 0, std::vector<float>{0, 1, 2, 10, 11, missing});
    writer.finish();
    const auto dataset = open(scratch.path("a.tif"));
    const auto pixels = pixels_of(*dataset->GetRasterBand(1));
    REQUIRE(pixels.size() == 12);
    CHECK(std::vector(pixels.begin(), pixels.begin() + 3) == std::vector<float>{30, 31, 32});
    CHECK(std::isnan(pixels[3]));
    CHECK(std::isnan(pixels[5]));
    CHECK(std::vector(pixels.begin() + 6, pixels.begin() + 8) == std::vector<float>{10, 11});
    CHECK(std::isnan(pixels[8]));
    CHECK(std::vector(pixels.begin() + 9, pixels.end()) == std::vector<float>{0, 1, 2});
    CHECK(transform_of(*dataset) == std::array<double, 6>{500, 100, 0, 7400, 0, -100});
    CHECK(scratch.entries() == 1);
  }
}

TEST_CASE("Bands have their own names and units, and each stands by itself in the file") {
  const Scratch scratch;
  const RasterDescription three{
      {{"Mon 00", "events/km2"}, {"Mon 01", "events/km2"}, {"p", ""}}, "INTERNAL ONLY", {{"BANDWIDTH_M", "300"}}};
  for (const std::size_t in_memory : {0U, 1000U}) {
    {
      RasterWriter writer(small_frame, Crs::parse("EPSG:3006"), three, scratch.path("a.tif"),
                          {.pixels_in_memory = in_memory});
      for (const std::size_t band : {2U, 0U, 1U}) {
        writer.write_rows(band, 0, std::vector<float>(12, static_cast<float>(band)));
      }
      writer.finish();
    }
    const auto dataset = open(scratch.path("a.tif"));
    REQUIRE(dataset->GetRasterCount() == 3);
    for (int band = 0; band < 3; ++band) {
      CHECK(pixels_of(*dataset->GetRasterBand(band + 1)) == std::vector<float>(12, static_cast<float>(band)));
    }
    CHECK(std::string(dataset->GetRasterBand(2)->GetDescription()) == "Mon 01");
    CHECK(std::string(dataset->GetRasterBand(2)->GetUnitType()) == "events/km2");
    CHECK(std::string(dataset->GetRasterBand(3)->GetDescription()) == "p");
    CHECK(std::string(dataset->GetRasterBand(3)->GetUnitType()).empty());
    REQUIRE(dataset->GetMetadataItem("BANDWIDTH_M") != nullptr);
    CHECK(std::string(dataset->GetMetadataItem("BANDWIDTH_M")) == "300");
    CHECK(std::string(dataset->GetMetadataItem("INTERLEAVE", "IMAGE_STRUCTURE")) == "BAND");
  }
}

TEST_CASE("The file is the same through memory or disk, with any strips and any number of threads") {
  const Scratch scratch;
  const RasterFrame frame{.left = 0, .bottom = 0, .cell_m = 10, .columns = 1301, .rows = 1539};
  const auto values = uneven(frame);
  const RasterDescription two{{{"a", "m"}, {"b", "m"}}, ""};
  const auto write = [&](const std::string& name, std::size_t rows_at_once, const RasterLimits& limits) {
    RasterWriter writer(frame, Crs::parse("EPSG:3006"), two, scratch.path(name), limits);
    for (std::size_t row = 0; row < frame.rows; row += rows_at_once) {
      const auto rows = std::min(rows_at_once, frame.rows - row);
      const auto strip = std::span(values).subspan(row * frame.columns, rows * frame.columns);
      writer.write_rows(0, row, strip);
      writer.write_rows(1, row, strip);
    }
    writer.finish();
    return test::bytes_of(scratch.path(name));
  };
  const auto expected = write("a.tif", frame.rows, {.threads = 1});
  CHECK(write("b.tif", 100, {.threads = 2}) == expected);
  CHECK(write("c.tif", 1, {.threads = 5}) == expected);
  CHECK(write("d.tif", 512, {.pixels_in_memory = 2 * values.size() - 1, .threads = 2}) == expected);
  CHECK(write("e.tif", 700, {.pixels_in_memory = 0}) == expected);
}

TEST_CASE("An overview's pixel is the mean of those below it that have a value, also at odd rims") {
  const Scratch scratch;
  const RasterFrame frame{.left = 0, .bottom = 0, .cell_m = 10, .columns = 1301, .rows = 1539};
  const auto values = uneven(frame);
  {
    RasterWriter writer(frame, Crs::parse("EPSG:3006"), kernel_density, scratch.path("a.tif"));
    writer.write_rows(0, 0, std::span(values));
    writer.finish();
  }
  const auto dataset = open(scratch.path("a.tif"));
  auto* band = dataset->GetRasterBand(1);
  REQUIRE(band->GetOverviewCount() == 2);
  auto below = pixels_of(*band);
  auto columns_below = band->GetXSize();
  auto rows_below = band->GetYSize();
  for (int level = 0; level < 2; ++level) {
    auto* overview = band->GetOverview(level);
    REQUIRE(overview->GetXSize() == (columns_below + 1) / 2);
    REQUIRE(overview->GetYSize() == (rows_below + 1) / 2);
    const auto pixels = pixels_of(*overview);
    std::size_t wrong = 0;
    for (int row = 0; row < overview->GetYSize(); ++row) {
      for (int column = 0; column < overview->GetXSize(); ++column) {
        const auto pixel = pixels[static_cast<std::size_t>(row * overview->GetXSize() + column)];
        const auto mean = mean_below(below, columns_below, rows_below, column, row);
        wrong += pixel == mean || (std::isnan(pixel) && std::isnan(mean)) ? 0U : 1U;
      }
    }
    CHECK(wrong == 0);
    below = pixels;
    columns_below = overview->GetXSize();
    rows_below = overview->GetYSize();
  }
}

TEST_CASE("A raster that is not finished leaves nothing") {
  const Scratch scratch;
  for (const std::size_t in_memory : {0U, 1000U}) {
    {
      RasterWriter writer(small_frame, Crs::parse("EPSG:3006"), kernel_density, scratch.path("a.tif"),
                          {.pixels_in_memory = in_memory});
      writer.write_rows(0, 0, std::vector<double>(12, 1.0));
    }
    CHECK(scratch.entries() == 0);
    {
      RasterWriter writer(small_frame, Crs::parse("EPSG:3006"), kernel_density, scratch.path("a.tif"),
                          {.pixels_in_memory = in_memory});
      CHECK_THROWS_AS(writer.finish([](std::string_view, double) { return false; }), Cancelled);
    }
    CHECK(scratch.entries() == 0);
    {
      RasterWriter writer(small_frame, Crs::parse("EPSG:3006"), kernel_density, scratch.path("a.tif"),
                          {.pixels_in_memory = in_memory});
      CHECK_THROWS_AS(writer.finish([](std::string_view stage, double) { return stage != "writing raster"; }),
                      Cancelled);
    }
    CHECK(scratch.entries() == 0);
  }
}

TEST_CASE("A raster that goes through the disk is refused when that is full, and leaves nothing") {
  const Scratch scratch;
  const RasterFrame frame{.left = 0, .bottom = 0, .cell_m = 10, .columns = 1301, .rows = 1539};
  const auto values = uneven(frame);
  // Room for neither of the files, or for the temporary one and not for all of the output and its overviews.
  for (const rlim_t room : {10'000U, 8'000'000U}) {
    std::string message;
    {
      const test::FullDisk full(room);
      message = failure<DataError>([&] {
        RasterWriter writer(frame, Crs::parse("EPSG:3006"), kernel_density, scratch.path("a.tif"),
                            {.pixels_in_memory = 0});
        writer.write_rows(0, 0, std::span(values));
        writer.finish();
      });
    }
    CAPTURE(room);
    CHECK_THAT(message, Contains(scratch.path("a.tif")));
    CHECK(scratch.entries() == 0);
  }
}

TEST_CASE("A grid of squares is the frame of its raster") {
  const auto frame = frame_of(triangle().grid);
  CHECK(frame.left == 517500);
  CHECK(frame.bottom == 6229100);
  CHECK(frame.cell_m == 100);
  CHECK(frame.columns == 3);
  CHECK(frame.rows == 2);
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

}  // namespace lykta::tests_of_raster_file
