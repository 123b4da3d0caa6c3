// Which features of a layer are meant? Those of which one field has one of a few values: "kommunnamn = 'Ronneby'".
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "geo/format/source_table.hpp"

namespace lykta {

struct FieldChoice {
  std::string field;
  std::vector<std::string> values;  ///< at least one
};

/// Reads `FIELD = VALUE`, or several values with commas between: `lan = 'Blekinge', 'Kalmar'`. Names and values may stand
/// in single or double quotes, and must where they hold a comma, a quote or an equals sign; a quote in quotes is doubled.
/// This is no SQL and reaches no database. Throws InvalidOption, which names `option`, for anything else.
[[nodiscard]] FieldChoice parse_field_choice(std::string_view text, std::string_view option);

/// The rows of a table that was read with all its columns. Field and values are compared as text without regard to capital
/// letters. Throws DataError: no such field (all are named), or a value that no row has (the nearest and others are named);
/// InvalidOption: a field that looks like data on persons.
[[nodiscard]] std::vector<std::size_t> chosen_rows(const SourceTable& table, const FieldChoice& choice,
                                                   const std::string& shown);

/// The choice as it may be written: `kommunnamn = 'Ronneby'`.
[[nodiscard]] std::string written(const FieldChoice& choice);

}  // namespace lykta
