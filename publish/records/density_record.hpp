// What exactly was mapped? The record of a density map: choices, bandwidth and its curve, counts.
#pragma once

#include <optional>
#include <utility>

#include <nlohmann/json_fwd.hpp>

#include "engine/questions/density_map.hpp"

namespace lykta {

[[nodiscard]] nlohmann::ordered_json density_record(const DensityMap& map);

/// `bandwidth_m` is the global one, `range_m` what came of it.
[[nodiscard]] nlohmann::ordered_json adaptive_record(const AdaptiveShape& adaptive, double bandwidth_m,
                                                     const std::optional<std::pair<double, double>>& range_m);

/// Whether each event's cells sum to that event: those of the fast way do not, they hold the plain kernel.
[[nodiscard]] bool keeps_mass(const DensityOptions& density, const std::optional<FastReport>& fast);

/// Null where the fast way was not asked for.
[[nodiscard]] nlohmann::ordered_json fast_record(const std::optional<FastOptions>& fast,
                                                 const std::optional<FastReport>& report);

}  // namespace lykta
