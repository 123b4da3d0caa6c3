// How much of a kernel lies inside the study area? The question that bandwidths and pilots ask of an edge correction.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "engine/density/kernel.hpp"
#include "engine/space/points.hpp"

namespace lykta {

/// The share (0 to 1) of a kernel's mass that lies inside the study area, for a kernel around each of the places; one
/// value per place. Empty: no area is known, and no edges are corrected.
using MassInside = std::function<std::vector<double>(std::span<const Point> places, Kernel kernel, double bandwidth_m)>;

/// How it is used.
enum class EdgeTerm : std::uint8_t {
  uniform,  ///< a density is divided by the mass of the kernel around the place where it is estimated
  diggle,   ///< each event's weight is divided by the mass of its own kernel
  none      ///< no correction
};

}  // namespace lykta
