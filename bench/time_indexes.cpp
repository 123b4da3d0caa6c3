// Is an R-tree as fast as indexes of our own? Processor time of both, side by side in one run.
//
//   lykta_time_indexes [--repeat 5]
//
// Zones are squares of a kilometre with wavy common borders. What is asked: which of them touch (sides), whose corners lie on
// whose edges (corners), which of them holds each of 500 000 points (areas), which of 200 000 points lie in an area of many
// corners (edges), which of the areas of a survey holds each of 50 places (survey), which of many names is nearest to each of 20
// places (names). Least of all repeats, in milliseconds. Both must give the same answer; the program fails otherwise.
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <ctime>
#include <functional>
#include <limits>
#include <memory>
#include <numbers>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <ogr_geometry.h>

#include "bench/hand_made_indexes.hpp"
#include "engine/base/random_stream.hpp"
#include "engine/places/name_index.hpp"
#include "engine/space/area.hpp"
#include "engine/space/area_index.hpp"
#include "engine/space/box_index.hpp"
#include "engine/space/point_locator.hpp"
#include "engine/space/polygon_contiguity.hpp"
#include "geo/crs/straight_edges.hpp"

namespace {

using namespace lykta;

struct Timing {
  double milliseconds = std::numeric_limits<double>::infinity();
  std::size_t answer = 0;
};

Timing least_of(int repeats, const std::function<std::size_t()>& work) {
  Timing timing;
  for (int i = 0; i < repeats; ++i) {
    const auto start = std::clock();
    timing.answer = work();
    const auto took = 1e3 * static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
    timing.milliseconds = std::min(timing.milliseconds, took);
  }
  return timing;
}

class Table {
 public:
  explicit Table(int repeats) : repeats_(repeats) {
    fmt::print("{:<10}{:>10}{:>12}{:>12}{:>8}  {}\n", "index", "size", "own, ms", "R-tree, ms", "ratio",
               "in the program");
  }

  void compare(const char* index, std::size_t size, const char* used, const std::function<std::size_t()>& own,
               const std::function<std::size_t()>& tree) {
    const auto of_own = least_of(repeats_, own);
    const auto of_tree = least_of(repeats_, tree);
    fmt::print("{:<10}{:>10}{:>12.1f}{:>12.1f}{:>8.2f}  {}\n", index, size, of_own.milliseconds, of_tree.milliseconds,
               of_tree.milliseconds / of_own.milliseconds, used);
    if (of_own.answer != of_tree.answer) {
      fmt::print(stderr, "{}: the answers differ, {} and {}\n", index, of_own.answer, of_tree.answer);
      differs_ = true;
    }
  }

  [[nodiscard]] bool differs() const { return differs_; }

 private:
  int repeats_;
  bool differs_ = false;
};

/// Squares of a kilometre, rows times rows, with so many corners on each side; neighbours have theirs in common.
std::vector<OwnPolygon> wavy_squares(int rows, int corners) {
  const auto moved = [](double x, double y) {
    return Point{x + 20 * std::sin(x * 0.013 + y * 0.007), y + 20 * std::cos(y * 0.011 + x * 0.017)};
  };
  std::vector<OwnPolygon> zones;
  for (int row = 0; row < rows; ++row) {
    for (int column = 0; column < rows; ++column) {
      Ring ring;
      constexpr double side_m = 1000;
      constexpr std::pair<int, int> around[] = {{0, 0}, {1, 0}, {1, 1}, {0, 1}, {0, 0}};
      for (int side = 0; side < 4; ++side) {
        for (int i = 0; i < corners; ++i) {
          const auto part = static_cast<double>(i) / corners;
          const auto [from_x, from_y] = around[side];
          const auto [to_x, to_y] = around[side + 1];
          ring.push_back(moved(side_m * (column + from_x + part * (to_x - from_x)),
                               side_m * (row + from_y + part * (to_y - from_y))));
        }
      }
      zones.emplace_back().area.rings = {std::move(ring)};
    }
  }
  return zones;
}

std::vector<Point> scattered(std::size_t number, double reach_m) {
  RandomStream random(1, 0);
  std::vector<Point> points(number);
  for (auto& point : points) {
    point = {reach_m * random.uniform(), reach_m * random.uniform()};
  }
  return points;
}

std::size_t total(const Neighbours& neighbours) { return neighbours.index.size(); }

std::vector<std::vector<Point>> closed_rings(const std::vector<OwnPolygon>& zones) {
  std::vector<std::vector<Point>> rings;
  for (const auto& zone : zones) {
    auto& ring = rings.emplace_back(zone.area.rings[0].begin(), zone.area.rings[0].end());
    ring.push_back(ring.front());
  }
  return rings;
}

std::vector<OGRGeometryUniquePtr> polygons_of(const std::vector<std::vector<Point>>& rings) {
  std::vector<OGRGeometryUniquePtr> polygons;
  for (const auto& ring : rings) {
    OGRLinearRing line;
    for (const auto& point : ring) {
      line.addPoint(point.x, point.y);
    }
    auto polygon = std::make_unique<OGRPolygon>();
    polygon->addRing(&line);
    polygons.emplace_back(polygon.release());
  }
  return polygons;
}

std::size_t corners_of(const std::vector<OGRGeometryUniquePtr>& polygons) {
  std::size_t corners = 0;
  for (const auto& polygon : polygons) {
    corners += static_cast<std::size_t>(polygon->toPolygon()->getExteriorRing()->getNumPoints());
  }
  return corners;
}

/// Every third zone loses every second corner, so that the corners of its neighbours lie on its edges.
void thin_out(std::vector<std::vector<Point>>& rings) {
  for (std::size_t ring = 0; ring < rings.size(); ring += 3) {
    std::vector<Point> fewer;
    for (std::size_t i = 0; i < rings[ring].size(); ++i) {
      if (i % 2 == 0 || i + 1 == rings[ring].size()) {
        fewer.push_back(rings[ring][i]);
      }
    }
    rings[ring] = std::move(fewer);
  }
}

void compare_outlines(int rows, int corners, Table& table) {
  const auto zones = wavy_squares(rows, corners);
  const auto sides = zones.size() * zones[0].area.rings[0].size();
  table.compare(
      "sides", sides, "R-tree", [&] { return total(bench::neighbours_by_outline_in_bins(zones, 0.5)); },
      [&] { return total(neighbours_by_outline(zones, 0.5)); });
  auto rings = closed_rings(zones);
  thin_out(rings);
  constexpr double on_edge_m = 5;
  // Both take polygons and give them back: making these belongs to both.
  const auto added = [&](const auto& share) {
    auto polygons = polygons_of(rings);
    const auto before = corners_of(polygons);
    share(polygons, on_edge_m);
    return corners_of(polygons) - before;
  };
  table.compare(
      "corners", sides, "R-tree", [&] { return added(bench::share_corners_in_bins); },
      [&] { return added(share_corners); });
  const auto points = scattered(500'000, 1000.0 * rows);
  const auto ask = [&](std::uint32_t zone, const Point& point) { return contains(zones[zone].area, point); };
  table.compare(
      "areas", zones.size(), "own",
      [&] {
        const AreaIndex index(zones.size(), [&](std::size_t i) -> const Area& { return zones[i].area; });
        std::size_t held = 0;
        for (const auto& point : points) {
          index.visit_candidates(point, [&](std::uint32_t zone, bool is_sure) {
            const auto holds = is_sure || ask(zone, point);
            held += holds ? 1 : 0;
            return false;
          });
        }
        return held;
      },
      [&] {
        std::vector<Box> boxes;
        for (const auto& zone : zones) {
          boxes.push_back(bounding_box(zone.area));
        }
        const BoxIndex index(boxes);
        std::vector<std::uint32_t> near;
        std::size_t held = 0;
        for (const auto& point : points) {
          index.find_touching({point.x, point.y, point.x, point.y}, near);
          held += static_cast<std::size_t>(
              std::ranges::count_if(near, [&](std::uint32_t zone) { return ask(zone, point); }));
        }
        return held;
      });
}

void compare_survey(int rows, Table& table) {
  const auto areas = wavy_squares(rows, 10);
  const auto places = scattered(50, 1000.0 * rows);
  std::vector<Box> boxes;
  for (const auto& area : areas) {
    boxes.push_back(bounding_box(area.area));
  }
  const auto holds = [&](std::size_t number, const Point& at) { return contains(areas[number].area, at); };
  table.compare(
      "survey", areas.size(), "own",
      [&] {
        std::size_t sum = 0;
        for (const auto& at : places) {
          for (std::size_t i = 0; i < areas.size(); ++i) {
            const auto& box = boxes[i];
            if (box.min_x <= at.x && at.x <= box.max_x && box.min_y <= at.y && at.y <= box.max_y && holds(i, at)) {
              sum += i;
              break;
            }
          }
        }
        return sum;
      },
      [&] {
        const BoxIndex index(boxes);
        std::vector<std::uint32_t> near;
        std::size_t sum = 0;
        for (const auto& at : places) {
          index.find_touching({at.x, at.y, at.x, at.y}, near);
          std::ranges::sort(near);
          const auto found = std::ranges::find_if(near, [&](std::uint32_t i) { return holds(i, at); });
          sum += found != near.end() ? *found : 0;
        }
        return sum;
      });
}

/// Whether an area holds a point by the R-tree of its outline: how often a ray to the right crosses it. As in the program a
/// stretch of sides has one box.
class LocatorByTree {
 public:
  explicit LocatorByTree(const Ring& ring) : ring_(ring), index_(boxes_of(ring)) {}

  [[nodiscard]] bool contains(const Point& point) {
    constexpr auto far = std::numeric_limits<double>::max();
    index_.find_touching({point.x, point.y, far, point.y}, near_);
    auto odd = false;
    for (const auto stretch : near_) {
      const auto last = std::min(ring_.size(), (stretch + 1) * sides_of_stretch);
      for (auto i = stretch * sides_of_stretch; i < last; ++i) {
        const auto& from = ring_[i];
        const auto& to = ring_[i + 1 < ring_.size() ? i + 1 : 0];
        if ((from.y > point.y) != (to.y > point.y) &&
            point.x < from.x + (point.y - from.y) / (to.y - from.y) * (to.x - from.x)) {
          odd = !odd;
        }
      }
    }
    return odd;
  }

 private:
  static constexpr std::size_t sides_of_stretch = 8;

  static std::vector<Box> boxes_of(const Ring& ring) {
    std::vector<Box> boxes;
    for (std::size_t i = 0; i < ring.size(); ++i) {
      if (i % sides_of_stretch == 0) {
        boxes.emplace_back();
      }
      boxes.back().add(ring[i]);
      boxes.back().add(ring[i + 1 < ring.size() ? i + 1 : 0]);
    }
    return boxes;
  }

  const Ring& ring_;
  BoxIndex index_;
  std::vector<std::uint32_t> near_;
};

/// A coast of so many corners around 20 km, with capes and bays.
Ring coast(std::size_t corners) {
  Ring ring;
  for (std::size_t i = 0; i < corners; ++i) {
    const auto angle = 2 * std::numbers::pi * static_cast<double>(i) / static_cast<double>(corners);
    const auto radius_m = 10'000 + 2'000 * std::sin(7 * angle) + 300 * std::sin(211 * angle);
    ring.push_back({10'000 + radius_m * std::cos(angle), 10'000 + radius_m * std::sin(angle)});
  }
  return ring;
}

void compare_edges(std::size_t corners, Table& table) {
  const Area area{{coast(corners)}};
  const auto points = scattered(200'000, 20'000);
  const auto count = [&](auto locator) {
    return static_cast<std::size_t>(
        std::ranges::count_if(points, [&](const Point& point) { return locator->contains(point); }));
  };
  table.compare(
      "edges", corners, "own", [&] { return count(std::make_unique<PointLocator>(area)); },
      [&] { return count(std::make_unique<LocatorByTree>(area.rings[0])); });
}

void compare_names(std::size_t number, Table& table) {
  std::vector<NamedPosition> names;
  for (const auto& point : scattered(number, 100'000)) {
    names.push_back({fmt::format("{}", names.size()), point});
  }
  const auto places = scattered(20, 99'999);
  table.compare(
      "names", number, "R-tree",
      [&] {
        std::size_t sum = 0;
        for (const auto& place : places) {
          sum += bench::nearest_name_of_all(names, place);
        }
        return sum;
      },
      [&] {
        const NameIndex index(names);
        std::size_t sum = 0;
        for (const auto& place : places) {
          sum += std::stoul(index.nearest(place)->name);
        }
        return sum;
      });
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App app("Processor time of indexes of our own and of an R-tree, side by side");
  int repeats = 5;
  app.add_option("--repeat", repeats, "How often; the least time counts")->check(CLI::Range(1, 1000));
  CLI11_PARSE(app, argc, argv);
  Table table(repeats);
  compare_outlines(30, 25, table);
  compare_outlines(100, 10, table);
  compare_outlines(70, 50, table);
  compare_edges(1'000, table);
  compare_edges(200'000, table);
  compare_survey(10, table);
  compare_survey(50, table);
  compare_names(2'000, table);
  compare_names(100'000, table);
  return table.differs() ? EXIT_FAILURE : EXIT_SUCCESS;
}
