#include "engine/statistics/scan_statistic.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <span>
#include <utility>

#include "engine/base/parallel.hpp"
#include "engine/base/random_stream.hpp"
#include "engine/statistics/scan_replicas.hpp"
#include "engine/statistics/scan_windows.hpp"

namespace lykta {

namespace {

/// Ratios that differ by less, in proportion, are equal: the same window reached around two places adds up its expected
/// numbers in another order.
constexpr double same_ratio = 1 - 1e-9;

/// The best window around one centre.
struct Window {
  double ratio = 0;
  double expected = 0;
  std::uint64_t cases = 0;
  std::size_t circles = 0;  ///< places inside
  double squared_m2 = 0;
  ScanInterval interval;
  Point centre;
};

/// Squared radii that differ by less, in proportion, are equal.
constexpr double same_radius = 1 - 1e-9;

bool better(const Window& one, const Window& other) {
  if (one.ratio * same_ratio > other.ratio || other.ratio * same_ratio > one.ratio) {
    return one.ratio > other.ratio;
  }
  if (one.circles != other.circles) {
    return one.circles < other.circles;
  }
  if (const auto lasts = one.interval.end - one.interval.first, other_lasts = other.interval.end - other.interval.first;
      lasts != other_lasts) {
    return lasts < other_lasts;
  }
  if (one.squared_m2 * same_radius > other.squared_m2 || other.squared_m2 * same_radius > one.squared_m2) {
    return one.squared_m2 < other.squared_m2;
  }
  return std::pair(one.centre.y, one.centre.x) < std::pair(other.centre.y, other.centre.x);
}

/// The best window around a centre among those without a place that is taken.
Window best_around(const ScanData& data, const ScanFrame& frame, std::uint32_t centre, const std::vector<bool>& taken) {
  Window best;
  ScanCircles circles;
  circles_around(frame, centre, circles);
  std::vector<std::uint64_t> cases(frame.periods + 1);
  std::vector<double> expected(frame.periods + 1);
  for (std::size_t circle = 0; circle < circles.place.size() && !taken[circles.place[circle]]; ++circle) {
    std::uint64_t cases_added = 0;
    double expected_added = 0;
    for (std::size_t period = 0; period < frame.periods; ++period) {
      const auto here = circles.place[circle] * frame.periods + period;
      cases_added += data.cases[here];
      expected_added += frame.expected[here];
      cases[period + 1] += cases_added;
      expected[period + 1] += expected_added;
    }
    // A circle that is not closed would leave out a place on its edge, which may be a taken one.
    if (!circles.closed[circle]) {
      continue;
    }
    for (const auto& interval : frame.intervals) {
      Window window{.expected = expected[interval.end] - expected[interval.first],
                    .cases = cases[interval.end] - cases[interval.first],
                    .circles = circle + 1,
                    .squared_m2 = circles.squared_m2[circle],
                    .interval = interval,
                    .centre = frame.centres[centre]};
      const auto inside = static_cast<double>(window.cases);
      if (window.cases >= fewest_cases_in_window && window.expected > 0 && inside > window.expected) {
        window.ratio = log_likelihood_ratio(inside, window.expected, frame.total);
        best = better(window, best) ? window : best;
      }
    }
  }
  return best;
}

class Search {
 public:
  Search(const ScanData& data, const ScanFrame& frame, unsigned threads, const Progress& progress)
      : data_(data),
        frame_(frame),
        threads_(threads),
        progress_(progress),
        best_(frame.centres.size()),
        taken_(frame.places.size()) {
    for (std::uint32_t centre = 0; centre < best_.size(); ++centre) {
      stale_.push_back(centre);
    }
  }

  /// The best window that is left; its places are taken from now on. A ratio of 0 when there is none.
  ScanCluster next() {
    const auto look_again = [&](std::size_t i) { best_[stale_[i]] = best_around(data_, frame_, stale_[i], taken_); };
    for_each_part(stale_.size(), threads_, look_again, [&](double share) { report(progress_, "clusters", share); });
    stale_.clear();
    ScanCluster cluster;
    const Window none;
    const auto* best = &none;
    for (std::uint32_t centre = 0; centre < best_.size(); ++centre) {
      if (better(best_[centre], *best)) {
        best = &best_[centre];
        cluster.centre = centre;
      }
    }
    if (best->ratio > 0) {
      describe(*best, cluster);
      take(cluster.places);
    }
    return cluster;
  }

 private:
  void describe(const Window& window, ScanCluster& cluster) const {
    ScanCircles circles;
    circles_around(frame_, cluster.centre, circles);
    cluster.places.assign(circles.place.begin(), circles.place.begin() + static_cast<std::ptrdiff_t>(window.circles));
    cluster.radius_m = std::sqrt(window.squared_m2);
    cluster.first_period = window.interval.first;
    cluster.last_period = window.interval.end - 1;
    cluster.cases = window.cases;
    cluster.expected = window.expected;
    cluster.log_likelihood_ratio = window.ratio;
    const auto inside = static_cast<double>(window.cases);
    cluster.relative_risk = (inside / window.expected) / ((frame_.total - inside) / (frame_.total - window.expected));
  }

  /// Only centres whose best window holds a place that was just taken need another look: what is left to the others is
  /// still their best.
  void take(const std::vector<std::uint32_t>& places) {
    for (const auto place : places) {
      taken_[place] = true;
    }
    for (std::uint32_t centre = 0; centre < best_.size(); ++centre) {
      const auto reach = best_[centre].squared_m2 * (1 + 1e-6);
      const auto held = [&](std::uint32_t place) {
        const auto dx = frame_.places[place].x - frame_.centres[centre].x;
        const auto dy = frame_.places[place].y - frame_.centres[centre].y;
        return dx * dx + dy * dy <= reach;
      };
      if (best_[centre].ratio > 0 && std::ranges::any_of(places, held)) {
        stale_.push_back(centre);
      }
    }
  }

  const ScanData& data_;
  const ScanFrame& frame_;
  unsigned threads_;
  const Progress& progress_;
  std::vector<Window> best_;
  std::vector<bool> taken_;
  std::vector<std::uint32_t> stale_;
};

double p_of(double ratio, std::span<const double> maxima) {
  if (maxima.empty()) {
    return std::numeric_limits<double>::quiet_NaN();
  }
  const auto as_good = std::ranges::count_if(maxima, [&](double maximum) { return maximum >= ratio * same_ratio; });
  return monte_carlo_p(static_cast<std::uint64_t>(as_good), maxima.size());
}

}  // namespace

double log_likelihood_ratio(double cases, double expected, double total) {
  if (!(cases > expected)) {
    return 0;
  }
  const auto outside = total - cases;
  return cases * std::log(cases / expected) + (outside > 0 ? outside * std::log(outside / (total - expected)) : 0.0);
}

ScanResult scan(const ScanData& data, const ScanOptions& options, const Progress& progress) {
  const auto frame = scan_frame(data, options);
  ScanResult result;
  Search search(data, frame, options.threads, progress);
  while (result.clusters.size() < options.clusters) {
    auto cluster = search.next();
    if (!(cluster.log_likelihood_ratio > 0)) {
      break;
    }
    result.clusters.push_back(std::move(cluster));
  }
  result.replica_maxima = replica_maxima(data, frame, options, progress);
  for (auto& cluster : result.clusters) {
    cluster.p = p_of(cluster.log_likelihood_ratio, result.replica_maxima);
    cluster.recurrence_periods = options.still_going ? 1 / cluster.p : std::numeric_limits<double>::quiet_NaN();
  }
  return result;
}

}  // namespace lykta
