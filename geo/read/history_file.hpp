// What does a file remember of earlier runs, and how is that written so that people can read and compare it?
//
// JSON, a place on a line: a run more is some lines more, and what two copies differ in is seen at a glance.
#pragma once

#include <string>

#include "engine/places/history.hpp"

namespace lykta {

/// The layout of the file; a program refuses files of a later one.
inline constexpr int history_format = 1;

/// An empty history where there is no such file. Throws DataError for a file that is not one of a history, that is damaged or cut off,
/// that contradicts itself (an id twice, runs out of order, an id that has not been given), or that a later version wrote.
[[nodiscard]] History read_history(const std::string& path);

/// The same from a text; messages do not name the file.
[[nodiscard]] History parse_history(const std::string& text);

/// The text of the file. Coordinates are rounded to centimetres. The same history gives the same bytes, and reading it back the same text.
[[nodiscard]] std::string history_text(const History& history);

}  // namespace lykta
