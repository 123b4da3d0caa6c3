// Which events were reported with the very same time?
//
// Five reports of one quarrel are one occasion: where chance moves events, they are moved together.
#pragma once

#include <cstddef>
#include <vector>

#include "engine/time/busy_windows.hpp"

namespace lykta {

/// Events of one span that are moved together, or one event alone.
struct Bundle {
  KnownTime time;
  std::size_t events = 1;
};

/// In order of time, whatever the order of the events. Events whose clock is not known stay apart: those of one day need
/// not be of one occasion. A bundle has the source that comes first.
[[nodiscard]] std::vector<Bundle> bundled(std::vector<KnownTime> times);

}  // namespace lykta
