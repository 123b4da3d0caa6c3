#include "engine/density/density_field.hpp"

#include <algorithm>
#include <cassert>
#include <utility>

#include <fmt/format.h>

#include "engine/base/error.hpp"

namespace lykta {

namespace {

/// The pilot asks for the mass of its own bandwidth.
MassInside mass_for_pilot(const std::shared_ptr<const KernelMass>& mass, unsigned threads) {
  if (!mass) {
    return {};
  }
  return [mass, threads](std::span<const Point> places, Kernel, double bandwidth_m) {
    return mass->at_points(places, std::span(&bandwidth_m, 1), threads);
  };
}

AdaptiveOptions pilot_of(const FieldOptions& options) {
  return {.kernel = options.density.kernel,
          .pilot_m = options.adaptive->pilot_m,
          .global_m = options.density.bandwidth_m,
          .trim = options.adaptive->trim,
          .edges = options.edges,
          .threads = options.density.threads};
}

}  // namespace

void check(const FieldOptions& options) {
  check(options.density);
  if (options.adaptive && options.fast) {
    throw InvalidOption("an adaptive density has no fast way: choose one of the two");
  }
  if (options.fast && !(options.fast->tolerance > 0 && options.fast->tolerance < 1)) {
    throw InvalidOption(
        fmt::format("the tolerance must be a share of the maximum between 0 and 1, not {}", options.fast->tolerance));
  }
}

DensityField::Adaptive::Adaptive(std::span<const Point> events, std::span<const double> their_weights,
                                 const FieldOptions& options, const std::shared_ptr<const KernelMass>& mass)
    : points(events.begin(), events.end()),
      weights(their_weights.begin(), their_weights.end()),
      bandwidths(points, weights, pilot_of(options), mass_for_pilot(mass, options.density.threads)),
      widest_m(bandwidths.of_events().empty() ? options.density.bandwidth_m
                                              : std::ranges::max(bandwidths.of_events())) {}

DensityField::DensityField(std::span<const Point> points, std::span<const double> weights, const Grid& grid,
                           const FieldOptions& options, std::shared_ptr<const KernelMass> mass,
                           const Progress& progress)
    : grid_(grid), options_(options), mass_(std::move(mass)) {
  check(options);
  assert(options.edges == EdgeTerm::none || mass_);
  if (options.adaptive) {
    adaptive_ = std::make_unique<Adaptive>(points, weights, options, mass_);
  }
  std::vector<double> corrected;
  if (options.edges == EdgeTerm::diggle) {
    const std::vector<double> fixed{options.density.bandwidth_m};
    const auto widths = adaptive_ ? std::span(adaptive_->bandwidths.of_events()) : std::span(fixed);
    corrected = corrected_weights(weights, mass_->at_points(points, widths, options.density.threads, progress));
    weights = corrected;
  }
  if (options.fast) {
    fast_density_.resize(grid.size());
    fast_ = fast_density(points, weights, grid, options.density, *options.fast, fast_density_, progress);
  } else {
    rows_.emplace(points, weights, bandwidths_m(), grid, options.density);
  }
}

void DensityField::write_rows(std::size_t first_row, std::size_t rows, std::span<double> out,
                              std::span<const double> mass_of_rows, const Progress& progress) const {
  assert(out.size() == rows * grid_.columns());
  if (rows_) {
    rows_->write(first_row, rows, out, progress);
  } else {
    std::copy_n(fast_density_.begin() + static_cast<std::ptrdiff_t>(first_row * grid_.columns()), out.size(),
                out.begin());
  }
  if (options_.edges == EdgeTerm::uniform) {
    divide_by_mass(first_row, rows, out, mass_of_rows);
  }
}

std::optional<std::pair<double, double>> DensityField::bandwidth_range_m() const {
  const auto widths = bandwidths_m();
  if (widths.empty()) {
    return std::nullopt;
  }
  const auto [narrowest, widest] = std::ranges::minmax(widths);
  return std::pair(narrowest, widest);
}

void DensityField::divide_by_mass(std::size_t first_row, std::size_t rows, std::span<double> out,
                                  std::span<const double> mass_of_rows) const {
  std::vector<double> mass;
  if (adaptive_) {
    mass = local_mass(first_row, rows);
    mass_of_rows = mass;
  } else if (mass_of_rows.empty()) {
    mass = mass_->at_cells(rows_of(grid_, first_row, rows), options_.density.bandwidth_m, options_.density.threads);
    mass_of_rows = mass;
  }
  const auto corrected = corrected_density(out, mass_of_rows);
  std::ranges::copy(corrected, out.begin());
}

/// Where even the widest kernel lies wholly inside, every narrower one does; only the other cells need their own
/// bandwidth.
std::vector<double> DensityField::local_mass(std::size_t first_row, std::size_t rows) const {
  const auto strip = rows_of(grid_, first_row, rows);
  auto mass = mass_->at_cells(strip, adaptive_->widest_m, options_.density.threads);
  std::vector<std::size_t> cells;
  std::vector<Point> centres;
  for (std::size_t cell = 0; cell < mass.size(); ++cell) {
    if (mass[cell] < 1) {
      cells.push_back(cell);
      centres.push_back(strip.centre(cell));
    }
  }
  const auto bandwidths = adaptive_->bandwidths.at(centres);
  const auto local = mass_->at_points(centres, bandwidths, options_.density.threads);
  for (std::size_t i = 0; i < cells.size(); ++i) {
    mass[cells[i]] = local[i];
  }
  return mass;
}

Grid rows_of(const Grid& grid, std::size_t first_row, std::size_t rows) {
  const auto [column, row] = grid.first();
  const auto low = row + static_cast<std::int64_t>(first_row);
  return grid.between({column, low}, {column + static_cast<std::int64_t>(grid.columns()) - 1,
                                      low + static_cast<std::int64_t>(rows) - 1});
}

}  // namespace lykta
