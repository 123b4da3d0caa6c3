#include "publish/pictures/map_drawing.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <functional>
#include <span>
#include <utility>

#include <fmt/format.h>
#include <ogr_geometry.h>

#include "geo/shapes/outline.hpp"
#include "publish/words/shown_name.hpp"

namespace lykta {

namespace {

/// Points nearer to the last one drawn than this are left out, in units: nobody sees them.
constexpr double finest = 0.5;

/// One ring as a path; what lies within `step` of the point before is left out.
void add_ring(const std::vector<Point>& ring, double step, std::string& path) {
  if (ring.size() < 3) {
    return;
  }
  auto last = ring.front();
  path += fmt::format("M{:.0f} {:.0f}", last.x, last.y);
  for (const auto& point : std::span(ring).subspan(1)) {
    if (distance_m(point, last) < step) {
      continue;
    }
    const auto x = std::round(point.x) - std::round(last.x);
    const auto y = std::round(point.y) - std::round(last.y);
    path += y == 0   ? fmt::format("h{:.0f}", x)
            : x == 0 ? fmt::format("v{:.0f}", y)
                     : fmt::format("l{:.0f} {:.0f}", x, y);
    last = point;
  }
  path += 'z';
}

std::vector<Point> points_of(const OGRLinearRing& ring, const MapFrame& frame) {
  std::vector<Point> points;
  for (const auto& point : ring) {
    points.push_back(frame.at({point.getX(), point.getY()}));
  }
  if (!points.empty()) {
    points.pop_back();  // the first again
  }
  return points;
}

void add_polygon(const OGRPolygon& polygon, const MapFrame& frame, std::string& path) {
  for (const auto* const ring : polygon) {
    add_ring(points_of(*ring, frame), finest, path);
  }
}

std::string path_of(const OGRGeometry& geometry, const MapFrame& frame) {
  std::string path;
  const auto type = wkbFlatten(geometry.getGeometryType());
  if (type == wkbPolygon) {
    add_polygon(*geometry.toPolygon(), frame, path);
  } else if (type == wkbMultiPolygon) {
    for (const auto* const polygon : *geometry.toMultiPolygon()) {
      add_polygon(*polygon, frame, path);
    }
  }
  return path;
}

/// A box in metres of the picture, widened to the shape of the map.
MapView view_around(const Box& box, const MapFrame& frame, double least_m, double margin) {
  constexpr double wide = 4;
  constexpr double high = 3;
  const auto middle = frame.at({(box.min_x + box.max_x) / 2, (box.min_y + box.max_y) / 2});
  auto width = std::max(least_m, (box.max_x - box.min_x) * (1 + 2 * margin));
  auto height = std::max(least_m * high / wide, (box.max_y - box.min_y) * (1 + 2 * margin));
  width = std::max(width, height * wide / high);
  height = width * high / wide;
  return {std::round(middle.x - width / 2), std::round(middle.y - height / 2), std::round(width), std::round(height)};
}

bool holds(const Box& box, const Point& point) {
  return point.x >= box.min_x && point.x <= box.max_x && point.y >= box.min_y && point.y <= box.max_y;
}

void widen(Box& box, const Point& point, double by) {
  box = {std::min(box.min_x, point.x - by), std::min(box.min_y, point.y - by), std::max(box.max_x, point.x + by),
         std::max(box.max_y, point.y + by)};
}

MapView home_of(const Picture& picture, const MapFrame& frame, const MapView& all) {
  if (picture.places.empty()) {
    return all;
  }
  const auto& first = picture.places.front().position;
  Box box{first.x, first.y, first.x, first.y};
  for (const auto& place : picture.places) {
    widen(box, place.position, place.extent_m);
  }
  constexpr double least_m = 1500;
  constexpr double margin = 0.1;
  return view_around(box, frame, least_m, margin);
}

/// "A", "B" ... "Z", "AA": as columns of a sheet.
std::string letters_of(std::size_t number) {
  std::string text;
  for (++number; number > 0; number = (number - 1) / 26) {
    text.insert(text.begin(), static_cast<char>('A' + (number - 1) % 26));
  }
  return text;
}

}  // namespace

MapFrame frame_of(const Picture& picture, double unit_m) {
  const auto& box = picture.study_area.box();
  return {std::floor(box.min_x), std::ceil(box.max_y), unit_m};
}

std::string area_path(const Area& area, double step, const MapFrame& frame) {
  std::string path;
  for (const auto& ring : area.rings) {
    std::vector<Point> points;
    std::ranges::transform(ring, std::back_inserter(points), [&](const Point& point) { return frame.at(point); });
    add_ring(points, step, path);
  }
  return path;
}

std::vector<DrawnCells> drawn_cells(const Picture& picture, const MapFrame& frame, const Box* within) {
  std::array<std::vector<std::uint32_t>, cell_classes.size()> slots;
  for (std::uint32_t slot = 0; slot < picture.study.size(); ++slot) {
    const auto* const look = class_of_cell(picture, slot);
    if (look != nullptr &&
        (within == nullptr || holds(*within, picture.study.grid.centre(picture.study.cells[slot])))) {
      slots[static_cast<std::size_t>(look - cell_classes.data())].push_back(slot);
    }
  }
  std::vector<DrawnCells> cells;
  for (std::size_t i = 0; i < slots.size(); ++i) {
    if (!slots[i].empty()) {
      cells.push_back({&cell_classes[i], path_of(*outline_of(picture.study, slots[i]), frame)});
    }
  }
  return cells;
}

std::vector<DrawnPlace> drawn_places(const Picture& picture, const MapFrame& frame) {
  std::vector<DrawnPlace> places;
  for (const auto& place : picture.places) {
    places.push_back({&class_of_place(place), path_of(*outline_of(picture.place_study, place.slots), frame)});
  }
  return places;
}

std::vector<DrawnName> drawn_names(const Publication& publication, const MapFrame& frame) {
  std::vector<DrawnName> names;
  const auto add = [&](std::span<const NamedPosition> positions, bool are_localities) {
    for (const auto& each : positions) {
      if (publication.picture.study_area.holds(each.position)) {
        names.push_back({shown_name(each.name), frame.at(each.position), are_localities});
      }
    }
  };
  auto localities = publication.read.inputs.localities;
  std::ranges::stable_sort(localities, std::ranges::greater(), &NamedPosition::reach_m);
  add(localities, true);
  add(publication.read.inputs.names, false);
  return names;
}

std::string pin_text(std::span<const Place> places, std::size_t number) {
  const auto& place = places[number];
  const auto without_rank =
      std::ranges::count_if(places.first(number), [](const Place& earlier) { return !earlier.rank; });
  return place.rank ? std::to_string(*place.rank) : letters_of(static_cast<std::size_t>(without_rank));
}

std::string MapView::text() const { return fmt::format("{:.0f} {:.0f} {:.0f} {:.0f}", x, y, width, height); }

MapView view_of(const Place& place, const MapFrame& frame) {
  constexpr double least_m = 700;
  const auto side = std::round(std::max(least_m, 2 * place.extent_m));
  const auto middle = frame.at(place.position);
  return {std::round(middle.x - side / 2), std::round(middle.y - side / 2), side, side};
}

MapDrawing draw_map(const Publication& publication) {
  const auto& picture = publication.picture;
  MapDrawing drawing;
  drawing.frame = frame_of(picture);
  constexpr double least_m = 100;
  constexpr double margin = 0.04;
  drawing.all = view_around(picture.study_area.box(), drawing.frame, least_m, margin);
  drawing.home = home_of(picture, drawing.frame, drawing.all);
  // A thousandth of what is seen at first.
  drawing.area = area_path(picture.study_area.area(), drawing.home.width / 1000, drawing.frame);
  drawing.cells = drawn_cells(picture, drawing.frame);
  drawing.places = drawn_places(picture, drawing.frame);
  drawing.names = drawn_names(publication, drawing.frame);
  return drawing;
}

}  // namespace lykta
