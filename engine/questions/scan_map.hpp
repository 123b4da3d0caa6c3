// Where, and since when, did more happen than chance would put there? The scan statistic asked of what was read.
//
// scan_statistic.hpp knows places, periods and numbers. Here it is settled which events are cases, which zones are
// places, how time is cut into periods and what cases are expected by; and what had to be left out for it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "engine/base/progress.hpp"
#include "engine/inputs/chosen_events.hpp"
#include "engine/inputs/incident_use.hpp"
#include "engine/inputs/inputs.hpp"
#include "engine/inputs/warnings.hpp"
#include "engine/space/zones.hpp"
#include "engine/statistics/scan_statistic.hpp"

namespace lykta {

/// What cases are expected by in the Poisson model.
enum class ScanBase : std::uint8_t {
  residents,  ///< those that were read
  exposure,   ///< of the polygons of one's own
  area        ///< inside the study area, as if people were spread evenly
};

struct ScanMapOptions {
  EventChoice choice{};
  GridOptions grid{};
  ScanBase base = ScanBase::residents;
  /// Length of a period. Periods are counted back from the end of `choice.period`, so that the last is whole; nothing:
  /// purely spatial.
  std::optional<int> step_days{};
  ScanOptions scan{};
  double level = 0.05;            ///< a cluster is called one when its p is at most this
  std::size_t least_events = 30;  ///< with fewer nothing is scanned

  /// Limits of memory and time: numbers of places times periods, windows around one place, windows times replicas.
  static constexpr double values_at_most = 2e6;
  static constexpr double windows_of_a_place_at_most = 2e7;
  static constexpr double looks_at_most = 2e13;
};

/// Throws InvalidOption for options that contradict each other: periods without a time to cut or fewer than two of
/// them, the permutation model or a prospective scan without periods, a level that so few replicas cannot reach.
void check(const ScanMapOptions& options);

/// A zone of a cluster.
struct ClusterZone {
  std::uint32_t zone = 0;
  std::uint64_t cases = 0;  ///< in the time of the cluster, as is what was expected
  double expected = 0;
  double population = 0;  ///< residents, exposure or km², by the base; NaN in the permutation model
};

/// How long a cluster lasts, and what its dates are worth.
enum class ClusterSpell : std::uint8_t {
  no_time,            ///< time was not looked at
  some_periods,       ///< its dates are those of the best window
  longest_looked_at,  ///< as long as ScanOptions::longest_share allows: it may have gone on longer
  whole_time          ///< all periods: this place is busy all the time, and the dates say nothing (Poisson only)
};
[[nodiscard]] std::string_view name_of(ClusterSpell spell);

struct ScannedCluster {
  bool significant = false;  ///< p at most the level; otherwise chance gives as good a window too often
  Point centre;
  std::uint32_t centre_zone = 0;   ///< whose centre that is; nothing need happen and nobody live there
  double radius_m = 0;             ///< to the farthest centre of its zones; 0 for a single one
  std::vector<ClusterZone> zones;  ///< the nearest to the centre first
  std::optional<Period> time;      ///< nothing: purely spatial
  ClusterSpell spell = ClusterSpell::no_time;
  std::uint64_t cases = 0;
  double expected = 0;
  double population = 0;     ///< as of its zones
  double relative_risk = 0;  ///< infinity when all cases are inside; NaN in the permutation model
  double log_likelihood_ratio = 0;
  double p = 1;
  /// Chance gives as good a window once in so many days, if the scan is made once a period; nothing unless prospective.
  std::optional<double> recurrence_days;
};

/// Events of the period in the zones that are no cases.
struct ScanLosses {
  std::size_t without_date = 0;            ///< only where there is a period: nobody knows whether they belong to it
  std::size_t before_periods = 0;          ///< in the days at the beginning that fill no whole period
  std::size_t span_too_long = 0;           ///< more than half of their span lies outside any one period
  std::size_t where_none_lives = 0;        ///< in zones without population: nothing can be expected there
  std::vector<std::uint32_t> empty_zones;  ///< those zones
};

struct ScanMap {
  ScanMapOptions options;
  Zones zones;
  std::vector<ScannedCluster> clusters;  ///< by log likelihood ratio, the best first
  bool scanned = false;                  ///< whether there were events enough
  std::optional<Period> time;            ///< all periods together; without periods that of the choice
  std::size_t periods = 1;
  std::uint64_t cases = 0;
  std::size_t places = 0;  ///< zones that count as places; all zones are centres
  double population = 0;   ///< of all places; 0 in the permutation model
  double outside_residents = 0;
  std::size_t in_several = 0;  ///< events that lie in several zones and are counted in the first
  ScanLosses losses;
  std::vector<IncidentUse> uses;  ///< one per incident
  std::vector<Warning> warnings;  ///< about the data
};

/// Zones without population (permutation model: without events) add nothing to a circle, but circles are drawn around
/// them too. A population is the same in all periods. Events in a zone without population are left out and counted.
///
/// Throws InvalidOption as check(), DataError when no event is left, when nobody lives in any zone, and when there are
/// more places and periods than memory or a night would do.
[[nodiscard]] ScanMap scan_map(const Inputs& inputs, const ScanMapOptions& options, const Progress& progress = {});

}  // namespace lykta
