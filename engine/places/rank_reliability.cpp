#include "engine/places/rank_reliability.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <limits>
#include <utility>
#include <vector>

#include "engine/places/score_errors.hpp"
#include "engine/statistics/likely_ranks.hpp"
#include "engine/statistics/true_values.hpp"

namespace lykta {

namespace {

/// Of twice the square root of the scores: there, numbers of events vary by about 1 whatever their size.
std::vector<LikelyRank> likely_ranks_of(std::span<const double> scores, std::vector<double> errors, std::size_t listed,
                                        const PlacesOptions& options) {
  std::vector<double> roots;
  for (std::size_t i = 0; i < scores.size(); ++i) {
    if (!(errors[i] > 0)) {
      return {};
    }
    roots.push_back(2 * std::sqrt(scores[i]));
    errors[i] /= std::sqrt(scores[i]);
  }
  const auto& asked = options.reliability;
  const auto values = draw_true_values(roots, errors, asked.draws, asked.seed, asked.threads);
  return likely_ranks(values, listed, static_cast<std::size_t>(options.limit), asked.level, asked.threads);
}

/// An interval always holds the rank that the list gives.
RankReliability::Ranks holding(const LikelyRank& likely, std::size_t rank) {
  return {static_cast<int>(std::min(likely.low, rank)), static_cast<int>(std::max(likely.high, rank))};
}

}  // namespace

double score_of(const Place& place, RankBy rank_by) {
  constexpr auto nothing = -std::numeric_limits<double>::infinity();
  switch (rank_by) {
    case RankBy::weighted_count:
      return place.weighted_count;
    case RankBy::density:
      return place.density_per_km2;
    case RankBy::z:
      return place.test ? place.test->z : nothing;
    case RankBy::recency:
      return place.scores.recency;
    case RankBy::trend:
      return place.scores.trend.value_or(nothing);
    case RankBy::unsafe_score:
      return place.unsafe_score > 0 ? place.unsafe_score : nothing;
    case RankBy::mean_rank:
      return place.scores.mean_rank ? -*place.scores.mean_rank : nothing;
    case RankBy::count:
      break;
  }
  return static_cast<double>(place.count);
}

Reliability reliability_of(const RankReliability::Ranks& ranks, int competing) {
  const auto width = ranks.high - ranks.low + 1;
  if (width >= competing || width > 5) {
    return Reliability::low;
  }
  return width <= 2 ? Reliability::high : Reliability::moderate;
}

void add_reliability(const RankingInputs& inputs, const PlacesOptions& options, std::size_t listed,
                     std::span<Place> ranked) {
  if (!is_a_sum_over_events(options.rank_by)) {
    return;
  }
  const auto competing = ranked.first(std::min(ranked.size(), most_competing_places));
  const auto has_score = [&](const Place& place) {
    const auto score = score_of(place, options.rank_by);
    return std::isfinite(score) && score > 0;
  };
  if (competing.size() < 2 || options.reliability.draws == 0 || !std::ranges::all_of(competing, has_score)) {
    return;
  }
  const auto foremost = std::min(listed, competing.size());
  std::vector<double> scores;
  std::ranges::transform(competing, std::back_inserter(scores),
                         [&](const Place& place) { return score_of(place, options.rank_by); });
  auto errors = score_errors(inputs, competing, options);
  const auto likely = likely_ranks_of(scores, std::move(errors), foremost, options);
  const auto has_chance = static_cast<std::size_t>(options.limit) < competing.size();
  for (std::size_t i = 0; i < likely.size(); ++i) {
    auto& place = competing[i];
    auto& reliability = place.reliability.emplace();
    reliability.competing = static_cast<int>(competing.size());
    if (place.count < fewest_events_for_an_interval) {
      continue;
    }
    reliability.ranks = holding(likely[i], i + 1);
    reliability.word = reliability_of(*reliability.ranks, reliability.competing);
    if (has_chance) {
      reliability.chance_in_list = likely[i].chance_in_top;
    }
    for (const auto other : likely[i].tied_with) {
      reliability.tied_with.push_back(static_cast<int>(other + 1));
    }
  }
}

}  // namespace lykta
