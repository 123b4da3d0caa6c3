// What does each source that was read cover, and how is that said?
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "engine/events/data_coverage.hpp"
#include "engine/inputs/inputs.hpp"

namespace lykta {

/// What each source covers, by source: as reading found it, else from the events.
[[nodiscard]] std::vector<SourceCoverage> coverage_of(const Inputs& inputs);

/// What a source is called in reports: "source 2" where it has no name.
[[nodiscard]] std::string name_of_source(const Inputs& inputs, std::uint32_t source);

/// "2024-03-01"
[[nodiscard]] std::string day_text(LocalTime time);

/// "2024-03-01 – 2025-12-31", both days included.
[[nodiscard]] std::string days_text(const Period& period);

/// When an event was, to the day: "1900-01-01", "1900-01-01 – 2024-05-01".
[[nodiscard]] std::string days_text(const TimeSpan& time);

/// The outlying dates of a source with their rows, the first few: "12 (1900-01-01), 70 (2099-03-01)".
[[nodiscard]] std::string outlying_text(const Incidents& incidents, std::span<const std::uint32_t> outlying);

/// For whoever is refused: " (dated outside of that, so check the dates: events.csv, row 12 (1900-01-01))". Empty where no date is.
[[nodiscard]] std::string outlying_rows_text(const Inputs& inputs, std::span<const SourceCoverage> coverages);

}  // namespace lykta
