#include "engine/statistics/conditional_permutation.hpp"

#include <algorithm>
#include <atomic>
#include <cassert>
#include <cmath>
#include <limits>
#include <numeric>
#include <utility>

#include "engine/base/error.hpp"
#include "engine/base/numbers.hpp"
#include "engine/base/parallel.hpp"
#include "engine/base/random_stream.hpp"
#include "engine/base/vectorised.hpp"
#include "engine/statistics/rank_table.hpp"
#include "engine/statistics/shared_draws.hpp"

namespace lykta {

namespace {

constexpr std::uint32_t not_used = std::numeric_limits<std::uint32_t>::max();
constexpr std::size_t places_in_part = 16384;

void check(const PermutationOptions& options) {
  if (options.draws == 0) {
    throw InvalidOption("permutation needs at least one draw (999 is usual)");
  }
}

void add(std::uint32_t& count, bool now, bool before) {
  if (now != before) {
    // Unsigned numbers come around: adding the largest takes one away.
    std::atomic_ref(count).fetch_add(now ? 1U : not_used, std::memory_order_relaxed);
  }
}

/// Who takes part, and for which numbers of neighbours tables are needed.
class Tested {
 public:
  Tested(std::span<const double> values, std::span<const std::uint32_t> number, const Moments& moments,
         std::size_t most)
      : number_(number), places_(static_cast<std::uint32_t>(moments.present)), table_of_(most + 1, not_used) {
    if (moments.present < moments.size) {
      present_.reserve(moments.present);
      for (std::size_t place = 0; place < values.size(); ++place) {
        if (std::isfinite(values[place])) {
          present_.push_back(static_cast<std::uint32_t>(place));
        }
      }
    }
    if (!(moments.squares > 0)) {
      return;
    }
    std::vector<std::uint8_t> used(most + 1, 0);
    for (std::uint32_t i = 0; i < places_; ++i) {
      used[number_[place(i)]] = 1;
    }
    // With all others for neighbours there is nothing to draw.
    for (std::uint32_t number_of = 1; number_of <= most && number_of + 1 < places_; ++number_of) {
      if (used[number_of] != 0) {
        table_of_[number_of] = static_cast<std::uint32_t>(numbers_.size());
        numbers_.push_back(number_of);
      }
    }
  }

  /// Numbers of neighbours that occur and can be tested, ascending.
  [[nodiscard]] const std::vector<std::uint32_t>& numbers() const { return numbers_; }
  [[nodiscard]] bool any() const { return !numbers_.empty(); }
  [[nodiscard]] std::size_t most() const { return numbers_.back(); }
  [[nodiscard]] std::uint32_t places() const { return places_; }
  [[nodiscard]] std::uint32_t place(std::uint32_t drawn) const { return present_.empty() ? drawn : present_[drawn]; }
  /// The table for a place that takes part, or not_used.
  [[nodiscard]] std::uint32_t table_of(std::size_t place) const { return table_of_[number_[place]]; }
  [[nodiscard]] std::uint32_t number(std::size_t place) const { return number_[place]; }

 private:
  std::span<const std::uint32_t> number_;
  std::uint32_t places_;
  std::vector<std::uint32_t> table_of_;
  std::vector<std::uint32_t> numbers_;
  std::vector<std::uint32_t> present_;  ///< empty when all places take part
};

/// Calls `take(draw, row)` with each draw, from several threads at once.
template <class Take>
void for_each_draw(const Tested& tested, const PermutationOptions& options, const Take& take) {
  const auto length = tested.most() + 1;
  const SharedDraws draws(tested.places(), length, options.seed);
  const auto batches = (options.draws + SharedDraws::draws_in_batch - 1) / SharedDraws::draws_in_batch;
  for_each_part(batches, options.threads, [&](std::size_t batch) {
    const auto first = batch * SharedDraws::draws_in_batch;
    const auto size = std::min<std::size_t>(SharedDraws::draws_in_batch, options.draws - first);
    std::vector<std::uint32_t> rows;
    draws.deal(batch, size, rows);
    take(first, size, std::span<const std::uint32_t>(rows));
  });
}

DrawCounts no_counts(std::size_t size, std::uint32_t draws) {
  return {draws, std::vector<std::uint32_t>(size, 0), std::vector<std::uint32_t>(size, 0)};
}

/// The permutation of sums over neighbours.
class SumPermutation {
 public:
  SumPermutation(std::span<const double> values, const NeighbourSums& sums, const PermutationOptions& options)
      : values_(values),
        options_(options),
        own_(options.dealt == Dealt::all ? 1U : 0U),
        moments_(moments_of(values, options.threads)),
        scale_(scale_for(moments_, sums.addends())),
        seen_(collect(sums, values, scale_, options.threads)),
        tested_(values, seen_.number, moments_, sums.most()),
        counts_(no_counts(values.size(), options.draws)) {}

  DrawCounts run() {
    if (tested_.any()) {
      drawn_.assign(tested_.numbers().size(), std::vector<std::int64_t>(options_.draws));
      for_each_draw(tested_, options_,
                    [this](std::size_t first, std::size_t size, std::span<const std::uint32_t> rows) {
                      take(first, size, rows);
                    });
      count();
    }
    return std::move(counts_);
  }

 private:
  /// By how much sums may differ and still tie, for a place with so many neighbours.
  [[nodiscard]] std::int64_t error(std::uint32_t number) const {
    return static_cast<std::int64_t>(std::ceil(2 * scale_.error * static_cast<double>(number + own_)));
  }

  /// The sum that draws are compared with, of a place that has a value.
  [[nodiscard]] std::int64_t seen(std::size_t place) const {
    return own_ == 0 ? seen_.sum[place] : seen_.sum[place] + scale_.whole(values_[place]);
  }

  void take(std::size_t first, std::size_t size, std::span<const std::uint32_t> rows) {
    const auto length = tested_.most() + 1;
    std::vector<std::int64_t> value(rows.size());
    for (std::size_t i = 0; i < rows.size(); ++i) {
      value[i] = scale_.whole(values_[tested_.place(rows[i])]);
    }
    std::vector<std::int64_t> sum_of_first(length + 1);
    for (std::size_t draw = 0; draw < size; ++draw) {
      const auto* const drawn = &value[draw * length];
      for (std::size_t i = 1; i <= length; ++i) {
        sum_of_first[i] = sum_of_first[i - 1] + drawn[i - 1];
      }
      for (std::size_t table = 0; table < drawn_.size(); ++table) {
        drawn_[table][first + draw] = sum_of_first[tested_.numbers()[table] + own_];
      }
      if (options_.dealt == Dealt::all) {
        continue;
      }
      const auto row = rows.subspan(draw * length, length);
      for (std::size_t i = 0; i + 1 < length; ++i) {
        set_right(tested_.place(row[i]), i, drawn, sum_of_first);
      }
    }
  }

  /// The place itself stands at position `own` of the draw: when it would be its own neighbour, the next one stands in.
  void set_right(std::uint32_t place, std::size_t own, const std::int64_t* drawn,
                 const std::vector<std::int64_t>& sum_of_first) {
    const auto number = tested_.number(place);
    if (number <= own || tested_.table_of(place) == not_used) {
      return;
    }
    const auto widened = error(number);
    const auto wrong = sum_of_first[number];
    const auto right = wrong - drawn[own] + drawn[number];
    const auto seen = seen_.sum[place];
    add(counts_.at_least[place], right >= seen - widened, wrong >= seen - widened);
    add(counts_.at_most[place], right <= seen + widened, wrong <= seen + widened);
  }

  void count() {
    std::vector<RankTable<std::int64_t>> tables;
    tables.reserve(drawn_.size());
    for (std::size_t table = 0; table < drawn_.size(); ++table) {
      tables.emplace_back(std::move(drawn_[table]), error(tested_.numbers()[table]));
    }
    const auto parts = (values_.size() + places_in_part - 1) / places_in_part;
    for_each_part(parts, options_.threads, [&](std::size_t part) {
      const auto behind = std::min(values_.size(), (part + 1) * places_in_part);
      for (auto place = part * places_in_part; place < behind; ++place) {
        const auto table = tested_.table_of(place);
        if (table != not_used && std::isfinite(values_[place])) {
          counts_.at_least[place] += tables[table].at_least(seen(place));
          counts_.at_most[place] += tables[table].at_most(seen(place));
        }
      }
    });
  }

  std::span<const double> values_;
  const PermutationOptions& options_;
  std::uint32_t own_;  ///< 1 when the own value is dealt with those of the neighbours
  Moments moments_;
  Scale scale_;
  CollectedSums seen_;
  Tested tested_;
  DrawCounts counts_;
  std::vector<std::vector<std::int64_t>> drawn_;  ///< by number of neighbours, by draw
};

/// Places with the same number of neighbours and the same value: one table serves them all.
struct Alike {
  std::size_t first;
  std::size_t behind;
};

struct Counts {
  std::uint32_t at_least = 0;
  std::uint32_t at_most = 0;
};

/// Sums of squared differences to `own` of each draw: own^2 k - 2 own sum + sum of squares.
LYKTA_VECTORISED void differences_of_draws(const double* sum, const double* squares, std::size_t size, double own,
                                           double number, double* differences) {
  const auto constant = number * own * own;
  LYKTA_INDEPENDENT
  for (std::size_t i = 0; i < size; ++i) {
    differences[i] = constant - 2 * own * sum[i] + squares[i];
  }
}

LYKTA_VECTORISED void count_draws(const double* differences, std::size_t size, double low, double high,
                                  Counts* counts) {
  std::uint32_t at_least = 0;
  std::uint32_t at_most = 0;
  for (std::size_t i = 0; i < size; ++i) {
    at_least += differences[i] >= low ? 1U : 0U;
    at_most += differences[i] <= high ? 1U : 0U;
  }
  *counts = {at_least, at_most};
}

/// The permutation of sums of squared differences.
class GearyPermutation {
 public:
  GearyPermutation(std::span<const double> values, const NeighbourSums& sums, const PermutationOptions& options)
      : values_(values),
        options_(options),
        moments_(moments_of(values, options.threads)),
        seen_(squared_differences(values, sums, moments_, options.threads)),
        tested_(values, seen_.number, moments_, sums.most()),
        counts_(no_counts(values.size(), options.draws)) {}

  DrawCounts run() {
    if (tested_.any()) {
      sum_.assign(tested_.numbers().size(), std::vector<double>(options_.draws));
      squares_ = sum_;
      for_each_draw(tested_, options_,
                    [this](std::size_t first, std::size_t size, std::span<const std::uint32_t> rows) {
                      take(first, size, rows);
                    });
      count();
    }
    return std::move(counts_);
  }

 private:
  [[nodiscard]] double shifted(std::size_t place) const { return values_[place] - seen_.origin; }

  void take(std::size_t first, std::size_t size, std::span<const std::uint32_t> rows) {
    const auto length = tested_.most() + 1;
    std::vector<double> drawn(length);
    std::vector<double> sum(length);
    std::vector<double> squares(length);
    for (std::size_t draw = 0; draw < size; ++draw) {
      const auto row = rows.subspan(draw * length, length);
      for (std::size_t i = 0; i < length; ++i) {
        drawn[i] = shifted(tested_.place(row[i]));
      }
      for (std::size_t i = 1; i < length; ++i) {
        sum[i] = sum[i - 1] + drawn[i - 1];
        squares[i] = squares[i - 1] + drawn[i - 1] * drawn[i - 1];
      }
      for (std::size_t table = 0; table < sum_.size(); ++table) {
        sum_[table][first + draw] = sum[tested_.numbers()[table]];
        squares_[table][first + draw] = squares[tested_.numbers()[table]];
      }
      for (std::size_t i = 0; i + 1 < length; ++i) {
        const auto place = tested_.place(row[i]);
        const auto number = tested_.number(place);
        if (number > i && tested_.table_of(place) != not_used) {
          set_right(place, drawn[number], sum[number], squares[number]);
        }
      }
    }
  }

  /// The place itself is among the neighbours dealt to it: it adds nothing there, its stand-in does.
  void set_right(std::uint32_t place, double stand_in, double sum, double squares) {
    const auto own = shifted(place);
    const auto number = static_cast<double>(tested_.number(place));
    const auto wrong = number * own * own - 2 * own * sum + squares;
    const auto right = wrong + (own - stand_in) * (own - stand_in);
    const auto seen = seen_.sum[place];
    add(counts_.at_least[place], right >= seen - seen_.error, wrong >= seen - seen_.error);
    add(counts_.at_most[place], right <= seen + seen_.error, wrong <= seen + seen_.error);
  }

  void count() {
    std::vector<std::uint32_t> order;
    for (std::size_t place = 0; place < values_.size(); ++place) {
      if (std::isfinite(values_[place]) && tested_.table_of(place) != not_used) {
        order.push_back(static_cast<std::uint32_t>(place));
      }
    }
    const auto before = [&](std::uint32_t a, std::uint32_t b) {
      const auto number_a = tested_.number(a);
      const auto number_b = tested_.number(b);
      return number_a != number_b ? number_a < number_b : values_[a] < values_[b];
    };
    std::ranges::sort(order, before);
    std::vector<Alike> groups;
    for (std::size_t first = 0; first < order.size();) {
      auto behind = first + 1;
      while (behind < order.size() && !before(order[first], order[behind])) {
        ++behind;
      }
      groups.push_back({first, behind});
      first = behind;
    }
    for_each_part(groups.size(), options_.threads, [&](std::size_t group) {
      const auto [first, behind] = groups[group];
      count_alike(std::span(order).subspan(first, behind - first));
    });
  }

  void count_alike(std::span<const std::uint32_t> places) {
    const auto table = tested_.table_of(places.front());
    std::vector<double> differences(options_.draws);
    differences_of_draws(sum_[table].data(), squares_[table].data(), options_.draws, shifted(places.front()),
                         static_cast<double>(tested_.number(places.front())), differences.data());
    // To put the draws in order pays off for some places only.
    constexpr std::size_t enough_for_a_table = 12;
    if (places.size() < enough_for_a_table) {
      for (const auto place : places) {
        Counts counts;
        count_draws(differences.data(), differences.size(), seen_.sum[place] - seen_.error,
                    seen_.sum[place] + seen_.error, &counts);
        counts_.at_least[place] += counts.at_least;
        counts_.at_most[place] += counts.at_most;
      }
      return;
    }
    const RankTable<double> ranks(std::move(differences), seen_.error);
    for (const auto place : places) {
      counts_.at_least[place] += ranks.at_least(seen_.sum[place]);
      counts_.at_most[place] += ranks.at_most(seen_.sum[place]);
    }
  }

  std::span<const double> values_;
  const PermutationOptions& options_;
  Moments moments_;
  SquaredDifferences seen_;
  Tested tested_;
  DrawCounts counts_;
  std::vector<std::vector<double>> sum_;      ///< by number of neighbours, by draw
  std::vector<std::vector<double>> squares_;  ///< likewise
};

}  // namespace

std::string_view name_of(Tail tail) {
  switch (tail) {
    case Tail::less:
      return "less";
    case Tail::two_sided:
      return "two-sided";
    case Tail::folded:
      return "folded";
    case Tail::greater:
      break;
  }
  return "greater";
}

double DrawCounts::p(std::size_t place, Tail tail) const {
  if (at_least[place] == 0 && at_most[place] == 0) {
    return no_number;
  }
  const auto greater = monte_carlo_p(at_least[place], draws);
  const auto less = monte_carlo_p(at_most[place], draws);
  switch (tail) {
    case Tail::less:
      return less;
    case Tail::two_sided:
      return std::min(1.0, 2 * std::min(greater, less));
    case Tail::folded:
      return std::min(greater, less);
    case Tail::greater:
      break;
  }
  return greater;
}

std::vector<double> DrawCounts::p(Tail tail) const {
  std::vector<double> all(size());
  for (std::size_t place = 0; place < size(); ++place) {
    all[place] = p(place, tail);
  }
  return all;
}

DrawCounts permuted_getis_ord(std::span<const double> values, const NeighbourSums& sums,
                              const PermutationOptions& options) {
  check(options);
  assert(values.size() == sums.size());
  return SumPermutation(values, sums, options).run();
}

DrawCounts moran_from_getis_ord(DrawCounts counts, std::span<const double> values) {
  assert(values.size() == counts.size());
  const auto moments = moments_of(values);
  const auto rounding = moments.whole ? 0x1p-52 * std::abs(moments.mean) : 0x1p-48 * moments.magnitude();
  for (std::size_t place = 0; place < values.size(); ++place) {
    auto& at_least = counts.at_least[place];
    auto& at_most = counts.at_most[place];
    const auto deviation = values[place] - moments.mean;
    if (at_least == 0 && at_most == 0) {
      continue;
    }
    if (std::abs(deviation) <= rounding) {
      at_least = at_most = counts.draws;
    } else if (deviation < 0) {
      std::swap(at_least, at_most);
    }
  }
  return counts;
}

DrawCounts permuted_geary(std::span<const double> values, const NeighbourSums& sums,
                          const PermutationOptions& options) {
  check(options);
  if (options.dealt == Dealt::all) {
    throw InvalidOption("local Geary compares the others with the own value, so only the others can be dealt");
  }
  assert(values.size() == sums.size());
  return GearyPermutation(values, sums, options).run();
}

}  // namespace lykta
