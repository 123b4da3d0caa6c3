#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <random>
#include <span>
#include <string>
#include <vector>

#include "engine/base/error.hpp"
#include "geo/write/contours.hpp"
#include "geo/write/vector_file.hpp"
#include "tests/catch.hpp"
#include "tests/geo/scratch.hpp"

namespace lykta::tests_of_contours {
namespace {

using test::near;
using test::Scratch;

constexpr auto missing = std::numeric_limits<double>::quiet_NaN();
const ContourText text{.name = "bands", .title = "Density", .description = "Bands of density", .unit = "events/km2"};

LevelSurface surface_of(const std::vector<double>& values, std::size_t columns) {
  return {
      .values = values, .columns = columns, .rows = values.size() / columns, .low = {517500, 6229100}, .cell_m = 100};
}

/// Smooth hills with rough ground on them, and ponds without a value.
std::vector<double> hills(std::size_t columns, std::size_t rows) {
  std::mt19937 random(7);
  std::vector<double> values;
  for (std::size_t i = 0; i < columns * rows; ++i) {
    const auto x = static_cast<double>(i % columns);
    const auto y = static_cast<double>(i / columns);
    const auto rough = static_cast<double>(random() % 1000) / 1000;
    const auto height = 5 + 3 * std::sin(x / 9) * std::cos(y / 7) + rough;
    values.push_back(std::hypot(std::fmod(x, 40) - 20, std::fmod(y, 50) - 25) < 6 ? missing : height);
  }
  return values;
}

GDALDatasetUniquePtr open(const std::string& path) {
  start_gdal();
  GDALDatasetUniquePtr dataset(GDALDataset::Open(path.c_str(), GDAL_OF_VECTOR | GDAL_OF_VERBOSE_ERROR));
  REQUIRE(dataset);
  return dataset;
}

double area_of_all(OGRLayer& layer) {
  double sum = 0;
  for (const auto& feature : layer) {
    auto* geometry = feature->GetGeometryRef();
    CHECK(geometry->IsValid() != 0);
    sum += OGR_G_Area(OGRGeometry::ToHandle(geometry));
  }
  return sum;
}

}  // namespace

TEST_CASE("Polygons of bands are valid as GEOS sees it and fill the cells that have a value") {
  const auto values = hills(150, 130);
  const auto valid = std::ranges::count_if(values, [](double value) { return !std::isnan(value); });
  double sum = 0;
  std::size_t holes = 0;
  for (const auto& band : level_bands(surface_of(values, 150), std::vector<double>{2.5, 4, 4.5, 5, 5.5, 6, 8})) {
    const auto polygons = polygons_of(band.area);
    CHECK(polygons->IsValid() != 0);
    sum += polygons->toMultiPolygon()->get_Area();
    std::size_t rings = 0;
    for (const auto* polygon : *polygons->toMultiPolygon()) {
      rings += 1 + static_cast<std::size_t>(polygon->getNumInteriorRings());
      holes += static_cast<std::size_t>(polygon->getNumInteriorRings());
    }
    CHECK(rings == band.area.rings.size());
  }
  CHECK(holes > 50);
  CHECK(sum == near(10, 1e4 * static_cast<double>(valid)));
}

TEST_CASE("An island in a hole is a polygon of its own, and the hole stays with the polygon around it") {
  // Rings around each other: 1 outside, 3, 1, and 3 in the middle.
  std::vector<double> values;
  for (int y = -6; y <= 6; ++y) {
    for (int x = -6; x <= 6; ++x) {
      const auto away = std::max(std::abs(x), std::abs(y));
      values.push_back(away == 0 || away == 3 || away == 4 ? 3 : 1);
    }
  }
  const auto bands = level_bands(surface_of(values, 13), std::vector<double>{2});
  const auto polygons = polygons_of(bands[1].area);
  REQUIRE(polygons->toMultiPolygon()->getNumGeometries() == 2);
  CHECK(polygons->IsValid() != 0);
  // The smaller first.
  CHECK(polygons->toMultiPolygon()->getGeometryRef(0)->getNumInteriorRings() == 0);
  CHECK(polygons->toMultiPolygon()->getGeometryRef(1)->getNumInteriorRings() == 1);
}

TEST_CASE("Bands are written to any vector format, each as one feature with its limits") {
  const Scratch scratch;
  const auto values = hills(80, 60);
  const std::vector<double> levels{3, 4, 5, 6, 7};
  const auto surface = surface_of(values, 80);
  const auto valid = std::ranges::count_if(values, [](double value) { return !std::isnan(value); });
  for (const auto* name : {"a.gpkg", "a.shp", "a.fgb"}) {
    const auto layer = contour_bands_layer(surface, levels, LowestBand::include, Crs::parse("EPSG:3006"), text);
    write_vector_file(std::span(&layer, 1), scratch.path(name));
    const auto dataset = open(scratch.path(name));
    auto& written = *dataset->GetLayer(0);
    CAPTURE(name);
    CHECK(written.GetFeatureCount() == 6);
    CHECK(area_of_all(written) == near(10, 1e4 * static_cast<double>(valid)));
    const auto from = written.GetLayerDefn()->GetFieldIndex("from_value");
    const auto to = written.GetLayerDefn()->GetFieldIndex("to_value");
    REQUIRE(from >= 0);
    REQUIRE(to >= 0);
    std::size_t below = 0;
    std::size_t above = 0;
    for (const auto& feature : written) {
      below += feature->IsFieldSetAndNotNull(from) ? 0U : 1U;
      above += feature->IsFieldSetAndNotNull(to) ? 0U : 1U;
      if (feature->IsFieldSetAndNotNull(from) && feature->IsFieldSetAndNotNull(to)) {
        CHECK(feature->GetFieldAsDouble(to) - feature->GetFieldAsDouble(from) == 1);
      }
    }
    CHECK(below == 1);
    CHECK(above == 1);
  }
}

TEST_CASE("The band below the first level can be left out") {
  const auto values = hills(20, 20);
  const auto crs = Crs::parse("EPSG:3006");
  const std::vector<double> levels{5, 100};
  const auto all = contour_bands_layer(surface_of(values, 20), levels, LowestBand::include, crs, text);
  const auto some = contour_bands_layer(surface_of(values, 20), levels, LowestBand::leave_out, crs, text);
  // Nothing reaches 100, so that band is no feature.
  CHECK(all.features == 2);
  REQUIRE(some.features == 1);
  CHECK(std::get<double>(some.values_of(0)[0]) == 5);
  CHECK(std::get<double>(some.values_of(0)[1]) == 100);
  CHECK(some.fields[0].unit == "events/km2");
}

TEST_CASE("Lines are written one feature a level, and lie where the bands meet") {
  const Scratch scratch;
  const auto values = hills(80, 60);
  const auto surface = surface_of(values, 80);
  const auto layer = contour_lines_layer(surface, std::vector<double>{4, 6, 50}, Crs::parse("EPSG:3006"), text);
  CHECK(layer.features == 2);
  write_vector_file(std::span(&layer, 1), scratch.path("a.gpkg"));
  const auto dataset = open(scratch.path("a.gpkg"));
  auto& written = *dataset->GetLayer(0);
  CHECK(wkbFlatten(written.GetGeomType()) == wkbMultiLineString);
  REQUIRE(written.GetFeatureCount() == 2);
  const auto above = polygons_of(level_bands(surface, std::vector<double>{4})[1].area);
  const OGRGeometryUniquePtr rim(above->Boundary());
  const OGRFeatureUniquePtr feature(written.GetNextFeature());
  CHECK(feature->GetFieldAsDouble("level") == 4);
  CHECK(rim->Contains(feature->GetGeometryRef()) != 0);
}

TEST_CASE("Levels that do not ascend make no layer") {
  const std::vector<double> values{1, 2};
  CHECK_THROWS_AS(contour_lines_layer(surface_of(values, 2), std::vector<double>{2, 1}, Crs::parse("EPSG:3006"), text),
                  InvalidOption);
}

}  // namespace lykta::tests_of_contours
