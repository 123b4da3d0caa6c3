#include "engine/time/iso_week.hpp"

#include <cassert>
#include <charconv>

#include <fmt/format.h>

#include "engine/base/error.hpp"

namespace lykta {

using std::chrono::days;
using std::chrono::local_days;

namespace {

constexpr auto days_a_week = days(7);

local_days monday_before(local_days day) { return day - days(std::chrono::weekday{day}.iso_encoding() - 1); }

local_days first_monday_of(int year) {
  // 4 January is always in week 1.
  return monday_before(local_days{std::chrono::year{year} / 1 / 4});
}

/// Takes a whole number of some digits off the front; nothing where there is none.
bool take_number(std::string_view& text, std::size_t most_digits, int& number) {
  const auto part = text.substr(0, most_digits);
  const auto [end, error] = std::from_chars(part.data(), part.data() + part.size(), number);
  if (error != std::errc{} || part.front() == '-') {
    return false;
  }
  text.remove_prefix(static_cast<std::size_t>(end - part.data()));
  return true;
}

}  // namespace

unsigned weeks_in_year(int year) {
  return static_cast<unsigned>((first_monday_of(year + 1) - first_monday_of(year)) / days_a_week);
}

IsoWeek iso_week_of(local_days day) {
  const auto monday = monday_before(day);
  const auto year = static_cast<int>(std::chrono::year_month_day{monday + days(3)}.year());
  return {year, static_cast<unsigned>((monday - first_monday_of(year)) / days_a_week) + 1};
}

IsoWeek iso_week_of(LocalTime time) { return iso_week_of(std::chrono::floor<days>(time)); }

local_days monday_of(const IsoWeek& week) {
  assert(week.week >= 1 && week.week <= weeks_in_year(week.year));
  return first_monday_of(week.year) + days_a_week * static_cast<int>(week.week - 1);
}

Period period_of(const IsoWeek& week) { return {monday_of(week), monday_of(week) + days_a_week}; }

IsoWeek plus_weeks(const IsoWeek& week, int weeks) { return iso_week_of(monday_of(week) + days_a_week * weeks); }

std::vector<IsoWeek> weeks_from_to(const IsoWeek& first, const IsoWeek& last) {
  std::vector<IsoWeek> weeks;
  for (auto monday = monday_of(first); monday <= monday_of(last); monday += days_a_week) {
    weeks.push_back(iso_week_of(monday));
  }
  return weeks;
}

std::vector<IsoWeek> whole_weeks_in(const Period& period) {
  std::vector<IsoWeek> weeks;
  auto monday = monday_before(std::chrono::floor<days>(period.from));
  if (monday < period.from) {
    monday += days_a_week;
  }
  for (; monday + days_a_week <= period.to; monday += days_a_week) {
    weeks.push_back(iso_week_of(monday));
  }
  return weeks;
}

std::string text_of(const IsoWeek& week) { return fmt::format("{:04}-W{:02}", week.year, week.week); }

IsoWeek parse_iso_week(std::string_view text) {
  auto rest = text;
  int year = 0;
  int week = 0;
  const auto starts_with_year = rest.size() >= 4 && take_number(rest, 4, year) && rest.size() + 4 == text.size();
  if (starts_with_year && rest.starts_with('-')) {
    rest.remove_prefix(1);
  }
  const auto has_letter = !rest.empty() && std::string_view("WwVv").find(rest.front()) != std::string_view::npos;
  if (has_letter) {
    rest.remove_prefix(1);
  }
  if (!starts_with_year || !has_letter || rest.empty() || !take_number(rest, 2, week) || !rest.empty()) {
    throw InvalidOption(fmt::format("'{}' is no week; write it as 2025-W48", text));
  }
  if (week < 1 || static_cast<unsigned>(week) > weeks_in_year(year)) {
    throw InvalidOption(fmt::format("{} has weeks 1 to {}, no week {}", year, weeks_in_year(year), week));
  }
  return {year, static_cast<unsigned>(week)};
}

}  // namespace lykta
