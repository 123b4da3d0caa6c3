#include "cli/values/hour_words.hpp"

#include <cmath>
#include <cstddef>
#include <vector>

#include <fmt/format.h>

#include "cli/values/choices.hpp"
#include "cli/values/option_words.hpp"
#include "engine/base/error.hpp"
#include "geo/values/text_values.hpp"

namespace lykta {

namespace {

/// English and Swedish, Monday first.
constexpr Choices<int, 14> weekday_words{{{"mon", 0},
                                          {"tue", 1},
                                          {"wed", 2},
                                          {"thu", 3},
                                          {"fri", 4},
                                          {"sat", 5},
                                          {"sun", 6},
                                          {"mån", 0},
                                          {"tis", 1},
                                          {"ons", 2},
                                          {"tor", 3},
                                          {"fre", 4},
                                          {"lör", 5},
                                          {"sön", 6}}};

std::vector<std::string> parts_of(const std::string& text, char separator) {
  std::vector<std::string> parts(1);
  for (const auto c : text) {
    if (c == separator) {
      parts.emplace_back();
    } else {
      parts.back() += c;
    }
  }
  return parts;
}

int hour_of(const std::string& text, const HourWords& words) {
  const auto hour = parse_number(text);
  if (!hour || !(*hour >= 0 && *hour <= 24) || *hour != std::floor(*hour)) {
    throw InvalidOption(fmt::format("{} {}: give whole hours such as 22-04", words.hours_key, words.hours));
  }
  return static_cast<int>(*hour);
}

}  // namespace

HourWindow hour_window_of(const HourWords& words) {
  const auto& [hours, weekdays, hours_key, weekdays_key] = words;
  HourWindow window;
  if (!hours.empty()) {
    const auto ends = parts_of(hours, '-');
    if (ends.size() != 2) {
      throw InvalidOption(fmt::format("{} {}: give whole hours such as 22-04", hours_key, hours));
    }
    window.from_hour = hour_of(ends[0], words);
    window.to_hour = hour_of(ends[1], words);
  }
  if (!weekdays.empty()) {
    window.weekdays.fill(false);
    for (const auto& day : parts_of(weekdays, ',')) {
      const auto number = chosen<int>(weekdays_key, lower_case(trimmed(day)), weekday_words);
      window.weekdays[static_cast<std::size_t>(number)] = true;
    }
  }
  check(window);
  return window;
}

}  // namespace lykta
