// How are numbers of zones, days and what is expected written for the terminal?
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "engine/events/time_window.hpp"
#include "engine/space/zones.hpp"
#include "engine/statistics/cell_classes.hpp"

namespace lykta {

/// "1 zone", "2 zones"
[[nodiscard]] std::string counted(std::size_t number, const char* one, const char* many);
/// "412 cells of 250 m", "7 zones"
[[nodiscard]] std::string zones_text(const Zones& zones);
/// First and last day, both included: "2025-01-01 to 2025-06-30"
[[nodiscard]] std::string period_text(const Period& period);
/// What is expected may be much less than one: "12.3", "0.042"
[[nodiscard]] std::string expected_text(double expected);
/// A ratio, with the decimals that tell it from 1: "1.03", "2.6", "140"
[[nodiscard]] std::string times_text(double ratio);
/// A code of a file in words: "no_neighbours" is "no neighbours".
[[nodiscard]] std::string words_of_code(std::string_view code);
/// What is done about many tests: "Benjamini-Hochberg" ...
[[nodiscard]] const char* correction_text(Correction correction);

}  // namespace lykta
