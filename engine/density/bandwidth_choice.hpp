// Which bandwidth does a rule choose for these events in this area?
#pragma once

#include <cstddef>
#include <span>

#include "engine/base/progress.hpp"
#include "engine/density/bandwidth.hpp"
#include "engine/density/kernel.hpp"
#include "engine/density/mass_inside.hpp"
#include "engine/space/area.hpp"
#include "engine/space/points.hpp"

namespace lykta {

struct BandwidthChoice {
  BandwidthRule rule = BandwidthRule::likelihood;
  std::size_t k = usual_k;  ///< of k_nearest_mean
  Kernel kernel = Kernel::quartic;
  EdgeTerm edges =
      EdgeTerm::none;    ///< of the density that the bandwidth is for; with none the search corrects uniformly
  unsigned threads = 0;  ///< 0: all cores; the result does not depend on it
};

/// Of events inside the area; `weights` has one value per point, or none for 1 each. Throws as the rules of bandwidth.hpp,
/// and InvalidOption for weights where the rule has none.
[[nodiscard]] ChosenBandwidth choose_bandwidth(std::span<const Point> points, std::span<const double> weights,
                                               const Area& area, const BandwidthChoice& choice,
                                               const Progress& progress = {});

}  // namespace lykta
