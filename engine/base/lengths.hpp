// Is it a length that anybody can mean? Cells, bandwidths and distances in metres, before anything is made of them.
#pragma once

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>

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

/// Metres as a sentence gives them, without the unit: whole from 100 on, else three digits, and no zeros behind the last
/// one that counts: "1234", "62.5", "0.001". `more` digits are added where three do not do.
[[nodiscard]] inline std::string metres_text(double metres, int more = 0) {
  const auto size = std::abs(metres);
  constexpr int most_decimals = 12;
  const auto needed = size > 0 && std::isfinite(size) ? 2 - static_cast<int>(std::floor(std::log10(size))) : 0;
  auto text = fmt::format("{:.{}f}", metres, std::clamp(std::max(needed, 0) + more, 0, most_decimals));
  if (text.find('.') != std::string::npos) {
    text.erase(text.find_last_not_of('0') + 1);
    if (text.back() == '.') {
      text.pop_back();
    }
  }
  return text;
}

/// Two lengths of one sentence with as many digits as tell them apart: 149.97 m is not "150 m, which is below 150 m".
[[nodiscard]] inline std::pair<std::string, std::string> metres_apart(double one, double other) {
  constexpr int most = 9;
  int more = 0;
  while (one != other && more < most && metres_text(one, more) == metres_text(other, more)) {
    ++more;
  }
  return {metres_text(one, more), metres_text(other, more)};
}

}  // namespace lykta
