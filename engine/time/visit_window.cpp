#include "engine/time/visit_window.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

#include "engine/base/parallel.hpp"
#include "engine/base/random_stream.hpp"
#include "engine/statistics/scattered_counts.hpp"
#include "engine/time/bundled_times.hpp"
#include "engine/time/busy_time.hpp"

namespace lykta {

namespace {

using std::chrono::days;
using std::chrono::floor;
using std::chrono::hours;

constexpr std::size_t week_hours = 168;
using WeekdayShares = std::array<double, 7>;

std::size_t week_hour_of(LocalTime time) {
  const auto day = floor<days>(time);
  return (std::chrono::weekday{day}.iso_encoding() - 1) * 24 +
         static_cast<std::size_t>(floor<hours>(time - day).count());
}

/// What an event adds to the hours from the one it begins in on.
struct SpreadEvent {
  std::vector<double> weight;  ///< of this hour and those after it; all events of its bundle together

  friend auto operator<=>(const SpreadEvent&, const SpreadEvent&) = default;
};

SpreadEvent spread(const Bundle& bundle) {
  HourOfWeekWeights week{};
  add_aoristic(bundle.time.span, week);
  const auto first = week_hour_of(bundle.time.span.start);
  SpreadEvent event;
  for (std::size_t i = 0; i < week_hours; ++i) {
    event.weight.push_back(week[(first + i) % week_hours] * static_cast<double>(bundle.events));
  }
  while (event.weight.size() > 1 && event.weight.back() == 0) {
    event.weight.pop_back();
  }
  return event;
}

void add(const SpreadEvent& event, std::size_t first, double times, HourOfWeekWeights& sums) {
  for (std::size_t i = 0; i < event.weight.size(); ++i) {
    sums[(first + i) % week_hours] += times * event.weight[i];
  }
}

/// Nothing where a weekday was recorded less than three times.
std::optional<WeekdayShares> shares_of(const std::array<unsigned, 7>& recorded) {
  constexpr unsigned fewest = 3;
  if (std::ranges::min(recorded) < fewest) {
    return std::nullopt;
  }
  double all = 0;
  for (const auto number : recorded) {
    all += number;
  }
  WeekdayShares shares{};
  std::ranges::transform(recorded, shares.begin(), [all](unsigned number) { return number / all; });
  return shares;
}

/// The window with the largest ratio, and that ratio.
struct FoundWindow {
  WeekWindow window;
  double ratio = 0;
};

/// Sums of runs of hours and of days, for all windows of so many hours.
class WindowScan {
 public:
  explicit WindowScan(const HourOfWeekWeights& even) {
    for (std::size_t i = 0; i < week_hours; ++i) {
      from_[i + 1] = from_[i] + even[i];
      all_ += even[i];
    }
    // Twice, so that no sum has to be taken around the end of the week.
    for (std::size_t i = 0; i < week_hours; ++i) {
      from_[week_hours + i + 1] = from_[week_hours + i] + even[i];
    }
  }

  [[nodiscard]] FoundWindow highest() {
    FoundWindow best;
    for (auto length = shortest_visit_hours; length <= longest_visit_hours; ++length) {
      look_at(length, 7, best);
    }
    // All days at all hours hold everything.
    look_at(whole_day_hours, 6, best);
    return best;
  }

 private:
  /// All windows of so many hours on up to so many days. Whole days begin at midnight.
  void look_at(unsigned length, unsigned most_days, FoundWindow& best) {
    const std::size_t step = length == whole_day_hours ? whole_day_hours : 1;
    evening_.fill(0);
    for (std::size_t i = 0; i < week_hours; i += step) {
      evening_[i] = from_[i + length] - from_[i];
    }
    days_ = evening_;
    for (unsigned number = 1; number <= most_days; ++number) {
      if (number > 1) {
        add_evening(number - 1);
      }
      take(number, length, best);
    }
  }

  void add_evening(unsigned days_later) {
    const auto ahead = std::size_t{24} * days_later;
    for (std::size_t i = 0; i < week_hours - ahead; ++i) {
      days_[i] += evening_[i + ahead];
    }
    for (auto i = week_hours - ahead; i < week_hours; ++i) {
      days_[i] += evening_[i + ahead - week_hours];
    }
  }

  /// The fullest of the windows of one size: all of them are expected to hold the same.
  void take(unsigned number, unsigned length, FoundWindow& best) const {
    const auto most = *std::ranges::max_element(days_);
    const auto ratio = surprise(most, all_ * number * length / week_hours, all_);
    constexpr double clearly = 1e-9;
    const auto more = ratio - best.ratio * (1 + clearly) - clearly;
    const auto shorter = number * length < best.window.hours_a_week();
    if (more <= 0 && !(shorter && ratio > 0 && ratio >= best.ratio * (1 - clearly))) {
      return;
    }
    // The first of equal ones; in whole weeks that is the one of Monday.
    const auto first = static_cast<unsigned>(
        std::ranges::find_if(days_, [&](double sum) { return sum >= most * (1 - clearly); }) - days_.begin());
    best = {{number == 7 ? 0 : first / 24, number, first % 24, length}, ratio};
  }

  std::array<double, 2 * week_hours + 1> from_{};
  HourOfWeekWeights evening_{};
  HourOfWeekWeights days_{};
  double all_ = 0;
};

/// What is known of one group, in a form in which chance can move it.
class MovedGroup {
 public:
  MovedGroup(const VisitGroup& group, std::size_t fewest_events) {
    std::vector<KnownTime> times;
    auto too_short = false;
    for (const auto& time : group.times) {
      if (!time.clock_known) {
        continue;
      }
      if (shares_of(group.recorded_days[time.source])) {
        times.push_back(time);
      } else {
        too_short = true;
      }
    }
    found_.events = times.size();
    if (times.size() < fewest_events) {
      found_.finding = too_short ? WindowFinding::period_too_short : WindowFinding::too_few_events;
      return;
    }
    bundles_ = bundled(std::move(times));
    prepare(group);
    const auto seen = WindowScan(evened(seen_)).highest();
    ratio_ = seen.ratio;
    found_.window = seen.window;
    found_.finding = WindowFinding::not_clear;
    found_.share = held(seen_, seen.window) / sum_of(seen_);
  }

  [[nodiscard]] bool is_asked() const { return !bundles_.empty(); }
  [[nodiscard]] double ratio() const { return ratio_; }
  [[nodiscard]] const VisitWindow& found() const { return found_; }

  /// The largest ratio of a week of chance.
  [[nodiscard]] double ratio_of_chance(RandomStream& random) const {
    HourOfWeekWeights sums{};
    std::array<std::uint32_t, 7> by_weekday{};
    std::array<std::uint32_t, 24> by_hour{};
    for (const auto& alike : alike_) {
      alike.weekdays(by_weekday, random);
      for (std::size_t day = 0; day < by_weekday.size(); ++day) {
        throw_hours(alike, day, by_weekday[day], by_hour, random, sums);
      }
    }
    return WindowScan(evened(sums)).highest().ratio;
  }

  [[nodiscard]] bool is_of_one_occasion() const {
    std::map<std::chrono::local_days, double> weight;
    double all = 0;
    double most = 0;
    for (const auto& bundle : bundles_) {
      HourOfWeekWeights week{};
      add(spread(bundle), week_hour_of(bundle.time.span.start), 1, week);
      auto& here = weight[floor<days>(bundle.time.span.start - hours{found_.window.first_hour})];
      const auto inside = held(week, found_.window);
      here += inside;
      all += inside;
      most = std::max(most, here);
    }
    return 2 * most > all;
  }

 private:
  /// Bundles that chance moves alike.
  struct Alike {
    SpreadEvent event;
    Scatter weekdays;
    std::uint32_t number;
  };

  static void throw_hours(const Alike& alike, std::size_t day, std::uint32_t number,
                          std::array<std::uint32_t, 24>& by_hour, RandomStream& random, HourOfWeekWeights& sums) {
    constexpr std::uint32_t many = 24;
    if (number < many) {
      for (std::uint32_t i = 0; i < number; ++i) {
        add(alike.event, day * 24 + random.below(24), 1, sums);
      }
      return;
    }
    static constexpr auto even = [] {
      std::array<double, 24> shares{};
      shares.fill(1.0 / 24);
      return shares;
    }();
    Scatter(number, even)(by_hour, random);
    for (std::size_t hour = 0; hour < by_hour.size(); ++hour) {
      if (by_hour[hour] > 0) {
        add(alike.event, day * 24 + hour, by_hour[hour], sums);
      }
    }
  }

  void prepare(const VisitGroup& group) {
    // By what the source has recorded and not by its number: chance must not follow the order of the sources.
    std::map<std::pair<WeekdayShares, SpreadEvent>, std::uint32_t> numbers;
    std::array<double, 7> expected{};
    double all = 0;
    for (const auto& bundle : bundles_) {
      const auto shares = *shares_of(group.recorded_days[bundle.time.source]);
      auto event = spread(bundle);
      add(event, week_hour_of(bundle.time.span.start), 1, seen_);
      for (std::size_t day = 0; day < 7; ++day) {
        expected[day] += shares[day] * static_cast<double>(bundle.events);
      }
      all += static_cast<double>(bundle.events);
      ++numbers[{shares, std::move(event)}];
    }
    for (std::size_t day = 0; day < 7; ++day) {
      evening_out_[day] = all / 7 / expected[day];
    }
    for (const auto& [kind, number] : numbers) {
      alike_.push_back({kind.second, Scatter(number, kind.first), number});
    }
  }

  /// As if every weekday had been recorded alike.
  [[nodiscard]] HourOfWeekWeights evened(HourOfWeekWeights sums) const {
    for (std::size_t i = 0; i < week_hours; ++i) {
      sums[i] *= evening_out_[i / 24];
    }
    return sums;
  }

  static double held(const HourOfWeekWeights& sums, const WeekWindow& window) {
    double inside = 0;
    for (unsigned day = 0; day < window.days; ++day) {
      for (unsigned hour = 0; hour < window.hours; ++hour) {
        inside += sums[((window.first_weekday + day) * 24 + window.first_hour + hour) % week_hours];
      }
    }
    return inside;
  }

  static double sum_of(const HourOfWeekWeights& sums) {
    double all = 0;
    for (const auto weight : sums) {
      all += weight;
    }
    return all;
  }

  std::vector<Bundle> bundles_;  ///< none where nothing can be asked
  std::vector<Alike> alike_;
  HourOfWeekWeights seen_{};
  WeekdayShares evening_out_{};
  double ratio_ = 0;
  VisitWindow found_;
};

/// p of each group among its own runs and, each in units of its mean, among the largest of each run.
void judge(std::span<const MovedGroup> groups, std::vector<double> ratios, const BusyWindowOptions& options,
           std::span<VisitWindow> windows) {
  const auto runs = options.runs;
  const auto number = groups.size();
  std::vector<double> mean(number, 0.0);
  for (std::size_t run = 0; run < runs; ++run) {
    for (std::size_t i = 0; i < number; ++i) {
      mean[i] += ratios[run * number + i] / static_cast<double>(runs);
    }
  }
  std::vector<double> largest(runs, 0.0);
  for (std::size_t run = 0; run < runs; ++run) {
    for (std::size_t i = 0; i < number; ++i) {
      auto& ratio = ratios[run * number + i];
      ratio = mean[i] > 0 ? ratio / mean[i] : 0;
      largest[run] = std::max(largest[run], ratio);
    }
  }
  for (std::size_t i = 0; i < number; ++i) {
    if (!groups[i].is_asked() || mean[i] == 0) {
      continue;
    }
    constexpr double rounding = 1e-9;
    const auto seen = groups[i].ratio() / mean[i] * (1 - rounding);
    std::uint64_t alone = 0;
    std::uint64_t anywhere = 0;
    for (std::size_t run = 0; run < runs; ++run) {
      alone += ratios[run * number + i] >= seen ? 1U : 0U;
      anywhere += largest[run] >= seen ? 1U : 0U;
    }
    windows[i].p = monte_carlo_p(alone, runs);
    windows[i].adjusted_p = monte_carlo_p(anywhere, runs);
    if (windows[i].adjusted_p <= options.level) {
      windows[i].finding = groups[i].is_of_one_occasion() ? WindowFinding::one_occasion : WindowFinding::clear;
    }
  }
}

}  // namespace

bool WeekWindow::holds(unsigned hour_of_week) const {
  constexpr unsigned all = week_hours;
  const auto since = (hour_of_week + all - (first_weekday * 24 + first_hour)) % all;
  return since / 24 < days && since % 24 < hours;
}

unsigned WeekWindow::hours_in_common(const WeekWindow& other) const {
  unsigned common = 0;
  for (unsigned hour = 0; hour < week_hours; ++hour) {
    common += holds(hour) && other.holds(hour) ? 1U : 0U;
  }
  return common;
}

std::vector<VisitWindow> visit_windows(std::span<const VisitGroup> groups, const BusyWindowOptions& options) {
  std::vector<MovedGroup> moved;
  std::vector<VisitWindow> windows;
  for (const auto& group : groups) {
    moved.emplace_back(group, options.fewest_events);
    windows.push_back(moved.back().found());
  }
  // Streams of their own, apart from those of busy_windows() and of the table of the week.
  constexpr std::uint64_t purpose = 0x76'6973'6974'73;
  std::vector<double> ratios(options.runs * moved.size());
  for_each_part(options.runs, options.threads, [&](std::size_t run) {
    RandomStream random(options.seed ^ purpose, run);
    for (std::size_t i = 0; i < moved.size(); ++i) {
      ratios[run * moved.size() + i] = moved[i].is_asked() ? moved[i].ratio_of_chance(random) : 0;
    }
  });
  if (options.runs > 0) {
    judge(moved, std::move(ratios), options, windows);
  }
  return windows;
}

HourOfWeekWeights hours_of_week(std::span<const KnownTime> times) {
  HourOfWeekWeights week{};
  for (const auto& bundle : bundled({times.begin(), times.end()})) {
    if (bundle.time.clock_known) {
      add(spread(bundle), week_hour_of(bundle.time.span.start), 1, week);
    }
  }
  return week;
}

}  // namespace lykta
