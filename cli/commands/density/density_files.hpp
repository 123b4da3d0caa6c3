// Into which files does a density go, and how is each written?
#pragma once

#include <memory>
#include <vector>

#include "cli/commands/density/density_options.hpp"
#include "cli/frame/answer.hpp"
#include "engine/base/progress.hpp"
#include "geo/read/inputs.hpp"

namespace lykta {

/// The raster with its style or the cells of a vector format, contours and bands. A raster is computed strip by strip
/// while it is written, so `options` and `read` must live until then. Throws InvalidOption for what cannot be drawn.
[[nodiscard]] std::vector<AnswerFile> density_files(const DensityCommand& options, const ReadInputs& read,
                                                    std::shared_ptr<const DensityMap> map, Language language,
                                                    const Progress& progress);

}  // namespace lykta
