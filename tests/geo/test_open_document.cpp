#include <stdexcept>
#include <string>
#include <vector>

#include <cpl_vsi.h>
#include <fmt/format.h>

#include "engine/base/error.hpp"
#include "geo/format/open_document.hpp"
#include "tests/catch.hpp"
#include "tests/geo/scratch.hpp"

namespace lykta::tests_of_open_document {
namespace {

using Catch::Contains;
using Texts = std::vector<std::string>;

struct Row {
  std::int64_t number;
  Texts texts;
  bool is_hidden = false;
  friend bool operator==(const Row&, const Row&) = default;
};

std::ostream& operator<<(std::ostream& out, const Row& row) {
  out << row.number << (row.is_hidden ? " (hidden):" : ":");
  for (const auto& text : row.texts) {
    out << " [" << text << "]";
  }
  return out;
}

/// A workbook with this inside of its <office:spreadsheet>.
std::string document(const test::Scratch& scratch, const std::string& tables, const std::string& styles = "") {
  const auto path = scratch.path("a.ods");
  const auto text = fmt::format(
      "<?xml version=\"1.0\"?><office:document-content xmlns:office=\"o\" xmlns:table=\"t\" xmlns:text=\"x\" "
      "xmlns:style=\"s\"><office:automatic-styles>{}</office:automatic-styles><office:body><office:spreadsheet>{}"
      "</office:spreadsheet></office:body></office:document-content>",
      styles, tables);
  auto* file = VSIFOpenL(("/vsizip/" + path + "/content.xml").c_str(), "wb");
  if (file == nullptr || VSIFWriteL(text.data(), 1, text.size(), file) != text.size() || VSIFCloseL(file) != 0) {
    throw std::runtime_error("cannot write " + path);
  }
  return path;
}

std::vector<Row> rows_of(const std::string& rows) {
  const test::Scratch scratch;
  const OpenDocument read(document(scratch, "<table:table table:name=\"Blad\">" + rows + "</table:table>"));
  std::vector<Row> found;
  read.read_sheet(0, [&](const SheetRow& row) {
    found.push_back({row.number, {row.cells.begin(), row.cells.end()}, row.is_hidden});
    return true;
  });
  return found;
}

std::string row(const std::string& cells, const std::string& attributes = "") {
  return fmt::format("<table:table-row {}>{}</table:table-row>", attributes, cells);
}

std::string text_cell(const std::string& text, const std::string& attributes = "") {
  return fmt::format("<table:table-cell {} office:value-type=\"string\"><text:p>{}</text:p></table:table-cell>",
                     attributes, text);
}

std::string value_cell(const std::string& type, const std::string& key, const std::string& value) {
  return fmt::format(
      "<table:table-cell office:value-type=\"{}\" office:{}=\"{}\"><text:p>as shown</text:p></table:table-cell>", type,
      key, value);
}

Texts cells_of(const std::string& cells) {
  const auto rows = rows_of(row(cells));
  REQUIRE(rows.size() == 1);
  return rows.front().texts;
}

std::string complaint(const std::string& rows) {
  return test::failure<DataError>([&] { static_cast<void>(rows_of(rows)); });
}

}  // namespace

TEST_CASE("Repeated rows and cells come as often as they say, and empty ones only count") {
  const auto rows = rows_of(
      row(text_cell("typ") + "<table:table-cell table:number-columns-repeated=\"2\"/>" +
          text_cell("a", "table:number-columns-repeated=\"2\"")) +
      row("<table:table-cell/>", "table:number-rows-repeated=\"3\"") +
      row(text_cell("Stöld"), "table:number-rows-repeated=\"2\"") +
      row("<table:table-cell table:number-columns-repeated=\"16384\"/>", "table:number-rows-repeated=\"1048570\""));
  CHECK(rows == std::vector<Row>{{1, {"typ", "", "", "a", "a"}}, {5, {"Stöld"}}, {6, {"Stöld"}}});
}

TEST_CASE("Cells have the values that the file keeps, not what is shown of them") {
  CHECK(cells_of(value_cell("float", "value", "12.50") + value_cell("percentage", "value", "0.5") +
                 value_cell("date", "date-value", "2024-03-01") +
                 value_cell("date", "date-value", "2024-03-01T23:15:00") +
                 value_cell("boolean", "boolean-value", "true")) ==
        Texts{"12.5", "0.5", "2024-03-01", "2024-03-01 23:15:00", "TRUE"});
}

TEST_CASE("A time of day may leave out hours, minutes or seconds") {
  for (const auto& [written, shown] :
       {std::pair{"PT23H15M00S", "23:15:00"}, std::pair{"PT23H15M", "23:15:00"}, std::pair{"PT15M", "00:15:00"},
        std::pair{"PT7H", "07:00:00"}, std::pair{"PT1H5S", "01:00:05"}, std::pair{"PT01H02M03.500S", "01:02:03"},
        std::pair{"PT", "PT"}, std::pair{"P1D", "P1D"}, std::pair{"PT5X", "PT5X"}, std::pair{"PT5M3H", "PT5M3H"}}) {
    CAPTURE(written);
    CHECK(cells_of(value_cell("time", "time-value", written)) == Texts{shown});
  }
}

TEST_CASE("Lines, spaces and links are text; notes, drawings and tables inside of a cell are not") {
  CHECK(cells_of("<table:table-cell office:value-type=\"string\"><office:annotation><text:p>note</text:p>"
                 "</office:annotation><text:p>a<text:s text:c=\"2\"/><text:a>b</text:a></text:p><text:p>c"
                 "<text:line-break/>d</text:p><table:table><table:table-row><table:table-cell><text:p>inside</text:p>"
                 "</table:table-cell></table:table-row></table:table></table:table-cell>" +
                 text_cell("e")) == Texts{"a  b\nc\nd", "e"});
}

TEST_CASE("Rows that a filter or a hand hides are told apart, and so are hidden sheets") {
  CHECK(rows_of(row(text_cell("a")) + row(text_cell("b"), "table:visibility=\"filter\"") +
                row(text_cell("c"), "table:visibility=\"collapse\"") +
                row(text_cell("d"), "table:visibility=\"visible\"")) ==
        std::vector<Row>{{1, {"a"}}, {2, {"b"}, true}, {3, {"c"}, true}, {4, {"d"}}});
  const test::Scratch scratch;
  const OpenDocument read(document(
      scratch, "<table:table table:name=\"Listor\" table:style-name=\"ta1\"/><table:table table:name=\"2024\"/>",
      "<style:style style:name=\"ta1\" style:family=\"table\"><style:table-properties table:display=\"false\"/>"
      "</style:style>"));
  REQUIRE(read.sheets().size() == 2);
  CHECK(read.sheets()[0].is_hidden);
  CHECK_FALSE(read.sheets()[1].is_hidden);
}

TEST_CASE("The rows of the first sheet that is shown are kept while the sheets are listed, or those of a named one") {
  const test::Scratch scratch;
  const auto sheet = [](const std::string& name, const std::string& rows, const std::string& style = "") {
    return "<table:table table:name=\"" + name + "\"" + style + ">" + rows + "</table:table>";
  };
  const auto hidden = " table:style-name=\"ta1\"";
  const auto path =
      document(scratch,
               sheet("Listor", row(text_cell("a")), hidden) + sheet("2024", row(text_cell("b")) + row(text_cell("c"))) +
                   sheet("2025", row(text_cell("d"))),
               "<style:style style:name=\"ta1\" style:family=\"table\"><style:table-properties "
               "table:display=\"false\"/></style:style>");
  const auto kept = [&](const std::string& name) {
    auto found = OpenDocument(path, name).take_kept();
    Texts texts;
    if (found) {
      texts.push_back(std::to_string(found->index));
      found->rows.tell([&](const SheetRow& each) {
        texts.insert(texts.end(), each.cells.begin(), each.cells.end());
        return true;
      });
    }
    return texts;
  };
  CHECK(kept("") == Texts{"1", "b", "c"});
  CHECK(kept("Listor") == Texts{"0", "a"});
  CHECK(kept("2025") == Texts{"2", "d"});
  CHECK(kept("2026").empty());
}

TEST_CASE("A few bytes that say more cells than a sheet has, or than the memory holds, are refused") {
  CHECK_THAT(complaint(row(text_cell("x") + text_cell("x", "table:number-columns-repeated=\"16384\""))),
             Contains("16384"));
  CHECK_THAT(complaint(row(text_cell("x")) + row(text_cell("x"), "table:number-rows-repeated=\"99999999999999\"")),
             Contains("more rows than a sheet has"));
  CHECK_THAT(
      complaint(row(text_cell("x", "table:number-columns-repeated=\"100\""), "table:number-rows-repeated=\"1000000\"")),
      Contains("20 million cells"));
  CHECK_THAT(complaint(row(text_cell("<text:s text:c=\"1048576\"/>x"))), Contains("1 MB"));
}

TEST_CASE("Reading ends where no more rows are wanted, and a cut file is refused by name") {
  const test::Scratch scratch;
  const OpenDocument read(document(scratch, "<table:table table:name=\"Blad\">" +
                                                row(text_cell("x"), "table:number-rows-repeated=\"1000\"") +
                                                "</table:table>"));
  std::size_t rows = 0;
  read.read_sheet(0, [&](const SheetRow&) { return ++rows < 3; });
  CHECK(rows == 3);
  CHECK_THAT(
      test::failure<DataError>([&] { static_cast<void>(OpenDocument(scratch.write("b.ods", "PK\x03\x04 cut"))); }),
      Contains("b.ods"));
}

}  // namespace lykta::tests_of_open_document
