// Which layers does a picture become, with which fields?
//
// This is the one table of all fields: names, units and meanings in files and in docs/outputs.md come from here.
#pragma once

#include <vector>

#include "engine/questions/picture.hpp"
#include "geo/read/inputs.hpp"
#include "geo/write/vector_layer.hpp"
#include "publish/words/words.hpp"

namespace lykta {

/// A picture on its way out. Everything belongs to the caller.
struct Publication {
  const Picture& picture;
  const ReadInputs& read;
  Language language = Language::sv;
  bool empty_cells = true;  ///< false: only cells that say something, see telling_cells.hpp
};

/// Ranked places as outlines, first rank first; places listed for their observations alone come last.
[[nodiscard]] VectorLayer places_layer(const Publication& publication);
/// Cells of the study area, or those of them that say something.
[[nodiscard]] VectorLayer grid_layer(const Publication& publication);
/// Incidents inside the study area, whatever their period.
[[nodiscard]] VectorLayer incidents_layer(const Publication& publication);
[[nodiscard]] VectorLayer observations_layer(const Publication& publication);

}  // namespace lykta
