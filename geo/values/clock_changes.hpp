// Which local times does a change of the clock repeat or skip?
//
// When summer time ends, an hour comes twice and nothing tells which of the two a written time means; when it begins,
// an hour is left out, so that a time in it is a slip of somebody's pen or of a program. Such times are kept as they
// are written (wall clock), counted and shown: half an hour of doubt is less than what a lost event costs.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/events/time_window.hpp"

namespace lykta {

enum class ClockOddity : std::uint8_t {
  none,
  repeated,  ///< the wall clock shows this time twice
  skipped,   ///< the wall clock never shows this time
};

/// The changes of the clock in one time zone, summer time and all others.
class ClockChanges {
 public:
  /// For a name such as "Europe/Stockholm". Throws InvalidOption for an unknown zone (as `check_time_zone`).
  explicit ClockChanges(const std::string& time_zone);

  /// Both intervals are closed at their start and open at their end: in Stockholm the hour from 02:00:00 to 02:59:59
  /// is repeated or skipped, 03:00:00 is not. Times before 1900 and from 2101 on have no oddity, nor do times beyond
  /// the last change that the system's time-zone database lists (often 2037). A few nanoseconds.
  [[nodiscard]] ClockOddity of(LocalTime time) const {
    // Unsigned, so that times before the first bucket become huge, and are beyond the last one too.
    const auto since =
        static_cast<std::uint64_t>(time.time_since_epoch().count()) - static_cast<std::uint64_t>(first_second_);
    const auto bucket = since >> bucket_bits;
    if (bucket >= first_in_bucket_.size()) {
      return ClockOddity::none;
    }
    const auto second = static_cast<std::int64_t>(since);
    for (std::size_t i = first_in_bucket_[bucket]; i < changes_.size() && changes_[i].start <= second; ++i) {
      if (second < changes_[i].end) {
        return changes_[i].oddity;
      }
    }
    return ClockOddity::none;
  }

 private:
  /// An odd stretch of local time, [start, end) in seconds since `first_second_`.
  struct Change {
    std::int64_t start = 0;
    std::int64_t end = 0;
    ClockOddity oddity = ClockOddity::none;
  };

  static constexpr int bucket_bits = 22;  ///< 2^22 seconds are 48 days: seldom more than one change

  std::int64_t first_second_ = 0;
  std::vector<Change> changes_;                 ///< by time
  std::vector<std::uint32_t> first_in_bucket_;  ///< the first change that ends after the bucket's start
};

}  // namespace lykta
