// How wide should each event's own kernel be? Narrow where events are thick, wide where they are thin.
//
// Abramson (1982, doi 10.1214/aos/1176345986): the bandwidth at a place is proportional to 1 / sqrt(pilot density
// there). With the geometric mean G of these factors over the pilot's events (Silverman 1986, section 5.3.1) the global
// bandwidth keeps its meaning, and factors above `trim` times G are cut (Hall & Marron 1988, doi 10.1007/BF00348751),
// as sparr's bivariate.density does:
//   h(s) = global * min(pilot(s)^(-1/2) / G, trim)
#pragma once

#include <span>
#include <vector>

#include "engine/density/kernel.hpp"
#include "engine/density/mass_inside.hpp"
#include "engine/space/points.hpp"

namespace lykta {

struct AdaptiveOptions {
  Kernel kernel = Kernel::quartic;     ///< of the pilot
  double pilot_m = 0;                  ///< bandwidth of the pilot density; 0: the global one
  double global_m = 200;               ///< geometric mean of the events' bandwidths when nothing is cut
  double trim = 5;                     ///< the widest bandwidth in units of the global one; may be infinite
  EdgeTerm edges = EdgeTerm::uniform;  ///< how the pilot is corrected, when the mass inside is given
  unsigned threads = 0;                ///< 0: all cores. The result does not depend on it
};

/// Bandwidths from a pilot density, by the formula alone.
class AbramsonRule {
 public:
  /// `pilot_at_events`: the pilot density at its own events, in any unit. Values of 0 (events without weight) stay out
  /// of the mean. Throws InvalidOption unless the global bandwidth and `trim` are positive.
  AbramsonRule(std::span<const double> pilot_at_events, double global_m, double trim);

  /// The bandwidth in metres where the pilot density is this, in the same unit. 0 gives the widest, or the global one
  /// when nothing is cut; so does any density when the pilot is 0 at all events.
  [[nodiscard]] double bandwidth_m(double pilot_density) const;

 private:
  double global_m_;
  double trim_;
  double mean_log_ = 0;
  bool known_ = false;
};

/// Bandwidths from a pilot of fixed bandwidth. The events of the pilot may be others than those whose density is
/// wanted: for a relative risk, cases and population together ("symmetric", Davies, Jones & Hazelton 2016).
class AdaptiveBandwidths {
 public:
  /// Weights count in the pilot; the geometric mean is over the events, whatever their weight (as in sparr). `inside`
  /// is asked for the pilot's kernel and bandwidth. Throws InvalidOption as AbramsonRule, and for a negative pilot
  /// bandwidth.
  AdaptiveBandwidths(std::span<const Point> points, std::span<const double> weights, const AdaptiveOptions& options,
                     MassInside inside = {});

  /// One per event of the pilot, metres.
  [[nodiscard]] const std::vector<double>& of_events() const { return of_events_; }
  /// What an event would have at each of the places, metres: for other events, and for the uniform edge correction of
  /// the adaptive density, which divides by the mass of this kernel around the place. The points and weights given must
  /// still be there.
  [[nodiscard]] std::vector<double> at(std::span<const Point> places) const;

 private:
  [[nodiscard]] std::vector<double> pilot_at(std::span<const Point> places) const;
  [[nodiscard]] std::vector<double> bandwidths(std::span<const double> pilot) const;

  std::span<const Point> points_;
  AdaptiveOptions options_;
  MassInside inside_;
  std::vector<double> weights_;
  std::vector<double> pilot_;
  AbramsonRule rule_;
  std::vector<double> of_events_;
};

/// Bandwidths in metres, one per event, from a pilot of the same events.
[[nodiscard]] std::vector<double> adaptive_bandwidths(std::span<const Point> points, std::span<const double> weights,
                                                      const AdaptiveOptions& options, const MassInside& inside = {});

}  // namespace lykta
