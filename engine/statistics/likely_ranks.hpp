// Which ranks are likely, when the values that are ranked are known as draws?
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace lykta {

/// Draws of the values of things, those of one thing one after the other.
struct ScoreDraws {
  std::size_t draws = 0;
  std::vector<double> values;

  [[nodiscard]] std::size_t things() const { return draws == 0 ? 0 : values.size() / draws; }
  [[nodiscard]] std::span<const double> of(std::size_t thing) const {
    return std::span(values).subspan(thing * draws, draws);
  }
};

struct LikelyRank {
  std::size_t low = 1;                 ///< 1 is first
  std::size_t high = 1;                ///< at most as many as there are things
  double chance_in_top = 1;            ///< that it is among the first `top`
  std::vector<std::size_t> tied_with;  ///< of the foremost things, those whose order against it is not clear; ascending
};

/// Of the first `foremost` things, against all of them; the largest value has rank 1, equal ones share the better. Of
/// the draws, at least `level` lie from `low` to `high`, and as many at most beyond either end. Two things are tied
/// unless the one that comes first among the things is larger in more than (1 + level) / 2 of the draws. Does not
/// depend on the number of threads (0: all cores).
[[nodiscard]] std::vector<LikelyRank> likely_ranks(const ScoreDraws& draws, std::size_t foremost, std::size_t top,
                                                   double level, unsigned threads = 0);

}  // namespace lykta
