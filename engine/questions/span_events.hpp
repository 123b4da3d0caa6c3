// Which events of a picture's area were there in another span of days, and which sources tell?
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "engine/inputs/inputs.hpp"
#include "engine/questions/picture.hpp"

namespace lykta {

/// Incidents of the study area that count as the picture counts, in a span, whatever the picture's period.
[[nodiscard]] std::vector<std::uint32_t> events_of_span(const Inputs& inputs, const Picture& picture,
                                                        const Period& span);

/// The sources that cover a span whole, by name.
[[nodiscard]] std::vector<std::string> sources_of_span(const Inputs& inputs, std::span<const SourceCoverage> coverages,
                                                       const Period& span);

/// How many of the events lie in a place, and in an outline (half-open).
[[nodiscard]] std::uint64_t count_in_place(const Inputs& inputs, const Picture& picture,
                                           std::span<const std::uint32_t> events, const Place& place);
[[nodiscard]] std::uint64_t count_in_outline(const Inputs& inputs, std::span<const std::uint32_t> events,
                                             const Area& outline);

}  // namespace lykta
