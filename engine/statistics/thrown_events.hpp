// Would so many events be here if each of them could have happened anywhere?
//
// The permutation tests deal the counts of the zones as they are: they ask whether high counts lie beside each other,
// and a single zone with ninety events is no surprise to them when there are ten such zones. This null throws the
// events instead: each of the N events lands, independently of the others, in a zone with a probability in proportion
// to its exposure (its area, or its residents). The number in a zone and its neighbours, which have a share w of the
// exposure together, is then binomial, and p is exact:
//   P(X >= S) for X ~ Binomial(N, w), S the events in the zone and its neighbours.
// How far S lies from what is expected is told in standard deviations of the same binomial number:
//   z = (S - N w) / sqrt(N w (1 - w)).
// It is the null of a quadrat test, cell by cell (Diggle 2013, Statistical analysis of spatial and spatio-temporal
// point patterns, section 2.5), over the neighbourhood that Gi* looks at. An uneven town is "more than chance" nearly
// everywhere where people are, unless the exposure is theirs.
#pragma once

#include <span>
#include <vector>

#include "engine/statistics/conditional_permutation.hpp"
#include "engine/statistics/neighbour_sums.hpp"

namespace lykta {

/// One value per zone.
struct ThrownEvents {
  std::vector<double> p;
  std::vector<double> seen;      ///< events in the zone and its neighbours, as far as they take part; NaN without p
  std::vector<double> expected;  ///< events in the zone and its neighbours, N w; NaN where there is no p
  std::vector<double> z;         ///< above 0 exactly where more is seen than expected; NaN where there is no p
};

/// `count` holds whole numbers from 0, `exposure` numbers from 0; a zone where either is missing takes
/// no part and has no p (NaN), neither has one whose neighbourhood has no exposure or all of it. Events of zones without
/// exposure take no part either. Never 0. Two-sided: twice the smaller tail, at most 1. Throws InvalidOption for counts
/// that are not whole numbers.
[[nodiscard]] ThrownEvents throw_events(std::span<const double> count, std::span<const double> exposure,
                                        const NeighbourSums& sums, Tail tail, unsigned threads = 0);

/// The counts less what an even spread over the exposure gives each zone (N times its share), so that a cell that lies
/// partly outside the study area is not compared with whole ones. Zones that take no part are NaN. Where all exposures
/// are equal these are the counts themselves: for Gi* they differ by a constant, and whole numbers have no rounding.
[[nodiscard]] std::vector<double> above_expected(std::span<const double> count, std::span<const double> exposure);

}  // namespace lykta
