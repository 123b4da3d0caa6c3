// What is known of each place beyond the list: its scores side by side, its hours, and the cells beside the list.
#pragma once

#include "publish/layers/layers.hpp"

namespace lykta {

/// A row a place: each score with the rank that it would give. None of them is a sum of others.
[[nodiscard]] VectorLayer place_scores_table(const Publication& publication);

/// A row a place and season, the whole period first: when to be there.
[[nodiscard]] VectorLayer place_windows_table(const Publication& publication);

/// A row a place and hour of the week: what happened then.
[[nodiscard]] VectorLayer place_hours_table(const Publication& publication);

/// Cells without a rank, drawn by lot.
[[nodiscard]] VectorLayer reference_cells_layer(const Publication& publication);

}  // namespace lykta
