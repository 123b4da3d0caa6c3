// Where do texts go that are longer than a field of a Shapefile?
#pragma once

#include "geo/write/vector_layer.hpp"

namespace lykta {

/// The layer as a Shapefile stores it: a text field of which some text is longer than the 254 bytes of a field goes on in
/// further fields behind it, `why` in `why_2`, `why_3`, ...; cut at a blank where there is one, else at a whole letter. What
/// does not fit into nine fields ends with "…".
[[nodiscard]] VectorLayer in_pieces(const VectorLayer& layer);

}  // namespace lykta
