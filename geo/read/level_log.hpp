// Which levels has somebody set?
#pragma once

#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "engine/events/set_level.hpp"
#include "geo/read/log_table.hpp"

namespace lykta {

/// The columns of a table of levels, in the order of a new one.
[[nodiscard]] std::span<const LogRole> level_roles();

struct ReadLevels {
  std::vector<SetLevel> levels;
  LogReport report;
  std::vector<ReadFile> files;
};

/// Throws as LogTable.
[[nodiscard]] ReadLevels read_levels(const LogDescription& description, const std::vector<std::string>& allowed_hosts);

/// The level that a word means: "gul", "yellow". Nothing for any other.
[[nodiscard]] std::optional<Level> level_of_word(std::string_view word);

}  // namespace lykta
