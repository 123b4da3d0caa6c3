#include "engine/questions/covered_steps.hpp"

#include <algorithm>
#include <chrono>

#include "engine/inputs/comparable_events.hpp"
#include "engine/inputs/incident_use.hpp"
#include "engine/inputs/source_coverage.hpp"

namespace lykta {

namespace {

/// A step of which a third is kept still tells something.
double most_missing(unsigned step_days) { return 2.0 / 3 * step_days; }

bool is_asked_for(const Inputs& inputs, std::size_t i, const EventChoice& choice) {
  return counts(inputs.incidents, i, choice.include_discovered) &&
         (choice.classes.empty() || choice.classes[inputs.incidents.class_index[i]]);
}

const SourceCoverage* largest_source(const Inputs& inputs, std::span<const SourceCoverage> coverages,
                                     const EventChoice& choice) {
  const SourceCoverage* largest = nullptr;
  std::size_t most = 0;
  for (const auto& coverage : coverages) {
    std::size_t events = 0;
    for (std::size_t i = 0; i < inputs.incidents.size(); ++i) {
      events += inputs.incidents.row[i].source == coverage.source && inputs.incidents.time[i] &&
                        is_asked_for(inputs, i, choice)
                    ? 1U
                    : 0U;
    }
    if (coverage.covers && events > most) {
      most = events;
      largest = &coverage;
    }
  }
  return largest;
}

/// Without the pauses at its end, and after the last one that leaves enough steps.
Period between_pauses(Period period, const SourceCoverage& source, const StepWindow& window) {
  for (const auto& pause : source.pauses) {
    if (pause.from < period.to && pause.to >= period.to) {
      period.to = pause.from;
    }
  }
  for (const auto& pause : source.pauses) {
    const auto enough = std::chrono::days(window.step_days) * window.fewest;
    if (pause.to > period.from && pause.to + enough <= period.to) {
      period.from = pause.to;
    }
  }
  return period;
}

}  // namespace

std::optional<Period> covered_window(const Inputs& inputs, std::span<const SourceCoverage> coverages,
                                     const EventChoice& choice, const StepWindow& window) {
  const auto* const source = largest_source(inputs, coverages, choice);
  if (source == nullptr) {
    return window.from && window.to ? std::optional(Period{*window.from, *window.to}) : std::nullopt;
  }
  const auto& covers = *source->covers;
  Period period{std::max(covers.from, window.from.value_or(covers.from)), window.to.value_or(covers.to)};
  if (period.from >= period.to || period.from >= covers.to) {
    return std::nullopt;
  }
  // A source that ended long before the end would leave the last steps empty.
  if (days_not_covered(period, *source) > most_missing(window.step_days)) {
    period.to = std::min(covers.to, period.to);
  }
  if (const auto to = std::min(period.to, covers.to);
      window.from && days_not_covered({*window.from, to}, *source) <= most_missing(window.step_days)) {
    period.from = *window.from;
  }
  period = between_pauses(period, *source, window);
  return period.from < period.to ? std::optional(period) : std::nullopt;
}

std::vector<bool> reported_throughout(const Inputs& inputs, std::span<const SourceCoverage> coverages,
                                      const Period& period, unsigned step_days) {
  std::vector<bool> usable;
  for (const auto& coverage : coverages) {
    usable.resize(std::max<std::size_t>(usable.size(), coverage.source + 1), false);
    usable[coverage.source] = days_not_covered(period, coverage) <= most_missing(step_days);
  }
  const auto used = static_cast<std::size_t>(std::ranges::count(usable, true));
  return used == 0 || used == usable.size() ? std::vector<bool>() : reported_by(inputs, usable);
}

std::vector<Warning> sources_without_all_steps(const Inputs& inputs, std::span<const SourceCoverage> coverages,
                                               const EventChoice& choice, std::span<const IncidentUse> uses) {
  std::vector<Warning> warnings;
  for (const auto& coverage : coverages) {
    double left_out = 0;
    for (std::size_t i = 0; i < inputs.incidents.size() && !choice.incidents.empty(); ++i) {
      const auto is_left_out = inputs.incidents.row[i].source == coverage.source && !choice.incidents[i] &&
                               uses[i] == IncidentUse::period && is_asked_for(inputs, i, choice);
      left_out += is_left_out ? 1 : 0;
    }
    if (left_out > 0) {
      warnings.push_back({.kind = WarningKind::source_without_all_steps,
                          .value = left_out,
                          .source = name_of_source(inputs, coverage.source),
                          .detail = coverage.covers ? days_text(*coverage.covers) : ""});
    }
  }
  return warnings;
}

}  // namespace lykta
