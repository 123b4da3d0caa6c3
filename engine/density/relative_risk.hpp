// Where are there more events than people (or other events) would lead one to expect?
//
// A density of events shows above all where people are. The relative risk divides it by the density of a denominator,
// residents or another set of events, both brought to an integral of 1 over the study area (Bithell 1991, doi
// 10.1002/sim.4780101112; Kelsall & Diggle 1995, doi 10.1002/sim.4780142106):
//   ratio(s) = f(s) / g(s);  1 is as expected, 2 twice as much.
//
// How sure that is depends on how many units the kernel averages over. With e and q the mass of the kernel and of its
// square inside the area (KernelMass, both 1 far from the border), a density of n units estimated at s rests on
//   A(s) = h^2 e(s)^2 / (R(K) q(s)),   R(K) = roughness(kernel),
// square kilometres, and on n f(s) A(s) units: for the uniform kernel the units in the disc. The variance of the log
// ratio is then 1 / units of the events + 1 / units of the denominator (Hazelton & Davies 2009, doi
// 10.1002/bimj.200810495, whose case of fixed bandwidths this is; adaptive densities have another variance).
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "engine/base/progress.hpp"
#include "engine/density/kernel.hpp"
#include "engine/space/points.hpp"

namespace lykta {

/// One of two densities that are compared, on the same cells. Both must be edge-corrected in the same way.
struct ComparedDensity {
  std::span<const double> per_km2;  ///< one value per cell, NaN for no value
  Kernel kernel = Kernel::quartic;
  double bandwidth_m = 0;
  double units = 0;                      ///< how many there are: events, residents; see `effective_number`
  std::span<const double> mass;          ///< of the kernel inside the area, per cell; empty: 1 everywhere
  std::span<const double> squared_mass;  ///< the same of the squared kernel
};

/// As how many equal units weighted ones count: (sum of w)^2 / sum of w^2 (Kish 1965). 0 for none.
[[nodiscard]] double effective_number(std::span<const double> weights);

/// Why a cell has no relative risk, or only half of one.
enum class RiskGap : std::uint8_t {
  none,              ///< it has
  no_density,        ///< one of the densities has no value there
  thin_denominator,  ///< too few units of the denominator under the kernel
  no_events          ///< no event within reach: the ratio is 0, and 0 has no logarithm
};

/// One value per cell; NaN for no value.
struct RelativeRisk {
  std::vector<double> ratio;
  std::vector<double> log_ratio;  ///< natural logarithm
  std::vector<RiskGap> gap;
};

/// Units of the density under the kernel around each cell (see above), NaN for no value. `cell_area_km2` is what of
/// each cell lies inside the study area.
[[nodiscard]] std::vector<double> units_under_kernel(const ComparedDensity& density,
                                                     std::span<const double> cell_area_km2);

/// The ratio of the normalised densities. Both are normalised over the cells where both have a value, so that the
/// denominator's mean of the ratio is 1. No value where fewer than `least_units` of the denominator are under the
/// kernel: 10 gives the denominator alone a standard error of a third. Throws InvalidOption when `least_units` is not
/// a number of 0 or more, DataError when one of the densities is 0 everywhere.
[[nodiscard]] RelativeRisk relative_risk(const ComparedDensity& events, const ComparedDensity& denominator,
                                         std::span<const double> cell_area_km2, double least_units = 10);

/// Events per 1 000 residents: 1000 times the plain ratio of the densities per km2. No value where `risk` has no ratio.
[[nodiscard]] std::vector<double> rate_per_thousand(const ComparedDensity& events, const ComparedDensity& residents,
                                                    const RelativeRisk& risk);

/// What the denominator is. A sample of events has a sampling error of its own; numbers of residents are taken as
/// known, and only the events vary.
enum class Denominator : std::uint8_t { sample, known };

/// p of the relative risk in each cell if there were no difference; NaN where there is no ratio. A tolerance contour
/// is a line of equal p: upper = 0.05 encloses where the risk is raised, at 5 % per cell (many cells are looked at).
struct RiskP {
  std::vector<double> upper;      ///< of a ratio as high or higher
  std::vector<double> two_sided;  ///< of a ratio as far off in either direction
};

/// By the normal approximation of the log ratio with the variance that it has without a difference: 1 / (n1 A1 p) +
/// 1 / (n2 A2 p) with p the density of both together, weighted by their numbers; for a known denominator 1 / (n1 A1 g).
/// Where no event is in reach (ratio 0), ratio - 1 stands for the logarithm, to which it is equal near 1. Rough where
/// fewer than some five events are expected under the kernel; there Monte Carlo is right.
[[nodiscard]] RiskP asymptotic_p(const ComparedDensity& events, const ComparedDensity& denominator,
                                 std::span<const double> cell_area_km2, const RelativeRisk& risk,
                                 Denominator kind = Denominator::sample);

/// Gives the density per km2 of weighted points (no weights: 1 each) on the cells of the study, edge-corrected, as the
/// densities that are compared were computed.
using DensityOf = std::function<std::vector<double>(std::span<const Point> points, std::span<const double> weights)>;

struct WeightedPoints {
  std::span<const Point> points;
  std::span<const double> weights;  ///< empty: 1 each
};

struct Simulation {
  std::size_t replicates = 999;
  std::uint64_t seed = 1;
  /// Replicates at the same time; 1 suits a DensityOf that uses all cores itself. p is the same for any number.
  unsigned threads = 1;
};

/// By random labelling (Kelsall & Diggle 1995): all points stay where they are, with their weights, and which of them
/// are the events is drawn anew. p = (1 + replicates as extreme) / (1 + replicates), two-sided twice the smaller
/// tail. `density_of_others` may be empty when both sets have the same kernel, bandwidth and correction; then each
/// replicate costs one density of the smaller set, as the other is what remains of both together: so
/// `density_of_events` must be a plain sum over points. Throws InvalidOption unless there is at least one replicate.
[[nodiscard]] RiskP random_labelling_p(const WeightedPoints& events, const WeightedPoints& others,
                                       const DensityOf& density_of_events, const DensityOf& density_of_others,
                                       std::span<const double> cell_area_km2, const RelativeRisk& risk,
                                       const Simulation& simulation, const Progress& progress = {});

/// By drawing as many events from the residents, each resident with the same chance: a place of `population` is drawn
/// with probability proportional to its weight, with replacement. `residents_per_km2` stays as it is. The events take
/// over the weights of the observed ones. The places should lie closer than the bandwidth, as simulated events stand
/// on them.
[[nodiscard]] RiskP population_p(const WeightedPoints& events, const WeightedPoints& population,
                                 const DensityOf& density_of_events, std::span<const double> residents_per_km2,
                                 std::span<const double> cell_area_km2, const RelativeRisk& risk,
                                 const Simulation& simulation, const Progress& progress = {});

}  // namespace lykta
