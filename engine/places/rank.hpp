// From cells to a ranked list of places, each with what is known of it.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "engine/density/density.hpp"
#include "engine/events/incidents.hpp"
#include "engine/places/both_periods.hpp"
#include "engine/places/located.hpp"
#include "engine/places/place.hpp"
#include "engine/places/place_ground.hpp"
#include "engine/places/rank_by.hpp"
#include "engine/space/study_grid.hpp"
#include "engine/statistics/cell_statistics.hpp"

namespace lykta {

/// What places are made of.
enum class PlaceMethod : std::uint8_t {
  peaks,  ///< circles around events, drawn by fine squares (see delineate_peaks.hpp)
  cells,  ///< cells of the map that touch (see delineate.hpp)
};

/// How the order of places is drawn (see rank_reliability.hpp).
struct RankDraws {
  std::size_t draws = 1000;  ///< 0: nothing is said of how sure the order is
  std::uint64_t seed = 1;
  double level = 0.9;    ///< of the rank intervals
  unsigned threads = 0;  ///< 0: all cores; the result does not depend on it
};

/// Count, weighted count and recency.
[[nodiscard]] std::vector<RankBy> usual_mean_rank();

struct PlacesOptions {
  PlaceMethod method = PlaceMethod::peaks;
  int limit = 10;                    ///< how many places have a rank at most, and how many are felt unsafe without
  double maximum_extent_m = 400;     ///< a place can be walked across
  std::uint64_t minimum_events = 5;  ///< a place with fewer events is not listed
  RankBy rank_by = RankBy::count;
  /// Whose ranks are averaged where places are ranked by RankBy::mean_rank.
  std::vector<RankBy> mean_rank_of = usual_mean_rank();
  double half_life_days = 90;              ///< of RankBy::recency
  unsigned reference_cells = 5;            ///< how many cells without a rank are listed beside the places
  double high_unsafe_score = 6;            ///< from here on a place counts as felt unsafe (see is_felt_unsafe) ...
  std::uint64_t minimum_observations = 3;  ///< ... if it has this many observations
  double observation_days = 730;           ///< observations older than this at the end of the period are left out
  double minimum_residents = 100;          ///< with fewer residents a place gets no rate
  BusyWindowOptions times{};               ///< how weekday and hours of the listed places are tested
  RankDraws reliability{};                 ///< how sure the order of the listed places is
};

/// What a ranking rests on; everything belongs to the caller.
struct RankingInputs {
  const StudyGrid& study;
  const CellValues& cells;
  const Clustering& clustering;
  const Incidents& incidents;
  std::span<const Located> events;  ///< those of the period that count
  std::size_t classes = 0;          ///< how many classes there are
  const Observations& observations;
  std::span<const Located> observed;         ///< those in the area and young enough
  std::span<const std::string> addresses{};  ///< as Incidents::address_index counts them
  std::span<const NamedPosition> names;
  std::span<const NamedPosition> localities{};  ///< of which one names a place that is far from all names
  std::optional<Period> period;
  std::optional<Period> comparison;
  const BothPeriods* both = nullptr;                      ///< the events that are compared; none where nothing is
  const NeighbourSums* sums = nullptr;                    ///< those of the tests; none: a test is of its cell alone
  std::span<const IncidentClass> kinds{};                 ///< what an event of a class weighs; none: 1
  std::span<const std::string> observation_categories{};  ///< as Observations::category_index counts them
  std::optional<DensityOptions> density{};  ///< how densities are smoothed; none: one is of its cell alone
  const PlaceGround* ground = nullptr;      ///< what places are made of; none: cells of the map

  // Slots of places are those of the ground, where there is one. Tests and densities stay those of the cells of the map.
  [[nodiscard]] const StudyGrid& place_study() const { return ground != nullptr ? ground->study : study; }
  [[nodiscard]] const CellValues& place_cells() const { return ground != nullptr ? ground->cells : cells; }
  [[nodiscard]] std::span<const Located> place_events() const {
    return ground != nullptr ? std::span<const Located>(ground->events) : events;
  }
  [[nodiscard]] std::span<const Located> place_observed() const {
    return ground != nullptr ? std::span<const Located>(ground->observed) : observed;
  }
  /// The cell of the map that a slot of a place lies on.
  [[nodiscard]] std::uint32_t map_slot(std::uint32_t slot) const {
    return ground != nullptr ? ground->map_slot[slot] : slot;
  }
  /// Name of the place that begins in a slot: the cell of the map that it lies on, or the square where two places could
  /// begin in one cell.
  [[nodiscard]] std::string place_id(std::uint32_t heart) const;
};

/// Places made of significant cells (of the densest tenth of the cells with events where nothing was tested or
/// nothing is significant), ranked by `rank_by` (ties: by count, weighted count, density, then id) and cut to the
/// limit. Where periods are compared, places are found as found_places() says, and those with a clear change that got no
/// rank follow, the one with most events in both periods first: what has gone away is as visible as what has come.
/// Places of the densest cells get no rank then where another place has one. Last, unranked, places that stand out by
/// observations alone and touch none of the former. Weekday and hours are tested over all places of events that are
/// listed (see busy_windows.hpp), and how sure the order is over all places that compete for a rank, those beyond the
/// limit too (see rank_reliability.hpp).
[[nodiscard]] std::vector<Place> rank_places(const RankingInputs& inputs, const PlacesOptions& options);

/// Throws InvalidOption for a number out of range; `cell_m` is the size of the cells that places are made of.
void check(const PlacesOptions& options, double cell_m);

}  // namespace lykta
