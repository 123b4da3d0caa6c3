// Which days does this run look at: those of the configuration, or others that the call names?
#pragma once

#include <string>

#include <CLI/CLI.hpp>

#include "cli/configuration/configuration.hpp"
#include "engine/inputs/inputs.hpp"
#include "publish/words/words.hpp"

namespace lykta {

/// As they stand on the command line; empty: as the configuration says.
struct RunPeriods {
  std::string week;
  std::string length;
  std::string to;
  std::string compare;
};

void add_run_periods(CLI::App& command, RunPeriods& options);

/// What the call names goes before what the configuration says. A period that the call names leaves the dates of a comparison behind:
/// without a rule it is compared with the same weeks a year before. Throws InvalidOption for what cannot be understood or contradicts itself.
void take_run_periods(const RunPeriods& options, Configuration& configuration);

/// Turns a choice into days, when the data are known, and says which: lines to print, none where dates were stated. Throws as choose_periods()
/// does.
[[nodiscard]] std::string settle_periods(const Inputs& inputs, Configuration& configuration);

}  // namespace lykta
