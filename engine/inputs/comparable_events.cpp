#include "engine/inputs/comparable_events.hpp"

#include <algorithm>
#include <numeric>

#include "engine/inputs/incident_use.hpp"

namespace lykta {

namespace {

/// By source, whether any of its events counts.
std::vector<bool> sources_that_count(const Inputs& inputs, bool include_discovered) {
  std::vector<bool> has_some;
  for (std::size_t i = 0; i < inputs.incidents.size(); ++i) {
    const auto source = inputs.incidents.row[i].source;
    if (source >= has_some.size()) {
      has_some.resize(source + 1, false);
    }
    if (!has_some[source] && counts(inputs.incidents, i, include_discovered)) {
      has_some[source] = true;
    }
  }
  return has_some;
}

}  // namespace

std::optional<Warning> not_covered(const Inputs& inputs, const Period& period) {
  auto fewest = period.days();
  auto has_dates = false;
  for (const auto& coverage : coverage_of(inputs)) {
    has_dates = has_dates || coverage.covers;
    fewest = std::min(fewest, days_not_recorded(period, coverage));
  }
  if (!has_dates || fewest == 0) {
    return std::nullopt;
  }
  return Warning{.kind = WarningKind::period_not_recorded, .value = fewest, .limit = period.days()};
}

double ComparedSource::all_days_missing() const {
  return std::accumulate(comparison_days_missing.begin(), comparison_days_missing.end(), days_missing);
}

bool ComparableEvents::any() const {
  return std::ranges::any_of(sources, [](const ComparedSource& source) { return source.covers_all(); });
}

ComparableEvents comparable_events(const Inputs& inputs, std::span<const SourceCoverage> coverages,
                                   const Period& period, std::span<const Period> comparison, bool include_discovered) {
  const auto counting = sources_that_count(inputs, include_discovered);
  ComparableEvents events;
  std::vector<bool> usable(counting.size(), false);
  for (const auto& coverage : coverages) {
    if (coverage.source >= counting.size() || !counting[coverage.source]) {
      continue;
    }
    ComparedSource source{.source = coverage.source,
                          .covers = coverage.covers,
                          .pauses = coverage.pauses,
                          .days_missing = days_not_recorded(period, coverage)};
    for (const auto& one : comparison) {
      source.comparison_days_missing.push_back(days_not_recorded(one, coverage));
    }
    usable[coverage.source] = source.covers_all();
    events.sources.push_back(std::move(source));
  }
  events.comparable = reported_by(inputs, usable);
  return events;
}

namespace {

/// "2022-01-01 – 2023-12-20, 2025-01-02 – 2025-12-31"
std::string recorded_text(const ComparedSource& source) {
  if (!source.covers) {
    return "";
  }
  std::string text;
  auto from = source.covers->from;
  for (const auto& pause : source.pauses) {
    text += days_text(Period{from, pause.from}) + ", ";
    from = pause.to;
  }
  return text + days_text(Period{from, source.covers->to});
}

}  // namespace

Warning not_compared(const Inputs& inputs, const ComparedSource& source) {
  return {.kind = WarningKind::source_not_compared,
          .value = static_cast<double>(source.left_out + source.comparison_left_out),
          .source = name_of_source(inputs, source.source),
          .detail = recorded_text(source)};
}

std::vector<bool> reported_by(const Inputs& inputs, const std::vector<bool>& usable) {
  const auto& incidents = inputs.incidents;
  std::vector<bool> reported(incidents.size(), false);
  for (std::size_t i = 0; i < incidents.size(); ++i) {
    const auto source = incidents.row[i].source;
    if (source < usable.size() && usable[source]) {
      reported[i] = true;
      if (!inputs.counted_as.empty()) {
        reported[inputs.counted_as[i]] = true;
      }
    }
  }
  return reported;
}

}  // namespace lykta
