#include "geo/crs/own_degrees.hpp"

#include <cmath>
#include <memory>
#include <numbers>

#include "geo/gdal/gdal_handle.hpp"

namespace lykta {

namespace {

using Transformation = std::unique_ptr<OGRCoordinateTransformation, void (*)(OGRCoordinateTransformation*)>;

/// The points that have a place there; perhaps fewer than came in.
std::vector<Point> usable(std::span<const Point> points, const OGRSpatialReference& from,
                          const OGRSpatialReference& to) {
  const QuietGdal quiet;
  const Transformation way(OGRCreateCoordinateTransformation(&from, &to), &OGRCoordinateTransformation::DestroyCT);
  if (!way) {
    return {};
  }
  std::vector<double> x;
  std::vector<double> y;
  for (const auto& point : points) {
    x.push_back(point.x);
    y.push_back(point.y);
  }
  std::vector<int> success(points.size(), 0);
  // The function of C counts in the same type with every GDAL.
  OCTTransformEx(OGRCoordinateTransformation::ToHandle(way.get()), static_cast<int>(points.size()), x.data(), y.data(),
                 nullptr, success.data());
  std::vector<Point> result;
  for (std::size_t i = 0; i < points.size(); ++i) {
    if (success[i] != 0 && std::isfinite(x[i]) && std::isfinite(y[i])) {
      result.push_back({x[i], y[i]});
    }
  }
  return result;
}

}  // namespace

bool on_earth(const Point& degrees) { return std::abs(degrees.x) <= 360 && std::abs(degrees.y) <= 90; }

OwnDegrees::OwnDegrees(const Crs& crs) : projected_(crs.reference()) {
  const QuietGdal quiet;  // heights have no longitudes and latitudes
  const std::unique_ptr<OGRSpatialReference> own(projected_.CloneGeogCS());
  constexpr auto degree = std::numbers::pi / 180;
  // Longitudes from Paris, or in gon, are none that could be compared.
  if (own && own->GetPrimeMeridian() == 0 && std::abs(own->GetAngularUnits() - degree) < 1e-9) {
    degrees_ = *own;
    degrees_.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
  } else {
    degrees_ = wgs84().reference();
  }
}

std::vector<Point> OwnDegrees::to_degrees(std::span<const Point> points) const {
  auto places = usable(points, projected_, degrees_);
  std::erase_if(places, [](const Point& place) { return !on_earth(place); });
  return places;
}

std::vector<Point> OwnDegrees::from_degrees(std::span<const Point> points) const {
  return usable(points, degrees_, projected_);
}

}  // namespace lykta
