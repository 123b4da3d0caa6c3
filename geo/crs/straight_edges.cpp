#include "geo/crs/straight_edges.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <tuple>
#include <utility>

#include "engine/space/box_index.hpp"

namespace lykta {

namespace {

/// An edge that is halved more often than this reaches around the globe many times.
constexpr int most_halvings = 24;

/// A corner before and after.
struct Corner {
  Point from;
  Point to;
};

Point middle_of(const Point& a, const Point& b) { return {(a.x + b.x) / 2, (a.y + b.y) / 2}; }

std::vector<Point> points_of(const OGRSimpleCurve& line) {
  std::vector<Point> points;
  points.reserve(static_cast<std::size_t>(line.getNumPoints()));
  for (int i = 0; i < line.getNumPoints(); ++i) {
    points.push_back({line.getX(i), line.getY(i)});
  }
  return points;
}

void set_points(OGRSimpleCurve& line, const std::vector<Point>& points) {
  line.flattenTo2D();
  line.setNumPoints(static_cast<int>(points.size()));
  for (std::size_t i = 0; i < points.size(); ++i) {
    line.setPoint(static_cast<int>(i), points[i].x, points[i].y);
  }
}

bool is_finite(const Point& point) { return std::isfinite(point.x) && std::isfinite(point.y); }

/// Adds what lies between two corners, without them.
bool bend(const Corner& begin, const Corner& end, const MovePoints& move, const Straightness& straightness,
          int halvings, std::vector<Point>& points) {
  const auto length = distance_m(begin.to, end.to);
  if (length <= straightness.short_edge || halvings == 0) {
    return true;
  }
  Corner middle{middle_of(begin.from, end.from), middle_of(begin.from, end.from)};
  if (!move(std::span(&middle.to, 1))) {
    return false;
  }
  if (length <= straightness.long_edge &&
      distance_m(middle.to, middle_of(begin.to, end.to)) <= straightness.deviation) {
    return true;
  }
  if (!bend(begin, middle, move, straightness, halvings - 1, points)) {
    return false;
  }
  points.push_back(middle.to);
  return bend(middle, end, move, straightness, halvings - 1, points);
}

bool move_line(OGRSimpleCurve& line, const MovePoints& move, const Straightness& straightness) {
  const auto from = points_of(line);
  auto to = from;
  if (!std::ranges::all_of(from, [](const Point& point) { return is_finite(point); }) || !move(to)) {
    return false;
  }
  std::vector<Point> points;
  points.reserve(to.size());
  for (std::size_t i = 0; i < to.size(); ++i) {
    if (i > 0 && !bend({from[i - 1], to[i - 1]}, {from[i], to[i]}, move, straightness, most_halvings, points)) {
      return false;
    }
    points.push_back(to[i]);
  }
  set_points(line, points);
  return true;
}

bool move_geometry(OGRGeometry& geometry, const MovePoints& move, const Straightness& straightness) {
  switch (wkbFlatten(geometry.getGeometryType())) {
    case wkbPoint: {
      auto* const written = geometry.toPoint();
      Point point{written->getX(), written->getY()};
      if (written->IsEmpty() != 0) {
        return true;
      }
      if (!is_finite(point) || !move(std::span(&point, 1))) {
        return false;
      }
      written->flattenTo2D();
      written->setX(point.x);
      written->setY(point.y);
      return true;
    }
    case wkbLineString:
    case wkbLinearRing:
      return move_line(*geometry.toSimpleCurve(), move, straightness);
    case wkbPolygon:
    case wkbTriangle: {
      geometry.flattenTo2D();
      auto& polygon = *geometry.toPolygon();
      return std::all_of(polygon.begin(), polygon.end(),
                         [&](auto* ring) { return move_line(*ring, move, straightness); });
    }
    case wkbMultiPoint:
    case wkbMultiLineString:
    case wkbMultiPolygon:
    case wkbGeometryCollection: {
      geometry.flattenTo2D();
      auto& parts = *geometry.toGeometryCollection();
      return std::all_of(parts.begin(), parts.end(),
                         [&](auto* part) { return move_geometry(*part, move, straightness); });
    }
    default:
      return false;
  }
}

void collect_rings(OGRGeometry& geometry, std::vector<OGRLinearRing*>& rings) {
  const auto type = wkbFlatten(geometry.getGeometryType());
  if (type == wkbPolygon) {
    for (auto* ring : *geometry.toPolygon()) {
      rings.push_back(ring);
    }
  } else if (type == wkbMultiPolygon || type == wkbGeometryCollection) {
    for (auto* part : *geometry.toGeometryCollection()) {
      collect_rings(*part, rings);
    }
  }
}

/// Corners that follow each other along a ring: first .. last - 1. What is near the edges between them is asked for once.
struct Stretch {
  std::size_t ring = 0;
  std::size_t first = 0;
  std::size_t last = 0;
};

/// The corners of all rings, found by where they are.
class Corners {
 public:
  explicit Corners(const std::vector<std::vector<Point>>& rings) : rings_(rings) {
    constexpr std::size_t corners_of_stretch = 8;
    std::vector<Box> boxes;
    for (std::size_t ring = 0; ring < rings.size(); ++ring) {
      for (std::size_t first = 0; first < rings[ring].size(); first += corners_of_stretch) {
        stretches_.push_back({ring, first, std::min(first + corners_of_stretch, rings[ring].size())});
        boxes.push_back(bounding_box(of(stretches_.back())));
      }
    }
    index_ = std::make_unique<BoxIndex>(boxes);
  }

  [[nodiscard]] const std::vector<Stretch>& stretches() const { return stretches_; }

  /// Those of a stretch that lie within reach of a box, in the order of the rings.
  [[nodiscard]] std::vector<Point> near(const Box& box, double reach) {
    const auto around = widened(box, reach);
    index_->find_touching(around, found_);
    std::ranges::sort(found_);
    std::vector<Point> corners;
    for (const auto number : found_) {
      for (const auto& corner : of(stretches_[number])) {
        if (lies_in(around, corner)) {
          corners.push_back(corner);
        }
      }
    }
    return corners;
  }

 private:
  [[nodiscard]] std::span<const Point> of(const Stretch& stretch) const {
    return std::span(rings_[stretch.ring]).subspan(stretch.first, stretch.last - stretch.first);
  }
  /// Rounding must not lose a corner that is only touched.
  static Box widened(const Box& box, double reach) {
    const auto room =
        reach + 1e-12 * (std::abs(box.min_x) + std::abs(box.min_y) + std::abs(box.max_x) + std::abs(box.max_y));
    return {box.min_x - room, box.min_y - room, box.max_x + room, box.max_y + room};
  }
  static bool lies_in(const Box& box, const Point& point) {
    return box.min_x <= point.x && point.x <= box.max_x && box.min_y <= point.y && point.y <= box.max_y;
  }

  const std::vector<std::vector<Point>>& rings_;
  std::vector<Stretch> stretches_;
  std::unique_ptr<BoxIndex> index_;
  std::vector<std::uint32_t> found_;
};

/// Those of the corners on the edge between two others, within `at_most`, in its order.
std::vector<Point> on_edge(std::span<const Point> corners, const Point& from, const Point& to, double at_most) {
  const Point along{to.x - from.x, to.y - from.y};
  const auto squared = along.x * along.x + along.y * along.y;
  std::vector<std::pair<double, Point>> found;
  if (!(squared > 0)) {
    return {};
  }
  for (const auto& corner : corners) {
    const auto t = ((corner.x - from.x) * along.x + (corner.y - from.y) * along.y) / squared;
    if (t > 0 && t < 1 && corner != from && corner != to &&
        distance_m(corner, {from.x + t * along.x, from.y + t * along.y}) <= at_most) {
      found.emplace_back(t, corner);
    }
  }
  std::ranges::sort(found, {}, [](const auto& each) { return std::tuple(each.first, each.second.x, each.second.y); });
  // Neighbours bring the same corner each.
  found.erase(std::unique(found.begin(), found.end()), found.end());
  std::vector<Point> points;
  for (const auto& each : found) {
    points.push_back(each.second);
  }
  return points;
}

}  // namespace

OGRGeometryUniquePtr moved(const OGRGeometry& geometry, const MovePoints& move, const Straightness& straightness) {
  OGRGeometryUniquePtr result(geometry.hasCurveGeometry() != 0 ? geometry.getLinearGeometry() : geometry.clone());
  if (!result || !move_geometry(*result, move, straightness)) {
    return nullptr;
  }
  return result;
}

void share_corners(std::span<OGRGeometryUniquePtr> polygons, double at_most) {
  std::vector<OGRLinearRing*> rings;
  for (auto& polygon : polygons) {
    if (polygon && polygon->hasCurveGeometry() != 0) {
      polygon.reset(polygon->getLinearGeometry());
    }
    if (polygon && is_finite(*polygon)) {
      collect_rings(*polygon, rings);
    }
  }
  std::vector<std::vector<Point>> points;
  for (const auto* ring : rings) {
    points.push_back(points_of(*ring));
  }
  Corners corners(points);
  std::vector<std::vector<Point>> more(rings.size());
  for (const auto& [ring, first, last] : corners.stretches()) {
    // The edges that end at the corners of the stretch; the first corner of a ring ends none.
    const auto begin = std::max<std::size_t>(first, 1) - 1;
    const auto near = corners.near(bounding_box(std::span(points[ring]).subspan(begin, last - begin)), at_most);
    for (auto i = first; i < last; ++i) {
      if (i > 0) {
        const auto between = on_edge(near, points[ring][i - 1], points[ring][i], at_most);
        more[ring].insert(more[ring].end(), between.begin(), between.end());
      }
      more[ring].push_back(points[ring][i]);
    }
  }
  for (std::size_t ring = 0; ring < rings.size(); ++ring) {
    if (more[ring].size() != points[ring].size()) {
      set_points(*rings[ring], more[ring]);
    }
  }
}

bool is_finite(const OGRGeometry& geometry) {
  switch (wkbFlatten(geometry.getGeometryType())) {
    case wkbPoint:
      return geometry.IsEmpty() != 0 || is_finite(Point{geometry.toPoint()->getX(), geometry.toPoint()->getY()});
    case wkbLineString:
    case wkbLinearRing:
      return std::ranges::all_of(points_of(*geometry.toSimpleCurve()),
                                 [](const Point& point) { return is_finite(point); });
    case wkbPolygon:
    case wkbTriangle: {
      const auto& polygon = *geometry.toPolygon();
      return std::all_of(polygon.begin(), polygon.end(), [](const auto* ring) { return is_finite(*ring); });
    }
    case wkbMultiPoint:
    case wkbMultiLineString:
    case wkbMultiPolygon:
    case wkbGeometryCollection: {
      const auto& parts = *geometry.toGeometryCollection();
      return std::all_of(parts.begin(), parts.end(), [](const auto* part) { return is_finite(*part); });
    }
    default: {
      // Curves: what they look like as lines tells.
      const OGRGeometryUniquePtr lines(geometry.hasCurveGeometry() != 0 ? geometry.getLinearGeometry() : nullptr);
      return lines && lines->hasCurveGeometry() == 0 && is_finite(*lines);
    }
  }
}

}  // namespace lykta
