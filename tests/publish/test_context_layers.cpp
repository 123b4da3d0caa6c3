// The layers that stand beside crime: survey areas, visits, accidents.
#include <algorithm>
#include <map>

#include <nlohmann/json.hpp>

#include "geo/read/kinds.hpp"
#include "publish/context/context_kinds.hpp"
#include "publish/delivery.hpp"
#include "publish/layers/layers.hpp"
#include "publish/records/run_record.hpp"
#include "publish/styles/styles.hpp"
#include "tests/catch.hpp"
#include "tests/geo/scratch.hpp"
#include "tests/publish/layer_values.hpp"
#include "tests/publish/queries.hpp"
#include "tests/publish/village.hpp"

namespace lykta {
namespace {

using test::asked;
using test::at;
using test::opened;
using test::Scratch;
using test::value_of;
using test::Village;

constexpr std::array context_layers{"survey_areas", "visits", "accidents"};

/// The village with two survey areas, three visits to the busy square, and an accident of each severity.
ReadInputs village_with_context() {
  Village village;
  auto read = std::move(village.read());
  auto& inputs = read.inputs;
  const auto march = TimeSpan{at(2024, 3, 1), at(2024, 3, 2)};
  inputs.survey = {{.name = "Centrum",
                    .area = rectangle({517000, 6229000, 518000, 6229990}),
                    .index = 2.25,
                    .sample = 120,
                    .time = march,
                    .question = "Totalt",
                    .row = {1, 2}},
                   {.name = "Öster",
                    .area = rectangle({518000, 6229000, 518990, 6229990}),
                    .index = 4.5,
                    .sample = 29,
                    .time = {},
                    .question = {},
                    .row = {1, 3}}};
  inputs.visiting_units = {"Grön"};
  const auto evening = at(2024, 3, 1, 21);
  inputs.visits = {.position = {test::busy_square, test::busy_square, test::busy_square},
                   .start = {evening, evening, at(2023, 3, 1)},
                   .end = {evening + std::chrono::minutes{20}, std::nullopt, at(2023, 3, 1, 1)},
                   .unit_index = {0, 0, 0},
                   .row = {{0, 2}, {0, 3}, {0, 4}}};
  using enum AccidentSeverity;
  inputs.accidents = {.position = std::vector<Point>(4, test::feared_path),
                      .time = {TimeSpan{evening, evening}, std::nullopt, march, march},
                      .severity = {fatal, severe, slight, unmapped},
                      .row = {{0, 2}, {0, 3}, {0, 4}, {0, 5}}};
  return read;
}

/// What a run of it publishes. Stays where it is: the layers point into it.
struct PublishedContext {
  explicit PublishedContext(Language language = Language::sv, ReadInputs inputs = village_with_context())
      : read(std::move(inputs)),
        picture(make_picture(read.inputs, Village::options())),
        publication{picture, read, language} {}
  PublishedContext(const PublishedContext&) = delete;
  PublishedContext& operator=(const PublishedContext&) = delete;
  PublishedContext(PublishedContext&&) = delete;
  PublishedContext& operator=(PublishedContext&&) = delete;
  ~PublishedContext() = default;

  [[nodiscard]] std::vector<VectorLayer> layers() const {
    std::vector<VectorLayer> layers;
    for (const auto* kind : context_kinds) {
      layers.push_back(kind->layer(publication));
    }
    return layers;
  }

  ReadInputs read;
  Picture picture;
  Publication publication;
};

const FieldValue none{};

std::vector<std::string> layer_names_of(GDALDataset& dataset) {
  std::vector<std::string> names;
  for (auto* layer : dataset.GetLayers()) {
    names.emplace_back(layer->GetName());
  }
  return names;
}

}  // namespace

TEST_CASE("Layers beside crime speak both languages, and have a value for each field of its type") {
  const PublishedContext swedish(Language::sv);
  const PublishedContext english(Language::en);
  const auto sv = swedish.layers();
  const auto en = english.layers();
  for (std::size_t i = 0; i < sv.size(); ++i) {
    CAPTURE(sv[i].name);
    CHECK(sv[i].name == context_layers[i]);
    CHECK(sv[i].title != en[i].title);
    CHECK(sv[i].description != en[i].description);
    REQUIRE(sv[i].fields.size() == en[i].fields.size());
    for (std::size_t field = 0; field < sv[i].fields.size(); ++field) {
      CHECK(sv[i].fields[field].meaning != en[i].fields[field].meaning);
      CHECK_THAT(sv[i].fields[field].meaning, Catch::EndsWith("."));
      CHECK_THAT(en[i].fields[field].meaning, Catch::EndsWith("."));
      CHECK(sv[i].fields[field].short_name.size() <= 10);
    }
    CHECK(sv[i].features > 0);
    for (std::size_t feature = 0; feature < sv[i].features; ++feature) {
      const auto values = sv[i].values_of(feature);
      REQUIRE(values.size() == sv[i].fields.size());
      CHECK(sv[i].geometry_of(feature) != nullptr);
    }
  }
}

TEST_CASE("A survey area shows index, sample and whether enough people answered") {
  PublishedContext published;
  const auto layer = survey_context.layer(published.publication);
  CHECK(value_of(layer, 0, "source") == FieldValue("vandring"));
  CHECK(value_of(layer, 0, "row") == FieldValue(std::int64_t{2}));
  CHECK(value_of(layer, 0, "name") == FieldValue("Centrum"));
  CHECK(value_of(layer, 0, "question") == FieldValue("Totalt"));
  CHECK(value_of(layer, 0, "index") == FieldValue(2.25));
  CHECK(value_of(layer, 0, "sample") == FieldValue(std::int64_t{120}));
  CHECK(value_of(layer, 0, "date") == FieldValue(at(2024, 3, 1)));
  CHECK(value_of(layer, 0, "reliability") == FieldValue("enough_answers"));
  CHECK(value_of(layer, 1, "reliability") == FieldValue("few_answers"));  // 29 of 30
  CHECK(value_of(layer, 1, "date") == none);
  CHECK(layer.geometry_of(0)->toSurface()->get_Area() == test::near(1e-3, 990000));
  published.picture.options.survey.minimum_answers = 29;
  CHECK(value_of(survey_context.layer(published.publication), 1, "reliability") == FieldValue("enough_answers"));
}

TEST_CASE("A visit shows its team, start, end and minutes") {
  const PublishedContext published;
  const auto layer = visits_context.layer(published.publication);
  REQUIRE(layer.features == 3);
  CHECK(value_of(layer, 0, "unit") == FieldValue("Grön"));
  CHECK(value_of(layer, 0, "start") == FieldValue(at(2024, 3, 1, 21)));
  CHECK(value_of(layer, 0, "minutes") == FieldValue(20.0));
  CHECK(value_of(layer, 0, "weekday") == FieldValue(std::int64_t{5}));
  CHECK(value_of(layer, 0, "hour") == FieldValue(std::int64_t{21}));
  CHECK(value_of(layer, 1, "end") == none);
  CHECK(value_of(layer, 1, "minutes") == none);
}

TEST_CASE("An accident shows its severity with a weight, and none for an unknown one") {
  const PublishedContext published;
  const auto layer = accidents_context.layer(published.publication);
  REQUIRE(layer.features == 4);
  CHECK(value_of(layer, 0, "severity") == FieldValue("fatal"));
  CHECK(value_of(layer, 0, "weight") == FieldValue(10.0));
  CHECK(value_of(layer, 1, "weight") == FieldValue(6.0));
  CHECK(value_of(layer, 2, "weight") == FieldValue(2.0));
  CHECK(value_of(layer, 3, "severity") == FieldValue("unmapped"));
  CHECK(value_of(layer, 3, "weight") == none);
  CHECK(value_of(layer, 0, "hour") == FieldValue(std::int64_t{21}));
  CHECK(value_of(layer, 1, "start") == none);
  CHECK(value_of(layer, 1, "weekday") == none);
}

TEST_CASE("Places carry the survey around them and the visits of the period, or no value") {
  const PublishedContext published;
  const auto places = places_layer(published.publication);
  REQUIRE(places.features == 2);
  CHECK(value_of(places, 0, "survey_index") == FieldValue(2.25));
  CHECK(value_of(places, 0, "survey_sample") == FieldValue(std::int64_t{120}));
  CHECK(value_of(places, 0, "visits") == FieldValue(std::int64_t{2}));  // the third was the year before
  CHECK(value_of(places, 0, "visit_minutes") == FieldValue(20.0));
  CHECK(value_of(places, 1, "survey_index") == FieldValue(4.5));
  CHECK(value_of(places, 1, "visits") == FieldValue(std::int64_t{0}));
  const PublishedContext without(Language::sv, Village().read());
  const auto plain = places_layer(without.publication);
  for (const auto* field : {"survey_index", "survey_sample", "visits", "visit_minutes"}) {
    CHECK(value_of(plain, 0, field) == none);
  }
}

TEST_CASE("The fields that stand beside crime are the last of the places") {
  const PublishedContext published;
  const auto fields = places_layer(published.publication).fields;
  std::vector<std::string> last;
  std::ranges::transform(fields.end() - 4, fields.end(), std::back_inserter(last), &FieldDefinition::name);
  CHECK(last == std::vector<std::string>{"survey_index", "survey_sample", "visits", "visit_minutes"});
}

TEST_CASE("The GeoPackage has the layers beside crime only where there is something in them") {
  const Scratch scratch;
  const PublishedContext published;
  deliver(published.read, published.picture, Village::context(), {}, scratch.path("with"), Existing::overwrite);
  const auto with = opened(scratch.path("with/lykta.gpkg"));
  CHECK(layer_names_of(*with) == std::vector<std::string>{"survey_areas", "grid", "reference_cells", "places",
                                                          "incidents", "observations", "accidents", "visits",
                                                          "boundary", "names", "layer_styles"});
  CHECK(asked(*with, "SELECT count(*) FROM accidents", "SQLITE") == 4);
  CHECK(asked(*with, "SELECT sum(\"index\") FROM survey_areas", "SQLITE") == 6.75);

  const PublishedContext plain(Language::sv, Village().read());
  deliver(plain.read, plain.picture, Village::context(), {}, scratch.path("without"), Existing::overwrite);
  const auto without = opened(scratch.path("without/lykta.gpkg"));
  CHECK(layer_names_of(*without) == std::vector<std::string>{"grid", "reference_cells", "places", "incidents",
                                                             "observations", "boundary", "names", "layer_styles"});
}

TEST_CASE("Each feature beside crime falls under exactly one line of its legend") {
  const Scratch scratch;
  const PublishedContext published;
  deliver(published.read, published.picture, Village::context(), {}, scratch.path("out"), Existing::overwrite);
  const auto dataset = opened(scratch.path("out/lykta.gpkg"));
  for (const auto* kind : context_kinds) {
    CAPTURE(kind->name);
    const auto style = kind->style(published.publication);
    std::string hits = "0";
    const auto is_by_rules = style.renderer.children.front().name == "rules";
    const auto& classes = style.renderer.children.front().children;
    REQUIRE(classes.size() > 1);
    for (const auto& line : classes) {
      const std::map<std::string, std::string> attributes(line.attributes.begin(), line.attributes.end());
      hits += is_by_rules ? " + (" + attributes.at("filter") + ")" : " + (severity = '" + attributes.at("value") + "')";
    }
    CHECK(asked(*dataset, std::string("SELECT count(*) FROM ") + kind->name + " WHERE " + hits + " <> 1", "SQLITE") ==
          0);
  }
}

TEST_CASE("Legends of the layers beside crime are Swedish or English as the output is") {
  const PublishedContext swedish(Language::sv);
  const PublishedContext english(Language::en);
  const auto style = [](const PublishedContext& published, std::size_t layer) {
    return style_text(context_kinds.at(layer)->style(published.publication), published.layers()[layer]);
  };
  CHECK_THAT(style(swedish, 0), Catch::Contains("Trygghetsindex under 1,5") && Catch::Contains("Få svar"));
  CHECK_THAT(style(english, 0), Catch::Contains("Safety index below 1.5") && Catch::Contains("Few answers"));
  CHECK_THAT(style(swedish, 1), Catch::Contains("Besök, okänd längd"));
  CHECK_THAT(style(english, 1), Catch::Contains("Visit of unknown length"));
  CHECK_THAT(style(swedish, 2), Catch::Contains("Dödlig") && Catch::Contains("Lindrig"));
  CHECK_THAT(style(english, 2), Catch::Contains("Fatal") && Catch::Contains("Slight"));
}

TEST_CASE("Every kind of source that is neither counted, seen on a walk nor people stands in a layer of its own") {
  for (const auto* kind : kinds_of_source) {
    CAPTURE(kind->name);
    const auto is_elsewhere = kind->kind == SourceKind::incidents || kind->kind == SourceKind::observations ||
                              kind->kind == SourceKind::areas;
    const auto of_kind = [&](const ContextKind* context) { return context->kind == kind->kind; };
    CHECK(std::ranges::count_if(context_kinds, of_kind) == (is_elsewhere ? 0 : 1));
  }
}

TEST_CASE("A layer beside crime is called as its kind is called in run.json") {
  const PublishedContext published;
  for (const auto* kind : context_kinds) {
    CHECK(kind->layer(published.publication).name == kind->name);
  }
}

TEST_CASE("The record counts what stands beside crime, and says nothing of it where there is none") {
  const PublishedContext published;
  const auto record = run_record(published.read, published.picture, Village::context());
  CHECK(record["counts"]["survey_areas"] == 2);
  CHECK(record["counts"]["visits"] == 3);
  CHECK(record["counts"]["accidents"] == 4);
  CHECK(record["parameters"]["survey"]["minimum_answers"] == 30);
  const PublishedContext plain(Language::sv, Village().read());
  const auto without = run_record(plain.read, plain.picture, Village::context());
  for (const auto* key : {"survey_areas", "visits", "accidents"}) {
    CHECK_FALSE(without["counts"].contains(key));
  }
  CHECK_FALSE(without["parameters"].contains("survey"));
}

}  // namespace lykta
