// What does a picture say of times: of the hours of the week, and of where it is getting worse?
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/base/progress.hpp"
#include "engine/questions/picture.hpp"

namespace lykta {

/// What the events that count say of the week, and those of all times of where it is getting worse, where that was asked
/// for; both into the picture. `about_data` are the warnings about the data. See emerging_options_of.
void look_at_times(const Inputs& inputs, std::span<const std::uint32_t> events, const std::vector<Warning>& about_data,
                   const Progress& progress, Picture& picture);

}  // namespace lykta
