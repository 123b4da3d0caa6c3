// Does the name of a column say that it holds data on persons?
#pragma once

#include <string>

#include "geo/values/person_columns.hpp"
#include "geo/values/value_counts.hpp"

namespace lykta {

/// Judges by the words of the name; where these say too little (a name alone, a role), the values decide, which are
/// trimmed and not empty.
[[nodiscard]] PersonFinding person_data_by_name(const std::string& column_name, const ValueCounts& values);

}  // namespace lykta
