#include "engine/places/match_places.hpp"

#include <algorithm>
#include <cmath>
#include <tuple>

#include "engine/space/common_area.hpp"
#include "engine/space/points.hpp"

namespace lykta {

namespace {

bool boxes_meet(const Box& a, const Box& b) {
  return a.min_x < b.max_x && b.min_x < a.max_x && a.min_y < b.max_y && b.min_y < a.max_y;
}

struct Overlap {
  double common_dm2 = 0;  ///< whole, so that rounding breaks no tie
  std::size_t known = 0;
  std::size_t place = 0;
};

std::vector<Overlap> overlaps_of(std::span<const Area> places, std::span<const Area> known) {
  constexpr double dm2_per_m2 = 100;
  std::vector<Overlap> overlaps;
  for (std::size_t i = 0; i < places.size(); ++i) {
    const auto box = bounding_box(places[i]);
    for (std::size_t k = 0; k < known.size(); ++k) {
      if (boxes_meet(box, bounding_box(known[k])) && common_share(places[i], known[k]) >= least_common_share) {
        overlaps.push_back({std::round(dm2_per_m2 * common_area_m2(places[i].rings, known[k].rings)), k, i});
      }
    }
  }
  std::ranges::sort(overlaps, [](const Overlap& a, const Overlap& b) {
    return std::tuple(-a.common_dm2, a.known, a.place) < std::tuple(-b.common_dm2, b.known, b.place);
  });
  return overlaps;
}

}  // namespace

double common_share(const Area& a, const Area& b) {
  const auto smaller = std::min(area_m2(a), area_m2(b));
  return smaller > 0 ? std::min(1.0, common_area_m2(a.rings, b.rings) / smaller) : 0;
}

std::vector<std::optional<std::size_t>> match_places(std::span<const Area> places, std::span<const Area> known) {
  std::vector<std::optional<std::size_t>> match(places.size());
  std::vector<bool> is_given(known.size(), false);
  for (const auto& overlap : overlaps_of(places, known)) {
    if (!match[overlap.place] && !is_given[overlap.known]) {
      match[overlap.place] = overlap.known;
      is_given[overlap.known] = true;
    }
  }
  return match;
}

}  // namespace lykta
