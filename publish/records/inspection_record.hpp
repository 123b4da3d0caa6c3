// An inspection as JSON, for programs.
#pragma once

#include <nlohmann/json.hpp>

#include "geo/read/inspection.hpp"

namespace lykta {

[[nodiscard]] nlohmann::ordered_json inspection_record(const Inspection& inspection);

/// "2025-03-01 23:15:00"
[[nodiscard]] std::string local_time_text(LocalTime time);

}  // namespace lykta
