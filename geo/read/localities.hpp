// Which towns and villages lie around the events?
#pragma once

#include <span>
#include <vector>

#include "engine/places/place.hpp"
#include "engine/space/points.hpp"
#include "geo/crs/crs.hpp"

namespace lykta {

/// The localities (tätorter) of Sweden within 20 km of the box, in the system of the picture; each reaches as far as a circle of
/// its area. None where the box lies elsewhere. Source: Statistics Sweden, localities 2020 (CC0), see geo/data/README.md.
[[nodiscard]] std::vector<NamedPosition> localities_around(const Box& box, const Crs& crs);

}  // namespace lykta
