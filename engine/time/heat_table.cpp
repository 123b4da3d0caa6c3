#include "engine/time/heat_table.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <limits>
#include <numeric>
#include <utility>
#include <vector>

#include "engine/base/error.hpp"
#include "engine/base/parallel.hpp"
#include "engine/base/random_stream.hpp"

namespace lykta {

namespace {

constexpr std::size_t hours_per_week = 168;

std::size_t hour_of_week(LocalTime time) {
  const auto day = std::chrono::floor<std::chrono::days>(time);
  const auto hour = std::chrono::floor<std::chrono::hours>(time - day);
  return (std::chrono::weekday{day}.iso_encoding() - 1) * 24 + static_cast<std::size_t>(hour.count());
}

/// By how much the weight of an event changes from one hour to the next, `hours` after its first one. The weights of an
/// interval rise, stay and fall, so a few steps say all of it, however long it lasts.
struct Step {
  std::size_t hours;
  double change;
};

/// What a run needs of the events: how many are single moments, and the steps of all others.
struct Profiles {
  std::size_t moments = 0;
  std::vector<std::size_t> start{0};
  std::vector<Step> steps;

  explicit Profiles(std::span<const TimeSpan> spans) {
    for (const auto& span : spans) {
      if (span.start == span.end) {
        ++moments;
        continue;
      }
      HourOfWeekWeights weight{};
      add_aoristic(span, weight);
      const auto first = hour_of_week(span.start);
      for (std::size_t hours = 0; hours < hours_per_week; ++hours) {
        const auto here = (first + hours) % hours_per_week;
        const auto change = weight[here] - weight[(here + hours_per_week - 1) % hours_per_week];
        if (change != 0) {
          steps.push_back({hours, change});
        }
      }
      start.push_back(steps.size());
    }
  }

  [[nodiscard]] std::size_t events() const { return moments + start.size() - 1; }
};

/// A week in which every event begins at an hour drawn at random.
HourOfWeekWeights moved(const Profiles& profiles, const WeightedDraw& hour, RandomStream& random) {
  std::array<double, 2 * hours_per_week> change{};
  for (std::size_t i = 0; i + 1 < profiles.start.size(); ++i) {
    const auto first = hour(random);
    for (auto step = profiles.start[i]; step < profiles.start[i + 1]; ++step) {
      change[first + profiles.steps[step].hours] += profiles.steps[step].change;
    }
  }
  HourOfWeekWeights weight{};
  double level = 0;
  double sum = 0;
  for (std::size_t i = 0; i < hours_per_week; ++i) {
    level += change[i] + change[i + hours_per_week];
    weight[i] = level;
    sum += level;
  }
  // The steps leave open how high the week lies: each event has a weight of 1 in all.
  const auto lift = (static_cast<double>(profiles.start.size() - 1) - sum) / static_cast<double>(hours_per_week);
  for (auto& value : weight) {
    value += lift;
  }
  for (std::size_t i = 0; i < profiles.moments; ++i) {
    weight[hour(random)] += 1;
  }
  return weight;
}

double unevenness(std::span<const double> weight, std::span<const double> expected) {
  double sum = 0;
  for (std::size_t i = 0; i < weight.size(); ++i) {
    // A short period holds some hours of the week not at all.
    if (expected[i] > 0) {
      sum += (weight[i] - expected[i]) * (weight[i] - expected[i]) / expected[i];
    }
  }
  return sum;
}

/// Statistics of all cells, of the weekdays and of the hours of the day.
std::array<double, 3> unevenness_of(const HourOfWeekWeights& weight, const HourOfWeekWeights& expected) {
  std::array<std::array<double, 7>, 2> weekday{};
  std::array<std::array<double, 24>, 2> hour{};
  for (std::size_t i = 0; i < hours_per_week; ++i) {
    weekday[0][i / 24] += weight[i];
    weekday[1][i / 24] += expected[i];
    hour[0][i % 24] += weight[i];
    hour[1][i % 24] += expected[i];
  }
  return {unevenness(weight, expected), unevenness(weekday[0], weekday[1]), unevenness(hour[0], hour[1])};
}

/// Moments first, whose sums are whole numbers, then intervals by start and end: sums of shares and the draws of the
/// simulation then do not depend on the order of rows.
std::vector<TimeSpan> in_their_own_order(std::span<const TimeSpan> spans) {
  std::vector<TimeSpan> ordered(spans.begin(), spans.end());
  const auto intervals = std::ranges::partition(ordered, [](const TimeSpan& span) { return span.start == span.end; });
  std::ranges::sort(intervals, {}, [](const TimeSpan& span) { return std::pair(span.start, span.end); });
  return ordered;
}

HourOfWeekWeights share_of_hours(const std::optional<Period>& period) {
  HourOfWeekWeights share{};
  if (!period) {
    share.fill(1.0 / static_cast<double>(hours_per_week));
    return share;
  }
  if (!(period->from < period->to)) {
    throw InvalidOption("the period of a heat table must end after it begins");
  }
  add_aoristic({period->from, period->to}, share);
  return share;
}

}  // namespace

HeatTable heat_table(std::span<const TimeSpan> as_given, const HeatTableOptions& options, const Progress& progress) {
  const auto spans = in_their_own_order(as_given);
  constexpr auto unknown = std::numeric_limits<double>::quiet_NaN();
  const auto share = share_of_hours(options.period);
  HeatTable table{.events = spans.size()};
  for (const auto& span : spans) {
    add_aoristic(span, table.weight);
  }
  for (std::size_t i = 0; i < hours_per_week; ++i) {
    table.expected[i] = share[i] * static_cast<double>(spans.size());
  }
  if (spans.empty()) {
    table.cells = table.weekdays = table.hours = {unknown, unknown};
    return table;
  }
  const auto observed = unevenness_of(table.weight, table.expected);
  const Profiles profiles(spans);
  const WeightedDraw hour(share);
  std::vector<std::array<bool, 3>> as_uneven(options.runs);
  const auto try_run = [&](std::size_t run) {
    RandomStream random(options.seed, run);
    const auto simulated = unevenness_of(moved(profiles, hour, random), table.expected);
    for (std::size_t i = 0; i < 3; ++i) {
      // Weights are added up in another order here: a tie must stay a tie.
      as_uneven[run][i] = simulated[i] >= observed[i] * (1 - 1e-9) - 1e-9;
    }
  };
  for_each_part(options.runs, options.threads, try_run, [&](double done) { report(progress, "even weeks", done); });
  const auto test = [&](std::size_t i) {
    const auto as_many = std::ranges::count_if(as_uneven, [&](const auto& run) { return run[i]; });
    return EvenWeekTest{observed[i],
                        options.runs == 0 ? unknown : monte_carlo_p(static_cast<std::uint64_t>(as_many), options.runs)};
  };
  table.cells = test(0);
  table.weekdays = test(1);
  table.hours = test(2);
  return table;
}

}  // namespace lykta
