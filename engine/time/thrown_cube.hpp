// Which places have more events than if each could have happened anywhere, over all steps of time and in some of them?
//
// The null of thrown_events.hpp, in space and time: each of the N events falls, independently of the others, into a zone
// with a probability in proportion to its exposure (its area), and into each step alike (GlobalWindow::cube) or into
// the step that it is of (each_step). The events of a zone, or of a zone and its neighbours, in some steps on end are
// then binomial, and the tail is exact. A lone full zone is as rare under it as it is; dealing out the counts of the
// cube holds its full bins to be given, so that it cannot be.
//
// Two questions are asked, each at half of the level, and each of a zone by itself and with its neighbours (twice the
// smaller p; neighbours differ in what they say of a spot in one zone and of one that is spread out):
//
// - of each zone: are its events of all steps more than chance? What lasts is found, though no step were full enough.
// - of each bin, with its earlier steps: are its events more than chance? What is new is found, though the total says
//   nothing.
//
// Both are corrected over all of their tests. So in a cube without any pattern a hot zone comes at most as often as the
// level says (Benjamini & Hochberg 1995, or Bonferroni), and of the zones called hot at most that share is so by chance.
// Only then are the steps of a zone that was called asked when it is hot: in runs of steps (runs_of_steps.hpp) against
// the same chance, corrected over the runs of that zone. The second family of tests inside of those called by the
// first: Benjamini & Bogomolov 2014, doi 10.1111/rssb.12028, whose factor for the zones that were not called is left
// out: what is controlled is the error among the runs of each zone for which the first call holds.
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
  std::span<const double> count;    ///< of each bin, whole numbers from 0
  std::span<const float> around;    ///< events of the zone and its neighbours in that step
  std::span<const double> z;        ///< where it is NaN the bin has no test
  std::span<const double> own;      ///< share of the exposure that the zone has
  std::span<const double> with_neighbours;  ///< share that the zone and its neighbours have
  std::size_t earlier_steps = 1;
  GlobalWindow window = GlobalWindow::cube;
};

struct HotZoneOptions {
  Correction correction = Correction::benjamini_hochberg;
  double level = 0.05;
  double fewest_events = 5;  ///< a zone, a bin and a run of steps with fewer is not hot
  unsigned threads = 0;
};

/// Whether a zone is looked at by itself or with its neighbours: what says more.
enum class Around : std::uint8_t { itself, with_neighbours };

struct HotZones {
  std::vector<double> bin_p;      ///< adjusted for all bins; NaN without a test
  std::vector<double> all_steps_p;  ///< of each zone over all steps, adjusted for all zones; NaN without a test
  std::vector<Around> around;     ///< of each zone
  std::vector<char> over_all_steps;  ///< of each zone: hot over all steps together
  std::vector<char> called;          ///< of each zone: in that way or by a bin
  std::vector<char> hot;             ///< of each bin
};

[[nodiscard]] HotZones hot_zones(const ThrownCube& cube, const HotZoneOptions& options);

}  // namespace lykta
