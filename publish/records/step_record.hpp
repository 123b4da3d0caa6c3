// What did a single step read, find and warn of? The record that --json prints.
#pragma once

#include <span>
#include <string>

#include <nlohmann/json_fwd.hpp>

#include "engine/inputs/warnings.hpp"
#include "geo/read/inputs.hpp"
#include "publish/words/words.hpp"

namespace lykta {

/// What was read and lost, `found` under the name of the step, and the warnings in the language of the outputs.
[[nodiscard]] nlohmann::ordered_json step_record(const std::string& name, const ReadInputs& read,
                                                 const nlohmann::ordered_json& found, std::span<const Warning> warnings,
                                                 Language language);

}  // namespace lykta
