// A town whose events several tests scatter over places and days.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>

#include "engine/inputs/inputs.hpp"
#include "tests/engine/samples.hpp"

namespace lykta::test {

/// 2 km by 1 km, two classes (0: theft, 1: assault), no events.
inline Inputs empty_town() {
  Inputs inputs;
  inputs.classes = {{"theft", 1}, {"assault", 1}};
  inputs.study_area = rectangle({0, 0, 2000, 1000});
  return inputs;
}

inline void add_event(Inputs& inputs, const Point& position, const std::optional<TimeSpan>& time,
                      std::uint16_t class_index = 0, Origin origin = Origin::reported) {
  auto& incidents = inputs.incidents;
  incidents.position.push_back(position);
  incidents.time.push_back(time);
  incidents.class_index.push_back(class_index);
  incidents.origin.push_back(origin);
  incidents.position_class.push_back(PositionClass::b);
  incidents.row.push_back({0, static_cast<std::int64_t>(incidents.size())});
}

/// Moments at noon.
inline void add_events(Inputs& inputs, const Point& position, LocalTime day, int number) {
  for (int i = 0; i < number; ++i) {
    const auto noon = day + std::chrono::hours(12);
    add_event(inputs, position, TimeSpan{noon, noon});
  }
}

}  // namespace lykta::test
