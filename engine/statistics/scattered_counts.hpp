// Many things are thrown into a few cells: how many fall into each?
//
// As if each were thrown by itself, but for thousands of things in the time of a few: halving a number of things is
// counting the ones among as many random bits.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/base/random_stream.hpp"

namespace lykta {

/// Throws always the same number of things into cells of given shares.
class Scatter {
 public:
  static constexpr std::size_t most_cells = 32;

  /// One to 32 shares, none negative, that add up to 1.
  Scatter(std::uint32_t things, std::span<const double> shares);

  /// Sets the counts of the cells, as many as there are shares.
  void operator()(std::span<std::uint32_t> counts, RandomStream& random) const;

 private:
  [[nodiscard]] std::uint32_t draw_uneven(RandomStream& random) const;

  std::uint32_t things_;
  std::vector<double> cumulative_;    ///< of the number of things that fall unevenly; empty when all fall evenly
  std::vector<WeightedDraw> uneven_;  ///< one, or none
};

}  // namespace lykta
