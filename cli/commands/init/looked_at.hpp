// What do the files given to `lykta init` hold, and which of them belong together?
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/base/progress.hpp"
#include "engine/space/points.hpp"
#include "geo/read/inspection.hpp"

namespace lykta {

/// A file as far as it could be understood.
struct LookedAt {
  std::string path;   ///< as it shall stand in the configuration
  std::string layer;  ///< where the file holds several
  Inspection found;
  std::string polygons_path{};  ///< where its areas lie, as it shall stand in the configuration; empty: not known
  std::string polygons_layer{};
  std::string polygons_column{};
  bool is_one_of_several = false;  ///< further layers of the file are sources of their own
  std::vector<Said> left_out{};    ///< of the first source of a file: its layers that are no source, and why
};

struct LookedAtFiles {
  std::vector<LookedAt> sources;
  std::vector<LookedAt> polygons;  ///< without a column of residents
  std::vector<bool> is_partner;    ///< of these, whether a table is about them
};

/// Looks at files whose paths are relative to `folder`, and finds the polygons that tables are about. Of a file with several
/// layers or sheets each one that holds events is a source, and the first layer of polygons may be the study area; hidden
/// sheets, and all of a GPX file but its waypoints, are left out. Throws DataError as
/// reading does.
[[nodiscard]] LookedAtFiles look_at_files(const std::vector<std::string>& paths, const std::string& folder,
                                          const std::string& time_zone, const Progress& progress);

/// The polygons that no table is about; those of a table, where there are no others. Throws InvalidOption for several.
[[nodiscard]] const LookedAt* study_area_of(const LookedAtFiles& files);

/// Looks at the sources of incidents again: what lies outside the study area cannot be used by a run. `where` chooses polygons
/// (field_choice.hpp); empty: all.
void count_within(const LookedAt& area, const std::string& where, const std::string& time_zone,
                  std::vector<LookedAt>& sources, const Progress& progress);

/// Whether rows are about areas that lie in another file.
[[nodiscard]] bool needs_polygons(const LookedAt& file);

}  // namespace lykta
