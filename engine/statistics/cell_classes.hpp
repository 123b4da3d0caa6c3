// Which places are hot or cold, and how surely, when so many were tested?
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
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

/// What a place is called: hot or cold for Gi and Gi*; for local Moran and Geary what it is beside its neighbours.
enum class ZoneKind : std::uint8_t {
  no_value,  ///< there is no p
  too_few_events,
  not_significant,
  hot,
  cold,
  high_high,  ///< high among high (Moran)
  low_low,
  high_low,  ///< high among low: an odd one out
  low_high,
  alike,  ///< like its neighbours (Geary)
  unlike,
};
struct ZoneClass {
  ZoneKind kind = ZoneKind::no_value;
  int confidence = 0;  ///< one of confidence_levels; 0 for the first three kinds

  friend bool operator==(const ZoneClass&, const ZoneClass&) = default;
};
/// As it is written in results: "hot_99", "high_low_95", "not_significant" ...
[[nodiscard]] std::string name_of(const ZoneClass& zone_class);

/// How sure a class is, by the adjusted p that it has at most. The surest first.
struct ConfidenceLevel {
  double adjusted_p;
  int confidence;
};
inline constexpr std::array<ConfidenceLevel, 3> confidence_levels{{{0.01, 99}, {0.05, 95}, {0.10, 90}}};

/// All classes of Gi and Gi*, as legends and records list them.
namespace zone_classes {
inline constexpr ZoneClass hot_99{ZoneKind::hot, 99};
inline constexpr ZoneClass hot_95{ZoneKind::hot, 95};
inline constexpr ZoneClass hot_90{ZoneKind::hot, 90};
inline constexpr ZoneClass cold_99{ZoneKind::cold, 99};
inline constexpr ZoneClass cold_95{ZoneKind::cold, 95};
inline constexpr ZoneClass cold_90{ZoneKind::cold, 90};
inline constexpr ZoneClass not_significant{ZoneKind::not_significant, 0};
inline constexpr ZoneClass too_few_events{ZoneKind::too_few_events, 0};
inline constexpr ZoneClass no_value{ZoneKind::no_value, 0};
inline constexpr std::array<ZoneClass, 9> of_gi{hot_99,  hot_95,          hot_90,         cold_99, cold_95,
                                                cold_90, not_significant, too_few_events, no_value};
}  // namespace zone_classes

/// Hot when `side` (z, or how many more draws lay below what was seen than above) is above 0, cold when it is below; at 0
/// not significant, as such a place lies in the middle; no value for NaN.
[[nodiscard]] ZoneKind hot_or_cold(double side);

/// The class of a place that is of this kind if its adjusted p is low: at the first of confidence_levels that the p does
/// not pass, else not significant. A kind that claims something of events is too_few_events with fewer than
/// `fewest_events` in the place and its neighbours together; cold and low among low claim that there are few.
[[nodiscard]] ZoneClass classify(ZoneKind kind, double adjusted_p, double events_around, double fewest_events);

}  // namespace lykta
