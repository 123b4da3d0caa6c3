#include "engine/places/rank.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <tuple>

#include <fmt/format.h>

#include "engine/error.hpp"
#include "engine/places/candidates.hpp"
#include "engine/places/delineate.hpp"
#include "engine/places/describe.hpp"
#include "engine/places/place_change.hpp"

namespace lykta {

namespace {

double key(const Place& place, RankBy rank_by) {
  switch (rank_by) {
    case RankBy::weighted_count:
      return place.weighted_count;
    case RankBy::density:
      return place.density_per_km2;
    case RankBy::z:
      return place.test ? place.test->z : -std::numeric_limits<double>::infinity();
    case RankBy::count:
      break;
  }
  return static_cast<double>(place.count);
}

std::vector<Place*> pointers(std::vector<Place>& places) {
  std::vector<Place*> all;
  all.reserve(places.size());
  for (auto& place : places) {
    all.push_back(&place);
  }
  return all;
}

void cut(std::vector<Place>& places, int limit) {
  places.resize(std::min(places.size(), static_cast<std::size_t>(limit)));
}

std::vector<Place> ranked_by_events(const RankingInputs& inputs, const Describer& describer,
                                    const PlacesOptions& options) {
  const auto candidates = candidates_by_events(inputs.cells, inputs.clustering);
  std::vector<Place> places;
  for (const auto& slots :
       delineate(inputs.study, candidates.slots, inputs.cells.density_per_km2, options.maximum_extent_m)) {
    auto place = describer.describe(slots, candidates.basis);
    if (place.count >= options.minimum_events) {
      places.push_back(std::move(place));
    }
  }
  const auto order = [&](const Place& place) {
    return std::tuple(-key(place, options.rank_by), -static_cast<double>(place.count), -place.weighted_count,
                      -place.density_per_km2);
  };
  std::ranges::sort(places, [&](const Place& a, const Place& b) {
    return std::tuple_cat(order(a), std::tie(a.id)) < std::tuple_cat(order(b), std::tie(b.id));
  });
  for (std::size_t i = 0; i < places.size(); ++i) {
    places[i].rank = static_cast<int>(i + 1);
  }
  // Before the list is cut: whose an observation is must not depend on how many places somebody wants to see.
  describer.share_out_observations(pointers(places));
  return places;
}

/// Places by observations that touch none of the ranked ones.
std::vector<Place> places_felt_unsafe(const RankingInputs& inputs, const Describer& describer,
                                      const PlacesOptions& options, const std::vector<Place>& ranked) {
  std::vector<bool> is_taken(inputs.study.size(), false);
  for (const auto& place : ranked) {
    for (const auto slot : describer.with_surroundings(place.slots)) {
      is_taken[slot] = true;
    }
  }
  const auto candidates = candidates_by_observations(inputs.cells, is_taken);
  std::vector<Place> felt;
  for (const auto& slots :
       delineate(inputs.study, candidates.slots, inputs.cells.unsafe_score, options.maximum_extent_m)) {
    felt.push_back(describer.describe(slots, candidates.basis));
  }
  describer.share_out_observations(pointers(felt));
  std::erase_if(felt, [&](const Place& place) { return !is_felt_unsafe(place, options); });
  // Those with the same score stay as they were found: by their highest cell, then from south-west to north-east.
  std::ranges::stable_sort(felt, std::greater{}, &Place::unsafe_score);
  cut(felt, options.limit);
  return felt;
}

void rank_by_unsafety(std::vector<Place>& places) {
  std::vector<Place*> observed;
  for (auto& place : places) {
    if (place.unsafe_score > 0) {
      observed.push_back(&place);
    }
  }
  std::ranges::stable_sort(observed, std::greater{}, &Place::unsafe_score);
  for (std::size_t i = 0; i < observed.size(); ++i) {
    observed[i]->unsafe_rank = static_cast<int>(i + 1);
  }
}

}  // namespace

std::vector<Place> rank_places(const RankingInputs& inputs, const PlacesOptions& options) {
  const Describer describer(inputs, options);
  auto places = ranked_by_events(inputs, describer, options);
  // Before the list is cut: a place of many events that the limit leaves out is not one of few events.
  auto felt = places_felt_unsafe(inputs, describer, options, places);
  cut(places, options.limit);
  if (inputs.period && inputs.comparison) {
    compare(places, inputs.period->days(), inputs.comparison->days());
  }
  std::ranges::move(felt, std::back_inserter(places));
  rank_by_unsafety(places);
  return places;
}

void check(const PlacesOptions& options, double cell_m) {
  if (options.limit < 1) {
    throw InvalidOption(fmt::format("the number of places must be at least 1, not {}", options.limit));
  }
  if (!(options.maximum_extent_m >= cell_m) || !std::isfinite(options.maximum_extent_m)) {
    throw InvalidOption(fmt::format("the maximum extent of a place ({} m) must be at least one cell ({} m)",
                                    options.maximum_extent_m, cell_m));
  }
  if (!(options.high_unsafe_score > 0) || !(options.observation_days > 0) || !(options.minimum_residents > 0)) {
    throw InvalidOption("high_unsafe_score, observation_days and minimum_residents must be positive numbers");
  }
}

}  // namespace lykta
