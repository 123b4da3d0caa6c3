// Against what are the places of a picture tested, and how concentrated is each part of the study area by itself?
//
// In a municipality every town is more than chance against the forest, and half of all events lie in very few of its cells. With
// localities as strata a cell is tested against its own town, and what is said of the whole is said of each town.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "engine/events/incidents.hpp"
#include "engine/inputs/inputs.hpp"
#include "engine/places/located.hpp"
#include "engine/questions/picture.hpp"
#include "engine/space/strata.hpp"
#include "engine/statistics/concentration.hpp"
#include "engine/statistics/neighbour_sums.hpp"
#include "engine/statistics/stratified_events.hpp"

namespace lykta {

/// What is known of one stratum.
struct StratumFigures {
  double area_km2 = 0;              ///< inside the study area
  std::optional<double> residents;  ///< those of its cells, by the share that it has of each; none without a source
  std::uint64_t events = 0;         ///< of the period, that count
  /// Of sources that cover both periods, none where nothing can be compared.
  std::optional<std::uint64_t> compared;
  std::optional<std::uint64_t> before;  ///< the same of the comparison period
  bool is_tested = false;               ///< in the period: else too few events
  std::size_t hot_cells = 0;            ///< whose largest part it has
  std::size_t places = 0;               ///< of the list, ranked ones and others, with most of their events here
  /// How few of its cells have half of its events; chance throws them over its ground (199 maps). Cells on its border are counted with
  /// their part alone. None without an event.
  std::optional<Concentration> concentration;
};

struct StrataPicture {
  Strata strata;
  std::uint64_t minimum_events = 0;       ///< of a stratum that is tested
  std::vector<StratumFigures> figures{};  ///< by stratum, the ground outside of all polygons last
};

/// The strata of a picture, where the inputs have some; else null. Throws DataError as Strata.
[[nodiscard]] std::shared_ptr<StrataPicture> strata_of(const Inputs& inputs, const Picture& picture);

/// The test that places are made of: each of these events, those that count, against its own stratum; without strata against the
/// whole. `sums` are those of the options' neighbours.
void test_places(const Incidents& incidents, std::span<const Located> events, const NeighbourSums& sums,
                 const StrataPicture* strata, Picture& picture);

/// What a reader must know of that test. `both_were_tested`: both periods together had enough events for a test.
void warn_about_test(Picture& picture, bool both_were_tested, const StrataPicture* strata);

/// These events by their strata, as a test wants them.
[[nodiscard]] StratifiedEvents stratified(const StrataPicture& strata, const Incidents& incidents,
                                          std::span<const Located> events, std::span<const Located> more = {});

/// Events of sources that cover both periods; both empty where nothing is compared.
struct StrataComparison {
  std::span<const Located> events;
  std::span<const Located> before;
};

/// Of a picture whose places are known: the stratum of each place, the figures of all strata, and warnings about them. A place belongs
/// to the stratum with most of its events, of equally many to the first; without events to the one that its position lies in.
/// `events` are those that count.
void describe_strata(const Inputs& inputs, std::span<const Located> events, const StrataComparison& compared,
                     StrataPicture& strata, Picture& picture);

}  // namespace lykta
