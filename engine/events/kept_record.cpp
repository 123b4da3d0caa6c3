#include "engine/events/kept_record.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

#include "engine/base/special_functions.hpp"

namespace lykta {

namespace {

constexpr int usual_silence_days = 90;
constexpr int year_days = 365;
constexpr double times_longer = 3;
constexpr double chance_of_silence = 1e-6;
constexpr double chance_of_endless_silence = 1e-3;
constexpr double chance_of_thin_end = 1e-4;
constexpr std::size_t fewest_resumed_days = 5;
constexpr double resumed_share = 0.5;

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
    const auto chance = chance_of_so_few(0, silent_days, habit.event_days, habit.length_days);
    return chance >= (is_endless ? chance_of_endless_silence : chance_of_silence) ||
           (!is_endless && is_resumed(habit, edge, next));
  }

  /// Whether what lies behind a long silence is dense enough to be the same source kept again.
  [[nodiscard]] bool is_resumed(const Habit& habit, std::size_t edge, std::size_t next) const {
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
    return behind.last - behind.first + 1 >= fewest_resumed_days && a_day >= resumed_share * habit.events_a_day;
  }

  const std::vector<EventDay>& days_;
};

/// Event days seen from one end of a record, the outermost first, so that both ends are looked at alike.
class End {
 public:
  End(const std::vector<EventDay>& days, const Stretch& record, bool backwards) {
    std::vector<std::uint32_t> counts;
    for (auto i = record.first; i <= record.last; ++i) {
      counts.push_back(days[i].events);
    }
    std::ranges::nth_element(counts, counts.begin() + static_cast<std::ptrdiff_t>(counts.size() / 2));
    // One day with a whole delivery on it says little of the others.
    const auto most = most_times_median * static_cast<double>(counts[counts.size() / 2]);
    const auto size = record.last - record.first + 1;
    for (std::size_t i = 0; i < size; ++i) {
      const auto& day = days[backwards ? record.last - i : record.first + i];
      day_.push_back(std::abs(static_cast<double>(day.day) - days[backwards ? record.last : record.first].day));
      before_.push_back(before_.back() + std::min(static_cast<double>(day.events), most));
    }
  }

  /// How many event days at the end lie before the source's rate begins; 0 where it has it from the first on.
  [[nodiscard]] std::size_t thin() const {
    // Within one turn of the year a quiet season looks the same.
    if (day_.back() <= year_days) {
      return 0;
    }
    std::size_t likeliest = 0;
    double most = 0;
    for (std::size_t i = 1; i < day_.size(); ++i) {
      if (const auto evidence = evidence_of(i); evidence > most) {
        most = evidence;
        likeliest = i;
      }
    }
    const auto is_thin_end = day_[likeliest] > usual_silence_days && is_thin_throughout(likeliest) &&
                             is_beyond_chance(likeliest) && !is_season(likeliest);
    return is_thin_end ? likeliest : 0;
  }

 private:
  static constexpr double most_times_median = 5;
  static constexpr double shortest_days = 30;
  static constexpr double thin_share = 0.2;

  /// Events on the days before `day`.
  [[nodiscard]] double events_until(double day) const {
    return before_[static_cast<std::size_t>(std::ranges::lower_bound(day_, day) - day_.begin())];
  }

  [[nodiscard]] double end() const { return day_.back() + 1; }

  /// The days that follow are compared, as many as lie before: a source that grows year by year has no step.
  [[nodiscard]] double length_behind(std::size_t i) const {
    return std::max(std::min(std::max(day_[i], double{usual_silence_days}), end() - day_[i]), shortest_days);
  }

  [[nodiscard]] double events_behind(std::size_t i) const {
    return events_until(std::min(day_[i] + length_behind(i), end())) - before_[i];
  }

  /// The log likelihood ratio of a step at event day i; 0 where it is none from thin to dense.
  [[nodiscard]] double evidence_of(std::size_t i) const {
    const auto silent_days = day_[i];
    const auto length = length_behind(i);
    const auto thin = before_[i];
    const auto dense = events_behind(i);
    if (thin * length > thin_share * dense * silent_days) {
      return 0;
    }
    const auto share = length / (length + silent_days);
    const auto all = thin + dense;
    return thin * std::log(thin / all / (1 - share)) + dense * std::log(dense / all / share);
  }

  /// Not where it is dense and then silent: that is a pause. One event day behind a silence has been judged before.
  [[nodiscard]] bool is_thin_throughout(std::size_t i) const {
    const auto usual = events_behind(i) / length_behind(i);
    for (std::size_t first = 0, last = 0; first < i; first = last = last + 1) {
      while (last + 1 < i && day_[last + 1] - day_[last] <= usual_silence_days) {
        ++last;
      }
      const auto a_day = (before_[last + 1] - before_[first]) / (day_[last] - day_[first] + 1);
      if (last - first + 1 >= fewest_resumed_days && a_day >= resumed_share * usual) {
        return false;
      }
    }
    return i > 1;
  }

  [[nodiscard]] bool is_beyond_chance(std::size_t i) const {
    return chance_of_so_few(before_[i], day_[i], events_behind(i), length_behind(i)) < chance_of_thin_end;
  }

  /// Whether the same weeks of all other years are quiet too.
  [[nodiscard]] bool is_season(std::size_t i) const {
    constexpr double longest_season_days = 330;
    constexpr double seen_share = 0.25;
    constexpr double quiet_share = 1.0 / 3;
    const auto usual = events_behind(i) / length_behind(i);
    auto looked_at = false;
    for (double from = year_days; day_[i] <= longest_season_days; from += year_days) {
      const auto to = std::min(from + day_[i], end());
      if (to - from < seen_share * day_[i]) {
        return looked_at;
      }
      looked_at = true;
      if (events_until(to) - events_until(from) > quiet_share * usual * (to - from)) {
        return false;
      }
    }
    return false;
  }

  std::vector<double> day_;
  std::vector<double> before_{0};  ///< events on earlier days
};

/// Without the ends at which the source is so thin that other dates must have strayed there.
Stretch without_thin_ends(const std::vector<EventDay>& days, Stretch record) {
  for (;;) {
    const auto first = End(days, record, false).thin();
    const auto last = End(days, record, true).thin();
    if (first + last == 0 || record.first + first + last >= record.last) {
      return record;
    }
    record.first += first;
    record.last -= last;
  }
}

/// The silences inside a record.
class Silences {
 public:
  Silences(const std::vector<EventDay>& days, const Stretch& record) : days_(days), record_(record) {
    for (auto i = record.first; i < record.last; ++i) {
      if (days[i + 1].day > days[i].day + 1) {
        all_.push_back({days[i].day + 1, days[i + 1].day});
      }
    }
    std::ranges::sort(all_, [](const DaysOff& a, const DaysOff& b) {
      return std::pair{-length_of(a), a.from} < std::pair{-length_of(b), b.from};
    });
  }

  /// Those that are far longer than all others, that chance does not leave, and that do not come back every year.
  [[nodiscard]] std::vector<DaysOff> pauses() const {
    auto pauses = longest(far_longer(all_.size()));
    const auto kept = static_cast<double>(days_[record_.last].day) - days_[record_.first].day + 1 - total_of(pauses);
    if (pauses.size() > 1) {
      std::erase_if(pauses, [&](const DaysOff& off) { return comes_back_every_year(off); });
    }
    // A source of some weeks here and there has no pauses but a habit, unless one of them stands out.
    if (pauses.size() > 1 && total_of(pauses) > kept) {
      pauses = longest(far_longer(1));
    }
    std::erase_if(pauses, [&](const DaysOff& off) { return is_chance(off, kept); });
    std::ranges::sort(pauses, {}, &DaysOff::from);
    return pauses;
  }

 private:
  static double length_of(const DaysOff& off) { return static_cast<double>(off.to) - off.from; }

  static double total_of(const std::vector<DaysOff>& some) {
    double total = 0;
    for (const auto& off : some) {
      total += length_of(off);
    }
    return total;
  }

  [[nodiscard]] std::vector<DaysOff> longest(std::size_t number) const {
    return {all_.begin(), all_.begin() + static_cast<std::ptrdiff_t>(number)};
  }

  /// How many, at most so many, are far longer than the next one.
  [[nodiscard]] std::size_t far_longer(std::size_t at_most) const {
    std::size_t number = 0;
    for (std::size_t i = 0; i < std::min(at_most, all_.size()) && length_of(all_[i]) > usual_silence_days; ++i) {
      const auto next = i + 1 < all_.size() ? length_of(all_[i + 1]) : 0;
      number = length_of(all_[i]) > times_longer * next ? i + 1 : number;
    }
    return number;
  }

  [[nodiscard]] bool is_chance(const DaysOff& off, double kept_days) const {
    constexpr double shortest_days = 30;
    const auto event_days = static_cast<double>(record_.last - record_.first + 1);
    return chance_of_so_few(0, length_of(off), event_days, std::max(kept_days, shortest_days)) >= chance_of_silence;
  }

  /// Whether the source is nearly as silent in the same weeks of each year that the record holds.
  [[nodiscard]] bool comes_back_every_year(const DaysOff& off) const {
    constexpr double quiet_share = 0.1;
    auto looked_at = false;
    const auto years = (days_[record_.last].day - days_[record_.first].day) / year_days;
    for (auto year = -years; year <= years; ++year) {
      const auto from = off.from + year * year_days;
      const auto to = off.to + year * year_days;
      if (year == 0 || from < days_[record_.first].day || to > days_[record_.last].day + 1) {
        continue;
      }
      looked_at = true;
      if (event_days_in(from, to) > quiet_share * length_of(off)) {
        return false;
      }
    }
    return looked_at;
  }

  [[nodiscard]] double event_days_in(std::int32_t from, std::int32_t to) const {
    const auto first = std::ranges::lower_bound(days_, from, {}, &EventDay::day);
    return static_cast<double>(std::ranges::lower_bound(days_, to, {}, &EventDay::day) - first);
  }

  const std::vector<EventDay>& days_;
  Stretch record_;
  std::vector<DaysOff> all_;  ///< the longest first
};

}  // namespace

double chance_of_so_few(double events, double silent_days, double kept_events, double kept_days) {
  return regularised_beta(kept_events, events + 1, kept_days / (kept_days + silent_days));
}

KeptRecord kept_record(const std::vector<EventDay>& days) {
  const auto record = without_thin_ends(days, Record(days).found());
  return {record.first, record.last, Silences(days, record).pauses()};
}

}  // namespace lykta
