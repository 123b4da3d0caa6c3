#include "engine/places/place_scores.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <functional>
#include <numeric>

#include "engine/base/exact_sum.hpp"
#include "engine/events/time_precision.hpp"
#include "engine/places/known_times.hpp"
#include "engine/places/rank_reliability.hpp"

namespace lykta {

namespace {

double middle_in_days(const TimeSpan& span) {
  return static_cast<double>((span.start.time_since_epoch() + span.length() / 2).count()) / 86400;
}
double in_days(LocalTime time) { return static_cast<double>(time.time_since_epoch().count()) / 86400; }

std::optional<double> laplace_trend(const std::vector<KnownTime>& times, std::span<const Period> recorded) {
  constexpr std::size_t fewest = 10;
  if (times.size() < fewest) {
    return std::nullopt;
  }
  ExactSum late;
  ExactSum variance;
  for (const auto& time : times) {
    const auto& period = recorded[time.source];
    const auto length = period.days();
    late.add(middle_in_days(time.span) - (in_days(period.from) + length / 2));
    variance.add(length * length / 12);
  }
  return variance.value() > 0 ? std::optional(late.value() / std::sqrt(variance.value())) : std::nullopt;
}

/// The order of places by a score, those without one left out.
std::vector<std::size_t> order_by(std::span<const Place> places, RankBy score) {
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < places.size(); ++i) {
    if (std::isfinite(score_of(places[i], score))) {
      order.push_back(i);
    }
  }
  std::ranges::stable_sort(order, std::greater{}, [&](std::size_t i) { return score_of(places[i], score); });
  return order;
}

/// Calls `take(first, last)` with positions in the order whose scores are equal.
template <typename Take>
void for_each_tie(std::span<const Place> places, std::span<const std::size_t> order, RankBy score, Take take) {
  for (std::size_t first = 0; first < order.size();) {
    auto last = first + 1;
    while (last < order.size() && score_of(places[order[last]], score) == score_of(places[order[first]], score)) {
      ++last;
    }
    take(first, last);
    first = last;
  }
}

}  // namespace

std::vector<double> recency_weights(const RankingInputs& inputs, double half_life_days) {
  const auto precision = time_precision(inputs.incidents);
  auto end = inputs.period ? inputs.period->to : LocalTime::min();
  if (!inputs.period) {
    for (const auto& period : recorded_periods(inputs, precision)) {
      end = std::max(end, period.to);
    }
  }
  std::vector<double> weights(inputs.incidents.size(), 0.0);
  for (const auto& event : inputs.events) {
    if (precision[event.index] != TimePrecision::none) {
      const auto age = std::max(0.0, in_days(end) - middle_in_days(*inputs.incidents.time[event.index]));
      weights[event.index] = std::exp2(-age / half_life_days);
    }
  }
  return weights;
}

void add_recency_and_trend(const RankingInputs& inputs, double half_life_days, std::span<Place> places) {
  const auto weights = recency_weights(inputs, half_life_days);
  std::vector<ExactSum> by_slot(inputs.place_study().size());
  for (const auto& event : inputs.place_events()) {
    by_slot[event.slot].add(weights[event.index]);
  }
  const auto precision = time_precision(inputs.incidents);
  const auto known = known_times(inputs, precision, places);
  const auto recorded = recorded_periods(inputs, precision);
  for (std::size_t i = 0; i < places.size(); ++i) {
    ExactSum recency;
    for (const auto slot : places[i].slots) {
      recency.add(by_slot[slot].value());
    }
    places[i].scores.recency = recency.value();
    places[i].scores.trend = laplace_trend(known[i], recorded);
  }
}

std::vector<RankBy> usual_mean_rank() { return {RankBy::count, RankBy::weighted_count, RankBy::recency}; }

std::string_view name_of(RankBy score) {
  switch (score) {
    case RankBy::count:
      return "count";
    case RankBy::weighted_count:
      return "weighted_count";
    case RankBy::density:
      return "density";
    case RankBy::z:
      return "z";
    case RankBy::recency:
      return "recency";
    case RankBy::trend:
      return "trend";
    case RankBy::unsafe_score:
      return "unsafe_score";
    case RankBy::mean_rank:
      break;
  }
  return "mean_rank";
}

void rank_by_each_score(std::span<Place> places) {
  for (const auto score : side_by_side) {
    const auto order = order_by(places, score);
    for_each_tie(places, order, score, [&](std::size_t first, std::size_t last) {
      for (auto i = first; i < last; ++i) {
        places[order[i]].scores.rank[static_cast<std::size_t>(score)] = static_cast<int>(first + 1);
      }
    });
  }
}

std::vector<double> mean_ranks(std::span<const Place> places, std::span<const RankBy> scores) {
  std::vector<double> sums(places.size(), 0.0);
  for (const auto score : scores) {
    const auto order = order_by(places, score);
    const auto unscored = static_cast<double>(order.size() + 1 + places.size()) / 2;
    std::vector<double> ranks(places.size(), unscored);
    for_each_tie(places, order, score, [&](std::size_t first, std::size_t last) {
      for (auto i = first; i < last; ++i) {
        ranks[order[i]] = static_cast<double>(first + 1 + last) / 2;
      }
    });
    std::ranges::transform(sums, ranks, sums.begin(), std::plus{});
  }
  for (auto& sum : sums) {
    sum /= static_cast<double>(std::max<std::size_t>(scores.size(), 1));
  }
  return sums;
}

}  // namespace lykta
