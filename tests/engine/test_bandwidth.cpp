#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <functional>
#include <numbers>
#include <string>
#include <vector>

#include "engine/base/error.hpp"
#include "engine/density/bandwidth.hpp"
#include "engine/density/edge_correction.hpp"
#include "tests/catch.hpp"
#include "tests/engine/samples.hpp"
#include "tests/reference/reference_data.hpp"

namespace lykta::tests_of_bandwidth {
namespace {

using std::numbers::pi;
using test::within;

std::vector<Point> clustered(std::uint64_t seed, std::size_t number) {
  test::Random random(seed);
  std::vector<Point> centres;
  for (int i = 0; i < 12; ++i) {
    centres.push_back(random.in({517000, 6229000, 522000, 6234000}));
  }
  std::vector<Point> points;
  while (points.size() < number) {
    const auto& centre = centres[random.below(centres.size())];
    // The sum of four uniform numbers is nearly normal.
    double dx = 0;
    double dy = 0;
    for (int i = 0; i < 4; ++i) {
      dx += random.between(-150, 150);
      dy += random.between(-150, 150);
    }
    points.push_back({centre.x + dx, centre.y + dy});
  }
  return points;
}

const Area square_around = rectangle({516000, 6228000, 523000, 6235000});

MassInside mass_of(const Area& area) {
  return [mass = KernelMass(area, Kernel::gaussian)](std::span<const Point> places, Kernel, double bandwidth_m) {
    return mass.at_points(places, std::array{bandwidth_m}, 1);
  };
}

/// All rules on the same events: what holds for each is checked for each.
struct Rule {
  std::string name;
  std::function<ChosenBandwidth(const std::vector<Point>&, const Area&, Kernel)> choose;
};

std::vector<Rule> all_rules() {
  return {
      {"scott", [](const auto& points, const Area&, Kernel kernel) { return scott_bandwidth(points, {}, kernel); }},
      {"silverman",
       [](const auto& points, const Area&, Kernel kernel) { return silverman_bandwidth(points, {}, kernel); }},
      {"k nearest",
       [](const auto& points, const Area&, Kernel kernel) { return k_nearest_mean_bandwidth(points, {}, 5, kernel); }},
      {"diggle",
       [](const auto& points, const Area& area, Kernel kernel) { return diggle_bandwidth(points, area, kernel, 1); }},
      {"likelihood", [](const auto& points, const Area& area,
                        Kernel kernel) { return likelihood_bandwidth(points, {}, area, kernel, {}, mass_of(area)); }},
      {"cronie-van-lieshout", [](const auto& points, const Area& area, Kernel kernel) {
         return cronie_van_lieshout_bandwidth(points, {}, area, kernel);
       }}};
}

std::vector<Point> changed(std::vector<Point> points, double factor, double dx, double dy) {
  for (auto& point : points) {
    point = {point.x * factor + dx, point.y * factor + dy};
  }
  return points;
}

Area changed(Area area, double factor, double dx, double dy) {
  for (auto& ring : area.rings) {
    ring = changed(std::move(ring), factor, dx, dy);
  }
  return area;
}

/// The integral over u of 2 pi u K(u)^power u^moment, by the midpoint rule.
double radial_integral(Kernel kernel, int power, int moment) {
  double sum = 0;
  constexpr double step = 1e-4;
  for (double u = step / 2; u < (kernel == Kernel::gaussian ? 12 : 1); u += step) {
    sum += 2 * pi * u * std::pow(kernel_value(kernel, u), power) * std::pow(u, moment) * step;
  }
  return sum;
}

std::vector<Point> reference_points() {
  std::vector<Point> points;
  for (const auto& row : test::read_numbers(test::reference_folder() / "density" / "points.csv")) {
    points.push_back({row.at("x"), row.at("y")});
  }
  return points;
}

Area reference_area(bool polygon) {
  if (!polygon) {
    return rectangle({497500, 6227400, 503700, 6232600});
  }
  Area area;
  for (const auto& row : test::read_numbers(test::reference_folder() / "density" / "window.csv")) {
    area.rings.resize(static_cast<std::size_t>(row.at("ring")));
    area.rings.back().push_back({row.at("x"), row.at("y")});
  }
  return area;
}

/// Relative difference.
Approx near(double share, double expected) { return within(share * std::abs(expected), expected); }

}  // namespace

TEST_CASE("Equivalent kernels have the same ratio of variance to squared bias") {
  const auto canonical = [](Kernel kernel) {
    return std::pow(radial_integral(kernel, 2, 0) / std::pow(radial_integral(kernel, 1, 2) / 2, 2), 1.0 / 6);
  };
  for (const auto& [kernel, name] : kernel_names) {
    CAPTURE(name);
    CHECK(equivalent_bandwidth(100, Kernel::gaussian, kernel) ==
          near(1e-4, 100 * canonical(kernel) / canonical(Kernel::gaussian)));
    CHECK(equivalent_bandwidth(equivalent_bandwidth(100, Kernel::quartic, kernel), kernel, Kernel::quartic) ==
          near(1e-12, 100));
  }
  // Marron & Nolan's constants for the plane.
  CHECK(equivalent_bandwidth(1, Kernel::gaussian, Kernel::uniform) == near(1e-12, 2));
  CHECK(equivalent_bandwidth(1, Kernel::gaussian, Kernel::epanechnikov) == within(5e-4, 2.402));
  CHECK(equivalent_bandwidth(1, Kernel::gaussian, Kernel::quartic) == within(5e-4, 2.779));
}

TEST_CASE("Scott's rule is the geometric mean deviation over the sixth root of the events") {
  // x = 1 .. 64: variance 64 * 65 / 12; y three times as wide.
  std::vector<Point> points;
  for (int i = 1; i <= 64; ++i) {
    points.push_back({517000.0 + i, 6229000.0 + 3 * ((i * 37) % 64 + 1)});
  }
  const auto expected = std::sqrt(3 * 64 * 65 / 12.0) / 2;  // 64^(1/6) = 2
  CHECK(scott_bandwidth(points, {}, Kernel::gaussian).bandwidth_m == near(1e-12, expected));
  CHECK(scott_bandwidth(points, {}, Kernel::uniform).bandwidth_m == near(1e-12, 2 * expected));
  CHECK(scott_bandwidth(points, {}, Kernel::gaussian).curve.empty());
}

TEST_CASE("Silverman's rule follows the quartiles when a few events lie far away") {
  // 101 events at 0 .. 100 along both axes have quartiles 25 and 75; five outliers move the deviation far and the
  // quartiles little.
  std::vector<Point> points;
  for (int i = 0; i <= 100; ++i) {
    points.push_back({1.0 * i, 1.0 * ((i * 37) % 101)});
  }
  const auto root = std::pow(101, -1.0 / 6);
  const auto deviation = std::sqrt(101 * 102 / 12.0);
  CHECK(silverman_bandwidth(points, {}, Kernel::gaussian).bandwidth_m == near(1e-12, deviation * root));
  for (int i = 0; i < 5; ++i) {
    points.push_back({5000, 5000});
  }
  // Type 7 of 106 values: 0 .. 100 and five large ones; ranks 26.25 and 78.75 counted from 0.
  CHECK(silverman_bandwidth(points, {}, Kernel::gaussian).bandwidth_m ==
        near(1e-9, 52.5 / 1.3489795003921634 * std::pow(106, -1.0 / 6)));
}

TEST_CASE("When most events lie at one place Silverman's rule falls back on the deviation") {
  std::vector<Point> points(100, Point{500, 500});
  points.push_back({600, 600});
  const auto chosen = silverman_bandwidth(points, {}, Kernel::gaussian);
  CHECK(chosen.bandwidth_m == near(1e-12, std::sqrt(100.0 / 101 * 100) * std::pow(101, -1.0 / 6)));
}

TEST_CASE("Equal weights change nothing, and a weight of zero is an event that is not there") {
  const auto points = clustered(51, 200);
  auto more = points;
  std::vector<double> weights(points.size(), 2.5);
  for (int i = 0; i < 20; ++i) {
    more.push_back({517000.0 + 100 * i, 6233000});
    weights.push_back(0);
  }
  CHECK(scott_bandwidth(more, weights, Kernel::quartic).bandwidth_m ==
        near(1e-12, scott_bandwidth(points, {}, Kernel::quartic).bandwidth_m));
  CHECK(silverman_bandwidth(more, weights, Kernel::quartic).bandwidth_m ==
        near(1e-12, silverman_bandwidth(points, {}, Kernel::quartic).bandwidth_m));
  CHECK(likelihood_bandwidth(more, weights, square_around, Kernel::quartic).bandwidth_m ==
        near(0.005, likelihood_bandwidth(points, {}, square_around, Kernel::quartic).bandwidth_m));
  CHECK(cronie_van_lieshout_bandwidth(more, weights, square_around, Kernel::quartic).bandwidth_m ==
        near(0.005, cronie_van_lieshout_bandwidth(points, {}, square_around, Kernel::quartic).bandwidth_m));
}

TEST_CASE("The mean distance to the k-th nearest on a lattice is the lattice's own") {
  // On a ring of 12 events every one has its two neighbours at the side of the dodecagon, the next two at the next
  // chord.
  std::vector<Point> points;
  for (int i = 0; i < 12; ++i) {
    points.push_back({1000 * std::cos(2 * pi * i / 12), 1000 * std::sin(2 * pi * i / 12)});
  }
  for (const std::size_t k : {1U, 2U, 3U, 4U, 11U}) {
    const auto steps = static_cast<double>((k + 1) / 2);
    CHECK(k_nearest_mean_bandwidth(points, {}, k, Kernel::quartic).bandwidth_m ==
          near(1e-12, 2000 * std::sin(pi * steps / 12)));
  }
  CHECK_THROWS_AS(k_nearest_mean_bandwidth(points, {}, 0, Kernel::quartic), InvalidOption);
  CHECK_THROWS_AS(k_nearest_mean_bandwidth(points, {}, 12, Kernel::quartic), InvalidOption);
  points.insert(points.end(), points.begin(), points.end());
  CHECK_THROWS_AS(k_nearest_mean_bandwidth(points, {}, 1, Kernel::quartic), DataError);
}

TEST_CASE("Every rule follows the unit of length and does not care where on earth it is") {
  const auto points = clustered(52, 250);
  for (const auto& rule : all_rules()) {
    const auto here = rule.choose(points, square_around, Kernel::quartic);
    const auto scaled = rule.choose(changed(points, 8, 0, 0), changed(square_around, 8, 0, 0), Kernel::quartic);
    const auto moved = rule.choose(changed(points, 1, -512000, -6225000), changed(square_around, 1, -512000, -6225000),
                                   Kernel::quartic);
    CAPTURE(rule.name);
    CHECK(scaled.bandwidth_m == near(0.003, 8 * here.bandwidth_m));
    CHECK(moved.bandwidth_m == near(0.003, here.bandwidth_m));
    CHECK(here.bandwidth_m > 20);
    CHECK(here.bandwidth_m < 7000);
  }
}

TEST_CASE("Every rule turns its bandwidth into that of an equivalent kernel, its curve too") {
  const auto points = clustered(53, 150);
  for (const auto& rule : all_rules()) {
    const auto gaussian = rule.choose(points, square_around, Kernel::gaussian);
    const auto quartic = rule.choose(points, square_around, Kernel::quartic);
    CAPTURE(rule.name);
    CHECK(quartic.bandwidth_m ==
          near(1e-12, equivalent_bandwidth(gaussian.bandwidth_m, Kernel::gaussian, Kernel::quartic)));
    REQUIRE(quartic.curve.size() == gaussian.curve.size());
    CHECK(std::ranges::is_sorted(quartic.curve, {}, &BandwidthCandidate::bandwidth_m));
    CHECK((quartic.curve.empty() ||
           std::ranges::count(quartic.curve, quartic.bandwidth_m, &BandwidthCandidate::bandwidth_m) > 0));
  }
}

TEST_CASE("No rule chooses from a handful of events or from a single place") {
  for (const auto& rule : all_rules()) {
    CAPTURE(rule.name);
    CHECK_THROWS_AS(rule.choose(clustered(54, 9), square_around, Kernel::quartic), DataError);
    CHECK_THROWS_AS(rule.choose(std::vector<Point>(50, Point{519000, 6230000}), square_around, Kernel::quartic),
                    DataError);
    CHECK_NOTHROW(rule.choose(clustered(54, 12), square_around, Kernel::quartic));
  }
}

TEST_CASE("Every rule takes events along a line") {
  std::vector<Point> points;
  test::Random random(55);
  for (int i = 0; i < 60; ++i) {
    points.push_back({random.between(517000, 519000), 6230000});
  }
  for (const auto& rule : all_rules()) {
    CAPTURE(rule.name);
    CHECK(rule.choose(points, square_around, Kernel::gaussian).bandwidth_m > 0);
  }
}

TEST_CASE("Repeated addresses pull the cross-validations to their lower end, and they say so") {
  std::vector<Point> points = clustered(56, 60);
  points.insert(points.end(), points.begin(), points.end());
  const auto likelihood = likelihood_bandwidth(points, {}, square_around, Kernel::gaussian);
  CHECK(likelihood.at_lower_end);
  CHECK(likelihood.bandwidth_m == likelihood.curve.front().bandwidth_m);
  CHECK(diggle_bandwidth(points, square_around, Kernel::gaussian).at_lower_end);
}

TEST_CASE("A single even cloud asks for more smoothing than the range has, and the rule says so") {
  test::Random random(57);
  std::vector<Point> points;
  for (int i = 0; i < 300; ++i) {
    points.push_back(random.in(bounding_box(square_around)));
  }
  const auto chosen = likelihood_bandwidth(
      points, {}, square_around, Kernel::gaussian,
      {.candidates_m = {50, 100, 200}, .refine = true, .threads = 1, .progress = {}}, mass_of(square_around));
  CHECK(chosen.at_upper_end);
  CHECK(chosen.bandwidth_m == 200);
  CHECK(chosen.curve.size() == 3);
}

TEST_CASE("The likelihood is the sum of logarithms that it says") {
  const auto points = clustered(58, 40);
  const auto mass = mass_of(square_around);
  for (const auto bandwidth_m : {90.0, 700.0}) {
    const auto masses = mass(points, Kernel::gaussian, bandwidth_m);
    double uniform = 0;
    double diggle = 0;
    double plain = 0;
    double inside = 0;
    for (std::size_t i = 0; i < points.size(); ++i) {
      double sum = 0;
      double weighted = 0;
      for (std::size_t j = 0; j < points.size(); ++j) {
        const auto u = distance_m(points[i], points[j]) / bandwidth_m;
        const auto value = i == j ? 0 : kernel_value(Kernel::gaussian, u) / (bandwidth_m * bandwidth_m);
        sum += value;
        weighted += value / masses[j];
      }
      uniform += std::log(sum / masses[i]);
      diggle += std::log(weighted);
      plain += std::log(sum);
      inside += masses[i];
    }
    const auto criterion = [&](const MassInside& given, EdgeTerm edges) {
      const BandwidthSearch search{.candidates_m = {bandwidth_m}, .refine = false, .threads = 1, .progress = {}};
      return likelihood_bandwidth(points, {}, square_around, Kernel::gaussian, search, given, edges)
          .curve.front()
          .criterion;
    };
    CHECK(criterion(mass, EdgeTerm::diggle) == within(1e-5, diggle - 40));
    CHECK(criterion(mass, EdgeTerm::none) == within(1e-5, plain - inside));
    CHECK(criterion({}, EdgeTerm::uniform) == within(1e-5, plain - 40));
    // The integral of the uniform correction is the number of events, nearly.
    CHECK(criterion(mass, EdgeTerm::uniform) == within(4, uniform - 40));
  }
}

TEST_CASE("The rules give the same on one thread and on five") {
  const auto points = clustered(59, 300);
  const BandwidthSearch one{.candidates_m = {80, 160, 320, 1000, 3000}, .refine = true, .threads = 1, .progress = {}};
  const BandwidthSearch five{.candidates_m = {80, 160, 320, 1000, 3000}, .refine = true, .threads = 5, .progress = {}};
  const auto same = [](const ChosenBandwidth& a, const ChosenBandwidth& b) {
    return a.bandwidth_m == b.bandwidth_m && std::ranges::equal(a.curve, b.curve, [](const auto& p, const auto& q) {
             return p.bandwidth_m == q.bandwidth_m && p.criterion == q.criterion;
           });
  };
  CHECK(same(likelihood_bandwidth(points, {}, square_around, Kernel::quartic, one, mass_of(square_around)),
             likelihood_bandwidth(points, {}, square_around, Kernel::quartic, five, mass_of(square_around))));
  CHECK(same(cronie_van_lieshout_bandwidth(points, {}, square_around, Kernel::quartic, one),
             cronie_van_lieshout_bandwidth(points, {}, square_around, Kernel::quartic, five)));
  CHECK(same(diggle_bandwidth(points, square_around, Kernel::quartic, 1),
             diggle_bandwidth(points, square_around, Kernel::quartic, 5)));
}

TEST_CASE("A search can be stopped") {
  BandwidthSearch search;
  search.progress = [](std::string_view, double share) { return share < 0.3; };
  CHECK_THROWS_AS(likelihood_bandwidth(clustered(60, 50), {}, square_around, Kernel::quartic, search), Cancelled);
}

TEST_CASE("Diggle's rule refuses more pairs than anybody would wait for") {
  // 70 000 events in one of ten thousand square kilometres: 2.4e9 pairs within its reach.
  test::Random random(62);
  std::vector<Point> points;
  for (int i = 0; i < 70'000; ++i) {
    points.push_back(random.in({500000, 6200000, 501000, 6201000}));
  }
  const auto area = rectangle({450000, 6150000, 550000, 6250000});
  CHECK_THROWS_AS(diggle_bandwidth(points, area, Kernel::quartic), InvalidOption);
}

TEST_CASE("An area without size is refused where the rule needs one") {
  const auto points = clustered(61, 30);
  CHECK_THROWS_AS(diggle_bandwidth(points, {}, Kernel::quartic), DataError);
  CHECK_THROWS_AS(cronie_van_lieshout_bandwidth(points, {}, {}, Kernel::quartic), DataError);
}

TEST_CASE("The bandwidths are those of spatstat and sparr") {
  const auto points = reference_points();
  for (const auto& row : test::read_numbers(test::reference_folder() / "density" / "bandwidths.csv")) {
    const auto area = reference_area(row.at("polygon") == 1);
    const auto mass = mass_of(area);
    CAPTURE(row.at("polygon"));
    const auto gaussian = Kernel::gaussian;
    CHECK(scott_bandwidth(points, {}, gaussian).bandwidth_m == near(1e-9, row.at("scott")));
    CHECK(silverman_bandwidth(points, {}, gaussian).bandwidth_m == near(0.01, row.at("silverman")));
    CHECK(k_nearest_mean_bandwidth(points, {}, 10, Kernel::quartic).bandwidth_m == near(1e-9, row.at("nearest_10")));
    CHECK(diggle_bandwidth(points, area, gaussian).bandwidth_m == near(0.01, row.at("diggle_translate")));
    CHECK(diggle_bandwidth(points, area, gaussian).bandwidth_m == near(0.01, row.at("diggle_isotropic")));
    CHECK(cronie_van_lieshout_bandwidth(points, {}, area, gaussian).bandwidth_m ==
          near(0.01, row.at("cronie_van_lieshout")));
    CHECK(likelihood_bandwidth(points, {}, area, gaussian, {}, mass).bandwidth_m ==
          near(0.01, row.at("likelihood_uniform")));
    CHECK(likelihood_bandwidth(points, {}, area, gaussian, {}, mass, EdgeTerm::none).bandwidth_m ==
          near(0.01, row.at("likelihood_none")));
    CHECK(likelihood_bandwidth(points, {}, area, gaussian).bandwidth_m ==
          near(0.01, row.at("likelihood_none_logs_only")));
  }
}

TEST_CASE("The criteria are those of spatstat, bandwidth by bandwidth") {
  const auto points = reference_points();
  for (const auto polygon : {true, false}) {
    const auto area = reference_area(polygon);
    const auto mass = mass_of(area);
    const auto number = static_cast<double>(points.size());
    const std::string window = polygon ? "polygon" : "rectangle";
    for (const auto& row :
         test::read_numbers(test::reference_folder() / "density" / ("bandwidths_curve_" + window + ".csv"))) {
      const BandwidthSearch search{.candidates_m = {row.at("sigma")}, .refine = false, .threads = 1, .progress = {}};
      const auto likelihood = [&](const MassInside& inside, EdgeTerm edges) {
        return likelihood_bandwidth(points, {}, area, Kernel::gaussian, search, inside, edges).curve.front().criterion;
      };
      CAPTURE(window, row.at("sigma"));
      // spatstat integrates over pixels: a hundredth of an event or two.
      CHECK(likelihood(mass, EdgeTerm::uniform) == within(0.3, row.at("likelihood_uniform")));
      CHECK(likelihood(mass, EdgeTerm::none) == within(0.3, row.at("likelihood_none")));
      CHECK(likelihood({}, EdgeTerm::none) == within(0.01, row.at("likelihood_none_logs_only") - number));
      const auto cronie = cronie_van_lieshout_bandwidth(points, {}, area, Kernel::gaussian, search);
      CHECK(std::sqrt(cronie.curve.front().criterion) == within(1e-3, std::sqrt(row.at("cronie_van_lieshout")) * 1e-6));
    }
  }
}

TEST_CASE("Diggle's criterion is that of spatstat") {
  const auto points = reference_points();
  for (const auto polygon : {true, false}) {
    const auto chosen = diggle_bandwidth(points, reference_area(polygon), Kernel::gaussian);
    for (const auto& row : test::read_numbers(
             test::reference_folder() / "density" /
             (polygon ? "bandwidths_diggle_curve_polygon.csv" : "bandwidths_diggle_curve_rectangle.csv"))) {
      // The events lie on a lattice, so K jumps, and the radii of the two programs are a little apart; and spatstat
      // takes phi at the lower ends of its bins.
      double lowest = 1e9;
      double highest = -1e9;
      for (const auto& candidate : chosen.curve) {
        if (std::abs(candidate.bandwidth_m - row.at("sigma")) < 0.35) {
          lowest = std::min(lowest, candidate.criterion);
          highest = std::max(highest, candidate.criterion);
        }
      }
      CAPTURE(polygon, row.at("sigma"));
      CHECK(row.at("translate") >= lowest - 0.06);
      CHECK(row.at("translate") <= highest + 0.06);
      CHECK(highest - lowest < 0.6);
    }
  }
}

}  // namespace lykta::tests_of_bandwidth
