#include <string>
#include <vector>

#include <fmt/format.h>
#include <sys/inotify.h>
#include <unistd.h>

#include "engine/base/error.hpp"
#include "geo/format/row_source.hpp"
#include "geo/read/inspection.hpp"
#include "tests/catch.hpp"
#include "tests/geo/ogr_file.hpp"
#include "tests/geo/scratch.hpp"

namespace lykta::tests_of_inspection {
namespace {

using Catch::Contains;
using test::failure;
using test::near;
using test::Scratch;
using Texts = std::vector<std::string>;

Inspection inspect_file(const std::string& path) {
  InspectionRequest request;
  request.path = path;
  return inspect(request);
}

const InspectedColumn& column_of(const Inspection& inspection, std::string_view name) {
  for (const auto& column : inspection.columns) {
    if (column.name == name) {
      return column;
    }
  }
  throw std::runtime_error("no column " + std::string(name));
}

/// Ten events of a municipality as its register might export them, in Windows-1252.
const char* const export_of_a_register =
    "H\xE4ndelser 2024;;;;;;\r\n"
    ";;;;;;\r\n"
    "Id;Brottstyp;Datum;Klockslag;E (SWEREF 99 TM);N (SWEREF 99 TM);Telefon\r\n"
    "0001;St\xF6ld;2024-03-01;12:00;517000,5;6229000,5;070-123 45 67\r\n"
    "0002;St\xF6ld;2024-03-02;13:30;517100,5;6229100,5;070-123 45 68\r\n"
    "0003;R\xE5n;2024-03-03;;517200,5;6229200,5;\r\n"
    "0004;St\xF6ld;2024-03-04;00:00;517300,5;6229300,5;070-123 45 69\r\n"
    "0005;St\xF6ld;2024-03-05;15:00;517400,5;6229400,5;070-123 45 60\r\n"
    "0006;St\xF6ld;2024-03-06;16:00;0;0;070-123 45 61\r\n"
    "0007;St\xF6ld;2024-03-07;17:00;;;070-123 45 62\r\n"
    "0008;R\xE5n;2024-02-30;18:00;517500,5;6229500,5;070-123 45 63\r\n"
    "0009;R\xE5n;2024-03-09;19:00;517600,5;6229600,5;070-123 45 64\r\n"
    "0009;R\xE5n;2024-03-09;19:00;517600,5;6229600,5;070-123 45 64\r\n";

test::OgrLayer points_of(const std::string& crs) {
  return {.name = "points",
          .crs = crs,
          .fields = {{"typ", OFTString}, {"datum", OFTString}},
          .rows = {{"a", "2024-03-01 12:00"}, {"b", "2024-03-02 12:00"}},
          .wkt = {"POINT (517000 6229000)", "POINT (517100 6229100)"},
          .options = {}};
}

}  // namespace

TEST_CASE("Of a text file is told how it is written, which columns it has, and what they are taken for") {
  const Scratch scratch;
  const auto found = inspect_file(scratch.write("e.csv", export_of_a_register));
  CHECK(found.format.driver == "CSV");
  REQUIRE(found.format.encoding.has_value());
  CHECK(found.format.encoding->name == "Windows-1252");
  REQUIRE(found.format.dialect.has_value());
  CHECK(found.format.dialect->separator == ';');
  REQUIRE(found.format.header.has_value());
  CHECK(found.format.header->row == 3);
  REQUIRE(found.columns.size() == 7);
  CHECK(found.columns[0].name == "Id");
  CHECK(found.columns[0].examples == Texts{"0001", "0002", "0003"});  // leading zeros stay
  CHECK(column_of(found, "Brottstyp").type == ColumnType::text);
  CHECK(column_of(found, "Brottstyp").examples == Texts{"Stöld", "Rån"});
  CHECK(column_of(found, "Datum").type == ColumnType::date);
  CHECK(column_of(found, "Klockslag").type == ColumnType::time_of_day);
  CHECK(column_of(found, "Klockslag").filled == 9);
  CHECK(column_of(found, "E (SWEREF 99 TM)").type == ColumnType::number);
  CHECK_THAT(column_of(found, "E (SWEREF 99 TM)").how.en(), Contains("decimal comma"));
  CHECK(found.guess.kind == SourceKind::incidents);
  CHECK(found.guess.columns.x == "E (SWEREF 99 TM)");
  CHECK(found.guess.columns.y == "N (SWEREF 99 TM)");
  CHECK(found.guess.columns.date == "Datum");
  CHECK(found.guess.columns.time == "Klockslag");
  CHECK(found.guess.columns.class_name == "Brottstyp");
  CHECK(found.guess.crs == "EPSG:3006");
  CHECK_FALSE(found.guess.crs_declared);
  CHECK_FALSE(found.guess.crs_why.empty());
  CHECK(found.guess.reasons.size() == 5);
}

TEST_CASE("Of the rows is told how many there are, what is wrong with them, and where and when the events were") {
  const Scratch scratch;
  const auto found = inspect_file(scratch.write("e.csv", export_of_a_register));
  CHECK(found.not_read.empty());
  CHECK(found.rows == 10);
  CHECK(found.equal_rows == 1);
  REQUIRE(found.report.has_value());
  REQUIRE(found.report->sources.size() == 1);
  CHECK(found.report->sources[0].rows == 10);
  CHECK(found.report->sources[0].used == 7);
  CHECK(found.report->sources[0].stacked == 2);
  std::map<std::string_view, int> causes;
  for (const auto& reject : found.report->rejects) {
    ++causes[name_of(reject.cause)];
  }
  CHECK(causes == std::map<std::string_view, int>{{"zero_position", 1}, {"no_position", 1}, {"unreadable_date", 1}});
  CHECK(found.same_events == 1);
  REQUIRE(found.extent_degrees.has_value());
  // By Krüger's series (see test_crs.cpp) Ronneby station, 517 541.9 E 6 229 148.3 N, is at 15.282778 E 56.206944 N.
  CHECK(found.extent_degrees->min_x == near(0.001, 15.2741));
  CHECK(found.extent_degrees->min_y == near(0.001, 56.2056));
  CHECK(found.extent_degrees->width() == near(0.0005, 0.0097));
  REQUIRE(found.times.has_value());
  using namespace std::chrono;
  const LocalTime first = local_days{2024y / 3 / 1};
  CHECK(found.times->range.start == first + hours{12});
  CHECK(found.times->range.end == first + days{8} + hours{19});
  CHECK(found.times->days_only == 1);
  CHECK(found.times->at_midnight == 1);
  CHECK(found.times->months_only == 0);
  CHECK(found.class_values == std::map<std::string, std::uint64_t>{{"Stöld", 4}, {"Rån", 3}});
}

TEST_CASE("Columns that look like data on persons are named as such, and none of their values is shown") {
  const Scratch scratch;
  const auto found = inspect_file(scratch.write("e.csv", export_of_a_register));
  const auto& telephone = column_of(found, "Telefon");
  CHECK(telephone.personal.what != PersonalData::none);
  CHECK(telephone.examples.empty());
  CHECK(telephone.filled == 9);
  CHECK(column_of(found, "Brottstyp").personal.what == PersonalData::none);
}

TEST_CASE("What could not be read is told with what to state, and the rest is told all the same") {
  const Scratch scratch;
  const auto ambiguous =
      inspect_file(scratch.write("a.csv", "longitude,latitude,date\n15.28,56.20,03/04/2024\n15.29,56.21,05/06/2024\n"));
  CHECK_THAT(ambiguous.not_read.en(), Contains("day_first") && Contains("month_first") && Contains("date"));
  CHECK(ambiguous.rows == 2);
  CHECK(column_of(ambiguous, "date").type == ColumnType::date);
  CHECK_FALSE(ambiguous.report.has_value());
  const auto zone = inspect_file(scratch.write("z.csv", "x,y\n167548,6231640\n168000,6232000\n"));
  CHECK(zone.guess.crs.empty());
  CHECK_THAT(zone.not_read.en(), Contains("coordinate system") && Contains("EPSG:3009") && Contains("EPSG:3010"));
  const auto placeless = inspect_file(scratch.write("p.csv", "typ,datum\na,2024-03-01\n"));
  CHECK_THAT(placeless.not_read.en(), Contains("no column of positions"));
  CHECK(placeless.rows == 1);
}

TEST_CASE("Where the study area lies tells a zone") {
  const Scratch scratch;
  InspectionRequest request;
  request.path = scratch.write("z.csv", "x,y\n167548,6231640\n168000,6232000\n");
  request.expected_degrees = Box{15, 56, 15.6, 56.4};
  const auto found = inspect(request);
  CHECK(found.guess.crs == "EPSG:3009");
  CHECK(found.not_read.empty());
  CHECK(description_of(found).crs == "EPSG:3009");
}

TEST_CASE("A layer brings its own coordinate system, and a false one is not believed") {
  const Scratch scratch;
  test::write_with_ogr(scratch.path("good.gpkg"), "GPKG", {points_of("EPSG:3006")});
  const auto good = inspect_file(scratch.path("good.gpkg"));
  CHECK(good.guess.crs_declared);
  CHECK(good.guess.crs == "EPSG:3006");
  CHECK(good.format.has_geometry);
  CHECK_FALSE(good.has_polygons);
  CHECK(good.not_read.empty());
  REQUIRE(good.report.has_value());
  CHECK(good.report->sources[0].used == 2);
  CHECK(description_of(good).crs.empty());
  test::write_with_ogr(scratch.path("false.gpkg"), "GPKG", {points_of("EPSG:3009")});
  const auto wrong = inspect_file(scratch.path("false.gpkg"));
  CHECK_THAT(wrong.not_read.en(), Contains("EPSG:3009") && Contains("EPSG:3006"));
}

TEST_CASE("Polygons are told from points, and those with the same columns are not equal") {
  const Scratch scratch;
  test::write_with_ogr(scratch.path("p.gpkg"), "GPKG",
                       {{.name = "p",
                         .crs = "EPSG:4326",
                         .type = wkbPolygon,
                         .fields = {{"n", OFTString}},
                         .rows = {{"a"}, {"a"}},
                         .wkt = {"POLYGON ((15.2 56.1, 15.4 56.1, 15.4 56.3, 15.2 56.1))",
                                 "POLYGON ((15.5 56.1, 15.6 56.1, 15.6 56.3, 15.5 56.1))"},
                         .options = {}}});
  const auto found = inspect_file(scratch.path("p.gpkg"));
  CHECK(found.has_polygons);
  CHECK(found.rows == 2);
  CHECK(found.equal_rows == 0);
  const auto box = extent_of_polygons(scratch.path("p.gpkg"), "");
  REQUIRE(box.has_value());
  CHECK(box->min_x == near(1e-9, 15.2));
  CHECK(box->max_x == near(1e-9, 15.6));
  CHECK_FALSE(extent_of_polygons(scratch.write("e.csv", export_of_a_register), "").has_value());
}

TEST_CASE("A few wild coordinates do not make the others wrong") {
  const Scratch scratch;
  std::string text = "longitude,latitude\n";
  for (int i = 0; i < 300; ++i) {
    text += "15.2" + std::to_string(i % 10) + ",56.2" + std::to_string(i % 7) + "\n";
  }
  const auto found = inspect_file(scratch.write("e.csv", text + "-91.2,89\n"));
  CHECK(found.not_read.empty());
  REQUIRE(found.report.has_value());
  CHECK(found.report->sources[0].used >= 300);
}

TEST_CASE("A column that is there twice is said to be, and is taken for nothing") {
  const Scratch scratch;
  const auto found = inspect_file(scratch.write("e.csv", "x,y,typ,typ\n517000,6229000,a,b\n517001,6229001,a,b\n"));
  REQUIRE(found.columns.size() == 4);
  CHECK_THAT(found.columns[2].how.en(), Contains("several times"));
  CHECK(found.guess.columns.class_name.empty());
  CHECK(found.not_read.empty());
}

TEST_CASE("The sheet of a workbook is inspected like a text file") {
  const Scratch scratch;
  const auto path = scratch.path("b.xlsx");
  test::write_with_ogr(path, "XLSX",
                       {{.name = "Blad1",
                         .crs = "",
                         .type = wkbNone,
                         .fields = {{"E", OFTReal}, {"N", OFTReal}, {"Datum", OFTDate}},
                         .rows = {{"517000.5", "6229000.5", "2024/03/01"}, {"517100.5", "6229100.5", "2024/03/02"}},
                         .wkt = {},
                         .options = {}}});
  const auto found = inspect_file(path);
  CHECK(found.format.driver == "XLSX");
  CHECK(found.format.layer == "Blad1");
  CHECK(found.guess.crs == "EPSG:3006");
  CHECK(found.guess.columns.date == "Datum");
  CHECK(found.not_read.empty());
  REQUIRE(found.times.has_value());
  CHECK(found.times->days_only == 2);
}

TEST_CASE("A file that cannot be opened is refused by name") {
  const Scratch scratch;
  CHECK_THAT(failure<DataError>([&] { static_cast<void>(inspect_file(scratch.path("none.csv"))); }),
             Contains("none.csv") && Contains("no such file"));
}

namespace {

/// How often a file is opened while something is done, as the system tells. Two events that are the same become one, so it is told
/// of closing as well.
template <typename Work>
std::size_t opens_of(const std::string& path, const Work& work) {
  const auto watch = inotify_init1(IN_NONBLOCK);
  REQUIRE(watch >= 0);
  REQUIRE(inotify_add_watch(watch, path.c_str(), IN_OPEN | IN_CLOSE) >= 0);
  work();
  std::size_t opens = 0;
  std::vector<inotify_event> events(1024);  // of a file, so without names behind them
  const auto bytes = ::read(watch, events.data(), events.size() * sizeof(inotify_event));
  events.resize(bytes > 0 ? static_cast<std::size_t>(bytes) / sizeof(inotify_event) : 0);
  for (const auto& event : events) {
    opens += (event.mask & IN_OPEN) != 0 ? 1U : 0U;
  }
  ::close(watch);
  return opens;
}

}  // namespace

TEST_CASE("A file is looked through once, and what was found out about its layout serves all the reading") {
  const Scratch scratch;
  std::string text = "typ;datum;x;y\n";
  for (int i = 0; i < 50; ++i) {
    text += fmt::format("Klotter;2025-03-{:02};{};{}\n", 1 + i % 28, 516000 + 37 * i, 6229000 + 53 * i);
  }
  const auto path = scratch.write("e.csv", text);
  const RowRequest request{.path = path, .layer = {}, .text = {}, .wanted = {}, .allowed_hosts = {}};
  const auto to_open = opens_of(path, [&] { const RowSource source(request); });
  RowSource source(request);
  const auto to_read = opens_of(path, [&] { source.read({0}, [](const RowBatch&) { return true; }); });
  InspectionRequest inspected;
  inspected.path = path;
  const auto opens = opens_of(path, [&] { CHECK(inspect(inspected).rows == 50); });
  // A sample, all rows, three for the guess of the system, the first rows for persons, the styles of the columns, and all rows as
  // a run reads them.
  constexpr std::size_t passes = 8;
  CHECK(to_open == 1);
  CHECK(opens <= to_open + passes * to_read);
}

}  // namespace lykta::tests_of_inspection
