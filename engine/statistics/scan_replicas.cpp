#include "engine/statistics/scan_replicas.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>
#include <limits>
#include <span>

#include "engine/base/parallel.hpp"
#include "engine/base/random_stream.hpp"
#include "engine/base/vectorised.hpp"

namespace lykta {

namespace {

/// Replicas that are looked at side by side.
constexpr std::size_t replica_lanes = 16;
using CountLanes = std::int32_t __attribute__((vector_size(replica_lanes * sizeof(std::int32_t))));
using RealLanes = float __attribute__((vector_size(replica_lanes * sizeof(float))));
struct alignas(replica_lanes * sizeof(std::int32_t)) LaneCounts {
  CountLanes lane{};
};
struct alignas(replica_lanes * sizeof(float)) Reals {
  RealLanes lane{};
};

/// Windows that are tried before a look at whether any of them could be a new best one.
constexpr std::size_t block = 16;
/// Windows whose numbers are held at one time (20 bytes each).
constexpr std::size_t windows_at_once = std::size_t{1} << 22U;

/// Numbers of the windows around some of the centres. A circle that is a window is tried with each interval of time in
/// turn. Many circles are none: on a grid most places have others that are as far away.
struct WindowTable {
  std::vector<std::size_t> start{0};         ///< circles of centre i: start[i] .. start[i + 1]
  std::vector<std::size_t> first_window{0};  ///< of centre i
  std::vector<std::uint32_t> place;          ///< the place that each circle adds
  std::vector<std::uint8_t> is_window;       ///< per circle
  std::vector<double> expected;              ///< per circle that is a window and interval, as the rest
  std::vector<float> low;                    ///< the expected number, rounded down
  std::vector<float> bound;                  ///< see Ceiling
};

/// An upper bound of the log likelihood ratio that needs no logarithm, so that few windows need one.
///
/// With d = c - m > 0 the ratio is [c ln(c / m) - d] + [(C - c) ln((C - c) / (C - m)) + d]. The first bracket is at
/// most d² / (2 m). The second is d² / (2 (C - m)) times f(y), y = d / (C - m), f(y) = 2 ((1 - y) ln(1 - y) + y) / y²,
/// which rises with y. So for y up to x the ratio is at most d² b with b = 1 / (2 m) + f(x) / (2 (C - m)). Where y is
/// above x, d² b is more than `cap` = the least x² (C - m)² b of any window: a window is tried when d² b is above the
/// smaller of the best ratio yet and the cap, and no better one is ever missed. x is chosen so that the cap seldom
/// matters.
class Ceiling {
 public:
  Ceiling(double total, double largest_expected) : total_(total), x_(std::min(0.9, std::sqrt(50 / total))) {
    f_ = 2 * ((1 - x_) * std::log1p(-x_) + x_) / (x_ * x_);
    const auto outside = std::max(0.0, total - largest_expected);
    cap_ = largest_expected > 0 ? x_ * x_ * outside * (outside / largest_expected + f_) / 2 : 0;
  }

  [[nodiscard]] float bound(double expected) const {
    const auto outside = total_ - expected;
    // All cases expected inside, or none: no window. The factor outweighs rounding to float.
    return expected > 0 && outside > 1e-9 * total_ ? static_cast<float>((1 / expected + f_ / outside) / 2 * 1.00001)
                                                   : 0;
  }
  [[nodiscard]] float threshold(double best) const { return static_cast<float>(std::min(best, cap_) * 0.9999); }

 private:
  double total_;
  double x_;
  double f_ = 1;
  double cap_ = 0;
};

/// The best windows yet of `replica_lanes` replicas.
struct Best {
  std::array<double, replica_lanes> ratio{};
  Reals threshold;
};

/// Looks closer at windows of which one may be a new best.
void settle(std::span<const LaneCounts> cases, const double* expected, const float* bound, double total,
            const Ceiling& ceiling, Best& best) {
  for (std::size_t lane = 0; lane < replica_lanes; ++lane) {
    for (std::size_t i = 0; i < cases.size(); ++i) {
      const auto inside = static_cast<double>(cases[i].lane[lane]);
      const auto excess = inside - expected[i];
      if (excess > 0 && inside >= fewest_cases_in_window &&
          excess * excess * static_cast<double>(bound[i]) > static_cast<double>(best.threshold.lane[lane])) {
        best.ratio[lane] = std::max(best.ratio[lane], log_likelihood_ratio(inside, expected[i], total));
        best.threshold.lane[lane] = ceiling.threshold(best.ratio[lane]);
      }
    }
  }
}

LYKTA_INLINED bool any_of(const CountLanes& lane) {
  std::array<std::uint64_t, replica_lanes / 2> words{};
  std::memcpy(words.data(), &lane, sizeof lane);
  std::uint64_t any = 0;
  for (const auto word : words) {
    any |= word;
  }
  return any != 0;
}

/// Sets the bits of the replicas in which d² b is above the threshold.
LYKTA_INLINED void mark_promising(const CountLanes& cases, float low, float bound, const RealLanes& threshold,
                                  CountLanes& any) {
  const RealLanes zero{};
  const auto excess = __builtin_convertvector(cases, RealLanes) - low;
  const auto above = excess > zero ? excess : zero;
  any |= above * above * bound > threshold;
}

struct Replicas {
  std::vector<LaneCounts> cases;  ///< per place and period
  Best best;
};

/// The circles around one centre, without time.
LYKTA_VECTORISED void try_circles(const WindowTable& table, std::size_t centre, double total, const Ceiling& ceiling,
                                  Replicas& replicas) {
  std::array<LaneCounts, block> seen;
  LaneCounts inside;
  auto circle = table.start[centre];
  for (auto first = table.first_window[centre]; first < table.first_window[centre + 1]; first += block) {
    const auto windows = std::min(block, table.first_window[centre + 1] - first);
    const auto threshold = replicas.best.threshold.lane;
    CountLanes any{};
    for (std::size_t i = 0; i < windows; ++i) {
      // Up to the next circle that is a window; there is one.
      do {
        inside.lane += replicas.cases[table.place[circle]].lane;
      } while (table.is_window[circle++] == 0);
      seen[i].lane = inside.lane;
      mark_promising(inside.lane, table.low[first + i], table.bound[first + i], threshold, any);
    }
    if (any_of(any)) {
      settle(std::span(seen).first(windows), &table.expected[first], &table.bound[first], total, ceiling,
             replicas.best);
    }
  }
}

/// The circles around one centre, each with every interval. `until` has room for one number more than there are
/// periods: the cases inside before each period.
LYKTA_VECTORISED void try_cylinders(const WindowTable& table, std::size_t centre, const ScanFrame& frame,
                                    const Ceiling& ceiling, std::vector<LaneCounts>& until, Replicas& replicas) {
  std::array<LaneCounts, block> seen;
  std::fill(until.begin(), until.end(), LaneCounts{});
  const auto intervals = frame.intervals.size();
  auto window = table.first_window[centre];
  for (auto circle = table.start[centre]; circle < table.start[centre + 1]; ++circle) {
    const auto* const added = &replicas.cases[table.place[circle] * frame.periods];
    CountLanes sum{};
    for (std::size_t period = 0; period < frame.periods; ++period) {
      sum += added[period].lane;
      until[period + 1].lane += sum;
    }
    if (table.is_window[circle] == 0) {
      continue;
    }
    for (std::size_t begin = 0; begin < intervals; begin += block) {
      const auto tried = std::min(block, intervals - begin);
      const auto first = window + begin;
      const auto threshold = replicas.best.threshold.lane;
      CountLanes any{};
      for (std::size_t i = 0; i < tried; ++i) {
        const auto interval = frame.intervals[begin + i];
        seen[i].lane = until[interval.end].lane - until[interval.first].lane;
        mark_promising(seen[i].lane, table.low[first + i], table.bound[first + i], threshold, any);
      }
      if (any_of(any)) {
        settle(std::span(seen).first(tried), &table.expected[first], &table.bound[first], frame.total, ceiling,
               replicas.best);
      }
    }
    window += intervals;
  }
}

/// Largest expected number of any window: what a circle of the largest share holds over all periods, at most.
double largest_expected(const ScanFrame& frame) { return std::min(1.0, frame.largest_share + 1e-6) * frame.total; }

class WindowTables {
 public:
  WindowTables(const ScanFrame& frame, const Ceiling& ceiling, unsigned threads)
      : frame_(frame), ceiling_(ceiling), threads_(threads) {}

  /// Fills the table with the windows of as many centres as fit, from `first`; gives the centre after the last one.
  std::size_t fill(std::size_t first, WindowTable& table) const {
    const auto centres = frame_.centres.size();
    const auto intervals = std::max<std::size_t>(1, frame_.intervals.size());
    // So many centres fit even if each circle held all places; seldom are there as many windows, so more follow.
    const auto enough = windows_at_once / 2;
    const auto step = std::max<std::size_t>(1, enough / (std::max<std::size_t>(1, frame_.places.size()) * intervals));
    std::vector<ScanCircles> circles;
    table.start.assign(1, 0);
    table.first_window.assign(1, 0);
    auto end = first;
    while (end < centres && table.first_window.back() + table.start.back() < enough) {
      const auto begin = end;
      end = std::min(centres, begin + step);
      circles.resize(end - first);
      for_each_part(end - begin, threads_, [&](std::size_t i) {
        circles_around(frame_, static_cast<std::uint32_t>(begin + i), circles[begin - first + i]);
      });
      for (auto i = begin; i < end; ++i) {
        const auto& around = circles[i - first];
        const auto closed = static_cast<std::size_t>(std::ranges::count(around.closed, true));
        table.start.push_back(table.start.back() + around.place.size());
        table.first_window.push_back(table.first_window.back() + closed * frame_.intervals.size());
      }
    }
    const auto windows = table.first_window.back();
    table.place.resize(table.start.back());
    table.is_window.resize(table.start.back());
    table.expected.resize(windows);
    table.low.resize(windows);
    table.bound.resize(windows);
    for_each_part(end - first, threads_, [&](std::size_t i) { fill_centre(circles[i], i, table); });
    return end;
  }

 private:
  void fill_centre(const ScanCircles& circles, std::size_t centre, WindowTable& table) const {
    const auto periods = frame_.periods;
    std::vector<double> until(periods + 1);
    auto circle = table.start[centre];
    auto window = table.first_window[centre];
    for (std::size_t i = 0; i < circles.place.size(); ++i, ++circle) {
      table.place[circle] = circles.place[i];
      table.is_window[circle] = circles.closed[i] ? 1 : 0;
      double sum = 0;
      for (std::size_t period = 0; period < periods; ++period) {
        sum += frame_.expected[circles.place[i] * periods + period];
        until[period + 1] += sum;
      }
      if (!circles.closed[i]) {
        continue;
      }
      for (const auto& interval : frame_.intervals) {
        const auto expected = until[interval.end] - until[interval.first];
        table.expected[window] = expected;
        table.low[window] = static_cast<float>(expected * (1 - 1e-6));
        table.bound[window] = ceiling_.bound(expected);
        ++window;
      }
    }
  }

  const ScanFrame& frame_;
  const Ceiling& ceiling_;
  unsigned threads_;
};

/// Makes replicas under the null; run r has the stream r of the seed.
class ReplicaMaker {
 public:
  ReplicaMaker(const ScanData& data, const ScanFrame& frame, const ScanOptions& options)
      : frame_(frame), seed_(options.seed), runs_(options.replicas) {
    if (options.model == ScanModel::poisson) {
      draw_.emplace(frame.expected);
    } else {
      for (std::uint32_t i = 0; i < data.cases.size(); ++i) {
        place_of_case_.insert(place_of_case_.end(), data.cases[i], static_cast<std::uint32_t>(i / data.periods));
        period_of_case_.insert(period_of_case_.end(), data.cases[i], static_cast<std::uint32_t>(i % data.periods));
      }
    }
  }

  [[nodiscard]] std::vector<LaneCounts> make(std::size_t first_run) const {
    std::vector<LaneCounts> cases(frame_.expected.size());
    for (std::size_t lane = 0; lane < replica_lanes && first_run + lane < runs_; ++lane) {
      RandomStream random(seed_, first_run + lane);
      if (draw_) {
        for (auto left = static_cast<std::uint64_t>(frame_.total); left > 0; --left) {
          ++cases[(*draw_)(random)].lane[lane];
        }
      } else {
        auto periods = period_of_case_;
        random.shuffle(std::span(periods));
        for (std::size_t i = 0; i < periods.size(); ++i) {
          ++cases[place_of_case_[i] * frame_.periods + periods[i]].lane[lane];
        }
      }
    }
    return cases;
  }

 private:
  const ScanFrame& frame_;
  std::uint64_t seed_;
  std::size_t runs_;
  std::optional<WeightedDraw> draw_;
  std::vector<std::uint32_t> place_of_case_;
  std::vector<std::uint32_t> period_of_case_;
};

}  // namespace

std::vector<double> replica_maxima(const ScanData& data, const ScanFrame& frame, const ScanOptions& options,
                                   const Progress& progress) {
  std::vector<double> maxima(options.replicas);
  if (frame.total == 0 || maxima.empty()) {
    return maxima;
  }
  const Ceiling ceiling(frame.total, largest_expected(frame));
  const WindowTables tables(frame, ceiling, options.threads);
  const ReplicaMaker maker(data, frame, options);
  std::vector<Best> best((options.replicas + replica_lanes - 1) / replica_lanes);
  WindowTable table;
  for (std::size_t centre = 0; centre < frame.centres.size();) {
    const auto before = static_cast<double>(centre) / static_cast<double>(frame.centres.size());
    report(progress, "replicas", before);
    centre = tables.fill(centre, table);
    const auto of_all = static_cast<double>(centre) / static_cast<double>(frame.centres.size()) - before;
    // Replicas are made anew for each table: that is quicker than keeping them all.
    const auto try_part = [&](std::size_t part) {
      Replicas replicas{.cases = maker.make(part * replica_lanes), .best = best[part]};
      std::vector<LaneCounts> until(frame.periods + 1);
      for (std::size_t i = 0; i + 1 < table.start.size(); ++i) {
        if (frame.intervals.size() == 1 && frame.periods == 1) {
          try_circles(table, i, frame.total, ceiling, replicas);
        } else {
          try_cylinders(table, i, frame, ceiling, until, replicas);
        }
      }
      best[part] = replicas.best;
    };
    for_each_part(best.size(), options.threads, try_part,
                  [&](double share) { report(progress, "replicas", before + share * of_all); });
  }
  for (std::size_t run = 0; run < maxima.size(); ++run) {
    maxima[run] = best[run / replica_lanes].ratio[run % replica_lanes];
  }
  return maxima;
}

}  // namespace lykta
