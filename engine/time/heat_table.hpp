// On which weekdays and at which hours does it happen, and is that more uneven than chance?
//
// The table has 7 x 24 cells of local wall-clock time. An event that is known as an interval is spread over it
// (aoristic: see add_aoristic), so the weights are fractions and no chi-squared distribution fits them: spreading makes
// a table look more even than whole events would be. The test therefore keeps each event's own spread and moves it:
// in every run each event begins at an hour of the week drawn at random, with its minute and its length as they are. p
// is the rank of the table's statistic among the runs, and exact for every mixture of moments and intervals.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

#include "engine/base/progress.hpp"
#include "engine/events/time_window.hpp"

namespace lykta {

struct HeatTableOptions {
  /// When events were looked for: an hour of the week that it holds more often is expected to have more (a month has
  /// four Mondays or five). Without it every hour is alike, as in a period of whole weeks.
  std::optional<Period> period{};
  std::size_t runs = 999;
  std::uint64_t seed = 1;
  unsigned threads = 0;  ///< 0: all cores; the result does not depend on it
};

/// Distance from an even week: the sum of (weight - expected)² / expected. No number (NaN) without events; p is NaN
/// without runs, too.
struct EvenWeekTest {
  double statistic = 0;
  double p = 1;  ///< (1 + runs at least as uneven) / (1 + runs)
};

struct HeatTable {
  std::size_t events = 0;
  HourOfWeekWeights weight{};    ///< events; `weight[weekday * 24 + hour]`, Monday 00 first
  HourOfWeekWeights expected{};  ///< of an even week with as many events
  EvenWeekTest cells{};          ///< all 168
  EvenWeekTest weekdays{};       ///< the seven sums over hours
  EvenWeekTest hours{};          ///< the 24 sums over weekdays
};

/// Throws InvalidOption for a period that does not end after it begins.
[[nodiscard]] HeatTable heat_table(std::span<const TimeSpan> spans, const HeatTableOptions& options,
                                   const Progress& progress = {});

}  // namespace lykta
