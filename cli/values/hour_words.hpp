// Which hours of the week does a text mean: "22-04" and "fri,sat"?
#pragma once

#include <string>
#include <string_view>

#include "engine/events/hour_window.hpp"

namespace lykta {

/// As they are written; empty for all. The keys are by what messages name them.
struct HourWords {
  std::string hours;
  std::string weekdays;
  std::string_view hours_key = "--hours";
  std::string_view weekdays_key = "--weekdays";
};

/// Weekdays are known in English and Swedish. Throws InvalidOption for what is no hour or weekday.
[[nodiscard]] HourWindow hour_window_of(const HourWords& words);

}  // namespace lykta
