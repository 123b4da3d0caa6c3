// What does one row mean? Position, time, class and the rest of a row of text, or the cause why it cannot be used.
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "engine/events/incidents.hpp"
#include "geo/format/row_source.hpp"
#include "geo/gdal/gdal_handle.hpp"
#include "geo/read/address_table.hpp"
#include "geo/read/column_styles.hpp"
#include "geo/read/person_watch.hpp"
#include "geo/read/read_report.hpp"
#include "geo/read/source_description.hpp"
#include "geo/values/local_clock.hpp"

namespace lykta {

/// Why a row cannot be used, and where that shows.
struct Fault {
  RejectCause cause;
  std::string column;
  std::string value;
};

template <typename Value>
using OrFault = std::variant<Value, Fault>;

/// When an event was, and what is to be said about how that is known.
struct RowTime {
  std::optional<TimeSpan> span;        ///< nothing where the source has no date column at all
  bool stated_zone = false;            ///< the text states its offset from UTC
  bool no_end = false;                 ///< there is a column for the end, but no end in this row
  std::optional<Fault> unread_time{};  ///< a time of day that cannot be read: the day stands without it
};

/// A source together with what its columns mean.
class Rows {
 public:
  /// Opens the source and finds out how its columns are written. Throws DataError as RowSource, InvalidOption as
  /// find_styles and PersonWatch, and for a mapping that cannot be (x without y).
  Rows(const SourceDescription& description, const std::vector<std::string>& allowed_hosts);
  /// The same of a source that is open already, as the description says.
  Rows(const SourceDescription& description, const std::vector<std::string>& allowed_hosts, RowSource source);

  [[nodiscard]] const SourceFormat& format() const { return source_.format(); }
  [[nodiscard]] const ColumnStyles& styles() const { return styles_; }
  [[nodiscard]] const SourceDescription& description() const { return description_; }
  /// The table that the addresses of the rows are looked up in; null where they have positions of their own.
  [[nodiscard]] const AddressTable* addresses() const { return addresses_.get(); }
  [[nodiscard]] const LayerFile* layer_file() const { return source_.layer_file(); }

  /// All rows, the mapped columns of each. The functions below take what is handed over here. Throws InvalidOption at the
  /// end for a column that looks like data on persons further down, and so does the next one.
  void read(const BatchTaker& take, const Progress& progress);

  /// Takes a batch of one row, its number 0, with its geometry as it is, which may be null.
  using GeometryTaker = std::function<void(const RowBatch& batch, OGRGeometryUniquePtr geometry)>;
  /// The same row by row, for layers of polygons: only where `layer_file()` is not null.
  void read_with_geometry(const GeometryTaker& take, const Progress& progress) const;

  /// The coordinate system of the positions. Throws InvalidOption when the file declares none and none was given,
  /// unless the coordinate columns are called longitude and latitude (`assumed` is then set).
  [[nodiscard]] Crs crs(bool& assumed) const;

  /// In the file's own coordinate system.
  [[nodiscard]] OrFault<Point> position(const RowBatch& batch, std::size_t row) const;
  /// `clock` is that of the picture's zone.
  [[nodiscard]] OrFault<RowTime> time(const RowBatch& batch, std::size_t row, LocalClock& clock) const;
  /// The day on which the event was reported: nothing where the row does not say, unreadable_date where nobody can read it.
  [[nodiscard]] OrFault<std::optional<std::chrono::local_days>> report_day(const RowBatch& batch, std::size_t row,
                                                                           LocalClock& clock) const;
  /// Text of a mapped column, trimmed; empty where the column is not mapped or the cell is empty.
  [[nodiscard]] std::string_view text(ColumnRole column, const RowBatch& batch, std::size_t row) const {
    // Each row is asked for every role, and most roles have no column.
    if ((description_.columns.*column).empty()) {
      return {};
    }
    for (const auto& mapped : mapped_) {
      if (mapped.role == column) {
        return batch.columns[mapped.index][row];
      }
    }
    return {};
  }

 private:
  struct MappedColumn {
    std::string ColumnMapping::*role;
    std::size_t index;  ///< in a batch
  };
  struct Moment {
    TimeSpan span;
    bool stated_zone = false;
    std::optional<std::chrono::seconds> heeded_offset{};  ///< from UTC, of a text that was turned into local time
    LocalTime written{};                                  ///< the end of the span as it was written
    std::optional<Fault> unread_time{};
  };
  /// The columns of a start or of an end.
  struct MomentColumns {
    ColumnRole date;
    ColumnRole time;
    DateStyle style;
    ClockNumbers clock_numbers = ClockNumbers::none;
    bool may_be_in_parts = false;
  };

  [[nodiscard]] OrFault<Point> position_of_address(const RowBatch& batch, std::size_t row) const;
  [[nodiscard]] std::optional<double> coordinate_of(std::string_view text, const NumberStyle& style) const;
  [[nodiscard]] OrFault<Point> position_in_columns(const RowBatch& batch, std::size_t row) const;
  [[nodiscard]] OrFault<Moment> moment(const MomentColumns& columns, const RowBatch& batch, std::size_t row,
                                       LocalClock& clock) const;
  [[nodiscard]] OrFault<Moment> day_of(const MomentColumns& columns, const RowBatch& batch, std::size_t row,
                                       LocalClock& clock) const;
  [[nodiscard]] bool says_no_date(const RowBatch& batch, std::size_t row) const;
  /// The time of a row whose date stands in one column and has no company; nothing where it takes a closer look.
  [[nodiscard]] std::optional<RowTime> plain_time(const RowBatch& batch, std::size_t row, LocalClock& clock) const;

  SourceDescription description_;
  std::vector<std::string> allowed_hosts_;
  RowSource source_;
  PersonWatch watch_;
  std::vector<MappedColumn> mapped_;
  std::vector<std::size_t> positions_;
  ColumnStyles styles_;
  bool has_only_dates_ = false;  ///< no other column says when, and the dates are taken as they are
  std::shared_ptr<const AddressTable> addresses_;
};

}  // namespace lykta
