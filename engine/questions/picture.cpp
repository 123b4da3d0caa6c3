#include "engine/questions/picture.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <iterator>
#include <memory>
#include <optional>
#include <span>
#include <utility>

#include "engine/base/error.hpp"
#include "engine/base/lengths.hpp"
#include "engine/density/bandwidth_choice.hpp"
#include "engine/density/cell_density.hpp"
#include "engine/inputs/event_weights.hpp"
#include "engine/places/reference_cells.hpp"
#include "engine/places/score_errors.hpp"
#include "engine/places/surroundings.hpp"
#include "engine/questions/counted_zones.hpp"
#include "engine/questions/picture_comparison.hpp"
#include "engine/questions/picture_strata.hpp"
#include "engine/questions/picture_times.hpp"
#include "engine/questions/place_sources.hpp"

namespace lykta {

namespace {

EventChoice choice_of(const PictureOptions& options) {
  return {.period = options.period,
          .comparison = options.comparison,
          .include_discovered = options.include_discovered,
          .may_be_empty = options.may_be_empty};
}

/// Events of one's own period and what they are counted in.
CountedZones counted_cells(const Inputs& inputs, const StudyArea& area, const StudyGrid& study,
                           const PictureOptions& options) {
  auto counted = count_zones(inputs, Zones(study), area, choice_of(options), options.grid);
  const auto& chosen = counted.events.chosen;
  if (chosen.events.empty() && !options.may_be_empty) {
    const auto number = [&](IncidentUse use) { return static_cast<std::size_t>(std::ranges::count(chosen.uses, use)); };
    refuse_empty(inputs, area, number(IncidentUse::outside_area), number(IncidentUse::period), options.period);
  }
  // What can be compared is told source by source (see picture_comparison.hpp).
  std::erase_if(counted.events.chosen.warnings,
                [](const Warning& warning) { return warning.kind == WarningKind::source_starts_late; });
  return counted;
}

/// The cells of the study area with what was counted in them, which is taken from there.
Picture picture_of(CountedZones& counted, StudyArea area, StudyGrid study, const PictureOptions& options) {
  CellValues cells{.count = std::move(counted.count),
                   .weighted_count = std::move(counted.weighted_count),
                   .comparison_count = {},
                   .discovered = std::move(counted.discovered),
                   .density_per_km2 = {},
                   .observations = {},
                   .unsafe_score = {},
                   .residents = std::move(counted.exposure)};
  const auto grid = study.grid;
  return {.options = options,
          .study_area = std::move(area),
          .study = std::move(study),
          .use = std::move(counted.events.chosen.uses),
          .slot = std::move(counted.events.zone_of),
          .cells = std::move(cells),
          .clustering = {},
          .raster = {},
          .place_study = {.grid = grid, .cells = {}, .share = {}},
          .places = {},
          .warnings = std::move(counted.events.chosen.warnings),
          .counted_events = counted.events.chosen.events.size()};
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

void count_observations(const Observations& observations, std::span<const Located> observed, Picture& picture) {
  auto& cells = picture.cells;
  cells.observations.assign(picture.study.size(), 0.0);
  std::vector<std::uint32_t> slots;
  std::vector<double> severities;
  for (const auto& item : observed) {
    cells.observations[item.slot] += 1;
    slots.push_back(item.slot);
    const auto is_unsafe = observations.feeling[item.index] == Feeling::unsafe;
    severities.push_back(is_unsafe ? observations.severity[item.index] : 0.0);
  }
  cells.unsafe_score = sum_by_slot(slots, severities, picture.study.size());
}

/// The raster where it is not the density of the cells.
void make_raster(const Inputs& inputs, std::span<const std::uint32_t> events, const CellDensityOptions& density,
                 const Progress& progress, Picture& picture) {
  const auto& options = picture.options;
  const auto& asked = options.raster;
  const auto is_square = options.grid.shape == CellShape::square;
  if (is_square && asked.is_that_of_cells()) {
    return;
  }
  auto study = is_square ? picture.study : cover(picture.study_area.area(), CellShape::square, options.grid.cell_m);
  const auto shown = weighed_events(inputs, events, {.hours = asked.hours});
  auto measured = is_square && !asked.hours ? CellDensity{.per_km2 = picture.cells.density_per_km2}
                                            : density_of_cells(shown.points, shown.weights, study, density, progress);
  auto& values = measured.per_km2;
  const auto factor = unit_factor(asked.unit, study.grid, shown.weight());
  std::ranges::transform(values, values.begin(), [factor](double per_km2) { return per_km2 * factor; });
  if (asked.hours) {
    picture.warnings.push_back({WarningKind::raster_of_hours});
  }
  picture.raster = Surface{std::move(study), std::move(values), shown.weight(),
                           shown.counts,     measured.fast,     measured.bandwidth_range_m};
}

void measure_density(std::span<const Point> points, const CellDensityOptions& density, const Progress& progress,
                     Picture& picture) {
  auto measured = density_of_cells(points, {}, picture.study, density, progress);
  picture.cells.density_per_km2 = std::move(measured.per_km2);
  picture.fast = measured.fast;
  picture.bandwidth_range_m = measured.bandwidth_range_m;
}

/// The bandwidth of the rule, where there is one, and what edges are corrected by.
CellDensityOptions smoothing_of(std::span<const Point> points, const Progress& progress, Picture& picture) {
  auto& options = picture.options;
  const auto& area = picture.study_area.area();
  if (options.bandwidth_rule) {
    picture.bandwidth = choose_bandwidth(points, {}, area,
                                         {.rule = *options.bandwidth_rule,
                                          .k = options.nearest_events,
                                          .kernel = options.density.kernel,
                                          .edges = options.edges,
                                          .threads = options.density.threads},
                                         progress);
    options.density.bandwidth_m = picture.bandwidth->bandwidth_m;
  }
  CellDensityOptions density{.field = field_of(options)};
  if (options.edges != EdgeTerm::none) {
    density.mass = std::make_shared<const KernelMass>(area, options.density.kernel);
  }
  return density;
}

/// What the map shows where it has a test of its own. Places keep to the counts, and who reads the map is told.
void test_map(CountedZones counted, const Progress& progress, Picture& picture) {
  counted.density_per_km2 = picture.cells.density_per_km2;
  auto map = test_zones(std::move(counted), map_test_of(picture.options), progress);
  picture.warnings.push_back({WarningKind::map_has_own_test});
  std::ranges::copy_if(map.warnings, std::back_inserter(picture.warnings), [](const Warning& warning) {
    return warning.kind == WarningKind::nothing_testable || warning.kind == WarningKind::sparse_grid ||
           warning.kind == WarningKind::no_zone_significant;
  });
  picture.tested_map = std::make_shared<const ZoneMap>(std::move(map));
}

/// Places begin where it is densest; where the density is not known no place begins. Nothing where all are known.
std::optional<CellValues> with_known_densities(const CellValues& cells) {
  const auto is_unknown = [](double density) { return std::isnan(density); };
  if (std::ranges::none_of(cells.density_per_km2, is_unknown)) {
    return std::nullopt;
  }
  auto known = cells;
  std::ranges::replace_if(known.density_per_km2, is_unknown, 0.0);
  return known;
}

/// Warnings about data and options; those about the data alone are given back.
std::vector<Warning> warn_about_data(const Inputs& inputs, Picture& picture) {
  const auto& options = picture.options;
  auto about_data = picture.warnings;
  if (const auto& chosen = picture.bandwidth; chosen && (chosen->at_lower_end || chosen->at_upper_end)) {
    picture.warnings.push_back({WarningKind::bandwidth_not_found, chosen->bandwidth_m});
  }
  std::ranges::copy(bandwidth_warnings(options.density.bandwidth_m, options.grid.cell_m, inputs.position_step_m),
                    std::back_inserter(picture.warnings));
  warn_about_comparison(inputs, picture);
  return about_data;
}

}  // namespace

bool Picture::can_compare() const {
  return options.comparison && std::ranges::any_of(compared_sources, &ComparedSource::covers_all);
}

std::optional<std::uint32_t> Picture::place_slot(const Incidents& incidents, std::size_t incident) const {
  if (!slot[incident] || options.places.method == PlaceMethod::cells) {
    return slot[incident];
  }
  return square_at(place_study, incidents.position[incident]);
}

FieldOptions field_of(const PictureOptions& options) {
  return {.density = options.density, .edges = options.edges, .adaptive = options.adaptive, .fast = options.fast};
}

void check(const PictureOptions& options) {
  check_length("cell size", options.grid.cell_m);
  check(field_of(options));
  if (options.raster.hours) {
    check(*options.raster.hours);
  }
  check(options.statistics);
  check(options.places, options.grid.cell_m);
  if (options.emerging_step_days && *options.emerging_step_days == 0) {
    throw InvalidOption("a step of time is at least one day long");
  }
  check(choice_of(options));
  if (options.map_test) {
    check(map_test_of(options));
  }
}

ZoneMapOptions map_test_of(const PictureOptions& options) {
  const auto asked = options.map_test.value_or(MapTestOptions());
  const auto& statistics = options.statistics;
  return {.choice = choice_of(options),
          .grid = options.grid,
          .density = {},
          .neighbours = statistics.neighbours,
          .measure = asked.measure,
          .minimum_inside = asked.minimum_inside,
          .test = {.statistic = asked.statistic,
                   .p = asked.p,
                   .tail = asked.tail,
                   .correction = statistics.correction,
                   .draws = asked.draws,
                   .seed = asked.seed,
                   .minimum_events = statistics.minimum_events,
                   .minimum_neighbourhood_events = statistics.minimum_neighbourhood_events,
                   .threads = 0}};
}

namespace {

/// What everything after the counting needs, and lives as long.
struct Counted {
  CountedZones zones;
  std::vector<Located> observed;
  ComparedEvents compared;
  CellDensityOptions density;
  std::vector<Warning> about_data;
};

/// Everything up to the density.
Counted count_and_smooth(const Inputs& inputs, const Progress& progress, Picture& picture, CountedZones zones) {
  Counted counted{.zones = std::move(zones), .observed = {}, .compared = {}, .density = {}, .about_data = {}};
  counted.observed = located_observations(inputs.observations, picture);
  counted.compared = compared_events(inputs, counted.zones.events, picture);
  count_observations(inputs.observations, counted.observed, picture);
  const auto points = positions_of(inputs.incidents, counted.zones.events.chosen.events);
  counted.density = smoothing_of(points, progress, picture);
  measure_density(points, counted.density, progress, picture);
  make_raster(inputs, counted.zones.events.chosen.events, counted.density, progress, picture);
  counted.about_data = warn_about_data(inputs, picture);
  return counted;
}

std::vector<Located> found_by_patrols(const Inputs& inputs, const Picture& picture) {
  std::vector<Located> discovered;
  for (std::uint32_t i = 0; i < inputs.incidents.size(); ++i) {
    if (picture.use[i] == IncidentUse::period && inputs.incidents.origin[i] == Origin::discovered) {
      discovered.push_back({i, *picture.slot[i]});
    }
  }
  return discovered;
}

/// What places are made of; nothing where that is the cells of the map.
std::optional<PlaceGround> ground_of(const Inputs& inputs, const Counted& counted, std::span<const Located> events,
                                     const CellValues& cells, const BothPeriods* both, const Picture& picture) {
  const auto& options = picture.options.places;
  if (options.method == PlaceMethod::cells) {
    return std::nullopt;
  }
  const auto discovered = found_by_patrols(inputs, picture);
  return place_ground({.study = picture.study, .cells = cells, .clustering = picture.clustering, .both = both},
                      {.incidents = inputs.incidents,
                       .observations = inputs.observations,
                       .events = events,
                       .discovered = discovered,
                       .compared = counted.compared.events,
                       .before = counted.compared.before,
                       .observed = counted.observed,
                       .classes = inputs.classes},
                      options.maximum_extent_m);
}

std::vector<Located> located_events(const Counted& counted) {
  return located(counted.zones.events.chosen.events, counted.zones.events.zone);
}

void find_places(const Inputs& inputs, const Counted& counted, const NeighbourSums& sums, const StrataPicture* strata,
                 const Progress& progress, Picture& picture) {
  const auto& options = picture.options;
  const auto both = compared_periods(inputs.incidents, counted.compared, counted.density, sums, strata, picture);
  report(progress, "places", 0);
  const auto events = located_events(counted);
  const auto known = with_known_densities(picture.cells);
  const auto ground =
      ground_of(inputs, counted, events, known ? *known : picture.cells, both ? &*both : nullptr, picture);
  picture.place_study = ground ? ground->study : picture.study;
  const RankingInputs ranking{.study = picture.study,
                              .cells = known ? *known : picture.cells,
                              .clustering = picture.clustering,
                              .incidents = inputs.incidents,
                              .events = events,
                              .classes = inputs.classes.size(),
                              .observations = inputs.observations,
                              .observed = counted.observed,
                              .addresses = inputs.addresses,
                              .names = inputs.names,
                              .localities = inputs.localities,
                              .period = options.period,
                              .comparison = options.comparison,
                              .both = both ? &*both : nullptr,
                              .sums = &sums,
                              .kinds = inputs.classes,
                              .observation_categories = inputs.observation_categories,
                              .density = options.density,
                              .ground = ground ? &*ground : nullptr};
  picture.places = rank_places(ranking, options.places);
  picture.reference_cells = reference_cells(ranking, options.places, picture.places);
  for (const auto& each : default_times(inputs.incidents)) {
    picture.warnings.push_back(warning_of(inputs, each));
  }
  const auto rank_by = options.places.rank_by;
  if (!is_a_sum_over_events(rank_by) && options.places.reliability.draws > 0 && !picture.places.empty()) {
    picture.warnings.push_back({WarningKind::order_without_intervals, 0, 0, {}, std::string(name_of(rank_by))});
  }
  withhold_changes(picture);
  warn_about_test(picture, both && both->clustering.tested, strata);
  add_survey(inputs.survey, options.period, picture.places);
  add_visits(inputs.visits, options.period, picture.place_study, picture.places);
}

}  // namespace

Picture make_picture(const Inputs& inputs, const PictureOptions& options, const Progress& progress) {
  check(options);
  report(progress, "grid", 0);
  auto area = study_area_of(inputs, options.grid);
  auto study = cover(area.area(), options.grid.shape, options.grid.cell_m);
  report(progress, "count", 0);
  auto zones = counted_cells(inputs, area, study, options);
  auto for_map = options.map_test ? std::optional(zones) : std::nullopt;
  auto picture = picture_of(zones, std::move(area), std::move(study), options);
  const auto counted = count_and_smooth(inputs, progress, picture, std::move(zones));
  report(progress, "clustering", 0);
  const ZoneNeighbours neighbours(counted.zones.zones, options.statistics.neighbours);
  const auto strata = strata_of(inputs, picture);
  test_places(inputs.incidents, located_events(counted), neighbours.sums(), strata.get(), picture);
  if (for_map) {
    test_map(std::move(*for_map), progress, picture);
  }
  find_places(inputs, counted, neighbours.sums(), strata.get(), progress, picture);
  add_sources(inputs, located_events(counted), picture);
  if (strata) {
    describe_strata(inputs, located_events(counted), {counted.compared.events, counted.compared.before}, *strata,
                    picture);
    picture.strata = strata;
  }
  if (options.depth == Depth::whole) {
    picture.map = map_statistics(picture.study, picture.cells.count, neighbours, options.statistics.minimum_events);
    look_at_times(inputs, counted.zones.events.chosen.events, counted.about_data, progress, picture);
  }
  return picture;
}

}  // namespace lykta
