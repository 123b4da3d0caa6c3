// Which rows without events can a regression of counts fit as closely as one likes, by coefficients that run away?
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "engine/models/design_matrix.hpp"

namespace lykta {

/// Rows without events whose likeliest mean is 0: there is b with X b = 0 in every row that has events, and X b <= 0
/// elsewhere, and X b < 0 in these rows. A level of a factor that has only zeros is the usual case. They say nothing of the
/// other coefficients, and no likeliest finite ones exist while they take part. Found by repeated least squares, the iterative
/// rectifier of Correia, Guimarães & Zylkin 2019 (arXiv 1903.01633), in the space of all b with X b = 0 in the rows with events,
/// so that their large weights are not needed. Columns do not depend on each other. In the order of the rows.
[[nodiscard]] std::vector<std::size_t> separated_rows(const DesignMatrix& matrix, std::span<const std::uint64_t> count);

}  // namespace lykta
