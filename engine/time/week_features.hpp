// What is known of each week beforehand that may change how much happens?
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace lykta {

enum class FeatureKind : std::uint8_t {
  days,   ///< of a sort that comes often: holidays, eves, days of school
  event,  ///< one named thing that comes now and then: a market, a match
};

struct WeekFeature {
  FeatureKind kind = FeatureKind::days;
  std::string name{};
  std::vector<double> value{};  ///< one per week
};

}  // namespace lykta
