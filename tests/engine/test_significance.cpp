#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <numeric>
#include <vector>

#include "engine/statistics/significance.hpp"
#include "tests/catch.hpp"
#include "tests/engine/samples.hpp"

// R's numbers are in tests/reference/significance.txt (R 4.2.2, 12 digits), the script that made them beside it.
// Tolerance: relative 1e-10, which leaves room for the last two digits printed.
namespace lykta::tests_of_significance {
namespace {

using test::within;

constexpr auto not_a_number = std::numeric_limits<double>::quiet_NaN();

Approx as_r_prints(double expected) { return Approx(expected).epsilon(0).margin(1e-10 * std::abs(expected)); }

}  // namespace

TEST_CASE("p of a normal deviate is the area beyond it") {
  CHECK(normal_p(0, Alternative::greater) == 0.5);
  CHECK(normal_p(0, Alternative::two_sided) == 1);
  CHECK(normal_p(1.959963984540054, Alternative::greater) == within(1e-15, 0.025));
  CHECK(normal_p(-1.959963984540054, Alternative::greater) == within(1e-15, 0.975));
  CHECK(normal_p(1.959963984540054, Alternative::two_sided) == within(1e-15, 0.05));
  CHECK(normal_p(-1.959963984540054, Alternative::two_sided) == within(1e-15, 0.05));
}

TEST_CASE("p of a normal deviate keeps its digits far out, as in R") {
  struct Case {
    double z, greater, two_sided;
  };
  for (const auto& [z, greater, two_sided] :
       {Case{-2.5, 0.993790334674, 0.0124193306516}, Case{1, 0.158655253931, 0.317310507863},
        Case{6, 9.86587645038e-10, 1.97317529008e-09}, Case{20, 2.75362411861e-89, 5.50724823721e-89},
        Case{30, 4.90671392715e-198, 9.8134278543e-198}}) {
    CAPTURE(z);
    CHECK(normal_p(z, Alternative::greater) == as_r_prints(greater));
    CHECK(normal_p(z, Alternative::two_sided) == as_r_prints(two_sided));
  }
}

TEST_CASE("No z has no p") {
  CHECK(std::isnan(normal_p(not_a_number, Alternative::greater)));
  CHECK(std::isnan(normal_p(not_a_number, Alternative::two_sided)));
}

TEST_CASE("Each alternative has one name") {
  CHECK(alternative_names[0].name == "greater");
  CHECK(alternative_names[0].alternative == Alternative::greater);
  CHECK(alternative_names[1].name == "two-sided");
  CHECK(alternative_names[1].alternative == Alternative::two_sided);
}

TEST_CASE("Evenly rising p all get the q of the largest") {
  // p times 5 over rank: 0.05 / 1, 0.10 / 2, 0.15 / 3, 0.20 / 4, 0.25 / 5: 0.05 each.
  for (const auto q : benjamini_hochberg(std::vector<double>{0.01, 0.02, 0.03, 0.04, 0.05})) {
    CHECK(q == within(1e-15, 0.05));
  }
}

TEST_CASE("q is made monotone from the largest p down") {
  // Sorted 0.01, 0.04, 0.045, 0.5: times 4 over rank 0.04, 0.08, 0.06, 0.5; the second takes the 0.06 of the third.
  const auto q = benjamini_hochberg(std::vector<double>{0.045, 0.5, 0.01, 0.04});
  CHECK(q[0] == within(1e-15, 0.06));
  CHECK(q[1] == within(1e-15, 0.5));
  CHECK(q[2] == within(1e-15, 0.04));
  CHECK(q[3] == within(1e-15, 0.06));
}

TEST_CASE("Equal p get equal q and no q is above 1") {
  // Sorted 0.02, 0.02, 0.9, 1: 0.02 * 4 / 2 = 0.04 for both; 0.9 * 4 / 3 = 1.2 becomes the 1 of the last.
  const auto q = benjamini_hochberg(std::vector<double>{0.9, 0.02, 1, 0.02});
  CHECK(q == std::vector<double>{1, 0.04, 1, 0.04});
  CHECK(benjamini_hochberg(std::vector<double>{0.3}) == std::vector<double>{0.3});
  CHECK(benjamini_hochberg({}).empty());
}

TEST_CASE("A missing p takes no part and stays missing") {
  // Two tests, not three: 0.01 * 2 / 1 and 0.04.
  const auto q = benjamini_hochberg(std::vector<double>{0.04, not_a_number, 0.01});
  CHECK(q[0] == within(1e-15, 0.04));
  CHECK(std::isnan(q[1]));
  CHECK(q[2] == within(1e-15, 0.02));
  CHECK(std::isnan(benjamini_hochberg(std::vector<double>{not_a_number})[0]));
}

TEST_CASE("q is what p.adjust of R gives") {
  const std::vector<double> p{0.0003, 0.041, not_a_number, 0.0121, 0.2,          0.039, 0.0121,
                              0.9,    1,     0.00002,      0.06,   not_a_number, 0.5};
  const std::vector<double> expected{0.00165,         0.0751666666667, not_a_number,  0.033275, 0.275,
                                     0.0751666666667, 0.033275,        0.99,          1,        0.00022,
                                     0.0942857142857, not_a_number,    0.611111111111};
  const auto q = benjamini_hochberg(p);
  REQUIRE(q.size() == expected.size());
  for (std::size_t i = 0; i < q.size(); ++i) {
    CAPTURE(i);
    if (std::isnan(expected[i])) {
      CHECK(std::isnan(q[i]));
    } else {
      CHECK(q[i] == as_r_prints(expected[i]));
    }
  }
}

TEST_CASE("q keeps the order of p, is at least p and does not depend on the order given") {
  test::Random random(40);
  std::vector<double> p;
  for (int i = 0; i < 500; ++i) {
    p.push_back(std::pow(random.between(0, 1), 3));
  }
  const auto q = benjamini_hochberg(p);
  std::vector<std::size_t> order(p.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  random.shuffle(order);
  std::vector<double> shuffled;
  for (const auto i : order) {
    shuffled.push_back(p[i]);
  }
  const auto q_shuffled = benjamini_hochberg(shuffled);
  for (std::size_t i = 0; i < order.size(); ++i) {
    CHECK(q_shuffled[i] == q[order[i]]);
    CHECK(q[i] >= p[i]);
  }
  std::ranges::sort(order, {}, [&](std::size_t i) { return p[i]; });
  CHECK(std::ranges::is_sorted(order, {}, [&](std::size_t i) { return q[i]; }));
}

TEST_CASE("The interval of a Poisson count is that of Garwood") {
  // poisson.test of R
  struct Case {
    std::uint64_t count;
    double low, high;
  };
  for (const auto& [count, low, high] :
       {Case{1, 0.0253178079843, 5.57164339094}, Case{2, 0.242209278544, 7.22468766772},
        Case{5, 1.62348639012, 11.6683320793}, Case{10, 4.79538869613, 18.390356042},
        Case{100, 81.3639912509, 121.626793792}, Case{2245, 2153.08485337, 2339.83007318}}) {
    const auto interval = poisson_interval_95(count);
    CAPTURE(count);
    CHECK(interval.low == as_r_prints(low));
    CHECK(interval.high == as_r_prints(high));
  }
}

TEST_CASE("A count of none has an interval from 0") {
  // P(0 events) = exp(-high) = 0.025: high = -log(0.025) = 3.68887945411.
  CHECK(poisson_interval_95(0).low == 0);
  CHECK(poisson_interval_95(0).high == within(1e-12, -std::log(0.025)));
}

}  // namespace lykta::tests_of_significance
