// Are there rows that are equal, or that have the case number of an earlier row?
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace lykta {

/// FNV-1a over the fields of a row with their borders: equal rows have equal hashes on every machine.
class RowHash {
 public:
  void add(std::string_view text) {
    for (const auto c : text) {
      mix(static_cast<unsigned char>(c));
    }
    constexpr std::uint64_t border = 0x100;
    mix(border);
  }
  [[nodiscard]] std::uint64_t value() const { return value_; }

 private:
  void mix(std::uint64_t byte) {
    constexpr std::uint64_t prime = 0x100000001B3ULL;
    value_ = (value_ ^ byte) * prime;
  }
  std::uint64_t value_ = 0xCBF29CE484222325ULL;
};

/// How many of the values are equal to another that is counted as the first.
template <typename Value>
std::uint64_t repeats_among(std::vector<Value>& values) {
  std::ranges::sort(values);
  const auto first_repeated = std::unique(values.begin(), values.end());  // not of ranges: clang 14 trips over it
  return static_cast<std::uint64_t>(values.end() - first_repeated);
}

/// A column of case numbers of which some are there several times.
struct RepeatedIds {
  std::string column;      ///< empty: none
  std::uint64_t rows = 0;  ///< whose number an earlier row has
};

/// Case numbers that some rows share, while most rows have their own: a column of areas has fewer numbers than half its
/// rows.
class CaseNumbers {
 public:
  /// Looks for the first column that is called as one of case numbers is.
  explicit CaseNumbers(const std::vector<std::string>& columns);

  void add(std::size_t column, std::string_view text);
  /// When all rows were added; once.
  [[nodiscard]] RepeatedIds finding();

 private:
  std::string name_;
  std::size_t column_ = 0;
  std::vector<std::uint64_t> hashes_;
};

}  // namespace lykta
