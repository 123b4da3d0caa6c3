#include "engine/places/place_change.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "engine/time/period_change.hpp"

namespace lykta {

namespace {

constexpr double level = 0.05;

std::optional<double> number_or_none(double number) {
  return std::isfinite(number) ? std::optional(number) : std::nullopt;
}

PlaceChange change_of(const PeriodCounts& counts, const PeriodChange& all, std::size_t i) {
  return {.count = counts.count,
          .expected = all.expected[i],
          .difference = all.difference[i],
          .ratio = number_or_none(all.ratio[i]),
          .low = number_or_none(all.ratio_low[i]),
          .high = number_or_none(all.ratio_high[i]),
          .p = all.p[i],
          .q = {},
          .too_few_events = all.too_few_events[i]};
}

PeriodChange each_alone(std::span<const PeriodCounts> places, double days, double comparison_days) {
  std::vector<std::uint64_t> count;
  std::vector<std::uint64_t> before;
  for (const auto& place : places) {
    count.push_back(place.count);
    before.push_back(place.before);
  }
  return period_change(count, std::array{days}, before, std::array{comparison_days},
                       {.test = RateTest::conditional, .correction = Correction::none, .level = level});
}

/// p divided by the weights, which are 1 on average over those that are tested.
std::vector<double> weighted(const std::vector<double>& p, std::size_t foremost) {
  const auto is_tested = [](double each) { return !std::isnan(each); };
  const auto middle = p.begin() + static_cast<std::ptrdiff_t>(std::min(foremost, p.size()));
  const auto first = static_cast<double>(std::count_if(p.begin(), middle, is_tested));
  const auto others = static_cast<double>(std::count_if(middle, p.end(), is_tested));
  auto result = p;
  if (first > 0 && others > first) {
    const auto half = (first + others) / 2;
    const auto behind = result.begin() + (middle - p.begin());
    std::for_each(result.begin(), behind, [&](double& each) { each *= first / half; });
    std::for_each(behind, result.end(), [&](double& each) { each *= others / half; });
  }
  return result;
}

}  // namespace

std::vector<PlaceChange> changes_of(std::span<const PeriodCounts> places, std::size_t foremost, double days,
                                    double comparison_days) {
  const auto alone = each_alone(places, days, comparison_days);
  const auto q = benjamini_hochberg(weighted(alone.adjusted_p, foremost));
  std::vector<PlaceChange> changes;
  changes.reserve(places.size());
  for (std::size_t i = 0; i < places.size(); ++i) {
    auto change = change_of(places[i], alone, i);
    change.q = number_or_none(q[i]);
    // A weight above 1 may bring q below p, and a change whose interval holds "no change" is not clear.
    if (q[i] <= level && alone.direction[i] != Direction::not_clear) {
      change.direction = alone.direction[i];
    }
    changes.push_back(change);
  }
  return changes;
}

PlaceChange change_not_tested(const PeriodCounts& counts, double days, double comparison_days) {
  PlaceChange change;
  change.count = counts.count;
  change.expected = static_cast<double>(counts.before) * days / comparison_days;
  change.difference = static_cast<double>(counts.count) - change.expected;
  change.not_tested = true;
  return change;
}

}  // namespace lykta
