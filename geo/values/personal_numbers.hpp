// Does a text hold a Swedish personal number (personnummer or samordningsnummer)?
#pragma once

#include <cstdint>
#include <string_view>

namespace lykta {

/// Dated: it has the form, a date and four digits. Valid: the check digit of Luhn's formula fits too.
enum class NumberForm : std::uint8_t { other, dated, valid };

/// The most telling of the numbers in a text.
[[nodiscard]] NumberForm personal_number_in(std::string_view text);

}  // namespace lykta
