// What does a run do with the tables that people keep by hand: the log of actions and the levels that were set?
#pragma once

#include <string>

#include "cli/configuration/configuration.hpp"
#include "engine/questions/picture.hpp"
#include "geo/read/inputs.hpp"
#include "publish/words/words.hpp"

namespace lykta {

/// As they stand on the command line; empty: as the configuration says.
struct RunLogs {
  std::string actions;
  std::string levels;
};

/// What the call names goes before the file of the configuration; stated columns stay.
void take_run_logs(const RunLogs& options, InputsDescription& inputs);

/// Puts actions and levels into a picture that is complete otherwise. Throws as add_actions().
void add_logs(const Inputs& inputs, const Configuration& configuration, Picture& picture);

/// Lines to print; where levels were asked for and there is no week, that one is needed.
[[nodiscard]] std::string logs_text(const Picture& picture, const ReadInputs& read, bool wants_levels,
                                    Language language);

}  // namespace lykta
