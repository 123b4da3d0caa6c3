#include <algorithm>
#include <sstream>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "publish/report/sections.hpp"
#include "publish/words/week_calendar_words.hpp"
#include "publish/words/weekly_words.hpp"

namespace lykta::page {

namespace {

std::string expected_text(const WeekInArea& week, Language language) {
  if (!week.expected) {
    return "–";
  }
  const auto& [mean, low, high, p_above, p_below, mean_error, dispersion, events] = *week.expected;
  return low == high ? fmt::format("{}", low) : say(language, {"{} till {}", "{} to {}"}, low, high);
}

/// The last weeks as a line.
Values curve_of(const std::vector<std::uint64_t>& recent, Language language) {
  constexpr double left = 5;
  constexpr double step = 10;
  constexpr double bottom = 22;
  constexpr double height = 18;
  const auto most = static_cast<double>(std::max<std::uint64_t>(1, std::ranges::max(recent)));
  Values curve;
  std::string path;
  double x = left;
  double y = bottom;
  for (std::size_t i = 0; i < recent.size(); ++i) {
    x = left + step * static_cast<double>(i);
    y = bottom - height * static_cast<double>(recent[i]) / most;
    path += fmt::format("{}{:g} {:.1f}", i == 0 ? "M" : "L", x, y);
  }
  curve.set("path", path);
  curve.set("x", fmt::format("{:g}", x));
  curve.set("y", fmt::format("{:.1f}", y));
  curve.set("curve_label", say(language, {"De senaste {} veckorna: {}", "The last {} weeks: {}"}, recent.size(),
                               fmt::format("{}", fmt::join(recent, ", "))));
  return curve;
}

/// Each line of a text of the terminal as a paragraph.
void add_lines(const std::string& text, Values& paragraphs) {
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    if (const auto first = line.find_first_not_of(' '); first != std::string::npos) {
      paragraphs << line.substr(first);
    }
  }
}

/// What is unusual; beyond the limits without an alarm would look like a mistake.
std::string finding_of(const WeekInArea& week, Language language) {
  if (auto alarm = alarm_text(week, language); !alarm.empty() || !week.expected) {
    return alarm;
  }
  if (week.watched > week.expected->high) {
    return say(language, {"fler än förväntat, inget larm", "more than expected, no alarm"});
  }
  return week.watched < week.expected->low
             ? say(language, {"färre än förväntat, inget larm", "fewer than expected, no alarm"})
             : "";
}

Values row_of_area(const Edition& edition, const WatchedArea& area, const std::string& name) {
  const auto& week = area.weeks.back();
  const auto alarm = alarm_text(week, edition.language);
  Values row;
  row.set("class", !alarm.empty() ? "alarm" : area.kind == WatchedKind::whole ? "total" : "");
  row.set("name", name);
  row.set("count", std::to_string(week.count));
  row.set("expected", expected_text(week, edition.language));
  if (area.recent.empty()) {
    row.set("curve", false);
  } else {
    row.set("curve", curve_of(area.recent, edition.language));
  }
  row.set("finding", finding_of(week, edition.language));
  return row;
}

}  // namespace

void add_week(const Edition& edition, Values& values) {
  const auto& picture = edition.publication.picture;
  if (!picture.weekly) {
    values.set("week", false);
    return;
  }
  const auto& weekly = *picture.weekly;
  const auto language = edition.language;
  const auto names = shown_names(area_names(picture, language));
  Values week;
  week.set("week_title", say(language, {"Vecka {} mot det förväntade", "Week {} against what was to be expected"},
                             weekly.weeks.back().week.week));
  week.set("where_word", edition.in({"Var", "Where"}));
  week.set("count_word", edition.in({"Antal", "Count"}));
  week.set("expected_word", edition.in({"Förväntat antal", "Expected number"}));
  week.set("curve_word", edition.in({"De senaste veckorna", "The last weeks"}));
  week.set("finding_word", edition.in({"Ovanligt", "Unusual"}));
  auto areas = list();
  for (std::size_t i = 0; i < weekly.areas.size(); ++i) {
    areas << row_of_area(edition, weekly.areas[i], names[i]);
  }
  week.set("areas", areas);
  week.set("week_rule", alarm_rule_text(weekly, language));
  auto coming = list();
  if (const auto beside = beside_text(weekly, weekly.whole(), language); !beside.empty()) {
    coming << beside + ".";
  }
  for (const auto& text :
       {calendar_of_week_text(weekly, names, language), coming_calendar_text(weekly, names, language)}) {
    add_lines(text, coming);
  }
  week.set("coming", coming);
  values.set("week", week);
}

}  // namespace lykta::page
