// What may a number be? One answer for an option and for the key of a configuration that means the same.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "engine/base/lengths.hpp"

namespace lykta {

enum class Ends : bool { belong, do_not };

/// The least and the most that a number may be; up to 2^53 whole numbers are exact.
struct Bounds {
  double least;
  double most;
  bool whole = false;
  Ends ends = Ends::belong;
  std::string_view unit{};
};

/// "a whole number of days from 1 to 36600", "a number between 0 and 1".
[[nodiscard]] std::string words_of(const Bounds& bounds);

/// Never of a value that is no number, nor of one that is infinite.
[[nodiscard]] bool holds(const Bounds& bounds, double value);

/// What is wrong with a word of the command line, "give a whole number from 1 to 1024, not -1"; nothing where it is such
/// a number. Nothing is skipped, wrapped or rounded: "", "1e3" and "7 days" are no whole numbers.
[[nodiscard]] std::optional<std::string> fault_of(const Bounds& bounds, std::string_view word);

namespace bounds {

inline constexpr double most_of_anything = 1e9;
inline constexpr Bounds length_m{.least = smallest_length_m, .most = largest_length_m, .unit = "metres"};
inline constexpr Bounds coordinate_m{.least = -2 * largest_length_m, .most = 2 * largest_length_m, .unit = "metres"};
inline constexpr Bounds count{.least = 0, .most = most_of_anything, .whole = true};
inline constexpr Bounds amount{.least = 0, .most = most_of_anything};
/// Smaller ones make rates that no number holds.
inline constexpr Bounds positive{.least = 1e-3, .most = most_of_anything};
inline constexpr Bounds probability{.least = 0, .most = 1, .ends = Ends::do_not};
inline constexpr Bounds share{.least = 0, .most = 1};
/// Nothing is left of anything by a smaller one.
inline constexpr Bounds some_share{.least = 1e-6, .most = 1};
/// At most a century.
inline constexpr Bounds step_days{.least = 1, .most = 36'600, .whole = true, .unit = "days"};
inline constexpr Bounds span_days{.least = 1e-3, .most = 36'600, .unit = "days"};
/// A kernel ten times narrower than the bandwidth, or so wide that it lies over everything.
inline constexpr Bounds trim{.least = 0.1, .most = 100};
/// Of dates that have none.
inline constexpr Bounds year{.least = 1900, .most = 2099, .whole = true};
/// A history is kept for at most a century.
inline constexpr Bounds keep_weeks{.least = 1, .most = 5200, .whole = true, .unit = "weeks"};
inline constexpr Bounds header_row{.least = 1, .most = 1'000'000, .whole = true};
inline constexpr Bounds nearest{.least = 1, .most = 10'000, .whole = true};
inline constexpr Bounds places{.least = 1, .most = 1'000'000, .whole = true};
/// Of a weekly picture: a false alarm a week at most.
inline constexpr Bounds false_alarms_a_year{.least = 1e-6, .most = 52};
inline constexpr Bounds earlier_weeks{.least = 0, .most = 10, .whole = true};
/// What JSON and all who read it hold exactly.
inline constexpr Bounds seed{.least = 0, .most = 9'007'199'254'740'991, .whole = true};
inline constexpr Bounds threads{.least = 0, .most = 1024, .whole = true};
/// Draws of the order of places: the values of all places are kept for each.
inline constexpr Bounds reference_cells{.least = 0, .most = 1'000, .whole = true};
inline constexpr Bounds rank_draws{.least = 0, .most = 10'000, .whole = true};
/// Of permutations, replicas and runs where 0 tests nothing, and where there is always a test.
inline constexpr Bounds draws_or_none{.least = 0, .most = 999'999, .whole = true};
/// Of permutations of the cells of a map.
inline constexpr Bounds permutations{.least = 1, .most = 100'000'000, .whole = true};
inline constexpr Bounds draws{.least = 1, .most = 999'999, .whole = true};

}  // namespace bounds

}  // namespace lykta
