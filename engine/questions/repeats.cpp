#include "engine/questions/repeats.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include <fmt/format.h>

#include "engine/base/error.hpp"
#include "engine/statistics/significance.hpp"

namespace lykta {

namespace {

/// Events that have a day.
struct Dated {
  std::vector<Point> places;
  std::vector<std::int32_t> days;
};

std::chrono::local_days day_of(const TimeSpan& span) {
  return std::chrono::floor<std::chrono::days>(span.start + span.length() / 2);
}

Dated with_day(const Inputs& inputs, const std::vector<std::uint32_t>& events, double longest_span_days,
               Repeats& repeats) {
  Dated dated;
  for (const auto i : events) {
    const auto& time = inputs.incidents.time[i];
    if (!time) {
      ++repeats.without_date;
    } else if (std::chrono::duration<double, std::chrono::days::period>(time->length()).count() > longest_span_days) {
      ++repeats.span_too_long;
    } else {
      const auto day = day_of(*time);
      dated.places.push_back(inputs.incidents.position[i]);
      dated.days.push_back(static_cast<std::int32_t>(day.time_since_epoch().count()));
      repeats.first_day = std::min(repeats.first_day.value_or(day), day);
      repeats.last_day = std::max(repeats.last_day.value_or(day), day);
    }
  }
  repeats.events = dated.days.size();
  if (dated.days.empty()) {
    throw DataError(
        fmt::format("no event has a day: {} have no date, and {} are known as an interval of more than {:g} day{} only "
                    "(see --longest-span-days)",
                    repeats.without_date, repeats.span_too_long, longest_span_days, longest_span_days == 1 ? "" : "s"));
  }
  return dated;
}

Untested why_untested(const Dated& events, const NearRepeatOptions& options) {
  if (events.days.size() < 2) {
    return Untested::too_few_events;
  }
  if (std::ranges::all_of(events.days, [&](auto day) { return day == events.days.front(); })) {
    return Untested::one_day;
  }
  const auto& first = events.places.front();
  if (std::ranges::all_of(events.places,
                          [&](const Point& place) { return place.x == first.x && place.y == first.y; })) {
    return Untested::one_place;
  }
  return options.permutations == 0 ? Untested::no_permutations : Untested::no;
}

/// Corrects p for the number of cells within the limits, and puts each cell into its class.
void judge(Repeats& repeats) {
  auto& table = repeats.table;
  for (auto& cell : table.cells) {
    if (cell.observed == 0 && cell.mean == 0) {
      cell.p = std::numeric_limits<double>::quiet_NaN();  // neither data nor chance ever has a pair here
    }
  }
  std::vector<double> p;
  for (std::size_t i = 0; i < table.cells.size(); ++i) {
    const auto within = i / table.columns + 1 < table.rows && i % table.columns + 1 < table.columns;
    if (!within) {
      table.cells[i].p = std::numeric_limits<double>::quiet_NaN();
    }
    p.push_back(table.cells[i].p);
  }
  repeats.q = benjamini_hochberg(p);
  for (std::size_t i = 0; i < p.size(); ++i) {
    auto cell_class = RepeatClass::not_significant;
    if (std::isnan(p[i])) {
      cell_class = RepeatClass::not_tested;
    } else if (repeats.q[i] <= repeats_level) {
      cell_class = table.cells[i].observed < fewest_pairs ? RepeatClass::too_few_pairs : RepeatClass::more;
    }
    repeats.cell_class.push_back(cell_class);
  }
}

void add_warnings(const Inputs& inputs, const NearRepeatOptions& options, Repeats& repeats) {
  auto& warnings = repeats.warnings;
  // Neither the box around the events nor the land in it plays a part: only the events' own places are shuffled among.
  std::erase_if(warnings, [](const Warning& warning) { return warning.kind == WarningKind::no_study_area; });
  const auto first_limit = options.distance_limits_m.front();
  if (inputs.position_step_m && first_limit < *inputs.position_step_m) {
    warnings.push_back({WarningKind::distance_below_rounding, first_limit, *inputs.position_step_m});
  }
  if (repeats.untested == Untested::too_few_events) {
    warnings.push_back({WarningKind::too_few_events, static_cast<double>(repeats.events), 2});
  }
  const auto expected = repeats.table.at(1, 0).mean;
  if (expected < static_cast<double>(fewest_pairs)) {
    warnings.push_back({WarningKind::few_pairs_expected, expected, static_cast<double>(fewest_pairs)});
  }
}

/// Less than the limit apart, where these tests say "at most".
void test_interaction(const Dated& events, const NearRepeatOptions& options, Repeats& repeats) {
  const InteractionOptions interaction{
      .permutations = options.permutations, .seed = options.seed, .threads = options.threads};
  const std::vector<double> days(events.days.begin(), events.days.end());
  const auto distance = std::nextafter(options.distance_limits_m.front(), 0.0);
  const auto time = static_cast<double>(options.day_limits.front()) - 1;
  repeats.knox = knox_test(events.places, days, distance, time, interaction);
  repeats.modified_knox = modified_knox_test(events.places, days, distance, time, interaction);
}

}  // namespace

std::string_view name_of(Untested reason) {
  switch (reason) {
    case Untested::no:
      return "tested";
    case Untested::no_permutations:
      return "no_permutations";
    case Untested::too_few_events:
      return "too_few_events";
    case Untested::one_day:
      return "one_day";
    case Untested::one_place:
      break;
  }
  return "one_place";
}

std::string_view name_of(RepeatClass cell_class) {
  switch (cell_class) {
    case RepeatClass::more:
      return "more_than_chance";
    case RepeatClass::not_significant:
      return "not_significant";
    case RepeatClass::too_few_pairs:
      return "too_few_pairs";
    case RepeatClass::not_tested:
      break;
  }
  return "not_tested";
}

void check(const RepeatOptions& options) {
  check(options.choice);
  check(options.near);
  if (!(options.longest_span_days > 0) || !std::isfinite(options.longest_span_days)) {
    throw InvalidOption(
        fmt::format("--longest-span-days must be a number of days above 0, not {:g}", options.longest_span_days));
  }
}

Repeats find_repeats(const Inputs& inputs, const RepeatOptions& options, const Progress& progress) {
  check(options);
  auto chosen = choose_events(inputs, study_area_of(inputs, {}), options.choice, 0);
  Repeats repeats{.uses = std::move(chosen.uses), .warnings = std::move(chosen.warnings)};
  const auto events = with_day(inputs, chosen.events, options.longest_span_days, repeats);
  repeats.untested = why_untested(events, options.near);
  report(progress, "pairs of events", 0);
  auto near = options.near;
  near.permutations = repeats.untested == Untested::no ? near.permutations : 0;
  repeats.table = knox_table(events.places, events.days, near, progress);
  judge(repeats);
  const auto soon = std::ranges::find_if(near.day_limits, [](auto limit) { return limit > 1; });
  if (soon != near.day_limits.end()) {
    repeats.originator_days = *soon;
    repeats.originators = originators(events.places, events.days, near.distance_limits_m.front(), *soon, near.metric);
    if (repeats.untested == Untested::no) {
      repeats.originators_by_chance = originators_by_chance(events.places, events.days, *soon, near, progress);
    }
  }
  if (options.interaction_tests && repeats.untested == Untested::no) {
    report(progress, "global tests", 0);
    test_interaction(events, near, repeats);
  }
  add_warnings(inputs, near, repeats);
  return repeats;
}

}  // namespace lykta
