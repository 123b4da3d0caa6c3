// What the rules for bandwidths share: which events they refuse, and the best of a curve.
#pragma once

#include <algorithm>
#include <cmath>
#include <span>

#include <fmt/format.h>

#include "engine/base/error.hpp"
#include "engine/density/bandwidth.hpp"
#include "engine/space/points.hpp"

namespace lykta {

/// Throws DataError for fewer than `fewest_events` events or when all lie at one place.
inline void require_events(std::span<const Point> points) {
  if (points.size() < fewest_events) {
    throw DataError(fmt::format("a bandwidth cannot be chosen from {} events: give one, or at least {} events",
                                points.size(), fewest_events));
  }
  if (std::ranges::all_of(points, [&](const Point& point) { return point == points.front(); })) {
    throw DataError(fmt::format("a bandwidth cannot be chosen: all {} events lie at one place", points.size()));
  }
}

/// Takes the best candidate of the curve, the narrowest of equal ones. Values that are no numbers never win.
template <class Better>
void take_best(ChosenBandwidth& chosen, Better better) {
  const BandwidthCandidate* best = nullptr;
  for (const auto& candidate : chosen.curve) {
    if (!std::isnan(candidate.criterion) && (best == nullptr || better(candidate.criterion, best->criterion))) {
      best = &candidate;
    }
  }
  if (best == nullptr || std::isinf(best->criterion)) {
    throw DataError("a bandwidth cannot be chosen: the criterion has no finite value. Give a bandwidth");
  }
  chosen.bandwidth_m = best->bandwidth_m;
  chosen.at_lower_end = best == &chosen.curve.front();
  chosen.at_upper_end = best == &chosen.curve.back();
}

}  // namespace lykta
