#include "engine/questions/density_map.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <utility>

#include <fmt/format.h>

#include "engine/base/error.hpp"
#include "engine/density/bandwidth_choice.hpp"
#include "engine/inputs/incident_use.hpp"
#include "engine/space/coverage.hpp"

namespace lykta {

namespace {

constexpr auto no_value = std::numeric_limits<double>::quiet_NaN();
constexpr double m2_per_km2 = 1e6;

/// The study area, or the box around the events, grown to whole cells.
StudyArea area_of(const Inputs& inputs, const GridOptions& options) {
  if (inputs.incidents.size() == 0) {
    throw DataError("no usable event was read: see the causes in the reading report, and check the column mapping");
  }
  if (inputs.study_area) {
    return *inputs.study_area;
  }
  const auto box = bounding_box(std::span(inputs.incidents.position));
  return rectangle(Grid::covering(box, options.shape, options.cell_m, DensityMap::cells_at_most).box());
}

Grid grid_of(const StudyArea& area, const GridOptions& options) {
  auto box = area.box();
  if (box.empty() || !(box.width() > 0) || !(box.height() > 0)) {
    throw DataError("the study area encloses nothing: it needs at least one polygon with an area");
  }
  if (options.shape == CellShape::square) {
    // A box that ends on a cell's edge does not touch the next cell.
    box.max_x = std::max(box.min_x, std::nextafter(box.max_x, box.min_x));
    box.max_y = std::max(box.min_y, std::nextafter(box.max_y, box.min_y));
  }
  return Grid::covering(box, options.shape, options.cell_m, DensityMap::cells_at_most);
}

/// What warnings ask of the inputs, without the incidents of one source: those are another map's.
Inputs without(const Inputs& inputs, std::uint32_t source) {
  Inputs rest;
  rest.study_area = inputs.study_area;
  rest.position_step_m = inputs.position_step_m;
  rest.scale_deviation = inputs.scale_deviation;
  for (const auto& each : inputs.sources) {
    rest.sources.push_back({.name = each.name, .covers = {}, .reprojection = each.reprojection});
  }
  const auto& all = inputs.incidents;
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (all.row[i].source != source) {
      rest.incidents.position.push_back(all.position[i]);
      rest.incidents.time.push_back(all.time[i]);
      rest.incidents.origin.push_back(all.origin[i]);
      rest.incidents.row.push_back(all.row[i]);
    }
  }
  return rest;
}

template <typename Value>
std::vector<Value> picked(std::span<const Value> all, std::span<const std::uint32_t> which) {
  std::vector<Value> some;
  some.reserve(which.size());
  for (const auto i : which) {
    some.push_back(all[i]);
  }
  return some;
}

double sum(std::span<const double> values) { return std::accumulate(values.begin(), values.end(), 0.0); }

}  // namespace

void check(const DensityMapOptions& options) {
  check(options.field);
  if (options.period && options.period->to <= options.period->from) {
    throw InvalidOption("the period ends before it begins");
  }
  if (options.hours) {
    check(*options.hours);
  }
  if (options.stack == TimeStack::weeks && !options.period) {
    throw InvalidOption("a stack of weeks needs a period: give --from and --to");
  }
  if (options.half_life_days && !(*options.half_life_days > 0 && std::isfinite(*options.half_life_days))) {
    throw InvalidOption(fmt::format("a half-life must be a positive number of days, not {}", *options.half_life_days));
  }
  if (options.half_life_days && !options.period) {
    throw InvalidOption("a half-life counts back from the end of the period: give --from and --to");
  }
  if (options.hours && options.stack == TimeStack::hours) {
    throw InvalidOption("a stack of hours shows all of them: leave out --hours and --weekdays");
  }
  if (options.risk && (options.stack != TimeStack::none || options.unit != DensityUnit::per_km2)) {
    throw InvalidOption("a relative risk has no unit and no stack: leave out --unit and --stack");
  }
  if (options.risk && options.risk->test != RiskTest::none && options.field.adaptive &&
      !(options.risk->test == RiskTest::monte_carlo)) {
    throw InvalidOption("the asymptotic p-values are those of a fixed bandwidth: use monte-carlo with an adaptive one");
  }
}

DensityMap::DensityMap(const Inputs& inputs, const DensityMapOptions& options, const Progress& progress)
    : options_((check(options), options)), area_(area_of(inputs, options.grid)), grid_(grid_of(area_, options.grid)) {
  report(progress, "choosing events", 0);
  choose_events(inputs);
  weigh_by_time(inputs);
  choose_bandwidth(progress);
  std::ranges::copy(bandwidth_warnings(bandwidth_m(), options_.grid.cell_m, inputs.position_step_m),
                    std::back_inserter(warnings_));
  if ((options_.field.adaptive || options_.field.fast || options_.risk) && grid_.size() > whole_at_most) {
    throw InvalidOption(fmt::format(
        "a raster of {:.3g} cells is made strip by strip, which goes with a fixed bandwidth, without the fast way and "
        "without a relative risk; at most {:.0e} cells are possible with them",
        static_cast<double>(grid_.size()), static_cast<double>(whole_at_most)));
  }
  if (options_.field.edges != EdgeTerm::none) {
    mass_ = std::make_shared<const KernelMass>(area_.area(), options_.field.density.kernel);
  }
  if (options_.stack != TimeStack::none) {
    make_slices(inputs, progress);
  } else {
    make_fields(inputs, progress);
  }
}

void DensityMap::choose_events(const Inputs& inputs) {
  const auto& incidents = inputs.incidents;
  std::size_t outside = 0;
  std::size_t others = 0;
  std::size_t in_period = 0;
  double left_out = 0;
  for (std::size_t i = 0; i < incidents.size(); ++i) {
    const auto use = use_of(inputs, i, area_.holds(incidents.position[i]), {options_.period, std::nullopt});
    uses_.push_back(use);
    if (options_.risk && incidents.row[i].source == options_.risk->other_source) {
      ++others;
      continue;
    }
    outside += use == IncidentUse::outside_area ? 1 : 0;
    if (use != IncidentUse::period) {
      continue;
    }
    ++in_period;
    if (counts(incidents, i, options_.include_discovered)) {
      events_.push_back(static_cast<std::uint32_t>(i));
    } else {
      left_out += 1;
    }
  }
  if (events_.empty() && others > 0 && in_period == 0) {
    throw DataError(fmt::format(
        "none of the {} events whose risk is asked for lies in the study area and the period ({} lie outside the area)",
        incidents.size() - others, outside));
  }
  if (events_.empty()) {
    refuse_empty(inputs, area_, outside, in_period, options_.period);
  }
  warnings_ = data_warnings(others > 0 ? without(inputs, *options_.risk->other_source) : inputs,
                            {.outside_area = static_cast<double>(outside),
                             .discovered_left_out = left_out,
                             .cell_m = options_.grid.cell_m,
                             .comparison = std::nullopt});
}

/// Events that weigh nothing at the time asked for are left out; the others get their weights.
void DensityMap::weigh_by_time(const Inputs& inputs) {
  const auto& incidents = inputs.incidents;
  std::vector<double> weights;
  if (options_.weighted) {
    for (const auto i : events_) {
      weights.push_back(inputs.classes[incidents.class_index[i]].weight);
    }
  }
  times_ = picked(std::span(incidents.time), events_);
  const auto weigh = [&](const TimeWeights& by_time) {
    weights.resize(events_.size(), 1.0);
    std::ranges::transform(weights, by_time.weight, weights.begin(), std::multiplies{});
    time_counts_ = by_time.counts;
  };
  if (options_.half_life_days) {
    weigh(recency_weights({*options_.half_life_days, options_.period->to}, times_, events_.size()));
  }
  if (options_.hours) {
    weigh(weights_in(*options_.hours, times_, events_.size()));
  }
  if (!weights.empty()) {
    std::vector<std::uint32_t> kept;
    std::vector<std::optional<TimeSpan>> kept_times;
    std::vector<double> kept_weights;
    for (std::size_t i = 0; i < events_.size(); ++i) {
      if (weights[i] > 0) {
        kept.push_back(events_[i]);
        kept_times.push_back(times_[i]);
        kept_weights.push_back(weights[i]);
      }
    }
    if (kept.empty()) {
      throw DataError(
          fmt::format("none of the {} events has a weight above 0 ({} have no time at all, {} are outside the "
                      "time asked for)",
                      events_.size(), time_counts_.without_time, time_counts_.outside));
    }
    events_ = std::move(kept);
    times_ = std::move(kept_times);
    weights = std::move(kept_weights);
  }
  if (std::ranges::all_of(weights, [](double weight) { return weight == 1; })) {
    weights.clear();  // they only chose: nothing is weighted
  }
  chosen_events_ = {picked(std::span(incidents.position), events_), std::move(weights)};
  weight_ = chosen_events_.weights.empty() ? static_cast<double>(events_.size()) : sum(chosen_events_.weights);
}

void DensityMap::choose_bandwidth(const Progress& progress) {
  if (!options_.rule) {
    return;
  }
  chosen_ = lykta::choose_bandwidth(chosen_events_.points, chosen_events_.weights, area_.area(),
                                    {.rule = *options_.rule,
                                     .k = options_.k,
                                     .kernel = options_.field.density.kernel,
                                     .edges = options_.field.edges,
                                     .threads = options_.field.density.threads},
                                    progress);
  options_.field.density.bandwidth_m = chosen_->bandwidth_m;
  if (chosen_->at_lower_end || chosen_->at_upper_end) {
    warnings_.push_back({WarningKind::bandwidth_not_found, chosen_->bandwidth_m});
  }
}

void DensityMap::make_fields(const Inputs& inputs, const Progress& progress) {
  fields_.emplace_back(chosen_events_.points, chosen_events_.weights, grid_, options_.field, mass_, progress);
  fast_ = fields_.front().fast();
  if (const auto widths = fields_.front().bandwidths_m(); !widths.empty()) {
    const auto [narrowest, widest] = std::ranges::minmax(widths);
    adaptive_range_m_ = {narrowest, widest};
  }
  bands_.push_back({BandKind::density, {}});
  if (options_.risk) {
    compare(inputs, progress);
  }
}

void DensityMap::make_slices(const Inputs&, const Progress& progress) {
  const auto slices = options_.stack == TimeStack::hours ? slices_by_hour_of_week(times_, times_.size())
                                                         : slices_by_week(*options_.period, times_, times_.size());
  time_counts_ = slices.counts;
  if (options_.field.fast && slices.size() * grid_.size() > 4 * whole_at_most) {
    throw InvalidOption(fmt::format("a stack of {} slices of {} cells is made strip by strip: leave out --fast",
                                    slices.size(), grid_.size()));
  }
  weight_ = 0;
  for (std::size_t k = 0; k < slices.size(); ++k) {
    const auto which = slices.events_of(k);
    auto weights = std::vector<double>(slices.weights_of(k).begin(), slices.weights_of(k).end());
    if (!chosen_events_.weights.empty()) {
      for (std::size_t i = 0; i < which.size(); ++i) {
        weights[i] *= chosen_events_.weights[which[i]];
      }
    }
    weight_ += sum(weights);
    fields_.emplace_back(picked(std::span<const Point>(chosen_events_.points), which), weights, grid_, options_.field,
                         mass_);
    bands_.push_back({BandKind::slice, slices.labels[k]});
    report(progress, "slices", static_cast<double>(k + 1) / static_cast<double>(slices.size()));
  }
  if (!(weight_ > 0)) {
    throw DataError(
        fmt::format("none of the {} events has a time: a stack needs the column of the date or time", times_.size()));
  }
}

DensityMap::Chosen DensityMap::others(const Inputs& inputs) {
  Chosen chosen;
  const auto& incidents = inputs.incidents;
  for (std::size_t i = 0; i < incidents.size(); ++i) {
    if (incidents.row[i].source != options_.risk->other_source) {
      continue;
    }
    const auto use = use_of(inputs, i, area_.holds(incidents.position[i]), {options_.period, std::nullopt});
    if (use == IncidentUse::period) {
      chosen.points.push_back(incidents.position[i]);
    }
    denominator_.outside_weight += use == IncidentUse::outside_area ? 1 : 0;
  }
  denominator_.places = chosen.points.size();
  denominator_.weight = static_cast<double>(chosen.points.size());
  if (chosen.points.empty()) {
    throw DataError("none of the events to compare with lies in the study area and the period");
  }
  return chosen;
}

/// Residents as weighted points: those of polygons stand evenly on the centres of the cells they cover.
DensityMap::Chosen DensityMap::residents(const Inputs& inputs) {
  Chosen chosen;
  const auto add = [&](const Point& point, double number) {
    if (!(number > 0)) {
      return;
    }
    if (!area_.holds(point)) {
      denominator_.outside_weight += number;
      return;
    }
    chosen.points.push_back(point);
    chosen.weights.push_back(number);
  };
  for (const auto& [point, area, number] : inputs.residents) {
    if (!area) {
      add(point, number);
      continue;
    }
    // Of a polygon that reaches far beyond the study area only the part in its box is looked at.
    const auto polygon = bounding_box(*area);
    const auto& study = area_.box();
    const Box both{std::max(polygon.min_x, study.min_x), std::max(polygon.min_y, study.min_y),
                   std::min(polygon.max_x, study.max_x), std::min(polygon.max_y, study.max_y)};
    const auto whole_m2 = std::abs(area_m2(oriented(*area)));
    double given = 0;
    if (!both.empty() && whole_m2 > 0) {
      const auto local = Grid::covering(both, CellShape::square, options_.grid.cell_m);
      const auto share = inside_share(local, *area);
      for (std::size_t cell = 0; cell < share.size(); ++cell) {
        const auto part = number * share[cell] * local.cell_area_m2() / whole_m2;
        if (share[cell] > 0) {
          add(local.centre(cell), part);
          given += part;
        }
      }
    }
    denominator_.outside_weight += std::max(0.0, number - given);
  }
  if (chosen.points.empty()) {
    throw DataError("no residents live in the study area: check the population file and its column");
  }
  denominator_.places = chosen.points.size();
  denominator_.weight = sum(chosen.weights);
  return chosen;
}

std::vector<double> DensityMap::whole(const DensityField& field, const Progress& progress) const {
  std::vector<double> density(grid_.size());
  field.write_rows(0, grid_.rows(), density, {}, progress);
  return density;
}

void DensityMap::compare(const Inputs& inputs, const Progress& progress) {
  const auto& risk_options = *options_.risk;
  const auto to_events = risk_options.other_source.has_value();
  const auto denominator = to_events ? others(inputs) : residents(inputs);
  auto field_options = options_.field;
  field_options.fast.reset();
  const DensityField denominator_field(denominator.points, denominator.weights, grid_, field_options, mass_, progress);

  auto area_km2 = inside_share(grid_, area_.area());
  for (auto& area : area_km2) {
    area *= grid_.cell_area_m2() / m2_per_km2;
  }
  const auto kernel = options_.field.density.kernel;
  const auto masked = [&](std::vector<double> density) {
    for (std::size_t cell = 0; cell < density.size(); ++cell) {
      density[cell] = area_km2[cell] > 0 ? density[cell] : no_value;
    }
    return density;
  };
  const auto above = masked(whole(fields_.front(), progress));
  const auto below = masked(whole(denominator_field, progress));
  std::vector<double> mass;
  std::vector<double> squared_mass;
  if (mass_) {
    mass = mass_->at_cells(grid_, bandwidth_m(), options_.field.density.threads);
    squared_mass = KernelMass(area_.area(), kernel, MassOf::squared_kernel)
                       .at_cells(grid_, bandwidth_m(), options_.field.density.threads);
  }
  const auto units_of = [](const Chosen& chosen) {
    return chosen.weights.empty() ? static_cast<double>(chosen.points.size()) : effective_number(chosen.weights);
  };
  const ComparedDensity top{above, kernel, bandwidth_m(), units_of(chosen_events_), mass, squared_mass};
  const ComparedDensity bottom{
      below, kernel, bandwidth_m(), to_events ? units_of(denominator) : sum(denominator.weights), mass, squared_mass};
  auto risk = relative_risk(top, bottom, area_km2, risk_options.least_units);
  for (std::size_t cell = 0; cell < grid_.size(); ++cell) {
    if (area_km2[cell] > 0 && risk.gap[cell] == RiskGap::thin_denominator) {
      ++thin_cells_;
    }
  }

  const auto keep = [&](BandKind kind, std::vector<double> values) {
    bands_.push_back({kind, {}});
    risk_bands_.push_back(std::move(values));
  };
  std::optional<RiskP> p;
  if (risk_options.test == RiskTest::asymptotic) {
    p = asymptotic_p(top, bottom, area_km2, risk, to_events ? Denominator::sample : Denominator::known);
  } else if (risk_options.test == RiskTest::monte_carlo) {
    const DensityOf density_of = [&](std::span<const Point> points, std::span<const double> weights) {
      return masked(whole(DensityField(points, weights, grid_, field_options, mass_), {}));
    };
    const WeightedPoints events{chosen_events_.points, chosen_events_.weights};
    const WeightedPoints base{denominator.points, denominator.weights};
    // An adaptive density is no plain sum over points: both are drawn and computed anew then.
    const auto density_of_others = field_options.adaptive ? density_of : DensityOf();
    p = to_events ? random_labelling_p(events, base, density_of, density_of_others, area_km2, risk,
                                       risk_options.simulation, progress)
                  : population_p(events, base, density_of, below, area_km2, risk, risk_options.simulation, progress);
  }
  keep(BandKind::ratio, risk.ratio);
  keep(BandKind::log_ratio, risk.log_ratio);
  if (!to_events) {
    keep(BandKind::rate, rate_per_thousand(top, bottom, risk));
  }
  if (p) {
    keep(BandKind::p_upper, std::move(p->upper));
    keep(BandKind::p_two_sided, std::move(p->two_sided));
  }
}

std::size_t DensityMap::rows_per_strip() const {
  constexpr std::size_t tile = 512;
  constexpr std::size_t values_at_most = 16'000'000;
  const auto values_per_row = grid_.columns() * (bands_.size() + 2);
  const auto fitting = std::max<std::size_t>(1, values_at_most / std::max<std::size_t>(1, values_per_row));
  if (fitting < tile) {
    return fitting;
  }
  return std::clamp(fitting / tile * tile, tile, (grid_.rows() + tile - 1) / tile * tile);
}

double DensityMap::unit_factor() const {
  const auto cell_km2 = grid_.cell_area_m2() / m2_per_km2;
  switch (options_.unit) {
    case DensityUnit::per_km2:
      break;
    case DensityUnit::per_cell:
      return cell_km2;
    case DensityUnit::share:
      return cell_km2 / weight_;
  }
  return 1;
}

std::vector<std::vector<double>> DensityMap::strip(std::size_t first_row, std::size_t rows,
                                                   const Progress& progress) const {
  const auto strip_grid = rows_of(grid_, first_row, rows);
  const auto share = inside_share(strip_grid, area_.area());
  const auto& field_options = options_.field;
  std::vector<double> mass;
  if (field_options.edges == EdgeTerm::uniform && !field_options.adaptive) {
    mass = mass_->at_cells(strip_grid, bandwidth_m(), field_options.density.threads);
  }
  const auto factor = unit_factor();
  std::vector<std::vector<double>> values;
  for (const auto& field : fields_) {
    auto& band = values.emplace_back(strip_grid.size());
    field.write_rows(first_row, rows, band, mass, progress);
    for (std::size_t cell = 0; cell < band.size(); ++cell) {
      band[cell] = share[cell] > 0 ? band[cell] * factor : no_value;
    }
  }
  for (const auto& band : risk_bands_) {
    const auto from = band.begin() + static_cast<std::ptrdiff_t>(first_row * grid_.columns());
    values.emplace_back(from, from + static_cast<std::ptrdiff_t>(strip_grid.size()));
  }
  return values;
}

}  // namespace lykta
