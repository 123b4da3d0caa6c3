// How does the number of events follow what is known of a week, and how sure is that?
//
// Generalised linear models of counts with a log link: log(mean) = offset + X b. Poisson, and negative binomial where the
// counts swing more. A prior may keep coefficients near 0, which is what few events need.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "engine/models/design_matrix.hpp"
#include "engine/models/negative_binomial.hpp"

namespace lykta {

enum class NoCoefficient : std::uint8_t {
  has_value,
  aliased,    ///< the columns before it say the same, or it is 0 in every row that can be fitted (a level without data)
  separated,  ///< only rows with a likeliest mean of 0 tell it: it would run away to minus infinity
};
[[nodiscard]] std::string_view name_of(NoCoefficient why);

enum class FitEnd : std::uint8_t {
  converged,
  not_converged,  ///< the steps were used up; the numbers are those of the last one
  no_events,      ///< the likeliest mean of every row is 0, so there is nothing to fit
};
[[nodiscard]] std::string_view name_of(FitEnd end);

struct CountRegressionOptions {
  /// Steps end when no coefficient moves by more than this share of its standard error.
  double tolerance = 1e-9;
  unsigned most_steps = 50;
  /// One per column: 1 / sd^2 of a normal prior around 0; 0 for none. Empty: none at all.
  std::vector<double> penalty{};
};

struct LinearPredictor {
  double value = 0;     ///< X b, without an offset: log of a ratio
  double variance = 0;  ///< by the covariance of b
};

struct CountRegression {
  FitEnd end = FitEnd::converged;
  std::vector<double> coefficient;  ///< not a number where `missing` says why
  std::vector<NoCoefficient> missing;
  /// (X'WX + penalty)^-1 at the end, row by row over all columns; not a number where a coefficient is missing. Negative binomial:
  /// theta is taken for known, as in MASS::glm.nb (it and b are uncorrelated).
  std::vector<double> covariance;
  std::vector<double> fitted;          ///< mean by row; 0 in separated rows
  std::vector<std::size_t> separated;  ///< rows whose likeliest mean is 0; see separated_rows.hpp
  double deviance = 0;                 ///< without the penalty
  double log_likelihood = 0;           ///< without the penalty
  double aic = 0;  ///< -2 log likelihood + 2 (effective_parameters, and 1 where a dispersion was fitted)
  double effective_parameters = 0;  ///< trace of (X'WX + penalty)^-1 X'WX: the number of coefficients without a penalty
  double log_determinant = 0;       ///< of X'WX + penalty
  /// Nothing: Poisson. Also where a negative binomial was asked for and counts do not swing more than Poisson.
  std::optional<DispersionFit> dispersion{};
  unsigned steps = 0;

  [[nodiscard]] double dispersion_value() const { return dispersion ? dispersion->dispersion : 0; }
  [[nodiscard]] double standard_error(std::size_t column) const;
  [[nodiscard]] double covariance_of(std::size_t a, std::size_t b) const {
    return covariance[a * coefficient.size() + b];
  }
  /// Of a row of the matrix, or one like it. Nothing where it needs a coefficient that is missing.
  [[nodiscard]] std::optional<LinearPredictor> predict(std::span<const double> row) const;
};

/// Likeliest coefficients by iteratively reweighted least squares with halved steps (McCullagh & Nelder 1989, 2.5), each step
/// by QR. With a penalty they maximise log likelihood - sum penalty b^2 / 2. `offset` is the log of what the mean is in
/// proportion to, one per row, or empty for 0. The order of rows does not matter but for rounding. Throws InvalidOption for columns
/// of different lengths, no row, no column, or numbers that are not finite.
[[nodiscard]] CountRegression fit_poisson(const DesignMatrix& matrix, std::span<const std::uint64_t> count,
                                          std::span<const double> offset, const CountRegressionOptions& options = {});

/// The same with a variance of mean + dispersion mean^2, the dispersion (0: Poisson) being known.
[[nodiscard]] CountRegression fit_with_dispersion(const DesignMatrix& matrix, std::span<const std::uint64_t> count,
                                                  std::span<const double> offset, double dispersion,
                                                  const CountRegressionOptions& options = {});

/// The dispersion is found with the coefficients: one and the other in turns from the Poisson fit on, as MASS::glm.nb does
/// (Venables & Ripley 2002, 7.4), until the log likelihood moves by at most 1e-10 of itself. The Poisson fit, without a dispersion, where
/// counts do not swing more than that around it.
[[nodiscard]] CountRegression fit_negative_binomial(const DesignMatrix& matrix, std::span<const std::uint64_t> count,
                                                    std::span<const double> offset,
                                                    const CountRegressionOptions& options = {});

}  // namespace lykta
