#include "engine/time/change.hpp"

#include "engine/statistics/significance.hpp"

namespace lykta {

std::string_view name_of(Direction direction) {
  switch (direction) {
    case Direction::increase:
      return "increase";
    case Direction::decrease:
      return "decrease";
    case Direction::not_clear:
      break;
  }
  return "not_clear";
}

Change change_between(std::uint64_t count, double days, std::uint64_t comparison_count, double comparison_days) {
  constexpr double level = 0.05;
  Change change;
  change.comparison_count = comparison_count;
  change.expected = static_cast<double>(comparison_count) * days / comparison_days;
  change.difference = static_cast<double>(count) - change.expected;
  if (comparison_count > 0) {
    change.ratio = static_cast<double>(count) / change.expected;
  }
  change.p = same_rate_p(count, days, comparison_count, comparison_days);
  if (change.p < level) {
    change.direction = change.difference > 0 ? Direction::increase : Direction::decrease;
  }
  return change;
}

}  // namespace lykta
