#include <chrono>
#include <memory>
#include <set>
#include <string>

#include "publish/words/action_words.hpp"
#include "publish/words/level_words.hpp"
#include "publish/words/log_words.hpp"
#include "tests/catch.hpp"
#include "tests/publish/both_languages.hpp"

namespace lykta::tests_of_log_words {
namespace {

using namespace std::chrono_literals;
using std::chrono::local_days;
using test::en;
using test::sv;

Action lamps() {
  return {.row = 2,
          .id = "1",
          .place = "Torget",
          .place_key = "torget",
          .problem = "Mörkt",
          .measure = "Byta armaturer",
          .responsible = "Miljöteknik",
          .reason = {},
          .status = ActionStatus::decided,
          .decided = local_days{2025y / 9 / 1},
          .deadline = local_days{2025y / 11 / 14}};
}

ListedAction listed_on(const Action& action, local_days day) {
  return {.action = 0, .now = on_day(action, day).value()};
}

CountsAround counts_of(unsigned weeks) {
  const LocalTime day = local_days{2025y / 6 / 20};
  const std::chrono::days length{7 * weeks};
  return {.since_done = true,
          .weeks = weeks,
          .before = {.span = {day - length, day}, .count = 26, .days_covered = 7.0 * weeks},
          .after = {.span = {day, day + length}, .count = 13, .days_covered = 5},
          .before_last_year = {},
          .after_last_year = {}};
}

/// A place in week 48.
WeeklyPicture week_of(std::uint64_t count, CountAlarm alarm, const WeightInWeek& weight) {
  WeeklyPicture weekly;
  weekly.weeks = {{.week = {2025, 48}}};
  WeekInArea week{.count = count, .watched = count, .expected = ExpectedInWeek{.mean = 2, .low = 0, .high = 4}};
  week.alarm = alarm;
  week.weight = weight;
  weekly.areas.push_back({.kind = WatchedKind::standing, .place = 0, .weeks = {week}});
  return weekly;
}

std::string proposal(const WeeklyPicture& weekly, Language language) {
  return proposal_text({.week = 0, .area = 0, .proposed = proposed_level(weekly.areas[0].weeks[0])}, weekly, language);
}

}  // namespace

TEST_CASE("How an action stands is said with its days") {
  const auto action = lamps();
  CHECK(standing_text(action, listed_on(action, local_days{2025y / 11 / 14}), sv) ==
        "beslutad 2025-09-01, klart senast 2025-11-14");
  CHECK(standing_text(action, listed_on(action, local_days{2025y / 11 / 15}), sv) ==
        "1 dag försenad (klart senast 2025-11-14), beslutad 2025-09-01");
  CHECK(standing_text(action, listed_on(action, local_days{2025y / 11 / 30}), en) ==
        "16 days overdue (deadline 2025-11-14), decided 2025-09-01");
  auto declined = lamps();
  declined.status = ActionStatus::declined;
  declined.reason = "Rivs";
  CHECK(standing_text(declined, listed_on(declined, local_days{2025y / 11 / 30}), sv) == "avslås (Rivs)");
  auto done = lamps();
  done.status = ActionStatus::done;
  done.ended = local_days{2025y / 10 / 1};
  done.follow_up = local_days{2025y / 11 / 1};
  CHECK(standing_text(done, listed_on(done, local_days{2025y / 11 / 30}), en) ==
        "done 2025-10-01, to be followed up (2025-11-01)");
}

TEST_CASE("Counts before and after stand side by side with the days that are covered") {
  auto counts = counts_of(1);
  CHECK(counts_around_text(counts, sv) ==
        "Händelser på platsen 1 vecka före: 26 (7 av 7 dagar täckta); 1 vecka efter: 13 (5 av 7 dagar täckta).");
  counts.before_last_year = counts.before;
  counts.after_last_year = counts.after;
  counts.since_done = false;
  CHECK(counts_around_text(counts, en) ==
        "Events at the place 1 week before: 26 (7 of 7 days covered); 1 week after: 13 (5 of 7 days covered). The same "
        "weeks a year earlier: 26 and 13. Counted from the start; it is going on.");
}

TEST_CASE("The first line of the actions counts one and many") {
  ActionPicture actions{.today = local_days{2025y / 11 / 30}};
  CHECK(actions_headline(actions, sv) == "Åtgärder 2025-11-30: 0 öppna; 0 klara.");
  for (const auto state : {ActionState::overdue, ActionState::done, ActionState::declined}) {
    actions.actions.push_back({.now = {.state = state}});
  }
  CHECK(actions_headline(actions, sv) == "Åtgärder 2025-11-30: 1 öppen, varav 1 försenad; 1 klar; 1 avslagen.");
  actions.actions.push_back({.now = {.state = ActionState::open, .is_to_follow_up = true}});
  CHECK(actions_headline(actions, en) ==
        "Actions on 2025-11-30: 2 open, of which 1 overdue; 1 to be followed up; 1 done; 1 declined.");
}

TEST_CASE("A proposal says what the rule saw") {
  CHECK(proposal(week_of(2, CountAlarm::none, {.sum = 8, .usual_mean = 4}), sv) ==
        "grön: 2 händelser, inte fler än förväntat (0 till 4); inte grövre än vanligt");
  CHECK(proposal(week_of(0, CountAlarm::none, {}), en) == "green: 0 events, not more than expected (0 to 4)");
  CHECK(proposal(week_of(5, CountAlarm::none, {.sum = 20, .usual_mean = 4}), sv) ==
        "gul: 5 händelser, fler än förväntat (0 till 4) men inget larm; inte grövre än vanligt");
  CHECK(
      proposal(week_of(9, CountAlarm::week_above, {.sum = 63, .usual_mean = 4.1, .chance = 0.01}), sv) ==
      "röd: larm, 9 händelser, fler än förväntat (0 till 4); grövre än vanligt (vikt 7,0 per händelse, vanligen 4,1)");
  auto without = week_of(3, CountAlarm::none, {});
  without.areas[0].weeks[0].expected.reset();
  CHECK(proposal(without, en) == "no proposal: what was to be expected cannot be told");
}

TEST_CASE("Each fault of a log is said in both languages, each otherwise, with row and column") {
  std::set<std::string> texts;
  constexpr auto kinds = static_cast<int>(last_log_fault) + 1;
  for (int kind = 0; kind < kinds; ++kind) {
    for (const auto language : {sv, en}) {
      texts.insert(fault_words(static_cast<LogFaultKind>(kind)).in(language));
    }
  }
  CHECK(texts.size() == 2 * static_cast<std::size_t>(kinds));
  CHECK(
      fault_text({5, "status", LogFaultKind::unknown_status, "väntar"}, en) ==
      "row 5, column status: 'väntar' is no status (new, decided, ongoing, done, declined): the row goes by its dates");
  LogReport report;
  report.path = "log.csv";
  report.rows = 14;
  report.used = 14;
  for (int row = 2; row < 14; ++row) {
    report.faults.push_back({row, "skäl", LogFaultKind::no_reason, ""});
  }
  const auto text = log_text(report, sv);
  CHECK(text.find("log.csv: 14 av 14 rader kan användas.\n  rad 2, kolumn skäl: avslås utan skäl.\n") == 0);
  CHECK(text.find("rad 12") == std::string::npos);
  CHECK(text.find("  … och 2 till.\n") != std::string::npos);
}

}  // namespace lykta::tests_of_log_words
