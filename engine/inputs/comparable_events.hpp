// Which events can be compared between two periods? Only those of sources that were kept throughout both.
//
// A source that begins after the comparison period makes every place look worse than before, one that ended makes it
// look better. Their events still count where nothing is compared.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "engine/events/data_coverage.hpp"
#include "engine/inputs/inputs.hpp"
#include "engine/inputs/source_coverage.hpp"
#include "engine/inputs/warnings.hpp"

namespace lykta {

/// Says how many days of the period even the source misses that covers most of it; nothing where it misses none.
[[nodiscard]] std::optional<Warning> not_covered(const Inputs& inputs, const Period& period);

/// A source that has events to be compared.
struct ComparedSource {
  std::uint32_t source = 0;
  std::optional<Period> covers{};
  std::vector<Period> pauses{};                   ///< in which it was not kept
  double days_missing = 0;                        ///< of the period, see days_not_recorded()
  std::vector<double> comparison_days_missing{};  ///< of each comparison period
  std::size_t left_out = 0;             ///< its events of the period that are not compared; whoever counts fills it in
  std::size_t comparison_left_out = 0;  ///< likewise of the comparison periods

  [[nodiscard]] double all_days_missing() const;
  /// Whether no day of any of the periods is missing. Covered in part is not covered.
  [[nodiscard]] bool covers_all() const { return all_days_missing() == 0; }
};

struct ComparableEvents {
  std::vector<ComparedSource> sources;  ///< that have events which count, by source
  std::vector<bool> comparable;         ///< by incident

  /// Whether there is a source to compare by. Without one no change can be told.
  [[nodiscard]] bool any() const;
};

/// Sorts sources and events into those that can be compared and those that cannot. An event that several sources report
/// (see linked_reports.hpp) can be compared when one of those sources can: it counts once, whoever's report is counted.
[[nodiscard]] ComparableEvents comparable_events(const Inputs& inputs, std::span<const SourceCoverage> coverages,
                                                 const Period& period, std::span<const Period> comparison,
                                                 bool include_discovered);

/// Says that the events of a source are left out of the comparison, and what it covers.
[[nodiscard]] Warning not_compared(const Inputs& inputs, const ComparedSource& source);

/// By incident, whether a source for which `usable` (by source) holds reports it, alone or among others.
[[nodiscard]] std::vector<bool> reported_by(const Inputs& inputs, const std::vector<bool>& usable);

}  // namespace lykta
