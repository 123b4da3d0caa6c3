// What the configuration says about a source: where it lies, what it holds, which column means what.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/events/data_coverage.hpp"
#include "engine/events/incidents.hpp"
#include "geo/format/text_file.hpp"
#include "geo/read/class_rules.hpp"
#include "geo/values/date_style.hpp"
#include "geo/values/position_text.hpp"

namespace lykta {

/// Each has its row in kinds.hpp.
enum class SourceKind : std::uint8_t { incidents, observations, areas, survey, visits, accidents };

/// How the time of day in a source is to be taken.
enum class Clock : std::uint8_t {
  as_written,  ///< local time, unless the text states an offset from UTC ("Z", "+01:00"), which is then heeded
  wall_clock,  ///< local time whatever is stated: for files that must carry a Z but hold local time
};

/// Names of columns; an empty name means that there is no such column.
struct ColumnMapping {
  std::string x;  ///< easting or longitude; empty: the layer's geometry
  std::string y;
  std::string position;  ///< the whole position in one text: "56.2, 15.3", WKT, GeoJSON
  std::string date;      ///< date, or date and time
  std::string time;      ///< time of day, when it stands apart
  std::string end_date;
  std::string end_time;
  std::string year;  ///< of a date in parts, in place of `date`: year, month and day each in a column
  std::string month;
  std::string day;
  std::string hour;  ///< beside a date, in place of `time`
  std::string minute;
  std::string class_name;      ///< key `class`
  std::string position_class;  ///< A, B, C or D
  std::string discovered;      ///< whether patrols found it
  std::string address;         ///< street, address or area in words: what people call where an event was
  std::string category;        ///< of an observation; of a survey the question
  std::string severity;        ///< of an observation, 1 to 3; of an accident, in words or numbers
  std::string feeling;         ///< of an observation: safe, unsafe or neutral
  std::string residents;       ///< number of people, for kind = areas
  std::string area;            ///< name or code of an area
  std::string index;           ///< of a survey, 0 to 6
  std::string sample;          ///< of a survey: how many answered
  std::string unit;            ///< of a visit: which team
  std::string minutes;         ///< of a visit: how long, where no end is given
  std::string count;           ///< of incidents: how many events the row stands for
  std::string report_date;     ///< of incidents: when somebody reported it
  std::string indoors;         ///< of incidents: whether it happened indoors
};

using ColumnRole = std::string ColumnMapping::*;

/// A key of [sources.columns].
struct MappingKey {
  const char* key;
  ColumnRole role;
  bool holds_words = false;  ///< its texts are taken over as they are, so they are looked at for data on persons
};

/// All columns that a mapping can name.
inline constexpr std::array<MappingKey, 28> mapping_keys{{{"x", &ColumnMapping::x},
                                                          {"y", &ColumnMapping::y},
                                                          {"position", &ColumnMapping::position},
                                                          {"date", &ColumnMapping::date},
                                                          {"time", &ColumnMapping::time},
                                                          {"end_date", &ColumnMapping::end_date},
                                                          {"end_time", &ColumnMapping::end_time},
                                                          {"year", &ColumnMapping::year},
                                                          {"month", &ColumnMapping::month},
                                                          {"day", &ColumnMapping::day},
                                                          {"hour", &ColumnMapping::hour},
                                                          {"minute", &ColumnMapping::minute},
                                                          {"class", &ColumnMapping::class_name, true},
                                                          {"position_class", &ColumnMapping::position_class},
                                                          {"discovered", &ColumnMapping::discovered, true},
                                                          {"address", &ColumnMapping::address, true},
                                                          {"category", &ColumnMapping::category, true},
                                                          {"severity", &ColumnMapping::severity},
                                                          {"feeling", &ColumnMapping::feeling},
                                                          {"residents", &ColumnMapping::residents},
                                                          {"area", &ColumnMapping::area, true},
                                                          {"index", &ColumnMapping::index},
                                                          {"sample", &ColumnMapping::sample},
                                                          {"unit", &ColumnMapping::unit, true},
                                                          {"minutes", &ColumnMapping::minutes},
                                                          {"count", &ColumnMapping::count},
                                                          {"report_date", &ColumnMapping::report_date},
                                                          {"indoors", &ColumnMapping::indoors, true}}};
static_assert(sizeof(ColumnMapping) == mapping_keys.size() * sizeof(std::string), "a column has no key");

/// The key of a column: "severity".
[[nodiscard]] constexpr const char* key_of(ColumnRole role) {
  for (const auto& each : mapping_keys) {
    if (each.role == role) {
      return each.key;
    }
  }
  return "";
}

/// Whether the columns say when: a date, or a year and perhaps month and day.
[[nodiscard]] inline bool tells_date(const ColumnMapping& columns) {
  return !columns.date.empty() || !columns.year.empty();
}

/// Whether a column is mapped that does this; parts of a date do what `date` does.
[[nodiscard]] inline bool is_mapped(const ColumnMapping& columns, ColumnRole role) {
  return role == &ColumnMapping::date ? tells_date(columns) : !(columns.*role).empty();
}

/// Polygons that the rows of a table belong to, by the name or code of the area.
struct PolygonsDescription {
  std::string path;
  std::string path_as_written;
  std::string layer;
  std::string crs;  ///< empty: as the file declares
  std::string column;
};

/// How messages call what states something of a source: options of a command; empty: the keys of a configuration.
struct OptionNames {
  std::string crs;           ///< "--source-crs"
  std::string x_and_y;       ///< "--x and --y"
  std::string layer;         ///< "--layer"
  std::string clock{};       ///< "--clock"
  std::string time_zone{};   ///< "--time-zone"
  std::string date_order{};  ///< "--date-order"
  std::string date_year{};   ///< "--date-year"
};

struct SourceDescription {
  std::string name;             ///< as shown in reports; the file's name where none is given
  std::string path;             ///< to be opened
  std::string path_as_written;  ///< in the configuration, before environment variables; this one is published
  std::string layer;
  SourceKind kind = SourceKind::incidents;
  std::string crs;                            ///< empty: as the file declares
  TextStatements text;                        ///< what is stated of the layout of a text file
  std::optional<DateOrder> date_order;        ///< what follows is found out where it is not stated
  int date_year = 0;                          ///< of dates without a year; 0: it is not known
  std::optional<SerialDays> serial_days;      ///< plain numbers in date columns are days of a sheet
  std::optional<char> decimal;                ///< decimal sign of the coordinates
  std::optional<PositionForm> position_form;  ///< of the column `position`
  Clock clock = Clock::as_written;
  bool months_only = false;  ///< of each date only year and month are known, whatever day is written
  ColumnMapping columns;
  std::optional<PolygonsDescription> polygons;  ///< where the rows have no place of their own
  /// Table of addresses with positions, for rows that have an address alone. It has columns `address`, `x` and `y`.
  std::shared_ptr<const SourceDescription> addresses;
  ClassRules classes;                       ///< values in the file -> class (category, severity of an accident)
  std::vector<std::string> person_columns;  ///< columns that may be used although they look like data on persons
  bool keep_suspicious_stacks = true;       ///< false: events on a pile that is likely a centroid count as class D
  std::string crs_guess;                    ///< why `crs` is empty though it was looked for, for messages
  OptionNames options;
  StatedCoverage covers;         ///< first and last day that the source was kept, where that is known
  std::string fixed_class;       ///< class of all rows where there is no class column
  std::optional<Origin> origin;  ///< nothing: as the class says, else reported
};

/// A class as configured; `origin` is used for events whose source does not say.
struct ClassDescription {
  std::string name;
  double weight = 1.0;
  std::optional<Origin> origin;
  bool is_crime = false;
};

}  // namespace lykta
