// What does a cell of a sheet show, as text?
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "geo/format/sheet_dates.hpp"

namespace lykta {

/// What the cells of all sheets of a workbook refer to.
struct CellMeanings {
  std::vector<std::string> shared_strings;
  std::vector<ShownTime> styles;  ///< by the number that a cell gives for its style
  bool from_1904 = false;
};

/// A cell as the file has it.
struct RawCell {
  std::string type;           ///< attribute t; empty for a number
  std::string style;          ///< attribute s; empty for the first style
  std::string value;          ///< element v, of a formula the value it had when the file was saved
  std::string inline_string;  ///< element is
};

/// The text of a cell: strings as they are, "TRUE" and "FALSE", errors as they are written ("#N/A"), dates as
/// `date_text`, other numbers as `number_text`. A value of an unknown type stays as it is written.
/// Throws DataError, which does not name the cell, for a shared string that is not there.
[[nodiscard]] std::string cell_text(const RawCell& cell, const CellMeanings& meanings);

/// A number as the file has it ("1.1000000000000001", "1E-3") in plain decimal notation with the fewest digits that
/// give the same number back: "1.1", "0.001". Whole numbers keep all their digits; below 1e-9 and from 1e21 on there
/// is an exponent. Text that is no number stays as it is.
[[nodiscard]] std::string number_text(std::string_view written);

/// Text with its escapes read: "_x000D_" is a carriage return, "_x005F_" an underscore (ECMA-376 part 1, 22.9.2.19).
/// What is no character becomes U+FFFD.
[[nodiscard]] std::string unescaped(std::string_view text);

/// A whole number of decimal digits, 0 to `largest`; nothing for anything else.
[[nodiscard]] std::optional<std::size_t> whole_number(std::string_view text, std::size_t largest);

}  // namespace lykta
