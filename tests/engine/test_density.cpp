#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <numbers>
#include <vector>

#include "engine/base/error.hpp"
#include "engine/density/density.hpp"
#include "tests/catch.hpp"
#include "tests/engine/samples.hpp"

namespace lykta::tests_of_density {
namespace {

using std::numbers::pi;
using test::square_grid;
using test::total;
using test::within;

const std::vector<Kernel> all_kernels{Kernel::uniform, Kernel::triangular, Kernel::epanechnikov,
                                      Kernel::quartic, Kernel::triweight,  Kernel::gaussian};

DensityOptions plain(Kernel kernel, double bandwidth_m) {
  return {.kernel = kernel, .bandwidth_m = bandwidth_m, .keep_mass = false};
}
DensityOptions mass_kept(Kernel kernel, double bandwidth_m) {
  return {.kernel = kernel, .bandwidth_m = bandwidth_m, .keep_mass = true};
}

std::vector<Point> random_points(test::Random& random, std::size_t number, const Box& box) {
  std::vector<Point> points;
  for (std::size_t i = 0; i < number; ++i) {
    points.push_back(random.in(box));
  }
  return points;
}

/// A grid that reaches as far around the box as the kernel.
Grid grid_around(const Box& box, CellShape shape, double cell_m, const DensityOptions& options) {
  const auto reach = support_in_bandwidths(options.kernel) * options.bandwidth_m + 2 * cell_m;
  return Grid::covering({box.min_x - reach, box.min_y - reach, box.max_x + reach, box.max_y + reach}, shape, cell_m);
}

double largest_difference(const std::vector<double>& a, const std::vector<double>& b) {
  REQUIRE(a.size() == b.size());
  double largest = 0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    largest = std::max(largest, std::abs(a[i] - b[i]));
  }
  return largest;
}

/// In how many cells is there density although no event reaches the centre nor lies in the cell, or none although one does?
std::size_t cells_against_reach(const std::vector<Point>& events, const Grid& grid, const DensityOptions& options,
                                const std::vector<double>& density) {
  const auto reach_m = support_in_bandwidths(options.kernel) * options.bandwidth_m;
  std::size_t wrong = 0;
  for (std::size_t cell = 0; cell < density.size(); ++cell) {
    const auto centre = grid.centre(cell);
    const auto reaches = [&](const Point& event) {
      return std::hypot(event.x - centre.x, event.y - centre.y) < reach_m;
    };
    const auto lies_inside = [&](const Point& event) { return grid.cell_at(event) == cell; };
    const auto is_reached = std::ranges::any_of(events, reaches);
    wrong += is_reached && !(density[cell] > 0) ? 1U : 0U;
    wrong += !is_reached && density[cell] != 0 && std::ranges::none_of(events, lies_inside) ? 1U : 0U;
  }
  return wrong;
}

double largest(const std::vector<double>& values) { return *std::ranges::max_element(values); }

const Box town{0, 0, 1000, 1000};

}  // namespace

TEST_CASE("One event gives the kernel at the centres of the cells") {
  // Quartic, 200 m: 3 / pi / 200^2 per m2 = 23.873241 per km2 at the event; at 100 m (1 - 1/4)^2 = 0.5625 of it; at
  // 141.4 m (1 - 1/2)^2 = 0.25 of it; at 200 m nothing.
  const auto grid = square_grid(7, 7);
  const std::vector<Point> event{{350, 350}};
  const auto density = density_on_grid(event, {}, grid, plain(Kernel::quartic, 200));
  const auto at_cell = [&](std::int64_t column, std::int64_t row) {
    return density[grid.number({column, row}).value()];
  };
  CHECK(at_cell(3, 3) == within(1e-6, 23.873241));
  CHECK(at_cell(4, 3) == within(1e-6, 23.873241 * 0.5625));
  CHECK(at_cell(3, 2) == within(1e-6, 23.873241 * 0.5625));
  CHECK(at_cell(2, 4) == within(1e-6, 23.873241 * 0.25));
  CHECK(at_cell(5, 3) <= 1e-12 * largest(density));  // a centre on the kernel's edge
  CHECK(total(density) == within(1e-5, 23.873241 * (1 + 4 * 0.5625 + 4 * 0.25)));
}

TEST_CASE("A uniform kernel counts a centre at exactly one bandwidth") {
  // 500 m: the 81 centres with column^2 + row^2 <= 25 around the event's own, (3,4) among them.
  const auto grid = square_grid(15, 15);
  const std::vector<Point> event{{750, 750}};
  const auto density = density_on_grid(event, {}, grid, plain(Kernel::uniform, 500));
  CHECK(std::ranges::count_if(density, [](double value) { return value > 0; }) == 81);
  CHECK(largest(density) == within(1e-12, 1e6 / (pi * 500 * 500)));
}

TEST_CASE("With its mass kept an event is shared among the cells it reaches") {
  // Uniform, 100 m, in the middle of a cell: its own and the four beside it, a fifth of an event on 0.01 km2 each: 20
  // per km2.
  const auto grid = square_grid(5, 5);
  const std::vector<Point> event{{250, 250}};
  const auto density = density_on_grid(event, {}, grid, mass_kept(Kernel::uniform, 100));
  for (const auto& index : {CellIndex{2, 2}, CellIndex{1, 2}, CellIndex{3, 2}, CellIndex{2, 1}, CellIndex{2, 3}}) {
    CHECK(density[grid.number(index).value()] == within(1e-12, 20));
  }
  CHECK(total(density) == within(1e-12, 100));
}

TEST_CASE("An event that reaches no centre gives all to its own cell") {
  const auto grid = square_grid(3, 3);
  const std::vector<Point> events{{120, 180}, {100, 100}};
  for (const auto kernel :
       {Kernel::uniform, Kernel::triangular, Kernel::epanechnikov, Kernel::quartic, Kernel::triweight}) {
    const auto density = density_on_grid(events, {}, grid, mass_kept(kernel, 10));
    CHECK(largest_difference(density, {0, 0, 0, 0, 200, 0, 0, 0, 0}) <= 1e-12 * 200);  // 2 on 0.01 km2
    CHECK(total(density_on_grid(events, {}, grid, plain(kernel, 10))) == 0);
  }
}

TEST_CASE("Density times cell area sums to the events for all kernels, shapes and bandwidths") {
  test::Random random(20);
  const auto events = random_points(random, 60, town);
  for (const auto kernel : all_kernels) {
    for (const auto shape : {CellShape::square, CellShape::hexagon}) {
      for (const auto bandwidth_m : {0.5, 40.0, 99.0, 200.0, 1300.0}) {
        const auto options = mass_kept(kernel, bandwidth_m);
        const auto grid = grid_around(town, shape, 100, options);
        const auto density = density_on_grid(events, {}, grid, options);
        CAPTURE(static_cast<int>(kernel), static_cast<int>(shape), bandwidth_m);
        CHECK(total(density) * grid.cell_area_m2() / 1e6 == within(60 * 1e-9, 60));
        CHECK(cells_against_reach(events, grid, options, density) == 0);
      }
    }
  }
}

TEST_CASE("Density times cell area sums to the weights") {
  test::Random random(21);
  const auto events = random_points(random, 50, town);
  std::vector<double> weights;
  for (std::size_t i = 0; i < events.size(); ++i) {
    weights.push_back(random.between(0.1, 7));
  }
  const auto options = mass_kept(Kernel::epanechnikov, 260);
  const auto grid = grid_around(town, CellShape::hexagon, 80, options);
  const auto sum = total(density_on_grid(events, weights, grid, options)) * grid.cell_area_m2() / 1e6;
  CHECK(sum == within(1e-9, total(weights)));
}

TEST_CASE("Without its mass kept the density on a grid is the density at the centres") {
  test::Random random(22);
  const auto events = random_points(random, 80, town);
  for (const auto kernel : all_kernels) {
    for (const auto shape : {CellShape::square, CellShape::hexagon}) {
      for (const auto bandwidth_m : {60.0, 215.0, 777.0}) {
        const auto options = plain(kernel, bandwidth_m);
        const auto grid = Grid::covering(town, shape, 100);
        std::vector<Point> centres;
        for (std::size_t cell = 0; cell < grid.size(); ++cell) {
          centres.push_back(grid.centre(cell));
        }
        const auto density = density_on_grid(events, {}, grid, options);
        const auto expected = density_at_points(events, {}, centres, options);
        // Beyond six bandwidths the grid leaves out of each of the 80 events at most K(6) / h^2.
        const auto truncated = 80 * kernel_value(kernel, 6) / (bandwidth_m * bandwidth_m) * 1e6;
        CAPTURE(static_cast<int>(kernel), static_cast<int>(shape), bandwidth_m);
        CHECK(largest_difference(density, expected) <= 1e-12 * largest(expected) + truncated);
      }
    }
  }
}

TEST_CASE("The density at points is the sum over the events without truncation") {
  // Gaussian, 100 m: 1e6 / (2 pi 100^2) = 15.915494 per km2 at an event. Events at 0 and 300 m: 1 + exp(-4.5) and twice
  // exp(-9/8) between.
  const std::vector<Point> events{{0, 0}, {300, 0}};
  const std::vector<Point> targets{{0, 0}, {150, 0}, {800, 0}};
  const auto density = density_at_points(events, {}, targets, plain(Kernel::gaussian, 100));
  CHECK(density[0] == within(1e-6, 15.915494 * (1 + std::exp(-4.5))));
  CHECK(density[1] == within(1e-6, 15.915494 * 2 * std::exp(-1.125)));
  CHECK(density[2] == within(1e-12, 1e6 / (2 * pi * 1e4) * (std::exp(-32) + std::exp(-12.5))));
  const std::vector<double> weights{2, 0};
  CHECK(density_at_points(events, weights, targets, plain(Kernel::gaussian, 100))[0] == within(1e-6, 2 * 15.915494));
}

TEST_CASE("Moving events by whole cells moves their density") {
  test::Random random(23);
  const auto events = random_points(random, 40, town);
  std::vector<Point> moved;
  for (const auto& event : events) {
    moved.push_back({event.x + 1300, event.y - 2700});
  }
  for (const auto keep_mass : {true, false}) {
    for (const auto kernel : all_kernels) {
      const DensityOptions options{.kernel = kernel, .bandwidth_m = 180, .keep_mass = keep_mass};
      const auto here = density_on_grid(events, {}, Grid::covering(town, CellShape::square, 100), options);
      const auto there =
          density_on_grid(moved, {}, Grid::covering({1300, -2700, 2300, -1700}, CellShape::square, 100), options);
      CHECK(largest_difference(here, there) <= 1e-11 * largest(here));
    }
  }
}

TEST_CASE("Twice the weight is twice the density") {
  test::Random random(24);
  const auto events = random_points(random, 40, town);
  const std::vector<double> ones(events.size(), 1.0);
  const std::vector<double> twos(events.size(), 2.0);
  const auto grid = Grid::covering(town, CellShape::hexagon, 100);
  for (const auto kernel : all_kernels) {
    const auto options = mass_kept(kernel, 150);
    const auto none = density_on_grid(events, {}, grid, options);
    const auto twice = density_on_grid(events, twos, grid, options);
    CHECK(density_on_grid(events, ones, grid, options) == none);
    for (std::size_t cell = 0; cell < grid.size(); ++cell) {
      CHECK(twice[cell] == within(1e-12 * largest(none), 2 * none[cell]));
    }
  }
}

TEST_CASE("The order of the events does not matter") {
  test::Random random(25);
  auto events = random_points(random, 200, town);
  const auto grid = Grid::covering(town, CellShape::square, 100);
  const auto options = mass_kept(Kernel::quartic, 300);
  const auto before = density_on_grid(events, {}, grid, options);
  random.shuffle(events);
  CHECK(largest_difference(before, density_on_grid(events, {}, grid, options)) <= 1e-12 * largest(before));
}

TEST_CASE("Three events at one place weigh as one event of weight three") {
  const auto grid = square_grid(9, 9);
  const std::vector<Point> three(3, {433.3, 411.1});
  const std::vector<Point> one{three[0]};
  const std::vector<double> weight{3};
  for (const auto kernel : all_kernels) {
    const auto options = mass_kept(kernel, 210);
    const auto expected = density_on_grid(one, weight, grid, options);
    CHECK(largest_difference(density_on_grid(three, {}, grid, options), expected) <= 1e-12 * largest(expected));
  }
}

TEST_CASE("The extent of the grid changes no value in it") {
  test::Random random(26);
  const auto events = random_points(random, 50, {-300, -300, 1300, 1300});  // some beyond the small grid
  for (const auto shape : {CellShape::square, CellShape::hexagon}) {
    const auto small = Grid::covering(town, shape, 100);
    const auto large = Grid::covering({-2000, -1500, 2500, 3000}, shape, 100);
    const auto options = mass_kept(Kernel::gaussian, 130);
    const auto density = density_on_grid(events, {}, small, options);
    const auto in_large = density_on_grid(events, {}, large, options);
    double difference = 0;
    for (std::size_t cell = 0; cell < small.size(); ++cell) {
      difference = std::max(difference, std::abs(density[cell] - in_large[large.number(small.index(cell)).value()]));
    }
    CHECK(difference <= 1e-12 * largest(density));
  }
}

TEST_CASE("No events give no density") {
  const auto density = density_on_grid({}, {}, square_grid(4, 3), {});
  CHECK(density == std::vector<double>(12, 0.0));
  CHECK(density_at_points({}, {}, std::vector<Point>{{1, 1}}, {}) == std::vector<double>{0});
}

TEST_CASE("A bandwidth that is no positive number is refused") {
  const auto grid = square_grid(2, 2);
  for (const auto bandwidth_m :
       {0.0, -200.0, std::numeric_limits<double>::infinity(), std::numeric_limits<double>::quiet_NaN()}) {
    CAPTURE(bandwidth_m);
    CHECK_THROWS_AS(check(plain(Kernel::quartic, bandwidth_m)), InvalidOption);
    CHECK_THROWS_AS(density_on_grid({}, {}, grid, plain(Kernel::quartic, bandwidth_m)), InvalidOption);
    CHECK_THROWS_AS(density_at_points({}, {}, {}, plain(Kernel::quartic, bandwidth_m)), InvalidOption);
  }
  CHECK_THROWS_WITH(check(plain(Kernel::quartic, -200)), "bandwidth must be a positive number of metres, not -200");
}

TEST_CASE("Measuring a density can be cancelled") {
  const std::vector<Point> event{{50, 50}};
  CHECK_THROWS_AS(density_on_grid(event, {}, square_grid(2, 2), {}, [](std::string_view, double) { return false; }),
                  Cancelled);
}

}  // namespace lykta::tests_of_density
