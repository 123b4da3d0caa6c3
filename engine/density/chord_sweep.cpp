#include "engine/density/chord_sweep.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstdint>
#include <functional>
#include <utility>
#include <vector>

#include "engine/base/vectorised.hpp"

namespace lykta {

namespace {

/// So many events are worked on at a time: their coefficients stay in the nearest cache.
constexpr std::size_t block_size = 128;
constexpr std::size_t lanes = 4;

/// Coefficients are added up as whole numbers of a grain: what an event adds it takes off again to the last digit,
/// whatever else was added in between, and the order of events does not matter.
using Lanes = std::int64_t __attribute__((vector_size(lanes * sizeof(std::int64_t))));
struct alignas(lanes * sizeof(std::int64_t)) Four {
  Lanes lanes{};
};

/// Added to a number below 2^51 it leaves the nearest whole number in the lowest bits: 1.5 * 2^52.
constexpr double to_bits = 6755399441055744.0;

constexpr std::size_t most_coefficients = 7;
using PerCoefficient = std::array<double, most_coefficients>;

/// One side of the chords of a block of events: the column, and the polynomial's coefficients about the centre of that
/// column's stretch, the lowest first, in grains and with `to_bits` added.
struct Ends {
  alignas(64) std::array<std::array<double, block_size>, most_coefficients> coefficient;
  alignas(64) std::array<std::int32_t, block_size> column;
  /// Of stops only: the slot of the stretch that the chord enters from the one before, or a slot that nobody reads.
  alignas(64) std::array<std::int32_t, block_size> entered;
};

/// Slots of `entered` that nobody reads: one for each lane, so that additions need not wait for each other.
constexpr std::size_t unread_slots = lanes;

/// What a block's chords need to know of the row.
struct RowOfCells {
  double y;
  double first_x;
  double columns;
  double stretch;
  /// Cells at the very end of a kernel that falls to 0 there are left out: rounding would make some 1e-13 of that 0.
  double inset;
  PerCoefficient grains_in_one;  ///< a power of two for each coefficient
};

struct EventColumns {
  const double* x;
  const double* y;
  const double* bandwidth;
  const double* scale;
};

/// Coefficients of s (a - (u - v)²)^power in u, where b = a - v².
template <int power>
LYKTA_INLINED void expand(double s, double b, double v, const PerCoefficient& grains, std::size_t i, Ends& ends) {
  auto& c = ends.coefficient;
  const auto put = [&](std::size_t k, double value) { c[k][i] = value * grains[k] + to_bits; };
  if constexpr (power == 0) {
    put(0, s);
  } else if constexpr (power == 1) {
    put(0, s * b);
    put(1, s * 2 * v);
    put(2, -s);
    put(3, 0);
  } else if constexpr (power == 2) {
    const auto sv = s * v;
    const auto sb = s * b;
    put(0, sb * b);
    put(1, 4 * sv * b);
    put(2, 4 * sv * v - 2 * sb);
    put(3, -4 * sv);
    put(4, s);
  } else {
    const auto sv = s * v;
    const auto sb = s * b;
    put(0, sb * b * b);
    put(1, 6 * sv * b * b);
    put(2, 12 * sb * v * v - 3 * sb * b);
    put(3, 8 * sv * v * v - 12 * sv * b);
    put(4, 3 * sb - 12 * sv * v);
    put(5, 6 * sv);
    put(6, -s);
  }
}

/// The largest that the coefficients of a kernel of scale 1 can be: |v| and |b| are bounded by the stretch and the
/// bandwidth.
PerCoefficient largest_coefficients(int power, double widest, double stretch) {
  // A chord's end is at most a bandwidth from its event (its stop a column more) and half a stretch from the centre.
  const auto v = widest + 1 + 0.5 * (stretch - 1);
  const auto b = v * v;
  switch (power) {
    case 0:
      return {1};
    case 1:
      return {b, 2 * v, 1, 1};
    case 2:
      return {b * b, 4 * v * b, 4 * v * v + 2 * b, 4 * v, 1};
    default:
      return {
          b * b * b, 6 * v * b * b, 12 * b * v * v + 3 * b * b, 8 * v * v * v + 12 * v * b, 3 * b + 12 * v * v, 6 * v,
          1};
  }
}

/// As many grains in one as fit: all events that reach a row together stay below 2^61, and one event below 2^51.
PerCoefficient grains_in_one(int power, const EventGroup& group, std::size_t stretch) {
  const auto largest = largest_coefficients(power, group.widest, static_cast<double>(stretch));
  PerCoefficient grains{};
  for (std::size_t k = 0; k < largest.size(); ++k) {
    const auto together = largest[k] * group.most_scale_in_reach;
    const auto one = largest[k] * group.largest_scale;
    constexpr double below = 1e-9;
    grains[k] =
        together > 0 ? std::exp2(std::floor(std::min(61 - std::log2(together), 51 - std::log2(one)) - below)) : 1.0;
  }
  return grains;
}

/// Where the chords of a block's events lie along a row. A kernel that misses the row or the grid gets an empty chord:
/// what it adds it takes off in the same place.
struct Chords {
  alignas(64) std::array<double, block_size> squared;            ///< half the chord's length, squared
  alignas(64) std::array<double, block_size> from_start_centre;  ///< x counted from the middle of the first stretch
  alignas(64) std::array<double, block_size> from_stop_centre;   ///< and from that of the last
};

/// The two loops here are most of the work and must stay free of branches that compilers cannot turn into choices:
/// `-fopt-info-vec` tells whether both are vectorised.
LYKTA_INLINED void find_chords(const EventColumns& events, std::size_t count, const RowOfCells& row, Chords& chords,
                               Ends& starts, Ends& stops) {
  const auto half_stretch = 0.5 * (row.stretch - 1);
  const auto per_stretch = 1 / row.stretch;
  LYKTA_INDEPENDENT
  for (std::size_t i = 0; i < count; ++i) {
    const auto x = events.x[i] - row.first_x;
    const auto dy = events.y[i] - row.y;
    const auto squared = events.bandwidth[i] * events.bandwidth[i] - dy * dy;
    const auto within = squared - row.inset * events.bandwidth[i];
    const auto half_chord = std::sqrt(within > 0 ? within : 0.0);
    auto first = std::ceil(x - half_chord);
    auto behind = std::floor(x + half_chord) + 1;
    first = first < 0 ? 0.0 : first;
    first = first > row.columns ? row.columns : first;
    behind = behind > row.columns ? row.columns : behind;
    behind = within < 0 ? first : behind;
    behind = behind < first ? first : behind;
    // A half is added so that no rounding crosses over into another stretch.
    const auto first_stretch = std::floor((first + 0.5) * per_stretch);
    const auto last_stretch = std::floor((behind + 0.5) * per_stretch);
    chords.squared[i] = squared;
    chords.from_start_centre[i] = x - (first_stretch * row.stretch + half_stretch);
    chords.from_stop_centre[i] = x - (last_stretch * row.stretch + half_stretch);
    starts.column[i] = static_cast<std::int32_t>(first);
    stops.column[i] = static_cast<std::int32_t>(behind);
    const auto entered = static_cast<std::int32_t>(last_stretch) + static_cast<std::int32_t>(unread_slots);
    const auto unread = static_cast<std::int32_t>(i % unread_slots);
    stops.entered[i] = first_stretch < last_stretch ? entered : unread;
  }
}

/// Finds the chords of `count` events along a row and expands their polynomials at both ends.
template <int power>
LYKTA_INLINED void find_ends(const EventColumns& events, std::size_t count, const RowOfCells& row, Ends& starts,
                             Ends& stops) {
  Chords chords;
  find_chords(events, count, row, chords, starts, stops);
  LYKTA_INDEPENDENT
  for (std::size_t i = 0; i < count; ++i) {
    const auto v = chords.from_start_centre[i];
    const auto w = chords.from_stop_centre[i];
    const auto scale = events.scale[i];
    const auto s = chords.squared[i] < 0 ? 0.0 : scale;
    expand<power>(s, chords.squared[i] - v * v, v, row.grains_in_one, i, starts);
    expand<power>(-s, chords.squared[i] - w * w, w, row.grains_in_one, i, stops);
  }
}

LYKTA_VECTORISED void find_ends_0(const EventColumns& events, std::size_t count, const RowOfCells& row, Ends& starts,
                                  Ends& stops) {
  find_ends<0>(events, count, row, starts, stops);
}
LYKTA_VECTORISED void find_ends_1(const EventColumns& events, std::size_t count, const RowOfCells& row, Ends& starts,
                                  Ends& stops) {
  find_ends<1>(events, count, row, starts, stops);
}
LYKTA_VECTORISED void find_ends_2(const EventColumns& events, std::size_t count, const RowOfCells& row, Ends& starts,
                                  Ends& stops) {
  find_ends<2>(events, count, row, starts, stops);
}
LYKTA_VECTORISED void find_ends_3(const EventColumns& events, std::size_t count, const RowOfCells& row, Ends& starts,
                                  Ends& stops) {
  find_ends<3>(events, count, row, starts, stops);
}

/// Where the changes lie; `entering` ones are taken in at the beginning of a stretch.
struct ChangesAt {
  Four* fours;
  std::int64_t* singles;
  Four* entering_fours;
  std::int64_t* entering_singles;
};

/// What changes at each column of a row, in grains: fours of coefficients lie together so that one addition takes four,
/// a last single one lies in `singles`.
template <int power>
struct Changes {
  static constexpr std::size_t coefficients = 2 * power + 1;
  static constexpr std::size_t four_count = power == 0 ? 0 : (power == 3 ? 2 : 1);
  static constexpr bool has_single = power == 0 || power == 2;
  static constexpr std::size_t single_index = power == 0 ? 0 : 4;

  Changes(std::size_t columns, std::size_t stretches)
      : fours((columns + 1) * four_count),
        singles(has_single ? columns + 1 : 0),
        entering_fours((stretches + unread_slots) * four_count),
        entering_singles(has_single ? stretches + unread_slots : 0) {}

  [[nodiscard]] ChangesAt at() {
    return {fours.data(), singles.data(), entering_fours.data(), entering_singles.data()};
  }

  std::vector<Four> fours;
  std::vector<std::int64_t> singles;
  std::vector<Four> entering_fours;
  std::vector<std::int64_t> entering_singles;
};

/// Four rows of four become four columns of four.
LYKTA_INLINED std::array<Lanes, 4> transposed(const std::array<Lanes, 4>& rows) {
  const auto even_low = __builtin_shufflevector(rows[0], rows[1], 0, 4, 2, 6);
  const auto odd_low = __builtin_shufflevector(rows[0], rows[1], 1, 5, 3, 7);
  const auto even_high = __builtin_shufflevector(rows[2], rows[3], 0, 4, 2, 6);
  const auto odd_high = __builtin_shufflevector(rows[2], rows[3], 1, 5, 3, 7);
  return {
      __builtin_shufflevector(even_low, even_high, 0, 1, 4, 5), __builtin_shufflevector(odd_low, odd_high, 0, 1, 4, 5),
      __builtin_shufflevector(even_low, even_high, 2, 3, 6, 7), __builtin_shufflevector(odd_low, odd_high, 2, 3, 6, 7)};
}

LYKTA_INLINED std::int64_t grains_at(const double* value) {
  return std::bit_cast<std::int64_t>(*value) - std::bit_cast<std::int64_t>(to_bits);
}

LYKTA_INLINED Lanes four_at(const double* values) {
  constexpr auto offset = std::bit_cast<std::int64_t>(to_bits);
  Lanes four;
  __builtin_memcpy(&four, values, sizeof four);
  return four - offset;
}

/// Adds the coefficients of one side of a block's chords at their columns, event after event. What a stop takes off is
/// also what has to be there when its stretch begins, if the chord comes from the one before.
template <int power, bool are_stops>
LYKTA_INLINED void add_ends(const Ends& ends, std::size_t count, const ChangesAt& changes) {
  using Layout = Changes<power>;
  for (std::size_t i = 0; i < count; i += lanes) {
    for (std::size_t four = 0; four < Layout::four_count; ++four) {
      const auto* c = &ends.coefficient[4 * four];
      const auto by_event = transposed({four_at(&c[0][i]), four_at(&c[1][i]), four_at(&c[2][i]),
                                        power == 3 && four == 1 ? Lanes{} : four_at(&c[3][i])});
      for (std::size_t k = 0; k < lanes; ++k) {
        changes.fours[static_cast<std::size_t>(ends.column[i + k]) * Layout::four_count + four].lanes += by_event[k];
        if constexpr (are_stops) {
          changes.entering_fours[static_cast<std::size_t>(ends.entered[i + k]) * Layout::four_count + four].lanes -=
              by_event[k];
        }
      }
    }
    if constexpr (Layout::has_single) {
      for (std::size_t k = 0; k < lanes; ++k) {
        const auto coefficient = grains_at(&ends.coefficient[Layout::single_index][i + k]);
        changes.singles[ends.column[i + k]] += coefficient;
        if constexpr (are_stops) {
          changes.entering_singles[ends.entered[i + k]] -= coefficient;
        }
      }
    }
  }
}

LYKTA_VECTORISED void add_ends_0(const Ends& starts, const Ends& stops, std::size_t count, const ChangesAt& changes) {
  add_ends<0, false>(starts, count, changes);
  add_ends<0, true>(stops, count, changes);
}
LYKTA_VECTORISED void add_ends_1(const Ends& starts, const Ends& stops, std::size_t count, const ChangesAt& changes) {
  add_ends<1, false>(starts, count, changes);
  add_ends<1, true>(stops, count, changes);
}
LYKTA_VECTORISED void add_ends_2(const Ends& starts, const Ends& stops, std::size_t count, const ChangesAt& changes) {
  add_ends<2, false>(starts, count, changes);
  add_ends<2, true>(stops, count, changes);
}
LYKTA_VECTORISED void add_ends_3(const Ends& starts, const Ends& stops, std::size_t count, const ChangesAt& changes) {
  add_ends<3, false>(starts, count, changes);
  add_ends<3, true>(stops, count, changes);
}

/// So many cells of a row are evaluated at a time.
constexpr std::size_t run_size = 64;

/// The running sum of coefficients over a stretch of columns.
template <int power>
struct RunningSum {
  using Layout = Changes<power>;
  std::array<std::int64_t, 8> sum{};

  /// Forgets the last stretch, and takes in what reaches into this one.
  LYKTA_INLINED void enter(const ChangesAt& changes, std::size_t slot) {
    for (std::size_t four = 0; four < Layout::four_count; ++four) {
      const auto entering = std::exchange(changes.entering_fours[slot * Layout::four_count + four].lanes, Lanes{});
      for (std::size_t k = 0; k < lanes; ++k) {
        sum[4 * four + k] = entering[k];
      }
    }
    if constexpr (Layout::has_single) {
      sum[Layout::single_index] = std::exchange(changes.entering_singles[slot], 0);
    }
  }

  LYKTA_INLINED void step(const ChangesAt& changes, std::size_t column) {
    for (std::size_t four = 0; four < Layout::four_count; ++four) {
      const auto change = std::exchange(changes.fours[column * Layout::four_count + four].lanes, Lanes{});
      for (std::size_t k = 0; k < lanes; ++k) {
        sum[4 * four + k] += change[k];
      }
    }
    if constexpr (Layout::has_single) {
      sum[Layout::single_index] += std::exchange(changes.singles[column], 0);
    }
  }
};

/// Sums up the changes of a row from left to right, gives the value at each cell, and clears the changes.
template <int power, typename Value>
LYKTA_INLINED void run_along(const ChangesAt& changes, std::size_t columns, std::size_t stretch,
                             const PerCoefficient& grain, Value* out) {
  constexpr auto n = Changes<power>::coefficients;
  RunningSum<power> running;
  std::array<std::array<std::int64_t, run_size>, n> at;
  const auto middle = 0.5 * static_cast<double>(stretch - 1);
  for (std::size_t from = 0, in_stretch = 0; from < columns;) {
    if (in_stretch == 0) {
      running.enter(changes, from / stretch + unread_slots);
    }
    const auto count = std::min({run_size, columns - from, stretch - in_stretch});
    for (std::size_t i = 0; i < count; ++i) {
      running.step(changes, from + i);
      for (std::size_t t = 0; t < n; ++t) {
        at[t][i] = running.sum[t];
      }
    }
    const auto first_u = static_cast<double>(in_stretch) - middle;
    for (std::size_t i = 0; i < count; ++i) {
      const auto u = first_u + static_cast<double>(static_cast<std::int32_t>(i));
      auto value = static_cast<double>(at[n - 1][i]) * grain[n - 1];
      for (auto t = n - 1; t-- > 0;) {
        value = value * u + static_cast<double>(at[t][i]) * grain[t];
      }
      // Rounding may leave a trace below 0 where a kernel ends.
      out[from + i] = static_cast<Value>(value > 0 ? value : 0.0);
    }
    from += count;
    in_stretch = in_stretch + count == stretch ? 0 : in_stretch + count;
  }
  // What ended at the grid's right edge.
  running.step(changes, columns);
  if (columns % stretch == 0) {
    running.enter(changes, columns / stretch + unread_slots);
  }
}

#define LYKTA_RUN_ALONG(power, Value)                                                                         \
  LYKTA_VECTORISED void run_along_##power(const ChangesAt& changes, std::size_t columns, std::size_t stretch, \
                                          const PerCoefficient& grain, Value* out) {                          \
    run_along<power, Value>(changes, columns, stretch, grain, out);                                           \
  }
LYKTA_RUN_ALONG(0, double)
LYKTA_RUN_ALONG(1, double)
LYKTA_RUN_ALONG(2, double)
LYKTA_RUN_ALONG(3, double)
LYKTA_RUN_ALONG(0, float)
LYKTA_RUN_ALONG(1, float)
LYKTA_RUN_ALONG(2, float)
LYKTA_RUN_ALONG(3, float)
#undef LYKTA_RUN_ALONG

template <int power>
void find(const EventColumns& events, std::size_t count, const RowOfCells& row, Ends& starts, Ends& stops) {
  if constexpr (power == 0) {
    find_ends_0(events, count, row, starts, stops);
  } else if constexpr (power == 1) {
    find_ends_1(events, count, row, starts, stops);
  } else if constexpr (power == 2) {
    find_ends_2(events, count, row, starts, stops);
  } else {
    find_ends_3(events, count, row, starts, stops);
  }
}

template <int power>
void add(const Ends& starts, const Ends& stops, std::size_t count, Changes<power>& changes) {
  if constexpr (power == 0) {
    add_ends_0(starts, stops, count, changes.at());
  } else if constexpr (power == 1) {
    add_ends_1(starts, stops, count, changes.at());
  } else if constexpr (power == 2) {
    add_ends_2(starts, stops, count, changes.at());
  } else {
    add_ends_3(starts, stops, count, changes.at());
  }
}

/// Events added to make a block a multiple of four: they add nothing, at column 0.
void fill_up(Ends& ends, std::size_t count) {
  for (auto i = count; i % lanes != 0; ++i) {
    ends.column[i] = 0;
    ends.entered[i] = 0;
    for (auto& coefficient : ends.coefficient) {
      coefficient[i] = to_bits;
    }
  }
}

template <int power, typename Value>
void run(const ChangesAt& changes, std::size_t columns, std::size_t stretch, const PerCoefficient& grain, Value* out) {
  if constexpr (power == 0) {
    run_along_0(changes, columns, stretch, grain, out);
  } else if constexpr (power == 1) {
    run_along_1(changes, columns, stretch, grain, out);
  } else if constexpr (power == 2) {
    run_along_2(changes, columns, stretch, grain, out);
  } else {
    run_along_3(changes, columns, stretch, grain, out);
  }
}

/// Columns that share one centre for their coefficients: just wider than the widest chord, which then enters at most
/// one stretch from another. Digits go with the powers of the column.
std::size_t stretch_of(const EventGroup& group) { return static_cast<std::size_t>(std::ceil(2 * group.widest)) + 2; }

/// One group's events along one row after another.
template <int power>
class GroupSweep {
 public:
  GroupSweep(const EventGroup& group, const Lattice& lattice)
      : group_(group),
        lattice_(lattice),
        stretch_(stretch_of(group)),
        grains_(grains_in_one(power, group, stretch_)),
        changes_(lattice.columns(), lattice.columns() / stretch_ + 1) {
    std::ranges::transform(grains_, grain_.begin(), [](double in_one) { return 1 / in_one; });
  }

  [[nodiscard]] bool reaches(std::int64_t row) const {
    const auto range = group_.near_row(row);
    return range.begin < range.end;
  }

  template <typename Value>
  void write(std::int64_t row, Value* to) {
    const auto columns = lattice_.columns();
    // Coordinates counted in cells are good to some 1e-11 on a long row.
    constexpr double inset = power == 0 ? 0 : 1e-11;
    const RowOfCells cells{lattice_.y_of(row),
                           lattice_.first_x(row),
                           static_cast<double>(columns),
                           static_cast<double>(stretch_),
                           inset,
                           grains_};
    const auto range = group_.near_row(row);
    for (auto from = range.begin; from < range.end; from += block_size) {
      const auto count = std::min(block_size, range.end - from);
      find<power>({&group_.x[from], &group_.y[from], &group_.bandwidth[from], &group_.scale[from]}, count, cells,
                  starts_, stops_);
      fill_up(starts_, count);
      fill_up(stops_, count);
      add<power>(starts_, stops_, count, changes_);
    }
    run<power>(changes_.at(), columns, stretch_, grain_, to);
  }

 private:
  const EventGroup& group_;
  const Lattice& lattice_;
  std::size_t stretch_;
  PerCoefficient grains_;   ///< in one
  PerCoefficient grain_{};  ///< its reciprocal
  Changes<power> changes_;
  Ends starts_;
  Ends stops_;
};

}  // namespace

template <int power, typename Value>
void ChordSweep::write(std::size_t first_row, std::size_t rows, std::span<Value> out) const {
  const auto columns = lattice_.columns();
  if (groups_.size() == 1) {
    GroupSweep<power> sweep(groups_.front(), lattice_);
    for (std::size_t i = 0; i < rows; ++i) {
      sweep.write(static_cast<std::int64_t>(first_row + i), out.data() + i * columns);
    }
    return;
  }
  std::vector<double> sums(rows * columns);
  std::vector<double> of_group(columns);
  for (const auto& group : groups_) {
    GroupSweep<power> sweep(group, lattice_);
    for (std::size_t i = 0; i < rows; ++i) {
      const auto row = static_cast<std::int64_t>(first_row + i);
      if (sweep.reaches(row)) {
        sweep.write(row, of_group.data());
        std::transform(of_group.begin(), of_group.end(), sums.data() + i * columns, sums.data() + i * columns,
                       std::plus{});
      }
    }
  }
  std::ranges::transform(sums, out.begin(), [](double value) { return static_cast<Value>(value); });
}

template <typename Value>
void ChordSweep::dispatch(std::size_t first_row, std::size_t rows, std::span<Value> out) const {
  switch (power_) {
    case 0:
      return write<0>(first_row, rows, out);
    case 1:
      return write<1>(first_row, rows, out);
    case 2:
      return write<2>(first_row, rows, out);
    default:
      return write<3>(first_row, rows, out);
  }
}

void ChordSweep::write_rows(std::size_t first_row, std::size_t rows, std::span<double> out) const {
  dispatch(first_row, rows, out);
}
void ChordSweep::write_rows(std::size_t first_row, std::size_t rows, std::span<float> out) const {
  dispatch(first_row, rows, out);
}

}  // namespace lykta
