// Discrete Fourier transforms of sixteen sequences side by side.
//
// Stockham's self-sorting form with radices 4, 2, 3 and 5 (Van Loan, Computational Frameworks for the FFT, 1992,
// section 1.7). The sixteen sequences lie interleaved, so every step is the same arithmetic on neighbours in memory,
// which compilers turn into vector instructions by themselves.
#pragma once

#include <cstddef>
#include <vector>

namespace lykta {

/// The smallest size not below `at_least` that has no prime factors but 2, 3 and 5.
[[nodiscard]] std::size_t smooth_size(std::size_t at_least);

class Fourier {
 public:
  static constexpr std::size_t sequences = 16;

  /// For sequences of `size` values; the size must be smooth (smooth_size).
  explicit Fourier(std::size_t size);

  [[nodiscard]] std::size_t size() const { return size_; }

  /// Where sixteen sequences lie: value t of sequence k is real[t * 16 + k] + i imaginary[t * 16 + k].
  struct Values {
    float* real;
    float* imaginary;
  };

  /// Transforms all sixteen, X[f] = sum over t of x[t] exp(-2 pi i f t / size), with `other` as room to work in; the
  /// result lies in either of the two, which is returned. Swapping real and imaginary parts of input and output gives
  /// the inverse, times size.
  [[nodiscard]] Values transform(Values values, Values other) const;

 private:
  struct Stage {
    std::size_t radix;
    std::size_t length;  ///< of the sub-sequences before the stage
    std::size_t first_twiddle;
  };

  std::size_t size_;
  std::vector<Stage> stages_;
  std::vector<float> cosines_;
  std::vector<float> sines_;
};

}  // namespace lykta
