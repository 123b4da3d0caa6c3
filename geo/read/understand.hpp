// What does one row mean? Position, time, class and the rest of a row of text, or the cause why it cannot be used.
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "engine/events/incidents.hpp"
#include "geo/read/read_report.hpp"
#include "geo/read/source_description.hpp"
#include "geo/read/source_table.hpp"

namespace lykta {

/// Why a row cannot be used, and where that shows.
struct Fault {
  RejectCause cause;
  std::string column;
  std::string value;
};

template <typename Value>
using OrFault = std::variant<Value, Fault>;

/// A source table together with what its columns mean.
class Rows {
 public:
  /// Reads the mapped columns. Throws DataError as read_table, and InvalidOption for a mapping that cannot be (x
  /// without y).
  Rows(const SourceDescription& description, const Progress& progress);
  [[nodiscard]] const SourceTable& table() const { return table_; }
  [[nodiscard]] std::size_t size() const { return table_.rows(); }

  /// The coordinate system of the positions. Throws InvalidOption when the file declares none and none was given,
  /// unless the coordinate columns are called longitude and latitude (`assumed` is then set).
  [[nodiscard]] Crs crs(bool& assumed) const;

  /// In the file's own coordinate system.
  [[nodiscard]] OrFault<Point> position(std::size_t row) const;
  /// Nothing where the source has no date column at all. `time_zone` is the picture's.
  [[nodiscard]] OrFault<std::optional<TimeSpan>> time(std::size_t row, const std::string& time_zone) const;
  /// Whether the row states an offset from UTC.
  [[nodiscard]] bool states_zone(std::size_t row) const;

  /// Text of a mapped column, trimmed; empty where the column is not mapped or the cell is empty.
  [[nodiscard]] std::string_view text(const std::string& column, std::size_t row) const;

 private:
  [[nodiscard]] OrFault<TimeSpan> moment(const std::string& date_column, const std::string& time_column,
                                         std::size_t row, const std::string& time_zone) const;

  SourceDescription description_;
  std::vector<std::string> wanted_;
  SourceTable table_;
};

}  // namespace lykta
