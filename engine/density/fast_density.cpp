#include "engine/density/fast_density.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <cstdint>
#include <functional>
#include <limits>
#include <memory>
#include <new>
#include <numbers>
#include <utility>
#include <vector>

#include "engine/base/parallel.hpp"
#include "engine/base/vectorised.hpp"
#include "engine/density/fourier.hpp"
#include "engine/density/kernel_rows.hpp"
#include "engine/density/kernel_transform.hpp"
#include "engine/density/spline_spread.hpp"

namespace lykta {

namespace {

constexpr std::size_t lanes = Fourier::sequences;
constexpr double m2_per_km2 = 1e6;
constexpr double most_cells_in_a_row = 60'000;

/// A run of nodes or cells, both ends included.
struct Span {
  std::int64_t low = 0;
  std::int64_t high = -1;
};

/// Length of the circle on which nodes of one span may give to cells of another, up to `reach` apart, without meeting
/// them a second time around.
std::size_t circle(const Span& nodes, const Span& cells, double reach) {
  const auto farthest = std::max(cells.high - nodes.low, nodes.high - cells.low);
  const auto length = static_cast<double>(std::max<std::int64_t>(farthest, nodes.high - nodes.low)) + reach + 2;
  return lanes * smooth_size(static_cast<std::size_t>(std::ceil(length / static_cast<double>(lanes))));
}

std::int64_t modulo(std::int64_t value, std::size_t size) {
  const auto length = static_cast<std::int64_t>(size);
  return ((value % length) + length) % length;
}

/// Bands of events are laid into two planes, a lower and an upper half, which go through the transform together as the
/// real and imaginary parts of one lattice: the kernel is real, so they do not mix.
struct Half {
  std::size_t first_band = 0;
  std::size_t behind_band = 0;
  Span node_rows;
  Span cell_rows;
};

struct HeavyNode {
  float weight = 0;
  std::int64_t row = 0;
  std::int64_t column = 0;
};

class FastSum {
 public:
  FastSum(BandedEvents events, const Lattice& lattice, const DensityOptions& options)
      : events_(std::move(events)),
        columns_(lattice.columns()),
        rows_(lattice.rows()),
        unit_m_(lattice.unit_m()),
        options_(options),
        bandwidth_(options.bandwidth_m / lattice.unit_m()),
        reach_(support_in_bandwidths(options.kernel) * bandwidth_) {
    lay_out();
  }

  [[nodiscard]] const BandedEvents& events() const { return events_; }

  /// The nodes that most weight lies on, one of a band of rows at most, the heaviest first.
  [[nodiscard]] const std::vector<HeavyNode>& heavy_nodes() const { return heavy_nodes_; }

  void write(std::span<float> density, const Progress& progress) {
    report(progress, "density", 0);
    spread();
    report(progress, "density", 0.3);
    transform_columns(occupied_tiles());
    transform_rows();
    report(progress, "density", 0.7);
    transform_back(density);
  }

 private:
  void lay_out() {
    node_columns_ = {events_.lowest_column - 1, events_.highest_column + 2};
    size_x_ = circle(node_columns_, {0, static_cast<std::int64_t>(columns_) - 1}, reach_);

    std::size_t first = 0;
    std::size_t behind = events_.bands();
    while (first + 1 < behind && events_.start[first] == events_.start[first + 1]) {
      ++first;
    }
    while (behind > first + 1 && events_.start[behind - 1] == events_.start[behind]) {
      --behind;
    }
    const auto middle = first + (behind - first + 1) / 2;
    halves_ = {half_of(first, middle), half_of(middle, behind)};
    size_y_ = 0;
    for (const auto& half : halves_) {
      if (half.first_band < half.behind_band) {
        size_y_ = std::max(size_y_, circle(half.node_rows, half.cell_rows, reach_));
      }
    }
    for (auto& plane : planes_) {
      plane.assign(size_x_ * size_y_, 0.0F);
    }
  }

  [[nodiscard]] Half half_of(std::size_t first_band, std::size_t behind_band) const {
    const auto row_of = [&](std::size_t band) {
      return events_.first_row + static_cast<std::int64_t>(band * BandedEvents::rows_per_band);
    };
    const auto reach = static_cast<std::int64_t>(std::ceil(reach_)) + 2;
    const Span nodes{row_of(first_band) - 1, row_of(behind_band) + 1};
    return {first_band,
            behind_band,
            nodes,
            {std::max<std::int64_t>(0, nodes.low - reach),
             std::min(static_cast<std::int64_t>(rows_) - 1, nodes.high + reach)}};
  }

  /// Bands whose nodes may overlap are never spread side by side: first every other one, then those between.
  void spread() {
    for (std::size_t parity = 0; parity < 2; ++parity) {
      const auto count = (events_.bands() + 1 - parity) / 2;
      for_each_part(count, options_.threads, [&](std::size_t part) {
        const auto band = 2 * part + parity;
        const std::size_t upper = band >= halves_[1].first_band ? 1 : 0;
        const NodePlane plane{planes_[upper].data(), size_x_, node_columns_.low, halves_[upper].node_rows.low};
        spread_band(events_, band, plane);
      });
    }
    find_heavy_nodes();
  }

  void find_heavy_nodes() {
    heavy_nodes_.assign(events_.bands(), {});
    for_each_part(events_.bands(), options_.threads, [&](std::size_t band) {
      if (events_.start[band] == events_.start[band + 1]) {
        return;
      }
      const std::size_t upper = band >= halves_[1].first_band ? 1 : 0;
      const auto low = events_.first_row + static_cast<std::int64_t>(band * BandedEvents::rows_per_band);
      const auto first = static_cast<std::size_t>(low - halves_[upper].node_rows.low) * size_x_;
      const auto* nodes = planes_[upper].data() + first;
      const auto count = BandedEvents::rows_per_band * size_x_;
      const auto heaviest = static_cast<std::size_t>(std::max_element(nodes, nodes + count) - nodes);
      heavy_nodes_[band] = {nodes[heaviest], low + static_cast<std::int64_t>(heaviest / size_x_),
                            static_cast<std::int64_t>(heaviest % size_x_) + node_columns_.low};
    });
    std::ranges::stable_sort(heavy_nodes_, std::ranges::greater{}, &HeavyNode::weight);
    heavy_nodes_.resize(std::min<std::size_t>(heavy_nodes_.size(), 6));
  }

  [[nodiscard]] std::size_t occupied_tiles() const {
    const auto occupied = static_cast<std::size_t>(node_columns_.high - node_columns_.low + 1);
    return std::min(size_x_ / lanes, (occupied + lanes - 1) / lanes);
  }

  /// Forward along columns; sixteen of them are neighbours in memory already.
  void transform_columns(std::size_t tiles) {
    const Fourier fourier(size_y_);
    for_each_part(tiles, options_.threads, [&](std::size_t tile) {
      Room room(size_y_);
      for (std::size_t y = 0; y < size_y_; ++y) {
        const auto from = y * size_x_ + tile * lanes;
        std::copy_n(&planes_[0][from], lanes, room.first.real + y * lanes);
        std::copy_n(&planes_[1][from], lanes, room.first.imaginary + y * lanes);
      }
      const auto result = fourier.transform(room.first, room.second);
      for (std::size_t y = 0; y < size_y_; ++y) {
        const auto to = y * size_x_ + tile * lanes;
        std::copy_n(result.real + y * lanes, lanes, &planes_[0][to]);
        std::copy_n(result.imaginary + y * lanes, lanes, &planes_[1][to]);
      }
    });
  }

  /// Along rows: forward, times the kernel, and back.
  void transform_rows() {
    const Fourier fourier(size_x_);
    const auto highest = bandwidth_ * std::numbers::pi * std::numbers::sqrt2;
    const KernelSpectrum spectrum(options_.kernel, highest + 1);
    const auto across = frequencies(size_x_);
    const auto up = frequencies(size_y_);
    for_each_part(size_y_ / lanes, options_.threads, [&](std::size_t tile) {
      Room room(size_x_);
      const auto first_row = tile * lanes;
      take_rows(planes_[0], first_row, room.first.real);
      take_rows(planes_[1], first_row, room.first.imaginary);
      auto result = fourier.transform(room.first, room.second);
      multiply(spectrum, across, up, first_row, result);
      const auto other = result.real == room.first.real ? room.second : room.first;
      const auto back = fourier.transform({result.imaginary, result.real}, {other.imaginary, other.real});
      put_rows(back.imaginary, first_row, planes_[0]);
      put_rows(back.real, first_row, planes_[1]);
    });
  }

  /// Squared frequency in bandwidths, and what the spline takes away there and the transforms scale by.
  struct Frequency {
    float squared;
    float factor;
  };

  [[nodiscard]] std::vector<Frequency> frequencies(std::size_t size) const {
    std::vector<Frequency> all(size);
    for (std::size_t f = 0; f < size; ++f) {
      const auto turns = static_cast<double>(std::min(f, size - f)) / static_cast<double>(size);
      const auto k = 2 * std::numbers::pi * turns;
      all[f] = {static_cast<float>(k * bandwidth_ * k * bandwidth_),
                static_cast<float>(1 / (spline_transform(k) * static_cast<double>(size)))};
    }
    return all;
  }

  static void multiply(const KernelSpectrum& spectrum, const std::vector<Frequency>& across,
                       const std::vector<Frequency>& up, std::size_t first_row, const Fourier::Values& values) {
    const auto size = across.size();
    std::array<float, lanes> gain{};
    for (std::size_t f = 0; f <= size / 2; ++f) {
      for (std::size_t k = 0; k < lanes; ++k) {
        const auto& row = up[first_row + k];
        gain[k] = spectrum.at(std::sqrt(across[f].squared + row.squared)) * across[f].factor * row.factor;
      }
      scale(values, f, gain);
      if (f != 0 && 2 * f != size) {
        scale(values, size - f, gain);
      }
    }
  }

  static void scale(const Fourier::Values& values, std::size_t f, const std::array<float, lanes>& gain) {
    for (std::size_t k = 0; k < lanes; ++k) {
      values.real[f * lanes + k] *= gain[k];
      values.imaginary[f * lanes + k] *= gain[k];
    }
  }

  void take_rows(const std::vector<float>& plane, std::size_t first_row, float* to) const {
    for (std::size_t x = 0; x < size_x_; x += lanes) {
      for (std::size_t k = 0; k < lanes; ++k) {
        const auto* from = &plane[(first_row + k) * size_x_ + x];
        for (std::size_t i = 0; i < lanes; ++i) {
          to[(x + i) * lanes + k] = from[i];
        }
      }
    }
  }

  void put_rows(const float* from, std::size_t first_row, std::vector<float>& plane) const {
    for (std::size_t x = 0; x < size_x_; x += lanes) {
      for (std::size_t k = 0; k < lanes; ++k) {
        auto* to = &plane[(first_row + k) * size_x_ + x];
        for (std::size_t i = 0; i < lanes; ++i) {
          to[i] = from[(x + i) * lanes + k];
        }
      }
    }
  }

  /// Back along columns, and into the cells: both halves give to those near the middle.
  void transform_back(std::span<float> density) {
    const Fourier fourier(size_y_);
    std::ranges::fill(density, 0.0F);
    const auto per_km2 = static_cast<float>(m2_per_km2 / (unit_m_ * unit_m_));
    for_each_part(size_x_ / lanes, options_.threads, [&](std::size_t tile) {
      std::array<std::int64_t, lanes> column_of{};
      bool any = false;
      for (std::size_t k = 0; k < lanes; ++k) {
        const auto column = modulo(static_cast<std::int64_t>(tile * lanes + k) + node_columns_.low, size_x_);
        column_of[k] = column < static_cast<std::int64_t>(columns_) ? column : -1;
        any = any || column_of[k] >= 0;
      }
      if (!any) {
        return;
      }
      Room room(size_y_);
      for (std::size_t y = 0; y < size_y_; ++y) {
        const auto from = y * size_x_ + tile * lanes;
        std::copy_n(&planes_[0][from], lanes, room.first.imaginary + y * lanes);
        std::copy_n(&planes_[1][from], lanes, room.first.real + y * lanes);
      }
      const auto back = fourier.transform(room.first, room.second);
      give(halves_[0], back.imaginary, column_of, per_km2, density);
      give(halves_[1], back.real, column_of, per_km2, density);
    });
    for_each_part(rows_, options_.threads, [&](std::size_t row) {
      for (auto& value : density.subspan(row * columns_, columns_)) {
        value = std::max(value, 0.0F);
      }
    });
  }

  void give(const Half& half, const float* values, const std::array<std::int64_t, lanes>& column_of, float per_km2,
            std::span<float> density) const {
    if (half.first_band == half.behind_band) {
      return;
    }
    for (auto row = half.cell_rows.low; row <= half.cell_rows.high; ++row) {
      const auto* from = values + static_cast<std::size_t>(modulo(row - half.node_rows.low, size_y_)) * lanes;
      auto* to = density.data() + static_cast<std::size_t>(row) * columns_;
      for (std::size_t k = 0; k < lanes; ++k) {
        if (column_of[k] >= 0) {
          to[column_of[k]] += from[k] * per_km2;
        }
      }
    }
  }

  /// Memory for sixteen sequences and the room to work in.
  struct Room {
    explicit Room(std::size_t size)
        : memory(new (std::align_val_t{64}) float[4 * size * lanes]),
          first{memory.get(), memory.get() + size * lanes},
          second{memory.get() + 2 * size * lanes, memory.get() + 3 * size * lanes} {}

    struct Free {
      void operator()(float* values) const { operator delete[](values, std::align_val_t{64}); }
    };
    std::unique_ptr<float[], Free> memory;
    Fourier::Values first;
    Fourier::Values second;
  };

  BandedEvents events_;
  std::size_t columns_;
  std::size_t rows_;
  double unit_m_;
  DensityOptions options_;
  double bandwidth_;  ///< in cells
  double reach_;
  std::vector<HeavyNode> heavy_nodes_;
  Span node_columns_;
  std::size_t size_x_ = 0;
  std::size_t size_y_ = 0;
  std::array<Half, 2> halves_;
  std::array<std::vector<float>, 2> planes_;
};

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
class Check {
 public:
  Check(const BandedEvents& events, const std::vector<HeavyNode>& heavy_nodes, const Grid& grid,
        const DensityOptions& options, std::span<const float> density)
      : events_(events), heavy_nodes_(heavy_nodes), grid_(grid), options_(options), density_(density) {}

  void into(double tolerance, FastReport& report) const {
    const auto densest = static_cast<std::size_t>(std::ranges::max_element(density_) - density_.begin());
    const auto cells = cells_to_check(densest, static_cast<double>(density_[densest]), tolerance);
    std::vector<double> errors(cells.size());
    for_each_part(cells.size(), options_.threads, [&](std::size_t i) {
      errors[i] = std::abs(exact_at(cells[i]) - static_cast<double>(density_[cells[i]]));
    });
    const auto peak = static_cast<double>(density_[densest]);
    report.checked_error = peak > 0 ? *std::ranges::max_element(errors) / peak : 0;
    report.checked_pixels = cells.size();
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

/// Rough costs in nanoseconds on one core, measured with bench/time_density: they only choose between two ways that
/// give the same.
double exact_cost(std::size_t events, const Grid& grid, double bandwidth, Kernel kernel) {
  const auto cells = static_cast<double>(grid.size());
  const auto rows = 2 * bandwidth * support_in_bandwidths(kernel) + 1;
  if (kernel == Kernel::gaussian) {
    return static_cast<double>(events) * rows * rows * 0.8 + cells;
  }
  return static_cast<double>(events) * rows * 6.5 + cells * 4;
}
double fast_cost(std::size_t events, const Grid& grid, double bandwidth, Kernel kernel) {
  const auto reach = bandwidth * support_in_bandwidths(kernel);
  const auto padded = (static_cast<double>(grid.columns()) + reach) * (static_cast<double>(grid.rows()) + 4 * reach);
  return static_cast<double>(events) * 25 + padded * 18;
}

std::optional<ExactReason> reason_for_exact(std::size_t events, const Grid& grid, const DensityOptions& options,
                                            const FastOptions& fast) {
  const auto bandwidth = options.bandwidth_m / grid.cell_m();
  const auto reach = bandwidth * support_in_bandwidths(options.kernel);
  if (grid.shape() != CellShape::square || static_cast<double>(grid.columns()) + 2 * reach > most_cells_in_a_row ||
      static_cast<double>(grid.rows()) + 2 * reach > most_cells_in_a_row) {
    return ExactReason::grid;
  }
  if (options.kernel == Kernel::uniform || options.kernel == Kernel::triangular) {
    return ExactReason::kernel;
  }
  if (bandwidth < narrowest_fast) {
    return ExactReason::narrow_kernel;
  }
  if (fast.tolerance < finest_tolerance) {
    return ExactReason::tolerance;
  }
  if (exact_cost(events, grid, bandwidth, options.kernel) <= fast_cost(events, grid, bandwidth, options.kernel)) {
    return ExactReason::cheaper;
  }
  return std::nullopt;
}

}  // namespace

std::string_view name_of(ExactReason reason) {
  switch (reason) {
    case ExactReason::cheaper:
      return "cheaper";
    case ExactReason::narrow_kernel:
      return "narrow_kernel";
    case ExactReason::kernel:
      return "kernel";
    case ExactReason::grid:
      return "grid";
    case ExactReason::tolerance:
      return "tolerance";
    case ExactReason::check_failed:
      return "check_failed";
  }
  return "";
}

FastReport fast_density(std::span<const Point> points, std::span<const double> weights, const Grid& grid,
                        const DensityOptions& options, const FastOptions& fast, std::span<float> density,
                        const Progress& progress, bool always) {
  check(options);
  assert(density.size() == grid.size());
  FastReport report;
  auto plain = options;
  plain.keep_mass = false;
  report.exact = reason_for_exact(points.size(), grid, plain, fast);
  if (report.exact == ExactReason::cheaper && always) {
    report.exact.reset();
  }
  const Lattice lattice(grid);
  if (!report.exact) {
    const auto reach = support_in_bandwidths(plain.kernel) * plain.bandwidth_m / grid.cell_m();
    auto events = banded(points, weights, lattice, reach, plain.threads);
    if (events.events.empty()) {
      report.exact = ExactReason::cheaper;
    } else {
      FastSum sum(std::move(events), lattice, plain);
      sum.write(density, progress);
      Check(sum.events(), sum.heavy_nodes(), grid, plain, density).into(fast.tolerance, report);
      // Where one event by itself errs little, many do too.
      const auto factor =
          safety * error_of_one(plain.kernel, plain.bandwidth_m / grid.cell_m()) > fast.tolerance ? safety : 1.0;
      const auto accepted = factor * report.checked_error <= fast.tolerance;
      if (!accepted) {
        report.exact = ExactReason::check_failed;
      }
    }
  }
  if (report.exact) {
    KernelRows(points, weights, {}, grid, plain).write(0, grid.rows(), density, progress);
  }
  return report;
}

}  // namespace lykta
