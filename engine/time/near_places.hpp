// Which places are near each other, and which events has each?
//
// Thousands of events at one address (a station, the middle of a locality) have millions of pairs. Put together by place
// they need no list of them: how many of their pairs are soon follows from their times in order.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <span>
#include <utility>
#include <vector>

#include "engine/space/point_index.hpp"
#include "engine/space/points.hpp"

namespace lykta {

enum class Metric : std::uint8_t { manhattan, euclidean };

/// In metres; as the crow flies or by blocks.
[[nodiscard]] double distance_between(const Point& a, const Point& b, Metric metric);

/// Events in an order that depends on their places and times only, not on that of the input: places so that neighbours in
/// space are neighbours in memory, and the events of one place by time.
struct EventsByPlace {
  std::vector<Point> places;         ///< each once
  std::vector<std::uint32_t> start;  ///< events of place p: start[p] .. start[p + 1] of `event`; one more than places
  std::vector<std::uint32_t> event;  ///< number in the input

  [[nodiscard]] std::size_t events_at(std::uint32_t place) const { return start[place + 1] - start[place]; }
};

/// One time per place.
template <class Time>
[[nodiscard]] EventsByPlace events_by_place(std::span<const Point> places, std::span<const Time> times);

class NearPlaces {
 public:
  /// Near is less than `distance_m` away. The places are those of EventsByPlace and must outlive this.
  NearPlaces(std::span<const Point> places, double distance_m, Metric metric);

  /// Calls `go_on(other)` for each other place near this one, until it returns false.
  template <class GoOn>
  void visit(std::uint32_t place, GoOn go_on) const;

 private:
  /// So many numbers are kept at most (64 MB); where there are more, distances are taken anew at each visit.
  static constexpr std::size_t kept_at_most = std::size_t{1} << 24U;

  template <class GoOn>
  void search(std::uint32_t place, GoOn go_on) const;

  std::span<const Point> places_;
  double distance_m_;
  Metric metric_;
  PointIndex index_;
  std::vector<std::size_t> start_;  ///< near ones of place p: start_[p] .. start_[p + 1]; empty where not kept
  std::vector<std::uint32_t> near_;
};

/// Pairs of one time of each list that are less than `limit` (above 0) apart; both lists ascend.
template <class Time>
[[nodiscard]] std::uint64_t pairs_closer(std::span<const Time> one, std::span<const Time> other, Time limit);
/// The same within one list, each pair once.
template <class Time>
[[nodiscard]] std::uint64_t pairs_closer(std::span<const Time> list, Time limit);

/// The places in the order of an index, and for each event the number of its place.
struct NumberedPlaces {
  std::vector<Point> places;
  std::vector<std::uint32_t> place_of_event;
};
[[nodiscard]] NumberedPlaces numbered_places(std::span<const Point> places);

template <class Time>
EventsByPlace events_by_place(std::span<const Point> places, std::span<const Time> times) {
  auto numbered = numbered_places(places);
  const auto& place = numbered.place_of_event;
  EventsByPlace result{.places = std::move(numbered.places), .start = {}, .event = {}};
  result.event.resize(places.size());
  std::iota(result.event.begin(), result.event.end(), 0U);
  std::ranges::sort(result.event, [&](std::uint32_t a, std::uint32_t b) {
    return place[a] != place[b] ? place[a] < place[b] : times[a] < times[b];
  });
  result.start.assign(result.places.size() + 1, 0);
  for (const auto number : place) {
    ++result.start[number + 1];
  }
  std::partial_sum(result.start.begin(), result.start.end(), result.start.begin());
  return result;
}

template <class GoOn>
void NearPlaces::search(std::uint32_t place, GoOn go_on) const {
  auto goes_on = true;
  // What is near by blocks is near as the crow flies, too.
  index_.visit_ranges(places_[place], distance_m_, [&](std::size_t begin, std::size_t end) {
    for (auto position = begin; position < end && goes_on; ++position) {
      const auto other = index_.order()[position];
      if (other != place && distance_between(places_[place], places_[other], metric_) < distance_m_) {
        goes_on = go_on(other);
      }
    }
  });
}

template <class GoOn>
void NearPlaces::visit(std::uint32_t place, GoOn go_on) const {
  if (start_.empty()) {
    search(place, go_on);
    return;
  }
  for (auto i = start_[place]; i < start_[place + 1]; ++i) {
    if (!go_on(near_[i])) {
      return;
    }
  }
}

template <class Time>
std::uint64_t pairs_closer(std::span<const Time> one, std::span<const Time> other, Time limit) {
  std::uint64_t pairs = 0;
  std::size_t from = 0;
  std::size_t to = 0;
  for (const auto time : one) {
    while (from < other.size() && time - other[from] >= limit) {
      ++from;
    }
    while (to < other.size() && other[to] - time < limit) {
      ++to;
    }
    pairs += to - from;
  }
  return pairs;
}

template <class Time>
std::uint64_t pairs_closer(std::span<const Time> list, Time limit) {
  std::uint64_t pairs = 0;
  std::size_t from = 0;
  for (std::size_t i = 0; i < list.size(); ++i) {
    while (list[i] - list[from] >= limit) {
      ++from;
    }
    pairs += i - from;
  }
  return pairs;
}

}  // namespace lykta
