// How does a column write its numbers? Which sign stands before the decimals, and which between the thousands?
//
// "1,234" is one and a bit in Stockholm and more than a thousand in London. One text cannot tell, its column often can.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "engine/base/phrase.hpp"

namespace lykta {

struct NumberStyle {
  char decimal = '.';  ///< '.' or ','
  char thousands =
      '\0';  ///< '\0' none; '.', ','; ' ' any space, no-break ones too; '\'' also for the curly one (U+2019)

  friend bool operator==(const NumberStyle&, const NumberStyle&) = default;
};

/// The number that the whole text, but for spaces at its ends, means in this style. Thousands may be left without their
/// sign ("1234"); with it all groups must have three digits and the first one to three of them, not beginning with 0.
/// Signs are +, - and the minus sign U+2212; an exponent ("1.5e3") goes with numbers without groups. Nothing for all
/// else: NaN, infinities, numbers beyond double, and texts of more than 64 bytes.
/// A thousands sign equal to the decimal sign counts as none.
[[nodiscard]] std::optional<double> parse_number(std::string_view text, NumberStyle style);

/// The number of a text in a column of this style: as the style reads it, or else the one number that any style makes of it.
/// "6228524.2" is that, whatever its column does; "516.680" is half a thousand or half a million, and nothing here.
[[nodiscard]] std::optional<double> parse_unmistakable_number(std::string_view text, NumberStyle style);

/// What the texts of a column say about their style. numbers + others + empty is the number of texts.
struct NumberFinding {
  std::optional<NumberStyle>
      style;                        ///< nothing when fewer than nine tenths of the texts that are not empty are numbers
  std::optional<NumberStyle> best;  ///< the same without that condition: nothing where no text is a number
  std::size_t numbers = 0;          ///< texts that the style reads, or that are unmistakable beside it
  std::size_t others = 0;
  std::size_t empty = 0;   ///< and those that say that there is no value (missing_words.hpp)
  bool ambiguous = false;  ///< another style reads as many texts, but as other numbers; `style` then takes the decimals
  Said why;                ///< one phrase with an example: "decimal comma, as in '59,33'"
};

/// The style that reads most of the texts; of styles that read equally many the one with fewer signs. A single kind of
/// separator with three digits behind it in each text ("1.234", "12,345") is ambiguous.
[[nodiscard]] NumberFinding find_number_style(std::span<const std::string_view> texts);

}  // namespace lykta
