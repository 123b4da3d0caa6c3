#include "engine/density/density_at_points.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <numeric>

#include <fmt/format.h>

#include "engine/base/error.hpp"
#include "engine/base/numbers.hpp"
#include "engine/base/parallel.hpp"
#include "engine/space/point_index.hpp"

namespace lykta {

namespace {

/// Share of a sum of Gaussians that may be left out.
constexpr double tail = 1e-12;
constexpr auto nowhere = std::numeric_limits<std::uint32_t>::max();
constexpr auto endless = std::numeric_limits<double>::infinity();

/// The kernel by the squared distance in bandwidths; as kernel_value, without the square root where it is not needed.
template <Kernel Shape>
double kernel_of_square(double square) {
  if constexpr (Shape == Kernel::gaussian || Shape == Kernel::triangular) {
    return kernel_value(Shape, std::sqrt(square));
  } else if constexpr (Shape == Kernel::uniform) {
    return square <= 1 ? kernel_value(Shape, 0) : 0;
  } else {
    const auto left = std::max(0.0, 1 - square);
    const auto top = kernel_value(Shape, 0);
    return top * (Shape == Kernel::epanechnikov ? left : Shape == Kernel::quartic ? left * left : left * left * left);
  }
}

template <>
double kernel_of_square<Kernel::gaussian>(double square) {
  static const auto top = kernel_value(Kernel::gaussian, 0);
  return top * std::exp(-0.5 * square);
}

/// Events of similar bandwidths, in the order of their index.
struct Group {
  explicit Group(std::span<const Point> places) : index(places) {}

  PointIndex index;
  std::vector<double> scale;           ///< weight / bandwidth²
  std::vector<double> inverse_square;  ///< 1 / bandwidth²
  double widest = 0;
  double narrowest = endless;
  double total = 0;  ///< of the scales
};

/// Where an event went, and what is left of its place's scale without it.
struct Own {
  std::uint32_t group = nowhere;
  std::uint32_t position = nowhere;
  double others = 0;
};

struct Event {
  Point place;
  double bandwidth = 0;
  double weight = 0;
  std::uint32_t number = 0;
};

bool same_place(const Event& a, const Event& b) { return a.bandwidth == b.bandwidth && a.place == b.place; }

std::vector<Event> sorted_events(std::span<const Point> points, std::span<const double> weights,
                                 std::span<const double> bandwidths_m, double bandwidth_m) {
  std::vector<Event> events;
  events.reserve(points.size());
  for (std::size_t i = 0; i < points.size(); ++i) {
    const auto weight = weights.empty() ? 1.0 : weights[i];
    assert(weight >= 0);
    if (weight > 0) {
      events.push_back(
          {points[i], bandwidths_m.empty() ? bandwidth_m : bandwidths_m[i], weight, static_cast<std::uint32_t>(i)});
    }
  }
  std::ranges::sort(events, [](const Event& a, const Event& b) {
    if (a.bandwidth != b.bandwidth) {
      return a.bandwidth < b.bandwidth;
    }
    if (a.place.y != b.place.y) {
      return a.place.y < b.place.y;
    }
    return a.place.x != b.place.x ? a.place.x < b.place.x : a.number < b.number;
  });
  return events;
}

class EventSums {
 public:
  EventSums(std::span<const Point> points, std::span<const double> weights, std::span<const double> bandwidths_m,
            const PointSumOptions& options)
      : options_(options), own_(options.left_out.empty() ? 0 : points.size()) {
    const auto events = sorted_events(points, weights, bandwidths_m, options.bandwidth_m);
    for (auto first = events.begin(); first != events.end();) {
      const auto size = std::ilogb(first->bandwidth);
      const auto last =
          std::find_if(first, events.end(), [&](const Event& e) { return std::ilogb(e.bandwidth) != size; });
      add_group(std::span(first, last));
      first = last;
    }
    set_least_scale(events.size());
  }

  [[nodiscard]] double at(const Point& target, std::size_t number) const {
    const auto own = own_.empty() ? Own{} : own_[options_.left_out[number]];
    switch (options_.kernel) {
      case Kernel::uniform:
        return bounded_sum<Kernel::uniform>(target, own);
      case Kernel::triangular:
        return bounded_sum<Kernel::triangular>(target, own);
      case Kernel::epanechnikov:
        return bounded_sum<Kernel::epanechnikov>(target, own);
      case Kernel::quartic:
        return bounded_sum<Kernel::quartic>(target, own);
      case Kernel::triweight:
        return bounded_sum<Kernel::triweight>(target, own);
      case Kernel::gaussian:
        break;
    }
    return gaussian_sum(target, own);
  }

 private:
  void add_group(std::span<const Event> events) {
    std::vector<Point> places;
    std::vector<double> weight;
    std::vector<double> bandwidth;
    std::vector<std::uint32_t> place_of(events.size());
    for (std::size_t i = 0; i < events.size(); ++i) {
      if (i == 0 || !same_place(events[i - 1], events[i])) {
        places.push_back(events[i].place);
        bandwidth.push_back(events[i].bandwidth);
        weight.push_back(0);
      }
      weight.back() += events[i].weight;
      place_of[i] = static_cast<std::uint32_t>(places.size() - 1);
    }
    auto& group = groups_.emplace_back(places);
    group.narrowest = bandwidth.front();
    group.widest = bandwidth.back();
    std::vector<std::uint32_t> position(places.size());
    for (const auto place : group.index.order()) {
      position[place] = static_cast<std::uint32_t>(group.scale.size());
      const auto inverse = 1 / (bandwidth[place] * bandwidth[place]);
      group.inverse_square.push_back(inverse);
      group.scale.push_back(weight[place] * inverse);
    }
    group.total = std::accumulate(group.scale.begin(), group.scale.end(), 0.0);
    for (std::size_t i = 0; i < events.size() && !own_.empty(); ++i) {
      const auto place = place_of[i];
      const auto left = std::max(0.0, weight[place] - events[i].weight);
      own_[events[i].number] = {static_cast<std::uint32_t>(groups_.size() - 1), position[place],
                                left / (bandwidth[place] * bandwidth[place])};
    }
  }

  /// What one event gives at its own place at least; tails are cut in relation to it.
  void set_least_scale(std::size_t number) {
    least_ = endless;
    for (const auto& group : groups_) {
      total_ += group.total;
      least_ = std::min(least_, *std::ranges::min_element(group.scale));
    }
    least_ = std::max(least_, 1e-6 * total_ / static_cast<double>(std::max<std::size_t>(number, 1)));
  }

  template <Kernel Shape>
  static double sum_within(const Group& group, const Point& target, double reach_m, std::uint32_t own, double others) {
    double sum = 0;
    const auto add = [&](std::size_t begin, std::size_t end) {
      const auto x = group.index.x();
      const auto y = group.index.y();
      for (auto i = begin; i < end; ++i) {
        const auto dx = x[i] - target.x;
        const auto dy = y[i] - target.y;
        sum += group.scale[i] * kernel_of_square<Shape>((dx * dx + dy * dy) * group.inverse_square[i]);
      }
    };
    group.index.visit_ranges(target, reach_m, [&](std::size_t begin, std::size_t end) {
      if (own >= begin && own < end) {
        add(begin, own);
        sum += others * kernel_value(Shape, 0);
        add(own + 1, end);
      } else {
        add(begin, end);
      }
    });
    return sum;
  }

  template <Kernel Shape>
  [[nodiscard]] double sum_of_groups(const Point& target, const Own& own, auto reach_m) const {
    double sum = 0;
    for (std::size_t i = 0; i < groups_.size(); ++i) {
      sum += sum_within<Shape>(groups_[i], target, reach_m(i), own.group == i ? own.position : nowhere, own.others);
    }
    return sum * m2_per_km2;
  }

  template <Kernel Shape>
  [[nodiscard]] double bounded_sum(const Point& target, const Own& own) const {
    return sum_of_groups<Shape>(target, own, [&](std::size_t i) { return groups_[i].widest; });
  }

  /// Events of all groups beyond these reaches give less than `tail` times least_ * exp(log_share) at the target.
  [[nodiscard]] double gaussian_reach(const Group& group, double log_share) const {
    const auto parts = static_cast<double>(groups_.size());
    const auto log_cut = std::log(group.total * parts / (tail * least_)) - log_share;
    return group.widest * std::sqrt(2 * std::max(0.0, log_cut));
  }

  [[nodiscard]] double gaussian_sum(const Point& target, const Own& own) const {
    const auto sum_for = [&](double log_share) {
      return sum_of_groups<Kernel::gaussian>(target, own,
                                             [&](std::size_t i) { return gaussian_reach(groups_[i], log_share); });
    };
    const auto sum = sum_for(0);
    if (sum >= least_ * kernel_value(Kernel::gaussian, 0) * m2_per_km2) {
      return sum;
    }
    // Far from all (other) events: follow the tail until the nearest is counted, and what matters beside it.
    const auto log_share = nearest_log_share(target, own);
    return log_share < -750 ? 0.0 : sum_for(log_share);
  }

  /// log of what the nearest event gives at least, in units of least_ * K(0).
  [[nodiscard]] double nearest_log_share(const Point& target, const Own& own) const {
    auto most = -endless;
    std::vector<double> distances;
    for (std::size_t i = 0; i < groups_.size(); ++i) {
      const auto without = own.group == i && own.others == 0;
      groups_[i].index.nearest_distances_m(target, without ? 2 : 1, distances);
      if (distances.size() > (without ? 1U : 0U)) {
        const auto bandwidths = distances.back() / groups_[i].narrowest;
        most = std::max(most, -0.5 * bandwidths * bandwidths);
      }
    }
    return most;
  }

  PointSumOptions options_;
  std::vector<Group> groups_;
  std::vector<Own> own_;
  double total_ = 0;
  double least_ = 0;
};

void check_bandwidth(double bandwidth_m) {
  if (!(bandwidth_m > 0) || !std::isfinite(bandwidth_m)) {
    throw InvalidOption(fmt::format("bandwidth must be a positive number of metres, not {}", bandwidth_m));
  }
}

}  // namespace

std::vector<double> kernel_sums_at(std::span<const Point> points, std::span<const double> weights,
                                   std::span<const double> bandwidths_m, std::span<const Point> targets,
                                   const PointSumOptions& options) {
  assert(weights.empty() || weights.size() == points.size());
  assert(bandwidths_m.empty() || bandwidths_m.size() == points.size());
  assert(options.left_out.empty() || options.left_out.size() == targets.size());
  if (bandwidths_m.empty()) {
    check_bandwidth(options.bandwidth_m);
  }
  std::ranges::for_each(bandwidths_m, check_bandwidth);
  const EventSums events(points, weights, bandwidths_m, options);
  std::vector<double> sums(targets.size());
  constexpr std::size_t targets_a_part = 256;
  for_each_part((targets.size() + targets_a_part - 1) / targets_a_part, options.threads, [&](std::size_t part) {
    const auto end = std::min(targets.size(), (part + 1) * targets_a_part);
    for (auto i = part * targets_a_part; i < end; ++i) {
      sums[i] = events.at(targets[i], i);
    }
  });
  return sums;
}

}  // namespace lykta
