#include "engine/questions/density_map.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <utility>

#include <fmt/format.h>

#include "engine/base/error.hpp"
#include "engine/base/numbers.hpp"
#include "engine/density/bandwidth_choice.hpp"
#include "engine/space/coverage.hpp"

namespace lykta {

namespace {

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

EventChoice choice_of(const DensityMapOptions& options) {
  return {.period = options.period,
          .include_discovered = options.include_discovered,
          .classes = options.classes,
          .other_source = options.risk ? options.risk->other_source : std::nullopt};
}

WeighingOptions weighing_of(const DensityMapOptions& options) {
  return {.by_class = options.weighted,
          .hours = options.hours,
          .recency = options.half_life_days ? std::optional(Recency{*options.half_life_days, options.period->to})
                                            : std::nullopt};
}

}  // namespace

void check(const DensityMapOptions& options) {
  check(options.field);
  check(choice_of(options));
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
    : options_((check(options), options)),
      area_(study_area_of(inputs, options.grid, cells_at_most)),
      grid_(grid_of(area_, options.grid)) {
  report(progress, "choosing events", 0);
  const auto chosen = choose_events(inputs);
  choose_bandwidth(progress);
  std::ranges::copy(bandwidth_warnings(bandwidth_m(), options_.grid.cell_m, inputs.position_step_m),
                    std::back_inserter(warnings_));
  refuse_what_is_too_large();
  if (options_.field.edges != EdgeTerm::none) {
    mass_ = std::make_shared<const KernelMass>(area_.area(), options_.field.density.kernel);
  }
  if (options_.stack != TimeStack::none) {
    make_slices(progress);
    return;
  }
  make_field(progress);
  if (options_.risk) {
    compare(inputs, chosen, progress);
  }
}

ChosenEvents DensityMap::choose_events(const Inputs& inputs) {
  auto chosen = lykta::choose_events(inputs, area_, choice_of(options_), options_.grid.cell_m);
  uses_ = std::move(chosen.uses);
  warnings_ = std::move(chosen.warnings);
  weighed_ = weighed_events(inputs, chosen.events, weighing_of(options_));
  weight_ = weighed_.weight();
  return chosen;
}

void DensityMap::refuse_what_is_too_large() const {
  if ((options_.field.adaptive || options_.field.fast || options_.risk) && grid_.size() > whole_at_most) {
    throw InvalidOption(fmt::format(
        "a raster of {:.3g} cells is made strip by strip, which goes with a fixed bandwidth, without the fast way and "
        "without a relative risk; at most {:.0e} cells are possible with them",
        static_cast<double>(grid_.size()), static_cast<double>(whole_at_most)));
  }
}

void DensityMap::choose_bandwidth(const Progress& progress) {
  if (!options_.rule) {
    return;
  }
  chosen_ = lykta::choose_bandwidth(weighed_.points, weighed_.weights, area_.area(),
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

void DensityMap::make_field(const Progress& progress) {
  fields_.emplace_back(weighed_.points, weighed_.weights, grid_, options_.field, mass_, progress);
  fast_ = fields_.front().fast();
  adaptive_range_m_ = fields_.front().bandwidth_range_m();
  bands_.push_back({BandKind::density, {}});
}

void DensityMap::make_slices(const Progress& progress) {
  const auto& [events, times, points, of_events, counts] = weighed_;
  const auto slices = options_.stack == TimeStack::hours ? slices_by_hour_of_week(times, times.size())
                                                         : slices_by_week(*options_.period, times, times.size());
  weighed_.counts = slices.counts;
  if (options_.field.fast && slices.size() * grid_.size() > 4 * whole_at_most) {
    throw InvalidOption(fmt::format("a stack of {} slices of {} cells is made strip by strip: leave out --fast",
                                    slices.size(), grid_.size()));
  }
  weight_ = 0;
  for (std::size_t k = 0; k < slices.size(); ++k) {
    std::vector<Point> points_of_slice;
    auto weights = std::vector<double>(slices.weights_of(k).begin(), slices.weights_of(k).end());
    for (std::size_t i = 0; const auto event : slices.events_of(k)) {
      points_of_slice.push_back(points[event]);
      weights[i++] *= of_events.empty() ? 1.0 : of_events[event];
    }
    weight_ += std::accumulate(weights.begin(), weights.end(), 0.0);
    fields_.emplace_back(points_of_slice, weights, grid_, options_.field, mass_);
    bands_.push_back({BandKind::slice, slices.labels[k]});
    report(progress, "slices", static_cast<double>(k + 1) / static_cast<double>(slices.size()));
  }
  if (!(weight_ > 0)) {
    throw DataError(
        fmt::format("none of the {} events has a time: a stack needs the column of the date or time", times.size()));
  }
}

void DensityMap::compare(const Inputs& inputs, const ChosenEvents& chosen, const Progress& progress) {
  const auto denominator = options_.risk->other_source
                               ? denominator_of_events(inputs.incidents, chosen.others, chosen.others_outside)
                               : denominator_of_residents(inputs, area_, options_.grid.cell_m);
  denominator_ = {denominator.points.size(), denominator.weight, denominator.outside_weight};
  auto risk = risk_bands(*options_.risk, {area_.area(), grid_, options_.field, mass_}, fields_.front(),
                         {weighed_.points, weighed_.weights}, denominator, progress);
  thin_cells_ = risk.thin_cells;
  const auto keep = [&](BandKind kind, std::vector<double>& values) {
    bands_.push_back({kind, {}});
    risk_bands_.push_back(std::move(values));
  };
  keep(BandKind::ratio, risk.ratio);
  keep(BandKind::log_ratio, risk.log_ratio);
  if (risk.per_thousand) {
    keep(BandKind::rate, *risk.per_thousand);
  }
  if (risk.p) {
    keep(BandKind::p_upper, risk.p->upper);
    keep(BandKind::p_two_sided, risk.p->two_sided);
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

std::vector<std::vector<double>> DensityMap::strip(std::size_t first_row, std::size_t rows,
                                                   const Progress& progress) const {
  const auto strip_grid = rows_of(grid_, first_row, rows);
  const auto share = inside_share(strip_grid, area_.area());
  const auto& field_options = options_.field;
  std::vector<double> mass;
  if (field_options.edges == EdgeTerm::uniform && !field_options.adaptive) {
    mass = mass_->at_cells(strip_grid, bandwidth_m(), field_options.density.threads);
  }
  const auto factor = unit_factor(options_.unit, grid_, weight_);
  std::vector<std::vector<double>> values;
  for (const auto& field : fields_) {
    auto& band = values.emplace_back(strip_grid.size());
    field.write_rows(first_row, rows, band, mass, progress);
    for (std::size_t cell = 0; cell < band.size(); ++cell) {
      band[cell] = share[cell] > 0 ? band[cell] * factor : no_number;
    }
  }
  for (const auto& band : risk_bands_) {
    const auto from = band.begin() + static_cast<std::ptrdiff_t>(first_row * grid_.columns());
    values.emplace_back(from, from + static_cast<std::ptrdiff_t>(strip_grid.size()));
  }
  return values;
}

}  // namespace lykta
