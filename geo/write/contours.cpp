#include "geo/write/contours.hpp"

#include <algorithm>
#include <memory>
#include <utility>
#include <vector>

namespace lykta {

namespace {

void set_points(OGRSimpleCurve& curve, std::span<const Point> points, bool close) {
  curve.setNumPoints(static_cast<int>(points.size()) + (close ? 1 : 0), FALSE);
  for (std::size_t i = 0; i < points.size(); ++i) {
    curve.setPoint(static_cast<int>(i), points[i].x, points[i].y);
  }
  if (close) {
    curve.setPoint(static_cast<int>(points.size()), points.front().x, points.front().y);
  }
}

std::unique_ptr<OGRLinearRing> line_around(const Ring& ring) {
  auto line = std::make_unique<OGRLinearRing>();
  set_points(*line, ring, true);
  return line;
}

struct Exterior {
  const Ring* ring;
  Box box;
  double area = 0;
  std::unique_ptr<OGRPolygon> polygon;
};

bool holds(const Box& box, const Point& point) {
  return box.min_x <= point.x && point.x <= box.max_x && box.min_y <= point.y && point.y <= box.max_y;
}

/// Whether the point lies in the ring; never asked of points on it.
bool holds(const Ring& ring, const Point& point) {
  auto inside = false;
  for (std::size_t i = 0, before = ring.size() - 1; i < ring.size(); before = i++) {
    const auto& a = ring[before];
    const auto& b = ring[i];
    if ((a.y > point.y) != (b.y > point.y) && point.x < a.x + (point.y - a.y) / (b.y - a.y) * (b.x - a.x)) {
      inside = !inside;
    }
  }
  return inside;
}

std::vector<Exterior> exteriors_of(const Area& band) {
  std::vector<Exterior> exteriors;
  for (const auto& ring : band.rings) {
    const auto twice_area = twice_signed_area_m2(ring);
    if (twice_area > 0) {
      exteriors.push_back({&ring, bounding_box(std::span<const Point>(ring)), twice_area / 2, nullptr});
      exteriors.back().polygon = std::make_unique<OGRPolygon>();
      exteriors.back().polygon->addRingDirectly(line_around(ring).release());
    }
  }
  return exteriors;
}

FieldDefinition value_field(std::string name, std::string label, const std::string& unit, std::string meaning) {
  auto short_name = name;
  return {std::move(name), std::move(short_name), FieldType::real, std::move(label), unit, std::move(meaning)};
}

VectorLayer layer_of(LayerGeometry geometry, const Crs& crs, const ContourText& text) {
  return {.name = text.name,
          .title = text.title,
          .description = text.description,
          .geometry = geometry,
          .crs = crs,
          .fields = {},
          .features = 0,
          .geometry_of = {},
          .values_of = {}};
}

struct LevelLines {
  double level;
  double share;
  std::vector<LevelCurve> curves;
};

OGRGeometryUniquePtr lines_of(const LevelLines& lines) {
  auto all = std::make_unique<OGRMultiLineString>();
  for (const auto& curve : lines.curves) {
    auto line = std::make_unique<OGRLineString>();
    set_points(*line, curve.points, false);
    all->addGeometryDirectly(line.release());
  }
  return OGRGeometryUniquePtr(all.release());
}

}  // namespace

OGRGeometryUniquePtr polygons_of(const Area& band) {
  auto exteriors = exteriors_of(band);
  // The exterior of a hole is the smallest that holds it, since no two rings of a band cross or touch.
  std::ranges::stable_sort(exteriors, {}, &Exterior::area);
  for (const auto& ring : band.rings) {
    if (twice_signed_area_m2(ring) > 0) {
      continue;
    }
    const auto& point = ring.front();
    const auto owner = std::ranges::find_if(exteriors, [&](const Exterior& exterior) {
      return holds(exterior.box, point) && holds(*exterior.ring, point);
    });
    if (owner != exteriors.end()) {
      owner->polygon->addRingDirectly(line_around(ring).release());
    }
  }
  auto all = std::make_unique<OGRMultiPolygon>();
  for (auto& exterior : exteriors) {
    all->addGeometryDirectly(exterior.polygon.release());
  }
  return OGRGeometryUniquePtr(all.release());
}

namespace {

/// The share of the surface's volume that lies in cells of at least this value.
double share_above(const LevelSurface& surface, double level) {
  double all = 0;
  double above = 0;
  for (const auto value : surface.values) {
    const auto counted = value > 0 ? value : 0.0;
    all += counted;
    above += value >= level ? counted : 0.0;
  }
  return all > 0 ? above / all : 0;
}

}  // namespace

VectorLayer contour_lines_layer(const LevelSurface& surface, std::span<const double> levels, const Crs& crs,
                                const ContourText& text) {
  auto all = std::make_shared<std::vector<LevelLines>>();
  auto curves = level_curves(surface, levels);
  for (std::size_t level = 0; level < levels.size(); ++level) {
    if (!curves[level].empty()) {
      all->push_back(
          {levels[level], text.share.empty() ? 0 : share_above(surface, levels[level]), std::move(curves[level])});
    }
  }
  auto layer = layer_of(LayerGeometry::multiline, crs, text);
  layer.fields.push_back(value_field("level", text.level, text.unit, text.level_meaning));
  const auto says_share = !text.share.empty();
  if (says_share) {
    layer.fields.push_back(value_field("share_above", text.share, "", text.share_meaning));
    layer.fields.back().short_name = "share";
  }
  layer.features = all->size();
  layer.geometry_of = [all](std::size_t i) { return lines_of((*all)[i]); };
  layer.values_of = [all, says_share](std::size_t i) {
    std::vector<FieldValue> values{(*all)[i].level};
    if (says_share) {
      values.emplace_back((*all)[i].share);
    }
    return values;
  };
  return layer;
}

VectorLayer contour_bands_layer(const LevelSurface& surface, std::span<const double> levels, LowestBand lowest,
                                const Crs& crs, const ContourText& text) {
  auto all = std::make_shared<std::vector<LevelBand>>();
  for (auto& band : level_bands(surface, levels)) {
    if (!band.area.empty() && (band.from || lowest == LowestBand::include)) {
      all->push_back(std::move(band));
    }
  }
  auto layer = layer_of(LayerGeometry::multipolygon, crs, text);
  layer.fields.push_back(value_field("from_value", text.from, text.unit, text.from_meaning));
  layer.fields.push_back(value_field("to_value", text.to, text.unit, text.to_meaning));
  layer.features = all->size();
  layer.geometry_of = [all](std::size_t i) { return polygons_of((*all)[i].area); };
  layer.values_of = [all](std::size_t i) {
    return std::vector<FieldValue>{value_or_none((*all)[i].from), value_or_none((*all)[i].to)};
  };
  return layer;
}

}  // namespace lykta
