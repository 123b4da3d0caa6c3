// What may somebody call the places of a picture in a table of one's own?
#pragma once

#include "engine/questions/named_places.hpp"
#include "engine/questions/picture.hpp"

namespace lykta {

/// The names of its places in both languages, and of a weekly picture those of the rest of the area and of all of it, compared as
/// log_key() does.
[[nodiscard]] NamedPlaces named_places(const Picture& picture);

}  // namespace lykta
