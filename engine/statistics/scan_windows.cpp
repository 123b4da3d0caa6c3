#include "engine/statistics/scan_windows.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <compare>
#include <cstddef>
#include <limits>
#include <numeric>
#include <vector>

#include <fmt/format.h>

#include "engine/base/error.hpp"

namespace lykta {

namespace {

/// Squared distances that differ by less, in proportion, are equal: rounding must not part places of a grid.
constexpr double same_distance = 1 + 1e-9;
/// Sums of shares differ in their last digits.
constexpr double rounding_of_shares = 1e-9;

void check_share(double share, const char* of) {
  if (!(share > 0 && share <= 1)) {
    throw InvalidOption(fmt::format("the largest share of {} must be above 0 and at most 1, not {}", of, share));
  }
}

void check(const ScanData& data, const ScanOptions& options) {
  check_share(options.largest_share, "the population in a window");
  check_share(options.longest_share, "the periods in a window");
  if (options.largest_radius_m && !(*options.largest_radius_m >= 0)) {
    throw InvalidOption(fmt::format("the largest radius must be 0 or more metres, not {}", *options.largest_radius_m));
  }
  if (data.periods < 1 || (options.model == ScanModel::space_time_permutation && data.periods < 2)) {
    throw InvalidOption(
        fmt::format("a scan needs at least one period, and two to shuffle times; not {}", data.periods));
  }
  for (const auto* places : {&data.places, &data.empty_places}) {
    for (std::size_t i = 0; i < places->size(); ++i) {
      const auto& place = (*places)[i];
      if (!(std::abs(place.x) < 1e150 && std::abs(place.y) < 1e150)) {
        throw DataError(fmt::format("{}place {} has no position: a scan cannot leave it out by itself",
                                    places == &data.places ? "" : "empty ", i + 1));
      }
    }
  }
}

double total_of(const ScanData& data) {
  assert(data.cases.size() == data.places.size() * data.periods);
  const auto total = std::accumulate(data.cases.begin(), data.cases.end(), std::uint64_t{0});
  if (total > (1U << 24U)) {
    throw InvalidOption(fmt::format("{} cases are more than a scan takes (16777216): scan a shorter time", total));
  }
  return static_cast<double>(total);
}

void expect_by_population(const ScanData& data, ScanFrame& frame) {
  assert(data.population.size() == data.cases.size());
  double population = 0;
  for (std::size_t i = 0; i < data.population.size(); ++i) {
    if (!(data.population[i] >= 0) || !std::isfinite(data.population[i])) {
      throw DataError(fmt::format("place {} has a population of {}: give a number from 0", i / data.periods + 1,
                                  data.population[i]));
    }
    if (data.population[i] == 0 && data.cases[i] > 0) {
      throw DataError(fmt::format("place {} has {} cases but no population: leave it out or give it one",
                                  i / data.periods + 1, data.cases[i]));
    }
    population += data.population[i];
  }
  if (population == 0) {
    return;
  }
  for (std::size_t i = 0; i < data.population.size(); ++i) {
    frame.expected[i] = data.population[i] / population * frame.total;
    frame.share[i / data.periods] += data.population[i] / population;
  }
}

void expect_by_margins(const ScanData& data, ScanFrame& frame) {
  std::vector<double> of_place(data.places.size());
  std::vector<double> of_period(data.periods);
  for (std::size_t i = 0; i < data.cases.size(); ++i) {
    of_place[i / data.periods] += data.cases[i];
    of_period[i % data.periods] += data.cases[i];
  }
  if (frame.total == 0) {
    return;
  }
  for (std::size_t i = 0; i < data.cases.size(); ++i) {
    frame.expected[i] = of_place[i / data.periods] * of_period[i % data.periods] / frame.total;
  }
  for (std::size_t i = 0; i < of_place.size(); ++i) {
    frame.share[i] = of_place[i] / frame.total;
  }
}

std::vector<ScanInterval> intervals_of(std::size_t periods, const ScanOptions& options) {
  const auto longest = longest_interval(periods, options.longest_share);
  // In the permutation model a place has as many cases in all periods as expected.
  const auto tries_all = options.model == ScanModel::poisson;
  std::vector<ScanInterval> intervals;
  for (std::size_t first = 0; first < periods; ++first) {
    for (auto end = first + 1; end <= periods; ++end) {
      const auto is_all = tries_all && end - first == periods;
      if ((end - first <= longest || is_all) && (!options.still_going || end == periods)) {
        intervals.push_back({static_cast<std::uint32_t>(first), static_cast<std::uint32_t>(end)});
      }
    }
  }
  return intervals;
}

struct PlaceAway {
  double squared_m2 = 0;
  std::uint32_t place = 0;

  friend auto operator<=>(const PlaceAway&, const PlaceAway&) = default;
};

/// The places around a centre, the nearest first. They are counted into rings of equal area, and a ring is put in order when
/// its turn comes: circles that hold half of the people seldom need the outer ones.
class NearestZones {
 public:
  NearestZones(const ScanFrame& frame, std::uint32_t centre) {
    for (std::uint32_t i = 0; i < frame.places.size(); ++i) {
      const auto dx = frame.places[i].x - frame.centres[centre].x;
      const auto dy = frame.places[i].y - frame.centres[centre].y;
      if (const auto squared = dx * dx + dy * dy; squared <= frame.largest_squared_m2) {
        given_.push_back({squared, i});
        farthest_ = std::max(farthest_, squared);
      }
    }
    start_.resize(given_.size() + 2);
    for (const auto& one : given_) {
      ++start_[ring_of(one) + 1];
    }
    std::partial_sum(start_.begin(), start_.end(), start_.begin());
    places_.resize(given_.size());
    auto next = start_;
    for (const auto& one : given_) {
      places_[next[ring_of(one)]++] = one;
    }
  }

  /// Calls `visit(place, next place or null)` until it says no.
  template <class Visit>
  void visit(Visit go_on) {
    order_ring(0);
    for (std::size_t ring = 0; ring + 1 < start_.size(); ++ring) {
      // The next ring that holds a place has the place after the last one of this ring.
      for (auto i = start_[ring]; i < start_[ring + 1]; ++i) {
        if (i + 1 == start_[ring + 1] && i + 1 < places_.size()) {
          order_ring(ring_of(places_[i + 1]));
        }
        if (!go_on(places_[i], i + 1 < places_.size() ? &places_[i + 1] : nullptr)) {
          return;
        }
      }
    }
  }

 private:
  [[nodiscard]] std::size_t ring_of(const PlaceAway& one) const {
    return farthest_ > 0 ? static_cast<std::size_t>(one.squared_m2 / farthest_ * static_cast<double>(given_.size()))
                         : 0;
  }
  void order_ring(std::size_t ring) {
    std::sort(places_.begin() + static_cast<std::ptrdiff_t>(start_[ring]),
              places_.begin() + static_cast<std::ptrdiff_t>(start_[ring + 1]));
  }

  std::vector<PlaceAway> given_;
  std::vector<PlaceAway> places_;   ///< by ring
  std::vector<std::size_t> start_;  ///< places of ring r: start_[r] .. start_[r + 1]
  double farthest_ = 0;
};

}  // namespace

std::size_t longest_interval(std::size_t periods, double longest_share) {
  return std::max<std::size_t>(
      1, static_cast<std::size_t>(longest_share * static_cast<double>(periods) * (1 + rounding_of_shares)));
}

ScanFrame scan_frame(const ScanData& data, const ScanOptions& options) {
  check(data, options);
  ScanFrame frame{.places = data.places,
                  .centres = data.places,
                  .periods = data.periods,
                  .total = total_of(data),
                  .expected = std::vector<double>(data.cases.size()),
                  .share = std::vector<double>(data.places.size()),
                  .intervals = intervals_of(data.periods, options),
                  .largest_share = options.largest_share};
  frame.centres.insert(frame.centres.end(), data.empty_places.begin(), data.empty_places.end());
  const auto radius = options.largest_radius_m.value_or(std::numeric_limits<double>::infinity());
  frame.largest_squared_m2 = radius * radius * same_distance;
  if (options.model == ScanModel::poisson) {
    expect_by_population(data, frame);
  } else {
    expect_by_margins(data, frame);
  }
  return frame;
}

void circles_around(const ScanFrame& frame, std::uint32_t centre, ScanCircles& circles) {
  NearestZones nearest(frame, centre);
  circles.place.clear();
  circles.squared_m2.clear();
  circles.closed.clear();
  double share = 0;
  nearest.visit([&](const PlaceAway& one, const PlaceAway* next) {
    share += frame.share[one.place];
    if (share > frame.largest_share + rounding_of_shares) {
      return false;
    }
    circles.place.push_back(one.place);
    circles.squared_m2.push_back(one.squared_m2);
    circles.closed.push_back(next == nullptr || next->squared_m2 > one.squared_m2 * same_distance);
    return true;
  });
}

double circles_about(const ScanFrame& frame) {
  constexpr std::size_t looked_at = 64;
  const auto centres = frame.centres.size();
  const auto every = centres / looked_at + 1;
  std::size_t counted = 0;
  std::size_t circles = 0;
  ScanCircles around;
  for (std::size_t centre = 0; centre < centres; centre += every, ++counted) {
    circles_around(frame, static_cast<std::uint32_t>(centre), around);
    circles += around.place.size();
  }
  return counted == 0 ? 0 : static_cast<double>(circles) * static_cast<double>(centres) / static_cast<double>(counted);
}

}  // namespace lykta
