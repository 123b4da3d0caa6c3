// Where do events lie on a dial of weekdays or of hours, and what do the windows of the dial hold?
#pragma once

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "engine/events/time_window.hpp"
#include "engine/statistics/scattered_counts.hpp"
#include "engine/time/busy_time.hpp"

namespace lykta::busy {

inline constexpr std::size_t most_cells = 24;

/// Weekdays or hours of the day, and how many of them make a window.
struct Dial {
  std::size_t cells;
  std::size_t width;
};
inline constexpr Dial weekdays{7, 1};
inline constexpr Dial hours_of_day{most_cells, busy_hours};

/// Weights are whole numbers of a grain, so that sums are exact in any order and ties are ties.
using Grains = std::int64_t;
inline constexpr double grains_per_event = 0x1p30;

using Sums = std::array<Grains, 2 * most_cells>;
using Shares = std::array<double, most_cells>;

[[nodiscard]] std::size_t weekday_of(LocalTime time);  ///< Monday is 0
[[nodiscard]] std::size_t hour_of(LocalTime time);
[[nodiscard]] std::size_t cell_of(LocalTime time, const Dial& dial);

/// A part of the weight of an event, so many cells after the one in which it begins.
struct Part {
  std::size_t offset;
  Grains weight;

  friend auto operator<=>(const Part&, const Part&) = default;
};
using Profile = std::vector<Part>;

/// Of so many events of one span, which are spread over it (aoristic).
[[nodiscard]] Profile profile_of(const TimeSpan& span, std::size_t events, const Dial& dial);

/// Where an event of a source may begin.
struct Beginnings {
  Shares shares;
  WeightedDraw draw;
};

/// Of a source; nothing where its period is too short for the question.
[[nodiscard]] std::optional<Beginnings> beginnings_of(const Period& recorded, const Dial& dial);

/// Adds up what begins in each cell, beyond the end of the dial too.
inline void add_moved(const Profile& profile, std::span<const std::uint32_t> begin, Sums& sums) {
  for (std::size_t cell = 0; cell < begin.size(); ++cell) {
    if (begin[cell] > 0) {
      for (const auto& part : profile) {
        sums[cell + part.offset] += part.weight * Grains{begin[cell]};
      }
    }
  }
}

/// What a window that begins in each cell holds.
inline std::array<Grains, most_cells> windows_of(const Sums& sums, const Dial& dial) {
  std::array<Grains, most_cells> windows{};
  for (std::size_t first = 0; first < dial.cells; ++first) {
    for (std::size_t i = 0; i < dial.width; ++i) {
      const auto cell = (first + i) % dial.cells;
      windows[first] += sums[cell] + sums[cell + dial.cells];
    }
  }
  return windows;
}

}  // namespace lykta::busy
