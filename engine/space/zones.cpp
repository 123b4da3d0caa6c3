#include "engine/space/zones.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

#include <fmt/format.h>

#include "engine/base/error.hpp"
#include "engine/space/area_index.hpp"
#include "engine/space/point_locator.hpp"
#include "engine/space/study_area.hpp"

namespace lykta {

namespace {

/// What encloses less than a square millimetre is a line that was rounded.
constexpr double least_area_m2 = 1e-6;

struct Balance {
  double area_m2 = 0;
  Point centre;
};

/// Area and centre of gravity (Bourke 1988, "Calculating the area and centroid of a polygon"), relative to a corner so
/// that large coordinates lose no digits.
Balance balance_of(const Area& area) {
  Balance balance;
  if (area.empty() || area.rings.front().empty()) {
    return balance;
  }
  const auto origin = area.rings.front().front();
  double twice_m2 = 0;
  double x = 0;
  double y = 0;
  for (const auto& ring : area.rings) {
    for (std::size_t i = 0; i < ring.size(); ++i) {
      const auto& next = ring[i + 1 < ring.size() ? i + 1 : 0];
      const Point a{ring[i].x - origin.x, ring[i].y - origin.y};
      const Point b{next.x - origin.x, next.y - origin.y};
      const auto cross = a.x * b.y - b.x * a.y;
      twice_m2 += cross;
      x += cross * (a.x + b.x);
      y += cross * (a.y + b.y);
    }
  }
  balance.area_m2 = twice_m2 / 2;
  balance.centre = {origin.x + x / (3 * twice_m2), origin.y + y / (3 * twice_m2)};
  return balance;
}

constexpr std::size_t few_corners = 100;

std::size_t corners_of(const Area& area) {
  std::size_t corners = 0;
  for (const auto& ring : area.rings) {
    corners += ring.size();
  }
  return corners;
}

std::string in_quotes(const OwnPolygon& polygon) {
  return polygon.name.empty() || polygon.name == polygon.id ? fmt::format("'{}'", polygon.id)
                                                            : fmt::format("'{}' ({})", polygon.id, polygon.name);
}

void check_ids(const std::vector<OwnPolygon>& polygons) {
  std::vector<std::size_t> order(polygons.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_sort(order, {}, [&](std::size_t i) -> const std::string& { return polygons[i].id; });
  const auto same = std::ranges::adjacent_find(order, [&](auto a, auto b) { return polygons[a].id == polygons[b].id; });
  if (same != order.end()) {
    throw DataError(fmt::format("two polygons have the id '{}' (number {} and {}): each needs an id of its own",
                                polygons[*same].id, *same + 1, *(same + 1) + 1));
  }
}

std::vector<std::uint32_t> order_of_ids(const std::vector<OwnPolygon>& polygons) {
  std::vector<std::uint32_t> order(polygons.size());
  std::iota(order.begin(), order.end(), std::uint32_t{0});
  std::ranges::sort(order, {}, [&](std::uint32_t zone) -> const std::string& { return polygons[zone].id; });
  return order;
}

}  // namespace

struct Zones::PolygonIndex {
  explicit PolygonIndex(const std::vector<OwnPolygon>& polygons)
      : by_id(order_of_ids(polygons)),
        index(polygons.size(), [&](std::size_t i) -> const Area& { return polygons[by_id[i]].area; }) {
    for (const auto& polygon : polygons) {
      // A short outline is asked edge by edge as fast as by an index.
      locator.push_back(corners_of(polygon.area) > few_corners ? std::make_unique<const PointLocator>(polygon.area)
                                                               : nullptr);
      balance.push_back(balance_of(oriented(polygon.area)));
      if (!(balance.back().area_m2 > least_area_m2)) {
        throw DataError(fmt::format("the polygon {} encloses nothing: mend it or leave it out", in_quotes(polygon)));
      }
    }
  }

  [[nodiscard]] bool holds(const std::vector<OwnPolygon>& polygons, std::size_t zone, const Point& point) const {
    return locator[zone] ? locator[zone]->contains(point) : contains(polygons[zone].area, point);
  }
  [[nodiscard]] bool touches(const std::vector<OwnPolygon>& polygons, std::size_t zone, const Point& point) const {
    return locator[zone] ? locator[zone]->outline_is_near(point, border_m)
                         : outline_is_near(polygons[zone].area, point, border_m);
  }

  std::vector<std::uint32_t> by_id;  ///< polygons in the order of their ids, which is that of the index
  AreaIndex index;
  std::vector<Balance> balance;                              ///< by polygon
  std::vector<std::unique_ptr<const PointLocator>> locator;  ///< by polygon; null for those with few corners
};

Zones::Zones(StudyGrid cells) : kind_(std::move(cells)) {}

Zones::Zones(std::vector<OwnPolygon> polygons) : kind_(std::move(polygons)) {
  if (this->polygons().empty()) {
    throw DataError("there are no zones: at least one polygon is needed");
  }
  check_ids(this->polygons());
  index_ = std::make_shared<const PolygonIndex>(this->polygons());
}

std::size_t Zones::size() const { return cells() != nullptr ? cells()->size() : polygons().size(); }

const std::vector<OwnPolygon>& Zones::polygons() const {
  static const std::vector<OwnPolygon> none;
  const auto* const own = std::get_if<std::vector<OwnPolygon>>(&kind_);
  return own != nullptr ? *own : none;
}

std::string Zones::id(std::size_t zone) const {
  return cells() != nullptr ? cells()->grid.id(cells()->cells[zone]) : polygons()[zone].id;
}

Point Zones::centre(std::size_t zone) const {
  return cells() != nullptr ? cells()->grid.centre(cells()->cells[zone]) : index_->balance[zone].centre;
}

double Zones::area_km2(std::size_t zone) const {
  const auto* const study = cells();
  return (study != nullptr ? study->grid.cell_area_m2() * inside_share(zone) : index_->balance[zone].area_m2) / 1e6;
}

double Zones::inside_share(std::size_t zone) const {
  const auto* const study = cells();
  return study != nullptr ? study->share[zone] : 1.0;
}

std::optional<std::uint32_t> Zones::zone_at(const Point& point) const {
  if (cells() != nullptr) {
    return cells()->slot_at(point);
  }
  std::optional<std::uint32_t> found;
  index_->index.visit_candidates(point, [&](std::uint32_t number, bool is_sure) {
    const auto zone = index_->by_id[number];
    if (is_sure || index_->holds(polygons(), zone, point)) {
      found = zone;
    }
    return found.has_value();
  });
  if (!found) {
    index_->index.visit_candidates(point, [&](std::uint32_t number, bool) {
      const auto zone = index_->by_id[number];
      found = index_->touches(polygons(), zone, point) ? std::optional(zone) : std::nullopt;
      return found.has_value();
    });
  }
  return found;
}

std::size_t Zones::zones_at(const Point& point) const {
  if (cells() != nullptr) {
    return cells()->slot_at(point) ? 1 : 0;
  }
  std::size_t number = 0;
  index_->index.visit_candidates(point, [&](std::uint32_t place, bool is_sure) {
    if (is_sure || index_->holds(polygons(), index_->by_id[place], point)) {
      ++number;
    }
    return false;
  });
  return number;
}

}  // namespace lykta
