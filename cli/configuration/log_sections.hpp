// What does a configuration say of the tables that people keep by hand: actions and levels?
#pragma once

#include "cli/configuration/configuration.hpp"
#include "cli/configuration/paths.hpp"
#include "cli/configuration/toml_reader.hpp"

namespace lykta {

/// [actions]: without it there are none, unless the call names a log.
void read_actions_section(TomlReader& top, const Paths& paths, Configuration& configuration);

/// [levels]: with it levels are proposed; its path may be left out as long as nobody has set any.
void read_levels_section(TomlReader& top, const Paths& paths, Configuration& configuration);

}  // namespace lykta
