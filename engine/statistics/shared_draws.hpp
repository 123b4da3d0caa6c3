// Which places does each draw deal, whatever the number of threads?
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace lykta {

/// xoshiro256** 1.0 of Blackman and Vigna (2018, public domain), started through SplitMix64.
class RandomBits {
 public:
  /// Streams of one seed are independent for all that matters here: 256 bits of state from 128 bits of name.
  RandomBits(std::uint64_t seed, std::uint64_t stream);
  std::uint64_t operator()();
  /// A whole number from 0 to below `limit`, all exactly equally likely (Lemire 2019, doi 10.1145/3230636).
  std::uint32_t below(std::uint32_t limit);

 private:
  std::uint64_t state_[4];
};

/// A batch of draws: rows of `length` different numbers below `places`, each row in random order.
class SharedDraws {
 public:
  static constexpr std::size_t draws_in_batch = 256;

  /// `length` is at most `places`.
  SharedDraws(std::uint32_t places, std::size_t length, std::uint64_t seed)
      : places_(places), length_(length), seed_(seed) {}

  /// The first `draws` rows of a batch, one after the other in `rows`.
  void deal(std::size_t batch, std::size_t draws, std::vector<std::uint32_t>& rows) const;

 private:
  std::uint32_t places_;
  std::size_t length_;
  std::uint64_t seed_;
};

}  // namespace lykta
