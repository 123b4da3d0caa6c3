// The whole run as one value: from events and an area to ranked places (the lägesbild, the situation picture).
//
// No file in sight: what was read goes in, the picture comes out, and writing it computes nothing more.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/density/density.hpp"
#include "engine/events/context.hpp"
#include "engine/events/incidents.hpp"
#include "engine/places/rank.hpp"
#include "engine/progress.hpp"
#include "engine/space/study_grid.hpp"
#include "engine/statistics/cell_statistics.hpp"

namespace lykta {

/// People who live somewhere: a point stands for a block's centre, an area spreads its residents evenly.
struct Residents {
  Point point;
  std::optional<Area> area;
  double number = 0;
};

/// Everything that was read, in metres and local time.
struct Inputs {
  std::vector<IncidentClass> classes;
  std::vector<std::string> observation_categories;
  Incidents incidents;
  Observations observations;
  std::optional<Area> study_area;  ///< nothing: the box around the incidents
  std::vector<NamedPosition> names;
  std::vector<Residents> residents;
  /// For each incident the one that it is counted with (see linked_reports.hpp); empty: each counts by itself.
  std::vector<std::uint32_t> counted_as;
  std::optional<double> position_step_m;  ///< to which the coarsest source rounds its coordinates
  std::vector<SurveyArea> survey;         ///< this and what follows is shown beside the events and never added to them
  Visits visits;
  std::vector<std::string> visiting_units;
  Accidents accidents;
};

struct GridOptions {
  CellShape shape = CellShape::square;
  double cell_m = 100;
};

struct SurveyOptions {
  std::uint64_t minimum_answers = 30;  ///< an index of fewer is flagged as resting on few answers: a judgement
};

/// How far to go; what comes later stays empty. A density map needs no ranking, and a test no places.
enum class Depth : std::uint8_t { density, cells, places };

struct PictureOptions {
  std::optional<Period> period;      ///< nothing: all events
  std::optional<Period> comparison;  ///< must not overlap the period
  bool include_discovered = false;   ///< whether events found by patrols count in grid, density, test and ranking
  GridOptions grid;
  DensityOptions density;
  StatisticsOptions statistics;
  PlacesOptions places;
  SurveyOptions survey;
  Depth depth = Depth::places;
};

/// What became of each incident.
enum class IncidentUse : std::uint8_t {
  period,
  comparison,
  outside_periods,
  outside_area,
  linked,  ///< counted with another source's report of the same event
};
[[nodiscard]] std::string_view name_of(IncidentUse use);

/// Density on square cells, as a raster wants it.
struct Surface {
  StudyGrid study;
  std::vector<double> per_km2;  ///< one per slot
};

/// Things a reader of the picture must know before believing it. `value` and `limit` are the numbers in the sentence.
enum class WarningKind : std::uint8_t {
  too_few_events,        ///< value events, limit needed: nothing was tested
  equal_counts,          ///< all cells have the same count: nothing was tested
  sparse_grid,           ///< value events per cell and neighbourhood on average, below limit: z is a rough guide
  nothing_significant,   ///< the places are the densest cells
  bandwidth_below_cell,  ///< value and limit metres
  bandwidth_below_position_error,
  outside_area,         ///< value events of limit
  discovered_left_out,  ///< value events
  no_discovered_known,  ///< origin unknown: all count as reported
  unequal_periods,      ///< value and limit days: the comparison is scaled
  no_study_area,        ///< the box around the events stands in
  coarse_positions,     ///< value share of the positions with a shared coordinate pair
  cell_below_rounding,  ///< cells of value metres, coordinates rounded to limit metres
  source_starts_late,   ///< of value sources the first event is more than limit days after the comparison's start
  suspicious_stacks,    ///< value events on limit points: likely the middles of localities
};
struct Warning {
  WarningKind kind = WarningKind::too_few_events;
  double value = 0;
  double limit = 0;
};
[[nodiscard]] std::string_view name_of(WarningKind kind);

struct Picture {
  PictureOptions options;
  Area study_area;
  StudyGrid study;
  std::vector<IncidentUse> use;                    ///< one per incident
  std::vector<std::optional<std::uint32_t>> slot;  ///< one per incident; nothing outside the area
  CellValues cells;
  Clustering clustering;
  std::optional<Surface> raster;  ///< only when the grid is not square; else `cells.density_per_km2` is the raster
  std::vector<Place> places;      ///< ranked ones first, in order of rank
  std::vector<Warning> warnings;
  std::uint64_t counted_events = 0;  ///< events of the period that count in the ranking
};

/// Throws InvalidOption for options that contradict each other, DataError when no event is left to picture.
[[nodiscard]] Picture make_picture(const Inputs& inputs, const PictureOptions& options, const Progress& progress = {});

/// Throws InvalidOption when a number is out of range or the periods are empty or overlap.
void check(const PictureOptions& options);

}  // namespace lykta
