#include <algorithm>
#include <cstddef>
#include <limits>
#include <vector>

#include "engine/base/median.hpp"
#include "engine/base/random_stream.hpp"
#include "tests/catch.hpp"

namespace lykta {
namespace {

double median_by_sorting(std::vector<double> values) {
  std::ranges::sort(values);
  return values[values.size() / 2];
}

double median_of(std::vector<double> values) { return upper_median(values); }

}  // namespace

TEST_CASE("The median is the value in the middle, of two the upper one") {
  CHECK(median_of({3}) == 3);
  CHECK(median_of({3, 1}) == 3);
  CHECK(median_of({5, 1, 3}) == 3);
  CHECK(median_of({4, 1, 3, 2}) == 3);
}

TEST_CASE("The median of many values is the one that sorting finds, however they lie") {
  RandomStream random(7, 0);
  constexpr std::size_t many = 50'000;
  std::vector<double> even(many);
  std::vector<double> piled(many);
  std::vector<double> with_outliers(many);
  for (std::size_t i = 0; i < many; ++i) {
    even[i] = 6.2e6 + 5e4 * random.uniform();
    piled[i] = static_cast<double>(static_cast<int>(random.uniform() * 5));
    with_outliers[i] = i % 1000 == 0 ? 1e12 * (random.uniform() - 0.5) : random.uniform();
  }
  for (const auto& values : {even, piled, with_outliers, std::vector<double>(many, 56.2)}) {
    CHECK(median_of(values) == median_by_sorting(values));
  }
  // Two values at the ends of the scale, and one in between.
  auto ends = std::vector<double>(many, -1e308);
  std::fill(ends.begin() + many / 2, ends.end(), 1e308);
  CHECK(median_of(ends) == median_by_sorting(ends));
  even[17] = std::numeric_limits<double>::infinity();
  CHECK(median_of(even) == median_by_sorting(even));
}

}  // namespace lykta
