#include <algorithm>
#include <array>
#include <functional>
#include <iterator>
#include <limits>
#include <memory>
#include <set>

#include <cpl_minixml.h>
#include <fmt/format.h>

#include "engine/base/error.hpp"
#include "geo/write/sidecars.hpp"
#include "geo/write/vector_file.hpp"
#include "publish/layers/layers.hpp"
#include "publish/styles/qml.hpp"
#include "publish/styles/styles.hpp"
#include "tests/catch.hpp"
#include "tests/geo/scratch.hpp"
#include "tests/publish/queries.hpp"
#include "tests/publish/village.hpp"

namespace lykta {
namespace {

using test::asked;
using test::bytes_of;
using test::failure;
using test::opened;
using test::Scratch;

constexpr std::array all_quadrants{Quadrant::no_observations, Quadrant::too_few_observations,
                                   Quadrant::high_crime_high_unsafety, Quadrant::high_crime_low_unsafety,
                                   Quadrant::low_crime_high_unsafety};
constexpr std::array all_cell_classes{
    zone_classes::no_value, zone_classes::too_few_events, zone_classes::not_significant,
    zone_classes::hot_90,   zone_classes::hot_95,         zone_classes::hot_99,
    zone_classes::cold_90,  zone_classes::cold_95,        zone_classes::cold_99};

/// Twelve by twelve cells by Ronneby station with forty events in one of them and single ones here and there.
ReadInputs town() {
  ReadInputs read{
      .inputs = {}, .report = {}, .crs = Crs::parse("EPSG:3006"), .crs_reason = said({"angivet", "stated"})};
  read.report.sources.emplace_back().name = "events";
  auto& inputs = read.inputs;
  inputs.classes = {{"Klotter", 2}};
  inputs.observation_categories = {"mörkt"};
  inputs.study_area = rectangle({517000, 6229000, 518200, 6230200});
  const auto add = [&](double x, double y) {
    inputs.incidents.position.push_back({x, y});
    inputs.incidents.time.emplace_back();
    inputs.incidents.class_index.push_back(0);
    inputs.incidents.origin.push_back(Origin::reported);
    inputs.incidents.position_class.push_back(PositionClass::a);
    inputs.incidents.row.push_back({0, 1});
  };
  for (int i = 0; i < 40; ++i) {
    add(517550, 6229550);
  }
  for (int i = 0; i < 4; ++i) {
    add(517050 + 300.0 * i, 6229050);
  }
  inputs.observations = {.position = {{517550, 6229550}},
                         .time = {std::nullopt},
                         .category_index = {0},
                         .severity = {3},
                         .feeling = {Feeling::unsafe},
                         .row = {{0, 1}}};
  return read;
}

PictureOptions two_sided() {
  PictureOptions options;
  options.statistics.alternative = Alternative::two_sided;
  return options;
}

/// What a run of `town` has to publish. Stays where it is: the layers point into it.
struct PublishedTown {
  explicit PublishedTown(const PictureOptions& options = {}, Language language = Language::sv)
      : read(town()), picture(make_picture(read.inputs, options)), publication{picture, read, language} {}
  PublishedTown(const PublishedTown&) = delete;
  PublishedTown& operator=(const PublishedTown&) = delete;
  PublishedTown(PublishedTown&&) = delete;
  PublishedTown& operator=(PublishedTown&&) = delete;
  ~PublishedTown() = default;

  [[nodiscard]] std::vector<VectorLayer> layers() const {
    return {grid_layer(publication), places_layer(publication), incidents_layer(publication),
            observations_layer(publication)};
  }

  ReadInputs read;
  Picture picture;
  Publication publication;
};

std::vector<std::string> styles_of(const PublishedTown& published, const std::vector<VectorLayer>& layers) {
  std::vector<std::string> styles;
  for (const auto& layer : layers) {
    styles.push_back(layer_style(published.publication, layer));
  }
  return styles;
}

std::string write(const PublishedTown& published, const Scratch& scratch, const std::string& name = "lykta.gpkg") {
  const auto layers = published.layers();
  const auto path = scratch.path(name);
  write_vector_file(layers, path);
  write_geopackage_styles(layers, styles_of(published, layers), path);
  return path;
}

using Xml = std::unique_ptr<CPLXMLNode, void (*)(CPLXMLNode*)>;

Xml parsed(const std::string& text) { return {CPLParseXMLString(text.c_str()), &CPLDestroyXMLNode}; }

/// Attributes of all elements of this name, at any depth, in their order.
std::vector<std::string> all_values(const std::string& text, const std::string& element, const char* attribute) {
  const auto document = parsed(text);
  REQUIRE(document);
  std::vector<std::string> values;
  const std::function<void(const CPLXMLNode*)> visit = [&](const CPLXMLNode* node) {
    for (; node != nullptr; node = node->psNext) {
      if (node->eType == CXT_Element && node->pszValue == element) {
        if (const auto* value = CPLGetXMLValue(node, attribute, nullptr)) {
          values.emplace_back(value);
        }
      }
      visit(node->psChild);
    }
  };
  visit(document.get());
  return values;
}

/// The style of one of the layers.
std::string style_of(const PublishedTown& published, std::string_view name) {
  const auto layers = published.layers();
  return layer_style(published.publication, *std::ranges::find(layers, name, &VectorLayer::name));
}

/// Labels of the legend, of both kinds of renderer.
std::vector<std::string> legend(const std::string& style) {
  auto labels = all_values(style, "category", "label");
  std::ranges::move(all_values(style, "rule", "label"), std::back_inserter(labels));
  return labels;
}

/// Expressions that choose the features of a line of the legend. (A rule with a symbol; those of labels have none.)
std::vector<std::string> legend_filters(const std::string& style) {
  const auto filters = all_values(style, "rule", "filter");
  const auto symbols = all_values(style, "rule", "symbol");
  return {filters.begin(), filters.begin() + static_cast<std::ptrdiff_t>(symbols.size())};
}

// ---- the table

TEST_CASE("Each layer of a GeoPackage has exactly one default style that QGIS finds") {
  const PublishedTown published;
  const Scratch scratch;
  const auto dataset = opened(write(published, scratch));
  auto* table = dataset->GetLayerByName("layer_styles");
  REQUIRE(table != nullptr);
  CHECK(std::string(table->GetFIDColumn()) == "id");
  std::set<std::string> styled;
  for (const auto& row : table) {
    const std::string name = row->GetFieldAsString("f_table_name");
    auto* layer = dataset->GetLayerByName(name.c_str());
    REQUIRE(layer != nullptr);
    CHECK(styled.insert(name).second);
    CHECK(row->GetFieldAsInteger("useAsDefault") == 1);
    CHECK(row->IsFieldSetAndNotNull(row->GetFieldIndex("f_table_schema")));
    CHECK(std::string(row->GetFieldAsString("f_table_schema")).empty());
    CHECK(std::string(row->GetFieldAsString("f_geometry_column")) == layer->GetGeometryColumn());
    CHECK(parsed(row->GetFieldAsString("styleQML")));
  }
  CHECK(styled == std::set<std::string>{"grid", "places", "incidents", "observations"});
}

TEST_CASE("The table of styles has the columns that QGIS makes") {
  const PublishedTown published;
  const Scratch scratch;
  const auto dataset = opened(write(published, scratch));
  auto* definition = dataset->GetLayerByName("layer_styles")->GetLayerDefn();
  std::vector<std::string> columns;
  for (int i = 0; i < definition->GetFieldCount(); ++i) {
    columns.emplace_back(definition->GetFieldDefn(i)->GetNameRef());
  }
  CHECK(columns == std::vector<std::string>{"f_table_catalog", "f_table_schema", "f_table_name", "f_geometry_column",
                                            "styleName", "styleQML", "styleSLD", "useAsDefault", "description", "owner",
                                            "ui", "update_time"});
  CHECK(definition->GetGeomFieldCount() == 0);
}

TEST_CASE("The table of styles holds no time, so that the same run gives the same") {
  const PublishedTown published;
  const Scratch scratch;
  const auto dataset = opened(write(published, scratch));
  CHECK(asked(*dataset, "SELECT count(*) FROM layer_styles WHERE update_time IS NOT NULL") == 0);
}

TEST_CASE("Styles for a GeoPackage that is not there are refused") {
  const PublishedTown published;
  const Scratch scratch;
  const auto layers = published.layers();
  CHECK(failure<DataError>([&] {
          write_geopackage_styles(layers, styles_of(published, layers), scratch.path("missing.gpkg"));
        }).find("missing.gpkg") != std::string::npos);
}

// ---- what the styles say

TEST_CASE("Legends speak the language of the output") {
  const PublishedTown swedish({}, Language::sv);
  const PublishedTown english({}, Language::en);
  for (const auto* layer : {"places", "grid", "incidents", "observations"}) {
    const auto sv = legend(style_of(swedish, layer));
    const auto en = legend(style_of(english, layer));
    CAPTURE(layer);
    REQUIRE(sv.size() == en.size());
    REQUIRE(!sv.empty());
    for (std::size_t i = 0; i < sv.size(); ++i) {
      CHECK(!sv[i].empty());
      CHECK(sv[i] != en[i]);
    }
  }
  CHECK(legend(style_of(swedish, "places")).front() == "Många händelser och otrygg");
  CHECK(legend(style_of(english, "places")).front() == "Many events and felt unsafe");
  CHECK(legend(style_of(swedish, "grid")).front() ==
        "Fler händelser än slumpen ger (högst 1 % väntas vara falska fynd)");
}

TEST_CASE("People read the labels of fields, not their names") {
  const PublishedTown published;
  for (const auto& layer : published.layers()) {
    const auto style = layer_style(published.publication, layer);
    const auto fields = all_values(style, "alias", "field");
    const auto shown = all_values(style, "alias", "name");
    REQUIRE(fields.size() == layer.fields.size());
    for (std::size_t i = 0; i < fields.size(); ++i) {
      CHECK(fields[i] == layer.fields[i].name);
      CHECK(shown[i] == layer.fields[i].label);
    }
  }
}

TEST_CASE("Each quadrant has its line in the legend") {
  const PublishedTown published;
  const auto values = all_values(style_of(published, "places"), "category", "value");
  CHECK(values.size() == all_quadrants.size());
  for (const auto quadrant : all_quadrants) {
    CHECK(std::ranges::count(values, name_of(quadrant)) == 1);
  }
}

TEST_CASE("Where periods are compared, places without a rank that have changed have a line in the legend") {
  PublishedTown published;
  published.picture.options.comparison = Period{};
  const auto style = style_of(published, "places");
  const auto values = all_values(style, "category", "value");
  CHECK(values.size() == all_quadrants.size() + 1);
  CHECK(values.back() == "changed");
  CHECK(legend(style).back() == "Tydlig förändring (utan rang)");
  CHECK_THAT(all_values(style, "renderer-v2", "attr").front(), Catch::Contains("'changed'"));
}

TEST_CASE("Each feeling has its line in the legend") {
  const PublishedTown published;
  CHECK(all_values(style_of(published, "observations"), "category", "value") ==
        std::vector<std::string>{"unsafe", "neutral", "safe"});
}

/// The first cells get every class there is, half of them with events and half without.
void mix_cell_classes(Picture& picture) {
  std::size_t slot = 0;
  for (const auto cell_class : all_cell_classes) {
    for (const auto count : {0.0, 3.0}) {
      picture.cells.count[slot] = count;
      picture.clustering.cell_class[slot] = cell_class;
      ++slot;
    }
  }
}

/// How many of the rows do not fall under exactly one of the expressions.
double not_under_one(GDALDataset& dataset, const std::string& layer, const std::vector<std::string>& filters) {
  std::string hits = "0";
  for (const auto& filter : filters) {
    hits += " + (" + filter + ")";
  }
  return asked(dataset, "SELECT count(*) FROM " + layer + " WHERE " + hits + " <> 1");
}

TEST_CASE("Each cell falls under exactly one line of the legend") {
  PublishedTown published(two_sided());
  mix_cell_classes(published.picture);
  const Scratch scratch;
  const auto dataset = opened(write(published, scratch));
  CHECK(asked(*dataset, "SELECT count(*) FROM grid") == 144);
  CHECK(not_under_one(*dataset, "grid", legend_filters(style_of(published, "grid"))) == 0);
}

TEST_CASE("Each class of cells is in the legend of the grid") {
  PublishedTown published(two_sided());
  mix_cell_classes(published.picture);
  std::string filters;
  for (const auto& filter : legend_filters(style_of(published, "grid"))) {
    filters += filter + "\n";
  }
  for (const auto cell_class : all_cell_classes) {
    CHECK(filters.find(fmt::format("'{}'", name_of(cell_class))) != std::string::npos);
  }
}

TEST_CASE("The legend of the grid has a line for each step, which says what its correction promises") {
  const auto steps_in = [](const PictureOptions& options, const char* sign) {
    const PublishedTown published(options, Language::en);
    std::vector<std::string> steps;
    for (const auto& label : legend(style_of(published, "grid"))) {
      if (label.find(sign) != std::string::npos) {
        steps.push_back(label);
      }
    }
    return steps;
  };
  using Labels = std::vector<std::string>;
  Labels hot;
  Labels both;
  for (const auto* many : {"More", "Fewer"}) {
    for (const auto percent : {1, 5, 10}) {
      both.push_back(
          fmt::format("{} events than chance gives (at most {} % expected to be false discoveries)", many, percent));
    }
  }
  std::copy_n(both.begin(), 3, std::back_inserter(hot));
  CHECK(steps_in({}, "than chance gives (") == hot);
  CHECK(steps_in(two_sided(), "than chance gives (") == both);
  CHECK(steps_in({}, "confidence").empty());
  auto uncorrected = PictureOptions();
  uncorrected.statistics.correction = Correction::none;
  CHECK(steps_in(uncorrected, "false discoveries").empty());
  CHECK(steps_in(two_sided(), "≤").empty());
}

TEST_CASE("Only where all counted events are of classes that are crimes does the map speak of crime") {
  test::Village village;
  const auto first_label = [&](Language language) {
    const auto picture = village.picture();
    const Publication publication{picture, village.read(), language};
    return legend(layer_style(publication, places_layer(publication))).front();
  };
  CHECK(first_label(Language::sv) == "Många händelser och otrygg");
  CHECK(first_label(Language::en) == "Many events and felt unsafe");
  village.read().inputs.classes[0].is_crime = true;
  CHECK(first_label(Language::sv) == "Många händelser och otrygg");
  village.read().inputs.classes[1].is_crime = true;
  CHECK(first_label(Language::sv) == "Brottsutsatt och otrygg");
  CHECK(first_label(Language::en) == "Crime-prone and felt unsafe");
}

TEST_CASE("Too few observations are a line of their own in the legend, unlike that of no unsafety and of no survey") {
  const test::Village village;
  const auto picture = village.picture();
  for (const auto language : {Language::sv, Language::en}) {
    const Publication publication{picture, village.read(), language};
    const auto labels = legend(layer_style(publication, places_layer(publication)));
    const std::set<std::string> different(labels.begin(), labels.end());
    CHECK(labels.size() == 6);
    CHECK(different.size() == 6);
    CHECK(std::ranges::count_if(labels, [&](const std::string& label) {
            return label.find(language == Language::sv ? "för få iakttagelser" : "too few observations") !=
                   std::string::npos;
          }) == 1);
  }
}

TEST_CASE("Each incident falls under exactly one line of the legend, and only those of the period are ticked") {
  PublishedTown published;
  std::size_t i = 0;
  for (const auto use : {IncidentUse::period, IncidentUse::comparison, IncidentUse::outside_periods}) {
    for (const auto origin : {Origin::reported, Origin::discovered}) {
      published.picture.use[i] = use;
      published.read.inputs.incidents.origin[i] = origin;
      ++i;
    }
  }
  const Scratch scratch;
  const auto dataset = opened(write(published, scratch));
  const auto style = style_of(published, "incidents");
  CHECK(not_under_one(*dataset, "incidents", legend_filters(style)) == 0);
  CHECK(all_values(style, "rule", "checkstate") == std::vector<std::string>{"1", "1", "0", "0"});
}

TEST_CASE("Discovered events are said not to count only when they do not") {
  PictureOptions with_discovered;
  with_discovered.include_discovered = true;
  const PublishedTown without;
  const PublishedTown with(with_discovered);
  CHECK(legend(style_of(without, "incidents"))[1] ==
        "Upptäckt av patrull under perioden (räknas inte i rangordningen)");
  CHECK(legend(style_of(with, "incidents"))[1] == "Upptäckt av patrull under perioden");
}

TEST_CASE("Scales are whole numbers, since QGIS takes others for no scale") {
  const PublishedTown published;
  for (const auto* layer : {"places", "grid"}) {
    const auto style = style_of(published, layer);
    for (const auto* limit : {"scalemindenom", "scalemaxdenom"}) {
      for (const auto& scale : all_values(style, "rule", limit)) {
        CHECK(scale.find_first_not_of("0123456789") == std::string::npos);
      }
    }
  }
  CHECK(all_values(style_of(published, "grid"), "rule", "scalemaxdenom") == std::vector<std::string>{"14286", "14286"});
}

// ---- the raster

TEST_CASE("Breaks of a density lie where shares of the events do, rounded to one digit") {
  CHECK(density_breaks(std::vector<double>{}).empty());
  CHECK(density_breaks(std::vector<double>{0, 0, 0}).empty());
  // One value: nothing lies below the highest.
  CHECK(density_breaks(std::vector<double>{0, 5}).empty());
  // 100 in all: 10 lie up to 10, 25 up to 15, 50 up to 25; the highest class begins before its largest value.
  CHECK(density_breaks(std::vector<double>{50, 25, 15, 0, 10}) == std::vector<double>{10, 20, 30});
  // Below one as well.
  CHECK(density_breaks(std::vector<double>{0.6, 0.2, 0.14, 0.06}) == std::vector<double>{0.1, 0.2});
}

TEST_CASE("The raster's style has one class more than breaks, the lowest of them clear and the highest open") {
  const auto language = GENERATE(Language::sv, Language::en);
  const Scratch scratch;
  const std::vector<double> densities{0, 10, 15, 25, 50};
  write_raster_style(densities, language, scratch.path("density.tif"));
  const auto style = bytes_of(scratch.path("density.qml"));
  const auto values = all_values(style, "item", "value");
  CHECK(values == std::vector<std::string>{"10", "20", "30", "inf"});
  const auto alphas = all_values(style, "item", "alpha");
  CHECK(alphas.front() == "0");
  CHECK(std::ranges::all_of(alphas.begin() + 1, alphas.end(), [](const auto& alpha) { return alpha != "0"; }));
  const auto labels = all_values(style, "item", "label");
  CHECK(labels == (language == Language::sv ? std::vector<std::string>{"under 10 händelser/km²", "10–20 händelser/km²",
                                                                       "20–30 händelser/km²", "över 30 händelser/km²"}
                                            : std::vector<std::string>{"below 10 events/km²", "10–20 events/km²",
                                                                       "20–30 events/km²", "above 30 events/km²"}));
}

TEST_CASE("A density without differences is clear at zero and coloured above") {
  const Scratch scratch;
  write_raster_style(std::vector<double>{0, 5}, Language::sv, scratch.path("density.tif"));
  const auto style = bytes_of(scratch.path("density.qml"));
  CHECK(all_values(style, "item", "value") == std::vector<std::string>{"0", "inf"});
  CHECK(all_values(style, "item", "label") == std::vector<std::string>{"0 händelser/km²", "över 0 händelser/km²"});
}

// ---- codes in words

TEST_CASE("What the legend says of a feature is an expression, with quotes doubled") {
  const std::vector<qml::LegendClass> rules{{.selects = R"("a" = 'hot_99')", .label = "that's more", .symbol = {}},
                                            {.selects = "ELSE", .label = "nothing", .symbol = {}}};
  CHECK(qml::legend_expression(rules) == R"(CASE WHEN "a" = 'hot_99' THEN 'that''s more' ELSE 'nothing' END)");
  const std::vector<qml::LegendClass> values{{.selects = "fatal", .label = "Dödlig", .symbol = {}}};
  CHECK(qml::legend_expression(values, "severity") == R"(CASE WHEN "severity" = 'fatal' THEN 'Dödlig' ELSE '' END)");
}

// ---- the XML

TEST_CASE("XML escapes what would end a value") {
  const qml::Element element{"a", {{"b", "\"<&>\n"}}, {{"c", {}, {}, "x < y & \"z\""}}, {}};
  const auto text = qml::xml(element);
  CHECK_THAT(text, Catch::Contains("&quot;&lt;&amp;") && Catch::Contains("&#10;\""));
  CHECK(all_values(text, "a", "b") == std::vector<std::string>{"\"<&>\n"});
  CHECK(all_values(text, "a", "c") == std::vector<std::string>{"x < y & \"z\""});
}

TEST_CASE("What XML cannot hold is left out of it") {
  const qml::Element element{"a",
                             {{"b", "one\x01two\tthree"}},
                             {{"c",
                               {},
                               {},
                               "four\x1f"
                               "five"}},
                             {}};
  const auto text = qml::xml(element);
  CHECK(all_values(text, "a", "b") == std::vector<std::string>{"onetwo\tthree"});
  CHECK(all_values(text, "a", "c") == std::vector<std::string>{"fourfive"});
}

TEST_CASE("A style begins with its document type and the mark that says whose it is") {
  const auto text = qml::raster_document({{.up_to = 1, .label = "a", .colour = {}}});
  CHECK_THAT(text, Catch::StartsWith("<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n" +
                                     std::string(own_style_mark) + "\n<qgis "));
}

}  // namespace
}  // namespace lykta
