#include <algorithm>
#include <string>
#include <vector>

#include "engine/base/error.hpp"
#include "geo/read/events.hpp"
#include "tests/catch.hpp"
#include "tests/geo/ogr_file.hpp"
#include "tests/geo/scratch.hpp"

namespace lykta::tests_of_events {
namespace {

using Catch::Contains;
using test::failure;
using test::near;
using test::Scratch;

/// A source of incidents in a text file with the columns x and y, in SWEREF 99 TM.
SourceDescription events_in(const std::string& path) {
  SourceDescription source;
  source.name = "events";
  source.path = path;
  source.path_as_written = path;
  source.crs = "EPSG:3006";
  source.columns.x = "x";
  source.columns.y = "y";
  return source;
}

InputsDescription only(SourceDescription source) {
  InputsDescription description;
  description.target_crs = "EPSG:3006";
  description.sources.push_back(std::move(source));
  return description;
}

/// The time of one row, counted.
SourceReport report_of(const std::vector<std::string>& dates, Clock clock = Clock::as_written) {
  const Scratch scratch;
  std::string text = "x;y;date;to\n";
  for (const auto& date : dates) {
    text += "517000;6229000;" + date + "\n";
  }
  auto source = events_in(scratch.write("e.csv", text));
  source.columns.date = "date";
  source.columns.end_date = "to";
  source.clock = clock;
  return read_inputs(only(source)).report.sources.at(0);
}

/// Five hundred events at places of their own and a pile of sixty on one point.
std::string text_with_pile() {
  std::string text = "x;y\n";
  for (int i = 0; i < 500; ++i) {
    text += std::to_string(517000 + 13 * i) + ";" + std::to_string(6229000 + 7 * i) + "\n";
    text += i < 60 ? "518000.5;6230000.5\n" : "";
  }
  return text;
}

std::size_t rejects_of(const ReadReport& report, RejectCause cause) {
  return static_cast<std::size_t>(std::ranges::count(report.rejects, cause, &Reject::cause));
}

}  // namespace

TEST_CASE("A pile that is likely a centroid is shown with its place and share, and kept") {
  const Scratch scratch;
  const auto read = read_inputs(only(events_in(scratch.write("e.csv", text_with_pile()))));
  const auto& source = read.report.sources[0];
  REQUIRE(source.suspicious_stacks.size() == 1);
  CHECK(source.suspicious_stacks[0].events == 60);
  CHECK(source.suspicious_stacks[0].share == near(1e-12, 60.0 / 560));
  // By Krüger's series, as in the tests of coordinate systems: 518 000.5, 6 230 000.5 lies at 15.29 E 56.21 N.
  CHECK(source.suspicious_stacks[0].degrees.x == near(0.001, 15.2902));
  CHECK(source.suspicious_stacks[0].degrees.y == near(0.001, 56.2146));
  CHECK(source.stacked == 60);
  CHECK(source.distinct_positions == 501);
  CHECK(source.used == 560);
  CHECK(read.inputs.incidents.size() == 560);
  CHECK(read.report.rejects.empty());
}

TEST_CASE("A pile that is likely a centroid counts as class D where that is asked for") {
  const Scratch scratch;
  auto source = events_in(scratch.write("e.csv", text_with_pile()));
  source.keep_suspicious_stacks = false;
  const auto read = read_inputs(only(source));
  CHECK(read.inputs.incidents.size() == 500);
  CHECK(read.report.sources[0].used == 500);
  CHECK(read.report.sources[0].rows == 560);
  CHECK(rejects_of(read.report, RejectCause::position_class_d) == 60);
  REQUIRE(read.report.rejects.size() == 60);
  CHECK(read.report.rejects[0].row == 3);
  CHECK(read.report.rejects[0].column == "x");
  CHECK_THAT(read.report.rejects[0].value, Contains("60 events"));
  CHECK(read.report.sources[0].suspicious_stacks.size() == 1);
  for (const auto& position : read.inputs.incidents.position) {
    CHECK_FALSE(position == Point{518000.5, 6230000.5});
  }
}

TEST_CASE("The day of a report is read beside the event, and one that cannot be read loses no row") {
  const Scratch scratch;
  const std::string text =
      "x;y;date;reported\n517000;6229000;2025-11-24;2025-11-25\n517100;6229000;2025-11-24;2025-11-30 23:10\n"
      "517200;6229000;2025-11-25;\n517300;6229000;2025-11-26;snart\n";
  auto source = events_in(scratch.write("e.csv", text));
  source.columns.date = "date";
  source.columns.report_date = "reported";
  const auto read = read_inputs(only(source));
  using std::chrono::local_days;
  const local_days day_before{std::chrono::year{2025} / 11 / 24};
  const auto& reported = read.inputs.incidents.reported;
  REQUIRE(reported.size() == 4);
  CHECK(reported[0] == day_before + std::chrono::days{1});
  CHECK(reported[1] == day_before + std::chrono::days{6});
  CHECK_FALSE(reported[2]);
  CHECK_FALSE(reported[3]);
  CHECK(read.report.rejects.empty());
  CHECK(read.report.sources[0].unread_report_dates.rows == 1);
  CHECK(read.report.sources[0].unread_report_dates.column == "reported");
  source.columns.report_date.clear();
  CHECK(read_inputs(only(source)).inputs.incidents.reported.empty());
}

TEST_CASE("The zero of another system that somebody reprojected is no place") {
  const Scratch scratch;
  std::string text = "longitude,latitude\n";
  for (int i = 0; i < 400; ++i) {
    text += "-87." + std::to_string(6000 + 3 * i) + ",41." + std::to_string(7500 + 4 * i) + "\n";
    text += i % 100 == 0 ? "-91.686565684,36.619446395\n" : "";
  }
  auto source = events_in(scratch.write("e.csv", text));
  source.crs = "EPSG:4326";
  source.columns.x = "longitude";
  source.columns.y = "latitude";
  auto description = only(source);
  description.target_crs = "";
  const auto read = read_inputs(description);
  CHECK(read.crs.id() == "EPSG:32616");
  CHECK(read.inputs.incidents.size() == 400);
  CHECK(read.report.sources[0].used == 400);
  REQUIRE(read.report.rejects.size() == 4);
  CHECK(name_of(read.report.rejects[0].cause) == "zero_position");
  CHECK(read.report.rejects[0].row == 3);
  CHECK(read.report.rejects[0].column == "longitude");
  CHECK_THAT(read.report.rejects[0].value, Contains("-91.68656568, 36.61944639") && Contains("the zero of EPSG:3435"));
}

TEST_CASE("Hours that a change of the clock repeats or skips are counted and kept") {
  const auto report = report_of({"2024-03-31 02:30;", "2024-10-27 02:30;", "2024-10-27 02:59;", "2024-10-27 03:00;",
                                 "2024-03-31 01:59;", "2024-03-31;", "2024-10;"});
  CHECK(report.used == 7);
  CHECK(report.skipped_hours == 1);
  CHECK(report.repeated_hours == 2);
}

TEST_CASE("A stated offset from UTC tells which of two equal hours it was") {
  const auto certain = report_of({"2024-10-27T00:30Z;", "2024-10-27T01:30Z;"});
  CHECK(certain.repeated_hours == 0);
  CHECK(certain.zones_ignored == 0);
  const auto ignored = report_of({"2024-10-27T02:30Z;", "2024-10-27T03:30Z;"}, Clock::wall_clock);
  CHECK(ignored.repeated_hours == 1);
  CHECK(ignored.zones_ignored == 2);
}

TEST_CASE("Rows without the end that others have are counted") {
  const auto report =
      report_of({"2024-03-01 12:00;2024-03-01 14:00", "2024-03-01 12:00;", "2024-03-01 12:00;2024-03-01 12:00"});
  CHECK(report.used == 3);
  CHECK(report.no_end == 1);
  CHECK(report.intervals == 1);
}

TEST_CASE("Positions that are rounded are noticed, in the source's unit and in metres") {
  const Scratch scratch;
  std::string metres = "x;y\n";
  std::string degrees = "longitude;latitude\n";
  std::string exact = "x;y\n";
  for (int i = 0; i < 30; ++i) {
    metres += std::to_string(517000 + 100 * i) + ";" + std::to_string(6229000 + 100 * (i * 7 % 30)) + "\n";
    degrees += "15." + std::to_string(200 + i) + ";56." + std::to_string(200 + i * 7 % 30) + "\n";
    exact += std::to_string(517000.37 + 12.347 * i) + ";" + std::to_string(6229000.19 + 11.713 * i) + "\n";
  }
  const auto rounded = read_inputs(only(events_in(scratch.write("m.csv", metres))));
  CHECK(rounded.report.sources[0].position_step == 100.0);
  CHECK(rounded.report.sources[0].position_step_m == 100.0);
  CHECK(rounded.inputs.position_step_m == 100.0);
  auto source = events_in(scratch.write("d.csv", degrees));
  source.crs = "EPSG:4326";
  source.columns.x = "longitude";
  source.columns.y = "latitude";
  const auto in_degrees = read_inputs(only(source));
  CHECK(in_degrees.report.sources[0].position_step.value_or(0) == near(1e-12, 0.001));
  CHECK(in_degrees.inputs.position_step_m.value_or(0) == near(0.1, 111.2));  // a thousandth of 40 030 km / 360
  const auto fine = read_inputs(only(events_in(scratch.write("f.csv", exact))));
  CHECK(fine.inputs.position_step_m.value_or(0) < 0.01);
}

TEST_CASE("An unquoted separator that shifts a row's fields makes it a reject, not a wrong event") {
  const Scratch scratch;
  auto source = events_in(scratch.write(
      "e.csv", "typ,x,y,date\nRobbery,517000,6229000,2024-03-01\nTheft, other,517000,6229000,2024-03-01\n"));
  source.columns.date = "date";
  const auto read = read_inputs(only(source));
  CHECK(read.inputs.incidents.size() == 1);
  CHECK(read.report.sources[0].rows == 2);
  REQUIRE(read.report.rejects.size() == 1);
  CHECK(read.report.rejects[0].cause == RejectCause::shifted_row);
  CHECK(read.report.rejects[0].row == 3);
}

TEST_CASE("Equal rows all stay, for anonymised data repeat") {
  const Scratch scratch;
  auto source = events_in(
      scratch.write("e.csv", "x;y;month\n517000;6229000;2024-03\n517000;6229000;2024-03\n517000;6229000;2024-03\n"));
  source.columns.date = "month";
  const auto read = read_inputs(only(source));
  CHECK(read.inputs.incidents.size() == 3);
  CHECK(read.report.sources[0].stacked == 3);
  CHECK(read.report.sources[0].distinct_positions == 1);
}

TEST_CASE("Room is made for the rows that there are, not for twice as many") {
  const Scratch scratch;
  std::string text = "x;y;typ\n";
  constexpr std::size_t rows = 40000;  // some 800 KB; growing by doubling would end at 65536
  for (std::size_t i = 0; i < rows; ++i) {
    text += std::to_string(517000 + i % 1000) + ";6229" + std::to_string(100 + i % 900) + ";a\n";
  }
  const auto read = read_inputs(only(events_in(scratch.write("e.csv", text))));
  const auto& incidents = read.inputs.incidents;
  REQUIRE(incidents.size() == rows);
  CHECK(incidents.position.capacity() < rows * 11 / 10);
  CHECK(incidents.time.capacity() < rows * 11 / 10);
  CHECK(incidents.row.capacity() < rows * 11 / 10);
}

TEST_CASE("Ambiguous dates are refused with what to state, and read as stated") {
  const Scratch scratch;
  auto source = events_in(scratch.write("e.csv", "x;y;date\n517000;6229000;03/04/2024\n517000;6229000;05/06/2024\n"));
  source.columns.date = "date";
  CHECK_THAT(failure<InvalidOption>([&] { static_cast<void>(read_inputs(only(source))); }),
             Contains("column 'date'") && Contains("day_first") && Contains("month_first"));
  source.date_order = DateOrder::month_first;
  using namespace std::chrono;
  const LocalTime march_4 = local_days{2024y / 3 / 4};
  CHECK(read_inputs(only(source)).inputs.incidents.time[0] == TimeSpan{march_4, march_4 + days{1}});
  source.date_order = DateOrder::day_first;
  const LocalTime april_3 = local_days{2024y / 4 / 3};
  CHECK(read_inputs(only(source)).inputs.incidents.time[0] == TimeSpan{april_3, april_3 + days{1}});
}

TEST_CASE("A coordinate system that puts the events far from the study area is refused, with the likely one") {
  const Scratch scratch;
  // Ronneby in SWEREF 99 15 00, said to be SWEREF 99 TM.
  auto source = events_in(scratch.write("e.csv", "x;y\n167548;6231640\n168000;6232000\n"));
  auto description = only(source);
  test::write_with_ogr(scratch.path("area.gpkg"), "GPKG",
                       {{.name = "a",
                         .crs = "EPSG:4326",
                         .type = wkbPolygon,
                         .fields = {{"n", OFTString}},
                         .rows = {{"n"}},
                         .wkt = {"POLYGON ((15.2 56.1, 15.4 56.1, 15.4 56.3, 15.2 56.3, 15.2 56.1))"},
                         .options = {}}});
  description.area.path = scratch.path("area.gpkg");
  description.area.path_as_written = "area.gpkg";
  CHECK_THAT(failure<DataError>([&] { static_cast<void>(read_inputs(description)); }),
             Contains("events: ") && Contains("EPSG:3006") && Contains("state crs = \"EPSG:3009\""));
  description.sources[0].crs = "EPSG:3009";
  CHECK(read_inputs(description).inputs.incidents.size() == 2);
}

TEST_CASE("A column that looks like data on persons is refused as a class, unless the user insists") {
  const Scratch scratch;
  auto source =
      events_in(scratch.write("e.csv", "x;y;Namn\n517000;6229000;Anna Svensson\n517000;6229001;Bo Karlsson\n"));
  source.columns.class_name = "Namn";
  CHECK_THAT(failure<InvalidOption>([&] { static_cast<void>(read_inputs(only(source))); }),
             Contains("'Namn'") && Contains("persons") && Contains("allow_person_columns"));
  source.person_columns = {"Namn"};
  CHECK(read_inputs(only(source)).inputs.classes.size() == 2);
}

}  // namespace lykta::tests_of_events
