// How many digits of a number are for people?
#pragma once

#include <string>

namespace lykta {

/// The number as people read it, with a decimal point: with so many significant digits (`decimals` above 0; digits
/// before the point are never lost), or rounded to -decimals digits after the point (below 0; 0: whole). Zeros at the
/// end are left out with significant digits and kept after the point. Ordinary numbers are written plainly, "0.000012"
/// and "1234567"; only below 1e-6 or from 1e15 in size stands an exponent, so that a tiny p is not written as 0.
[[nodiscard]] std::string rounded_text(double value, int decimals);

/// The number that rounded_text() writes.
[[nodiscard]] double rounded(double value, int decimals);

}  // namespace lykta
