#include "engine/time/busy_windows.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <numeric>
#include <optional>
#include <tuple>
#include <utility>

#include "engine/base/parallel.hpp"
#include "engine/base/random_stream.hpp"
#include "engine/statistics/scattered_counts.hpp"
#include "engine/time/busy_time.hpp"

namespace lykta {

namespace {

using std::chrono::days;
using std::chrono::floor;
using std::chrono::hours;

constexpr std::size_t most_cells = 24;

/// Weekdays or hours of the day, and how many of them make a window.
struct Dial {
  std::size_t cells;
  std::size_t width;
};
constexpr Dial weekdays{7, 1};
constexpr Dial hours_of_day{most_cells, busy_hours};

/// Weights are whole numbers of a grain, so that sums are exact in any order and ties are ties.
using Grains = std::int64_t;
constexpr double grains_per_event = 0x1p30;

using Sums = std::array<Grains, 2 * most_cells>;
using Shares = std::array<double, most_cells>;

std::size_t weekday_of(LocalTime time) { return std::chrono::weekday{floor<days>(time)}.iso_encoding() - 1; }
std::size_t hour_of(LocalTime time) { return static_cast<std::size_t>(floor<hours>(time - floor<days>(time)).count()); }
std::size_t cell_of(LocalTime time, const Dial& dial) {
  return dial.cells == weekdays.cells ? weekday_of(time) : hour_of(time);
}

/// Of what lies in the 168 hours of a week, the sums by weekday or by hour of the day.
Shares on_dial(const HourOfWeekWeights& week, const Dial& dial) {
  Shares sums{};
  for (std::size_t i = 0; i < week.size(); ++i) {
    sums[dial.cells == weekdays.cells ? i / 24 : i % 24] += week[i];
  }
  return sums;
}

/// A part of the weight of an event, so many cells after the one in which it begins.
struct Part {
  std::size_t offset;
  Grains weight;

  friend auto operator<=>(const Part&, const Part&) = default;
};
using Profile = std::vector<Part>;

Profile profile_of(const TimeSpan& span, std::size_t events, const Dial& dial) {
  const auto whole = [events](double share) {
    return static_cast<Grains>(std::llround(share * grains_per_event)) * static_cast<Grains>(events);
  };
  if (span.start == span.end) {
    return {{0, whole(1)}};
  }
  HourOfWeekWeights week{};
  add_aoristic(span, week);
  const auto sums = on_dial(week, dial);
  const auto first = cell_of(span.start, dial);
  Profile profile;
  for (std::size_t offset = 0; offset < dial.cells; ++offset) {
    if (const auto weight = whole(sums[(first + offset) % dial.cells]); weight != 0) {
      profile.push_back({offset, weight});
    }
  }
  return profile;
}

/// Where an event of a source may begin.
struct Beginnings {
  Shares shares;
  WeightedDraw draw;
};

/// Events that are moved alike: of one source, with one profile.
struct Alike {
  const Beginnings* beginnings;
  Profile profile;
  std::uint32_t number;
};

/// Enough of them to be thrown together.
struct Many {
  Profile profile;
  Scatter scatter;
};

/// From here on the weight of an event is higher or lower. The weights of an interval rise, stay and fall, so a few steps
/// say all of it, however long it lasts.
struct Step {
  std::size_t offset;
  Grains change;
};

/// One event, with its steps.
struct Single {
  const WeightedDraw* draw;
  std::size_t first_step;
  std::size_t last_step;
};

/// Adds up what begins in each cell, beyond the end of the dial too.
void add_moved(const Profile& profile, std::span<const std::uint32_t> begin, Sums& sums) {
  for (std::size_t cell = 0; cell < begin.size(); ++cell) {
    if (begin[cell] > 0) {
      for (const auto& part : profile) {
        sums[cell + part.offset] += part.weight * Grains{begin[cell]};
      }
    }
  }
}

/// What a window that begins in each cell holds.
std::array<Grains, most_cells> windows_of(const Sums& sums, const Dial& dial) {
  std::array<Grains, most_cells> windows{};
  for (std::size_t first = 0; first < dial.cells; ++first) {
    for (std::size_t i = 0; i < dial.width; ++i) {
      const auto cell = (first + i) % dial.cells;
      windows[first] += sums[cell] + sums[cell + dial.cells];
    }
  }
  return windows;
}

struct Highest {
  std::size_t first = 0;
  double ratio = 0;  ///< 0 where no window has more than expected
};

/// One question about one place.
class Asked {
 public:
  Asked(const Dial& dial, const std::vector<Alike>& alike, const Sums& seen) : dial_(dial) {
    for (const auto& sum : seen) {
      all_ += static_cast<double>(sum) / grains_per_event;
    }
    expect(alike);
    constexpr std::uint32_t enough = 8;
    for (const auto& each : alike) {
      if (each.number >= enough) {
        many_.push_back({each.profile, Scatter(each.number, std::span(each.beginnings->shares).first(dial_.cells))});
      } else {
        add_singles(each);
      }
    }
    seen_ = highest(seen);
    windows_ = windows_of(seen, dial_);
  }

  [[nodiscard]] const Highest& seen() const { return seen_; }
  [[nodiscard]] double share_seen() const {
    return static_cast<double>(windows_[seen_.first]) / grains_per_event / all_;
  }

  [[nodiscard]] double ratio_of_chance(RandomStream& random) const {
    Sums sums{};
    for (const auto& single : singles_) {
      const auto cell = (*single.draw)(random);
      for (auto step = single.first_step; step < single.last_step; ++step) {
        sums[cell + steps_[step].offset] += steps_[step].change;
      }
    }
    std::partial_sum(sums.begin(), sums.end(), sums.begin());
    std::array<std::uint32_t, most_cells> begin{};
    for (const auto& many : many_) {
      const auto cells = std::span(begin).first(dial_.cells);
      many.scatter(cells, random);
      add_moved(many.profile, cells, sums);
    }
    return highest(sums).ratio;
  }

 private:
  void add_singles(const Alike& alike) {
    const auto first = steps_.size();
    Grains before = 0;
    for (const auto& part : alike.profile) {
      if (part.weight != before) {
        steps_.push_back({part.offset, part.weight - before});
      }
      before = part.weight;
    }
    steps_.push_back({alike.profile.back().offset + 1, -before});
    for (std::uint32_t i = 0; i < alike.number; ++i) {
      singles_.push_back({&alike.beginnings->draw, first, steps_.size()});
    }
  }

  /// Mean of each window in the runs, and how much they vary against events that fall one by one.
  void expect(const std::vector<Alike>& all_alike) {
    double variance = 0;
    double of_single_events = 0;
    for (const auto& alike : all_alike) {
      std::array<double, most_cells> mean{};
      std::array<double, most_cells> square{};
      for (std::size_t cell = 0; cell < dial_.cells; ++cell) {
        Sums sums{};
        std::array<std::uint32_t, most_cells> begin{};
        begin[cell] = 1;
        add_moved(alike.profile, std::span(begin).first(dial_.cells), sums);
        const auto windows = windows_of(sums, dial_);
        for (std::size_t i = 0; i < dial_.cells; ++i) {
          const auto weight = static_cast<double>(windows[i]) / grains_per_event;
          mean[i] += alike.beginnings->shares[cell] * weight;
          square[i] += alike.beginnings->shares[cell] * weight * weight;
        }
      }
      for (std::size_t i = 0; i < dial_.cells; ++i) {
        expected_[i] += alike.number * mean[i];
        variance += alike.number * (square[i] - mean[i] * mean[i]);
      }
    }
    for (std::size_t i = 0; i < dial_.cells; ++i) {
      of_single_events += expected_[i] * (1 - expected_[i] / all_);
    }
    constexpr double rounding = 1e-9;
    varies_ = variance > rounding * of_single_events ? variance / of_single_events : 0;
    const auto [least, most] = std::ranges::minmax(std::span(expected_).first(dial_.cells));
    is_even_ = most - least <= rounding * most;
  }

  [[nodiscard]] double ratio(Grains window, double expected) const {
    return surprise(static_cast<double>(window) / grains_per_event, expected, all_) / varies_;
  }

  [[nodiscard]] Highest highest(const Sums& sums) const {
    Highest highest;
    if (varies_ == 0) {
      return highest;
    }
    const auto windows = windows_of(sums, dial_);
    const auto of_dial = std::span(windows).first(dial_.cells);
    // Weights that are rounded to grains: a tie must stay a tie.
    const auto grain_error = static_cast<Grains>(all_) + 1;
    if (is_even_) {
      const auto most = *std::ranges::max_element(of_dial);
      const auto first = std::ranges::find_if(of_dial, [&](Grains window) { return window >= most - grain_error; });
      return {static_cast<std::size_t>(first - of_dial.begin()), ratio(most, expected_[0])};
    }
    constexpr double clearly_more = 1e-9;
    for (std::size_t first = 0; first < dial_.cells; ++first) {
      const auto here = ratio(of_dial[first], expected_[first]);
      if (here > highest.ratio * (1 + clearly_more) + clearly_more) {
        highest = {first, here};
      }
    }
    return highest;
  }

  Dial dial_;
  std::vector<Many> many_;
  std::vector<Single> singles_;
  std::vector<Step> steps_;
  double all_ = 0;
  std::array<double, most_cells> expected_{};
  double varies_ = 0;     ///< 0: every run is the same
  bool is_even_ = false;  ///< all windows are alike, so the fullest is the highest
  std::array<Grains, most_cells> windows_{};
  Highest seen_;
};

/// Where events of a source may begin; nothing where its period is too short for the question.
std::optional<Beginnings> beginnings_of(const Period& recorded, const Dial& dial) {
  constexpr double fewest_occurrences = 3 - 1e-9;
  if (!(recorded.from < recorded.to)) {
    return std::nullopt;
  }
  HourOfWeekWeights week{};
  add_aoristic({recorded.from, recorded.to}, week);
  auto shares = on_dial(week, dial);
  const auto cells = std::span(shares).first(dial.cells);
  // A cell is a day or, of the hours, a 24th of one.
  const auto cells_recorded = recorded.days() * (dial.cells == weekdays.cells ? 1 : 24);
  if (*std::ranges::min_element(cells) * cells_recorded < fewest_occurrences) {
    return std::nullopt;
  }
  return Beginnings{shares, WeightedDraw(cells)};
}

/// Events of one span that are moved together, or one event alone.
struct Bundle {
  KnownTime time;
  std::size_t events = 1;
};

std::vector<Bundle> bundled(std::vector<KnownTime> times) {
  const auto key = [](const KnownTime& time) {
    return std::tuple(time.span.start, time.span.end, time.clock_known, time.source);
  };
  std::ranges::sort(times, {}, key);
  std::vector<Bundle> bundles;
  for (const auto& time : times) {
    if (!bundles.empty() && time.clock_known && bundles.back().time.clock_known &&
        bundles.back().time.span == time.span) {
      ++bundles.back().events;
    } else {
      bundles.push_back({time});
    }
  }
  return bundles;
}

/// The number of the day on which the window that an event falls into begins.
std::chrono::local_days occasion_of(const TimeSpan& span, std::size_t first, const Dial& dial) {
  if (dial.cells == weekdays.cells) {
    const auto ahead = (first + 7 - weekday_of(span.start)) % 7;
    return floor<days>(span.start) + days{ahead};
  }
  const auto moved = span.start - hours{first};
  const auto begun = hour_of(moved) < dial.width;
  return floor<days>(moved) + days{begun ? 0 : 1};
}

bool is_of_one_occasion(std::span<const Bundle> bundles, std::size_t first, const Dial& dial) {
  std::map<std::chrono::local_days, Grains> weight;
  Grains all = 0;
  Grains most = 0;
  for (const auto& [time, events] : bundles) {
    Sums sums{};
    std::array<std::uint32_t, most_cells> begin{};
    begin[cell_of(time.span.start, dial)] = 1;
    add_moved(profile_of(time.span, events, dial), std::span(begin).first(dial.cells), sums);
    const auto inside = windows_of(sums, dial)[first];
    auto& here = weight[occasion_of(time.span, first, dial)];
    here += inside;
    all += inside;
    most = std::max(most, here);
  }
  return 2 * most > all;
}

/// One question about all places.
class Question {
 public:
  Question(const Dial& dial, std::span<const std::vector<KnownTime>> places, std::span<const Period> recorded,
           const BusyWindowOptions& options)
      : dial_(dial), options_(options), windows_(places.size()), asked_(places.size()), bundles_(places.size()) {
    // Sources are told apart by what they recorded and not by their numbers: the order in which chance is drawn must not
    // follow the order of the sources.
    const auto key = [](const Period& period) { return std::pair(period.from, period.to); };
    std::vector<Period> distinct(recorded.begin(), recorded.end());
    std::ranges::sort(distinct, {}, key);
    distinct.erase(std::unique(distinct.begin(), distinct.end(),
                               [&](const Period& one, const Period& other) { return key(one) == key(other); }),
                   distinct.end());
    for (const auto& period : recorded) {
      number_of_record_.push_back(
          static_cast<std::uint32_t>(std::ranges::lower_bound(distinct, key(period), {}, key) - distinct.begin()));
    }
    for (const auto& period : distinct) {
      beginnings_.push_back(beginnings_of(period, dial));
    }
    for (std::size_t i = 0; i < places.size(); ++i) {
      prepare(places[i], i);
    }
  }

  /// Ratios of all places in a run; those that are not asked about have none (0).
  void run(RandomStream& random, std::span<double> ratios) const {
    for (std::size_t i = 0; i < asked_.size(); ++i) {
      ratios[i] = asked_[i] ? asked_[i]->ratio_of_chance(random) : 0;
    }
  }

  /// `ratios` are those of all runs, one run after the other.
  std::vector<BusyWindow> answer(std::span<const double> ratios) && {
    std::vector<double> largest;
    for (std::size_t run = 0; run < options_.runs; ++run) {
      const auto of_run = ratios.subspan(run * asked_.size(), asked_.size());
      largest.push_back(of_run.empty() ? 0 : std::ranges::max(of_run));
    }
    for (std::size_t i = 0; i < asked_.size(); ++i) {
      if (!asked_[i]) {
        continue;
      }
      auto& window = windows_[i];
      window.first = static_cast<unsigned>(asked_[i]->seen().first);
      window.share = asked_[i]->share_seen();
      window.finding = WindowFinding::not_clear;
      if (options_.runs > 0) {
        judge(i, ratios, largest);
      }
    }
    return std::move(windows_);
  }

 private:
  void prepare(const std::vector<KnownTime>& known, std::size_t place) {
    auto& window = windows_[place];
    std::vector<KnownTime> times;
    bool too_short = false;
    for (auto time : known) {
      if (dial_.cells == hours_of_day.cells && !time.clock_known) {
        continue;
      }
      time.source = number_of_record_[time.source];
      if (beginnings_[time.source]) {
        times.push_back(time);
      } else {
        too_short = true;
      }
    }
    window.events = times.size();
    if (times.size() < options_.fewest_events) {
      window.finding = too_short ? WindowFinding::period_too_short : WindowFinding::too_few_events;
      return;
    }
    bundles_[place] = bundled(std::move(times));
    std::map<std::pair<std::uint32_t, Profile>, std::uint32_t> number;
    Sums seen{};
    for (const auto& [time, events] : bundles_[place]) {
      auto profile = profile_of(time.span, events, dial_);
      std::array<std::uint32_t, most_cells> begin{};
      begin[cell_of(time.span.start, dial_)] = 1;
      add_moved(profile, std::span(begin).first(dial_.cells), seen);
      ++number[{time.source, std::move(profile)}];
    }
    std::vector<Alike> alike;
    for (const auto& [source_and_profile, count] : number) {
      const auto& [source, profile] = source_and_profile;
      alike.push_back({&*beginnings_[source], profile, count});
    }
    asked_[place].emplace(dial_, alike, seen);
  }

  void judge(std::size_t place, std::span<const double> ratios, std::span<const double> largest) {
    auto& window = windows_[place];
    const auto seen = asked_[place]->seen().ratio;
    constexpr double rounding = 1e-9;
    const auto as_high = [&](double ratio) { return ratio >= seen * (1 - rounding) - rounding; };
    std::uint64_t alone = 0;
    std::uint64_t anywhere = 0;
    for (std::size_t run = 0; run < options_.runs; ++run) {
      alone += as_high(ratios[run * asked_.size() + place]) ? 1U : 0U;
      anywhere += as_high(largest[run]) ? 1U : 0U;
    }
    constexpr double questions = 2;
    window.p = monte_carlo_p(alone, options_.runs);
    window.adjusted_p = std::min(1.0, questions * monte_carlo_p(anywhere, options_.runs));
    if (window.adjusted_p <= options_.level) {
      window.finding =
          is_of_one_occasion(bundles_[place], window.first, dial_) ? WindowFinding::one_occasion : WindowFinding::clear;
    }
  }

  Dial dial_;
  BusyWindowOptions options_;
  std::vector<std::uint32_t> number_of_record_;        ///< by source; from here on it stands for the source
  std::vector<std::optional<Beginnings>> beginnings_;  ///< by record
  std::vector<BusyWindow> windows_;
  std::vector<std::optional<Asked>> asked_;  ///< nothing where nothing can be asked
  std::vector<std::vector<Bundle>> bundles_;
};

void count_known(const std::vector<KnownTime>& known, PlaceTimes& times) {
  times.day_known = known.size();
  for (const auto& time : known) {
    times.clock_known += time.clock_known ? 1U : 0U;
    times.sources.push_back(time.source);
  }
  std::ranges::sort(times.sources);
  times.sources.erase(std::unique(times.sources.begin(), times.sources.end()), times.sources.end());
}

}  // namespace

std::string_view name_of(WindowFinding finding) {
  switch (finding) {
    case WindowFinding::clear:
      return "clear";
    case WindowFinding::not_clear:
      return "not_clear";
    case WindowFinding::one_occasion:
      return "one_occasion";
    case WindowFinding::period_too_short:
      return "period_too_short";
    case WindowFinding::too_few_events:
      break;
  }
  return "too_few_events";
}

std::vector<PlaceTimes> busy_windows(std::span<const std::vector<KnownTime>> places, std::span<const Period> recorded,
                                     const BusyWindowOptions& options) {
  Question weekday(weekdays, places, recorded, options);
  Question hour(hours_of_day, places, recorded, options);
  std::vector<double> of_weekdays(options.runs * places.size());
  std::vector<double> of_hours(options.runs * places.size());
  // Streams of their own, apart from those of the table of the week.
  constexpr std::uint64_t purpose = 0x77'696e'646f'7773;
  for_each_part(options.runs, options.threads, [&](std::size_t run) {
    RandomStream random(options.seed ^ purpose, run);
    weekday.run(random, std::span(of_weekdays).subspan(run * places.size(), places.size()));
    hour.run(random, std::span(of_hours).subspan(run * places.size(), places.size()));
  });
  const auto by_weekday = std::move(weekday).answer(of_weekdays);
  const auto by_hour = std::move(hour).answer(of_hours);
  std::vector<PlaceTimes> times(places.size());
  for (std::size_t i = 0; i < places.size(); ++i) {
    times[i].weekday = by_weekday[i];
    times[i].hours = by_hour[i];
    count_known(places[i], times[i]);
  }
  return times;
}

}  // namespace lykta
