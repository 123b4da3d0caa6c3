// The whole description of a picture: what a configuration file says, and what follows where it says nothing.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/questions/action_picture.hpp"
#include "engine/questions/chosen_periods.hpp"
#include "engine/questions/picture.hpp"
#include "engine/questions/weekly_picture.hpp"
#include "geo/read/inputs.hpp"
#include "publish/delivery.hpp"

namespace lykta {

/// What stays from run to run.
struct HistorySettings {
  std::string path{};  ///< empty: nothing does
  unsigned keep_weeks = 260;
};

struct Configuration {
  InputsDescription inputs;
  PictureOptions picture;
  /// What stands instead of dates of the period and of the comparison; known when the data have been read.
  PeriodChoice period_choice{};
  std::optional<ComparisonRule> comparison_rule{};
  StandingChoice standing{};
  WeeklyPictureOptions weekly{};  ///< its weeks, and what stands beside them, are known when the data have been read
  HistorySettings history{};
  ActionOptions actions{};
  RunContext context;
  OutputOptions outputs;
};

/// Reads a configuration file. Paths in it are relative to its folder; they may name environment variables
/// (`${LYKTA_DATA}/...`), and one that begins with a variable is relative to the folder where the command is given.
/// Throws DataError when the file is missing, InvalidOption when it is no TOML and for unknown keys, wrong types and
/// impossible values, each with file and line.
[[nodiscard]] Configuration read_configuration(const std::filesystem::path& path);

/// The same from the text of a file; `path` is for messages and for what paths in it are relative to.
[[nodiscard]] Configuration parse_configuration(std::string_view text, const std::filesystem::path& path);

}  // namespace lykta
