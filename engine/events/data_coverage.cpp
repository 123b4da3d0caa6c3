#include "engine/events/data_coverage.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <limits>
#include <map>
#include <utility>

namespace lykta {

namespace {

using std::chrono::days;
using std::chrono::floor;

constexpr int usual_silence_days = 90;
constexpr int endless_silence_days = 3653;  // ten years
constexpr double times_longer = 3;
constexpr double chance_of_silence = 1e-6;
constexpr double chance_of_endless_silence = 1e-3;
constexpr auto vague = days(31);
constexpr auto longest_told = days(366);  // of sources that know the year only; a mistyped end is longer

/// Days are counted from 1970.
struct EventDay {
  std::int32_t day = 0;
  std::uint32_t events = 0;
};

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

/// A run of event days, both ends included.
struct Stretch {
  std::size_t first = 0;
  std::size_t last = 0;

  friend bool operator==(const Stretch&, const Stretch&) = default;
};

/// The record of one source among its event days.
class Record {
 public:
  explicit Record(const std::vector<EventDay>& event_days) : days_(event_days) {}

  [[nodiscard]] Stretch found() const {
    auto record = middle_of(largest_part());
    for (;;) {
      // First all that no silence parts from the record, so that chance is asked with all that is known.
      const auto before = record;
      const auto habit = habit_of(record);
      const auto goes_on = [&](std::size_t edge, std::size_t next) { return is_short(habit, silence(edge, next)); };
      while (record.first > 0 && goes_on(record.first, record.first - 1)) {
        --record.first;
      }
      while (record.last + 1 < days_.size() && goes_on(record.last, record.last + 1)) {
        ++record.last;
      }
      if (record == before) {
        record.first -= before.first > 0 && is_own(habit, before.first, before.first - 1) ? 1U : 0U;
        record.last += before.last + 1 < days_.size() && is_own(habit, before.last, before.last + 1) ? 1U : 0U;
      }
      if (record == before) {
        return record;
      }
    }
  }

 private:
  /// How a source behaves in what is known to be its record.
  struct Habit {
    double event_days = 0;
    double length_days = 0;
    double events_a_day = 0;
    double longest_silence = 0;
  };

  [[nodiscard]] double silence(std::size_t one, std::size_t other) const {
    return std::abs(static_cast<double>(days_[one].day) - static_cast<double>(days_[other].day));
  }

  [[nodiscard]] double events_in(const Stretch& stretch) const {
    double sum = 0;
    for (auto i = stretch.first; i <= stretch.last; ++i) {
      sum += days_[i].events;
    }
    return sum;
  }

  [[nodiscard]] Habit habit_of(const Stretch& stretch) const {
    constexpr double shortest_days = 30;
    Habit habit;
    habit.event_days = static_cast<double>(stretch.last - stretch.first + 1);
    const auto length = silence(stretch.first, stretch.last) + 1;
    habit.length_days = std::max(length, shortest_days);
    habit.events_a_day = events_in(stretch) / length;
    for (auto i = stretch.first; i < stretch.last; ++i) {
      habit.longest_silence = std::max(habit.longest_silence, silence(i, i + 1));
    }
    return habit;
  }

  [[nodiscard]] Stretch largest_part() const {
    Stretch largest{0, 0};
    std::pair<std::size_t, double> most{0, 0};
    auto tied = false;
    for (Stretch part{0, 0}; part.first < days_.size(); part.first = part.last = part.last + 1) {
      while (part.last + 1 < days_.size() && silence(part.last, part.last + 1) <= endless_silence_days) {
        ++part.last;
      }
      const std::pair size{part.last - part.first + 1, events_in(part)};
      tied = size == most || (tied && size < most);
      if (size > most) {
        most = size;
        largest = part;
      }
    }
    return tied ? Stretch{0, days_.size() - 1} : largest;
  }

  static Stretch middle_of(const Stretch& part) {
    constexpr std::size_t fewest_days = 4;
    const auto number = part.last - part.first + 1;
    const auto off = number < fewest_days ? 0 : std::max<std::size_t>(1, number / 5);
    return {part.first + off, part.last - off};
  }

  [[nodiscard]] static bool is_short(const Habit& habit, double silent_days) {
    return silent_days <= usual_silence_days || silent_days <= times_longer * habit.longest_silence;
  }

  /// Whether the silence between two event days, long as it is, is one of the source's own.
  [[nodiscard]] bool is_own(const Habit& habit, std::size_t edge, std::size_t next) const {
    const auto silent_days = silence(edge, next);
    const auto is_endless = silent_days > endless_silence_days;
    const auto chance = std::pow(habit.length_days / (habit.length_days + silent_days), habit.event_days);
    return chance >= (is_endless ? chance_of_endless_silence : chance_of_silence) ||
           (!is_endless && is_resumed(habit, edge, next));
  }

  /// Whether what lies behind a long silence is dense enough to be the same source kept again.
  [[nodiscard]] bool is_resumed(const Habit& habit, std::size_t edge, std::size_t next) const {
    constexpr std::size_t fewest_days = 5;
    constexpr double share = 0.5;
    Stretch behind{next, next};
    if (next > edge) {
      while (behind.last + 1 < days_.size() && silence(behind.last, behind.last + 1) <= usual_silence_days) {
        ++behind.last;
      }
    } else {
      while (behind.first > 0 && silence(behind.first, behind.first - 1) <= usual_silence_days) {
        --behind.first;
      }
    }
    const auto a_day = events_in(behind) / (silence(behind.first, behind.last) + 1);
    return behind.last - behind.first + 1 >= fewest_days && a_day >= share * habit.events_a_day;
  }

  const std::vector<EventDay>& days_;
};

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

/// The one silence inside a record that is far longer than any other in it, and that chance does not leave.
std::optional<Period> pause_in(const std::vector<EventDay>& found, const Stretch& record) {
  constexpr double shortest_days = 30;
  double longest = 0;
  double next_longest = 0;
  auto before = record.first;
  for (auto i = record.first; i < record.last; ++i) {
    const auto silent = static_cast<double>(found[i + 1].day) - static_cast<double>(found[i].day) - 1;
    if (silent > longest) {
      next_longest = std::exchange(longest, silent);
      before = i;
    } else {
      next_longest = std::max(next_longest, silent);
    }
  }
  if (longest <= usual_silence_days || longest <= times_longer * next_longest) {
    return std::nullopt;
  }
  const auto kept =
      static_cast<double>(found[record.last].day) - static_cast<double>(found[record.first].day) + 1 - longest;
  const auto length = std::max(kept, shortest_days);
  const auto event_days = static_cast<double>(record.last - record.first + 1);
  return std::pow(length / (length + longest), event_days) < chance_of_silence
             ? std::optional(Period{midnight_of(found[before].day + 1), midnight_of(found[before + 1].day)})
             : std::nullopt;
}

/// What the events of a source say of when it was kept.
struct FoundRecord {
  Period covers;
  std::optional<Period> pause;
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
  const auto record = Record(found).found();
  const Period starts{midnight_of(found[record.first].day), midnight_of(found[record.last].day + 1)};
  auto end = starts.to;
  // The end of a span of more than a month says nothing about what was recorded then, unless there is nothing else to go by.
  const auto longest = source.is_vague() ? longest_told : vague;
  source.each(incidents, [&](std::uint32_t, const TimeSpan& time) {
    if (time.end > end && time.length() <= longest && time.start >= starts.from && time.start < starts.to) {
      end = time.end;
    }
  });
  return FoundRecord{{starts.from, std::chrono::ceil<days>(end)}, pause_in(found, record)};
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
    coverage.pause = stated.from || stated.to ? std::nullopt : found->pause;
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
  const auto in_pause = coverage.pause ? days_between(std::max(period.from, coverage.pause->from),
                                                      std::min(period.to, coverage.pause->to))
                                       : 0.0;
  return std::min(days_not_covered(period, coverage) + in_pause, period.days());
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
