#include "engine/time/near_repeats.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <iterator>
#include <limits>
#include <numeric>
#include <string_view>

#include <fmt/format.h>

#include "engine/base/error.hpp"
#include "engine/base/parallel.hpp"
#include "engine/base/random_stream.hpp"
#include "engine/base/vectorised.hpp"

namespace lykta {

namespace {

/// Permutations that are looked at side by side.
constexpr std::size_t lanes = 16;
using Lanes = std::uint32_t __attribute__((vector_size(lanes * sizeof(std::uint32_t))));
struct alignas(lanes * sizeof(std::uint32_t)) Days {
  Lanes lane{};
};

/// Two events less than the last limit apart.
struct NearPair {
  std::uint32_t first;
  std::uint32_t second;
};

/// Two places less than the last limit apart (or one place, twice) with so many events that their pairs are not listed.
struct Crowd {
  std::uint32_t first;
  std::uint32_t second;
  std::uint32_t row;
};
/// With so many pairs per event, putting the days in order is quicker than looking at the pairs, sixteen at a time.
constexpr std::uint64_t pairs_of_a_crowd = 128;
/// Pairs that are held at one time, 32 MB.
constexpr std::size_t pairs_at_once = std::size_t{1} << 22U;

template <class Value>
void check_limits(const std::vector<Value>& limits, std::string_view of) {
  if (limits.empty()) {
    throw InvalidOption(fmt::format("the near-repeat table needs at least one limit of {}", of));
  }
  Value previous = 0;
  for (const auto limit : limits) {
    if (!(limit > previous) || !std::isfinite(static_cast<double>(limit))) {
      throw InvalidOption(
          fmt::format("limits of {} must be positive and rise, but {} follows {}", of, limit, previous));
    }
    previous = limit;
  }
}

/// Number of the band: how many limits are at most the value.
template <class Value>
std::size_t band_of(const std::vector<Value>& limits, Value value) {
  return static_cast<std::size_t>(std::ranges::upper_bound(limits, value) - limits.begin());
}

/// Pairs of days by how far they are apart: less than each limit, and all. Counted from the days alone, for no
/// permutation changes it.
std::vector<std::uint64_t> pairs_by_time(std::span<const std::int32_t> days, const std::vector<std::int32_t>& limits) {
  std::vector<std::int64_t> sorted(days.begin(), days.end());
  std::ranges::sort(sorted);
  std::vector<std::uint64_t> closer;
  for (const auto limit : limits) {
    std::uint64_t pairs = 0;
    std::size_t oldest = 0;
    for (std::size_t i = 0; i < sorted.size(); ++i) {
      while (sorted[i] - sorted[oldest] >= limit) {
        ++oldest;
      }
      pairs += i - oldest;
    }
    closer.push_back(pairs);
  }
  const auto events = static_cast<std::uint64_t>(days.size());
  closer.push_back(events < 2 ? 0 : events * (events - 1) / 2);
  return closer;
}

/// Adds to `closer` how many of the pairs are less than `limit` days apart, permutation by permutation.
LYKTA_VECTORISED void count_closer(std::span<const NearPair> pairs, std::span<const Days> days, std::int32_t limit,
                                   Days& closer) {
  auto count = closer.lane;
  const auto shift = static_cast<std::uint32_t>(limit - 1);
  const auto width = 2 * shift + 1;
  for (const auto& pair : pairs) {
    // |a - b| < limit, as one comparison of unsigned numbers; what is true is -1.
    const auto shifted = days[pair.first].lane - days[pair.second].lane + shift;
    count -= static_cast<Lanes>(shifted < width);
  }
  closer.lane = count;
}

using Counts = std::vector<std::array<std::uint64_t, lanes>>;

/// Pairs of events that are near each other, by the row of the table: those that are listed, some at a time, and those of
/// crowds.
struct NearPairs {
  std::vector<std::vector<NearPair>> listed;  ///< by row
  std::vector<Crowd> crowds;
  std::size_t number = 0;  ///< of those that are listed

  void clear() {
    for (auto& row : listed) {
      row.clear();
    }
    crowds.clear();
    number = 0;
  }
};

/// Calls `take(pairs)` with all pairs, as many at a time as are to be held.
template <class Take>
void for_each_near_pairs(const EventsByPlace& events, const NearRepeatOptions& options, Take take) {
  NearPairs pairs;
  pairs.listed.resize(options.distance_limits_m.size() + 1);
  const auto add = [&](std::uint32_t first, std::uint32_t second, std::size_t row) {
    const auto here = std::uint64_t{events.events_at(first)};
    const auto there = std::uint64_t{events.events_at(second)};
    const auto number = first == second ? here * (here - 1) / 2 : here * there;
    if (number > pairs_of_a_crowd * (here + there)) {
      pairs.crowds.push_back({first, second, static_cast<std::uint32_t>(row)});
      return;
    }
    for (auto i = events.start[first]; i < events.start[first + 1]; ++i) {
      for (auto j = first == second ? i + 1 : events.start[second]; j < events.start[second + 1]; ++j) {
        pairs.listed[row].push_back({i, j});
      }
    }
    pairs.number += number;
    if (pairs.number >= pairs_at_once || pairs.crowds.size() >= pairs_at_once) {
      take(pairs);
      pairs.clear();
    }
  };
  const NearPlaces near(events.places, options.distance_limits_m.back(), options.metric);
  for (std::uint32_t place = 0; place < events.places.size(); ++place) {
    add(place, place, 0);
    near.visit(place, [&](std::uint32_t other) {
      if (other > place) {
        const auto apart = distance_between(events.places[place], events.places[other], options.metric);
        add(place, other, 1 + band_of(options.distance_limits_m, apart));
      }
      return true;
    });
  }
  take(pairs);
}

/// Adds to the table of each of `lanes` arrangements of the days: rows x columns counts, all lanes of a cell together.
class TableCounter {
 public:
  TableCounter(const EventsByPlace& events, std::span<const std::int32_t> days, const NearRepeatOptions& options)
      : events_(events),
        limits_(options.day_limits),
        rows_(options.distance_limits_m.size() + 2),
        closer_in_all_(pairs_by_time(days, limits_)) {}

  [[nodiscard]] std::size_t rows() const { return rows_; }
  [[nodiscard]] std::size_t columns() const { return limits_.size() + 1; }
  [[nodiscard]] Counts empty() const { return Counts(rows_ * columns()); }

  void add(const NearPairs& pairs, std::span<const Days> days, Counts& table) const {
    for (std::size_t row = 0; row + 1 < rows_; ++row) {
      add_row(pairs.listed[row], days, row, table);
    }
    for (std::size_t lane = 0; lane < lanes && !pairs.crowds.empty(); ++lane) {
      add_crowds(pairs.crowds, days, lane, table);
    }
  }

  /// The farthest row is what the others leave of all pairs.
  void close(Counts& table) const {
    for (std::size_t column = 0; column < columns(); ++column) {
      const auto all = closer_in_all_[column] - (column > 0 ? closer_in_all_[column - 1] : 0);
      for (std::size_t lane = 0; lane < lanes; ++lane) {
        auto rest = all;
        for (std::size_t row = 0; row + 1 < rows_; ++row) {
          rest -= table[row * columns() + column][lane];
        }
        table[(rows_ - 1) * columns() + column][lane] = rest;
      }
    }
  }

 private:
  /// `closer` pairs of all are less than each limit apart.
  void add_closer(std::size_t row, std::size_t lane, std::uint64_t all, const auto& closer, Counts& table) const {
    std::uint64_t before = 0;
    for (std::size_t column = 0; column < columns(); ++column) {
      const auto below = column < limits_.size() ? std::uint64_t{closer(column)} : all;
      table[row * columns() + column][lane] += below - before;
      before = below;
    }
  }

  /// Blocks of pairs stay in the cache while the limits take turns.
  void add_row(std::span<const NearPair> pairs, std::span<const Days> days, std::size_t row, Counts& table) const {
    constexpr std::size_t block = 256;
    std::vector<Days> closer(limits_.size());
    for (std::size_t begin = 0; begin < pairs.size(); begin += block) {
      const auto part = pairs.subspan(begin, std::min(block, pairs.size() - begin));
      for (std::size_t i = 0; i < limits_.size(); ++i) {
        count_closer(part, days, limits_[i], closer[i]);
      }
    }
    for (std::size_t lane = 0; lane < lanes; ++lane) {
      add_closer(
          row, lane, pairs.size(), [&](std::size_t i) { return closer[i].lane[lane]; }, table);
    }
  }

  void add_crowds(std::span<const Crowd> crowds, std::span<const Days> days, std::size_t lane, Counts& table) const {
    std::uint32_t latest = 0;
    std::vector<std::int64_t> here;
    std::vector<std::int64_t> there;
    for (const auto& crowd : crowds) {
      // Crowds of one place follow each other.
      if (here.empty() || crowd.first != latest) {
        put_in_order(crowd.first, days, lane, here);
        latest = crowd.first;
      }
      if (crowd.second == crowd.first) {
        const auto all = std::uint64_t{here.size()} * (here.size() - 1) / 2;
        add_closer(
            crowd.row, lane, all,
            [&](std::size_t i) { return pairs_closer<std::int64_t>(here, std::int64_t{limits_[i]}); }, table);
      } else {
        put_in_order(crowd.second, days, lane, there);
        const auto all = std::uint64_t{here.size()} * there.size();
        add_closer(
            crowd.row, lane, all,
            [&](std::size_t i) { return pairs_closer<std::int64_t>(here, there, std::int64_t{limits_[i]}); }, table);
      }
    }
  }

  void put_in_order(std::uint32_t place, std::span<const Days> days, std::size_t lane,
                    std::vector<std::int64_t>& sorted) const {
    sorted.clear();
    for (auto i = events_.start[place]; i < events_.start[place + 1]; ++i) {
      sorted.push_back(static_cast<std::int32_t>(days[i].lane[lane]));
    }
    std::ranges::sort(sorted);
  }

  const EventsByPlace& events_;
  std::vector<std::int32_t> limits_;
  std::size_t rows_;
  std::vector<std::uint64_t> closer_in_all_;
};

/// `lanes` shuffles of the days, event by event; run r has the stream r of the seed.
std::vector<Days> shuffled(std::span<const std::int32_t> days, std::uint64_t seed, std::size_t first_run) {
  std::vector<Days> all(days.size());
  std::vector<std::int32_t> one;
  for (std::size_t lane = 0; lane < lanes; ++lane) {
    one.assign(days.begin(), days.end());
    RandomStream random(seed, first_run + lane);
    random.shuffle(std::span(one));
    for (std::size_t i = 0; i < one.size(); ++i) {
      all[i].lane[lane] = static_cast<std::uint32_t>(one[i]);
    }
  }
  return all;
}

std::vector<std::int32_t> in_order(std::span<const std::int32_t> days, const EventsByPlace& events) {
  std::vector<std::int32_t> ordered;
  ordered.reserve(days.size());
  for (const auto event : events.event) {
    ordered.push_back(days[event]);
  }
  return ordered;
}

KnoxCell judged(std::uint64_t observed, std::span<std::uint64_t> simulated) {
  constexpr auto unknown = std::numeric_limits<double>::quiet_NaN();
  if (simulated.empty()) {
    return {observed, unknown, unknown, unknown, unknown, unknown};
  }
  std::ranges::sort(simulated);
  const auto runs = simulated.size();
  std::uint64_t sum = 0;
  for (const auto pairs : simulated) {
    sum += pairs;
  }
  KnoxCell cell{.observed = observed};
  cell.mean = static_cast<double>(sum) / static_cast<double>(runs);
  cell.median = 0.5 * (static_cast<double>(simulated[(runs - 1) / 2]) + static_cast<double>(simulated[runs / 2]));
  const auto pairs = static_cast<double>(observed);
  cell.ratio_to_mean = cell.mean > 0 ? pairs / cell.mean : unknown;
  cell.ratio_to_median = cell.median > 0 ? pairs / cell.median : unknown;
  const auto as_many = simulated.end() - std::ranges::lower_bound(simulated, observed);
  cell.p = monte_carlo_p(static_cast<std::uint64_t>(as_many), runs);
  return cell;
}

}  // namespace

void check(const NearRepeatOptions& options) {
  check_limits(options.distance_limits_m, "distance (metres)");
  check_limits(options.day_limits, "time (days)");
}

KnoxTable knox_table(std::span<const Point> places, std::span<const std::int32_t> days_by_input,
                     const NearRepeatOptions& options, const Progress& progress) {
  assert(places.size() == days_by_input.size());
  check(options);
  const auto events = events_by_place(places, days_by_input);
  const auto days = in_order(days_by_input, events);
  const TableCounter counter(events, days, options);
  std::vector<Days> as_seen(days.size());
  for (std::size_t i = 0; i < days.size(); ++i) {
    as_seen[i].lane += static_cast<std::uint32_t>(days[i]);
  }
  auto observed = counter.empty();
  std::vector<Counts> simulated((options.permutations + lanes - 1) / lanes, counter.empty());
  for_each_near_pairs(events, options, [&](const NearPairs& pairs) {
    counter.add(pairs, as_seen, observed);
    // Shuffled anew where there are so many pairs that they come in several parts: that takes less time than the pairs,
    // and less memory than keeping them.
    for_each_part(
        simulated.size(), options.threads,
        [&](std::size_t part) { counter.add(pairs, shuffled(days, options.seed, part * lanes), simulated[part]); },
        [&](double share) { report(progress, "permutations", share); });
  });
  counter.close(observed);
  std::ranges::for_each(simulated, [&](Counts& counts) { counter.close(counts); });
  KnoxTable table{.rows = counter.rows(), .columns = counter.columns(), .cells = {}};
  std::vector<std::uint64_t> runs(options.permutations);
  for (std::size_t cell = 0; cell < observed.size(); ++cell) {
    for (std::size_t run = 0; run < runs.size(); ++run) {
      runs[run] = simulated[run / lanes][cell][run % lanes];
    }
    table.cells.push_back(judged(observed[cell][0], runs));
  }
  return table;
}

namespace {

/// Marks the events of `here` that have one of `there` after them, less than `days_apart` later. Both ascend; of
/// `marked` one entry per event of `here`. Whether all of them are marked.
bool mark_followed(std::span<const std::int32_t> here, std::span<const std::int32_t> there, std::int32_t days_apart,
                   std::span<std::uint8_t> marked) {
  std::size_t next = 0;
  auto all = true;
  for (std::size_t i = 0; i < here.size(); ++i) {
    while (next < there.size() && there[next] <= here[i]) {
      ++next;
    }
    if (next < there.size() && std::int64_t{there[next]} - here[i] < days_apart) {
      marked[i] = 1;
    }
    all = all && marked[i] != 0;
  }
  return all;
}

/// Which events are followed by a near one soon; the days of each place ascend.
std::vector<std::uint8_t> followed(const EventsByPlace& events, const NearPlaces& near,
                                   std::span<const std::int32_t> days, std::int32_t days_apart) {
  std::vector<std::uint8_t> marked(days.size());
  const auto at = [&](auto values, std::uint32_t place) {
    return values.subspan(events.start[place], events.events_at(place));
  };
  for (std::uint32_t place = 0; place < events.places.size(); ++place) {
    const auto here = at(days, place);
    const auto of_place = at(std::span(marked), place);
    if (!mark_followed(here, here, days_apart, of_place)) {
      near.visit(place,
                 [&](std::uint32_t other) { return !mark_followed(here, at(days, other), days_apart, of_place); });
    }
  }
  return marked;
}

void order_days_of_places(const EventsByPlace& events, std::span<std::int32_t> days) {
  for (std::uint32_t place = 0; place < events.places.size(); ++place) {
    if (events.events_at(place) > 1) {
      std::ranges::sort(days.subspan(events.start[place], events.events_at(place)));
    }
  }
}

/// Near pairs of one day.
std::size_t same_day_pairs(const EventsByPlace& events, const NearPlaces& near, std::span<const std::int32_t> days) {
  std::size_t pairs = 0;
  const std::vector<std::int64_t> wide(days.begin(), days.end());
  const auto at = [&](std::uint32_t place) {
    return std::span(wide).subspan(events.start[place], events.events_at(place));
  };
  for (std::uint32_t place = 0; place < events.places.size(); ++place) {
    pairs += pairs_closer<std::int64_t>(at(place), 1);
    near.visit(place, [&](std::uint32_t other) {
      pairs += other > place ? pairs_closer<std::int64_t>(at(place), at(other), 1) : 0;
      return true;
    });
  }
  return pairs;
}

}  // namespace

Originators originators(std::span<const Point> places, std::span<const std::int32_t> days_by_input, double distance_m,
                        std::int32_t days_apart, Metric metric) {
  assert(places.size() == days_by_input.size());
  check(NearRepeatOptions{.distance_limits_m = {distance_m}, .day_limits = {days_apart}, .metric = metric});
  const auto events = events_by_place(places, days_by_input);
  const NearPlaces near(events.places, distance_m, metric);
  const auto days = in_order(days_by_input, events);
  const auto is_followed = followed(events, near, days, days_apart);
  // What follows something is followed by it when time runs backwards.
  std::vector<std::int32_t> backwards;
  std::ranges::transform(days, std::back_inserter(backwards), [](std::int32_t day) { return -day; });
  order_days_of_places(events, backwards);
  const auto follows = followed(events, near, backwards, days_apart);
  Originators found{.events = places.size()};
  for (std::uint32_t place = 0; place < events.places.size(); ++place) {
    const auto begin = events.start[place];
    const auto end = events.start[place + 1];
    for (auto i = begin; i < end; ++i) {
      const auto is_repeat = follows[begin + end - 1 - i] != 0;
      found.originators += is_followed[i];
      found.repeats += is_repeat ? 1U : 0U;
      found.starts_of_chains += is_followed[i] != 0 && !is_repeat ? 1U : 0U;
    }
  }
  found.same_day_pairs = same_day_pairs(events, near, days);
  found.originators_share = static_cast<double>(found.originators) / static_cast<double>(found.events);
  return found;
}

OriginatorsByChance originators_by_chance(std::span<const Point> places, std::span<const std::int32_t> days_by_input,
                                          std::int32_t days_apart, const NearRepeatOptions& options,
                                          const Progress& progress) {
  assert(places.size() == days_by_input.size());
  check(options);
  constexpr auto unknown = std::numeric_limits<double>::quiet_NaN();
  OriginatorsByChance chance{std::min(options.permutations, originator_runs_at_most), unknown, unknown, unknown};
  if (chance.runs == 0 || places.empty()) {
    return chance;
  }
  const auto events = events_by_place(places, days_by_input);
  const NearPlaces near(events.places, options.distance_limits_m.front(), options.metric);
  const auto days = in_order(days_by_input, events);
  std::vector<std::size_t> numbers(chance.runs);
  const auto make_run = [&](std::size_t run) {
    auto shuffled_days = days;
    RandomStream random(options.seed, run);
    random.shuffle(std::span(shuffled_days));
    order_days_of_places(events, shuffled_days);
    const auto is_followed = followed(events, near, shuffled_days, days_apart);
    numbers[run] = static_cast<std::size_t>(std::ranges::count(is_followed, 1));
  };
  for_each_part(chance.runs, options.threads, make_run, [&](double share) { report(progress, "originators", share); });
  std::ranges::sort(numbers);
  const auto runs = static_cast<double>(chance.runs);
  chance.mean = static_cast<double>(std::accumulate(numbers.begin(), numbers.end(), std::size_t{0})) / runs;
  constexpr std::size_t fewest_for_percentiles = 40;
  if (chance.runs + 1 >= fewest_for_percentiles) {
    const auto outside = static_cast<std::size_t>(0.025 * (runs + 1)) - 1;
    chance.low = static_cast<double>(numbers[outside]);
    chance.high = static_cast<double>(numbers[chance.runs - 1 - outside]);
  }
  return chance;
}

}  // namespace lykta
