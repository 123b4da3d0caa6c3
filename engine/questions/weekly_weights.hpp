// Are the events of a week graver than usual, however many they are?
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/inputs/inputs.hpp"
#include "engine/questions/weekly_picture.hpp"

namespace lykta {

/// Of earlier events: a class's weight and how many there were.
struct WeightShare {
  double weight = 1;
  std::uint64_t events = 0;
};

/// The chance that so many events drawn from earlier ones weigh at least `sum` together. Exact up to 50 events, with weights in steps
/// of a hundredth of the largest (rounded); of more events by the normal distribution with the same mean and variance. 1 without
/// events, earlier ones or weights above 0.
[[nodiscard]] double chance_of_weight(std::span<const WeightShare> earlier, std::uint64_t events, double sum);

/// An area with fewer earlier events than this is held against the classes of all of the area.
inline constexpr std::uint64_t events_of_own_weights = 100;

/// Fills WeekInArea::weight of every week asked for, by the watched events of the counts' weeks before the first of them.
void add_weights(const Inputs& inputs, const CountedIncidents& incidents, const CountedWeeks& weeks,
                 WeeklyPicture& weekly);

}  // namespace lykta
