#include <chrono>

#include "engine/base/error.hpp"
#include "geo/read/understand.hpp"
#include "tests/catch.hpp"
#include "tests/geo/ogr_file.hpp"
#include "tests/geo/scratch.hpp"

namespace lykta::tests_of_understand {
namespace {

using Catch::Contains;
using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;
using test::failure;
using test::Scratch;

LocalTime at(int year, unsigned month, unsigned day, int hour = 0, int minute = 0) {
  return LocalTime{
             std::chrono::local_days{std::chrono::year{year} / std::chrono::month{month} / std::chrono::day{day}}} +
         hours{hour} + minutes{minute};
}

const char* const stockholm = "Europe/Stockholm";

/// A text file of one source; the description is filled in by the test.
SourceDescription source_of(const std::string& path) {
  SourceDescription source;
  source.name = "source";
  source.path = path;
  source.path_as_written = path;
  return source;
}

/// Calls `look` for each row of a source: (batch, row in the batch).
template <typename Look>
void each_row(Rows& rows, Look look) {
  rows.read(
      [&](const RowBatch& batch) {
        for (std::size_t row = 0; row < batch.size(); ++row) {
          look(batch, row);
        }
        return true;
      },
      {});
}

std::vector<OrFault<Point>> positions_of(const SourceDescription& source) {
  Rows rows(source, {});
  std::vector<OrFault<Point>> positions;
  each_row(rows, [&](const RowBatch& batch, std::size_t row) { positions.push_back(rows.position(batch, row)); });
  return positions;
}

/// What the first row of a table means as a time.
OrFault<RowTime> time_of(const std::string& row, const ColumnMapping& columns, Clock clock = Clock::as_written) {
  const Scratch scratch;
  auto source = source_of(scratch.write("t.csv", "x;y;date;time;to;until\n1;2;" + row + "\n"));
  source.columns = columns;
  source.columns.x = "x";
  source.columns.y = "y";
  source.clock = clock;
  Rows rows(source, {});
  LocalClock local_clock(stockholm);
  OrFault<RowTime> time;
  each_row(rows, [&](const RowBatch& batch, std::size_t index) { time = rows.time(batch, index, local_clock); });
  return time;
}

/// Columns by their meaning; all others stay empty.
ColumnMapping columns(std::initializer_list<std::pair<std::string ColumnMapping::*, const char*>> named) {
  ColumnMapping mapping;
  for (const auto& [meaning, name] : named) {
    mapping.*meaning = name;
  }
  return mapping;
}

const auto date_only = columns({{&ColumnMapping::date, "date"}});
const auto date_and_time = columns({{&ColumnMapping::date, "date"}, {&ColumnMapping::time, "time"}});
const auto interval = columns({{&ColumnMapping::date, "date"},
                               {&ColumnMapping::time, "time"},
                               {&ColumnMapping::end_date, "to"},
                               {&ColumnMapping::end_time, "until"}});

TimeSpan span(const OrFault<RowTime>& time) {
  REQUIRE(std::holds_alternative<RowTime>(time));
  REQUIRE(std::get<RowTime>(time).span.has_value());
  return *std::get<RowTime>(time).span;
}

Fault fault(const OrFault<RowTime>& time) {
  REQUIRE(std::holds_alternative<Fault>(time));
  return std::get<Fault>(time);
}

TimeSpan moment(LocalTime time) { return {time, time}; }

/// What one row of coordinates means.
OrFault<Point> position_of(const std::string& x, const std::string& y) {
  const Scratch scratch;
  auto source = source_of(scratch.write("p.csv", "a;x;y\n1;" + x + ";" + y + "\n"));
  source.columns.x = "x";
  source.columns.y = "y";
  return positions_of(source).at(0);
}

void check_fault(const OrFault<Point>& position, RejectCause cause, const std::string& column,
                 const std::string& value) {
  REQUIRE(std::holds_alternative<Fault>(position));
  const auto& found = std::get<Fault>(position);
  CHECK(name_of(found.cause) == name_of(cause));
  CHECK(found.column == column);
  CHECK(found.value == value);
}

}  // namespace

TEST_CASE("Coordinates are read from their columns, whatever the decimal sign") {
  CHECK(std::get<Point>(position_of("517541,9", "6 229 148.3")) == Point{517541.9, 6229148.3});
  CHECK(std::get<Point>(position_of("0", "6229148")) == Point{0, 6229148});  // one zero alone is a coordinate
}

TEST_CASE("A row without a usable position says which column and value it was") {
  check_fault(position_of("", "5"), RejectCause::no_position, "x", "");
  check_fault(position_of("5", " "), RejectCause::no_position, "y", "");
  check_fault(position_of("abc", "5"), RejectCause::unreadable_position, "x", "abc");
  check_fault(position_of("5", "1.2.3"), RejectCause::unreadable_position, "y", "1.2.3");
  check_fault(position_of("NaN", "5"), RejectCause::no_position, "x", "NaN");
  check_fault(position_of("0", "0,0"), RejectCause::zero_position, "x", "0, 0");
}

TEST_CASE("A geometry that is missing, empty, no point or at the origin is no position") {
  const Scratch scratch;
  const auto path = scratch.path("g.gpkg");
  test::write_with_ogr(path, "GPKG",
                       {{.name = "g",
                         .type = wkbUnknown,
                         .fields = {{"a", OFTString}},
                         .rows = std::vector<std::vector<std::string>>(8, {"a"}),
                         .wkt = {"POINT (5 6)", "", "POINT EMPTY", "LINESTRING (0 0, 1 1)", "POINT (0 0)",
                                 "POINT Z (7 8 9)", "MULTIPOINT ((5 6))", "MULTIPOINT ((5 6), (7 8))"},
                         .options = {}}});
  const auto positions = positions_of(source_of(path));
  REQUIRE(positions.size() == 8);
  CHECK(std::get<Point>(positions[0]) == Point{5, 6});
  check_fault(positions[1], RejectCause::no_position, "", "");
  check_fault(positions[2], RejectCause::no_position, "", "");
  check_fault(positions[3], RejectCause::not_a_point, "", "line");
  check_fault(positions[4], RejectCause::zero_position, "", "0, 0");
  CHECK(std::get<Point>(positions[5]) == Point{7, 8});  // the height is of no interest
  CHECK(std::get<Point>(positions[6]) == Point{5, 6});  // several points that are one
  check_fault(positions[7], RejectCause::not_a_point, "", "several points");
}

TEST_CASE("A date and a time of day that stand apart are one moment") {
  CHECK(span(time_of("2024-03-01;23:15;;", date_and_time)) == moment(at(2024, 3, 1, 23, 15)));
  CHECK(span(time_of("2024-03-01;24:00;;", date_and_time)) == moment(at(2024, 3, 2)));
  CHECK(span(time_of("2024/03/01 00:00:00;23.15;;", date_and_time)) == moment(at(2024, 3, 1, 23, 15)));
}

TEST_CASE("A date without a time of day is the whole day") {
  const TimeSpan day{at(2024, 3, 1), at(2024, 3, 2)};
  CHECK(span(time_of("2024-03-01;;;", date_only)) == day);
  CHECK(span(time_of("2024-03-01;;;", date_and_time)) == day);
  // The midnight of a sheet's date cell is nobody's time while the time stands in its own column.
  CHECK(span(time_of("2024/03/01 00:00:00;;;", date_and_time)) == day);
  CHECK(span(time_of("2024-03-01 00:00;;;", date_only)) == moment(at(2024, 3, 1)));
}

TEST_CASE("A month stays a month, also beside a time of day") {
  const TimeSpan march{at(2024, 3, 1), at(2024, 4, 1)};
  CHECK(span(time_of("2024-03;;;", date_only)) == march);
  CHECK(span(time_of("2024-03;23:15;;", date_and_time)) == march);
}

TEST_CASE("From and to make an interval") {
  CHECK(span(time_of("2024-03-01;18:00;2024-03-04;07:00", interval)) ==
        TimeSpan{at(2024, 3, 1, 18), at(2024, 3, 4, 7)});
  CHECK(span(time_of("2024-03-01;18:00;;", interval)) == moment(at(2024, 3, 1, 18)));
  // Whole days: from the beginning of the first to the end of the last.
  CHECK(span(time_of("2024-03-01;;2024-03-02;", interval)) == TimeSpan{at(2024, 3, 1), at(2024, 3, 3)});
  CHECK(span(time_of("2024-03-01;18:00;2024-03-01;", interval)) == TimeSpan{at(2024, 3, 1, 18), at(2024, 3, 2)});
  CHECK(span(time_of("2024-03-01;18:00;2024-03-01;18:00", interval)) == moment(at(2024, 3, 1, 18)));
}

TEST_CASE("An interval that ends before it begins is a fault, with what stood there") {
  const auto found = fault(time_of("2024-03-02;18:00;2024-03-01;07:00", interval));
  CHECK(name_of(found.cause) == "end_before_start");
  CHECK(found.column == "to");
  CHECK(found.value == "2024-03-01 07:00");
}

TEST_CASE("A time of day that cannot be read leaves its day, with what stood there") {
  const auto check = [](const OrFault<RowTime>& time, TimeSpan expected, const char* column, const char* value) {
    REQUIRE(std::holds_alternative<RowTime>(time));
    const auto& found = std::get<RowTime>(time);
    CHECK(found.span == expected);
    REQUIRE(found.unread_time.has_value());
    CHECK(found.unread_time->column == column);
    CHECK(found.unread_time->value == value);
  };
  check(time_of("2024-03-01;25:00;;", date_and_time), {at(2024, 3, 1), at(2024, 3, 2)}, "time", "25:00");
  check(time_of("2024-03-01 00:00;25:00;;", date_and_time), {at(2024, 3, 1), at(2024, 3, 2)}, "time", "25:00");
  check(time_of("2024-03-01 25:00;;;", date_only), {at(2024, 3, 1), at(2024, 3, 2)}, "date", "2024-03-01 25:00");
  check(time_of("2024-03-01;12:00;2024-03-01;late", interval), {at(2024, 3, 1, 12), at(2024, 3, 2)}, "until", "late");
}

TEST_CASE("A word for a missing date, time or end is a missing one") {
  CHECK(name_of(fault(time_of("okänt;12:00;;", date_and_time)).cause) == "no_date");
  CHECK(span(time_of("2024-03-01;-;;", date_and_time)) == TimeSpan{at(2024, 3, 1), at(2024, 3, 2)});
  CHECK(span(time_of("2024-03-01;12:00;NULL;", interval)) == moment(at(2024, 3, 1, 12)));
}

TEST_CASE("A part of the day is a span, and an offset decides which of two equal hours comes first") {
  CHECK(span(time_of("2024-03-01;kväll;;", date_and_time)) == TimeSpan{at(2024, 3, 1, 18), at(2024, 3, 2)});
  CHECK(span(time_of("2024-10-27T02:50:00+02:00;;2024-10-27T02:10:00+01:00;", interval)) ==
        TimeSpan{at(2024, 10, 27, 2, 10), at(2024, 10, 27, 2, 50)});
  CHECK(name_of(fault(time_of("2024-10-27T02:10:00+01:00;;2024-10-27T02:50:00+02:00;", interval)).cause) ==
        "end_before_start");
}

TEST_CASE("A date that cannot be read is a fault, with what stood there") {
  const auto check = [](const OrFault<RowTime>& time, const char* cause, const char* column, const char* value) {
    const auto found = fault(time);
    CHECK(name_of(found.cause) == cause);
    CHECK(found.column == column);
    CHECK(found.value == value);
  };
  check(time_of(";12:00;;", date_and_time), "no_date", "date", "");
  check(time_of("2024-02-31;12:00;;", date_and_time), "unreadable_date", "date", "2024-02-31");
  check(time_of("2024-03-01;12:00;soon;", interval), "unreadable_date", "to", "soon");
}

TEST_CASE("A source without a date column has no time and no fault") {
  const auto time = time_of("2024-03-01;;;", {});
  REQUIRE(std::holds_alternative<RowTime>(time));
  CHECK_FALSE(std::get<RowTime>(time).span.has_value());
}

TEST_CASE("A stated offset from UTC is heeded, unless the file is known to hold wall-clock time") {
  CHECK(span(time_of("2024-07-01T12:00Z;;;", date_only)) == moment(at(2024, 7, 1, 14)));
  CHECK(span(time_of("2024-01-01T12:00Z;;;", date_only)) == moment(at(2024, 1, 1, 13)));
  CHECK(span(time_of("2024-07-01T12:00+02:00;;;", date_only)) == moment(at(2024, 7, 1, 12)));
  CHECK(span(time_of("2024-07-01T12:00Z;;;", date_only, Clock::wall_clock)) == moment(at(2024, 7, 1, 12)));
  CHECK(span(time_of("2024-07-01T12:00;;;", date_only)) == moment(at(2024, 7, 1, 12)));
}

TEST_CASE("Column mappings that cannot be are refused") {
  const Scratch scratch;
  const auto path = scratch.write("t.csv", "x;y;date;time\n1;2;2024-03-01;12:00\n");
  const auto refusal = [&](const ColumnMapping& columns) {
    auto source = source_of(path);
    source.columns = columns;
    return failure<InvalidOption>([&] { const Rows rows(source, {}); });
  };
  CHECK_THAT(refusal(columns({{&ColumnMapping::x, "x"}})), Contains("x and y go together"));
  CHECK_THAT(refusal(columns({{&ColumnMapping::y, "y"}})), Contains("x and y go together"));
  CHECK_THAT(refusal(columns({{&ColumnMapping::x, "x"}, {&ColumnMapping::y, "y"}, {&ColumnMapping::time, "time"}})),
             Contains("need a column date"));
  CHECK_THAT(refusal(columns({{&ColumnMapping::x, "x"}, {&ColumnMapping::y, "y"}, {&ColumnMapping::end_date, "date"}})),
             Contains("need a column date"));
  CHECK_THAT(refusal(columns({{&ColumnMapping::x, "x"},
                              {&ColumnMapping::y, "y"},
                              {&ColumnMapping::date, "date"},
                              {&ColumnMapping::end_time, "time"}})),
             Contains("needs a column end_date"));
  CHECK_THAT(refusal({}), Contains(path) && Contains("no geometry") && Contains("x, y, date, time"));
}

TEST_CASE("The coordinate system is the stated one, else the layer's, else degrees by the names of the columns") {
  const Scratch scratch;
  bool assumed = true;
  test::write_with_ogr(scratch.path("g.gpkg"), "GPKG",
                       {{.name = "g",
                         .crs = "EPSG:3009",
                         .fields = {{"a", OFTString}},
                         .rows = {{"a"}},
                         .wkt = {"POINT (5 6)"},
                         .options = {}}});
  auto layer = source_of(scratch.path("g.gpkg"));
  CHECK(Rows(layer, {}).crs(assumed).id() == "EPSG:3009");
  CHECK_FALSE(assumed);
  layer.crs = "EPSG:3006";
  CHECK(Rows(layer, {}).crs(assumed).id() == "EPSG:3006");

  auto text = source_of(scratch.write("t.csv", "Longitud;Latitud;x;y\n15,2;56,2;1;2\n"));
  text.columns.x = "Longitud";
  text.columns.y = "Latitud";
  CHECK(Rows(text, {}).crs(assumed).id() == "EPSG:4326");
  CHECK(assumed);
  text.columns.x = "x";
  text.columns.y = "y";
  CHECK_THAT(failure<InvalidOption>([&] { static_cast<void>(Rows(text, {}).crs(assumed)); }),
             Contains(text.path) && Contains("not declared") && Contains("crs = \"EPSG:3006\""));
  text.options.crs = "--source-crs";
  text.crs_guess = "could be any of EPSG:3008, EPSG:3009";
  CHECK_THAT(failure<InvalidOption>([&] { static_cast<void>(Rows(text, {}).crs(assumed)); }),
             Contains("not declared, and could be any of EPSG:3008, EPSG:3009") &&
                 Contains("state it (--source-crs EPSG:3006 or the like)"));
}

TEST_CASE("Text of a column comes trimmed, and empty where it is not mapped") {
  const Scratch scratch;
  auto source = source_of(scratch.write("t.csv", "x;y;typ\n1;2;  St\xC3\xB6ld \n"));
  source.columns = columns({{&ColumnMapping::x, "x"}, {&ColumnMapping::y, "y"}, {&ColumnMapping::class_name, "typ"}});
  Rows rows(source, {});
  std::size_t seen = 0;
  each_row(rows, [&](const RowBatch& batch, std::size_t row) {
    ++seen;
    CHECK(rows.text(&ColumnMapping::class_name, batch, row) == "Stöld");
    CHECK(rows.text(&ColumnMapping::category, batch, row).empty());
  });
  CHECK(seen == 1);
}

}  // namespace lykta::tests_of_understand
