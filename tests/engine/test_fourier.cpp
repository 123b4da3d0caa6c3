#include <algorithm>
#include <array>
#include <cmath>
#include <complex>
#include <cstddef>
#include <numbers>
#include <vector>

#include "engine/density/fourier.hpp"
#include "tests/catch.hpp"
#include "tests/engine/samples.hpp"

namespace lykta::tests_of_fourier {
namespace {

using Complex = std::complex<double>;
constexpr auto sequences = Fourier::sequences;

/// Sixteen sequences and the room to work in.
class Sixteen {
 public:
  explicit Sixteen(std::size_t size) : memory_(4 * size * sequences), quarter_(size * sequences) {}

  [[nodiscard]] Fourier::Values values() { return {memory_.data(), memory_.data() + quarter_}; }
  [[nodiscard]] Fourier::Values other() { return {memory_.data() + 2 * quarter_, memory_.data() + 3 * quarter_}; }
  void fill(test::Random& random) {
    for (auto& value : memory_) {
      value = static_cast<float>(random.between(-1, 1));
    }
  }
  /// Real and then imaginary parts of `values`.
  [[nodiscard]] std::vector<float> copy() const {
    return {memory_.begin(), memory_.begin() + static_cast<std::ptrdiff_t>(2 * quarter_)};
  }

 private:
  std::vector<float> memory_;
  std::size_t quarter_;
};

Complex at(const Fourier::Values& values, std::size_t t, std::size_t k) {
  return {static_cast<double>(values.real[t * sequences + k]),
          static_cast<double>(values.imaginary[t * sequences + k])};
}

/// X[f] of one sequence as the definition says.
Complex plain_transform(const std::vector<Complex>& values, std::size_t f) {
  const auto size = values.size();
  Complex sum;
  for (std::size_t t = 0; t < size; ++t) {
    const auto turns = static_cast<double>(f * t % size) / static_cast<double>(size);
    sum += values[t] * std::polar(1.0, -2 * std::numbers::pi * turns);
  }
  return sum;
}

std::vector<Complex> sequence(const Fourier::Values& values, std::size_t size, std::size_t k) {
  std::vector<Complex> one(size);
  for (std::size_t t = 0; t < size; ++t) {
    one[t] = at(values, t, k);
  }
  return one;
}

bool is_smooth(std::size_t value) {
  for (const std::size_t factor : {2U, 3U, 5U}) {
    while (value % factor == 0) {
      value /= factor;
    }
  }
  return value == 1;
}

std::vector<std::size_t> smooth_sizes(std::size_t up_to) {
  std::vector<std::size_t> sizes;
  for (std::size_t size = 1; size <= up_to; ++size) {
    if (is_smooth(size)) {
      sizes.push_back(size);
    }
  }
  return sizes;
}

/// Single precision: the error of a value grows with the spectrum's size and the number of stages.
double tolerance(std::size_t size) { return 4e-7 * std::sqrt(static_cast<double>(size)); }

}  // namespace

TEST_CASE("The next smooth size is the smallest without other factors than 2, 3 and 5") {
  const auto sizes = smooth_sizes(4096);
  for (std::size_t size = 1; size <= 4096; ++size) {
    REQUIRE(smooth_size(size) == *std::ranges::lower_bound(sizes, size));
  }
  CHECK(smooth_size(0) == 1);
  CHECK(smooth_size(7) == 8);
  CHECK(smooth_size(4097) == 4320);
  CHECK(smooth_size(65'537) == 65'610);
}

TEST_CASE("Every value of small transforms is that of the plain sum") {
  test::Random random(1);
  for (const auto size : smooth_sizes(64)) {
    Sixteen sixteen(size);
    sixteen.fill(random);
    std::array<std::vector<Complex>, sequences> input;
    for (std::size_t k = 0; k < sequences; ++k) {
      input[k] = sequence(sixteen.values(), size, k);
    }
    const auto result = Fourier(size).transform(sixteen.values(), sixteen.other());
    double error = 0;
    for (std::size_t k = 0; k < sequences; ++k) {
      for (std::size_t f = 0; f < size; ++f) {
        error = std::max(error, std::abs(at(result, f, k) - plain_transform(input[k], f)));
      }
    }
    CAPTURE(size, error);
    CHECK(error <= tolerance(size));
  }
}

TEST_CASE("Transforms of all smooth sizes agree with the plain sum") {
  test::Random random(2);
  auto sizes = smooth_sizes(2048);
  sizes.insert(sizes.end(), {4096, 5000, 6561, 9375, 10'800});
  for (const auto size : sizes) {
    Sixteen sixteen(size);
    sixteen.fill(random);
    const auto k = random.below(sequences);
    const auto input = sequence(sixteen.values(), size, k);
    const auto result = Fourier(size).transform(sixteen.values(), sixteen.other());
    std::vector<std::size_t> frequencies{0, size / 2, size - 1};
    while (frequencies.size() < 12) {
      frequencies.push_back(random.below(size));
    }
    double error = 0;
    for (const auto f : frequencies) {
      error = std::max(error, std::abs(at(result, f, k) - plain_transform(input, f)));
    }
    CAPTURE(size, k, error);
    CHECK(error <= tolerance(size));
  }
}

TEST_CASE("Real and imaginary parts swapped before and after give the inverse times size") {
  test::Random random(3);
  for (const auto size : smooth_sizes(1500)) {
    Sixteen sixteen(size);
    sixteen.fill(random);
    const auto before = sixteen.copy();
    const Fourier fourier(size);
    const auto forward = fourier.transform(sixteen.values(), sixteen.other());
    const auto free = forward.real == sixteen.values().real ? sixteen.other() : sixteen.values();
    const auto back = fourier.transform({forward.imaginary, forward.real}, {free.imaginary, free.real});
    double error = 0;
    for (std::size_t i = 0; i < size * sequences; ++i) {
      const auto real = static_cast<double>(back.imaginary[i]) / static_cast<double>(size);
      const auto imaginary = static_cast<double>(back.real[i]) / static_cast<double>(size);
      error = std::max({error, std::abs(real - static_cast<double>(before[i])),
                        std::abs(imaginary - static_cast<double>(before[size * sequences + i]))});
    }
    CAPTURE(size, error);
    CHECK(error <= 2e-6);
  }
}

TEST_CASE("The result lies in one of the two rooms") {
  for (const auto size : smooth_sizes(40)) {
    Sixteen sixteen(size);
    const auto result = Fourier(size).transform(sixteen.values(), sixteen.other());
    const auto in_first = result.real == sixteen.values().real && result.imaginary == sixteen.values().imaginary;
    const auto in_second = result.real == sixteen.other().real && result.imaginary == sixteen.other().imaginary;
    CAPTURE(size);
    CHECK((in_first || in_second));
  }
}

TEST_CASE("The sixteen sequences do not mix") {
  for (const std::size_t size : {30U, 64U, 75U}) {
    for (std::size_t k = 0; k < sequences; ++k) {
      test::Random random(k);
      Sixteen sixteen(size);
      for (std::size_t t = 0; t < size; ++t) {
        sixteen.values().real[t * sequences + k] = static_cast<float>(random.between(0.5, 1));
      }
      const auto result = Fourier(size).transform(sixteen.values(), sixteen.other());
      bool others_are_zero = true;
      for (std::size_t i = 0; i < size * sequences; ++i) {
        others_are_zero = others_are_zero && (i % sequences == k || (result.real[i] == 0 && result.imaginary[i] == 0));
      }
      CAPTURE(size, k);
      CHECK(others_are_zero);
      CHECK(at(result, 0, k).real() > 0.5 * static_cast<double>(size));
    }
  }
}

TEST_CASE("One value somewhere has a spectrum that turns with it") {
  for (const std::size_t size : {1U, 5U, 48U, 135U}) {
    for (const std::size_t place : {std::size_t{0}, size / 3, size - 1}) {
      Sixteen sixteen(size);
      sixteen.values().real[place * sequences + 4] = 1;
      const auto result = Fourier(size).transform(sixteen.values(), sixteen.other());
      double error = 0;
      for (std::size_t f = 0; f < size; ++f) {
        const auto turns = static_cast<double>(f * place % size) / static_cast<double>(size);
        error = std::max(error, std::abs(at(result, f, 4) - std::polar(1.0, -2 * std::numbers::pi * turns)));
      }
      CAPTURE(size, place);
      CHECK(error <= 5e-7);
    }
  }
}

}  // namespace lykta::tests_of_fourier
