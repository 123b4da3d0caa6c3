// What stands in the first rows of each column, and of which type is it?
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/phrase.hpp"
#include "geo/format/row_source.hpp"
#include "geo/values/missing_words.hpp"

namespace lykta {

/// What the values of a column are.
enum class ColumnType : std::uint8_t { empty, text, number, date, time_of_day, position };
[[nodiscard]] std::string_view name_of(ColumnType type);

/// The first rows of a column.
struct ColumnSample {
  std::string name;
  std::vector<std::string> texts;
  ColumnType type = ColumnType::empty;
  Said how;                        ///< how the values are written: "decimal comma, as in '59,33'"
  bool is_ambiguous = false;       ///< dates that may be read day first or month first, and no row tells which
  bool has_leading_zeros = false;  ///< codes: whole numbers of which some begin with a zero
  bool may_be_days = false;        ///< numbers that may be the serial days of a sheet
  bool holds_persons = false;      ///< rows further down, which are not in the sample, look like data on persons
  std::size_t filled = 0;  ///< texts that say something: neither empty nor "NA", "saknas", ... (missing_words.hpp)

  [[nodiscard]] std::vector<std::string_view> views() const { return {texts.begin(), texts.end()}; }
};

/// The first rows of all columns, with their types. Columns that are there twice are left out, for no mapping can name
/// them. Where the first rows leave the order of day and month open, all rows of the column are looked at. Whole numbers
/// of which some begin with a zero are text: "0301" is a code, and counting with it would lose the zero.
[[nodiscard]] std::vector<ColumnSample> sample_columns(RowSource& source);

/// The column of this name, or null; null for the empty name.
[[nodiscard]] const ColumnSample* sample_named(const std::vector<ColumnSample>& samples, const std::string& name);

/// Whether it holds numbers, perhaps filled up with zeros in front.
[[nodiscard]] bool holds_numbers(const ColumnSample& sample);

/// Whether nine tenths of the texts that say something are of a sort.
template <typename IsOne>
bool are_mostly(const std::vector<std::string_view>& texts, IsOne is_one) {
  std::size_t filled = 0;
  std::size_t such = 0;
  for (const auto text : texts) {
    const auto is_such = !text.empty() && is_one(text);
    such += is_such ? 1U : 0U;
    filled += is_such || !(text.empty() || says_missing(text)) ? 1U : 0U;
  }
  return filled > 0 && such * 10 >= filled * 9;
}

}  // namespace lykta
