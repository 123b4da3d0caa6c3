// The attribute tables of area layers: codes, names and the fields that choose are looked at like all other columns.
#include <string>
#include <vector>

#include <fmt/format.h>

#include "engine/base/error.hpp"
#include "geo/read/area_choice.hpp"
#include "geo/read/area_polygons.hpp"
#include "geo/read/inputs.hpp"
#include "geo/read/zone_polygons.hpp"
#include "geo/shapes/outline.hpp"
#include "tests/catch.hpp"
#include "tests/geo/ogr_file.hpp"
#include "tests/geo/scratch.hpp"

namespace lykta::tests_of_persons_in_polygons {
namespace {

using Catch::Contains;
using test::failure;
using test::OgrLayer;
using test::Scratch;
using Texts = std::vector<std::string>;

const Texts owners{"Anna Svensson", "Erik Lindqvist", "Mohammed Ali", "Karin Johansson", "Lars Nilsson", "Eva Persson"};
const Texts wards{"Kungsgatan", "Sankt Eriks väg", "Karl XI:s park", "Brunnsparken", "Kallinge", "Knut Hahnsskolan"};
const Texts properties{"Ronneby 14:2", "Ronneby 14:3", "Kallinge 2:118", "Ronneby 1:1", "Heaby 4:20", "Listerby 3:7"};

std::string square(std::size_t number) {
  const auto x = 517000 + 1000 * static_cast<int>(number);
  return fmt::format("POLYGON (({0} {1}, {2} {1}, {2} {3}, {0} {3}, {0} {1}))", x, 6229000, x + 1000, 6230000);
}

/// Six squares with a code, an owner, an honest name and a property.
std::string file_of(const Scratch& scratch) {
  OgrLayer layer{.name = "areas",
                 .type = wkbPolygon,
                 .fields = {{"kod", OFTString}, {"agare", OFTString}, {"namn", OFTString}, {"fastighet", OFTString}},
                 .rows = {},
                 .wkt = {},
                 .options = {}};
  for (std::size_t i = 0; i < owners.size(); ++i) {
    layer.rows.push_back({fmt::format("K{}", i), owners[i], wards[i], properties[i]});
    layer.wkt.push_back(square(i));
  }
  const auto path = scratch.path("areas.gpkg");
  test::write_with_ogr(path, "GPKG", {layer});
  return path;
}

ZonesDescription zones_of(const std::string& path, const std::string& id, const std::string& name) {
  ZonesDescription zones;
  zones.path = path;
  zones.path_as_written = "areas.gpkg";
  zones.id_column = id;
  zones.name_column = name;
  return zones;
}

ZonesReport report_of(const ZonesDescription& description) {
  ZonesReport report;
  ZonePolygons polygons(description, {}, {});
  static_cast<void>(polygons.take(Crs::parse("EPSG:3006"), report));
  return report;
}

}  // namespace

TEST_CASE("Zones are not called by persons, and names of streets, parks and schools called after some are none") {
  const Scratch scratch;
  const auto path = file_of(scratch);
  const auto refusal = [&](const std::string& id, const std::string& name) {
    return failure<InvalidOption>([&] { static_cast<void>(report_of(zones_of(path, id, name))); });
  };
  CHECK_THAT(refusal("kod", "agare"), Contains("areas.gpkg (areas): column 'agare' looks like data on persons") &&
                                          Contains("another column") && !Contains("Svensson"));
  CHECK_THAT(refusal("agare", ""), Contains("column 'agare'"));
  CHECK(report_of(zones_of(path, "kod", "namn")).defaults.empty());
}

TEST_CASE("Zones that are called by properties are taken, and it is said where that leads") {
  const Scratch scratch;
  const auto report = report_of(zones_of(file_of(scratch), "fastighet", ""));
  REQUIRE(report.defaults.size() == 1);
  CHECK_THAT(report.defaults.front().en(), Contains("fastighet") && Contains("owner"));
}

TEST_CASE("Polygons to join are not called by persons, unless the source allows the column") {
  const Scratch scratch;
  const auto path = file_of(scratch);
  const PolygonsDescription owned{path, "areas.gpkg", "", "", "agare"};
  CHECK_THAT(failure<InvalidOption>([&] { const AreaPolygons areas(owned, {}); }),
             Contains("column 'agare'") && Contains("allow_person_columns") && !Contains("Svensson"));
  CHECK_NOTHROW(AreaPolygons(owned, {}, {"agare"}));
  CHECK_THAT(AreaPolygons({path, "areas.gpkg", "", "", "fastighet"}, {}).note().en(), Contains("owner"));
  CHECK(AreaPolygons({path, "areas.gpkg", "", "", "namn"}, {}).note().empty());
}

TEST_CASE("A study area is not chosen by a field of persons, and none is named when a value is missing") {
  const Scratch scratch;
  const auto path = file_of(scratch);
  const auto why = failure<InvalidOption>([&] { static_cast<void>(read_area(path, "", "", {}, "agare = 'Nobody'")); });
  CHECK_THAT(why, Contains("field 'agare' looks like data on persons") && !Contains("Svensson"));
  CHECK(read_area(path, "", "", {}, "namn = 'Kungsgatan'").chosen.size() == 1);
}

TEST_CASE("Of the fields that could name a study area one of persons is never offered") {
  const Scratch scratch;
  OgrLayer layer{.name = "areas",
                 .type = wkbPolygon,
                 .fields = {{"agare_namn", OFTString}, {"nr", OFTString}},
                 .rows = {},
                 .wkt = {},
                 .options = {}};
  for (std::size_t i = 0; i < owners.size(); ++i) {
    layer.rows.push_back({owners[i], fmt::format("{}", i)});
    layer.wkt.push_back(square(i));
  }
  const auto path = scratch.path("owned.gpkg");
  test::write_with_ogr(path, "GPKG", {layer});
  const auto degrees = Projection(Crs::parse("EPSG:3006"), wgs84()).points(std::vector<Point>{{517500, 6229500}});
  const auto choice = choose_area(path, "", std::vector<Point>{*degrees.front()});
  CHECK(choice.field == "nr");
}

TEST_CASE("The table of names and a survey's own polygons are looked at as well") {
  const Scratch scratch;
  InputsDescription description;
  SourceDescription events;
  events.name = "events";
  events.path = scratch.write("e.csv", "x;y\n517500;6229500\n518500;6229500\n518600;6229400\n");
  events.path_as_written = "e.csv";
  events.crs = "EPSG:3006";
  events.columns.x = "x";
  events.columns.y = "y";
  description.sources = {events};
  const auto refusal = [&] { return failure<InvalidOption>([&] { static_cast<void>(read_inputs(description)); }); };

  auto names = events;
  names.path =
      scratch.write("names.csv", fmt::format("x;y;kontakt\n517500;6229500;{}\n518500;6229500;{}\n518600;6229400;{}\n",
                                             owners[0], owners[1], owners[2]));
  names.name = "names.csv";
  description.names = NamesDescription{names, "kontakt"};
  CHECK_THAT(refusal(), Contains("column 'kontakt' looks like data on persons"));

  description.names.reset();
  OgrLayer layer{.name = "survey",
                 .type = wkbPolygon,
                 .fields = {{"omrade", OFTString}, {"trygghetsindex", OFTReal}, {"svar", OFTInteger}},
                 .rows = {},
                 .wkt = {},
                 .options = {}};
  for (std::size_t i = 0; i < owners.size(); ++i) {
    layer.rows.push_back({owners[i], "2.5", "40"});
    layer.wkt.push_back(square(i));
  }
  SourceDescription survey;
  survey.name = "survey";
  survey.kind = SourceKind::survey;
  survey.path = scratch.path("survey.gpkg");
  survey.path_as_written = "survey.gpkg";
  survey.columns.area = "omrade";
  survey.columns.index = "trygghetsindex";
  survey.columns.sample = "svar";
  test::write_with_ogr(survey.path, "GPKG", {layer});
  description.sources.push_back(survey);
  CHECK_THAT(refusal(), Contains("column 'omrade' looks like data on persons"));
}

}  // namespace lykta::tests_of_persons_in_polygons
