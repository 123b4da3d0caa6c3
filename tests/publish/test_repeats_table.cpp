#include <cmath>
#include <cstdint>
#include <set>
#include <string>
#include <variant>
#include <vector>

#include <nlohmann/json.hpp>

#include "publish/records/repeats_record.hpp"
#include "publish/tables/repeats_table.hpp"
#include "tests/catch.hpp"
#include "tests/publish/layer_values.hpp"
#include "tests/publish/village.hpp"

namespace lykta {
namespace {

using test::index_of_field;
using test::Village;

}  // namespace

TEST_CASE("Bands of distance and time are called by their limits, in both languages") {
  const NearRepeatOptions near{.distance_limits_m = {50, 100.5}, .day_limits = {1, 2, 7}};
  std::vector<std::string> english;
  std::vector<std::string> swedish;
  for (std::size_t row = 0; row < 4; ++row) {
    english.push_back(distance_band_text(near, row, Language::en));
    swedish.push_back(distance_band_text(near, row, Language::sv));
  }
  CHECK(english == std::vector<std::string>{"same place", "under 50 m", "50 to 100.5 m", "100.5 m or more"});
  CHECK(swedish == std::vector<std::string>{"samma plats", "under 50 m", "50 till 100,5 m", "100,5 m eller mer"});
  english.clear();
  swedish.clear();
  for (std::size_t column = 0; column < 4; ++column) {
    english.push_back(day_band_text(near, column, Language::en));
    swedish.push_back(day_band_text(near, column, Language::sv));
  }
  CHECK(english == std::vector<std::string>{"same day", "1 day", "2–6 days", "7 days or more"});
  CHECK(swedish == std::vector<std::string>{"samma dag", "1 dag", "2–6 dagar", "7 dagar eller mer"});
  const NearRepeatOptions usual;
  CHECK(day_band_text(usual, 0, Language::en) == "0–6 days");
  CHECK(day_band_text({.day_limits = {1}}, 1, Language::en) == "1 day or more");
  CHECK(day_band_text({.day_limits = {2, 3}}, 1, Language::sv) == "2 dagar");
}

TEST_CASE("The table of near repeats has one row a cell and no geometry") {
  const Village village;
  const RepeatOptions options{.choice = {.period = Village::options().period}};
  const auto repeats = find_repeats(village.read().inputs, options);
  for (const auto language : {Language::sv, Language::en}) {
    const auto layer = repeats_layer(repeats, options.near, village.read().crs, language);
    CHECK(layer.geometry == LayerGeometry::none);
    REQUIRE(layer.features == 20);
    std::set<std::string> names;
    for (const auto& each : layer.fields) {
      CAPTURE(each.name);
      CHECK(names.insert(each.name).second);
      CHECK(each.short_name.size() <= 10);
      CHECK_FALSE(each.label.empty());
      CHECK_FALSE(each.meaning.empty());
    }
    const auto first = layer.values_of(4);  // under 100 m, 0 to 6 days
    CHECK(std::get<double>(first[index_of_field(layer, "distance_from_m")]) == 0);
    CHECK(std::get<double>(first[index_of_field(layer, "distance_to_m")]) == 100);
    CHECK(std::get<std::int64_t>(first[index_of_field(layer, "days_from")]) == 0);
    CHECK(std::get<std::int64_t>(first[index_of_field(layer, "days_to")]) == 6);
    CHECK(std::get<std::int64_t>(first[index_of_field(layer, "observed")]) ==
          static_cast<std::int64_t>(repeats.table.at(1, 0).observed));
    CHECK(std::get<double>(first[index_of_field(layer, "p")]) == repeats.table.at(1, 0).p);
    CHECK(std::get<double>(first[index_of_field(layer, "q")]) == repeats.q[4]);
    const auto same_place = layer.values_of(0);
    CHECK(std::get<double>(same_place[index_of_field(layer, "distance_to_m")]) == 0);
    const auto last = layer.values_of(19);
    CHECK(std::get<double>(last[index_of_field(layer, "distance_from_m")]) == 300);
    CHECK(std::holds_alternative<std::monostate>(last[index_of_field(layer, "distance_to_m")]));
    CHECK(std::holds_alternative<std::monostate>(last[index_of_field(layer, "days_to")]));
    CHECK(std::holds_alternative<std::monostate>(last[index_of_field(layer, "p")]));
    CHECK(std::holds_alternative<std::monostate>(last[index_of_field(layer, "q")]));
    CHECK(std::get<std::string>(last[index_of_field(layer, "class")]) == "not_tested");
  }
}

TEST_CASE("The record of near repeats has no number where nothing was tested") {
  const Village village;
  RepeatOptions options{.choice = {.period = Village::options().period}, .interaction_tests = true};
  options.near.permutations = 99;
  const auto tested = repeats_record(find_repeats(village.read().inputs, options), options);
  CHECK(tested["untested"].is_null());
  CHECK(tested["table"].size() == 20);
  CHECK(tested["table"][0]["p"].is_number());
  CHECK(tested["knox"]["observed"].size() == 2);
  CHECK(tested["first_day"] == "2024-01-05");
  CHECK(tested["originators"]["by_chance"]["runs"] == 99);
  options.near.permutations = 0;
  // As a file holds it: NaN has become null.
  const auto counted =
      nlohmann::json::parse(repeats_record(find_repeats(village.read().inputs, options), options).dump());
  CHECK(counted["untested"] == "no_permutations");
  CHECK(counted["knox"].is_null());
  for (const auto& cell : counted["table"]) {
    CHECK(cell["observed"].is_number());
    CHECK(cell["p"].is_null());
    CHECK(cell["expected_mean"].is_null());
    CHECK(cell["class"] == "not_tested");
  }
}

}  // namespace lykta
