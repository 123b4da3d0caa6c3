#include "geo/crs/straight_edges.hpp"

#include <algorithm>
#include <cmath>
#include <memory>
#include <utility>

#include "engine/space/line_bins.hpp"

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

/// Corners in square bins.
class Corners {
 public:
  explicit Corners(std::vector<Point> corners) : corners_(std::move(corners)) {
    const auto box = bounding_box(std::span<const Point>(corners_));
    bins_.corner = {box.min_x, box.min_y};
    const auto side = std::sqrt(std::max(box.width(), 1e-9) * std::max(box.height(), 1e-9) /
                                std::max<double>(1, static_cast<double>(corners_.size())));
    bins_.bin_m = std::max({side, box.width() / 4096, box.height() / 4096});
    columns_ = bins_.column_at(box.max_x) + 1;
    rows_ = bins_.row_at(box.max_y) + 1;
    std::ranges::sort(corners_, [&](const Point& a, const Point& b) {
      const auto of_a = bin_of(a);
      const auto of_b = bin_of(b);
      return of_a != of_b ? of_a < of_b : a.x != b.x ? a.x < b.x : a.y < b.y;
    });
    corners_.erase(std::unique(corners_.begin(), corners_.end()), corners_.end());
    start_.assign(static_cast<std::size_t>(columns_ * rows_) + 1, corners_.size());
    for (auto i = corners_.size(); i-- > 0;) {
      start_[bin_of(corners_[i])] = i;
    }
    for (auto bin = start_.size() - 1; bin-- > 0;) {
      start_[bin] = std::min(start_[bin], start_[bin + 1]);
    }
  }

  /// Those on the edge between two others, within `at_most`, in its order.
  [[nodiscard]] std::vector<Point> on_edge(const Point& from, const Point& to, double at_most) const {
    const Point along{to.x - from.x, to.y - from.y};
    const auto squared = along.x * along.x + along.y * along.y;
    const auto part_along = [&](const Point& corner) {
      return ((corner.x - from.x) * along.x + (corner.y - from.y) * along.y) / squared;
    };
    std::vector<Point> found;
    if (!(squared > 0)) {
      return found;
    }
    bins_.visit_line(from, to, at_most, [&](auto row, auto first, auto last) {
      if (row < 0 || row >= rows_ || last < 0 || first >= columns_) {
        return;
      }
      const auto begin = row * columns_ + std::max<std::int64_t>(first, 0);
      const auto end = row * columns_ + std::min(last, columns_ - 1);
      for (auto i = start_[static_cast<std::size_t>(begin)]; i < start_[static_cast<std::size_t>(end) + 1]; ++i) {
        const auto& corner = corners_[i];
        const auto t = part_along(corner);
        if (t > 0 && t < 1 && corner != from && corner != to &&
            distance_m(corner, {from.x + t * along.x, from.y + t * along.y}) <= at_most) {
          found.push_back(corner);
        }
      }
    });
    std::ranges::sort(found, {}, part_along);
    return found;
  }

 private:
  [[nodiscard]] std::size_t bin_of(const Point& point) const {
    const auto column = std::clamp<std::int64_t>(bins_.column_at(point.x), 0, columns_ - 1);
    const auto row = std::clamp<std::int64_t>(bins_.row_at(point.y), 0, rows_ - 1);
    return static_cast<std::size_t>(row * columns_ + column);
  }

  std::vector<Point> corners_;
  Bins bins_;
  std::int64_t columns_ = 1;
  std::int64_t rows_ = 1;
  std::vector<std::size_t> start_;
};

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
  std::vector<Point> all;
  for (auto& polygon : polygons) {
    if (polygon && polygon->hasCurveGeometry() != 0) {
      polygon.reset(polygon->getLinearGeometry());
    }
    if (polygon && is_finite(*polygon)) {
      collect_rings(*polygon, rings);
    }
  }
  for (const auto* ring : rings) {
    const auto points = points_of(*ring);
    all.insert(all.end(), points.begin(), points.end());
  }
  if (all.empty()) {
    return;
  }
  const Corners corners(std::move(all));
  for (auto* ring : rings) {
    const auto points = points_of(*ring);
    std::vector<Point> more;
    for (std::size_t i = 0; i < points.size(); ++i) {
      if (i > 0) {
        const auto between = corners.on_edge(points[i - 1], points[i], at_most);
        more.insert(more.end(), between.begin(), between.end());
      }
      more.push_back(points[i]);
    }
    if (more.size() != points.size()) {
      set_points(*ring, more);
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
