#include <algorithm>
#include <array>
#include <chrono>
#include <filesystem>
#include <string>

#include <fmt/format.h>

#include "cli/configuration/configuration.hpp"
#include "cli/configuration/paths.hpp"
#include "engine/base/error.hpp"
#include "tests/catch.hpp"
#include "tests/cli/configuration_text.hpp"
#include "tests/geo/scratch.hpp"
#include "tests/source_folder.hpp"

namespace lykta {
namespace {

namespace fs = std::filesystem;
using namespace test::configuration_text;
using Catch::Contains;
using Catch::StartsWith;
using Texts = std::vector<std::string>;

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
method = "cells"
rank_by = "z"
half_life_days = 60
reference_cells = 3
high_unsafe_score = 8
minimum_observations = 4
observation_days = 365
minimum_residents = 50
rank_draws = 200
[output]
geopackage = false
project = false
geojson = false
shapefile = false
raster = false
csv = false
hours = false
report = false
map = false
map_paper = "A3"
workbook = false
phone = false
week = false
actions = false
levels = false
empty_cells = true
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
  CHECK(picture.places.method == PlaceMethod::cells);
  CHECK(picture.places.rank_by == RankBy::z);
  CHECK(picture.places.half_life_days == 60);
  CHECK(picture.places.reference_cells == 3);
  CHECK(picture.places.high_unsafe_score == 8);
  CHECK(picture.places.minimum_observations == 4);
  CHECK(picture.places.observation_days == 365);
  CHECK(picture.places.minimum_residents == 50);
  CHECK(picture.places.reliability.draws == 200);
  const auto& outputs = configuration.outputs;
  CHECK_FALSE((outputs.geopackage || outputs.geojson || outputs.shapefile || outputs.raster || outputs.csv ||
               outputs.hours || outputs.map || outputs.report || outputs.workbook || outputs.phone || outputs.week ||
               outputs.actions || outputs.levels));
  CHECK(outputs.empty_cells);
  CHECK(outputs.map_paper == Paper::a3);
  CHECK_FALSE((outputs.project || outputs.project_in_geopackage));
  CHECK(picture.depth == Depth::whole);
}

TEST_CASE("Scores whose ranks are averaged belong to that order, and are scores") {
  const auto places = [](const char* keys) { return read(source + std::string("[places]\n") + keys).picture.places; };
  CHECK(places("rank_by = \"mean_rank\"\nmean_rank_of = [\"count\", \"trend\"]\n").mean_rank_of ==
        std::vector<RankBy>{RankBy::count, RankBy::trend});
  CHECK(places("rank_by = \"mean_rank\"\n").mean_rank_of == usual_mean_rank());
  CHECK_THROWS_WITH(places("mean_rank_of = [\"count\", \"trend\"]\n"), Contains("rank_by = \"mean_rank\""));
  CHECK_THROWS_WITH(places("rank_by = \"mean_rank\"\nmean_rank_of = [\"count\", \"size\"]\n"),
                    Contains("'size' is no score"));
  CHECK_THROWS_WITH(places("rank_by = \"mean_rank\"\nmean_rank_of = [\"count\", \"count\"]\n"),
                    Contains("named twice"));
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
                                                "places.method = peaks",
                                                "places.rank_by = count",
                                                "places.half_life_days = 90",
                                                "places.reference_cells = 5",
                                                "places.high_unsafe_score = 6",
                                                "places.minimum_observations = 3",
                                                "places.observation_days = 730",
                                                "places.minimum_residents = 100",
                                                "places.rank_draws = 1000",
                                                "output.report = true",
                                                "output.map = true",
                                                "output.workbook = true",
                                                "output.project = true",
                                                "output.phone = true",
                                                "output.geopackage = true",
                                                "output.geojson = true",
                                                "output.shapefile = true",
                                                "output.raster = true",
                                                "output.csv = true",
                                                "output.hours = true",
                                                "output.week = true",
                                                "output.actions = true",
                                                "output.levels = true",
                                                "output.empty_cells = false"});
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

TEST_CASE("A run's density can be adaptive, fast, in a unit and of certain hours, in the words of a single step") {
  const auto density = [](const std::string& lines) {
    return read(source + "columns = { date = \"Datum\" }\n[density]\n" + lines).picture;
  };
  const auto usual = density("");
  CHECK_FALSE(usual.adaptive);
  CHECK_FALSE(usual.fast);
  CHECK(usual.raster.unit == DensityUnit::per_km2);
  CHECK_FALSE(usual.raster.hours);
  CHECK_FALSE(density("adaptive = false\nfast = false\n").adaptive);

  const auto adaptive = density("adaptive = true\npilot_m = 150\ntrim = 3\n");
  REQUIRE(adaptive.adaptive);
  CHECK(adaptive.adaptive->pilot_m == 150);
  CHECK(adaptive.adaptive->trim == 3);
  CHECK(density("adaptive = true\n").adaptive->trim == AdaptiveShape{}.trim);
  CHECK(density("fast = true\n").fast->tolerance == FastOptions{}.tolerance);
  CHECK(density("fast = true\ntolerance = 0.001\n").fast->tolerance == 0.001);
  CHECK(density("unit = \"cell\"\n").raster.unit == DensityUnit::per_cell);
  CHECK(density("unit = \"share\"\n").raster.unit == DensityUnit::share);
  const auto nights = density("hours = \"22-04\"\nweekdays = \"fre,lör\"\n").raster.hours;
  REQUIRE(nights);
  CHECK(nights->from_hour == 22);
  CHECK(nights->to_hour == 4);
  CHECK(nights->weekdays == std::array<bool, 7>{false, false, false, false, true, true, false});
  CHECK(density("weekdays = \"sun\"\n").raster.hours->to_hour == 24);

  const auto refused = [](const std::string& lines) { return refusal(source + "[density]\n" + lines); };
  CHECK_THAT(refused("trim = 3\n"), StartsWith("lykta.toml:4: ") && Contains("belongs to adaptive = true"));
  CHECK_THAT(refused("adaptive = false\npilot_m = 100\n"), Contains("belongs to adaptive = true"));
  CHECK_THAT(refused("tolerance = 0.01\n"), Contains("belongs to fast = true"));
  CHECK_THAT(refused("adaptive = true\ntrim = 0\n"), Contains("density.trim must be"));
  CHECK_THAT(refused("fast = true\ntolerance = 1\n"), Contains("density.tolerance must be"));
  CHECK_THAT(refused("adaptive = true\nfast = true\n"), Contains("an adaptive density has no fast way"));
  CHECK_THAT(refused("unit = \"hectare\"\n"), Contains("known are km2, cell, share"));
  CHECK_THAT(refused("hours = \"22\"\n"), StartsWith("lykta.toml:4: ") && Contains("give whole hours such as 22-04"));
  CHECK_THAT(refused("weekdays = \"frodag\"\n"), StartsWith("lykta.toml:4: ") && Contains("weekdays"));
  // Told of the key that has the fault.
  CHECK_THAT(refused("hours = \"22-04\"\nweekdays = \"frodag\"\n"), StartsWith("lykta.toml:5: "));
  CHECK_THAT(refused("hours = \"\"\n"), StartsWith("lykta.toml:4: ") && Contains("is empty"));
  CHECK_THAT(refused("hours = \"22-04\"\n"),
             StartsWith("lykta.toml:3: ") && Contains("no source of incidents has columns.date: map it"));
  CHECK_THAT(refusal(source + "[density]\nunit = \"cell\"\n[output]\nraster = false\n"),
             StartsWith("lykta.toml:3: ") && Contains("output.raster = false leaves it out"));
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

TEST_CASE("The configuration of the sample is read without a word") {
  const auto path = test::source_folder() / "sample-data" / "ronneby" / "lykta.toml";
  const auto configuration = read_configuration(path);
  CHECK(configuration.inputs.sources.size() == 2);
  CHECK(configuration.inputs.classes.size() == 19);
  CHECK(fs::is_regular_file(configuration.inputs.sources[0].path));
}

}  // namespace lykta
