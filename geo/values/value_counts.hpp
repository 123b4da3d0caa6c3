// Which different values does a column hold, and in how many rows each?
#pragma once

#include <algorithm>
#include <cstddef>
#include <string_view>
#include <vector>

namespace lykta {

struct ValueCount {
  std::string_view text;
  std::size_t rows = 0;
};

struct ValueCounts {
  std::vector<ValueCount> different;  ///< sorted by their bytes
  std::size_t rows = 0;
};

/// Counts texts; they must outlive the answer.
[[nodiscard]] inline ValueCounts counted(std::vector<std::string_view> texts) {
  std::ranges::sort(texts);
  ValueCounts counts{.different = {}, .rows = texts.size()};
  for (const auto text : texts) {
    if (counts.different.empty() || counts.different.back().text != text) {
      counts.different.push_back({text, 0});
    }
    ++counts.different.back().rows;
  }
  return counts;
}

/// How many rows hold a value that is such a one.
template <typename IsOne>
[[nodiscard]] std::size_t rows_where(const ValueCounts& counts, IsOne is_one) {
  std::size_t rows = 0;
  for (const auto& value : counts.different) {
    rows += is_one(value.text) ? value.rows : 0U;
  }
  return rows;
}

/// Whether at least one in so many is found, and one at all.
[[nodiscard]] constexpr bool reaches(std::size_t count, std::size_t all, std::size_t one_in) {
  return count > 0 && count * one_in >= all;
}

/// Whether at least so many of a hundred are found, and one at all.
[[nodiscard]] constexpr bool reaches_percent(std::size_t count, std::size_t all, std::size_t percent) {
  return count > 0 && count * 100 >= all * percent;
}

}  // namespace lykta
