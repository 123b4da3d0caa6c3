// One set of events in the four forms that a Swedish municipality sends: each must be read as the same incidents.
#include <array>
#include <filesystem>
#include <map>

#include "cli/configuration/configuration.hpp"
#include "geo/read/inputs.hpp"
#include "tests/catch.hpp"
#include "tests/geo/scratch.hpp"
#include "tests/reference/reference_data.hpp"
#include "tests/source_folder.hpp"

namespace lykta {
namespace {

// The number of rows in each file, as counted with ogrinfo.
constexpr std::size_t rows_in_each = 8725;

ReadInputs read_form(const char* configuration) {
  const auto path = test::source_folder() / "tests" / "real" / configuration;
  return read_inputs(read_configuration(path).inputs);
}

TimeSpan to_the_minute(const std::optional<TimeSpan>& time) {
  using std::chrono::floor;
  using std::chrono::minutes;
  return {floor<minutes>(time.value().start), floor<minutes>(time.value().end)};
}

}  // namespace

TEST_CASE("Text, GeoPackage, Shapefile and sheet of the practice data are the same incidents") {
  if (!test::data_folder()) {
    WARN(test::why_skipped);
    return;
  }
  const auto text = read_form("practice_csv.toml");
  const auto& expected = text.inputs.incidents;
  REQUIRE(expected.size() == rows_in_each);
  CHECK(text.report.rejects.empty());
  CHECK(text.report.sources.at(0).encoding == "Windows-1252");
  for (const auto* form : {"practice_gpkg.toml", "practice_shp.toml", "practice_xlsx.toml"}) {
    CAPTURE(form);
    const auto read = read_form(form);
    const auto& incidents = read.inputs.incidents;
    REQUIRE(incidents.size() == rows_in_each);
    CHECK(read.report.rejects.empty());
    CHECK(read.report.sources.at(0).unmapped_values.empty());
    std::size_t moved = 0;
    std::size_t at_another_time = 0;
    std::size_t of_another_class = 0;
    for (std::size_t i = 0; i < rows_in_each; ++i) {
      // To the minute: text and Shapefile are written without seconds.
      moved += distance_m(incidents.position[i], expected.position[i]) <= 1 ? 0U : 1U;
      at_another_time += to_the_minute(incidents.time[i]) == to_the_minute(expected.time[i]) ? 0U : 1U;
      of_another_class +=
          read.inputs.classes[incidents.class_index[i]].name == text.inputs.classes[expected.class_index[i]].name ? 0U
                                                                                                                  : 1U;
    }
    CHECK(moved == 0);
    CHECK(at_another_time == 0);
    CHECK(of_another_class == 0);
  }
}

// Events and places of the practice data in figures that its makers give (SOURCES.md beside it): the years 2015 to
// 2017, and the box in SWEREF 99 TM. Tolerance: the whole metre to which the box is given.
TEST_CASE("The practice data lies where and when it is said to lie") {
  if (!test::data_folder()) {
    WARN(test::why_skipped);
    return;
  }
  using namespace std::chrono;
  const auto read = read_form("practice_gpkg.toml");
  const auto& incidents = read.inputs.incidents;
  const auto box = bounding_box(std::span(incidents.position));
  CHECK(box.min_x == test::near(1, 515034));
  CHECK(box.max_x == test::near(1, 519451));
  CHECK(box.min_y == test::near(1, 6227595));
  CHECK(box.max_y == test::near(1, 6234073));
  const LocalTime first = local_days{2015y / 1 / 1};
  const LocalTime end = local_days{2018y / 1 / 1};
  std::size_t outside = 0;
  std::size_t spans = 0;
  for (const auto& time : incidents.time) {
    REQUIRE(time.has_value());
    outside += first <= time->start && time->end < end ? 0U : 1U;
    spans += time->start != time->end ? 1U : 0U;
  }
  CHECK(outside == 0);
  CHECK(spans == 0);
}

}  // namespace lykta
