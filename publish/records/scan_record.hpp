// What exactly was scanned? The record of a scan: choices, counts, what was left out, clusters.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include "engine/questions/scan_map.hpp"

namespace lykta {

[[nodiscard]] nlohmann::ordered_json scan_record(const ScanMap& map);

}  // namespace lykta
