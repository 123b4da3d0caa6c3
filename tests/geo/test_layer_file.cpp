// What a layer says must be what stands in it, whichever way it is read.
#include <algorithm>
#include <cstring>
#include <fstream>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

#include "engine/base/error.hpp"
#include "geo/format/flatgeobuf_rows.hpp"
#include "geo/format/layer_file.hpp"
#include "tests/catch.hpp"
#include "tests/geo/ogr_file.hpp"
#include "tests/geo/scratch.hpp"

namespace lykta::tests_of_layer_file {
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

namespace {

template <typename Number>
Number number_at(const std::string& bytes, std::size_t at) {
  Number number{};
  std::memcpy(&number, bytes.data() + at, sizeof(number));
  return number;
}

/// Takes the geometry of some rows out of a FlatGeobuf without index, as other programs leave it out: in the flatbuffer of the row
/// the place of its geometry becomes 0 (flatgeobuf.org, feature.fbs).
void take_geometry_away(const std::string& path, const std::vector<std::size_t>& rows) {
  std::ifstream in(path, std::ios::binary);
  std::string bytes{std::istreambuf_iterator<char>(in), {}};
  constexpr std::size_t magic = 8;
  auto at = magic + 4 + number_at<std::uint32_t>(bytes, magic);
  for (std::size_t row = 0; at < bytes.size(); ++row) {
    const auto size = number_at<std::uint32_t>(bytes, at);
    const auto table = at + 4 + number_at<std::uint32_t>(bytes, at + 4);
    const auto slots = table - static_cast<std::size_t>(number_at<std::int32_t>(bytes, table));
    if (std::ranges::find(rows, row) != rows.end()) {
      std::memset(bytes.data() + slots + 4, 0, 2);
    }
    at += 4 + size;
  }
  std::ofstream(path, std::ios::binary) << bytes;
}

/// Points in a row, 10 m apart, each with its number as text, and a day where asked for.
std::string points_in_a_row(const std::string& path, int rows, bool with_day, OGRwkbGeometryType type) {
  test::OgrLayer layer{.name = "events",
                       .type = type,
                       .fields = {{"number", OFTString}},
                       .rows = {},
                       .wkt = {},
                       .options = {"SPATIAL_INDEX=NO"}};
  if (with_day) {
    layer.fields.emplace_back("day", OFTDateTime);
  }
  for (int i = 0; i < rows; ++i) {
    layer.rows.push_back({std::to_string(i)});
    if (with_day) {
      layer.rows.back().emplace_back("2025/03/01 10:20:30");
    }
    layer.wkt.push_back("POINT (" + std::to_string(500000 + 10 * i) + " 6228000)");
  }
  test::write_with_ogr(path, "FlatGeobuf", {layer});
  return path;
}

}  // namespace

TEST_CASE("A FlatGeobuf row without geometry moves no other row to another place") {
  const test::Scratch scratch;
  constexpr int in_several_batches = 40'000;
  struct Case {
    int rows;
    std::vector<std::size_t> without;
  };
  const std::vector<Case> cases{{5, {}},
                                {5, {0}},
                                {5, {2}},
                                {5, {4}},
                                {5, {0, 1, 4}},
                                {5, {0, 1, 2, 3, 4}},
                                {in_several_batches, {20'000}},
                                {in_several_batches, {16'383, 16'384, 39'999}}};
  // Declared points are read by Lykta, others by GDAL's columns, or row by row where there are times.
  for (const auto& [type, with_day] : {std::pair{wkbPoint, false}, std::pair{wkbPoint, true},
                                       std::pair{wkbUnknown, false}, std::pair{wkbUnknown, true}}) {
    for (const auto& [rows, without] : cases) {
      CAPTURE(type, with_day, rows, without);
      const auto path = points_in_a_row(scratch.path("row.fgb"), rows, with_day, type);
      take_geometry_away(path, without);
      std::size_t wrong = 0;
      std::size_t row = 0;
      const std::vector<std::size_t> fields = with_day ? std::vector<std::size_t>{0, 1} : std::vector<std::size_t>{0};
      static_cast<void>(LayerFile(path, "", {})
                            .read(fields,
                                  [&](const RowBatch& batch) {
                                    for (std::size_t i = 0; i < batch.size(); ++i, ++row) {
                                      const auto is_none = std::ranges::find(without, row) != without.end();
                                      const Point there{500000 + 10 * static_cast<double>(row), 6228000};
                                      const auto is_right =
                                          batch.geometry[i] == (is_none ? RowGeometry::none : RowGeometry::point) &&
                                          (is_none || batch.point[i] == there) &&
                                          batch.columns[0][i] == std::to_string(row) &&
                                          batch.row[i] == static_cast<std::int64_t>(row);
                                      wrong += is_right ? 0U : 1U;
                                    }
                                    return true;
                                  },
                                  {}));
      CHECK(row == static_cast<std::size_t>(rows));
      CHECK(wrong == 0);
    }
  }
}

TEST_CASE("Times in a FlatGeobuf keep the zone that stands in each row") {
  const test::Scratch scratch;
  const auto path = scratch.path("zones.fgb");
  const Texts times{"2025/03/01 10:20:30", "2025/03/01 10:20:30+00", "2025/03/01 10:20:30+0530", ""};
  test::OgrLayer layer{
      .name = "events", .fields = {{"time", OFTDateTime}}, .rows = {}, .wkt = {}, .options = {"SPATIAL_INDEX=NO"}};
  for (const auto& time : times) {
    layer.rows.push_back({time});
    layer.wkt.emplace_back("POINT (500000 6228000)");
  }
  test::write_with_ogr(path, "FlatGeobuf", {layer});
  CHECK(column_of(LayerFile(path, "", {}), 0) ==
        Texts{"2025-03-01T10:20:30", "2025-03-01T10:20:30Z", "2025-03-01T10:20:30+05:30", ""});
}

TEST_CASE(
    "A FlatGeobuf whose bytes are damaged or missing is refused, or read as far as it makes sense, and no worse") {
  const test::Scratch scratch;
  const auto path = points_in_a_row(scratch.path("whole.fgb"), 3, true, wkbPoint);
  const LayerFile file(path, "", {});
  std::ifstream in(path, std::ios::binary);
  const std::string whole{std::istreambuf_iterator<char>(in), {}};
  GDALDatasetUniquePtr dataset(GDALDataset::Open(path.c_str(), GDAL_OF_VECTOR));
  const auto layout = flatgeobuf_layout(path, *dataset->GetLayer(0)).value();
  CHECK(layout.rows == 3);
  const auto rows_of = [&](const std::string& bytes) {
    const auto damaged = scratch.path("damaged.fgb");
    std::ofstream(damaged, std::ios::binary) << bytes;
    std::size_t rows = 0;
    try {
      read_flatgeobuf_rows(
          damaged, layout, {0, 1}, [&](const RowBatch& batch) { return rows += batch.size(), true; },
          [](std::uint64_t) {});
    } catch (const DataError&) {
      return std::size_t{0};
    }
    return rows;
  };
  CHECK(rows_of(whole) == 3);
  for (auto size = static_cast<std::size_t>(layout.first_row); size < whole.size(); ++size) {
    CHECK(rows_of(whole.substr(0, size)) == 0);
  }
  for (auto at = static_cast<std::size_t>(layout.first_row); at < whole.size(); ++at) {
    for (const auto byte : {0x00, 0x7F, 0xFF}) {
      auto bytes = whole;
      bytes[at] = static_cast<char>(byte);
      CHECK(rows_of(bytes) <= 3);
    }
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

}  // namespace lykta::tests_of_layer_file
