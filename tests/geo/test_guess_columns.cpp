#include "geo/read/guess_columns.hpp"
#include "tests/catch.hpp"
#include "tests/geo/scratch.hpp"

namespace lykta::tests_of_guess_columns {
namespace {

using Names = std::vector<std::string>;
using test::Scratch;

/// What is guessed of a file of two columns.
SourceGuess guess_of(const std::string& x_name, const std::string& y_name, const Names& x, const Names& y,
                     const std::optional<Box>& expected_degrees = {}) {
  const Scratch scratch;
  auto text = x_name + ";" + y_name + "\n";
  for (std::size_t i = 0; i < x.size(); ++i) {
    text += x[i] + ";" + y[i] + "\n";
  }
  RowRequest request;
  request.path = scratch.write("t.csv", text);
  RowSource source(request);
  return guess_source(source, sample_columns(source), expected_degrees);
}

std::string crs_of(const std::string& x_name, const std::string& y_name, const Names& x, const Names& y) {
  return guess_of(x_name, y_name, x, y).crs;
}

}  // namespace

TEST_CASE("The columns of a Swedish municipality's export are recognised") {
  const auto columns =
      guess_columns({"Händelse-ID", "Brottstyp", "Datum från", "Klockslag från", "Datum till", "Klockslag till",
                     "Upptäckt", "Lägesklass", "N (SWEREF 99 15 00)", "E (SWEREF 99 15 00)", "Anmärkning"});
  CHECK(columns.x == "E (SWEREF 99 15 00)");
  CHECK(columns.y == "N (SWEREF 99 15 00)");
  CHECK(columns.date == "Datum från");
  CHECK(columns.time == "Klockslag från");
  CHECK(columns.end_date == "Datum till");
  CHECK(columns.end_time == "Klockslag till");
  CHECK(columns.class_name == "Brottstyp");
  CHECK(columns.position_class == "Lägesklass");
  CHECK(columns.discovered == "Upptäckt");
}

TEST_CASE("English columns are recognised") {
  const auto columns =
      guess_columns({"uid", "offense_type", "date_start", "date_end", "longitude", "latitude", "location_type"});
  CHECK(columns.x == "longitude");
  CHECK(columns.y == "latitude");
  CHECK(columns.date == "date_start");
  CHECK(columns.end_date == "date_end");
  CHECK(columns.class_name == "offense_type");
}

TEST_CASE("A column that says where it was is an address; one of what sort of place it was is none") {
  CHECK(guess_columns({"id", "Gata", "typ"}).address == "Gata");
  CHECK(guess_columns({"Stadsdel", "Adress"}).address == "Adress");
  CHECK(guess_columns({"block", "location_description"}).address == "block");
  for (const auto* name :
       {"location_type", "location_category", "Location Description", "område_kod", "Gata nr", "place"}) {
    CAPTURE(name);
    CHECK(guess_columns({name}).address.empty());
  }
}

TEST_CASE("A column of an event's end is not taken for its start") {
  const auto columns = guess_columns({"Datum till", "Datum från"});
  CHECK(columns.date == "Datum från");
  CHECK(columns.end_date == "Datum till");
}

TEST_CASE("Swedish words for the axes are known, in either spelling") {
  for (const auto& [north, east] : {std::pair{"Nord", "Ost"}, std::pair{"Norr", "Öst"},
                                    std::pair{"Northing", "Easting"}, std::pair{"Norrkoordinat", "Östkoordinat"}}) {
    const auto columns = guess_columns({"id", north, east});
    CHECK(columns.x == east);
    CHECK(columns.y == north);
  }
}

TEST_CASE("Half a pair of coordinates is none") {
  const auto columns = guess_columns({"x", "name"});
  CHECK(columns.x.empty());
  CHECK(columns.y.empty());
}

TEST_CASE("What is not recognised stays empty") {
  const auto columns = guess_columns({"alpha", "beta"});
  CHECK(columns.x.empty());
  CHECK(columns.date.empty());
  CHECK(columns.class_name.empty());
  CHECK(columns.residents.empty());
}

TEST_CASE("Degrees, SWEREF 99 TM, a named zone and RT 90 are told apart by their numbers") {
  CHECK(crs_of("x", "y", {"15,28", "15,30"}, {"56,2", "56,3"}) == "EPSG:4326");
  CHECK(crs_of("x", "y", {"517541,9", "518000"}, {"6229148,3", "6230000"}) == "EPSG:3006");
  CHECK(crs_of("x", "y", {"1467576", "1468000"}, {"6231095", "6232000"}) == "EPSG:3021");
  CHECK(crs_of("E (SWEREF 99 15 00)", "N (SWEREF 99 15 00)", {"167548", "168000"}, {"6231640", "6232000"}) ==
        "EPSG:3009");
  CHECK(crs_of("E SWEREF991330", "N", {"120000", "121000"}, {"6160000", "6161000"}) == "EPSG:3008");
}

TEST_CASE("Numbers that could be anything get no coordinate system, and the possible ones are named") {
  const auto zone = guess_of("x", "y", {"167548", "168000"}, {"6231640", "6232000"});  // a zone, but which?
  CHECK(zone.crs.empty());
  CHECK_THAT(zone.crs_why.en(), Catch::Contains("EPSG:3009") && Catch::Contains("EPSG:3010"));
  CHECK(crs_of("x", "y", {"1170000", "1171000"}, {"1900000", "1901000"}).empty());  // feet
  CHECK(crs_of("x", "y", {"0", "0"}, {"0", "0"}).empty());
}

TEST_CASE("Where the events are expected tells the zones apart") {
  const auto guess = guess_of("x", "y", {"167548", "168000"}, {"6231640", "6232000"},
                              Box{.min_x = 15, .min_y = 56, .max_x = 15.6, .max_y = 56.4});
  CHECK(guess.crs == "EPSG:3009");
}

TEST_CASE("Columns with names of coordinates but no numbers are none") {
  const auto guess = guess_of("x", "y", {"", "north"}, {"", ""});
  CHECK(guess.columns.x.empty());
  CHECK(guess.crs.empty());
}

TEST_CASE("Northings in the column taken for x are noticed, and the two change places") {
  const auto tm = guess_of("X", "Y", {"6229148", "6230000"}, {"517541", "518000"});
  CHECK(tm.crs == "EPSG:3006");
  CHECK(tm.columns.x == "Y");
  CHECK(tm.columns.y == "X");
  const auto rt90 = guess_of("X", "Y", {"6231095", "6232000"}, {"1467576", "1468000"});
  CHECK(rt90.crs == "EPSG:3021");
  CHECK(rt90.columns.x == "Y");
}

TEST_CASE("A few wild numbers do not spoil the guess") {
  Names x(100, "517541");
  Names y(100, "6229148");
  x[7] = "0";
  y[7] = "0";
  x[8] = "99999999";
  y[9] = "15.2";
  CHECK(crs_of("x", "y", x, y) == "EPSG:3006");
}

TEST_CASE("Whole numbers of which some begin with a zero are codes, and times among them stay times") {
  const Scratch scratch;
  RowRequest request;
  request.path = scratch.write("t.csv", "kod;antal;datum;klockslag\n0301;0;2024-03-01;0905\n1201;10;2024-03-02;2315\n");
  RowSource source(request);
  const auto samples = sample_columns(source);
  CHECK(samples[0].type == ColumnType::text);
  CHECK(samples[0].how.en() == "codes with leading zeros");
  CHECK(samples[1].type == ColumnType::number);  // a single 0 is a number
  CHECK(guess_source(source, samples, {}).columns.time == "klockslag");
}

TEST_CASE("A date far down tells the order of day and month; without it somebody is asked") {
  std::string text = "datum;id\n";
  for (int i = 0; i < 3000; ++i) {
    text += "01/02/2024;1\n";
  }
  const auto guess_with = [](const std::string& rows) {
    const Scratch scratch;
    RowRequest request;
    request.path = scratch.write("t.csv", rows);
    RowSource source(request);
    const auto samples = sample_columns(source);
    return std::pair{samples[0].how.en(), guess_source(source, samples, {}).asks_date_order};
  };
  const auto [told, is_asked] = guess_with(text + "02/28/2024;1\n");
  CHECK_THAT(told, Catch::StartsWith("month first"));
  CHECK_FALSE(is_asked);
  const auto [untold, is_asked_then] = guess_with(text);
  CHECK_THAT(untold, Catch::Contains("may be"));
  CHECK(is_asked_then);
}

TEST_CASE("Dates with times of their own need no column of times") {
  const auto with_dates = [](const std::string& first, const std::string& second) {
    return guess_of("Datum", "Klockslag", {first, second}, {"12:00", "12:00"}).columns.time;
  };
  CHECK(with_dates("2024-03-01 23:15", "2024-03-02 08:00").empty());
  CHECK(with_dates("2024-03-01 00:00:00", "2024-03-02 00:00:00") == "Klockslag");  // a sheet's empty midnight
  CHECK(with_dates("2024-03-01", "2024-03-02") == "Klockslag");
}

TEST_CASE("Columns of persons are taken for no class") {
  CHECK(
      guess_of("Typ", "Datum", {"Anna Svensson", "Erik Berg", "Karin Holm"}, {"2024-03-01", "2024-03-02", "2024-03-03"})
          .columns.class_name.empty());
}

TEST_CASE("A stated offset from UTC is heeded in text files") {
  const auto guess = guess_of("tid", "id", {"2024-07-01T12:00:00Z", "2024-07-02T12:00:00Z"}, {"1", "2"});
  CHECK_FALSE(guess.clock_why.empty());
  CHECK(guess_of("tid", "id", {"2024-07-01 12:00"}, {"1"}).clock_why.empty());
}

}  // namespace lykta::tests_of_guess_columns
