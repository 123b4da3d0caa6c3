// Which coordinate system is it in, and where is that in metres?
//
// Coordinates are always (x, y) = (easting or longitude, northing or latitude), whatever order the authority
// declares: the Swedish systems and WGS 84 declare north first, files hold east first.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include <ogr_geometry.h>
#include <ogr_spatialref.h>

#include "engine/space/points.hpp"
#include "geo/crs/crs_operation.hpp"

namespace lykta {

class Crs {
 public:
  /// From anything that PROJ understands: "EPSG:3006", WKT, a PROJ string. Throws InvalidOption when it does not.
  static Crs parse(const std::string& text);
  /// From what a file declares.
  explicit Crs(OGRSpatialReference reference);

  /// "EPSG:3006" where the system is known by a code, else its name.
  [[nodiscard]] std::string id() const;
  [[nodiscard]] std::string name() const;
  /// Projected, with metres on both axes. Whether they are metres on the ground: projection_scale.hpp.
  [[nodiscard]] bool is_in_metres() const;
  [[nodiscard]] const OGRSpatialReference& reference() const { return reference_; }

 private:
  OGRSpatialReference reference_;
};

[[nodiscard]] Crs wgs84();

/// The way from one coordinate system to another.
class Projection {
 public:
  /// Throws DataError when there is no way between the two systems.
  Projection(const Crs& from, const Crs& to);

  /// Whether both systems are the same: points stay as they are then, and none fails.
  [[nodiscard]] bool is_identity() const { return !way_; }
  /// Each point in the other system; nothing for a point that has no place there (outside the projection's domain).
  [[nodiscard]] std::vector<std::optional<Point>> points(std::span<const Point> points) const;
  /// The same where they lie, on all processors; `usable[i]` becomes 0 for a point that has no place there, which then
  /// stays as it was. Where both systems are the same, points that are nowhere on the globe are found all the same.
  void points_in_place(std::span<Point> points, std::span<std::uint8_t> usable) const;
  /// What PROJ does over a box of the first system, looked at in its middle and corners: where they differ, the operation that
  /// is known worst. Nothing where both systems are the same, or where the box has no place in the other.
  [[nodiscard]] std::optional<CrsOperation> operation_over(const Box& box) const;
  /// A geometry in the other system, with corners added to long edges so that they keep their course
  /// (straight_edges.hpp). Null where a point of it is not finite or has no place there.
  [[nodiscard]] OGRGeometryUniquePtr geometry(const OGRGeometry& geometry) const;

 private:
  void check_identity(std::span<Point> points, std::span<std::uint8_t> usable) const;

  Crs to_;
  /// Nothing where both systems are the same: nothing is to be done then, not even rounding.
  std::optional<CrsWay> way_;
};

/// The system of metres that fits a box of longitudes and latitudes: the SWEREF 99 zone whose area of use (as
/// registered by EPSG) holds it all, else SWEREF 99 TM where that does, else the UTM zone of its middle. Throws
/// DataError outside 84 N to 80 S.
[[nodiscard]] Crs metric_crs_for(const Box& degrees);

}  // namespace lykta
