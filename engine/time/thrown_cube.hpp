// Which places have more events than if each could have happened anywhere, over all steps of time and in some of them?
//
// The null of thrown_events.hpp, in space and time: each of the N events falls, independently of the others, into a zone
// with a probability in proportion to its exposure (its area), and into each step alike (GlobalWindow::cube) or into
// the step that it is of (each_step). The events of a zone, or of a zone and its neighbours, in some consecutive steps are
// then binomial, and the tail is exact. A lone full zone is as rare under it as it is; dealing out the counts of the
// cube holds its full bins to be given, so that it cannot be.
//
// Two questions are asked of each zone, both of the zone by itself and with its neighbours, as a spot may lie in one zone
// or be spread out:
//
// - Are its events of all steps more than chance? What lasts is found, though no step were full enough.
// - Are those of some step, alone or with the steps just before it? What is new is found, though the total says nothing.
//
// p of a zone is twice the smaller of both, p of the second being the smallest of its steps times their number, and p of
// two sums or two lengths twice the smaller (Bonferroni). It is corrected over all zones: of the zones called hot at most `level` are
// so by chance (Benjamini & Hochberg 1995), and in a cube without any pattern one is called at most so often.
//
// Only then are the steps of a zone that was called asked when it is hot: in runs of steps (runs_of_steps.hpp), against
// the same chance at a fifth of `level`, corrected over the runs of that zone. Such a second family inside of what the first one called:
// Benjamini & Bogomolov 2014, doi 10.1111/rssb.12028; their factor for zones that were not called is left out, so what
// is controlled is the error among the runs of a zone of which the call is true.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "engine/statistics/cell_classes.hpp"
#include "engine/time/space_time_gi_star.hpp"

namespace lykta {

/// Columns of bins hold step after step, the zones of each in their order; columns of zones one value each.
struct ThrownCube {
  std::span<const double> count;            ///< of each bin, whole numbers from 0
  std::span<const float> around;            ///< events of the zone and its neighbours in that step
  std::span<const double> z;                ///< where it is NaN the bin has no test
  std::span<const double> own;              ///< share of the exposure that the zone has
  std::span<const double> with_neighbours;  ///< share that the zone and its neighbours have
  std::size_t earlier_steps = 1;
  GlobalWindow window = GlobalWindow::cube;
};

struct HotZoneOptions {
  Correction correction = Correction::benjamini_hochberg;
  double level = 0.05;
  /// Fewer events are never hot: of a zone, a step with those before it, or a run of steps of a zone that is not hot over
  /// all steps.
  double fewest_events = 5;
  unsigned threads = 0;
};

/// Whether a zone is looked at by itself or with its neighbours: what says more.
enum class Around : std::uint8_t { itself, with_neighbours };

struct HotZones {
  std::vector<double> bin_p;         ///< adjusted for all bins; NaN without a test
  std::vector<double> all_steps_p;   ///< of each zone over all steps, adjusted for all zones; NaN without a test
  std::vector<Around> around;        ///< of each zone
  std::vector<char> over_all_steps;  ///< of each zone: hot over all steps together
  std::vector<char> called;          ///< of each zone: in that way or for some step
  std::vector<char> hot;             ///< of each bin
};

[[nodiscard]] HotZones hot_zones(const ThrownCube& cube, const HotZoneOptions& options);

}  // namespace lykta
