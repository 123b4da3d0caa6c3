#include "geo/crs/crs.hpp"

#include <algorithm>
#include <cmath>
#include <future>
#include <limits>
#include <utility>

#include <fmt/format.h>

#include "engine/base/error.hpp"
#include "geo/crs/proj_handle.hpp"
#include "geo/crs/straight_edges.hpp"
#include "geo/crs/transformation.hpp"
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

/// Where the authority declares the north first, as files do not.
bool is_north_first(const OGRSpatialReference& reference) {
  const auto& axes = reference.GetDataAxisToSRSAxisMapping();
  return axes.size() >= 2 && axes[0] == 2;
}

void move_part(const BorrowedTransformation& transformation, std::span<Point> points, std::span<std::uint8_t> usable) {
  for (std::size_t i = 0; i < points.size(); ++i) {
    if (!transformation->move(points[i])) {
      usable[i] = 0;
    }
  }
}

}  // namespace

Crs::Crs(OGRSpatialReference reference) : reference_(std::move(reference)) {
  reference_.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
}

namespace {

/// "SWEREF 99 TM" for "SWEREF99 TM" (up to PROJ 9.8) and "ETRS89-SWE [SWEREF 99 TM]" (from 9.9): the same name with every release.
std::string in_words_of_its_country(std::string name) {
  if (const auto bracket = name.find(" ["); bracket != std::string::npos && name.ends_with(']')) {
    name = name.substr(bracket + 2, name.size() - bracket - 3);
  }
  constexpr std::string_view joined = "SWEREF99 ";
  return name.starts_with(joined) ? "SWEREF 99 " + name.substr(joined.size()) : name;
}

}  // namespace

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
  return name != nullptr ? in_words_of_its_country(name) : "unnamed";
}

bool Crs::is_in_metres() const {
  return reference_.IsProjected() && std::abs(reference_.GetLinearUnits() - 1.0) <= 1e-9;
}

Crs wgs84() { return Crs::parse("EPSG:4326"); }

Projection::Projection(const Crs& from, const Crs& to) : to_(to) {
  if (from.reference().IsSame(&to.reference()) != 0) {
    return;
  }
  // A PROJ string has east first, whatever axes the text around it names.
  const auto start = proj_definition(from.reference());
  const auto end = proj_definition(to.reference());
  way_ = CrsWay{.from = start.text,
                .to = end.text,
                .swaps_from = !start.is_proj_string && is_north_first(from.reference()),
                .swaps_to = !end.is_proj_string && is_north_first(to.reference())};
  try {
    static_cast<void>(BorrowedTransformation(*way_));
  } catch (const DataError& error) {
    throw DataError(fmt::format("no way from {} to {}: {}", from.id(), to.id(), error.what()));
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
  if (!way_) {
    check_identity(points, usable);
    return;
  }
  constexpr std::size_t most_parts = 4;
  constexpr std::size_t worth_a_thread = 4096;
  const auto parts = std::clamp<std::size_t>(points.size() / worth_a_thread, 1, most_parts);
  const auto length = (points.size() + parts - 1) / parts;
  const BorrowedTransformation first(*way_);
  std::vector<BorrowedTransformation> others;
  for (std::size_t part = 1; part < parts; ++part) {
    others.push_back(first);
  }
  std::vector<std::future<void>> running;
  for (std::size_t part = 1; part < parts; ++part) {
    const auto begin = part * length;
    const auto size = std::min(length, points.size() - begin);
    running.push_back(std::async(std::launch::async, [&own = others[part - 1], points, usable, begin, size] {
      move_part(own, points.subspan(begin, size), usable.subspan(begin, size));
    }));
  }
  const auto size = std::min(length, points.size());
  move_part(first, points.first(size), usable.first(size));
  for (auto& part : running) {
    part.get();
  }
}

std::vector<std::optional<Point>> Projection::points(std::span<const Point> points) const {
  std::vector<Point> moved(points.begin(), points.end());
  std::vector<std::uint8_t> usable(points.size(), 1);
  if (way_) {
    move_part(BorrowedTransformation(*way_), moved, usable);
  }
  std::vector<std::optional<Point>> result;
  result.reserve(points.size());
  for (std::size_t i = 0; i < points.size(); ++i) {
    const auto finite = std::isfinite(moved[i].x) && std::isfinite(moved[i].y);
    result.push_back(usable[i] != 0 && finite ? std::optional(moved[i]) : std::nullopt);
  }
  return result;
}

std::optional<CrsOperation> Projection::operation_over(const Box& box) const {
  if (!way_) {
    return std::nullopt;
  }
  const BorrowedTransformation transformation(*way_);
  // Ballpark ones are worst, then those that nobody states an accuracy for.
  const auto is_worse = [](const CrsOperation& one, const CrsOperation& other) {
    constexpr auto not_known = std::numeric_limits<double>::infinity();
    return one.is_ballpark != other.is_ballpark
               ? one.is_ballpark
               : one.accuracy_m.value_or(not_known) > other.accuracy_m.value_or(not_known);
  };
  std::optional<CrsOperation> worst;
  for (const auto& place :
       {Point{(box.min_x + box.max_x) / 2, (box.min_y + box.max_y) / 2}, Point{box.min_x, box.min_y},
        Point{box.max_x, box.min_y}, Point{box.max_x, box.max_y}, Point{box.min_x, box.max_y}}) {
    auto there = transformation->operation_at(place);
    if (there && (!worst || is_worse(*there, *worst))) {
      worst = std::move(there);
    }
  }
  return worst;
}

OGRGeometryUniquePtr Projection::geometry(const OGRGeometry& geometry) const {
  const QuietGdal quiet;
  if (!way_) {
    return is_finite(geometry) ? OGRGeometryUniquePtr(geometry.clone()) : nullptr;
  }
  const BorrowedTransformation transformation(*way_);
  const MovePoints move = [&](std::span<Point> points) {
    return std::ranges::all_of(points, [&](Point& point) { return transformation->move(point); });
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
