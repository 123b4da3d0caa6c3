#include <algorithm>
#include <cstddef>
#include <memory>
#include <set>
#include <string>
#include <variant>
#include <vector>

#include <nlohmann/json.hpp>

#include "publish/layers/change_layer.hpp"
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

ChangeMapOptions two_years() {
  ChangeMapOptions options;
  options.choice.period = Village::options().period;
  options.choice.comparison = Village::options().comparison;
  options.recorded_from = options.choice.comparison->from;
  options.recorded_to = options.choice.period->to;
  options.grid.cell_m = 100;
  return options;
}

struct Changed {
  Village village;
  std::shared_ptr<const ChangeMap> map =
      std::make_shared<const ChangeMap>(change_map(village.read().inputs, two_years()));

  [[nodiscard]] VectorLayer layer(Language language = Language::en) const {
    return change_layer(map, village.read().crs, language);
  }
  [[nodiscard]] std::size_t busy() const { return map->zones.zone_at(test::busy_square).value(); }
};

}  // namespace

TEST_CASE("The layer of a change has a row per cell, with what was counted and what that means") {
  const Changed changed;
  const auto layer = changed.layer();
  REQUIRE(layer.features == changed.map->zones.size());
  const auto busy = changed.busy();
  CHECK(value_of(layer, busy, "count") == FieldValue(std::int64_t{40}));
  CHECK(value_of(layer, busy, "comparison_count") == FieldValue(std::int64_t{10}));
  CHECK(value_of(layer, busy, "direction") == FieldValue(std::string("increase")));
  CHECK(is_none(value_of(layer, busy, "name")));
  CHECK(layer.geometry_of(busy) != nullptr);
}

TEST_CASE("A cell without events has neither ratio nor p, and says why") {
  const Changed changed;
  const auto layer = changed.layer();
  const auto empty = changed.map->zones.zone_at({518950, 6229050}).value();
  for (const auto* const name : {"ratio", "ratio_low", "ratio_high", "p", "adjusted_p"}) {
    CAPTURE(name);
    CHECK(is_none(value_of(layer, empty, name)));
  }
  CHECK(value_of(layer, empty, "direction") == FieldValue(std::string("too_few_events")));
  CHECK(value_of(layer, empty, "count") == FieldValue(std::int64_t{0}));
}

TEST_CASE("Fields of a change have short names of ten letters and speak both languages") {
  const Changed changed;
  const auto english = changed.layer();
  const auto swedish = changed.layer(Language::sv);
  std::set<std::string> short_names;
  for (std::size_t i = 0; i < english.fields.size(); ++i) {
    const auto& field = english.fields[i];
    CAPTURE(field.name);
    CHECK(field.name == swedish.fields[i].name);
    CHECK(field.meaning != swedish.fields[i].meaning);
    CHECK(field.short_name.size() <= 10);
    CHECK(short_names.insert(field.short_name).second);
  }
  CHECK_THAT(english.title, Contains("INTERNAL ONLY"));
  CHECK_THAT(swedish.title, Contains("ENDAST INTERNT"));
}

TEST_CASE("The style of a change names the classes in the language of the output") {
  const Changed changed;
  CHECK_THAT(change_style(*changed.map, changed.layer(), Language::en), Contains("Clear increase"));
  const auto swedish = change_style(*changed.map, changed.layer(Language::sv), Language::sv);
  CHECK_THAT(swedish, Contains("Tydlig ökning") && Contains(" (förväntat ") && !Contains("increase&quot; label"));
  // The tip of the map says the class in words.
  CHECK_THAT(swedish.substr(swedish.find("<mapTip")), Contains("THEN 'Tydlig ökning'"));
}

TEST_CASE("The record of a change has both periods, the whole area and the clear zones") {
  const Changed changed;
  const auto record = change_record(*changed.map);
  CHECK(record["period"]["from"] == "2024-01-01");
  REQUIRE(record["comparison"].size() == 1);
  CHECK(record["comparison"][0]["to"] == "2023-12-31");
  CHECK(record["events"] == 50);
  CHECK(record["comparison_events"] == 20);
  CHECK(record["whole_area"]["direction"] == "increase");
  REQUIRE(record["clear_changes"].size() == 1);
  CHECK(record["clear_changes"][0]["zone_id"] == changed.map->zones.id(changed.busy()));
  CHECK(record["zones"]["kind"] == "square");
  CHECK(record["correction"] == "fdr");
  CHECK(record["years_asked_for"].is_null());
  CHECK_NOTHROW(record.dump());
}

TEST_CASE("Where not all days were recorded, no change is told in layer, style and record") {
  Village village;
  auto options = two_years();
  options.recorded_to = at(2024, 7, 1);
  const auto map = std::make_shared<const ChangeMap>(change_map(village.read().inputs, options));
  const auto layer = change_layer(map, village.read().crs, Language::en);
  const auto busy = map->zones.zone_at(test::busy_square).value();
  CHECK(value_of(layer, busy, "direction") == FieldValue(std::string("cannot_be_told")));
  CHECK_THAT(change_style(*map, layer, Language::sv), Contains("Kan inte avgöras") && !Contains("Tydlig ökning"));
  const auto record = change_record(*map);
  CHECK(record["whole_area"]["direction"] == "cannot_be_told");
  CHECK(record["days_not_recorded"] == 184);
  CHECK(record["clear_changes"].empty());
}

TEST_CASE("Zones of one's own keep their names") {
  Village village;
  village.read().inputs.zones = {{"A1", "Torget", rectangle({517500, 6229100, 517600, 6229200}), 0},
                                 {"A2", "", rectangle({518500, 6229400, 518600, 6229500}), 0}};
  const auto map = std::make_shared<const ChangeMap>(change_map(village.read().inputs, two_years()));
  const auto layer = change_layer(map, village.read().crs, Language::en);
  CHECK(layer.geometry == LayerGeometry::multipolygon);
  CHECK(value_of(layer, 0, "name") == FieldValue(std::string("Torget")));
  CHECK(is_none(value_of(layer, 1, "name")));
  CHECK(change_record(*map)["clear_changes"][0]["name"] == "Torget");
}

}  // namespace lykta
