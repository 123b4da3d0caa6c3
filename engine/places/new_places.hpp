// Where do recent events lie close together, outside of all places that are known?
//
// A place that did not exist last month is in no list of standing places. What is found here was picked because its
// events lie so close together, so it is compared with the same circle before, and corrected for all circles that were looked at.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "engine/space/points.hpp"

namespace lykta {

struct NewPlacesOptions {
  double reach_m = 200;            ///< radius of the circles
  std::size_t minimum_events = 5;  ///< recent ones in a circle
  std::size_t limit = 10;          ///< circles that are given at most
  /// How many events a place brings in the recent weeks for each that it brought before, by what was to be expected of all of them
  /// together. 0: not known, and nothing is tested.
  double recent_for_each_before = 0;
};

/// A circle with recent events.
struct NewPlace {
  std::size_t centre = 0;             ///< the recent event in its middle
  std::vector<std::size_t> events{};  ///< recent ones in the circle, nearest first; none is in two circles
  std::size_t of_last = 0;            ///< of these, how many are of the last week
  std::size_t before = 0;             ///< events in the circle before the recent weeks
  /// P(at least as many others around an event) by the events before, times the number of recent events: each of them is
  /// the middle of a circle, so this is an upper limit for the chance that any of them has so many. At most 1; 1 where
  /// nothing was tested.
  double p = 1;
};

/// Circles around events, the one with most recent events first (then with most of the last week, then the one whose middle lies
/// furthest west and south), each of the events that earlier circles left; those with an event of the last week and the minimum are given, by p and then
/// by number. `is_of_last` has one value per recent event. Of the rate in a circle before nothing is known but its events: a gamma
/// distribution of shape events + 1/2, so the predictive distribution is a negative binomial. The order of the events does not matter.
[[nodiscard]] std::vector<NewPlace> new_places(std::span<const Point> recent, const std::vector<bool>& is_of_last,
                                               std::span<const Point> before, const NewPlacesOptions& options);

}  // namespace lykta
