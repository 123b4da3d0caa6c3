#include "engine/time/thrown_cube.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cassert>
#include <cmath>
#include <limits>
#include <numeric>

#include "engine/base/numbers.hpp"
#include "engine/base/parallel.hpp"
#include "engine/statistics/binomial_tails.hpp"
#include "engine/time/runs_of_steps.hpp"

namespace lykta {

namespace {

constexpr std::size_t zones_in_part = 4096;
/// Two questions are asked of a zone, each of two sums.
constexpr double questions = 2;
constexpr double sums_asked = 2;
/// A run of steps is hot at this part of the level: the name of a pattern rests on all of them.
constexpr double level_of_runs = 0.2;

/// Bins of one map are alike: nearly all have one of a few shares and counts.
class KnownTails {
 public:
  double at_least(double seen, double trials, double share) {
    // The smaller tail only: what is not above its expectation is nowhere near hot.
    if (seen <= trials * share) {
      return 1;
    }
    auto& known = known_[hash_of(seen, trials, share) % known_.size()];
    if (known.seen != seen || known.trials != trials || known.share != share) {
      known = {seen, trials, share, binomial_at_least(seen, trials, share)};
    }
    return known.p;
  }

 private:
  struct Known {
    double seen = -1;
    double trials = 0;
    double share = 0;
    double p = 1;
  };
  static std::size_t hash_of(double seen, double trials, double share) {
    auto bits = std::bit_cast<std::uint64_t>(share) * 0x9e3779b97f4a7c15U;
    bits ^= std::bit_cast<std::uint64_t>(seen) * 0xc2b2ae3d27d4eb4fU;
    bits ^= std::bit_cast<std::uint64_t>(trials) * 0x165667b19e3779f9U;
    return static_cast<std::size_t>(bits ^ (bits >> 29U)) >> 17U;
  }
  std::vector<Known> known_ = std::vector<Known>(1U << 13U);
};

/// Where the events of a cube would fall, were there no pattern.
class EvenSpread {
 public:
  explicit EvenSpread(const ThrownCube& cube) : cube_(&cube), steps_(cube.count.size() / cube.own.size()) {
    for (std::size_t step = 0; step < steps_; ++step) {
      const auto of_step = cube.count.subspan(step * cube.own.size(), cube.own.size());
      until_.push_back(until_.back() + std::accumulate(of_step.begin(), of_step.end(), 0.0));
    }
  }

  [[nodiscard]] std::size_t steps() const { return steps_; }
  [[nodiscard]] double events() const { return until_.back(); }

  [[nodiscard]] double share(std::size_t zone, Around around) const {
    return around == Around::itself ? cube_->own[zone] : cube_->with_neighbours[zone];
  }
  [[nodiscard]] double count(std::size_t step, std::size_t zone, Around around) const {
    const auto bin = step * cube_->own.size() + zone;
    return around == Around::itself ? cube_->count[bin] : static_cast<double>(cube_->around[bin]);
  }

  /// How many of the events of a zone each step has when nothing changes there.
  [[nodiscard]] std::vector<double> shares_of_steps() const {
    std::vector<double> shares(steps_, 1.0);
    if (cube_->window == GlobalWindow::each_step) {
      std::adjacent_difference(until_.begin() + 1, until_.end(), shares.begin());
    }
    return shares;
  }

  /// The chance of so many events, or more, in these steps.
  [[nodiscard]] double p(double seen, const StepRun& run, double share, KnownTails& known) const {
    // What rounding leaves of "all of the exposure".
    constexpr double all_of_it = 1 - 1e-9;
    const auto of_step = cube_->window == GlobalWindow::each_step;
    const auto in_time = static_cast<double>(run.behind - run.first) / static_cast<double>(steps_);
    const auto trials = of_step ? until_[run.behind] - until_[run.first] : events();
    return share >= all_of_it || !(share > 0)
               ? 1
               : known.at_least(std::min(seen, trials), trials, of_step ? share : share * in_time);
  }

 private:
  const ThrownCube* cube_;
  std::size_t steps_;
  std::vector<double> until_{0.0};  ///< events before each step, and all
};

constexpr std::array both_ways{Around::itself, Around::with_neighbours};

/// Both ways to look at a zone, of which the one with the smaller p is kept.
struct Evidence {
  std::array<double, 2> p{1, 1};
  std::array<double, 2> seen{0, 0};

  [[nodiscard]] std::size_t stronger() const { return p[1] < p[0] ? 1 : 0; }
  [[nodiscard]] double together() const { return std::min(1.0, sums_asked * p[stronger()]); }
};

/// Calls `work(zone, known)` for each zone, on several threads.
template <class Work>
void for_each_zone(std::size_t zones, unsigned threads, const Work& work) {
  for_each_part((zones + zones_in_part - 1) / zones_in_part, threads, [&](std::size_t part) {
    KnownTails known;
    for (auto zone = part * zones_in_part; zone < std::min(zones, (part + 1) * zones_in_part); ++zone) {
      work(zone, known);
    }
  });
}

/// What both questions say before they are corrected for the number of bins or zones.
struct Asked {
  std::vector<double> bin_p;
  std::vector<double> all_steps_p;
  std::vector<double> zone_p;  ///< of both questions together
  std::vector<Around> around;
  std::vector<std::size_t> fullest;  ///< the step whose bin is the least likely
};

class Asking {
 public:
  Asking(const ThrownCube& cube, const EvenSpread& even, const HotZoneOptions& options)
      : cube_(&cube), even_(&even), options_(&options) {
    const auto zones = cube.own.size();
    asked_.bin_p.assign(cube.count.size(), no_number);
    asked_.all_steps_p.assign(zones, no_number);
    asked_.zone_p.assign(zones, no_number);
    asked_.around.assign(zones, Around::itself);
    asked_.fullest.assign(zones, 0);
  }

  Asked all() {
    for_each_zone(cube_->own.size(), options_->threads, [&](std::size_t zone, KnownTails& known) { ask(zone, known); });
    return std::move(asked_);
  }

 private:
  void ask(std::size_t zone, KnownTails& known) {
    Evidence all;
    Evidence least;
    auto of_fullest = 2.0;
    std::size_t tested = 0;
    for (std::size_t step = 0; step < even_->steps(); ++step) {
      for (const auto way : {0U, 1U}) {
        all.seen[way] += even_->count(step, zone, both_ways[way]);
      }
      const auto bin = step * cube_->own.size() + zone;
      if (std::isnan(cube_->z[bin])) {
        continue;
      }
      ++tested;
      const auto of_bin = evidence_of_bin(step, zone, known);
      asked_.bin_p[bin] = of_bin.together();
      if (asked_.bin_p[bin] < of_fullest) {
        of_fullest = asked_.bin_p[bin];
        asked_.fullest[zone] = step;
      }
      for (const auto way : {0U, 1U}) {
        least.p[way] = std::min(least.p[way], has_enough(of_bin, way) ? of_bin.p[way] : 1);
      }
    }
    if (tested == 0) {
      return;
    }
    for (const auto way : {0U, 1U}) {
      const auto p = even_->p(all.seen[way], {0, even_->steps()}, even_->share(zone, both_ways[way]), known);
      all.p[way] = has_enough(all, way) ? p : 1;
      least.p[way] *= static_cast<double>(tested);
    }
    asked_.all_steps_p[zone] = std::min(1.0, questions * all.together());
    asked_.zone_p[zone] = std::min(1.0, questions * std::min(all.together(), least.together()));
    const auto itself = std::min(all.p[0], least.p[0]);
    asked_.around[zone] = both_ways[std::min(all.p[1], least.p[1]) < itself ? 1 : 0];
  }

  /// Of the step alone, and with those just before it: twice the smaller p.
  [[nodiscard]] Evidence evidence_of_bin(std::size_t step, std::size_t zone, KnownTails& known) const {
    const StepRun alone{step, step + 1};
    const StepRun with_earlier{step - std::min(step, cube_->earlier_steps), step + 1};
    Evidence evidence;
    for (const auto way : {0U, 1U}) {
      const auto share = even_->share(zone, both_ways[way]);
      evidence.seen[way] = even_->count(step, zone, both_ways[way]);
      evidence.p[way] = even_->p(evidence.seen[way], alone, share, known);
      if (with_earlier == alone) {
        continue;
      }
      auto seen = evidence.seen[way];
      for (auto earlier = with_earlier.first; earlier < step; ++earlier) {
        seen += even_->count(earlier, zone, both_ways[way]);
      }
      if (const auto p = even_->p(seen, with_earlier, share, known); p < evidence.p[way]) {
        evidence.seen[way] = seen;
        evidence.p[way] = p;
      }
      evidence.p[way] = std::min(1.0, 2 * evidence.p[way]);
    }
    return evidence;
  }

  [[nodiscard]] bool has_enough(const Evidence& evidence, unsigned way) const {
    return evidence.seen[way] >= options_->fewest_events;
  }

  const ThrownCube* cube_;
  const EvenSpread* even_;
  const HotZoneOptions* options_;
  Asked asked_;
};

/// The runs of a zone's steps that have more events than chance, and `fewest` of them.
std::vector<StepRun> hot_runs(const EvenSpread& even, std::span<const double> shares, std::size_t zone, Around around,
                              double fewest, const HotZoneOptions& options, KnownTails& known) {
  std::vector<double> count(even.steps());
  for (std::size_t step = 0; step < count.size(); ++step) {
    count[step] = even.count(step, zone, around);
  }
  const auto runs = runs_of_steps(count, shares, options.level);
  std::vector<double> p;
  std::vector<double> seen;
  for (const auto& run : runs) {
    const auto first = count.begin() + static_cast<std::ptrdiff_t>(run.first);
    seen.push_back(std::accumulate(first, first + static_cast<std::ptrdiff_t>(run.behind - run.first), 0.0));
    p.push_back(even.p(seen.back(), run, even.share(zone, around), known));
  }
  const auto corrected = adjusted(p, options.correction);
  std::vector<StepRun> hot;
  for (std::size_t i = 0; i < runs.size(); ++i) {
    if (corrected[i] <= level_of_runs * options.level && seen[i] >= fewest) {
      hot.push_back(runs[i]);
    }
  }
  return hot;
}

/// Says of a zone that was called in which steps it is hot. Where no run of its steps is so by itself it is hot in
/// those that it was called for.
class NamingSteps {
 public:
  NamingSteps(const ThrownCube& cube, const EvenSpread& even, const HotZoneOptions& options)
      : cube_(&cube), even_(&even), options_(&options), shares_(even.shares_of_steps()) {}

  void name(std::size_t zone, const Asked& asked, HotZones& result, KnownTails& known) const {
    const auto zones = cube_->own.size();
    const auto lasting = result.over_all_steps[zone] != 0;
    // A zone that has enough in all may have few in one of its runs.
    const auto fewest = lasting ? 1.0 : options_->fewest_events;
    auto runs = hot_runs(*even_, shares_, zone, result.around[zone], fewest, *options_, known);
    if (runs.empty()) {
      const auto step = asked.fullest[zone];
      runs = {lasting ? StepRun{0, even_->steps()} : StepRun{step, step + 1}};
    }
    for (const auto& run : runs) {
      for (auto step = run.first; step < run.behind; ++step) {
        const auto bin = step * zones + zone;
        result.hot[bin] = std::isnan(cube_->z[bin]) ? 0 : 1;
      }
    }
  }

 private:
  const ThrownCube* cube_;
  const EvenSpread* even_;
  const HotZoneOptions* options_;
  std::vector<double> shares_;
};

}  // namespace

HotZones hot_zones(const ThrownCube& cube, const HotZoneOptions& options) {
  const auto zones = cube.own.size();
  assert(cube.count.size() == cube.around.size() && cube.count.size() % zones == 0);
  const EvenSpread even(cube);
  const auto asked = Asking(cube, even, options).all();
  HotZones result{.bin_p = adjusted(asked.bin_p, options.correction),
                  .all_steps_p = adjusted(asked.all_steps_p, options.correction),
                  .around = asked.around,
                  .over_all_steps = std::vector<char>(zones, 0),
                  .called = std::vector<char>(zones, 0),
                  .hot = std::vector<char>(cube.count.size(), 0)};
  const NamingSteps naming(cube, even, options);
  const auto zone_p = adjusted(asked.zone_p, options.correction);
  for (std::size_t zone = 0; zone < zones; ++zone) {
    result.over_all_steps[zone] = result.all_steps_p[zone] <= options.level ? 1 : 0;
    result.called[zone] = zone_p[zone] <= options.level ? 1 : 0;
  }
  for_each_zone(zones, options.threads, [&](std::size_t zone, KnownTails& known) {
    if (result.called[zone] != 0) {
      naming.name(zone, asked, result, known);
    }
  });
  return result;
}

}  // namespace lykta
