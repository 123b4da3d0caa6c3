#include "engine/inputs/warnings.hpp"

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <iterator>
#include <numeric>
#include <span>
#include <utility>

#include "engine/events/far_off.hpp"
#include "engine/events/stacks.hpp"
#include "engine/inputs/source_coverage.hpp"

namespace lykta {

namespace {

/// A source that begins within the comparison period makes every place look worse than before.
void warn_about_late_sources(std::span<const SourceCoverage> coverages, const std::optional<Period>& asked,
                             std::vector<Warning>& warnings) {
  if (!asked) {
    return;
  }
  // A tenth of the period without an event may be chance in a small source; more needs looking at.
  constexpr double share = 0.1;
  const auto& comparison = *asked;
  const auto late_days = share * comparison.days();
  const auto latest = comparison.from + std::chrono::seconds(static_cast<std::int64_t>(late_days * 86'400));
  const auto late = std::ranges::count_if(
      coverages, [&](const SourceCoverage& coverage) { return coverage.covers && coverage.covers->from > latest; });
  if (late > 0) {
    warnings.push_back({WarningKind::source_starts_late, static_cast<double>(late), late_days});
  }
}

/// A mistyped year is found by whoever knows the row.
void warn_about_outlying_dates(const Inputs& inputs, std::span<const SourceCoverage> coverages,
                               std::vector<Warning>& warnings) {
  for (const auto& coverage : coverages) {
    if (!coverage.outlying.empty()) {
      warnings.push_back({.kind = WarningKind::outlying_dates,
                          .value = static_cast<double>(coverage.outlying.size()),
                          .limit = static_cast<double>(coverage.dated),
                          .source = name_of_source(inputs, coverage.source),
                          .detail = outlying_text(inputs.incidents, coverage.outlying)});
    }
  }
}

void warn_about_reprojection(const SourceFacts& file, std::vector<Warning>& warnings) {
  // A tenth of a usual cell, and little beside the error of positions in reports (a median of 83 m).
  constexpr double accurate_enough_m = 10;
  if (!file.reprojection) {
    return;
  }
  if (file.reprojection->is_ballpark) {
    warnings.push_back({.kind = WarningKind::ballpark_transformation, .source = file.name});
  } else if (const auto accuracy_m = file.reprojection->accuracy_m.value_or(0); accuracy_m > accurate_enough_m) {
    warnings.push_back({.kind = WarningKind::rough_transformation,
                        .value = accuracy_m,
                        .limit = accurate_enough_m,
                        .source = file.name});
  }
}

/// What the coordinate systems do to lengths and to positions.
void warn_about_coordinate_systems(const Inputs& inputs, std::vector<Warning>& warnings) {
  if (inputs.scale_deviation) {
    warnings.push_back({.kind = WarningKind::scale_differs, .value = *inputs.scale_deviation});
  }
  for (const auto* files : {&inputs.sources, &inputs.other_reprojections}) {
    for (const auto& file : *files) {
      warn_about_reprojection(file, warnings);
    }
  }
}

/// Without a study area a few events far from all others decide how large the map is, and most of it is empty.
void warn_about_far_off_events(const std::vector<Point>& positions, std::vector<Warning>& warnings) {
  constexpr std::size_t fewest = 20;
  constexpr double times_larger = 5;  // judgement: the countryside around a town takes less
  constexpr double times_as_far = 3;
  constexpr double least_reach_m = 1000;
  const auto far_off = find_far_off(positions, least_reach_m, times_as_far, fewest);
  // More than a quarter is no stray: two towns, each with its own events.
  if (far_off.count == 0 || far_off.count * 4 > positions.size()) {
    return;
  }
  const auto area_of = [&](const Box& box) {
    return std::max(box.width(), least_reach_m) * std::max(box.height(), least_reach_m);
  };
  const auto times = area_of(bounding_box(std::span(positions))) / area_of(far_off.near);
  if (times >= times_larger) {
    warnings.push_back({WarningKind::far_off_events, static_cast<double>(far_off.count), times});
  }
}

void warn_about_positions(const Inputs& inputs, double cell_m, std::vector<Warning>& warnings) {
  const auto& incidents = inputs.incidents;
  const auto all = static_cast<double>(incidents.size());
  // Snapped or rounded data are full of positions that another event has to the last digit.
  constexpr double many = 0.5;
  const auto stacks = find_stacks(incidents.position);
  if (const auto share = static_cast<double>(stacks.in_stacks) / all; share >= many) {
    warnings.push_back({WarningKind::coarse_positions, share, many});
  }
  if (const auto suspicious = suspicious_stacks(stacks); !suspicious.empty()) {
    const auto events = std::accumulate(suspicious.begin(), suspicious.end(), 0.0, [](double sum, const Stack& stack) {
      return sum + static_cast<double>(stack.events);
    });
    warnings.push_back({WarningKind::suspicious_stacks, events, static_cast<double>(suspicious.size())});
  }
  if (inputs.position_step_m && cell_m < *inputs.position_step_m) {
    warnings.push_back({WarningKind::cell_below_rounding, cell_m, *inputs.position_step_m});
  }
}

}  // namespace

std::vector<Warning> data_warnings(const Inputs& inputs, const DataFacts& facts) {
  const auto& incidents = inputs.incidents;
  std::vector<Warning> warnings;
  if (!inputs.study_area) {
    warn_about_far_off_events(incidents.position, warnings);
    warnings.push_back({WarningKind::no_study_area});
  }
  if (facts.outside_area > 0) {
    warnings.push_back({WarningKind::outside_area, facts.outside_area, static_cast<double>(incidents.size())});
  }
  if (facts.outside_zones > 0) {
    warnings.push_back({WarningKind::outside_zones, facts.outside_zones, static_cast<double>(incidents.size())});
  }
  if (facts.discovered_left_out > 0) {
    warnings.push_back({WarningKind::discovered_left_out, facts.discovered_left_out});
  }
  // A source that can tell has told, also where patrols found nothing.
  if (!inputs.origin_is_told &&
      std::ranges::none_of(incidents.origin, [](Origin origin) { return origin == Origin::discovered; })) {
    warnings.push_back({WarningKind::no_discovered_known});
  }
  const auto coverages = coverage_of(inputs);
  warn_about_late_sources(coverages, facts.comparison, warnings);
  warn_about_outlying_dates(inputs, coverages, warnings);
  warn_about_positions(inputs, facts.cell_m, warnings);
  warn_about_coordinate_systems(inputs, warnings);
  return warnings;
}

Warning warning_of(const Inputs& inputs, const DefaultTime& time) {
  return {.kind = WarningKind::default_time,
          .value = static_cast<double>(time.events),
          .limit = static_cast<double>(time.moments),
          .source = name_of_source(inputs, time.source),
          .detail = clock_text(time.time_of_day)};
}

std::vector<Warning> bandwidth_warnings(double bandwidth_m, double cell_m,
                                        const std::optional<double>& position_step_m) {
  constexpr double smallest_sensible_m = 150;  // the position error of Swedish reports has a median of 83 m
  const auto smallest_m = std::max(smallest_sensible_m, position_step_m.value_or(0));
  if (bandwidth_m < cell_m) {
    return {{WarningKind::bandwidth_below_cell, bandwidth_m, cell_m}};
  }
  if (bandwidth_m < smallest_m) {
    return {{WarningKind::bandwidth_below_position_error, bandwidth_m, smallest_m}};
  }
  return {};
}

}  // namespace lykta
