#include <cmath>
#include <cstddef>
#include <limits>
#include <vector>

#include "engine/base/error.hpp"
#include "engine/statistics/rates.hpp"
#include "tests/catch.hpp"
#include "tests/engine/local_statistics_samples.hpp"
#include "tests/engine/samples.hpp"
#include "tests/reference/reference_data.hpp"

// spdep's and R's numbers are in tests/reference/rates, the script that made them beside them.
namespace lykta::tests_of_rates {
namespace {

using test::not_a_number;
using test::within;

Approx nearly(double expected) { return Approx(expected).epsilon(1e-12).margin(1e-14); }

/// The places of tests/reference/rates: 12 x 12 with a hole around one island.
struct MadeUpPlaces {
  std::vector<test::Row> rows = test::read_numbers(test::reference_folder() / "rates" / "places.csv");
  StudyGrid study{.grid = test::square_grid(12, 12), .cells = {}, .share = {}};
  std::vector<double> count;
  std::vector<double> population;

  MadeUpPlaces() {
    for (const auto& row : rows) {
      study.cells.push_back(static_cast<std::uint32_t>(12 * row.at("row") + row.at("column")));
      study.share.push_back(1);
      count.push_back(row.at("count"));
      population.push_back(row.at("population"));
    }
  }
};

}  // namespace

TEST_CASE("A rate is a count divided by an exposure, beside what is expected") {
  const auto result = rates(std::vector<double>{2, 0, 10}, std::vector<double>{100, 50, 250});
  CHECK(result.overall == 0.03);
  CHECK(result.rate == std::vector<double>{0.02, 0, 0.04});
  CHECK(result.expected == std::vector<double>{3, 1.5, 7.5});
  CHECK(result.ratio[0] == within(1e-15, 2.0 / 3));
  CHECK(result.low[1] == 0);
  CHECK(result.high[1] == within(1e-12, -std::log(0.025) / 50));
}

TEST_CASE("Without exposure there is no rate, and its events are told") {
  const auto result =
      rates(std::vector<double>{2, 7, 4, not_a_number, 1, 3}, std::vector<double>{100, 0, not_a_number, 10, -5, 100});
  CHECK(result.why == std::vector<NoRate>{NoRate::has_rate, NoRate::no_exposure, NoRate::missing_input,
                                          NoRate::missing_input, NoRate::negative_input, NoRate::has_rate});
  CHECK(result.overall == 0.025);
  CHECK(result.left_out_events == 7);
  for (const auto place : {1U, 2U, 3U, 4U}) {
    CHECK(std::isnan(result.rate[place]));
    CHECK(std::isnan(result.high[place]));
    CHECK(std::isnan(result.expected[place]));
    CHECK(std::isnan(result.ratio[place]));
  }
  CHECK(name_of(NoRate::no_exposure) == "no_exposure");
  CHECK(name_of(NoRate::has_rate).empty());
}

TEST_CASE("A weighted count has a rate but no Poisson interval") {
  const auto result = rates(std::vector<double>{2.5, 3}, std::vector<double>{10, 10});
  CHECK(result.rate[0] == 0.25);
  CHECK(std::isnan(result.low[0]));
  CHECK(std::isnan(result.high[0]));
  CHECK(result.low[1] > 0);
}

TEST_CASE("Where nothing happened at all, nothing is expected and there is no ratio") {
  const auto result = rates(std::vector<double>{0, 0}, std::vector<double>{10, 20});
  CHECK(result.rate == std::vector<double>{0, 0});
  CHECK(result.expected == std::vector<double>{0, 0});
  CHECK(std::isnan(result.ratio[0]));
  const auto bayes = empirical_bayes(std::vector<double>{0, 0}, std::vector<double>{10, 20});
  CHECK(bayes.rate == std::vector<double>{0, 0});
  CHECK(std::isnan(rates({}, {}).overall));
  CHECK(std::isnan(empirical_bayes(std::vector<double>{1}, std::vector<double>{0}).rate[0]));
}

TEST_CASE("Each stratum brings its own rate into what a place expects") {
  // Young: 1 of 100 per year; old: 9 of 100. A place of old people expects more without being any worse.
  const std::vector<double> count{1, 0, 0, 9};
  const std::vector<double> exposure{90, 10, 10, 90};
  const auto expected = expected_counts(count, exposure, 2);
  CHECK(expected[0] == within(1e-14, 0.9 + 0.9));
  CHECK(expected[1] == within(1e-14, 0.1 + 8.1));
  CHECK(expected[0] + expected[1] == within(1e-13, 10));
  CHECK_THROWS_AS(expected_counts(count, exposure, 3), InvalidOption);
  CHECK_THROWS_AS(expected_counts(count, exposure, 0), InvalidOption);
  // Nobody lives in the second place, something is unknown of the third; the last stratum is empty everywhere.
  const auto gaps =
      expected_counts(std::vector<double>{3, 0, 5, 0, not_a_number, 0}, std::vector<double>{30, 0, 0, 0, 10, 0}, 2);
  CHECK(gaps[0] == within(1e-14, 3));
  CHECK(std::isnan(gaps[1]));
  CHECK(std::isnan(gaps[2]));
}

TEST_CASE("Rates, intervals and expected counts are those of R") {
  const MadeUpPlaces places;
  const auto result = rates(places.count, places.population);
  const auto strata = test::read_numbers(test::reference_folder() / "rates" / "strata.csv");
  std::vector<double> count;
  std::vector<double> exposure;
  for (const auto& row : strata) {
    count.insert(count.end(), {row.at("young_count"), row.at("old_count")});
    exposure.insert(exposure.end(), {row.at("young"), row.at("old")});
  }
  const auto standardised = expected_counts(count, exposure, 2);
  REQUIRE(standardised.size() == places.rows.size());
  for (std::size_t i = 0; i < places.rows.size(); ++i) {
    CAPTURE(i);
    const auto& row = places.rows[i];
    CHECK(result.rate[i] == nearly(row.at("raw")));
    CHECK(result.low[i] == nearly(row.at("low")));
    CHECK(result.high[i] == nearly(row.at("high")));
    CHECK(result.expected[i] == nearly(row.at("expected")));
    CHECK(standardised[i] == nearly(row.at("standardised")));
  }
}

TEST_CASE("Empirical-Bayes rates are those of spdep, for all places and for neighbourhoods") {
  const MadeUpPlaces places;
  const auto global = empirical_bayes(places.count, places.population);
  const auto parameters = test::read_numbers(test::reference_folder() / "rates" / "parameters.csv").at(0);
  CHECK(global.mean[0] == nearly(parameters.at("mean")));
  CHECK(global.variance[0] == nearly(parameters.at("variance")));
  const NeighbourSums by_rows(places.study, Queen{});
  const auto lists = neighbours_of_cells(places.study.grid, places.study.cells, Queen{});
  const NeighbourSums by_lists(lists);
  const auto local = local_empirical_bayes(places.count, places.population, by_rows, 1);
  CHECK(local_empirical_bayes(places.count, places.population, by_lists, 2).variance.size() == local.variance.size());
  std::size_t islands = 0;
  for (std::size_t i = 0; i < places.rows.size(); ++i) {
    CAPTURE(i);
    const auto& row = places.rows[i];
    CHECK(global.rate[i] == nearly(row.at("global")));
    if (row.at("neighbours") == 0) {
      ++islands;
      CHECK(local.why[i] == NoRate::no_neighbours);
      CHECK(std::isnan(local.rate[i]));
      continue;
    }
    CHECK(local.rate[i] == Approx(row.at("local")).epsilon(1e-11).margin(1e-14));
  }
  CHECK(islands == 1);
}

TEST_CASE("A neighbour without exposure is no neighbour of a local rate") {
  const auto lists = test::in_a_row(4);
  const NeighbourSums sums(lists);
  const auto local =
      local_empirical_bayes(std::vector<double>{5, 90, 1, 3}, std::vector<double>{100, 0, 100, 50}, sums);
  CHECK(local.why ==
        std::vector<NoRate>{NoRate::no_neighbours, NoRate::no_exposure, NoRate::has_rate, NoRate::has_rate});
  // 1 of 100 and 3 of 50 together: 4 of 150.
  CHECK(local.mean[2] == within(1e-15, 4.0 / 150));
  CHECK(local.mean[3] == local.mean[2]);
  CHECK(std::isnan(local.rate[0]));
}

TEST_CASE("An empirical-Bayes rate lies between its own rate and the mean, the nearer the mean the fewer live there") {
  test::Random random(77);
  std::vector<double> count;
  std::vector<double> exposure;
  for (int i = 0; i < 300; ++i) {
    exposure.push_back(std::floor(random.between(1, 2000)));
    count.push_back(std::floor(exposure.back() * random.between(0, 0.2)));
  }
  const auto bayes = empirical_bayes(count, exposure);
  REQUIRE(bayes.variance[0] > 0);
  for (std::size_t i = 0; i < count.size(); ++i) {
    const auto rate = count[i] / exposure[i];
    const auto share = (bayes.rate[i] - bayes.mean[0]) / (rate - bayes.mean[0]);
    CHECK(share > 0);
    CHECK(share < 1);
    CHECK(share == within(1e-9, 1 / (1 + bayes.mean[0] / (exposure[i] * bayes.variance[0]))));
  }
}

TEST_CASE("Rates that differ by less than chance all become the mean") {
  const auto bayes = empirical_bayes(std::vector<double>{2, 2, 3}, std::vector<double>{100, 100, 100});
  CHECK(bayes.variance[0] == 0);
  for (const auto rate : bayes.rate) {
    CHECK(rate == within(1e-16, 7.0 / 300));
  }
}

}  // namespace lykta::tests_of_rates
