// Which days does a configuration name, by dates or by what is to be found out from the data?
#pragma once

#include "cli/configuration/configuration.hpp"
#include "cli/configuration/toml_reader.hpp"

namespace lykta {

/// [period] and [comparison]: first and last day, both included; or a week, or a length with a last day, and a rule. Refuses what
/// contradicts itself.
void read_periods(TomlReader& top, Configuration& configuration);

/// Where a day begins.
[[nodiscard]] LocalTime midnight_of(const toml::date& date);

}  // namespace lykta
