#include <algorithm>
#include <cmath>
#include <vector>

#include "engine/base/error.hpp"
#include "engine/statistics/cell_statistics.hpp"
#include "engine/statistics/local_test.hpp"
#include "tests/catch.hpp"
#include "tests/engine/samples.hpp"

namespace lykta::tests_of_local_test {
namespace {

/// Squares of 100 m, all of them whole.
StudyGrid squares(double size_m) { return cover(rectangle({0, 0, size_m, size_m}), CellShape::square, 100); }

struct Lattice {
  StudyGrid study = squares(400);
  std::vector<double> count = std::vector<double>(16, 1.0);
  Zones zones{study};
  ZoneNeighbours neighbours{zones, Queen{}};

  Lattice() { count[0] = 17; }

  [[nodiscard]] LocalTest test(const LocalTestOptions& options) const {
    return local_test(
        {.values = count, .kind = TestedValues::counts, .count = count, .exposure = study.share, .cells_by_area = true},
        neighbours.sums(), options);
  }
};

}  // namespace

TEST_CASE("Thrown events by hand: 20 of 32 in a corner that has a quarter of the area") {
  const auto test = Lattice().test({});
  CHECK(test.source == PSource::events);
  CHECK(test.events_around[0] == 20);
  CHECK(test.expected_around[0] == Approx(8));
  // (20 - 8) / sqrt(32 / 4 * 3 / 4)
  CHECK(test.around_z[0] == Approx(12 / std::sqrt(6.0)));
  // P(X >= 20), X binomial (32, 1/4): the sum of its 13 terms in fractions, by Python
  CHECK(test.p[0] == Approx(7.984629901925538e-06).epsilon(1e-9));
  CHECK(test.zone_class[0] == zone_classes::hot_99);
  CHECK(test.is_tested);
}

TEST_CASE("The clustering of a picture is the local test of its cells, number by number") {
  const Lattice lattice;
  for (const auto correction : {Correction::benjamini_hochberg, Correction::bonferroni, Correction::none}) {
    for (const auto two_sided : {false, true}) {
      LocalTestOptions options;
      options.tail = two_sided ? Tail::two_sided : Tail::greater;
      options.correction = correction;
      const auto test = lattice.test(options);
      const auto clustering = test_clustering(
          lattice.study, lattice.count,
          {.alternative = two_sided ? Alternative::two_sided : Alternative::greater, .correction = correction});
      CHECK(clustering.p == test.p);
      CHECK(clustering.q == test.adjusted_p);
      CHECK(clustering.z == test.around_z);
      CHECK(clustering.expected == test.expected_around);
      CHECK(clustering.seen == test.events_around);
      CHECK(clustering.cell_class == test.zone_class);
    }
  }
}

namespace {

/// Where one has no number the other has none.
bool are_same(const std::vector<double>& a, const std::vector<double>& b) {
  return std::ranges::equal(a, b, [](double x, double y) { return x == y || (std::isnan(x) && std::isnan(y)); });
}

}  // namespace

TEST_CASE("A local test has the same numbers on any number of threads") {
  const Lattice lattice;
  for (const auto statistic :
       {LocalStatistic::gi_star, LocalStatistic::gi, LocalStatistic::moran, LocalStatistic::geary}) {
    LocalTestOptions options;
    options.statistic = statistic;
    options.p = PSource::permutation;
    options.draws = 99;
    options.threads = 1;
    const auto one = lattice.test(options);
    for (const auto threads : {2U, 5U}) {
      options.threads = threads;
      const auto more = lattice.test(options);
      CHECK(are_same(more.p, one.p));
      CHECK(are_same(more.z, one.z));
      CHECK(are_same(more.value, one.value));
      CHECK(more.zone_class == one.zone_class);
    }
  }
}

TEST_CASE("Automatic works out what it can, but who names draws gets them, and rates always do") {
  const Lattice lattice;
  LocalTestOptions options;
  options.statistic = LocalStatistic::moran;
  CHECK(lattice.test(options).source == PSource::exact);
  options.draws = 99;
  const auto drawn = lattice.test(options);
  CHECK(drawn.source == PSource::permutation);
  CHECK(drawn.draws == 99);
  options.statistic = LocalStatistic::gi_star;
  CHECK(lattice.test(options).source == PSource::events);
  options.draws.reset();
  // A tenth of each count, as a rate may be: few of the values differ, and still they are no counts.
  auto rate = lattice.count;
  std::ranges::transform(rate, rate.begin(), [](double count) { return count / 10; });
  const auto of_rates = local_test({.values = rate,
                                    .kind = TestedValues::rates,
                                    .count = lattice.count,
                                    .exposure = lattice.study.share,
                                    .cells_by_area = false},
                                   lattice.neighbours.sums(), options);
  CHECK(of_rates.source == PSource::permutation);
}

TEST_CASE("Values that are no counts are refused by p-values that need them") {
  LocalTestOptions options;
  options.p = PSource::exact;
  CHECK_NOTHROW(check(options, TestedValues::counts));
  CHECK_THROWS_AS(check(options, TestedValues::rates), InvalidOption);
  CHECK_THROWS_AS(check(options, TestedValues::weighted_counts), InvalidOption);
  options.p = PSource::automatic;
  CHECK(throws_events(options, TestedValues::counts));
  CHECK_FALSE(throws_events(options, TestedValues::rates));
}

}  // namespace lykta::tests_of_local_test
