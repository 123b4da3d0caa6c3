#include <string>

#include "engine/base/error.hpp"
#include "geo/format/text_dialect.hpp"
#include "tests/catch.hpp"
#include "tests/geo/scratch.hpp"

namespace lykta::tests_of_text_dialect {
namespace {

using Catch::Contains;
using test::failure;

char separator_of(const std::string& text) { return find_dialect(text, true, "").separator; }

}  // namespace

TEST_CASE("Comma, semicolon, tab and vertical bar are told apart") {
  CHECK(separator_of("x,y,typ\n1,2,a\n3,4,b\n") == ',');
  CHECK(separator_of("x;y;typ\n1;2;a\n3;4;b\n") == ';');
  CHECK(separator_of("x\ty\ttyp\n1\t2\ta\n3\t4\tb\n") == '\t');
  CHECK(separator_of("x|y|typ\n1|2|a\n3|4|b\n") == '|');
  CHECK_THAT(find_dialect("x;y\n1;2\n", true, "").why.en(), Contains("semicolon") && Contains("2 fields"));
}

TEST_CASE("Decimal commas are not taken for separators") {
  CHECK(separator_of("x;y\n517541,9;6229148,3\n517000,1;6229000,2\n") == ';');
  CHECK(separator_of("x\ty\n517541,9\t6229148,3\n517000,1\t6229000,2\n") == '\t');
  CHECK(separator_of("x|y\n517541,9|6229148,3\n517000,1|6229000,2\n") == '|');
}

TEST_CASE("A comma in an unquoted name or text of a file of semicolons decides nothing") {
  CHECK(separator_of("x;y;Brottstyp, grov\n1;2;a\n3;4;b\n") == ';');
  CHECK(separator_of("typ;plats\nSt\xC3\xB6ld, \xC3\xB6vrig;Torget, norra\nR\xC3\xA5n, grovt;Parken, s\xC3\xB6"
                     "dra\n") == ';');
  CHECK(separator_of("x,y,note\n1,2,\"a; b; c\"\n3,4,\"d; e; f\"\n") == ',');
}

TEST_CASE("Separators inside of quotes are not counted") {
  CHECK(separator_of("a,b\n\"1;2;3\",\"4;5;6\"\n\"1;2;3\",\"4;5;6\"\n") == ',');
  CHECK(separator_of("a;b\n\"line\nbreak, with, commas\";1\nc;2\n") == ';');
}

TEST_CASE("Title lines above the table do not hide the separator") {
  CHECK(separator_of("Utdrag ur registret, 2024-03-01\n\nx;y;typ\n1,5;2,5;a\n3,5;4,5;b\n5,5;6,5;c\n") == ';');
}

TEST_CASE("A text of one column has no separator, and that is said") {
  const auto dialect = find_dialect("name\nanna\nbo\n", true, "");
  CHECK_THAT(dialect.why.en(), Contains("single column"));
  CHECK_THAT(find_dialect("", true, "").why.en(), Contains("single column"));
  CHECK_THAT(find_dialect("\n\n\n", true, "").why.en(), Contains("single column"));
}

TEST_CASE("A line sep= states the separator and is no row") {
  for (const auto* text : {"sep=;\nx,1;y\n1;2\n", "\"sep=;\"\r\nx,1;y\n", "SEP=;\rx;y\r"}) {
    CAPTURE(text);
    const auto dialect = find_dialect(text, true, "");
    CHECK(dialect.separator == ';');
    CHECK(dialect.separator_stated);
    CHECK(dialect.separator_line == 1);
  }
  CHECK(find_dialect("sep=\t\nx\ty\n", true, "").separator == '\t');
  CHECK(find_dialect("x;y\nsep=,\n", true, "").separator_line == 0);  // not in the first line
  CHECK(find_dialect("sepal=;1\nx;y\n", true, "").separator_line == 0);
}

TEST_CASE("Lone returns end rows where rows are even so, and stay in their fields where that makes them even") {
  const std::string torn = "id;lat;lon\n1;5612.1 N;01516.4\r E\n2;5611.1 N;01515.0\r E\n3;5610.1 N;01515.1\r E\n";
  for (const auto* stated : {"", ";"}) {
    CHECK(find_dialect(torn, true, stated).returns == LoneReturns::stay_in_fields);
    CHECK(find_dialect("a;b\r1;2\r3;4\n5;6\n", true, stated).returns == LoneReturns::end_rows);
    CHECK(find_dialect("a;b\r1;2\r", true, stated).returns == LoneReturns::end_rows);
    CHECK(find_dialect("a;b\r\n1;2\r\n", true, stated).returns == LoneReturns::end_rows);
  }
  const auto records = first_records(torn, true, find_dialect(torn, true, ""), 9);
  REQUIRE(records.size() == 4);
  CHECK(records[3].cells == std::vector<std::string>{"3", "5610.1 N", "01515.1\r E"});
}

TEST_CASE("A stated separator goes before everything, and a line sep= still is no row") {
  CHECK(find_dialect("x,y\n1,2\n", true, ";").separator == ';');
  CHECK(find_dialect("x,y\n1,2\n", true, "tab").separator == '\t');
  CHECK(find_dialect("x,y\n1,2\n", true, "\\t").separator == '\t');
  CHECK(find_dialect("x,y\n1,2\n", true, "\t").separator == '\t');
  CHECK(find_dialect("x:y\n1:2\n", true, ":").separator == ':');
  const auto dialect = find_dialect("sep=;\nx,y\n", true, ",");
  CHECK(dialect.separator == ',');
  CHECK(dialect.separator_line == 1);
  for (const auto* stated : {";;", "semicolon", "\"", "\n", "\r", "\xC3\xA5"}) {
    CAPTURE(stated);
    CHECK_THAT(failure<InvalidOption>([&] { static_cast<void>(find_dialect("x", true, stated)); }),
               Contains("one character"));
  }
}

TEST_CASE("A record that the end of the sample cuts is not looked at") {
  TextDialect semicolons;
  semicolons.separator = ';';
  CHECK(first_records("a;b\nc;d\ne", false, semicolons, 10).size() == 2);
  CHECK(first_records("a;b\nc;d\ne", true, semicolons, 10).size() == 3);
  CHECK(first_records("a;b\nc;d\ne", true, semicolons, 1).size() == 1);
  CHECK(first_records("a\n\nb\n", true, semicolons, 10)[2].number == 3);
}

}  // namespace lykta::tests_of_text_dialect
