// Does a text hold the number of a person?
//
// Swedish personal numbers (personnummer, samordningsnummer), and those of the neighbours: Norwegian, Danish, Finnish.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "geo/values/person_columns.hpp"
#include "geo/values/value_counts.hpp"

namespace lykta {

/// Dated: it has the form, a date and four digits. Valid: the check digit fits too (Luhn's formula, in Norway the two of
/// modulus 11, in Finland the letter of modulus 31).
enum class NumberForm : std::uint8_t { other, dated, valid };

/// The most telling of the numbers in a text. Danish numbers have no check digit, so none is valid.
[[nodiscard]] NumberForm personal_number_in(std::string_view text);

/// A whole value that may be a number of a person, however a spreadsheet has spoilt it: "850101 1234", "8501011234.0",
/// "501011234" (for 0501011234), "8,50101E+09"; or with its last digits hidden: "850101-XXXX".
struct BirthNumber {
  std::optional<int> decade;             ///< 0 to 9, of the year of birth where the number begins with it
  std::optional<int> decade_after_days;  ///< the same where it begins with the day ("010185-1234")
  bool hidden = false;                   ///< its last digits are
  bool valid = false;
  bool is_exponential = false;  ///< "8,50101E+09"
};
/// Nothing for texts of another form, whatever their date.
[[nodiscard]] std::optional<BirthNumber> birth_number(std::string_view whole);

/// Whether a date of birth stands in it: "f. 850101", "född 1985-01-01".
[[nodiscard]] bool tells_birth(std::string_view text);

/// Found are:
/// - numbers with their check digit in one of a hundred rows (of plain digits alone, one of five), when half of those
///   with the form have it: among case numbers that begin with a date one in ten is valid by chance;
/// - numbers of the form in four of five rows, whose dates lie in five decades at least, so that they are no case numbers;
/// - numbers with their last digits hidden, and dates behind "född", in one of a hundred rows.
[[nodiscard]] PersonFinding find_personal_numbers(const ValueCounts& values);

}  // namespace lykta
