// Which period should a first configuration look at, and what can it be compared with?
#pragma once

#include <span>
#include <string>
#include <vector>

#include "engine/events/time_window.hpp"

namespace lykta {

/// A file of events and the days that it covers (see data_coverage.hpp).
struct CoveredFile {
  std::string path;
  Period covers;
  std::vector<Period> pauses{};  ///< inside, in order
  std::size_t dated = 0;         ///< events with a date
};

/// The blocks [period] and [comparison] with their reasons. The file with the most events chooses (the first of several):
/// its last 52 weeks and the same weeks a year before, or as many whole weeks as it covers in both years, at least four.
/// Neither meets a pause of that file: what lies before its last pause is no part of the period. Where there are none the
/// comparison stands as a comment, with the reason: months beside each other would compare winter with summer. Pauses, and
/// files that do not cover both periods whole, are named.
[[nodiscard]] std::string periods_text(std::span<const CoveredFile> files);

}  // namespace lykta
