#include <string>
#include <vector>

#include "geo/format/text_record.hpp"
#include "tests/catch.hpp"

namespace lykta::tests_of_text_record {
namespace {

using Record = std::vector<std::string>;
using Records = std::vector<Record>;

/// The records of a text that comes in two pieces, as a reader of a file does it.
Records records_of(const std::string& whole, std::size_t border, char separator = ',',
                   LoneReturns returns = LoneReturns::end_rows) {
  Records records;
  std::string text;
  std::vector<std::string_view> fields;
  for (const auto last : {false, true}) {
    text += last ? whole.substr(border) : whole.substr(0, border);
    RecordScanner scanner(text.data(), text.data() + text.size(), separator, last, returns);
    while (scanner.next(fields)) {
      records.emplace_back(fields.begin(), fields.end());
    }
    text.erase(0, static_cast<std::size_t>(scanner.position() - text.data()));
  }
  CHECK(text.empty());
  return records;
}

Records records_of(const std::string& text) { return records_of(text, text.size()); }

}  // namespace

TEST_CASE("Lone returns may stay in their fields, and those before a line feed belong to it") {
  const std::string text = "a,\"b\"\r\nc\rd,e\r\n,\"f\rg\"\r\nh,i\r";
  const Records expected{{"a", "b"}, {"c\rd", "e"}, {"", "f\rg"}, {"h", "i\r"}};
  for (std::size_t border = 0; border <= text.size(); ++border) {
    CAPTURE(border);
    CHECK(records_of(text, border, ',', LoneReturns::stay_in_fields) == expected);
  }
}

TEST_CASE("Fields end at the separator and records at any of the three line ends") {
  const Records expected{{"a", "b"}, {"c", ""}, {"", "d"}};
  CHECK(records_of("a,b\nc,\n,d\n") == expected);
  CHECK(records_of("a,b\r\nc,\r\n,d\r\n") == expected);
  CHECK(records_of("a,b\rc,\r,d\r") == expected);
  CHECK(records_of("a,b\nc,\r\n,d") == expected);  // mixed, and without a line end at the end
}

TEST_CASE("An empty line is a record of one empty field") {
  CHECK(records_of("a\n\nb\r\n\r\n") == Records{{"a"}, {""}, {"b"}, {""}});
  CHECK(records_of("").empty());
}

TEST_CASE("Quotes keep separators and line ends inside a field") {
  CHECK(records_of("\"a,b\",\"c\nd\",\"e\r\nf\"\ng,h,i\n") == Records{{"a,b", "c\nd", "e\r\nf"}, {"g", "h", "i"}});
  CHECK(records_of("\"\",\"\"\n") == Records{{"", ""}});
}

TEST_CASE("Doubled quotes are one quote") {
  CHECK(records_of("\"a \"\"b\"\" c\",\"\"\"\",\"\"\"x\"\n") == Records{{"a \"b\" c", "\"", "\"x"}});
}

TEST_CASE("A quote inside of an unquoted field is a character like any other") {
  CHECK(records_of("5\" pipe,a\"b\"\nnext,row\n") == Records{{"5\" pipe", "a\"b\""}, {"next", "row"}});
}

TEST_CASE("Text behind a closing quote is kept") {
  CHECK(records_of("\"Kalle\" Anka,\"x\"y\"\nz,\"a\"\"b\" c\n") == Records{{"Kalle Anka", "xy\""}, {"z", "a\"b c"}});
}

TEST_CASE("Records that are cut at any byte give the same fields") {
  const std::string text =
      "a,\"b \"\"c\"\" d\",e\r\n\"f\r\ng\",\"\",\"\"\"\"\r\rh,\"i\" j,k\n\n\"l\"\"\",m,\"n,o\"\n\xC3\xA5,p,\"q\"";
  const auto expected = records_of(text);
  REQUIRE(expected == Records{{"a", "b \"c\" d", "e"},
                              {"f\r\ng", "", "\""},
                              {""},
                              {"h", "i j", "k"},
                              {""},
                              {"l\"", "m", "n,o"},
                              {"\xC3\xA5", "p", "q"}});
  for (std::size_t border = 0; border <= text.size(); ++border) {
    CAPTURE(border);
    CHECK(records_of(text, border) == expected);
  }
}

TEST_CASE("A quote that is not closed is said, and what went before is read") {
  std::string text = "a,b\nc,\"d\ne,f\n";
  std::vector<std::string_view> fields;
  for (const auto last : {false, true}) {
    RecordScanner scanner(text.data(), text.data() + text.size(), ',', last);
    CHECK(scanner.next(fields));
    CHECK_FALSE(scanner.next(fields));
    CHECK(scanner.in_quotes());
    CHECK(scanner.position() == text.data() + 4);
  }
}

TEST_CASE("Any character may separate fields") {
  CHECK(records_of("a;b,c;d\n", 3, ';') == Records{{"a", "b,c", "d"}});
  CHECK(records_of("a\t\"b\tc\"\n", 3, '\t') == Records{{"a", "b\tc"}});
  CHECK(records_of("a|b\n", 3, '|') == Records{{"a", "b"}});
}

}  // namespace lykta::tests_of_text_record
