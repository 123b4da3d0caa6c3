// What is known of a place once its cells are settled?
#pragma once

#include <span>
#include <vector>

#include "engine/places/delineate.hpp"
#include "engine/places/rank.hpp"

namespace lykta {

/// Fills in everything but the ranks and the change of a place made of these cells.
class Describer {
 public:
  Describer(const RankingInputs& inputs, const PlacesOptions& options);

  [[nodiscard]] Place describe(const PlaceCells& slots, Basis basis) const;

  /// The place's slots and those that touch them, ascending.
  [[nodiscard]] std::vector<std::uint32_t> with_surroundings(const PlaceCells& slots) const;

 private:
  void describe_events(Place& place) const;
  void describe_test(Place& place) const;
  void describe_observations(Place& place) const;

  const RankingInputs& inputs_;
  const PlacesOptions& options_;
  std::vector<std::vector<std::uint32_t>> events_by_slot_;
  std::vector<std::vector<std::uint32_t>> observed_by_slot_;
};

/// Whether a place counts as felt unsafe: score and number of observations reach their minima, and at least half of
/// the observations were of feeling unsafe or neutral.
[[nodiscard]] bool is_felt_unsafe(const Place& place, const PlacesOptions& options);

/// The nearest of the names, or nothing when there are none. Distance and direction are taken on the plane.
[[nodiscard]] std::optional<NearestName> nearest_name(std::span<const NamedPosition> names, const Point& position);

}  // namespace lykta
