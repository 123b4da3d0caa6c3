// Which steps of time do the data cover, and which sources all of them?
//
// A step before a source began looks like a quiet one: every place then became hot "never before". The only place that
// cuts steps to what was kept, for the question of emerging patterns and for a picture.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "engine/events/data_coverage.hpp"
#include "engine/inputs/chosen_events.hpp"
#include "engine/inputs/inputs.hpp"
#include "engine/inputs/warnings.hpp"

namespace lykta {

/// Steps of time that a question needs at least, and that it should have.
inline constexpr std::size_t fewest_steps = 4;
inline constexpr std::size_t enough_steps = 10;

struct StepWindow {
  std::optional<LocalTime> from{};  ///< nothing: where the record begins
  std::optional<LocalTime> to{};    ///< nothing: where it ends
  unsigned step_days = 28;
  std::size_t fewest = fewest_steps;  ///< steps that must be left
};

/// The part of the window that the largest source covers: the one with the most dated events that count (the first of
/// several). Silences at either end that chance may leave belong to it (see days_not_covered), and so do those of less
/// than two thirds of a step. It begins after the last pause that leaves `fewest` steps behind it. Nothing where no day is
/// covered; the window itself, as far as it is given, where no event has a date.
[[nodiscard]] std::optional<Period> covered_window(const Inputs& inputs, std::span<const SourceCoverage> coverages,
                                                   const EventChoice& choice, const StepWindow& window);

/// By incident, whether a source that covers the whole period reports it; empty where all do.
[[nodiscard]] std::vector<bool> reported_throughout(const Inputs& inputs, std::span<const SourceCoverage> coverages,
                                                    const Period& period, unsigned step_days);

/// Names the sources whose events take no part as they do not cover all steps. `uses` as if all events took part.
[[nodiscard]] std::vector<Warning> sources_without_all_steps(const Inputs& inputs,
                                                             std::span<const SourceCoverage> coverages,
                                                             const EventChoice& choice,
                                                             std::span<const IncidentUse> uses);

}  // namespace lykta
