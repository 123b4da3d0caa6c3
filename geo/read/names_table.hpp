// Which places have names of their own? A table of names with positions.
#pragma once

#include <string>
#include <vector>

#include "engine/base/progress.hpp"
#include "engine/places/place.hpp"
#include "geo/crs/crs.hpp"
#include "geo/read/file_hashes.hpp"
#include "geo/read/inputs.hpp"
#include "geo/read/read_report.hpp"

namespace lykta {

/// Reads the table into metres of a system. Rows without a name, a position or a place there are named in the report. Throws as
/// Rows.
[[nodiscard]] std::vector<NamedPosition> read_names(const NamesDescription& description, const Crs& crs,
                                                    const Progress& progress,
                                                    const std::vector<std::string>& allowed_hosts, FileHashes& hashes,
                                                    NamesReport& report);

}  // namespace lykta
