#include "geo/crs/crs.hpp"

#include <algorithm>
#include <cmath>
#include <future>
#include <memory>
#include <utility>

#include <fmt/format.h>

#include "engine/base/error.hpp"
#include "geo/crs/straight_edges.hpp"
#include "geo/gdal/gdal_handle.hpp"

namespace lykta {

namespace {

bool holds_area_of_use(const Crs& crs, const Box& degrees) {
  double west = 0;
  double south = 0;
  double east = 0;
  double north = 0;
  return crs.reference().GetAreaOfUse(&west, &south, &east, &north, nullptr) && west <= degrees.min_x &&
         degrees.max_x <= east && south <= degrees.min_y && degrees.max_y <= north;
}

/// Transforms points with a copy of the transformation, which serves one thread.
void transform_part(const OGRCoordinateTransformation& transformation, std::span<Point> points,
                    std::span<std::uint8_t> usable) {
  const QuietGdal quiet;
  const std::unique_ptr<OGRCoordinateTransformation, void (*)(OGRCoordinateTransformation*)> own(
      transformation.Clone(), &OGRCoordinateTransformation::DestroyCT);
  // In pieces, so that a million points do not need their coordinates three times over.
  constexpr std::size_t piece = 16384;
  std::vector<double> x;
  std::vector<double> y;
  std::vector<int> success;
  for (std::size_t begin = 0; begin < points.size(); begin += piece) {
    const auto part = points.subspan(begin, std::min(piece, points.size() - begin));
    x.clear();
    y.clear();
    for (const auto& point : part) {
      x.push_back(point.x);
      y.push_back(point.y);
    }
    success.assign(part.size(), 0);
    own->Transform(static_cast<int>(part.size()), x.data(), y.data(), nullptr, success.data());
    for (std::size_t i = 0; i < part.size(); ++i) {
      if (success[i] != 0 && std::isfinite(x[i]) && std::isfinite(y[i])) {
        part[i] = {x[i], y[i]};
      } else {
        usable[begin + i] = 0;
      }
    }
  }
}

}  // namespace

Crs::Crs(OGRSpatialReference reference) : reference_(std::move(reference)) {
  reference_.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
}

Crs Crs::parse(const std::string& text) {
  start_gdal();
  const QuietGdal quiet;
  OGRSpatialReference reference;
  // Never from a file or the network: a CRS is a name here.
  constexpr const char* const limits[] = {"ALLOW_NETWORK_ACCESS=NO", "ALLOW_FILE_ACCESS=NO", nullptr};
  if (text.empty() || reference.SetFromUserInput(text.c_str(), limits) != OGRERR_NONE) {
    throw InvalidOption(fmt::format(
        "unknown coordinate system '{}': give an EPSG code such as EPSG:3006 (SWEREF 99 TM) or EPSG:4326", text));
  }
  return Crs(std::move(reference));
}

std::string Crs::id() const {
  const auto* authority = reference_.GetAuthorityName(nullptr);
  const auto* code = reference_.GetAuthorityCode(nullptr);
  return authority != nullptr && code != nullptr ? fmt::format("{}:{}", authority, code) : name();
}

std::string Crs::name() const {
  const auto* name = reference_.GetName();
  return name != nullptr ? name : "unnamed";
}

bool Crs::is_metric() const {
  if (!reference_.IsProjected() || std::abs(reference_.GetLinearUnits() - 1.0) > 1e-9) {
    return false;
  }
  const auto* method = reference_.GetAttrValue("PROJECTION");
  const std::string projection = method != nullptr ? method : "";
  const auto id_text = id();
  return projection.find("Mercator_1SP") == std::string::npos &&
         projection.find("Mercator_Auxiliary_Sphere") == std::string::npos && id_text != "EPSG:3857" &&
         id_text != "EPSG:3395";
}

Crs wgs84() { return Crs::parse("EPSG:4326"); }

Projection::Projection(const Crs& from, const Crs& to)
    : to_(to), transformation_(nullptr, &OGRCoordinateTransformation::DestroyCT) {
  if (from.reference().IsSame(&to.reference()) != 0) {
    return;
  }
  const QuietGdal quiet;
  transformation_.reset(OGRCreateCoordinateTransformation(&from.reference(), &to.reference()));
  if (!transformation_) {
    throw DataError(fmt::format("no way from {} to {}: {}", from.id(), to.id(), last_gdal_error()));
  }
}

void Projection::check_identity(std::span<Point> points, std::span<std::uint8_t> usable) const {
  // No projected system in use has trouble within these bounds, so only points beyond them are sent around the globe.
  constexpr double surely_x = 5e6;
  constexpr double surely_y = 1e7;
  std::vector<std::size_t> doubtful;
  std::vector<Point> their_points;
  for (std::size_t i = 0; i < points.size(); ++i) {
    const auto& point = points[i];
    if (!std::isfinite(point.x) || !std::isfinite(point.y)) {
      usable[i] = 0;
    } else if (std::abs(point.x) > surely_x || std::abs(point.y) > surely_y) {
      doubtful.push_back(i);
      their_points.push_back(point);
    }
  }
  if (doubtful.empty()) {
    return;
  }
  const auto on_globe = Projection(to_, wgs84()).points(their_points);
  for (std::size_t i = 0; i < doubtful.size(); ++i) {
    usable[doubtful[i]] = on_globe[i] ? usable[doubtful[i]] : std::uint8_t{0};
  }
}

void Projection::points_in_place(std::span<Point> points, std::span<std::uint8_t> usable) const {
  if (!transformation_) {
    check_identity(points, usable);
    return;
  }
  // Always the same parts whatever the machine has: PROJ may choose between operations by the points that it is given
  // together, and the same input must give the same bytes.
  constexpr std::size_t parts = 4;
  const auto length = (points.size() + parts - 1) / parts;
  std::vector<std::future<void>> running;
  for (std::size_t begin = 0; begin < points.size(); begin += length) {
    const auto end = std::min(points.size(), begin + length);
    running.push_back(std::async(std::launch::async, [this, points, usable, begin, end] {
      transform_part(*transformation_, points.subspan(begin, end - begin), usable.subspan(begin, end - begin));
    }));
  }
  for (auto& part : running) {
    part.get();
  }
}

std::vector<std::optional<Point>> Projection::points(std::span<const Point> points) const {
  std::vector<Point> moved(points.begin(), points.end());
  std::vector<std::uint8_t> usable(points.size(), 1);
  if (transformation_) {
    transform_part(*transformation_, moved, usable);
  }
  std::vector<std::optional<Point>> result;
  result.reserve(points.size());
  for (std::size_t i = 0; i < points.size(); ++i) {
    const auto finite = std::isfinite(moved[i].x) && std::isfinite(moved[i].y);
    result.push_back(usable[i] != 0 && finite ? std::optional(moved[i]) : std::nullopt);
  }
  return result;
}

OGRGeometryUniquePtr Projection::geometry(const OGRGeometry& geometry) const {
  const QuietGdal quiet;
  if (!transformation_) {
    return is_finite(geometry) ? OGRGeometryUniquePtr(geometry.clone()) : nullptr;
  }
  std::vector<double> x;
  std::vector<double> y;
  std::vector<int> success;
  const MovePoints move = [&](std::span<Point> points) {
    x.resize(points.size());
    y.resize(points.size());
    success.assign(points.size(), 0);
    for (std::size_t i = 0; i < points.size(); ++i) {
      x[i] = points[i].x;
      y[i] = points[i].y;
    }
    transformation_->Transform(static_cast<int>(points.size()), x.data(), y.data(), nullptr, success.data());
    for (std::size_t i = 0; i < points.size(); ++i) {
      if (success[i] == 0 || !std::isfinite(x[i]) || !std::isfinite(y[i])) {
        return false;
      }
      points[i] = {x[i], y[i]};
    }
    return true;
  };
  return moved(geometry, move, to_.reference().IsGeographic() != 0 ? straight_in_degrees : straight_in_metres);
}

Crs metric_crs_for(const Box& degrees) {
  constexpr int first_sweref_zone = 3007;  // SWEREF 99 12 00, the first of twelve
  constexpr int last_sweref_zone = 3018;
  constexpr int sweref_tm = 3006;
  for (auto code = first_sweref_zone; code <= last_sweref_zone; ++code) {
    if (auto zone = Crs::parse(fmt::format("EPSG:{}", code)); holds_area_of_use(zone, degrees)) {
      return zone;
    }
  }
  if (auto whole = Crs::parse(fmt::format("EPSG:{}", sweref_tm)); holds_area_of_use(whole, degrees)) {
    return whole;
  }
  const auto longitude = (degrees.min_x + degrees.max_x) / 2;
  const auto latitude = (degrees.min_y + degrees.max_y) / 2;
  if (!(std::abs(longitude) <= 180) || !(latitude <= 84 && latitude >= -80)) {
    throw DataError(
        fmt::format("no UTM zone fits longitude {:g}, latitude {:g}: name the coordinate system to work in (crs)",
                    longitude, latitude));
  }
  const auto zone = std::min(60, static_cast<int>((longitude + 180) / 6) + 1);
  return Crs::parse(fmt::format("EPSG:{}", (latitude >= 0 ? 32600 : 32700) + zone));
}

}  // namespace lykta
