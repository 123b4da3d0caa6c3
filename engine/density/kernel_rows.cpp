#include "engine/density/kernel_rows.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <tuple>
#include <type_traits>

#include "engine/base/parallel.hpp"
#include "engine/density/chord_sweep.hpp"
#include "engine/density/kernel_stamp.hpp"
#include "engine/density/lattice_mass.hpp"

namespace lykta {

namespace {

/// Rows that one thread computes before it takes others.
constexpr std::size_t rows_per_part = 16;

/// Below so many cells a kernel is stamped: a chord of two or three cells is not worth a polynomial, and one of degree
/// six, in a stretch that is then several bandwidths wide, loses digits as well.
constexpr double narrowest_sweep(int power) { return power == 3 ? 4 : 2; }

bool is_swept(const EventGroup& group, Kernel kernel) {
  const auto power = polynomial_power(kernel);
  return power && group.widest >= narrowest_sweep(*power);
}

}  // namespace

KernelRows::KernelRows(std::span<const Point> points, std::span<const double> weights,
                       std::span<const double> bandwidths_m, const Grid& grid, const DensityOptions& options)
    : options_(options), lattice_(grid), events_(sorted_by_row(points, weights, bandwidths_m, lattice_, options)) {
  assert(weights.empty() || weights.size() == points.size());
  assert(bandwidths_m.empty() || bandwidths_m.size() == points.size());
  scale(grid);
}

/// Brings the kernel's constant, or its sum over the lattice, into each event's scale.
void KernelRows::scale(const Grid& grid) {
  const auto power = polynomial_power(options_.kernel).value_or(0);
  const auto cell_area = grid.cell_area_m2() / (lattice_.unit_m() * lattice_.unit_m());
  for (auto& group : events_.groups) {
    if (!is_swept(group, options_.kernel)) {
      group.put_in_order(options_.threads);
    }
    std::vector<double> totals;
    if (options_.keep_mass) {
      totals = lattice_totals(group, lattice_, options_.kernel, options_.threads);
    }
    for (std::size_t i = 0; i < group.scale.size(); ++i) {
      const auto squared = group.bandwidth[i] * group.bandwidth[i];
      if (!options_.keep_mass) {
        group.scale[i] *= kernel_value(options_.kernel, 0);
      } else if (totals[i] > 0) {
        group.scale[i] *= squared / cell_area / totals[i];
      } else {
        const Point at{group.x[i], group.y[i]};
        if (const auto own = grid.cell_at(lattice_.in_metres(at))) {
          own_cells_.push_back({*own / grid.columns(), *own % grid.columns(), group.scale[i] * squared / cell_area});
        }
        group.scale[i] = 0;
      }
      for (int k = 0; k < power; ++k) {
        group.scale[i] /= squared;
      }
    }
    group.weigh();
  }
  std::ranges::sort(own_cells_, {}, [](const OwnCell& own) { return std::tuple(own.row, own.column, own.density); });
}

template <typename Value>
void KernelRows::write_rows(std::size_t first_row, std::size_t rows, std::span<Value> out,
                            const Progress& progress) const {
  const auto columns = lattice_.columns();
  assert(first_row + rows <= lattice_.rows() && out.size() == rows * columns);
  // Groups stand by bandwidth, the narrowest first.
  const std::span<const EventGroup> groups(events_.groups);
  const auto power = polynomial_power(options_.kernel);
  const auto first_swept =
      std::ranges::find_if(groups, [&](const EventGroup& group) { return is_swept(group, options_.kernel); });
  const auto stamped = groups.first(static_cast<std::size_t>(first_swept - groups.begin()));
  const ChordSweep sweep(groups.subspan(stamped.size()), lattice_, power.value_or(0));
  const auto write_part = [&](std::size_t part) {
    const auto from = part * rows_per_part;
    const auto count = std::min(rows_per_part, rows - from);
    const auto to = out.subspan(from * columns, count * columns);
    if (stamped.empty()) {
      sweep.write_rows(first_row + from, count, to);
    } else if constexpr (std::is_same_v<Value, double>) {
      sweep.write_rows(first_row + from, count, to);
      stamp_rows(stamped, lattice_, options_.kernel, first_row + from, count, to);
    } else {
      std::vector<double> sums(to.size());
      sweep.write_rows(first_row + from, count, std::span(sums));
      stamp_rows(stamped, lattice_, options_.kernel, first_row + from, count, sums);
      std::ranges::transform(sums, to.begin(), [](double value) { return static_cast<Value>(value); });
    }
  };
  for_each_part((rows + rows_per_part - 1) / rows_per_part, options_.threads, write_part,
                [&](double share) { report(progress, "density", share); });
  const auto begin = std::ranges::lower_bound(own_cells_, first_row, {}, &OwnCell::row);
  for (auto own = begin; own != own_cells_.end() && own->row < first_row + rows; ++own) {
    auto& value = out[(own->row - first_row) * columns + own->column];
    value = static_cast<Value>(static_cast<double>(value) + own->density);
  }
}

void KernelRows::write(std::size_t first_row, std::size_t rows, std::span<double> out, const Progress& progress) const {
  write_rows(first_row, rows, out, progress);
}
void KernelRows::write(std::size_t first_row, std::size_t rows, std::span<float> out, const Progress& progress) const {
  write_rows(first_row, rows, out, progress);
}

}  // namespace lykta
