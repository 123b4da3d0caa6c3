// The rows of a GeoPackage that are read past OGR must be those that OGR gives for the same question.
#include <cstdint>
#include <fstream>
#include <ostream>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <gdal_priv.h>

#include "geo/format/geopackage_rows.hpp"
#include "geo/format/layer_file.hpp"
#include "geo/format/row_geometry.hpp"
#include "geo/values/text_values.hpp"
#include "tests/catch.hpp"
#include "tests/geo/scratch.hpp"

namespace lykta {
namespace {

constexpr int number_of_rows = 20'000;

struct Row {
  std::int64_t id = 0;
  RowGeometry geometry = RowGeometry::none;
  Point point;
  std::string time;
  std::string value;

  friend bool operator==(const Row&, const Row&) = default;
};

std::ostream& operator<<(std::ostream& out, const Row& row) {
  return out << row.id << " " << name_of(row.geometry) << " " << row.point.x << " " << row.point.y << " [" << row.time
             << "] [" << row.value << "]";
}

GDALDatasetUniquePtr opened(const std::string& path, unsigned mode) {
  GDALDatasetUniquePtr dataset(GDALDataset::Open(path.c_str(), GDAL_OF_VECTOR | mode));
  REQUIRE(dataset);
  return dataset;
}

void change(const std::string& path, const std::vector<std::string>& statements) {
  const auto dataset = opened(path, GDAL_OF_UPDATE);
  for (const auto& sql : statements) {
    dataset->ReleaseResultSet(dataset->ExecuteSQL(sql.c_str(), nullptr, nullptr));
  }
}

/// Points, a time as text and a column that takes any value; with holes in the ids, rows without point and odd values.
std::string table_of_points(const test::Scratch& scratch) {
  start_gdal();
  const auto path = scratch.path("points.gpkg");
  {
    auto* driver = GetGDALDriverManager()->GetDriverByName("GPKG");
    const GDALDatasetUniquePtr dataset(driver->Create(path.c_str(), 0, 0, 0, GDT_Unknown, nullptr));
    auto* layer = dataset->CreateLayer("events", nullptr, wkbPoint, nullptr);
    OGRFieldDefn time("time", OFTDateTime);
    OGRFieldDefn value("value", OFTString);
    layer->CreateField(&time);
    layer->CreateField(&value);
    dataset->StartTransaction();
    for (int i = 0; i < number_of_rows; ++i) {
      OGRFeature feature(layer->GetLayerDefn());
      feature.SetField(0, 2025, 1 + i % 12, 1 + i % 28, i % 24, i % 60);
      feature.SetField(1, fmt::format("Stöld {}", i % 7).c_str());
      if (i % 11 != 0) {
        feature.SetGeometryDirectly(new OGRPoint(500'000 + i, 6'228'000 - i));
      }
      REQUIRE(layer->CreateFeature(&feature) == OGRERR_NONE);
    }
    dataset->CommitTransaction();
  }
  change(path,
         {"DELETE FROM events WHERE fid % 1000 = 17", "UPDATE events SET value = NULL, time = NULL WHERE fid = 3",
          "UPDATE events SET value = 12 WHERE fid = 4", "UPDATE events SET value = 0.1 WHERE fid = 5",
          "UPDATE events SET value = x'5374F66C64' WHERE fid = 6", "UPDATE events SET value = '  a b ' WHERE fid = 7",
          "UPDATE events SET time = 'i lördags' WHERE fid = 8", "UPDATE events SET value = '' WHERE fid = 9"});
  return path;
}

const GeoPackageTable events{.name = "events", .id = "fid", .geometry = "geom", .columns = {"time", "value"}};

void add_rows(const RowBatch& batch, std::vector<Row>& rows) {
  for (std::size_t i = 0; i < batch.size(); ++i) {
    rows.push_back({batch.row[i], batch.geometry[i], batch.point[i], std::string(batch.columns[0][i]),
                    std::string(batch.columns[1][i])});
  }
}

GeoPackageRowsRead read_rows(const std::string& path, const GeoPackageTable& table, std::vector<Row>& rows,
                             std::size_t enough = number_of_rows + 1) {
  return read_geopackage_rows(
      path, table,
      [&](const RowBatch& batch) {
        add_rows(batch, rows);
        return rows.size() < enough;
      },
      [](std::uint64_t) {});
}

/// As OGR answers the question for the same texts.
std::vector<Row> rows_by_ogr(const std::string& path) {
  const auto dataset = opened(path, GDAL_OF_READONLY);
  auto* layer = dataset->ExecuteSQL(
      "SELECT fid, geom, CAST(time AS TEXT) AS time, CAST(value AS TEXT) AS value FROM events ORDER BY fid", nullptr,
      nullptr);
  REQUIRE(layer != nullptr);
  std::vector<Row> rows;
  while (const OGRFeatureUniquePtr feature{layer->GetNextFeature()}) {
    RowBatch geometry;
    add_geometry(feature->GetGeometryRef(), geometry);
    const auto text = [&](int field) { return std::string(trimmed(feature->GetFieldAsString(field))); };
    rows.push_back({feature->GetFID(), geometry.geometry[0], geometry.point[0], text(0), text(1)});
  }
  dataset->ReleaseResultSet(layer);
  return rows;
}

std::vector<Row> rows_of_layer(const std::string& path) {
  std::vector<Row> rows;
  static_cast<void>(LayerFile(path, "events", {})
                        .read({0, 1},
                              [&](const RowBatch& batch) {
                                add_rows(batch, rows);
                                return true;
                              },
                              {}));
  return rows;
}

}  // namespace

TEST_CASE("Rows of a table of points are those that OGR gives, with the texts that stand in it") {
  const test::Scratch scratch;
  const auto path = table_of_points(scratch);
  auto expected = rows_by_ogr(path);
  // OGR hands the bytes over as they are.
  REQUIRE(expected.at(5).id == 6);
  expected[5].value = "Stöld";
  std::vector<Row> rows;
  const auto read = read_rows(path, events, rows);
  CHECK(!read.goes_on_elsewhere);
  CHECK(read.rows == expected.size());
  CHECK(rows == expected);
  CHECK(rows_of_layer(path) == expected);
}

TEST_CASE("From a row that is no point on the rows of a GeoPackage are read in another way, and none is lost") {
  const test::Scratch scratch;
  const auto path = table_of_points(scratch);
  // A line of two points in a GeoPackage's header: no tool checks the type of a column of geometries.
  change(path, {"UPDATE events SET geom = x'475000010000000001020000000200000000000000000000000000000000"
                "00F03F00000000000000400000000000000840' WHERE fid = 9005"});
  std::vector<Row> rows;
  const auto read = read_rows(path, events, rows);
  CHECK(read.goes_on_elsewhere);
  REQUIRE(read.rows == rows.size());
  REQUIRE(!rows.empty());
  CHECK(rows.back().id == 9004);

  const auto all = rows_of_layer(path);
  REQUIRE(all.size() == static_cast<std::size_t>(number_of_rows - 20));
  CHECK(all[rows.size()].id == 9005);
  CHECK(all[rows.size()].geometry == RowGeometry::line);
  CHECK(all.back() == rows_by_ogr(path).back());
}

TEST_CASE("A table is not read past OGR where its rows could come in another order or from elsewhere") {
  const test::Scratch scratch;
  const auto path = table_of_points(scratch);
  change(path, {"CREATE VIEW backwards AS SELECT * FROM events ORDER BY fid DESC LIMIT 100",
                "CREATE TABLE copied AS SELECT * FROM events ORDER BY fid DESC"});
  std::vector<Row> rows;
  for (const auto* name : {"backwards", "copied", "no such table"}) {
    auto other = events;
    other.name = name;
    CAPTURE(name);
    CHECK(read_rows(path, other, rows).goes_on_elsewhere);
  }
  std::ofstream(path + "-wal") << "somebody writes";
  CHECK(read_rows(path, events, rows).goes_on_elsewhere);
  CHECK(read_rows(scratch.path("none.gpkg"), events, rows).goes_on_elsewhere);
  CHECK(rows.empty());
}

TEST_CASE("Rows of a GeoPackage end where the taker has enough") {
  const test::Scratch scratch;
  const auto path = table_of_points(scratch);
  std::vector<Row> rows;
  const auto read = read_rows(path, events, rows, 1);
  CHECK(!read.goes_on_elsewhere);
  CHECK(read.rows == rows_in_batch(2));
  CHECK(rows.size() == rows_in_batch(2));
}

}  // namespace lykta
