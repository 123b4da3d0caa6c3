// Which of the places of today is which of those that were known before?
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "engine/space/area.hpp"

namespace lykta {

/// Two outlines are of one place when they have at least this share of the smaller one's ground in common.
inline constexpr double least_common_share = 0.5;

/// The share of the smaller outline's ground that both have in common, 0 to 1. Outlines as `oriented` gives them; 0 where one encloses
/// nothing. Cells need not be the same: grids may differ in origin, size and shape.
[[nodiscard]] double common_share(const Area& a, const Area& b);

/// For each place the index of the known place that it is, if any; no known place is given twice. Pairs with at least
/// `least_common_share` are taken by falling common ground, so that of a place that fell apart its larger part goes on, and of places that
/// grew together the larger one. Ties (within a square decimetre): the earlier known place, then the earlier place.
[[nodiscard]] std::vector<std::optional<std::size_t>> match_places(std::span<const Area> places,
                                                                   std::span<const Area> known);

}  // namespace lykta
