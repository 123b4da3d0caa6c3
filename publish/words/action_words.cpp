#include "publish/words/action_words.hpp"

#include <algorithm>
#include <chrono>

#include <fmt/format.h>

#include "engine/inputs/source_coverage.hpp"
#include "publish/words/log_words.hpp"
#include "publish/words/place_words.hpp"

namespace lykta {

namespace {

using Day = std::optional<std::chrono::local_days>;

std::string dated(const Phrase& with_day, const Phrase& without, const Day& day, Language language) {
  return day ? say(language, with_day, day_text(*day)) : std::string(without.in(language));
}

std::string status_text(const Action& action, ActionStatus status, Language language) {
  switch (status) {
    case ActionStatus::fresh:
      return say(language, {"ny", "new"});
    case ActionStatus::decided:
      return dated({"beslutad {}", "decided {}"}, {"beslutad", "decided"}, action.decided, language);
    case ActionStatus::ongoing:
      return dated({"pågår sedan {}", "going on since {}"}, {"pågår", "going on"}, action.started, language);
    case ActionStatus::done:
      return dated({"klar {}", "done {}"}, {"klar", "done"}, action.ended, language);
    case ActionStatus::declined:
      break;
  }
  return say(language, {"avslås", "declined"}) + (action.reason.empty() ? "" : fmt::format(" ({})", action.reason));
}

std::string days_late_text(int days, Language language) {
  return counted(static_cast<std::uint64_t>(days), {"dag", "day"}, {"dagar", "days"}, language);
}

/// "84 av 84 dagar täckta"
std::string covered_text(const CountedSpan& span, Language language) {
  return say(language, {"{} av {} dagar täckta", "{} of {} days covered"}, short_number(span.days_covered, language, 4),
             short_number(span.span.days(), language, 4));
}

bool is_told(const Action& action, const ListedAction& listed, std::chrono::local_days today) {
  constexpr std::chrono::days half_a_year{182};
  const auto has_ended = listed.now.state == ActionState::done || listed.now.state == ActionState::declined;
  const auto& end = action.ended ? action.ended : action.decided;
  return !has_ended || listed.now.is_to_follow_up || !end || today - *end <= half_a_year;
}

std::string action_lines(const Action& action, const ListedAction& listed, Language language) {
  auto line =
      fmt::format("    {}{}: {}", action.id.empty() ? "" : action.id + " ",
                  action.measure.empty() ? action.problem : action.measure, standing_text(action, listed, language));
  if (!action.responsible.empty()) {
    line += say(language, {"; ansvarig: {}", "; responsible: {}"}, action.responsible);
  }
  if (listed.match == ActionMatch::none && !action.place.empty()) {
    line += say(language, {"; plats: {}", "; place: {}"}, action.place);
  }
  line += ".\n";
  return listed.counts ? line + "      " + counts_around_text(*listed.counts, language) + "\n" : line;
}

}  // namespace

Phrase status_words(ActionStatus status) {
  switch (status) {
    case ActionStatus::fresh:
      return {"ny", "new"};
    case ActionStatus::decided:
      return {"beslutad", "decided"};
    case ActionStatus::ongoing:
      return {"pågår", "ongoing"};
    case ActionStatus::done:
      return {"klar", "done"};
    case ActionStatus::declined:
      break;
  }
  return {"avslås", "declined"};
}

Phrase state_words(ActionState state) {
  switch (state) {
    case ActionState::open:
      return {"öppen", "open"};
    case ActionState::overdue:
      return {"försenad", "overdue"};
    case ActionState::done:
      return {"klar", "done"};
    case ActionState::declined:
      break;
  }
  return {"avslagen", "declined"};
}

std::vector<std::string> places_of_actions(const Picture& picture, Language language) {
  const auto names = place_names(picture.places, language);
  std::vector<std::string> result;
  for (const auto& each : picture.actions->actions) {
    result.push_back(each.place        ? names[*each.place]
                     : each.not_listed ? picture.history->not_listed[*each.not_listed].name
                                       : say(language, {"Utanför platserna", "Outside the places"}));
  }
  return result;
}

std::string standing_text(const Action& action, const ListedAction& listed, Language language) {
  const auto status = status_text(action, listed.now.status, language);
  auto text = status;
  if (listed.now.state == ActionState::overdue) {
    text = say(language, {"{} försenad (klart senast {}), {}", "{} overdue (deadline {}), {}"},
               days_late_text(listed.now.days_late, language), day_text(*action.deadline), status);
  } else if (listed.now.state == ActionState::open && action.deadline) {
    text += say(language, {", klart senast {}", ", deadline {}"}, day_text(*action.deadline));
  }
  if (listed.now.is_to_follow_up) {
    text += say(language, {", att följa upp ({})", ", to be followed up ({})"}, day_text(*action.follow_up));
  }
  return text;
}

std::string counts_around_text(const CountsAround& counts, Language language) {
  const auto weeks = counted(counts.weeks, {"vecka", "week"}, {"veckor", "weeks"}, language);
  auto text = say(language,
                  {"Händelser på platsen {} före: {} ({}); {} efter: {} ({}).",
                   "Events at the place {} before: {} ({}); {} after: {} ({})."},
                  weeks, counts.before.count, covered_text(counts.before, language), weeks, counts.after.count,
                  covered_text(counts.after, language));
  if (counts.before_last_year && counts.after_last_year) {
    text += say(language, {" Samma veckor ett år tidigare: {} och {}.", " The same weeks a year earlier: {} and {}."},
                counts.before_last_year->count, counts.after_last_year->count);
  }
  if (!counts.since_done) {
    text += say(language, {" Räknat från starten; åtgärden pågår.", " Counted from the start; it is going on."});
  }
  return text;
}

std::string actions_headline(const ActionPicture& actions, Language language) {
  const auto overdue = actions.number_of(ActionState::overdue);
  const auto open = actions.number_of(ActionState::open) + overdue;
  auto text = say(language, {"Åtgärder {}: {}", "Actions on {}: {}"}, day_text(actions.today),
                  counted(open, {"öppen", "open"}, {"öppna", "open"}, language));
  if (overdue > 0) {
    text += say(language, {", varav {}", ", of which {}"},
                counted(overdue, {"försenad", "overdue"}, {"försenade", "overdue"}, language));
  }
  if (const auto due = actions.to_follow_up(); due > 0) {
    text += say(language, {"; {} att följa upp", "; {} to be followed up"}, due);
  }
  text += "; " + counted(actions.number_of(ActionState::done), {"klar", "done"}, {"klara", "done"}, language);
  if (const auto declined = actions.number_of(ActionState::declined); declined > 0) {
    text += "; " + counted(declined, {"avslagen", "declined"}, {"avslagna", "declined"}, language);
  }
  return text + ".";
}

std::string no_verdict_text(Language language) {
  return say(
      language,
      {"Antalen före och efter står sida vid sida utan slutsats: en plats som valdes när mycket hände får ofta "
       "färre händelser av sig själv (regression mot medelvärdet), och annat kan ha ändrats samtidigt.",
       "Counts before and after stand side by side without a conclusion: a place that was chosen when much "
       "happened often has fewer events by itself (regression to the mean), and other things may have changed."});
}

std::string actions_text(const Picture& picture, const ReadInputs& read, Language language) {
  const auto& actions = *picture.actions;
  const auto names = places_of_actions(picture, language);
  auto text = actions_headline(actions, language) + "\n";
  std::string last_name;
  std::size_t left_out = 0;
  bool has_counts = false;
  for (std::size_t i = 0; i < actions.actions.size(); ++i) {
    const auto& listed = actions.actions[i];
    const auto& action = read.inputs.actions[listed.action];
    if (!is_told(action, listed, actions.today)) {
      ++left_out;
      continue;
    }
    text += names[i] == last_name ? "" : fmt::format("  {}\n", names[i]);
    last_name = names[i];
    text += action_lines(action, listed, language);
    has_counts = has_counts || listed.counts.has_value();
  }
  if (left_out > 0) {
    text += say(language, {"  {} avslutades för mer än ett halvår sedan.\n", "  {} ended more than half a year ago.\n"},
                left_out);
  }
  text += has_counts ? no_verdict_text(language) + "\n" : "";
  if (const auto& report = read.report.actions; report && !report->faults.empty()) {
    text += report->path + ":\n" + log_faults_text(*report, language);
  }
  return text;
}

}  // namespace lykta
