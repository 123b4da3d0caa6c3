// How surprising is it, and how surprising when so many were looked at?
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace lykta {

/// Which side counts as surprising: only high values, or high and low ones.
enum class Alternative : std::uint8_t { greater, two_sided };

struct AlternativeName {
  Alternative alternative;
  std::string_view name;
};
inline constexpr std::array<AlternativeName, 2> alternative_names{
    {{Alternative::greater, "greater"}, {Alternative::two_sided, "two-sided"}}};

/// p of a standard normal deviate: P(Z >= z), or P(|Z| >= |z|). NaN stays NaN.
[[nodiscard]] double normal_p(double z, Alternative alternative);

/// Adjusted p-values (q) that control the false discovery rate: cells with q <= 0.05 hold at most 5 % false
/// discoveries in the long run (Benjamini & Hochberg 1995, doi 10.1111/j.2517-6161.1995.tb02031.x; step-up, made
/// monotone). NaN takes no part and stays NaN.
[[nodiscard]] std::vector<double> benjamini_hochberg(std::span<const double> p);

/// Limits between which the expected number lies with 95 % confidence when `count` was seen.
struct Interval {
  double low = 0;
  double high = 0;
};
/// Exact interval for a Poisson count (Garwood 1936, doi 10.1093/biomet/28.3-4.437).
[[nodiscard]] Interval poisson_interval_95(std::uint64_t count);

}  // namespace lykta
