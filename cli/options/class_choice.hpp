// Which classes count, and how much? `--only CLASS` and `--class-weight CLASS=WEIGHT`.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/events/incidents.hpp"

namespace lykta {

/// By class, whether it was asked for. Throws InvalidOption for a class that no event has, naming the nearest.
[[nodiscard]] std::vector<bool> chosen_classes(const std::vector<std::string>& only,
                                               const std::vector<IncidentClass>& classes);

/// Sets weights stated as CLASS=WEIGHT. Throws InvalidOption for a class that no event has, and for a weight that is no
/// number from 0.
void set_class_weights(const std::vector<std::string>& stated, std::vector<IncidentClass>& classes);

}  // namespace lykta
