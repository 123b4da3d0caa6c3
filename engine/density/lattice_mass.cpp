#include "engine/density/lattice_mass.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>

#include "engine/base/parallel.hpp"
#include "engine/base/vectorised.hpp"

namespace lykta {

namespace {

constexpr std::size_t events_per_task = 4096;

/// Sum of (a - x²)^power over x = centre + t, where t runs over m values one apart and symmetric about 0: by the sums
/// of even powers of such t.
template <int power>
LYKTA_INLINED double sum_along(double a, double centre, double m) {
  const auto q = m * m;
  const auto s2 = m * (q - 1) / 12;
  const auto b = a - centre * centre;
  if constexpr (power == 0) {
    return m;
  } else if constexpr (power == 1) {
    return b * m - s2;
  } else {
    const auto s4 = m * (q - 1) * (3 * q - 7) / 240;
    const auto c = centre * centre;
    if constexpr (power == 2) {
      return b * b * m + (4 * c - 2 * b) * s2 + s4;
    } else {
      const auto s6 = m * (q - 1) * (3 * q * q - 18 * q + 31) / 1344;
      return b * b * b * m + (12 * b * c - 3 * b * b) * s2 + (3 * b - 12 * c) * s4 - s6;
    }
  }
}

/// The events of one part, and how their rows lie.
struct Part {
  const double* x;
  const double* y;
  const double* bandwidth;
  std::size_t count;
  std::int64_t reach_rows;
  double spacing;
  double odd_shift;    ///< how far rows of the other parity are shifted to the right
  double first_shift;  ///< the same for row 0
};

/// Adds the sums along the rows that lie `offset` rows above the events' own.
template <int power>
LYKTA_INLINED void add_row(const Part& part, double offset, double* totals) {
  LYKTA_INDEPENDENT
  for (std::size_t i = 0; i < part.count; ++i) {
    const auto row = std::floor(part.y[i] / part.spacing + 0.5) + offset;
    const auto is_odd = row - 2 * std::floor(0.5 * row);
    const auto x = part.x[i] - (part.first_shift + is_odd * (part.odd_shift - 2 * part.first_shift));
    const auto dy = part.y[i] - row * part.spacing;
    const auto squared = part.bandwidth[i] * part.bandwidth[i];
    const auto a = squared - dy * dy;
    const auto half = a >= 0 ? std::sqrt(a) : -1.0;
    const auto first = std::ceil(x - half);
    const auto last = std::floor(x + half);
    const auto cells = last - first + 1;
    const auto sum = sum_along<power>(a, 0.5 * (first + last) - x, cells);
    totals[i] += cells > 0 && sum > 0 ? sum : 0.0;
  }
}

LYKTA_VECTORISED void add_row_0(const Part& part, double offset, double* totals) { add_row<0>(part, offset, totals); }
LYKTA_VECTORISED void add_row_1(const Part& part, double offset, double* totals) { add_row<1>(part, offset, totals); }
LYKTA_VECTORISED void add_row_2(const Part& part, double offset, double* totals) { add_row<2>(part, offset, totals); }
LYKTA_VECTORISED void add_row_3(const Part& part, double offset, double* totals) { add_row<3>(part, offset, totals); }

void add_polynomials(const Part& part, int power, double* totals) {
  const auto add = power == 0 ? add_row_0 : power == 1 ? add_row_1 : power == 2 ? add_row_2 : add_row_3;
  for (auto offset = -part.reach_rows; offset <= part.reach_rows; ++offset) {
    add(part, static_cast<double>(offset), totals);
  }
  for (std::size_t i = 0; i < part.count; ++i) {
    for (int k = 0; k < power; ++k) {
      totals[i] /= part.bandwidth[i] * part.bandwidth[i];
    }
  }
}

/// The Gaussian is a product: sums along a row are differences of one running sum, which is the same for all rows.
class GaussianTotal {
 public:
  double of(double at_x, double at_y, double bandwidth, const Lattice& lattice) {
    const auto reach = support_in_bandwidths(Kernel::gaussian) * bandwidth;
    const auto spacing = lattice.row_spacing();
    for (std::int64_t row = 0; row < 2; ++row) {
      fill(at_x - lattice.first_x(row), reach, bandwidth, profiles_[static_cast<std::size_t>(row)]);
    }
    const auto last_row = static_cast<std::int64_t>(std::floor((at_y + reach) / spacing));
    double total = 0;
    for (auto row = static_cast<std::int64_t>(std::ceil((at_y - reach) / spacing)); row <= last_row; ++row) {
      const auto dy = lattice.y_of(row) - at_y;
      const auto half = std::sqrt(std::max(0.0, reach * reach - dy * dy));
      const auto& profile = profiles_[static_cast<std::size_t>(row & 1)];
      const auto x = at_x - lattice.first_x(row);
      const auto first = static_cast<std::int64_t>(std::ceil(x - half)) - profile.first;
      const auto behind = static_cast<std::int64_t>(std::floor(x + half)) + 1 - profile.first;
      if (behind > first) {
        const auto u = dy / bandwidth;
        total += std::exp(-0.5 * u * u) *
                 (profile.up_to[static_cast<std::size_t>(behind)] - profile.up_to[static_cast<std::size_t>(first)]);
      }
    }
    return total;
  }

 private:
  struct Profile {
    std::int64_t first = 0;
    std::vector<double> up_to;  ///< sum of the factors of the columns before
  };

  static void fill(double x, double reach, double bandwidth, Profile& profile) {
    profile.first = static_cast<std::int64_t>(std::ceil(x - reach));
    const auto behind = static_cast<std::int64_t>(std::floor(x + reach)) + 1;
    profile.up_to.assign(1, 0.0);
    for (auto column = profile.first; column < behind; ++column) {
      const auto u = (static_cast<double>(column) - x) / bandwidth;
      profile.up_to.push_back(profile.up_to.back() + std::exp(-0.5 * u * u));
    }
  }

  std::array<Profile, 2> profiles_;
};

/// The same one cell after the other, for kernels without a closed sum.
double total_of_cells(double at_x, double at_y, double bandwidth, const Lattice& lattice, Kernel kernel) {
  const auto reach = support_in_bandwidths(kernel) * bandwidth;
  const auto spacing = lattice.row_spacing();
  const auto last_row = static_cast<std::int64_t>(std::floor((at_y + reach) / spacing));
  double total = 0;
  for (auto row = static_cast<std::int64_t>(std::ceil((at_y - reach) / spacing)); row <= last_row; ++row) {
    const auto dy = lattice.y_of(row) - at_y;
    const auto half = std::sqrt(std::max(0.0, reach * reach - dy * dy));
    const auto x = at_x - lattice.first_x(row);
    const auto last = std::floor(x + half);
    for (auto column = std::ceil(x - half); column <= last; ++column) {
      total += kernel_value(kernel, std::sqrt((column - x) * (column - x) + dy * dy) / bandwidth);
    }
  }
  return total / kernel_value(kernel, 0);
}

}  // namespace

std::vector<double> lattice_totals(const EventGroup& group, const Lattice& lattice, Kernel kernel, unsigned threads) {
  std::vector<double> totals(group.x.size(), 0.0);
  const auto power = polynomial_power(kernel);
  for_each_part((totals.size() + events_per_task - 1) / events_per_task, threads, [&](std::size_t part_index) {
    const auto begin = part_index * events_per_task;
    const auto count = std::min(events_per_task, totals.size() - begin);
    if (power) {
      const Part part{&group.x[begin],
                      &group.y[begin],
                      &group.bandwidth[begin],
                      count,
                      group.reach_rows,
                      lattice.row_spacing(),
                      lattice.first_x(0) + lattice.first_x(1),
                      lattice.first_x(0)};
      add_polynomials(part, *power, &totals[begin]);
      return;
    }
    GaussianTotal gaussian;
    for (auto i = begin; i < begin + count; ++i) {
      if (kernel == Kernel::gaussian) {
        totals[i] = gaussian.of(group.x[i], group.y[i], group.bandwidth[i], lattice);
        continue;
      }
      totals[i] = total_of_cells(group.x[i], group.y[i], group.bandwidth[i], lattice, kernel);
    }
  });
  return totals;
}

}  // namespace lykta
