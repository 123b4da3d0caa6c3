// What was read, and what was lost on the way and why?
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/phrase.hpp"
#include "engine/events/data_coverage.hpp"
#include "engine/events/time_precision.hpp"
#include "engine/space/points.hpp"
#include "geo/crs/crs_operation.hpp"
#include "geo/read/calendar_file.hpp"
#include "geo/read/log_table.hpp"
#include "geo/shapes/outline_repair.hpp"

namespace lykta {

/// Why a row cannot be used.
enum class RejectCause : std::uint8_t {
  shifted_row,  ///< more fields than the header has names: an unquoted separator has moved them
  no_position,
  unreadable_position,
  zero_position,         ///< coordinates 0, 0, here or before they were reprojected: a default, not a place
  placeholder_position,  ///< -1, nines, or a value that several rows share, far from all others: it stands for no position
  other_system,  ///< far from all others, and another coordinate system, or x and y exchanged, puts it among them
  impossible_position,  ///< beyond what the coordinate system can express
  not_a_point,
  position_class_d,  ///< the centroid of a locality would make one huge false hotspot
  no_date,
  unreadable_date,
  unreadable_time,  ///< never of a row: its day stands without it (UnreadTimes)
  end_before_start,
  unreadable_number,
  outlying_date,    ///< outside the days that the source covers, so in none of the periods
  no_area,          ///< the row does not say which area it is about
  unmatched_area,   ///< no polygon has that name or code
  unknown_address,  ///< not in the table of addresses, or there in several places
  not_a_polygon,    ///< a survey speaks for an area, and this is a line
  outside_area,     ///< known only after the study area was laid over the events
  outside_zones,    ///< in none of the polygons that are counted in
};
inline constexpr auto last_reject_cause = RejectCause::outside_zones;
[[nodiscard]] std::string_view name_of(RejectCause cause);

struct Reject {
  std::uint32_t source = 0;  ///< index of the source
  std::int64_t row = 0;      ///< as the user counts in the file
  std::string column;        ///< empty where it is the geometry
  RejectCause cause = RejectCause::no_position;
  std::string value;         ///< what stood there
  std::string class_name{};  ///< of an event, where a column tells it
  std::string street{};      ///< or area, of an event, where a column tells it: for counts, never for a list
  std::optional<Point>
      position{};  ///< of an event that is lost for another reason, in the picture's system once all is
                   ///< projected: for counts, never for a list
};

/// The same for people, to be read behind a number: "with a date that cannot be read".
[[nodiscard]] Phrase cause_words(RejectCause cause);

/// How many rows are lost by which cause, for people: "2 without a position, 1 outside the study area"; empty where none
/// is.
[[nodiscard]] std::string causes_text(const std::map<RejectCause, std::size_t>& rows_by_cause, Language language);
/// The same of these rejects.
[[nodiscard]] std::string causes_text(std::span<const Reject> rejects, Language language);

/// A file that the picture rests on.
struct InputFile {
  std::string path;    ///< as written in the configuration (of the parts of a Shapefile, with their own endings)
  std::string sha256;  ///< of its bytes, lower-case hexadecimal
};

/// A pile of events on one point that is likely a default: the centroid of a locality, a police station.
struct SuspiciousStack {
  Point degrees;  ///< longitude, latitude
  std::uint64_t events = 0;
  double share = 0;              ///< of the source's used events
  std::string position_classes;  ///< that the rows state, "C" or "BC"; with "?" where one states none of A to C
};

/// A row that is dated outside the days that its source covers.
struct OutlyingRow {
  std::int64_t row = 0;
  std::string date;  ///< as days_text() writes it
};

/// A class of events, or a street or an area, of which rows were lost.
struct RowLoss {
  std::string name;
  std::uint64_t rows = 0;  ///< all that were read, lost or not
  std::uint64_t used = 0;
  std::map<RejectCause, std::size_t> causes{};
  bool stands_out = false;  ///< it lost all of its rows, or far more of them than the rest of the source

  [[nodiscard]] std::uint64_t lost() const { return rows - used; }
};

/// Rows far from all others that another system, or x and y exchanged, puts among them.
struct OtherSystemRows {
  std::string crs;
  std::string name;
  bool is_taken_system = false;  ///< only x and y are exchanged
  bool swapped = false;
  std::uint64_t rows = 0;
  double share = 0;       ///< of the rows with a position
  bool left_out = false;  ///< else they stay where the taken system puts them
};

/// Times of day, or dates of reports, that could not be read: the row stands without them.
struct UnreadTimes {
  std::uint64_t rows = 0;
  std::string column;                 ///< of the last of them
  std::vector<std::string> examples;  ///< a few different ones
};

/// Of fewer lost rows nothing is said of a street or an area: they may be of one home.
inline constexpr std::uint64_t fewest_lost_of_a_street = 10;

struct SourceReport {
  std::string name;
  std::string path;  ///< as written in the configuration, without passwords
  std::string layer;
  std::string driver;
  std::string encoding;                       ///< of text files
  std::string crs;                            ///< of the coordinates, as used
  std::optional<CrsOperation> crs_operation;  ///< from there into the picture's; nothing: they are the same
  bool is_from_command = false;               ///< stated by options of a command, not by a configuration
  bool has_position_classes = false;          ///< a column of the rows states them
  std::uint64_t rows = 0;
  std::uint64_t used = 0;
  std::uint64_t intervals = 0;       ///< used rows whose time is a span
  std::uint64_t no_end = 0;          ///< used rows without the end that others have: the start stands alone
  std::uint64_t zones_heeded = 0;    ///< used rows that stated an offset from UTC, turned into local time
  std::string time_zone;             ///< of that local time
  UnreadTimes unread_times;          ///< of used rows
  UnreadTimes unread_report_dates;   ///< likewise: when they were reported is not known
  std::uint64_t zones_ignored = 0;   ///< used rows that stated an offset from UTC which `wall_clock` set aside
  std::uint64_t repeated_hours = 0;  ///< used rows at a local time that a change of the clock repeats
  std::uint64_t skipped_hours = 0;   ///< used rows at a local time that a change of the clock skips
  std::uint64_t unknown_position_classes = 0;  ///< used rows whose position class is none of A to D
  std::uint64_t hidden_rows = 0;               ///< that a spreadsheet program does not show; read like all others
  std::vector<std::int64_t> total_rows;        ///< that add up others ("Summa"); not among `rows`
  std::string count_column;                    ///< whose numbers say how many events a row stands for
  std::uint64_t counted_events = 0;            ///< that they add up to, of the used rows
  std::uint64_t zero_counts = 0;               ///< rows of which it says 0: they hold no event
  std::vector<RowLoss> lost_by_class;          ///< in the order of the alphabet; classes without a loss are not there
  std::vector<RowLoss> lost_by_street;         ///< the same of the streets and areas of the column `address`
  std::vector<RowLoss> lost_by_area;           ///< the same of polygons or localities, by the positions of the rows
  std::uint64_t linked = 0;  ///< used rows that are counted with another source's report of the same event
  std::vector<DefaultTime> default_times;  ///< of incidents: clock times that stand for unknown ones
  std::optional<SourceCoverage> coverage;  ///< of incidents
  std::vector<OutlyingRow> outlying_rows;  ///< in the order of the file
  std::string date_column;                 ///< that they stand in
  std::uint64_t distinct_positions = 0;
  std::uint64_t stacked = 0;            ///< used rows that share their position with another
  std::optional<double> position_step;  ///< to which coordinates are rounded, in the units of `crs`
  std::optional<double> position_step_m;
  std::vector<SuspiciousStack> suspicious_stacks;
  std::vector<OtherSystemRows> other_systems;
  std::uint64_t far_off = 0;                             ///< used rows that lie far from all others
  double far_off_km = 0;                                 ///< of the nearest of them to the middle of the others
  std::map<std::string, std::uint64_t> unmapped_values;  ///< classes or categories not in the mapping, with their rows
  std::vector<OutlineRepair> repairs;                    ///< of polygons, by the first row that speaks of each
  std::vector<std::string> unmatched_rows;               ///< area names of the table that no polygon has
  std::vector<std::string> unmatched_polygons;           ///< area names of the polygons that the table does not have
  std::vector<Said> defaults;                            ///< what Lykta decided because nothing was said
};

/// Polygons that are counted in, where there are some.
struct ZonesReport {
  std::string path;  ///< as written in the configuration, without passwords
  std::string layer;
  std::string driver;
  std::string crs;                            ///< of the polygons in the file
  std::optional<CrsOperation> crs_operation;  ///< from there into the picture's; nothing: they are the same
  std::uint64_t features = 0;                 ///< of the layer
  std::uint64_t zones = 0;
  std::uint64_t joined = 0;                      ///< features that became a further part of a zone of the same code
  std::uint64_t without_id = 0;                  ///< features whose code is empty: they are called by their feature id
  std::vector<std::string> without_polygon;      ///< codes of features that have none, or one that encloses nothing
  std::vector<std::string> without_place;        ///< codes of zones with a point that has no place in the picture's crs
  std::vector<std::string> without_exposure;     ///< codes of zones whose exposure is not known, for whatever reason
  std::vector<std::string> unreadable_exposure;  ///< code and value of what is no exposure: "0114C1010: 'many'"
  std::vector<OutlineRepair> repairs;            ///< of outlines that cross themselves or are wrong in another way
  std::vector<Said> defaults;                    ///< what Lykta decided because nothing was said
};

/// The study area, where it came from a file.
struct AreaReport {
  std::string path;  ///< as written in the configuration, without passwords
  std::string layer;
  std::string where;                          ///< which features were asked for; empty: all
  std::uint64_t features = 0;                 ///< of the layer
  std::uint64_t chosen = 0;                   ///< whose polygons make the area
  std::string crs;                            ///< of the polygons in the file
  std::optional<CrsOperation> crs_operation;  ///< from there into the picture's; nothing: they are the same
  std::vector<std::int64_t> mended;           ///< ids of features whose outline was wrong
  std::vector<OutlineRepair> repairs;         ///< what was wrong with each of these, and what mending changed
  std::vector<std::int64_t> not_polygons;     ///< ids of features left out, as they have no polygon
};

/// The file of names that places are called after.
struct NamesReport {
  std::string path;                           ///< as written in the configuration, without passwords
  std::string crs;                            ///< of the positions in the file
  std::optional<CrsOperation> crs_operation;  ///< from there into the picture's; nothing: they are the same
  std::uint64_t rows = 0;
  std::vector<std::int64_t> without_name;      ///< rows, as the user counts them
  std::vector<std::int64_t> without_position;  ///< rows with a name, and no position that can be read
  std::vector<std::int64_t> without_place;     ///< rows whose position has no place in the picture's crs
};

struct ReadReport {
  std::vector<SourceReport> sources;
  std::optional<ZonesReport> zones;
  std::optional<ZonesReport> strata{};  ///< localities that places are tested against
  std::optional<AreaReport> area;
  std::optional<NamesReport> names;
  std::vector<CalendarReport> calendars{};
  std::optional<LogReport> actions{};
  std::optional<LogReport> levels{};
  std::vector<Reject> rejects;
  std::vector<InputFile> files;
};

}  // namespace lykta
