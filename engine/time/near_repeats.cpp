#include "engine/time/near_repeats.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <limits>
#include <numeric>
#include <string_view>

#include <fmt/format.h>

#include "engine/error.hpp"
#include "engine/parallel.hpp"
#include "engine/space/point_index.hpp"
#include "engine/statistics/random_stream.hpp"
#include "engine/vectorised.hpp"

namespace lykta {

namespace {

/// Permutations that are looked at side by side.
constexpr std::size_t lanes = 16;
using Lanes = std::uint32_t __attribute__((vector_size(lanes * sizeof(std::uint32_t))));
struct alignas(lanes * sizeof(std::uint32_t)) Days {
  Lanes lane{};
};

/// Two events less than the last limit apart: both, and the row of the table. `second` is above `first`.
struct NearPair {
  std::uint32_t first;
  std::uint32_t second;
  std::uint32_t row;
};

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

double distance_between(const Point& a, const Point& b, Metric metric) {
  const auto dx = a.x - b.x;
  const auto dy = a.y - b.y;
  return metric == Metric::manhattan ? std::abs(dx) + std::abs(dy) : std::hypot(dx, dy);
}

template <class Visit>
void for_each_near_pair(std::span<const Point> places, double distance_m, Metric metric, Visit visit) {
  const PointIndex index(places);
  for (std::uint32_t first = 0; first < places.size(); ++first) {
    // What is near by blocks is near as the crow flies, too.
    index.visit_ranges(places[first], distance_m, [&](std::size_t begin, std::size_t end) {
      for (auto position = begin; position < end; ++position) {
        const auto second = index.order()[position];
        if (second > first) {
          const auto apart = distance_between(places[first], places[second], metric);
          if (apart < distance_m) {
            visit(first, second, apart);
          }
        }
      }
    });
  }
}

/// Number of the band: how many limits are at most the value.
template <class Value>
std::size_t band_of(const std::vector<Value>& limits, Value value) {
  return static_cast<std::size_t>(std::ranges::upper_bound(limits, value) - limits.begin());
}

std::vector<NearPair> near_pairs(std::span<const Point> places, const NearRepeatOptions& options) {
  std::vector<NearPair> pairs;
  for_each_near_pair(places, options.distance_limits_m.back(), options.metric,
                     [&](std::uint32_t first, std::uint32_t second, double apart) {
                       const auto row = apart > 0 ? 1 + band_of(options.distance_limits_m, apart) : 0;
                       pairs.push_back({first, second, static_cast<std::uint32_t>(row)});
                     });
  if (pairs.size() > std::numeric_limits<std::uint32_t>::max()) {
    throw InvalidOption(fmt::format("{} pairs of events lie within {} m: choose shorter distances", pairs.size(),
                                    options.distance_limits_m.back()));
  }
  // By row, so that a count stays in a register for as long as its row lasts; then by place for the memory's sake.
  std::ranges::stable_sort(pairs, {}, &NearPair::row);
  return pairs;
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

/// The table of each of `lanes` arrangements of the days: rows x columns counts, all lanes of a cell together.
class TableCounter {
 public:
  TableCounter(std::vector<NearPair> pairs, std::span<const std::int32_t> days, const NearRepeatOptions& options)
      : pairs_(std::move(pairs)),
        limits_(options.day_limits),
        rows_(options.distance_limits_m.size() + 2),
        closer_in_all_(pairs_by_time(days, limits_)) {}

  [[nodiscard]] std::size_t rows() const { return rows_; }
  [[nodiscard]] std::size_t columns() const { return limits_.size() + 1; }

  using Counts = std::vector<std::array<std::uint64_t, lanes>>;
  [[nodiscard]] Counts count(std::span<const Days> days) const {
    Counts table(rows_ * columns());
    auto begin = pairs_.begin();
    for (std::size_t row = 0; row + 1 < rows_; ++row) {
      const auto end = std::find_if(begin, pairs_.end(), [&](const NearPair& pair) { return pair.row != row; });
      count_row(std::span(begin, end), days, row, table);
      begin = end;
    }
    // The farthest row is what the others leave of all pairs.
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
    return table;
  }

 private:
  /// Blocks of pairs stay in the cache while the limits take turns.
  void count_row(std::span<const NearPair> pairs, std::span<const Days> days, std::size_t row, Counts& table) const {
    constexpr std::size_t block = 256;
    std::vector<Days> closer(limits_.size());
    for (std::size_t begin = 0; begin < pairs.size(); begin += block) {
      const auto part = pairs.subspan(begin, std::min(block, pairs.size() - begin));
      for (std::size_t i = 0; i < limits_.size(); ++i) {
        count_closer(part, days, limits_[i], closer[i]);
      }
    }
    for (std::size_t column = 0; column < columns(); ++column) {
      for (std::size_t lane = 0; lane < lanes; ++lane) {
        const auto below = column < limits_.size() ? std::uint64_t{closer[column].lane[lane]} : pairs.size();
        table[row * columns() + column][lane] = below - (column > 0 ? closer[column - 1].lane[lane] : 0);
      }
    }
  }

  std::vector<NearPair> pairs_;
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

KnoxTable knox_table(std::span<const Point> places_by_input, std::span<const std::int32_t> days_by_input,
                     const NearRepeatOptions& options, const Progress& progress) {
  assert(places_by_input.size() == days_by_input.size());
  check(options);
  // Neighbours in space are made neighbours in memory; the table does not depend on the order of the events.
  const PointIndex index(places_by_input);
  std::vector<Point> places;
  std::vector<std::int32_t> days;
  for (const auto event : index.order()) {
    places.push_back(places_by_input[event]);
    days.push_back(days_by_input[event]);
  }
  const TableCounter counter(near_pairs(places, options), days, options);
  std::vector<Days> as_seen(days.size());
  for (std::size_t i = 0; i < days.size(); ++i) {
    as_seen[i].lane += static_cast<std::uint32_t>(days[i]);
  }
  const auto observed = counter.count(as_seen);
  std::vector<std::vector<std::uint64_t>> simulated(observed.size(), std::vector<std::uint64_t>(options.permutations));
  const auto count_part = [&](std::size_t part) {
    const auto first_run = part * lanes;
    const auto counts = counter.count(shuffled(days, options.seed, first_run));
    for (std::size_t cell = 0; cell < counts.size(); ++cell) {
      for (std::size_t lane = 0; lane < lanes && first_run + lane < options.permutations; ++lane) {
        simulated[cell][first_run + lane] = counts[cell][lane];
      }
    }
  };
  for_each_part((options.permutations + lanes - 1) / lanes, options.threads, count_part,
                [&](double share) { report(progress, "permutations", share); });
  KnoxTable table{.rows = counter.rows(), .columns = counter.columns(), .cells = {}};
  for (std::size_t cell = 0; cell < observed.size(); ++cell) {
    table.cells.push_back(judged(observed[cell][0], simulated[cell]));
  }
  return table;
}

Originators originators(std::span<const Point> places, std::span<const std::int32_t> days, double distance_m,
                        std::int32_t days_apart, Metric metric) {
  assert(places.size() == days.size());
  check(NearRepeatOptions{.distance_limits_m = {distance_m}, .day_limits = {days_apart}, .metric = metric});
  std::vector<bool> is_followed(places.size());
  std::vector<bool> is_repeat(places.size());
  Originators found{.events = places.size()};
  for_each_near_pair(places, distance_m, metric, [&](std::uint32_t first, std::uint32_t second, double /*apart*/) {
    const auto later = std::int64_t{days[second]} - days[first];
    if (later == 0) {
      ++found.same_day_pairs;
    } else if (std::abs(later) < days_apart) {
      is_followed[later > 0 ? first : second] = true;
      is_repeat[later > 0 ? second : first] = true;
    }
  });
  for (std::size_t i = 0; i < places.size(); ++i) {
    found.originators += is_followed[i] ? 1U : 0U;
    found.repeats += is_repeat[i] ? 1U : 0U;
    found.starts_of_chains += is_followed[i] && !is_repeat[i] ? 1U : 0U;
  }
  found.originators_share = static_cast<double>(found.originators) / static_cast<double>(found.events);
  return found;
}

OriginatorsByChance originators_by_chance(std::span<const Point> places, std::span<const std::int32_t> days,
                                          std::int32_t days_apart, const NearRepeatOptions& options,
                                          const Progress& progress) {
  assert(places.size() == days.size());
  check(options);
  constexpr auto unknown = std::numeric_limits<double>::quiet_NaN();
  OriginatorsByChance chance{std::min(options.permutations, originator_runs_at_most), unknown, unknown, unknown};
  if (chance.runs == 0 || places.empty()) {
    return chance;
  }
  std::vector<std::array<std::uint32_t, 2>> pairs;
  for_each_near_pair(places, options.distance_limits_m.front(), options.metric,
                     [&](std::uint32_t first, std::uint32_t second, double /*apart*/) {
                       pairs.push_back({first, second});
                     });
  std::vector<std::size_t> numbers(chance.runs);
  const auto make_run = [&](std::size_t run) {
    std::vector<std::int32_t> shuffled_days(days.begin(), days.end());
    RandomStream random(options.seed, run);
    random.shuffle(std::span(shuffled_days));
    std::vector<bool> is_followed(places.size());
    for (const auto& [first, second] : pairs) {
      const auto later = std::int64_t{shuffled_days[second]} - shuffled_days[first];
      if (later != 0 && std::abs(later) < days_apart) {
        is_followed[later > 0 ? first : second] = true;
      }
    }
    numbers[run] = static_cast<std::size_t>(std::count(is_followed.begin(), is_followed.end(), true));
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
