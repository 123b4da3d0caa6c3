// Which days does a table of a configuration name?
#pragma once

#include <optional>
#include <string_view>

#include "cli/configuration/toml_reader.hpp"
#include "engine/events/time_window.hpp"

namespace lykta {

/// Of [period] and [comparison]: first and last day, both included; nothing where the table is not there.
[[nodiscard]] std::optional<Period> read_period(TomlReader& top, std::string_view key);

/// Where a day begins.
[[nodiscard]] LocalTime midnight_of(const toml::date& date);

}  // namespace lykta
