// How many events did each week bring, in each place and in all, as far as the sources were kept?
//
// An event belongs to the week that holds at least half of its span (time_window.hpp), so one known only as an interval of over a
// fortnight belongs to none. Only sources that were kept from the first week on are counted: one that began in
// between would look like a rise.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "engine/events/data_coverage.hpp"
#include "engine/inputs/inputs.hpp"
#include "engine/models/expected_counts.hpp"
#include "engine/models/late_reports.hpp"
#include "engine/time/iso_week.hpp"

namespace lykta {

/// Monday of the week that holds the event; nothing where none does.
[[nodiscard]] std::optional<std::chrono::local_days> monday_of_event(const TimeSpan& time);

/// How much of each week each source covers. What is only known by events does not end with the last of them where chance leaves the
/// silence behind it, up to the end of the week of the latest source, more often than once in a hundred times.
class RecordedWeeks {
 public:
  explicit RecordedWeeks(std::span<const SourceCoverage> coverages);

  /// Where events of a source have a date of report: how many of a week's events were reported until the record ends, by the
  /// delays between event and report (late_reports.hpp). The last day is that of the latest report, but at most a month after the
  /// latest event. Of an event known as an interval the middle counts.
  void take_delays(const Incidents& incidents);

  /// Share of the events of the week from this Monday on that have been recorded, 0 to 1: the share of its days, times reported_share(); 0
  /// for a source that is not known.
  [[nodiscard]] double share(std::uint32_t source, std::chrono::local_days monday) const;
  /// Share of the days of the week that are covered.
  [[nodiscard]] double days_share(std::uint32_t source, std::chrono::local_days monday) const;
  /// Of the events of these days, the share that has been reported; 1 where nobody knows.
  [[nodiscard]] double reported_share(std::uint32_t source, std::chrono::local_days monday) const;
  /// The first moment that the source no longer covers; nothing where it covers nothing.
  [[nodiscard]] std::optional<LocalTime> end(std::uint32_t source) const;

 private:
  struct Record {
    std::uint32_t source = 0;
    Period covers{};
    std::vector<Period> pauses{};
    std::optional<ReportDelays> delays{};
    std::chrono::local_days last_report{};
  };
  [[nodiscard]] const Record* find(std::uint32_t source) const;

  std::vector<Record> records_;
};

/// Which weeks are looked at. All are Mondays.
struct WeekSpan {
  std::chrono::local_days earliest{};     ///< counts begin here, or where the record does
  std::chrono::local_days first_asked{};  ///< the week that is asked about, or the first of them
  std::chrono::local_days last_asked{};   ///< the last; counts end with it
};

/// What of the incidents is counted by week.
struct CountedIncidents {
  std::vector<bool> counts{};         ///< by incident: in the area, of the origin asked for, and not linked to another
  std::vector<std::uint32_t> area{};  ///< by incident that counts: which of the areas it lies in; others: any number
  std::size_t areas = 0;              ///< how many there are; together they are the whole
};

/// A source that has events which count.
struct WeekSource {
  std::uint32_t source = 0;
  std::optional<Period> covers{};
  std::size_t events = 0;    ///< that count and belong to a week
  bool is_watched = false;   ///< kept from the first week of the counts on, and in the first of the weeks asked for
  double events_a_week = 0;  ///< of the weeks before the first one asked for
  std::size_t in_asked = 0;  ///< events of the weeks asked for
};

struct CountedWeeks {
  WeeklyCounts counts{};                                         ///< of the watched sources; `of_place` by area
  std::vector<std::optional<std::chrono::local_days>> monday{};  ///< by incident: of its week
  std::vector<bool> watched{};                                   ///< by incident: whether it is among the counts
  std::vector<WeekSource> sources{};                             ///< by source
  std::size_t in_no_week = 0;  ///< events that count and touch the weeks asked for, but belong to no week

  [[nodiscard]] std::size_t index_of(std::chrono::local_days week) const;
  /// Share of a week that the watched sources cover, weighted by how many events each brings.
  [[nodiscard]] double recorded_share(const RecordedWeeks& recorded, std::chrono::local_days week) const;
  /// Watched events of a week by area.
  [[nodiscard]] std::vector<std::uint64_t> of_week(const CountedIncidents& incidents,
                                                   std::chrono::local_days week) const;
};

/// Counts begin with the week in which the record of the main source does: the one with most events that count among those that cover
/// something of the first week asked for. Where no source covers anything of it all sources are watched, and the weeks asked for are not
/// recorded.
[[nodiscard]] CountedWeeks count_weeks(const Inputs& inputs, std::span<const SourceCoverage> coverages,
                                       const RecordedWeeks& recorded, const CountedIncidents& incidents,
                                       const WeekSpan& span);

}  // namespace lykta
