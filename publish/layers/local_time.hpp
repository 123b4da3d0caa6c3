// Weekday and hour of a local time as fields hold them.
#pragma once

#include <chrono>

#include "geo/write/vector_layer.hpp"

namespace lykta {

/// 1 for Monday to 7 for Sunday.
[[nodiscard]] inline FieldValue weekday_number(LocalTime time) {
  const std::chrono::weekday weekday{std::chrono::floor<std::chrono::days>(time)};
  return static_cast<std::int64_t>(weekday.iso_encoding());
}

/// 0 to 23.
[[nodiscard]] inline FieldValue hour_number(LocalTime time) {
  const auto since_midnight = time - std::chrono::floor<std::chrono::days>(time);
  return static_cast<std::int64_t>(std::chrono::floor<std::chrono::hours>(since_midnight).count());
}

}  // namespace lykta
