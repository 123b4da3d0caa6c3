// Which places are hot or cold, and how surely, when so many were tested?
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "engine/statistics/significance.hpp"

namespace lykta {

/// What is done about the many tests.
enum class Correction : std::uint8_t {
  benjamini_hochberg,  ///< of the places that are called significant, at most the stated share is so by chance
  bonferroni,          ///< in at most the stated share of maps is any place called significant by chance
  none,                ///< each place by itself: of 1 000 places without any cluster, 50 are "significant" at 5 %
};
struct CorrectionName {
  Correction correction;
  std::string_view name;
};
inline constexpr std::array<CorrectionName, 3> correction_names{
    {{Correction::benjamini_hochberg, "fdr"}, {Correction::bonferroni, "bonferroni"}, {Correction::none, "none"}}};

/// p adjusted for the number of tests made; NaN takes no part and stays NaN. Bonferroni: p times the number of tests,
/// at most 1. No correction: p as it is.
[[nodiscard]] std::vector<double> adjusted(std::span<const double> p, Correction correction);

enum class ClusterClass : std::uint8_t {
  no_value,  ///< there is no p
  too_few_events,
  not_significant,
  hot_90,
  hot_95,
  hot_99,
  cold_90,
  cold_95,
  cold_99,
};
/// As it is written in results: "hot_99", "not_significant" ...
[[nodiscard]] std::string_view name_of(ClusterClass cluster_class);

/// The class of a place by its adjusted p: 99 when it is at most 0.01, 95 at most 0.05, 90 at most 0.10. It is hot when
/// `side` (z, or how many more draws lay below what was seen than above) is above 0 and cold when it is below; at 0 it
/// is not significant, as such a place lies in the middle. A place that would be hot with fewer than `fewest_events`
/// events in it and its neighbours together is too_few_events.
[[nodiscard]] ClusterClass classify(double side, double adjusted_p, double events_around, double fewest_events);

}  // namespace lykta
