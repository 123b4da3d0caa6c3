// Which columns of a file have values or names that speak for something? Shared by the guesses of the kinds.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "geo/read/guess_columns.hpp"
#include "geo/values/name_words.hpp"

namespace lykta {

/// Names of the columns whose values fit.
template <typename Fits>
std::vector<std::string> names_where(const std::vector<ColumnSample>& samples, Fits fits) {
  std::vector<std::string> names;
  for (const auto& sample : samples) {
    if (fits(sample)) {
      names.push_back(sample.name);
    }
  }
  return names;
}

[[nodiscard]] std::vector<std::string> names_of_type(const std::vector<ColumnSample>& samples, ColumnType type);

/// The first of the names with one of the words, the most telling word first; empty where none has any.
[[nodiscard]] std::string name_with(const std::vector<std::string>& names,
                                    std::initializer_list<std::string_view> words);

/// Whether nine tenths of the filled texts pass, and there is one.
template <typename Passes>
bool nearly_all(const ColumnSample& sample, Passes passes) {
  std::size_t filled = 0;
  std::size_t passing = 0;
  for (const auto& text : sample.texts) {
    const auto is_passing = !text.empty() && passes(text);
    passing += is_passing ? 1U : 0U;
    filled += is_passing || !(text.empty() || says_missing(text)) ? 1U : 0U;
  }
  return filled > 0 && passing * 10 >= filled * 9;
}

/// The column that says which area a row is about: a code rather than a name. Codes may be all digits.
[[nodiscard]] std::string area_column(const std::vector<ColumnSample>& samples, const std::string& residents);

/// An observation and an answer are a moment; a second date is a deadline.
void clear_end(ColumnMapping& columns);

}  // namespace lykta
