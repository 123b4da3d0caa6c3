// The heat table of the week: one row for each weekday and hour.
#pragma once

#include <cstddef>

#include "engine/questions/week.hpp"
#include "geo/write/vector_layer.hpp"
#include "publish/words/words.hpp"

namespace lykta {

/// A layer without geometry, 168 rows from Monday 00. The week must live as long as the layer.
[[nodiscard]] VectorLayer week_layer(const Week& week, const Crs& crs, Language language);

/// Whether no event of the table is spread: all weights are whole numbers then.
[[nodiscard]] bool has_whole_weights(const HeatTable& table);

/// The width of classes that people can read (1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6 or 8 times a power of ten), wide enough
/// that `classes` of them reach the largest weight; a whole number where the weights are. `largest` is above 0.
[[nodiscard]] double class_step(double largest, std::size_t classes, bool whole);

}  // namespace lykta
