// The same events in every format that a municipality might send: each must give the same incidents.
#include <algorithm>

#include "geo/read/inputs.hpp"
#include "tests/catch.hpp"
#include "tests/geo/ogr_file.hpp"
#include "tests/geo/scratch.hpp"

namespace lykta::tests_of_same_points {
namespace {

using test::near;
using test::Scratch;

struct Event {
  double x;
  double y;
  const char* date;
  const char* time;
  const char* type;
};
// Easting and northing in SWEREF 99 TM.
constexpr Event events[] = {{517541.93, 6229148.31, "2024-02-29", "23:15", "Rån"},
                            {517000.00, 6229500.25, "2024-03-31", "02:30",
                             "Skadegörelse"},  // an hour that does not exist, written down all the same
                            {507123.45, 6231700.00, "2024-10-27", "02:30", "Rån"},  // an hour that came twice
                            {519450.47, 6227595.00, "2024-12-31", "", "Stöld, övrig"}};

const std::vector<std::string> type_names{"Rån", "Skadegörelse", "Rån", "Stöld, övrig"};

test::OgrLayer layer_of(const std::string& crs) {
  start_gdal();
  test::OgrLayer layer{
      .name = "events",
      .crs = crs,
      .fields = {{"datum", OFTString}, {"tid", OFTString}, {"typ", OFTString}, {"E", OFTReal}, {"N", OFTReal}},
      .rows = {},
      .wkt = {},
      .options = {}};
  const Projection projection(Crs::parse("EPSG:3006"), Crs::parse(crs));
  for (const auto& [x, y, date, time, type] : events) {
    const auto point = projection.points(std::vector{Point{x, y}})[0];
    layer.rows.push_back({date, time, type, std::to_string(x), std::to_string(y)});
    layer.wkt.push_back("POINT (" + std::to_string(point->x) + " " + std::to_string(point->y) + ")");
  }
  return layer;
}

/// Degrees are written with six decimals: up to 6 cm.
constexpr double degrees_tolerance_m = 0.1;

void check_events(SourceDescription source, double tolerance_m) {
  source.name = "events";
  source.path_as_written = source.path;
  source.columns.date = "datum";
  source.columns.time = "tid";
  source.columns.class_name = "typ";
  InputsDescription description;
  description.target_crs = "EPSG:3006";
  description.sources.push_back(source);
  const auto read = read_inputs(description);
  CHECK(read.report.rejects.empty());
  const auto& incidents = read.inputs.incidents;
  REQUIRE(incidents.size() == 4);
  // FlatGeobuf keeps its features in the order of their places.
  std::vector<std::size_t> by_time{0, 1, 2, 3};
  std::ranges::sort(by_time, {}, [&](std::size_t i) { return incidents.time[i]->start; });
  using namespace std::chrono;
  const LocalTime leap_day = local_days{2024y / 2 / 29};
  CHECK(incidents.time[by_time[0]] == TimeSpan{leap_day + 23h + 15min, leap_day + 23h + 15min});
  const LocalTime spring = local_days{2024y / 3 / 31};
  CHECK(incidents.time[by_time[1]] == TimeSpan{spring + 2h + 30min, spring + 2h + 30min});
  const LocalTime autumn = local_days{2024y / 10 / 27};
  CHECK(incidents.time[by_time[2]] == TimeSpan{autumn + 2h + 30min, autumn + 2h + 30min});
  const LocalTime last = local_days{2024y / 12 / 31};
  CHECK(incidents.time[by_time[3]] == TimeSpan{last, last + days{1}});
  for (std::size_t i = 0; i < incidents.size(); ++i) {
    CAPTURE(i);
    CHECK(incidents.position[by_time[i]].x == near(tolerance_m, events[i].x));
    CHECK(incidents.position[by_time[i]].y == near(tolerance_m, events[i].y));
    CHECK(read.inputs.classes[incidents.class_index[by_time[i]]].name == type_names[i]);
  }
}

}  // namespace

TEST_CASE("The same points give the same incidents from every vector format") {
  const Scratch scratch;
  struct Format {
    const char* name;
    const char* driver;
    const char* crs;
    double tolerance_m;
  };
  for (const auto& [name, driver, crs, tolerance_m] :
       {Format{"a.gpkg", "GPKG", "EPSG:3006", 1e-6}, Format{"a.fgb", "FlatGeobuf", "EPSG:3006", 1e-6},
        Format{"a.shp", "ESRI Shapefile", "EPSG:3006", 1e-6}, Format{"b.gpkg", "GPKG", "EPSG:3009", 1e-4},
        Format{"a.geojson", "GeoJSON", "EPSG:4326", degrees_tolerance_m},
        Format{"a.geojsonl", "GeoJSONSeq", "EPSG:4326", degrees_tolerance_m},
        Format{"a.kml", "LIBKML", "EPSG:4326", degrees_tolerance_m},
        Format{"c.shp", "ESRI Shapefile", "EPSG:4326", degrees_tolerance_m}}) {
    CAPTURE(name);
    auto layer = layer_of(crs);
    if (std::string(driver) == "ESRI Shapefile" && std::string(name) == "a.shp") {
      layer.options = {"ENCODING=UTF-8"};  // the other one is Latin-1
    }
    test::write_with_ogr(scratch.path(name), driver, {layer});
    SourceDescription source;
    source.path = scratch.path(name);
    check_events(source, tolerance_m);
  }
}

TEST_CASE("The same points give the same incidents from every table") {
  const Scratch scratch;
  auto table = layer_of("EPSG:3006");
  table.type = wkbNone;
  table.crs = "";
  table.wkt.clear();
  for (const auto& [name, driver] :
       {std::pair{"a.xlsx", "XLSX"}, std::pair{"a.ods", "ODS"}, std::pair{"a.csv", "CSV"}}) {
    CAPTURE(name);
    test::write_with_ogr(scratch.path(name), driver, {table});
    SourceDescription source;
    source.path = scratch.path(name);
    source.crs = "EPSG:3006";
    source.columns.x = "E";
    source.columns.y = "N";
    check_events(source, 1e-6);
  }
}

TEST_CASE("The same points give the same incidents from a Swedish text file in Windows-1252") {
  const Scratch scratch;
  SourceDescription source;
  source.path = scratch.write("a.csv",
                              "datum;tid;typ;N;E\r\n"
                              "2024-02-29;23.15;R\xE5n;6\xA0"
                              "229\xA0"
                              "148,31;517\xA0"
                              "541,93\r\n"
                              "2024-03-31;02.30;Skadeg\xF6relse;6229500,25;517000\r\n"
                              "2024-10-27;02.30;R\xE5n;6231700;507123,45\r\n"
                              "2024-12-31;;St\xF6ld, \xF6vrig;6227595;519450,47\r\n");
  source.crs = "EPSG:3006";
  source.columns.x = "E";
  source.columns.y = "N";
  check_events(source, 1e-6);
}

TEST_CASE("True date and time cells and fields give the same incidents as text") {
  const Scratch scratch;
  auto layer = layer_of("EPSG:3006");
  layer.fields[0].second = OFTDate;
  layer.fields[1].second = OFTTime;
  for (auto& row : layer.rows) {
    std::ranges::replace(row[0], '-', '/');
    row[1] += row[1].empty() ? "" : ":00";
  }
  for (const auto& [name, driver] :
       {std::pair{"a.xlsx", "XLSX"}, std::pair{"a.ods", "ODS"}, std::pair{"a.geojson", "GeoJSON"}}) {
    CAPTURE(name);
    auto written = layer;
    const auto is_sheet = std::string(driver) != "GeoJSON";
    if (is_sheet) {
      written.type = wkbNone;
      written.crs = "";
      written.wkt.clear();
    }
    test::write_with_ogr(scratch.path(name), driver, {written});
    SourceDescription source;
    source.path = scratch.path(name);
    if (is_sheet) {
      source.columns.x = "E";
      source.columns.y = "N";
    }
    source.crs = "EPSG:3006";
    check_events(source, 1e-6);
  }
}

}  // namespace lykta::tests_of_same_points
