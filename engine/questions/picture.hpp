// The whole run as one value: from events and an area to ranked places (the lägesbild, the situation picture).
//
// No file in sight: what was read goes in, the picture comes out, and writing it computes nothing more.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/base/progress.hpp"
#include "engine/density/bandwidth.hpp"
#include "engine/density/density.hpp"
#include "engine/density/density_field.hpp"
#include "engine/density/density_unit.hpp"
#include "engine/density/mass_inside.hpp"
#include "engine/density/time_slices.hpp"
#include "engine/events/context.hpp"
#include "engine/events/incidents.hpp"
#include "engine/inputs/comparable_events.hpp"
#include "engine/inputs/incident_use.hpp"
#include "engine/inputs/inputs.hpp"
#include "engine/inputs/warnings.hpp"
#include "engine/places/rank.hpp"
#include "engine/places/reference_cells.hpp"
#include "engine/questions/emerging_map.hpp"
#include "engine/questions/week.hpp"
#include "engine/questions/zone_map.hpp"
#include "engine/space/study_area.hpp"
#include "engine/space/study_grid.hpp"
#include "engine/statistics/cell_statistics.hpp"
#include "engine/statistics/map_statistics.hpp"

namespace lykta {

struct WeeklyPicture;
struct ActionPicture;
struct LevelPicture;
struct StrataPicture;

struct SurveyOptions {
  std::uint64_t minimum_answers = 30;  ///< an index of fewer is flagged as resting on few answers: a judgement
};

/// Where places are tested against localities of their own (Inputs::strata).
struct StrataOptions {
  /// With fewer events in one of them its cells are not tested: any handful of events close together is then most of what there
  /// is. A judgement.
  std::uint64_t minimum_events = 10;
};

/// How far to go: a list of places needs nothing of the whole map and the week, which then stay empty.
enum class Depth : std::uint8_t { places, whole };

/// What the map of cells shows instead of the test that places are made of, which stays that of counts: the same as a map
/// of zones (see zone_map.hpp). Neighbours, correction and the least numbers of events are those of the statistics.
struct MapTestOptions {
  ZoneMeasure measure = ZoneMeasure::count;
  LocalStatistic statistic = LocalStatistic::gi_star;
  PSource p = PSource::automatic;
  Tail tail = Tail::greater;
  std::optional<std::uint32_t> draws{};
  std::uint64_t seed = 1;
  double minimum_inside = 0;
};

/// What the raster of the density shows instead of all events that count per km2. Cells and places stay with these.
struct RasterOptions {
  DensityUnit unit = DensityUnit::per_km2;
  std::optional<HourWindow> hours{};  ///< events with the share of their time that lies in these

  /// Whether it shows what the cells show, where these are squares.
  [[nodiscard]] bool is_that_of_cells() const { return unit == DensityUnit::per_km2 && !hours; }
};

struct PictureOptions {
  std::optional<Period> period;      ///< nothing: all events
  std::optional<Period> comparison;  ///< must not overlap the period
  bool include_discovered = false;   ///< whether events found by patrols count in grid, density, test and ranking
  bool may_be_empty = false;         ///< whether a period without any event that counts is pictured, or refused
  GridOptions grid;
  DensityOptions density;
  std::optional<AdaptiveShape> adaptive{};  ///< bandwidths that follow a pilot density
  std::optional<FastOptions> fast{};        ///< by Fourier transform, within a tolerance
  RasterOptions raster{};
  EdgeTerm edges = EdgeTerm::none;                ///< how the density is corrected at the border of the study area
  std::optional<BandwidthRule> bandwidth_rule{};  ///< chooses the bandwidth for the events that count; nothing: that of
                                                  ///< `density`
  std::size_t nearest_events = usual_k;           ///< of BandwidthRule::k_nearest_mean
  StatisticsOptions statistics;
  StrataOptions strata{};
  /// Nothing: the map of cells shows the test that places are made of.
  std::optional<MapTestOptions> map_test{};
  PlacesOptions places;
  SurveyOptions survey;
  /// Days of a step of time; nothing: no emerging patterns are looked for.
  std::optional<unsigned> emerging_step_days;
  Depth depth = Depth::places;
};

/// Density on square cells, as a raster wants it.
struct Surface {
  StudyGrid study;
  std::vector<double> density;  ///< one per slot, in the unit of RasterOptions
  double weight = 0;            ///< of the events that it shows
  TimeCounts times{};           ///< events that the hours left out
  /// How it was computed, where it is not the density of the cells in another unit.
  std::optional<FastReport> fast{};
  std::optional<std::pair<double, double>> bandwidth_range_m{};
};

struct Picture {
  PictureOptions options;
  StudyArea study_area;
  StudyGrid study;
  std::vector<IncidentUse> use;                    ///< one per incident
  std::vector<std::optional<std::uint32_t>> slot;  ///< one per incident; nothing outside the area
  CellValues cells;
  Clustering clustering;
  std::shared_ptr<const ZoneMap> tested_map{};  ///< only where the map of cells has a test of its own
  std::optional<ChosenBandwidth> bandwidth{};   ///< only where a rule chose it; `options.density` has it, too
  /// Only where it is not the density of the cells: these are no squares, or the raster has a unit or hours of its own.
  std::optional<Surface> raster;
  std::optional<FastReport> fast{};  ///< of the density of the cells, where it was asked for
  std::optional<std::pair<double, double>> bandwidth_range_m{};  ///< narrowest and widest of an adaptive density
  StudyGrid place_study;  ///< squares or cells that the slots of `places` are of; share is 1 where it is not `study`
  std::vector<Place> places;                      ///< ranked ones first, in order of rank
  std::vector<ReferenceCell> reference_cells{};   ///< without a rank, drawn by lot
  std::optional<MapStatistics> map{};             ///< of the counts
  std::shared_ptr<const EmergingMap> emerging{};  ///< only where steps of time were asked for
  std::shared_ptr<const WeeklyPicture> weekly{};  ///< only where a week was asked for, see weekly_picture.hpp
  std::optional<Week> week{};                     ///< of the events that count; none where no event has a time of day
  /// Sources with events that count, and whether they cover both periods; none without a comparison period.
  std::vector<ComparedSource> compared_sources{};
  std::shared_ptr<const StrataPicture>
      strata{};                             ///< only where there are localities to test against, see picture_strata.hpp
  std::optional<PictureHistory> history{};  ///< only where one is kept, see picture_history.hpp
  std::shared_ptr<const ActionPicture> actions{};  ///< only where there is a log of actions, see action_picture.hpp
  std::shared_ptr<const LevelPicture> levels{};    ///< only where levels were asked for, see level_picture.hpp
  std::vector<Warning> warnings;
  std::uint64_t counted_events = 0;  ///< events of the period that count in the ranking

  /// The slot of `place_study` that an incident lies in; nothing where no place can be.
  [[nodiscard]] std::optional<std::uint32_t> place_slot(const Incidents& incidents, std::size_t incident) const;

  /// Whether there is a comparison period, and a source that covers both.
  [[nodiscard]] bool can_compare() const;
};

/// Throws InvalidOption for options that contradict each other, DataError when no event is left to picture.
[[nodiscard]] Picture make_picture(const Inputs& inputs, const PictureOptions& options, const Progress& progress = {});

/// What is asked of the emerging patterns of a picture: the whole steps before the end of the period that the source with
/// the most events that count covers (see data_coverage.hpp), at most 60, after the last of its
/// pauses where enough are left. Throws DataError for fewer than `enough_steps`.
[[nodiscard]] EmergingMapOptions emerging_options_of(const Inputs& inputs, const PictureOptions& options);

/// How the density of a picture is smoothed.
[[nodiscard]] FieldOptions field_of(const PictureOptions& options);

/// What the map of cells is asked where it has a test of its own.
[[nodiscard]] ZoneMapOptions map_test_of(const PictureOptions& options);

/// What the week of a picture is asked: its events, 999 weeks of chance.
[[nodiscard]] WeekOptions week_options_of(const PictureOptions& options);

/// Throws InvalidOption when a number is out of range or the periods are empty or overlap.
void check(const PictureOptions& options);

}  // namespace lykta
