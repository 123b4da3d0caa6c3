// Which places hold more than chance would put there: by which statistic, against which chance, and how surely?
//
// One column goes in, one value comes out. Cells of a run, cells of a map and zones of one's own are tested here and
// nowhere else. Adding a statistic means its formula (local_statistics), its chance (local_test.cpp) and its words
// (publish/words/statistic_words.hpp).
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "engine/statistics/cell_classes.hpp"
#include "engine/statistics/conditional_permutation.hpp"
#include "engine/statistics/local_statistics.hpp"
#include "engine/statistics/neighbour_sums.hpp"
#include "engine/statistics/no_value.hpp"
#include "engine/statistics/stratified_events.hpp"

namespace lykta {

/// Where the p-values come from.
enum class PSource : std::uint8_t {
  automatic,    ///< `events` for Gi* of counts; else of counts exact where that is possible; else by permutation
  exact,        ///< all ways to deal the values worked out; for whole numbers
  events,       ///< of Gi* of counts: each event could have happened anywhere (see thrown_events.hpp)
  permutation,  ///< so many random ways
  normal,       ///< z taken for a standard normal deviate: wrong where there are few events
};

/// What a column holds: p-values that need counts are refused to the other two.
enum class TestedValues : std::uint8_t { counts, weighted_counts, rates };

struct LocalTestOptions {
  LocalStatistic statistic = LocalStatistic::gi_star;
  PSource p = PSource::automatic;
  Tail tail = Tail::greater;
  Correction correction = Correction::benjamini_hochberg;
  /// Of permutations, which `automatic` then takes for all but thrown events; nothing: 99 999, or 9 999 for local Geary.
  std::optional<std::uint32_t> draws{};
  std::uint64_t seed = 1;
  /// With fewer events in all nothing is tested.
  std::uint64_t minimum_events = 30;
  /// A place with fewer events in it and its neighbours together is never called hot.
  std::uint64_t minimum_neighbourhood_events = 5;
  unsigned threads = 0;
};
/// Throws InvalidOption for options that contradict each other, or the values that are to be tested.
void check(const LocalTestOptions& options, TestedValues values);
/// Whether p is that of thrown events, which that of Gi* of counts is unless something else was asked for.
[[nodiscard]] bool throws_events(const LocalTestOptions& options, TestedValues values);
/// Whether, under randomisation, a place's own value is dealt anew with the others (total); else it keeps its value and
/// only those of the others are (conditional).
[[nodiscard]] bool is_dealt_to_all(LocalStatistic statistic);

/// What is tested; one value per place in each column.
struct TestedColumn {
  std::span<const double> values;  ///< NaN takes no part
  TestedValues kind = TestedValues::counts;
  std::span<const double> count;     ///< events in each place: too few of them are not tested
  std::span<const double> exposure;  ///< by what events are thrown: area or residents; else it is not looked at
  /// The places are cells and the exposure is their part inside the study area: Gi* is then that of the counts above
  /// what each part gives.
  bool cells_by_area = false;
  /// Of cells by area under PSource::events: each event could have happened anywhere in its own stratum only.
  const StratifiedEvents* stratified = nullptr;
};

/// One value per place in each column.
struct LocalTest {
  std::vector<double> value{};  ///< I or c of Moran and Geary; empty for Gi
  /// NaN where there is none; empty for Geary. Of Gi* of cells under PSource::events by area: of the counts above what
  /// each cell's share inside the study area gives, which for whole cells is the z of the counts.
  std::vector<double> z{};
  std::vector<double> p{};
  std::vector<double> adjusted_p{};
  std::vector<NoValue> why{};
  std::vector<ZoneClass> zone_class{};
  std::vector<double> events_around{};    ///< events in the place and its neighbours
  std::vector<double> expected_around{};  ///< by PSource::events; else empty
  /// How far the events around lie from the expected ones, in standard deviations of that chance (see
  /// thrown_events.hpp): the z that belongs to `p`. By PSource::events; else empty.
  std::vector<double> around_z{};
  std::vector<std::uint32_t> strata_around{};  ///< see StratifiedThrow; empty without strata
  bool has_enough_events = false;              ///< false: p and z are NaN throughout, all classes too_few_events
  bool is_tested = false;                      ///< some place has a p
  PSource source = PSource::automatic;         ///< what automatic became
  std::uint32_t draws = 0;                     ///< 0 unless by permutation
};

/// `sums` are those of the neighbours that are meant. Throws InvalidOption as check(), and where exact p-values were
/// asked for that cannot be worked out.
[[nodiscard]] LocalTest local_test(const TestedColumn& column, const NeighbourSums& sums,
                                   const LocalTestOptions& options);

}  // namespace lykta
