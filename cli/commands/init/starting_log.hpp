// How does an empty log of actions, or table of levels, begin?
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

#include "engine/base/phrase.hpp"

namespace lykta {

enum class LogKind : std::uint8_t { actions, levels };

/// Throws InvalidOption for an ending of which no such table can be written: .csv, .xlsx, .ods and, for actions, .gpkg are.
void check_log_ending(LogKind kind, const std::string& path);

/// Writes the table with its headings and no row. A workbook has a second sheet on how to fill it in.
void write_starting_log(LogKind kind, Language language, const std::filesystem::path& path);

/// What stands in each column, a line each, and how the table is used: for the terminal.
[[nodiscard]] std::string log_guide(LogKind kind, const std::string& path, Language language);

}  // namespace lykta
