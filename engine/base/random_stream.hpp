// Which random numbers does a simulation use?
//
// Every run of a simulation has a stream of its own, chosen by a seed and the run's number: runs may be computed in any
// order and on any number of threads and give the same bytes. Numbers are mapped to limits here and not by the
// distributions of the standard library, which may differ from one platform to another.
#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace lykta {

/// The generator xoshiro256++ (Blackman & Vigna 2021, doi 10.1145/3460772), its state filled by splitmix64.
class RandomStream {
 public:
  RandomStream(std::uint64_t seed, std::uint64_t run) {
    auto counter = mixed(mixed(seed) + run);
    for (auto& word : state_) {
      counter += 0x9e3779b97f4a7c15U;
      word = mixed(counter);
    }
  }

  [[nodiscard]] std::uint64_t bits() {
    const auto result = std::rotl(state_[0] + state_[3], 23) + state_[0];
    const auto shifted = state_[1] << 17U;
    state_[2] ^= state_[0];
    state_[3] ^= state_[1];
    state_[1] ^= state_[2];
    state_[0] ^= state_[3];
    state_[2] ^= shifted;
    state_[3] = std::rotl(state_[3], 45);
    return result;
  }

  /// Uniform in [0, 1), a multiple of 2^-53.
  [[nodiscard]] double uniform() { return static_cast<double>(bits() >> 11U) * 0x1p-53; }

  /// One of 0 .. limit - 1, each equally likely (Lemire 2019, doi 10.1145/3230636); `limit` is at least 1.
  [[nodiscard]] std::uint32_t below(std::uint32_t limit) {
    auto product = (bits() >> 32U) * limit;
    if (static_cast<std::uint32_t>(product) < limit) {
      const auto too_low = (0U - limit) % limit;
      while (static_cast<std::uint32_t>(product) < too_low) {
        product = (bits() >> 32U) * limit;
      }
    }
    return static_cast<std::uint32_t>(product >> 32U);
  }

  /// All orders are equally likely (Fisher and Yates).
  template <class Value>
  void shuffle(std::span<Value> values) {
    for (auto left = values.size(); left > 1; --left) {
      std::swap(values[left - 1], values[below(static_cast<std::uint32_t>(left))]);
    }
  }

 private:
  static std::uint64_t mixed(std::uint64_t value) {
    value = (value ^ (value >> 30U)) * 0xbf58476d1ce4e5b9U;
    value = (value ^ (value >> 27U)) * 0x94d049bb133111ebU;
    return value ^ (value >> 31U);
  }

  std::array<std::uint64_t, 4> state_{};
};

/// Draws one of many things, each with a probability in proportion to its weight, in constant time (the alias method:
/// Vose 1991, doi 10.1109/32.92917).
class WeightedDraw {
 public:
  /// Weights are not negative, and one of them at least is positive.
  explicit WeightedDraw(std::span<const double> weights);

  /// How many things there are.
  [[nodiscard]] std::size_t size() const { return keeps_.size(); }

  [[nodiscard]] std::uint32_t operator()(RandomStream& random) const {
    const auto place = random.uniform() * static_cast<double>(keeps_.size());
    const auto slot = static_cast<std::uint32_t>(place);
    return place - static_cast<double>(slot) < keeps_[slot] ? slot : other_[slot];
  }

 private:
  std::vector<double> keeps_;  ///< probability that a slot stands for itself
  std::vector<std::uint32_t> other_;
};

/// p of a Monte-Carlo test: the rank of what was seen among itself and the runs, (1 + as extreme) / (1 + runs). It is
/// never 0, and under the null it is at most a with a probability of at most a (Phipson & Smyth 2010, doi
/// 10.2202/1544-6115.1585).
[[nodiscard]] inline double monte_carlo_p(std::uint64_t as_extreme, std::uint64_t runs) {
  return static_cast<double>(as_extreme + 1) / static_cast<double>(runs + 1);
}

}  // namespace lykta
