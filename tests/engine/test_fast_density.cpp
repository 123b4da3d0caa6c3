#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <numbers>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/base/error.hpp"
#include "engine/density/fast_density.hpp"
#include "engine/density/kernel_rows.hpp"
#include "engine/density/spline_spread.hpp"
#include "tests/catch.hpp"
#include "tests/engine/samples.hpp"

namespace lykta::tests_of_fast_density {
namespace {

using test::square_grid;
using test::within;

const std::vector<Kernel> fast_kernels{Kernel::epanechnikov, Kernel::quartic, Kernel::triweight, Kernel::gaussian};

struct Events {
  std::vector<Point> points;
  std::vector<double> weights;
};

DensityOptions options_of(Kernel kernel, double bandwidth_m, unsigned threads = 1) {
  return {.kernel = kernel, .bandwidth_m = bandwidth_m, .keep_mass = false, .threads = threads};
}

struct Fast {
  FastReport report;
  std::vector<float> density;
};

/// The fast way even where the exact one is cheaper, if `always`.
Fast fast_density_of(const Events& events, const Grid& grid, const DensityOptions& options,
                     const FastOptions& fast = {}, bool always = true) {
  Fast result;
  result.density.assign(grid.size(), std::numeric_limits<float>::quiet_NaN());
  result.report = fast_density(events.points, events.weights, grid, options, fast, result.density, {}, always);
  return result;
}

template <typename Value = double>
std::vector<Value> exact_density_of(const Events& events, const Grid& grid, const DensityOptions& options) {
  std::vector<Value> density(grid.size());
  KernelRows(events.points, events.weights, {}, grid, options).write(0, grid.rows(), density);
  return density;
}

double largest(const std::vector<double>& values) { return *std::ranges::max_element(values); }

/// Largest difference over all cells, as a share of the largest density.
double largest_error(const std::vector<float>& density, const std::vector<double>& exact) {
  double difference = 0;
  for (std::size_t cell = 0; cell < exact.size(); ++cell) {
    const auto here = std::abs(static_cast<double>(density[cell]) - exact[cell]);
    difference = here <= difference ? difference : here;  // a NaN stays
  }
  return difference == 0 ? 0 : difference / largest(exact);
}

enum class Layout : std::uint8_t { even, clustered, on_centres, on_edges, street, addresses };
constexpr std::array all_layouts{Layout::even,     Layout::clustered, Layout::on_centres,
                                 Layout::on_edges, Layout::street,    Layout::addresses};

/// Events on squares of 1 m, laid out in one of the ways that towns and files know.
std::vector<Point> laid_out(Layout layout, std::uint64_t seed, std::size_t number, const Box& box) {
  test::Random random(seed);
  std::vector<Point> middles;
  for (int i = 0; i < 12; ++i) {
    middles.push_back(random.in(box));
  }
  std::vector<Point> points;
  for (std::size_t i = 0; i < number; ++i) {
    const auto any = random.in(box);
    const auto& middle = middles[random.below(middles.size())];
    switch (layout) {
      case Layout::even:
        points.push_back(any);
        break;
      case Layout::clustered:
        points.push_back({middle.x + 4 * random.between(-1, 1) * random.between(0, 1),
                          middle.y + 4 * random.between(-1, 1) * random.between(0, 1)});
        break;
      case Layout::on_centres:
        points.push_back({std::floor(any.x) + 0.5, std::floor(any.y) + 0.5});
        break;
      case Layout::on_edges:
        points.push_back({std::floor(any.x), std::floor(any.y)});
        break;
      case Layout::street:
        points.push_back({any.x, 0.4 * box.min_y + 0.6 * box.max_y});
        break;
      case Layout::addresses:  // half of them at a few places
        points.push_back(i % 2 == 0 ? any : middles[i % 3]);
        break;
    }
  }
  return points;
}

void check_all_cells(const Events& events, const Grid& grid, const DensityOptions& options, const FastOptions& fast,
                     bool always) {
  const auto result = fast_density_of(events, grid, options, fast, always);
  const auto exact = exact_density_of(events, grid, options);
  REQUIRE(largest(exact) > 0);
  const auto error = largest_error(result.density, exact);
  CAPTURE(name_of(result.report.exact.value_or(ExactReason::cheaper)), result.report.exact.has_value(),
          result.report.checked_pixels, result.report.checked_error / fast.tolerance);
  CHECK(error / fast.tolerance <= 1);
  if (!result.report.exact) {
    CHECK(result.report.checked_pixels > 0);
    CHECK(result.report.checked_error <= fast.tolerance);
    // What was checked is one of the cells; its events lie on a lattice of 1 / 65536.
    CHECK(result.report.checked_error <= error + 5e-6);
  }
}

}  // namespace

TEST_CASE("A fast Gaussian density is within the tolerance in every cell") {
  const Box box{0, 0, 150, 110};
  const auto grid = square_grid(150, 110, 1);
  for (const auto layout : all_layouts) {
    for (const auto bandwidth_m : {5.0, 7.7, 16.0, 70.0}) {
      const auto number = bandwidth_m > 10 ? 60U : 300U;
      for (const std::uint64_t seed : {1U, 2U}) {
        const Events events{laid_out(layout, seed, number, box), {}};
        const auto options = options_of(Kernel::gaussian, bandwidth_m);
        CAPTURE(static_cast<int>(layout), bandwidth_m, seed);
        CHECK_FALSE(fast_density_of(events, grid, options).report.exact.has_value());
        check_all_cells(events, grid, options, {}, true);
      }
    }
  }
}

TEST_CASE("A fast density is within the tolerance in every cell, or it is the exact one") {
  for (const auto& [columns, rows] : {std::pair{110, 80}, {41, 180}}) {
    const Box box{-5, -5, columns + 5.0, rows + 5.0};
    const auto grid = square_grid(columns, rows, 1);
    for (const auto kernel : {Kernel::epanechnikov, Kernel::quartic, Kernel::triweight}) {
      for (const auto layout : all_layouts) {
        for (const auto bandwidth_m : {5.0, 9.3, 21.0, 60.0}) {
          for (const std::size_t number : {40U, 2000U}) {
            const Events events{laid_out(layout, 2 * number + (columns < rows ? 1U : 0U), number, box), {}};
            CAPTURE(columns, static_cast<int>(kernel), static_cast<int>(layout), bandwidth_m, number);
            check_all_cells(events, grid, options_of(kernel, bandwidth_m), {}, true);
          }
        }
      }
    }
  }
}

TEST_CASE("Where it pays, a fast density is taken and is within the tolerance in every cell") {
  const Box box{0, 0, 400, 300};
  const auto grid = square_grid(400, 300, 1);
  for (const auto layout : {Layout::even, Layout::clustered, Layout::on_edges}) {
    for (const auto& [kernel, bandwidth_m] : {std::pair{Kernel::quartic, 25.0}, {Kernel::triweight, 16.0}}) {
      const Events events{laid_out(layout, 3, 60'000, box), {}};
      const auto options = options_of(kernel, bandwidth_m);
      CAPTURE(static_cast<int>(layout), static_cast<int>(kernel), bandwidth_m);
      CHECK_FALSE(fast_density_of(events, grid, options, {}, false).report.exact.has_value());
      check_all_cells(events, grid, options, {}, false);
    }
  }
}

TEST_CASE("The ring that the kernel of one heavy address ends with is seen") {
  // The kernel's edge is where the lattice errs: a ring around the address, far from the densest cell.
  const auto grid = square_grid(300, 200, 1);
  for (const std::uint64_t seed : {1U, 2U, 3U, 4U, 5U, 6U}) {
    test::Random random(seed);
    Events events{laid_out(Layout::even, seed, 2000, {0, 0, 300, 200}), {}};
    events.points.insert(events.points.end(), 18'000, random.in({50, 50, 250, 150}));
    for (const auto& [kernel, bandwidth_m] : {std::pair{Kernel::epanechnikov, 20.0}, {Kernel::quartic, 20.0}}) {
      CAPTURE(seed, static_cast<int>(kernel));
      check_all_cells(events, grid, options_of(kernel, bandwidth_m), {}, false);
    }
  }
}

TEST_CASE("A finer tolerance is kept as well") {
  const Box box{0, 0, 200, 150};
  const auto grid = square_grid(200, 150, 1);
  for (const auto& [kernel, bandwidth_m] : {std::pair{Kernel::gaussian, 9.0}, {Kernel::triweight, 45.0}}) {
    const Events events{laid_out(Layout::clustered, 5, 400, box), {}};
    CAPTURE(static_cast<int>(kernel));
    CHECK_FALSE(fast_density_of(events, grid, options_of(kernel, bandwidth_m), {1e-5}).report.exact.has_value());
    check_all_cells(events, grid, options_of(kernel, bandwidth_m), {1e-5}, true);
  }
}

TEST_CASE("Rasters of any proportions, down to one row or column or cell") {
  for (const auto& [columns, rows] :
       {std::pair{1, 1}, {1, 300}, {300, 1}, {2, 31}, {17, 500}, {500, 17}, {16, 16}, {33, 47}}) {
    const auto grid = square_grid(columns, rows, 1);
    for (const auto& [kernel, bandwidth_m] :
         {std::pair{Kernel::gaussian, 6.0}, {Kernel::quartic, 60.0}, {Kernel::triweight, 30.0}}) {
      const Box box{-20, -20, columns + 20.0, rows + 20.0};
      const Events events{laid_out(Layout::even, 6, 700, box), {}};
      CAPTURE(columns, rows, static_cast<int>(kernel));
      CHECK_FALSE(fast_density_of(events, grid, options_of(kernel, bandwidth_m)).report.exact.has_value());
      check_all_cells(events, grid, options_of(kernel, bandwidth_m), {}, true);
    }
  }
}

TEST_CASE("Events beside the raster give to the cells within their reach, others nothing") {
  const auto grid = square_grid(120, 90, 1);
  for (const auto& [kernel, bandwidth_m] : {std::pair{Kernel::gaussian, 6.0}, {Kernel::triweight, 35.0}}) {
    const auto options = options_of(kernel, bandwidth_m);
    const auto reach = support_in_bandwidths(kernel) * bandwidth_m;
    for (const auto& box : {Box{-reach, -reach, -1, 90}, Box{121, -reach, 120 + reach, 90 + reach},
                            Box{0, 91, 120, 90 + reach}, Box{-3 * reach, -3 * reach, 120 + 3 * reach, -0.5}}) {
      Events events{laid_out(Layout::even, 7, 800, box), {}};
      CAPTURE(static_cast<int>(kernel), box.min_x, box.min_y);
      check_all_cells(events, grid, options, {}, true);
      // Far beyond everything: nothing changes.
      const auto before = fast_density_of(events, grid, options);
      for (const auto far : {1e4, 1e9, 1e300}) {
        events.points.insert(events.points.end(), {{far, 10}, {10, -far}, {-far, far}});
      }
      CHECK(fast_density_of(events, grid, options).density == before.density);
    }
  }
}

TEST_CASE("Only events out of every cell's reach give 0") {
  const auto grid = square_grid(40, 30, 1);
  for (const auto kernel : fast_kernels) {
    const auto reach = support_in_bandwidths(kernel) * 8;
    // Within the rectangle of the reach, but not within the reach of the corner's centre.
    const Events events{std::vector<Point>(50, {0.5 - 0.8 * reach, 0.5 - 0.8 * reach}), {}};
    CAPTURE(static_cast<int>(kernel));
    CHECK(fast_density_of(events, grid, options_of(kernel, 8)).density == std::vector<float>(grid.size(), 0.0F));
  }
}

TEST_CASE("Weights scale a fast density, and those without weight are not there") {
  const Box box{0, 0, 120, 90};
  const auto grid = square_grid(120, 90, 1);
  const auto options = options_of(Kernel::triweight, 30);
  test::Random random(8);
  Events events{laid_out(Layout::clustered, 8, 500, box), {}};
  for (std::size_t i = 0; i < events.points.size(); ++i) {
    events.weights.push_back(i % 4 == 0 ? 0 : random.between(0.1, 5));
  }
  check_all_cells(events, grid, options, {}, true);

  auto fourfold = events;
  std::ranges::transform(events.weights, fourfold.weights.begin(), [](double weight) { return 4 * weight; });
  auto expected = fast_density_of(events, grid, options);
  REQUIRE_FALSE(expected.report.exact.has_value());
  std::ranges::transform(expected.density, expected.density.begin(), [](float value) { return 4 * value; });
  const auto larger = fast_density_of(fourfold, grid, options);
  CHECK(larger.density == expected.density);
  CHECK(larger.report.checked_error == within(1e-12, expected.report.checked_error));

  events.weights.assign(events.points.size(), 0.0);
  const auto none = fast_density_of(events, grid, options);
  CHECK(none.density == std::vector<float>(grid.size(), 0.0F));
  CHECK(none.report.checked_error == 0);
}

TEST_CASE("Many events at one place do not spoil the rest") {
  const auto grid = square_grid(150, 100, 1);
  Events events{laid_out(Layout::even, 9, 1000, {0, 0, 150, 100}), {}};
  auto as_one = events;
  as_one.points.push_back({70.3, 41.9});
  as_one.weights.assign(1000, 1.0);
  as_one.weights.push_back(3e5);
  events.points.insert(events.points.end(), 300'000, {70.3, 41.9});
  const auto options = options_of(Kernel::triweight, 25);
  const auto exact = exact_density_of(as_one, grid, options);
  CHECK(largest_error(fast_density_of(events, grid, options).density, exact) <= 1e-4);
  CHECK(largest_error(fast_density_of(as_one, grid, options).density, exact) <= 1e-4);
}

TEST_CASE("The place of the raster in the plane does not matter to a fast density") {
  const auto options = options_of(Kernel::triweight, 30 * 25);
  const auto here = square_grid(90, 70, 25);
  const auto points = laid_out(Layout::clustered, 10, 500, {100, 100, 2000, 1600});
  const auto expected = fast_density_of({points, {}}, here, options);
  REQUIRE_FALSE(expected.report.exact.has_value());
  std::vector<Point> moved;
  for (const auto& point : points) {
    moved.push_back({point.x + 25.0 * 26'000, point.y + 25.0 * 264'000});
  }
  const auto there = Grid::covering({25.0 * 26'000 + 1, 25.0 * 264'000 + 1, 25.0 * 26'090 - 1, 25.0 * 264'070 - 1},
                                    CellShape::square, 25);
  REQUIRE(there.size() == here.size());
  const auto density = fast_density_of({moved, {}}, there, options).density;
  const std::vector<double> exact(expected.density.begin(), expected.density.end());
  CHECK(largest_error(density, exact) <= 1e-5);
}

TEST_CASE("Any number of threads gives the same bytes of a fast density") {
  const Box box{-10, -10, 180, 150};
  const auto grid = square_grid(170, 140, 1);
  for (const auto& [kernel, bandwidth_m] : {std::pair{Kernel::triweight, 30.0}, {Kernel::quartic, 5.0}}) {
    // The second is often exact because of its check.
    const Events events{laid_out(Layout::clustered, 11, 70'000, box), {}};
    const auto one = fast_density_of(events, grid, options_of(kernel, bandwidth_m, 1));
    for (const auto threads : {2U, 5U, 0U}) {
      const auto more = fast_density_of(events, grid, options_of(kernel, bandwidth_m, threads));
      CAPTURE(static_cast<int>(kernel), threads);
      CHECK(more.density == one.density);
      CHECK(more.report.exact == one.report.exact);
      CHECK(more.report.checked_error == one.report.checked_error);
      CHECK(more.report.checked_pixels == one.report.checked_pixels);
    }
  }
}

TEST_CASE("A fast density says why it is exact, and then is") {
  struct Case {
    ExactReason reason;
    Grid grid;
    Kernel kernel;
    double bandwidth_m;
    double tolerance;
    bool always;
  };
  const auto grid = square_grid(60, 40, 1);
  const auto hexagons = Grid::covering({0, 0, 60, 40}, CellShape::hexagon, 1);
  const std::vector<Case> cases{
      {ExactReason::grid, hexagons, Kernel::quartic, 10, 1e-4, true},
      {ExactReason::grid, square_grid(70'000, 2, 1), Kernel::quartic, 10, 1e-4, true},
      {ExactReason::grid, square_grid(2, 70'000, 1), Kernel::quartic, 10, 1e-4, true},
      {ExactReason::grid, grid, Kernel::quartic, 40'000, 1e-4, true},
      {ExactReason::kernel, grid, Kernel::uniform, 10, 1e-4, true},
      {ExactReason::kernel, grid, Kernel::triangular, 10, 1e-4, true},
      {ExactReason::narrow_kernel, grid, Kernel::gaussian, 4.99, 1e-4, true},
      {ExactReason::tolerance, grid, Kernel::triweight, 20, 9.9e-6, true},
      {ExactReason::cheaper, grid, Kernel::quartic, 10, 1e-4, false},
      {ExactReason::check_failed, grid, Kernel::epanechnikov, 5, 1e-4, true},
  };
  const Events events{laid_out(Layout::even, 12, 30, {0, 0, 60, 40}), {}};
  for (const auto& one : cases) {
    const auto options = options_of(one.kernel, one.bandwidth_m);
    const auto result = fast_density_of(events, one.grid, options, {one.tolerance}, one.always);
    CAPTURE(name_of(one.reason), one.grid.columns(), one.grid.rows(), static_cast<int>(one.kernel));
    CHECK(result.report.exact == one.reason);
    CHECK((result.report.checked_pixels > 0) == (one.reason == ExactReason::check_failed));
    CHECK(result.density == exact_density_of<float>(events, one.grid, options));
  }
  // The bandwidth that is just wide enough.
  CHECK_FALSE(fast_density_of(events, grid, options_of(Kernel::gaussian, 5)).report.exact.has_value());
}

TEST_CASE("Each reason for an exact density has a name of its own") {
  using enum ExactReason;
  CHECK(name_of(cheaper) == "cheaper");
  CHECK(name_of(narrow_kernel) == "narrow_kernel");
  CHECK(name_of(kernel) == "kernel");
  CHECK(name_of(grid) == "grid");
  CHECK(name_of(tolerance) == "tolerance");
  CHECK(name_of(check_failed) == "check_failed");
}

TEST_CASE("No events give a fast density of 0") {
  const auto grid = square_grid(30, 20, 1);
  for (const auto always : {true, false}) {
    const auto result = fast_density_of({}, grid, options_of(Kernel::quartic, 10), {}, always);
    CHECK(result.report.exact == ExactReason::cheaper);
    CHECK(result.density == std::vector<float>(grid.size(), 0.0F));
  }
}

TEST_CASE("A fast density holds plain kernels; where the exact sum takes over it keeps mass as asked") {
  const auto grid = square_grid(60, 40, 1);
  const Events events{laid_out(Layout::even, 13, 200, {0, 0, 60, 40}), {}};
  auto options = options_of(Kernel::triweight, 30);
  const auto fast = fast_density_of(events, grid, options);
  REQUIRE_FALSE(fast.report.exact);
  options.keep_mass = true;
  CHECK(fast_density_of(events, grid, options).density == fast.density);

  options = options_of(Kernel::triweight, 1.5);
  const auto plain = fast_density_of(events, grid, options);
  REQUIRE(plain.report.exact == ExactReason::narrow_kernel);
  options.keep_mass = true;
  const auto kept = fast_density_of(events, grid, options).density;
  CHECK(kept != plain.density);
  const auto exact = density_on_grid(events.points, events.weights, grid, options);
  for (std::size_t cell = 0; cell < kept.size(); ++cell) {
    CHECK(kept[cell] == within(1e-6 * std::ranges::max(exact), exact[cell]));
  }
}

TEST_CASE("A fast density refuses a bandwidth that is no positive number, and can be cancelled") {
  const auto grid = square_grid(60, 40, 1);
  const Events events{laid_out(Layout::even, 14, 200, {0, 0, 60, 40}), {}};
  CHECK_THROWS_AS(fast_density_of(events, grid, options_of(Kernel::quartic, 0)), InvalidOption);

  std::vector<float> density(grid.size());
  std::vector<double> shares;
  const auto run = [&](double until) {
    shares.clear();
    const Progress progress = [&](std::string_view stage, double share) {
      CHECK(stage == "density");
      shares.push_back(share);
      return share < until;
    };
    fast_density(events.points, {}, grid, options_of(Kernel::triweight, 30), {}, density, progress, true);
  };
  run(2);
  REQUIRE(shares.size() >= 3);
  CHECK(std::ranges::is_sorted(shares));
  const auto all = shares;
  for (const auto until : all) {
    CHECK_THROWS_AS(run(until), Cancelled);
    CHECK(shares.back() == until);
  }
}

TEST_CASE("Spread over nodes an event keeps its weight and its place") {
  const auto grid = square_grid(60, 40, 1);
  const Lattice lattice(grid);
  test::Random random(15);
  for (int i = 0; i < 300; ++i) {
    const std::vector<Point> point{random.in({-7, -7, 67, 47})};
    const std::vector<double> weight{random.between(0.5, 4)};
    const auto events = banded(point, weight, lattice, 8, 1);
    REQUIRE(events.events.size() == 1);
    constexpr std::size_t columns = 90;
    constexpr std::size_t rows = 90;
    std::vector<float> nodes(columns * rows);
    for (std::size_t band = 0; band < events.bands(); ++band) {
      spread_band(events, band, {nodes.data(), columns, -15, -20});
    }
    double sum = 0;
    Point at;
    for (std::size_t node = 0; node < nodes.size(); ++node) {
      const auto value = static_cast<double>(nodes[node]);
      sum += value;
      at.x += value * (static_cast<double>(node % columns) - 15);
      at.y += value * (static_cast<double>(node / columns) - 20);
    }
    const auto expected = lattice.in_units(point[0]);
    CHECK(sum == within(1e-6 * weight[0], weight[0]));
    CHECK(at.x / sum == within(4e-5, expected.x));  // places are kept to 1 / 65536 of a cell
    CHECK(at.y / sum == within(4e-5, expected.y));
  }
}

TEST_CASE("Bands hold the events within reach, the lowest first and in their order") {
  const auto grid = square_grid(60, 100, 1);
  const Lattice lattice(grid);
  std::vector<double> weights;
  const auto points = laid_out(Layout::even, 16, 70'000, {-40, -40, 100, 140});
  for (std::size_t i = 0; i < points.size(); ++i) {
    weights.push_back(static_cast<double>(i));
  }
  const auto events = banded(points, weights, lattice, 12, 2);
  std::size_t within_reach = 0;
  for (const auto& point : points) {
    const auto at = lattice.in_units(point);
    within_reach += at.x > -12 && at.x < 59 + 12 && at.y > -12 && at.y < 99 + 12 ? 1U : 0U;
  }
  CHECK(events.events.size() >= within_reach);
  REQUIRE(events.start.back() == events.events.size());
  for (std::size_t band = 0; band < events.bands(); ++band) {
    for (auto i = events.start[band]; i < events.start[band + 1]; ++i) {
      REQUIRE((events.events[i].y >> 16U) / BandedEvents::rows_per_band == band);
      REQUIRE((i == events.start[band] || events.events[i - 1].weight < events.events[i].weight));
    }
  }
}

TEST_CASE("The transform of the cubic spline is the sum over its values between nodes") {
  // Its integral against cos(k x) by the midpoint rule.
  for (const auto k : {0.0, 0.1, 1.0, 2.5, std::numbers::pi, 5.0}) {
    double sum = 0;
    constexpr int steps = 4000;
    for (int i = 0; i < steps; ++i) {
      const auto x = -2 + 4 * (i + 0.5) / steps;
      const auto t = std::abs(x);
      const auto value = t < 1 ? 2.0 / 3 - t * t + t * t * t / 2 : (2 - t) * (2 - t) * (2 - t) / 6;
      sum += value * std::cos(k * x) * 4 / steps;
    }
    CAPTURE(k);
    CHECK(spline_transform(k) == within(1e-6, sum));
  }
}

}  // namespace lykta::tests_of_fast_density
