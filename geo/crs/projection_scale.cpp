#include "geo/crs/projection_scale.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <string>
#include <string_view>
#include <utility>

#include "geo/crs/proj_handle.hpp"

namespace lykta {

namespace {

/// The projected system within one that carries heights or a shift to another datum.
ProjObject without_company(PJ_CONTEXT* context, ProjObject crs) {
  while (crs) {
    const auto type = proj_get_type(crs.get());
    if (type == PJ_TYPE_BOUND_CRS) {
      crs.reset(proj_get_source_crs(context, crs.get()));
    } else if (type == PJ_TYPE_COMPOUND_CRS) {
      crs.reset(proj_crs_get_sub_crs(context, crs.get(), 0));
    } else {
      break;
    }
  }
  return crs;
}

/// Of a pipeline the step that projects. proj_factors takes a whole system too, but in PROJ 9.1 gives the Earth's radius for
/// the scale where its axes are northing and easting, its unit is the foot or its longitudes are in gon.
std::string projecting_step(std::string_view pipeline) {
  constexpr std::string_view step = "+step";
  constexpr std::string_view others[] = {"+proj=pipeline", "+proj=axisswap", "+proj=unitconvert", "+proj=longlat"};
  std::string found;
  while (!pipeline.empty()) {
    const auto end = std::min(pipeline.find(step), pipeline.size());
    const auto part = pipeline.substr(0, end);
    const auto is_other = std::ranges::any_of(
        others, [part](std::string_view name) { return part.find(name) != std::string_view::npos; });
    if (!is_other && part.find("+proj=") != std::string_view::npos) {
      found = part;
    }
    pipeline.remove_prefix(std::min(end + step.size(), pipeline.size()));
  }
  return found;
}

/// A projection by itself, from longitudes and latitudes of its own prime meridian.
struct BareProjection {
  ProjContext context = new_proj_context();
  ProjObject projection;
  double prime_meridian = 0;

  explicit BareProjection(const Crs& crs) : prime_meridian(crs.reference().GetPrimeMeridian()) {
    auto* const own = context.get();
    const auto projected =
        without_company(own, ProjObject(proj_create(own, proj_definition(crs.reference()).text.c_str())));
    if (!projected || proj_get_type(projected.get()) != PJ_TYPE_PROJECTED_CRS) {
      return;
    }
    const ProjObject conversion(proj_crs_get_coordoperation(own, projected.get()));
    const auto* pipeline = conversion ? proj_as_proj_string(own, conversion.get(), PJ_PROJ_5, nullptr) : nullptr;
    if (const auto step = projecting_step(pipeline != nullptr ? pipeline : ""); !step.empty()) {
      projection.reset(proj_create(own, step.c_str()));
    }
  }

  [[nodiscard]] std::optional<ProjectionScale> scale_at(const Point& degrees) const {
    if (!projection) {
      return std::nullopt;
    }
    constexpr auto radians = std::numbers::pi / 180;
    proj_errno_reset(projection.get());
    const auto factors = proj_factors(
        projection.get(), proj_coord((degrees.x - prime_meridian) * radians, degrees.y * radians, 0, HUGE_VAL));
    const ProjectionScale scale{.meridional = factors.meridional_scale,
                                .parallel = factors.parallel_scale,
                                .areal = factors.areal_scale,
                                .angular_distortion_degrees = factors.angular_distortion / radians,
                                .smallest = factors.tissot_semiminor,
                                .largest = factors.tissot_semimajor};
    const auto is_known = proj_errno(projection.get()) == 0 && std::isfinite(scale.largest) && scale.smallest > 0 &&
                          scale.smallest <= scale.largest;
    return is_known ? std::optional(scale) : std::nullopt;
  }
};

}  // namespace

std::optional<ProjectionScale> scale_at(const Crs& crs, const Point& degrees) {
  return BareProjection(crs).scale_at(degrees);
}

double ScaleOverBox::deviation() const { return std::max(std::abs(largest - 1), std::abs(1 - smallest)); }

std::optional<ScaleOverBox> scale_over(const Crs& crs, const Box& degrees) {
  const BareProjection projection(crs);
  const Point middle{(degrees.min_x + degrees.max_x) / 2, (degrees.min_y + degrees.max_y) / 2};
  const auto scale = projection.scale_at(middle);
  if (!scale) {
    return std::nullopt;
  }
  ScaleOverBox over{.middle = *scale,
                    .worst_degrees = middle,
                    .worst = *scale,
                    .smallest = scale->smallest,
                    .largest = scale->largest};
  auto worst = over.deviation();
  for (const auto& corner : {Point{degrees.min_x, degrees.min_y}, Point{degrees.max_x, degrees.min_y},
                             Point{degrees.max_x, degrees.max_y}, Point{degrees.min_x, degrees.max_y}}) {
    if (const auto there = projection.scale_at(corner)) {
      over.smallest = std::min(over.smallest, there->smallest);
      over.largest = std::max(over.largest, there->largest);
      if (over.deviation() > worst) {
        worst = over.deviation();
        over.worst_degrees = corner;
        over.worst = *there;
      }
    }
  }
  return over;
}

}  // namespace lykta
