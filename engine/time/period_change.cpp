#include "engine/time/period_change.hpp"

#include <algorithm>
#include <cassert>
#include <chrono>
#include <cmath>
#include <limits>
#include <utility>

#include <fmt/format.h>

#include "engine/base/error.hpp"
#include "engine/base/numbers.hpp"
#include "engine/base/parallel.hpp"
#include "engine/base/special_functions.hpp"

namespace lykta {

namespace {

/// The chances of a Poisson number around its mean: all that are above 1e-280 of the largest.
class PoissonTable {
 public:
  explicit PoissonTable(double mean) {
    constexpr auto least = 1e-280;
    const auto mode = std::floor(mean);
    std::vector<double> below;
    for (auto [x, weight] = std::pair(mode, 1.0); x > 0 && weight > least; x -= 1) {
      weight *= x / mean;
      below.push_back(weight);
    }
    first_ = mode - static_cast<double>(below.size());
    chance_.assign(below.rbegin(), below.rend());
    for (auto [x, weight] = std::pair(mode, 1.0); weight > least; x += 1) {
      chance_.push_back(weight);
      weight *= mean / (x + 1);
    }
    add_up();
  }

  [[nodiscard]] double first() const { return first_; }
  [[nodiscard]] std::size_t size() const { return chance_.size(); }
  [[nodiscard]] double chance(std::size_t i) const { return chance_[i]; }
  /// Of the numbers before the i-th, and from the i-th on.
  [[nodiscard]] double before(std::size_t i) const { return before_[i]; }
  [[nodiscard]] double from(std::size_t i) const { return from_[i]; }

 private:
  void add_up() {
    double total = 0;
    for (const auto weight : chance_) {
      total += weight;
    }
    before_.assign(chance_.size() + 1, 0.0);
    from_.assign(chance_.size() + 1, 0.0);
    for (std::size_t i = 0; i < chance_.size(); ++i) {
      chance_[i] /= total;
      before_[i + 1] = before_[i] + chance_[i];
    }
    for (auto i = chance_.size(); i > 0; --i) {
      from_[i - 1] = from_[i] + chance_[i - 1];
    }
  }

  double first_ = 0;
  std::vector<double> chance_;
  std::vector<double> before_;
  std::vector<double> from_;
};

double statistic(double x1, double n1, double x2, double n2) {
  const auto variance = x1 / (n1 * n1) + x2 / (n2 * n2);
  return variance > 0 ? (x1 / n1 - x2 / n2) / std::sqrt(variance) : 0;
}

/// What a pair of counts or of exposures decides; exposures are alike for most units.
struct Pair {
  std::uint64_t count;
  std::uint64_t other;
  double exposure;
  double other_exposure;

  friend auto operator<=>(const Pair&, const Pair&) = default;
};

double p_of(const Pair& pair, RateTest test) {
  return test == RateTest::e_test ? e_test_p(pair.count, pair.exposure, pair.other, pair.other_exposure)
                                  : conditional_p(pair.count, pair.exposure, pair.other, pair.other_exposure);
}

/// Even when all events fell into one of the periods, p would be above the level. No other split of the same number has
/// a smaller p. (Which period does not matter to the E-test: |T| is the square root of their number.)
bool says_nothing(const Pair& pair, double p, const PeriodChangeOptions& options) {
  const auto all = pair.count + pair.other;
  const auto of_split = [&](std::uint64_t count) {
    return p_of({count, all - count, pair.exposure, pair.other_exposure}, options.test);
  };
  return p > options.level && of_split(all) > options.level &&
         (options.test == RateTest::e_test || of_split(0) > options.level);
}

bool usable(double exposure) { return std::isfinite(exposure) && exposure > 0; }

double of_unit(std::span<const double> exposure, std::size_t unit) {
  return exposure.size() == 1 ? exposure[0] : exposure[unit];
}

void check_columns(std::span<const std::uint64_t> count, std::span<const double> exposure,
                   std::span<const std::uint64_t> other, std::span<const double> other_exposure, double level) {
  if (count.size() != other.size()) {
    throw InvalidOption(fmt::format("{} counts cannot be compared with {}", count.size(), other.size()));
  }
  for (const auto size : {exposure.size(), other_exposure.size()}) {
    if (size != 1 && size != count.size()) {
      throw InvalidOption(
          fmt::format("{} exposures for {} units: give one for all, or one for each", size, count.size()));
    }
  }
  if (!(level > 0 && level < 1)) {
    throw InvalidOption(fmt::format("a level of significance lies between 0 and 1, not {}", level));
  }
}

/// What is the same for all units with the same counts and exposures.
struct Compared {
  Interval interval{};
  double p = 1;
  bool too_few = false;
};

Compared compare(const Pair& pair, const PeriodChangeOptions& options) {
  const auto& [count, other, exposure, other_exposure] = pair;
  const auto p = p_of(pair, options.test);
  return {.interval = ratio_interval_95(count, exposure, other, other_exposure),
          .p = p,
          .too_few = says_nothing(pair, p, options)};
}

/// Each different pair is compared once: maps of small counts hold few of them.
std::vector<Compared> compare_all(std::span<const Pair> pairs, const PeriodChangeOptions& options) {
  std::vector<Pair> different(pairs.begin(), pairs.end());
  std::ranges::sort(different, [](const Pair& a, const Pair& b) { return (a <=> b) < 0; });
  const auto rest = std::ranges::unique(different);
  different.erase(rest.begin(), rest.end());
  std::vector<Compared> compared(different.size());
  constexpr std::size_t in_part = 64;
  for_each_part((different.size() + in_part - 1) / in_part, options.threads, [&](std::size_t part) {
    for (auto i = part * in_part; i < std::min(different.size(), (part + 1) * in_part); ++i) {
      compared[i] = compare(different[i], options);
    }
  });
  std::vector<Compared> all(pairs.size());
  std::ranges::transform(pairs, all.begin(), [&](const Pair& pair) {
    const auto at =
        std::ranges::lower_bound(different, pair, [](const Pair& a, const Pair& b) { return (a <=> b) < 0; });
    return compared[static_cast<std::size_t>(at - different.begin())];
  });
  return all;
}

std::chrono::local_days same_date(std::chrono::local_days day, unsigned years_back) {
  const auto date = std::chrono::year_month_day(day) - std::chrono::years(years_back);
  return date.ok() ? std::chrono::local_days(date)
                   : std::chrono::local_days(date.year() / std::chrono::March / std::chrono::day(1));
}

}  // namespace

std::string_view name_of(Direction direction) {
  switch (direction) {
    case Direction::increase:
      return "increase";
    case Direction::decrease:
      return "decrease";
    case Direction::not_clear:
      break;
  }
  return "not_clear";
}

double e_test_p(std::uint64_t count, double exposure, std::uint64_t other, double other_exposure) {
  assert(usable(exposure) && usable(other_exposure));
  const auto total = static_cast<double>(count) + static_cast<double>(other);
  const auto seen =
      std::abs(statistic(static_cast<double>(count), exposure, static_cast<double>(other), other_exposure));
  const auto as_far = seen * (1 - 1e-9);
  if (as_far == 0) {
    return 1;
  }
  const auto share = exposure / (exposure + other_exposure);
  const PoissonTable first(total * share);
  const PoissonTable second(total * (1 - share));
  // T rises with the first number and falls with the second: for each first one, those second ones that are as far
  // away lie in [0, low) and [high, ...), and both ends rise with the first.
  std::size_t low = 0;
  std::size_t high = 0;
  double p = 0;
  for (std::size_t i = 0; i < first.size(); ++i) {
    const auto x1 = first.first() + static_cast<double>(i);
    const auto t = [&](std::size_t j) {
      return statistic(x1, exposure, second.first() + static_cast<double>(j), other_exposure);
    };
    while (low < second.size() && t(low) >= as_far) {
      ++low;
    }
    while (high < second.size() && t(high) > -as_far) {
      ++high;
    }
    p += first.chance(i) * (second.before(low) + second.from(high));
  }
  return std::clamp(p, std::numeric_limits<double>::min(), 1.0);
}

double conditional_p(std::uint64_t count, double exposure, std::uint64_t other, double other_exposure) {
  assert(usable(exposure) && usable(other_exposure));
  const auto x = static_cast<double>(count);
  const auto y = static_cast<double>(other);
  const auto share = exposure / (exposure + other_exposure);
  const auto at_least = count == 0 ? 1.0 : regularised_beta(x, y + 1, share);
  const auto at_most = other == 0 ? 1.0 : regularised_beta_complement(x + 1, y, share);
  return std::clamp(2 * std::min(at_least, at_most), std::numeric_limits<double>::min(), 1.0);
}

Interval ratio_interval_95(std::uint64_t count, double exposure, std::uint64_t other, double other_exposure) {
  const auto x = static_cast<double>(count);
  const auto y = static_cast<double>(other);
  const auto stretch = other_exposure / exposure;
  Interval interval{no_number, no_number};
  if (count + other == 0) {
    return interval;
  }
  // Odds of a share's limit: the limit and what it leaves, each with all its digits.
  const auto odds = [&](double a, double b, double tail) {
    double left = 0;
    const auto limit = inverse_regularised_beta(a, b, tail, left);
    return limit / left * stretch;
  };
  interval.low = count == 0 ? 0 : odds(x, y + 1, 0.025);
  interval.high = other == 0 ? no_number : odds(x + 1, y, 0.975);
  return interval;
}

PeriodChange period_change(std::span<const std::uint64_t> count, std::span<const double> exposure,
                           std::span<const std::uint64_t> other, std::span<const double> other_exposure,
                           const PeriodChangeOptions& options) {
  check_columns(count, exposure, other, other_exposure, options.level);
  const auto units = count.size();
  PeriodChange result;
  for (auto* const column :
       {&result.expected, &result.difference, &result.ratio, &result.ratio_low, &result.ratio_high, &result.p}) {
    column->assign(units, no_number);
  }
  result.direction.assign(units, Direction::not_clear);
  result.too_few_events.assign(units, false);
  std::vector<Pair> pairs;
  std::vector<std::size_t> unit_of_pair;
  for (std::size_t unit = 0; unit < units; ++unit) {
    const Pair pair{count[unit], other[unit], of_unit(exposure, unit), of_unit(other_exposure, unit)};
    if (usable(pair.exposure) && usable(pair.other_exposure)) {
      pairs.push_back(pair);
      unit_of_pair.push_back(unit);
    }
  }
  const auto compared = compare_all(pairs, options);
  std::vector<double> tested(units, no_number);
  for (std::size_t i = 0; i < pairs.size(); ++i) {
    const auto unit = unit_of_pair[i];
    const auto& [interval, p, too_few] = compared[i];
    const auto seen = static_cast<double>(pairs[i].count);
    const auto expected = static_cast<double>(pairs[i].other) * pairs[i].exposure / pairs[i].other_exposure;
    result.expected[unit] = expected;
    result.difference[unit] = seen - expected;
    result.ratio[unit] = expected > 0 ? seen / expected : no_number;
    result.ratio_low[unit] = interval.low;
    result.ratio_high[unit] = interval.high;
    result.p[unit] = p;
    result.too_few_events[unit] = too_few;
    tested[unit] = too_few ? no_number : p;
    result.tested += too_few ? 0 : 1;
  }
  result.adjusted_p = adjusted(tested, options.correction);
  for (std::size_t unit = 0; unit < units; ++unit) {
    const auto includes_one = result.ratio_low[unit] <= 1 && !(result.ratio_high[unit] < 1);
    if (result.adjusted_p[unit] <= options.level && !includes_one) {
      result.direction[unit] = result.difference[unit] > 0 ? Direction::increase : Direction::decrease;
    }
  }
  return result;
}

double MatchedPeriods::days() const {
  double all = 0;
  for (const auto& period : periods) {
    all += period.days();
  }
  return all;
}

MatchedPeriods season_matched(const Period& period, unsigned years, const Period& recorded) {
  using std::chrono::days;
  constexpr auto longest = days(52 * 7);
  if (period.to <= period.from || period.to - period.from > longest) {
    throw InvalidOption(
        "a period that is compared with the same weeks of earlier years ends after it begins and is at "
        "most 52 weeks long");
  }
  if (years == 0) {
    throw InvalidOption("compare with the same weeks of at least one earlier year");
  }
  const auto day = std::chrono::floor<days>(period.from);
  MatchedPeriods matched;
  for (unsigned back = 1; back <= years; ++back) {
    const auto apart = (day - same_date(day, back)).count();
    const auto shift = days((apart + 3) / 7 * 7);
    const Period earlier{period.from - shift, period.to - shift};
    if (earlier.from >= recorded.from && earlier.to <= recorded.to) {
      matched.periods.push_back(earlier);
    } else {
      ++matched.left_out;
    }
  }
  return matched;
}

}  // namespace lykta
