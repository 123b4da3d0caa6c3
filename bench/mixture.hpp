// The points that peers are compared on: a clustered mixture that others can generate too.
//
// A fifth lies anywhere in a square of 50 km, the rest in 400 Gaussian clusters (deviation 100 to 1 500 m, weights
// falling off like Zipf's) reflected into the square. Numbers come from xoroshiro128+ (Blackman & Vigna 2018),
// seeded by splitmix64, so the points are the same wherever the mathematics library rounds the same.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "engine/space/points.hpp"

namespace lykta::bench {

inline constexpr Box mixture_square{500'000, 4'500'000, 550'000, 4'550'000};

[[nodiscard]] std::vector<Point> mixture_points(std::size_t count, std::uint64_t seed);

}  // namespace lykta::bench
