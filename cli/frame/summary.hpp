// What a run found, in a few lines for the terminal.
#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include "engine/questions/picture.hpp"
#include "geo/read/inputs.hpp"
#include "publish/records/run_record.hpp"

namespace lykta {

/// What a command took for granted while reading, and what it would have liked to be told: sentences.
struct ReadingNotes {
  std::vector<std::string> guesses{};  ///< without a full stop
  std::vector<std::string> hints{};
};

/// `rejects_file` is where the rows that could not be used are listed; empty when nowhere.
[[nodiscard]] std::string summary_text(const ReadInputs& read, const Picture& picture, const RunContext& context,
                                       const std::string& rejects_file, const ReadingNotes& notes = {});

/// What a reader must know before the result: events that spoil the map. Lines, or nothing.
[[nodiscard]] std::string first_warnings_text(std::span<const Warning> warnings);

/// What was lost, what to know before believing it, and last how each file was read: the end of every summary.
[[nodiscard]] std::string losses_text(const ReadInputs& read, std::span<const IncidentUse> uses,
                                      std::span<const Warning> warnings, const std::string& rejects_file,
                                      const ReadingNotes& notes = {});

}  // namespace lykta
