// The main claim of docs/calibration.md on fewer maps: see bench/calibrate.cpp for all of it.
#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <vector>

#include <boost/math/distributions/binomial.hpp>

#include "engine/base/random_stream.hpp"
#include "engine/statistics/cell_classes.hpp"
#include "engine/statistics/exact_permutation.hpp"
#include "engine/statistics/local_statistics.hpp"
#include "engine/statistics/scan_statistic.hpp"
#include "engine/statistics/thrown_events.hpp"
#include "tests/catch.hpp"
#include "tests/engine/samples.hpp"

namespace lykta::tests_of_calibration {
namespace {

constexpr std::size_t maps = 300;

/// With a true share of at most 5 %, more maps than this come once in a thousand times; seeds are fixed.
double most_by_chance(std::size_t of) { return quantile(boost::math::binomial(static_cast<double>(of), 0.05), 0.999); }

std::vector<double> poisson_map(RandomStream& random, std::size_t size, double mean) {
  std::vector<double> values(size);
  for (auto& value : values) {
    const auto limit = std::exp(-mean);
    auto product = random.uniform();
    while (product > limit) {
      product *= random.uniform();
      value += 1;
    }
  }
  return values;
}

bool any_significant(const std::vector<double>& p, Correction correction) {
  return std::ranges::any_of(adjusted(p, correction), [](double each) { return each <= 0.05; });
}

/// Maps without any cluster in which some cell is called significant all the same.
struct FalseAlarms {
  std::size_t thrown = 0;  ///< p of events that could have happened anywhere
  std::size_t exact = 0;
  std::size_t exact_two_sided = 0;
  std::size_t bonferroni = 0;
  std::size_t normal = 0;
  double share_of_cells = 0;  ///< with p <= 0.05, one-sided and not corrected
};
FalseAlarms false_alarms(double mean) {
  const auto study = test::whole(test::square_grid(20, 20));
  const NeighbourSums queen(study, Queen{});
  FalseAlarms alarms;
  for (std::size_t map = 0; map < maps; ++map) {
    RandomStream random(static_cast<std::uint64_t>(1000 * mean), map);
    const auto values = poisson_map(random, study.size(), mean);
    const auto shares = exact_getis_ord(values, queen, {.threads = 1, .dealt = Dealt::all});
    REQUIRE(shares);
    const auto z = getis_ord(values, queen, {.threads = 1}).z;
    std::vector<double> two_sided;
    std::vector<double> normal;
    for (std::size_t cell = 0; cell < values.size(); ++cell) {
      two_sided.push_back(shares->p(cell, Tail::two_sided));
      normal.push_back(normal_p(z[cell], Alternative::greater));
    }
    const auto below = std::ranges::count_if(shares->at_least, [](double p) { return p <= 0.05; });
    alarms.share_of_cells += static_cast<double>(below) / static_cast<double>(values.size() * maps);
    const auto thrown = throw_events(values, study.share, queen, Tail::greater, 1).p;
    alarms.thrown += any_significant(thrown, Correction::benjamini_hochberg) ? 1U : 0U;
    alarms.exact += any_significant(shares->at_least, Correction::benjamini_hochberg) ? 1U : 0U;
    alarms.exact_two_sided += any_significant(two_sided, Correction::benjamini_hochberg) ? 1U : 0U;
    alarms.bonferroni += any_significant(shares->at_least, Correction::bonferroni) ? 1U : 0U;
    alarms.normal += any_significant(normal, Correction::benjamini_hochberg) ? 1U : 0U;
  }
  return alarms;
}

}  // namespace

TEST_CASE("Of maps without any cluster, no more than the stated share shows a significant cell") {
  for (const double mean : {0.05, 0.2, 1.0, 5.0}) {
    const auto alarms = false_alarms(mean);
    CAPTURE(mean, alarms.thrown, alarms.exact, alarms.exact_two_sided, alarms.bonferroni, alarms.normal,
            alarms.share_of_cells);
    CHECK(static_cast<double>(alarms.exact) <= most_by_chance(maps));
    CHECK(static_cast<double>(alarms.exact_two_sided) <= most_by_chance(maps));
    CHECK(static_cast<double>(alarms.thrown) <= most_by_chance(maps));
    CHECK(alarms.exact > 0);
    CHECK(alarms.thrown > 0);
    CHECK(alarms.bonferroni <= alarms.exact);
    // Counts are steps, so p = 0.05 itself is rarely met; the larger they are, the nearer the share comes.
    CHECK(alarms.share_of_cells < 0.051);
    CHECK(alarms.share_of_cells > (mean < 5 ? 0.01 : 0.04));
    if (mean < 1) {
      // Why the normal approximation is not what p rests on where events are few.
      CHECK(alarms.normal > maps / 3);
    }
  }
}

TEST_CASE("A planted cluster of eight times the risk is found in most maps, and little else") {
  const auto study = test::whole(test::square_grid(20, 20));
  const NeighbourSums queen(study, Queen{});
  std::size_t found = 0;
  std::size_t called = 0;
  std::size_t called_near = 0;
  constexpr std::size_t planted_maps = 100;
  for (std::size_t map = 0; map < planted_maps; ++map) {
    RandomStream random(71, map);
    auto values = poisson_map(random, study.size(), 0.2);
    const auto distance = [](std::size_t cell) {
      const auto column = std::abs(static_cast<int>(cell % 20) - 7);
      const auto row = std::abs(static_cast<int>(cell / 20) - 12);
      return std::max(column, row);
    };
    for (std::size_t cell = 0; cell < values.size(); ++cell) {
      if (distance(cell) <= 1) {
        values[cell] += poisson_map(random, 1, 1.4).front();
      }
    }
    const auto shares = exact_getis_ord(values, queen, {.threads = 1, .dealt = Dealt::all});
    REQUIRE(shares);
    const auto q = adjusted(shares->at_least, Correction::benjamini_hochberg);
    bool hit = false;
    for (std::size_t cell = 0; cell < values.size(); ++cell) {
      if (q[cell] <= 0.05) {
        hit |= distance(cell) <= 1;
        ++called;
        called_near += distance(cell) <= 2 ? 1U : 0U;
      }
    }
    found += hit ? 1U : 0U;
  }
  CHECK(found >= 85);
  CHECK(static_cast<double>(called_near) > 0.95 * static_cast<double>(called));
}

TEST_CASE("Of maps without any cluster, the scan statistic finds one in no more than the stated share") {
  constexpr std::size_t scans = 200;
  std::size_t alarms = 0;
  for (std::size_t map = 0; map < scans; ++map) {
    RandomStream random(72, map);
    ScanData data;
    for (std::size_t place = 0; place < 60; ++place) {
      data.places.push_back({1000 * random.uniform(), 1000 * random.uniform()});
      data.population.push_back(100 + 900 * random.uniform());
    }
    data.cases.assign(60, 0);
    const WeightedDraw draw(data.population);
    for (int i = 0; i < 120; ++i) {
      ++data.cases[draw(random)];
    }
    const auto result = scan(data, {.replicas = 99, .seed = random.bits(), .clusters = 1, .threads = 1});
    alarms += !result.clusters.empty() && result.clusters.front().p <= 0.05 ? 1U : 0U;
  }
  CHECK(static_cast<double>(alarms) <= most_by_chance(scans));
  CHECK(alarms > 0);
}

}  // namespace lykta::tests_of_calibration
