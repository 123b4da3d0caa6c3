// Which zones hold more than chance would put there, and is the whole map clustered at all?
//
// One value for one map: the events counted by zone, rates where there is something to divide by, a local statistic of
// one of these with its p-values and classes, and what the whole map says of itself.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/base/progress.hpp"
#include "engine/density/density.hpp"
#include "engine/inputs/chosen_events.hpp"
#include "engine/statistics/cell_classes.hpp"
#include "engine/statistics/concentration.hpp"
#include "engine/statistics/conditional_permutation.hpp"
#include "engine/statistics/map_statistics.hpp"
#include "engine/statistics/no_value.hpp"
#include "engine/statistics/rates.hpp"
#include "engine/statistics/zone_neighbours.hpp"

namespace lykta {

/// Which column is tested.
enum class ZoneMeasure : std::uint8_t {
  count,
  weighted_count,   ///< events, each with the weight of its class
  rate,             ///< count / exposure
  empirical_bayes,  ///< the rate drawn towards that of all zones (see rates.hpp)
  local_bayes,      ///< likewise towards that of the neighbourhood
};

enum class LocalStatistic : std::uint8_t { gi_star, gi, moran, geary };

/// Where the p-values come from.
enum class PSource : std::uint8_t {
  automatic,    ///< `events` for Gi* of counts, else exact where that is possible, else by permutation
  exact,        ///< all ways to deal the values worked out; for whole numbers
  events,       ///< of Gi* of counts: each event could have happened anywhere (see thrown_events.hpp)
  permutation,  ///< so many random ways
  normal,       ///< z taken for a standard normal deviate: wrong where there are few events
};

struct ZoneMapOptions {
  EventChoice choice{};
  GridOptions grid{};
  std::optional<DensityOptions> density{};  ///< of cells; nothing: no density
  NeighbourRule neighbours = Queen{};
  ZoneMeasure measure = ZoneMeasure::count;
  LocalStatistic statistic = LocalStatistic::gi_star;
  PSource p = PSource::automatic;
  Tail tail = Tail::greater;
  Correction correction = Correction::benjamini_hochberg;
  /// Of permutations; nothing: 99 999, or 9 999 for local Geary.
  std::optional<std::uint32_t> draws{};
  std::uint64_t seed = 1;
  /// With fewer events in all nothing is tested.
  std::uint64_t minimum_events = 30;
  /// A zone with fewer events in it and its neighbours together is never called hot.
  std::uint64_t minimum_neighbourhood_events = 5;
  /// Cells with less of their area inside the study area take no part in the test.
  double minimum_inside = 0;
  unsigned threads = 0;
};
/// Throws InvalidOption for options that contradict each other or are out of range.
void check(const ZoneMapOptions& options);
/// Whether p is that of thrown events, which that of Gi* of counts is unless something else was asked for.
[[nodiscard]] bool throws_events(const ZoneMapOptions& options);
/// Whether something to divide by is needed.
[[nodiscard]] bool needs_exposure(ZoneMeasure measure);

/// What a zone is called: hot_99 to cold_90 for Gi and Gi*; for local Moran and Geary what it is beside its neighbours.
enum class ZoneKind : std::uint8_t {
  no_value,
  too_few_events,
  not_significant,
  hot,
  cold,
  high_high,  ///< high among high (Moran)
  low_low,
  high_low,  ///< high among low: an odd one out
  low_high,
  alike,  ///< like its neighbours (Geary)
  unlike,
};
struct ZoneClass {
  ZoneKind kind = ZoneKind::no_value;
  int confidence = 0;  ///< 99, 95 or 90; 0 for the first three kinds

  friend bool operator==(const ZoneClass&, const ZoneClass&) = default;
};
/// "hot_99", "high_low_95", "not_significant" ...
[[nodiscard]] std::string name_of(const ZoneClass& zone_class);

/// Columns have one value per zone.
struct ZoneMap {
  ZoneMapOptions options;
  Zones zones;
  ZonedEvents events{};
  std::size_t discovered_events = 0;

  std::vector<double> count{};
  std::vector<double> weighted_count{};
  std::vector<double> comparison_count{};
  std::vector<double> discovered{};       ///< events of the period found by patrols
  std::vector<double> density_per_km2{};  ///< empty without density
  std::vector<double> exposure{};         ///< residents or what the zones' own column says; empty: none was read
  double exposure_outside = 0;            ///< residents in no zone
  Rates rates{};                          ///< empty columns without exposure
  BayesRates bayes{};
  BayesRates local_bayes{};  ///< only when it is measured

  std::vector<double> tested{};  ///< the column that was tested; NaN for zones that take no part
  std::vector<double> value{};   ///< I or c of Moran and Geary; empty for Gi
  /// NaN where there is none; empty for Geary. Of Gi* of cells under PSource::events by area: of the counts above what
  /// each cell's share inside the study area gives, which for whole cells is the z of the counts.
  std::vector<double> z{};
  std::vector<double> p{};
  std::vector<double> adjusted_p{};
  std::vector<NoValue> why{};
  std::vector<ZoneClass> zone_class{};
  std::vector<std::uint32_t> neighbours{};
  std::vector<double> events_around{};    ///< events in the zone and its neighbours
  std::vector<double> expected_around{};  ///< by PSource::events; else empty
  /// How far the events around lie from the expected ones, in standard deviations of that chance (see
  /// thrown_events.hpp): the z that belongs to `p`. By PSource::events; else empty.
  std::vector<double> around_z{};
  bool is_tested = false;
  PSource p_source = PSource::automatic;  ///< what automatic became
  std::uint32_t draws = 0;                ///< 0 unless by permutation

  std::size_t islands = 0;
  std::size_t partly_inside = 0;         ///< cells on the border of the study area
  std::size_t left_out = 0;              ///< cells below the minimum inside
  std::optional<GlobalFigures> whole{};  ///< nothing when nothing was tested
  Concentration concentration{};
  std::vector<Warning> warnings{};
};

/// Throws InvalidOption as check() does, and DataError when no event is left or a rate has nothing to divide by.
[[nodiscard]] ZoneMap make_zone_map(const Inputs& inputs, const ZoneMapOptions& options, const Progress& progress = {});

}  // namespace lykta
