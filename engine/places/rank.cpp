#include "engine/places/rank.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <numbers>
#include <tuple>

#include <fmt/format.h>

#include "engine/base/error.hpp"
#include "engine/base/lengths.hpp"
#include "engine/places/delineate_peaks.hpp"
#include "engine/places/describe.hpp"
#include "engine/places/found_places.hpp"
#include "engine/places/place_answer.hpp"
#include "engine/places/place_scores.hpp"
#include "engine/places/place_times.hpp"
#include "engine/places/rank_reliability.hpp"

namespace lykta {

namespace {

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

std::vector<Place> described(const RankingInputs& inputs, const Describer& describer, const PlacesOptions& options) {
  std::vector<Place> places;
  for (auto& found : found_places(inputs, options)) {
    auto place = describer.describe(found.slots, found.basis);
    place.change = found.change;
    places.push_back(std::move(place));
  }
  // Before the list is cut: whose an observation is must not depend on how many places somebody wants to see.
  describer.share_out_observations(pointers(places));
  return places;
}

bool has_changed(const Place& place) { return place.change && place.change->direction != Direction::not_clear; }

/// Takes the places that get a rank, in order of rank, and leaves the others in theirs.
std::vector<Place> take_ranked(const RankingInputs& inputs, std::vector<Place>& places, const PlacesOptions& options) {
  const auto has_enough = [&](const Place& place) { return place.count >= options.minimum_events; };
  const auto is_shown_by_a_test = [&](const Place& place) {
    return has_enough(place) && place.basis != Basis::densest;
  };
  const auto tested = std::ranges::any_of(places, is_shown_by_a_test);
  const auto others = std::ranges::stable_partition(
      places, [&](const Place& place) { return tested ? is_shown_by_a_test(place) : has_enough(place); });
  std::vector<Place> ranked(std::move_iterator(places.begin()), std::move_iterator(others.begin()));
  places.erase(places.begin(), others.begin());
  add_recency_and_trend(inputs, options.half_life_days, ranked);
  if (options.rank_by == RankBy::mean_rank) {
    const auto means = mean_ranks(ranked, options.mean_rank_of);
    for (std::size_t i = 0; i < ranked.size(); ++i) {
      ranked[i].scores.mean_rank = means[i];
    }
  }
  const auto order = [&](const Place& place) {
    return std::tuple(-score_of(place, options.rank_by), -static_cast<double>(place.count), -place.weighted_count,
                      -place.density_per_km2);
  };
  std::ranges::sort(ranked, [&](const Place& a, const Place& b) {
    return std::tuple_cat(order(a), std::tie(a.id)) < std::tuple_cat(order(b), std::tie(b.id));
  });
  for (std::size_t i = 0; i < ranked.size(); ++i) {
    ranked[i].rank = static_cast<int>(i + 1);
  }
  return ranked;
}

/// "Many events" is said of the period: a place that has lost them is not crime-prone any more.
void call_low_crime(Place& place) {
  if (place.quadrant == Quadrant::high_crime_high_unsafety) {
    place.quadrant = Quadrant::low_crime_high_unsafety;
  } else if (place.quadrant == Quadrant::high_crime_low_unsafety) {
    place.quadrant = Quadrant::low_crime_low_unsafety;
  }
}

/// Places with a clear change among those that the list leaves out, by their events in both periods.
std::vector<Place> changed_without_rank(std::span<const Place> ranked, std::span<const Place> others,
                                        const PlacesOptions& options) {
  std::vector<Place> changed;
  std::ranges::copy_if(ranked.subspan(std::min(ranked.size(), static_cast<std::size_t>(options.limit))),
                       std::back_inserter(changed), has_changed);
  std::ranges::copy_if(others, std::back_inserter(changed), has_changed);
  for (auto& place : changed) {
    place.rank.reset();
    if (place.count < options.minimum_events) {
      call_low_crime(place);
    }
  }
  std::ranges::sort(changed, [](const Place& a, const Place& b) {
    const auto together = [](const Place& place) { return place.change->count + place.comparison_count.value_or(0); };
    return together(a) != together(b) ? together(a) > together(b) : a.id < b.id;
  });
  return changed;
}

/// Places by observations that touch none of the ranked or changed ones.
std::vector<Place> places_felt_unsafe(const RankingInputs& inputs, const Describer& describer,
                                      const PlacesOptions& options, const std::vector<Place>& ranked,
                                      const std::vector<Place>& changed) {
  if (inputs.observed.empty()) {
    return {};
  }
  TakenGround taken{.slots = std::vector<bool>(inputs.place_study().size(), false), .hearts = {}};
  for (const auto* const places : {&ranked, &changed}) {
    for (const auto& place : *places) {
      for (const auto slot : describer.with_surroundings(place.slots)) {
        taken.slots[slot] = true;
      }
    }
  }
  std::vector<Place> felt;
  for (const auto& slots : delineated_by_observations(inputs, options, taken)) {
    felt.push_back(describer.describe(slots, Basis::observations));
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
  auto others = described(inputs, describer, options);
  auto places = take_ranked(inputs, others, options);
  // Over all places of events, ranked first: an observation counts for one of them, also where the list leaves it out.
  auto sharing = pointers(places);
  std::ranges::copy(pointers(others), std::back_inserter(sharing));
  describer.share_out_observations(sharing);
  auto changed = changed_without_rank(places, others, options);
  // Before the list is cut: a place of many events that the limit leaves out is not one of few events.
  auto felt = places_felt_unsafe(inputs, describer, options, places, changed);
  rank_by_each_score(places);
  add_reliability(inputs, options, std::min(places.size(), static_cast<std::size_t>(options.limit)), places);
  cut(places, options.limit);
  std::ranges::move(changed, std::back_inserter(places));
  add_times(inputs, options.times, places);
  std::ranges::move(felt, std::back_inserter(places));
  rank_by_unsafety(places);
  for (auto& place : places) {
    place.answer = answer_of(place);
  }
  return places;
}

std::string RankingInputs::place_id(std::uint32_t heart) const {
  const auto in_map = [&] { return study.grid.id(study.cells[map_slot(heart)]); };
  if (ground == nullptr) {
    return in_map();
  }
  // Hearts have a distance of their own, which is known from the squares.
  const auto across_m = std::numbers::sqrt2 * study.grid.cell_m();
  const auto square_m = ground->study.grid.cell_m();
  return across_m < least_apart_m(ground->maximum_extent_m, square_m)
             ? in_map()
             : ground->study.grid.id(ground->study.cells[heart]);
}

void check(const PlacesOptions& options, double cell_m) {
  constexpr int most_places = 1'000'000;
  if (options.limit < 1 || options.limit > most_places) {
    throw InvalidOption(fmt::format("the number of places must be at least 1, not {}", options.limit) +
                        (options.limit > most_places ? fmt::format(", and at most {}", most_places) : ""));
  }
  check_length("the maximum extent of a place", options.maximum_extent_m);
  if (!(options.maximum_extent_m >= cell_m)) {
    throw InvalidOption(fmt::format("the maximum extent of a place ({} m) must be at least one cell ({} m)",
                                    options.maximum_extent_m, cell_m));
  }
  const auto is_number = [](double value) {
    constexpr double most = 1e9;
    return value > 0 && value <= most;
  };
  if (!is_number(options.high_unsafe_score) || !is_number(options.observation_days) ||
      !is_number(options.minimum_residents)) {
    throw InvalidOption(
        "high_unsafe_score, observation_days and minimum_residents must be positive numbers of at most 1e9");
  }
  if (!is_number(options.half_life_days)) {
    throw InvalidOption("half_life_days must be a positive number of at most 1e9");
  }
  if (options.rank_by == RankBy::mean_rank && options.mean_rank_of.size() < 2) {
    throw InvalidOption("a mean of ranks is taken over two scores at least (mean_rank_of)");
  }
  if (std::ranges::count(options.mean_rank_of, RankBy::mean_rank) > 0) {
    throw InvalidOption("mean_rank_of names scores, and the mean of ranks is none");
  }
  if (constexpr std::size_t most_draws = 10'000; options.reliability.draws > most_draws) {
    throw InvalidOption(fmt::format("rank_draws must be at most {}, not {}", most_draws, options.reliability.draws));
  }
}

}  // namespace lykta
