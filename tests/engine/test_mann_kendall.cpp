#include <algorithm>
#include <cmath>
#include <fstream>
#include <limits>
#include <numeric>
#include <sstream>
#include <string>
#include <vector>

#include "engine/statistics/mann_kendall.hpp"
#include "tests/catch.hpp"
#include "tests/engine/samples.hpp"
#include "tests/reference/reference_data.hpp"

namespace lykta::tests_of_mann_kendall {
namespace {

using test::within;

constexpr auto not_a_number = std::numeric_limits<double>::quiet_NaN();

}  // namespace

TEST_CASE("A series that only rises has every pair on its side") {
  // One of 24 orders, and its mirror image: p = 2 / 24.
  const auto trend = mann_kendall(std::vector<double>{1, 2, 3, 4});
  CHECK(trend.s == 6);
  CHECK(trend.tau == 1);
  CHECK(trend.variance == within(1e-14, 26.0 / 3));
  CHECK(trend.z == within(1e-14, 5 / std::sqrt(26.0 / 3)));
  CHECK(trend.p == within(1e-15, 2.0 / 24));
}

TEST_CASE("p without ties is that of the published table of S") {
  // Kendall (1975), table 1, one tail of n = 4: S >= 0 0.625, 2 0.375, 4 0.167, 6 0.042; n = 5: 2 0.408, 4 0.242,
  // 6 0.117, 8 0.042, 10 0.0083.
  struct Case {
    std::vector<double> values;
    std::int64_t s;
    double tail;
  };
  for (const auto& [values, s, tail] :
       {Case{{2, 1, 3, 4}, 4, 0.167}, Case{{2, 1, 4, 3}, 2, 0.375}, Case{{1, 2, 3, 4}, 6, 0.042},
        Case{{3, 1, 4, 2, 5}, 4, 0.242}, Case{{2, 1, 4, 3, 5}, 6, 0.117}, Case{{2, 1, 3, 4, 5}, 8, 0.042},
        Case{{1, 2, 3, 4, 5}, 10, 0.0083}}) {
    CAPTURE(s, values.size());
    CHECK(mann_kendall(values).s == s);
    CHECK(mann_kendall(values).p / 2 == within(0.0005, tail));
  }
}

TEST_CASE("p of every order of six values is its rank among all orders") {
  std::vector<double> order{1, 2, 3, 4, 5, 6};
  std::vector<TrendTest> all;
  do {
    all.push_back(mann_kendall(order));
  } while (std::ranges::next_permutation(order).found);
  REQUIRE(all.size() == 720);
  for (const auto& trend : all) {
    const auto as_far =
        std::ranges::count_if(all, [&](const auto& each) { return std::abs(each.s) >= std::abs(trend.s); });
    CHECK(trend.p == within(1e-12, static_cast<double>(as_far) / 720));
  }
}

TEST_CASE("Kendall's trend is what R gives, with ties and without") {
  std::ifstream file(test::reference_folder() / "emerging" / "trends.csv");
  std::string line;
  std::getline(file, line);
  std::size_t series = 0;
  while (std::getline(file, line)) {
    std::istringstream fields(line);
    std::string values_text;
    std::getline(fields, values_text, ',');
    std::vector<double> values;
    std::istringstream numbers(values_text);
    for (double value = 0; numbers >> value;) {
      values.push_back(value);
    }
    std::vector<double> expected;
    for (std::string field; std::getline(fields, field, ',');) {
      expected.push_back(std::stod(field));
    }
    CAPTURE(values_text);
    REQUIRE(expected.size() == 5);
    const auto trend = mann_kendall(values);
    CHECK(static_cast<double>(trend.size) == expected[0]);
    CHECK(static_cast<double>(trend.s) == expected[1]);
    CHECK(trend.variance == within(1e-9, expected[2]));
    CHECK(trend.tau == within(1e-12, expected[3]));
    CHECK(trend.p == within(1e-10, expected[4]));
    ++series;
  }
  CHECK(series == 9);
}

TEST_CASE("Turning a series round turns the trend round") {
  test::Random random(5);
  for (int run = 0; run < 50; ++run) {
    std::vector<double> values;
    for (int i = 0; i < 3 + run; ++i) {
      values.push_back(std::floor(random.between(0, 12)));
    }
    const auto trend = mann_kendall(values);
    std::ranges::reverse(values);
    const auto turned = mann_kendall(values);
    CHECK(turned.s == -trend.s);
    CHECK(turned.z == -trend.z);
    CHECK(turned.p == trend.p);
    CHECK(turned.variance == trend.variance);
    CHECK(trend.p > 0);
    CHECK(trend.p <= 1);
  }
}

TEST_CASE("Missing values take no part in a trend") {
  const auto trend = mann_kendall(std::vector<double>{not_a_number, 1, 3, not_a_number, 2});
  CHECK(trend.size == 3);
  CHECK(trend.s == 1);
}

TEST_CASE("A series that never changes has no trend, and one value has none to have") {
  const auto even = mann_kendall(std::vector<double>{4, 4, 4, 4});
  CHECK(even.s == 0);
  CHECK(even.variance == 0);
  CHECK(even.p == 1);
  CHECK(std::isnan(even.tau));
  CHECK(std::isnan(mann_kendall(std::vector<double>{4}).p));
  CHECK(std::isnan(mann_kendall({}).p));
}

}  // namespace lykta::tests_of_mann_kendall
