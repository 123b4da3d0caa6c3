#include "engine/density/fast_check.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <numbers>
#include <optional>

#include "engine/base/numbers.hpp"
#include "engine/base/parallel.hpp"
#include "engine/base/vectorised.hpp"
#include "engine/density/kernel_rows.hpp"

namespace lykta {

namespace {

/// (1 - u²)^power times weight for a block of events around a place; `values` has a whole block.
LYKTA_VECTORISED void power_values(const FixedEvent* events, std::size_t count, double x, double y,
                                   double per_bandwidth, int power, double* values) {
  const auto second = power > 1;
  const auto third = power > 2;
  LYKTA_INDEPENDENT
  for (std::size_t i = 0; i < count; ++i) {
    const auto dx = (static_cast<double>(static_cast<std::int32_t>(events[i].x >> 1U)) - x) * per_bandwidth;
    const auto dy = (static_cast<double>(static_cast<std::int32_t>(events[i].y >> 1U)) - y) * per_bandwidth;
    const auto left = 1 - dx * dx - dy * dy;
    const auto inside = left > 0 ? left : 0.0;
    const auto squared = second ? inside * inside : inside;
    values[i] = static_cast<double>(events[i].weight) * (third ? squared * inside : squared);
  }
}

LYKTA_VECTORISED void add_eights(const double* values, std::size_t count, double* sums) {
  for (std::size_t i = 0; i < count; i += 8) {
    for (std::size_t k = 0; k < 8; ++k) {
      sums[k] += values[i + k];
    }
  }
}

double power_sum(const FixedEvent* events, std::size_t count, double x, double y, double per_bandwidth, int power) {
  constexpr std::size_t block = 512;
  std::array<double, block> values{};
  std::array<double, 8> sums{};
  for (std::size_t from = 0; from < count; from += block) {
    const auto here = std::min(block, count - from);
    power_values(events + from, here, 0.5 * x, 0.5 * y, 2 * per_bandwidth, power, values.data());
    std::fill(values.begin() + static_cast<std::ptrdiff_t>(here), values.end(), 0.0);
    add_eights(values.data(), block, sums.data());
  }
  double sum = 0;
  for (const auto part : sums) {
    sum += part;
  }
  return sum;
}

double gaussian_sum(const FixedEvent* events, std::size_t count, double x, double y, double per_bandwidth) {
  double sum = 0;
  for (std::size_t i = 0; i < count; ++i) {
    const auto dx = (static_cast<double>(events[i].x) - x) * per_bandwidth;
    const auto dy = (static_cast<double>(events[i].y) - y) * per_bandwidth;
    const auto squared = dx * dx + dy * dy;
    sum += squared < 36 ? static_cast<double>(events[i].weight) * std::exp(-0.5 * squared) : 0.0;
  }
  return sum;
}

/// Error of one event by itself as a share of its kernel's largest value, `bandwidth` in cells: the jump in the
/// power's derivative at the kernel's edge falls with bandwidth^-power. The constants were measured.
double error_of_one(Kernel kernel, double bandwidth) {
  switch (polynomial_power(kernel).value_or(0)) {
    case 1:
      return 0.22 / bandwidth;
    case 2:
      return 0.18 / (bandwidth * bandwidth);
    case 3:
      return 0.27 / (bandwidth * bandwidth * bandwidth);
    default:
      return 0;
  }
}

/// The largest error lies between the checked cells: so much larger than the one found it may be.
constexpr double safety = 2;

/// Compares a fast density with the exact one where its errors are: in rings at the kernel's edge around the heaviest
/// nodes (one address with many events errs the most) and the densest cell; and at others picked by a fixed rule.
class FastCheck {
 public:
  FastCheck(const BandedEvents& events, const std::vector<HeavyNode>& heavy_nodes, const Grid& grid,
            const DensityOptions& options, std::span<const float> density)
      : events_(events), heavy_nodes_(heavy_nodes), grid_(grid), options_(options), density_(density) {}

  [[nodiscard]] CheckedError against(double tolerance) const {
    const auto densest = static_cast<std::size_t>(std::ranges::max_element(density_) - density_.begin());
    const auto cells = cells_to_check(densest, static_cast<double>(density_[densest]), tolerance);
    std::vector<double> errors(cells.size());
    for_each_part(cells.size(), options_.threads, [&](std::size_t i) {
      errors[i] = std::abs(exact_at(cells[i]) - static_cast<double>(density_[cells[i]]));
    });
    const auto peak = static_cast<double>(density_[densest]);
    const auto largest = peak > 0 ? *std::ranges::max_element(errors) / peak : 0;
    // Where one event by itself errs little, many do too.
    const auto of_one = error_of_one(options_.kernel, options_.bandwidth_m / grid_.cell_m());
    const auto factor = safety * of_one > tolerance ? safety : 1.0;
    return {.largest = largest, .pixels = cells.size(), .accepted = factor * largest <= tolerance};
  }

 private:
  [[nodiscard]] std::vector<std::size_t> cells_to_check(std::size_t densest, double peak, double tolerance) const {
    std::vector<std::size_t> cells{densest};
    const auto columns = grid_.columns();
    const auto of_one = error_of_one(options_.kernel, options_.bandwidth_m / grid_.cell_m());
    if (safety * of_one > tolerance) {
      add_ring(static_cast<std::int64_t>(densest % columns), static_cast<std::int64_t>(densest / columns), cells);
    }
    for (const auto& node : heavy_nodes_) {
      // A spline gives its middle node between 0.23 and 0.44 of an event's weight.
      const auto address = static_cast<double>(node.weight) / 0.3 * kernel_value(options_.kernel, 0) * m2_per_km2 /
                           (options_.bandwidth_m * options_.bandwidth_m);
      if (safety * address * of_one > tolerance * peak) {
        add_ring(node.column, node.row, cells);
      }
    }
    constexpr std::size_t others = 16;
    for (std::size_t i = 0; i < others; ++i) {
      // An event's own cell every other time: there is something to see.
      const auto turn = i * 0x9e3779b97f4a7c15ULL;
      const auto own = i % 2 == 1 ? cell_of(events_.events[turn % events_.events.size()]) : std::nullopt;
      cells.push_back(own.value_or(turn % grid_.size()));
    }
    return cells;
  }

  /// Cells around the edge of the kernel that stands on a node: just inside, on it and just outside.
  void add_ring(std::int64_t column, std::int64_t row, std::vector<std::size_t>& cells) const {
    constexpr int directions = 12;
    const auto bandwidth = options_.bandwidth_m / grid_.cell_m();
    for (int k = 0; k < 3 * directions; ++k) {
      const auto angle = 2 * std::numbers::pi * k / (3 * directions);
      const auto radius = bandwidth - 1 + k % 3;
      const auto x = column + std::lround(radius * std::cos(angle));
      const auto y = row + std::lround(radius * std::sin(angle));
      if (x >= 0 && y >= 0 && x < static_cast<std::int64_t>(grid_.columns()) &&
          y < static_cast<std::int64_t>(grid_.rows())) {
        cells.push_back(static_cast<std::size_t>(y) * grid_.columns() + static_cast<std::size_t>(x));
      }
    }
  }

  [[nodiscard]] std::optional<std::size_t> cell_of(const FixedEvent& event) const {
    const auto column = static_cast<std::int64_t>(event.x >> 16U) + events_.first_column;
    const auto row = static_cast<std::int64_t>(event.y >> 16U) + events_.first_row;
    const auto [left, low] = grid_.first();
    return grid_.number({column + left, row + low});
  }

  [[nodiscard]] double exact_at(std::size_t cell) const {
    const auto bandwidth = options_.bandwidth_m / grid_.cell_m();
    const auto reach = support_in_bandwidths(options_.kernel) * bandwidth;
    const auto column = static_cast<double>(static_cast<std::int64_t>(cell % grid_.columns()) - events_.first_column);
    const auto row = static_cast<double>(static_cast<std::int64_t>(cell / grid_.columns()) - events_.first_row);
    const auto band_of = [](double y) { return std::floor(y / BandedEvents::rows_per_band); };
    const auto last_band = static_cast<double>(events_.bands()) - 1;
    const auto first = static_cast<std::size_t>(std::clamp(band_of(row - reach), 0.0, last_band));
    const auto last = static_cast<std::size_t>(std::clamp(band_of(row + reach), 0.0, last_band));
    const auto* from = events_.events.data() + events_.start[first];
    const auto count = events_.start[last + 1] - events_.start[first];
    constexpr double fixed = 65536;
    const auto per_bandwidth = 1 / (bandwidth * fixed);
    const auto sum = options_.kernel == Kernel::gaussian
                         ? gaussian_sum(from, count, column * fixed, row * fixed, per_bandwidth)
                         : power_sum(from, count, column * fixed, row * fixed, per_bandwidth,
                                     polynomial_power(options_.kernel).value_or(0));
    return sum * kernel_value(options_.kernel, 0) * m2_per_km2 / (options_.bandwidth_m * options_.bandwidth_m);
  }

  const BandedEvents& events_;
  const std::vector<HeavyNode>& heavy_nodes_;
  const Grid& grid_;
  DensityOptions options_;
  std::span<const float> density_;
};

}  // namespace

CheckedError check_fast(const BandedEvents& events, const std::vector<HeavyNode>& heavy_nodes, const Grid& grid,
                        const DensityOptions& options, std::span<const float> density, double tolerance) {
  return FastCheck(events, heavy_nodes, grid, options, density).against(tolerance);
}

}  // namespace lykta
