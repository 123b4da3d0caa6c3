// What a run found, in a few lines for the terminal.
#pragma once

#include <filesystem>
#include <span>
#include <string>

#include "engine/picture.hpp"
#include "geo/read/inputs.hpp"
#include "publish/run_record.hpp"

namespace lykta {

/// `rejects_file` is where the rows that could not be used are listed; empty when nowhere.
[[nodiscard]] std::string summary_text(const ReadInputs& read, const Picture& picture, const RunContext& context,
                                       const std::string& rejects_file);

/// What was lost, what is odd about the sources and what to know before believing it: the end of every summary.
[[nodiscard]] std::string losses_text(const ReadInputs& read, std::span<const IncidentUse> uses,
                                      std::span<const Warning> warnings, const std::string& rejects_file);

}  // namespace lykta
