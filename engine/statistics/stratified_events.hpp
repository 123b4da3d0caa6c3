// Would so many events be here if each of them could have happened anywhere in its own stratum?
//
// As thrown_events.hpp, but the N_s events of a stratum land in it alone, evenly over its ground: a town is not compared with the
// forest around it. A neighbourhood that has the share w_s of each stratum's ground then holds a sum of independent binomial
// numbers,
//   X = sum over s of Binomial(N_s, w_s),   expected  sum of N_s w_s,   variance  sum of N_s w_s (1 - w_s),
// and p is that of this sum, exact as that of one. Where the neighbourhood lies in one stratum this is the test of the whole
// with that stratum in its place; where a border cuts it, each side expects what its own stratum gives. (Conditioning on the
// number in each stratum: Kulldorff 1997, doi 10.1080/03610929708831995, adjusts a scan for covariates in the same way.)
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "engine/space/points.hpp"
#include "engine/space/strata.hpp"
#include "engine/statistics/conditional_permutation.hpp"
#include "engine/statistics/neighbour_sums.hpp"
#include "engine/statistics/thrown_events.hpp"

namespace lykta {

/// Events that are tested, by the stratum of each.
struct StratifiedEvents {
  const Strata& strata;        ///< of the cells that are tested
  std::vector<double> events;  ///< whole numbers, one per stratum
  double minimum_events = 10;  ///< with fewer events in a stratum its cells are not tested: a judgement

  [[nodiscard]] bool is_tested(std::size_t stratum) const { return events[stratum] >= minimum_events; }
  /// Whether the stratum that has most of the cell is tested.
  [[nodiscard]] bool tests_cell(std::uint32_t slot) const { return is_tested(strata.own(slot)); }
};

struct StratifiedThrow : ThrownEvents {
  std::vector<std::uint32_t> strata_around;  ///< how many strata with events have ground in the cell and its neighbours
};

/// `count` holds whole numbers, one per cell. Cells of a stratum with too few events have no p, nor have those whose neighbourhood
/// has all ground of its strata; the rest as throw_events. Cost grows with the cells times the strata that have events.
[[nodiscard]] StratifiedThrow throw_in_strata(std::span<const double> count, const StratifiedEvents& stratified,
                                              const NeighbourSums& sums, Tail tail, unsigned threads = 0);

/// The counts less what the events of each stratum give a cell when they lie evenly over its ground.
[[nodiscard]] std::vector<double> above_expected(std::span<const double> count, const StratifiedEvents& stratified);

}  // namespace lykta
