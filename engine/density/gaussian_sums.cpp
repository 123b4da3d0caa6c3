#include "engine/density/gaussian_sums.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <numbers>
#include <numeric>

#include "engine/base/parallel.hpp"
#include "engine/density/density_at_points.hpp"

namespace lykta {

namespace {

// All in cells of the lattice: the bandwidth, the two narrow Gaussians and what is left for the wide one.
constexpr double bandwidth_cells = 4;
constexpr double narrow = 1.1;
constexpr double wide_squared = bandwidth_cells * bandwidth_cells - 2 * narrow * narrow;
/// A Gaussian of 1.1 cells is followed to 7 cells, where 1.6e-9 of it is left.
constexpr std::size_t taps = 14;
constexpr std::ptrdiff_t taps_before = 6;
/// Seven standard deviations of the wide one.
constexpr std::size_t smoothing_reach = 26;
constexpr double margin_cells = 7;

double gaussian(double distance, double variance) {
  return std::exp(-0.5 * distance * distance / variance) / std::sqrt(2 * std::numbers::pi * variance);
}

using TapWeights = std::array<double, taps>;

class Sheet {
 public:
  Sheet(const Box& box, double cell_m)
      : corner_{box.min_x - margin_cells * cell_m, box.min_y - margin_cells * cell_m},
        cell_m_(cell_m),
        columns_(cells(box.width(), cell_m)),
        rows_(cells(box.height(), cell_m)),
        values_(columns_ * rows_, 0.0) {}

  static std::size_t cells(double width_m, double cell_m) {
    return static_cast<std::size_t>(width_m / cell_m) + static_cast<std::size_t>(2 * margin_cells) + 2;
  }

  struct Footprint {
    std::size_t column = 0;
    std::size_t row = 0;
    TapWeights across{};
    TapWeights up{};
  };

  [[nodiscard]] std::size_t rows() const { return rows_; }
  [[nodiscard]] std::size_t row_of(const Point& point) const {
    return static_cast<std::size_t>((point.y - corner_.y) / cell_m_);
  }

  [[nodiscard]] Footprint footprint(const Point& point) const {
    const auto x = (point.x - corner_.x) / cell_m_;
    const auto y = (point.y - corner_.y) / cell_m_;
    Footprint result{static_cast<std::size_t>(x) - taps_before, static_cast<std::size_t>(y) - taps_before, {}, {}};
    for (std::size_t i = 0; i < taps; ++i) {
      result.across[i] = gaussian(x - static_cast<double>(result.column + i), narrow * narrow);
      result.up[i] = gaussian(y - static_cast<double>(result.row + i), narrow * narrow);
    }
    return result;
  }

  /// Adds to the rows from `low` to before `high` only.
  void add(const Footprint& where, double weight, std::size_t low, std::size_t high) {
    const auto end = std::min(high, where.row + taps);
    for (auto row = std::max(low, where.row); row < end; ++row) {
      const auto share = weight * where.up[row - where.row];
      auto* const cells = values_.data() + row * columns_ + where.column;
      for (std::size_t i = 0; i < taps; ++i) {
        cells[i] += share * where.across[i];
      }
    }
  }

  [[nodiscard]] double read(const Footprint& where) const {
    double sum = 0;
    for (std::size_t j = 0; j < taps; ++j) {
      const auto* const cells = values_.data() + (where.row + j) * columns_ + where.column;
      double row_sum = 0;
      for (std::size_t i = 0; i < taps; ++i) {
        row_sum += cells[i] * where.across[i];
      }
      sum += row_sum * where.up[j];
    }
    return sum;
  }

  void smooth(unsigned threads) {
    std::array<double, smoothing_reach + 1> shares{};
    for (std::size_t k = 0; k < shares.size(); ++k) {
      shares[k] = gaussian(static_cast<double>(k), wide_squared);
    }
    constexpr std::size_t rows_a_part = 16;
    const auto parts = (rows_ + rows_a_part - 1) / rows_a_part;
    const auto for_rows = [&](auto work) {
      for_each_part(parts, threads, [&](std::size_t part) {
        for (auto row = part * rows_a_part; row < std::min(rows_, (part + 1) * rows_a_part); ++row) {
          work(row);
        }
      });
    };
    for_rows([&](std::size_t row) { smooth_along(row, shares); });
    std::vector<double> result(values_.size(), 0.0);
    for_rows([&](std::size_t row) { smooth_across(row, shares, result); });
    values_ = std::move(result);
  }

 private:
  using Shares = std::array<double, smoothing_reach + 1>;

  static void add_scaled(double factor, const double* from, double* to, std::size_t number) {
    for (std::size_t i = 0; i < number; ++i) {
      to[i] += factor * from[i];
    }
  }

  void smooth_along(std::size_t row, const Shares& shares) {
    std::vector<double> padded(columns_ + 2 * smoothing_reach, 0.0);
    auto* const cells = values_.data() + row * columns_;
    std::copy_n(cells, columns_, padded.data() + smoothing_reach);
    std::fill_n(cells, columns_, 0.0);
    for (std::size_t k = 0; k <= 2 * smoothing_reach; ++k) {
      const auto away = k > smoothing_reach ? k - smoothing_reach : smoothing_reach - k;
      add_scaled(shares[away], padded.data() + k, cells, columns_);
    }
  }

  void smooth_across(std::size_t row, const Shares& shares, std::vector<double>& result) const {
    auto* const cells = result.data() + row * columns_;
    const auto first = row - std::min(row, smoothing_reach);
    for (auto other = first; other <= std::min(rows_ - 1, row + smoothing_reach); ++other) {
      const auto away = other > row ? other - row : row - other;
      add_scaled(shares[away], values_.data() + other * columns_, cells, columns_);
    }
  }

  Point corner_;
  double cell_m_;
  std::size_t columns_;
  std::size_t rows_;
  std::vector<double> values_;
};

/// The numbers of the points, sorted by row of the sheet, and where each row begins.
struct ByRow {
  std::vector<std::uint32_t> order;
  std::vector<std::size_t> start;
};

ByRow by_row(std::span<const Point> points, const Sheet& sheet) {
  ByRow result{std::vector<std::uint32_t>(points.size()), std::vector<std::size_t>(sheet.rows() + 1, 0)};
  for (const auto& point : points) {
    ++result.start[sheet.row_of(point) + 1];
  }
  std::partial_sum(result.start.begin(), result.start.end(), result.start.begin());
  auto next = result.start;
  for (std::size_t i = 0; i < points.size(); ++i) {
    result.order[next[sheet.row_of(points[i])]++] = static_cast<std::uint32_t>(i);
  }
  return result;
}

void spread(std::span<const Point> points, std::span<const double> weights, unsigned threads, Sheet& sheet) {
  const auto sorted = by_row(points, sheet);
  constexpr std::size_t rows_a_part = 64;
  for_each_part((sheet.rows() + rows_a_part - 1) / rows_a_part, threads, [&](std::size_t part) {
    const auto low = part * rows_a_part;
    const auto high = std::min(sheet.rows(), low + rows_a_part);
    // Points of the rows below and above reach into these, too; each part adds to its own rows only.
    const auto first = sorted.start[low - std::min(low, taps)];
    const auto last = sorted.start[std::min(sheet.rows(), high + taps)];
    for (auto i = first; i < last; ++i) {
      const auto point = sorted.order[i];
      sheet.add(sheet.footprint(points[point]), weights.empty() ? 1.0 : weights[point], low, high);
    }
  });
}

Box box_of(std::span<const Point> points, std::span<const Point> places) {
  auto box = bounding_box(points);
  for (const auto& place : places) {
    box.add(place);
  }
  return box;
}

/// The lattice costs a hundred operations a cell and some hundreds an event; the direct sum an exponential for every
/// pair within seven bandwidths.
bool lattice_is_cheaper(const Box& box, std::size_t events, double bandwidth_m) {
  constexpr double most_cells = 16e6;
  const auto cell_m = bandwidth_m / bandwidth_cells;
  const auto cells = (box.width() / cell_m + 16) * (box.height() / cell_m + 16);
  return cells <= std::min(most_cells, 65536 + 16 * static_cast<double>(events));
}

double own_density(double weight, double bandwidth_m) {
  return weight * 1e6 / (2 * std::numbers::pi * bandwidth_m * bandwidth_m);
}

std::vector<std::uint32_t> numbers(std::size_t count) {
  std::vector<std::uint32_t> result(count);
  std::iota(result.begin(), result.end(), 0U);
  return result;
}

/// Direct sums at some of the places.
std::vector<double> direct(std::span<const Point> points, std::span<const double> weights,
                           std::span<const Point> places, std::span<const std::uint32_t> chosen,
                           const GaussianSumOptions& options) {
  std::vector<Point> targets;
  targets.reserve(chosen.size());
  for (const auto place : chosen) {
    targets.push_back(places[place]);
  }
  return kernel_sums_at(points, weights, {}, targets,
                        {.kernel = Kernel::gaussian,
                         .bandwidth_m = options.bandwidth_m,
                         .left_out = options.leave_own_out ? chosen : std::span<const std::uint32_t>{},
                         .threads = options.threads});
}

}  // namespace

std::vector<double> gaussian_sums_by_lattice(std::span<const Point> points, std::span<const double> weights,
                                             std::span<const Point> places, const GaussianSumOptions& options) {
  assert(weights.empty() || weights.size() == points.size());
  std::vector<double> sums(places.size(), 0.0);
  if (points.empty() || places.empty()) {
    return sums;
  }
  const auto cell_m = options.bandwidth_m / bandwidth_cells;
  Sheet sheet(box_of(points, places), cell_m);
  spread(points, weights, options.threads, sheet);
  sheet.smooth(options.threads);
  const auto scale = 1e6 / (cell_m * cell_m);
  constexpr std::size_t places_a_part = 1024;
  for_each_part((places.size() + places_a_part - 1) / places_a_part, options.threads, [&](std::size_t part) {
    for (auto i = part * places_a_part; i < std::min(places.size(), (part + 1) * places_a_part); ++i) {
      sums[i] = scale * sheet.read(sheet.footprint(places[i]));
      if (options.leave_own_out) {
        sums[i] -= own_density(weights.empty() ? 1.0 : weights[i], options.bandwidth_m);
      }
    }
  });
  return sums;
}

std::vector<double> gaussian_sums(std::span<const Point> points, std::span<const double> weights,
                                  std::span<const Point> places, const GaussianSumOptions& options) {
  if (!lattice_is_cheaper(box_of(points, places), points.size(), options.bandwidth_m)) {
    return direct(points, weights, places, numbers(places.size()), options);
  }
  auto sums = gaussian_sums_by_lattice(points, weights, places, options);
  // The lattice's error is some 1e-9 of the largest value; where there is much less it would show.
  constexpr double thin_share = 1e-5;
  double largest = 0;
  for (std::size_t i = 0; i < sums.size(); ++i) {
    const auto own = options.leave_own_out ? own_density(weights.empty() ? 1.0 : weights[i], options.bandwidth_m) : 0.0;
    largest = std::max(largest, sums[i] + own);
  }
  std::vector<std::uint32_t> thin;
  for (std::size_t i = 0; i < sums.size(); ++i) {
    if (!(sums[i] >= thin_share * largest)) {
      thin.push_back(static_cast<std::uint32_t>(i));
    }
  }
  const auto again = direct(points, weights, places, thin, options);
  for (std::size_t i = 0; i < thin.size(); ++i) {
    sums[thin[i]] = again[i];
  }
  return sums;
}

}  // namespace lykta
