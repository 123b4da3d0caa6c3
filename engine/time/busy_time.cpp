#include "engine/time/busy_time.hpp"

#include <array>
#include <cmath>
#include <cstddef>

namespace lykta {

namespace {

/// Sums of many small shares differ in their last digits; a tie must stay a tie.
constexpr double clearly_more = 1 + 1e-9;

}  // namespace

std::optional<BusyTime> busiest(std::span<const TimeSpan> spans) {
  if (spans.size() < fewest_events_for_busy_time) {
    return std::nullopt;
  }
  HourOfWeekWeights weights{};
  for (const auto& span : spans) {
    add_aoristic(span, weights);
  }
  std::array<double, 7> by_weekday{};
  std::array<double, 24> by_hour{};
  for (std::size_t i = 0; i < weights.size(); ++i) {
    by_weekday[i / 24] += weights[i];
    by_hour[i % 24] += weights[i];
  }
  const auto events = static_cast<double>(spans.size());
  BusyTime busy;
  for (unsigned day = 0; day < 7; ++day) {
    if (by_weekday[day] / events > busy.weekday_share * clearly_more) {
      busy.weekday_share = by_weekday[day] / events;
      busy.weekday = std::chrono::weekday{(day + 1) % 7};
    }
  }
  for (unsigned hour = 0; hour < 24; ++hour) {
    double share = 0;
    for (unsigned i = 0; i < busy_hours; ++i) {
      share += by_hour[(hour + i) % 24] / events;
    }
    if (share > busy.hours_share * clearly_more) {
      busy.hours_share = share;
      busy.from_hour = hour;
      busy.to_hour = (hour + busy_hours) % 24;
    }
  }
  return busy;
}

double surprise(double weight, double expected, double all) {
  if (!(weight > expected) || !(expected > 0)) {
    return 0;
  }
  const auto rest = all - weight;
  return weight * std::log(weight / expected) + (rest > 0 ? rest * std::log(rest / (all - expected)) : 0);
}

}  // namespace lykta
