#include <algorithm>
#include <string>

#include "publish/layers/place_tables.hpp"
#include "publish/pictures/map_drawing.hpp"
#include "publish/report/report.hpp"
#include "publish/report/sections.hpp"
#include "publish/words/visit_words.hpp"
#include "tests/catch.hpp"
#include "tests/publish/layer_values.hpp"
#include "tests/publish/village.hpp"

namespace lykta::tests_of_report {
namespace {

using test::Village;

constexpr auto sv = Language::sv;
constexpr auto en = Language::en;

std::string page_of(const ReadInputs& read, const Picture& picture, Language language = sv) {
  return report_html({picture, read, language}, Village::context(language));
}

std::size_t number_of(const std::string& part, const std::string& text) {
  std::size_t number = 0;
  for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) {
    ++number;
  }
  return number;
}

}  // namespace

TEST_CASE("The report says the same in both languages, in one file that asks for nothing") {
  const Village village;
  const auto page = page_of(village.read(), village.picture());
  CHECK_THAT(page, Catch::Contains("<html lang=\"sv\""));
  CHECK_THAT(page, Catch::Contains("<div class=\"edition\" lang=\"sv\">"));
  CHECK_THAT(page, Catch::Contains("<div class=\"edition\" lang=\"en\">"));
  CHECK_THAT(page, Catch::Contains("Läget i korthet"));
  CHECK_THAT(page, Catch::Contains("The situation in brief"));
  CHECK_THAT(page, Catch::Contains("ENDAST INTERNT"));
  CHECK_THAT(page, Catch::Contains("Flest ligger vid Torget (40)"));
  CHECK_THAT(page, Catch::Contains("Som otrygg upplevs Stigen."));
  CHECK_THAT(page, !Catch::Contains("http:") && !Catch::Contains("https:"));
  CHECK_THAT(page, !Catch::Contains("{{"));
  CHECK(page == page_of(village.read(), village.picture()));
  CHECK_THAT(page_of(village.read(), village.picture(), en), Catch::Contains("<html lang=\"en\""));
}

TEST_CASE("No z, q or p stands in a sentence of the report") {
  const Village village;
  const auto page = page_of(village.read(), village.picture());
  for (const auto* formula : {" z ", " q ", " p ", "p-värde", "p-value"}) {
    INFO(formula);
    CHECK_THAT(page, !Catch::Contains(formula));
  }
}

TEST_CASE("Every place has a row, a card, a small map and a table of its week") {
  const Village village;
  const auto picture = village.picture();
  const auto page = page_of(village.read(), picture);
  REQUIRE(picture.places.size() == 2);
  CHECK(number_of("<article class=\"card\"", page) == 2 * 2);
  CHECK(number_of("class=\"small-map\"", page) == 2 * 2);
  // The feared path has no event, and so no table.
  CHECK(number_of("<table class=\"heat\">", page) == 1 * 2);
  CHECK_THAT(page, Catch::Contains("fredag–lördag 21–23"));
}

TEST_CASE("Names from files are text and nothing else") {
  Village village;
  const std::string hostile = "<script>alert('1')</script> & \"Torget\"\n=HYPERLINK(1) {{title}}";
  village.read().inputs.names[0].name = hostile;
  village.read().inputs.classes[0].name = "<b>Våld</b>";
  village.read().report.sources[0].name = "\"><img src=x>";
  const auto page = page_of(village.read(), village.picture());
  CHECK_THAT(page, !Catch::Contains("<script>alert"));
  CHECK_THAT(page, !Catch::Contains("<b>Våld"));
  CHECK_THAT(page, !Catch::Contains("<img"));
  CHECK_THAT(page, Catch::Contains("&lt;script&gt;alert("));
  CHECK_THAT(page, Catch::Contains("&lt;b&gt;Våld&lt;/b&gt;"));
  CHECK(number_of("<script>", page) == 1);
}

TEST_CASE("A long name is cut, and what turns the direction of writing is left out") {
  CHECK(shown_name("Torget") == "Torget");
  CHECK(shown_name("a\nb") == "a b");
  CHECK(shown_name("\u202Eabc\u2069 – d") == "abc – d");
  std::string long_name;
  for (int i = 0; i < 200; ++i) {
    long_name += "å";
  }
  CHECK(shown_name(long_name) == long_name.substr(0, 160) + "…");
}

TEST_CASE("A picture without a place is a page, too") {
  Village village;
  auto picture = village.picture();
  picture.places.clear();
  const auto page = page_of(village.read(), picture);
  CHECK_THAT(page, Catch::Contains("Ingen plats kommer med på listan."));
  CHECK_THAT(page, Catch::Contains("No place has enough events to be on the list."));
}

TEST_CASE("Of hundreds of places the first ones have cards, and all have a row") {
  const Village village;
  auto picture = village.picture();
  const auto place = picture.places.front();
  picture.places.assign(500, place);
  const auto page = page_of(village.read(), picture);
  CHECK(number_of("<article class=\"card\"", page) == 2 * 20);
  CHECK(number_of("<th scope=\"row\">", page) >= 2 * 500);
}

TEST_CASE("The map has the boundary, cells of the classes that occur, and names within") {
  const Village village;
  const auto picture = village.picture();
  const auto drawing = draw_map({picture, village.read(), sv});
  CHECK(drawing.frame.west == 517000);
  CHECK(drawing.frame.north == 6229990);
  CHECK(drawing.area == "M0 990h1990v-990h-1990z");
  REQUIRE(drawing.names.size() == 2);
  CHECK(drawing.names[0].at.x == 550);
  CHECK(drawing.names[0].at.y == 840);
  CHECK(drawing.places.size() == 2);
  CHECK(drawing.places[0].look->name == "unsure");
  CHECK(drawing.places[1].look->name == "unsafety");
  const auto has = [&](std::string_view name) {
    return std::ranges::any_of(drawing.cells, [&](const DrawnCells& each) { return each.look->name == name; });
  };
  CHECK(has("hot_99"));
  CHECK_FALSE(has("cold_99"));
  // What is shown first holds both places, and has the shape of the map.
  CHECK(drawing.home.width * 3 == Approx(drawing.home.height * 4).margin(4));
  for (const auto& place : picture.places) {
    const auto at = drawing.frame.at(place.position);
    CHECK((at.x > drawing.home.x && at.x < drawing.home.x + drawing.home.width));
    CHECK((at.y > drawing.home.y && at.y < drawing.home.y + drawing.home.height));
  }
}

TEST_CASE("When to be there is said in days and hours") {
  CHECK(window_text({4, 2, 21, 5}, sv) == "fredag–lördag 21–02");
  CHECK(window_text({5, 1, 20, 4}, en) == "Saturday 20–24");
  CHECK(window_text({5, 1, 0, 24}, sv) == "lördag hela dygnet");
  CHECK(window_text({0, 7, 15, 3}, sv) == "alla dagar 15–18");
  CHECK(window_text({6, 2, 8, 2}, en) == "Sunday–Monday 08–10");
}

TEST_CASE("Tables of places: scores, windows, hours and reference cells") {
  const Village village;
  const auto picture = village.picture();
  const auto swedish = [&](auto layer) { return layer({picture, village.read(), sv}); };
  const auto english = [&](auto layer) { return layer({picture, village.read(), en}); };
  test::check_words(swedish(place_scores_table), english(place_scores_table));
  test::check_words(swedish(place_windows_table), english(place_windows_table));
  test::check_words(swedish(place_hours_table), english(place_hours_table));
  test::check_words(swedish(reference_cells_layer), english(reference_cells_layer));
  const auto scores = swedish(place_scores_table);
  CHECK(scores.features == 2);
  CHECK(test::value_of(scores, 0, "count") == FieldValue(std::int64_t{40}));
  CHECK(test::value_of(scores, 0, "count_rank") == FieldValue(std::int64_t{1}));
  CHECK(test::is_none(test::value_of(scores, 1, "count_rank")));
  CHECK(test::value_of(scores, 1, "known_by") == FieldValue(std::string("observations")));
  const auto windows = swedish(place_windows_table);
  CHECK(windows.features == 5);  // one place of events, all of the period and four seasons
  CHECK(test::value_of(windows, 0, "window") == FieldValue(std::string("fredag–lördag 21–23")));
  CHECK(test::value_of(windows, 0, "hours_a_week") == FieldValue(std::int64_t{4}));
  const auto hours = swedish(place_hours_table);
  CHECK(hours.features == 168);
  CHECK(swedish(reference_cells_layer).features == picture.reference_cells.size());
}

}  // namespace lykta::tests_of_report
