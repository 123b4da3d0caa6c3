// Where is all this? Layers that say so: the boundary of the study area, and the names that people know.
#pragma once

#include "publish/layers/layers.hpp"

namespace lykta {

/// The outline of the study area, one feature with all its parts and holes.
[[nodiscard]] VectorLayer boundary_layer(const Publication& publication);

/// Points: localities in the box around the study area, of the list that the program carries, then the named positions of one's own in
/// it. No feature where neither is known.
[[nodiscard]] VectorLayer names_layer(const Publication& publication);

}  // namespace lykta
