#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "publish/layers/layers.hpp"
#include "publish/words/place_words.hpp"
#include "tests/catch.hpp"
#include "tests/geo/scratch.hpp"
#include "tests/publish/layer_values.hpp"
#include "tests/publish/village.hpp"

namespace lykta {
namespace {

using test::near;
using test::value_of;
using test::Village;

std::vector<VectorLayer> all_layers(const Publication& publication) {
  return {places_layer(publication), grid_layer(publication), incidents_layer(publication),
          observations_layer(publication)};
}

bool is_of_type(const FieldValue& value, FieldType type) {
  switch (type) {
    case FieldType::text:
      return std::holds_alternative<std::string>(value);
    case FieldType::integer:
      return std::holds_alternative<std::int64_t>(value);
    case FieldType::real:
      return std::holds_alternative<double>(value);
    case FieldType::date_time:
      return std::holds_alternative<LocalTime>(value);
  }
  return false;
}

template <typename Type>
Type get(const VectorLayer& layer, std::size_t feature, const std::string& name) {
  CAPTURE(name);
  const auto value = value_of(layer, feature, name);
  REQUIRE(std::holds_alternative<Type>(value));
  return std::get<Type>(value);
}

bool is_none_at(const VectorLayer& layer, std::size_t feature, const std::string& name) {
  return std::holds_alternative<std::monostate>(value_of(layer, feature, name));
}

}  // namespace

TEST_CASE("Every field has a name, a short name, a label and a meaning in both languages") {
  const Village village;
  const auto picture = village.picture();
  const auto swedish = all_layers({picture, village.read(), Language::sv});
  const auto english = all_layers({picture, village.read(), Language::en});
  for (std::size_t i = 0; i < swedish.size(); ++i) {
    CAPTURE(swedish[i].name);
    CHECK(swedish[i].name == english[i].name);
    CHECK(swedish[i].title != english[i].title);
    CHECK_THAT(swedish[i].title, Catch::EndsWith("ENDAST INTERNT"));
    CHECK_THAT(english[i].title, Catch::EndsWith("INTERNAL ONLY"));
    CHECK_FALSE(swedish[i].description.empty());
    CHECK(swedish[i].description != english[i].description);
    REQUIRE(swedish[i].fields.size() == english[i].fields.size());
    for (std::size_t field = 0; field < swedish[i].fields.size(); ++field) {
      const auto& sv = swedish[i].fields[field];
      const auto& en = english[i].fields[field];
      CAPTURE(sv.name);
      CHECK(sv.name == en.name);
      CHECK(sv.short_name == en.short_name);
      CHECK_FALSE(sv.name.empty());
      CHECK_FALSE(sv.label.empty());
      CHECK_FALSE(en.label.empty());
      CHECK_THAT(sv.meaning, Catch::EndsWith("."));
      CHECK_THAT(en.meaning, Catch::EndsWith("."));
      CHECK(sv.meaning != en.meaning);
    }
  }
}

TEST_CASE("Names are unique, and short names are ASCII of at most ten letters") {
  const Village village;
  const auto picture = village.picture();
  for (const auto& layer : all_layers({picture, village.read(), Language::sv})) {
    CAPTURE(layer.name);
    std::set<std::string> names;
    std::set<std::string> short_names;
    for (const auto& field : layer.fields) {
      CAPTURE(field.name, field.short_name);
      CHECK(names.insert(field.name).second);
      CHECK(short_names.insert(field.short_name).second);
      CHECK_FALSE(field.short_name.empty());
      CHECK(field.short_name.size() <= 10);
      CHECK(std::ranges::all_of(field.short_name,
                                [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; }));
      CHECK(std::ranges::all_of(field.name,
                                [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; }));
    }
  }
}

TEST_CASE("A field has the same short name, type and unit in every layer") {
  const Village village;
  const auto picture = village.picture();
  std::map<std::string, FieldDefinition> known;
  for (const auto& layer :
       {places_layer({picture, village.read(), Language::sv}), grid_layer({picture, village.read(), Language::sv})}) {
    for (const auto& field : layer.fields) {
      const auto [entry, is_new] = known.emplace(field.name, field);
      CAPTURE(field.name);
      CHECK(entry->second.short_name == field.short_name);
      CHECK(entry->second.type == field.type);
      CHECK(entry->second.unit == field.unit);
    }
  }
}

TEST_CASE("Every value is of the type of its field, or no value") {
  const Village village;
  auto options = Village::options();
  std::vector<PictureOptions> variants{options, options, options};
  variants[1].comparison.reset();
  variants[1].period.reset();
  variants[2].grid.shape = CellShape::hexagon;
  variants[2].statistics.minimum_events = 1000;  // nothing is tested
  for (const auto& variant : variants) {
    const auto picture = village.picture(variant);
    const Publication publication{picture, village.read(), Language::en};
    for (const auto& layer : all_layers(publication)) {
      CAPTURE(layer.name);
      CHECK(layer.features > 0);
      for (std::size_t i = 0; i < layer.features; ++i) {
        const auto values = layer.values_of(i);
        REQUIRE(values.size() == layer.fields.size());
        for (std::size_t field = 0; field < values.size(); ++field) {
          CAPTURE(layer.fields[field].name);
          CHECK((std::holds_alternative<std::monostate>(values[field]) ||
                 is_of_type(values[field], layer.fields[field].type)));
        }
        CHECK(layer.geometry_of(i) != nullptr);
      }
    }
  }
}

TEST_CASE("The busy square leads the places, with what is known of it") {
  const Village village;
  const auto picture = village.picture();
  const Publication publication{picture, village.read(), Language::sv};
  const auto layer = places_layer(publication);
  REQUIRE(layer.features == 2);
  CHECK(layer.name == "places");
  CHECK(layer.geometry == LayerGeometry::multipolygon);
  CHECK(get<std::int64_t>(layer, 0, "rank") == 1);
  CHECK(get<std::string>(layer, 0, "name") == "Torget");
  CHECK(get<std::string>(layer, 0, "basis") == "significant");
  CHECK(get<std::string>(layer, 0, "quadrant") == "too_few_observations");
  CHECK(get<std::int64_t>(layer, 0, "count") == 40);
  CHECK(get<double>(layer, 0, "weighted_count") == 30 * 10 + 10);
  CHECK(get<std::int64_t>(layer, 0, "discovered") == 3);
  CHECK(get<std::int64_t>(layer, 0, "comparison_count") == 10);
  CHECK(get<double>(layer, 0, "expected_count") == near(1e-9, 10 * 366.0 / 365));
  CHECK(get<double>(layer, 0, "change_ratio") == near(1e-9, 40 / (10 * 366.0 / 365)));
  CHECK(get<std::string>(layer, 0, "change") == "increase");
  CHECK(get<std::string>(layer, 0, "leading_classes") == "Våld 30; Stöld 10");
  CHECK(get<std::string>(layer, 0, "weekday") == "fredag");
  CHECK(get<double>(layer, 0, "weekday_share") == 0.5);
  CHECK(get<std::int64_t>(layer, 0, "weekday_events") == 40);
  CHECK(get<double>(layer, 0, "weekday_p") == near(1e-12, 0.002));
  CHECK(get<std::string>(layer, 0, "weekday_test") == "clear");
  CHECK(get<std::string>(layer, 0, "hours") == "20–23");
  CHECK(get<double>(layer, 0, "hours_share") == 1);
  CHECK(get<std::int64_t>(layer, 0, "hours_events") == 40);
  CHECK(get<double>(layer, 0, "hours_p") == near(1e-12, 0.002));
  CHECK(get<std::string>(layer, 0, "hours_test") == "clear");
  CHECK(get<std::string>(layer, 0, "time_sources") == "polisen");
  CHECK(is_none_at(layer, 0, "residents"));
  CHECK(is_none_at(layer, 0, "per_1000_residents"));
  CHECK(get<std::int64_t>(layer, 0, "observations") == 1);
  CHECK(get<double>(layer, 0, "unsafe_score") == 0);
  CHECK(is_none_at(layer, 0, "unsafe_rank"));
  CHECK(get<std::string>(layer, 0, "place_id") == "100mN6229100E517500");
  CHECK(get<double>(layer, 0, "x") == near(1e-6, 517552));
  CHECK(get<double>(layer, 0, "y") == near(1e-6, 6229150));
  CHECK(get<std::string>(layer, 0, "why") == why(picture.places[0], picture, village.read().inputs, Language::sv));
}

TEST_CASE("A weekday and hours that are not clear are empty, and why stands beside them") {
  const Village village;
  auto picture = village.picture();
  picture.places[0].times->weekday.finding = WindowFinding::not_clear;
  picture.places[0].times->hours.finding = WindowFinding::too_few_events;
  picture.places[0].times->hours.adjusted_p = std::nan("");
  const auto layer = places_layer({picture, village.read(), Language::sv});
  for (const auto* field : {"weekday", "weekday_share", "hours", "hours_share", "hours_p"}) {
    CHECK(is_none_at(layer, 0, field));
  }
  CHECK(get<std::string>(layer, 0, "weekday_test") == "not_clear");
  CHECK(get<double>(layer, 0, "weekday_p") == near(1e-12, 0.002));
  CHECK(get<std::string>(layer, 0, "hours_test") == "too_few_events");
  CHECK(get<std::int64_t>(layer, 0, "hours_events") == 40);
}

TEST_CASE("How sure the order is stands beside each rank") {
  const Village village;
  auto picture = village.picture();
  auto& first = picture.places[0].reliability.emplace();
  first.word = Reliability::moderate;
  first.ranks = RankReliability::Ranks{1, 4};
  first.chance_in_list = 0.75;
  first.tied_with = {2, 3};
  picture.places[1].reliability.emplace();
  const Publication publication{picture, village.read(), Language::sv};
  const auto layer = places_layer(publication);
  CHECK(get<std::int64_t>(layer, 0, "rank_low") == 1);
  CHECK(get<std::int64_t>(layer, 0, "rank_high") == 4);
  CHECK(get<std::string>(layer, 0, "rank_reliability") == "moderate");
  CHECK(get<double>(layer, 0, "chance_in_list") == 0.75);
  CHECK(get<std::string>(layer, 0, "tied_with") == "2, 3");
  CHECK(is_none_at(layer, 1, "rank_low"));
  CHECK(is_none_at(layer, 1, "rank_high"));
  CHECK(get<std::string>(layer, 1, "rank_reliability") == "too_few_events");
  CHECK(is_none_at(layer, 1, "chance_in_list"));
  CHECK(is_none_at(layer, 1, "tied_with"));
}

TEST_CASE("A feared place comes last and has no rank") {
  const Village village;
  const auto picture = village.picture();
  const auto layer = places_layer({picture, village.read(), Language::en});
  REQUIRE(layer.features == 2);
  CHECK(is_none_at(layer, 1, "rank"));
  CHECK(get<std::string>(layer, 1, "name") == "Stigen");
  CHECK(get<std::string>(layer, 1, "basis") == "observations");
  CHECK(get<std::string>(layer, 1, "quadrant") == "low_crime_high_unsafety");
  CHECK(get<std::int64_t>(layer, 1, "count") == 0);
  CHECK(get<double>(layer, 1, "unsafe_score") == 10);
  CHECK(get<std::int64_t>(layer, 1, "unsafe_rank") == 1);
  for (const auto* field : {"weekday", "weekday_share", "weekday_events", "weekday_p", "weekday_test", "hours",
                            "hours_share", "hours_events", "hours_p", "hours_test", "time_sources"}) {
    CHECK(is_none_at(layer, 1, field));
  }
  CHECK(is_none_at(layer, 1, "change_ratio"));
}

TEST_CASE("The position of a place is given in degrees too") {
  const Village village;
  const auto picture = village.picture();
  const auto layer = places_layer({picture, village.read(), Language::en});
  const Point metres{get<double>(layer, 0, "x"), get<double>(layer, 0, "y")};
  const auto degrees = Projection(Crs::parse("EPSG:3006"), wgs84()).points(std::vector{metres})[0].value();
  CHECK(get<double>(layer, 0, "longitude") == degrees.x);
  CHECK(get<double>(layer, 0, "latitude") == degrees.y);
  CHECK(degrees.x ==
        near(0.001, 15.283));  // the lower left corner of its cell lies at 15.2821, 56.2065 (see test_vector_file.cpp)
  CHECK(degrees.y == near(0.001, 56.207));
}

TEST_CASE(
    "The grid has each cell of the study area, with zero where nothing happened and no value where nothing was "
    "tested") {
  const Village village;
  auto options = Village::options();
  const auto picture = village.picture(options);
  const auto layer = grid_layer({picture, village.read(), Language::en});
  REQUIRE(layer.features == 200);  // 20 by 10
  double events = 0;
  double inside = 0;
  for (std::size_t i = 0; i < layer.features; ++i) {
    events += static_cast<double>(get<std::int64_t>(layer, i, "count"));
    inside += get<double>(layer, i, "inside_share");
  }
  CHECK(events == 50);  // 40 at the square and ten along the road
  CHECK(inside == near(1e-9, 1990.0 * 990 / 10000));
  CHECK(get<std::string>(layer, 0, "cell_id") == "100mN6229000E517000");
  CHECK(get<std::int64_t>(layer, 0, "count") == 0);
  CHECK(is_none_at(layer, 0, "residents"));
  CHECK_FALSE(is_none_at(layer, 0, "gi_z"));
  options.statistics.minimum_events = 1000;
  const auto untested = village.picture(options);
  const auto without = grid_layer({untested, village.read(), Language::en});
  CHECK(is_none_at(without, 0, "gi_z"));
  CHECK(is_none_at(without, 0, "gi_q"));
  CHECK(get<std::string>(without, 0, "gi_class") == "too_few_events");
}

TEST_CASE("Without a comparison period a cell has no comparison count") {
  const Village village;
  auto options = Village::options();
  options.comparison.reset();
  const auto picture = village.picture(options);
  CHECK(is_none_at(grid_layer({picture, village.read(), Language::en}), 0, "comparison_count"));
  CHECK(is_none_at(places_layer({picture, village.read(), Language::en}), 0, "change"));
}

TEST_CASE("Incidents inside the area are listed with their use, those outside are not") {
  const Village village;
  const auto picture = village.picture();
  const auto layer = incidents_layer({picture, village.read(), Language::en});
  CHECK(layer.geometry == LayerGeometry::point);
  CHECK(layer.features == village.read().inputs.incidents.size() - 1);
  CHECK(get<std::string>(layer, 0, "source") == "polisen");
  CHECK(get<std::int64_t>(layer, 0, "row") == 2);
  CHECK(get<std::string>(layer, 0, "class") == "Stöld");
  CHECK(get<double>(layer, 1, "weight") == 10);
  CHECK(get<std::string>(layer, 0, "origin") == "reported");
  CHECK(get<std::string>(layer, 0, "position_class") == "B");
  CHECK(get<LocalTime>(layer, 0, "start") == test::at(2024, 1, 5, 22));
  CHECK(get<std::int64_t>(layer, 0, "weekday") == 5);  // 5 January 2024 was a Friday
  CHECK(get<std::int64_t>(layer, 0, "hour") == 22);
  CHECK(get<std::string>(layer, 0, "use") == "period");
  CHECK(get<std::string>(layer, 0, "cell_id") == "100mN6229100E517500");
  std::map<std::string, int> uses;
  std::map<std::string, int> origins;
  for (std::size_t i = 0; i < layer.features; ++i) {
    ++uses[get<std::string>(layer, i, "use")];
    ++origins[get<std::string>(layer, i, "origin")];
  }
  CHECK(uses == std::map<std::string, int>{{"comparison", 20}, {"period", 53}});
  CHECK(origins["discovered"] == 3);
}

TEST_CASE("Observations are listed with category, severity and feeling") {
  const Village village;
  const auto picture = village.picture();
  const auto layer = observations_layer({picture, village.read(), Language::sv});
  REQUIRE(layer.features == 6);
  CHECK(get<std::string>(layer, 0, "source") == "vandring");
  CHECK(get<std::string>(layer, 0, "category") == "mörkt");
  CHECK(get<double>(layer, 0, "severity") == 2);
  CHECK(get<std::string>(layer, 0, "feeling") == "unsafe");
  CHECK(get<std::string>(layer, 5, "feeling") == "safe");
  CHECK(is_none_at(layer, 0, "time"));
}

}  // namespace lykta
