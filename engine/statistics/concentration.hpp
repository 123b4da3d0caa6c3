// Do few places have much of it, or would chance look the same?
//
// "Half of all crime happens at 4 % of the places" says little when there are fewer events than places: thrown at
// random they leave most places empty, too. So each figure comes with what chance gives: as many events, each at a
// place of its own drawing (a Poisson number per place, given their sum).
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "engine/statistics/significance.hpp"

namespace lykta {

struct ConcentrationOptions {
  double share_of_events = 0.5;  ///< above 0, at most 1
  std::size_t runs = 999;
  std::uint64_t seed = 1;
  unsigned threads = 0;  ///< 0: all cores; the result does not depend on it
};

/// A figure and what chance gives for it; NaN without runs.
struct AgainstChance {
  double value = 0;
  double median = 0;
  Interval middle_95{};  ///< of the runs, between their 2.5th and 97.5th percentile
  double p = 1;          ///< that chance is as concentrated or more: (1 + such runs) / (1 + runs)
};

struct Concentration {
  std::size_t places = 0;
  std::uint64_t events = 0;
  std::size_t places_with_events = 0;
  std::size_t places_needed = 0;    ///< the fewest that have the share of the events together
  AgainstChance share_of_places{};  ///< places_needed / places
  /// The generalised Gini of Bernasco & Steenbeek (2017, doi 10.1007/s10940-016-9324-7), which is 0 when the events are
  /// spread as evenly as whole events can be, also when there are fewer events c than places n. With y(i) the shares of
  /// the events in ascending order:
  ///   max(1/c, 1/n) (2 sum of i y(i) - n - 1) - max(n/c, 1) + 1.
  /// For c >= n this is the usual Gini; 1 - 1 / min(c, n) when one place has everything.
  AgainstChance gini{};
};

/// One count per place, empty places among them. Chance draws places alike, or in proportion to an `exposure` (area,
/// length, inhabitants; empty: alike). All figures are NaN without an event or a place. Throws InvalidOption for a
/// share outside (0, 1], DataError for an exposure that is no number from 0, and for events where it is 0.
[[nodiscard]] Concentration concentration(std::span<const std::uint32_t> count, std::span<const double> exposure,
                                          const ConcentrationOptions& options);

}  // namespace lykta
