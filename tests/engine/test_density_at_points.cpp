#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <numbers>
#include <numeric>
#include <vector>

#include "engine/base/error.hpp"
#include "engine/density/density.hpp"
#include "engine/density/density_at_points.hpp"
#include "engine/density/gaussian_sums.hpp"
#include "tests/catch.hpp"
#include "tests/engine/samples.hpp"

namespace lykta::tests_of_density_at_points {
namespace {

using test::within;

/// Events in clusters and between, some at one place; weights and bandwidths for them; places to ask.
struct Sample {
  std::vector<Point> events;
  std::vector<double> weights;
  std::vector<double> bandwidths_m;
  std::vector<Point> places;
};

Sample sample(std::uint64_t seed, std::size_t number) {
  test::Random random(seed);
  const Box land{517000, 6229000, 527000, 6239000};
  const Box town{520000, 6232000, 521000, 6233000};
  Sample result;
  for (std::size_t i = 0; i < number; ++i) {
    result.events.push_back(i % 7 == 6 ? result.events[random.below(i)] : random.in(i % 3 == 0 ? land : town));
    result.weights.push_back(i % 11 == 10 ? 0 : random.between(0.2, 3));
    result.bandwidths_m.push_back(40 * std::exp(random.between(0, 4)));
  }
  for (int i = 0; i < 60; ++i) {
    result.places.push_back(random.in(i % 2 == 0 ? land : town));
  }
  result.places.push_back(result.events.front());
  result.places.push_back({0, 0});
  return result;
}

std::vector<std::uint32_t> all_numbers(std::size_t count) {
  std::vector<std::uint32_t> numbers(count);
  std::iota(numbers.begin(), numbers.end(), 0U);
  return numbers;
}

/// The formula, event by event; `skipped` is left out.
double brute_force(const Sample& sample, Kernel kernel, const Point& place, double bandwidth_m,
                   std::size_t skipped = std::numeric_limits<std::size_t>::max()) {
  double sum = 0;
  for (std::size_t i = 0; i < sample.events.size(); ++i) {
    const auto h = sample.bandwidths_m.empty() ? bandwidth_m : sample.bandwidths_m[i];
    const auto weight = sample.weights.empty() ? 1.0 : sample.weights[i];
    sum += i == skipped ? 0 : weight / (h * h) * kernel_value(kernel, distance_m(place, sample.events[i]) / h) * 1e6;
  }
  return sum;
}

}  // namespace

TEST_CASE("The indexed density at places is the brute-force one for every kernel") {
  const auto given = sample(41, 900);
  for (const auto& [kernel, name] : kernel_names) {
    for (const auto bandwidth_m : {3.0, 170.0, 2500.0, 60000.0}) {
      for (const auto& weights : {std::vector<double>{}, given.weights}) {
        const auto expected = density_at_points(given.events, weights, given.places,
                                                {.kernel = kernel, .bandwidth_m = bandwidth_m, .keep_mass = false});
        const auto sums = kernel_sums_at(given.events, weights, {}, given.places,
                                         {.kernel = kernel, .bandwidth_m = bandwidth_m, .left_out = {}});
        for (std::size_t i = 0; i < expected.size(); ++i) {
          CAPTURE(name, bandwidth_m, i);
          REQUIRE(sums[i] == within(2e-12 * expected[i] + 1e-290, expected[i]));
        }
      }
    }
  }
}

TEST_CASE("With a bandwidth for each event every event counts by its own") {
  const auto given = sample(42, 700);
  for (const auto& [kernel, name] : kernel_names) {
    const auto sums = kernel_sums_at(given.events, given.weights, given.bandwidths_m, given.places,
                                     {.kernel = kernel, .left_out = {}});
    for (std::size_t i = 0; i < given.places.size(); ++i) {
      const auto expected = brute_force(given, kernel, given.places[i], 0);
      CAPTURE(name, i);
      REQUIRE(sums[i] == within(2e-12 * expected + 1e-290, expected));
    }
  }
}

TEST_CASE("Leaving one out leaves out exactly that event") {
  auto given = sample(43, 400);
  const auto numbers = all_numbers(given.events.size());
  const auto own_bandwidths = given.bandwidths_m;
  for (const auto& bandwidths_m : {std::vector<double>{}, own_bandwidths}) {
    given.bandwidths_m = bandwidths_m;
    for (const auto& [kernel, name] : kernel_names) {
      for (const auto bandwidth_m : {20.0, 300.0}) {
        const auto sums = kernel_sums_at(given.events, given.weights, bandwidths_m, given.events,
                                         {.kernel = kernel, .bandwidth_m = bandwidth_m, .left_out = numbers});
        for (std::size_t i = 0; i < given.events.size(); ++i) {
          const auto expected = brute_force(given, kernel, given.events[i], bandwidth_m, i);
          CAPTURE(name, bandwidth_m, i, bandwidths_m.size());
          // What others at its place give is a difference of weights.
          REQUIRE(sums[i] == within(1e-11 * expected + 1e-290, expected));
        }
      }
    }
  }
}

TEST_CASE("Left out, one of two events at a place still has the other") {
  // Quartic, 100 m: 3 / pi / 100^2 per m2 for the other one; nothing within reach of the third.
  const std::vector<Point> events{{0, 0}, {0, 0}, {150, 0}};
  const auto sums = kernel_sums_at(events, {}, {}, events,
                                   {.kernel = Kernel::quartic, .bandwidth_m = 100, .left_out = all_numbers(3)});
  CHECK(sums[0] == within(1e-9, 3e6 / (std::numbers::pi * 1e4)));
  CHECK(sums[1] == sums[0]);
  CHECK(sums[2] == 0);
}

TEST_CASE("Far from all events the Gaussian's tail is followed") {
  // 30 standard deviations away exp(-450) is left, where a tail cut at some radius would say nothing.
  const std::vector<Point> events{{0, 0}, {3000, 0}};
  const std::vector<Point> place{{0, 3000}};
  const auto sum =
      kernel_sums_at(events, {}, {}, place, {.kernel = Kernel::gaussian, .bandwidth_m = 100, .left_out = {}});
  CHECK(sum[0] / (1e6 / (2 * std::numbers::pi * 1e4) * std::exp(-450)) == within(1e-12, 1));
  const auto without = kernel_sums_at(events, {}, {}, events,
                                      {.kernel = Kernel::gaussian, .bandwidth_m = 100, .left_out = all_numbers(2)});
  CHECK(without[0] / (1e6 / (2 * std::numbers::pi * 1e4) * std::exp(-450)) == within(1e-12, 1));
}

TEST_CASE("Sums at places are the same to the last bit on any number of threads") {
  const auto given = sample(44, 3000);
  for (const auto kernel : {Kernel::quartic, Kernel::gaussian}) {
    PointSumOptions options{.kernel = kernel, .left_out = {}, .threads = 1};
    const auto one = kernel_sums_at(given.events, given.weights, given.bandwidths_m, given.events, options);
    const auto smooth = gaussian_sums_by_lattice(given.events, given.weights, given.events, {.threads = 1});
    for (const auto threads : {2U, 5U}) {
      options.threads = threads;
      CHECK(kernel_sums_at(given.events, given.weights, given.bandwidths_m, given.events, options) == one);
      CHECK(gaussian_sums_by_lattice(given.events, given.weights, given.events, {.threads = threads}) == smooth);
    }
  }
}

TEST_CASE("Moving everything moves the density, and twice the weight is twice the density") {
  const auto given = sample(45, 500);
  auto moved = given;
  for (auto* points : {&moved.events, &moved.places}) {
    for (auto& point : *points) {
      point = {point.x - 517000, point.y - 6229000};
    }
  }
  for (auto& weight : moved.weights) {
    weight *= 2;
  }
  for (const auto& [kernel, name] : kernel_names) {
    const PointSumOptions options{.kernel = kernel, .bandwidth_m = 400, .left_out = {}};
    const auto here = kernel_sums_at(given.events, given.weights, {}, given.places, options);
    const auto there = kernel_sums_at(moved.events, moved.weights, {}, moved.places, options);
    const auto largest = *std::ranges::max_element(here);
    for (std::size_t i = 0; i < here.size(); ++i) {
      CAPTURE(name, i);
      CHECK(there[i] == within(1e-8 * largest, 2 * here[i]));
    }
  }
}

TEST_CASE("A million events at one place are one event of their weight together") {
  const std::vector<Point> events(1'000'000, Point{517000, 6229000});
  for (const auto kernel : {Kernel::quartic, Kernel::gaussian}) {
    const auto sums = kernel_sums_at(events, {}, {}, events, {.kernel = kernel, .bandwidth_m = 100, .left_out = {}});
    CHECK(std::ranges::count(sums, sums.front()) == 1'000'000);
    CHECK(sums.front() == Approx(1e6 * kernel_value(kernel, 0) * 100));
  }
}

TEST_CASE("Without events or without weight there is no density") {
  const std::vector<Point> places{{0, 0}, {1, 1}};
  const std::vector<double> no_weight{0, 0};
  for (const auto& [kernel, name] : kernel_names) {
    CHECK(kernel_sums_at({}, {}, {}, places, {.kernel = kernel, .left_out = {}}) == no_weight);
    CHECK(kernel_sums_at(places, no_weight, {}, places, {.kernel = kernel, .left_out = {}}) == no_weight);
  }
  CHECK(kernel_sums_at(places, {}, {}, {}, {}).empty());
  CHECK(gaussian_sums({}, {}, places, {}) == no_weight);
}

TEST_CASE("Sums at points refuse a bandwidth that is no positive number") {
  const std::vector<Point> events{{0, 0}, {1, 1}};
  for (const auto bad : {0.0, -1.0, std::nan(""), std::numeric_limits<double>::infinity()}) {
    CHECK_THROWS_AS(kernel_sums_at(events, {}, {}, events, {.bandwidth_m = bad, .left_out = {}}), InvalidOption);
    const std::vector<double> bandwidths_m{100, bad};
    CHECK_THROWS_AS(kernel_sums_at(events, {}, bandwidths_m, events, {}), InvalidOption);
  }
}

TEST_CASE("Gaussians summed through a lattice are those summed directly") {
  const auto given = sample(46, 1500);
  for (const auto bandwidth_m : {60.0, 333.0, 4000.0, 90000.0}) {
    for (const auto& weights : {std::vector<double>{}, given.weights}) {
      const auto exact = kernel_sums_at(given.events, weights, {}, given.events,
                                        {.kernel = Kernel::gaussian, .bandwidth_m = bandwidth_m, .left_out = {}});
      const auto sums = gaussian_sums_by_lattice(given.events, weights, given.events, {.bandwidth_m = bandwidth_m});
      const auto largest = *std::ranges::max_element(exact);
      double worst = 0;
      for (std::size_t i = 0; i < sums.size(); ++i) {
        worst = std::max(worst, std::abs(sums[i] - exact[i]) / largest);
      }
      CAPTURE(bandwidth_m);
      CHECK(worst < 1e-8);
    }
  }
}

TEST_CASE("Gaussian sums are good at lonely events too") {
  test::Random random(47);
  std::vector<Point> events;
  for (int i = 0; i < 2000; ++i) {
    events.push_back(random.in({0, 0, 1000, 1000}));
  }
  events.push_back({9000, 9000});
  events.push_back({9900, 9000});
  const auto numbers = all_numbers(events.size());
  for (const auto bandwidth_m : {1.0, 30.0, 150.0, 400.0, 3000.0}) {
    const auto exact = kernel_sums_at(events, {}, {}, events,
                                      {.kernel = Kernel::gaussian, .bandwidth_m = bandwidth_m, .left_out = numbers});
    const auto sums = gaussian_sums(events, {}, events, {.bandwidth_m = bandwidth_m, .leave_own_out = true});
    for (std::size_t i = 0; i < sums.size(); ++i) {
      CAPTURE(bandwidth_m, i);
      REQUIRE(sums[i] == within(1e-3 * exact[i], exact[i]));
    }
  }
}

}  // namespace lykta::tests_of_density_at_points
