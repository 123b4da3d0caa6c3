// Why has a place no value?
#pragma once

#include <cstdint>
#include <string_view>

namespace lykta {

enum class NoValue : std::uint8_t {
  has_value,
  missing_input,       ///< its own value is missing (or not a finite number)
  no_neighbours,       ///< an island, or none of its neighbours has a value
  all_values_equal,    ///< nothing differs (for Gi: without the place's own value)
  all_are_neighbours,  ///< its neighbours (for Gi*: and itself) are all places there are: nothing could differ
  too_few_places,      ///< too few places with a value for the variance
  negative_values,     ///< global G is for values of one sign only
  no_exposure,         ///< nobody lives there, so no event could be thrown there
};

/// As it is written in results.
[[nodiscard]] constexpr std::string_view name_of(NoValue why) {
  switch (why) {
    case NoValue::missing_input:
      return "missing_input";
    case NoValue::no_neighbours:
      return "no_neighbours";
    case NoValue::all_values_equal:
      return "all_values_equal";
    case NoValue::all_are_neighbours:
      return "all_are_neighbours";
    case NoValue::too_few_places:
      return "too_few_places";
    case NoValue::negative_values:
      return "negative_values";
    case NoValue::no_exposure:
      return "no_exposure";
    case NoValue::has_value:
      break;
  }
  return "";
}

}  // namespace lykta
