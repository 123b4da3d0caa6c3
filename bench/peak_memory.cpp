#include "bench/peak_memory.hpp"

#include <fstream>
#include <string>
#include <string_view>

#if defined(__GLIBC__)
#include <malloc.h>
#endif

namespace lykta::bench {

namespace {

/// A line of /proc/self/status such as "VmHWM:     1234 kB".
std::optional<double> status_kib(std::string_view name) {
  std::ifstream status("/proc/self/status");
  for (std::string word; status >> word;) {
    if (word == name) {
      double kib = 0;
      return status >> kib ? std::optional(kib) : std::nullopt;
    }
  }
  return std::nullopt;
}

}  // namespace

PeakMemory::PeakMemory() {
#if defined(__GLIBC__)
  // What earlier work has freed but not given back would hide what this work needs.
  malloc_trim(0);
#endif
  // Sets the peak back to the present size; see proc(5).
  if (std::ofstream clear("/proc/self/clear_refs"); clear << "5" << std::flush) {
    start_kib_ = status_kib("VmRSS:");
  }
}

std::optional<double> PeakMemory::added_mib() const {
  const auto peak = status_kib("VmHWM:");
  return start_kib_ && peak ? std::optional((*peak - *start_kib_) / 1024) : std::nullopt;
}

}  // namespace lykta::bench
