// Where, and since when, are there more events than chance would put there?
//
// Kulldorff's scan statistic. A circle grows around every place, also around those where nobody lives and nothing happened
// (a ring of busy streets around an empty park is found from its middle); each circle, or each circle together with each stretch
// of time (a cylinder), is a window. The window whose cases are the least likely under the null is the most likely
// cluster; its p takes into account that so many windows were looked at, for it is ranked among the best windows of
// replicas made under the null. Only windows with more cases than expected, and with two at least, count (high rates; one
// event makes no cluster, however unexpected it is where it happened).
//
// Log likelihood ratio of a window with c of C cases where m were expected (Kulldorff 1997, doi
// 10.1080/03610929708831995; space and time: Kulldorff et al. 1998, doi 10.2105/AJPH.88.9.1377):
//   c ln(c / m) + (C - c) ln((C - c) / (C - m)) for c > m, otherwise 0.
// poisson: m is the window's share of the population times C; replicas spread C cases by population. With periods each
// circle is tried with all of them together as well (the "purely spatial clusters" of SaTScan): otherwise a place that is
// busy all the time would get dates that only the longest cylinder made.
// space_time_permutation (Kulldorff et al. 2005, doi 10.1371/journal.pmed.0020059): no population. m is the sum over
// the window of cases of the place * cases of the period / C; replicas shuffle the times of the cases.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "engine/base/progress.hpp"
#include "engine/space/points.hpp"

namespace lykta {

enum class ScanModel : std::uint8_t { poisson, space_time_permutation };

/// Values of place i in period t stand at [i * periods + t]. Periods are equally long and follow each other.
struct ScanData {
  std::vector<Point> places{};  ///< metres; every place is a centre
  /// Centres besides: places that hold neither cases nor population. None needs to be given.
  std::vector<Point> empty_places{};
  std::size_t periods = 1;  ///< 1: purely spatial
  std::vector<std::uint32_t> cases{};
  std::vector<double> population{};  ///< or another exposure; empty for the permutation model
};

struct ScanOptions {
  ScanModel model = ScanModel::poisson;
  /// A circle holds at most this share of the population over all periods (permutation model: of the cases).
  double largest_share = 0.5;
  std::optional<double> largest_radius_m{};  ///< a place exactly that far away is inside
  /// Of the periods that a cylinder may last (at least one); a Poisson scan tries all periods together besides.
  double longest_share = 0.5;
  /// Prospective: only cylinders that reach the last period, for a scan that is repeated every period.
  bool still_going = false;
  std::size_t replicas = 999;
  std::uint64_t seed = 1;
  std::size_t clusters = 10;  ///< at most so many are reported
  unsigned threads = 0;       ///< 0: all cores; the result does not depend on it
};

struct ScanCluster {
  std::uint32_t centre = 0;           ///< number of the place; from the number of places on, of the empty place
  std::vector<std::uint32_t> places;  ///< those inside, the nearest first (ties in the order of the input)
  double radius_m = 0;                ///< to the farthest place inside
  std::size_t first_period = 0;
  std::size_t last_period = 0;  ///< inclusive
  std::uint64_t cases = 0;
  double expected = 0;
  double relative_risk = 0;  ///< (c / m) / ((C - c) / (C - m)); infinity when all cases are inside
  double log_likelihood_ratio = 0;
  /// (1 + replicas whose best window is as good or better) / (1 + replicas); NaN without replicas. For every cluster
  /// after the first this is too large rather than too small: it is compared with best windows.
  double p = 1;
  double recurrence_periods =
      0;  ///< 1 / p: chance gives as good a window once in so many periods; NaN unless prospective
};

struct ScanResult {
  /// By log likelihood ratio, the best first. Each is the best window that shares no place with those before it, so two
  /// clusters never overlap, not even at different times. Empty when no window has two cases and
  /// more than expected.
  std::vector<ScanCluster> clusters;
  std::vector<double> replica_maxima;  ///< the best log likelihood ratio of each replica, in the order of the runs
};

/// Places at equal distances from a centre enter a circle together; so do places with equal coordinates. Every window
/// is looked at, and all replicas are made: there is no early termination. Windows that are equally good: the one with
/// fewer places, then the shorter, then the one of the smaller radius, then the one with the southernmost and of these the westernmost
/// centre. Throws InvalidOption for shares outside
/// (0, 1], a radius below 0, no period, the permutation model with one period, or more than 16 777 216 cases; DataError
/// for coordinates that are no number below 1e150, populations that are no number from 0, and cases where nobody lives.
/// Reports its progress as "clusters" and "replicas".
[[nodiscard]] ScanResult scan(const ScanData& data, const ScanOptions& options, const Progress& progress = {});

/// 0 unless cases > expected; total >= cases, total > expected > 0.
[[nodiscard]] double log_likelihood_ratio(double cases, double expected, double total);

}  // namespace lykta
