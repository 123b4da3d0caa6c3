// By which word does a record name a choice of a density map? The words are those of the options.
#pragma once

#include <string_view>

#include "engine/questions/density_map.hpp"

namespace lykta {

[[nodiscard]] std::string_view rule_name(BandwidthRule rule);
[[nodiscard]] std::string_view edges_name(EdgeTerm edges);
[[nodiscard]] std::string_view unit_name(DensityUnit unit);
[[nodiscard]] std::string_view stack_name(TimeStack stack);
[[nodiscard]] std::string_view test_name(RiskTest test);

}  // namespace lykta
