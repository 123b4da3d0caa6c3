#include "engine/questions/week.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include <fmt/format.h>

#include "engine/base/error.hpp"
#include "engine/events/time_precision.hpp"

namespace lykta {

namespace {

using std::chrono::days;
using std::chrono::floor;

constexpr std::size_t hours_per_week = HourOfWeekWeights{}.size();

/// The time spans that the table is made of; the week counts the others.
std::vector<TimeSpan> with_time_of_day(const Inputs& inputs, std::span<const std::uint32_t> events,
                                       double longest_span_days, Week& week) {
  std::vector<TimeSpan> spans;
  for (const auto i : events) {
    const auto& time = inputs.incidents.time[i];
    if (!time) {
      ++week.without_date;
    } else if (is_whole_days(*time)) {
      ++week.whole_days;
    } else if (std::chrono::duration<double, days::period>(time->length()).count() > longest_span_days) {
      ++week.span_too_long;
    } else {
      spans.push_back(*time);
    }
  }
  week.intervals = static_cast<std::size_t>(
      std::ranges::count_if(spans, [](const TimeSpan& span) { return span.start < span.end; }));
  return spans;
}

[[noreturn]] void refuse_without_time(const Week& week, double longest_span_days) {
  throw DataError(fmt::format(
      "no event has a time of day: {} are known to the day only, {} have no date, and {} are known as an "
      "interval of more than {:g} day{} only. If a column holds the time of day, state it with --time",
      week.whole_days, week.without_date, week.span_too_long, longest_span_days, longest_span_days == 1 ? "" : "s"));
}

/// Registers write midnight where they do not know the hour. By chance one moment in 86 400 falls on that second, and
/// where minutes are rounded to whole hours one in 24.
bool many_at_midnight(const std::vector<TimeSpan>& spans, std::vector<Warning>& warnings) {
  constexpr double suspicious_share = 0.1;
  constexpr std::size_t few = 10;
  std::size_t moments = 0;
  std::size_t at_midnight = 0;
  for (const auto& span : spans) {
    moments += span.start == span.end ? 1U : 0U;
    at_midnight += span.start == span.end && span.start == floor<days>(span.start) ? 1U : 0U;
  }
  if (at_midnight >= few && static_cast<double>(at_midnight) > suspicious_share * static_cast<double>(moments)) {
    warnings.push_back({WarningKind::many_at_midnight, static_cast<double>(at_midnight), static_cast<double>(moments)});
    return true;
  }
  return false;
}

/// The hours that hold a default time, with a warning each; what is said of midnight already is not said again.
void doubt_default_times(const Inputs& inputs, Week& week) {
  for (const auto& each : default_times(inputs.incidents)) {
    const auto hour = static_cast<std::size_t>(std::chrono::floor<std::chrono::hours>(each.time_of_day).count());
    const auto is_said = each.time_of_day == std::chrono::seconds{0} && week.doubtful_hours.test(0);
    week.doubtful_hours.set(hour);
    if (!is_said) {
      week.warnings.push_back(warning_of(inputs, each));
    }
  }
}

void add_warnings(const Inputs& inputs, const std::vector<TimeSpan>& spans, Week& week) {
  auto& warnings = week.warnings;
  // Where it happened plays no part here.
  constexpr std::array about_places{WarningKind::no_study_area, WarningKind::coarse_positions,
                                    WarningKind::suspicious_stacks, WarningKind::cell_below_rounding};
  std::erase_if(warnings, [&](const Warning& warning) {
    return std::ranges::find(about_places, warning.kind) != about_places.end();
  });
  if (spans.size() < hours_per_week) {
    warnings.push_back({WarningKind::thin_week, static_cast<double>(spans.size()), double{hours_per_week}});
  }
  week.doubtful_hours.set(0, many_at_midnight(spans, warnings));
  doubt_default_times(inputs, week);
}

/// Whether one of so many hours from the first on is doubtful.
bool holds_doubtful_hour(const Week& week, std::size_t first, std::size_t hours) {
  for (std::size_t i = 0; i < hours; ++i) {
    if (week.doubtful_hours.test((first + i) % week.doubtful_hours.size())) {
      return true;
    }
  }
  return false;
}

void make_table(const Inputs& inputs, const std::vector<TimeSpan>& spans, const WeekOptions& options,
                const Progress& progress, Week& week) {
  report(progress, "hours of the week", 0);
  const HeatTableOptions table{
      .period = options.choice.period, .runs = options.runs, .seed = options.seed, .threads = options.threads};
  week.table = heat_table(spans, table, progress);
  week.runs = options.runs;
  week.busy = busiest(spans);
  add_warnings(inputs, spans, week);
  if (week.table.cells.p <= week_level) {
    week.stretch = busiest_stretch(week.table);
  }
  if (week.stretch && holds_doubtful_hour(week, week.stretch->first, week.stretch->hours)) {
    week.stretch.reset();
  }
}

}  // namespace

void check(const WeekOptions& options) {
  check(options.choice);
  if (!(options.longest_span_days > 0) || !std::isfinite(options.longest_span_days)) {
    throw InvalidOption(
        fmt::format("--longest-span-days must be a number of days above 0, not {:g}", options.longest_span_days));
  }
}

bool Week::has_clear_weekday() const { return busy && table.weekdays.p <= week_level; }

bool Week::has_clear_hours() const {
  return busy && table.hours.p <= week_level && !holds_doubtful_hour(*this, busy->from_hour, busy_hours);
}

std::optional<Stretch> busiest_stretch(const HeatTable& table) {
  constexpr std::size_t shortest = 2;
  constexpr std::size_t longest = 12;
  constexpr double fewest_events = 5 - 1e-9;  // shares add up to five up to their last digits
  constexpr double clearly_more = 1e-9;
  std::optional<Stretch> busiest;
  double most = clearly_more;
  for (std::size_t first = 0; first < hours_per_week; ++first) {
    Stretch stretch{.first = first};
    while (stretch.hours < longest) {
      const auto hour = (first + stretch.hours) % hours_per_week;
      stretch.weight += table.weight[hour];
      stretch.expected += table.expected[hour];
      ++stretch.hours;
      const auto here = surprise(stretch.weight, stretch.expected, static_cast<double>(table.events));
      if (stretch.hours >= shortest && stretch.weight >= fewest_events && here > most + clearly_more) {
        most = here;
        busiest = stretch;
      }
    }
  }
  return busiest;
}

std::optional<Week> week_of(const Inputs& inputs, std::span<const std::uint32_t> events,
                            std::vector<Warning> about_data, const WeekOptions& options, const Progress& progress) {
  check(options);
  Week week{.warnings = std::move(about_data)};
  const auto spans = with_time_of_day(inputs, events, options.longest_span_days, week);
  if (spans.empty()) {
    return std::nullopt;
  }
  make_table(inputs, spans, options, progress, week);
  return week;
}

Week week_of(const Inputs& inputs, const WeekOptions& options, const Progress& progress) {
  check(options);
  auto chosen = choose_events(inputs, study_area_of(inputs, {}), options.choice, 0);
  Week week{.uses = std::move(chosen.uses), .warnings = std::move(chosen.warnings)};
  const auto spans = with_time_of_day(inputs, chosen.events, options.longest_span_days, week);
  if (spans.empty()) {
    refuse_without_time(week, options.longest_span_days);
  }
  make_table(inputs, spans, options, progress, week);
  return week;
}

}  // namespace lykta
