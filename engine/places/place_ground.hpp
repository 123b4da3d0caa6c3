// Which squares may places be made of, and what lies in them?
//
// Places are drawn by squares of a sixteenth of their largest extent, 25 m where that is 400 m, whatever the cells of the map are: a
// place that ends where its events end needs no cell of 100 m at its rim. Only ground near candidates is held.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "engine/events/incidents.hpp"
#include "engine/places/located.hpp"
#include "engine/space/study_grid.hpp"
#include "engine/statistics/cell_statistics.hpp"

namespace lykta {

struct BothPeriods;

/// What lies where; each event and observation with its cell of the map.
struct LyingOnGround {
  const Incidents& incidents;
  const Observations& observations;
  std::span<const Located> events;      ///< of the period, that count
  std::span<const Located> discovered;  ///< of the period, found by patrols
  std::span<const Located> compared;    ///< of the period, that can be compared
  std::span<const Located> before;      ///< of the comparison period, that can be compared
  std::span<const Located> observed;
  std::span<const IncidentClass> classes;  ///< none: each event weighs 1
};

/// The map that the ground is cut from.
struct MapUnderneath {
  const StudyGrid& study;
  const CellValues& cells;
  const Clustering& clustering;
  const BothPeriods* both = nullptr;
};

struct PlaceGround {
  StudyGrid study;              ///< its squares, anchored to the coordinate system as cells are
  double maximum_extent_m = 0;  ///< of a place
  std::vector<std::uint32_t>
      map_slot;  ///< of each square: the cell of the map that holds its centre, or a hot one that holds an
                 ///< event in it
  /// Counted in the squares. The density is that of the cell of the map, residents are spread evenly over theirs; observations and
  /// their score are not in it.
  CellValues cells;
  std::vector<double> compared{};          ///< by square: `compared` events
  std::vector<double> before{};            ///< by square: `before` events
  std::vector<double> together{};          ///< by square: both added
  std::vector<Located> events{};           ///< those that lie on the ground, with their squares
  std::vector<Located> observed{};         ///< likewise
  std::vector<Located> compared_events{};  ///< of both periods, each with its cell of the map
};

/// Side of the squares, metres: a sixteenth of the largest extent, or a little less so that cells of the map are whole squares; twice
/// as much on a map that is so large that there would be more than a milliard.
[[nodiscard]] double ground_square_m(const Grid& map, double maximum_extent_m);

/// Squares near cells of the map where a place may begin: hot ones (in the period or in both together), where none is hot the
/// densest, and those with observations of feeling unsafe. A square lies on the ground where the map has a cell under its centre, or an
/// event lies in it.
[[nodiscard]] PlaceGround place_ground(const MapUnderneath& map, const LyingOnGround& lying, double maximum_extent_m);

/// The square that holds a point, or nothing where no place can be.
[[nodiscard]] std::optional<std::uint32_t> square_at(const StudyGrid& ground, const Point& point);

}  // namespace lykta
