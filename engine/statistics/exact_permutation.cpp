#include "engine/statistics/exact_permutation.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <utility>

#include "engine/base/numbers.hpp"
#include "engine/base/parallel.hpp"
#include "engine/base/vectorised.hpp"

namespace lykta {

namespace {

/// With more, chances of a set of few would be smaller than any double.
constexpr std::size_t most_drawn = 256;

struct Value {
  double value;
  double places;  ///< how many have it
};

/// Values that lie close together, as counts do, are counted by value.
std::vector<Value> different_close_together(std::span<const double> values, double least, double range) {
  std::vector<std::uint32_t> places(static_cast<std::size_t>(range) + 1, 0);
  for (const auto value : values) {
    if (std::isfinite(value)) {
      ++places[static_cast<std::size_t>(value - least)];
    }
  }
  std::vector<Value> result;
  for (std::size_t i = 0; i < places.size(); ++i) {
    if (places[i] > 0) {
      result.push_back({least + static_cast<double>(i), static_cast<double>(places[i])});
    }
  }
  return result;
}

std::vector<Value> different_far_apart(std::span<const double> values, std::size_t at_most) {
  std::vector<Value> found;
  for (const auto value : values) {
    if (std::isfinite(value)) {
      const auto at = std::ranges::lower_bound(found, value, {}, &Value::value);
      if (at != found.end() && at->value == value) {
        at->places += 1;
      } else if (found.size() == at_most) {
        return {};
      } else {
        found.insert(at, {value, 1});
      }
    }
  }
  return found;
}

/// The different values (whole numbers), ascending; nothing when there are more than `at_most`.
std::vector<Value> different(std::span<const double> values, const Moments& moments, std::size_t at_most) {
  const auto range = moments.largest - moments.least;
  if (range < 0x1p16) {
    auto found = different_close_together(values, moments.least, range);
    return found.size() > at_most ? std::vector<Value>() : found;
  }
  return different_far_apart(values, at_most);
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
  if (chance.empty()) {
    return {};
  }
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

/// Tails by own value, if that is left out, and number of places drawn.
class TailTables {
 public:
  /// `places`: how many have a value.
  TailTables(const std::vector<Value>& values, const std::vector<std::uint8_t>& used, double places, Dealt dealt)
      : values_(values),
        used_(used),
        chance_(static_cast<double>(used.size() - 1) / (dealt == Dealt::all ? places : places - 1)),
        tails_(dealt == Dealt::all ? 1 : values.size(), std::vector<Tails>(used.size())) {
    const auto range = static_cast<std::size_t>(values.back().value - values.front().value);
    Chances chances(used.size() - 1, range);
    if (dealt == Dealt::all) {
      for (std::size_t i = 0; i < values.size(); ++i) {
        add(chances, i, values[i].places);
      }
      keep(chances, tails_.front());
    } else {
      divide(0, values.size(), std::move(chances));
    }
  }

  [[nodiscard]] const Tails& of(double own, std::size_t drawn) const {
    if (tails_.size() == 1) {
      return tails_.front()[drawn];
    }
    const auto at = std::ranges::lower_bound(values_, own, {}, &Value::value);
    return tails_[static_cast<std::size_t>(at - values_.begin())][drawn];
  }

 private:
  /// `others` holds all values but those from `first` to behind `behind`: each half is added for the other one, so that
  /// each value meets all others after log2 steps.
  void divide(std::size_t first, std::size_t behind, Chances others) {
    if (behind - first == 1) {
      add(others, first, values_[first].places - 1);
      keep(others, tails_[first]);
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

  void keep(const Chances& chances, std::vector<Tails>& tails) const {
    for (std::size_t drawn = 1; drawn < used_.size(); ++drawn) {
      if (used_[drawn] != 0) {
        tails[drawn] = tails_of(chances.of(drawn));
      }
    }
  }

  void add(Chances& chances, std::size_t value, double places) const {
    chances.add(places, static_cast<std::size_t>(values_[value].value - values_.front().value), chance_);
  }

  const std::vector<Value>& values_;
  const std::vector<std::uint8_t>& used_;
  double chance_;
  std::vector<std::vector<Tails>> tails_;
};

/// What is compared with the sets: for each place that has a value, how many are drawn and what was seen.
class SetsSeen {
 public:
  SetsSeen(std::span<const double> values, const Moments& moments, CollectedSums neighbours,
           std::size_t most_neighbours, Dealt dealt)
      : values_(values),
        neighbours_(std::move(neighbours)),
        own_(dealt == Dealt::all ? 1U : 0U),
        used_(most_neighbours + own_ + 1, 0) {
    for (std::size_t place = 0; place < values.size(); ++place) {
      const auto number = neighbours_.number[place];
      if (std::isfinite(values[place]) && number > 0 && number + 1 < moments.present) {
        used_[number + own_] = 1;
      }
    }
    while (used_.size() > 1 && used_.back() == 0) {
      used_.pop_back();
    }
  }

  /// 1 for each number of places that is drawn, up to the largest.
  [[nodiscard]] const std::vector<std::uint8_t>& used() const { return used_; }
  [[nodiscard]] std::size_t most() const { return used_.size() - 1; }
  [[nodiscard]] bool has_value(std::size_t place) const {
    return std::isfinite(values_[place]) && drawn(place) <= most() && used_[drawn(place)] != 0;
  }
  [[nodiscard]] std::size_t drawn(std::size_t place) const { return neighbours_.number[place] + own_; }
  [[nodiscard]] std::int64_t sum(std::size_t place) const {
    return neighbours_.sum[place] + (own_ != 0 ? static_cast<std::int64_t>(values_[place]) : 0);
  }

 private:
  std::span<const double> values_;
  CollectedSums neighbours_;
  std::uint32_t own_;  ///< 1 when the own value is dealt with those of the neighbours
  std::vector<std::uint8_t> used_;
};

/// Steps for V values: dealt to others, each of log2 V levels adds all of them once, and then each its own.
double steps_for(double different_values, double range, double most, Dealt dealt) {
  const auto times = dealt == Dealt::all ? 1 : std::ceil(std::log2(different_values)) + 1;
  return different_values * times * most * most * most / 6 * (range + 1);
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
  ExactShares shares{std::vector<double>(values.size(), no_number), std::vector<double>(values.size(), no_number)};
  if (!(moments.squares > 0)) {
    return shares;
  }
  const auto range = moments.largest - moments.least;
  if (!moments.whole || scale.unit != 1 || scale.origin != 0 ||
      steps_for(2, range, 1, options.dealt) > options.most_steps) {
    return std::nullopt;
  }
  const SetsSeen seen(values, moments, collect(sums, values, scale, options.threads), sums.most(), options.dealt);
  if (seen.most() == 0) {
    return shares;
  }
  constexpr std::size_t most_values = 4096;
  const auto found = different(values, moments, most_values);
  if (seen.most() > most_drawn || found.empty() ||
      steps_for(static_cast<double>(found.size()), range, static_cast<double>(seen.most()), options.dealt) >
          options.most_steps) {
    return std::nullopt;
  }
  const TailTables tables(found, seen.used(), moments.n(), options.dealt);
  constexpr std::size_t places_in_part = 16384;
  for_each_part((values.size() + places_in_part - 1) / places_in_part, options.threads, [&](std::size_t part) {
    const auto behind = std::min(values.size(), (part + 1) * places_in_part);
    for (auto place = part * places_in_part; place < behind; ++place) {
      if (!seen.has_value(place)) {
        continue;
      }
      const auto drawn = seen.drawn(place);
      const auto& tails = tables.of(values[place], drawn);
      const auto least = static_cast<std::int64_t>(drawn) * static_cast<std::int64_t>(moments.least);
      const auto above = static_cast<std::size_t>(seen.sum(place) - least);
      shares.at_least[place] = tails.at_least[above];
      shares.at_most[place] = tails.at_most[above];
    }
  });
  return shares;
}

}  // namespace lykta
