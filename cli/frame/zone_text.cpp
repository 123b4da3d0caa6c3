#include "cli/frame/zone_text.hpp"

#include <algorithm>
#include <chrono>

#include <fmt/format.h>

#include "engine/inputs/comparable_events.hpp"

namespace lykta {

std::string counted(std::size_t number, const char* one, const char* many) {
  return fmt::format("{} {}", number, number == 1 ? one : many);
}

std::string zones_text(const Zones& zones) {
  if (const auto* cells = zones.cells()) {
    return fmt::format("{} of {:g} m", counted(zones.size(), "cell", "cells"), cells->grid.cell_m());
  }
  return counted(zones.size(), "zone", "zones");
}

std::string period_text(const Period& period) {
  return fmt::format("{} to {}", day_text(period.from), day_text(period.to - std::chrono::seconds{1}));
}

std::string expected_text(double expected) {
  return expected > 0 && expected < 0.995 ? fmt::format("{:.2g}", expected) : fmt::format("{:.1f}", expected);
}

std::string times_text(double ratio) {
  return ratio < 1.995   ? fmt::format("{:.2f}", ratio)
         : ratio < 99.95 ? fmt::format("{:.1f}", ratio)
                         : fmt::format("{:.0f}", ratio);
}

std::string words_of_code(std::string_view code) {
  std::string words(code);
  std::ranges::replace(words, '_', ' ');
  return words;
}

const char* correction_text(Correction correction) {
  switch (correction) {
    case Correction::bonferroni:
      return "Bonferroni";
    case Correction::none:
      return "no correction for many tests";
    case Correction::benjamini_hochberg:
      break;
  }
  return "Benjamini-Hochberg";
}

}  // namespace lykta
