#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include "engine/base/error.hpp"
#include "engine/statistics/cell_statistics.hpp"
#include "engine/statistics/local_statistics.hpp"
#include "tests/catch.hpp"
#include "tests/engine/samples.hpp"

namespace lykta::tests_of_cell_statistics {
namespace {

using test::square_grid;
using test::whole;
using test::within;

bool all_nan(const std::vector<double>& values) {
  return std::ranges::all_of(values, [](double value) { return std::isnan(value); });
}

auto number_of(const Clustering& clustering, ZoneClass cell_class) {
  return std::ranges::count(clustering.cell_class, cell_class);
}

auto number_hot(const Clustering& clustering) { return std::ranges::count(clustering.is_hot, true); }

/// 30 x 30 cells with `in_one` events in the cell (28, 28) and single ones in other cells, none of which is
/// near another: 30 events in all.
struct Sparse {
  StudyGrid study = whole(square_grid(30, 30));
  std::vector<double> count = std::vector<double>(900, 0.0);

  explicit Sparse(int in_one) {
    count[slot(28, 28)] = in_one;
    for (int i = 0; i < 30 - in_one; ++i) {
      count[slot(1 + 3 * (i % 10), 1 + 3 * (i / 10))] = 1;
    }
  }
  [[nodiscard]] std::size_t slot(std::int64_t column, std::int64_t row) const {
    return study.grid.number({column, row}).value();
  }
};

/// 20 x 20 cells with five events each but for a hole of 4 x 4 without any.
struct Hole {
  StudyGrid study = whole(square_grid(20, 20));
  std::vector<double> count = std::vector<double>(400, 5.0);
  std::size_t middle = study.grid.number({9, 9}).value();

  Hole() {
    for (std::int64_t row = 8; row < 12; ++row) {
      for (std::int64_t column = 8; column < 12; ++column) {
        count[study.grid.number({column, row}).value()] = 0;
      }
    }
  }
};

}  // namespace

TEST_CASE("Values of events are added up in the slots that hold them") {
  const std::vector<std::uint32_t> slots{2, 0, 2, 2};
  CHECK(sum_by_slot(slots, std::vector<double>{1, 1, 1, 1}, 4) == std::vector<double>{1, 0, 3, 0});
  CHECK(sum_by_slot(slots, std::vector<double>{0.5, 3, 1, 4}, 4) == std::vector<double>{3, 0, 5.5, 0});
  CHECK(sum_by_slot({}, {}, 2) == std::vector<double>{0, 0});
}

TEST_CASE("A cell has the binomial p of the events around it, and the deviate of the same number") {
  // Nine cells with 10, 20, ... 90 events; no value in the middle, whose neighbours are all others.
  const auto study = whole(square_grid(3, 3));
  const std::vector<double> count{10, 20, 30, 40, 50, 60, 70, 80, 90};
  const auto clustering = test_clustering(study, count, {});
  CHECK(clustering.tested);
  // 120 and 280 of 450 events in four of nine cells: 200 expected, variance 450 * 4 / 9 * 5 / 9.
  CHECK(clustering.z[0] == within(1e-7, -80 / std::sqrt(1000.0 / 9)));
  CHECK(clustering.z[8] == within(1e-7, 80 / std::sqrt(1000.0 / 9)));
  CHECK(clustering.seen[8] == 280);
  CHECK(clustering.expected[8] == Approx(200));
  // 280 of 450 events in four of nine cells: R's pbinom(279, 450, 4 / 9, lower.tail = FALSE).
  CHECK(clustering.p[8] == Approx(2.69140804476243e-14).epsilon(1e-9));
  CHECK(clustering.p[0] == Approx(1));
  CHECK(std::isnan(clustering.z[4]));
  CHECK(std::isnan(clustering.p[4]));
  CHECK(std::isnan(clustering.q[4]));
  CHECK(clustering.cell_class[4] == zone_classes::no_value);
  // The largest z is that of the upper edge: 390 against 300, variance 450 * 2 / 3 / 3. Eight cells have a test.
  CHECK(clustering.z[7] == within(1e-7, 90 / std::sqrt(100.0)));
  CHECK(clustering.q[7] == within(1e-7, 8 * clustering.p[7]));
}

TEST_CASE("With fewer events than needed nothing is tested") {
  const auto study = whole(square_grid(20, 20));
  std::vector<double> count(400, 0.0);
  count[150] = 29;
  const auto untested = test_clustering(study, count, {});
  CHECK_FALSE(untested.tested);
  CHECK(all_nan(untested.z));
  CHECK(all_nan(untested.p));
  CHECK(all_nan(untested.q));
  CHECK(untested.p.size() == 400);
  CHECK(untested.q.size() == 400);
  CHECK(number_of(untested, zone_classes::too_few_events) == 400);

  count[150] = 30;
  const auto tested = test_clustering(study, count, {});
  CHECK(tested.tested);
  CHECK(tested.cell_class[150] == zone_classes::hot_99);
  CHECK(tested.is_hot[150]);
  CHECK(std::ranges::count(untested.is_hot, true) == 0);
}

TEST_CASE("Where all cells have the same count nothing is tested") {
  const auto study = whole(square_grid(5, 5));
  const auto clustering = test_clustering(study, std::vector<double>(25, 2.0), {});
  CHECK_FALSE(clustering.tested);
  CHECK(all_nan(clustering.z));
  CHECK(all_nan(clustering.p));
  CHECK(all_nan(clustering.q));
  CHECK(number_of(clustering, zone_classes::no_value) == 25);
}

TEST_CASE("Where each cell has all others for neighbours nothing is tested") {
  const auto study = whole(square_grid(5, 5));
  std::vector<double> count(25, 2.0);
  count[3] = 40;
  const auto clustering = test_clustering(study, count, {.neighbours = DistanceBand{600}});
  CHECK_FALSE(clustering.tested);
  CHECK(all_nan(clustering.z));
}

TEST_CASE("A cell with too few events around it is not called hot however large its z") {
  // Four where 0.3 are expected: (4 - 0.3) / 0.545 = 6.8.
  const Sparse four(4);
  const auto clustering = test_clustering(four.study, four.count, {});
  CHECK(clustering.z[four.slot(28, 28)] > 5);
  // Four of 30 events in nine of 900 cells, R: pbinom(3, 30, 9 / 900, lower.tail = FALSE); nine cells see the same.
  CHECK(clustering.p[four.slot(28, 28)] == Approx(2.22597898633397e-04).epsilon(1e-9));
  CHECK(clustering.q[four.slot(28, 28)] == Approx(100 * 2.22597898633397e-04).epsilon(1e-9));
  CHECK(clustering.cell_class[four.slot(28, 28)] == zone_classes::too_few_events);
  CHECK(clustering.cell_class[four.slot(27, 27)] == zone_classes::too_few_events);
  CHECK(number_of(clustering, zone_classes::too_few_events) == 9);
  CHECK(number_hot(clustering) == 0);
  CHECK(number_of(clustering, zone_classes::not_significant) == 900 - 9);

  const Sparse five(5);
  CHECK(number_hot(test_clustering(five.study, five.count, {})) == 9);
  CHECK(number_hot(test_clustering(five.study, five.count, {.minimum_neighbourhood_events = 6})) == 0);
  CHECK(number_hot(test_clustering(four.study, four.count, {.minimum_neighbourhood_events = 4})) == 9);
}

TEST_CASE("Cold cells are found by a two-sided test only") {
  const Hole hole;
  const auto two_sided = test_clustering(hole.study, hole.count, {.alternative = Alternative::two_sided});
  CHECK(two_sided.cell_class[hole.middle] == zone_classes::cold_99);
  // 1920 events, of which 9 of 400 cells would have 43.2, and none seen.
  CHECK(two_sided.z[hole.middle] == Approx(-std::sqrt(1920 * 0.0225 / 0.9775)));
  CHECK(number_hot(two_sided) == 0);
  CHECK(two_sided.cell_class[0] == zone_classes::not_significant);

  const auto greater = test_clustering(hole.study, hole.count, {});
  CHECK(greater.cell_class[hole.middle] == zone_classes::not_significant);
  CHECK(greater.p[hole.middle] > 0.999);
  CHECK(greater.z == two_sided.z);
}

TEST_CASE("A two-sided test finds hot cells as well and gives them twice the p") {
  const Sparse sparse(8);
  const auto slot = sparse.slot(28, 28);
  const auto greater = test_clustering(sparse.study, sparse.count, {});
  const auto two_sided = test_clustering(sparse.study, sparse.count, {.alternative = Alternative::two_sided});
  CHECK(two_sided.is_hot[slot]);
  CHECK(two_sided.cell_class[slot] == zone_classes::hot_99);
  CHECK(two_sided.p[slot] == Approx(2 * greater.p[slot]).epsilon(1e-12));
}

TEST_CASE("A cell whose q equals the rate is hot") {
  const Hole hole;
  auto count = hole.count;
  count[hole.middle] = 60;
  const auto q = test_clustering(hole.study, count, {}).q[hole.middle];
  REQUIRE(q > 0);
  REQUIRE(q < 0.9);
  CHECK(test_clustering(hole.study, count, {.false_discovery_rate = q}).is_hot[hole.middle]);
  const auto just_below = std::nextafter(q, 0.0);
  CHECK_FALSE(test_clustering(hole.study, count, {.false_discovery_rate = just_below}).is_hot[hole.middle]);
}

TEST_CASE("A band of one and a half cells is the queen's neighbourhood") {
  const Sparse sparse(9);
  const auto queen = test_clustering(sparse.study, sparse.count, {});
  CHECK(test_clustering(sparse.study, sparse.count, {.neighbours = DistanceBand{150}}).z == queen.z);
  CHECK(test_clustering(sparse.study, sparse.count, {.neighbours = DistanceBand{100}}).z != queen.z);
}

TEST_CASE("Options out of range are refused") {
  constexpr auto not_a_number = std::numeric_limits<double>::quiet_NaN();
  for (const auto rate : {0.0, 1.0, -0.05, 5.0, not_a_number}) {
    CHECK_THROWS_AS(check(StatisticsOptions{.false_discovery_rate = rate}), InvalidOption);
  }
  CHECK_THROWS_WITH(check(StatisticsOptions{.false_discovery_rate = 5}),
                    "the false discovery rate must lie between 0 and 1 (0.05 is usual), not 5");
  for (const auto band_m : {0.0, -100.0, std::numeric_limits<double>::infinity(), not_a_number}) {
    CHECK_THROWS_AS(check(StatisticsOptions{.neighbours = DistanceBand{band_m}}), InvalidOption);
  }
  CHECK_THROWS_WITH(check(StatisticsOptions{.neighbours = DistanceBand{-100}}),
                    "the distance of neighbours must be a positive number of metres, not -100");
  CHECK_THROWS_AS(check(StatisticsOptions{.neighbours = Nearest{0}}), InvalidOption);
  CHECK_NOTHROW(check(StatisticsOptions{}));
  const auto study = whole(square_grid(2, 2));
  CHECK_THROWS_AS(test_clustering(study, std::vector<double>(4, 10.0), {.false_discovery_rate = 0}), InvalidOption);
}

TEST_CASE("The class of a cell has fixed steps whatever the rate is") {
  const Sparse five(5);
  const auto middle = five.slot(28, 28);
  const auto usual = test_clustering(five.study, five.count, {});
  const auto least_q = std::ranges::min(usual.q);
  const auto strict = test_clustering(five.study, five.count, {.false_discovery_rate = least_q / 2});
  CHECK(strict.cell_class == usual.cell_class);
  CHECK(usual.is_hot[middle]);
  CHECK(number_hot(strict) == 0);
  CHECK(usual.cell_class[middle] == classify(hot_or_cold(1), usual.q[middle], 5, 5));
}

TEST_CASE("Each correction adjusts the same p in its own way") {
  const Sparse four(4);
  const auto middle = four.slot(28, 28);
  const auto corrected = [&](Correction correction) {
    return test_clustering(four.study, four.count, {.correction = correction, .minimum_neighbourhood_events = 4});
  };
  const auto fdr = corrected(Correction::benjamini_hochberg);
  const auto bonferroni = corrected(Correction::bonferroni);
  const auto none = corrected(Correction::none);
  CHECK(bonferroni.p == fdr.p);
  CHECK(none.q == none.p);
  CHECK(bonferroni.q[middle] == Approx(900 * fdr.p[middle]).epsilon(1e-12));
  CHECK(fdr.q[middle] == Approx(100 * fdr.p[middle]).epsilon(1e-12));  // it is one of the nine with the lowest p
  CHECK(number_hot(none) >= number_hot(fdr));
  CHECK(number_hot(fdr) == 9);
  CHECK_FALSE(bonferroni.is_hot[middle]);
}

TEST_CASE("Neighbours by a side are fewer than by a corner, and the nearest eight are the queen's") {
  const Sparse sparse(9);
  const auto corner = sparse.slot(27, 27);
  CHECK(test_clustering(sparse.study, sparse.count, {}).is_hot[corner]);
  CHECK_FALSE(test_clustering(sparse.study, sparse.count, {.neighbours = Rook{}}).is_hot[corner]);
  const auto nearest = test_clustering(sparse.study, sparse.count, {.neighbours = Nearest{8}});
  CHECK(nearest.z[sparse.slot(15, 15)] ==
        within(1e-12, test_clustering(sparse.study, sparse.count, {}).z[sparse.slot(15, 15)]));
  CHECK(nearest.is_hot[corner]);
}

TEST_CASE("The share inside the area enters z as it enters p: no cell of the border is hot below its expectation") {
  // A strip of 12 cells of which the last three lie mostly outside, with as many events per area as the others, and then
  // with three times as many.
  auto study = whole(square_grid(12, 1));
  study.share[9] = study.share[10] = study.share[11] = 0.1;
  std::vector<double> count(12, 20.0);
  count[9] = count[10] = count[11] = 2;
  const auto even = test_clustering(study, count, {});
  CHECK(std::abs(even.z[11]) < 1e-6);
  CHECK(number_hot(even) == 0);

  count[9] = count[10] = count[11] = 12;
  const auto uneven = test_clustering(study, count, {});
  // 24 of 216 events in 0.2 of 9.3 cells.
  const auto share = 0.2 / 9.3;
  CHECK(uneven.seen[11] == 24);
  CHECK(uneven.expected[11] == Approx(216 * share));
  CHECK(uneven.z[11] == Approx((24 - 216 * share) / std::sqrt(216 * share * (1 - share))));
  CHECK(uneven.is_hot[11]);
  // Of the raw counts its Gi* is far below 0.
  CHECK(getis_ord(count, NeighbourSums(study, Queen{}), {}).z[11] < -1);
}

TEST_CASE("Cells with the same count are tested where their shares inside the area differ") {
  auto study = whole(square_grid(12, 1));
  study.share[10] = study.share[11] = 0.05;
  const auto clustering = test_clustering(study, std::vector<double>(12, 6.0), {});
  CHECK(clustering.tested);
  CHECK(clustering.is_hot[11]);
  CHECK(clustering.z[11] > 3);
}

TEST_CASE("z and p of a cell lie on the same side whatever its share, shape and neighbours") {
  for (std::uint64_t seed = 1; seed <= 30; ++seed) {
    test::Random random(seed);
    auto study = whole(seed % 2 == 0 ? square_grid(9, 9) : Grid::covering({0, 0, 900, 900}, CellShape::hexagon, 100));
    std::vector<double> count;
    for (std::size_t slot = 0; slot < study.size(); ++slot) {
      study.share[slot] = random.in({0, 0, 1, 1}).x < 0.4 ? std::pow(10, -6 * random.in({0, 0, 1, 1}).x) : 1.0;
      count.push_back(std::floor(8 * std::pow(random.in({0, 0, 1, 1}).x, 4)));
    }
    const auto alternative = seed % 3 == 0 ? Alternative::two_sided : Alternative::greater;
    const auto correction = seed % 5 == 0 ? Correction::none : Correction::benjamini_hochberg;
    const auto clustering =
        test_clustering(study, count, {.alternative = alternative, .correction = correction, .minimum_events = 1});
    for (std::size_t slot = 0; slot < study.size(); ++slot) {
      const auto name = std::string(name_of(clustering.cell_class[slot]));
      if (clustering.is_hot[slot] || name.starts_with("hot")) {
        CHECK(clustering.z[slot] > 0);
        CHECK(clustering.seen[slot] > clustering.expected[slot]);
        CHECK(clustering.p[slot] <= clustering.q[slot]);
        CHECK(clustering.q[slot] <= 0.10);
      }
      if (name.starts_with("cold")) {
        CHECK(clustering.z[slot] < 0);
      }
    }
  }
}

TEST_CASE("A sum by slot is the same in any order") {
  const std::vector<std::uint32_t> slots(7, 0);
  const std::vector<double> values{0.1, 0.2, 0.3, 1e9, 0.7, 1.1, 2.5};
  auto turned = values;
  const auto sum = sum_by_slot(slots, values, 1);
  for (int i = 0; i < 20; ++i) {
    std::ranges::next_permutation(turned);
    CHECK(sum_by_slot(slots, turned, 1) == sum);
  }
  CHECK(sum[0] == Approx(1000000004.9).epsilon(1e-15));
}

}  // namespace lykta::tests_of_cell_statistics
