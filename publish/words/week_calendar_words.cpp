#include "publish/words/week_calendar_words.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "engine/base/month_names.hpp"

namespace lykta {

namespace {

using std::chrono::local_days;
using std::chrono::year_month_day;

constexpr std::size_t entries_told = 12;

int year_of(local_days day) { return static_cast<int>(year_month_day{day}.year()); }

/// "26 juli", with the year where it is asked for.
std::string one_day_text(local_days day, bool with_month, bool with_year, Language language) {
  const year_month_day date{day};
  auto text = fmt::format("{}", static_cast<unsigned>(date.day()));
  if (with_month || with_year) {
    text += fmt::format(" {}", month_names[static_cast<unsigned>(date.month()) - 1].in(language));
  }
  return with_year ? text + fmt::format(" {}", static_cast<int>(date.year())) : text;
}

std::string limits_text(const OrdinaryWeek& week, Language language) {
  return week.low == week.high ? fmt::format("{}", week.low)
                               : say(language, {"{} till {}", "{} to {}"}, week.low, week.high);
}

/// "18 händelser i veckan", of several weeks "i snitt 14,5 händelser i veckan (10 veckor)"; the noun only in the first of a list.
std::string count_in_week(const EarlierEntry& earlier, bool with_noun, Language language) {
  if (!earlier.count) {
    return say(language, {"inte registrerad", "not recorded"});
  }
  const auto weeks = earlier.weeks.size();
  if (weeks == 1) {
    return with_noun ? say(language, {"{} i veckan", "{} in the week"}, events_text(*earlier.count, language))
                     : fmt::format("{}", *earlier.count);
  }
  const auto mean = number(static_cast<double>(*earlier.count) / static_cast<double>(weeks), 1, language);
  return say(language, {"i snitt {} händelser i veckan ({} veckor)", "{} events a week on average ({} weeks)"}, mean,
             weeks);
}

/// "2024", "week 30 of 2024" where two of the list are of one year.
std::string name_of_earlier(const EntryOfWeek& entry, const EarlierEntry& earlier, Language language) {
  const auto year = year_of(earlier.entry.first);
  const auto of_year =
      std::ranges::count_if(entry.earlier, [&](const EarlierEntry& each) { return year_of(each.entry.first) == year; });
  return of_year == 1 && year != year_of(entry.entry.first)
             ? fmt::format("{}", year)
             : days_in_words(earlier.entry.first, earlier.entry.last, year_of(entry.entry.first), language) + ":";
}

std::string line_of_entry(const EntryOfWeek& entry, const std::vector<std::string>& names, int known_year,
                          Language language) {
  const auto place = entry.area ? names[*entry.area] : std::string();
  auto text = "  " + entry_text(entry.entry, known_year, language);
  const auto earlier = earlier_text(entry, place, language);
  if (!earlier.empty()) {
    text += ": " + earlier;
  } else if (comes_back(entry.entry.kind)) {
    text += say(language, {": inget tidigare i kalendern", ": none earlier in the calendar"});
  }
  text += ".";
  if (const auto effect = effect_text(entry, language); !effect.empty()) {
    text += " " + effect + ".";
  }
  return text + "\n";
}

std::string lines_of_entries(const std::vector<const EntryOfWeek*>& entries, const std::vector<std::string>& names,
                             int known_year, Language language) {
  std::string text;
  for (std::size_t i = 0; i < entries.size() && i < entries_told; ++i) {
    text += line_of_entry(*entries[i], names, known_year, language);
  }
  if (entries.size() > entries_told) {
    text += say(language, {"  ... och {} till i week_calendar.csv\n", "  ... and {} more in week_calendar.csv\n"},
                entries.size() - entries_told);
  }
  return text;
}

}  // namespace

std::string days_in_words(local_days first, local_days last, int known_year, Language language) {
  const auto tells_year = year_of(first) != known_year || year_of(last) != known_year;
  const auto end = one_day_text(last, true, tells_year, language);
  if (first == last) {
    return end;
  }
  const year_month_day from{first};
  const year_month_day to{last};
  if (from.year() == to.year() && from.month() == to.month()) {
    return fmt::format("{}–{}", one_day_text(first, false, false, language), end);
  }
  return fmt::format("{} – {}", one_day_text(first, true, tells_year && from.year() != to.year(), language), end);
}

std::string entry_text(const CalendarEntry& entry, int known_year, Language language) {
  const auto text = fmt::format("{} {}", entry.name, days_in_words(entry.first, entry.last, known_year, language));
  return entry.place.empty() ? text : fmt::format("{} ({})", text, entry.place);
}

std::string earlier_text(const EntryOfWeek& entry, const std::string& place_name, Language language) {
  std::vector<std::string> parts;
  for (const auto& earlier : entry.earlier) {
    auto text = fmt::format("{} {}", name_of_earlier(entry, earlier, language),
                            count_in_week(earlier, parts.empty(), language));
    if (earlier.ordinary) {
      text +=
          say(language, {", en vanlig vecka {}", ", an ordinary week {}"}, limits_text(*earlier.ordinary, language));
    }
    if (earlier.count_at_place && earlier.weeks.size() == 1) {
      text += say(language, {" ({} {}", " ({} {}"}, place_name, *earlier.count_at_place);
      text += earlier.ordinary_at_place ? say(language, {", en vanlig vecka {})", ", an ordinary week {})"},
                                              limits_text(*earlier.ordinary_at_place, language))
                                        : ")";
    }
    parts.push_back(std::move(text));
  }
  return fmt::format("{}", fmt::join(parts, "; "));
}

std::string effect_text(const EntryOfWeek& entry, Language language) {
  if (!comes_back(entry.entry.kind)) {
    return "";
  }
  if (!entry.effect) {
    return say(language, {"För få tidigare veckor: räknas som en vanlig vecka",
                          "Too few weeks before: counted as an ordinary week"});
  }
  const auto factor = number(entry.effect->factor, 1, language);
  const auto low = number(entry.effect->low, 1, language);
  const auto high = number(entry.effect->high, 1, language);
  if (entry.basis == EffectBasis::named) {
    return say(language, {"Räknas med: {} gånger en vanlig vecka ({}–{})", "Heeded: {} times an ordinary week ({}–{})"},
               factor, low, high);
  }
  return entry.entry.kind == DayKind::event ? say(language,
                                                  {"Räknas som andra evenemang: {} gånger en vanlig vecka ({}–{})",
                                                   "Heeded as other events: {} times an ordinary week ({}–{})"},
                                                  factor, low, high)
                                            : say(language,
                                                  {"Räknas som andra lov: {} gånger en vanlig vecka ({}–{})",
                                                   "Heeded as other school breaks: {} times an ordinary week ({}–{})"},
                                                  factor, low, high);
}

std::string calendar_of_week_text(const WeeklyPicture& weekly, const std::vector<std::string>& names,
                                  Language language) {
  std::vector<const EntryOfWeek*> told;
  std::vector<std::string> on;
  const auto year = weekly.options.last.year;
  for (const auto& entry : weekly.calendar) {
    if (entry.is_to_come) {
      continue;
    }
    on.push_back(entry_text(entry.entry, year, language));
    if (comes_back(entry.entry.kind)) {
      told.push_back(&entry);
    }
  }
  if (on.empty()) {
    return "";
  }
  const auto head = weekly.weeks.size() > 1 ? Phrase{"Under veckorna: {}.\n", "In these weeks: {}.\n"}
                                            : Phrase{"Under veckan: {}.\n", "In the week: {}.\n"};
  return say(language, head, fmt::format("{}", fmt::join(on, "; "))) + lines_of_entries(told, names, year, language);
}

std::string coming_calendar_text(const WeeklyPicture& weekly, const std::vector<std::string>& names,
                                 Language language) {
  std::vector<const EntryOfWeek*> told;
  for (const auto& entry : weekly.calendar) {
    if (entry.is_to_come && comes_back(entry.entry.kind)) {
      told.push_back(&entry);
    }
  }
  return told.empty()
             ? ""
             : say(language, {"I kalendern de närmaste {} veckorna:\n", "In the calendar of the next {} weeks:\n"},
                   weeks_of_coming_entries) +
                   lines_of_entries(told, names, weekly.options.last.year, language);
}

}  // namespace lykta
