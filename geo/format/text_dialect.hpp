// How is a delimited text laid out: which character stands between the fields, where does the table begin?
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/phrase.hpp"
#include "geo/format/header.hpp"
#include "geo/format/text_record.hpp"

namespace lykta {

struct TextDialect {
  char separator = ',';
  bool separator_stated = false;    ///< by the user or by a line "sep=;"
  std::int64_t separator_line = 0;  ///< the row that only states the separator; 0 where there is none
  LoneReturns returns = LoneReturns::end_rows;
  Said why;  ///< for `lykta inspect`
};

/// Finds the separator among comma, semicolon, tab and vertical bar: the one under which the rows have the same number
/// of fields and the fields hold no other separator. Carriage returns without a line feed stay in their fields where there
/// are line feeds, too, and the rows are clearly more even so. `beginning` is UTF-8; `complete` says that it is the whole text, else
/// its last, perhaps cut, record is not looked at. `stated` is "" or one character (or "tab"). Throws InvalidOption for
/// any other statement.
[[nodiscard]] TextDialect find_dialect(std::string_view beginning, bool complete, const std::string& stated);

/// The first records of a text, numbered.
[[nodiscard]] std::vector<NumberedRow> first_records(std::string_view beginning, bool complete,
                                                     const TextDialect& dialect, std::size_t at_most);

}  // namespace lykta
