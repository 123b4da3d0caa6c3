#include <cstdlib>
#include <map>
#include <stdexcept>
#include <vector>

#include <cpl_vsi.h>
#include <fmt/format.h>

#include "engine/base/error.hpp"
#include "geo/format/workbook.hpp"
#include "tests/catch.hpp"
#include "tests/geo/scratch.hpp"

namespace lykta::tests_of_workbook {
namespace {

using Parts = std::map<std::string, std::string>;  ///< of the zip, by their names

constexpr const char* main_space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
constexpr const char* reference_space = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// A zip of these parts as a file of this name.
std::string zip(const test::Scratch& scratch, const Parts& parts, const std::string& name = "workbook.xlsx") {
  const auto path = scratch.path(name);
  for (const auto& [part, text] : parts) {
    auto* file = VSIFOpenL(("/vsizip/" + path + "/" + part).c_str(), "wb");
    if (file == nullptr || VSIFWriteL(text.data(), 1, text.size(), file) != text.size() || VSIFCloseL(file) != 0) {
      throw std::runtime_error("cannot write " + part + " into " + path);
    }
  }
  return path;
}

std::string reference(const std::string& id, const std::string& kind, const std::string& target) {
  return fmt::format("<Relationship Id=\"{}\" Type=\"{}/{}\" Target=\"{}\"/>", id, reference_space, kind, target);
}

std::string references(const std::string& content) {
  return "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Relationships "
         "xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">" +
         content + "</Relationships>";
}

std::string workbook_part(const std::string& sheets, const std::string& before = "") {
  return fmt::format("<workbook xmlns=\"{}\" xmlns:r=\"{}\">{}<sheets>{}</sheets></workbook>", main_space,
                     reference_space, before, sheets);
}

std::string sheet_part(const std::string& rows) {
  return fmt::format(
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?><worksheet xmlns=\"{}\"><sheetData>{}</sheetData></worksheet>",
      main_space, rows);
}

/// Styles 1, 2, ... with these format codes.
std::string styles_part(const std::vector<std::string>& codes) {
  std::string formats;
  std::string styles = "<xf numFmtId=\"0\"/>";
  for (std::size_t i = 0; i < codes.size(); ++i) {
    formats += fmt::format("<numFmt numFmtId=\"{}\" formatCode=\"{}\"/>", 164 + i, codes[i]);
    styles += fmt::format("<xf numFmtId=\"{}\" xfId=\"0\"/>", 164 + i);
  }
  return fmt::format("<styleSheet xmlns=\"{}\"><numFmts>{}</numFmts><cellXfs>{}</cellXfs></styleSheet>", main_space,
                     formats, styles);
}

std::string strings_part(const std::string& items) {
  return fmt::format("<sst xmlns=\"{}\">{}</sst>", main_space, items);
}

/// A workbook of one sheet "Blad1" with these rows.
Parts one_sheet(const std::string& rows) {
  return {{"_rels/.rels", references(reference("rId1", "officeDocument", "xl/workbook.xml"))},
          {"xl/_rels/workbook.xml.rels", references(reference("rId1", "worksheet", "worksheets/sheet1.xml") +
                                                    reference("rId2", "styles", "styles.xml") +
                                                    reference("rId3", "sharedStrings", "sharedStrings.xml"))},
          {"xl/workbook.xml", workbook_part("<sheet name=\"Blad1\" sheetId=\"1\" r:id=\"rId1\"/>")},
          {"xl/worksheets/sheet1.xml", sheet_part(rows)}};
}

Parts with(Parts parts, const std::string& name, const std::string& text) {
  parts[name] = text;
  return parts;
}

struct Row {
  std::int64_t number;
  std::vector<std::string> texts;
  friend bool operator==(const Row&, const Row&) = default;
};

std::ostream& operator<<(std::ostream& out, const Row& row) {
  out << row.number << ":";
  for (const auto& text : row.texts) {
    out << " [" << text << "]";
  }
  return out;
}

std::vector<std::string> names_of(const Workbook& workbook) {
  std::vector<std::string> names;
  for (const auto& sheet : workbook.sheets()) {
    names.push_back(sheet.name);
  }
  return names;
}

std::vector<Row> rows_of(const Workbook& workbook, std::size_t sheet = 0) {
  std::vector<Row> rows;
  workbook.read_sheet(sheet, [&](const SheetRow& row) {
    rows.push_back({row.number, {row.cells.begin(), row.cells.end()}});
    return true;
  });
  return rows;
}

std::vector<Row> rows_of(const Parts& parts) {
  const test::Scratch scratch;
  return rows_of(Workbook(zip(scratch, parts)));
}

/// The texts of the cells of a sheet of one row.
std::vector<std::string> cells_of(const Parts& parts) {
  const auto rows = rows_of(parts);
  REQUIRE(rows.size() == 1);
  return rows.front().texts;
}

/// What is said about a workbook with these rows.
std::string complaint(const Parts& parts) {
  return test::failure<DataError>([&] { rows_of(parts); });
}

using Texts = std::vector<std::string>;

}  // namespace

TEST_CASE("Titles, empty rows and headers come as they are, with the numbers of their rows") {
  const auto rows =
      rows_of(one_sheet("<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>Händelser 2024</t></is></c></row>"
                        "<row r=\"2\"/>"
                        "<row r=\"3\"><c r=\"A3\" t=\"inlineStr\"><is><t>Datum</t></is></c>"
                        "<c r=\"C3\" t=\"inlineStr\"><is><t>Typ</t></is></c></row>"
                        "<row r=\"9\"><c r=\"B9\"><v>7</v></c></row>"));
  CHECK(rows == std::vector<Row>{{1, {"Händelser 2024"}}, {3, {"Datum", "", "Typ"}}, {9, {"", "7"}}});
}

TEST_CASE("A date keeps its time of day whatever letters its format has for the hour") {
  const auto parts =
      with(one_sheet("<row><c s=\"1\"><v>45352.96875</v></c><c s=\"2\"><v>45352.96875</v></c>"
                     "<c s=\"3\"><v>45352.96875</v></c><c s=\"4\"><v>45352.96875</v></c></row>"),
           "xl/styles.xml", styles_part({"yyyy-mm-dd h:mm", "åååå-mm-dd tt:mm", "åååå-mm-dd t:mm;@", "yyyy-mm-dd"}));
  CHECK(cells_of(parts) == Texts(4, "2024-03-01 23:15:00"));
}

TEST_CASE("A cell of time alone is a time of day, and elapsed hours count on") {
  const auto parts = with(one_sheet("<row><c s=\"1\"><v>0.0006944444444444445</v></c><c s=\"1\"><v>0</v></c>"
                                    "<c s=\"2\"><v>1.3125</v></c><c s=\"3\"><v>0.5</v></c></row>"),
                          "xl/styles.xml", styles_part({"tt:mm", "[h]:mm", "yyyy-mm-dd"}));
  CHECK(cells_of(parts) == Texts{"00:01:00", "00:00:00", "31:30:00", "12:00:00"});
}

TEST_CASE("A number that is no date of the calendar stays a number") {
  const auto parts = with(one_sheet("<row><c s=\"1\"><v>60</v></c><c s=\"1\"><v>-3.5</v></c><c s=\"1\"><v>0</v></c>"
                                    "<c s=\"1\"><v>6580822</v></c><c s=\"1\"><v>soon</v></c></row>"),
                          "xl/styles.xml", styles_part({"yyyy-mm-dd"}));
  CHECK(cells_of(parts) == Texts{"60", "-3.5", "0", "6580822", "soon"});
}

TEST_CASE("A workbook may count its days from 1904") {
  for (const auto& [stated, date] : std::map<std::string, std::string>{{"date1904=\"1\"", "2028-03-02"},
                                                                       {"date1904=\"true\"", "2028-03-02"},
                                                                       {"date1904=\"0\"", "2024-03-01"},
                                                                       {"", "2024-03-01"}}) {
    CAPTURE(stated);
    const test::Scratch scratch;
    auto parts =
        with(one_sheet("<row><c s=\"1\"><v>45352</v></c></row>"), "xl/styles.xml", styles_part({"yyyy-mm-dd"}));
    parts["xl/workbook.xml"] =
        workbook_part("<sheet name=\"Blad1\" sheetId=\"1\" r:id=\"rId1\"/>", "<workbookPr " + stated + "/>");
    const Workbook workbook(zip(scratch, parts));
    CHECK(workbook.from_1904() == (date == "2028-03-02"));
    CHECK(rows_of(workbook) == std::vector<Row>{{1, {date}}});
  }
}

TEST_CASE("Dates may stand in ISO 8601") {
  const auto parts =
      with(one_sheet("<row><c t=\"d\"><v>2024-03-01T23:15:00</v></c>"
                     "<c t=\"d\" s=\"1\"><v>2024-03-01T00:00:00</v></c><c t=\"d\"><v>23:15:00</v></c></row>"),
           "xl/styles.xml", styles_part({"yyyy-mm-dd"}));
  CHECK(cells_of(parts) == Texts{"2024-03-01 23:15:00", "2024-03-01", "23:15:00"});
}

TEST_CASE("Only the styles of cells and their own formats say what is a date") {
  const auto styles = fmt::format(
      "<styleSheet xmlns=\"{}\"><numFmts><numFmt numFmtId=\"170\" formatCode=\"0.0\"/>"
      "<numFmt numFmtId=\"15\" formatCode=\"0\"/></numFmts>"
      "<cellStyleXfs><xf numFmtId=\"14\"/><xf numFmtId=\"14\"/></cellStyleXfs>"
      "<cellXfs><xf/><xf numFmtId=\"170\"/><xf numFmtId=\"14\"/><xf numFmtId=\"15\"/><xf numFmtId=\"22\"/></cellXfs>"
      "<dxfs><dxf><numFmt numFmtId=\"170\" formatCode=\"yyyy\"/></dxf></dxfs></styleSheet>",
      main_space);
  const auto parts = with(one_sheet("<row><c><v>45352</v></c><c s=\"0\"><v>45352</v></c><c s=\"1\"><v>45352</v></c>"
                                    "<c s=\"2\"><v>45352</v></c><c s=\"3\"><v>45352</v></c><c s=\"4\"><v>45352</v></c>"
                                    "<c s=\"5\"><v>45352</v></c><c s=\"x\"><v>45352</v></c></row>"),
                          "xl/styles.xml", styles);
  CHECK(cells_of(parts) ==
        Texts{"45352", "45352", "45352", "2024-03-01", "45352", "2024-03-01 00:00:00", "45352", "45352"});
}

TEST_CASE("A cell without a style has the first one") {
  const auto styles =
      fmt::format("<styleSheet xmlns=\"{}\"><cellXfs><xf numFmtId=\"14\"/></cellXfs></styleSheet>", main_space);
  CHECK(cells_of(with(one_sheet("<row><c><v>45352</v></c></row>"), "xl/styles.xml", styles)) == Texts{"2024-03-01"});
}

TEST_CASE("Numbers are plain and short, and whole numbers keep their digits") {
  const auto cells = cells_of(one_sheet(
      "<row><c><v>-97.71634899999999</v></c><c "
      "t=\"n\"><v>1.1000000000000001</v></c><c><v>1E-3</v></c><c><v>1.5E+6</v></c>"
      "<c><v>6580822.0</v></c><c><v>202403011234567890</v></c><c><v>-0</v></c><c><v> 7 </v></c><c><v>1E+300</v></c>"
      "<c><v>2.5e-12</v></c><c><v>007</v></c><c><v>nan</v></c><c><v>1e999</v></c></row>"));
  CHECK(cells == Texts{"-97.716349", "1.1", "0.001", "1500000", "6580822", "202403011234567890", "0", "7", "1e+300",
                       "2.5e-12", "7", "nan", "1e999"});
}

TEST_CASE("Zeros at the front stay where the file has text") {
  const auto parts = with(one_sheet("<row><c t=\"s\"><v>0</v></c><c t=\"str\"><v>0007</v></c></row>"),
                          "xl/sharedStrings.xml", strings_part("<si><t>01234</t></si>"));
  CHECK(cells_of(parts) == Texts{"01234", "0007"});
}

TEST_CASE("Shared strings are joined of their runs, without reading aids, with their white space and escapes") {
  const auto parts =
      with(one_sheet("<row><c t=\"s\"><v>0</v></c><c t=\"s\"><v>1</v></c><c t=\"s\"><v>2</v></c><c t=\"s\"><v>3</v></c>"
                     "<c t=\"s\"><v>4</v></c><c t=\"s\"><v/></c><c t=\"s\"><v>0</v></c></row>"),
           "xl/sharedStrings.xml",
           strings_part("<si><t>Skadegörelse &amp; <![CDATA[<rån>]]></t></si>"
                        "<si><r><rPr><b/></rPr><t xml:space=\"preserve\">Stora </t></r><r><t>torget</t></r></si>"
                        "<si><t>東京</t><rPh sb=\"0\" eb=\"2\"><t>トウキョウ</t></rPh><phoneticPr/></si>"
                        "<si><t xml:space=\"preserve\"> a_x000D_\nb_x005F_x000D_ _x00e5_ _xD83D__xDE00_ _xD83D_ _x00_ "
                        "_xZZZZ_</t></si>"
                        "<si/>"));
  CHECK(cells_of(parts) == Texts{"Skadegörelse & <rån>", "Stora torget", "東京",
                                 " a\r\nb_x000D_ å \xF0\x9F\x98\x80 \xEF\xBF\xBD _x00_ _xZZZZ_", "", "",
                                 "Skadegörelse & <rån>"});
}

TEST_CASE("Strings may stand in their cell") {
  CHECK(cells_of(one_sheet("<row><c t=\"inlineStr\"><is><t>Gata/v&#228;g</t></is></c>"
                           "<c t=\"inlineStr\"><is><r><t>Norra </t></r><r><t>torget</t></r><rPh><t>x</t></rPh></is></c>"
                           "<c t=\"inlineStr\"><is><t>1_x000A_2</t></is></c><c><is><t>untyped</t></is></c>"
                           "<c t=\"inlineStr\"><v>in v</v></c><c t=\"inlineStr\"/></row>")) ==
        Texts{"Gata/väg", "Norra torget", "1\n2", "untyped", "in v", ""});
}

TEST_CASE("Formulas show the value that was saved, booleans and errors their words") {
  CHECK(cells_of(one_sheet("<row><c><f>A2+1</f><v>2</v></c><c t=\"str\"><f>A2&amp;B2</f><v>ab</v></c><c><f>1+1</f></c>"
                           "<c t=\"b\"><v>1</v></c><c t=\"b\"><v>0</v></c><c t=\"e\"><f>NA()</f><v>#N/A</v></c>"
                           "<c t=\"str\"><f>\"\"</f><v></v></c></row>")) ==
        Texts{"2", "ab", "", "TRUE", "FALSE", "#N/A", ""});
}

TEST_CASE("Of merged cells the first has the text") {
  auto parts =
      one_sheet("<row r=\"1\"><c r=\"A1\" t=\"str\"><v>title</v></c><c r=\"B1\"/><c r=\"C1\"><v>3</v></c></row>");
  auto& sheet = parts["xl/worksheets/sheet1.xml"];
  sheet.insert(sheet.find("</worksheet>"), "<mergeCells><mergeCell ref=\"A1:B1\"/></mergeCells>");
  CHECK(cells_of(parts) == Texts{"title", "", "3"});
}

TEST_CASE("Rows and cells that do not say where they stand are counted on") {
  const auto rows =
      rows_of(one_sheet("<row><c><v>1</v></c><c r=\"D1\"><v>4</v></c><c><v>5</v></c></row>"
                        "<row/>"
                        "<row><c r=\"B5\"><v>2</v></c></row>"
                        "<row><c><v>6</v></c></row>"
                        "<row r=\"9\"><c><v>9</v></c></row>"));
  CHECK(rows == std::vector<Row>{{1, {"1", "", "", "4", "5"}}, {5, {"", "2"}}, {6, {"6"}}, {9, {"9"}}});
}

TEST_CASE("Cells out of their order stand in their columns, and a shorter row has nothing of a longer one") {
  const auto rows =
      rows_of(one_sheet("<row r=\"1\"><c r=\"C1\"><v>3</v></c><c r=\"A1\"><v>1</v></c></row>"
                        "<row r=\"2\"><c r=\"b2\"><v>2</v></c></row>"));
  CHECK(rows == std::vector<Row>{{1, {"1", "", "3"}}, {2, {"", "2"}}});
}

TEST_CASE("Elements may have a prefix") {
  auto parts = one_sheet("");
  parts["xl/worksheets/sheet1.xml"] = fmt::format(
      "<x:worksheet xmlns:x=\"{}\"><x:sheetData><x:row r=\"2\"><x:c r=\"A2\" s=\"1\"><x:v>45352</x:v></x:c>"
      "<x:c r=\"B2\" t=\"s\"><x:v>0</x:v></x:c><x:c r=\"C2\" t=\"inlineStr\"><x:is><x:t>in</x:t></x:is></x:c>"
      "</x:row></x:sheetData></x:worksheet>",
      main_space);
  parts["xl/sharedStrings.xml"] = fmt::format("<x:sst xmlns:x=\"{}\"><x:si><x:t>text</x:t></x:si></x:sst>", main_space);
  parts["xl/styles.xml"] = fmt::format(
      "<x:styleSheet xmlns:x=\"{}\"><x:cellXfs><x:xf/><x:xf numFmtId=\"14\"/></x:cellXfs></x:styleSheet>", main_space);
  parts["xl/workbook.xml"] = fmt::format(
      "<x:workbook xmlns:x=\"{}\" xmlns:rel=\"{}\"><x:sheets><x:sheet name=\"A\" sheetId=\"4\" "
      "rel:id=\"rId1\"/></x:sheets>"
      "</x:workbook>",
      main_space, reference_space);
  CHECK(rows_of(parts) == std::vector<Row>{{2, {"2024-03-01", "text", "in"}}});
}

TEST_CASE("Rows of drawings and values of extensions are none of the sheet") {
  auto parts = one_sheet("<row r=\"1048576\"><c r=\"A1048576\"><v>1</v><extLst><ext><v>2</v></ext></extLst></c></row>");
  auto& sheet = parts["xl/worksheets/sheet1.xml"];
  sheet.insert(sheet.find("</worksheet>"),
               "<controls xmlns:d=\"d\"><d:from><d:col>1</d:col><d:row>3</d:row></d:from></controls>");
  CHECK(rows_of(parts) == std::vector<Row>{{1048576, {"1"}}});
}

TEST_CASE("Sheets come in the order of their tabs, hidden ones too, charts not, wherever their parts lie") {
  const test::Scratch scratch;
  const auto sheet = [](int number) { return sheet_part(fmt::format("<row><c><v>{}</v></c></row>", number)); };
  const Workbook workbook(zip(
      scratch,
      {{"_rels/.rels", references(reference("a", "officeDocument", "/book/main.xml"))},
       {"book/main.xml", workbook_part("<sheet name=\"Två &amp; en\" r:id=\"b\"/><sheet name=\"Diagram\" r:id=\"c\"/>"
                                       "<sheet name=\"Gömd\" state=\"hidden\" r:id=\"a\"/>"
                                       "<sheet name=\"Case\" state=\"veryHidden\" r:id=\"d\"/>")},
       {"book/_rels/main.xml.rels",
        references(reference("a", "worksheet", "../book/./sheets/one.xml") +
                   reference("b", "worksheet", "/xl/worksheets/sheet1.xml") +
                   reference("c", "chartsheet", "chart.xml") + reference("d", "worksheet", "Sheets/TWO.xml"))},
       {"book/sheets/one.xml", sheet(1)},
       {"book/sheets/two.xml", sheet(2)},
       {"xl/worksheets/sheet1.xml", sheet(3)}}));
  CHECK(names_of(workbook) == Texts{"Två & en", "Gömd", "Case"});
  CHECK(workbook.sheets()[1].is_hidden);
  CHECK_FALSE(workbook.sheets()[0].is_hidden);
  CHECK(rows_of(workbook, 0) == std::vector<Row>{{1, {"3"}}});
  CHECK(rows_of(workbook, 1) == std::vector<Row>{{1, {"1"}}});
  CHECK(rows_of(workbook, 2) == std::vector<Row>{{1, {"2"}}});
  CHECK(rows_of(workbook, 0) == std::vector<Row>{{1, {"3"}}});  // once more
}

TEST_CASE("A workbook may be called anything") {
  for (const auto* name : {"report", "report.dat", "åäö.XLSX", "a b.xlsm"}) {
    CAPTURE(name);
    const test::Scratch scratch;
    std::filesystem::rename(zip(scratch, one_sheet("<row><c><v>1</v></c></row>")), scratch.path(name));
    CHECK(rows_of(Workbook(scratch.path(name))) == std::vector<Row>{{1, {"1"}}});
  }
  const test::Scratch scratch;
  CHECK(rows_of(Workbook(zip(scratch, one_sheet("<row><c><v>1</v></c></row>"), "{a}.xlsx"))).size() == 1);
}

TEST_CASE("The reading ends when the receiver has enough") {
  const test::Scratch scratch;
  const Workbook workbook(
      zip(scratch, one_sheet("<row><c><v>1</v></c></row><row><c><v>2</v></c></row><row r=\"broken\"/>")));
  std::vector<std::int64_t> seen;
  workbook.read_sheet(0, [&](const SheetRow& row) {
    seen.push_back(row.number);
    return seen.size() < 2;
  });
  CHECK(seen == std::vector<std::int64_t>{1, 2});
}

TEST_CASE("What the receiver throws arrives where the sheet is read") {
  const test::Scratch scratch;
  const Workbook workbook(zip(scratch, one_sheet("<row><c><v>1</v></c></row>")));
  CHECK_THROWS_AS(workbook.read_sheet(0, [](const SheetRow&) -> bool { throw std::out_of_range("mine"); }),
                  std::out_of_range);
}

TEST_CASE("A sheet of many blocks loses nothing between them") {
  constexpr int number = 6000;
  std::string rows;
  for (int i = 1; i <= number; ++i) {
    rows += fmt::format(
        "<row r=\"{0}\"><c r=\"A{0}\" t=\"inlineStr\"><is><t>Åäö &amp; {0}</t></is></c><c "
        "r=\"B{0}\"><v>{0}.5</v></c></row>",
        i);
  }
  const auto read = rows_of(one_sheet(rows));
  REQUIRE(read.size() == number);
  for (int i = 1; i <= number; ++i) {
    REQUIRE(read[static_cast<std::size_t>(i - 1)] == Row{i, {fmt::format("Åäö & {}", i), fmt::format("{}.5", i)}});
  }
}

TEST_CASE("The last cell of a sheet can be read, and no cell beyond it") {
  const auto last = rows_of(one_sheet("<row r=\"1048576\"><c r=\"XFD1048576\"><v>1</v></c></row>"));
  REQUIRE(last.size() == 1);
  CHECK(last.front().number == 1048576);
  CHECK(last.front().texts.size() == 16384);
  CHECK(last.front().texts.back() == "1");
  for (const auto* cell : {"ZZZZ9", "XFE1", "XFD99999999", "A1048577", "A0", "A", "12", "", "A-1", "A1 ", "$A$1",
                           "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA1", "A99999999999999999999999"}) {
    CAPTURE(cell);
    const auto said = complaint(one_sheet(fmt::format("<row><c r=\"{}\"><v>1</v></c></row>", cell)));
    CHECK_THAT(said, Catch::Contains(fmt::format("(Blad1): cell '{}' is none that a sheet has", cell)));
  }
}

TEST_CASE("A row that no sheet has is refused") {
  for (const auto* row : {"0", "1048577", "-1", "one", "", "99999999999999999999999"}) {
    CAPTURE(row);
    CHECK_THAT(complaint(one_sheet(fmt::format("<row r=\"{}\"><c><v>1</v></c></row>", row))),
               Catch::Contains(fmt::format("(Blad1): row '{}' is none that a sheet has", row)));
  }
  CHECK_THAT(complaint(one_sheet("<row r=\"1048576\"><c><v>1</v></c></row><row><c><v>1</v></c></row>")),
             Catch::Contains("more rows than a sheet has (1048576)"));
}

TEST_CASE("A row with more cells than a sheet has columns is refused") {
  CHECK_THAT(complaint(one_sheet("<row><c r=\"XFD1\"/><c/></row>")),
             Catch::Contains("row 1 has more cells than a sheet has columns (16384)"));
}

TEST_CASE("Rows that do not go downwards and cells of other rows are refused") {
  CHECK_THAT(complaint(one_sheet("<row r=\"5\"><c><v>1</v></c></row><row r=\"3\"><c><v>1</v></c></row>")),
             Catch::Contains("(Blad1): row 3 stands below row 5"));
  CHECK_THAT(complaint(one_sheet("<row r=\"5\"/><row r=\"5\"/>")), Catch::Contains("row 5 stands below row 5"));
  CHECK_THAT(complaint(one_sheet("<row r=\"2\"><c r=\"A3\"><v>1</v></c></row>")),
             Catch::Contains("(Blad1): cell 'A3' stands in row 2"));
}

TEST_CASE("A shared string that is not there is refused with the name of its cell") {
  const auto shared = with(one_sheet("<row r=\"7\"><c r=\"AB7\" t=\"s\"><v>1</v></c></row>"), "xl/sharedStrings.xml",
                           strings_part("<si><t>only</t></si>"));
  CHECK_THAT(complaint(shared), Catch::Contains("workbook.xlsx (Blad1): cell AB7 refers to text number '1'") &&
                                    Catch::Contains("has 1 texts"));
  for (const auto* index : {"0", "-1", "x", "99999999999999999999"}) {
    CAPTURE(index);
    CHECK_THAT(complaint(one_sheet(fmt::format("<row><c t=\"s\"><v>{}</v></c></row>", index))),
               Catch::Contains(fmt::format("cell A1 refers to text number '{}'", index)));
  }
}

TEST_CASE("A part with a document type is refused") {
  const std::string bomb = "<!DOCTYPE x [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;&a;\">]>";
  const auto sound = with(with(one_sheet("<row><c><v>1</v></c></row>"), "xl/styles.xml", styles_part({})),
                          "xl/sharedStrings.xml", strings_part("<si><t>a</t></si>"));
  REQUIRE(rows_of(sound).size() == 1);
  for (const auto& [part, text] : sound) {
    CAPTURE(part);
    auto armed = text;
    armed.insert(armed.find("?>") == std::string::npos ? 0 : armed.find("?>") + 2, bomb);
    CHECK_THAT(complaint(with(sound, part, armed)), Catch::Contains("declares a document type"));
  }
}

TEST_CASE("A part that ends too early or is no XML is refused with its name") {
  const auto sound = with(with(one_sheet("<row><c><v>1</v></c></row>"), "xl/styles.xml", styles_part({})),
                          "xl/sharedStrings.xml", strings_part("<si><t>a</t></si>"));
  for (const auto& [part, text] : sound) {
    CAPTURE(part);
    const auto name = part == "xl/worksheets/sheet1.xml" ? "Blad1" : part;
    for (const auto& broken : {text.substr(0, text.size() - 5), std::string("PNG\x01"), std::string(), text + "<"}) {
      CAPTURE(broken);
      CHECK_THAT(complaint(with(sound, part, broken)), Catch::Contains("workbook.xlsx (" + name + ") is damaged"));
    }
  }
}

TEST_CASE("A zip that is damaged is refused") {
  const test::Scratch scratch;
  std::string rows;
  for (int i = 1; i <= 3000; ++i) {
    rows += fmt::format("<row><c><v>{}</v></c></row>", i * 7919 % 10007);
  }
  const auto bytes = test::bytes_of(zip(scratch, one_sheet(rows)));
  const auto refusal = [&](const std::string& name, const std::string& damaged) {
    return test::failure<DataError>([&] { rows_of(Workbook(scratch.write(name, damaged))); });
  };
  CHECK_THAT(refusal("half.xlsx", bytes.substr(0, bytes.size() / 2)),
             Catch::Contains("half.xlsx: not an XLSX workbook"));
  auto changed = bytes;
  const auto sheet = bytes.find("sheet1.xml", bytes.find("xl/worksheets/"));
  for (std::size_t i = sheet + 5000; i < sheet + 5100; ++i) {
    changed[i] = static_cast<char>(~changed[i]);
  }
  CHECK_THAT(refusal("changed.xlsx", changed), Catch::Contains("changed.xlsx (Blad1) is damaged"));
  auto other_sum = bytes;  // the checksum stands before the name of a part, and before its name in the list at the end
  for (const auto at : {bytes.find("xl/worksheets/sheet1.xml") - 16, bytes.rfind("xl/worksheets/sheet1.xml") - 30}) {
    other_sum[at] = static_cast<char>(~other_sum[at]);
  }
  CHECK_THAT(refusal("sum.xlsx", other_sum), Catch::Contains("sum.xlsx (Blad1) is damaged: it cannot be unpacked"));
}

TEST_CASE("What is no workbook is refused by its name, and said what it is where that shows") {
  const test::Scratch scratch;
  const auto refusal = [](const std::string& path) { return test::failure<DataError>([&] { Workbook{path}; }); };
  CHECK_THAT(refusal(scratch.path("none.xlsx")), Catch::Contains("none.xlsx: no such file"));
  CHECK_THAT(refusal(scratch.write("empty.xlsx", "")), Catch::Contains("empty.xlsx: not an XLSX workbook"));
  CHECK_THAT(refusal(scratch.write("text.xlsx", "a;b\n1;2\n")), Catch::Contains("text.xlsx: not an XLSX workbook"));
  CHECK_THAT(refusal(scratch.write("secret.xlsx", "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1" + std::string(600, 'x'))),
             Catch::Contains("secret.xlsx: the workbook is protected by a password"));
  CHECK_THAT(refusal(zip(scratch, {{"content.xml", "<a/>"}}, "sheet.ods")), Catch::Contains("not an XLSX workbook"));
  CHECK_THAT(refusal(zip(scratch, {{"_rels/.rels", references(reference("a", "officeDocument", "xl/workbook.bin"))}},
                         "b.xlsx")),
             Catch::Contains("b.xlsx: a binary workbook"));
}

TEST_CASE("A workbook without worksheets, or whose sheets lead nowhere, is refused") {
  const std::string sheet = "<sheet name=\"Blad1\" r:id=\"rId1\"/>";
  CHECK_THAT(complaint(with(one_sheet(""), "xl/workbook.xml", workbook_part(""))),
             Catch::Contains("has no sheet with cells"));
  CHECK_THAT(complaint(with(one_sheet(""), "xl/_rels/workbook.xml.rels",
                            references(reference("rId1", "chartsheet", "c.xml")))),
             Catch::Contains("has no sheet with cells"));
  CHECK_THAT(complaint(with(one_sheet(""), "xl/_rels/workbook.xml.rels", references(""))),
             Catch::Contains("the sheet 'Blad1' leads nowhere"));
  CHECK_THAT(complaint(with(one_sheet(""), "xl/_rels/workbook.xml.rels",
                            references(reference("rId1", "worksheet", "no.xml")))),
             Catch::Contains("(Blad1) is damaged: its part xl/no.xml is missing"));
}

TEST_CASE("A sheet without rows has none") { CHECK(rows_of(one_sheet("")).empty()); }

TEST_CASE("A workbook of three cities gives all its rows") {
  const auto* data = std::getenv("LYKTA_DATA");
  if (data == nullptr) {
    WARN("skipped: LYKTA_DATA is not set");
    return;
  }
  const Workbook workbook(std::string(data) + "/incidents/us_aggravated_assaults_2019_3sheets.xlsx");
  REQUIRE(names_of(workbook) == Texts{"Austin", "Fort Worth", "Seattle"});
  CHECK(rows_of(workbook, 0).size() == 1 + 8696);
  CHECK(rows_of(workbook, 1).size() == 1 + 1577);
  const auto seattle = rows_of(workbook, 2);
  REQUIRE(seattle.size() == 1 + 2529);
  CHECK(seattle[1].texts[0] == "2019-01-01 00:30:00");
}

}  // namespace lykta::tests_of_workbook
