// Is it a length that anybody can mean? Cells, bandwidths and distances in metres, before anything is made of them.
#pragma once

#include <cmath>

#include <fmt/format.h>

#include "engine/base/error.hpp"

namespace lykta {

/// A millimetre, and a quarter of the way around the globe: beyond them products overflow, and nothing is that size.
inline constexpr double smallest_length_m = 1e-3;
inline constexpr double largest_length_m = 1e7;

/// Throws InvalidOption for what is no length; `what` begins the message: "cell size", "the distance of neighbours".
inline void check_length(const char* what, double metres) {
  if (!(metres > 0) || !std::isfinite(metres)) {
    throw InvalidOption(fmt::format("{} must be a positive number of metres, not {}", what, metres));
  }
  if (metres < smallest_length_m || metres > largest_length_m) {
    throw InvalidOption(fmt::format("{} must lie between {} and {:.0f} metres, not {:g}", what, smallest_length_m,
                                    largest_length_m, metres));
  }
}

}  // namespace lykta
