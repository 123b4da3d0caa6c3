#include "engine/time/busy_windows.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <utility>

#include "engine/base/parallel.hpp"
#include "engine/base/random_stream.hpp"
#include "engine/statistics/scattered_counts.hpp"
#include "engine/time/bundled_times.hpp"
#include "engine/time/busiest_window.hpp"
#include "engine/time/busy_dial.hpp"
#include "engine/time/busy_time.hpp"

namespace lykta {

namespace {

using namespace busy;
using std::chrono::days;
using std::chrono::floor;
using std::chrono::hours;

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
  std::vector<std::optional<BusiestWindow>> asked_;  ///< nothing where nothing can be asked
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
