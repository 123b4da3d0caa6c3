// What is known of each week beforehand that may change how much happens?
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace lykta {

enum class FeatureKind : std::uint8_t {
  days,   ///< of a sort that comes often: holidays, eves, days of school
  kind,   ///< all that comes now and then and is of one kind: every event, every school break
  event,  ///< one named thing of such a kind, beside all of that: a market, a match, the autumn break
};

struct WeekFeature {
  FeatureKind kind = FeatureKind::days;
  std::string name{};
  std::vector<double> value{};  ///< one per week
};

}  // namespace lykta
