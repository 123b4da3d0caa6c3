#include <algorithm>
#include <cmath>
#include <cstddef>
#include <iterator>
#include <vector>

#include "engine/base/random_stream.hpp"
#include "engine/statistics/exact_permutation.hpp"
#include "engine/statistics/significance.hpp"
#include "tests/catch.hpp"
#include "tests/engine/local_statistics_samples.hpp"

namespace lykta::tests_of_exact_permutation {
namespace {

using test::not_a_number;
using test::within;

/// Shares of all sets of `number` of the values whose sum is at least, and at most, `seen`.
struct Shares {
  double at_least = 0, at_most = 0;
};
Shares by_enumeration(const std::vector<double>& others, std::size_t number, double seen) {
  std::vector<int> chosen(others.size(), 0);
  std::fill_n(chosen.begin(), number, 1);
  Shares shares;
  double sets = 0;
  do {
    double sum = 0;
    for (std::size_t i = 0; i < others.size(); ++i) {
      sum += chosen[i] * others[i];
    }
    shares.at_least += sum >= seen ? 1 : 0;
    shares.at_most += sum <= seen ? 1 : 0;
    sets += 1;
  } while (std::prev_permutation(chosen.begin(), chosen.end()));
  return {shares.at_least / sets, shares.at_most / sets};
}

}  // namespace

TEST_CASE("Worked out shares are those of all sets of neighbours") {
  test::Random random(551);
  for (const double shift : {0.0, -3.0, 1000.0}) {
    const auto study = test::with_holes(random, CellShape::square, 5, 4, 0.2);
    const auto lists = test::lists_of(study, Queen{});
    auto values = test::counts(random, study.size(), 9);
    for (auto& value : values) {
      value += shift;
    }
    values[3] = not_a_number;
    const auto shares = exact_getis_ord(values, NeighbourSums(study, Queen{}), {});
    REQUIRE(shares);
    for (std::size_t i = 0; i < values.size(); ++i) {
      std::vector<double> others;
      double seen = 0;
      std::size_t number = 0;
      for (std::size_t j = 0; j < values.size(); ++j) {
        if (j != i && !std::isnan(values[j])) {
          others.push_back(values[j]);
        }
      }
      for (const auto j : lists.of(i)) {
        if (!std::isnan(values[j])) {
          seen += values[j];
          ++number;
        }
      }
      if (std::isnan(values[i]) || number == 0) {
        CHECK(std::isnan(shares->p(i, Tail::greater)));
        continue;
      }
      const auto expected = by_enumeration(others, number, seen);
      CAPTURE(shift, i, number);
      CHECK(shares->p(i, Tail::greater) == Approx(expected.at_least).epsilon(1e-12));
      CHECK(shares->p(i, Tail::less) == Approx(expected.at_most).epsilon(1e-12));
      CHECK(shares->p(i, Tail::two_sided) ==
            Approx(std::min(1.0, 2 * std::min(expected.at_least, expected.at_most))).epsilon(1e-12));
    }
  }
}

TEST_CASE("Worked out shares lie within the Monte-Carlo error of draws") {
  const auto dealt = GENERATE(Dealt::others, Dealt::all);
  test::Random random(552);
  const auto study = test::with_holes(random, CellShape::hexagon, 40, 40, 0.1);
  const auto values = test::counts(random, study.size(), 12);
  const NeighbourSums band(study, DistanceBand{500});
  REQUIRE(band.most() > 60);
  constexpr std::uint32_t draws = 20'000;
  const auto counts = permuted_getis_ord(values, band, {draws, 1, 2, dealt});
  const auto shares = exact_getis_ord(values, band, {.dealt = dealt});
  REQUIRE(shares);
  double largest = 0;
  for (std::size_t i = 0; i < values.size(); ++i) {
    for (const auto& [share, count] :
         {std::pair{shares->at_least[i], counts.at_least[i]}, std::pair{shares->at_most[i], counts.at_most[i]}}) {
      const auto spread = std::sqrt((share * (1 - share) + 1e-4) / draws);
      largest = std::max(largest, std::abs(count / static_cast<double>(draws) - share) / spread);
    }
  }
  // The largest of some three thousand errors, many of them the same luck.
  CHECK(largest < 4.5);
}

TEST_CASE("Worked out shares keep their digits where no draw would reach") {
  // 1 000 cells, nine of them with one event each: a cell and its eight neighbours. Of all sets of 8 of the other 999
  // places, C(999, 8), a single one holds all eight.
  const auto study = test::whole(test::square_grid(40, 25));
  std::vector<double> values(1000, 0);
  for (const std::size_t cell : {410U, 411U, 412U, 450U, 451U, 452U, 490U, 491U, 492U}) {
    values[cell] = 1;
  }
  const auto shares = exact_getis_ord(values, NeighbourSums(study, Queen{}), {});
  REQUIRE(shares);
  double sets = 1;
  for (int i = 0; i < 8; ++i) {
    sets *= (999.0 - i) / (8 - i);
  }
  CHECK(shares->p(451, Tail::greater) == Approx(1 / sets).epsilon(1e-11));
  CHECK(shares->p(451, Tail::less) == 1);
  CHECK(shares->p(0, Tail::greater) == 1);
  // A corner with 3 neighbours: none of the 9 events is among 3 of 999 places with this chance.
  CHECK(shares->p(0, Tail::less) == Approx(990.0 / 999 * 989 / 998 * 988 / 997).epsilon(1e-11));
}

TEST_CASE("Shares dealt to all are those of all sets of as many places, the own value among them") {
  // Six places in a row. The place at the end and its neighbour hold 5: so do the 5 of 15 pairs with the 5 in them. The
  // one beside holds 6 with its two neighbours: so do, or more, 7 of 20 triples, the 5 with any two others but two zeros.
  const std::vector<double> values{5, 0, 1, 0, 0, 2};
  const auto row = test::in_a_row(6);
  const auto shares = exact_getis_ord(values, NeighbourSums(row), {.dealt = Dealt::all});
  REQUIRE(shares);
  CHECK(shares->p(0, Tail::greater) == within(1e-12, 5.0 / 15));
  CHECK(shares->p(1, Tail::greater) == within(1e-12, 7.0 / 20));
  // 0, 1, 0: four triples of the zeros and the 1 hold as little, and all but three zeros hold as much.
  CHECK(shares->p(2, Tail::less) == within(1e-12, 4.0 / 20));
  CHECK(shares->p(2, Tail::greater) == within(1e-12, 19.0 / 20));
}

TEST_CASE("Shares dealt to all agree with all sets of places of a map with holes") {
  test::Random random(554);
  for (const double shift : {0.0, -3.0}) {
    const auto study = test::with_holes(random, CellShape::square, 4, 4, 0.1);
    const auto lists = test::lists_of(study, Queen{});
    auto values = test::counts(random, study.size(), 9);
    for (auto& value : values) {
      value += shift;
    }
    values.at(3) = not_a_number;
    std::vector<double> all;
    std::ranges::copy_if(values, std::back_inserter(all), [](double each) { return !std::isnan(each); });
    const auto shares = exact_getis_ord(values, NeighbourSums(study, Queen{}), {.dealt = Dealt::all});
    REQUIRE(shares);
    std::size_t compared = 0;
    for (std::size_t i = 0; i < values.size(); ++i) {
      double seen = values[i];
      std::size_t drawn = 1;
      for (const auto j : lists.of(i)) {
        if (!std::isnan(values[j])) {
          seen += values[j];
          ++drawn;
        }
      }
      if (std::isnan(values[i])) {
        CHECK(std::isnan(shares->p(i, Tail::greater)));
        continue;
      }
      const auto expected = by_enumeration(all, drawn, seen);
      CAPTURE(shift, i, drawn);
      CHECK(shares->p(i, Tail::greater) == Approx(expected.at_least).epsilon(1e-12));
      CHECK(shares->p(i, Tail::less) == Approx(expected.at_most).epsilon(1e-12));
      ++compared;
    }
    CHECK(compared > 10);
  }
}

TEST_CASE("A single full cell is hot when the own value is dealt as well, its empty neighbours are in either case") {
  const auto study = test::whole(test::square_grid(40, 25));
  std::vector<double> values(1000, 0);
  values[451] = 10;
  for (std::size_t cell = 7; cell < 1000; cell += 50) {
    values[cell] = 1;
  }
  values[451 - 40] = values[451 + 1] = 0;
  const NeighbourSums queen(study, Queen{});
  const auto others = exact_getis_ord(values, queen, {.dealt = Dealt::others});
  const auto all = exact_getis_ord(values, queen, {.dealt = Dealt::all});
  REQUIRE(others);
  REQUIRE(all);
  CHECK(others->p(451, Tail::greater) == 1);
  // One set of 9 in 1000 / 9 holds the full cell.
  CHECK(all->p(451, Tail::greater) == Approx(9.0 / 1000).epsilon(1e-10));
  CHECK(others->p(452, Tail::greater) == Approx(8.0 / 999).epsilon(1e-10));
  CHECK(all->p(452, Tail::greater) == Approx(9.0 / 1000).epsilon(1e-10));
}

TEST_CASE("z of Gi* approximates the shares dealt to all, not those dealt to others") {
  // Large counts: sums of 49 of 3 600 Poisson counts of mean 20 are near to normal, so p differ by little. Whole sums
  // are steps of 1 / sqrt(49 * 20) = 0.03 standard deviations; the normal p is that of the middle of a step.
  RandomStream random(555, 0);
  std::vector<double> values(3600);
  for (auto& value : values) {
    for (int i = 0; i < 400; ++i) {
      value += random.uniform() < 0.05 ? 1 : 0;
    }
  }
  const auto study = test::whole(test::square_grid(60, 60));
  const NeighbourSums band(study, DistanceBand{400});
  const auto z = getis_ord(values, band, {}).z;
  const auto all = exact_getis_ord(values, band, {.dealt = Dealt::all});
  const auto others = exact_getis_ord(values, band, {.dealt = Dealt::others});
  REQUIRE(all);
  REQUIRE(others);
  double largest = 0;
  double largest_of_others = 0;
  for (std::size_t i = 0; i < values.size(); ++i) {
    const auto normal = normal_p(z[i], Alternative::greater);
    const auto middle = [](const ExactShares& shares, std::size_t place) {
      return (shares.at_least[place] + 1 - shares.at_most[place]) / 2;
    };
    largest = std::max(largest, std::abs(middle(*all, i) - normal));
    largest_of_others = std::max(largest_of_others, std::abs(middle(*others, i) - normal));
  }
  CHECK(largest < 0.005);
  CHECK(largest_of_others > 0.05);
}

TEST_CASE("There is nothing to deal where a place and its neighbours are all places") {
  const auto row = test::in_a_row(3);
  const std::vector<double> values{4, 1, 0};
  const auto shares = exact_getis_ord(values, NeighbourSums(row), {.dealt = Dealt::all});
  REQUIRE(shares);
  CHECK(std::isnan(shares->p(1, Tail::greater)));
  CHECK(shares->p(0, Tail::greater) == within(1e-12, 1.0 / 3));
  CHECK(std::isnan(permuted_getis_ord(values, NeighbourSums(row), {.dealt = Dealt::all}).p(1, Tail::greater)));
  Neighbours lonely;
  lonely.start = {0, 0, 1, 2};
  lonely.index = {2, 1};
  CHECK(std::isnan(exact_getis_ord(values, NeighbourSums(lonely), {.dealt = Dealt::all})->p(0, Tail::greater)));
}

TEST_CASE("Values that are not whole, or too many steps, are left to draws") {
  const auto study = test::whole(test::square_grid(10, 10));
  const NeighbourSums queen(study, Queen{});
  test::Random random(553);
  CHECK_FALSE(exact_getis_ord(test::any_numbers(random, 100), queen, {}));
  const auto counts = test::counts(random, 100, 9);
  CHECK(exact_getis_ord(counts, queen, {}));
  CHECK_FALSE(exact_getis_ord(counts, queen, {100, 1}));
  auto far = counts;
  far[5] = 1e15;
  CHECK_FALSE(exact_getis_ord(far, queen, {}));
  const auto equal = exact_getis_ord(std::vector<double>(100, 3), queen, {});
  REQUIRE(equal);
  CHECK(std::isnan(equal->p(0, Tail::greater)));
  const Neighbours nobody;
  CHECK(exact_getis_ord({}, NeighbourSums(nobody), {})->at_least.empty());
}

}  // namespace lykta::tests_of_exact_permutation
