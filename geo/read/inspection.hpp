// What is in this file, what would Lykta take it for, and what is wrong with it?
//
// The answer is found by reading the whole file the way a run would with the guesses made here, so what is said here is
// what a run will do.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "engine/base/phrase.hpp"
#include "engine/base/progress.hpp"
#include "geo/format/row_source.hpp"
#include "geo/read/case_numbers.hpp"
#include "geo/read/guess_columns.hpp"
#include "geo/read/inputs.hpp"
#include "geo/read/read_report.hpp"
#include "geo/values/person_columns.hpp"

namespace lykta {

/// A column as it stands in the file.
struct InspectedColumn {
  std::string name;
  ColumnType type = ColumnType::empty;
  Said how;
  std::uint64_t filled = 0;
  std::vector<std::string> examples;  ///< the first different values; none where they may be data on persons
  PersonFinding personal;
  Said property;  ///< why it looks like names of properties, which lead to their owners; empty where it does not
};

/// When the events of a file were, as far as it says.
struct InspectedTimes {
  TimeSpan range;                 ///< of all of them, mistyped ones too
  std::optional<Period> covers;   ///< see data_coverage.hpp
  std::uint64_t months_only = 0;  ///< a whole month and no more
  std::uint64_t days_only = 0;
  std::uint64_t first_of_month = 0;  ///< of these, on the first day of a month
  std::uint64_t at_midnight = 0;     ///< exactly 00:00: often "unknown"

  /// Many dates, all the first of a month: what is known is the month.
  [[nodiscard]] bool likely_months() const { return days_only >= 30 && first_of_month == days_only; }
};

struct Inspection {
  std::string path;
  SourceFormat format;
  std::uint64_t rows = 0;
  std::uint64_t equal_rows = 0;  ///< rows that an earlier row equals in every column; kept, as anonymised data repeat
  RepeatedIds repeated_ids;
  std::vector<InspectedColumn> columns;
  SourceGuess guess;
  bool has_polygons = false;
  Said not_read;  ///< why the rows could not be read with the guesses; empty where they could
  std::optional<ReadReport> report;
  std::optional<Box> extent_degrees;
  std::vector<Point> some_degrees;  ///< longitudes and latitudes of events, evenly chosen; at most ten thousand
  std::optional<InspectedTimes> times;
  std::uint64_t same_events = 0;  ///< events that an earlier one equals in place, time and class
  /// Values of the class (or category) column with their rows, at most a hundred.
  std::map<std::string, std::uint64_t> class_values;
};

struct InspectionRequest {
  std::string path;
  std::string layer;       ///< empty: the only layer, or the first sheet
  AreaDescription area{};  ///< the study area: rows outside of it are lost as in a run; its path empty: none
  std::optional<Box> expected_degrees;  ///< without an area: where the events are expected
  std::string time_zone = "Europe/Stockholm";
  std::vector<std::string> allowed_hosts;
  std::string encoding{};  ///< of texts, where the user states it
};

/// Throws DataError and InvalidOption where the file cannot be opened at all; what goes wrong later is in the answer.
[[nodiscard]] Inspection inspect(const InspectionRequest& request, const Progress& progress = {});

/// The source of a configuration that the guesses describe; what is not known stays empty.
[[nodiscard]] SourceDescription description_of(const Inspection& inspection);

/// Where the polygons of a file lie, or those that `where` chooses, in longitudes and latitudes. Nothing where it has none
/// or declares no system.
[[nodiscard]] std::optional<Box> extent_of_polygons(const std::string& path, const std::string& layer,
                                                    const std::string& stated_crs = {}, const std::string& where = {});

}  // namespace lykta
