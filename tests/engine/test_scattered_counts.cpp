#include <array>
#include <cmath>
#include <cstdint>
#include <numeric>
#include <vector>

#include "engine/statistics/scattered_counts.hpp"
#include "tests/catch.hpp"
#include "tests/engine/samples.hpp"

namespace lykta::tests_of_scattered_counts {
namespace {

using test::within;

std::vector<double> even(std::size_t cells) { return std::vector<double>(cells, 1.0 / static_cast<double>(cells)); }

struct Moments {
  std::vector<double> mean;
  std::vector<double> variance;
  double covariance_of_first_two = 0;
};

Moments moments_of(std::uint32_t things, const std::vector<double>& shares, std::size_t runs) {
  const Scatter scatter(things, shares);
  const auto cells = shares.size();
  Moments moments{std::vector<double>(cells, 0.0), std::vector<double>(cells, 0.0)};
  std::vector<std::uint32_t> counts(cells);
  for (std::size_t run = 0; run < runs; ++run) {
    RandomStream random(7, run);
    scatter(counts, random);
    REQUIRE(std::accumulate(counts.begin(), counts.end(), 0U) == things);
    for (std::size_t i = 0; i < cells; ++i) {
      const auto off = counts[i] - things * shares[i];
      moments.mean[i] += counts[i] / static_cast<double>(runs);
      moments.variance[i] += off * off / static_cast<double>(runs);
    }
    moments.covariance_of_first_two +=
        (counts[0] - things * shares[0]) * (counts[1] - things * shares[1]) / static_cast<double>(runs);
  }
  return moments;
}

}  // namespace

TEST_CASE("Things scatter as a multinomial, few or many, evenly or not") {
  constexpr std::size_t runs = 20'000;
  const std::vector<double> week_with_two_more_mondays{3.0 / 9, 1.0 / 9, 1.0 / 9, 1.0 / 9, 1.0 / 9, 1.0 / 9, 1.0 / 9};
  const std::vector<double> with_an_empty_cell{0.5, 0.5, 0};
  for (const auto& shares : {even(7), even(24), even(1), week_with_two_more_mondays, with_an_empty_cell}) {
    if (shares.size() < 2) {
      continue;
    }
    for (const std::uint32_t things : {1U, 20U, 63U, 64U, 1000U}) {
      CAPTURE(shares.size(), things);
      const auto moments = moments_of(things, shares, runs);
      const auto n = static_cast<double>(things);
      for (std::size_t i = 0; i < shares.size(); ++i) {
        const auto variance = n * shares[i] * (1 - shares[i]);
        CHECK(moments.mean[i] == within(5 * std::sqrt(variance / runs) + 1e-9, n * shares[i]));
        CHECK(moments.variance[i] == within(0.15 * variance + 1e-9, variance));
      }
      const auto covariance = -n * shares[0] * shares[1];
      CHECK(moments.covariance_of_first_two == within(0.25 * n * shares[0] + 1e-9, covariance));
    }
  }
}

TEST_CASE("All fall into the only cell, and nothing falls where nothing is thrown") {
  std::array<std::uint32_t, 1> one{};
  RandomStream random(1, 1);
  Scatter(1000, std::array{1.0})(one, random);
  CHECK(one[0] == 1000);
  std::vector<std::uint32_t> counts(7, 9U);
  Scatter(0, even(7))(counts, random);
  CHECK(std::accumulate(counts.begin(), counts.end(), 0U) == 0);
}

TEST_CASE("A cell of share 0 stays empty") {
  const Scatter scatter(500, std::array{0.25, 0.0, 0.75});
  std::array<std::uint32_t, 3> counts{};
  for (std::uint64_t run = 0; run < 100; ++run) {
    RandomStream random(3, run);
    scatter(counts, random);
    CHECK(counts[1] == 0);
  }
}

}  // namespace lykta::tests_of_scattered_counts
