#include "engine/density/kernel_stamp.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <vector>

#include "engine/base/vectorised.hpp"

namespace lykta {

namespace {

/// Adds scale * (1 - distance / bandwidth) to `count` cells whose first centre is `dx` to the right of the event.
LYKTA_VECTORISED void add_cone(double scale, double bandwidth, double dy, double dx, std::size_t count, double* out) {
  const auto per_bandwidth = 1 / bandwidth;
  LYKTA_INDEPENDENT
  for (std::size_t i = 0; i < count; ++i) {
    const auto x = dx + static_cast<double>(static_cast<std::int32_t>(i));
    const auto left = 1 - std::sqrt(x * x + dy * dy) * per_bandwidth;
    out[i] += scale * (left > 0 ? left : 0.0);
  }
}

/// Adds scale * (bandwidth² - distance²)^power; the scale holds the division by bandwidth^(2 power).
LYKTA_VECTORISED void add_power(int power, double scale, double bandwidth, double dy, double dx, std::size_t count,
                                double* out) {
  const auto a = bandwidth * bandwidth - dy * dy;
  LYKTA_INDEPENDENT
  for (std::size_t i = 0; i < count; ++i) {
    const auto x = dx + static_cast<double>(static_cast<std::int32_t>(i));
    const auto left = a - x * x > 0 ? a - x * x : 0.0;
    auto value = scale;
    for (int k = 0; k < power; ++k) {
      value *= left;
    }
    out[i] += value;
  }
}

LYKTA_VECTORISED void add_scaled(double scale, const double* values, std::size_t count, double* out) {
  LYKTA_INDEPENDENT
  for (std::size_t i = 0; i < count; ++i) {
    out[i] += scale * values[i];
  }
}

/// One event as it meets the rows at hand.
struct Event {
  double x, y, bandwidth, scale, reach;
};

/// The columns of the grid within the event's reach along a row, [first, behind).
struct Chord {
  std::size_t first = 0;
  std::size_t behind = 0;
};

Chord chord_of(const Event& event, double first_x, double dy, std::size_t columns) {
  const auto squared = event.reach * event.reach - dy * dy;
  if (squared < 0) {
    return {};
  }
  const auto half = std::sqrt(squared);
  const auto right = static_cast<double>(columns);
  const auto first = std::clamp(std::ceil(event.x - half - first_x), 0.0, right);
  const auto behind = std::clamp(std::floor(event.x + half - first_x) + 1, first, right);
  return {static_cast<std::size_t>(first), static_cast<std::size_t>(behind)};
}

/// The Gaussian is a product of one factor along the row and one across: the former is computed once for the two kinds
/// of rows that a lattice has.
class StampProfile {
 public:
  void begin(const Event& event, std::size_t columns) {
    event_ = event;
    columns_ = columns;
    known_[0] = known_[1] = false;
  }

  void add(double first_x, double dy, const Chord& chord, double* row) {
    const auto kind = first_x != 0 ? 1U : 0U;
    if (!known_[kind]) {
      widest_[kind] = chord_of(event_, first_x, 0, columns_);
      fill(first_x, widest_[kind], values_[kind]);
      known_[kind] = true;
    }
    const auto u = dy / event_.bandwidth;
    add_scaled(event_.scale * std::exp(-0.5 * u * u), values_[kind].data() + (chord.first - widest_[kind].first),
               chord.behind - chord.first, row + chord.first);
  }

 private:
  void fill(double first_x, const Chord& chord, std::vector<double>& values) const {
    values.resize(chord.behind - chord.first);
    for (std::size_t i = 0; i < values.size(); ++i) {
      const auto u = (static_cast<double>(chord.first + i) + first_x - event_.x) / event_.bandwidth;
      values[i] = std::exp(-0.5 * u * u);
    }
  }

  Event event_{};
  std::size_t columns_ = 0;
  bool known_[2] = {false, false};
  Chord widest_[2];
  std::vector<double> values_[2];
};

}  // namespace

void stamp_rows(std::span<const EventGroup> groups, const Lattice& lattice, Kernel kernel, std::size_t first_row,
                std::size_t rows, std::span<double> out) {
  const auto columns = lattice.columns();
  const auto low = static_cast<std::int64_t>(first_row);
  const auto high = low + static_cast<std::int64_t>(rows) - 1;
  const auto power = polynomial_power(kernel);
  StampProfile profile;
  for (const auto& group : groups) {
    const auto range = group.near_rows(low, high);
    for (auto i = range.begin; i < range.end; ++i) {
      const Event event{group.x[i], group.y[i], group.bandwidth[i], group.scale[i],
                        support_in_bandwidths(kernel) * group.bandwidth[i]};
      profile.begin(event, columns);
      const auto spacing = lattice.row_spacing();
      const auto first = std::max(low, static_cast<std::int64_t>(std::ceil((event.y - event.reach) / spacing)));
      const auto last = std::min(high, static_cast<std::int64_t>(std::floor((event.y + event.reach) / spacing)));
      for (auto row = first; row <= last; ++row) {
        const auto dy = lattice.y_of(row) - event.y;
        const auto first_x = lattice.first_x(row);
        const auto chord = chord_of(event, first_x, dy, columns);
        if (chord.behind <= chord.first) {
          continue;
        }
        auto* to = out.data() + static_cast<std::size_t>(row - low) * columns;
        if (kernel == Kernel::gaussian) {
          profile.add(first_x, dy, chord, to);
        } else if (power) {
          add_power(*power, event.scale, event.bandwidth, dy, static_cast<double>(chord.first) + first_x - event.x,
                    chord.behind - chord.first, to + chord.first);
        } else {
          add_cone(event.scale, event.bandwidth, dy, static_cast<double>(chord.first) + first_x - event.x,
                   chord.behind - chord.first, to + chord.first);
        }
      }
    }
  }
}

}  // namespace lykta
