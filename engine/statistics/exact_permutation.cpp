#include "engine/statistics/exact_permutation.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <utility>

#include "engine/parallel.hpp"
#include "engine/vectorised.hpp"

namespace lykta {

namespace {

constexpr auto no_value = std::numeric_limits<double>::quiet_NaN();
/// With more, chances of few neighbours would be smaller than any double.
constexpr std::size_t most_neighbours = 256;

struct Value {
  double value;
  double places;  ///< how many have it
};

/// The different values, ascending.
std::vector<Value> different(std::span<const double> values, std::size_t at_most) {
  std::vector<double> found;
  for (const auto value : values) {
    if (std::isfinite(value)) {
      const auto at = std::ranges::lower_bound(found, value);
      if (at == found.end() || *at != value) {
        found.insert(at, value);
      }
      if (found.size() > at_most) {
        return {};
      }
    }
  }
  std::vector<Value> result;
  for (const auto value : found) {
    result.push_back({value, 0});
  }
  for (const auto value : values) {
    if (std::isfinite(value)) {
      result[static_cast<std::size_t>(std::ranges::lower_bound(found, value) - found.begin())].places += 1;
    }
  }
  return result;
}

LYKTA_VECTORISED void add_scaled(double* to, const double* from, std::size_t size, double factor) {
  LYKTA_INDEPENDENT
  for (std::size_t i = 0; i < size; ++i) {
    to[i] += factor * from[i];
  }
}

/// Chances of how many places of some values are drawn, and of their sum above the least value; every place is drawn by
/// itself with the same chance. Given how many are drawn in all, each set is equally likely, whatever that chance.
class Chances {
 public:
  Chances(std::size_t most, std::size_t range) : most_(most), range_(range) {
    for (std::size_t drawn = 0; drawn <= most; ++drawn) {
      chance_.emplace_back(drawn * range + 1, 0.0);
    }
    chance_[0][0] = 1;
  }

  [[nodiscard]] const std::vector<double>& of(std::size_t drawn) const { return chance_[drawn]; }

  /// With `places` more places, whose value is `above` the least.
  void add(double places, std::size_t above, double chance) {
    std::vector<double> binomial;
    auto term = std::exp(places * std::log1p(-chance));
    for (std::size_t drawn = 0; drawn <= most_; ++drawn) {
      binomial.push_back(term);
      const auto so_far = static_cast<double>(drawn);
      term *= (places - so_far) / (so_far + 1) * chance / (1 - chance);
    }
    // From the largest number down, so that what is read has not been written.
    for (auto all = most_ + 1; all-- > 0;) {
      auto& to = chance_[all];
      std::ranges::transform(to, to.begin(), [&](double each) { return each * binomial[0]; });
      for (std::size_t drawn = 1; drawn <= all && binomial[drawn] > 0; ++drawn) {
        const auto& from = chance_[all - drawn];
        add_scaled(&to[drawn * above], from.data(), from.size(), binomial[drawn]);
      }
    }
  }

 private:
  std::size_t most_;
  std::size_t range_;
  std::vector<std::vector<double>> chance_;  ///< by number drawn, by sum
};

/// Shares of the sums at least, and at most, each value.
struct Tails {
  std::vector<double> at_least;
  std::vector<double> at_most;
};

Tails tails_of(const std::vector<double>& chance) {
  Tails tails{chance, chance};
  for (std::size_t i = 1; i < chance.size(); ++i) {
    tails.at_most[i] += tails.at_most[i - 1];
    tails.at_least[chance.size() - 1 - i] += tails.at_least[chance.size() - i];
  }
  // Each by its own total: the two differ by rounding, and the share of all sets is 1.
  const auto all_upwards = tails.at_most.back();
  const auto all_downwards = tails.at_least.front();
  for (std::size_t i = 0; i < chance.size(); ++i) {
    tails.at_most[i] /= all_upwards;
    tails.at_least[i] /= all_downwards;
  }
  return tails;
}

/// Tails by own value and number of neighbours.
class TailTables {
 public:
  TailTables(const std::vector<Value>& values, const std::vector<std::uint8_t>& used, double places)
      : values_(values),
        used_(used),
        chance_(static_cast<double>(used.size() - 1) / places),
        tails_(values.size(), std::vector<Tails>(used.size())) {
    const auto range = static_cast<std::size_t>(values.back().value - values.front().value);
    divide(0, values.size(), Chances(used.size() - 1, range));
  }

  [[nodiscard]] const Tails& of(std::size_t own, std::size_t number) const { return tails_[own][number]; }

 private:
  /// `others` holds all values but those from `first` to behind `behind`: each half is added for the other one, so that
  /// each value meets all others after log2 steps.
  void divide(std::size_t first, std::size_t behind, Chances others) {
    if (behind - first == 1) {
      add(others, first, values_[first].places - 1);
      for (std::size_t number = 1; number < used_.size(); ++number) {
        if (used_[number] != 0) {
          tails_[first][number] = tails_of(others.of(number));
        }
      }
      return;
    }
    const auto middle = first + (behind - first) / 2;
    auto with_upper = others;
    for (auto i = middle; i < behind; ++i) {
      add(with_upper, i, values_[i].places);
    }
    divide(first, middle, std::move(with_upper));
    for (auto i = first; i < middle; ++i) {
      add(others, i, values_[i].places);
    }
    divide(middle, behind, std::move(others));
  }

  void add(Chances& chances, std::size_t value, double places) const {
    chances.add(places, static_cast<std::size_t>(values_[value].value - values_.front().value), chance_);
  }

  const std::vector<Value>& values_;
  const std::vector<std::uint8_t>& used_;
  double chance_;
  std::vector<std::vector<Tails>> tails_;
};

/// 1 for each number of neighbours that occurs and leaves something to draw, up to the largest.
std::vector<std::uint8_t> numbers_used(std::span<const double> values, const std::vector<std::uint32_t>& number,
                                       const Moments& moments) {
  std::vector<std::uint8_t> used(1, 0);
  for (std::size_t place = 0; place < values.size(); ++place) {
    if (std::isfinite(values[place]) && number[place] > 0 && number[place] + 1 < moments.present) {
      used.resize(std::max<std::size_t>(used.size(), number[place] + 1), 0);
      used[number[place]] = 1;
    }
  }
  return used;
}

/// Steps for V values: each of log2 V levels adds all of them once.
double steps_for(double different_values, double range, double most) {
  return different_values * (std::ceil(std::log2(different_values)) + 1) * most * most * most / 6 * (range + 1);
}

}  // namespace

double ExactShares::p(std::size_t place, Tail tail) const {
  switch (tail) {
    case Tail::less:
      return at_most[place];
    case Tail::two_sided:
      return std::min(1.0, 2 * std::min(at_least[place], at_most[place]));
    case Tail::folded:
      return std::min(at_least[place], at_most[place]);
    case Tail::greater:
      break;
  }
  return at_least[place];
}

std::optional<ExactShares> exact_getis_ord(std::span<const double> values, const NeighbourSums& sums,
                                           const ExactOptions& options) {
  assert(values.size() == sums.size());
  const auto moments = moments_of(values, options.threads);
  const auto scale = scale_for(moments, sums.addends());
  const std::vector<double> none(values.size(), no_value);
  ExactShares shares{none, none};
  if (!(moments.squares > 0)) {
    return shares;
  }
  const auto range = moments.largest - moments.least;
  if (!moments.whole || scale.unit != 1 || scale.origin != 0 || steps_for(2, range, 1) > options.most_steps) {
    return std::nullopt;
  }
  const auto seen = collect(sums, values, scale, options.threads);
  const auto used = numbers_used(values, seen.number, moments);
  const auto most = used.size() - 1;
  if (most == 0) {
    return shares;
  }
  constexpr std::size_t most_values = 4096;
  const auto found = different(values, most_values);
  if (most > most_neighbours || found.empty() ||
      steps_for(static_cast<double>(found.size()), range, static_cast<double>(most)) > options.most_steps) {
    return std::nullopt;
  }
  const TailTables tables(found, used, moments.n() - 1);
  constexpr std::size_t places_in_part = 16384;
  for_each_part((values.size() + places_in_part - 1) / places_in_part, options.threads, [&](std::size_t part) {
    const auto behind = std::min(values.size(), (part + 1) * places_in_part);
    for (auto place = part * places_in_part; place < behind; ++place) {
      const auto number = seen.number[place];
      if (!std::isfinite(values[place]) || number > most || used[number] == 0) {
        continue;
      }
      const auto own = std::ranges::lower_bound(found, values[place], {}, &Value::value) - found.begin();
      const auto& tails = tables.of(static_cast<std::size_t>(own), number);
      const auto least = static_cast<std::int64_t>(number) * static_cast<std::int64_t>(moments.least);
      const auto above = static_cast<std::size_t>(seen.sum[place] - least);
      shares.at_least[place] = tails.at_least[above];
      shares.at_most[place] = tails.at_most[above];
    }
  });
  return shares;
}

}  // namespace lykta
