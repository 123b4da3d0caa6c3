#include "engine/time/calendar.hpp"

#include <algorithm>
#include <array>
#include <functional>
#include <map>
#include <set>
#include <tuple>

#include <fmt/format.h>

#include "engine/base/error.hpp"

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

/// Days of the entries within the weeks, by kind; of events by name.
struct CalendarDays {
  std::array<DaySet, 4> of_kind{};
  std::map<std::string, DaySet> of_event{};

  [[nodiscard]] const DaySet& of(DayKind kind) const { return of_kind[static_cast<std::size_t>(kind)]; }
  [[nodiscard]] bool has(DayKind kind, local_days day) const { return of(kind).contains(day); }
};

CalendarDays days_within(std::span<const CalendarEntry> calendar, local_days first, local_days last,
                         const std::string& place) {
  CalendarDays found;
  for (const auto& entry : calendar) {
    check_entry(entry);
    if (!entry.place.empty() && entry.place != place) {
      continue;
    }
    // An event is known by name even where no day of it lies within, so that all weeks have the same columns.
    auto& set =
        entry.kind == DayKind::event ? found.of_event[entry.name] : found.of_kind[static_cast<std::size_t>(entry.kind)];
    for (auto day = std::max(entry.first, first); day <= std::min(entry.last, last); day += days(1)) {
      set.insert(day);
    }
  }
  return found;
}

WeekFeature counted_by_week(FeatureKind kind, std::string name, local_days first, std::size_t weeks,
                            const std::function<bool(local_days)>& counts) {
  WeekFeature feature{kind, std::move(name), std::vector<double>(weeks, 0.0)};
  for (std::size_t week = 0; week < weeks; ++week) {
    for (int day = 0; day < 7; ++day) {
      feature.value[week] += counts(first + days(7 * static_cast<int>(week) + day)) ? 1 : 0;
    }
  }
  return feature;
}

bool has_kind(std::span<const CalendarEntry> calendar, DayKind kind) {
  return std::ranges::find(calendar, kind, &CalendarEntry::kind) != calendar.end();
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

std::vector<WeekFeature> week_features(std::span<const CalendarEntry> calendar, const IsoWeek& first, std::size_t weeks,
                                       const std::string& place) {
  using enum DayKind;
  const auto monday = monday_of(first);
  const auto found = days_within(calendar, monday, monday + days(7 * static_cast<int>(weeks) - 1), place);
  const auto is_workday = [](local_days day) { return std::chrono::weekday{day}.iso_encoding() <= 5; };
  std::vector<WeekFeature> features;
  const auto add = [&](FeatureKind kind, const std::string& name, const std::function<bool(local_days)>& counts) {
    features.push_back(counted_by_week(kind, name, monday, weeks, counts));
  };
  add(FeatureKind::days, "holidays",
      [&](local_days day) { return found.has(holiday, day) && std::chrono::weekday{day} != std::chrono::Sunday; });
  add(FeatureKind::days, "eves", [&](local_days day) { return found.has(eve, day); });
  if (has_kind(calendar, school_term)) {
    add(FeatureKind::days, "school days", [&](local_days day) {
      return is_workday(day) && found.has(school_term, day) && !found.has(school_break, day) &&
             !found.has(holiday, day);
    });
  } else if (has_kind(calendar, school_break)) {
    add(FeatureKind::days, "days of school breaks",
        [&](local_days day) { return is_workday(day) && found.has(school_break, day); });
  }
  for (const auto& [name, days_of_event] : found.of_event) {
    add(FeatureKind::event, name, [&](local_days day) { return days_of_event.contains(day); });
  }
  return features;
}

std::vector<CalendarEntry> events_in(std::span<const CalendarEntry> calendar, const Period& period) {
  std::vector<CalendarEntry> chosen;
  std::ranges::copy_if(calendar, std::back_inserter(chosen), [&](const CalendarEntry& entry) {
    return entry.kind == DayKind::event && entry.first < period.to && entry.last + days(1) > period.from;
  });
  std::ranges::sort(chosen, {}, [](const CalendarEntry& entry) {
    return std::tie(entry.first, entry.name, entry.place, entry.last);
  });
  return chosen;
}

}  // namespace lykta
