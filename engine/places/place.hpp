// What is known of one place: where it is, how much happens there, when, of what kind, and how sure that is.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/places/common_address.hpp"
#include "engine/places/place_history.hpp"
#include "engine/places/place_hours.hpp"
#include "engine/places/rank_by.hpp"
#include "engine/space/points.hpp"
#include "engine/statistics/significance.hpp"
#include "engine/time/busy_windows.hpp"
#include "engine/time/period_change.hpp"

namespace lykta {

/// Why a place is on the list.
enum class Basis : std::uint8_t {
  significant,   ///< its cells are significant in the clustering test of the period
  both_periods,  ///< significant in the events of both periods together, and not in the period's own
  densest,       ///< there was no test; its cells are the densest
  observations,  ///< few recorded events, but observations of people feeling unsafe
};
[[nodiscard]] std::string_view name_of(Basis basis);

/// Crime and felt unsafety side by side, never added. Where too few have looked, nothing is said of how the place feels.
enum class Quadrant : std::uint8_t {
  no_observations,       ///< nobody looked anywhere: there is no source of observations
  too_few_observations,  ///< there is, with fewer of this place than the minimum, or none
  high_crime_high_unsafety,
  high_crime_low_unsafety,
  low_crime_high_unsafety,
  low_crime_low_unsafety,  ///< of places that had many events in the comparison period
};
[[nodiscard]] std::string_view name_of(Quadrant quadrant);

enum class Compass : std::uint8_t { north, north_east, east, south_east, south, south_west, west, north_west };

/// Something with a name that people know: a square, a station, a school.
struct NamedPosition {
  std::string name;
  Point position;
  double reach_m = 0;  ///< it lies around the position as far as this: of a town, not of a square
};

struct NearestName {
  std::string name;
  double distance_m = 0;
  Compass direction = Compass::north;  ///< of the place, seen from what bears the name
  bool is_within_reach = false;        ///< of a name that has one
};

/// Events that a source reported.
struct SourceCount {
  std::uint32_t source = 0;  ///< as RowReference counts them
  std::uint64_t count = 0;
};

struct ClassCount {
  std::uint16_t class_index = 0;
  std::uint64_t count = 0;
};

/// The clustering test of one cell (see Clustering): the one behind what is said of the place that holds it.
struct CellTest {
  std::uint32_t slot = 0;
  double seen = 0;      ///< events in the cell and its neighbours
  double outside = 0;   ///< of these, how many lie outside the place
  double expected = 0;  ///< how many an even spread over the study area, or over each stratum, puts there
  double z = 0;
  double q = 1;
  std::uint32_t strata_around = 0;  ///< how many strata the cell and its neighbours lie in; 0: none are there
};

/// Against the comparison period, of the events that can be compared.
struct PlaceChange {
  std::uint64_t count = 0;      ///< of the period
  double expected = 0;          ///< what the comparison period would have had, were it as long as the period
  double difference = 0;        ///< count minus expected
  std::optional<double> ratio;  ///< count divided by expected; nothing when that is 0
  std::optional<double> low;    ///< 95 % limits of the ratio; nothing when both periods are empty
  std::optional<double> high;   ///< nothing, too, when the comparison period is empty
  std::optional<double> p;      ///< two-sided, given the sum of both, that both periods have the same rate per day
  std::optional<double> q;      ///< p adjusted over all places that are tested; nothing with too few events
  Direction direction = Direction::not_clear;  ///< clear when q is at most 0.05
  bool too_few_events = false;                 ///< however the events had fallen, p would be above 0.05
  /// The period's own events alone have found the place: tested on them, it would seem to have grown whatever happened.
  /// Then there is no ratio, p or q.
  bool not_tested = false;
  /// No source of its events covers both periods: all of the above says nothing.
  bool cannot_be_told = false;
};
/// "increase", "decrease", "not_clear", "too_few_events", "not_tested" or "cannot_be_told".
[[nodiscard]] std::string_view name_of(const PlaceChange& change);

/// How sure the rank of a place is, by the width of its interval.
enum class Reliability : std::uint8_t {
  high,            ///< the interval holds one rank or two, and not all there are
  moderate,        ///< three to five, and not all there are
  low,             ///< more, or all ranks there are: nothing is shown of the order
  too_few_events,  ///< the place has fewer than 10 events; no interval is given
};
[[nodiscard]] std::string_view name_of(Reliability reliability);

/// See rank_reliability.hpp.
struct RankReliability {
  struct Ranks {
    int low = 1;  ///< 1 is first
    int high = 1;
  };
  Reliability word = Reliability::too_few_events;
  std::optional<Ranks> ranks;  ///< none with too few events, nor is what follows known then
  /// That it belongs among as many as the list has ranks; none where no more places than that compete.
  std::optional<double> chance_in_list;
  std::vector<int> tied_with;  ///< ranks of the list whose order against this place is not clear; ascending
  int competing = 0;           ///< how many places the ranks are among
};

/// See place_scores.hpp.
struct PlaceScores {
  double recency = 0;
  std::optional<double> trend{};      ///< none with fewer than ten events whose day is known
  std::optional<double> mean_rank{};  ///< only where places are ranked by it
  std::array<std::optional<int>, side_by_side.size()>
      rank{};  ///< among the places that compete, by each of `side_by_side`
};

/// What kind of answer the evidence suggests: see place_answer.hpp.
enum class SuggestedAnswer : std::uint8_t { presence, physical, both, look_closer };
[[nodiscard]] std::string_view name_of(SuggestedAnswer answer);

struct Place {
  std::string id;  ///< id of the cell at its heart
  Basis basis = Basis::significant;
  std::optional<int> rank;           ///< 1 is first; none for a place listed for its observations or its change only
  std::optional<int> unsafe_rank;    ///< by unsafe_score; none where the score is 0
  std::vector<std::uint32_t> slots;  ///< its cells, heart first
  Point position;                    ///< mean position of its events (or observations), metres
  double extent_m = 0;               ///< largest distance between two of its cells' centres, plus one cell
  CommonAddress called;              ///< by the addresses of its events
  std::optional<NearestName> nearest;
  /// None without a rank, draws, or another place to rank against.
  std::optional<RankReliability> reliability{};

  std::uint64_t count = 0;
  Interval count_95;  ///< exact Poisson interval of the count
  double weighted_count = 0;
  std::uint64_t discovered = 0;  ///< found by patrols; in the counts above only if the options say so
  double density_per_km2 = 0;    ///< highest of its cells
  std::optional<CellTest> test;  ///< of the clearest of its cells in the period; none where nothing was tested
  /// The same of both periods together, only where the place is listed for it (`both_periods`).
  std::optional<CellTest> test_of_both;
  std::vector<ClassCount> leading_classes;  ///< up to three, most frequent first
  std::optional<PlaceTimes> times;          ///< none for a place listed for its observations only
  std::optional<PlaceHours> hours{};        ///< when to be there; likewise
  PlaceScores scores{};                     ///< of places that compete for a rank
  std::vector<SourceCount>
      sources{};  ///< of those that reported events of it, by ascending number: see place_sources.hpp
  std::uint64_t events_at_one_spot = 0;  ///< events at its commonest position, to the metre
  std::uint64_t outdoors = 0;            ///< events of which a source says that they happened outdoors ...
  std::uint64_t indoors = 0;             ///< ... or indoors; of the others it is not known
  SuggestedAnswer answer = SuggestedAnswer::look_closer;
  std::optional<std::uint64_t> comparison_count;  ///< none without a comparison period, or a source that covers both
  std::optional<std::uint64_t> compared_count;    ///< of `count`, those of sources that cover both; likewise
  std::optional<PlaceChange> change;              ///< likewise, and none for a place listed for its observations only
  std::optional<double> residents;
  std::optional<double> per_1000_residents;  ///< none where too few live for a rate

  /// In its cells and, for a place of events, those that touch them. Each observation counts for one place only.
  std::uint64_t observations = 0;
  std::uint64_t unsafe_observations = 0;   ///< of these, how many felt unsafe
  std::uint64_t neutral_observations = 0;  ///< and how many felt neither safe nor unsafe
  /// Of the unsafe ones, how many name something that can be mended in the physical place (see place_answer.hpp).
  std::uint64_t physical_observations = 0;
  double unsafe_score = 0;  ///< severities of those that felt unsafe, added up
  Quadrant quadrant = Quadrant::no_observations;

  std::optional<double> survey_index;          ///< of the survey area that `position` lies in, 0 to 6
  std::optional<std::uint64_t> survey_sample;  ///< how many answered there
  std::optional<std::uint64_t> visits;         ///< to its cells, within the period; none without a log of visits
  std::optional<double> visit_minutes;         ///< none where no visit has a known end

  std::optional<std::uint32_t>
      stratum{};  ///< with most of its events, see picture_strata.hpp; none where there are no strata
  std::optional<PlaceHistory> history;  ///< what earlier runs say; none where no history is kept
};

/// The test that what is said of a place rests on; none where nothing was tested.
[[nodiscard]] inline const std::optional<CellTest>& deciding_test(const Place& place) {
  return place.test_of_both ? place.test_of_both : place.test;
}

}  // namespace lykta
