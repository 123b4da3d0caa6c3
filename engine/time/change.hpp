// Is it more or less than in the comparison period, or is that not clear?
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace lykta {

enum class Direction : std::uint8_t { not_clear, increase, decrease };
[[nodiscard]] std::string_view name_of(Direction direction);

struct Change {
  std::uint64_t comparison_count = 0;
  /// What the comparison period would have had, were it as long as the period.
  double expected = 0;
  double difference = 0;                       ///< count minus expected
  std::optional<double> ratio;                 ///< count divided by expected; nothing when that is 0
  double p = 1;                                ///< two-sided: that both have the same rate per day
  Direction direction = Direction::not_clear;  ///< clear when p is below 0.05
};

/// Counts of two periods of `days` and `comparison_days` (both positive) that do not overlap.
[[nodiscard]] Change change_between(std::uint64_t count, double days, std::uint64_t comparison_count,
                                    double comparison_days);

}  // namespace lykta
