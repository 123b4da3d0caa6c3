#include "engine/statistics/rates.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <limits>

#include <fmt/format.h>

#include "engine/base/error.hpp"
#include "engine/base/numbers.hpp"
#include "engine/statistics/significance.hpp"

namespace lykta {

namespace {

constexpr auto most_counted = 0x1p53;

NoRate reason_for(double count, double exposure) {
  if (!std::isfinite(count) || !std::isfinite(exposure)) {
    return NoRate::missing_input;
  }
  if (count < 0 || exposure < 0) {
    return NoRate::negative_input;
  }
  return exposure > 0 ? NoRate::has_rate : NoRate::no_exposure;
}

std::vector<NoRate> reasons_for(std::span<const double> count, std::span<const double> exposure) {
  assert(count.size() == exposure.size());
  std::vector<NoRate> why(count.size());
  for (std::size_t i = 0; i < why.size(); ++i) {
    why[i] = reason_for(count[i], exposure[i]);
  }
  return why;
}

struct Totals {
  double count = 0;
  double exposure = 0;
  double places = 0;

  [[nodiscard]] double rate() const { return exposure > 0 ? count / exposure : no_number; }
};
Totals totals_of(std::span<const double> count, std::span<const double> exposure, std::span<const NoRate> why) {
  Totals totals;
  for (std::size_t i = 0; i < why.size(); ++i) {
    if (why[i] == NoRate::has_rate) {
      totals.count += count[i];
      totals.exposure += exposure[i];
      totals.places += 1;
    }
  }
  return totals;
}

/// Intervals of counts; those of small ones, which most places have, are kept.
class PoissonIntervals {
 public:
  [[nodiscard]] Interval of(double count) {
    if (count != std::floor(count) || count >= most_counted) {
      return {no_number, no_number};
    }
    const auto whole = static_cast<std::uint64_t>(count);
    if (whole >= kept_.size()) {
      return poisson_interval_95(whole);
    }
    auto& kept = kept_[whole];
    if (kept.high == 0) {
      kept = poisson_interval_95(whole);
    }
    return kept;
  }

 private:
  std::array<Interval, 1000> kept_{};
};

/// What all of a place's strata say: the worst of them, or no exposure when none has any.
NoRate reason_for_strata(std::span<const double> count, std::span<const double> exposure) {
  auto all = NoRate::no_exposure;
  for (std::size_t i = 0; i < count.size(); ++i) {
    const auto why = reason_for(count[i], exposure[i]);
    if (why == NoRate::missing_input || why == NoRate::negative_input) {
      return why;
    }
    all = why == NoRate::has_rate ? why : all;
  }
  return all;
}

/// A rate drawn towards the mean.
double drawn(double rate, double exposure, double mean, double variance) {
  const auto of_chance = mean / exposure;
  return variance > 0 ? mean + (rate - mean) * variance / (variance + of_chance) : mean;
}

/// Sums over a place's neighbours and itself, as numbers.
struct AroundPlaces {
  std::vector<double> sum;
  std::vector<std::uint32_t> neighbours;
};
AroundPlaces around(std::span<const double> values, const NeighbourSums& sums, unsigned threads) {
  const auto scale = scale_for(moments_of(values, threads), sums.addends() + 1);
  const auto collected = collect(sums, values, scale, threads);
  AroundPlaces result{std::vector<double>(values.size(), no_number), collected.number};
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (std::isfinite(values[i])) {
      const auto number = static_cast<double>(collected.number[i]) + 1;
      const auto sum = collected.sum[i] + scale.whole(values[i]);
      result.sum[i] = static_cast<double>(sum) * scale.unit + number * scale.origin;
    }
  }
  return result;
}

}  // namespace

std::string_view name_of(NoRate why) {
  switch (why) {
    case NoRate::missing_input:
      return "missing_input";
    case NoRate::negative_input:
      return "negative_input";
    case NoRate::no_exposure:
      return "no_exposure";
    case NoRate::no_neighbours:
      return "no_neighbours";
    case NoRate::has_rate:
      break;
  }
  return "";
}

Rates rates(std::span<const double> count, std::span<const double> exposure) {
  Rates result;
  result.why = reasons_for(count, exposure);
  const auto totals = totals_of(count, exposure, result.why);
  result.overall = totals.rate();
  for (auto* const column : {&result.rate, &result.low, &result.high, &result.expected, &result.ratio}) {
    column->assign(count.size(), no_number);
  }
  PoissonIntervals intervals;
  for (std::size_t i = 0; i < count.size(); ++i) {
    if (result.why[i] == NoRate::no_exposure) {
      result.left_out_events += count[i];
    }
    if (result.why[i] != NoRate::has_rate) {
      continue;
    }
    const auto interval = intervals.of(count[i]);
    result.rate[i] = count[i] / exposure[i];
    result.low[i] = interval.low / exposure[i];
    result.high[i] = interval.high / exposure[i];
    result.expected[i] = exposure[i] * result.overall;
    result.ratio[i] = result.expected[i] > 0 ? count[i] / result.expected[i] : no_number;
  }
  return result;
}

std::vector<double> expected_counts(std::span<const double> count, std::span<const double> exposure,
                                    std::size_t strata) {
  if (strata == 0 || count.size() != exposure.size() || count.size() % strata != 0) {
    throw InvalidOption(fmt::format("{} counts and {} exposures are no whole places of {} strata", count.size(),
                                    exposure.size(), strata));
  }
  const auto places = count.size() / strata;
  std::vector<NoRate> why(places);
  std::vector<Totals> stratum(strata);
  for (std::size_t place = 0; place < places; ++place) {
    const auto first = place * strata;
    why[place] = reason_for_strata(count.subspan(first, strata), exposure.subspan(first, strata));
    for (std::size_t each = 0; each < strata && why[place] == NoRate::has_rate; ++each) {
      stratum[each].count += count[first + each];
      stratum[each].exposure += exposure[first + each];
    }
  }
  std::vector<double> expected(places, no_number);
  for (std::size_t place = 0; place < places; ++place) {
    if (why[place] == NoRate::has_rate) {
      expected[place] = 0;
      for (std::size_t each = 0; each < strata; ++each) {
        expected[place] += stratum[each].exposure > 0 ? exposure[place * strata + each] * stratum[each].rate() : 0;
      }
    }
  }
  return expected;
}

BayesRates empirical_bayes(std::span<const double> count, std::span<const double> exposure) {
  BayesRates result{std::vector<double>(count.size(), no_number), reasons_for(count, exposure), {}, {}};
  const auto totals = totals_of(count, exposure, result.why);
  const auto mean = totals.rate();
  double squares = 0;
  for (std::size_t i = 0; i < count.size(); ++i) {
    if (result.why[i] == NoRate::has_rate) {
      const auto deviation = count[i] / exposure[i] - mean;
      squares += exposure[i] * deviation * deviation;
    }
  }
  const auto of_chance = mean * totals.places / totals.exposure;
  const auto variance = totals.places > 0 ? std::max(0.0, squares / totals.exposure - of_chance) : no_number;
  for (std::size_t i = 0; i < count.size(); ++i) {
    if (result.why[i] == NoRate::has_rate) {
      result.rate[i] = drawn(count[i] / exposure[i], exposure[i], mean, variance);
    }
  }
  result.mean = {mean};
  result.variance = {variance};
  return result;
}

BayesRates local_empirical_bayes(std::span<const double> count, std::span<const double> exposure,
                                 const NeighbourSums& sums, unsigned threads) {
  assert(count.size() == sums.size());
  const auto places = count.size();
  BayesRates result{std::vector<double>(places, no_number), reasons_for(count, exposure),
                    std::vector<double>(places, no_number), std::vector<double>(places, no_number)};
  std::vector<double> counted(places, no_number);
  std::vector<double> exposed(places, no_number);
  std::vector<double> squared(places, no_number);
  for (std::size_t i = 0; i < places; ++i) {
    if (result.why[i] == NoRate::has_rate) {
      counted[i] = count[i];
      exposed[i] = exposure[i];
      squared[i] = count[i] * count[i] / exposure[i];
    }
  }
  const auto counts = around(counted, sums, threads);
  const auto exposures = around(exposed, sums, threads);
  const auto squares = around(squared, sums, threads);
  for (std::size_t i = 0; i < places; ++i) {
    if (result.why[i] != NoRate::has_rate) {
      continue;
    }
    if (exposures.neighbours[i] == 0) {
      result.why[i] = NoRate::no_neighbours;
      continue;
    }
    // sum x (r - m)^2 = sum c^2 / x - m^2 sum x, as m is sum c / sum x.
    const auto mean = counts.sum[i] / exposures.sum[i];
    const auto spread = squares.sum[i] / exposures.sum[i] - mean * mean;
    const auto number = static_cast<double>(exposures.neighbours[i]) + 1;
    result.mean[i] = mean;
    result.variance[i] = std::max(0.0, spread - mean * number / exposures.sum[i]);
    result.rate[i] = drawn(count[i] / exposure[i], exposure[i], mean, result.variance[i]);
  }
  return result;
}

}  // namespace lykta
