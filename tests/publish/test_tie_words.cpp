#include <vector>

#include "publish/words/place_words.hpp"
#include "publish/words/tie_words.hpp"
#include "tests/catch.hpp"
#include "tests/publish/village.hpp"

namespace lykta::tests_of_tie_words {
namespace {

/// Places in the order of their ranks, each tied with these.
std::vector<Place> ranked(const std::vector<std::vector<int>>& tied_with) {
  std::vector<Place> places;
  for (const auto& tied : tied_with) {
    auto& place = places.emplace_back();
    place.rank = static_cast<int>(places.size());
    place.reliability.emplace();
    place.reliability->ranks = RankReliability::Ranks{*place.rank, *place.rank};
    place.reliability->tied_with = tied;
  }
  return places;
}

TEST_CASE("Ties are said in a sentence") {
  const auto places = ranked({{}, {3}, {2}, {}});
  CHECK(ties_sentence(places, Language::sv) ==
        "Plats 2 och 3 är så gott som lika: ordningen mellan dem kan vara slump.");
  CHECK(ties_sentence(places, Language::en) == "Places 2 and 3 are as good as tied: their order may be chance.");
  CHECK(ties_sentence(ranked({{}, {}}), Language::sv).empty());
  CHECK(ties_sentence({}, Language::sv).empty());
}

TEST_CASE("Only places that are all tied with each other are said together") {
  // 1 with 2, 2 with 3, but not 1 with 3; then 4 to 6 all with each other.
  const auto places = ranked({{2}, {1, 3}, {2}, {5, 6}, {4, 6}, {4, 5}});
  const auto tied = tied_ranks(places);
  REQUIRE(tied.size() == 3);
  CHECK(tied[0].first == 1);
  CHECK(tied[0].last == 2);
  CHECK(tied[1].first == 2);
  CHECK(tied[1].last == 3);
  CHECK(tied[2].first == 4);
  CHECK(tied[2].last == 6);
  CHECK(ties_sentence(places, Language::en) ==
        "Places 1 and 2, 2 and 3, and 4 to 6 are as good as tied: their order may be chance.");
}

TEST_CASE("A place with too few events for an interval is tied with nobody") {
  auto places = ranked({{2}, {1}});
  places[1].reliability->ranks.reset();
  CHECK(tied_ranks(places).empty());
}

TEST_CASE("Sources stand with their numbers, most first and then by name") {
  test::Village village;
  auto& inputs = village.read().inputs;
  Place place;
  place.sources = {{0, 3}, {1, 12}};
  CHECK(sources_text(place, inputs) == "vandring 12; polisen 3");
  place.sources = {{1, 3}, {0, 3}};
  CHECK(sources_text(place, inputs) == "polisen 3; vandring 3");
  const auto picture = village.picture();
  REQUIRE_FALSE(picture.places.empty());
  REQUIRE(picture.places[0].sources.size() == 1);
  CHECK(picture.places[0].sources[0].count == picture.places[0].count);
}

}  // namespace
}  // namespace lykta::tests_of_tie_words
