// Which thresholds spend a given chance of false alarms over many watched things most evenly?
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace lykta {

struct SpentBudget {
  std::vector<std::size_t>
      threshold;     ///< of each thing: the index in its tail from which on it is an alarm; its size where none is
  double spent = 0;  ///< sum over the things of the tail at the threshold
};

/// `tail` of each thing: the chance of at least this index under the null, falling. All chances up to a common limit are alarms; of the two
/// limits whose sums enclose the budget the one with the nearer sum is taken, of equals the lower. Things that tie enter together. An index
/// whose chance is 0 is an alarm too, as soon as any is: it cannot happen by chance.
[[nodiscard]] SpentBudget spend(std::span<const std::vector<double>> tail, double budget);

}  // namespace lykta
