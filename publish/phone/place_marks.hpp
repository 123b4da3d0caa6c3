// What a phone shows of a place, whatever the format.
#pragma once

#include <string>
#include <vector>

#include "engine/space/points.hpp"
#include "publish/layers/layers.hpp"

namespace lykta {

struct PlaceMark {
  std::string name;  ///< "1 Resecentrum"; a place without a rank has none in front
  std::string text;  ///< lines: events and how sure the rank is, when, what, why
  Point degrees;     ///< longitude and latitude
};

/// One a place, in the order of the list. Throws DataError for a place that has no longitude and latitude.
[[nodiscard]] std::vector<PlaceMark> place_marks(const Publication& publication);

}  // namespace lykta
