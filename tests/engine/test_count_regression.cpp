#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <numbers>
#include <numeric>
#include <vector>

#include "engine/base/error.hpp"
#include "engine/models/count_regression.hpp"
#include "tests/engine/samples.hpp"

namespace lykta {
namespace {

using test::within;
using Counts = std::vector<std::uint64_t>;

/// Made-up counts of 24 weeks: Poisson, and with more swing.
const Counts calm{4, 7, 3, 9, 12, 5, 8, 6, 2, 3, 1, 0, 5, 9, 4, 14, 11, 9, 13, 7, 1, 4, 2, 3};
const Counts swinging{2, 15, 0, 9, 21, 1, 8, 30, 2, 3, 0, 0, 1, 19, 4, 34, 2, 9, 0, 27, 1, 14, 2, 0};

/// Intercept, trend, sine, cosine, and every third week of another kind.
DesignMatrix season_and_kind() {
  DesignMatrix matrix{24, std::vector<std::vector<double>>(5)};
  for (std::size_t week = 0; week < matrix.rows; ++week) {
    const auto at = static_cast<double>(week);
    const auto angle = 2 * std::numbers::pi * at / 12;
    const std::vector<double> row{1, at / 12 - 1, std::sin(angle), std::cos(angle), week % 3 == 2 ? 1.0 : 0.0};
    for (std::size_t column = 0; column < row.size(); ++column) {
      matrix.columns[column].push_back(row[column]);
    }
  }
  return matrix;
}

/// log(days / 7), days being 7, 7, 7, 6, 7, 5 over and over.
std::vector<double> log_share_of_week() {
  std::vector<double> offset;
  for (std::size_t week = 0; week < 24; ++week) {
    offset.push_back(std::log((week % 6 == 3 ? 6.0 : week % 6 == 5 ? 5.0 : 7.0) / 7));
  }
  return offset;
}

DesignMatrix only_intercept(std::size_t rows) { return {rows, {std::vector<double>(rows, 1.0)}}; }

/// An intercept, and a column of ones for each level after the first.
DesignMatrix levels(const std::vector<std::size_t>& level, std::size_t of) {
  auto matrix = only_intercept(level.size());
  for (std::size_t each = 1; each < of; ++each) {
    auto& column = matrix.columns.emplace_back();
    for (const auto at : level) {
      column.push_back(at == each ? 1.0 : 0.0);
    }
  }
  return matrix;
}

std::vector<double> errors(const CountRegression& fit) {
  std::vector<double> all;
  for (std::size_t column = 0; column < fit.coefficient.size(); ++column) {
    all.push_back(fit.standard_error(column));
  }
  return all;
}

void check_equal(const std::vector<double>& values, const std::vector<double>& expected, double tolerance) {
  REQUIRE(values.size() == expected.size());
  for (std::size_t i = 0; i < values.size(); ++i) {
    CAPTURE(i);
    CHECK(values[i] == within(tolerance, expected[i]));
  }
}

}  // namespace

TEST_CASE("A Poisson regression is that of R's glm") {
  // R 4.2.2: glm(y ~ x + s + c + kind + offset(log(days / 7)), poisson, control = glm.control(epsilon = 1e-14)).
  const auto fit = fit_poisson(season_and_kind(), calm, log_share_of_week());
  CHECK(fit.end == FitEnd::converged);
  check_equal(fit.coefficient,
              {1.870030765151881, 0.263086621430468, 0.742134716285921, -0.386704106824712, -0.639866520645399}, 1e-8);
  check_equal(errors(fit),
              {0.105480133970920, 0.164246542201822, 0.134474715484056, 0.128831846822442, 0.214259918914018}, 1e-7);
  CHECK(fit.covariance_of(1, 2) == within(1e-8, 0.00646846928824092));
  CHECK(fit.deviance == within(1e-8, 14.0340504931962));
  CHECK(fit.log_likelihood == within(1e-8, -46.9295319849951));
  CHECK(fit.aic == within(1e-8, 103.8590639699901));
  CHECK(fit.fitted[0] == within(1e-7, 3.38800088124227));
  CHECK(fit.fitted[23] == within(1e-7, 1.53555488727009));
  const auto last = fit.predict(season_and_kind().row(23));
  REQUIRE(last);
  CHECK(last->value + log_share_of_week()[23] == within(1e-8, 0.428891805795598));
}

TEST_CASE("A negative binomial regression is that of MASS::glm.nb") {
  // R 4.2.2, MASS 7.3-58.2: glm.nb(...), control = glm.control(epsilon = 1e-14, maxit = 200). MASS stops theta at a step of 1e-4,
  // which the deviance shows in its sixth digit.
  const auto fit = fit_negative_binomial(season_and_kind(), swinging, log_share_of_week());
  CHECK(fit.end == FitEnd::converged);
  check_equal(fit.coefficient,
              {2.433388184384668, 0.432080072056617, 0.792014663491223, -0.797050212588638, -1.952763264817868}, 1e-6);
  check_equal(errors(fit),
              {0.267695036873743, 0.442147961029281, 0.352576164841598, 0.333292120706235, 0.541639813825653}, 1e-6);
  REQUIRE(fit.dispersion);
  CHECK(fit.dispersion->theta() == within(1e-6, 0.993590774168681));
  CHECK(fit.dispersion->theta_error == within(1e-6, 0.350289754793185));
  CHECK(fit.deviance == within(1e-5, 25.520902218822961));
  CHECK(fit.log_likelihood == within(1e-8, -67.732900038985775));
  CHECK(fit.aic == within(1e-8, 147.465800077971551));
}

TEST_CASE("A negative binomial of few events without columns is that of MASS::glm.nb") {
  // As above: glm.nb(y ~ 1). Its error of theta, 0.18174, is of the step before the last: here R's at the likeliest theta,
  // by optimize() over glm(y ~ 1, negative.binomial(theta)) and the formula of theta.ml.
  const auto fit =
      fit_negative_binomial(only_intercept(20), Counts{0, 0, 3, 0, 1, 0, 0, 0, 5, 0, 0, 1, 0, 2, 0, 0, 0, 0, 4, 0}, {});
  CHECK(fit.coefficient[0] == within(1e-8, -0.223143551314210));
  CHECK(fit.standard_error(0) == within(1e-6, 0.497693809134408));
  REQUIRE(fit.dispersion);
  CHECK(fit.dispersion->theta() == within(1e-6, 0.269979673415630));
  CHECK(fit.dispersion->theta_error == within(1e-7, 0.181868199097676));
  CHECK(fit.log_likelihood == within(1e-8, -23.158443069481702));
  CHECK(fit.deviance == within(1e-5, 13.884252546662790));
}

TEST_CASE("A regression with a known dispersion is that of R's glm with MASS's family") {
  // As above: glm(y ~ x + kind, negative.binomial(2.5)), epsilon = 1e-16, its errors with dispersion = 1.
  auto matrix = season_and_kind();
  matrix.columns = {matrix.columns[0], matrix.columns[1], matrix.columns[4]};
  const auto fit = fit_with_dispersion(matrix, swinging, {}, 1 / 2.5);
  check_equal(fit.coefficient, {2.472432372105914, 0.145645657141315, -1.737244715567297}, 1e-8);
  check_equal(errors(fit), {0.175370800854626, 0.268682126389884, 0.375981719268454}, 1e-7);
  CHECK(fit.deviance == within(1e-8, 60.2734916712946));
}

TEST_CASE("Counts that swing no more than Poisson have no dispersion, and their fit is Poisson's") {
  // MASS::glm.nb lets theta run to 876000 here and warns.
  const Counts even{5, 4, 6, 5, 5, 4, 6, 5, 4, 6, 5, 5};
  const auto fit = fit_negative_binomial(only_intercept(even.size()), even, {});
  CHECK_FALSE(fit.dispersion);
  CHECK(fit.end == FitEnd::converged);
  CHECK(fit.coefficient[0] == within(1e-10, std::log(5.0)));
  CHECK(fit.covariance_of(0, 0) == within(1e-10, 1.0 / 60));
  CHECK(fit.aic == within(1e-10, fit_poisson(only_intercept(even.size()), even, {}).aic));
}

TEST_CASE("One group has its mean, and two groups the ratio of their means") {
  const auto one = fit_poisson(only_intercept(4), Counts{1, 2, 3, 6}, {});
  CHECK(std::exp(one.coefficient[0]) == within(1e-10, 3));
  CHECK(one.covariance_of(0, 0) == within(1e-10, 1.0 / 12));
  const auto matrix = levels({0, 0, 0, 1, 1}, 2);
  const auto two = fit_poisson(matrix, Counts{2, 3, 4, 9, 3}, {});
  CHECK(std::exp(two.coefficient[0]) == within(1e-9, 3));
  CHECK(std::exp(two.coefficient[1]) == within(1e-9, 2));
  // Woolf: the variance of a log ratio is 1 / events + 1 / events.
  CHECK(two.covariance_of(1, 1) == within(1e-10, 1.0 / 9 + 1.0 / 12));
  // An offset of log(days) makes them rates a day.
  const auto days = std::log(7.0);
  const auto rate = fit_poisson(only_intercept(4), Counts{1, 2, 3, 6}, std::vector<double>(4, days));
  CHECK(std::exp(rate.coefficient[0]) == within(1e-10, 3.0 / 7));
}

TEST_CASE("The order of rows and the scale of the offset change nothing but the intercept") {
  const auto matrix = season_and_kind();
  const auto offset = log_share_of_week();
  const auto fit = fit_negative_binomial(matrix, swinging, offset);
  auto turned = matrix;
  auto turned_offset = offset;
  auto turned_counts = swinging;
  for (auto& column : turned.columns) {
    std::ranges::reverse(column);
  }
  std::ranges::reverse(turned_offset);
  std::ranges::reverse(turned_counts);
  for (auto& each : turned_offset) {
    each += std::log(1000.0);
  }
  const auto other = fit_negative_binomial(turned, turned_counts, turned_offset);
  CHECK(other.coefficient[0] == within(1e-7, fit.coefficient[0] - std::log(1000.0)));
  for (std::size_t column = 1; column < 5; ++column) {
    CHECK(other.coefficient[column] == within(1e-7, fit.coefficient[column]));
  }
  CHECK(other.dispersion_value() == within(1e-7, fit.dispersion_value()));
  CHECK(other.log_likelihood == within(1e-9, fit.log_likelihood));
}

TEST_CASE("A column that those before it make up has no coefficient, and the others stay as they are") {
  auto matrix = season_and_kind();
  const auto fit = fit_poisson(matrix, calm, {});
  auto twice = matrix.columns[1];
  for (std::size_t row = 0; row < matrix.rows; ++row) {
    twice[row] = 2 * matrix.columns[1][row] - matrix.columns[2][row];
  }
  matrix.columns.insert(matrix.columns.begin() + 3, twice);
  matrix.columns.emplace_back(matrix.rows, 0.0);  // a level without data
  const auto aliased = fit_poisson(matrix, calm, {});
  CHECK(aliased.missing[3] == NoCoefficient::aliased);
  CHECK(aliased.missing[6] == NoCoefficient::aliased);
  CHECK(std::isnan(aliased.coefficient[3]));
  CHECK(std::isnan(aliased.standard_error(3)));
  CHECK(aliased.coefficient[5] == within(1e-9, fit.coefficient[4]));
  CHECK(aliased.deviance == within(1e-9, fit.deviance));
  CHECK(aliased.effective_parameters == within(1e-12, 5));
  // Nothing is said of a row that needs it.
  CHECK_FALSE(aliased.predict(std::vector<double>{1, 0, 0, 0, 0, 0, 1}));
  CHECK(aliased.predict(std::vector<double>{1, 0, 0, 0, 0, 0, 0}));
}

TEST_CASE("A level that has only zeros has no coefficient, and the others are those without its rows") {
  // R's glm lets the coefficient run to -35.6 with an error of 8.5 million; the others as here.
  const std::vector<std::size_t> level{0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2};
  const Counts counts{3, 5, 2, 4, 0, 0, 0, 0, 6, 7, 5, 6};
  const auto fit = fit_poisson(levels(level, 3), counts, {});
  CHECK(fit.end == FitEnd::converged);
  CHECK(fit.separated == std::vector<std::size_t>{4, 5, 6, 7});
  CHECK(fit.missing[1] == NoCoefficient::separated);
  CHECK(fit.coefficient[0] == within(1e-8, 1.252762968495653));
  CHECK(fit.coefficient[2] == within(1e-8, 0.538996500732402));
  CHECK(fit.standard_error(2) == within(1e-7, 0.336296274411550));
  CHECK(fit.log_likelihood == within(1e-8, -14.3806989303772));
  CHECK(fit.fitted[5] == 0);
  CHECK(fit.fitted[0] == within(1e-8, 3.5));
}

TEST_CASE("Rows that a line can push to zero are found without a level of their own") {
  // x rises while events die out: with x <= 2 having events at x = 2 only, rows with x > 2 may sink without end.
  const DesignMatrix matrix{6, {{1, 1, 1, 1, 1, 1}, {2, 2, 2, 3, 4, 5}}};
  const auto fit = fit_poisson(matrix, Counts{1, 4, 0, 0, 0, 0}, {});
  CHECK(fit.separated == std::vector<std::size_t>{3, 4, 5});
  CHECK(fit.missing[1] == NoCoefficient::separated);
  CHECK(fit.fitted[2] == within(1e-9, 5.0 / 3));
  // With an event on the way nothing runs away.
  const auto held = fit_poisson(matrix, Counts{1, 4, 0, 0, 1, 0}, {});
  CHECK(held.separated.empty());
  CHECK(held.coefficient[1] < 0);
}

TEST_CASE("Without any event there is nothing to fit, and it is said") {
  const auto fit = fit_poisson(only_intercept(5), Counts{0, 0, 0, 0, 0}, {});
  CHECK(fit.end == FitEnd::no_events);
  CHECK(name_of(fit.end) == "no_events");
  CHECK(std::isnan(fit.coefficient[0]));
  CHECK(fit.fitted == std::vector<double>(5, 0.0));
  CHECK_FALSE(fit.predict(std::vector<double>{1}));
}

TEST_CASE("A prior holds the coefficient of a level of zeros") {
  const std::vector<std::size_t> level{0, 0, 0, 0, 1, 1, 1, 1};
  const Counts counts{3, 5, 2, 4, 0, 0, 0, 0};
  const auto fit = fit_poisson(levels(level, 2), counts, {}, {.penalty = {0, 4}});
  CHECK(fit.separated.empty());
  CHECK(fit.end == FitEnd::converged);
  const auto b = fit.coefficient[1];
  // Where the likelihood's pull, 0 - 4 exp(a + b), is that of the prior, 4 b; and all events are fitted: 14 = 4 exp(a) (1 + exp(b)).
  CHECK(4 * std::exp(fit.coefficient[0] + b) == within(1e-6, -4 * b));
  CHECK(4 * std::exp(fit.coefficient[0]) * (1 + std::exp(b)) == within(1e-6, 14));
  CHECK(fit.effective_parameters > 1);
  CHECK(fit.effective_parameters < 2);
}

TEST_CASE("A fit that is cut short says that it did not converge") {
  const auto fit = fit_poisson(season_and_kind(), calm, {}, {.most_steps = 2});
  CHECK(fit.end == FitEnd::not_converged);
  CHECK(name_of(fit.end) == "not_converged");
}

TEST_CASE("Columns of a regression that do not fit together are refused") {
  CHECK_THROWS_AS(fit_poisson({}, Counts{}, {}), InvalidOption);
  CHECK_THROWS_AS(fit_poisson(only_intercept(3), Counts{1, 2}, {}), InvalidOption);
  CHECK_THROWS_AS(fit_poisson(only_intercept(2), Counts{1, 2}, std::vector<double>{0}), InvalidOption);
  CHECK_THROWS_AS(fit_poisson(only_intercept(2), Counts{1, 2}, std::vector<double>{0, -INFINITY}), InvalidOption);
  CHECK_THROWS_AS(fit_poisson(only_intercept(2), Counts{1, 2}, {}, {.penalty = {-1}}), InvalidOption);
}

TEST_CASE("The probability of a count is that of R's dnbinom and dpois") {
  // dnbinom(c(0, 3, 40), size = 0.7, mu = 4.2, log = TRUE), dpois(c(0, 3, 40), 4.2, log = TRUE).
  CHECK(log_probability(0, 4.2, 1 / 0.7) == within(1e-12, -1.36213710433872));
  CHECK(log_probability(3, 4.2, 1 / 0.7) == within(1e-12, -2.44914353291483));
  CHECK(log_probability(40, 4.2, 1 / 0.7) == within(1e-12, -8.89831594822877));
  CHECK(log_probability(0, 4.2, 0) == within(1e-12, -4.2));
  CHECK(log_probability(3, 4.2, 0) == within(1e-12, -1.68650589336009));
  CHECK(log_probability(40, 4.2, 0) == within(1e-11, -57.11725870318449));
  CHECK(log_probability(0, 0, 0.5) == 0);
  CHECK(std::isinf(log_probability(1, 0, 0.5)));
  // Poisson is where a small dispersion leads.
  CHECK(log_probability(7, 4.2, 1e-9) == within(1e-7, log_probability(7, 4.2, 0)));
  CHECK(unit_deviance(5, 3, 1e-9) == within(1e-7, unit_deviance(5, 3, 0)));
}

}  // namespace lykta
