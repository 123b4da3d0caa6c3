// How much does each event that was chosen weigh: by its class, at the time asked for, and by its age?
//
// Counts are of whole events; a density, and a count by weight, take what is said here.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "engine/density/time_slices.hpp"
#include "engine/events/hour_window.hpp"
#include "engine/inputs/inputs.hpp"

namespace lykta {

struct WeighingOptions {
  bool by_class = false;  ///< by the weights of the classes; else 1 each
  std::optional<HourWindow> hours{};
  std::optional<Recency> recency{};
};

struct WeighedEvents {
  std::vector<std::uint32_t> events;  ///< incidents that weigh something, in the order they were given
  std::vector<std::optional<TimeSpan>> times;
  std::vector<Point> points;
  std::vector<double> weights;  ///< empty: 1 each
  TimeCounts counts{};          ///< of the time that was asked for last: hours, else recency

  [[nodiscard]] double weight() const;  ///< of all together
};

/// Throws DataError when none of the events weighs anything.
[[nodiscard]] WeighedEvents weighed_events(const Inputs& inputs, std::span<const std::uint32_t> events,
                                           const WeighingOptions& options);

/// The weight of the class of each event.
[[nodiscard]] std::vector<double> class_weights(const Inputs& inputs, std::span<const std::uint32_t> events);

}  // namespace lykta
