// Which column is which, going by what they are called?
#pragma once

#include <string>
#include <vector>

#include "geo/read/source_description.hpp"

namespace lykta {

/// Columns by the words in their names, Swedish and English ("E (SWEREF 99 15 00)", "longitude", "Datum från",
/// "Brottstyp"). What is not recognised stays empty.
[[nodiscard]] ColumnMapping guess_columns(const std::vector<std::string>& names);

}  // namespace lykta
