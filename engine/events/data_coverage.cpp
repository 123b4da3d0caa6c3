#include "engine/events/data_coverage.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <iterator>
#include <limits>
#include <map>
#include <utility>

#include "engine/events/kept_record.hpp"

namespace lykta {

namespace {

using std::chrono::days;
using std::chrono::floor;

constexpr auto vague = days(31);
constexpr auto longest_told = days(366);  // of sources that know the year only; a mistyped end is longer

std::int32_t day_of(LocalTime time) { return static_cast<std::int32_t>(floor<days>(time).time_since_epoch().count()); }

LocalTime midnight_of(std::int32_t day) { return LocalTime{days(day)}; }

/// The days that have events, in order. Sorted by counting, unless a wild date makes the calendar too long for it.
/// `each_day` gives the day of each event to a function.
template <typename EachDay>
std::vector<EventDay> event_days(EachDay each_day) {
  constexpr std::int64_t longest_calendar = 4'000'000;
  auto first = std::numeric_limits<std::int32_t>::max();
  auto last = std::numeric_limits<std::int32_t>::min();
  each_day([&](std::int32_t day) {
    first = std::min(first, day);
    last = std::max(last, day);
  });
  std::vector<EventDay> found;
  if (first > last) {
    return found;
  }
  if (const auto length = std::int64_t{last} - first + 1; length <= longest_calendar) {
    std::vector<std::uint32_t> calendar(static_cast<std::size_t>(length), 0);
    each_day([&](std::int32_t day) { ++calendar[static_cast<std::size_t>(day - first)]; });
    for (std::size_t i = 0; i < calendar.size(); ++i) {
      if (calendar[i] > 0) {
        found.push_back({first + static_cast<std::int32_t>(i), calendar[i]});
      }
    }
    return found;
  }
  std::vector<std::int32_t> of_events;
  each_day([&](std::int32_t day) { of_events.push_back(day); });
  std::ranges::sort(of_events);
  for (const auto day : of_events) {
    if (found.empty() || found.back().day != day) {
      found.push_back({day, 0});
    }
    ++found.back().events;
  }
  return found;
}

/// The dated events of one source.
struct OfSource {
  std::vector<std::pair<std::uint32_t, std::uint32_t>> runs;  ///< of incidents that lie one after the other
  std::size_t dated = 0;
  std::size_t vaguely = 0;

  /// Whether spans of more than a month are all that there is to go by.
  [[nodiscard]] bool is_vague() const { return 2 * vaguely > dated; }

  /// Gives each dated incident and its time to a function, in order.
  template <typename Take>
  void each(const Incidents& incidents, Take take) const {
    for (const auto& [first, last] : runs) {
      for (auto i = first; i < last; ++i) {
        if (const auto& time = incidents.time[i]) {
          take(i, *time);
        }
      }
    }
  }
};

/// What the events of a source say of when it was kept.
struct FoundRecord {
  Period covers;
  std::vector<Period> pauses;
};

/// Nothing where no event has a date.
std::optional<FoundRecord> covered_by_events(const Incidents& incidents, const OfSource& source) {
  const auto found = event_days([&](auto take) {
    source.each(incidents, [&](std::uint32_t, const TimeSpan& time) {
      if (source.is_vague() || time.length() <= vague) {
        take(day_of(time.start));
      }
    });
  });
  if (found.empty()) {
    return std::nullopt;
  }
  const auto record = kept_record(found);
  const Period starts{midnight_of(found[record.first].day), midnight_of(found[record.last].day + 1)};
  auto end = starts.to;
  // The end of a span of more than a month says nothing about what was recorded then, unless there is nothing else to go by.
  const auto longest = source.is_vague() ? longest_told : vague;
  source.each(incidents, [&](std::uint32_t, const TimeSpan& time) {
    if (time.end > end && time.length() <= longest && time.start >= starts.from && time.start < starts.to) {
      end = time.end;
    }
  });
  std::vector<Period> pauses;
  std::ranges::transform(record.pauses, std::back_inserter(pauses), [](const DaysOff& off) {
    return Period{midnight_of(off.from), midnight_of(off.to)};
  });
  return FoundRecord{{starts.from, std::chrono::ceil<days>(end)}, std::move(pauses)};
}

bool is_outlying(const TimeSpan& time, const Period& covers, bool all_are_vague) {
  if (time.length() > vague && !all_are_vague) {
    const auto far = days(endless_silence_days);
    return time.start < covers.from - far || time.end > covers.to + far;
  }
  return time.start < covers.from || time.start >= covers.to;
}

SourceCoverage coverage_of(const Incidents& incidents, const OfSource& source, const StatedCoverage& stated) {
  SourceCoverage coverage{.stated = stated, .dated = source.dated};
  if (const auto found = covered_by_events(incidents, source)) {
    coverage.covers = found->covers;
    // Who states from when to when a source was kept has looked at it.
    if (!stated.from && !stated.to) {
      coverage.pauses = found->pauses;
    }
  }
  if (stated.from && stated.to) {
    coverage.covers = Period{*stated.from, *stated.to};
  }
  if (!coverage.covers) {
    return coverage;
  }
  auto& covers = *coverage.covers;
  covers.from = stated.from.value_or(covers.from);
  covers.to = std::max(covers.from, stated.to.value_or(covers.to));
  source.each(incidents, [&](std::uint32_t i, const TimeSpan& time) {
    if (is_outlying(time, covers, source.is_vague())) {
      coverage.outlying.push_back(i);
    }
  });
  const auto inside = static_cast<double>(source.dated - coverage.outlying.size());
  coverage.events_a_day = covers.from < covers.to ? inside / covers.days() : 0;
  return coverage;
}

double days_between(LocalTime from, LocalTime to) { return from < to ? Period{from, to}.days() : 0.0; }

}  // namespace

std::vector<SourceCoverage> data_coverage(const Incidents& incidents, std::span<const StatedCoverage> stated) {
  std::map<std::uint32_t, OfSource> sources;
  OfSource* current = nullptr;
  auto current_source = std::uint32_t{0};
  for (std::uint32_t i = 0; i < incidents.size(); ++i) {
    // Sources lie one after the other, so the map is seldom asked.
    if (const auto source = incidents.row[i].source; current == nullptr || source != current_source) {
      current = &sources[source];
      current_source = source;
      current->runs.emplace_back(i, i);
    }
    current->runs.back().second = i + 1;
    if (const auto& time = incidents.time[i]) {
      ++current->dated;
      current->vaguely += time->length() > vague ? 1U : 0U;
    }
  }
  std::vector<SourceCoverage> coverages;
  for (const auto& [source, of_source] : sources) {
    coverages.push_back(coverage_of(incidents, of_source, source < stated.size() ? stated[source] : StatedCoverage{}));
    coverages.back().source = source;
  }
  return coverages;
}

double days_not_covered(const Period& period, const SourceCoverage& coverage) {
  constexpr double share = 0.1;
  const auto expected_in_silence = -std::log(0.01);
  if (!coverage.covers) {
    return period.days();
  }
  const auto missing = [&](double silent_days, bool stated) {
    const auto may_be_chance =
        silent_days <= share * period.days() && silent_days * coverage.events_a_day < expected_in_silence;
    return stated || !may_be_chance ? silent_days : 0.0;
  };
  const auto all = missing(days_between(period.from, coverage.covers->from), coverage.stated.from.has_value()) +
                   missing(days_between(coverage.covers->to, period.to), coverage.stated.to.has_value());
  return std::min(all, period.days());
}

double days_not_recorded(const Period& period, const SourceCoverage& coverage) {
  auto missing = days_not_covered(period, coverage);
  for (const auto& pause : coverage.pauses) {
    missing += days_between(std::max(period.from, pause.from), std::min(period.to, pause.to));
  }
  return std::min(missing, period.days());
}

std::optional<Period> covered_by_any(std::span<const SourceCoverage> coverages) {
  std::optional<Period> all;
  for (const auto& coverage : coverages) {
    if (const auto& covers = coverage.covers) {
      all = all ? Period{std::min(all->from, covers->from), std::max(all->to, covers->to)} : *covers;
    }
  }
  return all;
}

}  // namespace lykta
