#include "engine/places/place_change.hpp"

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace lykta {

namespace {

std::optional<double> number_or_none(double number) {
  return std::isfinite(number) ? std::optional(number) : std::nullopt;
}

PlaceChange change_of(const PeriodChange& all, std::size_t i) {
  return {.expected = all.expected[i],
          .difference = all.difference[i],
          .ratio = number_or_none(all.ratio[i]),
          .low = number_or_none(all.ratio_low[i]),
          .high = number_or_none(all.ratio_high[i]),
          .p = all.p[i],
          .q = number_or_none(all.adjusted_p[i]),
          .direction = all.direction[i],
          .too_few_events = all.too_few_events[i]};
}

}  // namespace

void compare(std::span<Place> places, double days, double comparison_days) {
  std::vector<Place*> compared;
  std::vector<std::uint64_t> count;
  std::vector<std::uint64_t> before;
  for (auto& place : places) {
    if (place.comparison_count) {
      compared.push_back(&place);
      count.push_back(place.compared_count.value_or(place.count));
      before.push_back(*place.comparison_count);
    }
  }
  const auto change = period_change(count, std::vector{days}, before, std::vector{comparison_days}, {});
  for (std::size_t i = 0; i < compared.size(); ++i) {
    compared[i]->change = change_of(change, i);
  }
}

}  // namespace lykta
