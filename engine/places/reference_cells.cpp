#include "engine/places/reference_cells.hpp"

#include <algorithm>

#include "engine/base/random_stream.hpp"
#include "engine/places/describe.hpp"

namespace lykta {

namespace {

std::vector<std::uint32_t> ordinary_slots(const RankingInputs& inputs, const PlacesOptions& options,
                                          std::span<const Place> places) {
  const Describer describer(inputs, options);
  std::vector<bool> is_taken(inputs.study.size(), false);
  for (const auto& place : places) {
    for (const auto slot : describer.with_surroundings(place.slots)) {
      is_taken[inputs.map_slot(slot)] = true;
    }
  }
  const auto is_lived_in = [&](std::uint32_t slot) {
    const auto& cells = inputs.cells;
    return cells.count[slot] > 0 || (!cells.observations.empty() && cells.observations[slot] > 0);
  };
  std::vector<std::uint32_t> slots;
  for (std::uint32_t slot = 0; slot < inputs.study.size(); ++slot) {
    if (!is_taken[slot] && is_lived_in(slot)) {
      slots.push_back(slot);
    }
  }
  return slots;
}

}  // namespace

std::vector<ReferenceCell> reference_cells(const RankingInputs& inputs, const PlacesOptions& options,
                                           std::span<const Place> places) {
  auto slots = ordinary_slots(inputs, options, places);
  // A stream of its own, by the last day.
  constexpr std::uint64_t purpose = 0x72'6566'6365'6c6c;
  const auto day = inputs.period ? inputs.period->to.time_since_epoch().count() : 0;
  RandomStream random(purpose, static_cast<std::uint64_t>(day));
  random.shuffle(std::span(slots));
  const auto& study = inputs.study;
  const auto centre = [&](std::uint32_t slot) { return study.grid.centre(study.cells[slot]); };
  std::vector<ReferenceCell> drawn;
  for (const auto slot : slots) {
    if (drawn.size() >= options.reference_cells) {
      break;
    }
    const auto is_near = [&](const ReferenceCell& other) {
      return distance_m(centre(slot), centre(other.slot)) < options.maximum_extent_m;
    };
    if (std::ranges::none_of(drawn, is_near)) {
      drawn.push_back({slot, static_cast<std::uint64_t>(inputs.cells.count[slot])});
    }
  }
  return drawn;
}

}  // namespace lykta
