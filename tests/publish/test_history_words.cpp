#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "engine/questions/picture_history.hpp"
#include "publish/layers/layers.hpp"
#include "publish/records/run_record.hpp"
#include "publish/words/history_words.hpp"
#include "publish/words/place_words.hpp"
#include "tests/catch.hpp"
#include "tests/engine/samples.hpp"
#include "tests/publish/layer_values.hpp"
#include "tests/publish/village.hpp"

namespace lykta::tests_of_history_words {
namespace {

using Catch::Contains;
using test::at;
using test::Village;

/// The Monday behind week 48 of 2025.
const auto week_48 = at(2025, 12, 1);

std::string sentences(const PlaceHistory& history, Language language) {
  Place place;
  place.history = history;
  PictureHistory picture;
  picture.runs_before = 3;
  picture.recent_days = 28;
  std::vector<std::string> said;
  add_history(place, picture, language, said);
  std::string all;
  for (const auto& sentence : said) {
    all += (all.empty() ? "" : " ") + sentence;
  }
  return all;
}

PlaceHistory recurring() {
  return {.id = 3,
          .state = HistoryState::recurring,
          .weeks_on_list = 6,
          .first_seen = at(2025, 10, 6),
          .last_seen = at(2025, 11, 24),
          .previous_rank = 2,
          .was_on_last_list = true,
          .recent = 14};
}

}  // namespace

TEST_CASE("The end of a run is a week where it ended with one, else a day") {
  CHECK(run_end_text(week_48, Language::sv) == "vecka 48 2025");
  CHECK(run_end_text(week_48, Language::en) == "week 48 of 2025");
  CHECK(run_end_text(at(2025, 12, 30), Language::sv) == "2025-12-29");
  CHECK(run_end_text(at(2026, 1, 5), Language::sv) == "vecka 1 2026");
}

TEST_CASE("A place is said to be new, there since when, back, growing or fading") {
  CHECK(sentences({.id = 1, .state = HistoryState::first_run}, Language::sv).empty());
  CHECK(sentences({.id = 1, .state = HistoryState::fresh}, Language::sv) == "Ny på listan.");
  auto place = recurring();
  CHECK(sentences(place, Language::sv) == "På listan sedan vecka 40 2025, sammanlagt 6 veckor; rang 2 förra gången.");
  CHECK(sentences(place, Language::en) == "On the list since week 40 of 2025, 6 weeks in all; rank 2 last time.");
  place.previous_rank.reset();
  CHECK_THAT(sentences(place, Language::sv), Contains("; utan rang förra gången."));
  place.weeks_on_list = 1;
  CHECK_THAT(sentences(place, Language::sv), Contains("sammanlagt 1 vecka"));
  place = recurring();
  place.was_on_last_list = false;
  CHECK(sentences(place, Language::sv) ==
        "Åter på listan: sammanlagt 6 veckor sedan vecka 40 2025, senast vecka 47 2025.");
  CHECK(sentences(place, Language::en) ==
        "Back on the list: 6 weeks in all since week 40 of 2025 (last before: week 47 of 2025).");
  place = recurring();
  place.state = HistoryState::growing;
  place.test = RecentTest{.before = 31, .days_before = 140, .expected = 6.2, .p = 0.001, .q = 0.01};
  CHECK_THAT(sentences(place, Language::sv),
             Contains("Växer: 14 händelser de senaste 28 dagarna, mot i genomsnitt 6,2 på lika många dagar tidigare i "
                      "historiken."));
  CHECK_THAT(sentences(place, Language::en),
             Contains("Growing: 14 events in the last 28 days, against 6.2 on average in as many days earlier in the "
                      "history."));
  place.state = HistoryState::fading;
  place.recent = 1;
  CHECK_THAT(sentences(place, Language::sv), Contains("Avtar: 1 händelse de senaste 28 dagarna"));
  CHECK(history_in_short(place, Language::sv) == "P3, 6 veckor, avtar");
  CHECK(history_in_short({.id = 7, .state = HistoryState::fresh}, Language::en) == "P7, new");
}

TEST_CASE("The summary says where the history begins, and which places are gone") {
  CHECK(history_lines({}, Language::sv) == "Historiken börjar med den här körningen.\n");
  PictureHistory history;
  history.runs_before = 1;
  history.recent_days = 28;
  history.first_run = history.previous_run = week_48;
  CHECK(history_lines(history, Language::sv) == "Historiken: 1 tidigare körning sedan vecka 48 2025.\n");
  history.gone = {{.id = 4, .name = "Torget", .rank = 2, .weeks_on_list = 1, .first_seen = week_48, .recent = 1}};
  CHECK(history_lines(history, Language::en) ==
        "History: 1 earlier run since week 48 of 2025.\nGone from the list since the run of week 48 of 2025:\n  P4 "
        "Torget "
        "(1 event in the last 28 days; 1 week on the list)\n");
}

TEST_CASE("A picture with a history has its fields and its record, and one without has neither") {
  const Village village;
  auto picture = village.picture();
  const auto without = places_layer({picture, village.read(), Language::sv});
  CHECK(std::ranges::none_of(without.fields, [](const auto& field) { return field.name == "history_id"; }));
  CHECK_FALSE(run_record(village.read(), picture, Village::context()).contains("history"));
  const auto names = place_names(picture.places, Language::sv);
  const auto kept =
      remember(village.read().inputs, {}, {.crs = village.read().crs.id(), .names = names, .keep_weeks = 260}, picture);
  CHECK(kept.runs.size() == 1);
  CHECK(kept.next_id == picture.places.size() + 1);
  const auto layer = places_layer({picture, village.read(), Language::sv});
  CHECK(layer.fields.size() == without.fields.size() + 8);
  CHECK(test::value_of(layer, 0, "history_id") == FieldValue(std::string("P1")));
  CHECK(test::value_of(layer, 0, "history_state") == FieldValue(std::string("first_run")));
  CHECK(test::value_of(layer, 0, "first_seen") == FieldValue(std::string("2024-12-31")));
  CHECK(test::is_none(test::value_of(layer, 0, "previous_rank")));
  test::check_words(layer, places_layer({picture, village.read(), Language::en}));
  const auto record = run_record(village.read(), picture, Village::context());
  CHECK(record["history"]["runs_before"] == 0);
  CHECK(record["places"][0]["history"]["id"] == "P1");
}

}  // namespace lykta::tests_of_history_words
