// Weekday and hour of a local time as fields hold them.
#pragma once

#include <chrono>
#include <optional>

#include "engine/events/time_window.hpp"
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

/// The Monday that the hours of the week are shown on where a program wants dates.
inline constexpr std::chrono::local_days model_monday{std::chrono::year{2024} / std::chrono::January / 1};

/// The beginning of the hour in which all of the span lies, moved to the week of `model_monday`; nothing where it lies in no single
/// hour.
[[nodiscard]] inline std::optional<LocalTime> hour_of_the_model_week(const TimeSpan& span) {
  const auto hour = std::chrono::floor<std::chrono::hours>(span.start);
  if (span.end > hour + std::chrono::hours{1}) {
    return std::nullopt;
  }
  const auto day = std::chrono::floor<std::chrono::days>(span.start);
  const auto since_monday = std::chrono::weekday{day} - std::chrono::Monday;
  return model_monday + since_monday + (hour - day);
}

}  // namespace lykta
