// How good is the best window when there is no cluster?
#pragma once

#include <vector>

#include "engine/base/progress.hpp"
#include "engine/statistics/scan_windows.hpp"

namespace lykta {

/// The largest log likelihood ratio of each replica under the null of the model, in the order of the runs; 0 where no
/// window has more cases than expected. The frame is that of the data and the options. Reports its progress as
/// "replicas".
[[nodiscard]] std::vector<double> replica_maxima(const ScanData& data, const ScanFrame& frame,
                                                 const ScanOptions& options, const Progress& progress = {});

}  // namespace lykta
