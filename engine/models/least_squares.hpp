// Which coefficients bring weighted columns nearest to a response, and which columns say nothing of their own?
//
// The only file that asks Eigen: its headers take seconds to compile.
#pragma once

#include <span>
#include <vector>

#include "engine/models/design_matrix.hpp"

namespace lykta {

struct LeastSquares {
  std::vector<double> coefficient;  ///< one per column
  std::vector<double> inverse;      ///< (X'WX + P)^-1, row by row
  double log_determinant = 0;       ///< of X'WX + P
};

/// Minimises sum w (response - X b)^2 + sum penalty_j b_j^2 by a QR decomposition of the weighted columns, the roots of the
/// penalties standing below them (Golub & Van Loan 2013, 5.3 and 6.1.4). Weights and penalties are not negative, and columns
/// without a penalty do not depend on each other.
[[nodiscard]] LeastSquares least_squares(const DesignMatrix& matrix, std::span<const double> weight,
                                         std::span<const double> response, std::span<const double> penalty);

/// By column, whether it says something that the columns before it do not: what is left of it beside them is more than
/// 1e-7 of its length, the limit of R's lm (Gram-Schmidt, done twice). A column of zeros says nothing.
[[nodiscard]] std::vector<bool> independent_columns(const DesignMatrix& matrix);

/// Columns (of one number per column of the matrix) that span all b with X b = 0 to 1e-9 of the largest pivot; none, where
/// only b = 0 does it.
[[nodiscard]] std::vector<std::vector<double>> null_space(const DesignMatrix& matrix);

}  // namespace lykta
