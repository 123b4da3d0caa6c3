#include "engine/time/runs_of_steps.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <optional>

#include "engine/base/special_functions.hpp"
#include "engine/statistics/binomial_tails.hpp"

namespace lykta {

namespace {

/// a log(a / b)
double information(double a, double b) { return a > 0 ? a * std::log(a / b) : 0.0; }

/// A series of which each piece is known by two differences.
class Series {
 public:
  Series(std::span<const double> count, std::span<const double> share) : count_(count), share_(share) {
    for (std::size_t step = 0; step < count.size(); ++step) {
      events_.push_back(events_.back() + count[step]);
      shares_.push_back(shares_.back() + share[step]);
    }
  }

  [[nodiscard]] double events(const StepRun& run) const { return events_[run.behind] - events_[run.first]; }
  [[nodiscard]] double share(const StepRun& run) const { return shares_[run.behind] - shares_[run.first]; }

  /// The piece of the run whose events are the least likely, by the likelihood ratio; of equal ones the first.
  [[nodiscard]] StepRun least_likely_piece(const StepRun& run) const {
    const auto any_piece = run.behind - run.first <= most_steps_of_any_piece;
    StepRun least{run.first, run.first + 1};
    auto most = -1.0;
    for (auto first = run.first; first + 1 < run.behind && (any_piece || first == run.first); ++first) {
      // The last steps are cut off when the first ones are.
      for (auto behind = first + 1; behind < run.behind; ++behind) {
        if (const auto ratio = likelihood_ratio({first, behind}, run); ratio > most) {
          most = ratio;
          least = {first, behind};
        }
      }
    }
    return least;
  }

  /// Two-sided, times the number of pieces that there are.
  [[nodiscard]] double p_of_piece(const StepRun& piece, const StepRun& run) const {
    const auto steps = static_cast<double>(run.behind - run.first);
    const auto pieces = run.behind - run.first <= most_steps_of_any_piece ? steps * (steps - 1) / 2 : steps - 1;
    const auto seen = events(piece);
    const auto all = events(run);
    const auto part = std::clamp(share(piece) / share(run), 0.0, 1.0);
    return 2 * pieces * std::min(binomial_at_least(seen, all, part), binomial_at_most(seen, all, part));
  }

  /// The upper tail of the index of dispersion; 1 with less than an event a step, of which it says too much.
  [[nodiscard]] double p_of_dispersion(const StepRun& run) const {
    const auto all = events(run);
    double squares = 0;
    std::size_t steps = 0;
    for (auto step = run.first; step < run.behind; ++step) {
      if (const auto expected = all * share_[step] / share(run); expected > 0) {
        squares += (count_[step] - expected) * (count_[step] - expected) / expected;
        ++steps;
      }
    }
    return steps < 2 || all < static_cast<double>(steps)
               ? 1
               : regularised_gamma_above(static_cast<double>(steps - 1) / 2, squares / 2);
  }

 private:
  [[nodiscard]] double likelihood_ratio(const StepRun& piece, const StepRun& run) const {
    const auto all = events(run);
    const auto seen = events(piece);
    const auto expected = all * share(piece) / share(run);
    return expected > 0 && expected < all ? information(seen, expected) + information(all - seen, all - expected) : 0;
  }

  std::span<const double> count_;
  std::span<const double> share_;
  std::vector<double> events_{0.0};
  std::vector<double> shares_{0.0};
};

void cut(const Series& series, const StepRun& run, double level, std::vector<StepRun>& runs) {
  if (run.behind - run.first < 2 || !(series.events(run) > 0) || !(series.share(run) > 0)) {
    runs.push_back(run);
    return;
  }
  const auto piece = series.least_likely_piece(run);
  if (series.p_of_piece(piece, run) <= level / 2) {
    for (const auto& part : {StepRun{run.first, piece.first}, piece, StepRun{piece.behind, run.behind}}) {
      if (part.first < part.behind) {
        cut(series, part, level, runs);
      }
    }
    return;
  }
  if (series.p_of_dispersion(run) <= level / 2) {
    for (auto step = run.first; step < run.behind; ++step) {
      runs.push_back({step, step + 1});
    }
    return;
  }
  runs.push_back(run);
}

}  // namespace

std::vector<StepRun> runs_of_steps(std::span<const double> count, std::span<const double> share, double level) {
  assert(count.size() == share.size());
  std::vector<StepRun> runs;
  if (!count.empty()) {
    cut(Series(count, share), {0, count.size()}, level, runs);
  }
  return runs;
}

}  // namespace lykta
