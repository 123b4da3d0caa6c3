// Which zones hold more than chance would put there, and is the whole map clustered at all?
//
// One value for one map: the events counted by zone, rates where there is something to divide by, a local statistic of
// one of these with its p-values and classes, and what the whole map says of itself.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "engine/base/progress.hpp"
#include "engine/density/density.hpp"
#include "engine/questions/counted_zones.hpp"
#include "engine/statistics/concentration.hpp"
#include "engine/statistics/local_test.hpp"
#include "engine/statistics/map_statistics.hpp"
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

struct ZoneMapOptions {
  EventChoice choice{};
  GridOptions grid{};
  std::optional<DensityOptions> density{};  ///< of cells; nothing: no density
  NeighbourRule neighbours = Queen{};
  ZoneMeasure measure = ZoneMeasure::count;
  /// Cells with less of their area inside the study area take no part in the test.
  double minimum_inside = 0;
  LocalTestOptions test{};
};
/// Throws InvalidOption for options that contradict each other or are out of range.
void check(const ZoneMapOptions& options);
/// Whether p is that of thrown events, which that of Gi* of counts is unless something else was asked for.
[[nodiscard]] bool throws_events(const ZoneMapOptions& options);
/// Whether something to divide by is needed.
[[nodiscard]] bool needs_exposure(ZoneMeasure measure);

/// Columns have one value per zone.
struct ZoneMap {
  ZoneMapOptions options;
  CountedZones counted;
  Rates rates{};  ///< empty columns without exposure
  BayesRates bayes{};
  BayesRates local_bayes{};  ///< only when it is measured

  std::vector<double> tested{};  ///< the column that was tested; NaN for zones that take no part
  LocalTest test{};
  std::vector<std::uint32_t> neighbours{};
  std::size_t islands = 0;
  std::size_t partly_inside = 0;         ///< cells on the border of the study area
  std::size_t left_out = 0;              ///< cells below the minimum inside
  std::optional<GlobalFigures> whole{};  ///< nothing when nothing was tested
  Concentration concentration{};
  std::vector<Warning> warnings{};
};

/// Throws InvalidOption as check() does, and DataError when no event is left or a rate has nothing to divide by.
[[nodiscard]] ZoneMap make_zone_map(const Inputs& inputs, const ZoneMapOptions& options, const Progress& progress = {});

/// The same of zones that are counted already; the choice and the density of the options are not looked at.
[[nodiscard]] ZoneMap test_zones(CountedZones counted, const ZoneMapOptions& options, const Progress& progress = {});

}  // namespace lykta
