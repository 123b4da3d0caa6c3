#include "engine/questions/picture.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstddef>
#include <iterator>
#include <numeric>

#include <fmt/format.h>

#include "engine/base/error.hpp"
#include "engine/base/lengths.hpp"
#include "engine/inputs/chosen_events.hpp"
#include "engine/inputs/residents.hpp"
#include "engine/places/surroundings.hpp"
#include "engine/questions/covered_steps.hpp"

namespace lykta {

namespace {

void assign_incidents(const Inputs& inputs, Picture& picture) {
  const auto& incidents = inputs.incidents;
  picture.use.reserve(incidents.size());
  picture.slot.reserve(incidents.size());
  for (std::size_t i = 0; i < incidents.size(); ++i) {
    const auto inside = picture.study_area.holds(incidents.position[i]);
    const auto slot = inside ? picture.study.slot_at(incidents.position[i]) : std::nullopt;
    picture.slot.push_back(slot);
    picture.use.push_back(use_of(inputs, i, slot.has_value(), {picture.options.period, picture.options.comparison}));
  }
}

/// Events of one use that count in the ranking, with their cells.
std::vector<Located> located_events(const Incidents& incidents, const Picture& picture, IncidentUse use) {
  std::vector<Located> events;
  for (std::size_t i = 0; i < incidents.size(); ++i) {
    if (picture.use[i] == use && counts(incidents, i, picture.options.include_discovered)) {
      events.push_back({static_cast<std::uint32_t>(i), *picture.slot[i]});
    }
  }
  return events;
}

/// Observations inside the area, made before the end of the period and not too long before it.
std::vector<Located> located_observations(const Observations& observations, const Picture& picture) {
  const auto& options = picture.options;
  std::vector<Located> observed;
  for (std::size_t i = 0; i < observations.size(); ++i) {
    const auto& time = observations.time[i];
    if (options.period && time) {
      const auto age = Period{time->start, options.period->to}.days();
      if (age <= 0 || age > options.places.observation_days) {
        continue;
      }
    }
    if (picture.study_area.holds(observations.position[i])) {
      if (const auto slot = picture.study.slot_at(observations.position[i])) {
        observed.push_back({static_cast<std::uint32_t>(i), *slot});
      }
    }
  }
  return observed;
}

std::vector<double> values_of(std::span<const Located> located, auto&& value) {
  std::vector<double> values;
  values.reserve(located.size());
  for (const auto& item : located) {
    values.push_back(value(item.index));
  }
  return values;
}

std::vector<std::uint32_t> slots_of(std::span<const Located> located) {
  std::vector<std::uint32_t> slots;
  slots.reserve(located.size());
  for (const auto& item : located) {
    slots.push_back(item.slot);
  }
  return slots;
}

std::vector<std::uint32_t> indexes_of(std::span<const Located> located) {
  std::vector<std::uint32_t> indexes;
  indexes.reserve(located.size());
  for (const auto& item : located) {
    indexes.push_back(item.index);
  }
  return indexes;
}

void add_residents(const std::vector<Residents>& residents, Picture& picture) {
  if (!residents.empty()) {
    picture.cells.residents = residents_of(residents, picture.study, picture.study_area).number;
  }
}

void count_events(const Inputs& inputs, std::span<const Located> events, Picture& picture) {
  const auto& incidents = inputs.incidents;
  const auto slots = picture.study.size();
  const auto one = [](std::uint32_t) { return 1.0; };
  auto& cells = picture.cells;
  cells.count = sum_by_slot(slots_of(events), values_of(events, one), slots);
  cells.weighted_count = sum_by_slot(
      slots_of(events),
      values_of(events, [&](std::uint32_t i) { return inputs.classes[incidents.class_index[i]].weight; }), slots);
  cells.discovered.assign(slots, 0.0);
  for (std::size_t i = 0; i < incidents.size(); ++i) {
    if (picture.use[i] == IncidentUse::period && incidents.origin[i] == Origin::discovered) {
      cells.discovered[*picture.slot[i]] += 1;
    }
  }
}

/// Events of both periods that are compared with each other.
struct ComparedEvents {
  std::vector<Located> events;
  std::vector<Located> before;
};

/// What enters the comparison is chosen here and nowhere else: events of sources that cover both periods, and no others on
/// either side. The comparison counts, the places that are tested for a change and their change follow from it.
ComparedEvents compared_events(const Inputs& inputs, std::span<const Located> events, Picture& picture) {
  const auto& options = picture.options;
  auto& cells = picture.cells;
  if (!options.period || !options.comparison) {
    cells.comparison_count.assign(picture.study.size(), 0.0);
    return {};
  }
  auto choice = comparable_events(inputs, coverage_of(inputs), *options.period, std::span(&*options.comparison, 1),
                                  options.include_discovered);
  const auto chosen = [&](std::span<const Located> all, std::size_t ComparedSource::*left_out) {
    std::vector<Located> comparable;
    for (const auto& event : all) {
      if (choice.comparable[event.index]) {
        comparable.push_back(event);
      } else {
        const auto own = inputs.incidents.row[event.index].source;
        ++((*std::ranges::find(choice.sources, own, &ComparedSource::source)).*left_out);
      }
    }
    return comparable;
  };
  ComparedEvents compared{.events = chosen(events, &ComparedSource::left_out),
                          .before = chosen(located_events(inputs.incidents, picture, IncidentUse::comparison),
                                           &ComparedSource::comparison_left_out)};
  const auto counted = [&](std::span<const Located> all) {
    return sum_by_slot(slots_of(all), std::vector<double>(all.size(), 1.0), picture.study.size());
  };
  cells.compared_count = counted(compared.events);
  cells.comparison_count = counted(compared.before);
  picture.compared_sources = std::move(choice.sources);
  return compared;
}

/// Both periods together; nothing where there is nothing to compare with.
std::optional<BothPeriods> compared_periods(const Incidents& incidents, const ComparedEvents& compared,
                                            const NeighbourSums& sums, const Picture& picture) {
  const auto& options = picture.options;
  if (!picture.can_compare()) {
    return std::nullopt;
  }
  return both_periods(picture.study, incidents, compared.events, compared.before, options.density, sums,
                      options.statistics);
}

/// Where nothing can be compared nothing is said of a change, and why.
void withhold_changes(Picture& picture) {
  if (!picture.options.comparison) {
    return;
  }
  for (auto& place : picture.places) {
    const auto is_compared = place.compared_count.value_or(0) + place.comparison_count.value_or(0) > 0;
    if (place.basis != Basis::observations && (!picture.can_compare() || (!is_compared && place.count > 0))) {
      place.change.emplace().cannot_be_told = true;
    }
    if (!picture.can_compare()) {
      place.compared_count.reset();
      place.comparison_count.reset();
    }
  }
}

void warn_about_comparison(const Inputs& inputs, Picture& picture) {
  for (const auto& source : picture.compared_sources) {
    if (source.left_out + source.comparison_left_out > 0) {
      picture.warnings.push_back(not_compared(inputs, source));
    }
  }
  if (picture.options.comparison && !picture.can_compare()) {
    picture.warnings.push_back({WarningKind::nothing_comparable});
  }
}

void count_observations(const Observations& observations, std::span<const Located> observed, Picture& picture) {
  auto& cells = picture.cells;
  cells.observations.assign(picture.study.size(), 0.0);
  for (const auto& item : observed) {
    cells.observations[item.slot] += 1;
  }
  const auto severity = [&](std::uint32_t i) {
    return observations.feeling[i] == Feeling::unsafe ? observations.severity[i] : 0.0;
  };
  cells.unsafe_score = sum_by_slot(slots_of(observed), values_of(observed, severity), picture.study.size());
}

void measure_density(const Incidents& incidents, std::span<const Located> events, Picture& picture,
                     const Progress& progress) {
  std::vector<Point> points;
  points.reserve(events.size());
  for (const auto& event : events) {
    points.push_back(incidents.position[event.index]);
  }
  const auto on_study_cells = [&](const StudyGrid& study) {
    const auto density = density_on_grid(points, {}, study.grid, picture.options.density, progress);
    std::vector<double> inside;
    inside.reserve(study.size());
    for (const auto cell : study.cells) {
      inside.push_back(density[cell]);
    }
    return inside;
  };
  picture.cells.density_per_km2 = on_study_cells(picture.study);
  if (picture.options.grid.shape != CellShape::square) {
    auto study = cover(picture.study_area.area(), CellShape::square, picture.options.grid.cell_m);
    auto per_km2 = on_study_cells(study);
    picture.raster = Surface{std::move(study), std::move(per_km2)};
  }
}

void warn_about_options(Picture& picture) {
  const auto& options = picture.options;
  auto& warnings = picture.warnings;
  if (options.period && options.comparison && options.period->days() != options.comparison->days()) {
    warnings.push_back({WarningKind::unequal_periods, options.period->days(), options.comparison->days()});
  }
}

/// `both_were_tested`: both periods together had enough events for a test.
void warn_about_test(Picture& picture, bool both_were_tested = false) {
  const auto& options = picture.options.statistics;
  auto& warnings = picture.warnings;
  const auto events = static_cast<double>(picture.counted_events);
  if (picture.counted_events < options.minimum_events) {
    warnings.push_back({both_were_tested ? WarningKind::too_few_in_period : WarningKind::too_few_events, events,
                        static_cast<double>(options.minimum_events)});
    return;
  }
  if (!picture.clustering.tested) {
    warnings.push_back({WarningKind::equal_counts});
    return;
  }
  if (std::ranges::none_of(picture.clustering.is_hot, [](bool is_hot) { return is_hot; })) {
    const auto rests_on_both = [](const Place& place) { return place.basis == Basis::both_periods; };
    const auto on_both = std::ranges::any_of(picture.places, rests_on_both);
    warnings.push_back({on_both ? WarningKind::significant_together : WarningKind::nothing_significant});
  }
}

}  // namespace

EmergingMapOptions emerging_options_of(const Inputs& inputs, const PictureOptions& options) {
  using std::chrono::days;
  constexpr std::size_t most_steps = 60;
  const auto step = days(options.emerging_step_days.value_or(0));
  EventChoice choice;
  choice.include_discovered = options.include_discovered;
  const auto to = options.period ? std::optional(options.period->to) : std::nullopt;
  const auto covered =
      covered_window(inputs, coverage_of(inputs), choice,
                     {.to = to, .step_days = static_cast<unsigned>(step.count()), .fewest = enough_steps});
  const auto steps = step > days(0) && covered ? static_cast<std::size_t>((covered->to - covered->from) / step) : 0;
  if (steps < enough_steps) {
    throw DataError(
        fmt::format("emerging patterns need {} steps of {} days, and the events before the end of the period fill {}: "
                    "leave out [emerging], or choose shorter steps",
                    enough_steps, step.count(), steps));
  }
  EmergingMapOptions emerging;
  emerging.choice = std::move(choice);
  emerging.choice.period = Period{covered->to - step * std::min(steps, most_steps), covered->to};
  emerging.step_days = static_cast<unsigned>(step.count());
  emerging.grid = options.grid;
  emerging.neighbours = options.statistics.neighbours;
  emerging.emerging.correction = options.statistics.correction;
  emerging.emerging.trend_correction = options.statistics.correction;
  return emerging;
}

WeekOptions week_options_of(const PictureOptions& options) {
  WeekOptions week;
  week.choice.period = options.period;
  week.choice.comparison = options.comparison;
  week.choice.include_discovered = options.include_discovered;
  return week;
}

bool Picture::can_compare() const {
  return options.comparison && std::ranges::any_of(compared_sources, &ComparedSource::covers_all);
}

void check(const PictureOptions& options) {
  check_length("cell size", options.grid.cell_m);
  check(options.density);
  check(options.statistics);
  check(options.places, options.grid.cell_m);
  if (options.emerging_step_days && *options.emerging_step_days == 0) {
    throw InvalidOption("a step of time is at least one day long");
  }
  check(EventChoice{options.period, options.comparison, options.include_discovered, {}});
}

namespace {

/// What the events that count say of the week, and those of all times of where it is getting worse.
void look_at_times(const Inputs& inputs, std::span<const std::uint32_t> events, const std::vector<Warning>& about_data,
                   const Progress& progress, Picture& picture) {
  const auto& options = picture.options;
  picture.week = week_of(inputs, events, about_data, week_options_of(options), progress);
  if (options.emerging_step_days) {
    auto emerging = emerging_map(inputs, emerging_options_of(inputs, options), progress);
    std::ranges::copy_if(emerging.warnings, std::back_inserter(picture.warnings),
                         [](const Warning& warning) { return warning.kind == WarningKind::source_without_all_steps; });
    picture.emerging = std::make_shared<const EmergingMap>(std::move(emerging));
  }
}

/// The cells of the study area, with nothing in them yet.
Picture covered(const Inputs& inputs, const PictureOptions& options) {
  auto area = study_area_of(inputs, options.grid);
  auto study = cover(area.area(), options.grid.shape, options.grid.cell_m);
  return {.options = options,
          .study_area = std::move(area),
          .study = std::move(study),
          .use = {},
          .slot = {},
          .cells = {},
          .clustering = {},
          .raster = {},
          .places = {},
          .warnings = {},
          .counted_events = 0};
}

/// Warnings about data and options; those about the data alone are given back.
std::vector<Warning> warn_about_data(const Inputs& inputs, Picture& picture) {
  const auto& options = picture.options;
  const auto found = std::reduce(picture.cells.discovered.begin(), picture.cells.discovered.end(), 0.0);
  picture.warnings = data_warnings(
      inputs, {.outside_area = static_cast<double>(std::ranges::count(picture.use, IncidentUse::outside_area)),
               .discovered_left_out = options.include_discovered ? 0 : found,
               .cell_m = options.grid.cell_m,
               .comparison = {}});
  auto about_data = picture.warnings;
  std::ranges::copy(bandwidth_warnings(options.density.bandwidth_m, options.grid.cell_m, inputs.position_step_m),
                    std::back_inserter(picture.warnings));
  warn_about_options(picture);
  warn_about_comparison(inputs, picture);
  return about_data;
}

}  // namespace

Picture make_picture(const Inputs& inputs, const PictureOptions& options, const Progress& progress) {
  check(options);
  const auto& incidents = inputs.incidents;
  report(progress, "grid", 0);
  if (incidents.size() == 0) {
    throw DataError("no usable event was read: see the causes in the reading report, and check the column mapping");
  }
  auto picture = covered(inputs, options);
  report(progress, "count", 0);
  assign_incidents(inputs, picture);
  const auto events = located_events(incidents, picture, IncidentUse::period);
  if (events.empty()) {
    const auto number = [&](IncidentUse use) { return static_cast<std::size_t>(std::ranges::count(picture.use, use)); };
    refuse_empty(inputs, picture.study_area, number(IncidentUse::outside_area), number(IncidentUse::period),
                 options.period);
  }
  picture.counted_events = events.size();
  const auto observed = located_observations(inputs.observations, picture);
  const auto compared = compared_events(inputs, events, picture);
  count_events(inputs, events, picture);
  count_observations(inputs.observations, observed, picture);
  add_residents(inputs.residents, picture);

  measure_density(incidents, events, picture, progress);
  const auto about_data = warn_about_data(inputs, picture);
  if (options.depth == Depth::density) {
    return picture;
  }
  report(progress, "clustering", 0);
  const Zones zones(picture.study);
  const ZoneNeighbours neighbours(zones, options.statistics.neighbours);
  picture.clustering = test_clustering(picture.study, picture.cells.count, neighbours.sums(), options.statistics);
  if (options.depth == Depth::cells) {
    warn_about_test(picture);
    return picture;
  }
  const auto both = compared_periods(incidents, compared, neighbours.sums(), picture);
  report(progress, "places", 0);
  picture.places = rank_places({.study = picture.study,
                                .cells = picture.cells,
                                .clustering = picture.clustering,
                                .incidents = incidents,
                                .events = events,
                                .classes = inputs.classes.size(),
                                .observations = inputs.observations,
                                .observed = observed,
                                .names = inputs.names,
                                .period = options.period,
                                .comparison = options.comparison,
                                .both = both ? &*both : nullptr,
                                .sums = &neighbours.sums()},
                               options.places);
  for (const auto& each : default_times(incidents)) {
    picture.warnings.push_back(warning_of(inputs, each));
  }
  withhold_changes(picture);
  warn_about_test(picture, both && both->clustering.tested);
  add_survey(inputs.survey, options.period, picture.places);
  add_visits(inputs.visits, options.period, picture.study, picture.places);
  if (options.depth == Depth::whole) {
    picture.map = map_statistics(picture.study, picture.cells.count, neighbours, options.statistics.minimum_events);
    look_at_times(inputs, indexes_of(events), about_data, progress, picture);
  }
  return picture;
}

}  // namespace lykta
