#include "engine/time/calendar.hpp"

#include <algorithm>
#include <array>
#include <functional>
#include <map>
#include <set>

#include <fmt/format.h>

#include "engine/base/error.hpp"
#include "engine/time/recurring_name.hpp"

namespace lykta {

using std::chrono::days;
using std::chrono::local_days;

namespace {

/// All days of some sort, each once.
using DaySet = std::set<local_days>;

local_days first_weekday_from(local_days day, std::chrono::weekday weekday) {
  return day + (weekday - std::chrono::weekday{day});
}

CalendarEntry one_day(local_days day, DayKind kind, const char* name) { return {day, day, kind, name, {}}; }

void check_entry(const CalendarEntry& entry) {
  if (entry.last < entry.first) {
    throw InvalidOption(fmt::format("'{}' of the calendar ends before it begins", entry.name));
  }
  if (entry.kind == DayKind::event && entry.name.empty()) {
    throw InvalidOption("an event of the calendar needs a name");
  }
}

/// Days of the entries within some weeks, by kind; events have none here.
struct CalendarDays {
  std::array<DaySet, 5> of_kind{};

  [[nodiscard]] const DaySet& of(DayKind kind) const { return of_kind[static_cast<std::size_t>(kind)]; }
  [[nodiscard]] bool has(DayKind kind, local_days day) const { return of(kind).contains(day); }
};

CalendarDays days_within(std::span<const CalendarEntry> calendar, local_days first, local_days last) {
  CalendarDays found;
  for (const auto& entry : calendar) {
    check_entry(entry);
    for (auto day = std::max(entry.first, first); day <= std::min(entry.last, last); day += days(1)) {
      found.of_kind[static_cast<std::size_t>(entry.kind)].insert(day);
    }
  }
  return found;
}

bool is_workday(local_days day) { return std::chrono::weekday{day}.iso_encoding() <= 5; }

/// How many days of each week count, times `each`.
WeekFeature counted_by_week(std::string name, local_days first, std::size_t weeks, double each,
                            const std::function<bool(local_days)>& counts) {
  WeekFeature feature{FeatureKind::days, std::move(name), std::vector<double>(weeks, 0.0)};
  for (std::size_t week = 0; week < weeks; ++week) {
    for (int day = 0; day < 7; ++day) {
      feature.value[week] += counts(first + days(7 * static_cast<int>(week) + day)) ? each : 0;
    }
  }
  return feature;
}

/// What stands before the names of a kind that comes back.
std::string_view name_prefix(DayKind kind) { return kind == DayKind::event ? "event: " : "school break: "; }

bool has_kind(std::span<const CalendarEntry> calendar, DayKind kind) {
  return std::ranges::find(calendar, kind, &CalendarEntry::kind) != calendar.end();
}

/// Days of an entry in the week from this Monday on.
int days_in_week(const CalendarEntry& entry, local_days monday) {
  const auto from = std::max(entry.first, monday);
  const auto to = std::min(entry.last, monday + days(6));
  return to < from ? 0 : static_cast<int>((to - from).count()) + 1;
}

/// How much of itself an entry is in a week.
double share_of_week(const CalendarEntry& entry, local_days monday) {
  constexpr double week_length = 7;
  constexpr double workdays = 5;
  if (entry.kind == DayKind::event) {
    const auto length = static_cast<double>((entry.last - entry.first).count()) + 1;
    return days_in_week(entry, monday) / std::min(week_length, length);
  }
  double off = 0;
  for (auto day = std::max(entry.first, monday); day <= std::min(entry.last, monday + days(6)); day += days(1)) {
    off += is_workday(day) ? 1 : 0;
  }
  return off / workdays;
}

/// Adds an entry to the weeks that it touches; entries that say the same twice, and several in one week, count as one whole at most.
void add_entry(const CalendarEntry& entry, local_days first, WeekFeature& feature) {
  for (std::size_t week = 0; week < feature.value.size(); ++week) {
    const auto monday = first + days(7 * static_cast<int>(week));
    if (monday <= entry.last && entry.first <= monday + days(6)) {
      feature.value[week] = std::min(1.0, feature.value[week] + share_of_week(entry, monday));
    }
  }
}

}  // namespace

local_days easter_sunday(int year) {
  const auto a = year % 19;
  const auto b = year / 100;
  const auto c = year % 100;
  const auto g = (8 * b + 13) / 25;
  const auto h = (19 * a + b - b / 4 - g + 15) % 30;
  const auto l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
  const auto m = (a + 11 * h + 19 * l) / 433;
  const auto n = (h + l - 7 * m + 90) / 25;
  const auto p = (h + l - 7 * m + 33 * n + 19) % 32;
  return local_days{std::chrono::year{year} / n / p};
}

std::vector<CalendarEntry> swedish_holidays(int year) {
  using enum DayKind;
  constexpr int first_national_day = 2005;
  const auto on = [&](int month, int day) { return local_days{std::chrono::year{year} / month / day}; };
  const auto easter = easter_sunday(year);
  const auto midsummer = first_weekday_from(on(6, 20), std::chrono::Saturday);
  const auto all_saints = first_weekday_from(on(10, 31), std::chrono::Saturday);
  std::vector<CalendarEntry> entries{
      one_day(on(1, 1), holiday, "nyårsdagen"),
      one_day(on(1, 5), eve, "trettondagsafton"),
      one_day(on(1, 6), holiday, "trettondedag jul"),
      one_day(easter - days(3), eve, "skärtorsdagen"),
      one_day(easter - days(2), holiday, "långfredagen"),
      one_day(easter - days(1), eve, "påskafton"),
      one_day(easter, holiday, "påskdagen"),
      one_day(easter + days(1), holiday, "annandag påsk"),
      one_day(on(4, 30), eve, "valborgsmässoafton"),
      one_day(on(5, 1), holiday, "första maj"),
      one_day(easter + days(39), holiday, "Kristi himmelsfärdsdag"),
      one_day(easter + days(48), eve, "pingstafton"),
      one_day(easter + days(49), holiday, "pingstdagen"),
      year >= first_national_day ? one_day(on(6, 6), holiday, "Sveriges nationaldag")
                                 : one_day(easter + days(50), holiday, "annandag pingst"),
      one_day(midsummer - days(1), eve, "midsommarafton"),
      one_day(midsummer, holiday, "midsommardagen"),
      one_day(all_saints, holiday, "alla helgons dag"),
      one_day(on(12, 24), eve, "julafton"),
      one_day(on(12, 25), holiday, "juldagen"),
      one_day(on(12, 26), holiday, "annandag jul"),
      one_day(on(12, 31), eve, "nyårsafton"),
  };
  std::ranges::stable_sort(entries, {}, &CalendarEntry::first);
  return entries;
}

std::vector<CalendarEntry> swedish_holidays(const IsoWeek& first, const IsoWeek& last) {
  const auto from = monday_of(first);
  const auto to = monday_of(last) + days(6);
  std::vector<CalendarEntry> all;
  for (auto year = std::chrono::year_month_day{from}.year(); year <= std::chrono::year_month_day{to}.year(); ++year) {
    std::ranges::move(swedish_holidays(static_cast<int>(year)), std::back_inserter(all));
  }
  return all;
}

std::string_view name_of(DayKind kind) {
  constexpr std::array<std::string_view, 5> names{"holiday", "eve", "school_term", "school_break", "event"};
  return names[static_cast<std::size_t>(kind)];
}

bool comes_back(DayKind kind) { return kind == DayKind::event || kind == DayKind::school_break; }

std::string feature_of_kind(DayKind kind) { return kind == DayKind::event ? "events" : "school breaks"; }

std::string feature_of_entry(const CalendarEntry& entry) {
  return std::string(name_prefix(entry.kind)) + recurring_name(entry.name);
}

bool is_feature_of(const WeekFeature& feature, DayKind kind) {
  return feature.kind == FeatureKind::kind    ? feature.name == feature_of_kind(kind)
         : feature.kind == FeatureKind::event ? feature.name.starts_with(name_prefix(kind))
                                              : false;
}

std::vector<WeekFeature> recurring_features(std::span<const CalendarEntry> calendar, const IsoWeek& first,
                                            std::size_t weeks) {
  const auto monday = monday_of(first);
  std::vector<WeekFeature> features;
  for (const auto kind : {DayKind::event, DayKind::school_break}) {
    WeekFeature all{FeatureKind::kind, feature_of_kind(kind), std::vector<double>(weeks, 0.0)};
    std::map<std::string, WeekFeature> by_name;
    for (const auto& entry : calendar) {
      if (entry.kind != kind) {
        continue;
      }
      check_entry(entry);
      // Known by name even where no day of it lies within, so that all weeks have the same columns.
      const auto name = feature_of_entry(entry);
      const WeekFeature none{FeatureKind::event, name, std::vector<double>(weeks, 0.0)};
      add_entry(entry, monday, by_name.try_emplace(name, none).first->second);
    }
    if (by_name.empty()) {
      continue;
    }
    for (const auto& [name, feature] : by_name) {
      for (std::size_t week = 0; week < weeks; ++week) {
        all.value[week] = std::min(1.0, all.value[week] + feature.value[week]);
      }
    }
    features.push_back(std::move(all));
    for (auto& [name, feature] : by_name) {
      features.push_back(std::move(feature));
    }
  }
  return features;
}

std::vector<WeekFeature> week_features(std::span<const CalendarEntry> calendar, const IsoWeek& first,
                                       std::size_t weeks) {
  using enum DayKind;
  constexpr double workdays = 5;
  const auto monday = monday_of(first);
  const auto found = days_within(calendar, monday, monday + days(7 * static_cast<int>(weeks) - 1));
  std::vector<WeekFeature> features;
  const auto add = [&](const char* name, double each, const std::function<bool(local_days)>& counts) {
    features.push_back(counted_by_week(name, monday, weeks, each, counts));
  };
  add("holidays", 1,
      [&](local_days day) { return found.has(holiday, day) && std::chrono::weekday{day} != std::chrono::Sunday; });
  add("eves", 1, [&](local_days day) { return found.has(eve, day); });
  if (has_kind(calendar, school_term)) {
    add("school", 1 / workdays, [&](local_days day) {
      return is_workday(day) && found.has(school_term, day) && !found.has(school_break, day) &&
             !found.has(holiday, day);
    });
  }
  std::ranges::move(recurring_features(calendar, first, weeks), std::back_inserter(features));
  return features;
}

std::vector<IsoWeek> weeks_of_entry(const CalendarEntry& entry) {
  constexpr int most_of_a_week = 4;
  std::vector<IsoWeek> weeks;
  IsoWeek longest = iso_week_of(entry.first);
  int most = 0;
  for (const auto& week : weeks_from_to(iso_week_of(entry.first), iso_week_of(entry.last))) {
    const auto held = days_in_week(entry, monday_of(week));
    if (held >= most_of_a_week) {
      weeks.push_back(week);
    }
    if (held > most) {
      most = held;
      longest = week;
    }
  }
  return weeks.empty() ? std::vector{longest} : weeks;
}

bool touches(const CalendarEntry& entry, const Period& period) {
  return LocalTime(entry.first) < period.to && LocalTime(entry.last + days(1)) > period.from;
}

}  // namespace lykta
