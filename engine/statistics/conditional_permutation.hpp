// How often would chance alone give a place such neighbours?
//
// Conditional permutation (Anselin 1995, doi 10.1111/j.1538-4632.1995.tb00338.x): the place keeps its value and gets as
// many neighbours as it has, drawn from all other places without replacement. Weights are equal within a place, so only
// the number of neighbours matters, and the draws are shared:
//
// - Each draw is a row of different places a_1, a_2, ... in random order. Its first k are the neighbours that it deals
//   to a place with k neighbours.
// - A place must not be its own neighbour. When place i is among its first k, a_(k+1) stands in for it. What i is dealt
//   is then, in both cases, each set of k other places with equal chance: given that i is not among the first k, they
//   are a random k of the others by symmetry; given that it is a_j, the rest of a_1 ... a_(k+1) are k others in random
//   order. So each place sees independent draws from exactly the distribution of a permutation of its own.
// - The sums of all draws are counted in one table per number of neighbours; only for the few draws that hold the
//   place itself is the stand-in set right, one by one.
//
// What is shared is the luck: the p-values of two places rest on the same draws (and so they do on the same data). The
// p of each is as valid as with draws of its own: under the hypothesis P(p <= a) <= a.
//
// For Gi* there is a second question, as its sum S holds the own value too: what if that were chance as well? Then the
// place and its k neighbours get k + 1 values of all n places, without replacement, and p = P(S drawn >= S seen). The
// mean and the variance of that sum are those in the formula of Gi* (Ord & Getis 1995, equations 5 and 6), so this p is
// what its z approximates. The first k + 1 of a row are such a set, and nothing is to be set right.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "engine/statistics/local_statistics.hpp"
#include "engine/statistics/neighbour_sums.hpp"

namespace lykta {

/// What a draw deals. The two answer different questions: a cell full of events among empty neighbours is no surprise
/// to `others` (its neighbours are as empty as any), and its empty neighbours are; to `all` the cell is one as well.
enum class Dealt : std::uint8_t {
  others,  ///< the neighbours get values of the other places, the place keeps its own: GeoDa, PySAL, spdep
  all,     ///< the place and its neighbours get values of all places: the p that z of Gi* approximates
};

struct PermutationOptions {
  std::uint32_t draws = 999;
  std::uint64_t seed = 1;
  unsigned threads = 0;
  Dealt dealt = Dealt::others;
};

/// Which draws count as at least as surprising.
enum class Tail : std::uint8_t {
  greater,    ///< draws that give at least what was seen
  less,       ///< draws that give at most what was seen
  two_sided,  ///< twice the smaller of the two, at most 1
  folded,     ///< the smaller of the two as it is: what GeoDa and PySAL print; not a p-value of a two-sided test
};
[[nodiscard]] std::string_view name_of(Tail tail);

/// In how many draws the statistic was at least, and at most, the one seen. A tie counts in both; sums of values that
/// are not whole numbers tie when they differ by no more than rounding.
struct DrawCounts {
  std::uint32_t draws = 0;
  std::vector<std::uint32_t> at_least;  ///< by place; both 0 where the place has no value
  std::vector<std::uint32_t> at_most;

  [[nodiscard]] std::size_t size() const { return at_least.size(); }
  /// (1 + count) / (1 + draws), which is never 0: the arrangement that was seen is one of the possible ones (Phipson &
  /// Smyth 2010, doi 10.2202/1544-6115.1585). NaN where the place has no value.
  [[nodiscard]] double p(std::size_t place, Tail tail) const;
  [[nodiscard]] std::vector<double> p(Tail tail) const;
};

/// Dealt to others: for Gi and Gi* alike, as with the own value held fixed both grow with the sum of the neighbours
/// and with nothing else. Dealt to all: for Gi*, which grows with the sum of the place and its neighbours. No value
/// where the own value is missing, without neighbours, where all other places are neighbours and where all values are
/// equal. Throws InvalidOption unless there is at least one draw.
[[nodiscard]] DrawCounts permuted_getis_ord(std::span<const double> values, const NeighbourSums& sums,
                                            const PermutationOptions& options);

/// For local Moran, from the counts above, dealt to others: I_i grows with the sum of the neighbours where the own
/// value is above the mean and falls with it below; at the mean it is 0 in every draw.
[[nodiscard]] DrawCounts moran_from_getis_ord(DrawCounts counts, std::span<const double> values);

/// For local Geary; `at_most` is the side of places that are like their neighbours. Costs more than the sums: a table
/// for each pair of number of neighbours and own value, so it is fast where there are few different values (counts),
/// and takes time in proportion to places times draws where all differ. Throws InvalidOption for Dealt::all as well:
/// the own value is what the others are compared with.
[[nodiscard]] DrawCounts permuted_geary(std::span<const double> values, const NeighbourSums& sums,
                                        const PermutationOptions& options);

}  // namespace lykta
