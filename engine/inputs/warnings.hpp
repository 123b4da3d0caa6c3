// What must a reader know before believing a picture or a map?
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/events/time_precision.hpp"
#include "engine/events/time_window.hpp"
#include "engine/inputs/inputs.hpp"

namespace lykta {

/// Things a reader of the picture must know before believing it. `value` and `limit` are the numbers in the sentence.
enum class WarningKind : std::uint8_t {
  too_few_events,        ///< value events, limit needed: whether they cluster was not tested
  too_few_in_period,     ///< the same of the period alone: both periods together were tested
  equal_counts,          ///< all cells have the same count: nothing was tested
  sparse_grid,           ///< value events per cell and neighbourhood on average, below limit: z is a rough guide
  nothing_significant,   ///< the places are the densest cells
  significant_together,  ///< the same of the period alone, and the places are those of both periods together
  bandwidth_below_cell,  ///< value and limit metres
  bandwidth_below_position_error,
  outside_area,              ///< value events of limit
  outside_zones,             ///< value events of limit lie in none of the zones
  discovered_left_out,       ///< value events
  no_discovered_known,       ///< no source tells the origin: all count as reported
  unequal_periods,           ///< value and limit days: the comparison is scaled
  no_study_area,             ///< the box around the events stands in
  far_off_events,            ///< value events make that box limit times larger
  coarse_positions,          ///< value share of the positions with a shared coordinate pair
  cell_below_rounding,       ///< cells of value metres, coordinates rounded to limit metres
  source_starts_late,        ///< of value sources the first event is more than limit days after the comparison's start
  suspicious_stacks,         ///< value events on limit points: likely the middles of localities
  bandwidth_not_found,       ///< of value metres: the best was at an end of the range that was tried
  distance_below_rounding,   ///< a first distance of value metres, coordinates rounded to limit metres
  few_pairs_expected,        ///< chance gives value pairs near and soon, below limit
  thin_week,                 ///< value events in limit hours of the week
  many_at_midnight,          ///< value of limit moments are 00:00:00
  default_time,              ///< value of limit moments of `source` have the clock time `detail`: a default of a form
  years_left_out,            ///< value of limit earlier years were not recorded whole
  period_not_recorded,       ///< value of limit days of a period lie before the first or after the last event
  not_corrected,             ///< value tests at a level of limit, each by itself
  chosen_zones,              ///< polygons of one's own: were they chosen for what is measured?
  in_several_zones,          ///< value events lie in more than one zone
  zones_without_neighbours,  ///< value of limit
  few_steps,                 ///< value steps of time, limit wished for
  part_step_left_out,        ///< the first value days of the period fill no step of limit days
  between_steps,             ///< value of limit events are known too vaguely for one step
  nobody_lives_there,        ///< value events in limit zones without population are left out
  expected_by_area,          ///< no population: the same is expected in every square kilometre
  nothing_testable,          ///< no zone has a value that could be tested
  no_zone_significant,       ///< no zone of a map of zones at 95 %
  no_pattern,                ///< none of value zones has a pattern over time
  outlying_dates,            ///< value of limit dated events of `source` lie far from all others: rows in `detail`
  source_not_compared,       ///< `source` covers `detail`: value of its events are left out of the comparison
  nothing_comparable,        ///< no source covers both periods
  map_has_own_test,          ///< the classes of the map of cells are not those of the test that places are made of
  source_without_all_steps,  ///< `source` covers `detail`: value of its events are left out of the steps of time
  raster_of_hours,           ///< the raster shows certain hours of the events that cells and places are made of
  period_cut_to_record,      ///< value of limit days of a period are not covered: its steps are those of `detail`
  scale_differs,             ///< lengths on the map are off by value (a share of them) somewhere
  rough_transformation,  ///< positions of `source` came into the map's system to within value metres, worse than limit
  ballpark_transformation,  ///< positions of `source` came into the map's system without the shift between the datums
  between_weeks,            ///< value events are known too vaguely for one single week
  week_partly_recorded,     ///< `source` covers value of the limit days of week `detail`
  reports_to_come,          ///< value (a share) of the events of `source` in week `detail` have been reported so far
  order_without_intervals,  ///< places are ranked by the score `detail`, of which it is not known how it varies
  thin_strata,              ///< value localities with fewer than limit events, named in `detail`: not tested
  thin_outside,             ///< value events, fewer than limit, lie outside of the localities: not tested
  in_several_strata,        ///< value events lie in more than one locality
  source_without_baseline,  ///< `source` covers `detail`: what was to be expected does not hold value of its events of the week
};
/// What each is called and says stands in publish/words/warnings.cpp.
inline constexpr auto last_warning_kind = WarningKind::source_without_baseline;

struct Warning {
  WarningKind kind = WarningKind::too_few_events;
  double value = 0;
  double limit = 0;
  std::string source{};  ///< its name, where it is about one
  std::string detail{};  ///< days, or rows with their dates
};

/// What became of the events, as far as the warnings ask.
struct DataFacts {
  double outside_area = 0;
  double outside_zones = 0;
  double discovered_left_out = 0;
  double cell_m = 0;
  std::optional<Period> comparison;  ///< nothing: no word of sources that start late
};

/// Warnings about the data themselves: area, origin, late sources, dates far from all others, positions.
[[nodiscard]] std::vector<Warning> data_warnings(const Inputs& inputs, const DataFacts& facts);

/// That a clock time of a source stands for an unknown one.
[[nodiscard]] Warning warning_of(const Inputs& inputs, const DefaultTime& time);

/// Warnings about a bandwidth that says more than the data hold: below the cell, or below the error of positions: the
/// step that coordinates are rounded to where that is known and coarse, else what Swedish reports are off by.
[[nodiscard]] std::vector<Warning> bandwidth_warnings(double bandwidth_m, double cell_m,
                                                      const std::optional<double>& position_step_m);

}  // namespace lykta
