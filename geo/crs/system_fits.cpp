#include "geo/crs/system_fits.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include "geo/crs/degree_boxes.hpp"
#include "geo/crs/own_degrees.hpp"
#include "geo/crs/point_sample.hpp"

namespace lykta {

namespace {

constexpr double area_slack = 0.25;  ///< degrees: municipalities at a zone's edge use it too

/// The box of eastings and northings of a box of degrees.
Box numbers_in(const OwnDegrees& own, const Box& degrees, double metres_per_unit) {
  constexpr int steps = 4;
  std::vector<Point> lattice;
  for (int i = 0; i <= steps; ++i) {
    for (int j = 0; j <= steps; ++j) {
      lattice.push_back({degrees.min_x + degrees.width() * i / steps, degrees.min_y + degrees.height() * j / steps});
    }
  }
  auto numbers = bounding_box(own.from_degrees(lattice));
  const auto margin = reach_km * 1000 / metres_per_unit;
  numbers.min_x -= margin;
  numbers.min_y -= margin;
  numbers.max_x += margin;
  numbers.max_y += margin;
  return numbers;
}

}  // namespace

Weighing::Weighing(std::vector<Point> sample, CoordinateNames names)
    : plain_(std::move(sample)), names_(std::move(names)), middle_(medians(plain_)) {
  for (const auto& point : plain_) {
    swapped_.push_back({point.y, point.x});
  }
}

void Weighing::add(const KnownSystem& system, const Expectation& expected) {
  if (system.id == "EPSG:4326") {
    add_degrees(system, expected, false);
    add_degrees(system, expected, true);
    return;
  }
  // Far outside of its area a projection means nothing; UTM zones are in use some zones away.
  constexpr double fair_use = 12;
  const auto field = common_box(expected.degrees, widened(system.area, fair_use));
  if (field.empty()) {
    return;
  }
  const auto crs = Crs::parse(system.id);
  const OwnDegrees own(crs);
  const auto numbers = numbers_in(own, field, crs.reference().GetLinearUnits());
  for (const auto swapped : {false, true}) {
    if (may_fit(numbers, swapped)) {
      judge(system, crs.name(), own.to_degrees(swapped ? swapped_ : plain_), expected, swapped);
    }
  }
}

/// Whether the numbers have the size for it: most systems fall away here, before points are projected.
bool Weighing::may_fit(const Box& numbers, bool swapped) const {
  const auto holds = [&](const Point& point) {
    return numbers.min_x <= point.x && point.x <= numbers.max_x && numbers.min_y <= point.y && point.y <= numbers.max_y;
  };
  const auto& points = swapped ? swapped_ : plain_;
  return holds(swapped ? Point{middle_.y, middle_.x} : middle_) ||
         static_cast<double>(std::ranges::count_if(points, holds)) >=
             telling_share * static_cast<double>(points.size());
}

void Weighing::add_degrees(const KnownSystem& system, const Expectation& expected, bool swapped) {
  std::vector<Point> places;
  std::ranges::copy_if(swapped ? swapped_ : plain_, std::back_inserter(places), on_earth);
  judge(system, "WGS 84", places, expected, swapped);
}

void Weighing::judge(const KnownSystem& system, const std::string& name, const std::vector<Point>& places,
                     const Expectation& expected, bool swapped) {
  // Half of the points without a place is no fit, and the medians of the rest would be anywhere.
  if (places.size() * 2 <= plain_.size() || std::ranges::any_of(fits_, [&](const SystemFit& known) {
        return known.candidate.id == system.id && known.candidate.swapped == swapped;
      })) {
    return;
  }
  const auto share = [&](const Box& box) {
    const auto count = std::ranges::count_if(places, [&](const Point& place) { return contains(box, place); });
    return static_cast<double>(count) / static_cast<double>(plain_.size());
  };
  const auto own_area = widened(system.area, area_slack);
  SystemFit fit;
  fit.middle = medians(places);
  fit.candidate = {system.id, name,  swapped, share(expected.degrees), distance_km(fit.middle, expected.degrees),
                   0,         Said()};
  fit.named = names_.has(system.id);
  fit.away = !contains(own_area, fit.middle) || share(own_area) < 0.5;
  fit.order = names_.order == CoordinateOrder::unknown                ? 1
              : (names_.order == CoordinateOrder::swapped) == swapped ? 0
                                                                      : 2;
  fit.kind = kind_of(system, contains(sweden, fit.middle));
  fit.area_size = system.area.width() * system.area.height();
  fit.expected = expected.name;
  const auto fits = expected.strict ? fit.candidate.misfit <= hit_km && !fit.away
                                    : fit.candidate.misfit <= reach_km || fit.candidate.inside >= telling_share;
  if (fits) {
    fits_.push_back(std::move(fit));
  }
}

void keep_hits(std::vector<SystemFit>& fits) {
  double best = 0;
  auto in_use = false;
  for (const auto& fit : fits) {
    if (fit.candidate.misfit <= hit_km) {
      best = std::max(best, fit.candidate.inside);
    }
  }
  constexpr double about_as_many = 0.1;
  for (auto& fit : fits) {
    fit.hit = fit.candidate.misfit <= hit_km && fit.candidate.inside >= best - about_as_many;
    in_use = in_use || (fit.hit && !fit.away);
  }
  if (best >= 0.5) {
    std::erase_if(fits, [&](const SystemFit& fit) { return !fit.named && (!fit.hit || (in_use && fit.away)); });
  }
}

bool some_hit(const std::vector<SystemFit>& fits) {
  return std::ranges::any_of(
      fits, [](const SystemFit& fit) { return fit.candidate.misfit <= hit_km && fit.candidate.inside >= 0.5; });
}

}  // namespace lykta
