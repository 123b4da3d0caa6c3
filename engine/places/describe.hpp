// What is known of a place once its cells are settled?
#pragma once

#include <span>
#include <vector>

#include "engine/places/delineate.hpp"
#include "engine/places/name_index.hpp"
#include "engine/places/rank.hpp"

namespace lykta {

/// Fills in everything but the ranks and the change of places.
class Describer {
 public:
  Describer(const RankingInputs& inputs, const PlacesOptions& options);

  /// A place made of these cells, without its observations.
  [[nodiscard]] Place describe(const PlaceCells& slots, Basis basis) const;

  /// The place's slots and those that touch them (on its own ground: those at most a cell of the map away), ascending.
  [[nodiscard]] std::vector<std::uint32_t> with_surroundings(const PlaceCells& slots) const;

  /// Gives each observation to one place at most, and fills in what is known of how the places feel. An observation
  /// belongs to the place whose cell it lies in; beside places of events, as a position may be off by a cell, to the one
  /// of those touching its cell that has the nearest centre of a cell (to the millimetre; ties: the one that comes first
  /// in `places`). A place of observations is made of the cells that hold them and borrows from none.
  void share_out_observations(std::span<Place* const> places) const;

 private:
  void describe_events(Place& place) const;
  /// By the nearest name; where none is within two kilometres, by the nearest locality if that is nearer.
  [[nodiscard]] std::optional<NearestName> nearest_name(const Point& position) const;
  void describe_test(Place& place) const;
  [[nodiscard]] bool is_physical(std::uint16_t category) const;
  /// Of the clearest of the cells; `count` are the events that were tested.
  [[nodiscard]] std::optional<CellTest> clearest_test(const PlaceCells& slots, const Clustering& clustering,
                                                      const std::vector<double>& count) const;
  void describe_observations(Place& place, std::span<const std::uint32_t> observations) const;

  const RankingInputs& inputs_;
  const PlacesOptions& options_;
  std::vector<std::vector<std::uint32_t>> events_by_slot_;
  NameIndex names_;
  NameIndex localities_;
  std::vector<bool> is_physical_;  ///< by category of observations
};

/// Whether a place counts as felt unsafe: score and number of observations reach their minima, and more than half of
/// the observations were of feeling unsafe. Who felt neither safe nor unsafe has not said that it is.
[[nodiscard]] bool is_felt_unsafe(const Place& place, const PlacesOptions& options);

}  // namespace lykta
