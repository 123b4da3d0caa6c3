#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <limits>
#include <numbers>
#include <string>
#include <vector>

#include "engine/base/error.hpp"
#include "engine/density/density.hpp"
#include "engine/density/edge_correction.hpp"
#include "tests/catch.hpp"
#include "tests/engine/samples.hpp"
#include "tests/reference/reference_data.hpp"

namespace lykta::tests_of_edge_correction {
namespace {

using std::numbers::pi;
using test::within;

const std::vector<double> thousand{1000};

double tolerance_of(Kernel kernel) { return kernel == Kernel::gaussian ? 1e-9 : 1e-10; }

double mass_at(const Area& area, Kernel kernel, const Point& point, double bandwidth_m) {
  return KernelMass(area, kernel).at(point, bandwidth_m);
}

double normal_cdf(double z) { return 0.5 * std::erfc(-z / std::numbers::sqrt2); }

/// Share of a kernel (or of its square) within each radius, by Simpson's rule from the kernel's own values.
class MassWithin {
 public:
  MassWithin(Kernel kernel, MassOf of) : reach_(kernel == Kernel::gaussian ? 9.0 : 1.0), within_(steps + 1, 0.0) {
    const auto ring = [&](double u) {
      const auto value = kernel_value(kernel, u);
      return 2 * pi * u * (of == MassOf::kernel ? value : value * value);
    };
    const auto step = reach_ / steps;
    for (std::size_t i = 0; i < steps; ++i) {
      const auto u = static_cast<double>(i) * step;
      within_[i + 1] = within_[i] + step / 6 * (ring(u) + 4 * ring(u + step / 2) + ring(u + step));
    }
    whole_ = within_.back();
  }

  [[nodiscard]] double whole() const { return whole_; }
  /// Linear between the steps, which is enough for some 1e-8.
  [[nodiscard]] double share(double u) const {
    const auto at = std::min(u / reach_, 1.0) * steps;
    const auto below = std::min<std::size_t>(static_cast<std::size_t>(at), steps - 1);
    const auto part = at - static_cast<double>(below);
    return (within_[below] + part * (within_[below + 1] - within_[below])) / whole_;
  }

 private:
  static constexpr std::size_t steps = 20000;
  double reach_;
  double whole_ = 0;
  std::vector<double> within_;
};

/// The mass inside by rays from the point: the outline cuts each into pieces that lie inside in turn.
double mass_by_rays(const Area& area, const MassWithin& radial, const Point& point, double bandwidth_m) {
  constexpr int rays = 4000;
  double sum = 0;
  for (int i = 0; i < rays; ++i) {
    const auto angle = 2 * pi * (i + 0.37) / rays;
    const Point u{std::cos(angle), std::sin(angle)};
    std::vector<double> cuts;
    for (const auto& ring : area.rings) {
      for (std::size_t k = 0; k < ring.size(); ++k) {
        const Point a{ring[k].x - point.x, ring[k].y - point.y};
        const auto& next = ring[(k + 1) % ring.size()];
        const Point b{next.x - point.x, next.y - point.y};
        const auto side_a = u.x * a.y - u.y * a.x;
        const auto side_b = u.x * b.y - u.y * b.x;
        if ((side_a > 0) != (side_b > 0)) {
          const auto t = side_a / (side_a - side_b);
          const auto away = u.x * (a.x + t * (b.x - a.x)) + u.y * (a.y + t * (b.y - a.y));
          if (away > 0) {
            cuts.push_back(away / bandwidth_m);
          }
        }
      }
    }
    std::ranges::sort(cuts);
    auto inside = cuts.size() % 2 == 1;
    double from = 0;
    for (const auto cut : cuts) {
      sum += inside ? radial.share(cut) - from : 0.0;
      from = radial.share(cut);
      inside = !inside;
    }
  }
  return sum / rays;
}

/// A point on the outline of a cap: the share of a disc of radius 1 beyond a line at distance `a` from its middle.
double segment_of_disc(double a) { return (std::acos(a) - a * std::sqrt(1 - a * a)) / pi; }

const Area square = rectangle({0, 0, 1000, 1000});
const Point middle_of_sweden{517523.4, 6229187.2};

}  // namespace

TEST_CASE("The squares of the kernels integrate to their roughness") {
  for (const auto& [kernel, name] : kernel_names) {
    CAPTURE(name);
    CHECK(roughness(kernel) == within(1e-9, MassWithin(kernel, MassOf::squared_kernel).whole()));
  }
}

TEST_CASE("A Gaussian in a rectangle has the product of two normal probabilities") {
  test::Random random(40);
  const Box box{-300, 200, 1500, 700};
  const KernelMass mass(rectangle(box), Kernel::gaussian);
  const KernelMass squared(rectangle(box), Kernel::gaussian, MassOf::squared_kernel);
  for (int i = 0; i < 300; ++i) {
    const auto h = random.between(20, 3000);
    const auto point = random.in({box.min_x - 2 * h, box.min_y - 2 * h, box.max_x + 2 * h, box.max_y + 2 * h});
    const auto expected = [&](double sd) {
      return (normal_cdf((box.max_x - point.x) / sd) - normal_cdf((box.min_x - point.x) / sd)) *
             (normal_cdf((box.max_y - point.y) / sd) - normal_cdf((box.min_y - point.y) / sd));
    };
    CAPTURE(h, point.x, point.y);
    CHECK(mass.at(point, h) == within(1e-9, expected(h)));
    // The square of a Gaussian falls off as one of 1 / sqrt(2) times the standard deviation.
    CHECK(squared.at(point, h) == within(1e-9, expected(h / std::numbers::sqrt2)));
  }
}

TEST_CASE("On a straight border half of every kernel is inside, in a right angle a quarter") {
  for (const auto of : {MassOf::kernel, MassOf::squared_kernel}) {
    for (const auto& [kernel, name] : kernel_names) {
      const KernelMass mass(square, kernel, of);
      CAPTURE(name);
      for (const auto& point : {Point{500, 0}, {1000, 333.3}, {412.7, 1000}, {0, 640}}) {
        CHECK(mass.at(point, 50) == within(1e-10, 0.5));
      }
      for (const auto& point : {Point{0, 0}, {1000, 0}, {1000, 1000}, {0, 1000}}) {
        CHECK(mass.at(point, 100) == within(1e-10, 0.25));
      }
      // The inner corner of an L holds three quarters.
      const Area angle{{{{0, 0}, {1000, 0}, {1000, 500}, {500, 500}, {500, 1000}, {0, 1000}}}};
      CHECK(KernelMass(angle, kernel, of).at({500, 500}, 70) == within(1e-10, 0.75));
    }
  }
}

TEST_CASE("A point on a slanting border has half a kernel, and next to it hardly less or more") {
  test::Random random(41);
  for (int i = 0; i < 50; ++i) {
    const auto angle = random.between(0, 2 * pi);
    const Point along{std::cos(angle), std::sin(angle)};
    const auto corner = [&](double x, double y) {
      return Point{middle_of_sweden.x + x * along.x - y * along.y, middle_of_sweden.y + x * along.y + y * along.x};
    };
    const Area area{{{corner(-5000, 0), corner(4000, 0), corner(4000, 3000), corner(-5000, 3000)}}};
    for (const auto& [kernel, name] : kernel_names) {
      const KernelMass mass(area, kernel);
      CAPTURE(name, angle);
      // Coordinates of this size have nanometres, and the corners have them too.
      CHECK(mass.at(middle_of_sweden, 300) == within(1e-8, 0.5));
      CHECK(mass.at(corner(0, 0.003), 300) == within(3e-5, 0.5));
      CHECK(mass.at(corner(0, 0.003), 300) > 0.5);
      CHECK(mass.at(corner(0, -0.003), 300) < 0.5);
      CHECK(mass.at(area.rings[0][0], 300) == within(1e-8, 0.25));
    }
  }
}

TEST_CASE("The mass does not jump when a point crosses a border, passes a corner or the line of an edge") {
  const Area area{{{{0, 0}, {1000, 0}, {1300, 700}, {600, 400}, {200, 900}}, {{300, 200}, {500, 150}, {450, 300}}}};
  std::vector<Point> places;
  for (const auto& ring : area.rings) {
    for (std::size_t i = 0; i < ring.size(); ++i) {
      const auto& next = ring[(i + 1) % ring.size()];
      places.push_back(ring[i]);
      places.push_back({(ring[i].x + next.x) / 2, (ring[i].y + next.y) / 2});
    }
  }
  for (const auto& [kernel, name] : kernel_names) {
    const KernelMass mass(area, kernel);
    for (const auto& place : places) {
      const auto here = mass.at(place, 250);
      for (const auto step : {1e-9, 1e-12, 1e-15, 1e-18, 1e-200}) {
        for (int i = 0; i < 16; ++i) {
          const auto angle = 2 * pi * i / 16;
          CAPTURE(name, place.x, place.y, step, i);
          CHECK(mass.at({place.x + step * std::cos(angle), place.y + step * std::sin(angle)}, 250) ==
                within(1e-9, here));
        }
      }
    }
  }
}

TEST_CASE("A disc loses a segment beyond a straight border") {
  const KernelMass mass(square, Kernel::uniform);
  for (const auto a : {0.001, 0.2, 0.5, 0.9, 0.999}) {
    CAPTURE(a);
    CHECK(mass.at({500, 400 * a}, 400) == within(1e-10, 1 - segment_of_disc(a)));
    CHECK(mass.at({500, -400 * a}, 400) == within(1e-10, segment_of_disc(a)));
  }
  // Two borders that the disc crosses in different places: both segments are lost.
  const KernelMass strip(rectangle({-5000, 0, 5000, 500}), Kernel::uniform);
  CHECK(strip.at({0, 200}, 400) == within(1e-10, 1 - segment_of_disc(0.5) - segment_of_disc(0.75)));
}

TEST_CASE("A kernel wider than the area holds the area times its value there") {
  // 1000 m x 1000 m far within the reach: uniform exactly 1e6 / (pi h^2), the others by their value in the middle.
  for (const auto& [kernel, name] : kernel_names) {
    CAPTURE(name);
    const auto h = 1e6;
    const auto tolerance = kernel == Kernel::triangular ? 2e-3 : 1e-5;
    const auto expected = kernel_value(kernel, 0) * 1e6 / (h * h);
    CHECK(mass_at(square, kernel, {500, 500}, h) == within(tolerance * expected + 1e-15, expected));
  }
}

TEST_CASE("Every kernel in any area has the mass that rays from the point find") {
  test::Random random(42);
  for (const auto of : {MassOf::kernel, MassOf::squared_kernel}) {
    for (const auto& [kernel, name] : kernel_names) {
      const MassWithin radial(kernel, of);
      for (int i = 0; i < 3; ++i) {
        const auto area = test::islands(random, middle_of_sweden, random.between(300, 900));
        const auto box = bounding_box(area);
        const KernelMass mass(area, kernel, of);
        for (int k = 0; k < 8; ++k) {
          const auto point = random.in(box);
          const auto h = random.between(50, 700);
          CAPTURE(name, static_cast<int>(of), i, k, h);
          CHECK(mass.at(point, h) == within(5e-4, mass_by_rays(area, radial, point, h)));
        }
      }
    }
  }
}

TEST_CASE("Parts add up, holes are taken away, and an area and its surroundings make a whole") {
  test::Random random(43);
  for (const auto& [kernel, name] : kernel_names) {
    for (int i = 0; i < 5; ++i) {
      const auto area = test::islands(random, {0, 0}, 800);
      REQUIRE(area.rings.size() == 4);
      std::vector<KernelMass> by_ring;
      for (const auto& ring : area.rings) {
        by_ring.emplace_back(Area{{ring}}, kernel);
      }
      auto surroundings = area;
      surroundings.rings.push_back(rectangle({-1e5, -1e5, 1e5, 1e5}).rings[0]);
      const KernelMass around(surroundings, kernel);
      const KernelMass mass(area, kernel);
      for (int k = 0; k < 40; ++k) {
        const auto point = random.in(bounding_box(area));
        const auto h = random.between(30, 1000);
        const auto parts =
            by_ring[0].at(point, h) - by_ring[1].at(point, h) + by_ring[2].at(point, h) + by_ring[3].at(point, h);
        CAPTURE(name, h, point.x, point.y);
        CHECK(mass.at(point, h) == within(4e-9, parts));
        CHECK(mass.at(point, h) + around.at(point, h) == within(3e-9, 1));
      }
    }
  }
}

TEST_CASE("Order and direction of rings, a repeated point and one more on an edge change no mass") {
  test::Random random(44);
  const auto area = test::islands(random, {0, 0}, 800);
  auto other = area;
  std::ranges::reverse(other.rings);
  std::ranges::reverse(other.rings[0]);
  std::ranges::rotate(other.rings[1], other.rings[1].begin() + 3);
  other.rings[2].push_back(other.rings[2].front());
  other.rings[3].insert(other.rings[3].begin() + 4, {(other.rings[3][3].x + other.rings[3][4].x) / 2,
                                                     (other.rings[3][3].y + other.rings[3][4].y) / 2});
  for (const auto& [kernel, name] : kernel_names) {
    const KernelMass mass(area, kernel);
    const KernelMass same(other, kernel);
    for (int i = 0; i < 100; ++i) {
      const auto point = random.in({-1200, -1200, 3500, 1200});
      CAPTURE(name, point.x, point.y);
      CHECK(same.at(point, 300) == within(1e-10, mass.at(point, 300)));
    }
  }
}

TEST_CASE("Parts that share a border are as if they were one") {
  const Area two{{{{0, 0}, {600, 0}, {600, 1000}, {0, 1000}}, {{600, 0}, {1000, 0}, {1000, 1000}, {600, 1000}}}};
  for (const auto& [kernel, name] : kernel_names) {
    const KernelMass one(square, kernel);
    const KernelMass both(two, kernel);
    CAPTURE(name);
    for (const auto& point : {Point{600, 500}, {600, 0}, {600, 1000}, {599.9, 20}, {300, 999}, {600, -30}}) {
      CHECK(both.at(point, 140) == within(1e-10, one.at(point, 140)));
    }
  }
}

TEST_CASE("Moved and enlarged together, area, point and bandwidth have the same mass") {
  test::Random random(45);
  const auto area = test::islands(random, {0, 0}, 800);
  auto moved = area;
  for (auto& ring : moved.rings) {
    for (auto& point : ring) {
      point = {7 * point.x + 500000, 7 * point.y + 6200000};
    }
  }
  for (const auto& [kernel, name] : kernel_names) {
    for (int i = 0; i < 100; ++i) {
      const auto point = random.in({-1200, -1200, 3500, 1200});
      CAPTURE(name);
      CHECK(mass_at(moved, kernel, {7 * point.x + 500000, 7 * point.y + 6200000}, 7 * 250) ==
            within(tolerance_of(kernel), mass_at(area, kernel, point, 250)));
    }
  }
}

TEST_CASE("Out of reach of the border the mass is exactly one or nothing") {
  for (const auto& [kernel, name] : kernel_names) {
    const KernelMass mass(square, kernel);
    CAPTURE(name);
    CHECK(mass.at({500, 500}, 60) == 1);
    CHECK(mass.at({1500, 500}, 60) == 0);
    CHECK(KernelMass({}, kernel).at({500, 500}, 60) == 0);
  }
  // The disc just touches the border.
  CHECK(mass_at(square, Kernel::uniform, {500, 400}, 400) == 1);
  CHECK(mass_at(square, Kernel::quartic, {500, -400}, 400) == 0);
}

TEST_CASE("A point inside has some mass however thin the area") {
  const auto needle = rectangle({0, 0, 1000, 1e-9});
  for (const auto& [kernel, name] : kernel_names) {
    CAPTURE(name);
    CHECK(mass_at(needle, kernel, {500, 5e-10}, 1e5) == least_mass_of_inner_point);
    CHECK(mass_at(rectangle({0, 0, 1000, 0.01}), kernel, {500, 0.005}, 100) > 3e-5);
    CHECK(mass_at(needle, kernel, {500, 1}, 1e5) < 1e-10);
  }
}

TEST_CASE("The masses at cells are those at their centres for all kernels, shapes and bandwidths") {
  test::Random random(46);
  for (const auto of : {MassOf::kernel, MassOf::squared_kernel}) {
    for (const auto& [kernel, name] : kernel_names) {
      for (const auto shape : {CellShape::square, CellShape::hexagon}) {
        for (const auto h : {3.0, 45.0, 260.0, 2500.0}) {
          const auto area = test::islands(random, middle_of_sweden, 700);
          const auto box = bounding_box(area);
          const auto grid =
              Grid::covering({box.min_x - 300, box.min_y - 150, box.max_x + 80, box.max_y + 400}, shape, 53);
          const KernelMass mass(area, kernel, of);
          const auto at_cells = mass.at_cells(grid, h, 1);
          REQUIRE(at_cells.size() == grid.size());
          double largest = 0;
          for (std::size_t cell = 0; cell < grid.size(); ++cell) {
            largest = std::max(largest, std::abs(at_cells[cell] - mass.at(grid.centre(cell), h)));
          }
          CAPTURE(name, static_cast<int>(of), static_cast<int>(shape), h);
          CHECK(largest <= tolerance_of(kernel));
        }
      }
    }
  }
}

TEST_CASE("Many cells under a Gaussian are interpolated within a billionth") {
  test::Random random(47);
  const auto area = test::islands(random, {0, 0}, 500);
  const KernelMass mass(area, Kernel::gaussian);
  for (const auto shape : {CellShape::square, CellShape::hexagon}) {
    const auto grid = Grid::covering({-700, -700, 1900, 700}, shape, 9);
    const auto at_cells = mass.at_cells(grid, 280, 1);
    double largest = 0;
    for (std::size_t cell = 0; cell < grid.size(); cell += 61) {
      largest = std::max(largest, std::abs(at_cells[cell] - mass.at(grid.centre(cell), 280)));
    }
    CHECK(largest <= 1e-9);
  }
}

TEST_CASE("Centres on borders and corners have halves and quarters") {
  // Cells of 100 m have centres at 50, 150, ...: the border runs through them, and two of its corners lie on them.
  const auto area = rectangle({250, 250, 1250, 1250});
  const auto grid = test::square_grid(15, 15);
  for (const auto& [kernel, name] : kernel_names) {
    const auto mass = KernelMass(area, kernel).at_cells(grid, 90, 1);
    const auto at = [&](std::int64_t column, std::int64_t row) { return mass[grid.number({column, row}).value()]; };
    // A Gaussian reaches beyond the ends of the sides, five and a half standard deviations away.
    const auto tolerance = kernel == Kernel::gaussian ? 1e-7 : 1e-10;
    CAPTURE(name);
    CHECK(at(2, 2) == within(1e-9, 0.25));
    CHECK(at(12, 2) == within(1e-9, 0.25));
    CHECK(at(12, 12) == within(1e-9, 0.25));
    CHECK(at(7, 2) == within(tolerance, 0.5));
    CHECK(at(2, 7) == within(tolerance, 0.5));
    CHECK(at(7, 12) == within(tolerance, 0.5));
    if (kernel != Kernel::gaussian) {
      CHECK(at(7, 7) == 1);
      CHECK(at(0, 0) == 0);
      CHECK(at(14, 7) == 0);
    }
  }
}

TEST_CASE("Cells of a part of a grid have the masses that they have in the whole") {
  test::Random random(48);
  const auto area = test::islands(random, {0, 0}, 700);
  const auto whole = Grid::covering({-900, -900, 2600, 900}, CellShape::hexagon, 40);
  const auto part = Grid::covering({-300, -200, 1100, 500}, CellShape::hexagon, 40);
  for (const auto& [kernel, name] : kernel_names) {
    const KernelMass mass(area, kernel);
    const auto in_whole = mass.at_cells(whole, 170, 1);
    const auto in_part = mass.at_cells(part, 170, 1);
    CAPTURE(name);
    for (std::size_t cell = 0; cell < part.size(); ++cell) {
      CHECK(in_part[cell] == within(tolerance_of(kernel), in_whole[whole.number(part.index(cell)).value()]));
    }
  }
}

TEST_CASE("One, two and five threads give the same bytes") {
  test::Random random(49);
  const auto area = test::islands(random, middle_of_sweden, 900);
  const auto grid = Grid::covering(bounding_box(area), CellShape::square, 20);
  std::vector<Point> points;
  for (int i = 0; i < 5000; ++i) {
    points.push_back(random.in(grid.box()));
  }
  for (const auto kernel : {Kernel::gaussian, Kernel::quartic, Kernel::triangular}) {
    const KernelMass mass(area, kernel);
    const auto cells = mass.at_cells(grid, 150, 1);
    const auto at_points = mass.at_points(points, std::vector<double>{150}, 1);
    for (const auto threads : {2U, 5U}) {
      CHECK(mass.at_cells(grid, 150, threads) == cells);
      CHECK(mass.at_points(points, std::vector<double>{150}, threads) == at_points);
    }
  }
}

TEST_CASE("Each point may have its own bandwidth") {
  test::Random random(50);
  const auto area = test::islands(random, {0, 0}, 700);
  std::vector<Point> points;
  std::vector<double> bandwidths_m;
  for (int i = 0; i < 200; ++i) {
    points.push_back(random.in({-700, -700, 2500, 700}));
    bandwidths_m.push_back(random.between(5, 900));
  }
  for (const auto& [kernel, name] : kernel_names) {
    const KernelMass mass(area, kernel);
    const auto each = mass.at_points(points, bandwidths_m);
    CAPTURE(name);
    for (std::size_t i = 0; i < points.size(); ++i) {
      CHECK(each[i] == mass.at(points[i], bandwidths_m[i]));
    }
  }
  CHECK(KernelMass(area, Kernel::quartic).at_points({}, thousand).empty());
}

TEST_CASE("Diggle's correction keeps the number of events, the uniform one an even density") {
  test::Random random(51);
  const Area area{{{{0, 0}, {1000, 0}, {1000, 1000}, {500, 400}, {0, 1000}}}};
  std::vector<Point> events;
  while (events.size() < 40) {
    const auto point = random.in(bounding_box(area));
    if (contains(area, point)) {
      events.push_back(point);
    }
  }
  const auto grid = test::square_grid(250, 250, 4);
  for (const auto& [kernel, name] : kernel_names) {
    const DensityOptions options{.kernel = kernel, .bandwidth_m = 220, .keep_mass = false};
    const KernelMass mass(area, kernel);
    const auto weights = corrected_weights({}, mass.at_points(events, std::vector<double>{220}));
    const auto density = density_on_grid(events, weights, grid, options);
    double inside = 0;
    for (std::size_t cell = 0; cell < grid.size(); ++cell) {
      inside += contains(area, grid.centre(cell)) ? density[cell] * grid.cell_area_m2() / 1e6 : 0;
    }
    CAPTURE(name);
    CHECK(inside == within(0.1, 40));

    // One event in the middle of each cell inside is an even density: 1 / (16 m2) = 62500 per km2.
    std::vector<Point> even;
    for (std::size_t cell = 0; cell < grid.size(); cell += 1) {
      if (contains(area, grid.centre(cell))) {
        even.push_back(grid.centre(cell));
      }
    }
    const std::vector<Point> targets{{500, 300}, {2, 2}, {950, 10}, {990, 700}, {500, 398}};
    const auto raw = density_at_points(even, {}, targets, options);
    const auto corrected = corrected_density(raw, mass.at_points(targets, std::vector<double>{220}));
    for (const auto value : corrected) {
      CHECK(value == within(0.015 * 62500, 62500));
    }
  }
}

TEST_CASE("There is no corrected density where next to nothing of the kernel is inside") {
  const std::vector<double> density{10, 10, 10, 0, std::numeric_limits<double>::quiet_NaN(), 10};
  const std::vector<double> mass{1, 0.5, least_mass_inside, 0, 1, 0.9 * least_mass_inside};
  const auto corrected = corrected_density(density, mass);
  CHECK(corrected[0] == 10);
  CHECK(corrected[1] == 20);
  CHECK(corrected[2] == within(1e-9, 10 / least_mass_inside));
  CHECK(std::isnan(corrected[3]));
  CHECK(std::isnan(corrected[4]));
  CHECK(std::isnan(corrected[5]));
  CHECK(std::isnan(corrected_density(density, mass, 0)[3]));
  CHECK(corrected_density(density, mass, 0.5)[1] == 20);

  CHECK(corrected_weights({}, std::vector<double>{1, 0.5, 0}) == std::vector<double>{1, 2, 0});
  CHECK(corrected_weights(std::vector<double>{3, 0}, std::vector<double>{0.5, 0.25}) == std::vector<double>{6, 0});
}

TEST_CASE("A bandwidth that is no positive number has no mass") {
  const KernelMass mass(square, Kernel::quartic);
  const std::vector<Point> point{{500, 500}};
  for (const auto h : {0.0, -1.0, std::numeric_limits<double>::infinity(), std::numeric_limits<double>::quiet_NaN()}) {
    CAPTURE(h);
    CHECK_THROWS_AS(mass.at(point[0], h), InvalidOption);
    CHECK_THROWS_AS(mass.at_points(point, std::vector<double>{h}), InvalidOption);
    CHECK_THROWS_AS(mass.at_cells(test::square_grid(2, 2), h), InvalidOption);
  }
}

TEST_CASE("Measuring the mass inside can be cancelled") {
  const KernelMass mass(square, Kernel::quartic);
  const auto stop = [](std::string_view, double) { return false; };
  CHECK_THROWS_AS(mass.at_cells(test::square_grid(40, 40), 100, 1, stop), Cancelled);
  CHECK_THROWS_AS(mass.at_points(std::vector<Point>{{1, 1}}, thousand, 1, stop), Cancelled);
}

namespace {

const auto density_folder = [] { return test::reference_folder() / "density"; };

/// The area of tests/reference/density/window.csv.
Area reference_area() {
  Area area;
  double ring = -1;
  for (const auto& row : test::read_numbers(density_folder() / "window.csv")) {
    if (area.rings.empty() || row.at("ring") != ring) {
      area.rings.emplace_back();
      ring = row.at("ring");
    }
    area.rings.back().push_back({row.at("x"), row.at("y")});
  }
  return area;
}

struct ReferenceEvents {
  std::vector<Point> points;
  std::vector<double> weights;
};

ReferenceEvents reference_events() {
  ReferenceEvents events;
  for (const auto& row : test::read_numbers(density_folder() / "points.csv")) {
    events.points.push_back({row.at("x"), row.at("y")});
    events.weights.push_back(row.at("weight"));
  }
  return events;
}

struct ReferenceCase {
  std::string file;
  Kernel kernel;
  double bandwidth_m;
  bool weighted;
};

const std::vector<ReferenceCase> reference_cases{{"gaussian_300", Kernel::gaussian, 300, false},
                                                 {"gaussian_300_weighted", Kernel::gaussian, 300, true},
                                                 {"quartic_750", Kernel::quartic, 750, false},
                                                 {"quartic_750_weighted", Kernel::quartic, 750, true},
                                                 {"epanechnikov_600", Kernel::epanechnikov, 600, false}};

struct Corrected {
  std::vector<double> mass;
  std::vector<double> none;
  std::vector<double> uniform;
  std::vector<double> diggle;
};

Corrected corrected_at(const Area& area, const ReferenceCase& what, const std::vector<Point>& targets) {
  const auto events = reference_events();
  const auto weights = what.weighted ? events.weights : std::vector<double>{};
  const DensityOptions options{.kernel = what.kernel, .bandwidth_m = what.bandwidth_m, .keep_mass = false};
  const std::vector<double> bandwidth{what.bandwidth_m};
  const KernelMass mass(area, what.kernel);
  const auto inverse = corrected_weights(weights, mass.at_points(events.points, bandwidth));
  Corrected result;
  result.mass = mass.at_points(targets, bandwidth);
  result.none = density_at_points(events.points, weights, targets, options);
  result.uniform = corrected_density(result.none, result.mass);
  result.diggle = density_at_points(events.points, inverse, targets, options);
  return result;
}

std::vector<Point> places_of(const std::vector<test::Row>& rows) {
  std::vector<Point> places;
  for (const auto& row : rows) {
    places.push_back({row.at("x"), row.at("y")});
  }
  return places;
}

}  // namespace

TEST_CASE("The mass inside a clipped polygon is that of integration over rows (R)") {
  const auto area = reference_area();
  const auto rows = test::read_numbers(density_folder() / "edge_mass.csv");
  REQUIRE(rows.size() >= 30);
  const std::vector<std::pair<Kernel, int>> columns{{Kernel::gaussian, 300},   {Kernel::uniform, 500},
                                                    {Kernel::triangular, 700}, {Kernel::epanechnikov, 600},
                                                    {Kernel::quartic, 750},    {Kernel::triweight, 1100}};
  for (const auto& [kernel, h] : columns) {
    const auto& name = kernel_names[static_cast<std::size_t>(kernel)].name;
    const KernelMass mass(area, kernel);
    for (const auto& row : rows) {
      CAPTURE(name, row.at("x"), row.at("y"));
      const auto expected = row.at(std::string(name) + "_" + std::to_string(h));
      CHECK(mass.at({row.at("x"), row.at("y")}, h) == within(tolerance_of(kernel), expected));
    }
  }
}

TEST_CASE("Corrected densities at points are those of the plain sums, and within 1e-3 those of spatstat") {
  const auto area = reference_area();
  for (const auto& what : reference_cases) {
    for (const auto* const kind : {"edge_at_points_", "edge_pixels_"}) {
      const auto rows = test::read_numbers(density_folder() / (kind + what.file + ".csv"));
      REQUIRE(rows.size() >= 50);
      const auto found = corrected_at(area, what, places_of(rows));
      const auto is_pixel = std::string(kind) == "edge_pixels_";
      for (std::size_t i = 0; i < rows.size(); ++i) {
        const auto& row = rows[i];
        CAPTURE(what.file, kind, row.at("x"), row.at("y"));
        CHECK(found.mass[i] == within(1e-9, row.at("exact_mass")));
        CHECK(found.none[i] == within(1e-6 * row.at("exact_none"), row.at("exact_none")));
        CHECK(found.uniform[i] == within(1e-6 * row.at("exact_uniform"), row.at("exact_uniform")));
        CHECK(found.diggle[i] == within(1e-6 * row.at("exact_diggle"), row.at("exact_diggle")));
        if (is_pixel) {
          CHECK(found.uniform[i] == within(1e-3 * row.at("uniform"), row.at("uniform")));
          CHECK(found.diggle[i] == within(1e-3 * row.at("diggle"), row.at("diggle")));
        }
      }
    }
  }
}

TEST_CASE("In a rectangle spatstat's exact densities at points are met to 1e-6") {
  const Box box{497500, 6227400, 503700, 6232600};
  for (const auto weighted : {false, true}) {
    const ReferenceCase what{weighted ? "gaussian_300_weighted" : "gaussian_300", Kernel::gaussian, 300, weighted};
    const auto rows = test::read_numbers(density_folder() / ("edge_at_points_of_rectangle_" + what.file + ".csv"));
    REQUIRE(rows.size() >= 50);
    const auto found = corrected_at(rectangle(box), what, places_of(rows));
    for (std::size_t i = 0; i < rows.size(); ++i) {
      CAPTURE(what.file, rows[i].at("x"), rows[i].at("y"));
      CHECK(found.none[i] == within(1e-6 * rows[i].at("none"), rows[i].at("none")));
      CHECK(found.uniform[i] == within(1e-6 * rows[i].at("uniform"), rows[i].at("uniform")));
      CHECK(found.diggle[i] == within(1e-6 * rows[i].at("diggle"), rows[i].at("diggle")));
    }
  }
}

}  // namespace lykta::tests_of_edge_correction
