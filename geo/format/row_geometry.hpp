// What stands in the place of a row's geometry: the point that it is, or what else.
#pragma once

#include <optional>

#include <ogr_geometry.h>

#include "engine/space/points.hpp"
#include "geo/format/row_batch.hpp"

namespace lykta {

/// A multipoint of one point counts as well: a common by-product of conversions. Nothing for others and empty ones.
[[nodiscard]] std::optional<Point> point_of(const OGRGeometry& geometry);

/// Adds a row's geometry to a batch; null and empty geometries are none.
void add_geometry(const OGRGeometry* geometry, RowBatch& batch);

}  // namespace lykta
