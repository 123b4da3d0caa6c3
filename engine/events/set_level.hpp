// Which level has somebody set for an area in a week?
//
// Software proposes a level and a person sets it: this is the person's, with the reason and the role. Never a person's name.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

namespace lykta {

/// Grön, gul, orange, röd.
enum class Level : std::uint8_t { green, yellow, orange, red };
[[nodiscard]] std::string_view name_of(Level level);

/// A line of the table of levels.
struct SetLevel {
  std::int64_t row = 0;  ///< of the table, as the user counts
  std::string
      area{};  ///< as written: a place by its name or its id of the history, or one of the words for the rest and for all
  std::string area_key{};            ///< the same to be compared
  std::chrono::local_days monday{};  ///< of its week
  Level level = Level::green;
  std::string reason{};
  std::string role{};
};

}  // namespace lykta
