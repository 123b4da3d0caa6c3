// Which sources reported what happened at a place?
#pragma once

#include <span>

#include "engine/inputs/inputs.hpp"
#include "engine/places/located.hpp"
#include "engine/questions/picture.hpp"

namespace lykta {

/// Fills in Place::sources: how many of the place's events each source reported. `events` are those that count. An event that several
/// sources report is counted once in the place, and once for each of them here, so these may add up to more.
void add_sources(const Inputs& inputs, std::span<const Located> events, Picture& picture);

}  // namespace lykta
