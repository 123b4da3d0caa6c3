#include "engine/statistics/cell_classes.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>

#include <fmt/format.h>

namespace lykta {

namespace {

std::vector<double> bonferroni(std::span<const double> p) {
  const auto tests = static_cast<double>(std::ranges::count_if(p, [](double each) { return !std::isnan(each); }));
  std::vector<double> all(p.begin(), p.end());
  for (auto& each : all) {
    each = std::isnan(each) ? each : std::min(1.0, each * tests);
  }
  return all;
}

/// What is claimed by these takes some events.
bool claims_events(ZoneKind kind) { return kind != ZoneKind::cold && kind != ZoneKind::low_low; }

std::string_view name_of(ZoneKind kind) {
  switch (kind) {
    case ZoneKind::too_few_events:
      return "too_few_events";
    case ZoneKind::not_significant:
      return "not_significant";
    case ZoneKind::hot:
      return "hot";
    case ZoneKind::cold:
      return "cold";
    case ZoneKind::high_high:
      return "high_high";
    case ZoneKind::low_low:
      return "low_low";
    case ZoneKind::high_low:
      return "high_low";
    case ZoneKind::low_high:
      return "low_high";
    case ZoneKind::alike:
      return "alike";
    case ZoneKind::unlike:
      return "unlike";
    case ZoneKind::no_value:
      break;
  }
  return "no_value";
}

}  // namespace

std::vector<double> adjusted(std::span<const double> p, Correction correction) {
  switch (correction) {
    case Correction::bonferroni:
      return bonferroni(p);
    case Correction::none:
      return {p.begin(), p.end()};
    case Correction::benjamini_hochberg:
      break;
  }
  return benjamini_hochberg(p);
}

std::string name_of(const ZoneClass& zone_class) {
  const std::string kind(name_of(zone_class.kind));
  return zone_class.confidence > 0 ? fmt::format("{}_{}", kind, zone_class.confidence) : kind;
}

ZoneKind hot_or_cold(double side) {
  if (std::isnan(side)) {
    return ZoneKind::no_value;
  }
  return side > 0 ? ZoneKind::hot : side < 0 ? ZoneKind::cold : ZoneKind::not_significant;
}

ZoneClass classify(ZoneKind kind, double adjusted_p, double events_around, double fewest_events) {
  if (kind == ZoneKind::no_value || std::isnan(adjusted_p)) {
    return zone_classes::no_value;
  }
  const auto level = std::ranges::find_if(confidence_levels,
                                          [&](const ConfidenceLevel& each) { return adjusted_p <= each.adjusted_p; });
  if (level == confidence_levels.end() || kind == ZoneKind::not_significant) {
    return zone_classes::not_significant;
  }
  return claims_events(kind) && events_around < fewest_events ? zone_classes::too_few_events
                                                              : ZoneClass{kind, level->confidence};
}

}  // namespace lykta
