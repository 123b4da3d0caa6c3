// What a layer says must be what stands in it, whichever way it is read.
#include <string>
#include <utility>
#include <vector>

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

namespace {

/// A layer of each type of field that people have, written by OGR; the second row has nothing but its point.
std::string file_of_types(const std::string& path, const char* format) {
  start_gdal();
  auto* driver = GetGDALDriverManager()->GetDriverByName(format);
  GDALDatasetUniquePtr dataset(driver->Create(path.c_str(), 0, 0, 0, GDT_Unknown, nullptr));
  OGRSpatialReference system;
  system.importFromEPSG(3006);
  // FlatGeobuf orders rows by their place where it makes an index.
  CPLStringList options;
  if (std::string_view(format) == "FlatGeobuf") {
    options.AddString("SPATIAL_INDEX=NO");
  }
  auto* layer = dataset->CreateLayer("events", &system, wkbPoint, options.List());
  for (const auto& [name, type] :
       {std::pair{"whole", OFTInteger}, std::pair{"large", OFTInteger64}, std::pair{"real", OFTReal},
        std::pair{"text", OFTString}, std::pair{"day", OFTDate}}) {
    OGRFieldDefn field(name, type);
    layer->CreateField(&field);
  }
  for (int i = 0; i < 2; ++i) {
    OGRFeature feature(layer->GetLayerDefn());
    feature.SetGeometryDirectly(new OGRPoint(500000 + i, 6228000));
    if (i == 0) {
      feature.SetField("whole", -7);
      feature.SetField("large", GIntBig{9007199254740993});
      feature.SetField("real", 0.1);
      feature.SetField("text", "Kungsgatan; \"å\"");
      feature.SetField("day", 2025, 2, 28);
    }
    REQUIRE(layer->CreateFeature(&feature) == OGRERR_NONE);
  }
  return path;
}

}  // namespace

TEST_CASE("Each type of field becomes the text that stands in it, whatever the format") {
  const test::Scratch scratch;
  for (const auto& [name, format] :
       {std::pair{"types.gpkg", "GPKG"}, std::pair{"types.fgb", "FlatGeobuf"}, std::pair{"types.geojson", "GeoJSON"}}) {
    CAPTURE(format);
    const LayerFile file(file_of_types(scratch.path(name), format), "", {});
    CHECK(file.field_names() == Texts{"whole", "large", "real", "text", "day"});
    CHECK(column_of(file, 0) == Texts{"-7", ""});
    CHECK(column_of(file, 1) == Texts{"9007199254740993", ""});
    CHECK(column_of(file, 2) == Texts{"0.1", ""});
    CHECK(column_of(file, 3) == Texts{"Kungsgatan; \"å\"", ""});
    CHECK(column_of(file, 4).back().empty());
    CHECK(file.has_geometry());
    REQUIRE(file.crs());
    CHECK(file.crs()->id() == "EPSG:3006");
  }
}

TEST_CASE("Reading ends where the taker has enough") {
  const test::Scratch scratch;
  const auto path = geopackage_with(scratch.path("many.gpkg"), Texts(3, "2025-01-01T12:00:00Z"), Texts(3, "1"));
  std::size_t batches = 0;
  static_cast<void>(LayerFile(path, "", {}).read({0}, [&](const RowBatch&) { return ++batches, false; }, {}));
  CHECK(batches == 1);
}

TEST_CASE("A layer that is not there is refused, and those that are there are named") {
  const test::Scratch scratch;
  const auto path = geopackage_with(scratch.path("one.gpkg"), Texts(1, "2025-01-01T12:00:00Z"), Texts(1, "1"));
  CHECK_THROWS_WITH(LayerFile(path, "incidents", {}), Catch::Contains("incidents") && Catch::Contains("events"));
  CHECK_THROWS_WITH(LayerFile(scratch.path("absent.gpkg"), "", {}), Catch::Contains("absent.gpkg"));
  CHECK(layer_names(path, {}) == Texts{"events"});
}

}  // namespace lykta
