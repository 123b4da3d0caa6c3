// What exactly was found about near repeats? The record: choices, table, originators, global tests.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include "engine/questions/repeats.hpp"

namespace lykta {

[[nodiscard]] nlohmann::ordered_json repeats_record(const Repeats& repeats, const RepeatOptions& options);

}  // namespace lykta
