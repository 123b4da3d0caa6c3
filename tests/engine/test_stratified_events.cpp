// Numbers of sums of binomial numbers by Python's fractions, all ways added up.
#include <algorithm>
#include <cmath>
#include <vector>

#include "engine/statistics/binomial_sums.hpp"
#include "engine/statistics/cell_statistics.hpp"
#include "engine/statistics/stratified_events.hpp"
#include "tests/catch.hpp"
#include "tests/engine/samples.hpp"

namespace lykta::tests_of_stratified_events {
namespace {

using test::square_grid;
using test::whole;
using test::within;

OwnPolygon locality(const char* name, const Box& box) { return {name, "", rectangle(box), 0}; }

TEST_CASE("A sum of binomial numbers reaches as far as all the ways to split it") {
  const std::vector<BinomialNumber> two{{8, 0.5}, {4, 0.25}};
  CHECK(binomial_sum_at_least(6, two) == Approx(0.377166748046875).epsilon(1e-9));
  CHECK(binomial_sum_at_most(6, two) == Approx(0.818084716796875).epsilon(1e-9));
  const std::vector<BinomialNumber> three{{40, 0.1}, {12, 1.0 / 3}, {5, 0.4}};
  CHECK(binomial_sum_at_least(15, three) == Approx(0.05434097340755045).epsilon(1e-9));
  CHECK(binomial_sum_at_most(15, three) == Approx(0.9736353313909106).epsilon(1e-9));
}

TEST_CASE("Numbers of one share add up to one number") {
  const std::vector<BinomialNumber> two{{10, 0.5}, {2, 0.5}};
  const std::vector<BinomialNumber> one{{12, 0.5}};
  CHECK(binomial_sum_at_least(8, two) == Approx(binomial_sum_at_least(8, one)).epsilon(1e-9));
  const std::vector<BinomialNumber> with_certain{{12, 0.5}, {3, 1}, {7, 0}};
  CHECK(binomial_sum_at_least(11, with_certain) == Approx(binomial_sum_at_least(8, one)).epsilon(1e-9));
}

TEST_CASE("What a sum cannot reach is not 0, and what it always reaches is 1") {
  const std::vector<BinomialNumber> two{{2, 0.5}, {3, 0.1}};
  CHECK(binomial_sum_at_least(0, two) == 1);
  CHECK(binomial_sum_at_least(6, two) > 0);
  CHECK(binomial_sum_at_least(6, two) < 1e-300);
  CHECK(binomial_sum_at_most(5, two) == Approx(1).epsilon(1e-12));
}

/// Eight cells in a row; the first four are a town.
struct TownAndForest {
  StudyGrid study = whole(square_grid(8, 1));
  StudyArea area = rectangle({0, 0, 800, 100});
  Strata strata{{locality("Stad", {0, 0, 400, 100})}, study, area};
  NeighbourSums sums{study, Queen{}};
  std::vector<double> count{8, 2, 1, 1, 0, 2, 0, 0};

  [[nodiscard]] StratifiedEvents events(double fewest = 0) const { return {strata, {12, 2}, fewest}; }
};

TEST_CASE("Within a stratum events are thrown over its ground alone") {
  const TownAndForest both;
  const auto thrown = throw_in_strata(both.count, both.events(), both.sums, Tail::greater);
  // 10 of 12 where two of the four cells of the town are.
  CHECK(thrown.seen[0] == 10);
  CHECK(thrown.expected[0] == within(1e-12, 6));
  CHECK(thrown.p[0] == Approx(79.0 / 4096).epsilon(1e-9));
  CHECK(thrown.z[0] == within(1e-12, 4 / std::sqrt(3.0)));
  CHECK(thrown.strata_around[0] == 1);
  // 2 of 2 where three of the four cells of the forest are.
  CHECK(thrown.p[5] == within(1e-12, 1 - 7.0 / 16));
}

TEST_CASE("Beside a border each side expects what its own stratum gives") {
  const TownAndForest both;
  const auto thrown = throw_in_strata(both.count, both.events(), both.sums, Tail::greater);
  // Cell 3 with its neighbours: two cells of the town and one of the forest.
  CHECK(thrown.strata_around[3] == 2);
  CHECK(thrown.seen[3] == 2);
  CHECK(thrown.expected[3] == within(1e-12, 12 * 0.5 + 2 * 0.25));
  const std::vector<BinomialNumber> numbers{{12, 0.5}, {2, 0.25}};
  CHECK(thrown.p[3] == Approx(binomial_sum_at_least(2, numbers)).epsilon(1e-9));
  CHECK(throw_in_strata(both.count, both.events(), both.sums, Tail::less).p[3] ==
        Approx(binomial_sum_at_most(2, numbers)).epsilon(1e-9));
}

TEST_CASE("A stratum with too few events is not tested, and the rest is as it was") {
  const TownAndForest both;
  const auto all = throw_in_strata(both.count, both.events(), both.sums, Tail::greater);
  const auto some = throw_in_strata(both.count, both.events(10), both.sums, Tail::greater);
  for (std::size_t cell = 0; cell < 4; ++cell) {
    CHECK(some.p[cell] == all.p[cell]);
  }
  for (std::size_t cell = 4; cell < 8; ++cell) {
    CHECK(std::isnan(some.p[cell]));
    CHECK(std::isnan(some.expected[cell]));
  }
}

TEST_CASE("One stratum over all of the study area is the test of the whole") {
  const TownAndForest cells;
  const Strata one({locality("Allt", {0, 0, 800, 100})}, cells.study, cells.area);
  const auto thrown = throw_in_strata(cells.count, {one, {14, 0}, 0}, cells.sums, Tail::greater);
  const auto plain = throw_events(cells.count, cells.study.share, cells.sums, Tail::greater);
  for (std::size_t cell = 0; cell < 8; ++cell) {
    CHECK(thrown.p[cell] == Approx(plain.p[cell]).epsilon(1e-12));
    CHECK(thrown.expected[cell] == within(1e-12, plain.expected[cell]));
    CHECK(thrown.z[cell] == within(1e-12, plain.z[cell]));
  }
}

TEST_CASE("The same on any number of threads, and expected numbers add up to the events") {
  const auto study = whole(square_grid(60, 50));
  const StudyArea area = rectangle({0, 0, 6'000, 5'000});
  const Strata strata({locality("A", {310, 290, 2'055, 1'870}), locality("B", {3'012, 2'000, 4'000, 4'777})}, study,
                      area);
  test::Random random(7);
  std::vector<double> count(study.size(), 0.0);
  StratifiedEvents events{strata, std::vector<double>(3, 0.0), 0};
  for (int i = 0; i < 2'000; ++i) {
    const auto at = i % 3 == 0 ? random.in({310, 290, 2'055, 1'870}) : random.in({0, 0, 6'000, 5'000});
    count[*study.slot_at(at)] += 1;
    events.events[strata.at(at)] += 1;
  }
  const NeighbourSums sums(study, Queen{});
  const auto one = throw_in_strata(count, events, sums, Tail::two_sided, 1);
  const auto many = throw_in_strata(count, events, sums, Tail::two_sided, 5);
  CHECK(one.p == many.p);
  CHECK(one.expected == many.expected);
  CHECK(one.z == many.z);
  double expected = 0;
  for (std::uint32_t slot = 0; slot < study.size(); ++slot) {
    for (const auto& [stratum, share] : strata.parts(slot)) {
      expected += events.events[stratum] * share / strata.cells(stratum);
    }
  }
  CHECK(expected == within(1e-8, 2'000));
  const auto above = above_expected(count, events);
  double sum = 0;
  for (const auto each : above) {
    sum += each;
  }
  CHECK(sum == within(1e-8, 0));
}

TEST_CASE("Of cells of a thin stratum is said that their events are too few") {
  const TownAndForest both;
  StatisticsOptions options;
  options.minimum_events = 5;
  options.minimum_neighbourhood_events = 1;
  const auto events = both.events(10);
  const auto tested = test_clustering(both.study, both.count, both.sums, options, &events);
  CHECK(tested.tested);
  CHECK(tested.cell_class[5] == zone_classes::too_few_events);
  CHECK_FALSE(tested.is_hot[5]);
  CHECK(std::isnan(tested.seen[5]));
  CHECK(tested.cell_class[0] != zone_classes::too_few_events);
}

TEST_CASE("In quiet towns of their own density hardly any map has a hot cell, and against the whole every map has") {
  const auto study = whole(square_grid(60, 60));
  const StudyArea area = rectangle({0, 0, 6'000, 6'000});
  constexpr Box large{520, 640, 2'770, 2'890};
  constexpr Box small{4'030, 4'110, 5'020, 4'980};
  const Strata strata({locality("Liten", small), locality("Stor", large)}, study, area);
  const NeighbourSums sums(study, Queen{});
  test::Random random(2025);
  constexpr int maps = 200;
  int false_alarms = 0;
  int against_whole = 0;
  for (int map = 0; map < maps; ++map) {
    std::vector<double> count(study.size(), 0.0);
    StratifiedEvents events{strata, std::vector<double>(3, 0.0), 10};
    const auto throw_into = [&](int number, const Box& box) {
      for (int i = 0; i < number; ++i) {
        const auto at = random.in(box);
        count[*study.slot_at(at)] += 1;
        events.events[strata.at(at)] += 1;
      }
    };
    throw_into(500, large);
    throw_into(150, small);
    throw_into(100, {0, 0, 6'000, 6'000});
    const auto has_hot = [](const Clustering& tested) { return std::ranges::count(tested.is_hot, true) > 0; };
    false_alarms += has_hot(test_clustering(study, count, sums, {}, &events)) ? 1 : 0;
    against_whole += has_hot(test_clustering(study, count, sums, {})) ? 1 : 0;
  }
  CHECK(against_whole == maps);
  // 5 % are meant; of counts, which are whole numbers, rather fewer.
  CHECK(false_alarms <= maps / 10);
  WARN(false_alarms << " of " << maps << " quiet maps with a hot cell");
}

}  // namespace
}  // namespace lykta::tests_of_stratified_events
