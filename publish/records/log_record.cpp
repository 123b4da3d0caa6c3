#include "publish/records/log_record.hpp"

#include <string>

#include <nlohmann/json.hpp>

#include "engine/inputs/source_coverage.hpp"
#include "engine/questions/action_picture.hpp"
#include "engine/questions/level_picture.hpp"
#include "publish/words/action_words.hpp"
#include "publish/words/level_words.hpp"
#include "publish/words/period_record.hpp"
#include "publish/words/weekly_words.hpp"

namespace lykta {

using nlohmann::ordered_json;

namespace {

ordered_json date_or_null(const std::optional<std::chrono::local_days>& day) {
  return day ? ordered_json(day_text(*day)) : ordered_json(nullptr);
}

ordered_json span_record(const std::optional<CountedSpan>& span) {
  if (!span) {
    return nullptr;
  }
  return {{"days", period_record(span->span)}, {"count", span->count}, {"days_covered", span->days_covered}};
}

ordered_json counts_around_record(const std::optional<CountsAround>& counts, Language language) {
  if (!counts) {
    return nullptr;
  }
  return {{"counted_from", counts->since_done ? "done" : "started"},
          {"weeks", counts->weeks},
          {"before", span_record(counts->before)},
          {"after", span_record(counts->after)},
          {"before_year_earlier", span_record(counts->before_last_year)},
          {"after_year_earlier", span_record(counts->after_last_year)},
          {"sources_left_out", counts->sources_left_out},
          {"text", counts_around_text(*counts, language)}};
}

ordered_json action_record(const Action& action, const ListedAction& listed, const std::string& place,
                           const Picture& picture, Language language) {
  return {{"id", action.id},
          {"row", action.row},
          {"place", place},
          {"place_id", listed.place ? ordered_json(picture.places[*listed.place].id) : ordered_json(nullptr)},
          {"match", name_of(listed.match)},
          {"distance_m", listed.match == ActionMatch::near ? ordered_json(listed.distance_m) : ordered_json(nullptr)},
          {"place_written", action.place},
          {"problem", action.problem},
          {"action", action.measure},
          {"responsible", action.responsible},
          {"status", name_of(listed.now.status)},
          {"state", name_of(listed.now.state)},
          {"days_late", listed.now.days_late},
          {"to_follow_up", listed.now.is_to_follow_up},
          {"reason", action.reason},
          {"noted", date_or_null(action.noted)},
          {"decided", date_or_null(action.decided)},
          {"deadline", date_or_null(action.deadline)},
          {"started", date_or_null(action.started)},
          {"done", date_or_null(action.ended)},
          {"follow_up", date_or_null(action.follow_up)},
          {"counts", counts_around_record(listed.counts, language)},
          {"text", standing_text(action, listed, language)}};
}

ordered_json set_level_record(const SetLevel& set) {
  return {{"row", set.row}, {"level", name_of(set.level)}, {"reason", set.reason}, {"role", set.role}};
}

ordered_json proposed_record(const AreaLevel& level, const WeeklyPicture& weekly, Language language) {
  if (!level.proposed) {
    return nullptr;
  }
  const auto& weight = weekly.areas[level.area].weeks[level.week].weight;
  const auto number = level.proposed->number == NumberOfWeek::alarm          ? "alarm"
                      : level.proposed->number == NumberOfWeek::above_limits ? "above_limits"
                                                                             : "as_expected";
  return {{"level", name_of(level.proposed->level)}, {"number", number},
          {"graver", level.proposed->is_graver},     {"weight", weight.sum},
          {"usual_mean_weight", weight.usual_mean},  {"weight_of_own_events", weight.by_own_events},
          {"weight_chance", weight.chance},          {"text", proposal_text(level, weekly, language)}};
}

}  // namespace

ordered_json log_record(const LogReport& report) {
  auto columns = ordered_json::object();
  for (const auto& [role, column] : report.columns) {
    columns[role] = column;
  }
  auto faults = ordered_json::array();
  for (const auto& fault : report.faults) {
    faults.push_back(
        {{"row", fault.row}, {"column", fault.column}, {"cause", name_of(fault.kind)}, {"value", fault.value}});
  }
  return {{"path", report.path}, {"layer", report.layer},         {"rows", report.rows},
          {"used", report.used}, {"columns", std::move(columns)}, {"faults", std::move(faults)}};
}

ordered_json actions_record(const ReadInputs& read, const Picture& picture, Language language) {
  const auto& actions = *picture.actions;
  const auto names = places_of_actions(picture, language);
  auto list = ordered_json::array();
  for (std::size_t i = 0; i < names.size(); ++i) {
    const auto& listed = actions.actions[i];
    list.push_back(action_record(read.inputs.actions[listed.action], listed, names[i], picture, language));
  }
  return {{"text", actions_headline(actions, language)},
          {"note", no_verdict_text(language)},
          {"today", day_text(actions.today)},
          {"weeks", actions.options.weeks},
          {"distance_m", actions.options.distance_m},
          {"open", actions.number_of(ActionState::open) + actions.number_of(ActionState::overdue)},
          {"overdue", actions.number_of(ActionState::overdue)},
          {"done", actions.number_of(ActionState::done)},
          {"declined", actions.number_of(ActionState::declined)},
          {"to_follow_up", actions.to_follow_up()},
          {"known_later", actions.known_later},
          {"log", read.report.actions ? log_record(*read.report.actions) : ordered_json(nullptr)},
          {"actions", std::move(list)}};
}

ordered_json levels_record(const ReadInputs& read, const Picture& picture, Language language) {
  const auto& weekly = *picture.weekly;
  const auto& levels = *picture.levels;
  const auto names = area_names(picture, language);
  auto list = ordered_json::array();
  for (const auto& level : levels.levels) {
    const auto& area = weekly.areas[level.area];
    list.push_back({{"week", text_of(weekly.weeks[level.week].week)},
                    {"area", names[level.area]},
                    {"kind", name_of(area.kind)},
                    {"place_id", area.kind == WatchedKind::standing ? ordered_json(picture.places[area.place].id)
                                                                    : ordered_json(nullptr)},
                    {"proposed", proposed_record(level, weekly, language)},
                    {"set", level.set ? set_level_record(read.inputs.set_levels[*level.set]) : ordered_json(nullptr)}});
  }
  const auto rows_of = [&](const std::vector<std::size_t>& rows) {
    auto record = ordered_json::array();
    for (const auto i : rows) {
      const auto& set = read.inputs.set_levels[i];
      record.push_back({{"row", set.row}, {"area", set.area}, {"level", name_of(set.level)}});
    }
    return record;
  };
  return {{"rule", level_rule_text(language)},
          {"table", read.report.levels ? log_record(*read.report.levels) : ordered_json(nullptr)},
          {"levels", std::move(list)},
          {"unknown_areas", rows_of(levels.unknown_areas)},
          {"replaced", rows_of(levels.replaced)},
          {"rows_of_other_weeks", levels.other_weeks}};
}

}  // namespace lykta
