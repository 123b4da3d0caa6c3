// What the configuration says about a source: where it lies, what it holds, which column means what.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "engine/events/incidents.hpp"

namespace lykta {

enum class SourceKind : std::uint8_t { incidents, observations, areas };

/// How the time of day in a source is to be taken.
enum class Clock : std::uint8_t {
  as_written,  ///< local time, unless the text states an offset from UTC ("Z", "+01:00"), which is then heeded
  wall_clock,  ///< local time whatever is stated: for files that must carry a Z but hold local time
};

/// Names of columns; an empty name means that there is no such column.
struct ColumnMapping {
  std::string x;  ///< easting or longitude; empty: the layer's geometry
  std::string y;
  std::string date;  ///< date, or date and time
  std::string time;  ///< time of day, when it stands apart
  std::string end_date;
  std::string end_time;
  std::string class_name;      ///< key `class`
  std::string position_class;  ///< A, B, C or D
  std::string discovered;      ///< whether patrols found it
  std::string category;        ///< of an observation
  std::string severity;        ///< of an observation, 1 to 3
  std::string feeling;         ///< of an observation: safe, unsafe or neutral
  std::string residents;       ///< number of people, for kind = areas
};

struct SourceDescription {
  std::string name;             ///< as shown in reports; the file's name where none is given
  std::string path;             ///< to be opened
  std::string path_as_written;  ///< in the configuration, before environment variables; this one is published
  std::string layer;
  SourceKind kind = SourceKind::incidents;
  std::string crs;  ///< empty: as the file declares
  std::string encoding;
  Clock clock = Clock::as_written;
  ColumnMapping columns;
  std::map<std::string, std::string> classes;  ///< value in the file -> class (or category)
  std::string fixed_class;                     ///< class of all rows where there is no class column
  std::optional<Origin> origin;                ///< nothing: as the class says, else reported
};

/// A class as configured; `origin` is used for events whose source does not say.
struct ClassDescription {
  std::string name;
  double weight = 1.0;
  std::optional<Origin> origin;
};

}  // namespace lykta
