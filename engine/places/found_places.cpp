#include "engine/places/found_places.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <string>
#include <utility>

#include "engine/places/candidates.hpp"
#include "engine/places/place_change.hpp"

namespace lykta {

namespace {

PeriodCounts counts_of(const PlaceCells& slots, const BothPeriods& both) {
  PeriodCounts counts;
  for (const auto slot : slots) {
    counts.count += static_cast<std::uint64_t>(both.count[slot]);
    counts.before += static_cast<std::uint64_t>(both.before[slot]);
  }
  return counts;
}

std::vector<FoundPlace> found_by_period(const RankingInputs& inputs, const PlacesOptions& options) {
  const auto candidates = candidates_by_events(inputs.cells, inputs.clustering);
  std::vector<FoundPlace> found;
  for (auto& slots :
       delineate(inputs.study, candidates.slots, inputs.cells.density_per_km2, options.maximum_extent_m)) {
    found.push_back({.slots = std::move(slots), .basis = candidates.basis});
  }
  return found;
}

/// Places that are tested: see found_places().
std::vector<FoundPlace> found_by_both(const RankingInputs& inputs, const BothPeriods& both,
                                      const PlacesOptions& options) {
  const auto candidates = candidates_by_events(both.together, both.density_per_km2, both.clustering);
  struct Compared {
    PlaceCells slots;
    PeriodCounts counts;
    std::string id;
  };
  std::vector<Compared> compared;
  for (auto& slots : delineate(inputs.study, candidates.slots, both.density_per_km2, options.maximum_extent_m)) {
    const auto counts = counts_of(slots, both);
    if (counts.together() >= options.minimum_events) {
      auto id = inputs.study.grid.id(inputs.study.cells[slots.front()]);
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

/// What the period alone shows beside the places that are `found` already.
std::vector<FoundPlace> found_beside(const RankingInputs& inputs, const BothPeriods& both, const PlacesOptions& options,
                                     const std::vector<FoundPlace>& found) {
  std::vector<bool> is_taken(inputs.study.size(), false);
  for (const auto& place : found) {
    for (const auto slot : place.slots) {
      is_taken[slot] = true;
    }
  }
  std::vector<std::uint32_t> candidates;
  for (std::uint32_t slot = 0; slot < inputs.study.size(); ++slot) {
    if (!is_taken[slot] && is_hot_in_period(inputs, slot)) {
      candidates.push_back(slot);
    }
  }
  std::vector<FoundPlace> beside;
  for (auto& slots : delineate(inputs.study, candidates, inputs.cells.density_per_km2, options.maximum_extent_m)) {
    auto change = change_not_tested(counts_of(slots, both), inputs.period->days(), inputs.comparison->days());
    beside.push_back({.slots = std::move(slots), .basis = Basis::significant, .change = change});
  }
  return beside;
}

}  // namespace

std::vector<FoundPlace> found_places(const RankingInputs& inputs, const PlacesOptions& options) {
  if (inputs.both == nullptr || !inputs.period || !inputs.comparison) {
    return found_by_period(inputs, options);
  }
  auto found = found_by_both(inputs, *inputs.both, options);
  auto beside = found_beside(inputs, *inputs.both, options, found);
  for (auto& place : found) {
    if (std::ranges::any_of(place.slots, [&](std::uint32_t slot) { return is_hot_in_period(inputs, slot); })) {
      place.basis = Basis::significant;
    }
  }
  std::ranges::move(beside, std::back_inserter(found));
  return found;
}

}  // namespace lykta
