// What was read from a source and what is odd about it, as JSON: the quality section of a run and of an inspection.
#pragma once

#include <nlohmann/json.hpp>

#include "geo/read/read_report.hpp"

namespace lykta {

/// One object per source, in the order of the configuration.
[[nodiscard]] nlohmann::ordered_json sources_record(const ReadReport& report);

/// The polygons that are counted in, and what was lost of them.
[[nodiscard]] nlohmann::ordered_json zones_record(const ZonesReport& zones);
[[nodiscard]] nlohmann::ordered_json area_record(const AreaReport& area);
[[nodiscard]] nlohmann::ordered_json names_record(const NamesReport& names);

/// Rows by cause, causes in alphabetical order.
[[nodiscard]] nlohmann::ordered_json rejected_record(const std::vector<Reject>& rejects);

}  // namespace lykta
