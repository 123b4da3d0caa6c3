// What exactly was found about the week? The record: choices, table, tests, what was left out.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include "engine/questions/week.hpp"

namespace lykta {

[[nodiscard]] nlohmann::ordered_json week_record(const Week& week, const WeekOptions& options);

}  // namespace lykta
