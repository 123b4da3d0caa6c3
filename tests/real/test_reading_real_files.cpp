// Real files with the faults that their sources are known for: does Lykta find just these, with nobody's help?
//
// The numbers are those of SOURCES.md beside the files, counted there by other programs.
#include <chrono>
#include <cmath>
#include <filesystem>
#include <map>
#include <optional>
#include <string>

#include "cli/commands/init/starting_configuration.hpp"
#include "cli/configuration/configuration.hpp"
#include "geo/read/inputs.hpp"
#include "geo/read/inspection.hpp"
#include "tests/catch.hpp"
#include "tests/geo/scratch.hpp"
#include "tests/reference/reference_data.hpp"

namespace lykta {
namespace {

using Catch::Contains;

/// The folder of the real files, or nothing after having said so.
std::optional<std::filesystem::path> incidents_folder() {
  const auto folder = test::data_folder();
  if (!folder) {
    WARN(test::why_skipped);
    return std::nullopt;
  }
  return *folder / "incidents";
}

Inspection inspected(const std::filesystem::path& path, const std::string& layer = "") {
  auto found = inspect({.path = path.string(),
                        .layer = layer,
                        .expected_degrees = {},
                        .time_zone = "Europe/Stockholm",
                        .allowed_hosts = {}});
  INFO(found.not_read.en());
  REQUIRE(found.report);
  return found;
}

const SourceReport& source_of(const Inspection& found) { return found.report.value().sources.at(0); }

std::map<RejectCause, std::size_t> losses_of(const Inspection& found) {
  std::map<RejectCause, std::size_t> losses;
  for (const auto& reject : found.report.value().rejects) {
    ++losses[reject.cause];
  }
  return losses;
}

using Losses = std::map<RejectCause, std::size_t>;

/// The events that a run reads with the configuration that `lykta init` writes, unchanged.
ReadInputs read_as_init_says(const std::filesystem::path& path) {
  const test::Scratch scratch;
  const auto file =
      scratch.write("lykta.toml", starting_configuration({std::filesystem::absolute(path).string()}, "."));
  return read_inputs(read_configuration(file).inputs);
}

}  // namespace

TEST_CASE("Mexico City: 152 of 2811 car-jackings lie at zero degrees") {
  if (const auto folder = incidents_folder()) {
    const auto found = inspected(*folder / "mexico_city_car_jackings_2019.gpkg");
    CHECK(found.rows == 2811);
    CHECK(losses_of(found) == Losses{{RejectCause::zero_position, 152}});
    CHECK(found.extent_degrees.value().min_x == test::near(0.001, -99.317));
    CHECK(found.extent_degrees.value().max_y == test::near(0.001, 19.574));
    // Its times all say Z and are Mexican local time: what states an offset is heeded, and that is said.
    CHECK_FALSE(found.guess.clock_why.empty());
  }
}

TEST_CASE("Chicago: a million packed rows, one in a hundred without a position, five at the zero of the state plane") {
  if (const auto folder = incidents_folder()) {
    const auto found = inspected(*folder / "chicago_crimes_2014_2017.csv.gz");
    CHECK(found.rows == 1'047'490);
    CHECK(losses_of(found) == Losses{{RejectCause::no_position, 10'705}, {RejectCause::zero_position, 5}});
    CHECK(source_of(found).used == 1'036'780);
    CHECK(found.class_values.size() == 22);
    CHECK(source_of(found).suspicious_stacks.empty());
    CHECK(found.extent_degrees.value().min_y == test::near(0.001, 41.645));
    // Month first with twelve-hour clocks; codes keep their zeros.
    const auto column = [&](const std::string& name) {
      return *std::ranges::find(found.columns, name, &InspectedColumn::name);
    };
    CHECK_THAT(column("date").how.en(), Contains("month first"));
    CHECK(column("beat").type == ColumnType::text);
    CHECK(column("district").examples.at(0) == "024");
  }
}

TEST_CASE("Austin, Fort Worth and Seattle: three sheets, two rows without a date") {
  if (const auto folder = incidents_folder()) {
    const auto path = *folder / "us_aggravated_assaults_2019_3sheets.xlsx";
    const auto austin = inspected(path);
    CHECK(austin.format.layers == std::vector<std::string>{"Austin", "Fort Worth", "Seattle"});
    CHECK(austin.rows == 8696);
    CHECK(losses_of(austin) == Losses{{RejectCause::no_date, 2}});
    CHECK(austin.times.value().range.start >= std::chrono::local_days{std::chrono::year{2019} / 1 / 1});
    CHECK(austin.times.value().range.end < std::chrono::local_days{std::chrono::year{2020} / 1 / 1});
    const auto fort_worth = inspected(path, "Fort Worth");
    CHECK(fort_worth.rows == 1577);
    CHECK(losses_of(fort_worth).empty());
    const auto seattle = inspected(path, "Seattle");
    CHECK(seattle.rows == 2529);
    CHECK(losses_of(seattle).empty());
  }
}

TEST_CASE("Lancashire: equal rows are kept, and that only the month is known is seen") {
  if (const auto folder = incidents_folder()) {
    const auto found = inspected(*folder / "lancashire_asb_2022.tab");
    CHECK(found.format.driver == "CSV");  // not MapInfo, whatever the ending
    CHECK(source_of(found).used == 56'434);
    CHECK(found.equal_rows == 20'100);
    CHECK(source_of(found).distinct_positions == 17'848);
    CHECK(source_of(found).suspicious_stacks.empty());
    CHECK(found.times.value().likely_months());
  }
}

TEST_CASE("Nottingham: a packed file of months") {
  if (const auto folder = incidents_folder()) {
    const auto found = inspected(*folder / "nottingham_burglary_2022.csv.gz");
    CHECK(source_of(found).used == 1795);
    CHECK(found.times.value().likely_months());
  }
}

TEST_CASE("Memphis: positions are rounded to a thousandth of a degree") {
  if (const auto folder = incidents_folder()) {
    const auto found = inspected(*folder / "memphis_robberies_2019.csv");
    CHECK(source_of(found).used == 2245);
    CHECK(source_of(found).position_step.value() == test::near(1e-12, 0.001));
    CHECK(source_of(found).position_step_m.value() == test::near(1, 111));
  }
}

TEST_CASE("New York: one theft in twelve has no end, and one in five took longer than a day") {
  if (const auto folder = incidents_folder()) {
    const auto read = read_as_init_says(*folder / "nyc_vehicle_thefts_2014_2017.csv");
    const auto& source = read.report.sources.at(0);
    CHECK(source.used == 35'746);
    CHECK(source.no_end == 2852);
    std::size_t longer_than_a_day = 0;
    for (const auto& time : read.inputs.incidents.time) {
      longer_than_a_day += time.value().length() > std::chrono::days{1} ? 1U : 0U;
    }
    const auto percent = 100.0 * static_cast<double>(longer_than_a_day) / static_cast<double>(source.used);
    CHECK(std::lround(percent) == 22);
  }
}

TEST_CASE("The practice data is the same in its four forms when init alone has looked at them") {
  if (const auto all = incidents_folder()) {
    constexpr std::size_t rows_in_each = 8725;
    const auto folder = *all / "konverterad_ronneby_ovningsdata";
    const auto text = read_as_init_says(folder / "konverterad_ronneby_ovningsdata_sweref991500_cp1252.csv");
    const auto& expected = text.inputs.incidents;
    REQUIRE(expected.size() == rows_in_each);
    REQUIRE(text.crs.id() == "EPSG:3009");
    for (const auto* form :
         {"konverterad_ronneby_ovningsdata_sweref99tm.gpkg", "shp_sweref99tm/konverterad_ronneby.shp",
          "konverterad_ronneby_ovningsdata_sweref99tm.xlsx"}) {
      CAPTURE(form);
      const auto read = read_as_init_says(folder / form);
      const auto& incidents = read.inputs.incidents;
      REQUIRE(incidents.size() == rows_in_each);
      REQUIRE(read.crs.id() == text.crs.id());
      CHECK(read.report.rejects.empty());
      std::size_t moved = 0;
      std::size_t at_another_time = 0;
      std::size_t of_another_class = 0;
      for (std::size_t i = 0; i < rows_in_each; ++i) {
        using std::chrono::floor;
        using std::chrono::minutes;
        // To the minute: text and Shapefile are written without seconds.
        const auto same_time =
            floor<minutes>(incidents.time[i].value().start) == floor<minutes>(expected.time[i].value().start) &&
            floor<minutes>(incidents.time[i].value().end) == floor<minutes>(expected.time[i].value().end);
        const auto& name = read.inputs.classes[incidents.class_index[i]].name;
        moved += distance_m(incidents.position[i], expected.position[i]) <= 1 ? 0U : 1U;
        at_another_time += same_time ? 0U : 1U;
        of_another_class += name == text.inputs.classes[expected.class_index[i]].name ? 0U : 1U;
      }
      CHECK(moved == 0);
      CHECK(at_another_time == 0);
      CHECK(of_another_class == 0);
    }
  }
}

}  // namespace lykta
