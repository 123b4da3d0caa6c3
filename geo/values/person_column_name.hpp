// Does the name of a column say that it holds data on persons?
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "geo/values/person_columns.hpp"

namespace lykta {

/// Judges by the words of the name; where these say too little (a name alone, a role), the values decide, which are
/// trimmed and not empty.
[[nodiscard]] PersonFinding person_data_by_name(const std::string& column_name,
                                                const std::vector<std::string_view>& values);

/// Whether at least one in so many is found, and one at all.
[[nodiscard]] constexpr bool reaches(std::size_t count, std::size_t all, std::size_t one_in) {
  return count > 0 && count * one_in >= all;
}

}  // namespace lykta
