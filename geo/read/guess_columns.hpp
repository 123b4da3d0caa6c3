// Which column is probably which? A first guess by names and values, for a person to check.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "geo/format/row_source.hpp"
#include "geo/read/source_description.hpp"

namespace lykta {

/// Columns by the words in their names, Swedish and English ("E (SWEREF 99 15 00)", "longitude", "Datum från",
/// "Brottstyp"). What is not recognised stays empty.
[[nodiscard]] ColumnMapping guess_columns(const std::vector<std::string>& names);

/// What the values of a column are.
enum class ColumnType : std::uint8_t { empty, text, number, date, time_of_day, position };
[[nodiscard]] std::string_view name_of(ColumnType type);

/// The first rows of a column.
struct ColumnSample {
  std::string name;
  std::vector<std::string> texts;
  ColumnType type = ColumnType::empty;
  std::string how;            ///< how the values are written: "decimal comma, as in '59,33'"
  bool is_ambiguous = false;  ///< dates that may be read day first or month first, and no row tells which

  [[nodiscard]] std::vector<std::string_view> views() const { return {texts.begin(), texts.end()}; }
};

/// The first rows of all columns, with their types. Columns that are there twice are left out, for no mapping can name
/// them. Where the first rows leave the order of day and month open, all rows of the column are looked at. Whole numbers
/// of which some begin with a zero are text: "0301" is a code, and counting with it would lose the zero.
[[nodiscard]] std::vector<ColumnSample> sample_columns(RowSource& source);

/// The column of this name, or null; null for the empty name.
[[nodiscard]] const ColumnSample* sample_named(const std::vector<ColumnSample>& samples, const std::string& name);

/// A key of the mapping, the column that it probably is, and why.
struct ColumnReason {
  std::string key;
  std::string column;
  std::string why;
};

struct SourceGuess {
  SourceKind kind = SourceKind::incidents;
  std::string kind_why;
  ColumnMapping columns;
  std::vector<ColumnReason> reasons;
  std::string crs;  ///< "EPSG:3009"; empty where nothing fits, or several systems equally well
  bool crs_declared = false;
  std::string crs_why;  ///< the evidence; for several systems, which ones
  Clock clock = Clock::as_written;
  std::string clock_why;         ///< empty unless the times state an offset from UTC
  bool asks_date_order = false;  ///< the dates may be read in two ways: somebody has to say which
};

/// Guesses from names, values, and where the points then lie. `expected_degrees` is where the study area lies. Columns
/// that look like data on persons are taken for nothing.
///
/// The date-times of a GeoPackage must be in UTC (OGC 12-128r18, table 1), so programs that know no zone put a Z behind
/// local time. When all of them are in UTC and the name of the column does not say so (utc, gmt, zulu), the Z is taken for
/// such a formality, and the clock is `wall_clock`.
[[nodiscard]] SourceGuess guess_source(RowSource& source, const std::vector<ColumnSample>& samples,
                                       const std::optional<Box>& expected_degrees);

}  // namespace lykta
