// What a layer says must be what stands in it, whichever way it is read.
#include <catch2/catch.hpp>

#include "geo/format/layer_file.hpp"
#include "tests/geo/scratch.hpp"

namespace lykta {
namespace {

using Texts = std::vector<std::string>;

/// A GeoPackage with one DateTime and one Real column, whose texts are then put in by SQL.
std::string geopackage_with(const std::string& path, const Texts& times, const Texts& numbers) {
  start_gdal();
  auto* driver = GetGDALDriverManager()->GetDriverByName("GPKG");
  GDALDatasetUniquePtr dataset(driver->Create(path.c_str(), 0, 0, 0, GDT_Unknown, nullptr));
  auto* layer = dataset->CreateLayer("events", nullptr, wkbPoint, nullptr);
  OGRFieldDefn time("time", OFTDateTime);
  OGRFieldDefn number("number", OFTReal);
  layer->CreateField(&time);
  layer->CreateField(&number);
  for (std::size_t i = 0; i < times.size(); ++i) {
    OGRFeature feature(layer->GetLayerDefn());
    feature.SetGeometryDirectly(new OGRPoint(500000 + static_cast<double>(i), 6228000));
    REQUIRE(layer->CreateFeature(&feature) == OGRERR_NONE);
  }
  for (std::size_t i = 0; i < times.size(); ++i) {
    const auto sql = "UPDATE events SET time = '" + times[i] + "', number = '" + numbers[i] +
                     "' WHERE fid = " + std::to_string(i + 1);
    dataset->ExecuteSQL(sql.c_str(), nullptr, nullptr);
  }
  return path;
}

Texts column_of(const LayerFile& file, std::size_t position) {
  Texts texts;
  static_cast<void>(file.read({position},
                              [&](const RowBatch& batch) {
                                texts.insert(texts.end(), batch.columns[0].begin(), batch.columns[0].end());
                                return true;
                              },
                              {}));
  return texts;
}

}  // namespace

TEST_CASE("A GeoPackage gives the dates that stand in it, readable or not, each with its own zone") {
  const test::Scratch scratch;
  const Texts times{"2025-01-01T12:00:00Z", "",           "okand",
                    "2025-13-01T12:00:00Z", "2025-02-30", "2025-01-01T12:00:00+01:00",
                    "2025-01-01 12:00",     "15.3.2025"};
  const auto path = geopackage_with(scratch.path("dates.gpkg"), times, Texts(times.size(), "1"));
  CHECK(column_of(LayerFile(path, "", {}), 0) == times);
}

TEST_CASE("Text in a column of numbers is not cut to the number at its front") {
  const test::Scratch scratch;
  const Texts numbers{"475000,5", "6230000 m", "1.5"};
  const auto path =
      geopackage_with(scratch.path("numbers.gpkg"), Texts(numbers.size(), "2025-01-01T12:00:00Z"), numbers);
  CHECK(column_of(LayerFile(path, "", {}), 1) == numbers);
}

TEST_CASE("Rows of a GeoPackage come in the order of their ids with their points") {
  const test::Scratch scratch;
  const auto path = geopackage_with(scratch.path("points.gpkg"), Texts(3, "2025-01-01T12:00:00Z"), Texts(3, "1"));
  std::vector<std::int64_t> rows;
  std::vector<Point> points;
  static_cast<void>(LayerFile(path, "", {})
                        .read({},
                              [&](const RowBatch& batch) {
                                rows = batch.row;
                                points = batch.point;
                                return true;
                              },
                              {}));
  CHECK(rows == std::vector<std::int64_t>{1, 2, 3});
  CHECK(points == std::vector<Point>{{500000, 6228000}, {500001, 6228000}, {500002, 6228000}});
}

}  // namespace lykta
