#include <string>

#include "cli/configuration/configuration.hpp"
#include "cli/configuration/paths.hpp"
#include "engine/base/error.hpp"
#include "tests/catch.hpp"
#include "tests/cli/configuration_text.hpp"
#include "tests/geo/scratch.hpp"
#include "tests/source_folder.hpp"

namespace lykta {
namespace {

using namespace test::configuration_text;
using Catch::Contains;
using Catch::EndsWith;
using Catch::StartsWith;
using test::failure;
using test::Scratch;

}  // namespace

TEST_CASE("An unknown key is refused with file, line and the nearest known one") {
  CHECK(refusal(source + "colums = { x = \"E\" }\n") ==
        "lykta.toml:3: unknown key sources[0].colums: did you mean columns?");
  CHECK_THAT(refusal("tittle = \"a\"\n" + source), StartsWith("lykta.toml:1: unknown key tittle: did you mean title?"));
  CHECK_THAT(refusal(source + "\n[grid]\ncells = 5\n"), StartsWith("lykta.toml:5: unknown key grid.cells"));
  CHECK_THAT(refusal(source + "[sources.columns]\nlongitude = \"x\"\n"),
             StartsWith("lykta.toml:4: unknown key sources[0].columns.longitude") &&
                 Contains("known here are x, y, position, date"));
  for (const auto* table : {"period", "comparison", "area", "names", "density", "statistics", "places", "output"}) {
    CAPTURE(table);
    CHECK_THAT(refusal(source + "[" + table + "]\nnonsense = 1\n"), StartsWith("lykta.toml:"));
  }
  CHECK_THAT(refusal(source + "[[classes]]\nname = \"a\"\nwieght = 2\n"),
             Contains("classes[0].wieght: did you mean weight?"));
}

TEST_CASE("A value of the wrong type is refused with file, line and key") {
  const auto line_of = [](const std::string& text, const std::string& expected) {
    CAPTURE(text);
    CHECK_THAT(refusal(text + "\n" + source), StartsWith("lykta.toml:1: " + expected));
  };
  line_of("title = 5", "title must be a text");
  line_of("language = true", "language must be a text");
  line_of("include_discovered = \"yes\"", "include_discovered must be true or false");
  line_of("grid = 5", "grid must be a table");
  line_of("grid.cell_m = \"100\"", "grid.cell_m must be a number");
  line_of("places.limit = 2.5", "places.limit must be a whole number");
  line_of("period = { from = \"2024-01-01\", to = 2024-12-31 }", "period.from must be a date");
  line_of("period = { from = 2024-01-01T00:00:00, to = 2024-12-31 }", "period.from must be a date");
  line_of("area.extent = 5", "area.extent must be a list of numbers");
  line_of("area.extent = [1, 2, \"3\", 4]", "area.extent must be a list of numbers");
  line_of("classes = 5", "classes must be a list of tables");
  CHECK_THAT(refusal("[sources]\npath = \"a\"\n"),
             StartsWith("lykta.toml:1: sources must be a list of tables: write [[sources]]"));
  CHECK_THAT(refusal(source + "classes = 5\n"), StartsWith("lykta.toml:3: sources[0].classes must be a table"));
  CHECK_THAT(refusal(source + "columns = { class = \"a\" }\n[sources.classes]\n\"a\" = 5\n"),
             StartsWith("lykta.toml:5: sources[0].classes.a must be a text"));
}

TEST_CASE("A project without the layers that it opens is refused where it is asked for") {
  const auto without = source + "[output]\ngeopackage = false\n";
  CHECK(refusal(without + "project = true\n") ==
        "lykta.toml:5: output.project opens the layers of the GeoPackage: leave out geopackage = false");
  CHECK_THAT(refusal(without + "project_in_geopackage = true\n"),
             StartsWith("lykta.toml:5: output.project_in_geopackage opens"));
}

TEST_CASE("An unknown word is refused with the known ones and the nearest") {
  CHECK(refusal("density.kernel = \"quartik\"\n" + source) ==
        "lykta.toml:1: density.kernel = \"quartik\" is unknown (did you mean \"quartic\"?); known are uniform, "
        "triangular, epanechnikov, quartic, triweight, gaussian");
  CHECK_THAT(refusal("language = \"de\"\n" + source), Contains("known are sv, en"));
  CHECK_THAT(refusal("grid.shape = \"circle\"\n" + source), Contains("known are square, hexagon"));
  CHECK_THAT(refusal("statistics.alternative = \"fewer\"\n" + source), Contains("known are greater, less, two-sided"));
  CHECK_THAT(refusal("places.method = \"blobs\"\n" + source), Contains("known are peaks, cells"));
  CHECK_THAT(refusal("places.rank_by = \"risk\"\n" + source), Contains("known are count, weighted_count, density, z"));
  CHECK_THAT(refusal(source + "kind = \"crimes\"\n"), Contains("known are incidents, observations, areas"));
  CHECK_THAT(refusal(source + "clock = \"utc\"\n"), Contains("known are as_written, wall_clock"));
  CHECK_THAT(refusal(source + "origin = \"found\"\n"), Contains("known are reported, discovered"));
}

TEST_CASE("An impossible number is refused with file and line") {
  for (const auto* value : {"0", "-5", "nan", "inf"}) {
    CAPTURE(value);
    CHECK_THAT(refusal(source + "[density]\nbandwidth_m = " + value + "\n"),
               StartsWith("lykta.toml:4: density.bandwidth_m must be a number of metres from 0.001 to 10000000, not "));
    CHECK_THAT(refusal(source + "[grid]\ncell_m = " + value + "\n"),
               StartsWith("lykta.toml:4: grid.cell_m must be a number of metres from 0.001 to 10000000, not "));
  }
  CHECK_THAT(refusal(source + "[statistics]\nfalse_discovery_rate = 1.5\n"),
             StartsWith("lykta.toml:4: statistics.false_discovery_rate must be a number between 0 and 1, not 1.5"));
  CHECK_THAT(
      refusal(source + "[statistics]\nneighbours = \"distance\"\ndistance_m = -3\n"),
      StartsWith("lykta.toml:5: statistics.distance_m must be a number of metres from 0.001 to 10000000, not -3"));
  CHECK_THAT(refusal(source + "[statistics]\nminimum_events = -1\n"),
             StartsWith("lykta.toml:4: statistics.minimum_events must be a whole number from 0 to 1000000000, not -1"));
  CHECK_THAT(refusal(source + "[places]\nmaximum_extent_m = 50\n"),
             StartsWith("lykta.toml:3: the maximum extent of a place (50 m) must be at least one cell (100 m)"));
  for (const auto* limit : {"0", "-1", "-4294967295"}) {
    CAPTURE(limit);
    CHECK_THAT(refusal(source + "[places]\nlimit = " + limit + "\n"),
               StartsWith("lykta.toml:4: places.limit must be a whole number from 1 to 1000000, not "));
  }
  for (const auto* weight : {"-1", "nan", "inf"}) {
    CAPTURE(weight);
    CHECK_THAT(refusal(source + "[[classes]]\nname = \"a\"\nweight = " + weight + "\n"),
               StartsWith("lykta.toml:5: classes[0].weight must be a number from 0 to 1000000000, not "));
  }
}

TEST_CASE("A number that no integer of TOML holds is refused with its key") {
  for (const auto* value : {"9223372036854775808", "18446744073709551615", "abc", ""}) {
    CAPTURE(value);
    const auto text = refusal(source + "[places]\nlimit = " + value + "\n");
    CHECK_THAT(text, StartsWith("lykta.toml:4: "));
    CHECK_THAT(text, EndsWith(", at limit"));
  }
}

TEST_CASE("A distance is needed when neighbours are found by distance, and only then") {
  CHECK_THAT(refusal(source + "[statistics]\nneighbours = \"distance\"\n"),
             Contains("statistics.distance_m is needed"));
  CHECK_THAT(refusal(source + "[statistics]\ndistance_m = 100\n"), Contains("and only then"));
}

TEST_CASE("A period needs both its days, in their order, and no overlap with the comparison") {
  CHECK_THAT(refusal(source + "[period]\nfrom = 2024-01-01\n"), StartsWith("lykta.toml:3: period.to is missing"));
  CHECK_THAT(refusal(source + "[comparison]\nto = 2024-01-01\n"),
             StartsWith("lykta.toml:3: comparison.from is missing"));
  CHECK_THAT(refusal(source + "[period]\nfrom = 2024-01-02\nto = 2024-01-01\n"),
             StartsWith("lykta.toml:5: period.to lies before from"));
  CHECK_THAT(refusal(source + "[period]\nfrom = 2024-02-30\nto = 2024-03-01\n"), StartsWith("lykta.toml:4: "));
  CHECK(read(source + "[period]\nfrom = 2024-01-01\nto = 2024-01-01\n").picture.period->days() == 1);
  CHECK_THAT(
      refusal(source +
              "[period]\nfrom = 2024-01-01\nto = 2024-12-31\n[comparison]\nfrom = 2023-01-01\nto = 2024-01-01\n"),
      StartsWith("lykta.toml:6: ") && Contains("overlap"));
  CHECK_THAT(refusal(source + "[comparison]\nfrom = 2023-01-01\nto = 2024-01-01\n"),
             StartsWith("lykta.toml:3: ") && Contains("needs a period"));
}

TEST_CASE("An unknown time zone is refused with file and line") {
  CHECK_THAT(refusal("time_zone = \"Europe/Ronneby\"\n" + source),
             StartsWith("lykta.toml:1: unknown time zone 'Europe/Ronneby'"));
}

TEST_CASE("A file that is missing is no data, and one that is no TOML says where") {
  const Scratch scratch;
  CHECK(failure<DataError>([&] { static_cast<void>(read_configuration(scratch.path("none.toml"))); }) ==
        scratch.path("none.toml") + ": no such file");
  CHECK_THROWS_AS(read_configuration(scratch.folder()), DataError);
  CHECK_THAT(refusal("title = \"a\"\ncrs = \n"), StartsWith("lykta.toml:2: "));
  CHECK_THAT(refusal("[grid]\ncell_m = 100\ncell_m = 200\n"), StartsWith("lykta.toml:3: "));
  CHECK_THAT(refusal("title = \"\xFF\"\n"), StartsWith("lykta.toml:1: "));
}

}  // namespace lykta
