#include "engine/base/error.hpp"
#include "geo/format/source_table.hpp"
#include "geo/values/text_values.hpp"
#include "tests/catch.hpp"
#include "tests/geo/ogr_file.hpp"
#include "tests/geo/scratch.hpp"

namespace lykta::tests_of_source_table {
namespace {

using Catch::Contains;
using test::failure;
using test::Scratch;
using Texts = std::vector<std::string>;
using Numbers = std::vector<std::int64_t>;

SourceTable read(const std::string& path, Texts columns) {
  return read_table({.path = path, .layer = {}, .columns = std::move(columns), .text = {}});
}

TextStatements in_encoding(const char* encoding) { return {.encoding = encoding, .separator = {}, .header_row = 0}; }

Texts names_of(const std::vector<ReadFile>& files) {
  Texts names;
  for (const auto& file : files) {
    names.push_back(file.path);
  }
  return names;
}

std::string refusal(const TableRequest& request) {
  return failure<DataError>([&] { static_cast<void>(read_table(request)); });
}

test::OgrLayer two_points(const std::string& name) {
  return {.name = name,
          .fields = {{"typ", OFTString}},
          .rows = {{"a"}, {"b"}},
          .wkt = {"POINT (1 2)", "POINT (3 4)"},
          .options = {}};
}

}  // namespace

TEST_CASE("A text file is read as it is written, line by line") {
  const Scratch scratch;
  const auto path = scratch.write("a.csv", "id;code;when\n1;01234;2024-03-01\n2;00;01.03.2024\n");
  const auto table = read(path, {"when", "code"});
  CHECK(table.layer == "a");
  CHECK(table.driver == "CSV");
  CHECK(table.column_names == Texts{"id", "code", "when"});
  REQUIRE(table.columns.size() == 2);
  CHECK(table.columns[0] == Texts{"2024-03-01", "01.03.2024"});
  CHECK(table.columns[1] == Texts{"01234", "00"});  // leading zeros are kept
  CHECK(table.row == Numbers{2, 3});                // the header is line 1
  CHECK(names_of(table.files) == Texts{path});
  CHECK_FALSE(table.has_geometry);
  CHECK_FALSE(table.crs.has_value());
}

TEST_CASE("Windows-1252 is found out and said") {
  const Scratch scratch;
  const auto path = scratch.write("a.csv", "H\xE4ndelse;typ\r\n1;St\xF6ld \x80\r\n2;R\xE5n\r\n");
  const auto table = read(path, {"typ", "Händelse"});
  CHECK(table.encoding == "Windows-1252");
  CHECK(table.columns[0] == Texts{"Stöld €", "Rån"});
  CHECK(table.columns[1] == Texts{"1", "2"});
}

TEST_CASE("Windows-1252 is found out when it first shows in a late row") {
  const Scratch scratch;
  std::string text = "typ,id\n";
  for (int i = 0; i < 3000; ++i) {
    text += "plain,1\n";
  }
  const auto table = read(scratch.write("a.csv", text + "St\xF6ld,2\n"), {"typ"});
  CHECK(table.encoding == "Windows-1252");
  CHECK(table.columns[0].back() == "Stöld");
  CHECK(table.row.back() == 3002);
}

TEST_CASE("UTF-8 stays UTF-8, with and without a byte order mark") {
  const Scratch scratch;
  for (const auto* mark : {"", "\xEF\xBB\xBF"}) {
    const auto table = read(scratch.write("a.csv", mark + std::string("typ,id\nStöld,1\n")), {"typ"});
    CHECK(table.encoding == "UTF-8");
    CHECK(table.columns[0] == Texts{"Stöld"});
  }
}

TEST_CASE("A stated encoding is heeded") {
  const Scratch scratch;
  const auto path = scratch.write("a.csv", "typ;id\nSt\x94ld;1\n");  // ö in the code page of DOS
  CHECK(read_table({.path = path, .layer = {}, .columns = {"typ"}, .text = in_encoding("CP850")}).columns[0] ==
        Texts{"Stöld"});
  CHECK(read_table({.path = path, .layer = {}, .columns = {"typ"}, .text = in_encoding("CP850")}).encoding == "CP850");
  // In Windows-1252 it is a quotation mark, which does not stand inside a word.
  CHECK_THAT(refusal({.path = path, .layer = {}, .columns = {"typ"}, .text = {}}), Contains("state its encoding"));
}

TEST_CASE("Text that cannot be what it is said to be is refused") {
  const Scratch scratch;
  const auto path = scratch.write("a.csv", "typ;id\nSt\xF6ld;1\n");
  CHECK_THAT(refusal({.path = path, .layer = {}, .columns = {"typ"}, .text = in_encoding("UTF-8")}),
             Contains(path) && Contains("UTF-8, but is not"));
  CHECK_THAT(
      failure<InvalidOption>([&] {
        static_cast<void>(read_table({.path = path, .layer = {}, .columns = {"typ"}, .text = in_encoding("klingon")}));
      }),
      Contains("unknown text encoding 'klingon'"));
}

TEST_CASE("Text that is neither UTF-8 nor Windows-1252 is refused, not guessed at") {
  const Scratch scratch;
  // Å in the code page of DOS is a byte that Windows-1252 does not have.
  const auto path = scratch.write("a.csv", "typ;id\n\x8Fkta;1\n");
  CHECK_THAT(refusal({.path = path, .layer = {}, .columns = {"typ"}, .text = {}}),
             Contains(path) && Contains("state its encoding"));
}

TEST_CASE("Bytes that are not text in a format that should know its encoding are taken for Windows-1252") {
  const Scratch scratch;
  const auto path = scratch.path("old.shp");
  auto layer = two_points("old");
  layer.rows = {{"Stöld"}, {"Rån"}};
  test::write_with_ogr(path, "ESRI Shapefile", {layer});  // Latin-1, with the code of its language in the .dbf
  CHECK(read(path, {"typ"}).columns[0] == Texts{"Stöld", "Rån"});
  // Many programs leave that code out.
  auto bytes = test::bytes_of(scratch.path("old.dbf"));
  bytes[29] = '\0';
  scratch.write("old.dbf", bytes);
  std::filesystem::remove(scratch.path("old.cpg"));
  CHECK(read(path, {"typ"}).columns[0] == Texts{"Stöld", "Rån"});
  RowRequest request;
  request.path = path;
  RowSource source(request);
  source.read(source.positions_of({"typ"}), [](const RowBatch& batch) { return batch.size() > 0; });
  REQUIRE(source.format().encoding.has_value());
  CHECK(source.format().encoding->name == "Windows-1252");
}

TEST_CASE("Tabs, commas and semicolons separate columns, also under the ending .tab") {
  const Scratch scratch;
  CHECK(read(scratch.write("a.tab", "x\tname\n1\ttwo words\n"), {"name"}).columns[0] == Texts{"two words"});
  CHECK(read(scratch.write("a.tsv", "x\tname\n1\ttwo words\n"), {"name"}).columns[0] == Texts{"two words"});
  CHECK(read(scratch.write("a.txt", "x;name\n1;two words\n"), {"name"}).columns[0] == Texts{"two words"});
  CHECK(read(scratch.write("b.csv", "x,name\n1,\"two, words\"\n"), {"name"}).columns[0] == Texts{"two, words"});
}

TEST_CASE("Lines are counted as a person counts them") {
  const Scratch scratch;
  CHECK(read(scratch.write("a.csv", "x,name\n1,a\n2,b\n3,c\n"), {"name"}).row == Numbers{2, 3, 4});
  CHECK(read(scratch.write("crlf.csv", "x,name\r\n1,a\r\n2,b\r\n"), {"name"}).row == Numbers{2, 3});
}

TEST_CASE(
    "A cell with a line break is one cell of one row, and blank rows count as a spreadsheet program counts them") {
  const Scratch scratch;
  const auto table = read(scratch.write("a.csv", "x,name\n1,\"two\nlines\"\n2,b\n"), {"name"});
  CHECK(table.columns[0] == Texts{"two\nlines", "b"});
  CHECK(table.row == Numbers{2, 3});
  CHECK(read(scratch.write("b.csv", "x,name\n\n1,a\n\n2,b\n"), {"name"}).row == Numbers{3, 5});
}

TEST_CASE("A packed text file is read like the file itself") {
  const Scratch scratch;
  start_gdal();
  const auto path = scratch.path("a.csv.gz");
  const std::string text = "x,name\n1,å\n";
  auto* file = VSIFOpenL(("/vsigzip/" + path).c_str(), "wb");
  REQUIRE(file != nullptr);
  VSIFWriteL(text.data(), 1, text.size(), file);
  VSIFCloseL(file);
  const auto table = read(path, {"name"});
  CHECK(table.columns[0] == Texts{"å"});
  CHECK(table.row == Numbers{2});
  CHECK(names_of(table.files) == Texts{path});
}

TEST_CASE("A packed text file that breaks off is refused") {
  const Scratch scratch;
  start_gdal();
  const auto path = scratch.path("a.csv.gz");
  auto* file = VSIFOpenL(("/vsigzip/" + path).c_str(), "wb");
  REQUIRE(file != nullptr);
  unsigned state = 1;
  for (int i = 0; i < 20000; ++i) {
    state = state * 1664525U + 1013904223U;
    const auto line = i == 0 ? std::string("x,name\n") : std::to_string(state) + ",a\n";
    VSIFWriteL(line.data(), 1, line.size(), file);
  }
  VSIFCloseL(file);
  CHECK(read(path, {"x"}).rows() == 19999);
  std::filesystem::resize_file(path, std::filesystem::file_size(path) / 2);
  CHECK_THAT(refusal({.path = path, .layer = {}, .columns = {"x"}, .text = {}}), Contains(path));
}

TEST_CASE("Only so many rows are read as are asked for") {
  const Scratch scratch;
  const auto path = scratch.write("a.csv", "x,name\n1,a\n2,b\n3,c\n");
  CHECK(read_table({.path = path, .layer = {}, .columns = {"x"}, .text = {}, .at_most = 2}).row == Numbers{2, 3});
}

TEST_CASE("All columns come when all are asked for") {
  const Scratch scratch;
  const auto path = scratch.write("a.csv", "x,name\n1,a\n");
  const auto table = read_table({.path = path, .layer = {}, .columns = {}, .all_columns = true, .text = {}});
  CHECK(table.columns == std::vector<Texts>{{"1"}, {"a"}});
}

TEST_CASE("A column that is not there is refused with the file, the nearest and all columns") {
  const Scratch scratch;
  const auto path = scratch.write("a.csv", "Datum;Klockslag;Brottstyp\n2024-03-01;12:00;a\n");
  const auto message = refusal({.path = path, .layer = {}, .columns = {"Brottstypp"}, .text = {}});
  CHECK_THAT(message, Contains(path));
  CHECK_THAT(message, Contains("no column 'Brottstypp'"));
  CHECK_THAT(message, Contains("did you mean 'Brottstyp'?"));
  CHECK_THAT(message, Contains("Datum, Klockslag, Brottstyp"));
  CHECK_THAT(refusal({.path = path, .layer = {}, .columns = {"xyz"}, .text = {}}), !Contains("did you mean"));
}

TEST_CASE("A file that is missing, empty or of no known format is refused by name") {
  const Scratch scratch;
  CHECK(refusal({.path = scratch.path("none.csv"), .layer = {}, .columns = {}, .text = {}}) ==
        scratch.path("none.csv") + ": no such file");
  const auto empty = scratch.write("empty.csv", "");
  CHECK(refusal({.path = empty, .layer = {}, .columns = {}, .text = {}}) == empty + ": the file is empty");
  const auto strange = scratch.write("strange.bin", "neither this nor that");
  CHECK_THAT(refusal({.path = strange, .layer = {}, .columns = {}, .text = {}}),
             Contains(strange) && Contains("not a format that can be read"));
}

TEST_CASE("A file of a header alone holds no rows") {
  const Scratch scratch;
  const auto path = scratch.write("header.csv", "x;y;typ\n");
  CHECK_THAT(refusal({.path = path, .layer = {}, .columns = {"typ"}, .text = {}}),
             Contains(path) && Contains("no rows"));
  auto layer = two_points("nothing");
  layer.rows.clear();
  test::write_with_ogr(scratch.path("nothing.gpkg"), "GPKG", {layer});
  CHECK_THAT(refusal({.path = scratch.path("nothing.gpkg"), .layer = {}, .columns = {"typ"}, .text = {}}),
             Contains("(nothing)") && Contains("no rows"));
}

TEST_CASE("A file that was cut off is refused") {
  const Scratch scratch;
  auto layer = two_points("points");
  for (int i = 0; i < 2000; ++i) {
    layer.rows.push_back({std::to_string(i)});
    layer.wkt.emplace_back("POINT (5 6)");
  }
  for (const auto& [name, driver] :
       {std::pair{"cut.gpkg", "GPKG"}, std::pair{"cut.fgb", "FlatGeobuf"}, std::pair{"cut.geojson", "GeoJSON"}}) {
    CAPTURE(name);
    const auto path = scratch.path(name);
    test::write_with_ogr(path, driver, {layer});
    CHECK(read(path, {"typ"}).rows() == 2002);
    std::filesystem::resize_file(path, std::filesystem::file_size(path) / 2);
    CHECK_THAT(refusal({.path = path, .layer = {}, .columns = {"typ"}, .text = {}}), Contains(path));
  }
}

TEST_CASE("Of several layers one must be named") {
  const Scratch scratch;
  const auto path = scratch.path("two.gpkg");
  test::write_with_ogr(path, "GPKG", {two_points("walks"), two_points("events")});
  const auto message = refusal({.path = path, .layer = {}, .columns = {"typ"}, .text = {}});
  CHECK_THAT(message, Contains(path) && Contains("which layer?") && Contains("walks (2 rows), events (2 rows)"));
  CHECK(read_table({.path = path, .layer = "events", .columns = {"typ"}, .text = {}}).layer == "events");
  CHECK_THAT(refusal({.path = path, .layer = "event", .columns = {"typ"}, .text = {}}),
             Contains("no layer 'event'; there is: walks, events"));
  CHECK(layer_names(path, {}) == Texts{"walks", "events"});
}

TEST_CASE("A layer brings its geometry, its coordinate system and its feature ids") {
  const Scratch scratch;
  const auto path = scratch.path("one.gpkg");
  test::write_with_ogr(path, "GPKG", {two_points("points")});
  const auto table = read(path, {"typ"});
  CHECK(table.has_geometry);
  REQUIRE(table.geometry.size() == 2);
  CHECK(table.geometry[1]->toPoint()->getX() == 3);
  CHECK(table.geometry[1]->toPoint()->getY() == 4);
  REQUIRE(table.crs.has_value());
  CHECK(table.crs->id() == "EPSG:3006");
  CHECK(table.row == Numbers{1, 2});
  CHECK(table.encoding.empty());
}

TEST_CASE("A Shapefile is all of its files") {
  const Scratch scratch;
  test::write_with_ogr(scratch.path("one.shp"), "ESRI Shapefile", {two_points("one")});
  const auto files = names_of(read(scratch.path("one.shp"), {"typ"}).files);
  for (const auto* ending : {"one.shp", "one.dbf", "one.shx", "one.prj"}) {
    CHECK_THAT(files, Catch::VectorContains(scratch.path(ending)));
  }
}

TEST_CASE("In a sheet the header may stand below titles") {
  const Scratch scratch;
  for (const auto& [name, driver] : {std::pair{"a.xlsx", "XLSX"}, std::pair{"a.ods", "ODS"}}) {
    CAPTURE(name);
    const auto path = scratch.path(name);
    // OGR writes the names of the fields as the first row; here that row is the title.
    test::write_with_ogr(path, driver,
                         {{.name = "Händelser",
                           .crs = "",
                           .type = wkbNone,
                           .fields = {{"Utdrag ur registret", OFTString}, {" ", OFTString}},
                           .rows = {{"", ""}, {"Brottstyp", "Datum"}, {"Stöld", "2024-03-01"}, {"Rån", "2024-03-02"}},
                           .wkt = {},
                           .options = {}}});
    const auto table = read(path, {"Datum", "Brottstyp"});
    CHECK(table.layer == "Händelser");
    CHECK(table.column_names == Texts{"Brottstyp", "Datum"});
    CHECK(table.columns[0] == Texts{"2024-03-01", "2024-03-02"});
    CHECK(table.columns[1] == Texts{"Stöld", "Rån"});
    CHECK(table.row == Numbers{4, 5});  // as the program that shows the sheet numbers them
    CHECK_FALSE(table.has_geometry);
    CHECK_THAT(refusal({.path = path, .layer = {}, .columns = {"Brotstyp"}, .text = {}}),
               Contains("did you mean 'Brottstyp'?"));
  }
}

TEST_CASE("Dates, times and numbers in cells of a sheet are understood") {
  const Scratch scratch;
  for (const auto& [name, driver] : {std::pair{"a.xlsx", "XLSX"}, std::pair{"a.ods", "ODS"}}) {
    CAPTURE(name);
    const auto path = scratch.path(name);
    test::write_with_ogr(
        path, driver,
        {{.name = "s",
          .crs = "",
          .type = wkbNone,
          .fields = {{"d", OFTDate}, {"t", OFTTime}, {"dt", OFTDateTime}, {"n", OFTReal}, {"i", OFTInteger}},
          .rows = {{"2024/03/01", "23:15:00", "2024/03/01 23:15:30", "6229148.3", "12"}},
          .wkt = {},
          .options = {}}});
    const auto table = read(path, {"d", "t", "dt", "n", "i"});
    REQUIRE(table.rows() == 1);
    using namespace std::chrono;
    const LocalTime midnight = local_days{2024y / 3 / 1};
    const auto late = midnight + hours{23} + minutes{15};
    const auto date = parse_date_time(table.columns[0][0]);
    REQUIRE(date.has_value());
    CHECK(date->span == TimeSpan{midnight, midnight + days{1}});
    CHECK(parse_time_of_day(table.columns[1][0]) == hours{23} + minutes{15});
    const auto both = parse_date_time(table.columns[2][0]);
    REQUIRE(both.has_value());
    CHECK(both->span == TimeSpan{late + seconds{30}, late + seconds{30}});
    CHECK(parse_number(table.columns[3][0]).value_or(0) == test::near(1e-6, 6229148.3));
    CHECK(parse_number(table.columns[4][0]) == 12.0);
  }
}

TEST_CASE("Reading says how far it is and can be stopped") {
  const Scratch scratch;
  std::string text = "x,name\n";
  for (int i = 0; i < 20000; ++i) {
    text += "1,a\n";
  }
  const auto path = scratch.write("many.csv", text);
  int calls = 0;
  const TableRequest request{.path = path, .layer = {}, .columns = {"x"}, .text = {}};
  static_cast<void>(read_table(request, [&](std::string_view stage, double share) {
    ++calls;
    CHECK(stage == "reading many.csv");
    CHECK((share >= 0 && share <= 1));
    return true;
  }));
  CHECK(calls >= 2);
  CHECK_THROWS_AS(read_table(request, [](std::string_view, double) { return false; }), Cancelled);
}

}  // namespace lykta::tests_of_source_table
