#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <filesystem>

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include "cli/configuration/configuration.hpp"
#include "engine/base/error.hpp"
#include "tests/geo/scratch.hpp"
#include "tests/source_folder.hpp"

namespace lykta {
namespace {

namespace fs = std::filesystem;
using Catch::Contains;
using Catch::EndsWith;
using Catch::StartsWith;
using test::failure;
using test::Scratch;
using Texts = std::vector<std::string>;

/// The least that is a configuration.
const std::string source = "[[sources]]\npath = \"events.csv\"\n";

Configuration read(const std::string& text) {
  const Scratch scratch;
  return read_configuration(scratch.write("lykta.toml", text));
}

/// What is wrong with a configuration, without the folder in front: "lykta.toml:3: ...".
std::string refusal(const std::string& text) {
  const Scratch scratch;
  const auto path = scratch.write("lykta.toml", text);
  const auto message = failure<InvalidOption>([&] { static_cast<void>(read_configuration(path)); });
  const auto folder = scratch.folder().string() + "/";
  return message.starts_with(folder) ? message.substr(folder.size()) : message;
}

LocalTime at(int year, unsigned month, unsigned day) {
  return std::chrono::local_days{std::chrono::year{year} / std::chrono::month{month} / std::chrono::day{day}};
}

/// An environment variable for the length of a test.
class Variable {
 public:
  Variable(const char* name, const std::string& value) : name_(name) { setenv(name, value.c_str(), 1); }
  ~Variable() { unsetenv(name_); }
  Variable(const Variable&) = delete;
  Variable& operator=(const Variable&) = delete;
  Variable(Variable&&) = delete;
  Variable& operator=(Variable&&) = delete;

 private:
  const char* name_;
};

}  // namespace

TEST_CASE("Each key of a configuration arrives where it belongs") {
  const auto configuration = read(R"(
title = "A picture"
language = "en"
time_zone = "America/Chicago"
crs = "EPSG:32616"
include_discovered = true

[period]
from = 2024-01-01
to = 2024-12-31
[comparison]
from = 2023-01-01
to = 2023-12-31

[area]
path = "area.gpkg"
layer = "town"
crs = "EPSG:3006"

[[sources]]
name = "police"
path = "events.csv"
layer = "sheet"
kind = "incidents"
crs = "EPSG:3009"
encoding = "CP850"
clock = "wall_clock"
stacks = "reject"
date_precision = "month"
origin = "discovered"
[sources.columns]
x = "E"
y = "N"
date = "from day"
time = "from hour"
end_date = "to day"
end_time = "to hour"
class = "type"
position_class = "quality"
discovered = "found"
[sources.classes]
"Olaga hot" = "Threat"

[[sources]]
path = "walks.gpkg"
kind = "observations"
columns = { date = "when", category = "what", severity = "how bad", feeling = "how felt" }

[[sources]]
path = "blocks.gpkg"
kind = "areas"
columns = { residents = "people" }

[[classes]]
name = "Threat"
weight = 6.5
origin = "reported"

[links]
enabled = false
distance_m = 200.5
tolerance_minutes = 30
same_class = false
longest_span_hours = 24

[names]
path = "names.csv"
crs = "EPSG:4326"
columns = { name = "name", x = "lon", y = "lat" }

[grid]
shape = "hexagon"
cell_m = 250
[density]
kernel = "gaussian"
bandwidth_m = 300.5
keep_mass = false
[statistics]
neighbours = "distance"
distance_m = 400
alternative = "two-sided"
correction = "bonferroni"
false_discovery_rate = 0.01
minimum_events = 50
minimum_neighbourhood_events = 6
[places]
limit = 20
maximum_extent_m = 750
minimum_events = 7
rank_by = "z"
high_unsafe_score = 8
minimum_observations = 4
observation_days = 365
minimum_residents = 50
[output]
geopackage = false
geojson = false
shapefile = false
raster = false
csv = false
week = false
)");
  CHECK(configuration.context.title == "A picture");
  CHECK(configuration.context.language == Language::en);
  CHECK(configuration.context.time_zone == "America/Chicago");
  CHECK(configuration.context.defaults == Texts{"sources[1].clock = as_written", "sources[1].stacks = keep",
                                                "sources[2].clock = as_written", "sources[2].stacks = keep",
                                                "classes[0].crime = false"});

  const auto& inputs = configuration.inputs;
  CHECK_FALSE(inputs.links.enabled);
  CHECK(inputs.links.distance_m == 200.5);
  CHECK(inputs.links.tolerance == std::chrono::minutes{30});
  CHECK_FALSE(inputs.links.same_class);
  CHECK(inputs.links.longest_span == std::chrono::hours{24});
  CHECK_FALSE(inputs.sources.at(0).keep_suspicious_stacks);
  CHECK(inputs.sources.at(0).months_only);
  CHECK(inputs.time_zone == "America/Chicago");
  CHECK(inputs.target_crs == "EPSG:32616");
  CHECK(inputs.area.path_as_written == "area.gpkg");
  CHECK(inputs.area.layer == "town");
  CHECK(inputs.area.crs == "EPSG:3006");
  CHECK_FALSE(inputs.area.extent.has_value());
  REQUIRE(inputs.sources.size() == 3);
  const auto& police = inputs.sources[0];
  CHECK(police.name == "police");
  CHECK(police.layer == "sheet");
  CHECK(police.kind == SourceKind::incidents);
  CHECK(police.crs == "EPSG:3009");
  CHECK(police.text.encoding == "CP850");
  CHECK(police.clock == Clock::wall_clock);
  CHECK(police.origin == Origin::discovered);
  CHECK(police.columns.x == "E");
  CHECK(police.columns.y == "N");
  CHECK(police.columns.date == "from day");
  CHECK(police.columns.time == "from hour");
  CHECK(police.columns.end_date == "to day");
  CHECK(police.columns.end_time == "to hour");
  CHECK(police.columns.class_name == "type");
  CHECK(police.columns.position_class == "quality");
  CHECK(police.columns.discovered == "found");
  CHECK(police.classes.written() == std::map<std::string, std::string>{{"Olaga hot", "Threat"}});
  CHECK(inputs.sources[1].name == "walks.gpkg");
  CHECK(inputs.sources[1].kind == SourceKind::observations);
  CHECK(inputs.sources[1].columns.category == "what");
  CHECK(inputs.sources[1].columns.severity == "how bad");
  CHECK(inputs.sources[1].columns.feeling == "how felt");
  CHECK(inputs.sources[2].kind == SourceKind::areas);
  CHECK(inputs.sources[2].columns.residents == "people");
  REQUIRE(inputs.classes.size() == 1);
  CHECK(inputs.classes[0].name == "Threat");
  CHECK(inputs.classes[0].weight == 6.5);
  CHECK(inputs.classes[0].origin == Origin::reported);
  REQUIRE(inputs.names.has_value());
  CHECK(inputs.names->name_column == "name");
  CHECK(inputs.names->source.columns.x == "lon");
  CHECK(inputs.names->source.columns.y == "lat");
  CHECK(inputs.names->source.crs == "EPSG:4326");

  const auto& picture = configuration.picture;
  CHECK(picture.include_discovered);
  CHECK(picture.period == Period{at(2024, 1, 1), at(2025, 1, 1)});  // the last day is included
  CHECK(picture.comparison == Period{at(2023, 1, 1), at(2024, 1, 1)});
  CHECK(picture.grid.shape == CellShape::hexagon);
  CHECK(picture.grid.cell_m == 250);
  CHECK(picture.density.kernel == Kernel::gaussian);
  CHECK(picture.density.bandwidth_m == 300.5);
  CHECK_FALSE(picture.density.keep_mass);
  REQUIRE(std::holds_alternative<DistanceBand>(picture.statistics.neighbours));
  CHECK(std::get<DistanceBand>(picture.statistics.neighbours).distance_m == 400);
  CHECK(picture.statistics.alternative == Alternative::two_sided);
  CHECK(picture.statistics.correction == Correction::bonferroni);
  CHECK(picture.statistics.false_discovery_rate == 0.01);
  CHECK(picture.statistics.minimum_events == 50);
  CHECK(picture.statistics.minimum_neighbourhood_events == 6);
  CHECK(picture.places.limit == 20);
  CHECK(picture.places.maximum_extent_m == 750);
  CHECK(picture.places.minimum_events == 7);
  CHECK(picture.places.rank_by == RankBy::z);
  CHECK(picture.places.high_unsafe_score == 8);
  CHECK(picture.places.minimum_observations == 4);
  CHECK(picture.places.observation_days == 365);
  CHECK(picture.places.minimum_residents == 50);
  const auto& outputs = configuration.outputs;
  CHECK_FALSE(
      (outputs.geopackage || outputs.geojson || outputs.shapefile || outputs.raster || outputs.csv || outputs.week));
  CHECK(picture.depth == Depth::whole);
}

TEST_CASE("Each default that was taken is named") {
  const auto configuration = read(source + "[[classes]]\nname = \"a\"\n");
  CHECK(configuration.context.defaults == Texts{"title = lykta",
                                                "language = sv",
                                                "time_zone = Europe/Stockholm",
                                                "include_discovered = false",
                                                "sources[0].kind = incidents",
                                                "sources[0].clock = as_written",
                                                "sources[0].stacks = keep",
                                                "classes[0].weight = 1",
                                                "classes[0].crime = false",
                                                "links.enabled = true",
                                                "links.distance_m = 150",
                                                "links.tolerance_minutes = 0",
                                                "links.same_class = true",
                                                "links.longest_span_hours = 1",
                                                "grid.shape = square",
                                                "grid.cell_m = 100",
                                                "density.kernel = quartic",
                                                "density.bandwidth_m = 200",
                                                "density.keep_mass = true",
                                                "statistics.neighbours = queen",
                                                "statistics.alternative = greater",
                                                "statistics.correction = fdr",
                                                "statistics.false_discovery_rate = 0.05",
                                                "statistics.minimum_events = 30",
                                                "statistics.minimum_neighbourhood_events = 5",
                                                "places.limit = 10",
                                                "places.maximum_extent_m = 400",
                                                "places.minimum_events = 5",
                                                "places.rank_by = count",
                                                "places.high_unsafe_score = 6",
                                                "places.minimum_observations = 3",
                                                "places.observation_days = 730",
                                                "places.minimum_residents = 100",
                                                "output.geopackage = true",
                                                "output.geojson = true",
                                                "output.shapefile = true",
                                                "output.raster = true",
                                                "output.csv = true",
                                                "output.week = true"});
  CHECK(configuration.context.title == "lykta");
  CHECK(configuration.inputs.classes[0].weight == 1);
  CHECK_FALSE(configuration.picture.period.has_value());
}

TEST_CASE("Each rule of neighbours is known, with its number") {
  const auto rule = [](const std::string& lines) {
    return read(source + "[statistics]\n" + lines).picture.statistics.neighbours;
  };
  CHECK(std::holds_alternative<Queen>(rule("neighbours = \"queen\"\n")));
  CHECK(std::holds_alternative<Rook>(rule("neighbours = \"rook\"\n")));
  CHECK(std::get<Nearest>(rule("neighbours = \"nearest\"\nnearest = 6\n")).number == 6);
  CHECK_THAT(refusal(source + "[statistics]\nneighbours = \"nearest\"\n"),
             Contains("is needed when neighbours = \"nearest\", and only then"));
  CHECK_THAT(refusal(source + "[statistics]\nneighbours = \"rook\"\ndistance_m = 100\n"),
             Contains("is needed when neighbours = \"distance\", and only then"));
  CHECK_THAT(refusal(source + "[statistics]\nneighbours = \"nearest\"\nnearest = -1\n"),
             Contains("statistics.nearest must be a whole number from 1 to 10000, not -1"));
  CHECK_THAT(refusal(source + "[statistics]\nneighbours = \"touching\"\n"),
             Contains("known are queen, rook, distance, nearest"));
  CHECK_THAT(refusal(source + "[statistics]\ncorrection = \"BH\"\n"), Contains("known are fdr, bonferroni, none"));
}

TEST_CASE("What a single step can smooth a run can too, in the same words") {
  const auto density = [](const std::string& lines) { return read(source + "[density]\n" + lines); };
  const auto usual = density("");
  CHECK_FALSE(usual.picture.bandwidth_rule.has_value());
  CHECK(usual.picture.edges == EdgeTerm::none);
  for (const auto& [rule, name] : bandwidth_rule_names) {
    const auto ruled = density(fmt::format("bandwidth = \"{}\"\n", name));
    CHECK(ruled.picture.bandwidth_rule == rule);
    // No number of metres was taken by default.
    CHECK(std::ranges::count(ruled.context.defaults, "density.bandwidth_m = 200") == 0);
  }
  const auto nearest = density("bandwidth = \"k-nearest\"\nk = 7\nedges = \"diggle\"\n").picture;
  CHECK(nearest.nearest_events == 7);
  CHECK(nearest.edges == EdgeTerm::diggle);
  CHECK(density("edges = \"uniform\"\n").picture.edges == EdgeTerm::uniform);
  const auto refused = [](const std::string& lines) { return refusal(source + "[density]\n" + lines); };
  CHECK_THAT(refused("bandwidth = \"diggle\"\nbandwidth_m = 200\n"), Contains("exclude each other"));
  CHECK_THAT(refused("bandwidth = \"diggle\"\nk = 7\n"), Contains("belongs to bandwidth = \"k-nearest\""));
  CHECK_THAT(refused("bandwidth = \"k-nearest\"\nk = 0\n"),
             Contains("density.k must be a whole number from 1 to 10000"));
  CHECK_THAT(refused("bandwidth = \"best\"\n"), Contains("known are scott, silverman, diggle"));
  CHECK_THAT(refused("edges = \"all\"\n"), Contains("known are none, uniform, diggle"));
}

TEST_CASE("The map of a run is tested in the words of lykta grid, and otherwise shows the test of the places") {
  const auto map_test = [](const std::string& lines) {
    return read(source + "[statistics]\n" + lines).picture.map_test;
  };
  CHECK_FALSE(map_test("alternative = \"two-sided\"\ncorrection = \"bonferroni\"\n").has_value());
  const auto moran =
      map_test("statistic = \"moran\"\np = \"permutation\"\npermutations = 999\nseed = 7\nminimum_inside = 0.5\n");
  REQUIRE(moran);
  CHECK(moran->statistic == LocalStatistic::moran);
  CHECK(moran->p == PSource::permutation);
  CHECK(moran->draws == 999U);
  CHECK(moran->seed == 7);
  CHECK(moran->minimum_inside == 0.5);
  CHECK(moran->tail == Tail::greater);
  REQUIRE(map_test("measure = \"weighted\"\nalternative = \"two-sided\"\n"));
  CHECK(map_test("measure = \"weighted\"\nalternative = \"two-sided\"\n")->tail == Tail::two_sided);
  const auto less = read(source + "[statistics]\nalternative = \"less\"\n").picture;
  REQUIRE(less.map_test);
  CHECK(less.map_test->tail == Tail::less);
  CHECK(less.statistics.alternative == Alternative::greater);
  const auto refused = [](const std::string& lines) { return refusal(source + "[statistics]\n" + lines); };
  CHECK_THAT(refused("measure = \"rate\"\n"), Contains("needs residents to divide by"));
  CHECK_THAT(refused("permutations = 999\n"), Contains("belongs to permutations only (key p)"));
  CHECK_THAT(refused("p = \"exact\"\nseed = 7\n"), Contains("belongs to permutations only (key p)"));
  CHECK_THAT(refused("statistic = \"geary\"\np = \"normal\"\n"), Contains("local Geary has no p-values but those"));
  CHECK_THAT(refused("minimum_inside = 2\n"), Contains("statistics.minimum_inside must be a number from 0 to 1"));
  CHECK_THAT(refused("measure = \"risk\"\n"), Contains("known are count, weighted, rate, bayes, local-bayes"));
}

TEST_CASE("Emerging patterns are made only when their steps are asked for") {
  CHECK_FALSE(read(source).picture.emerging_step_days.has_value());
  CHECK(read(source + "[emerging]\nstep_days = 28\n").picture.emerging_step_days == 28U);
  for (const auto* days : {"0", "-28", "99999999"}) {
    CHECK_THAT(refusal(source + "[emerging]\nstep_days = " + days + "\n"),
               Contains("emerging.step_days must be a whole number of days from 1 to 36600, not "));
  }
  CHECK_THAT(refusal(source + "[emerging]\n"), Contains("emerging.step_days"));
  CHECK_THAT(refusal(source + "[emerging]\nsteps = 12\n"), Contains("unknown key emerging.steps"));
}

TEST_CASE("Paths are relative to the folder of the configuration") {
  const Scratch scratch;
  const auto configuration = read_configuration(scratch.write(
      "deep/lykta.toml", "[[sources]]\npath = \"../data/events.csv\"\n[[sources]]\npath = \"/srv/events.csv\"\n"));
  CHECK(configuration.inputs.sources[0].path == scratch.path("data/events.csv"));
  CHECK(configuration.inputs.sources[0].path_as_written == "../data/events.csv");
  CHECK(configuration.inputs.sources[0].name == "events.csv");
  CHECK(configuration.inputs.sources[1].path == "/srv/events.csv");
}

TEST_CASE("Environment variables stand for parts of a path, and what is published keeps their names") {
  const Variable variable("LYKTA_TEST_FOLDER", "/srv/real");
  const auto configuration = read("[[sources]]\npath = \"${LYKTA_TEST_FOLDER}/a/${LYKTA_TEST_FOLDER}.csv\"\n");
  CHECK(configuration.inputs.sources[0].path == "/srv/real/a/srv/real.csv");
  CHECK(configuration.inputs.sources[0].path_as_written == "${LYKTA_TEST_FOLDER}/a/${LYKTA_TEST_FOLDER}.csv");
  CHECK(with_environment("no variable, $5 and {braces}") == "no variable, $5 and {braces}");
  CHECK(with_environment("<${LYKTA_TEST_FOLDER}>") == "</srv/real>");
  CHECK_THAT(failure<InvalidOption>([] { static_cast<void>(with_environment("${LYKTA_NOT_SET}/a")); }),
             Contains("${LYKTA_NOT_SET}/a") && Contains("LYKTA_NOT_SET is not set"));
}

TEST_CASE("A path that begins with a variable is seen from where the command is given") {
  const Variable variable("LYKTA_TEST_FOLDER", "real");
  CHECK(read("[[sources]]\npath = \"${LYKTA_TEST_FOLDER}/a.csv\"\n").inputs.sources[0].path == "real/a.csv");
}

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

TEST_CASE("An unknown word is refused with the known ones and the nearest") {
  CHECK(refusal("density.kernel = \"quartik\"\n" + source) ==
        "lykta.toml:1: density.kernel = \"quartik\" is unknown (did you mean \"quartic\"?); known are uniform, "
        "triangular, epanechnikov, quartic, triweight, gaussian");
  CHECK_THAT(refusal("language = \"de\"\n" + source), Contains("known are sv, en"));
  CHECK_THAT(refusal("grid.shape = \"circle\"\n" + source), Contains("known are square, hexagon"));
  CHECK_THAT(refusal("statistics.alternative = \"fewer\"\n" + source), Contains("known are greater, less, two-sided"));
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

TEST_CASE("The configuration of the sample is read without a word") {
  const auto path = test::source_folder() / "sample-data" / "ronneby" / "lykta.toml";
  const auto configuration = read_configuration(path);
  CHECK(configuration.inputs.sources.size() == 2);
  CHECK(configuration.inputs.classes.size() == 19);
  CHECK(fs::is_regular_file(configuration.inputs.sources[0].path));
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
