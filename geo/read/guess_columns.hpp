// Which column is probably which? A first guess by names and values, for a person to check.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/base/phrase.hpp"
#include "geo/format/row_source.hpp"
#include "geo/read/column_sample.hpp"
#include "geo/read/columns_by_name.hpp"
#include "geo/read/source_description.hpp"

namespace lykta {

/// A key of the mapping, the column that it probably is, and why.
struct ColumnReason {
  std::string key;
  std::string column;
  Said why;
};

/// A column that is called like one that Lykta uses, and whose values are something else.
struct UnfitColumn {
  std::string key;
  std::string column;
  Said why;  ///< with some of the values that are to blame
};

struct SourceGuess {
  SourceKind kind = SourceKind::incidents;
  Said kind_why;
  ColumnMapping columns;
  std::vector<ColumnReason> reasons;
  std::vector<UnfitColumn> unfit;  ///< not taken, and never left out without a word
  std::string crs;                 ///< "EPSG:3009"; empty where nothing fits, or several systems equally well
  bool crs_declared = false;
  bool crs_is_open = false;      ///< several systems fit equally well
  Said crs_why;                  ///< the evidence; for several systems, which ones
  Said unread_positions;         ///< a column of positions in a notation that is not read; empty where there is none
  Said clock_why;                ///< empty unless the times state an offset from UTC
  std::string count_offered;     ///< a column that looks like a number of events a row; somebody has to say so
  bool asks_date_order = false;  ///< the dates may be read in two ways: somebody has to say which
};

/// Guesses from names, values, and where the points then lie. `expected_degrees` is where the study area lies. Columns
/// that look like data on persons are taken for nothing.
///
/// A time that states its offset from UTC means that offset, in every format: programs that know no zone write none.
/// (Earlier versions of Lykta wrote local times with a Z into GeoPackages; `wall_clock` reads those.)
[[nodiscard]] SourceGuess guess_source(RowSource& source, const std::vector<ColumnSample>& samples,
                                       const std::optional<Box>& expected_degrees);

}  // namespace lykta
