// Does it happen again nearby and soon, more often than chance would have it?
//
// The table of Knox (1964, doi 10.2307/2985220): every pair of events is put into a band of distance and a band of
// time. What chance gives is found by shuffling the times among the places, so that where it happens and when it
// happens stay as they are and only the bond between both is cut (near repeats: Johnson et al. 2007, doi
// 10.1007/s10940-007-9025-3; Ratcliffe & Rengert 2008, doi 10.1057/palgrave.sj.8350068).
//
// Edges are those of the Near Repeat Calculator (Ratcliffe 2009), whose label "101 to 200" means 100 <= d < 200:
//   same place     d = 0
//   first band     0 < d < limit 1 (metres)         0 <= days apart < limit 1
//   next bands     limit k <= d < limit k + 1       limit k <= days apart < limit k + 1
//   the rest       d >= last limit                  days apart >= last limit
// Two events of one day are 0 days apart and so fall into the first band of time; with a first limit of 1 day they have
// a column of their own.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "engine/base/progress.hpp"
#include "engine/space/points.hpp"
#include "engine/time/near_places.hpp"

namespace lykta {

struct NearRepeatOptions {
  std::vector<double> distance_limits_m{100, 200, 300};
  std::vector<std::int32_t> day_limits{7, 14, 21};
  Metric metric = Metric::manhattan;
  std::size_t permutations = 999;
  std::uint64_t seed = 1;
  unsigned threads = 0;  ///< 0: all cores; the result does not depend on it
};

/// Throws InvalidOption unless there is a limit of each kind, all are positive and finite, and they rise.
void check(const NearRepeatOptions& options);

struct KnoxCell {
  std::uint64_t observed = 0;  ///< pairs
  double mean = 0;             ///< pairs in the permutations; NaN without permutations, as all that follows
  double median = 0;
  double ratio_to_mean = 0;    ///< observed / mean; NaN when the mean is 0
  double ratio_to_median = 0;  ///< observed / median; NaN when the median is 0
  double p = 1;                ///< that chance gives as many pairs or more: (1 + as many) / (1 + permutations)
};

struct KnoxTable {
  std::size_t rows = 0;     ///< same place, the bands of distance, farther
  std::size_t columns = 0;  ///< the bands of time, later
  std::vector<KnoxCell> cells;

  [[nodiscard]] const KnoxCell& at(std::size_t row, std::size_t column) const { return cells[row * columns + column]; }
};

/// All pairs of events, by place (metres) and day (whole days, from any day zero; one per place). Fewer than two events
/// give a table of zeros with p = 1. Coordinates are finite and below 1e150. The table does not depend on the order of
/// the events, and needs some hundred megabytes at most beside them, however many pairs there are. Throws InvalidOption as
/// check() does.
[[nodiscard]] KnoxTable knox_table(std::span<const Point> places, std::span<const std::int32_t> days,
                                   const NearRepeatOptions& options, const Progress& progress = {});

/// How many events were followed by another one nearby and soon: what somebody who answers every event with presence
/// around it could have met.
struct Originators {
  std::size_t events = 0;
  std::size_t originators = 0;       ///< at least one near event on a later day
  std::size_t repeats = 0;           ///< at least one near event on an earlier day
  std::size_t starts_of_chains = 0;  ///< originators that are no repeats themselves
  std::size_t same_day_pairs = 0;    ///< near pairs of one day: nobody knows which came first, so they count in none
  double originators_share = 0;      ///< of the events; NaN when there are none
};

/// Near: at the same place or less than `distance_m` away; soon: less than `days_apart` days.
[[nodiscard]] Originators originators(std::span<const Point> places, std::span<const std::int32_t> days,
                                      double distance_m, std::int32_t days_apart, Metric metric);

/// How many originators chance gives: the days shuffled among the places.
struct OriginatorsByChance {
  std::size_t runs = 0;
  double mean = 0;
  /// From the 2.5th to the 97.5th percentile of the runs; NaN with fewer than 39, which have none.
  double low = 0;
  double high = 0;
};

/// Near: at the same place or less than the first distance limit away; soon: less than `days_apart` days. Run r has the
/// stream r of the seed; at most `originator_runs_at_most` runs are made. Nothing but NaN without permutations or events. Throws
/// InvalidOption as check() does. Reports its progress as "originators".
[[nodiscard]] OriginatorsByChance originators_by_chance(std::span<const Point> places,
                                                        std::span<const std::int32_t> days, std::int32_t days_apart,
                                                        const NearRepeatOptions& options,
                                                        const Progress& progress = {});
inline constexpr std::size_t originator_runs_at_most = 999;

}  // namespace lykta
