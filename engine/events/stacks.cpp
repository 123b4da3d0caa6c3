#include "engine/events/stacks.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <numeric>
#include <tuple>
#include <utility>

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

/// Equal points have equal hashes.
std::uint64_t position_hash(const Point& point) {
  // Adding zero makes one of the two zeros.
  const auto x = std::bit_cast<std::uint64_t>(point.x + 0.0);
  const auto y = std::bit_cast<std::uint64_t>(point.y + 0.0);
  auto hash = (x * 0x9E3779B97F4A7C15ULL) ^ std::rotl(y * 0xC2B2AE3D27D4EB4FULL, 31);
  hash = (hash ^ (hash >> 32U)) * 0xD6E8FEB86659FD93ULL;
  return hash ^ (hash >> 32U);
}

/// Events at each position of a few hundred: open addressing, never more than three quarters full. So few fit into the
/// nearest cache.
class PositionCounts {
 public:
  void clear() {
    std::ranges::fill(slots_, Stack{});
    used_ = 0;
  }

  void add(const Point& point) {
    if (4 * used_ >= 3 * slots_.size()) {
      grow();
    }
    auto& slot = slot_of(point);
    if (slot.events == 0) {
      slot.at = point;
      ++used_;
    }
    ++slot.events;
  }

  [[nodiscard]] std::size_t size() const { return used_; }
  /// Those with events are the positions.
  [[nodiscard]] std::span<const Stack> slots() const { return slots_; }

 private:
  [[nodiscard]] Stack& slot_of(const Point& point) {
    const auto last = slots_.size() - 1;
    auto i = position_hash(point) & last;
    while (slots_[i].events > 0 && slots_[i].at != point) {
      i = (i + 1) & last;
    }
    return slots_[i];
  }

  void grow() {
    constexpr std::size_t first_size = 1024;  // a power of two, as all sizes are
    const auto old = std::exchange(slots_, std::vector<Stack>(std::max(first_size, 2 * slots_.size())));
    for (const auto& stack : old) {
      if (stack.events > 0) {
        slot_of(stack.at) = stack;
      }
    }
  }

  std::vector<Stack> slots_;
  std::size_t used_ = 0;
};

/// Brings the points into buckets by their hashes where they lie, so that equal ones lie in one; where each begins and
/// the last ends.
std::vector<std::size_t> put_into_buckets(std::span<Point> points) {
  constexpr std::size_t points_a_bucket = 600;
  constexpr std::size_t most_buckets = 4096;
  const auto buckets = std::bit_ceil(std::clamp<std::size_t>(points.size() / points_a_bucket, 1, most_buckets));
  const auto bucket_of = [shift = 64 - std::countr_zero(buckets)](const Point& point) {
    return shift == 64 ? std::size_t{0}
                       : static_cast<std::size_t>(position_hash(point) >> static_cast<unsigned>(shift));
  };
  std::vector<std::size_t> begins(buckets + 1, 0);
  for (const auto& point : points) {
    ++begins[bucket_of(point) + 1];
  }
  std::partial_sum(begins.begin(), begins.end(), begins.begin());
  auto next = begins;
  for (std::size_t bucket = 0; bucket < buckets; ++bucket) {
    while (next[bucket] < begins[bucket + 1]) {
      auto& here = points[next[bucket]];
      if (const auto own = bucket_of(here); own == bucket) {
        ++next[bucket];
      } else {
        std::swap(here, points[next[own]++]);
      }
    }
  }
  return begins;
}

}  // namespace

Stacks find_stacks(std::vector<Point> points) {
  Stacks stacks{.events = points.size(), .distinct = 0, .in_stacks = 0, .largest = {}};
  const auto begins = put_into_buckets(points);
  PositionCounts counts;
  for (std::size_t bucket = 0; bucket + 1 < begins.size(); ++bucket) {
    counts.clear();
    for (auto i = begins[bucket]; i < begins[bucket + 1]; ++i) {
      counts.add(points[i]);
    }
    stacks.distinct += counts.size();
    for (const auto& stack : counts.slots()) {
      if (stack.events > 1) {
        stacks.in_stacks += stack.events;
        keep_largest(stacks.largest, stack);
      }
    }
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
