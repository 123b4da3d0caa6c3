#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <numbers>
#include <string>
#include <vector>

#include "engine/base/error.hpp"
#include "engine/density/density.hpp"
#include "engine/density/edge_correction.hpp"
#include "engine/density/relative_risk.hpp"
#include "engine/space/study_grid.hpp"
#include "engine/statistics/significance.hpp"
#include "tests/catch.hpp"
#include "tests/engine/samples.hpp"
#include "tests/reference/reference_data.hpp"

namespace lykta::tests_of_relative_risk {
namespace {

using std::numbers::pi;
using test::within;

constexpr auto nan = std::numeric_limits<double>::quiet_NaN();

ComparedDensity compared(const std::vector<double>& per_km2, double units, double bandwidth_m = 1000,
                         Kernel kernel = Kernel::uniform) {
  return {
      .per_km2 = per_km2, .kernel = kernel, .bandwidth_m = bandwidth_m, .units = units, .mass = {}, .squared_mass = {}};
}

std::vector<Point> random_points(test::Random& random, std::size_t number, const Box& box) {
  std::vector<Point> points;
  for (std::size_t i = 0; i < number; ++i) {
    points.push_back(random.in(box));
  }
  return points;
}

/// Densities at fixed places by plain sums.
DensityOf density_at(const std::vector<Point>& places, const DensityOptions& options) {
  return [places, options](std::span<const Point> points, std::span<const double> weights) {
    return density_at_points(points, weights, places, options);
  };
}

/// p-values can be compared with == only when none of them is NaN.
std::vector<double> without_nan(std::vector<double> values) {
  std::ranges::replace_if(
      values, [](double value) { return std::isnan(value); }, -1.0);
  return values;
}

const Box town{0, 0, 2000, 2000};

/// Two sets of points, the cells of a grid over them, and what follows.
struct Scene {
  std::vector<Point> events;
  std::vector<Point> others;
  DensityOptions options{.kernel = Kernel::quartic, .bandwidth_m = 500, .keep_mass = false};
  std::vector<Point> places;
  std::vector<double> cell_area_km2;

  Scene(test::Random& random, std::size_t number_of_events, std::size_t number_of_others)
      : events(random_points(random, number_of_events, town)), others(random_points(random, number_of_others, town)) {
    const auto grid = test::square_grid(10, 10, 200);
    for (std::size_t cell = 0; cell < grid.size(); ++cell) {
      places.push_back(grid.centre(cell));
      cell_area_km2.push_back(0.04);
    }
  }

  [[nodiscard]] DensityOf density() const { return density_at(places, options); }
  [[nodiscard]] RelativeRisk risk() const {
    const auto f = density()(events, {});
    const auto g = density()(others, {});
    return relative_risk(compared(f, 0, 500, Kernel::quartic),
                         compared(g, static_cast<double>(others.size()), 500, Kernel::quartic), cell_area_km2, 1);
  }
};

}  // namespace

TEST_CASE("The ratio compares densities that each integrate to one") {
  // Integrals 2 + 4 + 2 = 8 and 1 + 1 + 2 = 4: normalised 0.25, 0.5, 0.125 against 0.25 everywhere.
  const std::vector<double> f{2, 4, 1};
  const std::vector<double> g{1, 1, 1};
  const std::vector<double> area{1, 1, 2};
  const auto risk = relative_risk(compared(f, 8), compared(g, 1000), area);
  CHECK(risk.ratio == std::vector<double>{1, 2, 0.5});
  CHECK(risk.log_ratio[0] == 0);
  CHECK(risk.log_ratio[1] == within(1e-15, std::log(2)));
  CHECK(risk.log_ratio[2] == within(1e-15, -std::log(2)));
  CHECK(risk.gap == std::vector<RiskGap>(3, RiskGap::none));

  // Multiplying either density changes nothing.
  const std::vector<double> more{20, 40, 10};
  CHECK(relative_risk(compared(more, 8), compared(g, 1000), area).ratio == risk.ratio);
}

TEST_CASE("Weighted by the denominator the mean of the ratio is one") {
  test::Random random(60);
  std::vector<double> f;
  std::vector<double> g;
  std::vector<double> area;
  for (int i = 0; i < 500; ++i) {
    f.push_back(i % 17 == 0 ? nan : random.between(0, 9));
    g.push_back(i % 23 == 0 ? nan : random.between(0.5, 2));
    area.push_back(random.between(0, 0.01));
  }
  const auto risk = relative_risk(compared(f, 1), compared(g, 1e9), area);
  double whole = 0;
  double mean = 0;
  for (std::size_t i = 0; i < f.size(); ++i) {
    REQUIRE((risk.gap[i] == RiskGap::no_density) == (std::isnan(f[i]) || std::isnan(g[i])));
    if (risk.gap[i] == RiskGap::none) {
      whole += g[i] * area[i];
      mean += risk.ratio[i] * g[i] * area[i];
    }
  }
  CHECK(mean / whole == within(1e-12, 1));
}

TEST_CASE("Under a uniform kernel lie the units of the disc") {
  // 300 units over 3 km2: 100 per km2; a disc of 500 m holds 100 * pi / 4.
  const std::vector<double> g{100, 100, 100};
  const std::vector<double> area{1, 1, 1};
  const auto units = units_under_kernel(compared(g, 300, 500), area);
  CHECK(units[1] == within(1e-9, 25 * pi));
  // A quartic kernel averages over 5 pi / 9 of its squared bandwidth.
  CHECK(units_under_kernel(compared(g, 300, 500, Kernel::quartic), area)[1] == within(1e-9, 25 * pi * 5 / 9));
  CHECK(units_under_kernel(compared(g, 300, 500, Kernel::gaussian), area)[1] == within(1e-9, 25 * 4 * pi));
  // On the border the disc is half: e = q = 1/2, and so is what lies under it.
  auto border = compared(g, 300, 500);
  const std::vector<double> half{1, 0.5, 1};
  border.mass = half;
  border.squared_mass = half;
  CHECK(units_under_kernel(border, area)[1] == within(1e-9, 12.5 * pi));
  CHECK(std::isnan(units_under_kernel(compared({100, nan, 100}, 200, 500), area)[1]));
}

TEST_CASE("Where the denominator is thin, or there is no event or no density, the gap says so") {
  const std::vector<double> f{1, 1, 0, nan, 1, 1};
  const std::vector<double> g{50, 1, 50, 50, nan, 0};
  const std::vector<double> area(6, 1.0);
  // 101 units in four cells with both; a disc of 1 km: 50 -> 157 units, 1 -> 3.1.
  const auto risk = relative_risk(compared(f, 3), compared(g, 101), area, 10);
  CHECK(risk.gap == std::vector<RiskGap>{RiskGap::none, RiskGap::thin_denominator, RiskGap::no_events,
                                         RiskGap::no_density, RiskGap::no_density, RiskGap::thin_denominator});
  CHECK(risk.ratio[2] == 0);
  CHECK(std::isnan(risk.log_ratio[2]));
  for (const std::size_t cell : {1U, 3U, 4U, 5U}) {
    CHECK(std::isnan(risk.ratio[cell]));
    CHECK(std::isnan(risk.log_ratio[cell]));
  }
  CHECK(relative_risk(compared(f, 3), compared(g, 101), area, 0).gap[1] == RiskGap::none);
  CHECK(relative_risk(compared(f, 3), compared(g, 101), area, 0).gap[5] == RiskGap::thin_denominator);
}

TEST_CASE("The rate is events per thousand residents") {
  const std::vector<double> f{2, 0, 3, nan};
  const std::vector<double> residents{400, 400, 1, 400};
  const std::vector<double> area(4, 1.0);
  const auto events = compared(f, 5);
  const auto people = compared(residents, 1201);
  const auto rate = rate_per_thousand(events, people, relative_risk(events, people, area, 10));
  CHECK(rate[0] == 5);
  CHECK(rate[1] == 0);
  CHECK(std::isnan(rate[2]));
  CHECK(std::isnan(rate[3]));
}

TEST_CASE("Weights count as their effective number") {
  CHECK(effective_number(std::vector<double>{1, 1, 1, 1}) == 4);
  CHECK(effective_number(std::vector<double>{5, 5}) == 2);
  CHECK(effective_number(std::vector<double>{3, 1}) == within(1e-12, 1.6));  // 16 / 10
  CHECK(effective_number(std::vector<double>{7, 0, 0}) == 1);
  CHECK(effective_number({}) == 0);
  CHECK(effective_number(std::vector<double>{0, 0}) == 0);
}

TEST_CASE("The asymptotic p of a hand-made case") {
  // Uniform kernel of 1 km: A = pi km2. f = 0.4, 0.1 and g = 0.25, 0.25 per km2 over two cells of 2 km2; 60 events, 140
  // others. Together (60 * 0.4 + 140 * 0.25) / 200 = 0.295; variance (1/60 + 1/140) / (pi * 0.295) = 0.0256910;
  // log(1.6) = 0.4700036: z = 2.932294, p = 0.0016824. Known: 1 / (60 * pi * 0.25) = 0.0212207: z = 3.226404, p =
  // 0.0006268.
  const std::vector<double> f{24, 6};
  const std::vector<double> g{35, 35};
  const std::vector<double> area{2, 2};
  const auto events = compared(f, 60);
  const auto others = compared(g, 140);
  const auto risk = relative_risk(events, others, area);
  const auto p = asymptotic_p(events, others, area, risk);
  CHECK(risk.ratio[0] == within(1e-12, 1.6));
  CHECK(p.upper[0] == within(2e-6, 0.0016824));
  CHECK(p.two_sided[0] == within(4e-6, 2 * 0.0016824));
  CHECK(p.upper[1] > 0.99);
  CHECK(p.two_sided[1] == within(1e-12, 2 * (1 - p.upper[1])));
  const auto known = asymptotic_p(events, others, area, risk, Denominator::known);
  CHECK(known.upper[0] == within(2e-6, 0.0006268));

  // Twice the bandwidth of the events averages over four times the area: 1/60/4 + 1/140.
  auto wider = events;
  wider.bandwidth_m = 2000;
  const auto z = std::log(1.6) / std::sqrt((1.0 / 240 + 1.0 / 140) / (pi * 0.295));
  CHECK(asymptotic_p(wider, others, area, risk).upper[0] == within(1e-9, normal_p(z, Alternative::greater)));
}

TEST_CASE("Equal densities have p one half and one, gaps have none, and cells without events a low risk") {
  const std::vector<double> f{30, 30, 0, 30};
  const std::vector<double> g{30, 30, 30, 0.001};
  const std::vector<double> area(4, 1.0);
  const auto events = compared(f, 90);
  const auto others = compared(g, 90);
  const auto risk = relative_risk(events, others, area);
  const auto p = asymptotic_p(events, others, area, risk);
  CHECK(std::isnan(p.upper[3]));
  CHECK(std::isnan(p.two_sided[3]));
  CHECK(p.upper[2] > 0.999);
  CHECK(p.two_sided[2] < 0.002);
  CHECK(p.two_sided[2] > 0);
  const auto same = asymptotic_p(others, others, area, relative_risk(others, others, area));
  CHECK(same.upper[0] == within(1e-12, 0.5));
  CHECK(same.two_sided[0] == within(1e-12, 1));
}

TEST_CASE("The log ratio varies as its variance says, in the middle and on the border") {
  // 250 times 400 events and 500 others, evenly spread. The log of a ratio scatters a little more than its first order.
  test::Random random(61);
  const auto area = rectangle(town);
  const std::vector<Point> places{{1000, 1000}, {0, 1000}, {30, 1970}, {400, 200}};
  for (const auto kernel : {Kernel::quartic, Kernel::uniform, Kernel::gaussian}) {
    const auto h = kernel == Kernel::gaussian ? 220.0 : 550.0;
    const std::vector<double> bandwidth{h};
    const auto mass = KernelMass(area, kernel).at_points(places, bandwidth, 1);
    const auto squared = KernelMass(area, kernel, MassOf::squared_kernel).at_points(places, bandwidth, 1);
    const auto density = density_at(places, {.kernel = kernel, .bandwidth_m = h, .keep_mass = false});
    constexpr int repeats = 250;
    std::vector<double> sum(places.size(), 0.0);
    std::vector<double> squares(places.size(), 0.0);
    for (int i = 0; i < repeats; ++i) {
      const auto f = density(random_points(random, 400, town), {});
      const auto g = density(random_points(random, 500, town), {});
      for (std::size_t k = 0; k < places.size(); ++k) {
        const auto log_ratio = std::log(f[k] / 400 / (g[k] / 500));
        sum[k] += log_ratio;
        squares[k] += log_ratio * log_ratio;
      }
    }
    // The even density: 1 / 4 km2.
    auto even = compared(std::vector<double>(places.size(), 0.25), 1, h, kernel);
    const std::vector<double> quarter(places.size(), 0.25);
    even.per_km2 = quarter;
    even.mass = mass;
    even.squared_mass = squared;
    const auto units = units_under_kernel(even, std::vector<double>(places.size(), 4.0 / 4));
    for (std::size_t k = 0; k < places.size(); ++k) {
      const auto variance = squares[k] / repeats - sum[k] / repeats * sum[k] / repeats;
      const auto expected = (1.0 / 400 + 1.0 / 500) / units[k];
      CAPTURE(static_cast<int>(kernel), k, mass[k], expected);
      CHECK(variance == within(0.35 * expected, expected));
    }
  }
}

TEST_CASE("Random labelling counts the labellings that are as extreme") {
  // Two events and two others on a line, one cell at each end. At the left cell: of the 6 labellings, one has both left
  // points as events (ratio highest), four have one each.
  const std::vector<Point> events{{0, 0}, {10, 0}};
  const std::vector<Point> others{{990, 0}, {1000, 0}};
  const std::vector<Point> places{{5, 0}, {995, 0}};
  const std::vector<double> area{1, 1};
  const auto density = density_at(places, {.kernel = Kernel::gaussian, .bandwidth_m = 300, .keep_mass = false});
  const auto f = density(events, {});
  const auto g = density(others, {});
  const auto risk = relative_risk(compared(f, 2), compared(g, 2), area, 0);
  const Simulation simulation{.replicates = 6000, .seed = 5, .threads = 1};
  const auto p = random_labelling_p({events, {}}, {others, {}}, density, {}, area, risk, simulation);
  CHECK(p.upper[0] == within(0.02, 1.0 / 6));
  CHECK(p.two_sided[0] == within(0.04, 2.0 / 6));
  CHECK(p.upper[1] == 1);
  CHECK(p.two_sided[1] == within(0.04, 2.0 / 6));
}

TEST_CASE("What remains of both together gives the p of two densities of their own") {
  test::Random random(62);
  for (const auto& [a, b] : {std::pair{30, 70}, std::pair{70, 30}}) {
    const Scene scene(random, static_cast<std::size_t>(a), static_cast<std::size_t>(b));
    const auto risk = scene.risk();
    const Simulation simulation{.replicates = 99, .seed = 3, .threads = 1};
    const auto density = scene.density();
    const auto quick =
        random_labelling_p({scene.events, {}}, {scene.others, {}}, density, {}, scene.cell_area_km2, risk, simulation);
    const auto slow = random_labelling_p({scene.events, {}}, {scene.others, {}}, density, density, scene.cell_area_km2,
                                         risk, simulation);
    CHECK(without_nan(quick.upper) == without_nan(slow.upper));
    CHECK(without_nan(quick.two_sided) == without_nan(slow.two_sided));
  }
}

TEST_CASE("A simulated p lies between 1 / (1 + replicates) and one, and finds a cluster") {
  test::Random random(63);
  Scene scene(random, 60, 200);
  for (std::size_t i = 0; i < 20; ++i) {
    scene.events[i] = random.in({400, 400, 600, 600});
  }
  const auto risk = scene.risk();
  const Simulation simulation{.replicates = 199, .seed = 1, .threads = 1};
  const auto p = random_labelling_p({scene.events, {}}, {scene.others, {}}, scene.density(), {}, scene.cell_area_km2,
                                    risk, simulation);
  for (std::size_t cell = 0; cell < risk.gap.size(); ++cell) {
    REQUIRE(std::isnan(p.upper[cell]) == std::isnan(risk.ratio[cell]));
    if (!std::isnan(p.upper[cell])) {
      CHECK(p.upper[cell] >= 1.0 / 200);
      CHECK(p.upper[cell] <= 1);
      CHECK(p.two_sided[cell] >= 2.0 / 200);
      CHECK(p.two_sided[cell] <= 1);
    }
  }
  CHECK(p.upper[22] == 1.0 / 200);  // the cell around (500, 500)
  CHECK(p.two_sided[22] == 2.0 / 200);
}

TEST_CASE("Simulated and asymptotic p agree where many events are expected") {
  test::Random random(64);
  Scene scene(random, 400, 900);
  scene.options.bandwidth_m = 600;
  const auto density = scene.density();
  const auto f = density(scene.events, {});
  const auto g = density(scene.others, {});
  // Without edge correction both lack the same share near the border; the area averaged over is smaller there.
  const auto mass = KernelMass(rectangle(town), Kernel::quartic).at_points(scene.places, std::vector<double>{600});
  const auto corrected_f = corrected_density(f, mass);
  const auto corrected_g = corrected_density(g, mass);
  const auto squared = KernelMass(rectangle(town), Kernel::quartic, MassOf::squared_kernel)
                           .at_points(scene.places, std::vector<double>{600});
  auto events = compared(corrected_f, 400, 600, Kernel::quartic);
  auto others = compared(corrected_g, 900, 600, Kernel::quartic);
  events.mass = others.mass = mass;
  events.squared_mass = others.squared_mass = squared;
  const DensityOf corrected = [&](std::span<const Point> points, std::span<const double> weights) {
    return corrected_density(density(points, weights), mass);
  };
  const auto risk = relative_risk(events, others, scene.cell_area_km2);
  const auto asymptotic = asymptotic_p(events, others, scene.cell_area_km2, risk);
  const auto simulated = random_labelling_p({scene.events, {}}, {scene.others, {}}, corrected, {}, scene.cell_area_km2,
                                            risk, {.replicates = 400, .seed = 2, .threads = 1});
  double difference = 0;
  for (std::size_t cell = 0; cell < risk.gap.size(); ++cell) {
    REQUIRE(risk.gap[cell] == RiskGap::none);
    difference += std::abs(asymptotic.upper[cell] - simulated.upper[cell]) / static_cast<double>(risk.gap.size());
  }
  CHECK(difference < 0.03);
}

TEST_CASE("One, two and five threads give the same p, another seed another") {
  test::Random random(65);
  const Scene scene(random, 30, 50);
  const auto risk = scene.risk();
  const std::vector<double> residents(scene.others.size(), 2.5);
  const auto residents_per_km2 = scene.density()(scene.others, residents);
  const auto both = [&](unsigned threads, std::uint64_t seed) {
    const Simulation simulation{.replicates = 60, .seed = seed, .threads = threads};
    auto p = random_labelling_p({scene.events, {}}, {scene.others, {}}, scene.density(), {}, scene.cell_area_km2, risk,
                                simulation)
                 .upper;
    const auto other = population_p({scene.events, {}}, {scene.others, residents}, scene.density(), residents_per_km2,
                                    scene.cell_area_km2, risk, simulation)
                           .upper;
    p.insert(p.end(), other.begin(), other.end());
    return without_nan(p);
  };
  const auto expected = both(1, 7);
  CHECK(both(2, 7) == expected);
  CHECK(both(5, 7) == expected);
  CHECK(both(1, 8) != expected);
}

TEST_CASE("Events drawn from residents follow the binomial distribution") {
  // Two places far apart with one and three residents; 10 events, 6 of them at the first. P(X >= 6) = 0.019728 with X
  // binomial of 10 and 1/4; P(X <= 6) = 0.996494.
  const std::vector<Point> homes{{0, 0}, {5000, 0}};
  const std::vector<double> residents{1, 3};
  std::vector<Point> events(10, homes[0]);
  std::fill(events.begin() + 6, events.end(), homes[1]);
  const std::vector<double> area{1, 1};
  const auto density = density_at(homes, {.kernel = Kernel::quartic, .bandwidth_m = 1000, .keep_mass = false});
  const auto f = density(events, {});
  const auto g = density(homes, residents);
  const auto risk = relative_risk(compared(f, 10), compared(g, 4), area, 0);
  CHECK(risk.ratio[0] == within(1e-12, 2.4));
  const Simulation simulation{.replicates = 20000, .seed = 11, .threads = 1};
  const auto p = population_p({events, {}}, {homes, residents}, density, g, area, risk, simulation);
  CHECK(p.upper[0] == within(0.004, 0.019728));
  CHECK(p.two_sided[0] == within(0.008, 2 * 0.019728));
  CHECK(p.upper[1] == within(0.002, 0.996494));
  // A place without residents is never drawn.
  const std::vector<Point> more_homes{homes[0], {0, 100}, homes[1], {0, 200}};
  const std::vector<double> with_empty{1, 0, 3, 0};
  CHECK(population_p({events, {}}, {more_homes, with_empty}, density, g, area, risk, simulation).upper == p.upper);
}

TEST_CASE("Weights of events stay with the points, or go with the drawn events") {
  // All weights 3: the same ratios as without.
  test::Random random(66);
  const Scene scene(random, 20, 40);
  const auto risk = scene.risk();
  const std::vector<double> three(20, 3.0);
  const std::vector<double> three_each(40, 3.0);
  const Simulation simulation{.replicates = 50, .seed = 4, .threads = 1};
  const auto plain = random_labelling_p({scene.events, {}}, {scene.others, {}}, scene.density(), {},
                                        scene.cell_area_km2, risk, simulation);
  const auto weighted = random_labelling_p({scene.events, three}, {scene.others, three_each}, scene.density(), {},
                                           scene.cell_area_km2, risk, simulation);
  CHECK(without_nan(weighted.upper) == without_nan(plain.upper));
  const auto g = scene.density()(scene.others, {});
  const auto drawn =
      population_p({scene.events, {}}, {scene.others, {}}, scene.density(), g, scene.cell_area_km2, risk, simulation);
  const auto drawn_weighted = population_p({scene.events, three}, {scene.others, {}}, scene.density(), g,
                                           scene.cell_area_km2, risk, simulation);
  CHECK(without_nan(drawn_weighted.upper) == without_nan(drawn.upper));
}

TEST_CASE("A risk without events, denominator or replicates is refused") {
  const std::vector<double> some{1, 2};
  const std::vector<double> nothing{0, 0};
  const std::vector<double> area{1, 1};
  CHECK_THROWS_AS(relative_risk(compared(nothing, 0), compared(some, 3), area), DataError);
  CHECK_THROWS_AS(relative_risk(compared(some, 3), compared(nothing, 0), area), DataError);
  CHECK_THROWS_AS(relative_risk(compared(some, 3), compared(some, 3), area, -1), InvalidOption);
  CHECK_THROWS_AS(relative_risk(compared(some, 3), compared(some, 3), area, nan), InvalidOption);

  test::Random random(67);
  const Scene scene(random, 5, 9);
  const auto risk = scene.risk();
  const auto g = scene.density()(scene.others, {});
  const auto label = [&](const Simulation& simulation, const Progress& progress) {
    return random_labelling_p({scene.events, {}}, {scene.others, {}}, scene.density(), {}, scene.cell_area_km2, risk,
                              simulation, progress);
  };
  CHECK_THROWS_AS(label({.replicates = 0, .seed = 1, .threads = 1}, {}), InvalidOption);
  CHECK_THROWS_AS(label({.replicates = 9, .seed = 1, .threads = 1}, [](std::string_view, double) { return false; }),
                  Cancelled);
  CHECK_THROWS_AS(population_p({scene.events, {}}, {}, scene.density(), g, scene.cell_area_km2, risk, {}), DataError);
  const std::vector<double> empty_homes(9, 0.0);
  CHECK_THROWS_AS(
      population_p({scene.events, {}}, {scene.others, empty_homes}, scene.density(), g, scene.cell_area_km2, risk, {}),
      DataError);
}

namespace {

std::vector<Point> reference_points(const std::string& file) {
  std::vector<Point> points;
  for (const auto& row : test::read_numbers(test::reference_folder() / "density" / file)) {
    points.push_back({row.at("x"), row.at("y")});
  }
  return points;
}

Area reference_area() {
  Area area;
  for (const auto& row : test::read_numbers(test::reference_folder() / "density" / "window.csv")) {
    area.rings.resize(std::max(area.rings.size(), static_cast<std::size_t>(row.at("ring"))));
    area.rings.back().push_back({row.at("x"), row.at("y")});
  }
  return area;
}

}  // namespace

TEST_CASE("Relative risk and its asymptotic p are those of sparr") {
  const auto area = reference_area();
  REQUIRE(area.rings.size() == 3);
  const auto rows = test::read_numbers(test::reference_folder() / "density" / "risk_fixed.csv");
  REQUIRE(rows.size() >= 50);
  const auto cases = reference_points("points.csv");
  const auto controls = reference_points("controls.csv");
  // The places of sparr's values, without area, and behind them cells to integrate over.
  auto places = reference_points("risk_fixed.csv");
  std::vector<double> cell_area_km2(places.size(), 0.0);
  const auto study = cover(area, CellShape::square, 50);
  for (std::size_t slot = 0; slot < study.size(); ++slot) {
    places.push_back(study.grid.centre(study.cells[slot]));
    cell_area_km2.push_back(study.share[slot] * study.grid.cell_area_m2() / 1e6);
  }
  const std::vector<double> bandwidth{450};
  const auto mass = KernelMass(area, Kernel::gaussian).at_points(places, bandwidth);
  const auto squared = KernelMass(area, Kernel::gaussian, MassOf::squared_kernel).at_points(places, bandwidth);
  const auto density = density_at(places, {.kernel = Kernel::gaussian, .bandwidth_m = 450, .keep_mass = false});
  const auto f = corrected_density(density(cases, {}), mass);
  const auto g = corrected_density(density(controls, {}), mass);
  auto events = compared(f, static_cast<double>(cases.size()), 450, Kernel::gaussian);
  auto others = compared(g, static_cast<double>(controls.size()), 450, Kernel::gaussian);
  events.mass = others.mass = mass;
  events.squared_mass = others.squared_mass = squared;
  const auto risk = relative_risk(events, others, cell_area_km2, 0);
  const auto p = asymptotic_p(events, others, cell_area_km2, risk);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    CAPTURE(rows[i].at("x"), rows[i].at("y"));
    CHECK(risk.log_ratio[i] == within(1e-2, rows[i].at("log_ratio")));
    CHECK(p.upper[i] == within(1e-2, rows[i].at("p_pooled")));
  }
}

}  // namespace lykta::tests_of_relative_risk
