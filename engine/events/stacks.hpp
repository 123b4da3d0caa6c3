// Do events lie in piles, and how finely were their positions given?
//
// Anonymised data snap to points, an address has one coordinate, and what could not be located is put on the middle of
// the municipality. All three give piles of equal coordinates. The first two are real and stay; the third makes
// one huge false hot spot. Nobody can tell them apart for sure, so stacks are shown and never dropped.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "engine/space/points.hpp"

namespace lykta {

/// Events with exactly the same coordinates.
struct Stack {
  Point at;
  std::uint64_t events = 0;

  friend bool operator==(const Stack&, const Stack&) = default;
};

struct Stacks {
  static constexpr std::size_t most_kept = 20;

  std::uint64_t events = 0;
  std::uint64_t distinct = 0;   ///< different positions
  std::uint64_t in_stacks = 0;  ///< events that share their position with another
  std::vector<Stack> largest;   ///< of two events or more; most events first, then by x, then by y; at most `most_kept`
};

/// Stacks among positions in any unit, all of them finite; equal means equal to the last bit. Puts them
/// into another order: linear time, and no copy where they are moved in.
[[nodiscard]] Stacks find_stacks(std::vector<Point> points);

/// When is a stack too large to be an address, a snap point or a busy place? All conditions must hold (judgement, see
/// suspicious_stacks).
struct SuspicionOptions {
  std::uint64_t fewest = 20;  ///< events in the stack
  double share = 0.02;        ///< of all events
  double times = 5;           ///< the size of the 20th largest stack
};

/// The stacks that are likely the middle of a locality or another default position, largest first.
///
/// The yardstick is the 20th largest stack, or a single event if there are fewer: so many default positions are rare,
/// while the tenth largest can be one of them (a police area has that many localities). Natural stacks have long
/// tails too: the busiest address of a town can have ten times the events of the 20th. They fall off no steeper than
/// one over the rank (Zipf), which allows the k-th largest 20 / k times the yardstick. So a stack is suspicious when it
/// has more than max(20 / k, `times`) times the events of the yardstick, at least `share` of all events, and at least
/// `fewest` events; and then all that are larger are, for many defaults at once lift each other's limit.
///
/// Memphis robberies given to 0.001 degrees (11 events in the largest stack against 4 in the 20th, of 2 245),
/// burglaries and disorder on the snap points of police.uk (8 against 6 of 1 795; 130 against 52 of 56 434), vehicle
/// thefts in New York (197 against 17 of 35 746) and all crime in Chicago (1 982 against 405 of a million) have none.
/// One event in twenty on the middle of a municipality is found, and so are 152 of 2 811 at zero degrees.
///
/// What it cannot tell: one address that holds a large share of a small area (a shopping centre, an airport) looks the
/// same, as in ten of Chicago's 77 community areas when each is taken alone. Events at fewer than 20 places in
/// all, each with a good share, are all suspicious. Events that all lie on the middles of more than 20 localities are
/// not: they look like a list of addresses.
[[nodiscard]] std::vector<Stack> suspicious_stacks(const Stacks& stacks, const SuspicionOptions& options = {});

/// The step to which numbers were rounded, in their own unit: the coarsest of 1, 2, 2.5 and 5 times a power of ten,
/// from 500 000 down to 1e-9, of which at least 99 % of the different values are multiples (so that neither a few
/// exact rows nor a pile on one value decide). Zero and the sign do not matter.
///
/// Nothing for fewer than 20 different values, and nothing where no step is left: a value counts as a multiple when
/// it is one up to the rounding of doubles (2^-51 of it), and a step is only looked for where that is at most a
/// twentieth of the step. Numbers that were computed, by a projection for instance, therefore have no step.
[[nodiscard]] std::optional<double> coordinate_step(std::span<const double> values);

/// The step of positions: the coarser of the steps of both axes, for a position is no better than its worse coordinate.
/// An axis without a step is taken as fine; nothing when neither has one. Both axes in the same unit; in degrees
/// a step eastwards is shorter on the ground than one northwards.
[[nodiscard]] std::optional<double> shared_step(std::span<const double> xs, std::span<const double> ys);

}  // namespace lykta
