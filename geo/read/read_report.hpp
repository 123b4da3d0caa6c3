// What was read, and what was lost on the way and why?
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace lykta {

/// Why a row cannot be used.
enum class RejectCause : std::uint8_t {
  no_position,
  unreadable_position,
  zero_position,        ///< coordinates 0, 0: a default, not a place
  impossible_position,  ///< beyond what the coordinate system can express
  not_a_point,
  position_class_d,  ///< the centroid of a locality would make one huge false hotspot
  no_date,
  unreadable_date,
  unreadable_time,
  end_before_start,
  unreadable_number,
  outside_area,  ///< known only after the study area was laid over the events
};
[[nodiscard]] std::string_view name_of(RejectCause cause);

struct Reject {
  std::uint32_t source = 0;  ///< index of the source
  std::int64_t row = 0;      ///< as the user counts in the file
  std::string column;        ///< empty where it is the geometry
  RejectCause cause = RejectCause::no_position;
  std::string value;  ///< what stood there
};

/// A file that the picture rests on.
struct InputFile {
  std::string path;    ///< as written in the configuration (of the parts of a Shapefile, with their own endings)
  std::string sha256;  ///< of its bytes, lower-case hexadecimal
};

struct SourceReport {
  std::string name;
  std::string path;  ///< as written in the configuration
  std::string layer;
  std::string driver;
  std::string encoding;  ///< of text files
  std::string crs;       ///< of the coordinates, as used
  std::uint64_t rows = 0;
  std::uint64_t used = 0;
  std::uint64_t intervals = 0;      ///< used rows whose time is a span
  std::uint64_t zones_ignored = 0;  ///< used rows that stated an offset from UTC which `wall_clock` set aside
  std::map<std::string, std::uint64_t> unmapped_values;  ///< classes or categories not in the mapping, with their rows
  std::vector<std::string> defaults;                     ///< what Lykta decided because nothing was said
};

struct ReadReport {
  std::vector<SourceReport> sources;
  std::vector<Reject> rejects;
  std::vector<InputFile> files;
};

}  // namespace lykta
