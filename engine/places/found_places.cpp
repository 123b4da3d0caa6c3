#include "engine/places/found_places.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <span>
#include <string>
#include <utility>

#include "engine/places/candidates.hpp"
#include "engine/places/place_change.hpp"

namespace lykta {

namespace {

PeriodCounts counts_of(const PlaceCells& slots, const RankingInputs& inputs) {
  const auto& count = inputs.ground != nullptr ? inputs.ground->compared : inputs.both->count;
  const auto& before = inputs.ground != nullptr ? inputs.ground->before : inputs.both->before;
  PeriodCounts counts;
  for (const auto slot : slots) {
    counts.count += static_cast<std::uint64_t>(count[slot]);
    counts.before += static_cast<std::uint64_t>(before[slot]);
  }
  return counts;
}

TakenGround nothing_taken(const RankingInputs& inputs) {
  return {.slots = std::vector<bool>(inputs.place_study().size(), false), .hearts = {}};
}

std::vector<bool> as_flags(std::span<const std::uint32_t> slots, std::size_t size) {
  std::vector<bool> flags(size, false);
  for (const auto slot : slots) {
    flags[slot] = true;
  }
  return flags;
}

/// Events, of which those in one of the candidate cells may be the heart of a place.
PeakPoints peak_points(const RankingInputs& inputs, std::span<const Located> events,
                       std::span<const std::uint32_t> candidates) {
  const auto is_candidate = as_flags(candidates, inputs.study.size());
  PeakPoints points{.positions = {}, .weights = std::vector<double>(events.size(), 1.0), .may_begin = {}};
  for (const auto& event : events) {
    points.positions.push_back(inputs.incidents.position[event.index]);
    points.may_begin.push_back(is_candidate[event.slot]);
  }
  return points;
}

/// Places that begin in candidate cells; with a ground by these events, else by this density of cells.
std::vector<PlaceCells> delineated(const RankingInputs& inputs, const PlacesOptions& options,
                                   std::span<const std::uint32_t> candidates, std::span<const Located> events,
                                   std::span<const double> density_per_km2, TakenGround& taken) {
  if (inputs.ground == nullptr) {
    return delineate(inputs.study, candidates, density_per_km2, options.maximum_extent_m);
  }
  return delineate_peaks(inputs.ground->study, peak_points(inputs, events, candidates),
                         static_cast<double>(options.minimum_events), options.maximum_extent_m, taken);
}

std::vector<FoundPlace> found_by_period(const RankingInputs& inputs, const PlacesOptions& options) {
  const auto candidates = candidates_by_events(inputs.cells, inputs.clustering);
  auto taken = nothing_taken(inputs);
  std::vector<FoundPlace> found;
  for (auto& slots :
       delineated(inputs, options, candidates.slots, inputs.events, inputs.cells.density_per_km2, taken)) {
    found.push_back({.slots = std::move(slots), .basis = candidates.basis});
  }
  return found;
}

/// Places that are tested: see found_places().
std::vector<FoundPlace> found_by_both(const RankingInputs& inputs, const BothPeriods& both,
                                      const PlacesOptions& options, TakenGround& taken) {
  const auto candidates = candidates_by_events(both.together, both.density_per_km2, both.clustering);
  struct Compared {
    PlaceCells slots;
    PeriodCounts counts;
    std::string id;
  };
  std::vector<Compared> compared;
  const auto events =
      inputs.ground != nullptr ? std::span<const Located>(inputs.ground->compared_events) : inputs.events;
  for (auto& slots : delineated(inputs, options, candidates.slots, events, both.density_per_km2, taken)) {
    const auto counts = counts_of(slots, inputs);
    if (counts.together() >= options.minimum_events) {
      auto id = inputs.place_id(slots.front());
      compared.push_back({.slots = std::move(slots), .counts = counts, .id = std::move(id)});
    }
  }
  std::ranges::sort(compared, [](const Compared& a, const Compared& b) {
    const auto of_a = a.counts.together();
    const auto of_b = b.counts.together();
    return of_a != of_b ? of_a > of_b : a.id < b.id;
  });
  std::vector<PeriodCounts> counts;
  std::ranges::transform(compared, std::back_inserter(counts), &Compared::counts);
  const auto changes =
      changes_of(counts, static_cast<std::size_t>(options.limit), inputs.period->days(), inputs.comparison->days());
  const auto basis = candidates.basis == Basis::significant ? Basis::both_periods : candidates.basis;
  std::vector<FoundPlace> found;
  for (std::size_t i = 0; i < compared.size(); ++i) {
    found.push_back({.slots = std::move(compared[i].slots), .basis = basis, .change = changes[i]});
  }
  return found;
}

bool is_hot_in_period(const RankingInputs& inputs, std::uint32_t slot) {
  return inputs.clustering.is_hot[slot] && inputs.cells.count[slot] > 0;
}

/// What the period alone shows beside the places that are `found` already, whose ground is taken.
std::vector<FoundPlace> found_beside(const RankingInputs& inputs, const PlacesOptions& options,
                                     const std::vector<FoundPlace>& found, TakenGround& taken) {
  for (const auto& place : found) {
    for (const auto slot : place.slots) {
      taken.slots[slot] = true;
    }
  }
  std::vector<std::uint32_t> candidates;
  for (std::uint32_t slot = 0; slot < inputs.study.size(); ++slot) {
    const auto is_free = inputs.ground != nullptr || !taken.slots[slot];
    if (is_free && is_hot_in_period(inputs, slot)) {
      candidates.push_back(slot);
    }
  }
  std::vector<FoundPlace> beside;
  for (auto& slots : delineated(inputs, options, candidates, inputs.events, inputs.cells.density_per_km2, taken)) {
    auto change = change_not_tested(counts_of(slots, inputs), inputs.period->days(), inputs.comparison->days());
    beside.push_back({.slots = std::move(slots), .basis = Basis::significant, .change = change});
  }
  return beside;
}

}  // namespace

std::vector<FoundPlace> found_places(const RankingInputs& inputs, const PlacesOptions& options) {
  if (inputs.both == nullptr || !inputs.period || !inputs.comparison) {
    return found_by_period(inputs, options);
  }
  auto taken = nothing_taken(inputs);
  auto found = found_by_both(inputs, *inputs.both, options, taken);
  auto beside = found_beside(inputs, options, found, taken);
  const auto shows_in_period = [&](std::uint32_t slot) {
    return inputs.place_cells().count[slot] > 0 && is_hot_in_period(inputs, inputs.map_slot(slot));
  };
  for (auto& place : found) {
    if (std::ranges::any_of(place.slots, shows_in_period)) {
      place.basis = Basis::significant;
    }
  }
  std::ranges::move(beside, std::back_inserter(found));
  return found;
}

std::vector<PlaceCells> delineated_by_observations(const RankingInputs& inputs, const PlacesOptions& options,
                                                   TakenGround& taken) {
  if (inputs.ground == nullptr) {
    const auto candidates = candidates_by_observations(inputs.cells, taken.slots);
    return delineate(inputs.study, candidates.slots, inputs.cells.unsafe_score, options.maximum_extent_m);
  }
  PeakPoints points;
  const auto& observations = inputs.observations;
  for (const auto& item : inputs.ground->observed) {
    const auto is_unsafe = observations.feeling[item.index] == Feeling::unsafe;
    points.positions.push_back(observations.position[item.index]);
    points.weights.push_back(is_unsafe ? observations.severity[item.index] : 0.0);
    points.may_begin.push_back(is_unsafe);
  }
  return delineate_peaks(inputs.ground->study, points, options.high_unsafe_score, options.maximum_extent_m, taken);
}

}  // namespace lykta
