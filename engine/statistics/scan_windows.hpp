// Which windows does a scan look at, and how many cases does chance put into them?
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "engine/statistics/scan_statistic.hpp"

namespace lykta {

/// A window with fewer is none: a single event that nobody expected where it happened is no cluster.
inline constexpr std::uint32_t fewest_cases_in_window = 2;

/// Periods [first, end).
struct ScanInterval {
  std::uint32_t first = 0;
  std::uint32_t end = 1;
};

/// What stays the same in all replicas.
struct ScanFrame {
  std::vector<Point> places;
  std::vector<Point> centres;  ///< of the circles: the places, then the empty ones
  std::size_t periods = 1;
  double total = 0;                     ///< cases
  std::vector<double> expected;         ///< per place and period; adds up to the total
  std::vector<double> share;            ///< of the population (or the cases) at each place
  std::vector<ScanInterval> intervals;  ///< by their beginning, then by their length; Poisson: all periods among them
  double largest_share = 0.5;
  double largest_squared_m2 = 0;  ///< squared radius, infinity for none
};

/// How many periods a cylinder may last: the share of them, rounded down, and at least one.
[[nodiscard]] std::size_t longest_interval(std::size_t periods, double longest_share);

/// Checks data and options; throws as scan() says.
[[nodiscard]] ScanFrame scan_frame(const ScanData& data, const ScanOptions& options);

/// The circles around one centre: the i-th holds the places up to `place[i]`, and is a window when `closed[i]`: the next
/// place is clearly farther away.
struct ScanCircles {
  std::vector<std::uint32_t> place;
  std::vector<double> squared_m2;
  std::vector<bool> closed;
};
/// Replaces the circles by those around a centre, up to the largest share and radius.
void circles_around(const ScanFrame& frame, std::uint32_t centre, ScanCircles& circles);

/// About how many circles a scan looks at: those around some of the centres are counted and the others taken to be like
/// them. Times the intervals these are the windows, or
/// more: circles that leave out places on their edge are none.
[[nodiscard]] double circles_about(const ScanFrame& frame);

}  // namespace lykta
