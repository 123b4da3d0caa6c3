// How much memory does a piece of work need at most, beyond what was there before?
#pragma once

#include <optional>

namespace lykta::bench {

/// Watches the resident memory of the process from its construction on (Linux only).
class PeakMemory {
 public:
  PeakMemory();

  /// Largest resident size since then less the size at the start; nothing where the system does not tell.
  [[nodiscard]] std::optional<double> added_mib() const;

 private:
  std::optional<double> start_kib_;
};

}  // namespace lykta::bench
