// What stands in a small table that people keep by hand: a log of actions, a table of levels?
//
// Columns are found by their headings in Swedish or English, or by what is stated. A cell that cannot be used is left out and listed, and
// its row stands: what somebody has decided must not go missing for a slip of the pen.
#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/base/phrase.hpp"
#include "geo/format/row_source.hpp"
#include "geo/values/date_style.hpp"

namespace lykta {

/// A log as a configuration or an option names it.
struct LogDescription {
  std::string path;
  std::string path_as_written;
  std::string layer;  ///< or sheet; empty: the only layer, or the first sheet
  std::string crs;    ///< of positions; empty: as the file declares, see read_actions()
  std::map<std::string, std::string>
      columns;  ///< key of a role to a column; roles that are not in it go by their headings
};

/// What a cell, or a row, has wrong.
enum class LogFaultKind : std::uint8_t {
  shifted_row,    ///< more fields than the header has names
  nothing_to_do,  ///< neither a problem nor an action: the row is left out
  unknown_status,
  no_reason,        ///< declined without one
  no_end,           ///< done without a date
  unreadable_date,  ///< or no whole day
  wrong_order,      ///< an end before the start, or a start before the decision
  repeated_id,      ///< an earlier row has it, too
  person,           ///< a name, an address, a number of a person where a role or a place is wanted: not taken over
  unreadable_position,
  no_area,          ///< a level without an area: the row is left out
  unreadable_week,  ///< likewise
  unknown_level,    ///< likewise
};
inline constexpr auto last_log_fault = LogFaultKind::unknown_level;
/// "unknown_status"
[[nodiscard]] std::string_view name_of(LogFaultKind kind);
/// To be read behind a value: "is no status (ny, beslutad, ...)".
[[nodiscard]] Phrase fault_words(LogFaultKind kind);
/// Whether the row is left out for it.
[[nodiscard]] bool loses_row(LogFaultKind kind);

struct LogFault {
  std::int64_t row = 0;  ///< as the user counts
  std::string column;    ///< empty where it is the row or its geometry
  LogFaultKind kind = LogFaultKind::unknown_status;
  std::string value;  ///< what stood there; never of a person
};

/// What was read of a log.
struct LogReport {
  std::string path;  ///< as written, without passwords
  std::string layer;
  std::uint64_t rows = 0;
  std::uint64_t used = 0;
  std::vector<std::pair<std::string, std::string>>
      columns;                   ///< key of a role and its column, in the order of the roles
  std::vector<LogFault> faults;  ///< by row
};

/// A column of a log: its key in a configuration, and headings that name it, the first in Swedish and the second in English being those
/// that a new log gets.
struct LogRole {
  const char* key;
  std::span<const char* const> headings;
  bool is_needed = false;
};

/// Without case, underscores, hyphens and superfluous blanks: "Klart  senast" is "klart senast".
[[nodiscard]] std::string log_key(std::string_view text);

/// A role, an area and what was decided tell of no person. Whether a text looks as if it did: a known given name with a family name,
/// or in a column of roles any known name alone, an e-mail address, a telephone number, a personal number.
[[nodiscard]] bool tells_of_person(std::string_view text, bool is_role);

class LogTable {
 public:
  /// Reads all rows; blank ones do not count. Throws DataError and InvalidOption as RowSource, DataError for a table without a
  /// needed column (all columns are listed) or two columns that fit one role, InvalidOption for a stated column that is no role.
  LogTable(const LogDescription& description, std::span<const LogRole> roles,
           const std::vector<std::string>& allowed_hosts);

  [[nodiscard]] const std::vector<ReadFile>& files() const { return files_; }
  [[nodiscard]] std::size_t rows() const { return rows_.size(); }
  [[nodiscard]] std::int64_t row_number(std::size_t row) const { return rows_[row].number; }
  /// Trimmed; empty where the column is not there, or the cell says that there is nothing.
  [[nodiscard]] const std::string& text(std::string_view role, std::size_t row) const;
  [[nodiscard]] std::string column(std::string_view role) const;
  [[nodiscard]] bool has(std::string_view role) const { return !column(role).empty(); }
  /// The day that a cell names, which may be written in the style of its column; nothing where it is empty, or
  /// unreadable, which is listed.
  [[nodiscard]] std::optional<std::chrono::local_days> day(std::string_view role, std::size_t row);
  /// The text without what tells of a person, which is listed and left out.
  [[nodiscard]] std::string text_without_persons(std::string_view role, std::size_t row, bool is_role);

  [[nodiscard]] bool has_geometry() const { return has_geometry_; }
  [[nodiscard]] RowGeometry geometry(std::size_t row) const { return rows_[row].geometry; }
  [[nodiscard]] const Point& point(std::size_t row) const { return rows_[row].point; }
  [[nodiscard]] const std::optional<Crs>& crs() const { return crs_; }

  void fault(std::size_t row, std::string_view role, LogFaultKind kind, std::string value = {});
  /// The report with its faults in order, once all rows have been used.
  [[nodiscard]] LogReport take_report(std::uint64_t used);

 private:
  struct LogRow {
    std::int64_t number = 0;
    std::vector<std::string> cells{};  ///< by role that has a column
    RowGeometry geometry = RowGeometry::none;
    Point point{};
  };
  struct FoundColumn {
    std::string role;
    std::string column;
    DateStyle dates{};
  };

  void find_columns(const LogDescription& description, std::span<const LogRole> roles,
                    const std::vector<std::string>& columns);
  void add_batch(const RowBatch& batch);
  [[nodiscard]] const FoundColumn* found(std::string_view role) const;
  void find_date_styles();

  std::vector<FoundColumn> columns_;
  std::vector<LogRow> rows_;
  std::vector<ReadFile> files_;
  bool has_geometry_ = false;
  std::optional<Crs> crs_;
  LogReport report_;
};

}  // namespace lykta
