#include "engine/density/fast_sum.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <memory>
#include <new>
#include <numbers>

#include "engine/base/numbers.hpp"
#include "engine/base/parallel.hpp"
#include "engine/density/fourier.hpp"
#include "engine/density/kernel_transform.hpp"

namespace lykta {

namespace {

constexpr std::size_t lanes = Fourier::sequences;

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

class FastSum {
 public:
  FastSum(const BandedEvents& events, const Lattice& lattice, const DensityOptions& options)
      : events_(events),
        columns_(lattice.columns()),
        rows_(lattice.rows()),
        unit_m_(lattice.unit_m()),
        options_(options),
        bandwidth_(options.bandwidth_m / lattice.unit_m()),
        reach_(support_in_bandwidths(options.kernel) * bandwidth_) {
    lay_out();
  }

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

  const BandedEvents& events_;
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

}  // namespace

std::vector<HeavyNode> fast_sum(const BandedEvents& events, const Lattice& lattice, const DensityOptions& options,
                                std::span<float> density, const Progress& progress) {
  FastSum sum(events, lattice, options);
  sum.write(density, progress);
  return sum.heavy_nodes();
}

}  // namespace lykta
