// Which column is probably which? A first guess by the names of the columns, for a person to check.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "geo/read/source_description.hpp"
#include "geo/read/source_table.hpp"

namespace lykta {

/// Columns by the words in their names, Swedish and English ("E (SWEREF 99 15 00)", "longitude", "Datum från",
/// "Brottstyp"). What is not recognised stays empty.
[[nodiscard]] ColumnMapping guess_columns(const std::vector<std::string>& names);

/// The coordinate system that names and numbers of the coordinate columns speak for: a SWEREF 99 zone named in a
/// header, else degrees, SWEREF 99 TM or RT 90 by the range of the numbers. Nothing when they could be anything.
/// Swaps x and y in `columns` when northings stand in the column taken for x.
[[nodiscard]] std::optional<std::string> guess_crs(const SourceTable& table, ColumnMapping& columns);

}  // namespace lykta
