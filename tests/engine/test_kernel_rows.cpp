#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <numeric>
#include <string>
#include <utility>
#include <vector>

#include "engine/density/kernel_rows.hpp"
#include "tests/catch.hpp"
#include "tests/engine/samples.hpp"

namespace lykta::tests_of_kernel_rows {
namespace {

using test::square_grid;
using test::total;
using test::within;

const std::vector<Kernel> all_kernels{Kernel::uniform, Kernel::triangular, Kernel::epanechnikov,
                                      Kernel::quartic, Kernel::triweight,  Kernel::gaussian};
constexpr std::array both_shapes{CellShape::square, CellShape::hexagon};
constexpr std::array both_ways{true, false};

struct Events {
  std::vector<Point> points;
  std::vector<double> weights;
  std::vector<double> bandwidths_m;

  [[nodiscard]] double weight(std::size_t i) const { return weights.empty() ? 1.0 : weights[i]; }
  [[nodiscard]] double bandwidth_m(std::size_t i, const DensityOptions& options) const {
    return bandwidths_m.empty() ? options.bandwidth_m : bandwidths_m[i];
  }
};

DensityOptions options_of(Kernel kernel, double bandwidth_m, bool keep_mass, unsigned threads = 1) {
  return {.kernel = kernel, .bandwidth_m = bandwidth_m, .keep_mass = keep_mass, .threads = threads};
}

template <typename Value = double>
std::vector<Value> density_of(const Events& events, const Grid& grid, const DensityOptions& options) {
  std::vector<Value> density(grid.size(), std::numeric_limits<Value>::quiet_NaN());
  KernelRows(events.points, events.weights, events.bandwidths_m, grid, options).write(0, grid.rows(), density);
  return density;
}

std::vector<Point> centres_of(const Grid& grid) {
  std::vector<Point> centres;
  for (std::size_t cell = 0; cell < grid.size(); ++cell) {
    centres.push_back(grid.centre(cell));
  }
  return centres;
}

/// The kernel as the grid knows it: the Gaussian ends at six bandwidths.
double cut_kernel(Kernel kernel, double u) {
  return u <= support_in_bandwidths(kernel) ? kernel_value(kernel, u) : 0.0;
}

Box wider(const Box& box, double by) { return {box.min_x - by, box.min_y - by, box.max_x + by, box.max_y + by}; }

/// Adds one event whose values over the endless lattice are scaled to hold its weight.
void add_kept(const Point& event, double weight, double bandwidth_m, Kernel kernel, const Grid& grid,
              std::vector<double>& density) {
  const auto reach = support_in_bandwidths(kernel) * bandwidth_m;
  const auto around =
      Grid::covering(wider(bounding_box(std::array{event}), reach + grid.cell_m()), grid.shape(), grid.cell_m());
  std::vector<double> values;
  for (std::size_t cell = 0; cell < around.size(); ++cell) {
    values.push_back(cut_kernel(kernel, distance_m(event, around.centre(cell)) / bandwidth_m));
  }
  const auto sum = total(values);
  const auto per_km2 = weight / grid.cell_area_m2() * 1e6;
  if (sum == 0) {
    if (const auto own = grid.cell_at(event)) {
      density[*own] += per_km2;
    }
    return;
  }
  for (std::size_t cell = 0; cell < around.size(); ++cell) {
    if (const auto here = grid.number(around.index(cell))) {
      density[*here] += per_km2 * values[cell] / sum;
    }
  }
}

/// The density by its definition, each event at each cell.
std::vector<double> brute_force(const Events& events, const Grid& grid, const DensityOptions& options) {
  std::vector<double> density(grid.size());
  const auto centres = centres_of(grid);
  for (std::size_t i = 0; i < events.points.size(); ++i) {
    const auto bandwidth_m = events.bandwidth_m(i, options);
    if (options.keep_mass) {
      add_kept(events.points[i], events.weight(i), bandwidth_m, options.kernel, grid, density);
      continue;
    }
    const auto scale = events.weight(i) * 1e6 / (bandwidth_m * bandwidth_m);
    for (std::size_t cell = 0; cell < grid.size(); ++cell) {
      density[cell] += scale * cut_kernel(options.kernel, distance_m(events.points[i], centres[cell]) / bandwidth_m);
    }
  }
  return density;
}

template <typename Values>
double largest(const Values& values) {
  return static_cast<double>(*std::ranges::max_element(values));
}

template <typename Values>
double largest_difference(const Values& a, const std::vector<double>& b) {
  REQUIRE(a.size() == b.size());
  double difference = 0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    const auto here = std::abs(static_cast<double>(a[i]) - b[i]);
    difference = here <= difference ? difference : here;  // a NaN stays
  }
  return difference;
}

/// Largest difference as a share of the largest expected value.
template <typename Values>
double error_of(const Values& values, const std::vector<double>& expected) {
  const auto difference = largest_difference(values, expected);
  return difference == 0 ? 0 : difference / largest(expected);
}

const Box town{0, 0, 1900, 1300};

/// Events in and around the town; every fifth weighs nothing.
Events some_events(std::uint64_t seed, std::size_t number, double around_m) {
  test::Random random(seed);
  Events events;
  for (std::size_t i = 0; i < number; ++i) {
    events.points.push_back(random.in(wider(town, around_m)));
    events.weights.push_back(i % 5 == 0 ? 0 : random.between(0.1, 3));
  }
  return events;
}

std::vector<double> spread_bandwidths(std::uint64_t seed, std::size_t number, double narrowest_m, double widest_m) {
  test::Random random(seed);
  std::vector<double> bandwidths_m;
  for (std::size_t i = 0; i < number; ++i) {
    bandwidths_m.push_back(narrowest_m * std::pow(widest_m / narrowest_m, random.between(0, 1)));
  }
  return bandwidths_m;
}

}  // namespace

TEST_CASE("Beyond the reach of every event, and at the very end of it, the density is 0") {
  // Events in the middles of cells of 100 m and kernels of 600 m: cells lie at exactly 600 m, also at 360 and 480 m along the axes.
  std::vector<Point> points;
  for (int i = 0; i < 60; ++i) {
    points.push_back({516'050.0 + 100 * (i * 7 % 16), 6'228'050.0 + 100 * (i * 11 % 15)});
  }
  const auto grid = Grid::covering({514'050, 6'226'050, 519'950, 6'231'950}, CellShape::square, 100);
  for (const auto kernel : {Kernel::triangular, Kernel::epanechnikov, Kernel::quartic, Kernel::triweight}) {
    for (const auto keep_mass : both_ways) {
      CAPTURE(kernel, keep_mass);
      const auto density = density_on_grid(points, {}, grid, options_of(kernel, 600, keep_mass));
      std::size_t wrong = 0;
      std::size_t beyond = 0;
      for (std::size_t cell = 0; cell < grid.size(); ++cell) {
        const auto centre = grid.centre(cell);
        const auto is_beyond =
            std::ranges::all_of(points, [&](const Point& at) { return distance_m(at, centre) >= 600; });
        beyond += is_beyond ? 1U : 0U;
        wrong += (density[cell] == 0) != is_beyond ? 1U : 0U;
      }
      CHECK(beyond > grid.size() / 2);
      CHECK(wrong == 0);
    }
  }
}

TEST_CASE("Rows of plain kernels are the density at their centres") {
  for (const auto kernel : all_kernels) {
    for (const auto shape : both_shapes) {
      const auto grid = Grid::covering(town, shape, 100);
      const auto centres = centres_of(grid);
      for (const auto bandwidth_m : {37.0, 171.0, 202.0, 433.0, 1750.0, 60'000.0}) {
        const auto events = some_events(1, 150, 3 * bandwidth_m > 900 ? 900 : 3 * bandwidth_m);
        const auto options = options_of(kernel, bandwidth_m, false);
        const auto expected = density_at_points(events.points, events.weights, centres, options);
        // A Gaussian is cut at six bandwidths: of each event at most K(6) / h^2 is missing.
        const auto missing = kernel == Kernel::gaussian
                                 ? total(events.weights) * kernel_value(kernel, 6) / bandwidth_m / bandwidth_m
                                 : 0;
        CAPTURE(static_cast<int>(kernel), static_cast<int>(shape), bandwidth_m);
        const auto density = density_of(events, grid, options);
        CHECK(largest_difference(density, expected) <= 1e-12 * largest(expected) + 1e6 * missing);
        CHECK(error_of(density_of<float>(events, grid, options), density) / 1e-7 <= 1);
      }
    }
  }
}

TEST_CASE("Rows agree with the sum over events for all kernels, shapes, bandwidths and ways of scaling") {
  for (const auto kernel : all_kernels) {
    for (const auto shape : both_shapes) {
      const auto grid = Grid::covering(town, shape, 100);
      for (const auto bandwidth_m : {37.0, 97.0, 171.0, 202.0, 433.0, 1750.0}) {
        for (const auto keep_mass : both_ways) {
          const auto events = some_events(2, bandwidth_m < 1000 ? 60 : 25, 500);
          const auto options = options_of(kernel, bandwidth_m, keep_mass);
          const auto expected = brute_force(events, grid, options);
          CAPTURE(static_cast<int>(kernel), static_cast<int>(shape), bandwidth_m, keep_mass);
          REQUIRE(largest(expected) > 0);
          CHECK(error_of(density_of(events, grid, options), expected) / 1e-12 <= 1);
          CHECK(error_of(density_of<float>(events, grid, options), expected) / 1e-6 <= 1);
        }
      }
    }
  }
}

TEST_CASE("Events beside the grid give to the cells within their reach") {
  for (const auto kernel : all_kernels) {
    for (const auto shape : both_shapes) {
      const auto grid = Grid::covering({0, 0, 500, 400}, shape, 100);
      for (const auto keep_mass : both_ways) {
        const auto options = options_of(kernel, 320, keep_mass);
        test::Random random(3);
        Events events;
        while (events.points.size() < 100) {
          const auto point = random.in({-2100, -2100, 2600, 2500});
          if (!grid.cell_at(point)) {
            events.points.push_back(point);
          }
        }
        const auto expected = brute_force(events, grid, options);
        CAPTURE(static_cast<int>(kernel), static_cast<int>(shape), keep_mass);
        REQUIRE(largest(expected) > 0);
        // Only the kernels' rims lie in the grid: the measure is their height.
        const auto height = std::max(largest(expected), 1e6 / (options.bandwidth_m * options.bandwidth_m));
        CHECK(largest_difference(density_of(events, grid, options), expected) / height / 1e-12 <= 1);
      }
    }
  }
}

TEST_CASE("Events on edges, corners and centres of cells count like all others") {
  // Multiples of half a cell, so that kernels of a whole bandwidth end exactly on centres.
  const auto grid = Grid::covering({0, 0, 1400, 1100}, CellShape::square, 100);
  Events events;
  for (int column = -4; column <= 32; column += 3) {
    for (int row = -4; row <= 26; row += 2) {
      events.points.push_back({50.0 * column, 50.0 * row});
    }
  }
  for (const auto kernel : all_kernels) {
    for (const auto bandwidth_m : {50.0, 100.0, 150.0, 250.0, 500.0, 650.0}) {
      for (const auto keep_mass : both_ways) {
        const auto options = options_of(kernel, bandwidth_m, keep_mass);
        const auto expected = brute_force(events, grid, options);
        CAPTURE(static_cast<int>(kernel), bandwidth_m, keep_mass);
        CHECK(error_of(density_of(events, grid, options), expected) / 1e-12 <= 1);
      }
    }
  }
}

TEST_CASE("A uniform kernel reaches centres at exactly one bandwidth, also aslant") {
  // Pythagorean: 5 = |3,4|, 13 = |5,12|, 25 = |7,24| = |15,20|, 65 = |16,63| = |33,56| = |25,60| = |39,52|. Lattice
  // points in a circle: Gauss's circle problem, OEIS A000328.
  const std::vector<std::pair<double, int>> circles{{5, 81}, {10, 317}, {13, 529}, {25, 1961}, {65, 13'273}};
  const auto grid = square_grid(140, 140, 20);
  const Events event{{{1410, 1410}}, {}, {}};
  for (const auto& [cells, inside] : circles) {
    const auto density = density_of(event, grid, options_of(Kernel::uniform, 20 * cells, false));
    CAPTURE(cells);
    CHECK(std::ranges::count_if(density, [](double value) { return value > 0; }) == inside);
    const auto kept = density_of(event, grid, options_of(Kernel::uniform, 20 * cells, true));
    CHECK(largest(kept) == within(1e-9, 1e6 / (400.0 * inside)));
  }
}

TEST_CASE("Bandwidths of their own, from below a cell to beyond the area, add up as the formula says") {
  for (const auto kernel : all_kernels) {
    for (const auto shape : both_shapes) {
      const auto grid = Grid::covering(town, shape, 100);
      for (const auto widest_m : {55.0, 190.0, 900.0, 9000.0}) {
        for (const auto keep_mass : both_ways) {
          auto events = some_events(4, widest_m > 1000 && keep_mass ? 20 : 100, 300);
          events.bandwidths_m = spread_bandwidths(5, events.points.size(), 30, widest_m);
          const auto options = options_of(kernel, 1, keep_mass);
          const auto expected = brute_force(events, grid, options);
          CAPTURE(static_cast<int>(kernel), static_cast<int>(shape), widest_m, keep_mass);
          CHECK(error_of(density_of(events, grid, options), expected) / 1e-12 <= 1);
          CHECK(error_of(density_of<float>(events, grid, options), expected) / 1e-6 <= 1);
        }
      }
    }
  }
}

TEST_CASE("A narrow event beside a very wide one keeps its digits") {
  // Long rows: the narrow ones lie far from the middle of whatever the wide one spans.
  const auto grid = square_grid(1200, 5);
  for (const auto kernel : all_kernels) {
    Events events{{{40'000, 250}, {3320, 240}, {61'234, 260}, {118'000, 220}}, {}, {50'000, 210, 230, 450}};
    const auto options = options_of(kernel, 1, false);
    const auto expected = brute_force(events, grid, options);
    CAPTURE(static_cast<int>(kernel));
    CHECK(error_of(density_of(events, grid, options), expected) / 1e-12 <= 1);
  }
}

TEST_CASE("One bandwidth for all is the same as the same for each") {
  auto events = some_events(6, 200, 300);
  for (const auto kernel : all_kernels) {
    for (const auto keep_mass : both_ways) {
      const auto grid = Grid::covering(town, CellShape::hexagon, 100);
      events.bandwidths_m.clear();
      const auto expected = density_of(events, grid, options_of(kernel, 270, keep_mass));
      events.bandwidths_m.assign(events.points.size(), 270);
      CHECK(density_of(events, grid, options_of(kernel, 1, keep_mass)) == expected);
    }
  }
}

TEST_CASE("Twice the weight is twice the density, bit by bit") {
  auto events = some_events(7, 200, 300);
  auto twice = events;
  auto any = events;
  for (std::size_t i = 0; i < events.weights.size(); ++i) {
    twice.weights[i] *= 2;
    any.weights[i] *= 37.1;
  }
  const auto grid = Grid::covering(town, CellShape::square, 50);
  for (const auto kernel : all_kernels) {
    for (const auto keep_mass : both_ways) {
      const auto options = options_of(kernel, 270, keep_mass);
      auto density = density_of(events, grid, options);
      auto expected = density;
      std::ranges::transform(expected, expected.begin(), [](double value) { return 2 * value; });
      CHECK(density_of(twice, grid, options) == expected);
      std::ranges::transform(density, density.begin(), [](double value) { return 37.1 * value; });
      CHECK(error_of(density_of(any, grid, options), density) / 1e-12 <= 1);
    }
  }
}

TEST_CASE("An event without weight changes nothing, and none at all gives 0") {
  const auto grid = Grid::covering(town, CellShape::square, 50);
  for (const auto kernel : all_kernels) {
    for (const auto bandwidth_m : {20.0, 270.0}) {
      const auto options = options_of(kernel, bandwidth_m, true);
      auto events = some_events(8, 50, 100);
      const auto expected = density_of(events, grid, options);
      events.points.insert(events.points.end(), 10, {433, 477});
      events.weights.insert(events.weights.end(), 10, 0.0);
      CHECK(error_of(density_of(events, grid, options), expected) / 1e-14 <= 1);
      events.weights.assign(events.points.size(), 0.0);
      CHECK(density_of(events, grid, options) == std::vector<double>(grid.size(), 0.0));
    }
  }
}

TEST_CASE("Moved by whole cells, events and grid give the same values under other ids") {
  const auto events = some_events(9, 120, 300);
  for (const auto shape : both_shapes) {
    // An even number of rows, or hexagons would lie half a cell aside.
    const auto moved_x = 13 * 100.0;
    const auto moved_y = -28 * (shape == CellShape::square ? 100.0 : hexagon_row_spacing_m(100));
    auto moved = events;
    for (auto& point : moved.points) {
      point = {point.x + moved_x, point.y + moved_y};
    }
    const auto here = Grid::covering(town, shape, 100);
    const auto low = here.first();
    const auto world = Grid::covering(wider(town, 4000), shape, 100);
    const auto there =
        world.between({low.column + 13, low.row - 28}, {low.column + 12 + static_cast<std::int64_t>(here.columns()),
                                                        low.row - 29 + static_cast<std::int64_t>(here.rows())});
    REQUIRE(there.size() == here.size());
    for (std::size_t cell = 0; cell < there.size(); ++cell) {
      REQUIRE(there.id(cell) == world.id(world.cell_at(there.centre(cell)).value()));
      REQUIRE(there.id(cell) != here.id(cell));
    }
    for (const auto kernel : all_kernels) {
      for (const auto keep_mass : both_ways) {
        const auto options = options_of(kernel, 270, keep_mass);
        CAPTURE(static_cast<int>(kernel), static_cast<int>(shape), keep_mass);
        CHECK(error_of(density_of(moved, there, options), density_of(events, here, options)) / 1e-12 <= 1);
        // What lies around the grid changes no value in it.
        const auto in_world = density_of(moved, world, options);
        std::vector<double> cut;
        for (std::size_t cell = 0; cell < there.size(); ++cell) {
          cut.push_back(in_world[world.number(there.index(cell)).value()]);
        }
        CHECK(error_of(density_of(moved, there, options), cut) / 1e-12 <= 1);
      }
    }
  }
}

TEST_CASE("No event is lost whose kernel is narrower than its cell, at whatever border it lies") {
  const auto grid = square_grid(3, 3);
  std::vector<Point> points;
  for (const auto at : {0.0, 1.0, 20.0, 150.0, 280.0, 299.0}) {
    points.insert(points.end(), {{at, 150}, {150, at}, {at, at}});
  }
  for (const auto& known : kernel_names) {
    const auto density = density_on_grid(points, {}, grid, {.kernel = known.kernel, .bandwidth_m = 1.5});
    const auto sum = std::accumulate(density.begin(), density.end(), 0.0) * 0.01;
    CHECK(std::abs(sum - static_cast<double>(points.size())) <= 1e-9);
  }
}

TEST_CASE("The order of the events does not matter to the exact sum") {
  const auto events = some_events(10, 1000, 300);
  test::Random random(11);
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < events.points.size(); ++i) {
    order.push_back(i);
  }
  random.shuffle(order);
  Events shuffled;
  for (const auto i : order) {
    shuffled.points.push_back(events.points[i]);
    shuffled.weights.push_back(events.weights[i]);
  }
  for (const auto kernel : all_kernels) {
    for (const auto shape : both_shapes) {
      const auto grid = Grid::covering(town, shape, 60);
      const auto options = options_of(kernel, kernel == Kernel::gaussian ? 75 : 310, true);
      CAPTURE(static_cast<int>(kernel), static_cast<int>(shape));
      CHECK(error_of(density_of(shuffled, grid, options), density_of(events, grid, options)) / 1e-12 <= 1);
    }
  }
}

TEST_CASE("A million events at one place are a million times one") {
  const auto grid = square_grid(30, 30);
  const Events one{{{1433.3, 1511.1}}, {}, {}};
  const Events million{std::vector<Point>(1'000'000, one.points[0]), {}, {}};
  for (const auto kernel : all_kernels) {
    // Those that are stamped cell by cell are narrow here, for the sake of time.
    const auto options =
        options_of(kernel, polynomial_power(kernel) ? 510 : 110 / support_in_bandwidths(kernel), false);
    auto expected = density_of(one, grid, options);
    std::ranges::transform(expected, expected.begin(), [](double value) { return 1e6 * value; });
    CAPTURE(static_cast<int>(kernel));
    // A million equal events are all rounded to the grain in the same way.
    CHECK(error_of(density_of(million, grid, options), expected) / 5e-10 <= 1);
  }
}

TEST_CASE("No events give no density in any row") {
  for (const auto shape : both_shapes) {
    const auto grid = Grid::covering(town, shape, 100);
    for (const auto kernel : all_kernels) {
      CHECK(density_of({}, grid, options_of(kernel, 300, true)) == std::vector<double>(grid.size(), 0.0));
      CHECK(density_of<float>({}, grid, options_of(kernel, 30, false)) == std::vector<float>(grid.size(), 0.0F));
    }
  }
}

TEST_CASE("Grids of one cell, one row and one column") {
  test::Random random(12);
  const auto wide = Grid::covering({0, 0, 2000, 2000}, CellShape::hexagon, 100);
  const std::vector<Grid> grids{square_grid(1, 1),
                                square_grid(25, 1),
                                square_grid(1, 25),
                                square_grid(64, 2),
                                wide.between({7, 8}, {7, 8}),
                                wide.between({3, 7}, {15, 7}),
                                wide.between({6, 2}, {6, 17})};
  for (const auto& grid : grids) {
    Events events;
    for (int i = 0; i < 40; ++i) {
      events.points.push_back(random.in(wider(grid.box(), 400)));
    }
    for (const auto kernel : all_kernels) {
      for (const auto bandwidth_m : {45.0, 130.0, 470.0, 1260.0}) {
        for (const auto keep_mass : both_ways) {
          const auto options = options_of(kernel, bandwidth_m, keep_mass);
          const auto expected = brute_force(events, grid, options);
          CAPTURE(grid.columns(), grid.rows(), static_cast<int>(kernel), bandwidth_m, keep_mass);
          // One cell's largest value may be that of a kernel's rim: the error is that of the kernels' own height.
          const auto height = std::max(largest(expected), 1e6 / (bandwidth_m * bandwidth_m));
          CHECK(largest_difference(density_of(events, grid, options), expected) / height / 1e-12 <= 1);
        }
      }
    }
  }
}

TEST_CASE("Strips of any height are the whole, byte for byte") {
  auto events = some_events(13, 300, 300);
  for (const auto adaptive : {false, true}) {
    if (adaptive) {
      events.bandwidths_m = spread_bandwidths(14, events.points.size(), 8, 1500);
    }
    for (const auto kernel : all_kernels) {
      for (const auto shape : both_shapes) {
        const auto grid = Grid::covering(town, shape, 25);
        const auto options = options_of(kernel, kernel == Kernel::gaussian ? 40 : 160, true);
        const KernelRows sums(events.points, events.weights, events.bandwidths_m, grid, options);
        std::vector<double> whole(grid.size());
        std::vector<float> whole_float(grid.size());
        sums.write(0, grid.rows(), whole);
        sums.write(0, grid.rows(), whole_float);
        for (const std::size_t height : {1U, 2U, 7U, 16U, 17U, 40U}) {
          std::vector<double> strips(grid.size(), -1);
          std::vector<float> strips_float(grid.size(), -1);
          // The highest strip first: any order will do.
          for (auto from = (grid.rows() - 1) / height * height;; from -= height) {
            const auto rows = std::min(height, grid.rows() - from);
            const auto columns = grid.columns();
            sums.write(from, rows, std::span(strips).subspan(from * columns, rows * columns));
            sums.write(from, rows, std::span(strips_float).subspan(from * columns, rows * columns));
            if (from == 0) {
              break;
            }
          }
          CAPTURE(adaptive, static_cast<int>(kernel), static_cast<int>(shape), height);
          CHECK(strips == whole);
          CHECK(strips_float == whole_float);
        }
      }
    }
  }
}

TEST_CASE("Any number of threads gives the same bytes: kernel rows") {
  auto events = some_events(15, 70'000, 100);
  for (const auto adaptive : {false, true}) {
    if (adaptive) {
      events.bandwidths_m = spread_bandwidths(16, events.points.size(), 4, 90);
    }
    for (const auto kernel : all_kernels) {
      const auto grid = Grid::covering(town, CellShape::hexagon, 30);
      const auto bandwidth_m = kernel == Kernel::gaussian ? 9.0 : 70.0;
      if (adaptive && kernel == Kernel::gaussian) {
        std::ranges::transform(events.bandwidths_m, events.bandwidths_m.begin(), [](double h) { return h / 6; });
      }
      const auto one = density_of(events, grid, options_of(kernel, bandwidth_m, true, 1));
      CAPTURE(adaptive, static_cast<int>(kernel));
      CHECK(density_of(events, grid, options_of(kernel, bandwidth_m, true, 2)) == one);
      CHECK(density_of(events, grid, options_of(kernel, bandwidth_m, true, 5)) == one);
    }
  }
}

TEST_CASE("Cells out of every reach hold exactly 0") {
  test::Random random(17);
  auto events = some_events(18, 3, 0);
  for (const auto& middle : {Point{210, 1070}, Point{1500, 300}}) {
    for (int i = 0; i < 200; ++i) {
      events.points.push_back({middle.x + random.between(-60, 60), middle.y + random.between(-60, 60)});
      events.weights.push_back(random.between(0.001, 1000));
    }
  }
  for (const auto kernel : all_kernels) {
    for (const auto shape : both_shapes) {
      const auto grid = Grid::covering(town, shape, 25);
      const auto bandwidth_m = kernel == Kernel::gaussian ? 25.0 : 110.0;
      const auto reach = support_in_bandwidths(kernel) * bandwidth_m;
      const auto density = density_of(events, grid, options_of(kernel, bandwidth_m, true));
      std::size_t out_of_reach = 0;
      std::size_t not_zero = 0;
      for (std::size_t cell = 0; cell < grid.size(); ++cell) {
        const auto centre = grid.centre(cell);
        if (std::ranges::all_of(events.points,
                                [&](const Point& event) { return distance_m(event, centre) > reach * (1 + 1e-12); })) {
          ++out_of_reach;
          not_zero += density[cell] == 0 ? 0U : 1U;
        }
      }
      CAPTURE(static_cast<int>(kernel), static_cast<int>(shape));
      CHECK(out_of_reach > grid.size() / 3);
      CHECK(not_zero == 0);
    }
  }
}

TEST_CASE("Mass is kept by each event, also by those that reach no centre") {
  auto events = some_events(19, 200, 0);
  const auto weight = total(events.weights);
  for (const auto kernel : all_kernels) {
    for (const auto shape : both_shapes) {
      for (const auto bandwidth_m : {7.0, 49.0, 75.0, 333.0}) {
        for (const auto adaptive : {false, true}) {
          events.bandwidths_m.clear();
          if (adaptive) {
            events.bandwidths_m = spread_bandwidths(20, events.points.size(), 5, bandwidth_m);
          }
          const auto options = options_of(kernel, bandwidth_m, true);
          const auto grid = Grid::covering(wider(town, support_in_bandwidths(kernel) * bandwidth_m + 200), shape, 100);
          CAPTURE(static_cast<int>(kernel), static_cast<int>(shape), bandwidth_m, adaptive);
          const auto sum = total(density_of(events, grid, options)) * grid.cell_area_m2() / 1e6;
          CHECK(sum == within(1e-9 * weight, weight));
        }
      }
    }
  }
}

TEST_CASE("An event that reaches no centre gives to its own cell, in its own strip") {
  const auto grid = Grid::covering(town, CellShape::hexagon, 100);
  test::Random random(21);
  Events events;
  for (int i = 0; i < 400; ++i) {
    const auto cell = random.below(grid.size());
    const auto centre = grid.centre(cell);
    events.points.push_back({centre.x + 30, centre.y + 20});
    events.weights.push_back(static_cast<double>(cell % 7));
  }
  std::vector<double> expected(grid.size());
  for (std::size_t i = 0; i < events.points.size(); ++i) {
    expected[grid.cell_at(events.points[i]).value()] += events.weights[i] / grid.cell_area_m2() * 1e6;
  }
  for (const auto kernel : all_kernels) {
    // Out of a Gaussian's reach too: its end is at six.
    const auto options = options_of(kernel, 20 / support_in_bandwidths(kernel), true);
    CHECK(error_of(density_of(events, grid, options), expected) / 1e-12 <= 1);
    CHECK(largest(density_of(events, grid, options_of(kernel, options.bandwidth_m, false))) == 0);
    std::vector<float> row(grid.columns());
    const KernelRows sums(events.points, events.weights, {}, grid, options);
    for (std::size_t at = 0; at < grid.rows(); ++at) {
      sums.write(at, 1, row);
      const auto first = expected.begin() + static_cast<std::ptrdiff_t>(at * grid.columns());
      const std::vector<double> expected_row(first, first + static_cast<std::ptrdiff_t>(grid.columns()));
      CHECK(error_of(row, expected_row) / 1e-6 <= 1);
    }
  }
}

TEST_CASE("Rows tell how far they are and can be cancelled") {
  const auto grid = square_grid(20, 200);
  const auto events = some_events(22, 50, 0);
  for (const auto kernel : {Kernel::quartic, Kernel::gaussian}) {
    const KernelRows sums(events.points, events.weights, {}, grid, options_of(kernel, 300, true));
    std::vector<double> density(grid.size());
    std::vector<double> shares;
    const Progress listen = [&](std::string_view stage, double share) {
      CHECK(stage == "density");
      shares.push_back(share);
      return true;
    };
    sums.write(0, grid.rows(), density, listen);
    REQUIRE(shares.size() > 2);
    CHECK(std::ranges::is_sorted(shares));
    CHECK(shares.back() == 1);
    const Progress stop_in_the_middle = [](std::string_view, double share) { return share < 0.5; };
    CHECK_THROWS_AS(sums.write(0, grid.rows(), density, stop_in_the_middle), Cancelled);
    // Cancelled or not, the sums are there for another time.
    std::vector<double> again(grid.size());
    sums.write(0, grid.rows(), again);
    CHECK(again == density_of(events, grid, options_of(kernel, 300, true)));
  }
}

}  // namespace lykta::tests_of_kernel_rows
