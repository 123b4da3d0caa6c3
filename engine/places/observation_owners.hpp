// Which place does an observation count for, when places lie so near each other that several could have it?
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <vector>

#include "engine/places/place.hpp"
#include "engine/space/study_grid.hpp"

namespace lykta {

class ObservationOwners {
 public:
  using Reach = std::function<std::vector<std::uint32_t>(const Place&)>;

  /// `reach` gives the slots that a place takes observations from, its own among them. No two places share a slot of
  /// their own. Everything must live as long as this.
  ObservationOwners(const StudyGrid& study, std::span<Place* const> places, const Reach& reach);

  /// Number of the place that an observation at `position`, in this slot, counts for: the one whose own slot it is, else
  /// of those that reach it the one with the nearest centre of a cell, to the millimetre; ties go to the first. Nothing
  /// where no place reaches the slot.
  [[nodiscard]] std::optional<std::uint32_t> of(std::uint32_t slot, const Point& position) const;

 private:
  [[nodiscard]] std::int64_t distance_mm(std::uint32_t place, const Point& position) const;

  const StudyGrid& study_;
  std::span<Place* const> places_;
  std::vector<std::optional<std::uint32_t>> own_;    ///< by slot
  std::vector<std::vector<std::uint32_t>> reached_;  ///< by slot, ascending; empty where a place has it for its own
};

}  // namespace lykta
