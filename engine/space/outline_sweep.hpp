// Is an outline in order as it stands?
//
// A line that sweeps over the plane sees two edges side by side before they cross (Shamos & Hoey 1976, doi
// 10.1109/SFCS.1976.16). So n log n steps tell that no edge crosses or touches another, however long and close the
// edges are; a search that compares all edges whose boxes overlap takes n^2 of them for an outline of spikes.
#pragma once

#include <span>
#include <vector>

#include "engine/base/progress.hpp"
#include "engine/space/area.hpp"

namespace lykta {

/// A ring with the rings that are cut out of it, each without its first point at the end. They may run either way.
struct PolygonRings {
  Ring shell;
  std::vector<Ring> holes;
};

/// Whether it is certain that the polygons are valid together, as OGC 06-103r4, 6.1.11 and 6.1.14, has it: no edge crosses
/// or touches another but at the common corner of neighbours, each hole lies in its shell and in no other hole, and no
/// polygon lies over another. False where that is not so, and also where it may be: valid rings may touch each other in
/// points, and rounding may hide on which side of an edge a corner lies (the filter of Shewchuk 1997, doi
/// 10.1007/PL00009321). Corners that repeat the one before count as one. Throws Cancelled.
[[nodiscard]] bool is_surely_valid(std::span<const PolygonRings> polygons, const Progress& progress = {});

}  // namespace lykta
