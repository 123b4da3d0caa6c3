#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "engine/base/error.hpp"
#include "engine/density/density_at_points.hpp"
#include "engine/density/density_field.hpp"
#include "tests/catch.hpp"
#include "tests/engine/samples.hpp"

namespace lykta::tests_of_density_field {
namespace {

using Catch::Contains;
using test::square_grid;
using test::total;
using test::within;

const Box town_box{0, 0, 3000, 2000};

struct Events {
  std::vector<Point> points;
  std::vector<double> weights;
};

/// Some in a knot, some anywhere in the town, with different weights.
Events some_events(std::size_t number) {
  test::Random random(7);
  Events events;
  for (std::size_t i = 0; i < number; ++i) {
    events.points.push_back(random.in(i % 3 == 0 ? Box{700, 900, 1000, 1100} : town_box));
    events.weights.push_back(random.between(0.5, 2));
  }
  return events;
}

/// The town without a corner and with a lake in its middle.
Area town() {
  return {{{{0, 0}, {3000, 0}, {3000, 1300}, {2300, 2000}, {0, 2000}},
           {{1500, 800}, {1500, 1200}, {2000, 1200}, {2000, 800}}}};
}

std::shared_ptr<const KernelMass> mass_of(const Area& area, const FieldOptions& options) {
  return options.edges == EdgeTerm::none ? nullptr : std::make_shared<const KernelMass>(area, options.density.kernel);
}

FieldOptions options_of(Kernel kernel, double bandwidth_m, EdgeTerm edges = EdgeTerm::none) {
  FieldOptions options;
  options.density = {.kernel = kernel, .bandwidth_m = bandwidth_m, .keep_mass = true, .threads = 1};
  options.edges = edges;
  return options;
}

FieldOptions adaptive(EdgeTerm edges, double pilot_m = 0) {
  auto options = options_of(Kernel::quartic, 250, edges);
  options.density.keep_mass = false;
  options.adaptive = AdaptiveShape{pilot_m, 3};
  return options;
}

FieldOptions fast(EdgeTerm edges) {
  auto options = options_of(Kernel::quartic, 400, edges);
  options.density.keep_mass = false;
  options.fast = FastOptions{};
  return options;
}

std::vector<double> whole(const DensityField& field, const Grid& grid) {
  std::vector<double> density(grid.size(), -1);
  field.write_rows(0, grid.rows(), density);
  return density;
}

/// As `whole`, but asked for a few rows at a time, from above.
std::vector<double> by_strips(const DensityField& field, const Grid& grid, std::size_t rows_per_strip) {
  std::vector<double> density(grid.size(), -1);
  auto end = grid.rows();
  while (end > 0) {
    const auto rows = std::min(rows_per_strip, end);
    end -= rows;
    field.write_rows(end, rows, std::span(density).subspan(end * grid.columns(), rows * grid.columns()));
  }
  return density;
}

/// Equal to the last bit, no value standing for no value.
bool same(const std::vector<double>& a, const std::vector<double>& b) {
  return std::ranges::equal(a, b, [](double x, double y) { return x == y || (std::isnan(x) && std::isnan(y)); });
}

bool nearly_same(const std::vector<double>& a, const std::vector<double>& b, double tolerance) {
  return std::ranges::equal(a, b, [tolerance](double x, double y) {
    return std::abs(x - y) <= tolerance || (std::isnan(x) && std::isnan(y));
  });
}

std::vector<Point> centres(const Grid& grid) {
  std::vector<Point> result;
  for (std::size_t cell = 0; cell < grid.size(); ++cell) {
    result.push_back(grid.centre(cell));
  }
  return result;
}

double largest(std::span<const double> values) {
  double most = 0;
  for (const auto value : values) {
    most = std::isnan(value) ? most : std::max(most, value);
  }
  return most;
}

/// Every kind of field that there is.
std::vector<std::pair<std::string, FieldOptions>> kinds() {
  return {{"plain", options_of(Kernel::quartic, 250)},
          {"gaussian", options_of(Kernel::gaussian, 120)},
          {"uniform", options_of(Kernel::triweight, 250, EdgeTerm::uniform)},
          {"diggle", options_of(Kernel::epanechnikov, 250, EdgeTerm::diggle)},
          {"adaptive", adaptive(EdgeTerm::none)},
          {"adaptive, uniform", adaptive(EdgeTerm::uniform, 300)},
          {"adaptive, diggle", adaptive(EdgeTerm::diggle)},
          {"fast, uniform", fast(EdgeTerm::uniform)}};
}

}  // namespace

TEST_CASE("Strips of a field equal the whole") {
  const auto events = some_events(200);
  const auto grid = square_grid(60, 40, 50);
  for (const auto& [name, options] : kinds()) {
    CAPTURE(name);
    const DensityField field(events.points, events.weights, grid, options, mass_of(town(), options));
    const auto density = whole(field, grid);
    CHECK(largest(density) > 0);
    // The mass inside the area is computed tile by tile: strips that cut tiles round it in another way.
    for (const auto rows : {std::size_t{1}, std::size_t{7}, std::size_t{16}}) {
      const auto strips = by_strips(field, grid, rows);
      if (options.edges == EdgeTerm::uniform) {
        CHECK(nearly_same(strips, density, 1e-12 * largest(density)));
      } else {
        CHECK(same(strips, density));
      }
    }
  }
}

TEST_CASE("A field is the same on any number of threads") {
  const auto events = some_events(300);
  const auto grid = square_grid(60, 40, 50);
  for (auto [name, options] : kinds()) {
    CAPTURE(name);
    const auto on_threads = [&](unsigned threads) {
      options.density.threads = threads;
      return whole(DensityField(events.points, events.weights, grid, options, mass_of(town(), options)), grid);
    };
    const auto alone = on_threads(1);
    CHECK(same(on_threads(2), alone));
    CHECK(same(on_threads(5), alone));
  }
}

TEST_CASE("Without corrections a field is the density on its grid, of squares and of hexagons") {
  const auto events = some_events(150);
  for (const auto shape : {CellShape::square, CellShape::hexagon}) {
    const auto grid = Grid::covering(town_box, shape, 100);
    const auto options = options_of(Kernel::quartic, 230);
    const DensityField field(events.points, events.weights, grid, options, nullptr);
    CHECK(same(whole(field, grid), density_on_grid(events.points, events.weights, grid, options.density)));
    CHECK(field.bandwidths_m().empty());
    CHECK_FALSE(field.fast().has_value());
  }
}

TEST_CASE("The uniform correction keeps an even field even up to the border") {
  std::vector<Point> points;
  for (int i = 0; i < 100; ++i) {
    for (int k = 0; k < 100; ++k) {
      points.push_back({10.0 * i + 5, 10.0 * k + 5});  // 10 000 per km2
    }
  }
  const auto grid = square_grid(40, 40, 25);
  const auto area = rectangle({0, 0, 1000, 1000});
  auto options = options_of(Kernel::quartic, 150, EdgeTerm::uniform);
  options.density.keep_mass = false;
  const auto corrected = whole(DensityField(points, {}, grid, options, mass_of(area, options)), grid);
  for (const auto density : corrected) {
    CHECK(density == within(60, 10'000));
  }
  options.edges = EdgeTerm::none;
  const auto plain = whole(DensityField(points, {}, grid, options, nullptr), grid);
  CHECK(plain.front() < 4'000);  // a corner sees little more than a quarter of its neighbourhood
  CHECK(corrected[820] == plain[820]);
}

TEST_CASE("Cells whose kernel lies outside the area have no value after the uniform correction") {
  const auto events = some_events(50);
  const auto grid = square_grid(30, 20, 100);
  const auto area = rectangle({0, 0, 1000, 2000});
  const auto options = options_of(Kernel::quartic, 200, EdgeTerm::uniform);
  const auto density = whole(DensityField(events.points, {}, grid, options, mass_of(area, options)), grid);
  CHECK(std::isfinite(density[9]));   // the last column inside
  CHECK(std::isfinite(density[10]));  // half a cell outside, a good part of its kernel is inside
  CHECK(std::isnan(density[12]));     // 250 m outside
  CHECK(std::isnan(density[29]));
}

TEST_CASE("The mass of the rows can be handed in") {
  const auto events = some_events(80);
  const auto grid = square_grid(30, 20, 100);
  const auto options = options_of(Kernel::quartic, 300, EdgeTerm::uniform);
  const auto mass = mass_of(town(), options);
  const DensityField field(events.points, events.weights, grid, options, mass);
  auto handed = mass->at_cells(rows_of(grid, 4, 6), 300);
  std::vector<double> with_mass(6 * grid.columns());
  field.write_rows(4, 6, with_mass, handed);
  std::vector<double> alone(6 * grid.columns());
  field.write_rows(4, 6, alone);
  CHECK(same(with_mass, alone));
  // It is used: half the mass doubles the density.
  std::ranges::transform(handed, handed.begin(), [](double part) { return part / 2; });
  std::vector<double> with_half(6 * grid.columns());
  field.write_rows(4, 6, with_half, handed);
  CHECK(with_half[15] == within(1e-9 * alone[15], 2 * alone[15]));
}

TEST_CASE("Diggle's correction keeps the number of events in the area") {
  test::Random random(3);
  std::vector<Point> points;
  for (int i = 0; i < 40; ++i) {
    points.push_back(random.in({0, 0, 1000, 60}));  // all near the lower border
  }
  const auto grid = square_grid(200, 40, 5);
  const auto area = rectangle({0, 0, 1000, 200});
  const auto number = [&](EdgeTerm edges) {
    const auto options = options_of(Kernel::quartic, 100, edges);
    return total(whole(DensityField(points, {}, grid, options, mass_of(area, options)), grid)) * grid.cell_area_m2() /
           1e6;
  };
  CHECK(number(EdgeTerm::diggle) == within(0.01, 40));
  CHECK(number(EdgeTerm::none) < 36);
}

TEST_CASE("An adaptive field is the sum of kernels with the bandwidths that follow its pilot") {
  const auto events = some_events(120);
  const auto grid = square_grid(30, 20, 100);
  const auto places = centres(grid);
  for (const auto edges : {EdgeTerm::none, EdgeTerm::uniform, EdgeTerm::diggle}) {
    const auto options = adaptive(edges, 320);
    const auto mass = mass_of(town(), options);
    const AdaptiveOptions pilot{
        .kernel = Kernel::quartic, .pilot_m = 320, .global_m = 250, .trim = 3, .edges = edges, .threads = 1};
    const MassInside inside = [&](std::span<const Point> at, Kernel, double bandwidth_m) {
      return mass->at_points(at, std::span(&bandwidth_m, 1), 1);
    };
    const AdaptiveBandwidths expected(events.points, events.weights, pilot, mass ? inside : MassInside());
    const DensityField field(events.points, events.weights, grid, options, mass);
    REQUIRE(std::ranges::equal(field.bandwidths_m(), expected.of_events()));
    CHECK(std::ranges::count_if(field.bandwidths_m(), [](double width) { return width < 200; }) > 20);
    CHECK(largest(field.bandwidths_m()) > 300);

    const auto weights =
        edges == EdgeTerm::diggle
            ? corrected_weights(events.weights, mass->at_points(events.points, expected.of_events(), 1))
            : events.weights;
    auto brute = kernel_sums_at(events.points, weights, expected.of_events(), places, {.left_out = {}});
    if (edges == EdgeTerm::uniform) {
      brute = corrected_density(brute, mass->at_points(places, expected.at(places), 1));
    }
    const auto density = whole(field, grid);
    const auto tolerance = 1e-9 * largest(brute);
    for (std::size_t cell = 0; cell < grid.size(); ++cell) {
      REQUIRE(std::isnan(density[cell]) == std::isnan(brute[cell]));
      REQUIRE((std::isnan(brute[cell]) || density[cell] == within(tolerance, brute[cell])));
    }
  }
}

TEST_CASE("A pilot of 0 stands for the global bandwidth") {
  const auto events = some_events(60);
  const auto grid = square_grid(30, 20, 100);
  const auto bandwidths = [&](double pilot_m) {
    const DensityField field(events.points, {}, grid, adaptive(EdgeTerm::none, pilot_m), nullptr);
    return std::vector<double>(field.bandwidths_m().begin(), field.bandwidths_m().end());
  };
  CHECK(bandwidths(0) == bandwidths(250));
  CHECK(bandwidths(0) != bandwidths(251));
}

TEST_CASE("The fast way is within its tolerance of the exact one and says what it did") {
  const auto events = some_events(20'000);
  const auto grid = square_grid(300, 200, 10);
  for (const auto edges : {EdgeTerm::none, EdgeTerm::diggle}) {
    auto options = fast(edges);
    const auto mass = mass_of(town(), options);
    const DensityField quick(events.points, events.weights, grid, options, mass);
    REQUIRE(quick.fast().has_value());
    CHECK_FALSE(quick.fast()->exact.has_value());
    CHECK(quick.fast()->checked_pixels > 0);
    CHECK(quick.fast()->checked_error <= 1e-4);
    options.fast.reset();
    const auto exact = whole(DensityField(events.points, events.weights, grid, options, mass), grid);
    const auto density = whole(quick, grid);
    double error = 0;
    for (std::size_t cell = 0; cell < grid.size(); ++cell) {
      error = std::max(error, std::abs(density[cell] - exact[cell]));
    }
    CHECK(error <= 1e-4 * largest(exact));
    CHECK(error > 0);  // it is the other way, not the exact one
  }
}

TEST_CASE("Where the exact way is cheaper, the fast one says that it took it") {
  const auto events = some_events(5);
  const auto grid = square_grid(30, 20, 20);
  const DensityField field(events.points, {}, grid, fast(EdgeTerm::none), nullptr);
  REQUIRE(field.fast().has_value());
  CHECK(field.fast()->exact == ExactReason::cheaper);
  auto options = fast(EdgeTerm::none);
  options.fast.reset();
  const auto exact = whole(DensityField(events.points, {}, grid, options, nullptr), grid);
  const auto density = whole(field, grid);
  for (std::size_t cell = 0; cell < grid.size(); ++cell) {
    CHECK(density[cell] == within(1e-6 * largest(exact), exact[cell]));
  }
}

TEST_CASE("A field without events is zero, whatever was asked for") {
  const auto grid = square_grid(12, 8, 100);
  for (const auto& [name, options] : kinds()) {
    CAPTURE(name);
    const DensityField field({}, {}, grid, options, mass_of(rectangle(grid.box()), options));
    const auto density = whole(field, grid);
    CHECK(std::ranges::all_of(density, [](double value) { return value == 0; }));
  }
}

TEST_CASE("Options of a field that contradict each other are refused") {
  auto both = adaptive(EdgeTerm::none);
  both.fast = FastOptions{};
  CHECK_THROWS_WITH(check(both), Contains("an adaptive density has no fast way"));
  CHECK_THROWS_AS(check(options_of(Kernel::quartic, 0)), InvalidOption);
  CHECK_THROWS_AS(check(options_of(Kernel::quartic, std::numeric_limits<double>::quiet_NaN())), InvalidOption);
  CHECK_NOTHROW(check(fast(EdgeTerm::diggle)));
  for (const auto tolerance : {0.0, -1e-3, 1.0, std::numeric_limits<double>::quiet_NaN()}) {
    auto wrong = fast(EdgeTerm::none);
    wrong.fast->tolerance = tolerance;
    CHECK_THROWS_WITH(check(wrong), Contains("the tolerance must be a share"));
  }
  const auto grid = square_grid(4, 4);
  CHECK_THROWS_AS(DensityField({}, {}, grid, both, nullptr), InvalidOption);
}

TEST_CASE("The rows of a grid are a grid of the same cells") {
  for (const auto shape : {CellShape::square, CellShape::hexagon}) {
    const auto grid = Grid::covering({-250, -900, 1300, 1200}, shape, 100);
    const auto rows = rows_of(grid, 3, 5);
    REQUIRE(rows.columns() == grid.columns());
    REQUIRE(rows.rows() == 5);
    for (std::size_t cell = 0; cell < rows.size(); ++cell) {
      CHECK(rows.id(cell) == grid.id(cell + 3 * grid.columns()));
    }
  }
}

}  // namespace lykta::tests_of_density_field
