// What is said of a place's history, and of places that are gone?
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/places/history.hpp"
#include "engine/places/place.hpp"
#include "publish/words/words.hpp"

namespace lykta {

/// The week of a run that ended with one, else its last day: "vecka 48 2025", "2025-11-26".
[[nodiscard]] std::string run_end_text(LocalTime end, Language language);

/// Adds sentences; none where no history is kept or this is its first run.
void add_history(const Place& place, const std::optional<PictureHistory>& picture, Language language,
                 std::vector<std::string>& sentences);

/// "P3, 6 veckor, växer": a line of a list has no room for more.
[[nodiscard]] std::string history_in_short(const PlaceHistory& history, Language language);

/// What a file of a history holds before a run: "Historiken historik.json: 3 körningar, den senaste till vecka 48 2025, 12 platser.";
/// that it is not there yet where it has no runs. A line without its end.
[[nodiscard]] std::string history_file_line(const std::string& file, const History& history, Language language);

/// Where the history begins, and which places are gone since the run before: lines.
[[nodiscard]] std::string history_lines(const PictureHistory& history, Language language);

}  // namespace lykta
