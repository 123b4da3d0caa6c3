#include "engine/events/far_off.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <limits>

#include "engine/base/median.hpp"

namespace lykta {

namespace {

Point middle_of(std::span<const Point> points) {
  std::vector<double> values(points.size());
  std::ranges::transform(points, values.begin(), &Point::x);
  const auto x = upper_median(values);
  std::ranges::transform(points, values.begin(), &Point::y);
  return {x, upper_median(values)};
}

/// Where distances lie on a scale that doubles with every second step, so that no large gap hides within one step.
class Ladder {
 public:
  explicit Ladder(double start) : start_(start) {}

  void add(double distance) {
    auto& step = steps_.at(index_of(distance));
    step.nearest = std::min(step.nearest, distance);
    step.farthest = std::max(step.farthest, distance);
  }

  /// The last distance before the first gap of so many times; the farthest of all where there is none.
  [[nodiscard]] double before_gap(double times, double& behind) const {
    auto last = start_;
    for (const auto& step : steps_) {
      if (step.nearest > step.farthest) {
        continue;
      }
      if (step.nearest > times * last) {
        behind = step.nearest;
        return last;
      }
      last = std::max(last, step.farthest);
    }
    return last;
  }

 private:
  struct Step {
    double nearest = std::numeric_limits<double>::infinity();
    double farthest = -std::numeric_limits<double>::infinity();
  };
  [[nodiscard]] std::size_t index_of(double distance) const {
    return distance <= start_
               ? 0
               : std::min(steps_.size() - 1, 1 + static_cast<std::size_t>(2 * std::log2(distance / start_)));
  }

  double start_;
  std::array<Step, 256> steps_{};
};

}  // namespace

FarOff find_far_off(std::span<const Point> points, double least, double times, std::size_t fewest) {
  assert(least > 0 && times >= 1.5);
  FarOff found;
  found.is_far.assign(points.size(), 0);
  if (points.empty()) {
    return found;
  }
  const auto middle = middle_of(points);
  const auto distance_of = [&](const Point& at) {
    return std::max(std::abs(at.x - middle.x), std::abs(at.y - middle.y));
  };
  std::vector<double> distances(points.size());
  std::ranges::transform(points, distances.begin(), distance_of);
  const auto half = upper_median(distances);
  Ladder ladder(std::max(half, least));
  for (const auto distance : distances) {
    ladder.add(distance);
  }
  const auto reach =
      points.size() < fewest ? std::numeric_limits<double>::infinity() : ladder.before_gap(times, found.distance);
  for (std::size_t i = 0; i < points.size(); ++i) {
    const auto distance = distance_of(points[i]);
    if (distance > reach) {
      found.is_far[i] = 1;
      ++found.count;
    } else {
      found.near.add(points[i]);
      found.reach = std::max(found.reach, distance);
    }
  }
  return found;
}

}  // namespace lykta
