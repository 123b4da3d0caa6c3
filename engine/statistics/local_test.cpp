#include "engine/statistics/local_test.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <cstddef>
#include <limits>
#include <numeric>
#include <utility>

#include "engine/base/error.hpp"
#include "engine/base/numbers.hpp"
#include "engine/statistics/exact_permutation.hpp"
#include "engine/statistics/local_statistics.hpp"
#include "engine/statistics/significance.hpp"
#include "engine/statistics/thrown_events.hpp"

namespace lykta {

namespace {

Tail opposite(Tail tail) { return tail == Tail::greater ? Tail::less : tail == Tail::less ? Tail::greater : tail; }

/// p of a column of standard normal deviates.
std::vector<double> normal_column(std::span<const double> z, Tail tail) {
  std::vector<double> p;
  p.reserve(z.size());
  for (const auto each : z) {
    p.push_back(tail == Tail::less
                    ? normal_p(-each, Alternative::greater)
                    : normal_p(each, tail == Tail::greater ? Alternative::greater : Alternative::two_sided));
  }
  return p;
}

/// One test on its way; lives as long as it takes.
class Testing {
 public:
  Testing(const TestedColumn& column, const NeighbourSums& sums, const LocalTestOptions& options)
      : column_(column), sums_(sums), options_(options), mean_(moments_of(column.values).mean) {
    assert(column.values.size() == column.count.size() && sums.size() == column.count.size());
    test_.events_around = sums_with_own(sums, column.count, options.threads);
  }

  LocalTest run() && {
    const auto events = std::accumulate(column_.count.begin(), column_.count.end(), 0.0);
    test_.has_enough_events = events >= static_cast<double>(options_.minimum_events);
    if (!test_.has_enough_events) {
      leave_untested();
      return std::move(test_);
    }
    find_statistic();
    find_p();
    test_.is_tested = std::ranges::any_of(test_.p, [](double p) { return !std::isnan(p); });
    test_.adjusted_p = adjusted(test_.p, options_.correction);
    find_classes();
    return std::move(test_);
  }

 private:
  [[nodiscard]] bool by_thrown_events() const { return throws_events(options_, column_.kind); }

  [[nodiscard]] Dealt dealt() const { return is_dealt_to_all(options_.statistic) ? Dealt::all : Dealt::others; }

  /// With too few events in all there are no p-values, and every place says why.
  void leave_untested() {
    const auto size = column_.count.size();
    test_.z.assign(size, no_number);
    test_.p = test_.z;
    test_.adjusted_p = test_.z;
    test_.why.assign(size, NoValue::has_value);
    test_.zone_class.assign(size, zone_classes::too_few_events);
  }

  void find_statistic() {
    switch (options_.statistic) {
      case LocalStatistic::gi_star:
      case LocalStatistic::gi:
        find_gi();
        break;
      case LocalStatistic::moran: {
        LocalMoranOptions how;
        how.threads = options_.threads;
        auto moran = local_moran(column_.values, sums_, how);
        test_.value = std::move(moran.value);
        test_.z = std::move(moran.z);
        test_.why = std::move(moran.why);
        break;
      }
      case LocalStatistic::geary: {
        LocalGearyOptions how;
        how.threads = options_.threads;
        auto geary = local_geary(column_.values, sums_, how);
        test_.value = std::move(geary.value);
        test_.why = std::move(geary.why);
        break;
      }
    }
  }

  void find_gi() {
    // Of thrown events each cell has as many to expect as it has of the study area.
    std::vector<double> above;
    if (by_thrown_events() && column_.cells_by_area) {
      above = column_.stratified != nullptr ? above_expected(column_.values, *column_.stratified)
                                            : above_expected(column_.values, column_.exposure);
    }
    auto gi = getis_ord(above.empty() ? column_.values : std::span<const double>(above), sums_,
                        {.self = options_.statistic == LocalStatistic::gi ? Self::excluded : Self::included,
                         .variance = Divisor::n,
                         .threads = options_.threads});
    test_.z = std::move(gi.z);
    test_.why = std::move(gi.why);
  }

  void find_p() {
    if (options_.statistic == LocalStatistic::geary) {
      by_permuted_geary();
    } else if (options_.p == PSource::normal) {
      test_.source = PSource::normal;
      test_.p = normal_column(test_.z, options_.tail);
    } else if (by_thrown_events()) {
      by_events();
    } else if (asks_for_draws() || !exactly()) {
      by_permutation();
    }
  }

  /// All ways to deal rates are not looked at even where few of them differ, nor when so many draws were named.
  [[nodiscard]] bool asks_for_draws() const {
    return options_.p == PSource::permutation ||
           (options_.p == PSource::automatic && (options_.draws || column_.kind != TestedValues::counts));
  }

  /// False when it cannot be worked out, and need not be.
  bool exactly() {
    ExactOptions how;
    how.threads = options_.threads;
    how.dealt = dealt();
    const auto shares = exact_getis_ord(column_.values, sums_, how);
    if (!shares) {
      if (options_.p == PSource::exact) {
        throw InvalidOption(
            "the exact p-values are those of counts with not too many different values and neighbours: use "
            "--p permutation");
      }
      return false;
    }
    test_.source = PSource::exact;
    test_.p.resize(column_.values.size());
    for (std::size_t zone = 0; zone < test_.p.size(); ++zone) {
      const auto is_moran = options_.statistic == LocalStatistic::moran;
      const auto turned = is_moran && column_.values[zone] < mean_;
      test_.p[zone] = shares->p(zone, turned ? opposite(options_.tail) : options_.tail);
      if (is_moran && column_.values[zone] == mean_ && !std::isnan(test_.p[zone])) {
        test_.p[zone] = 1;  // I is 0 whatever is dealt
      }
    }
    return true;
  }

  void by_events() {
    test_.source = PSource::events;
    auto thrown = throw_them();
    test_.p = std::move(thrown.p);
    test_.around_z = std::move(thrown.z);
    test_.expected_around = std::move(thrown.expected);
    for (std::size_t zone = 0; zone < test_.p.size(); ++zone) {
      auto& why = test_.why[zone];
      // Thrown by residents, no event can fall where nobody lives.
      if (why == NoValue::missing_input && column_.exposure[zone] <= 0) {
        why = NoValue::no_exposure;
      }
      if (why != NoValue::has_value) {
        // Islands and maps without any difference have no value under any null.
        test_.p[zone] = test_.around_z[zone] = no_number;
      } else if (std::isnan(test_.p[zone]) && !is_of_thin_stratum(zone)) {
        why = NoValue::all_are_neighbours;
      }
    }
  }

  ThrownEvents throw_them() {
    if (column_.stratified == nullptr) {
      return throw_events(column_.values, column_.exposure, sums_, options_.tail, options_.threads);
    }
    auto thrown = throw_in_strata(column_.values, *column_.stratified, sums_, options_.tail, options_.threads);
    test_.strata_around = std::move(thrown.strata_around);
    return ThrownEvents(std::move(thrown));
  }

  [[nodiscard]] bool is_of_thin_stratum(std::size_t zone) const {
    return column_.stratified != nullptr && !column_.stratified->tests_cell(static_cast<std::uint32_t>(zone));
  }

  PermutationOptions permutation(std::uint32_t usual_draws) {
    PermutationOptions how;
    how.draws = options_.draws.value_or(usual_draws);
    how.seed = options_.seed;
    how.threads = options_.threads;
    how.dealt = dealt();
    test_.source = PSource::permutation;
    test_.draws = how.draws;
    return how;
  }

  void by_permutation() {
    constexpr std::uint32_t many = 99'999;
    auto counts = permuted_getis_ord(column_.values, sums_, permutation(many));
    if (options_.statistic == LocalStatistic::moran) {
      counts = moran_from_getis_ord(std::move(counts), column_.values);
    }
    test_.p = counts.p(options_.tail);
  }

  void by_permuted_geary() {
    constexpr std::uint32_t fewer = 9'999;
    geary_draws_ = permuted_geary(column_.values, sums_, permutation(fewer));
    // A place is like its neighbours when its c is small.
    test_.p = geary_draws_.p(opposite(options_.tail));
  }

  /// What a place is called when its p is low.
  [[nodiscard]] ZoneKind kind(std::size_t zone) const {
    switch (options_.statistic) {
      case LocalStatistic::gi_star:
      case LocalStatistic::gi:
        break;
      case LocalStatistic::moran:
        // I is positive where a place and its neighbours lie on the same side of the mean.
        if (column_.values[zone] > mean_) {
          return test_.value[zone] > 0 ? ZoneKind::high_high : ZoneKind::high_low;
        }
        return test_.value[zone] > 0 ? ZoneKind::low_low : ZoneKind::low_high;
      case LocalStatistic::geary:
        return geary_draws_.at_most[zone] < geary_draws_.at_least[zone] ? ZoneKind::alike : ZoneKind::unlike;
    }
    return hot_or_cold(test_.source == PSource::events ? test_.around_z[zone] : test_.z[zone]);
  }

  void find_classes() {
    const auto fewest = static_cast<double>(options_.minimum_neighbourhood_events);
    test_.zone_class.reserve(column_.count.size());
    for (std::size_t zone = 0; zone < column_.count.size(); ++zone) {
      const auto has_p = !std::isnan(test_.adjusted_p[zone]);
      const auto& without_p = is_of_thin_stratum(zone) ? zone_classes::too_few_events : zone_classes::no_value;
      test_.zone_class.push_back(has_p ? classify(kind(zone), test_.adjusted_p[zone], test_.events_around[zone], fewest)
                                       : without_p);
    }
  }

  const TestedColumn& column_;
  const NeighbourSums& sums_;
  const LocalTestOptions& options_;
  double mean_;  ///< of the tested values
  DrawCounts geary_draws_;
  LocalTest test_;
};

}  // namespace

void check(const LocalTestOptions& options, TestedValues values) {
  if (options.draws && *options.draws == 0) {
    throw InvalidOption("a permutation test needs at least one draw");
  }
  const auto are_counts = values == TestedValues::counts;
  if (options.p == PSource::events && (options.statistic != LocalStatistic::gi_star || !are_counts)) {
    throw InvalidOption("events are thrown for Gi* of counts only: another statistic or measure needs another p");
  }
  const auto is_geary = options.statistic == LocalStatistic::geary;
  if (is_geary && (options.p == PSource::normal || options.p == PSource::exact)) {
    throw InvalidOption("local Geary has no p-values but those of permutations");
  }
  if (options.p == PSource::exact && !are_counts) {
    throw InvalidOption("exact p-values are those of counts: use --p permutation");
  }
}

bool throws_events(const LocalTestOptions& options, TestedValues values) {
  const auto is_possible = options.statistic == LocalStatistic::gi_star && values == TestedValues::counts;
  return options.p == PSource::events || (options.p == PSource::automatic && is_possible);
}

bool is_dealt_to_all(LocalStatistic statistic) {
  switch (statistic) {
    case LocalStatistic::gi_star:
      return true;
    case LocalStatistic::gi:
    case LocalStatistic::moran:
    case LocalStatistic::geary:
      break;
  }
  return false;
}

LocalTest local_test(const TestedColumn& column, const NeighbourSums& sums, const LocalTestOptions& options) {
  check(options, column.kind);
  return Testing(column, sums, options).run();
}

}  // namespace lykta
