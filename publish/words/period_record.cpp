#include "publish/words/period_record.hpp"

#include <array>
#include <chrono>
#include <string>
#include <string_view>
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace lykta {

using nlohmann::ordered_json;

namespace {

std::string date_text(LocalTime time) {
  const std::chrono::year_month_day day{std::chrono::floor<std::chrono::days>(time)};
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(day.year()), static_cast<unsigned>(day.month()),
                     static_cast<unsigned>(day.day()));
}

}  // namespace

ordered_json period_record(const std::optional<Period>& period) {
  if (!period) {
    return nullptr;
  }
  return {{"from", date_text(period->from)},
          {"to", date_text(period->to - std::chrono::seconds{1})},
          {"days", period->days()}};
}

ordered_json periods_record(std::span<const Period> periods) {
  auto record = ordered_json::array();
  for (const auto& period : periods) {
    record.push_back(period_record(period));
  }
  return record;
}

ordered_json hours_record(const std::optional<HourWindow>& hours) {
  if (!hours) {
    return nullptr;
  }
  constexpr std::array<std::string_view, 7> names{"mon", "tue", "wed", "thu", "fri", "sat", "sun"};
  auto weekdays = ordered_json::array();
  for (std::size_t day = 0; day < names.size(); ++day) {
    if (hours->weekdays[day]) {
      weekdays.push_back(names[day]);
    }
  }
  return {{"from", hours->from_hour}, {"to", hours->to_hour}, {"weekdays", std::move(weekdays)}};
}

}  // namespace lykta
