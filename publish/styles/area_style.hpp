// What do the layers look like that only say where all this is, or show places and events in another way?
#pragma once

#include <string>

#include "publish/layers/layers.hpp"

namespace lykta {

/// The boundary: a line, and a veil over what lies outside. As the text of a QML file, as all here.
[[nodiscard]] std::string boundary_style(const Publication& publication, const VectorLayer& layer);

/// Names alone, large localities first; those that a place bears already are left to the place.
[[nodiscard]] std::string names_style(const Publication& publication, const VectorLayer& layer);

/// Incidents by the hour of the week, to be played hour by hour.
[[nodiscard]] std::string hours_style(const Publication& publication, const VectorLayer& incidents);

/// Places by their change against the comparison period.
[[nodiscard]] std::string change_of_places_style(const Publication& publication, const VectorLayer& places);

}  // namespace lykta
