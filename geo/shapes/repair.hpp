// What was wrong with an outline, and what did mending change?
//
// Asked of GEOS through its C API: OGR says whether an outline is valid and mends it, but not what was wrong.
#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include "geo/gdal/gdal_handle.hpp"
#include "geo/shapes/outline_repair.hpp"

namespace lykta {

struct MendedOutline {
  OGRGeometryUniquePtr geometry;  ///< null where GEOS cannot mend it
  OutlineRepair repair;
};

/// An outline that crosses itself or whose holes lie wrong, mended: what lies inside a ring belongs to it, and what lies in any of
/// its holes does not (GEOS's "structure" method; its other one counts crossings, so ground where two holes overlap, or a hole
/// sticks out, became land, and a tangled outline of 20 000 corners took over five minutes). Parts that collapse to lines or points
/// are left out. Throws Cancelled (stopping.hpp).
[[nodiscard]] MendedOutline mended_outline(const OGRGeometry& geometry);

}  // namespace lykta
