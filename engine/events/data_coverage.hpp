// What do the data cover: from which day to which day was each source kept?
//
// The only place that answers this. A change is a change only where both periods were recorded, and one mistyped year
// must not make a source cover a century.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "engine/events/incidents.hpp"
#include "engine/events/time_window.hpp"

namespace lykta {

/// What somebody who knows says of a source; it goes before what its events say.
struct StatedCoverage {
  std::optional<LocalTime> from{};  ///< the first moment covered
  std::optional<LocalTime> to{};    ///< the first moment no longer covered
};

struct SourceCoverage {
  std::uint32_t source = 0;        ///< as in RowReference
  std::optional<Period> covers{};  ///< whole days; nothing where no event has a date and nothing is stated
  std::vector<Period>
      pauses{};  ///< whole days inside, in which it was not kept, in order; only where nothing is stated
  StatedCoverage stated{};
  std::size_t dated = 0;                  ///< its events that have a date
  double events_a_day = 0;                ///< of those within `covers`
  std::vector<std::uint32_t> outlying{};  ///< events dated outside of `covers`, in the order of the input
};

/// The coverage of each source that has events, by source. `stated` is by source, and may be shorter.
///
/// The record of a source goes from the first to the last day of its events, without those that lie far off. It begins
/// with the middle three fifths of its days with events and takes in the others outwards, until a silence that is not
/// the source's own: longer than 90 days, more than three times as long as any silence in what was taken in, and longer
/// than chance would leave it once in a million times. That chance is (T / (T + silence))^k for k days with events in T
/// days (at least 30), the predictive distribution of a steady rate that is not known (Gamma-Poisson). Behind such a
/// silence the record goes on if it lasts at most ten years and is followed by events on five or more days that are at
/// least half as dense; all else there is outlying. Where silences of over ten years part the days, the part with the
/// most days with events (then the most events) is the one to begin with, and chance need only leave such a silence
/// less than once in a thousand times. So nothing is cut there from a source of few or evenly sparse events, nor from a
/// seasonal one of two seasons or more; a date wrong by less than 90 days beyond either end, or one between both ends,
/// cannot be told.
///
/// A record of more than a year also begins and ends where its rate of events does: an end of over 90 days with at most a
/// fifth of the events a day of as many days beside it, as few as chance leaves less than once in ten thousand times, is
/// outlying, unless the same weeks of other years are as quiet or it holds five days in a row of events half as dense.
///
/// The end of the last day is the end of the latest span taken in. Spans of more than 31 days say nothing of when the
/// source was kept and are passed over, unless more than half are such; those that begin or end over ten years outside
/// the record are named too. Takes n steps. Neither the order of rows nor today's date matters.
[[nodiscard]] std::vector<SourceCoverage> data_coverage(const Incidents& incidents,
                                                        std::span<const StatedCoverage> stated = {});

/// Days of the period before the coverage begins or after it ends. Where the coverage is only known by events, a short
/// silence at its end is none: no more than a tenth of the period, and not so long that chance would seldom leave it
/// empty (less than once in a hundred times, by the events a day). All days, where nothing is known to be covered.
[[nodiscard]] double days_not_covered(const Period& period, const SourceCoverage& coverage);

/// The same with the days of the period that lie in a pause of a source: for comparisons, in which a pause looks like a
/// change. A pause is a silence inside the record that is longer than 90 days, more than three times as long as any that is
/// none, and longer than chance would leave it once in a million times (as above). Silences of the same weeks in every year
/// are a season; where most of the record is silent only one that stands out is a pause.
[[nodiscard]] double days_not_recorded(const Period& period, const SourceCoverage& coverage);

/// From the first day that any source covers to the last. Nothing where none is known.
[[nodiscard]] std::optional<Period> covered_by_any(std::span<const SourceCoverage> coverages);

}  // namespace lykta
