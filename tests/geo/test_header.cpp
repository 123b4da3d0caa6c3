#include <string>
#include <vector>

#include "geo/format/header.hpp"
#include "tests/catch.hpp"

namespace lykta::tests_of_header {
namespace {

using Catch::Contains;
using Cells = std::vector<std::string>;

std::vector<NumberedRow> numbered(const std::vector<Cells>& cells) {
  std::vector<NumberedRow> rows;
  for (const auto& row : cells) {
    rows.push_back({.number = static_cast<std::int64_t>(rows.size()) + 1, .cells = row});
  }
  return rows;
}

Header header_of(const std::vector<Cells>& cells, const Cells& wanted = {}, std::int64_t stated_row = 0) {
  return find_header(numbered(cells), wanted, stated_row);
}

}  // namespace

TEST_CASE("The first row names the columns where it holds no values") {
  const auto header = header_of({{"x", " y ", "typ"}, {"1", "2", "a"}, {"3", "4", "b"}});
  CHECK(header.names == Cells{"x", "y", "typ"});
  CHECK(header.row == 1);
  CHECK_THAT(header.why.en(), Contains("first row"));
}

TEST_CASE("Titles and blank rows above the header are passed over") {
  const auto header = header_of({{"Utdrag ur registret"},
                                 {""},
                                 {"Utskrivet", "2024-03-01"},
                                 {"x", "y", "typ", "datum"},
                                 {"1", "2", "a", "2024-03-01"},
                                 {"3", "4", "b", "2024-03-02"}});
  CHECK(header.names == Cells{"x", "y", "typ", "datum"});
  CHECK(header.row == 4);
  CHECK_THAT(header.why.en(), Contains("below 3 other rows"));
}

TEST_CASE("The row that has all wanted columns is the header, wherever it stands") {
  const std::vector<Cells> rows{{"a", "b", "c"}, {"d", "e", "f"}, {"x", "y", "typ"}, {"1", "2", "g"}};
  CHECK(header_of(rows).row == 1);
  CHECK(header_of(rows, {"y", "x"}).row == 3);
  CHECK(header_of(rows, {"y", "nowhere"}).row == 1);  // what is missing is for the caller to say
}

TEST_CASE("A stated row is the header whatever stands in it") {
  const std::vector<Cells> rows{{"x", "y"}, {"1", "2"}, {"3", "4"}};
  CHECK(header_of(rows, {"x"}, 2).names == Cells{"1", "2"});
  CHECK(header_of(rows, {}, 2).row == 2);
  const auto beyond = header_of(rows, {}, 7);
  CHECK(beyond.names.empty());
  CHECK(beyond.row == 7);
}

TEST_CASE("Where the first full row holds values the columns are numbered") {
  const auto header = header_of({{"517541", "6229148", "2024-03-01"}, {"517000", "6229000", "2024-03-02", "x"}});
  CHECK(header.names == Cells{"column 1", "column 2", "column 3", "column 4"});
  CHECK(header.row == 0);
}

TEST_CASE("Years are names, as in a table of one column a year") {
  CHECK(header_of({{"omr\xC3\xA5"
                    "de",
                    "2022", "2023", "2024"},
                   {"Norr", "15", "7", "3"}})
            .row == 1);
}

TEST_CASE("Columns without a name are called by their number where something stands in them") {
  CHECK(header_of({{"", "x", "y", "", "typ"}, {"1", "2", "3", "", "a"}}).names ==
        Cells{"column 1", "x", "y", "column 4", "typ"});
  CHECK(header_of({{"x", "y", "", ""}, {"1", "2", "", ""}}).names == Cells{"x", "y"});
  CHECK(header_of({{"x", "y", "typ", "", ""}, {"1", "2", "a", "note", ""}}).names ==
        Cells{"x", "y", "typ", "column 4"});
}

TEST_CASE("Columns that are mostly empty do not hide their header") {
  CHECK(header_of({{"x", "y", "typ", "note", "more"}, {"1", "2", "a", "", ""}, {"3", "4", "b", "", ""}}).row == 1);
}

TEST_CASE("A table of one column has a header too") {
  CHECK(header_of({{"name"}, {"anna"}, {"bo"}}).names == Cells{"name"});
  CHECK(header_of({{"1"}, {"2"}}).row == 0);
}

TEST_CASE("No rows have no header") {
  CHECK(header_of({}).names.empty());
  CHECK(header_of({}, {"x"}).names.empty());
  CHECK(header_of({}).row == 0);
  CHECK(header_of({{""}, {""}}).row == 0);
}

}  // namespace lykta::tests_of_header
