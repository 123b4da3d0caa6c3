// Which places does each draw deal, whatever the number of threads?
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace lykta {

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
