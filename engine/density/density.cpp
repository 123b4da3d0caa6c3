#include "engine/density/density.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <cstddef>
#include <cstdint>

#include <fmt/format.h>

#include "engine/error.hpp"

namespace lykta {

namespace {

constexpr double m2_per_km2 = 1e6;

double weight_of(std::span<const double> weights, std::size_t i) { return weights.empty() ? 1.0 : weights[i]; }

/// The lattice of cell centres, addressed by row, as the sum over a disc needs it.
struct Lattice {
  explicit Lattice(const Grid& grid)
      : hexagonal(grid.shape() == CellShape::hexagon),
        column_m(grid.cell_m()),
        row_m(hexagonal ? hexagon_row_spacing_m(grid.cell_m()) : grid.cell_m()),
        row_shift(hexagonal ? 0.0 : 0.5) {}

  [[nodiscard]] double y_of(std::int64_t row) const { return (static_cast<double>(row) + row_shift) * row_m; }
  /// x of the centre of column 0 in this row.
  [[nodiscard]] double x_of_first(std::int64_t row) const {
    return hexagonal ? ((row & 1) != 0 ? 0.5 * column_m : 0.0) : 0.5 * column_m;
  }

  bool hexagonal;
  double column_m;
  double row_m;
  double row_shift;
};

std::int64_t round_up(double value) { return static_cast<std::int64_t>(std::ceil(value)); }
std::int64_t round_down(double value) { return static_cast<std::int64_t>(std::floor(value)); }

/// One event's kernel over the cells it reaches, row after row; the same memory serves all events.
class Stamp {
 public:
  Stamp(const Grid& grid, const DensityOptions& options)
      : grid_(grid),
        lattice_(grid),
        options_(options),
        reach_m_(support_in_bandwidths(options.kernel) * options.bandwidth_m) {}

  void add(const Point& point, double weight, std::vector<double>& density) {
    const auto total = fill(point);
    if (options_.keep_mass && !(total > 0)) {
      if (const auto own = grid_.cell_at(point)) {
        density[*own] += weight * m2_per_km2 / grid_.cell_area_m2();
      }
      return;
    }
    const auto scale = options_.keep_mass ? weight * m2_per_km2 / grid_.cell_area_m2() / total
                                          : weight * m2_per_km2 / (options_.bandwidth_m * options_.bandwidth_m);
    spread(scale, density);
  }

 private:
  struct Run {
    std::int64_t row, first_column, last_column;
  };

  /// Evaluates the kernel at every lattice centre within reach, also beyond the grid, and returns the sum.
  double fill(const Point& point) {
    runs_.clear();
    values_.clear();
    double total = 0;
    const auto last_row = round_down((point.y + reach_m_) / lattice_.row_m - lattice_.row_shift);
    for (auto row = round_up((point.y - reach_m_) / lattice_.row_m - lattice_.row_shift); row <= last_row; ++row) {
      const auto dy = lattice_.y_of(row) - point.y;
      const auto half_chord = std::sqrt(std::max(0.0, reach_m_ * reach_m_ - dy * dy));
      const auto first_x = lattice_.x_of_first(row);
      const Run run{row, round_up((point.x - half_chord - first_x) / lattice_.column_m),
                    round_down((point.x + half_chord - first_x) / lattice_.column_m)};
      for (auto column = run.first_column; column <= run.last_column; ++column) {
        const auto dx = first_x + static_cast<double>(column) * lattice_.column_m - point.x;
        const auto value = kernel_value(options_.kernel, std::sqrt(dx * dx + dy * dy) / options_.bandwidth_m);
        values_.push_back(value);
        total += value;
      }
      runs_.push_back(run);
    }
    return total;
  }

  void spread(double scale, std::vector<double>& density) const {
    std::size_t next = 0;
    const auto [left, low] = grid_.first();
    for (const auto& run : runs_) {
      const auto row = run.row - low;
      const auto inside = row >= 0 && row < static_cast<std::int64_t>(grid_.rows());
      for (auto column = run.first_column; column <= run.last_column; ++column, ++next) {
        const auto there = column - left;
        if (inside && there >= 0 && there < static_cast<std::int64_t>(grid_.columns())) {
          density[static_cast<std::size_t>(row) * grid_.columns() + static_cast<std::size_t>(there)] +=
              scale * values_[next];
        }
      }
    }
  }

  const Grid& grid_;
  Lattice lattice_;
  DensityOptions options_;
  double reach_m_;
  std::vector<Run> runs_;
  std::vector<double> values_;
};

}  // namespace

void check(const DensityOptions& options) {
  if (!(options.bandwidth_m > 0) || !std::isfinite(options.bandwidth_m)) {
    throw InvalidOption(fmt::format("bandwidth must be a positive number of metres, not {}", options.bandwidth_m));
  }
}

std::vector<double> density_on_grid(std::span<const Point> points, std::span<const double> weights, const Grid& grid,
                                    const DensityOptions& options, const Progress& progress) {
  check(options);
  assert(weights.empty() || weights.size() == points.size());
  std::vector<double> density(grid.size(), 0.0);
  Stamp stamp(grid, options);
  constexpr std::size_t between_reports = 16384;
  for (std::size_t i = 0; i < points.size(); ++i) {
    if (i % between_reports == 0) {
      report(progress, "density", static_cast<double>(i) / static_cast<double>(points.size()));
    }
    stamp.add(points[i], weight_of(weights, i), density);
  }
  return density;
}

std::vector<double> density_at_points(std::span<const Point> points, std::span<const double> weights,
                                      std::span<const Point> targets, const DensityOptions& options) {
  check(options);
  assert(weights.empty() || weights.size() == points.size());
  std::vector<double> density;
  density.reserve(targets.size());
  const auto scale = m2_per_km2 / (options.bandwidth_m * options.bandwidth_m);
  for (const auto& target : targets) {
    double sum = 0;
    for (std::size_t i = 0; i < points.size(); ++i) {
      sum += weight_of(weights, i) * kernel_value(options.kernel, distance_m(points[i], target) / options.bandwidth_m);
    }
    density.push_back(sum * scale);
  }
  return density;
}

}  // namespace lykta
