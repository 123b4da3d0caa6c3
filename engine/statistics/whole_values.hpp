// How do values become whole numbers whose sums are exact?
//
// What is added as whole multiples of a unit has the same sum in any order and on any number of threads.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "engine/base/vectorised.hpp"

namespace lykta {

/// Finite, without a call: x - x is 0 for finite numbers only.
LYKTA_INLINED bool is_present(double value) { return value - value == 0; }

/// What a column of values is like. Values that are not finite are missing and take no part.
struct Moments {
  std::size_t size = 0;     ///< of the column
  std::size_t present = 0;  ///< values that are finite numbers
  double mean = 0;
  double squares = 0;  ///< sum of the squared deviations from the mean; 0 exactly when all values are equal
  double fourths = 0;  ///< sum of their fourth powers
  double total = 0;
  double least = 0;
  double largest = 0;
  bool whole = true;  ///< all are whole numbers below 2^53

  [[nodiscard]] double n() const { return static_cast<double>(present); }
  [[nodiscard]] double variance() const { return squares / n(); }
  [[nodiscard]] double magnitude() const;  ///< largest absolute value
};
[[nodiscard]] Moments moments_of(std::span<const double> values, unsigned threads = 1);

/// How values become whole numbers: (value - origin) * per_unit, cut to a whole number.
struct Scale {
  double origin = 0;
  double unit = 1;
  double per_unit = 1;
  double error = 0;  ///< by how many units a value may be wrong; 0 for whole numbers

  [[nodiscard]] std::int64_t whole(double value) const {
    return static_cast<std::int64_t>((value - origin) * per_unit);
  }
};
/// A scale on which sums of up to `addends` values stay below 2^62: whole numbers stay as they are, others are counted
/// from their mean.
[[nodiscard]] Scale scale_for(const Moments& moments, std::size_t addends);

}  // namespace lykta
