#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <utility>
#include <vector>

#include "engine/base/error.hpp"
#include "engine/time/period_change.hpp"
#include "tests/catch.hpp"
#include "tests/engine/samples.hpp"
#include "tests/reference/reference_data.hpp"

// The numbers of a sum over all pairs in R are in tests/reference/period_change, the script beside them.
namespace lykta::tests_of_period_change {
namespace {

using test::at;
using test::within;
using Counts = std::vector<std::uint64_t>;
using Numbers = std::vector<double>;

constexpr auto not_a_number = std::numeric_limits<double>::quiet_NaN();

double poisson(double mean, double x) { return std::exp(x * std::log(mean) - mean - std::lgamma(x + 1)); }

/// All pairs of counts up to a hundred, one by one.
double by_brute_force(double k1, double n1, double k2, double n2) {
  const auto rate = (k1 + k2) / (n1 + n2);
  const auto statistic = [&](double x1, double x2) {
    const auto variance = x1 / (n1 * n1) + x2 / (n2 * n2);
    return variance == 0 ? 0 : std::abs(x1 / n1 - x2 / n2) / std::sqrt(variance);
  };
  double p = 0;
  for (int x1 = 0; x1 <= 100; ++x1) {
    for (int x2 = 0; x2 <= 100; ++x2) {
      if (statistic(x1, x2) >= statistic(k1, k2) * (1 - 1e-9)) {
        p += poisson(n1 * rate, x1) * poisson(n2 * rate, x2);
      }
    }
  }
  return p;
}

const PeriodChangeOptions uncorrected{.correction = Correction::none, .level = 0.05, .threads = 1};

Period of_days(int year, unsigned month, unsigned day, int days) {
  const auto from = at(year, month, day);
  return {from, from + std::chrono::days(days)};
}
const Period all_time{at(1990, 1, 1), at(2030, 1, 1)};

}  // namespace

TEST_CASE("The conditional p is twice the smaller tail of a binomial number") {
  // 9 of 10 in one of two equal periods: 2 (1 + 10) / 1024. None of 3: 2 / 8.
  CHECK(conditional_p(9, 30, 1, 30) == within(1e-15, 22.0 / 1024));
  CHECK(conditional_p(1, 30, 9, 30) == within(1e-15, 22.0 / 1024));
  CHECK(conditional_p(0, 7, 3, 7) == within(1e-15, 0.25));
  CHECK(conditional_p(5, 30, 5, 30) == 1);
  CHECK(conditional_p(0, 30, 0, 30) == 1);
  // A quarter of the days: all of 4 there 2 / 256, none of 4 there 2 (3/4)^4.
  CHECK(conditional_p(4, 30, 0, 90) == within(1e-15, 2.0 / 256));
  CHECK(conditional_p(0, 30, 4, 90) == within(1e-15, 2 * 81.0 / 256));
  CHECK(conditional_p(1000, 30, 0, 30) > 0);
}

TEST_CASE("The conditional p is below 0.05 exactly where the limits of the ratio leave out 1") {
  for (const auto& [days, other_days] : {std::pair{90.0, 90.0}, {30.0, 365.0}, {28.0, 84.0}}) {
    for (std::uint64_t count = 0; count <= 30; ++count) {
      for (std::uint64_t other = 0; other <= 30; ++other) {
        const auto limits = ratio_interval_95(count, days, other, other_days);
        const auto leaves_out = limits.low > 1 || limits.high < 1;
        CAPTURE(days, other_days, count, other);
        CHECK((conditional_p(count, days, other, other_days) < 0.05) == leaves_out);
      }
    }
  }
}

TEST_CASE("Given the sum, the conditional p is at most 0.05 no more often than that; the E-test's is for some sums") {
  const auto binomial = [](std::uint64_t x, std::uint64_t n, double share) {
    const auto of = [](std::uint64_t number) { return std::lgamma(static_cast<double>(number) + 1); };
    return std::exp(of(n) - of(x) - of(n - x) + static_cast<double>(x) * std::log(share) +
                    static_cast<double>(n - x) * std::log(1 - share));
  };
  double worst = 0;
  for (const double days : {15.0, 30.0, 90.0}) {
    const auto share = days / (days + 90);
    for (std::uint64_t n = 1; n <= 60; ++n) {
      for (const double level : {0.001, 0.005, 0.05}) {
        double chance = 0;
        double of_e_test = 0;
        for (std::uint64_t x = 0; x <= n; ++x) {
          chance += conditional_p(x, days, n - x, 90) <= level ? binomial(x, n, share) : 0;
          of_e_test += e_test_p(x, days, n - x, 90) <= level ? binomial(x, n, share) : 0;
        }
        CHECK(chance <= level * (1 + 1e-9));
        worst = std::max(worst, of_e_test / level);
      }
    }
  }
  CHECK(worst > 1.5);  // why places that were chosen for their sum are not left to it
}

TEST_CASE(
    "Six events are the fewest that the conditional test can tell over equal periods, and more over unequal ones") {
  const PeriodChangeOptions options{.test = RateTest::conditional, .correction = Correction::none, .level = 0.05};
  const std::vector<std::uint64_t> all{5, 6, 0, 3};
  const std::vector<std::uint64_t> none{0, 0, 6, 2};
  const auto equal = period_change(all, Numbers{30}, none, Numbers{30}, options);
  CHECK(equal.too_few_events == std::vector<bool>{true, false, false, true});
  CHECK(equal.direction[1] == Direction::increase);
  CHECK(equal.direction[2] == Direction::decrease);
  CHECK(equal.tested == 2);
  // In a tenth of the days: two events there can be a surprise, and six elsewhere are none; only the sum is looked at.
  const auto unequal = period_change(Counts{2, 0}, Numbers{10}, Counts{0, 2}, Numbers{90}, options);
  CHECK(unequal.too_few_events == std::vector<bool>{false, false});
  CHECK(unequal.direction[0] == Direction::increase);
  CHECK(unequal.direction[1] == Direction::not_clear);
}

TEST_CASE("The E-test gives the published p of dodder in clover") {
  // Przyborowski & Wilenski's seeds: none in 100 g, three in 100 g. The manual of SciPy's poisson_means_test prints
  // this p; it leaves out counts beyond its quantile of 1e-10, so that ten digits are right.
  CHECK(e_test_p(0, 100, 3, 100) == within(1e-9, 0.08837900929018157));
  CHECK(e_test_p(3, 100, 0, 100) == within(1e-9, 0.08837900929018157));
}

TEST_CASE("The E-test and the interval of the ratio are those of R") {
  const auto rows = test::read_numbers(test::reference_folder() / "period_change" / "pairs.csv");
  REQUIRE(rows.size() == 72);
  for (const auto& row : rows) {
    const auto count = static_cast<std::uint64_t>(row.at("count"));
    const auto other = static_cast<std::uint64_t>(row.at("other"));
    CAPTURE(count, other, row.at("exposure"), row.at("other_exposure"));
    CHECK(e_test_p(count, row.at("exposure"), other, row.at("other_exposure")) == Approx(row.at("p")).epsilon(1e-10));
    const auto interval = ratio_interval_95(count, row.at("exposure"), other, row.at("other_exposure"));
    const auto same = [](double value, double expected) {
      return std::isnan(expected) ? std::isnan(value) : value == Approx(expected).epsilon(1e-10);
    };
    CHECK(same(interval.low, row.at("low")));
    CHECK(same(interval.high, row.at("high")));
  }
}

TEST_CASE("The E-test is the sum over all pairs of counts") {
  for (const auto& [n1, n2] : {std::pair{1.0, 1.0}, std::pair{28.0, 84.0}, std::pair{2.5, 0.7}}) {
    for (std::uint64_t k1 = 0; k1 < 12; ++k1) {
      for (std::uint64_t k2 = k1 == 0 ? 1 : 0; k2 < 12; ++k2) {
        CAPTURE(k1, k2, n1, n2);
        const auto expected = by_brute_force(static_cast<double>(k1), n1, static_cast<double>(k2), n2);
        CHECK(e_test_p(k1, n1, k2, n2) == Approx(expected).epsilon(1e-9));
        CHECK(e_test_p(k2, n2, k1, n1) == Approx(expected).epsilon(1e-9));
      }
    }
  }
}

TEST_CASE("The E-test holds for large counts and never gives 0") {
  // With many events it becomes the normal deviate of (x1 - x2) / sqrt(x1 + x2): 1 000 of 200 000 here, |z| = 2.236.
  CHECK(e_test_p(100500, 1, 99500, 1) == within(2e-4, normal_p(1000 / std::sqrt(200000.0), Alternative::two_sided)));
  CHECK(e_test_p(100000, 1, 0, 1) > 0);
  CHECK(e_test_p(100000, 1, 0, 1) < 1e-300);
  CHECK(e_test_p(0, 1, 0, 1) == 1);
  CHECK(e_test_p(7, 30, 7, 30) == 1);
}

TEST_CASE("Among pairs without any change about the stated share has a small p") {
  // 20 000 pairs of Poisson numbers of mean 6 by inversion; the E-test is close to its level, not always below it.
  test::Random random(11);
  const auto draw = [&](double mean) {
    std::uint64_t x = 0;
    for (auto left = random.between(0, 1) - std::exp(-mean); left > 0; left -= poisson(mean, static_cast<double>(x))) {
      ++x;
    }
    return x;
  };
  Counts count;
  Counts other;
  for (int i = 0; i < 20000; ++i) {
    count.push_back(draw(6));
    other.push_back(draw(6));
  }
  const auto change = period_change(count, Numbers{1}, other, Numbers{1}, uncorrected);
  const auto small = std::ranges::count_if(change.p, [](double p) { return p <= 0.05; });
  CHECK(small > 700);
  CHECK(small < 1100);
  const auto corrected = period_change(count, Numbers{1}, other, Numbers{1}, {});
  CHECK(std::ranges::count(corrected.direction, Direction::not_clear) >= 19998);
}

TEST_CASE("A unit has difference, ratio, interval and direction") {
  const auto change =
      period_change(Counts{20, 4, 6, 5}, Numbers{90}, Counts{4, 20, 0, 20}, Numbers{90, 90, 90, 360}, uncorrected);
  CHECK(change.expected == Numbers{4, 20, 0, 5});
  CHECK(change.difference == Numbers{16, -16, 6, 0});
  CHECK(change.ratio[0] == 5);
  CHECK(change.ratio[1] == 0.2);
  CHECK(std::isnan(change.ratio[2]));
  CHECK(change.ratio_low[2] > 0);
  CHECK(std::isnan(change.ratio_high[2]));
  CHECK(change.ratio[3] == 1);
  CHECK(change.direction ==
        std::vector<Direction>{Direction::increase, Direction::decrease, Direction::increase, Direction::not_clear});
  CHECK(change.adjusted_p == change.p);
}

TEST_CASE("Fewer than four events over equal exposures can say nothing") {
  const auto change =
      period_change(Counts{0, 3, 2, 4, 2, 0}, Numbers{30}, Counts{0, 0, 1, 0, 2, 6}, Numbers{30}, uncorrected);
  CHECK(change.too_few_events == std::vector<bool>{true, true, true, false, false, false});
  CHECK(change.p[1] == within(1e-12, e_test_p(3, 1, 0, 1)));
  CHECK(std::isnan(change.adjusted_p[1]));
  CHECK(change.tested == 3);
  // Four against none has a p below 0.05, but limits (0.66 upwards) that still hold "no change".
  CHECK(change.p[3] < 0.05);
  CHECK(change.ratio_low[3] < 1);
  CHECK(change.direction[3] == Direction::not_clear);
  CHECK(change.ratio_high[5] < 1);
  CHECK(change.direction[5] == Direction::decrease);
}

TEST_CASE("No split of the same number of events has a smaller p than all of them in one period") {
  for (const auto other_exposure : {1.0, 3.0, 13.0}) {
    for (std::uint64_t total = 1; total < 25; ++total) {
      const auto least = e_test_p(total, 1, 0, other_exposure);
      for (std::uint64_t count = 0; count <= total; ++count) {
        CHECK(e_test_p(count, 1, total - count, other_exposure) >= least * (1 - 1e-12));
      }
    }
  }
}

TEST_CASE("Units are corrected for each other, and empty ones cost nothing") {
  Counts count{20, 12, 9};
  Counts other{4, 4, 4};
  const auto alone = period_change(count, Numbers{90}, other, Numbers{90}, {});
  const auto q = benjamini_hochberg(alone.p);
  CHECK(alone.adjusted_p == q);
  count.insert(count.end(), 1000, 0);
  other.insert(other.end(), 1000, 1);
  const auto among_many = period_change(count, Numbers{90}, other, Numbers{90}, {});
  CHECK(among_many.tested == 3);
  for (std::size_t i = 0; i < 3; ++i) {
    CHECK(among_many.adjusted_p[i] == q[i]);
  }
  const auto bonferroni = period_change(count, Numbers{90}, other, Numbers{90},
                                        {.correction = Correction::bonferroni, .level = 0.05, .threads = 1});
  CHECK(bonferroni.adjusted_p[0] == within(1e-15, 3 * alone.p[0]));
}

TEST_CASE("A unit without exposure has no value and takes no part") {
  const auto change = period_change(Counts{20, 20, 20, 20}, Numbers{90, 0, not_a_number, 90}, Counts{4, 4, 4, 4},
                                    Numbers{90, 90, 90, -1}, {});
  CHECK(change.tested == 1);
  for (const auto unit : {1U, 2U, 3U}) {
    CHECK(std::isnan(change.p[unit]));
    CHECK(std::isnan(change.expected[unit]));
    CHECK(std::isnan(change.difference[unit]));
    CHECK(std::isnan(change.ratio_low[unit]));
    CHECK(change.direction[unit] == Direction::not_clear);
    CHECK_FALSE(change.too_few_events[unit]);
  }
}

TEST_CASE("Columns that do not belong together are refused") {
  CHECK_THROWS_AS(period_change(Counts{1}, Numbers{1}, Counts{1, 2}, Numbers{1}, {}), InvalidOption);
  CHECK_THROWS_AS(period_change(Counts{1, 2, 3}, Numbers{1, 2}, Counts{1, 2, 3}, Numbers{1}, {}), InvalidOption);
  CHECK_THROWS_AS(period_change(Counts{1}, Numbers{1}, Counts{1}, Numbers{1}, {.level = 1}), InvalidOption);
  CHECK(period_change({}, Numbers{1}, {}, Numbers{1}, {}).p.empty());
}

TEST_CASE("Any number of threads gives the same changes") {
  test::Random random(3);
  Counts count;
  Counts other;
  for (int i = 0; i < 3000; ++i) {
    count.push_back(random.below(40));
    other.push_back(random.below(90));
  }
  const auto one = period_change(count, Numbers{28}, other, Numbers{84}, {.threads = 1});
  const auto three = period_change(count, Numbers{28}, other, Numbers{84}, {.threads = 3});
  CHECK(one.p == three.p);
  CHECK(one.ratio_low == three.ratio_low);
  CHECK(one.direction == three.direction);
}

TEST_CASE("The same weeks of earlier years begin on the same weekday, at most three days off the date") {
  // Monday 4 March 2024, four weeks; a year before, 4 March 2023 was a Saturday: the nearest Monday is the 6th.
  const auto matched = season_matched(of_days(2024, 3, 4, 28), 3, all_time);
  REQUIRE(matched.periods.size() == 3);
  CHECK(matched.periods[0] == of_days(2023, 3, 6, 28));
  CHECK(matched.periods[1] == of_days(2022, 3, 7, 28));
  CHECK(matched.periods[2] == of_days(2021, 3, 1, 28));
  CHECK(matched.left_out == 0);
  CHECK(matched.days() == 84);
}

TEST_CASE("No year drifts away from its season") {
  using std::chrono::days;
  for (int start = 0; start < 1500; ++start) {
    const auto from = at(2020, 1, 1, 6) + days(start);
    const auto matched = season_matched({from, from + days(364)}, 12, all_time);
    REQUIRE(matched.periods.size() == 12);
    auto later = Period{from, from + days(364)};
    unsigned back = 0;
    for (const auto& period : matched.periods) {
      ++back;
      const auto apart = from - period.from;
      CHECK(apart % std::chrono::weeks(1) == std::chrono::seconds(0));
      CHECK(std::abs(std::chrono::duration<double, days::period>(apart).count() - 365.2425 * back) < 4);
      CHECK(period.to <= later.from);
      CHECK(period.to - period.from == days(364));
      later = period;
    }
  }
}

TEST_CASE("A leap day stands for the first of March") {
  // Thursday 29 February 2024; 1 March 2023 was a Wednesday: the nearest Thursday is 2 March.
  CHECK(season_matched(of_days(2024, 2, 29, 1), 1, all_time).periods.at(0) == of_days(2023, 3, 2, 1));
}

TEST_CASE("Years that were not recorded whole are left out and counted") {
  const auto matched = season_matched(of_days(2024, 3, 4, 28), 4, {at(2022, 3, 8), at(2024, 5, 1)});
  CHECK(matched.periods.size() == 1);
  CHECK(matched.left_out == 3);
}

TEST_CASE("A period without length, or longer than a year, has no season") {
  CHECK_THROWS_AS(season_matched(of_days(2024, 3, 4, 0), 1, all_time), InvalidOption);
  CHECK_THROWS_AS(season_matched(of_days(2024, 3, 4, 365), 1, all_time), InvalidOption);
  CHECK_THROWS_AS(season_matched(of_days(2024, 3, 4, 28), 0, all_time), InvalidOption);
}

}  // namespace lykta::tests_of_period_change
