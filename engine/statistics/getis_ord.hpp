// Is a cell part of a cluster of high values, or of low ones?
//
// The local statistics Gi and Gi* with binary weights, as standard normal deviates (Ord & Getis 1995, doi
// 10.1111/j.1538-4632.1995.tb00912.x, equations 5 and 6). Gi leaves the place's own value out, Gi* counts it as one
// of the neighbours.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/space/neighbours.hpp"

namespace lykta {

enum class Self : std::uint8_t { excluded, included };  ///< Gi, Gi*

/// z of each place; one value per element of `values`, NaN for no value. With W neighbours (the place itself among
/// them for Gi*), n values of mean m and variance s^2 (divided by their number, not by one less; for Gi without the
/// own value):
///   z = (sum of neighbours - W m) / (s sqrt((n W - W^2) / (n - 1))).
/// No value where all values are equal, where there is no neighbour (Gi), or where all places are neighbours.
[[nodiscard]] std::vector<double> getis_ord_z(std::span<const double> values, const Neighbours& neighbours, Self self);

}  // namespace lykta
