#include "engine/inputs/event_weights.hpp"

#include <algorithm>
#include <functional>
#include <iterator>
#include <numeric>
#include <utility>

#include <fmt/format.h>

#include "engine/base/error.hpp"

namespace lykta {

namespace {

template <typename Value>
std::vector<Value> picked(std::span<const Value> all, std::span<const std::uint32_t> which) {
  std::vector<Value> some;
  some.reserve(which.size());
  for (const auto i : which) {
    some.push_back(all[i]);
  }
  return some;
}

/// Those that weigh nothing are left out.
void keep_weighty(WeighedEvents& all) {
  WeighedEvents kept;
  for (std::size_t i = 0; i < all.events.size(); ++i) {
    if (all.weights[i] > 0) {
      kept.events.push_back(all.events[i]);
      kept.times.push_back(all.times[i]);
      kept.weights.push_back(all.weights[i]);
    }
  }
  if (kept.events.empty()) {
    const auto by_time = all.counts.without_time + all.counts.outside > 0
                             ? fmt::format(" ({} have no time at all, {} are outside the time asked for)",
                                           all.counts.without_time, all.counts.outside)
                             : std::string();
    throw DataError(fmt::format("none of the {} events has a weight above 0{}", all.events.size(), by_time));
  }
  all.events = std::move(kept.events);
  all.times = std::move(kept.times);
  all.weights = std::move(kept.weights);
}

}  // namespace

double WeighedEvents::weight() const {
  return weights.empty() ? static_cast<double>(events.size()) : std::accumulate(weights.begin(), weights.end(), 0.0);
}

WeighedEvents weighed_events(const Inputs& inputs, std::span<const std::uint32_t> events,
                             const WeighingOptions& options) {
  const auto& incidents = inputs.incidents;
  WeighedEvents all{.events = {events.begin(), events.end()},
                    .times = picked(std::span(incidents.time), events),
                    .points = {},
                    .weights = options.by_class ? class_weights(inputs, events) : std::vector<double>()};
  const auto weigh = [&all](const TimeWeights& by_time) {
    all.weights.resize(all.events.size(), 1.0);
    std::ranges::transform(all.weights, by_time.weight, all.weights.begin(), std::multiplies{});
    all.counts = by_time.counts;
  };
  if (options.recency) {
    weigh(recency_weights(*options.recency, all.times, events.size()));
  }
  if (options.hours) {
    weigh(weights_in(*options.hours, all.times, events.size()));
  }
  if (!all.weights.empty()) {
    keep_weighty(all);
  }
  if (std::ranges::all_of(all.weights, [](double weight) { return weight == 1; })) {
    all.weights.clear();  // they only chose: nothing is weighted
  }
  all.points = picked(std::span(incidents.position), std::span<const std::uint32_t>(all.events));
  return all;
}

std::vector<double> class_weights(const Inputs& inputs, std::span<const std::uint32_t> events) {
  std::vector<double> weights;
  weights.reserve(events.size());
  std::ranges::transform(events, std::back_inserter(weights), [&inputs](std::uint32_t event) {
    return inputs.classes[inputs.incidents.class_index[event]].weight;
  });
  return weights;
}

}  // namespace lykta
