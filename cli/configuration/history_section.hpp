// What does a configuration say of what stays from run to run?
#pragma once

#include "cli/configuration/configuration.hpp"
#include "cli/configuration/paths.hpp"
#include "cli/configuration/toml_reader.hpp"

namespace lykta {

/// [history]: without it nothing stays.
void read_history_section(TomlReader& top, const Paths& paths, HistorySettings& history);

}  // namespace lykta
