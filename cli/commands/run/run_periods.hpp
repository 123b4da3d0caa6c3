// Which days does this run look at: those of the configuration, or others that the call names?
#pragma once

#include <optional>
#include <string>

#include <CLI/CLI.hpp>

#include "cli/configuration/configuration.hpp"
#include "engine/inputs/inputs.hpp"
#include "engine/questions/weekly_picture.hpp"
#include "publish/words/words.hpp"

namespace lykta {

/// As they stand on the command line; empty: as the configuration says.
struct RunPeriods {
  std::string week;
  std::string length;
  std::string to;
  std::string compare;
  std::string standing;
};

void add_run_periods(CLI::App& command, RunPeriods& options);

/// What the call names goes before what the configuration says. A period that the call names leaves the dates of a comparison behind:
/// without a rule it is compared with the same weeks a year before. Throws InvalidOption for what cannot be understood or contradicts itself.
void take_run_periods(const RunPeriods& options, Configuration& configuration);

struct SettledRun {
  std::string text;                              ///< lines to print, none where dates were stated
  std::optional<WeeklyPictureOptions> weekly{};  ///< the picture is that of the window before these weeks
};

/// Turns a choice into days, when the data are known, and says which. A single week has standing places unless they are not wanted, several
/// weeks where their window is stated. Throws as choose_periods() does, and InvalidOption for a window that goes with no whole weeks.
[[nodiscard]] SettledRun settle_periods(const Inputs& inputs, Configuration& configuration);

}  // namespace lykta
