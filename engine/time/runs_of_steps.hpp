// From when to when did it happen more often there, and from when to when less?
//
// Steps that differ from each other by no more than chance are one run, and are asked together whether they are hot: a
// place with two events a day is hot throughout, though a quiet week lies in between, and "never before" is said only
// where less happened before, more than chance explains. A run is cut where the events of some consecutive steps, given all
// of its events, are the least likely (a binomial number: the events fell into these steps as often as into others);
// then each part is looked at in the same way (recursive segmentation: Scott & Knott 1974, doi 10.2307/2529204; Olshen
// et al. 2004, doi 10.1093/biostatistics/kxh008). Where no single piece stands out and the steps differ all the same
// (index of dispersion, Fisher 1925), each step is a run of its own.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace lykta {

/// Steps from `first` on, before `behind`.
struct StepRun {
  std::size_t first = 0;
  std::size_t behind = 0;

  friend bool operator==(const StepRun&, const StepRun&) = default;
};

/// Up to so many steps any piece of a run may be cut out; of more, only its first or last steps.
inline constexpr std::size_t most_steps_of_any_piece = 128;

/// `count` holds the events of each step, whole numbers from 0; `share` how many of them each step would have were
/// nothing to change, in any unit, from 0. A run is cut when the chance of its least likely piece, times the number of
/// pieces, or that of its index of dispersion, is at most half of `level`. The runs follow each other and hold all
/// steps.
[[nodiscard]] std::vector<StepRun> runs_of_steps(std::span<const double> count, std::span<const double> share,
                                                 double level);

}  // namespace lykta
