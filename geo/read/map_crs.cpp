#include "geo/read/map_crs.hpp"

#include <array>
#include <cassert>
#include <cmath>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "engine/base/error.hpp"
#include "geo/crs/known_systems.hpp"
#include "geo/crs/point_sample.hpp"

namespace lykta {

namespace {

/// What most positions span: a few wild ones must not speak against a coordinate system.
Box most_of(std::span<const Point> points) {
  constexpr std::size_t enough = 10;
  constexpr double outermost = 0.1;
  if (points.size() < enough) {
    const auto middle = medians(points);
    return {middle.x, middle.y, middle.x, middle.y};
  }
  return central_box(points, outermost);
}

/// Where the data lie, in longitudes and latitudes: the surroundings, a stated extent, else the positions. Nothing where no
/// position has a place.
std::optional<Box> data_in_degrees(const std::string& stated, const std::optional<Box>& extent,
                                   const std::optional<Surroundings>& surroundings, std::span<const Point> positions) {
  if (surroundings) {
    return surroundings->degrees;
  }
  if (extent && !stated.empty()) {
    const auto corners = std::array{Point{extent->min_x, extent->min_y}, Point{extent->max_x, extent->min_y},
                                    Point{extent->max_x, extent->max_y}, Point{extent->min_x, extent->max_y}};
    Box degrees;
    for (const auto& corner : Projection(Crs::parse(stated), wgs84()).points(corners)) {
      if (corner) {
        degrees.add(*corner);
      }
    }
    return degrees.empty() ? std::nullopt : std::optional(degrees);
  }
  return positions.empty() ? std::nullopt : std::optional(most_of(positions));
}

/// The fitting one, where there is one: none is known for the poles.
std::optional<Crs> known_metric_crs(const Box& degrees) {
  try {
    return metric_crs_for(degrees);
  } catch (const DataError&) {
    return std::nullopt;
  }
}

/// "56.2 N 15.3 E"
std::string place_text(const Point& degrees) {
  return fmt::format("{:.1f} {} {:.1f} {}", std::abs(degrees.y), degrees.y < 0 ? 'S' : 'N', std::abs(degrees.x),
                     degrees.x < 0 ? 'W' : 'E');
}

/// Without data nothing can be said against a system. One that is a little off is taken, with a warning, and so is one that
/// nothing else would be better than.
void refuse_untrue(const Crs& crs, const std::optional<Box>& degrees) {
  const auto fitting = degrees ? known_metric_crs(*degrees) : std::nullopt;
  const auto demand =
      fmt::format("crs = {}: distances and areas need a projected system in metres that is true to scale", crs.id());
  const auto example = fitting ? fitting->id() : "EPSG:3006";
  if (!crs.is_in_metres()) {
    throw InvalidOption(fmt::format("{}, such as {}", demand, example));
  }
  if (!degrees) {
    return;
  }
  const auto scale = scale_over(crs, *degrees);
  if (!scale) {
    throw InvalidOption(
        fmt::format("{}, and what a metre of this one is where the data lie cannot be told; take one that fits, such "
                    "as {}, or leave "
                    "crs out",
                    demand, example));
  }
  // A system at home here may be off as systems of wide countries are; one from elsewhere has no such excuse.
  const auto home = area_of_use(crs);
  const Point middle{(degrees->min_x + degrees->max_x) / 2, (degrees->min_y + degrees->max_y) / 2};
  const auto is_at_home =
      home && home->min_x <= middle.x && middle.x <= home->max_x && home->min_y <= middle.y && middle.y <= home->max_y;
  const auto accepted = is_at_home ? refused_deviation : scale_tolerance;
  const auto of_fitting = fitting ? scale_over(*fitting, *degrees) : std::nullopt;
  if (scale->deviation() <= accepted || !of_fitting || of_fitting->deviation() >= scale->deviation()) {
    return;
  }
  throw InvalidOption(
      fmt::format("{}, and at {} a metre on the ground is {:.2f} to {:.2f} m in this one; take one that fits, such as "
                  "{}, or leave crs "
                  "out",
                  demand, place_text(scale->worst_degrees), scale->worst.smallest, scale->worst.largest, example));
}

}  // namespace

bool is_true_to_scale(const std::optional<ScaleOverBox>& scale) {
  return scale && scale->deviation() <= scale_tolerance;
}

MapCrs choose_map_crs(const std::string& stated, const std::optional<Box>& extent,
                      const std::optional<Surroundings>& surroundings, std::span<const Point> positions) {
  if (stated.empty() && extent) {
    throw InvalidOption(
        "an extent in metres needs the coordinate system that it is given in: state crs (on the command line --crs)");
  }
  const auto degrees = data_in_degrees(stated, extent, surroundings, positions);
  const auto scale_of = [&degrees](const Crs& crs) { return degrees ? scale_over(crs, *degrees) : std::nullopt; };
  if (!stated.empty()) {
    auto crs = Crs::parse(stated);
    refuse_untrue(crs, degrees);
    auto scale = scale_of(crs);
    return {std::move(crs), said({"angivet", "stated"}), std::move(scale)};
  }
  if (surroundings && surroundings->crs->is_in_metres()) {
    if (auto scale = scale_of(*surroundings->crs); is_true_to_scale(scale)) {
      return {*surroundings->crs, Said(surroundings->of_it), std::move(scale)};
    }
  }
  assert(surroundings || !positions.empty());
  // Without the outermost hundredth on each side: a few wild coordinates must not choose it.
  auto crs = metric_crs_for(surroundings ? surroundings->degrees : central_box(positions));
  auto scale = scale_of(crs);
  auto reason = said({"zonen som passar {}", "the zone that fits {}"},
                     surroundings ? surroundings->name : Phrase{"lägena", "the positions"});
  return {std::move(crs), std::move(reason), std::move(scale)};
}

}  // namespace lykta
