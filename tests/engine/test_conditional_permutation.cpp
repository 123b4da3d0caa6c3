#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <functional>
#include <limits>
#include <numeric>
#include <set>
#include <vector>

#include "engine/base/error.hpp"
#include "engine/statistics/conditional_permutation.hpp"
#include "engine/statistics/rank_table.hpp"
#include "engine/statistics/shared_draws.hpp"
#include "tests/catch.hpp"
#include "tests/engine/local_statistics_samples.hpp"

namespace lykta::tests_of_conditional_permutation {
namespace {

using test::not_a_number;
using test::within;

/// Shares of all sets of neighbours whose statistic is at least, and at most, the one seen.
struct Shares {
  double at_least = 0;
  double at_most = 0;
};

using Statistic = std::function<double(double own, const std::vector<double>& neighbours)>;

double sum_of(double /*own*/, const std::vector<double>& neighbours) {
  return std::accumulate(neighbours.begin(), neighbours.end(), 0.0);
}
double differences_of(double own, const std::vector<double>& neighbours) {
  double sum = 0;
  for (const auto neighbour : neighbours) {
    sum += (own - neighbour) * (own - neighbour);
  }
  return sum;
}

/// What the comparison needs beside a place: the other values, and those of its neighbours.
struct Place {
  double own = 0;
  std::vector<double> others;
  std::vector<double> neighbours;
};
Place place_of(const std::vector<double>& values, const Neighbours& lists, std::size_t i) {
  Place place{values[i], {}, {}};
  for (std::size_t j = 0; j < values.size(); ++j) {
    if (j != i && std::isfinite(values[j])) {
      place.others.push_back(values[j]);
    }
  }
  for (const auto j : lists.of(i)) {
    if (std::isfinite(values[j])) {
      place.neighbours.push_back(values[j]);
    }
  }
  return place;
}

/// Every set of as many others as the place has neighbours, once. Ties of numbers that are not whole are ties up to
/// 1e-9.
Shares by_enumeration(const Place& place, const Statistic& statistic) {
  const auto seen = statistic(place.own, place.neighbours);
  std::vector<int> chosen(place.others.size(), 0);
  std::fill_n(chosen.begin(), place.neighbours.size(), 1);
  Shares shares;
  double sets = 0;
  do {
    std::vector<double> set;
    for (std::size_t i = 0; i < chosen.size(); ++i) {
      if (chosen[i] == 1) {
        set.push_back(place.others[i]);
      }
    }
    const auto drawn = statistic(place.own, set);
    shares.at_least += drawn >= seen - 1e-9 ? 1 : 0;
    shares.at_most += drawn <= seen + 1e-9 ? 1 : 0;
    sets += 1;
  } while (std::prev_permutation(chosen.begin(), chosen.end()));
  return {shares.at_least / sets, shares.at_most / sets};
}

/// Draws for one place alone, by shuffling all others.
Shares by_shuffling(test::Random& random, Place place, const Statistic& statistic, int draws) {
  const auto seen = statistic(place.own, place.neighbours);
  Shares shares;
  for (int draw = 0; draw < draws; ++draw) {
    for (std::size_t i = 0; i < place.neighbours.size(); ++i) {
      std::swap(place.others[i], place.others[i + random.below(place.others.size() - i)]);
    }
    const std::vector<double> set(place.others.begin(),
                                  place.others.begin() + static_cast<std::ptrdiff_t>(place.neighbours.size()));
    const auto drawn = statistic(place.own, set);
    shares.at_least += drawn >= seen - 1e-9 ? 1 : 0;
    shares.at_most += drawn <= seen + 1e-9 ? 1 : 0;
  }
  return {shares.at_least / draws, shares.at_most / draws};
}

/// By how many standard errors a share of `draws` lies from the true one.
double errors_away(double share, double expected, double draws) {
  const auto spread = std::sqrt(std::max(expected * (1 - expected), 1e-12) / draws);
  return std::abs(share - expected) / spread;
}

struct Kind {
  DrawCounts (*permuted)(std::span<const double>, const NeighbourSums&, const PermutationOptions&);
  Statistic statistic;
};
std::vector<Kind> kinds() { return {{permuted_getis_ord, sum_of}, {permuted_geary, differences_of}}; }

void check_against_enumeration(const std::vector<double>& values, const NeighbourSums& sums, const Neighbours& lists,
                               std::uint64_t seed) {
  constexpr std::uint32_t draws = 60'000;
  for (const auto& kind : kinds()) {
    const auto counts = kind.permuted(values, sums, {draws, seed, 2});
    for (std::size_t i = 0; i < values.size(); ++i) {
      const auto place = place_of(values, lists, i);
      if (std::isnan(values[i]) || place.neighbours.empty() || place.neighbours.size() == place.others.size()) {
        CHECK(std::isnan(counts.p(i, Tail::greater)));
        continue;
      }
      const auto exact = by_enumeration(place, kind.statistic);
      CAPTURE(i, exact.at_least, exact.at_most, counts.at_least[i], counts.at_most[i]);
      // Some hundred comparisons: 5 standard errors come by chance once in ten thousand runs, and seeds are fixed.
      CHECK(errors_away(counts.at_least[i] / static_cast<double>(draws), exact.at_least, draws) < 5);
      CHECK(errors_away(counts.at_most[i] / static_cast<double>(draws), exact.at_most, draws) < 5);
    }
  }
}

}  // namespace

TEST_CASE("Shared draws give each place of a tiny map the shares of all its possible neighbours") {
  // With so few places nearly every draw holds the place itself, so the stand-in decides.
  test::Random random(541);
  for (const auto& neighbourhood : {CellNeighbourhood{Rook{}}, CellNeighbourhood{Queen{}}}) {
    for (const bool whole : {true, false}) {
      const auto study = test::whole(test::square_grid(4, 3));
      const auto values = whole ? test::counts(random, 12, 9) : test::any_numbers(random, 12);
      check_against_enumeration(values, NeighbourSums(study, neighbourhood), test::lists_of(study, neighbourhood), 11);
    }
  }
}

TEST_CASE("Shared draws leave missing values and islands out") {
  test::Random random(542);
  const auto study = test::with_holes(random, CellShape::hexagon, 5, 4, 0.25);
  auto values = test::counts(random, study.size(), 6);
  values[2] = not_a_number;
  values[7] = not_a_number;
  const auto lists = test::lists_of(study, Queen{});
  check_against_enumeration(values, NeighbourSums(study, Queen{}), lists, 12);
  check_against_enumeration(values, NeighbourSums(lists), lists, 13);
}

TEST_CASE("Lists in which some have many neighbours and some few share their draws rightly") {
  Neighbours lists;
  test::Random random(543);
  for (std::size_t i = 0; i < 11; ++i) {
    for (std::size_t j = 0; j < 11; ++j) {
      if (i != j && (j < i || random.between(0, 1) < 0.2)) {
        lists.index.push_back(static_cast<std::uint32_t>(j));
      }
    }
    lists.start.push_back(lists.index.size());
  }
  check_against_enumeration(test::any_numbers(random, 11), NeighbourSums(lists), lists, 14);
}

TEST_CASE("Draws dealt to all give the shares of all sets of as many places, whole values or not") {
  test::Random random(549);
  const auto study = test::with_holes(random, CellShape::square, 4, 4, 0.1);
  const auto lists = test::lists_of(study, Rook{});
  for (const bool whole : {true, false}) {
    auto values = whole ? test::counts(random, study.size(), 9) : test::any_numbers(random, study.size());
    values[5] = not_a_number;
    constexpr std::uint32_t draws = 60'000;
    const auto counts = permuted_getis_ord(values, NeighbourSums(study, Rook{}), {draws, 15, 2, Dealt::all});
    for (std::size_t i = 0; i < values.size(); ++i) {
      auto place = place_of(values, lists, i);
      if (std::isnan(values[i]) || place.neighbours.empty()) {
        CHECK(std::isnan(counts.p(i, Tail::greater)));
        continue;
      }
      place.others.push_back(values[i]);
      place.neighbours.push_back(values[i]);
      const auto exact = by_enumeration(place, sum_of);
      CAPTURE(whole, i, exact.at_least, exact.at_most, counts.at_least[i], counts.at_most[i]);
      CHECK(errors_away(counts.at_least[i] / static_cast<double>(draws), exact.at_least, draws) < 5);
      CHECK(errors_away(counts.at_most[i] / static_cast<double>(draws), exact.at_most, draws) < 5);
    }
  }
}

TEST_CASE("Draws dealt to all do not depend on threads, and local Geary cannot be dealt so") {
  test::Random random(550);
  const auto study = test::with_holes(random, CellShape::square, 60, 70, 0.05);
  const auto values = test::any_numbers(random, study.size());
  const NeighbourSums queen(study, Queen{});
  const auto one = permuted_getis_ord(values, queen, {2000, 8, 1, Dealt::all});
  const auto many = permuted_getis_ord(values, queen, {2000, 8, 5, Dealt::all});
  CHECK(one.at_least == many.at_least);
  CHECK(one.at_most == many.at_most);
  CHECK(one.at_least != permuted_getis_ord(values, queen, {2000, 8, 1, Dealt::others}).at_least);
  CHECK_THROWS_AS(permuted_geary(values, queen, {99, 1, 1, Dealt::all}), InvalidOption);
}

TEST_CASE("Shared draws agree with draws of each place's own") {
  test::Random random(544);
  constexpr int draws = 20'000;
  for (const bool whole : {true, false}) {
    const auto study = test::with_holes(random, CellShape::square, 9, 9, 0.1);
    const auto lists = test::lists_of(study, DistanceBand{250});
    const auto values = whole ? test::counts(random, study.size(), 8) : test::any_numbers(random, study.size());
    for (const auto& kind : kinds()) {
      const auto counts = kind.permuted(values, NeighbourSums(study, DistanceBand{250}), {draws, 3, 1});
      double squared_errors = 0;
      for (std::size_t i = 0; i < values.size(); i += 3) {
        const auto own = by_shuffling(random, place_of(values, lists, i), kind.statistic, draws);
        const auto at_least = counts.at_least[i] / static_cast<double>(draws);
        // Two Monte-Carlo errors, of one share each.
        const auto away = errors_away(at_least, own.at_least, draws) / std::sqrt(2.0);
        CAPTURE(i, at_least, own.at_least);
        CHECK(away < 5);
        CHECK(errors_away(counts.at_most[i] / static_cast<double>(draws), own.at_most, draws) < 7);
        squared_errors += std::isfinite(away) ? away * away : 0;
      }
      // Some 25 squared errors of expectation 1.
      CHECK(squared_errors / (static_cast<double>(values.size()) / 3) < 2.5);
    }
  }
}

TEST_CASE("p-values of Poisson counts agree with the conditional permutation of spdep") {
  // spdep draws with replacement, which matters little for 8 of 1 300. Its folded p is 1 + the smaller of the draws at
  // or above and of those below, so ties count on one side only; 9 999 draws on both sides.
  const test::PoissonCells cells;
  const auto rows = test::read_numbers(test::reference_folder() / "local_statistics" / "permutation.csv");
  REQUIRE(rows.size() == cells.count.size());
  constexpr std::uint32_t draws = 99'999;
  const NeighbourSums queen(cells.study, Queen{});
  const auto sums = permuted_getis_ord(cells.count, queen, {draws, 4, 2});
  const auto moran = moran_from_getis_ord(sums, cells.count);
  const auto geary = permuted_geary(cells.count, queen, {draws, 5, 2});
  const auto share = [](const DrawCounts& counts, std::size_t i) {
    return counts.at_least[i] / static_cast<double>(draws);
  };
  const auto check = [](double at_least, double spdep) {
    const auto expected = std::min(at_least, 1 - at_least);
    const auto spread = std::sqrt((expected * (1 - expected) + 1e-4) * (1.0 / 9999 + 1.0 / draws));
    // One is added to the count on their side.
    return std::abs(spdep - 1e-4 - expected) / spread;
  };
  double squares = 0;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    CAPTURE(i);
    REQUIRE(std::isnan(rows[i].at("g")) == std::isnan(sums.p(i, Tail::greater)));
    if (std::isnan(rows[i].at("g"))) {
      continue;
    }
    const auto away = check(share(sums, i), rows[i].at("g"));
    squares += away * away;
    CHECK(away < 5);
    // At the mean I is 0 in every draw: all tie.
    CHECK((cells.count[i] == 2 ? moran.at_least[i] == draws && moran.at_most[i] == draws
                               : check(share(moran, i), rows[i].at("i")) < 5));
    // Rounding breaks ties of c in spdep to either side: its p lies between those with and without ties.
    const auto p = rows[i].at("c") - 1e-4;
    const auto above = std::min(share(geary, i), 1 - share(geary, i));
    const auto below_share = geary.at_most[i] / static_cast<double>(draws);
    const auto below = std::min(below_share, 1 - below_share);
    const auto low = (share(geary, i) <= 0.5) == (below_share >= 0.5) ? std::min(above, below) : 0.0;
    const auto high = share(geary, i) >= 0.5 && below_share >= 0.5 ? 0.5 : std::max(above, below);
    const auto slack = 5 * std::sqrt((p * (1 - p) + 1e-4) / 9999);
    CHECK(p > low - slack);
    CHECK(p < high + slack);
  }
  CHECK(squares / static_cast<double>(rows.size()) < 1.2);
}

TEST_CASE("Under the hypothesis p is at most a in at most a of all maps, and not much less often") {
  // 20 000 maps of random values, one place each: 99 draws, so that p takes the values 0.01, 0.02 ... Where sums tie p
  // is rarer than a, never more frequent. Monte-Carlo error at 0.05: 0.0015; numbers without ties must meet it from
  // both sides.
  test::Random random(546);
  const auto study = test::whole(test::square_grid(5, 4));
  const NeighbourSums queen(study, Queen{});
  constexpr int maps = 20'000;
  std::array<int, 2> hits{};
  for (const std::size_t whole : {0U, 1U}) {
    for (int map = 0; map < maps; ++map) {
      const auto values = whole == 1 ? test::counts(random, 20, 8) : test::any_numbers(random, 20);
      const auto p = permuted_getis_ord(values, queen, {99, static_cast<std::uint64_t>(map), 1}).p(7, Tail::greater);
      hits[whole] += p <= 0.05 ? 1 : 0;
    }
  }
  CHECK(hits[0] == within(5 * 0.0015 * maps, 0.05 * maps));
  CHECK(hits[1] < (0.05 + 5 * 0.0015) * maps);
  CHECK(hits[1] > 0);
}

TEST_CASE("p is never 0, two-sided is twice the smaller tail and folded that tail itself") {
  const DrawCounts counts{99, {0, 99, 40, 0, 60}, {99, 3, 70, 0, 60}};
  CHECK(counts.p(0, Tail::greater) == within(1e-15, 0.01));
  CHECK(counts.p(0, Tail::less) == 1);
  CHECK(counts.p(0, Tail::two_sided) == within(1e-15, 0.02));
  CHECK(counts.p(0, Tail::folded) == within(1e-15, 0.01));
  CHECK(counts.p(1, Tail::less) == within(1e-15, 0.04));
  CHECK(counts.p(2, Tail::two_sided) == within(1e-15, 0.82));
  CHECK(std::isnan(counts.p(3, Tail::greater)));
  CHECK(counts.p(4, Tail::two_sided) == 1);
  CHECK(counts.p(Tail::greater).size() == 5);
  CHECK(name_of(Tail::greater) == "greater");
  CHECK(name_of(Tail::less) == "less");
  CHECK(name_of(Tail::two_sided) == "two-sided");
  CHECK(name_of(Tail::folded) == "folded");
}

TEST_CASE("Maps without anything to permute have no p") {
  const auto none = [](const DrawCounts& counts) {
    return std::ranges::all_of(counts.p(Tail::greater), [](double p) { return std::isnan(p); });
  };
  const auto study = test::whole(test::square_grid(5, 5));
  const NeighbourSums queen(study, Queen{});
  CHECK(none(permuted_getis_ord(std::vector<double>(25, 0.1), queen, {})));
  CHECK(none(permuted_geary(std::vector<double>(25, 3), queen, {})));
  CHECK(none(permuted_getis_ord(std::vector<double>(25, not_a_number), queen, {})));
  const auto one = test::whole(test::square_grid(1, 1));
  CHECK(none(permuted_getis_ord(std::vector<double>{3}, NeighbourSums(one, Queen{}), {})));
  const auto two = test::whole(test::square_grid(2, 1));
  CHECK(none(permuted_geary(std::vector<double>{3, 4}, NeighbourSums(two, Queen{}), {})));
  const Neighbours nobody;
  CHECK(permuted_getis_ord({}, NeighbourSums(nobody), {}).size() == 0);
  CHECK_THROWS_AS(permuted_getis_ord(std::vector<double>(25, 0.1), queen, {0, 1, 1}), InvalidOption);
  CHECK_THROWS_AS(permuted_geary(std::vector<double>(25, 0.1), queen, {0, 1, 1}), InvalidOption);
}

TEST_CASE("Five events in five thousand cells have honest p-values") {
  // A cell with a single event beside it: some other set of 8 holds one of the 5 with a chance of 8 * 5 / 5 000.
  const auto study = test::whole(test::square_grid(100, 50));
  std::vector<double> values(5000, 0);
  for (const std::size_t cell : {120U, 1555U, 2777U, 3401U, 4950U}) {
    values[cell] = 1;
  }
  const auto counts = permuted_getis_ord(values, NeighbourSums(study, Queen{}), {99'999, 6, 2});
  CHECK(counts.p(1556, Tail::greater) == within(5 * 2.8e-4, 1 - std::pow(1 - 8.0 / 4999, 5)));
  CHECK(counts.p(2000, Tail::greater) == 1);
  CHECK(counts.p(1555, Tail::greater) == 1);
}

TEST_CASE("Sums that tie but for rounding tie") {
  // 0.1 + 0.2 is not 0.3 for a computer. Place 0 has neighbours 0.1 and 0.2; draws of 0 and 0.3 give the same.
  const std::vector<double> values{1, 0.1, 0.2, 0.3, 0, 0, 0.3};
  Neighbours lists;
  lists.start = {0, 2, 2, 2, 2, 2, 2, 2};
  lists.index = {1, 2};
  constexpr std::uint32_t draws = 50'000;
  const auto counts = permuted_getis_ord(values, NeighbourSums(lists), {draws, 7, 1});
  const auto exact = by_enumeration(place_of(values, lists, 0), sum_of);
  CHECK(errors_away(counts.at_least[0] / static_cast<double>(draws), exact.at_least, draws) < 5);
  CHECK(errors_away(counts.at_most[0] / static_cast<double>(draws), exact.at_most, draws) < 5);
  CHECK(exact.at_least + exact.at_most > 1.3);
}

TEST_CASE("Any number of threads, lists and rows give the same counts; another seed gives others") {
  test::Random random(547);
  const auto study = test::with_holes(random, CellShape::square, 60, 70, 0.05);
  const auto lists = test::lists_of(study, Queen{});
  for (const auto& values : {test::counts(random, study.size()), test::any_numbers(random, study.size())}) {
    for (const auto& kind : kinds()) {
      const auto one = kind.permuted(values, NeighbourSums(study, Queen{}), {2000, 8, 1});
      const auto many = kind.permuted(values, NeighbourSums(study, Queen{}), {2000, 8, 5});
      CHECK(one.at_least == many.at_least);
      CHECK(one.at_most == many.at_most);
      CHECK(kind.permuted(values, NeighbourSums(lists), {2000, 8, 2}).at_least == one.at_least);
      CHECK(kind.permuted(values, NeighbourSums(study, Queen{}), {2000, 9, 2}).at_least != one.at_least);
    }
  }
}

TEST_CASE("Draws are rows of different places, each place equally often in each position") {
  for (const std::uint32_t places : {5U, 40U}) {
    const SharedDraws draws(places, 5, 10);
    std::vector<std::vector<double>> seen(5, std::vector<double>(places, 0));
    std::vector<std::uint32_t> rows;
    constexpr std::size_t batches = 400;
    for (std::size_t batch = 0; batch < batches; ++batch) {
      draws.deal(batch, 256, rows);
      REQUIRE(rows.size() == std::size_t{256} * 5);
      for (std::size_t row = 0; row < 256; ++row) {
        REQUIRE(std::set<std::uint32_t>(rows.begin() + static_cast<std::ptrdiff_t>(5 * row),
                                        rows.begin() + static_cast<std::ptrdiff_t>(5 * row + 5))
                    .size() == 5);
        for (std::size_t i = 0; i < 5; ++i) {
          seen[i].at(rows[5 * row + i]) += 1;
        }
      }
    }
    const auto expected = 256.0 * batches / places;
    for (const auto& position : seen) {
      for (const auto number : position) {
        CHECK(number == within(5 * std::sqrt(expected), expected));
      }
    }
  }
}

TEST_CASE("Rank tables count what plain counting counts") {
  test::Random random(548);
  for (const double error : {0.0, 0.5}) {
    for (const double width : {0.0, 3.0, 1e5, 1e12}) {
      std::vector<double> drawn;
      for (int i = 0; i < 300; ++i) {
        drawn.push_back(std::floor(std::pow(random.between(0, 1), 4) * width) + (error > 0 ? 0.25 : 0));
      }
      const RankTable<double> table(drawn, error);
      for (int i = 0; i < 200; ++i) {
        const auto number = i % 2 == 0 ? drawn[random.below(300)] : std::floor(random.between(-2, width + 2));
        CAPTURE(error, width, number);
        CHECK(table.at_least(number) ==
              std::ranges::count_if(drawn, [&](double each) { return each >= number - error; }));
        CHECK(table.at_most(number) ==
              std::ranges::count_if(drawn, [&](double each) { return each <= number + error; }));
      }
    }
  }
}

}  // namespace lykta::tests_of_conditional_permutation
