// What Lykta writes it reads back: local times stay what they are in every format.
#include <algorithm>
#include <chrono>
#include <string>
#include <vector>

#include "geo/read/inputs.hpp"
#include "geo/read/inspection.hpp"
#include "geo/write/vector_file.hpp"
#include "tests/catch.hpp"
#include "tests/geo/scratch.hpp"

namespace lykta::tests_of_own_times {
namespace {

using namespace std::chrono_literals;
using std::chrono::local_days;
using test::Scratch;

LocalTime on(int year, unsigned month, unsigned day) {
  return local_days{std::chrono::year{year} / std::chrono::month{month} / std::chrono::day{day}};
}

/// An evening in summer, one in winter, the hours that summer time repeats and skips, and a midnight.
std::vector<LocalTime> times() {
  return {on(2024, 2, 29) + 23h + 15min + 30s, on(2024, 10, 27) + 2h + 30min, on(2025, 1, 1),
          on(2025, 3, 30) + 2h + 30min, on(2025, 7, 5) + 22h + 30min};
}

VectorLayer events() {
  VectorLayer layer{.name = "events",
                    .title = "Händelser",
                    .description = "",
                    .geometry = LayerGeometry::point,
                    .crs = Crs::parse("EPSG:3006"),
                    .fields = {{.name = "start",
                                .short_name = "start",
                                .type = FieldType::date_time,
                                .label = "start",
                                .unit = {},
                                .meaning = {}}},
                    .features = times().size(),
                    .geometry_of = {},
                    .values_of = {}};
  layer.geometry_of = [](std::size_t i) {
    return OGRGeometryUniquePtr(new OGRPoint(517500.0 + 200.0 * static_cast<double>(i), 6229100.0));
  };
  layer.values_of = [](std::size_t i) -> std::vector<FieldValue> { return {times()[i]}; };
  return layer;
}

std::vector<LocalTime> times_read(const std::string& path, bool is_table) {
  SourceDescription source;
  source.name = path;
  source.path = path;
  source.path_as_written = path;
  source.columns.date = "start";
  if (is_table) {
    source.columns.x = "x";
    source.columns.y = "y";
    source.crs = "EPSG:3006";
  }
  InputsDescription description;
  description.sources = {source};
  const auto read = read_inputs(description);
  CHECK(read.report.sources[0].zones_heeded == 0);
  std::vector<LocalTime> found;
  for (const auto& span : read.inputs.incidents.time) {
    REQUIRE(span.has_value());
    CHECK(span->length() == 0s);
    found.push_back(span->start);
  }
  std::ranges::sort(found);  // FlatGeobuf sorts by place
  return found;
}

}  // namespace

TEST_CASE("Local times come back as they were from every format that Lykta writes") {
  const Scratch scratch;
  const auto layer = events();
  for (const auto* name : {"a.gpkg", "a.fgb", "a.geojson", "a.geojsonl", "a.shp", "a.csv", "a.xlsx", "a.ods"}) {
    CAPTURE(name);
    const auto path = scratch.path(name);
    write_vector_file(std::span(&layer, 1), path);
    const std::string_view ending(name + 1);
    CHECK(times_read(path, ending == ".csv" || ending == ".xlsx" || ending == ".ods") == times());
  }
}

TEST_CASE("A GeoPackage of Lykta's holds no zone, and inspect reads it as a run does") {
  const Scratch scratch;
  const auto layer = events();
  const auto path = scratch.path("a.gpkg");
  write_vector_file(std::span(&layer, 1), path);
  const auto bytes = test::bytes_of(path);
  CHECK(bytes.find("2025-07-05T22:30:00") != std::string::npos);
  CHECK(bytes.find("22:30:00Z") == std::string::npos);
  CHECK(bytes.find("22:30:00.000Z") == std::string::npos);
  const auto found = inspect({.path = path, .layer = {}, .expected_degrees = {}, .allowed_hosts = {}});
  REQUIRE(found.times.has_value());
  CHECK(found.times->range.end == times().back());
  CHECK(found.guess.clock_why.empty());
}

}  // namespace lykta::tests_of_own_times
