#include "engine/models/count_watch.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "engine/base/error.hpp"
#include "engine/base/numbers.hpp"
#include "engine/models/alarm_budget.hpp"
#include "engine/models/watched_sum.hpp"

namespace lykta {

namespace {

constexpr double weeks_a_year = 52;
/// For a sum that no count interrupts.
constexpr auto no_alarm_count = std::size_t(-1);

/// A place while it is watched: both sums, and what the forecast of the week makes of them.
struct WatchedPlace {
  WatchedSum rise{};
  WatchedSum fall{};
  SumMoves rise_moves{};
  SumMoves fall_moves{};
  std::vector<double> at_least{};  ///< P(X >= k), k from 1 on
  std::size_t alarm_count = no_alarm_count;
};

void take_forecast(const CountForecast& forecast, const CountWatchOptions& options, WatchedPlace& place) {
  const auto logs = forecast.log_probabilities();
  place.rise_moves = sum_moves(forecast, logs, options.rise);
  place.fall_moves = sum_moves(forecast, logs, options.fall);
  const auto& probability = place.rise_moves.probability;
  place.at_least.assign(probability.size() - 1, 0.0);
  double sum = 0;
  for (auto k = probability.size() - 1; k > 0; --k) {
    sum += probability[k];
    place.at_least[k - 1] = sum;
  }
}

/// What the single week may be an alarm for; returns what of the chance that leaves.
double spend_on_weeks(std::vector<WatchedPlace>& places, const CountWatchOptions& options) {
  std::vector<std::vector<double>> tails;
  for (const auto& place : places) {
    tails.push_back(place.at_least);
  }
  const auto all = options.false_alarms_a_year / weeks_a_year;
  const auto spent = spend(tails, all * options.share_of_week);
  for (std::size_t i = 0; i < places.size(); ++i) {
    // Beyond the table chances are below 1e-12.
    places[i].alarm_count = spent.threshold[i] + 1;
  }
  return all - spent.spent;
}

/// Thresholds of the rises and then of the falls.
SpentBudget spend_on_sums(std::vector<WatchedPlace>& places, double left) {
  std::vector<std::vector<double>> tails;
  for (auto& place : places) {
    place.rise.go_on(place.rise_moves, place.alarm_count);
    tails.push_back(place.rise.tail());
  }
  for (auto& place : places) {
    place.fall.go_on(place.fall_moves, no_alarm_count);
    tails.push_back(place.fall.tail());
  }
  return spend(tails, std::max(0.0, left));
}

void settle_place(WatchedPlace& place, std::size_t rise_threshold, std::size_t fall_threshold, WatchedCount& watched) {
  const auto rises = place.rise.settle(place.rise_moves, watched.count, place.alarm_count, rise_threshold);
  const auto falls = place.fall.settle(place.fall_moves, watched.count, no_alarm_count, fall_threshold);
  watched.alarm_count = place.alarm_count;
  watched.rise_sum = place.rise.value() * sum_step;
  watched.fall_sum = place.fall.value() * sum_step;
  watched.rise_alarm = static_cast<double>(rise_threshold) * sum_step;
  watched.fall_alarm = static_cast<double>(fall_threshold) * sum_step;
  if (watched.count >= place.alarm_count) {
    watched.alarm = CountAlarm::week_above;
  } else if (rises) {
    watched.alarm = CountAlarm::rise;
    watched.weeks_of_sum = place.rise.weeks();
  } else if (falls) {
    watched.alarm = CountAlarm::fall;
    watched.weeks_of_sum = place.fall.weeks();
  }
  if (rises) {
    place.rise.restart();
  }
  if (falls) {
    place.fall.restart();
  }
}

void watch_week(std::vector<WatchedPlace>& places, const CountWatchOptions& options, WatchedWeek& week) {
  for (std::size_t i = 0; i < places.size(); ++i) {
    auto& watched = week.place[i];
    const auto& forecast = *watched.expected.forecast;
    watched.p_above = forecast.at_least(watched.count);
    watched.p_below = forecast.at_most(watched.count);
    take_forecast(forecast, options, places[i]);
  }
  const auto all = options.false_alarms_a_year / weeks_a_year;
  const auto left = spend_on_weeks(places, options);
  const auto sums = spend_on_sums(places, left);
  week.false_alarms = all - left + sums.spent;
  for (std::size_t i = 0; i < places.size(); ++i) {
    settle_place(places[i], sums.threshold[i] + 1, sums.threshold[places.size() + i] + 1, week.place[i]);
  }
}

}  // namespace

std::string_view name_of(CountAlarm alarm) {
  switch (alarm) {
    case CountAlarm::week_above:
      return "week_above";
    case CountAlarm::rise:
      return "rise";
    case CountAlarm::fall:
      return "fall";
    case CountAlarm::none:
      break;
  }
  return "none";
}

void check(const CountWatchOptions& options) {
  check(options.expected);
  if (!(options.false_alarms_a_year > 0 && options.false_alarms_a_year <= weeks_a_year)) {
    throw InvalidOption(fmt::format("a quiet year may bring more than 0 and at most {} false alarms", weeks_a_year));
  }
  if (!(options.rise > 1) || !(options.fall > 0 && options.fall < 1) || !std::isfinite(options.rise)) {
    throw InvalidOption("a rise is watched for by a factor above 1, a fall by one between 0 and 1");
  }
  if (!(options.share_of_week >= 0 && options.share_of_week <= 1)) {
    throw InvalidOption("the single week gets a share of the false alarms between 0 and 1");
  }
}

std::vector<WatchedWeek> watch_counts(const WeeklyCounts& counts, std::span<const WeekFeature> features,
                                      std::size_t first, std::size_t last, const CountWatchOptions& options) {
  check(options);
  if (first > last || last > counts.weeks()) {
    throw InvalidOption(fmt::format("weeks {} to {} cannot be watched: there are {}", first, last, counts.weeks()));
  }
  std::vector<WatchedPlace> places(counts.of_place.size());
  std::vector<WatchedWeek> weeks;
  for (auto at = first; at < last; ++at) {
    auto& week = weeks.emplace_back();
    week.week = at;
    week.expected = expected_counts(counts, features, at, options.expected);
    for (std::size_t i = 0; i < places.size(); ++i) {
      auto& watched = week.place.emplace_back();
      watched.expected = std::move(week.expected.place[i]);
      watched.count = counts.of_place[i][at];
      watched.p_above = no_number;
      watched.p_below = no_number;
    }
    week.expected.place.clear();
    if (week.expected.why == NoExpectation::has_value) {
      watch_week(places, options, week);
    }
  }
  return weeks;
}

}  // namespace lykta
