#include "engine/questions/weekly_counts.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>

#include "engine/base/exact_sum.hpp"
#include "engine/inputs/comparable_events.hpp"

namespace lykta {

using std::chrono::days;
using std::chrono::local_days;

namespace {

constexpr days days_of_week{7};

local_days monday_at(LocalTime time) { return monday_of(iso_week_of(time)); }

double number_of_days(std::chrono::seconds length) {
  return std::chrono::duration<double, days::period>(std::max(length, std::chrono::seconds{0})).count();
}

double common_days(const Period& a, const Period& b) {
  return number_of_days(std::min(a.to, b.to) - std::max(a.from, b.from));
}

bool may_be_chance(double days_without, double events_a_day) { return days_without * events_a_day < -std::log(0.01); }

/// Where the record ends, when the latest source of all ends at `latest`.
LocalTime end_of_record(const SourceCoverage& coverage, LocalTime latest) {
  const auto own_end = coverage.covers->to;
  if (coverage.stated.to) {
    return own_end;
  }
  const auto is_kept_until = [&](LocalTime to) {
    return may_be_chance(number_of_days(to - own_end), coverage.events_a_day);
  };
  const LocalTime end_of_week = monday_at(latest - std::chrono::seconds{1}) + days_of_week;
  return is_kept_until(end_of_week) ? end_of_week : is_kept_until(latest) ? std::max(own_end, latest) : own_end;
}

/// Every source that has an event which counts, with their number.
std::vector<WeekSource> sources_of(const Inputs& inputs, std::span<const SourceCoverage> coverages,
                                   const std::vector<bool>& counting, const CountedWeeks& weeks) {
  std::vector<WeekSource> sources;
  for (const auto& coverage : coverages) {
    WeekSource source{.source = coverage.source, .covers = coverage.covers};
    for (std::size_t i = 0; i < counting.size(); ++i) {
      source.events += counting[i] && weeks.monday[i] && inputs.incidents.row[i].source == coverage.source ? 1U : 0U;
    }
    if (source.events > 0) {
      sources.push_back(source);
    }
  }
  return sources;
}

/// The source with most events that count among those that cover something of the week; else among all.
const WeekSource* main_source(const CountedWeeks& weeks, const RecordedWeeks& recorded, local_days week) {
  const WeekSource* main = nullptr;
  for (const auto only_covering : {true, false}) {
    for (const auto& source : weeks.sources) {
      const auto is_asked = source.covers && (!only_covering || recorded.share(source.source, week) > 0);
      // Of equals the one that began first: where a source stands in a configuration says nothing.
      if (is_asked && (main == nullptr || source.events > main->events ||
                       (source.events == main->events && source.covers->from < main->covers->from))) {
        main = &source;
      }
    }
    if (main != nullptr) {
      break;
    }
  }
  return main;
}

/// Whether the source was kept from this Monday on: what is only known by events may begin later, as far as chance leaves a silence.
bool begins_by(const SourceCoverage& coverage, local_days monday) {
  const LocalTime week_end = monday + days_of_week;
  if (!coverage.covers || coverage.covers->from < week_end) {
    return coverage.covers.has_value();
  }
  return !coverage.stated.from && may_be_chance(number_of_days(coverage.covers->from - monday), coverage.events_a_day);
}

/// Its events of the weeks asked for, and how many it brings in a week before.
void tally_source(const Inputs& inputs, const CountedIncidents& incidents, const RecordedWeeks& recorded,
                  const WeekSpan& span, const CountedWeeks& weeks, WeekSource& source) {
  const auto first = weeks.counts.first_monday;
  double recorded_weeks = 0;
  for (auto monday = first; monday < span.first_asked; monday += days_of_week) {
    recorded_weeks += recorded.share(source.source, monday);
  }
  std::size_t before = 0;
  for (std::size_t i = 0; i < incidents.counts.size(); ++i) {
    if (incidents.counts[i] && weeks.monday[i] && inputs.incidents.row[i].source == source.source) {
      const auto monday = *weeks.monday[i];
      before += monday >= first && monday < span.first_asked ? 1U : 0U;
      source.in_asked += monday >= span.first_asked && monday <= span.last_asked ? 1U : 0U;
    }
  }
  source.events_a_week = recorded_weeks > 0 ? static_cast<double>(before) / recorded_weeks : 0;
}

void choose_watched(const Inputs& inputs, std::span<const SourceCoverage> coverages, const CountedIncidents& incidents,
                    const RecordedWeeks& recorded, const WeekSpan& span, CountedWeeks& weeks) {
  const auto covers_asked = [&](const WeekSource& source) {
    return recorded.share(source.source, span.first_asked) > 0;
  };
  const auto any_covers = std::ranges::any_of(weeks.sources, covers_asked);
  std::vector<bool> usable;
  for (auto& source : weeks.sources) {
    const auto coverage = std::ranges::find(coverages, source.source, &SourceCoverage::source);
    source.is_watched = begins_by(*coverage, weeks.counts.first_monday) && (!any_covers || covers_asked(source));
    usable.resize(std::max<std::size_t>(usable.size(), source.source + 1), false);
    usable[source.source] = source.is_watched;
    tally_source(inputs, incidents, recorded, span, weeks, source);
  }
  weeks.watched = reported_by(inputs, usable);
  for (std::size_t i = 0; i < weeks.watched.size(); ++i) {
    weeks.watched[i] = weeks.watched[i] && incidents.counts[i] && weeks.monday[i];
  }
}

void fill_counts(const CountedIncidents& incidents, const RecordedWeeks& recorded, const WeekSpan& span,
                 CountedWeeks& weeks) {
  auto& counts = weeks.counts;
  const auto number = static_cast<std::size_t>((span.last_asked - counts.first_monday) / days_of_week) + 1;
  counts.whole.assign(number, 0);
  counts.of_place.assign(incidents.areas, std::vector<std::uint64_t>(number, 0));
  for (std::size_t i = 0; i < weeks.watched.size(); ++i) {
    if (weeks.watched[i] && *weeks.monday[i] >= counts.first_monday && *weeks.monday[i] <= span.last_asked) {
      const auto week = weeks.index_of(*weeks.monday[i]);
      ++counts.whole[week];
      ++counts.of_place[incidents.area[i]][week];
    }
  }
  for (std::size_t week = 0; week < number; ++week) {
    counts.exposure.push_back(
        weeks.recorded_share(recorded, counts.first_monday + days_of_week * static_cast<int>(week)));
  }
}

/// An event of so long a span that no week holds it, where it may have happened in the weeks asked for.
bool is_in_no_week(const std::optional<TimeSpan>& time, const WeekSpan& span) {
  return time && !monday_of_event(*time) && time->start < LocalTime(span.last_asked + days_of_week) &&
         time->end > LocalTime(span.first_asked);
}

std::vector<EventReport> reports_of(const Incidents& incidents, std::uint32_t source) {
  std::vector<EventReport> reports;
  for (std::size_t i = 0; i < incidents.reported.size(); ++i) {
    const auto& time = incidents.time[i];
    if (incidents.row[i].source == source && time && incidents.reported[i]) {
      reports.push_back({std::chrono::floor<days>(time->start + time->length() / 2), *incidents.reported[i]});
    }
  }
  return reports;
}

}  // namespace

std::optional<local_days> monday_of_event(const TimeSpan& time) {
  const auto monday = monday_at(time.start + time.length() / 2);
  return holds(Period{monday, monday + days_of_week}, time) ? std::optional(monday) : std::nullopt;
}

RecordedWeeks::RecordedWeeks(std::span<const SourceCoverage> coverages) {
  std::optional<LocalTime> latest;
  for (const auto& coverage : coverages) {
    if (coverage.covers) {
      latest = std::max(latest.value_or(coverage.covers->to), coverage.covers->to);
    }
  }
  for (const auto& coverage : coverages) {
    if (coverage.covers) {
      records_.push_back({coverage.source, {coverage.covers->from, end_of_record(coverage, *latest)}, coverage.pauses});
    }
  }
}

const RecordedWeeks::Record* RecordedWeeks::find(std::uint32_t source) const {
  const auto found = std::ranges::find(records_, source, &Record::source);
  return found == records_.end() ? nullptr : &*found;
}

void RecordedWeeks::take_delays(const Incidents& incidents) {
  if (incidents.reported.empty()) {
    return;
  }
  for (auto& record : records_) {
    const auto reports = reports_of(incidents, record.source);
    const auto latest_day = std::chrono::floor<days>(record.covers.to - std::chrono::seconds{1}) + days(31);
    for (const auto& report : reports) {
      record.last_report =
          report.reported <= latest_day ? std::max(record.last_report, report.reported) : record.last_report;
    }
    record.delays = report_delays(reports, record.last_report);
  }
}

double RecordedWeeks::share(std::uint32_t source, local_days monday) const {
  return days_share(source, monday) * reported_share(source, monday);
}

double RecordedWeeks::reported_share(std::uint32_t source, local_days monday) const {
  const auto* const record = find(source);
  if (record == nullptr || !record->delays) {
    return 1;
  }
  const auto last_covered = std::chrono::floor<days>(record->covers.to - std::chrono::seconds{1});
  const auto sunday = std::min(monday + days_of_week - days(1), last_covered);
  return sunday < monday ? 1
                         : completeness(*record->delays, monday, sunday, std::max(record->last_report, sunday)).share;
}

double RecordedWeeks::days_share(std::uint32_t source, local_days monday) const {
  const auto* const record = find(source);
  if (record == nullptr) {
    return 0;
  }
  const Period week{monday, monday + days_of_week};
  auto covered = common_days(week, record->covers);
  for (const auto& pause : record->pauses) {
    covered -= common_days(week, pause);
  }
  return std::max(0.0, covered) / static_cast<double>(days_of_week.count());
}

std::optional<LocalTime> RecordedWeeks::end(std::uint32_t source) const {
  const auto* const record = find(source);
  return record == nullptr ? std::nullopt : std::optional(record->covers.to);
}

std::size_t CountedWeeks::index_of(local_days week) const {
  assert(week >= counts.first_monday);
  return static_cast<std::size_t>((week - counts.first_monday) / days_of_week);
}

double CountedWeeks::recorded_share(const RecordedWeeks& recorded, local_days week) const {
  ExactSum covered;
  ExactSum all;
  double highest = 0;
  for (const auto& source : sources) {
    if (source.is_watched) {
      const auto share = recorded.share(source.source, week);
      covered.add(share * source.events_a_week);
      all.add(source.events_a_week);
      highest = std::max(highest, share);
    }
  }
  return all.value() > 0 ? covered.value() / all.value() : highest;
}

std::vector<std::uint64_t> CountedWeeks::of_week(const CountedIncidents& incidents, local_days week) const {
  std::vector<std::uint64_t> count(incidents.areas, 0);
  for (std::size_t i = 0; i < watched.size(); ++i) {
    if (watched[i] && *monday[i] == week) {
      ++count[incidents.area[i]];
    }
  }
  return count;
}

CountedWeeks count_weeks(const Inputs& inputs, std::span<const SourceCoverage> coverages, const RecordedWeeks& recorded,
                         const CountedIncidents& incidents, const WeekSpan& span) {
  CountedWeeks weeks;
  for (std::size_t i = 0; i < inputs.incidents.size(); ++i) {
    const auto& time = inputs.incidents.time[i];
    weeks.monday.push_back(time ? monday_of_event(*time) : std::nullopt);
    weeks.in_no_week += incidents.counts[i] && is_in_no_week(time, span) ? 1U : 0U;
  }
  weeks.sources = sources_of(inputs, coverages, incidents.counts, weeks);
  const auto* const main = main_source(weeks, recorded, span.first_asked);
  weeks.counts.first_monday = span.first_asked;
  if (main != nullptr) {
    weeks.counts.first_monday = std::min(std::max(span.earliest, monday_at(main->covers->from)), span.first_asked);
  }
  choose_watched(inputs, coverages, incidents, recorded, span, weeks);
  fill_counts(incidents, recorded, span, weeks);
  return weeks;
}

}  // namespace lykta
