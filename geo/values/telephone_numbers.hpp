// Does a text hold a telephone number?
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "geo/values/person_columns.hpp"
#include "geo/values/value_counts.hpp"

namespace lykta {

enum class TelephoneForm : std::uint8_t {
  none,
  weak,  ///< the whole value, and perhaps a number of something else: "701234567", a zero lost in front
  sure   ///< with +46, a Swedish mobile number, or one with its area code set apart, at whatever place of the text
};

struct TelephoneNumber {
  TelephoneForm form = TelephoneForm::none;
  std::string digits;
};

/// The most telling of the numbers in a text, grouped by spaces, hyphens, points or a slash.
[[nodiscard]] TelephoneNumber telephone_number_in(std::string_view text);

/// Found are sure numbers in one of a hundred rows, and weak ones in half of them, unless they lie as close to each other
/// as numbers that somebody counts up: these number cases.
[[nodiscard]] PersonFinding find_telephone_numbers(const ValueCounts& values);

}  // namespace lykta
