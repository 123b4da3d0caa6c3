#include "engine/time/bundled_times.hpp"

#include <algorithm>
#include <tuple>

namespace lykta {

std::vector<Bundle> bundled(std::vector<KnownTime> times) {
  const auto key = [](const KnownTime& time) {
    return std::tuple(time.span.start, time.span.end, time.clock_known, time.source);
  };
  std::ranges::sort(times, {}, key);
  std::vector<Bundle> bundles;
  for (const auto& time : times) {
    if (!bundles.empty() && time.clock_known && bundles.back().time.clock_known &&
        bundles.back().time.span == time.span) {
      ++bundles.back().events;
    } else {
      bundles.push_back({time});
    }
  }
  return bundles;
}

}  // namespace lykta
