#include <algorithm>
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
using Catch::StartsWith;

}  // namespace

TEST_CASE("A study area is a file or an extent, not both and not neither") {
  CHECK(read("crs = \"EPSG:3006\"\narea.extent = [1, 2, 3, 4]\n" + source).inputs.area.extent == Box{1, 2, 3, 4});
  CHECK_THAT(refusal("area = { path = \"a.gpkg\", extent = [1, 2, 3, 4] }\n" + source), Contains("only one of them"));
  CHECK_THAT(refusal("area = { layer = \"a\" }\n" + source), Contains("area.path or extent is needed"));
  for (const auto* extent : {"[3, 2, 1, 4]", "[1, 4, 3, 2]", "[1, 2, 3]", "[1, 2, 1, 4]"}) {
    CAPTURE(extent);
    CHECK_THAT(refusal("area.extent = " + std::string(extent) + "\n" + source),
               StartsWith("lykta.toml:1: area.extent must be [xmin, ymin, xmax, ymax]"));
  }
  for (const auto* extent : {"[-inf, 2, 3, 4]", "[1, nan, 3, 4]", "[1, 2, 1e308, 4]"}) {
    CAPTURE(extent);
    CHECK_THAT(refusal("area.extent = " + std::string(extent) + "\n" + source),
               StartsWith("lykta.toml:1: area.extent must be a list, each of it a number of metres from -20000000"));
  }
}

TEST_CASE("A class is named once") {
  CHECK_THAT(refusal(source + "[[classes]]\nname = \"a\"\n[[classes]]\nname = \"a\"\n"),
             StartsWith("lykta.toml:6: classes[1].name = \"a\" is there twice"));
  CHECK_THAT(refusal(source + "[[classes]]\nweight = 2\n"), StartsWith("lykta.toml:3: classes[0].name is missing"));
}

TEST_CASE("A value can only be mapped to a class that is listed, where classes are listed") {
  const std::string classes = "[[classes]]\nname = \"Threat\"\n";
  CHECK_THAT(
      refusal(source + "columns = { class = \"type\" }\nclasses = { \"Olaga hot\" = \"Thread\" }\n" + classes),
      Contains("'Olaga hot' is mapped to the class 'Thread', which is not in [[classes]]") && Contains("events.csv"));
  CHECK_THAT(refusal(source + "class = \"Thread\"\n" + classes), Contains("the class 'Thread' is not in [[classes]]"));
  CHECK_NOTHROW(read(source + "columns = { class = \"type\" }\nclasses = { \"Olaga hot\" = \"Thread\" }\n"));
  CHECK_NOTHROW(read(source + "class = \"Threat\"\n" + classes));
}

TEST_CASE("What belongs to one kind of source is refused beside another") {
  const auto observations = source + "kind = \"observations\"\n";
  const auto areas = source + "kind = \"areas\"\n";
  CHECK_THAT(refusal(source + "columns = { severity = \"a\" }\n"),
             Contains("columns names a column severity, which only sources of kind observations and accidents have"));
  CHECK_THAT(refusal(source + "columns = { residents = \"a\" }\n"), Contains("which only sources of kind areas have"));
  CHECK_THAT(refusal(observations + "columns = { class = \"a\" }\n"),
             Contains("which only sources of kind incidents have"));
  CHECK_THAT(refusal(observations + "columns = { discovered = \"a\" }\n"),
             Contains("which only sources of kind incidents have"));
  CHECK_THAT(refusal(areas + "columns = { date = \"a\", residents = \"b\" }\n"),
             Contains("incidents, observations, survey, visits and accidents"));
  CHECK_THAT(refusal(observations + "class = \"a\"\n"),
             StartsWith("lykta.toml:4: sources[0].class belongs to sources of kind incidents"));
  CHECK_THAT(refusal(areas + "origin = \"reported\"\ncolumns = { residents = \"a\" }\n"),
             StartsWith("lykta.toml:4: sources[0].origin belongs to sources of kind incidents"));
}

TEST_CASE("A mapping of values needs the column that holds them") {
  CHECK_THAT(refusal(source + "classes = { a = \"b\" }\n"), Contains("columns.class does not say which"));
  CHECK_THAT(refusal(source + "kind = \"observations\"\nclasses = { a = \"b\" }\n"),
             Contains("columns.category does not say which"));
  CHECK_THAT(refusal(source + "class = \"a\"\ncolumns = { class = \"b\" }\n"), Contains("exclude each other"));
}

TEST_CASE("A source and a table of names need a path, and names a column") {
  CHECK_THAT(refusal("[[sources]]\nname = \"a\"\n"), StartsWith("lykta.toml:1: sources[0].path is missing"));
  CHECK_THAT(refusal(source + "[names]\npath = \"n.csv\"\n"), StartsWith("lykta.toml:3: names.columns is missing"));
  CHECK_THAT(refusal(source + "[names]\npath = \"n.csv\"\ncolumns = { x = \"x\", y = \"y\" }\n"),
             StartsWith("lykta.toml:5: names.columns.name is missing"));
}

TEST_CASE("Sources of other kinds have their columns, their polygons and their minimum of answers") {
  const auto configuration = read(source + R"(
[[sources]]
path = "residents.csv"
kind = "areas"
columns = { area = "code", residents = "people" }
polygons = { path = "wards.gpkg", layer = "w", crs = "EPSG:27700", column = "ward_code" }
[[sources]]
path = "survey.gpkg"
kind = "survey"
columns = { index = "i", sample = "n", category = "q", date = "d" }
[[sources]]
path = "visits.csv"
kind = "visits"
columns = { x = "x", y = "y", date = "d", minutes = "m", unit = "u" }
[[sources]]
path = "accidents.csv"
kind = "accidents"
columns = { x = "x", y = "y", severity = "s" }
classes = { "1" = "fatal", "9" = "Lindrig" }
[survey]
minimum_answers = 50
)");
  const auto& sources = configuration.inputs.sources;
  REQUIRE(sources.size() == 5);
  REQUIRE(sources[1].polygons);
  CHECK(sources[1].polygons->path_as_written == "wards.gpkg");
  CHECK(sources[1].polygons->path.ends_with("/wards.gpkg"));
  CHECK(sources[1].polygons->layer == "w");
  CHECK(sources[1].polygons->crs == "EPSG:27700");
  CHECK(sources[1].polygons->column == "ward_code");
  CHECK(sources[1].columns.area == "code");
  CHECK(sources[2].kind == SourceKind::survey);
  CHECK(sources[2].columns.index == "i");
  CHECK(sources[2].columns.sample == "n");
  CHECK_FALSE(sources[2].polygons);
  CHECK(sources[3].kind == SourceKind::visits);
  CHECK(sources[3].columns.unit == "u");
  CHECK(sources[3].columns.minutes == "m");
  CHECK(sources[4].kind == SourceKind::accidents);
  CHECK(sources[4].columns.severity == "s");
  CHECK(configuration.picture.survey.minimum_answers == 50);
}

TEST_CASE("The minimum of answers is a default only where there is a survey") {
  const auto names_it = [](const std::string& text) {
    const auto defaults = read(text).context.defaults;
    return std::ranges::find(defaults, "survey.minimum_answers = 30") != defaults.end();
  };
  CHECK_FALSE(names_it(source));
  CHECK(names_it(source + "[[sources]]\npath = \"s.gpkg\"\nkind = \"survey\"\n"
                          "columns = { index = \"i\", sample = \"n\" }\n"));
  CHECK_THAT(refusal(source + "[survey]\nminimum_answers = 3\n"), Contains("no source of kind survey"));
}

TEST_CASE("What a kind needs or cannot have is refused where it stands") {
  const auto with = [](const std::string& kind, const std::string& columns, const std::string& more = "") {
    return refusal(source + "[[sources]]\npath = \"a.csv\"\nkind = \"" + kind + "\"\ncolumns = { " + columns + " }\n" +
                   more);
  };
  const std::string point = "x = \"x\", y = \"y\", ";
  const std::string polygons = "polygons = { path = \"w.gpkg\", column = \"c\" }\n";
  CHECK_THAT(with("survey", point + "index = \"i\", sample = \"n\""),
             StartsWith("lykta.toml:6: sources[1].columns") && Contains("never to a point"));
  CHECK_THAT(with("survey", "index = \"i\""), Contains("must name a column sample"));
  CHECK_THAT(with("survey", "sample = \"i\""), Contains("must name a column index"));
  CHECK_THAT(with("visits", point + "unit = \"u\""), Contains("must name a column date"));
  CHECK_THAT(with("visits", point + "date = \"d\", end_time = \"e\", minutes = \"m\""),
             Contains("a visit has one of the two"));
  CHECK_THAT(with("visits", point + "date = \"d\", class = \"c\""), Contains("only sources of kind incidents have"));
  CHECK_THAT(with("accidents", point + "date = \"d\""), Contains("must name a column severity"));
  CHECK_THAT(with("accidents", point + "severity = \"s\"", "classes = { \"1\" = \"grave\" }\n"),
             Contains("an accident is fatal, severe or slight"));
  CHECK_THAT(with("incidents", point + "severity = \"s\""),
             Contains("only sources of kind observations and accidents have"));
  CHECK_THAT(with("areas", "residents = \"r\", date = \"d\""),
             Contains("only sources of kind incidents, observations, survey, visits and accidents have"));
  CHECK_THAT(with("areas", "residents = \"r\", area = \"a\""), Contains("does not say where the areas lie"));
  CHECK_THAT(with("areas", "residents = \"r\"", polygons), Contains("needs columns.area"));
  CHECK_THAT(with("areas", point + "area = \"a\", residents = \"r\"", polygons), Contains("exclude each other"));
  CHECK_THAT(with("incidents", point + "date = \"d\"", polygons),
             Contains("belongs to sources of kind areas and survey"));
  CHECK_THAT(with("areas", "area = \"a\", residents = \"r\"", "crs = \"EPSG:3006\"\n" + polygons),
             Contains("state crs in [sources.polygons]"));
  CHECK_THAT(with("areas", "area = \"a\", residents = \"r\"", "polygons = { path = \"w.gpkg\" }\n"),
             Contains("column is missing"));
  CHECK_THAT(with("areas", "area = \"a\", residents = \"r\"", "polygons = { column = \"c\" }\n"),
             Contains("path is missing"));
}

}  // namespace lykta
