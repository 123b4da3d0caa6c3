#include "engine/comparable_events.hpp"

#include <algorithm>
#include <chrono>
#include <numeric>

#include <fmt/format.h>

#include "engine/incident_use.hpp"

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

std::vector<SourceCoverage> coverage_of(const Inputs& inputs) {
  if (!inputs.coverage.empty()) {
    return inputs.coverage;
  }
  std::vector<StatedCoverage> stated;
  for (const auto& source : inputs.sources) {
    stated.push_back(source.covers);
  }
  return data_coverage(inputs.incidents, stated);
}

std::string name_of_source(const Inputs& inputs, std::uint32_t source) {
  const auto is_known = source < inputs.sources.size() && !inputs.sources[source].name.empty();
  return is_known ? inputs.sources[source].name : fmt::format("source {}", source + 1);
}

std::string day_text(LocalTime time) {
  const std::chrono::year_month_day day{std::chrono::floor<std::chrono::days>(time)};
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(day.year()), static_cast<unsigned>(day.month()),
                     static_cast<unsigned>(day.day()));
}

std::string days_text(const Period& period) {
  return fmt::format("{} – {}", day_text(period.from), day_text(period.to - std::chrono::seconds{1}));
}

std::string days_text(const TimeSpan& time) {
  const auto first = day_text(time.start);
  const auto last = day_text(std::max(time.start, time.end - std::chrono::seconds{1}));
  return first == last ? first : fmt::format("{} – {}", first, last);
}

std::string outlying_text(const Incidents& incidents, std::span<const std::uint32_t> outlying) {
  constexpr std::size_t most = 5;
  std::string text;
  for (const auto i : outlying.first(std::min(most, outlying.size()))) {
    text += fmt::format("{}{} ({})", text.empty() ? "" : ", ", incidents.row[i].row, days_text(*incidents.time[i]));
  }
  return outlying.size() > most ? text + ", …" : text;
}

std::optional<Warning> not_covered(const Inputs& inputs, const Period& period) {
  auto fewest = period.days();
  auto has_dates = false;
  for (const auto& coverage : coverage_of(inputs)) {
    has_dates = has_dates || coverage.covers;
    fewest = std::min(fewest, days_not_covered(period, coverage));
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
    ComparedSource source{
        .source = coverage.source, .covers = coverage.covers, .days_missing = days_not_covered(period, coverage)};
    for (const auto& one : comparison) {
      source.comparison_days_missing.push_back(days_not_covered(one, coverage));
    }
    usable[coverage.source] = source.covers_all();
    events.sources.push_back(std::move(source));
  }
  events.comparable = reported_by(inputs, usable);
  return events;
}

Warning not_compared(const Inputs& inputs, const ComparedSource& source) {
  return {.kind = WarningKind::source_not_compared,
          .value = static_cast<double>(source.left_out + source.comparison_left_out),
          .source = name_of_source(inputs, source.source),
          .detail = source.covers ? days_text(*source.covers) : ""};
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
