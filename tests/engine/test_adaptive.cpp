#include <array>
#include <cmath>
#include <cstddef>
#include <limits>
#include <numeric>
#include <string>
#include <vector>

#include "engine/base/error.hpp"
#include "engine/density/adaptive.hpp"
#include "engine/density/density_at_points.hpp"
#include "engine/density/edge_correction.hpp"
#include "tests/catch.hpp"
#include "tests/engine/samples.hpp"
#include "tests/reference/reference_data.hpp"

namespace lykta::tests_of_adaptive {
namespace {

using test::within;

constexpr auto endless = std::numeric_limits<double>::infinity();

std::vector<Point> some_points(std::uint64_t seed, std::size_t number) {
  test::Random random(seed);
  std::vector<Point> points;
  for (std::size_t i = 0; i < number; ++i) {
    points.push_back(i % 2 == 0 ? random.in({0, 0, 5000, 5000}) : random.in({1000, 1000, 1400, 1400}));
  }
  return points;
}

double geometric_mean(const std::vector<double>& values) {
  double sum = 0;
  for (const auto value : values) {
    sum += std::log(value);
  }
  return std::exp(sum / static_cast<double>(values.size()));
}

std::vector<double> bandwidths(const std::vector<double>& pilot, double global_m, double trim) {
  const AbramsonRule rule(pilot, global_m, trim);
  std::vector<double> result;
  for (const auto density : pilot) {
    result.push_back(rule.bandwidth_m(density));
  }
  return result;
}

Area reference_area() {
  Area area;
  for (const auto& row : test::read_numbers(test::reference_folder() / "density" / "window.csv")) {
    area.rings.resize(static_cast<std::size_t>(row.at("ring")));
    area.rings.back().push_back({row.at("x"), row.at("y")});
  }
  return area;
}

struct ReferenceCase {
  std::string name;
  EdgeTerm edges;
  double trim;
};

}  // namespace

TEST_CASE("A fourth of the density is twice the bandwidth") {
  // Densities 1, 4 and 16: factors 1, 1/2, 1/4 with geometric mean 1/2.
  const auto of_three = bandwidths({1, 4, 16}, 100, 5);
  CHECK(of_three[0] == within(1e-9, 200));
  CHECK(of_three[1] == within(1e-9, 100));
  CHECK(of_three[2] == within(1e-9, 50));
}

TEST_CASE("Bandwidths above the trim are cut, and the geometric mean is of the uncut ones") {
  const auto of_three = bandwidths({1, 4, 16}, 100, 1.5);
  CHECK(of_three[0] == within(1e-9, 150));
  CHECK(of_three[1] == within(1e-9, 100));
  CHECK(of_three[2] == within(1e-9, 50));
}

TEST_CASE("A pilot of nothing gives the widest bandwidth and stays out of the mean") {
  CHECK(bandwidths({0, 4, 4}, 100, 3) == std::vector<double>{300, 100, 100});
  CHECK(bandwidths({0, 4, 4}, 100, endless) == std::vector<double>{100, 100, 100});
  CHECK(bandwidths({0, 0}, 100, 3) == std::vector<double>{100, 100});
  CHECK(bandwidths({}, 100, 3).empty());
}

TEST_CASE("The unit of the pilot does not matter") {
  const std::vector<double> pilot{0.3, 7, 2, 55, 1e-9};
  auto other_unit = pilot;
  for (auto& density : other_unit) {
    density *= 1e6;
  }
  const auto here = bandwidths(pilot, 250, 5);
  const auto there = bandwidths(other_unit, 250, 5);
  for (std::size_t i = 0; i < here.size(); ++i) {
    CHECK(there[i] == within(1e-9, here[i]));
  }
}

TEST_CASE("Untrimmed bandwidths have the global one as their geometric mean and scale with it") {
  const auto points = some_points(71, 300);
  AdaptiveOptions options{.kernel = Kernel::quartic, .pilot_m = 600, .global_m = 300, .trim = endless};
  const auto of_300 = adaptive_bandwidths(points, {}, options);
  CHECK(geometric_mean(of_300) == within(1e-9, 300));
  options.global_m = 900;
  const auto of_900 = adaptive_bandwidths(points, {}, options);
  for (std::size_t i = 0; i < points.size(); ++i) {
    CHECK(of_900[i] == within(1e-9, 3 * of_300[i]));
  }
}

TEST_CASE("Events in the thick have narrower kernels than events in the open") {
  const auto points = some_points(72, 400);
  const auto bandwidths_m = adaptive_bandwidths(points, {}, {.pilot_m = 500, .global_m = 300});
  double thick = 0;
  double open = 0;
  for (std::size_t i = 0; i < points.size(); i += 2) {
    open += bandwidths_m[i];
    thick += bandwidths_m[i + 1];
  }
  CHECK(open > 2 * thick);
}

TEST_CASE("The same weight for all changes no bandwidth; without a pilot's own the global bandwidth is the pilot's") {
  const auto points = some_points(73, 100);
  const AdaptiveOptions options{.global_m = 400};
  const auto plain = adaptive_bandwidths(points, {}, options);
  const auto weighted = adaptive_bandwidths(points, std::vector<double>(100, 3.0), options);
  const auto stated = adaptive_bandwidths(points, {}, {.pilot_m = 400, .global_m = 400});
  for (std::size_t i = 0; i < points.size(); ++i) {
    CHECK(weighted[i] == within(1e-9, plain[i]));
    CHECK(stated[i] == plain[i]);
  }
}

TEST_CASE("Bandwidths at the pilot's own events are those of the events") {
  const auto points = some_points(74, 100);
  const AdaptiveBandwidths adaptive(points, {}, {.pilot_m = 500, .global_m = 300});
  CHECK(adaptive.at(points) == adaptive.of_events());
  CHECK(adaptive.of_events() == adaptive_bandwidths(points, {}, {.pilot_m = 500, .global_m = 300}));
  // Nobody is near this place: the widest.
  CHECK(adaptive.at(std::vector<Point>{{1e6, 1e6}}).front() == within(1e-9, 1500));
}

TEST_CASE("Coincident events have the same bandwidth") {
  auto points = some_points(75, 50);
  points.push_back(points[7]);
  const auto bandwidths_m = adaptive_bandwidths(points, {}, {.global_m = 300});
  CHECK(bandwidths_m[7] == bandwidths_m[50]);
}

TEST_CASE("Impossible bandwidths and trims are refused") {
  const auto points = some_points(76, 20);
  for (const auto bad : {-1.0, std::nan(""), endless}) {
    CHECK_THROWS_AS(adaptive_bandwidths(points, {}, {.global_m = bad}), InvalidOption);
    CHECK_THROWS_AS(adaptive_bandwidths(points, {}, {.pilot_m = bad, .global_m = 100}), InvalidOption);
  }
  CHECK_THROWS_AS(adaptive_bandwidths(points, {}, {.global_m = 0}), InvalidOption);
  CHECK_THROWS_AS(adaptive_bandwidths(points, {}, {.global_m = 100, .trim = 0}), InvalidOption);
}

TEST_CASE("Adaptive bandwidths and densities are those of sparr") {
  std::vector<Point> points;
  const auto folder = test::reference_folder() / "density";
  for (const auto& row : test::read_numbers(folder / "points.csv")) {
    points.push_back({row.at("x"), row.at("y")});
  }
  const KernelMass mass(reference_area(), Kernel::gaussian);
  const MassInside inside = [&](std::span<const Point> places, Kernel, double bandwidth_m) {
    return mass.at_points(places, std::array{bandwidth_m}, 1);
  };
  const auto expected = test::read_numbers(folder / "adaptive_bandwidths.csv");
  const auto surface = test::read_numbers(folder / "adaptive.csv");
  std::vector<Point> places;
  for (const auto& row : surface) {
    places.push_back({row.at("x"), row.at("y")});
  }
  const std::vector<ReferenceCase> cases{{"uniform", EdgeTerm::uniform, 5},
                                         {"diggle", EdgeTerm::diggle, 5},
                                         {"none", EdgeTerm::none, 5},
                                         {"trimmed", EdgeTerm::uniform, 1.2}};
  for (const auto& [name, edges, trim] : cases) {
    const AdaptiveBandwidths adaptive(
        points, {}, {.kernel = Kernel::gaussian, .pilot_m = 300, .global_m = 400, .trim = trim, .edges = edges},
        inside);
    const auto& of_events = adaptive.of_events();
    CAPTURE(name);
    for (std::size_t i = 0; i < points.size(); ++i) {
      CHECK(of_events[i] == within(1e-6, expected[i].at("exact_" + name)));
      // sparr looks the pilot up in pixels of 48 by 39 m.
      CHECK(of_events[i] == within(0.07 * of_events[i], expected[i].at(name)));
    }
    auto weights = std::vector<double>(points.size(), 1.0);
    if (edges == EdgeTerm::diggle) {
      weights = corrected_weights({}, mass.at_points(points, of_events, 1));
    }
    auto density = kernel_sums_at(points, weights, of_events, places, {.kernel = Kernel::gaussian, .left_out = {}});
    const auto here = adaptive.at(places);
    if (edges == EdgeTerm::uniform) {
      density = corrected_density(density, mass.at_points(places, here, 1));
    }
    double squares = 0;
    double differences = 0;
    for (std::size_t i = 0; i < places.size(); ++i) {
      CHECK(density[i] == within(1e-6 * density[i], surface[i].at("exact_" + name)));
      squares += density[i] * density[i];
      differences += std::pow(density[i] - surface[i].at(name), 2);
      if (name == "uniform") {
        CHECK(here[i] == within(1e-6 * here[i], surface[i].at("exact_h_here")));
      }
    }
    CHECK(std::sqrt(differences / squares) < 1e-2);
  }
}

}  // namespace lykta::tests_of_adaptive
