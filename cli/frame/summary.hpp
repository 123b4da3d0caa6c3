// What was found, lost and read, in a few lines for the terminal.
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

/// Of a run, in the language of its outputs. `rejects_file` is where the rows that could not be used are listed;
/// empty when nowhere.
[[nodiscard]] std::string summary_text(const ReadInputs& read, const Picture& picture, const RunContext& context,
                                       const std::string& rejects_file);

/// What a picture counted, where, and its places, a line each.
[[nodiscard]] std::string picture_text(const ReadInputs& read, const Picture& picture, const std::string& title,
                                       Language language);

/// What a reader must know before the result: events that spoil the map. Lines, or nothing.
[[nodiscard]] std::string first_warnings_text(std::span<const Warning> warnings, Language language);

/// What was lost, what to know before believing it, and last how each file was read: the end of every summary.
[[nodiscard]] std::string losses_text(const ReadInputs& read, std::span<const IncidentUse> uses,
                                      std::span<const Warning> warnings, const std::string& rejects_file,
                                      const ReadingNotes& notes, Language language);

/// "EPSG:3006 (SWEREF 99 TM, stated)": the coordinate system of the result, and why this one.
[[nodiscard]] std::string crs_text(const ReadInputs& read, Language language);

}  // namespace lykta
