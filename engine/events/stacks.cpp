#include "engine/events/stacks.hpp"

#include <algorithm>
#include <cmath>
#include <future>
#include <tuple>

namespace lykta {

namespace {

constexpr std::size_t fewest_different_values = 20;

bool stack_comes_before(const Stack& a, const Stack& b) {
  return a.events != b.events ? a.events > b.events : std::tie(a.at.x, a.at.y) < std::tie(b.at.x, b.at.y);
}

/// Keeps the largest stacks, as a heap whose top is the least of them.
void keep_largest(std::vector<Stack>& kept, const Stack& stack) {
  if (kept.size() == Stacks::most_kept) {
    if (!stack_comes_before(stack, kept.front())) {
      return;
    }
    std::ranges::pop_heap(kept, stack_comes_before);
    kept.pop_back();
  }
  kept.push_back(stack);
  std::ranges::push_heap(kept, stack_comes_before);
}

/// One, two, two and a half or five times a power of ten. A small one is kept as the number of steps in a unit, which a
/// double holds exactly.
struct Step {
  double factor = 1;
  int exponent = 0;

  [[nodiscard]] double size() const {
    return exponent >= 0 ? factor * std::pow(10.0, exponent) : factor / std::pow(10.0, -exponent);
  }

  [[nodiscard]] double steps_in(double value) const {
    return exponent >= 0 ? value / size() : value * std::pow(10.0, -exponent) / factor;
  }
};

/// All steps that are tried, the coarsest first.
std::vector<Step> all_steps() {
  constexpr int coarsest_exponent = 5;
  constexpr int finest_exponent = -9;
  std::vector<Step> steps;
  for (auto exponent = coarsest_exponent; exponent >= finest_exponent; --exponent) {
    for (const auto factor : {5.0, 2.5, 2.0, 1.0}) {
      steps.push_back({factor, exponent});
    }
  }
  return steps;
}

bool is_multiple(double value, const Step& step) {
  const auto steps = step.steps_in(std::abs(value));
  const auto rounding = steps * 0x1p-51;
  return rounding <= 0.05 && std::abs(steps - std::round(steps)) <= rounding;
}

bool nearly_all_are_multiples(std::span<const double> values, const Step& step) {
  auto exceptions_left = values.size() / 100;
  for (const auto value : values) {
    if (!is_multiple(value, step) && exceptions_left-- == 0) {
      return false;
    }
  }
  return true;
}

/// In two halves at once where that pays; the order of equal points does not matter.
void sort_by_place(std::vector<Point>& points) {
  const auto is_before = [](const Point& a, const Point& b) { return a.x != b.x ? a.x < b.x : a.y < b.y; };
  constexpr std::size_t worth_a_thread = 100'000;
  if (points.size() < worth_a_thread) {
    std::ranges::sort(points, is_before);
    return;
  }
  const auto middle = points.begin() + static_cast<std::ptrdiff_t>(points.size() / 2);
  auto first_half = std::async(std::launch::async, [&] { std::sort(points.begin(), middle, is_before); });
  std::sort(middle, points.end(), is_before);
  first_half.get();
  std::inplace_merge(points.begin(), middle, points.end(), is_before);
}

}  // namespace

Stacks find_stacks(std::vector<Point> points) {
  sort_by_place(points);
  const auto& sorted = points;
  Stacks stacks{.events = points.size(), .distinct = 0, .in_stacks = 0, .largest = {}};
  for (auto here = sorted.begin(); here != sorted.end();) {
    const auto next = std::find_if(here, sorted.end(), [&](const Point& point) { return point != *here; });
    const Stack stack{*here, static_cast<std::uint64_t>(next - here)};
    ++stacks.distinct;
    if (stack.events > 1) {
      stacks.in_stacks += stack.events;
      keep_largest(stacks.largest, stack);
    }
    here = next;
  }
  std::ranges::sort(stacks.largest, stack_comes_before);
  return stacks;
}

std::vector<Stack> suspicious_stacks(const Stacks& stacks, const SuspicionOptions& options) {
  const auto& largest = stacks.largest;
  const auto yardstick = largest.size() < Stacks::most_kept ? 1.0 : static_cast<double>(largest.back().events);
  std::size_t suspicious = 0;
  for (std::size_t i = 0; i < largest.size(); ++i) {
    const auto events = static_cast<double>(largest[i].events);
    const auto natural = static_cast<double>(Stacks::most_kept) / static_cast<double>(i + 1);
    if (largest[i].events >= options.fewest && events >= options.share * static_cast<double>(stacks.events) &&
        events > std::max(natural, options.times) * yardstick) {
      suspicious = i + 1;
    }
  }
  return {largest.begin(), largest.begin() + static_cast<std::ptrdiff_t>(suspicious)};
}

std::optional<double> coordinate_step(std::span<const double> values) {
  std::vector<double> different(values.begin(), values.end());
  std::ranges::sort(different);
  different.erase(std::unique(different.begin(), different.end()), different.end());
  if (different.size() < fewest_different_values) {
    return std::nullopt;
  }
  for (const auto& step : all_steps()) {
    if (nearly_all_are_multiples(different, step)) {
      return step.size();
    }
  }
  return std::nullopt;
}

std::optional<double> shared_step(std::span<const double> xs, std::span<const double> ys) {
  // An empty optional is less than any value.
  return std::max(coordinate_step(xs), coordinate_step(ys));
}

}  // namespace lykta
