#include "cli/commands/init/starting_configuration.hpp"
#include "cli/configuration/configuration.hpp"
#include "engine/base/error.hpp"
#include "geo/read/inputs.hpp"
#include "tests/catch.hpp"
#include "tests/geo/ogr_file.hpp"
#include "tests/geo/scratch.hpp"

namespace lykta {
namespace {

using Catch::Contains;
using test::failure;
using test::Scratch;

/// The configuration that is written for these files of a folder, read back.
Configuration started(const Scratch& scratch, const std::vector<std::string>& files) {
  const auto text = starting_configuration(files, scratch.folder().string());
  return read_configuration(scratch.write("lykta.toml", text));
}

}  // namespace

TEST_CASE("A first configuration names what was recognised in a text file") {
  const Scratch scratch;
  scratch.write("events.csv",
                "Händelse-ID;Brottstyp;Datum från;Klockslag från;Upptäckt;N (SWEREF 99 15 00);E (SWEREF 99 15 00)\n"
                "1;Stöld;2024-03-01;12:00;Nej;6231640,9;167548,9\n2;Rån;2025-03-02;13:00;Ja;6231641,9;167549,9\n");
  const auto configuration = started(scratch, {"events.csv"});
  REQUIRE(configuration.inputs.sources.size() == 1);
  const auto& source = configuration.inputs.sources[0];
  CHECK(source.path == scratch.path("events.csv"));
  CHECK(source.kind == SourceKind::incidents);
  CHECK(source.crs == "EPSG:3009");
  CHECK(source.columns.x == "E (SWEREF 99 15 00)");
  CHECK(source.columns.y == "N (SWEREF 99 15 00)");
  CHECK(source.columns.date == "Datum från");
  CHECK(source.columns.time == "Klockslag från");
  CHECK(source.columns.class_name == "Brottstyp");
  CHECK(source.columns.discovered == "Upptäckt");
  REQUIRE(configuration.picture.period.has_value());
  CHECK(read_inputs(configuration.inputs).inputs.incidents.size() == 2);
}

TEST_CASE("What is written for a file with the oddest of headers can be read") {
  const Scratch scratch;
  // Line breaks, tabs and quotation marks are found in the headers of sheets.
  test::write_with_ogr(
      scratch.path("odd.xlsx"), "XLSX",
      {{.name = "Blad \"1\"\\x",
        .crs = "",
        .type = wkbNone,
        .fields = {{"E\n(SWEREF 99 TM)", OFTString},
                   {"N\t(SWEREF 99 TM)", OFTString},
                   {"Datum \"från\"", OFTString},
                   {"Brotts\\typ", OFTString}},
        .rows = {{"517000", "6229000", "2024-03-01", "a\nb"}, {"517001", "6229001", "2024-03-02", "c"}},
        .wkt = {},
        .options = {}}});
  const auto configuration = started(scratch, {"odd.xlsx"});
  const auto& columns = configuration.inputs.sources.at(0).columns;
  CHECK(columns.x == "E\n(SWEREF 99 TM)");
  CHECK(columns.y == "N\t(SWEREF 99 TM)");
  CHECK(columns.date == "Datum \"från\"");
  CHECK(read_inputs(configuration.inputs).inputs.incidents.size() == 2);
}

TEST_CASE("Points, observations, residents and polygons each get their kind") {
  const Scratch scratch;
  scratch.write("events.csv", "longitude,latitude,date\n15.28,56.20,2024-03-01\n");
  scratch.write("blocks.csv", "longitude,latitude,population\n15.28,56.20,120\n");
  test::write_with_ogr(scratch.path("walks.gpkg"), "GPKG",
                       {{.name = "walks",
                         .fields = {{"kategori", OFTString}, {"allvar", OFTInteger}, {"kansla", OFTString}},
                         .rows = {{"mörkt", "3", "otrygg"}},
                         .wkt = {"POINT (517000 6229000)"},
                         .options = {}}});
  test::write_with_ogr(
      scratch.path("town.gpkg"), "GPKG",
      {{.name = "town",
        .type = wkbPolygon,
        .fields = {{"name", OFTString}},
        .rows = {{"town"}},
        .wkt = {"POLYGON ((516000 6228000, 519000 6228000, 519000 6231000, 516000 6231000, 516000 6228000))"},
        .options = {}}});
  const auto configuration = started(scratch, {"events.csv", "walks.gpkg", "blocks.csv", "town.gpkg"});
  REQUIRE(configuration.inputs.sources.size() == 3);
  CHECK(configuration.inputs.sources[0].kind == SourceKind::incidents);
  CHECK(configuration.inputs.sources[1].kind == SourceKind::observations);
  CHECK(configuration.inputs.sources[1].columns.feeling == "kansla");
  CHECK(configuration.inputs.sources[2].kind == SourceKind::areas);
  CHECK(configuration.inputs.sources[2].columns.residents == "population");
  CHECK(configuration.inputs.area.path == scratch.path("town.gpkg"));
  const auto read = read_inputs(configuration.inputs);
  CHECK(read.inputs.incidents.size() == 1);
  CHECK(read.inputs.observations.size() == 1);
  CHECK(read.inputs.residents.size() == 1);
}

TEST_CASE("A file that is missing is named") {
  const Scratch scratch;
  CHECK_THAT(
      failure<DataError>([&] { static_cast<void>(starting_configuration({"none.csv"}, scratch.folder().string())); }),
      Contains("none.csv: no such file"));
}

}  // namespace lykta
