#include "engine/places/new_places.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

#include "engine/models/count_forecast.hpp"
#include "engine/space/point_index.hpp"

namespace lykta {

namespace {

/// Recent events that no circle has taken yet.
class FreeEvents {
 public:
  FreeEvents(std::span<const Point> points, const std::vector<bool>& is_of_last, double reach_m)
      : points_(points), is_of_last_(is_of_last), reach_m_(reach_m), index_(points), is_taken_(points.size(), false) {}

  [[nodiscard]] bool is_taken(std::size_t event) const { return is_taken_[event]; }

  [[nodiscard]] NewPlace around(std::size_t centre) const {
    std::vector<std::tuple<double, double, double, std::size_t>> found;
    index_.visit_within(points_[centre], reach_m_, [&](std::uint32_t event, double squared_distance) {
      if (!is_taken_[event]) {
        found.emplace_back(squared_distance, points_[event].x, points_[event].y, event);
      }
    });
    std::ranges::sort(found);
    NewPlace place{.centre = centre};
    for (const auto& [squared_distance, x, y, event] : found) {
      place.events.push_back(event);
      place.of_last += is_of_last_[event] ? 1U : 0U;
    }
    return place;
  }

  void take(const NewPlace& place) {
    for (const auto event : place.events) {
      is_taken_[event] = true;
    }
  }

  /// What goes first: more is better.
  [[nodiscard]] auto order_of(const NewPlace& place) const {
    const auto& middle = points_[place.centre];
    return std::tuple(place.events.size(), place.of_last, -middle.x, -middle.y);
  }

 private:
  std::span<const Point> points_;
  const std::vector<bool>& is_of_last_;
  double reach_m_;
  PointIndex index_;
  std::vector<bool> is_taken_;
};

std::size_t number_within(const PointIndex& index, const Point& centre, double reach_m) {
  std::size_t number = 0;
  index.visit_within(centre, reach_m, [&](std::uint32_t, double) { ++number; });
  return number;
}

double chance_of(const NewPlace& place, std::size_t circles, double recent_for_each_before) {
  if (!(recent_for_each_before > 0)) {
    return 1;
  }
  const auto shape = static_cast<double>(place.before) + 0.5;
  const CountForecast others({{1, shape * recent_for_each_before, 1 / shape}});
  return std::min(1.0, static_cast<double>(circles) * others.at_least(place.events.size() - 1));
}

/// Circles one after the other, each the fullest of those that are left.
std::vector<NewPlace> fullest_circles(std::span<const Point> recent, const std::vector<bool>& is_of_last,
                                      const NewPlacesOptions& options) {
  FreeEvents free(recent, is_of_last, options.reach_m);
  std::vector<NewPlace> heap;
  const auto comes_later = [&](const NewPlace& a, const NewPlace& b) { return free.order_of(a) < free.order_of(b); };
  for (std::size_t event = 0; event < recent.size(); ++event) {
    if (auto place = free.around(event); place.events.size() >= options.minimum_events && place.of_last > 0) {
      heap.push_back(std::move(place));
    }
  }
  std::ranges::make_heap(heap, comes_later);
  std::vector<NewPlace> circles;
  while (!heap.empty()) {
    std::ranges::pop_heap(heap, comes_later);
    const auto first = std::move(heap.back());
    heap.pop_back();
    if (free.is_taken(first.centre)) {
      continue;
    }
    auto now = free.around(first.centre);
    if (now.events.size() == first.events.size()) {
      free.take(now);
      circles.push_back(std::move(now));
    } else if (now.events.size() >= options.minimum_events && now.of_last > 0) {
      heap.push_back(std::move(now));
      std::ranges::push_heap(heap, comes_later);
    }
  }
  return circles;
}

}  // namespace

std::vector<NewPlace> new_places(std::span<const Point> recent, const std::vector<bool>& is_of_last,
                                 std::span<const Point> before, const NewPlacesOptions& options) {
  auto circles = fullest_circles(recent, is_of_last, options);
  const PointIndex index(before);
  for (auto& place : circles) {
    place.before = number_within(index, recent[place.centre], options.reach_m);
    place.p = chance_of(place, recent.size(), options.recent_for_each_before);
  }
  // What was fullest stays first among equals.
  std::ranges::stable_sort(
      circles, {}, [](const NewPlace& place) { return std::pair(place.p, -static_cast<double>(place.events.size())); });
  circles.resize(std::min(circles.size(), options.limit));
  return circles;
}

}  // namespace lykta
