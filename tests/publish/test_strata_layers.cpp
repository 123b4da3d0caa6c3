#include <string>
#include <variant>
#include <vector>

#include <nlohmann/json.hpp>

#include "engine/questions/picture_strata.hpp"
#include "publish/layers/layers.hpp"
#include "publish/layers/strata_layers.hpp"
#include "publish/records/run_record.hpp"
#include "publish/report/report.hpp"
#include "publish/words/place_words.hpp"
#include "publish/words/strata_words.hpp"
#include "tests/catch.hpp"
#include "tests/publish/layer_values.hpp"
#include "tests/publish/village.hpp"

namespace lykta::tests_of_strata_layers {
namespace {

using Catch::Contains;

std::string text_at(const VectorLayer& layer, std::size_t feature, const std::string& name) {
  return std::get<std::string>(test::value_of(layer, feature, name));
}

/// The village with a locality around its square and another, empty one.
test::Village village_with_localities() {
  test::Village village;
  village.read().inputs.strata = {{"Byn", "", rectangle({517000, 6229000, 518000, 6229990}), 0},
                                  {"Öde", "", rectangle({518500, 6229000, 518900, 6229200}), 0}};
  village.read().report.strata.emplace().path = "orter.geojson";
  return village;
}

TEST_CASE("Localities become a layer with a row each, and one for what lies outside") {
  const auto village = village_with_localities();
  const auto picture = village.picture();
  const Publication publication{picture, village.read(), Language::sv};
  const auto layer = strata_layer(publication);
  REQUIRE(layer.features == 3);
  CHECK(text_at(layer, 0, "stratum") == "Byn");
  CHECK(text_at(layer, 2, "stratum") == "utanför orterna");
  CHECK(text_at(layer, 2, "kind") == "outside");
  CHECK(text_at(layer, 0, "test") == "tested");
  CHECK(text_at(layer, 1, "test") == "too_few_events");
  test::check_words(layer, strata_layer({picture, village.read(), Language::en}));
  CHECK(layer.geometry_of(0) != nullptr);
  CHECK(layer.geometry_of(2) == nullptr);
  const auto table = strata_table(publication);
  CHECK(table.features == 3);
  CHECK(table.geometry == LayerGeometry::none);
}

TEST_CASE("A place says within which locality it is more than chance") {
  const auto village = village_with_localities();
  const auto picture = village.picture();
  REQUIRE_FALSE(picture.places.empty());
  REQUIRE(picture.places[0].basis == Basis::significant);
  CHECK(within_stratum(picture, picture.places[0], Language::sv) == "i Byn");
  CHECK(within_stratum(picture, picture.places[0], Language::en) == "in Byn");
  const auto sentence = why(picture.places[0], picture, village.read().inputs, Language::sv);
  CHECK_THAT(sentence, Contains("vid jämn spridning i Byn, fler än slumpen ger."));
  const Publication publication{picture, village.read(), Language::en};
  CHECK(text_at(places_layer(publication), 0, "stratum") == "Byn");
  CHECK_THAT(grid_layer(publication).title, Contains("tested against their own locality"));
}

TEST_CASE("Without localities nothing is said of them") {
  const test::Village village;
  const auto picture = village.picture();
  CHECK_FALSE(picture.strata);
  CHECK(strata_text(picture, Language::sv).empty());
  const auto record = run_record(village.read(), picture, test::Village::context());
  CHECK_FALSE(record.contains("strata"));
  CHECK(record["parameters"]["statistics"]["chance"] == "events_thrown_by_area");
  CHECK_THAT(report_html({picture, village.read(), Language::sv}, test::Village::context()),
             !Contains("Orterna var för sig"));
}

TEST_CASE("Record, report and terminal say against what was tested") {
  const auto village = village_with_localities();
  const auto picture = village.picture();
  const auto record = run_record(village.read(), picture, test::Village::context());
  CHECK(record["parameters"]["statistics"]["chance"] == "events_thrown_by_area_in_their_stratum");
  const auto& rows = record["strata"]["strata"];
  REQUIRE(rows.size() == 3);
  CHECK(rows[0]["stratum"] == "Byn");
  CHECK(rows[0]["tested"] == true);
  CHECK(rows[1]["concentration"].is_null());
  CHECK(record["places"][0]["stratum"] == "Byn");
  const auto page = report_html({picture, village.read(), Language::sv}, test::Village::context());
  CHECK_THAT(page, Contains("Orterna var för sig"));
  CHECK_THAT(page, Contains("Each locality by itself"));
  CHECK_THAT(page, Contains("Här ligger fler händelser än slumpen ger i Byn."));
  const auto said = strata_text(picture, Language::en);
  CHECK_THAT(said, Contains("Each place is tested against its own locality"));
  CHECK_THAT(said, Contains("Öde: no events on 0.080 km²."));
}

}  // namespace
}  // namespace lykta::tests_of_strata_layers
