#include "geo/format/row_geometry.hpp"

namespace lykta {

namespace {

RowGeometry kind_of(const OGRGeometry& geometry) {
  if (wkbFlatten(geometry.getGeometryType()) == wkbMultiPoint) {
    return RowGeometry::points;
  }
  if (wkbFlatten(geometry.getGeometryType()) == wkbGeometryCollection) {
    return RowGeometry::other;
  }
  return geometry.getDimension() == 1 ? RowGeometry::line : RowGeometry::area;
}

}  // namespace

std::optional<Point> point_of(const OGRGeometry& geometry) {
  const auto* single = &geometry;
  if (wkbFlatten(geometry.getGeometryType()) == wkbMultiPoint && geometry.toMultiPoint()->getNumGeometries() == 1) {
    single = geometry.toMultiPoint()->getGeometryRef(0);
  }
  if (wkbFlatten(single->getGeometryType()) != wkbPoint || single->IsEmpty() != 0) {
    return std::nullopt;
  }
  return Point{single->toPoint()->getX(), single->toPoint()->getY()};
}

/// Of what is no single point.

void add_geometry(const OGRGeometry* geometry, RowBatch& batch) {
  if (geometry == nullptr || geometry->IsEmpty() != 0) {
    batch.geometry.push_back(RowGeometry::none);
    batch.point.emplace_back();
    return;
  }
  const auto point = point_of(*geometry);
  batch.geometry.push_back(point ? RowGeometry::point : kind_of(*geometry));
  batch.point.push_back(point.value_or(Point{}));
}

}  // namespace lykta
