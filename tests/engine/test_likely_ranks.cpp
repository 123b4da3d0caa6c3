#include <algorithm>
#include <cmath>
#include <cstdint>
#include <vector>

#include "engine/base/random_stream.hpp"
#include "engine/statistics/likely_ranks.hpp"
#include "engine/statistics/true_values.hpp"
#include "tests/catch.hpp"

namespace lykta::tests_of_likely_ranks {
namespace {

using Ranks = std::vector<std::size_t>;

Ranks ends(const std::vector<LikelyRank>& likely) {
  Ranks all;
  for (const auto& each : likely) {
    all.push_back(each.low);
    all.push_back(each.high);
  }
  return all;
}

/// A number with mean 0 and deviation 1, nearly normal.
double normal(RandomStream& random) {
  double sum = -6;
  for (int k = 0; k < 12; ++k) {
    sum += random.uniform();
  }
  return sum;
}

std::vector<LikelyRank> ranks_by(const std::vector<double>& scores, double error, std::size_t top,
                                 std::uint64_t seed = 1) {
  const auto values = draw_true_values(scores, std::vector<double>(scores.size(), error), 1000, seed, 1);
  return likely_ranks(values, scores.size(), top, 0.9, 1);
}

/// Of lists of things with these true values, seen with an error of 1.
struct Held {
  double share = 0;  ///< of intervals that hold the true rank; of tied things one of their ranks
  double width = 0;  ///< on average
};
Held held(const std::vector<double>& truth, std::uint64_t seed) {
  constexpr std::size_t lists = 60;
  Held result;
  for (std::size_t list = 0; list < lists; ++list) {
    RandomStream random(seed, list);
    std::vector<std::pair<double, double>> seen;
    for (const auto value : truth) {
      seen.emplace_back(value + normal(random), value);
    }
    std::ranges::sort(seen, std::greater{});
    std::vector<double> scores;
    for (const auto& [score, value] : seen) {
      scores.push_back(score);
    }
    const auto likely = ranks_by(scores, 1, 3);
    for (std::size_t i = 0; i < seen.size(); ++i) {
      const auto first = 1 + static_cast<std::size_t>(
                                 std::ranges::count_if(truth, [&](double value) { return value > seen[i].second; }));
      const auto last = first + static_cast<std::size_t>(std::ranges::count(truth, seen[i].second)) - 1;
      const auto things = static_cast<double>(lists * seen.size());
      result.share += likely[i].low <= last && first <= likely[i].high ? 1 / things : 0;
      result.width += static_cast<double>(likely[i].high - likely[i].low + 1) / things;
    }
  }
  return result;
}

std::vector<double> falling(std::size_t things, double by) {
  std::vector<double> values;
  for (std::size_t i = 0; i < things; ++i) {
    values.push_back(20 - by * static_cast<double>(i));
  }
  return values;
}

}  // namespace

TEST_CASE("Likely ranks are those that the draws have most of the time") {
  // Ten draws: the second is above the first in two of them, the third always last.
  const ScoreDraws draws{.draws = 10, .values = {10, 10, 10, 10, 10, 10, 10, 10, 10, 10,  //
                                                 9,  9,  11, 9,  9,  9,  9,  11, 9,  9,   //
                                                 1,  1,  1,  1,  1,  1,  1,  1,  1,  1}};
  REQUIRE(draws.things() == 3);
  const auto likely = likely_ranks(draws, 3, 1, 0.9);
  CHECK(ends(likely) == Ranks{1, 2, 1, 2, 3, 3});
  CHECK(likely[0].chance_in_top == 0.8);
  CHECK(likely[1].chance_in_top == 0.2);
  CHECK(likely[2].chance_in_top == 0);
  CHECK(likely[0].tied_with == Ranks{1});
  CHECK(likely[1].tied_with == Ranks{0});
  CHECK(likely[2].tied_with.empty());
  // Half of the draws: a quarter may lie beyond either end, and eight of ten are more than three quarters.
  const auto half = likely_ranks(draws, 2, 2, 0.5, 2);
  CHECK(ends(half) == Ranks{1, 1, 2, 2});
  CHECK(half[0].tied_with.empty());
  CHECK(half[0].chance_in_top == 1);
}

TEST_CASE("Equal values share the better rank and are tied") {
  const auto likely = likely_ranks({.draws = 2, .values = {5, 5, 5, 5, 4, 4}}, 3, 1, 0.9);
  CHECK(ends(likely) == Ranks{1, 1, 1, 1, 3, 3});
  CHECK(likely[0].tied_with == Ranks{1});
}

TEST_CASE("Things far apart have sure ranks, equal ones any, and share the chance to be among the first") {
  const auto apart = ranks_by({40, 20, 3}, 1, 2);
  CHECK(ends(apart) == Ranks{1, 1, 2, 2, 3, 3});
  CHECK(apart[1].chance_in_top == 1);
  CHECK(apart[2].chance_in_top == 0);
  for (const auto& each : ranks_by(std::vector<double>(20, 5.0), 1, 5)) {
    CHECK(each.low <= 2);
    CHECK(each.high >= 19);
    CHECK(std::abs(each.chance_in_top - 0.25) < 0.06);
    CHECK(each.tied_with.size() == 19);
  }
}

TEST_CASE("Errors far smaller than the spread of the scores still give sure ranks") {
  CHECK(ends(ranks_by({1e6, 5e5, 3}, 0.01, 2)) == Ranks{1, 1, 2, 2, 3, 3});
}

TEST_CASE("Rank intervals of nine in ten hold the true rank as often, and are not all ranks") {
  for (const auto& [by, widest] : {std::pair{2.0, 5.0}, {0.8, 7.0}, {0.3, 11.0}, {0.02, 13.0}, {0.0, 13.0}}) {
    const auto [share, width] = held(falling(12, by), 7);
    INFO("values " << by << " apart: held " << share << ", width " << width);
    CHECK(share >= 0.9);
    CHECK(width < widest);
  }
  // A few large things before many small ones that are alike.
  auto skewed = falling(4, 3);
  skewed.resize(40, 5.0);
  CHECK(held(skewed, 8).share >= 0.9);
}

TEST_CASE("Who leads by luck alone has no high chance to be among the first") {
  double sum = 0;
  for (std::uint64_t list = 0; list < 40; ++list) {
    RandomStream random(500, list);
    std::vector<double> scores(20);
    std::ranges::generate(scores, [&] { return 30 + normal(random); });
    std::ranges::sort(scores, std::greater{});
    sum += ranks_by(scores, 1, 5).front().chance_in_top / 40;
  }
  INFO("mean chance of the first of twenty equal things to be among five: " << sum);
  CHECK(sum < 0.6);  // the resampled scores alone would say more than nine in ten
}

TEST_CASE("Draws of true values depend on the seed and not on threads") {
  const std::vector<double> scores{9, 8.5, 7, 7, 3, 2, 1, 0};
  const std::vector<double> error(scores.size(), 1.5);
  const auto values = draw_true_values(scores, error, 300, 7, 1).values;
  CHECK(draw_true_values(scores, error, 300, 7, 4).values == values);
  CHECK(draw_true_values(scores, error, 300, 8, 4).values != values);
  const ScoreDraws draws{.draws = 300, .values = values};
  CHECK(ends(likely_ranks(draws, 8, 3, 0.9, 1)) == ends(likely_ranks(draws, 8, 3, 0.9, 4)));
}

}  // namespace lykta::tests_of_likely_ranks
