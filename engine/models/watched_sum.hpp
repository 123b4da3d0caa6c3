// How likely is each value of a sum of log likelihood ratios, when nothing changes and the sum returns to 0 after alarms?
//
// The sum moves in whole steps, so that what is carried from week to week is exact: a chain of states, not an approximation.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "engine/models/count_forecast.hpp"

namespace lykta {

inline constexpr double sum_step = 1.0 / 20;  ///< of log likelihood

/// What a week adds to the sum for each number of events, in steps, and how likely that number is. Numbers of so small a
/// chance that `probability` ends before them count as its last.
struct SumMoves {
  std::vector<int> move;
  std::vector<double> probability;

  [[nodiscard]] int of(std::uint64_t count) const {
    return move[count < move.size() ? static_cast<std::size_t>(count) : move.size() - 1];
  }
};

/// Of the forecast with its mean times the factor against the forecast, whose log_probabilities() are given.
[[nodiscard]] SumMoves sum_moves(const CountForecast& forecast, const std::vector<double>& log_probability,
                                 double factor);

/// The value of a sum and, beside it, the chance of each of its values.
class WatchedSum {
 public:
  /// The chance of each value, in steps, after one more week; counts from `alarm_count` on have an alarm of their own and are not in it.
  /// `alarm_count` is at least 1; as large as there are probabilities for none.
  void go_on(const SumMoves& moves, std::size_t alarm_count);
  /// P(at least this value) in the week, without counts that have an alarm of their own; index 0 is not offered: entry i is value i + 1.
  [[nodiscard]] std::vector<double> tail() const;
  /// Values from this one (at least 1) on are an alarm: their chance returns to 0. `seen` is the count of the week; whether it brought
  /// the sum so far. The value stays to be read; restart() follows an alarm.
  [[nodiscard]] bool settle(const SumMoves& moves, std::uint64_t seen, std::size_t alarm_count, std::size_t threshold);

  /// After an alarm the sum begins anew.
  void restart() {
    value_ = 0;
    weeks_ = 0;
  }
  /// In steps.
  [[nodiscard]] int value() const { return value_; }
  [[nodiscard]] std::size_t weeks() const { return weeks_; }

 private:
  std::vector<double> chance_{1.0};
  double with_own_alarm_ = 0;  ///< chance of counts from alarm_count on
  int value_ = 0;
  std::size_t weeks_ = 0;  ///< since the sum was 0
};

}  // namespace lykta
