// How wide should the kernel be? Bandwidths chosen from the events themselves.
//
// Every rule was made for one kernel; its answer is turned into the bandwidth of another that smooths as much
// (equivalent_bandwidth). All rules want the events of the study area only: the caller leaves out those beyond it, and
// those without a position. They throw DataError for fewer than `fewest_events` events or when all lie at one place.
//
// A rule gives a number for any data. A criterion that is best at an end of the range it was tried on has not found a
// bandwidth (`at_lower_end`, `at_upper_end`): positions rounded to few places or repeated addresses pull the
// cross-validations to the lower end.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "engine/base/progress.hpp"
#include "engine/density/kernel.hpp"
#include "engine/density/mass_inside.hpp"
#include "engine/space/area.hpp"
#include "engine/space/points.hpp"

namespace lykta {

enum class BandwidthRule : std::uint8_t { scott, silverman, diggle, likelihood, cronie_van_lieshout, k_nearest_mean };

/// All rules by the name that configuration and command line use.
struct BandwidthRuleName {
  BandwidthRule rule;
  std::string_view name;
};
inline constexpr std::array<BandwidthRuleName, 6> bandwidth_rule_names{
    {{BandwidthRule::scott, "scott"},
     {BandwidthRule::silverman, "silverman"},
     {BandwidthRule::diggle, "diggle"},
     {BandwidthRule::likelihood, "likelihood"},
     {BandwidthRule::cronie_van_lieshout, "cronie-van-lieshout"},
     {BandwidthRule::k_nearest_mean, "k-nearest"}}};

inline constexpr std::size_t fewest_events = 10;

struct BandwidthCandidate {
  double bandwidth_m = 0;  ///< of the kernel asked for
  double criterion = 0;
};

struct ChosenBandwidth {
  double bandwidth_m = 0;                 ///< of the kernel asked for
  std::vector<BandwidthCandidate> curve;  ///< by ascending bandwidth; none for rules without a criterion
  bool at_lower_end = false;              ///< the best candidate is the narrowest: not to be trusted
  bool at_upper_end = false;              ///< the best candidate is the widest: not to be trusted
};

/// The bandwidth at which the kernel `to` smooths as much as `from` does at `bandwidth_m`: both have the same ratio of
/// variance to squared bias. With the canonical bandwidths of Marron & Nolan (1988, doi 10.1016/0167-7152(88)90050-8)
/// in the plane, (R(K) / mu2(K)²)^(1/6) with R the integral of K² and mu2 the variance along one axis. From the
/// Gaussian: 2 for the uniform kernel, 2.40 Epanechnikov, 2.78 quartic, 3.12 triweight.
[[nodiscard]] double equivalent_bandwidth(double bandwidth_m, Kernel from, Kernel to);

/// Scott's rule (1992, Multivariate Density Estimation, eq. 6.41) for the Gaussian in the plane: sd * n^(-1/6), sd the
/// geometric mean of the standard deviations of x and y (as spatstat's bw.scott.iso). Best for events that form one
/// normal hill; smooths far too much for several clusters. With weights: weighted deviations and n = (sum w)² / sum w².
[[nodiscard]] ChosenBandwidth scott_bandwidth(std::span<const Point> points, std::span<const double> weights,
                                              Kernel kernel);

/// Silverman's robust version (1986, section 4.3.2 with equation 3.28): the spread is the smaller of the mean standard
/// deviation and the mean interquartile range / 1.349 (that of a normal distribution), each the mean over x and y; the
/// ranges count only if they are above 0 (as sparr's NS). In the plane the normal-reference factor is 1, so it differs
/// from Scott's rule by the measure of spread alone. Weights as there.
[[nodiscard]] ChosenBandwidth silverman_bandwidth(std::span<const Point> points, std::span<const double> weights,
                                                  Kernel kernel);

/// Williamson et al. (1999, ArcUser, January to March): the mean distance from an event to its k-th nearest, taken as
/// the radius of a quartic kernel, as crime mapping does. Coincident events count as neighbours at distance 0; an
/// answer of 0 throws DataError. With weights the mean is weighted. Throws InvalidOption unless 1 <= k < number of
/// events.
[[nodiscard]] ChosenBandwidth k_nearest_mean_bandwidth(std::span<const Point> points, std::span<const double> weights,
                                                       std::size_t k, Kernel kernel);
inline constexpr std::size_t usual_k = 10;

/// Diggle (1985, doi 10.2307/2347366) with Berman & Diggle (1989, JRSS B 51, 81-92): the mean square error of the
/// estimate under a Cox process, from Ripley's K with the translation correction for the area's own shape, holes and
/// parts included. For the uniform kernel of radius r
///   M(r) = (1/lambda - 2 K(r)) / (pi r²) + J(r) / (pi r²)²,  J(r) = integral over t < 2r of phi(t, r) dK(t),
///   phi(t, r) = 2 r² (acos(y) - y sqrt(1 - y²)),  y = t / 2r.
/// Candidates: 1024 radii, evenly up to half of min(a fourth of the area's shorter side, the radius of 1000 expected
/// events), as spatstat's bw.diggle takes them; K is a step function, so nothing is refined between them.
/// Weights are not defined for it. Cost: pairs within twice the widest radius; more than 2e9 of them throw
/// InvalidOption.
[[nodiscard]] ChosenBandwidth diggle_bandwidth(std::span<const Point> points, const Area& area, Kernel kernel,
                                               unsigned threads = 0);

struct BandwidthSearch {
  /// Gaussian bandwidths to try, ascending; none: spaced evenly in the logarithm, a factor of at most 1.5 apart, from
  /// the smallest distance between two events at different places (at least 1/10 000 of the other end) to half the
  /// diagonal of the area's box.
  std::vector<double> candidates_m;
  /// Golden section in the logarithm between the neighbours of the best candidate, to 0.2 %.
  bool refine = true;
  unsigned threads = 0;  ///< 0: all cores. The result does not depend on it
  Progress progress;
};

/// Likelihood cross-validation (Loader 1999, section 5.3; spatstat's bw.ppl): maximises, over the Gaussian's bandwidth,
///   sum of w_i log(density at event i from all others, per m2) - integral of the density over the area.
/// `inside` is called with the Gaussian; without it there is no edge and the integral is the number of events. With
/// Diggle's correction the integral is the number of events, too, without correction the mass of the kernels inside;
/// with the uniform one what the edges gain and lose is summed over squares of half the bandwidth (at least 64 a side
/// of the area's box; where they would be more than 512, the integral is the number of events, from which it hardly
/// differs then). With weights an event is left out with its whole weight. Isolated events and repeated positions weigh
/// heavily. Sums of Gaussians go by way of gaussian_sums.hpp.
[[nodiscard]] ChosenBandwidth likelihood_bandwidth(std::span<const Point> points, std::span<const double> weights,
                                                   const Area& area, Kernel kernel, const BandwidthSearch& search = {},
                                                   const MassInside& inside = {}, EdgeTerm edges = EdgeTerm::uniform);

/// Cronie & van Lieshout (2018, doi 10.1093/biomet/asy001; spatstat's bw.CvL): the Gaussian's bandwidth at which
/// sum w_i / density(event i) comes nearest to the size of the area; the event itself counts and, as the authors say,
/// edges are not corrected. The criterion is the squared difference in km4.
[[nodiscard]] ChosenBandwidth cronie_van_lieshout_bandwidth(std::span<const Point> points,
                                                            std::span<const double> weights, const Area& area,
                                                            Kernel kernel, const BandwidthSearch& search = {});

}  // namespace lykta
