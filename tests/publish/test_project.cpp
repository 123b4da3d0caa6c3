#include <algorithm>
#include <array>
#include <set>

#include <fmt/format.h>
#include <ogr_api.h>
#include <pugixml.hpp>

#include "publish/delivery.hpp"
#include "publish/layers/area_layers.hpp"
#include "publish/layers/local_time.hpp"
#include "publish/project/project.hpp"
#include "publish/styles/styles.hpp"
#include "publish/words/code_words.hpp"
#include "tests/catch.hpp"
#include "tests/geo/scratch.hpp"
#include "tests/publish/layer_values.hpp"
#include "tests/publish/queries.hpp"
#include "tests/publish/village.hpp"

namespace lykta {
namespace {

using test::at;
using test::bytes_of;
using test::Scratch;
using test::Village;
using Names = std::vector<std::string>;

/// The project of a village, parsed.
struct Opened {
  explicit Opened(Village village = {}, RunContext context = Village::context(),
                  const PictureOptions& options = Village::options(), bool with_density = true)
      : picture(village.picture(options)), read(village.read()) {
    const Publication publication{picture, read, context.language};
    std::vector<VectorLayer> layers{grid_layer(publication),      places_layer(publication),
                                    incidents_layer(publication), observations_layer(publication),
                                    boundary_layer(publication),  names_layer(publication)};
    std::vector<std::string> styles;
    for (const auto& layer : layers) {
      styles.push_back(layer_style(publication, layer));
    }
    ProjectContent content{publication, context, layers, styles, std::nullopt};
    if (with_density) {
      content.density_style = raster_style(picture.cells.density_per_km2, context.language, {"a", "a"});
    }
    text = project_text(content);
    REQUIRE(document.load_string(text.c_str()));
  }

  [[nodiscard]] Names all(const char* path) const {
    Names found;
    for (const auto& each : document.select_nodes(path)) {
      found.emplace_back(each.attribute() ? each.attribute().value() : each.node().text().get());
    }
    return found;
  }

  Picture picture;
  ReadInputs read;
  std::string text;
  pugi::xml_document document;
};

RunContext called(const std::string& title, Language language = Language::sv) {
  auto context = Village::context(language);
  context.title = title;
  return context;
}

}  // namespace

TEST_CASE("A project holds the layers of its folder and nothing else, by relative names") {
  const Opened project;
  const auto sources = project.all("//maplayer/datasource");
  CHECK(sources.size() == 9);  // the six, events by hour, changes of places, the density
  for (const auto& source : sources) {
    CAPTURE(source);
    CHECK((source.starts_with("./lykta.gpkg|layername=") || source == "./density.tif"));
  }
  const auto ids = project.all("//maplayer/id");
  CHECK(std::set<std::string>(ids.begin(), ids.end()).size() == ids.size());
  CHECK(std::ranges::all_of(ids, [](const auto& id) { return id.size() > 10; }));
  CHECK(project.all("//properties/Paths/Absolute") == Names{"false"});
  const Opened bare({}, Village::context(), Village::options(), false);
  CHECK(bare.all("//maplayer[@type='raster']/id").empty());
}

TEST_CASE("Layers lie in groups, and an empty one waits for a map of the user's own") {
  const Opened project;
  const auto groups = project.all("/qgis/layer-tree-group/layer-tree-group/@name");
  CHECK(groups == Names{"Platser", "Åtgärder och iakttagelser", "Händelser", "Rutor och täthet", "Området",
                        "Egen bakgrundskarta (dra ditt lager hit)"});
  CHECK(project.document.select_nodes("/qgis/layer-tree-group/layer-tree-group[last()]/layer-tree-layer").empty());
  CHECK(project.all("/qgis/layer-tree-group//layer-tree-layer/@id") == project.all("//maplayer/id"));
}

TEST_CASE("Only themes whose layers are there are offered, in the language of the run") {
  const Opened project;
  CHECK(project.all("//visibility-preset/@name") ==
        Names{"Prioritering", "Tid på veckan", "Trygghetsvandring", "Förändring"});
  auto alone = Village::options();
  alone.comparison.reset();
  Village village;
  village.read().inputs.observations = {};
  const Opened english(village, Village::context(Language::en), alone);
  CHECK(english.all("//visibility-preset/@name") == Names{"Priorities", "Hours of the week", "Safety walk"});
}

TEST_CASE("What is ticked at first is the first theme") {
  const Opened project;
  auto ticked = project.all("//layer-tree-layer[@checked='Qt::Checked'][../../../mapcanvas]/@id");
  auto first = project.all("//visibility-preset[1]/layer/@id");
  CHECK(first == Names{"lykta_places_layer", "lykta_grid_layer", "lykta_names_layer", "lykta_boundary_layer"});
  CHECK(ticked == first);
}

TEST_CASE("A layer looks as it does in the GeoPackage") {
  const Opened project;
  CHECK(project.document.select_node("//maplayer[id='lykta_places_layer']/renderer-v2[@type='categorizedSymbol']"));
  CHECK(project.document.select_node(
      "//maplayer[id='lykta_boundary_layer']/renderer-v2[@type='invertedPolygonRenderer']"));
  CHECK(project.document.select_node("//maplayer[id='lykta_density_layer']/pipe/rasterrenderer"));
  CHECK(project.document.select_node("//maplayer[id='lykta_places_layer'][@labelsEnabled='1']"));
  CHECK(project.document.select_node(
      "//maplayer[id='lykta_hours_layer']/temporal[@mode='2'][@startField='week_from'][@endField='week_to']"));
}

TEST_CASE("The coordinate system stands there by its definition and its code") {
  const Opened project;
  CHECK(project.all("//projectCrs/spatialrefsys/authid") == Names{"EPSG:3006"});
  CHECK_THAT(project.all("//projectCrs/spatialrefsys/wkt").front(), Catch::Contains("PROJCRS[\"SWEREF99 TM\""));
  CHECK(project.document.select_nodes("//maplayer[not(srs/spatialrefsys/authid)]").empty());
}

TEST_CASE("There is a bookmark and a page for each place, and two pages of all") {
  const Opened project;
  CHECK(project.all("//Bookmark/@name").size() == project.picture.places.size());
  CHECK(project.all("//Bookmark/@name").front() == "01  Torget");
  CHECK(project.all("//Layout/@name") == Names{"A4 lägesbild", "A3 lägesbild", "A4 en sida per plats"});
  CHECK(project.all("//Atlas/@coverageLayer") == Names{"lykta_places_layer"});
  for (const auto& stamp : project.all("//LayoutItem[@id='stamp']/@labelText")) {
    CHECK(stamp == "ENDAST INTERNT");
  }
}

TEST_CASE("Hours are played over the week from a Monday, an hour a step") {
  const Opened project;
  CHECK(project.all("//ProjectTimeSettings/@timeStepUnit") == Names{"h"});
  CHECK(project.all("//ProjectTimeSettings/TemporalRange/start") == Names{"2024-01-01T00:00:00Z"});
  const auto friday = hour_of_the_model_week({at(2025, 11, 28, 22), at(2025, 11, 28, 22) + std::chrono::minutes{30}});
  CHECK(friday == at(2024, 1, 5, 22));
  // A whole hour, as forms write it, and more than that.
  CHECK(hour_of_the_model_week({at(2025, 11, 30, 23), at(2025, 12, 1, 0)}) == at(2024, 1, 7, 23));
  CHECK_FALSE(hour_of_the_model_week({at(2025, 11, 28, 22), at(2025, 11, 29, 2)}));
}

TEST_CASE("Names that mean harm stand in a project as text") {
  const std::string title = "<script>alert(\"x\")</script> & 'b' [% now() %] \u202Eabc";
  Village village;
  village.read().inputs.names = {{title, test::busy_square}};
  const Opened project(village, called(title));
  CHECK(project.all("/qgis/title") == Names{title});
  CHECK(project.text.find("<script") == std::string::npos);
  const auto shown = project.all("//Layout[1]/LayoutItem[@id='title']/@labelText").front();
  CHECK(shown.find("[% now()") == std::string::npos);
  CHECK_THAT(shown, Catch::Contains("[% '[' || '%' %] now() %]"));
}

TEST_CASE("The same picture gives the same project") { CHECK(Opened().text == Opened().text); }

TEST_CASE("A project lies in the GeoPackage where it is asked for, and beside it unless it is not wanted") {
  const Scratch scratch;
  const Village village;
  const auto deliver_to = [&](const char* name, const OutputOptions& outputs) {
    deliver(village.read(), village.picture(), Village::context(), outputs, scratch.folder() / name, Existing::keep);
    return scratch.folder() / name;
  };
  const auto plain = deliver_to("plain", {});
  CHECK(std::filesystem::exists(plain / "lykta.qgz"));
  const auto count = "SELECT count(*) FROM sqlite_master WHERE name = 'qgis_projects'";
  CHECK(test::asked(*test::opened(plain / "lykta.gpkg"), count) == 0);
  const auto inside = deliver_to("inside", {.project = false, .project_in_geopackage = true});
  CHECK_FALSE(std::filesystem::exists(inside / "lykta.qgz"));
  const auto package = test::opened(inside / "lykta.gpkg");
  CHECK(test::asked(*package, "SELECT count(*) FROM qgis_projects WHERE name = 'lykta' AND content LIKE '504b0304%'") ==
        1);
  const auto without = deliver_to("without", {.geopackage = false});
  CHECK_FALSE(std::filesystem::exists(without / "lykta.qgz"));
}

TEST_CASE("The boundary and the names of a picture are layers") {
  Village village;
  village.read().inputs.localities = {{"Byn", {517500, 6229500}, 400}, {"Grannbyn", {530000, 6229500}, 900}};
  const auto picture = village.picture();
  const Publication publication{picture, village.read(), Language::sv};
  const auto boundary = boundary_layer(publication);
  REQUIRE(boundary.features == 1);
  // Of one part or several: OGR does not look at the kind that a cast asks for.
  const auto outline = boundary.geometry_of(0);
  CHECK(OGR_G_Area(OGRGeometry::ToHandle(outline.get())) == Approx(1990 * 990));
  const auto names = names_layer(publication);
  REQUIRE(names.features == 3);  // the next village lies outside
  CHECK(std::get<std::string>(names.values_of(0)[0]) == "Byn");
  CHECK(std::get<std::string>(names.values_of(0)[1]) == "locality");
  CHECK(std::get<std::string>(names.values_of(1)[0]) == "Torget");
  CHECK(std::holds_alternative<std::monostate>(names.values_of(1)[2]));
}

TEST_CASE("Every code of a layer has its words in both languages") {
  const Village village;
  const auto picture = village.picture();
  for (const auto language : {Language::sv, Language::en}) {
    const Publication publication{picture, village.read(), language};
    for (auto layer : {places_layer(publication), grid_layer(publication), incidents_layer(publication),
                       observations_layer(publication), names_layer(publication)}) {
      add_code_texts(layer, language);
      for (std::size_t i = 0; i < layer.features; ++i) {
        const auto values = layer.values_of(i);
        for (std::size_t k = 0; k < values.size(); ++k) {
          const auto* code = std::get_if<std::string>(&values[k]);
          const auto& codes = layer.fields[k].codes;
          if (code == nullptr || code->empty() || codes.empty()) {
            continue;
          }
          CAPTURE(layer.name, layer.fields[k].name, *code);
          CHECK(std::ranges::find(codes, *code, &CodedText::code) != codes.end());
        }
      }
    }
  }
}

}  // namespace lykta
