// What do these numbers add up to, whatever order they come in?
//
// A sum of doubles depends on the order of its terms in the last digits, and the order of the rows in a file means
// nothing. So terms are added as whole multiples of 2^-60 in 128 bits: exact for all terms whose last bit is not below
// that (whole numbers, metres, weights from 0.004 on), and cut to that grain, each by itself, for smaller ones.
#pragma once

#include <cmath>

namespace lykta {

class ExactSum {
 public:
  /// A finite number. The sum holds up to about 1e20; beyond that terms are added as they come.
  void add(double term) {
    constexpr double largest = 0x1p62;
    if (std::abs(term) < largest) {
      grains_ += static_cast<Whole>(term * grains_per_one);
    } else {
      beyond_ += term;
    }
  }

  [[nodiscard]] double value() const { return static_cast<double>(grains_) / grains_per_one + beyond_; }

 private:
  __extension__ typedef __int128 Whole;
  static constexpr double grains_per_one = 0x1p60;

  Whole grains_ = 0;
  double beyond_ = 0;
};

}  // namespace lykta
