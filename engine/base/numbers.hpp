// Numbers that many formulas share.
#pragma once

#include <limits>

namespace lykta {

/// What a column holds where there is no value.
inline constexpr auto no_number = std::numeric_limits<double>::quiet_NaN();

inline constexpr double m2_per_km2 = 1e6;

}  // namespace lykta
