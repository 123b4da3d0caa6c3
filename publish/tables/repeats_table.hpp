// The table of near repeats: one row for each band of distance and time.
#pragma once

#include <string>

#include "engine/questions/repeats.hpp"
#include "geo/write/vector_layer.hpp"
#include "publish/words/words.hpp"

namespace lykta {

/// "same place", "under 100 m", "100 to 200 m" (the end excluded), "300 m or more".
[[nodiscard]] std::string distance_band_text(const NearRepeatOptions& near, std::size_t row, Language language);
/// "0 to 6 days" (both included), "same day", "21 days or more".
[[nodiscard]] std::string day_band_text(const NearRepeatOptions& near, std::size_t column, Language language);

/// A layer without geometry. The arguments must live as long as the layer.
[[nodiscard]] VectorLayer repeats_layer(const Repeats& repeats, const NearRepeatOptions& near, const Crs& crs,
                                        Language language);

}  // namespace lykta
