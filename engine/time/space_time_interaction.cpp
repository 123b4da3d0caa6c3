#include "engine/time/space_time_interaction.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <functional>
#include <limits>
#include <numeric>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "engine/base/error.hpp"
#include "engine/base/parallel.hpp"
#include "engine/base/random_stream.hpp"
#include "engine/base/special_functions.hpp"
#include "engine/time/near_places.hpp"

namespace lykta {

namespace {

constexpr auto unknown = std::numeric_limits<double>::quiet_NaN();

/// What is at most so far away is nearer than this.
double just_beyond(double distance) {
  if (!(distance >= 0) || !std::isfinite(distance)) {
    throw InvalidOption(fmt::format("a distance must be a number of metres from 0, not {}", distance));
  }
  return std::nextafter(distance, std::numeric_limits<double>::infinity());
}

/// How many other events are at most `time` away from each.
std::vector<std::uint32_t> close_in_time(std::span<const double> times, double time) {
  if (!(time >= 0) || !std::isfinite(time)) {
    throw InvalidOption(fmt::format("a time apart must be a number from 0, not {}", time));
  }
  std::vector<std::uint32_t> order(times.size());
  std::iota(order.begin(), order.end(), 0U);
  std::ranges::sort(order, {}, [&](std::uint32_t i) { return times[i]; });
  std::vector<std::uint32_t> close(times.size());
  std::size_t from = 0;
  std::size_t to = 0;
  for (const auto i : order) {
    while (times[i] - times[order[from]] > time) {
      ++from;
    }
    while (to < order.size() && times[order[to]] - times[i] <= time) {
      ++to;
    }
    close[i] = static_cast<std::uint32_t>(to - from - 1);
  }
  return close;
}

/// p of a statistic of an order of the times: `statistic(order)` where event i has the time of event `order[i]`.
double permutation_p(std::size_t events, double observed, const InteractionOptions& options,
                     const std::function<double(std::span<const std::uint32_t>)>& statistic) {
  if (options.permutations == 0) {
    return unknown;
  }
  // Sums in another order may differ in their last digits; a tie must stay a tie.
  const auto reached = observed - 1e-9 * std::abs(observed) - 1e-12;
  std::vector<std::uint8_t> as_large(options.permutations);
  for_each_part(options.permutations, options.threads, [&](std::size_t run) {
    std::vector<std::uint32_t> order(events);
    std::iota(order.begin(), order.end(), 0U);
    RandomStream random(options.seed, run);
    random.shuffle(std::span(order));
    as_large[run] = statistic(order) >= reached ? 1 : 0;
  });
  return monte_carlo_p(std::accumulate(as_large.begin(), as_large.end(), std::uint64_t{0}), options.permutations);
}

/// What both statistics of Knox need of an order of the times. Events are taken in the order of their places.
class CloseInBoth {
 public:
  CloseInBoth(std::span<const Point> places, std::span<const double> times, double distance, double time)
      : events_(events_by_place(places, times)),
        near_(events_.places, just_beyond(distance), Metric::euclidean),
        time_(std::nextafter(time, std::numeric_limits<double>::infinity())),
        in_space_(events_.places.size()) {
    assert(places.size() == times.size());
    for (const auto event : events_.event) {
      times_.push_back(times[event]);
    }
    in_time_ = close_in_time(times_, time);
    for (std::uint32_t place = 0; place < in_space_.size(); ++place) {
      in_space_[place] = events_.events_at(place) - 1;
      near_.visit(place, [&](std::uint32_t other) {
        in_space_[place] += events_.events_at(other);
        return true;
      });
      pairs_in_space_ += in_space_[place] * events_.events_at(place);
    }
    pairs_in_space_ /= 2;
  }

  [[nodiscard]] std::uint64_t pairs_in_space() const { return pairs_in_space_; }
  [[nodiscard]] std::uint64_t pairs_in_time() const {
    return std::accumulate(in_time_.begin(), in_time_.end(), std::uint64_t{0}) / 2;
  }
  [[nodiscard]] std::uint64_t pairs(std::span<const std::uint32_t> order) const {
    std::vector<double> times(order.size());
    std::ranges::transform(order, times.begin(), [this](std::uint32_t event) { return times_[event]; });
    const auto at = [&](std::uint32_t place) {
      return std::span<double>(times).subspan(events_.start[place], events_.events_at(place));
    };
    for (std::uint32_t place = 0; place < in_space_.size(); ++place) {
      std::ranges::sort(at(place));
    }
    std::uint64_t pairs = 0;
    for (std::uint32_t place = 0; place < in_space_.size(); ++place) {
      pairs += pairs_closer<double>(at(place), time_);
      near_.visit(place, [&](std::uint32_t other) {
        pairs += other > place ? pairs_closer<double>(at(place), at(other), time_) : 0;
        return true;
      });
    }
    return pairs;
  }
  /// Sum over events of the product of both numbers of neighbours; whole, so exact up to 2^53.
  [[nodiscard]] double product(std::span<const std::uint32_t> order) const {
    double sum = 0;
    for (std::uint32_t place = 0; place < in_space_.size(); ++place) {
      for (auto i = events_.start[place]; i < events_.start[place + 1]; ++i) {
        sum += static_cast<double>(in_space_[place]) * static_cast<double>(in_time_[order[i]]);
      }
    }
    return sum;
  }

 private:
  EventsByPlace events_;
  NearPlaces near_;
  double time_;
  std::vector<double> times_;
  std::vector<std::uint64_t> in_space_;  ///< by place: how many other events are close to each of its own
  std::uint64_t pairs_in_space_ = 0;
  std::vector<std::uint32_t> in_time_;  ///< by event
};

std::vector<std::uint32_t> as_given(std::size_t events) {
  std::vector<std::uint32_t> order(events);
  std::iota(order.begin(), order.end(), 0U);
  return order;
}

/// The k nearest of each event, ascending by number; of equally near ones the first in the input.
template <class Distance>
std::vector<std::uint32_t> nearest(std::size_t events, std::size_t k, Distance distance) {
  std::vector<std::uint32_t> all;
  std::vector<std::pair<double, std::uint32_t>> others;
  const auto kept = static_cast<std::ptrdiff_t>(k);
  for (std::uint32_t i = 0; i < events; ++i) {
    others.clear();
    for (std::uint32_t j = 0; j < events; ++j) {
      if (j != i) {
        others.emplace_back(distance(i, j), j);
      }
    }
    std::nth_element(others.begin(), others.begin() + (kept - 1), others.end());
    std::sort(others.begin(), others.begin() + kept, [](const auto& a, const auto& b) { return a.second < b.second; });
    for (std::size_t neighbour = 0; neighbour < k; ++neighbour) {
      all.push_back(others[neighbour].second);
    }
  }
  return all;
}

}  // namespace

KnoxTest knox_test(std::span<const Point> places, std::span<const double> times, double distance, double time,
                   const InteractionOptions& options) {
  const CloseInBoth close(places, times, distance, time);
  const auto events = static_cast<std::uint64_t>(places.size());
  const auto all = events < 2 ? 0 : events * (events - 1) / 2;
  const auto both = close.pairs(as_given(places.size()));
  const auto in_space = close.pairs_in_space();
  const auto in_time = close.pairs_in_time();
  KnoxTest test;
  test.observed = {{{both, in_space - both}, {in_time - both, all - in_space - in_time + both}}};
  const std::array rows{in_space, all - in_space};
  const std::array columns{in_time, all - in_time};
  for (std::size_t row = 0; row < 2; ++row) {
    for (std::size_t column = 0; column < 2; ++column) {
      test.expected[row][column] =
          static_cast<double>(rows[row]) * static_cast<double>(columns[column]) / static_cast<double>(all);
    }
  }
  if (test.expected[0][0] > 0 && both > 0) {
    test.poisson_p = poisson_at_least(both, test.expected[0][0]);
  }
  test.p = permutation_p(places.size(), static_cast<double>(both), options,
                         [&](std::span<const std::uint32_t> order) { return static_cast<double>(close.pairs(order)); });
  return test;
}

InteractionTest modified_knox_test(std::span<const Point> places, std::span<const double> times, double distance,
                                   double time, const InteractionOptions& options) {
  const CloseInBoth close(places, times, distance, time);
  if (places.size() < 2) {
    return {unknown, unknown};
  }
  const auto others = static_cast<double>(places.size() - 1);
  const auto statistic = [&](std::span<const std::uint32_t> order) {
    return static_cast<double>(close.pairs(order)) - close.product(order) / others / 2;
  };
  const auto observed = statistic(as_given(places.size()));
  return {observed, permutation_p(places.size(), observed, options, statistic)};
}

InteractionTest jacquez_test(std::span<const Point> places, std::span<const double> times, std::size_t k,
                             const InteractionOptions& options) {
  assert(places.size() == times.size());
  const auto events = places.size();
  if (k < 1 || k >= events) {
    throw InvalidOption(
        fmt::format("k nearest of {} events must be 1 to {}, not {}", events, events > 0 ? events - 1 : 0, k));
  }
  const auto in_space =
      nearest(events, k, [&](std::uint32_t i, std::uint32_t j) { return distance_m(places[i], places[j]); });
  const auto in_time =
      nearest(events, k, [&](std::uint32_t i, std::uint32_t j) { return std::abs(times[i] - times[j]); });
  const auto statistic = [&](std::span<const std::uint32_t> order) {
    std::uint64_t both = 0;
    for (std::size_t i = 0; i < events; ++i) {
      const auto soon = std::span(in_time).subspan(order[i] * k, k);
      for (const auto near : std::span(in_space).subspan(i * k, k)) {
        both += std::ranges::find(soon, order[near]) != soon.end() ? 1U : 0U;
      }
    }
    return static_cast<double>(both);
  };
  const auto observed = statistic(as_given(events));
  return {observed, permutation_p(events, observed, options, statistic)};
}

}  // namespace lykta
