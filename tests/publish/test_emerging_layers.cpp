#include <algorithm>
#include <cstddef>
#include <limits>
#include <memory>
#include <regex>
#include <set>
#include <string>
#include <variant>
#include <vector>

#include <nlohmann/json.hpp>

#include "publish/layers/emerging_layers.hpp"
#include "publish/words/pattern_words.hpp"
#include "tests/catch.hpp"
#include "tests/publish/layer_values.hpp"
#include "tests/publish/village.hpp"

namespace lykta {
namespace {

using Catch::Contains;
using test::at;
using test::is_none;
using test::value_of;
using test::Village;

EmergingMapOptions months() {
  EmergingMapOptions options;
  options.choice.period = Period{at(2024, 1, 1), at(2024, 1, 1) + std::chrono::days(12 * 28)};
  options.step_days = 28;
  options.grid.cell_m = 100;
  return options;
}

/// The village with eight events in January in each cell at and around the busy square, and no others.
Village busy_around() {
  Village village;
  auto& incidents = village.read().inputs.incidents;
  incidents = {};
  for (int i = 0; i < 72; ++i) {
    const auto column = i % 3 - 1;
    const auto row = i / 3 % 3 - 1;
    incidents.position.push_back({test::busy_square.x + 100 * column, test::busy_square.y + 100 * row});
    incidents.time.emplace_back(TimeSpan{at(2024, 1, 10, 12), at(2024, 1, 10, 12)});
    incidents.class_index.push_back(0);
    incidents.origin.push_back(Origin::reported);
    incidents.position_class.push_back(PositionClass::b);
    incidents.row.push_back({0, 1000 + i});
  }
  return village;
}

struct Emerged {
  Village village = busy_around();
  std::shared_ptr<const EmergingMap> map =
      std::make_shared<const EmergingMap>(emerging_map(village.read().inputs, months()));

  [[nodiscard]] VectorLayer layer(Language language = Language::en) const {
    return emerging_layer(map, village.read().crs, language);
  }
  [[nodiscard]] VectorLayer cube() const { return cube_layer(map, village.read().crs, Language::en); }
};

/// The same map as if each pattern had been found somewhere.
EmergingMap with_all_patterns(EmergingMap map) {
  std::ranges::fill(map.patterns.pattern, Pattern::none);
  for (std::size_t i = 0; i < all_pattern_words().size(); ++i) {
    map.patterns.pattern[i] = all_pattern_words()[i].pattern;
  }
  return map;
}

}  // namespace

TEST_CASE("Every pattern is listed once, and named and explained in both languages") {
  std::set<Pattern> patterns;
  std::set<std::string> labels;
  for (const auto& words : all_pattern_words()) {
    CAPTURE(name_of(words.pattern));
    CHECK(patterns.insert(words.pattern).second);
    CHECK(labels.insert(words.label.sv).second);
    CHECK(labels.insert(words.label.en).second);
    CHECK(std::string(words.meaning.sv) != words.meaning.en);
    CHECK(words_of(words.pattern).label.en == words.label.en);
  }
  CHECK(is_hot_now(Pattern::new_hot));
  CHECK(is_hot_now(Pattern::oscillating_hot));
  CHECK_FALSE(is_hot_now(Pattern::historical_hot));
  CHECK_FALSE(is_hot_now(Pattern::new_cold));
  CHECK_FALSE(is_hot_now(Pattern::none));
}

TEST_CASE("The layer of patterns has a row per zone with its steps and days") {
  const Emerged emerged;
  const auto layer = emerged.layer();
  REQUIRE(layer.features == emerged.map->zones.size());
  const auto busy = emerged.map->zones.zone_at(test::busy_square).value();
  CHECK(value_of(layer, busy, "count") == FieldValue(std::int64_t{8}));
  CHECK(value_of(layer, busy, "hot_steps") == FieldValue(std::int64_t{1}));
  CHECK(value_of(layer, busy, "all_steps") == FieldValue(std::string("hot")));
  CHECK(value_of(layer, busy, "first_hot") == FieldValue(std::string("2024-01-01")));
  CHECK(value_of(layer, busy, "last_hot") == FieldValue(std::string("2024-01-01")));
  CHECK(value_of(layer, busy, "pattern") == FieldValue(std::string("historical_hot")));
  CHECK(is_none(value_of(layer, busy, "no_value")));
  CHECK(layer.geometry_of(busy) != nullptr);
}

TEST_CASE("The cube has a row per zone and step, with the same counts") {
  const Emerged emerged;
  const auto cube = emerged.cube();
  const auto zones = emerged.map->zones.size();
  REQUIRE(cube.features == 12 * zones);
  const auto busy = emerged.map->zones.zone_at(test::busy_square).value();
  CHECK(value_of(cube, busy, "step") == FieldValue(std::int64_t{1}));
  CHECK(value_of(cube, busy, "count") == FieldValue(std::int64_t{8}));
  CHECK(value_of(cube, busy, "state") == FieldValue(std::string("hot")));
  CHECK(value_of(cube, busy, "from") == FieldValue(at(2024, 1, 1)));
  CHECK(value_of(cube, zones + busy, "from") == FieldValue(at(2024, 1, 29)));
  CHECK(value_of(cube, 11 * zones + busy, "count") == FieldValue(std::int64_t{0}));
}

TEST_CASE("Fields of patterns have short names of ten letters and speak both languages") {
  const Emerged emerged;
  const auto english = emerged.layer();
  const auto swedish = emerged.layer(Language::sv);
  std::set<std::string> short_names;
  for (std::size_t i = 0; i < english.fields.size(); ++i) {
    const auto& field = english.fields[i];
    CAPTURE(field.name);
    CHECK(field.meaning != swedish.fields[i].meaning);
    CHECK(field.short_name.size() <= 10);
    CHECK(short_names.insert(field.short_name).second);
  }
}

TEST_CASE("Without a test there are reasons in place of numbers") {
  Village village;
  auto options = months();
  options.emerging.fewest_events = 1000;
  const auto map = std::make_shared<const EmergingMap>(emerging_map(village.read().inputs, options));
  const auto layer = emerging_layer(map, village.read().crs, Language::en);
  for (const auto* const name : {"hot_steps", "cold_steps", "last_z", "last_adjusted_p", "trend_tau", "trend_p",
                                 "adjusted_trend_p", "first_hot", "all_steps", "all_steps_adjusted_p"}) {
    CAPTURE(name);
    CHECK(is_none(value_of(layer, 0, name)));
  }
  CHECK(value_of(layer, 0, "pattern") == FieldValue(std::string("no_value")));
  CHECK(value_of(layer, 0, "no_value") == FieldValue(std::string("too_few_events")));
  CHECK(emerging_record(*map)["no_value"]["too_few_events"] == map->zones.size());
}

TEST_CASE("The legend of patterns shows those that there are and no others") {
  const Emerged emerged;
  const auto none = emerging_style(*emerged.map, emerged.layer(), Language::en);
  CHECK_THAT(none, !Contains("Persistent hot spot (") && Contains("Events, but no pattern"));
  const auto all = emerging_style(with_all_patterns(*emerged.map), emerged.layer(Language::sv), Language::sv);
  for (const auto& words : all_pattern_words()) {
    if (words.pattern != Pattern::none && words.pattern != Pattern::no_value) {
      CHECK_THAT(all, Contains(std::string(words.label.sv) + " (" + words.meaning.sv + ")"));
    }
  }
}

TEST_CASE("The tip of the map says what its date and its number are") {
  const Emerged emerged;
  const auto tip = [&](Language language) {
    const auto style = emerging_style(*emerged.map, emerged.layer(language), language);
    return style.substr(style.find("<mapTip"));
  };
  CHECK_THAT(tip(Language::sv), Contains("Händelser: [%") && Contains("första gången i steget från '"));
  CHECK_THAT(tip(Language::en), Contains("Events: [%") && Contains("for the first time in the step from '"));
  const auto cube = cube_style(*emerged.map, emerged.cube(), Language::sv);
  CHECK_THAT(cube.substr(cube.find("<mapTip")), Contains("Steget från [%") && Contains("Händelser: [%"));
}

TEST_CASE("No pattern is called by an English word in Swedish, or hot or cold") {
  static const std::regex unnatural("coldspot|\\b(het|heta|hett|hetare|kall|kalla|kallt|kallare)\\b");
  for (const auto& words : all_pattern_words()) {
    CHECK_FALSE(std::regex_search(std::string(words.label.sv) + " " + words.meaning.sv, unnatural));
  }
}

TEST_CASE("The cube is coloured by state and played by its steps") {
  const Emerged emerged;
  const auto style = cube_style(*emerged.map, emerged.cube(), Language::sv);
  CHECK_THAT(style, Contains("Fler än slumpen ger, med grannarna") && Contains("|Temporal\""));
  CHECK_THAT(style, Contains("<temporal enabled=\"1\" mode=\"2\"") && Contains("startField=\"from\"") &&
                        Contains("endField=\"to\""));
  // Only what has a time is played.
  CHECK_THAT(emerging_style(*emerged.map, emerged.layer(), Language::sv), !Contains("temporal"));
}

TEST_CASE("The record of patterns counts each of them") {
  const Emerged emerged;
  const auto record = emerging_record(with_all_patterns(*emerged.map));
  CHECK(record["patterns"].size() == 18);
  CHECK(record["patterns"]["new_hot"] == 1);
  CHECK(record["patterns"]["none"] == emerged.map->zones.size() - 17);
  CHECK(record["zones_with_a_pattern"].size() == 16);
  CHECK(record["steps"]["number"] == 12);
  CHECK(record["steps"]["looked_at"]["to"] == "2024-12-01");
  CHECK(record["options"]["neighbours"]["rule"] == "queen");
  CHECK_NOTHROW(record.dump());
}

}  // namespace lykta
