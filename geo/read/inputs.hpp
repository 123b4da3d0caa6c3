// All sources read, understood and projected: what `make_picture` needs, and the report of what was read.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "engine/base/phrase.hpp"
#include "engine/base/progress.hpp"
#include "engine/events/linked_reports.hpp"
#include "engine/questions/picture.hpp"
#include "geo/crs/crs.hpp"
#include "geo/crs/projection_scale.hpp"
#include "geo/read/calendar_file.hpp"
#include "geo/read/read_report.hpp"
#include "geo/read/source_description.hpp"

namespace lykta {

/// The study area: a file of polygons, or a box in the target system, or nothing.
struct AreaDescription {
  std::string path;
  std::string path_as_written;
  std::string layer;
  std::string crs;            ///< empty: as the file declares
  std::string where;          ///< which features (field_choice.hpp); empty: all
  std::optional<Box> extent;  ///< in the target coordinate system
};

/// A table of named places.
struct NamesDescription {
  SourceDescription source;
  std::string name_column;
};

/// Polygons of one's own to count in instead of cells.
struct ZonesDescription {
  std::string path;
  std::string path_as_written;
  std::string layer;
  std::string crs;                         ///< empty: as the file declares
  std::string id_column;                   ///< of codes; empty: the feature ids
  std::string name_column;                 ///< empty: no names
  std::string exposure_column;             ///< of residents or whatever rates are formed by; empty: none is known
  std::string noun = "zones";              ///< what messages call them: "zones", "localities"
  std::string crs_option = "--zones-crs";  ///< how their coordinate system is stated
};

/// Of localities that places are tested against: how messages call them.
[[nodiscard]] inline ZonesDescription localities_description() {
  ZonesDescription localities;
  localities.noun = "localities";
  localities.crs_option = "--strata-crs, or crs in [strata]";
  return localities;
}

struct InputsDescription {
  std::string target_crs;  ///< empty: the one that fits
  std::string time_zone = "Europe/Stockholm";
  AreaDescription area;
  std::optional<ZonesDescription> zones;
  std::optional<ZonesDescription> strata{};  ///< localities that places are tested against
  std::vector<SourceDescription> sources;
  std::vector<ClassDescription> classes;  ///< empty: each value of the class columns is a class of weight 1
  std::optional<NamesDescription> names;
  std::vector<CalendarDescription> calendars{};
  std::optional<LogDescription> actions{};  ///< the log of actions
  std::optional<LogDescription> levels{};   ///< the table of levels that were set
  LinkOptions links;
  bool needs_localities = false;           ///< of the towns around: places are called after them
  bool needs_hashes = true;                ///< of the files, for a record; else ReadReport::files stays empty
  std::vector<std::string> allowed_hosts;  ///< that may be read from; none: nothing leaves the machine
};

struct ReadInputs {
  Inputs inputs;
  ReadReport report;
  Crs crs;          ///< the picture's
  Said crs_reason;  ///< why this one: "stated", "of the study area", "the zone that fits the positions"
  std::optional<ScaleOverBox> scale{};  ///< of `crs` where the data lie
};

/// The name of the class of events whose value no mapping knows.
inline constexpr const char* unmapped_class = "unmapped";

/// Fills in what each source of incidents covers, in the inputs and in the report.
void find_coverage(std::span<const SourceDescription> sources, Inputs& inputs, ReadReport& report);

/// Reads everything. Throws InvalidOption and DataError as the parts do, and DataError when a stated or declared
/// coordinate system puts a source's events far from the study area; rows that cannot be used are in the report.
[[nodiscard]] ReadInputs read_inputs(const InputsDescription& description, const Progress& progress = {});

}  // namespace lykta
