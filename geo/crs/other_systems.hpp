// Some rows lie far from all others. In which coordinate system would they lie among them?
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "engine/space/points.hpp"
#include "geo/crs/crs.hpp"

namespace lykta {

/// A system that explains some of the strays.
struct OtherSystem {
  std::string id;
  std::string name;
  bool swapped = false;             ///< x holds northings or latitudes
  bool is_decisive = false;         ///< the taken system puts these where it is not in use, or x and y are exchanged
  std::vector<std::size_t> strays;  ///< by their number
};

/// For strays, as written in the taken system: which of x and y exchanged, WGS 84, the Swedish systems, the UTM zones near by and Web
/// Mercator puts them into the box where the others lie (longitudes and latitudes; half a kilometre more on each side). The one that
/// explains most comes first, of those that are as good the one that stands first in this list; each stray is explained once. A
/// projected system needs three strays: one may fall there by chance.
[[nodiscard]] std::vector<OtherSystem> systems_of_strays(std::span<const Point> strays, const Crs& taken,
                                                         const Box& others_degrees);

}  // namespace lykta
