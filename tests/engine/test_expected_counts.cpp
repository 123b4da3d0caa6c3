#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <numbers>
#include <string>
#include <vector>

#include "engine/base/error.hpp"
#include "engine/base/parallel.hpp"
#include "engine/models/expected_counts.hpp"
#include "engine/models/steady_rate.hpp"
#include "tests/engine/quiet_places.hpp"
#include "tests/engine/samples.hpp"

namespace lykta {
namespace {

using test::within;

/// Without trend and season: what is left can be computed by hand.
ExpectedCountsOptions plain() {
  ExpectedCountsOptions options;
  options.pattern.harmonics = 0;
  options.pattern.trend = false;
  return options;
}

WeeklyCounts even_weeks(std::vector<std::vector<std::uint64_t>> of_place) {
  WeeklyCounts counts;
  counts.first_monday = std::chrono::local_days{std::chrono::year{2024} / 1 / 1};
  counts.whole.assign(of_place[0].size(), 0);
  for (const auto& row : of_place) {
    std::ranges::transform(row, counts.whole, counts.whole.begin(), std::plus<>{});
  }
  counts.of_place = std::move(of_place);
  return counts;
}

}  // namespace

TEST_CASE("A forecast of one Poisson part and of one negative binomial part is that of R") {
  // R 4.2.2: ppois, pnbinom(size = 1 / spread, mu = mean), qnbinom.
  const CountForecast poisson({{1, 2.5, 0}});
  CHECK(poisson.at_least(0) == 1);
  CHECK(poisson.at_least(6) == within(1e-12, 0.0420210381953061));
  CHECK(poisson.at_most(1) == within(1e-12, 0.2872974951836458));
  const CountForecast swinging({{1, 2.5, 0.4}});
  CHECK(swinging.at_least(6) == within(1e-12, 0.0993926540276928));
  CHECK(swinging.at_most(1) == within(1e-12, 0.3977475644174330));
  CHECK(swinging.variance() == within(1e-12, 2.5 + 0.4 * 6.25));
  CHECK(swinging.quantile(0.975) == 8);
  CHECK(swinging.quantile(0.01) == 0);
  // Both together are their mean, and a table of them is the same to the last digits.
  const CountForecast both({{0.25, 2.5, 0}, {0.75, 2.5, 0.4}});
  CHECK(both.at_least(6) == within(1e-12, 0.25 * poisson.at_least(6) + 0.75 * swinging.at_least(6)));
  const auto logs = both.log_probabilities();
  double above = 0;
  for (std::size_t k = 6; k < logs.size(); ++k) {
    above += std::exp(logs[k]);
  }
  CHECK(above == within(1e-12, both.at_least(6)));
  CHECK(both.times(2).mean() == within(1e-12, 5));
}

TEST_CASE("The rate of a Poisson place is its events and a half by the levels, with as much information") {
  const std::vector<std::uint64_t> count{0, 1, 0, 0, 2, 0, 1, 0};
  const std::vector<double> level{1, 1, 2, 1, 1, 1, 2, 1};
  const auto rate = steady_rate(count, level);
  CHECK(rate.rate[0] == within(1e-10, 4.5 / 10));
  CHECK(rate.information[0] == within(1e-9, 4.5));
  // The more a place swings, the less its weeks tell.
  CHECK(std::ranges::is_sorted(rate.information, std::greater<>{}));
  // Without events it is above 0 still.
  CHECK(steady_rate(std::vector<std::uint64_t>(8, 0), level).rate[0] == within(1e-10, 0.05));
  const auto weight = swing_weights(rate.log_likelihood);
  double all = 0;
  for (const auto each : weight) {
    all += each;
  }
  CHECK(all == within(1e-12, 1));
}

TEST_CASE("Few events of a place that does not swing leave the negative binomial of a gamma posterior") {
  // Every week the same: the pattern is even and known but for the whole's mean, which cancels for a share.
  std::vector<std::uint64_t> place(100, 0);
  for (std::size_t week = 0; week < place.size(); week += 25) {
    place[week] = 1;
  }
  auto options = plain();
  const auto counts = even_weeks({place, std::vector<std::uint64_t>(100, 9)});
  const auto expected = expected_counts(counts, {}, 100, options);
  REQUIRE(expected.why == NoExpectation::has_value);
  CHECK(expected.recorded_weeks == 100);
  const auto& forecast = expected.place[0].forecast;
  REQUIRE(forecast);
  // Poisson part: mean (4 + 1/2) / 100, spread 1 / 4.5, from the levels of the whole: 904 / 100 each week.
  const auto& part = forecast->parts()[0];
  CHECK(part.mean == within(1e-6, 4.5 / 100));
  CHECK(part.spread == within(1e-6, 1 / 4.5));
  CHECK(expected.place[0].baseline_events == 4);
  CHECK_FALSE(expected.place[0].has_own_season);
  CHECK(expected.place[0].mean_error == within(0.002, std::sqrt(4.5) / 100));
  CHECK(expected.whole.forecast->mean() == within(0.02, 9.04));
  CHECK(expected.whole.baseline_events == 904);
}

TEST_CASE("A week that is recorded in part has its part expected, and parts of the baseline count as what they are") {
  auto counts = even_weeks({std::vector<std::uint64_t>(60, 6), std::vector<std::uint64_t>(60, 12)});
  const auto whole = expected_counts(counts, {}, 59, plain());
  counts.exposure.assign(60, 1.0);
  counts.exposure[59] = 3.0 / 7;
  const auto part = expected_counts(counts, {}, 59, plain());
  CHECK(part.place[0].forecast->mean() == within(1e-9, whole.place[0].forecast->mean() * 3 / 7));
  CHECK(part.whole.forecast->mean() == within(1e-9, whole.whole.forecast->mean() * 3 / 7));
  // Half a week with half the events, and a week without a record, change nothing of the rate.
  counts.exposure[20] = 0.5;
  counts.of_place[0][20] = 3;
  counts.of_place[1][20] = 6;
  counts.whole[20] = 9;
  counts.exposure[30] = 0;
  counts.of_place[0][30] = 0;
  counts.of_place[1][30] = 0;
  counts.whole[30] = 0;
  const auto patched = expected_counts(counts, {}, 59, plain());
  CHECK(patched.recorded_weeks == 58);
  CHECK(patched.place[0].forecast->mean() == within(0.02, 6.0 * 3 / 7));
  counts.exposure[59] = 0;
  CHECK(expected_counts(counts, {}, 59, plain()).why == NoExpectation::not_recorded);
}

TEST_CASE("The order of places and what comes after the week do not matter") {
  RandomStream random(8, 0);
  auto counts = test::drawn_weeks({.dispersion = 0.2, .season = 0.4}, random);
  const auto expected = expected_counts(counts, {}, 120);
  auto turned = counts;
  std::ranges::reverse(turned.of_place);
  for (auto& row : turned.of_place) {
    row[121] += 50;
  }
  turned.whole[121] += 500;
  const auto other = expected_counts(turned, {}, 120);
  for (std::size_t place = 0; place < 10; ++place) {
    CHECK(other.place[9 - place].forecast->mean() == within(1e-9, expected.place[place].forecast->mean()));
    CHECK(other.place[9 - place].forecast->at_least(5) == within(1e-9, expected.place[place].forecast->at_least(5)));
  }
}

TEST_CASE("A season is found where there is one, and a rising trend is followed slowly") {
  WeeklyCounts counts;
  counts.first_monday = std::chrono::local_days{std::chrono::year{2022} / 1 / 3};
  RandomStream random(4, 0);
  for (std::size_t week = 0; week < 156; ++week) {
    counts.whole.push_back(test::drawn_week(random, {.season = 0.5}, 40, week));
  }
  const auto expected = expected_counts(counts, {}, 140);
  CHECK(expected.pattern->harmonics >= 1);
  // 40 exp(0.5 sin(2 pi 140 / 52.18)), against 40 without a season.
  const auto truth = 40 * std::exp(0.5 * std::sin(2 * std::numbers::pi * 140 / 52.18));
  CHECK(expected.whole.forecast->mean() == within(4, truth));
  CHECK(expected.whole.forecast->mean() < 36);
  // Weeks to come are forecast from the last ones, and less surely.
  const auto later = expected_counts(counts, {}, 164);
  CHECK(later.baseline_to == 156);
  CHECK(later.pattern->level.size() == 104 + 9);
}

TEST_CASE("A named event is expected to bring what earlier ones brought") {
  auto counts = even_weeks({std::vector<std::uint64_t>(104, 10)});
  WeekFeature market{FeatureKind::event, "market", std::vector<double>(110, 0.0)};
  WeekFeature match{FeatureKind::event, "match", std::vector<double>(110, 0.0)};
  for (const auto week : {20U, 72U}) {
    market.value[week] = 1;
    counts.whole[week] = 30;
    counts.of_place[0][week] = 30;
  }
  market.value[106] = 1;
  match.value[107] = 1;
  const std::vector<WeekFeature> features{market, match};
  const auto with = expected_counts(counts, features, 106, plain());
  const auto without = expected_counts(counts, features, 105, plain());
  CHECK(without.whole.forecast->mean() == within(0.3, 10));
  // The prior takes some off: 60 events tell of a factor of 3.
  CHECK(with.whole.forecast->mean() > 27);
  CHECK(with.whole.forecast->mean() < 30.5);
  CHECK(with.place[0].forecast->mean() > 27);
  CHECK(with.pattern->columns == std::vector<std::string>{"mean", "market"});
  CHECK(with.pattern->without_data == std::vector<std::string>{"match"});
  // Of what never was nothing is expected: it is a week as any, and it is said that nothing is known of it.
  const auto unknown = expected_counts(counts, features, 107, plain());
  CHECK(unknown.whole.forecast->mean() == within(1e-9, without.whole.forecast->mean()));
  CHECK(unknown.whole.mean_error == within(1e-9, without.whole.mean_error));
}

TEST_CASE("What one week alone tells is not heeded, and a name shares what its kind tells") {
  auto counts = even_weeks({std::vector<std::uint64_t>(104, 20)});
  const auto of = [](FeatureKind kind, std::string name, std::initializer_list<std::size_t> weeks) {
    WeekFeature feature{kind, std::move(name), std::vector<double>(110, 0.0)};
    for (const auto week : weeks) {
      feature.value[week] = 1;
    }
    return feature;
  };
  for (const auto week : {30U, 60U, 82U}) {
    counts.whole[week] = 40;
    counts.of_place[0][week] = 40;
  }
  const std::vector<WeekFeature> features{of(FeatureKind::kind, "events", {30, 60, 82, 105, 106}),
                                          of(FeatureKind::event, "event: market", {30, 82, 105}),
                                          of(FeatureKind::event, "event: match", {60, 106})};
  const auto market = expected_counts(counts, features, 105, plain());
  CHECK(market.pattern->columns == std::vector<std::string>{"mean", "events", "event: market"});
  CHECK(market.pattern->without_data == std::vector<std::string>{"event: match"});
  CHECK(market.pattern->heeds("event: market"));
  CHECK(market.whole.forecast->mean() == within(2, 39));
  // The match has one week: of it the kind tells.
  const auto match = expected_counts(counts, features, 106, plain());
  CHECK(match.whole.forecast->mean() > 32);
  CHECK(match.whole.forecast->mean() < market.whole.forecast->mean());
  CHECK(match.whole.mean_error > market.whole.mean_error);
}

TEST_CASE("At most so many names have effects of their own, and what every week has is none") {
  const std::vector<std::size_t> recorded{0, 1, 2, 3, 4, 5};
  const std::vector<WeekFeature> features{
      {FeatureKind::kind, "events", {1, 1, 1, 1, 1, 1}}, {FeatureKind::event, "a", {1, 0, 1, 0, 0, 0}},
      {FeatureKind::event, "b", {1, 1, 1, 0, 0, 0}},     {FeatureKind::event, "c", {0, 0, 0, 1, 1, 0}},
      {FeatureKind::event, "d", {0, 0, 0, 0, 0, 1}},     {FeatureKind::days, "eves", {0, 0, 0, 0, 0, 0}}};
  const auto names = [&](std::size_t most) {
    std::vector<std::string> heeded;
    for (const auto& feature : heeded_features(features, recorded, {.most_names = most})) {
      heeded.push_back(feature.name);
    }
    return heeded;
  };
  CHECK(names(12) == std::vector<std::string>{"a", "b", "c", "eves"});
  CHECK(names(2) == std::vector<std::string>{"a", "b", "eves"});
  CHECK(names(1) == std::vector<std::string>{"b", "eves"});
}

TEST_CASE("What comes just at a place is expected there, and nowhere else") {
  std::vector<std::uint64_t> place(104, 4);
  WeekFeature market{FeatureKind::event, "event: market", std::vector<double>(110, 0.0)};
  for (const auto week : {10U, 40U, 62U, 92U}) {
    market.value[week] = 1;
    place[week] = 12;
  }
  market.value[105] = 1;
  auto counts = even_weeks({place, std::vector<std::uint64_t>(104, 30)});
  counts.features_of_place = {{market}, {}};
  const auto in_market = expected_counts(counts, {}, 105, plain());
  CHECK(in_market.place[0].has_own_events);
  CHECK(in_market.place[0].forecast->mean() == within(1, 11.5));
  CHECK(in_market.place[1].forecast->mean() == within(0.5, 30));
  CHECK_FALSE(in_market.place[1].has_own_events);
  CHECK(expected_counts(counts, {}, 104, plain()).place[0].forecast->mean() == within(0.3, 4));
  // Without knowing of it the place is expected to have a little more in every week, and far too little in this one.
  counts.features_of_place.clear();
  CHECK(expected_counts(counts, {}, 105, plain()).place[0].forecast->mean() < 4.6);
  counts.features_of_place = {{market}};
  CHECK_THROWS_AS(expected_counts(counts, {}, 105, plain()), InvalidOption);
}

TEST_CASE("A busy place with a season of its own is allowed one") {
  RandomStream random(9, 0);
  auto counts = test::drawn_weeks({.weeks = 110}, random);
  for (std::size_t week = 0; week < 110; ++week) {
    counts.whole[week] -= counts.of_place[9][week];
    counts.of_place[9][week] = test::drawn_week(random, {.season = 0.8}, 8, week);
    counts.whole[week] += counts.of_place[9][week];
  }
  const auto expected = expected_counts(counts, {}, 105);
  CHECK(expected.place[9].has_own_season);
  CHECK_FALSE(expected.place[0].has_own_season);
}

TEST_CASE("Upper and lower tails of forecasts are as rare as they say") {
  // Over many quiet worlds, a p of at most a level comes a little less often than the level, numbers being whole: so with the level that
  // each number reaches. P(p <= a) is compared with the chance that the forecasts themselves give it.
  struct Tail {
    double seen = 0;
    double forecast = 0;
  };
  const std::vector<test::QuietWorld> worlds{{}, {.dispersion = 0.2, .season = 0.4}};
  constexpr std::size_t runs = 240;
  constexpr double level = 0.02;
  std::vector<Tail> above(runs);
  std::vector<Tail> below(runs);
  for_each_part(runs, 0, [&](std::size_t run) {
    RandomStream random(77, run);
    const auto counts = test::drawn_weeks(worlds[run % 2], random);
    for (std::size_t week = 104; week < 156; week += 13) {
      const auto expected = expected_counts(counts, {}, week);
      for (std::size_t place = 0; place < 10; ++place) {
        const auto& forecast = *expected.place[place].forecast;
        const auto seen = counts.of_place[place][week];
        const auto high = forecast.quantile(1 - level) + 1;  // P(X >= high) is at most the level
        above[run].seen += seen >= high ? 1 : 0;
        above[run].forecast += forecast.at_least(high);
        const auto low = forecast.quantile(level);  // P(X < low) is below the level
        below[run].seen += seen < low ? 1 : 0;
        below[run].forecast += low > 0 ? forecast.at_most(low - 1) : 0;
      }
    }
  });
  Tail all_above;
  Tail all_below;
  for (std::size_t run = 0; run < runs; ++run) {
    all_above = {all_above.seen + above[run].seen, all_above.forecast + above[run].forecast};
    all_below = {all_below.seen + below[run].seen, all_below.forecast + below[run].forecast};
  }
  CAPTURE(all_above.seen, all_above.forecast, all_below.seen, all_below.forecast);
  // Four standard deviations of a Poisson number.
  CHECK(all_above.seen == within(4 * std::sqrt(all_above.forecast), all_above.forecast));
  CHECK(all_below.seen == within(4 * std::sqrt(all_below.forecast), all_below.forecast));
  CHECK(all_above.forecast > 60);
}

TEST_CASE("Without weeks or events there is no expectation, and it is said why") {
  const auto counts = even_weeks({std::vector<std::uint64_t>(20, 0)});
  CHECK(expected_counts(counts, {}, 20).why == NoExpectation::no_events);
  CHECK(expected_counts(counts, {}, 7).why == NoExpectation::too_few_weeks);
  CHECK(name_of(NoExpectation::too_few_weeks) == "too_few_weeks");
  CHECK(expected_counts(counts, {}, 20).place.size() == 1);
  CHECK_FALSE(expected_counts(counts, {}, 20).place[0].forecast);
}

TEST_CASE("Options and columns of an expectation that cannot be are refused") {
  auto counts = even_weeks({std::vector<std::uint64_t>(20, 1)});
  const std::vector<WeekFeature> short_feature{{FeatureKind::days, "eves", std::vector<double>(20, 0.0)}};
  CHECK_THROWS_WITH(expected_counts(counts, short_feature, 20), "'eves' is known for 20 weeks; 21 are asked for");
  CHECK_THROWS_AS(expected_counts(counts, {}, 20, {.baseline_weeks = 3, .fewest_weeks = 3}), InvalidOption);
  ExpectedCountsOptions options;
  options.pattern.trend_sd = 0;
  CHECK_THROWS_AS(expected_counts(counts, {}, 20, options), InvalidOption);
  counts.of_place[0].pop_back();
  CHECK_THROWS_AS(expected_counts(counts, {}, 20), InvalidOption);
}

}  // namespace lykta
