#include "publish/words/level_words.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "publish/words/log_words.hpp"
#include "publish/words/weekly_words.hpp"

namespace lykta {

namespace {

std::string number_of_week_text(const ProposedLevel& proposed, const WeekInArea& week, Language language) {
  if (proposed.number == NumberOfWeek::alarm) {
    return say(language, {"larm, {}", "alarm, {}"}, alarm_text(week, language));
  }
  const auto events = events_text(week.watched, language);
  const auto limits = range_text(*week.expected, language);
  return proposed.number == NumberOfWeek::above_limits
             ? say(language, {"{}, fler än förväntat ({}) men inget larm", "{}, more than expected ({}) but no alarm"},
                   events, limits)
             : say(language, {"{}, inte fler än förväntat ({})", "{}, not more than expected ({})"}, events, limits);
}

std::string weight_text(const ProposedLevel& proposed, const WeekInArea& week, Language language) {
  if (week.watched == 0) {
    return "";
  }
  if (!proposed.is_graver) {
    return say(language, {"; inte grövre än vanligt", "; not graver than usual"});
  }
  return say(language,
             {"; grövre än vanligt (vikt {} per händelse, vanligen {})",
              "; graver than usual (weight {} per event, usually {})"},
             number(week.weight.sum / static_cast<double>(week.watched), 1, language),
             number(week.weight.usual_mean, 1, language));
}

std::string set_text(const SetLevel& set, Language language) {
  auto text = say(language, {"Satt {}", "Set to {}"}, level_words(set.level).in(language));
  text += set.role.empty() ? "" : fmt::format(" ({})", set.role);
  return text + (set.reason.empty() ? "" : fmt::format(": {}", set.reason));
}

/// An area that has nothing to say for itself: green is proposed, and nobody has set anything.
bool is_quiet(const AreaLevel& level) { return !level.set && level.proposed && level.proposed->level == Level::green; }

std::string row_text(const SetLevel& set, const LogReport& report, Language language) {
  return say(language, {"{}, rad {}", "{}, row {}"}, report.path, set.row);
}

/// Rows of the table that no area or another row answers to.
std::string misfits_text(const LevelPicture& levels, const ReadInputs& read, Language language) {
  const auto& report = *read.report.levels;
  std::string text;
  for (const auto i : levels.unknown_areas) {
    const auto& set = read.inputs.set_levels[i];
    text += say(language,
                {"  {}: området '{}' finns inte i bilden; nivån {} är inte visad ovan.\n",
                 "  {}: the area '{}' is not in the picture; the level {} is not shown above.\n"},
                row_text(set, report, language), set.area, level_words(set.level).in(language));
  }
  for (const auto i : levels.replaced) {
    text += say(
        language,
        {"  {}: en senare rad gäller samma område och vecka.\n", "  {}: a later row is of the same area and week.\n"},
        row_text(read.inputs.set_levels[i], report, language));
  }
  return text + (report.faults.empty() ? "" : report.path + ":\n" + log_faults_text(report, language));
}

}  // namespace

Phrase level_words(Level level) {
  switch (level) {
    case Level::green:
      return {"grön", "green"};
    case Level::yellow:
      return {"gul", "yellow"};
    case Level::orange:
      return {"orange", "orange"};
    case Level::red:
      break;
  }
  return {"röd", "red"};
}

std::string proposal_text(const AreaLevel& level, const WeeklyPicture& weekly, Language language) {
  if (!level.proposed) {
    return say(language, {"inget förslag: vad som var att förvänta går inte att säga",
                          "no proposal: what was to be expected cannot be told"});
  }
  const auto& week = weekly.areas[level.area].weeks[level.week];
  return fmt::format("{}: {}{}", level_words(level.proposed->level).in(language),
                     number_of_week_text(*level.proposed, week, language),
                     weight_text(*level.proposed, week, language));
}

std::string level_rule_text(Language language) {
  return say(
      language,
      {"Så föreslås nivån: grön som grund, ett steg upp när antalet är över det förväntade, två steg vid larm, och "
       "ett steg när händelserna är grövre än vanligt. Nivån sätts av en människa.",
       "How a level is proposed: green, a step up where the number is above what was to be expected, two steps "
       "for an alarm, and a step where the events are graver than usual. A person sets the level."});
}

std::string levels_text(const Picture& picture, const ReadInputs& read, Language language) {
  const auto& weekly = *picture.weekly;
  const auto& levels = *picture.levels;
  const auto names = area_names(picture, language);
  auto text = say(language, {"Nivåer vecka {}:\n", "Levels of week {}:\n"}, weekly.weeks.back().week.week);
  std::size_t quiet = 0;
  for (const auto& level : levels.levels) {
    if (level.week + 1 != weekly.weeks.size()) {
      continue;
    }
    if (is_quiet(level)) {
      ++quiet;
      continue;
    }
    const auto set = level.set ? set_text(read.inputs.set_levels[*level.set], language)
                               : say(language, {"Ingen nivå satt", "No level set"});
    text += say(language, {"  {}: förslag {}. {}.\n", "  {}: proposed {}. {}.\n"}, names[level.area],
                proposal_text(level, weekly, language), set);
  }
  if (quiet > 0) {
    text += say(language,
                {"  Grön föreslås för {}, och ingen nivå är satt där.\n",
                 "  Green is proposed for {}, and no level is set there.\n"},
                counted(quiet, {"område", "area"}, {"områden", "areas"}, language));
  }
  text += level_rule_text(language) + "\n";
  return read.report.levels ? text + misfits_text(levels, read, language) : text;
}

}  // namespace lykta
