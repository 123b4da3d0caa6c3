// Which events do the benchmarks run on? Made-up ones, the same on every machine.
//
// A square of 50 km in UTM metres. Four of five events lie in one of 400 clusters, which are normally spread (standard deviations of
// 100 to 1500 m, most of them small) and of unequal weight: the k-th weighs 1 / (1 + k / 20), as cities and streets do
// (Zipf). The others lie anywhere. What leaves the square is reflected back into it.
//
// Only operations that IEEE 754 rounds the same way everywhere go in, so no logarithm, no cosine, and no
// distribution of the standard library, which each library draws in its own way.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "engine/events/incidents.hpp"
#include "engine/space/points.hpp"

namespace lykta::bench {

/// UTM zone 33 on WGS 84.
inline constexpr const char* events_crs = "EPSG:32633";
inline constexpr double square_m = 50'000;
inline constexpr Box square{500'000, 6'500'000, 500'000 + square_m, 6'500'000 + square_m};

/// Cells along and within the square; for sizes that divide its side.
[[nodiscard]] constexpr std::size_t cells_in_square(double cell_m) {
  const auto along = static_cast<std::size_t>(square_m / cell_m);
  return along * along;
}

inline constexpr std::array<std::string_view, 6> event_classes{"theft",   "damage",  "assault",
                                                               "robbery", "threats", "disorder"};

/// Events with positions rounded to millimetres, so that text holds them exactly, moments in 2024 and 2025 to the minute, and
/// one of the classes above. The first events are the same whatever their number.
[[nodiscard]] Incidents clustered_events(std::size_t number);

/// A number that stands for the events to the last bit (FNV-1a, 64 bit).
[[nodiscard]] std::uint64_t fingerprint(const Incidents& events);

}  // namespace lykta::bench
