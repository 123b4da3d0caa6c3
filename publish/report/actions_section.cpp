#include <string>

#include <fmt/format.h>

#include "engine/questions/level_picture.hpp"
#include "publish/report/sections.hpp"
#include "publish/words/action_words.hpp"
#include "publish/words/level_words.hpp"
#include "publish/words/weekly_words.hpp"

namespace lykta::page {

namespace {

std::string class_of(Level level) { return "level-" + std::string(name_of(level)); }

Values row_of_action(const Edition& edition, const ListedAction& listed, const std::string& place) {
  const auto& action = edition.publication.read.inputs.actions[listed.action];
  const auto parts = !action.problem.empty() && !action.measure.empty();
  Values row;
  row.set("class", listed.now.state == ActionState::overdue ? "alarm" : "");
  const auto is_placed = listed.place || listed.not_listed || action.place.empty();
  row.set("place", is_placed ? place : shown_name(fmt::format("{} ({})", place, action.place)));
  row.set("number", action.id.empty() ? "" : action.id + ".");
  row.set("what", action.problem + (parts ? ": " : "") + action.measure);
  row.set("responsible", action.responsible);
  row.set("standing", standing_text(action, listed, edition.language));
  row.set("counts", listed.counts ? counts_around_text(*listed.counts, edition.language) : std::string());
  return row;
}

Values row_of_level(const Edition& edition, const AreaLevel& level, const std::string& area) {
  const auto& weekly = *edition.publication.picture.weekly;
  Values row;
  row.set("area", area);
  row.set("proposed_class", level.proposed ? class_of(level.proposed->level) : "");
  row.set("proposed", proposal_text(level, weekly, edition.language));
  if (level.set) {
    const auto& set = edition.publication.read.inputs.set_levels[*level.set];
    row.set("set_class", class_of(set.level));
    row.set("set", edition.in(level_words(set.level)));
    row.set("reason", set.reason);
    row.set("role", set.role);
  } else {
    row.set("set_class", "");
    row.set("set", "–");
  }
  return row;
}

}  // namespace

void add_actions(const Edition& edition, Values& values) {
  const auto& picture = edition.publication.picture;
  if (!picture.actions) {
    values.set("actions", false);
    return;
  }
  const auto places = shown_names(places_of_actions(picture, edition.language));
  Values actions;
  actions.set("actions_title", edition.in({"Åtgärder", "Actions"}));
  actions.set("headline", actions_headline(*picture.actions, edition.language));
  actions.set("action_place_word", edition.in({"Plats", "Place"}));
  actions.set("action_word", edition.in({"Problem och åtgärd", "Problem and action"}));
  actions.set("responsible_word", edition.in({"Ansvarig", "Responsible"}));
  actions.set("standing_word", edition.in({"Läge", "How it stands"}));
  actions.set("counts_word", edition.in({"Händelser före och efter", "Events before and after"}));
  auto rows = list();
  for (std::size_t i = 0; i < picture.actions->actions.size(); ++i) {
    rows << row_of_action(edition, picture.actions->actions[i], places[i]);
  }
  actions.set("rows", rows);
  actions.set("no_verdict", no_verdict_text(edition.language));
  values.set("actions", actions);
}

void add_levels(const Edition& edition, Values& values) {
  const auto& picture = edition.publication.picture;
  if (!picture.levels || !picture.weekly) {
    values.set("levels", false);
    return;
  }
  const auto names = shown_names(area_names(picture, edition.language));
  Values levels;
  levels.set("levels_title", edition.in({"Nivåer", "Levels"}));
  levels.set("level_area_word", edition.in({"Område", "Area"}));
  levels.set("proposed_word", edition.in({"Förslag, och varför", "Proposed, and why"}));
  levels.set("set_word", edition.in({"Satt nivå", "Set level"}));
  levels.set("reason_word", edition.in({"Motivering", "Reason"}));
  levels.set("role_word", edition.in({"Roll", "Role"}));
  auto rows = list();
  for (const auto& level : picture.levels->levels) {
    if (level.week + 1 == picture.weekly->weeks.size()) {
      rows << row_of_level(edition, level, names[level.area]);
    }
  }
  levels.set("rows", rows);
  levels.set("rule", level_rule_text(edition.language));
  values.set("levels", levels);
}

}  // namespace lykta::page
