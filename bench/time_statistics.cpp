// Seconds and memory of the grid statistics alone, without reading or writing; one line of JSON for each work.
//
//   lykta_time_statistics [WORK...] [--side 1000] [--values FILE] [--threads 0] [--repeat 3] [--write FOLDER]
//
// Works on a grid of side x side cells: Poisson counts of mean 2, or the values of a file of 64-bit numbers, row by row
// from the lower left. `bytes_per_item` is the peak of the first run beyond the input, results included;
// `floor` is one pass over the values. --write keeps the results, 64-bit numbers in WORK.COLUMN. `at_most` is
// what the work was asked to take for a million cells (12 000 events, 5 000 places).
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>
#include <limits>
#include <numeric>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "bench/calibration_maps.hpp"
#include "bench/mixture.hpp"
#include "bench/peak_memory.hpp"
#include "engine/statistics/conditional_permutation.hpp"
#include "engine/statistics/exact_permutation.hpp"
#include "engine/statistics/local_statistics.hpp"
#include "engine/statistics/scan_statistic.hpp"
#include "engine/time/near_repeats.hpp"

namespace {

using namespace lykta;

struct Arguments {
  std::vector<std::string> works;
  std::size_t side = 1000;
  std::string values;
  unsigned threads = 0;
  int repeat = 3;
  std::string out;
};

using Column = std::pair<std::string_view, std::vector<double>>;
using Columns = std::vector<Column>;

double seconds_of(const std::function<void()>& work) {
  const auto start = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

/// Runs works that are asked for, and tells what they took.
class Stopwatch {
 public:
  explicit Stopwatch(const Arguments& arguments) : arguments_(arguments) {}

  [[nodiscard]] bool is_named(std::string_view work) const {
    return std::ranges::find(arguments_.works, work) != arguments_.works.end();
  }

  /// `compute` gives the result that `columns` makes numbers of. What is there before is input.
  template <class Compute, class MakeColumns>
  void measure(std::string_view work, std::optional<double> at_most_s, std::size_t items, const Compute& compute,
               const MakeColumns& columns) const {
    if (!arguments_.works.empty() && !is_named(work)) {
      return;
    }
    const bench::PeakMemory memory;
    std::optional<decltype(compute())> result(compute());
    const auto added = memory.added_mib();
    auto best = std::numeric_limits<double>::infinity();
    // Short works are repeated more often: the quietest of a second's moments is what counts.
    double all = 0;
    for (int i = 0; i < arguments_.repeat || (i > 0 && all < 1); ++i) {
      result.reset();
      const auto seconds = seconds_of([&] { result.emplace(compute()); });
      best = std::min(best, seconds);
      all += std::max(seconds, 1e-4);
    }
    nlohmann::ordered_json line{{"work", work}, {"items", items}, {"seconds", best}};
    if (at_most_s) {
      line["at_most"] = *at_most_s;
    }
    if (added) {
      line["bytes_per_item"] = std::max(0.0, *added) * 1024 * 1024 / static_cast<double>(items);
    }
    std::puts(line.dump().c_str());
    if (!arguments_.out.empty()) {
      write(work, columns(*result));
    }
  }

 private:
  void write(std::string_view work, const Columns& columns) const {
    for (const auto& [name, values] : columns) {
      std::ofstream(std::filesystem::path(arguments_.out) / fmt::format("{}.{}", work, name), std::ios::binary)
          .write(reinterpret_cast<const char*>(values.data()),
                 static_cast<std::streamsize>(values.size() * sizeof(double)));
    }
  }

  const Arguments& arguments_;
};

std::vector<double> values_of(const Arguments& arguments) {
  std::vector<double> values(arguments.side * arguments.side);
  if (arguments.values.empty()) {
    RandomStream random(42, 0);
    std::ranges::generate(values, [&] { return static_cast<double>(bench::poisson(random, 2)); });
    return values;
  }
  std::ifstream file(arguments.values, std::ios::binary);
  file.read(reinterpret_cast<char*>(values.data()), static_cast<std::streamsize>(values.size() * sizeof(double)));
  if (!file) {
    throw std::runtime_error(arguments.values + ": fewer values than cells");
  }
  return values;
}

Columns z_of(const GetisOrd& result) { return {{"z", result.z}}; }
Columns moran_of(const LocalMoran& result) {
  return {{"value", result.value}, {"expected", result.expected}, {"variance", result.variance}, {"z", result.z}};
}
Columns geary_of(const LocalGeary& result) { return {{"value", result.value}}; }

/// Shares of the draws, without the one that was seen.
Columns shares_of(const DrawCounts& counts) {
  Columns columns{{"at_least", {}}, {"at_most", {}}};
  for (std::size_t place = 0; place < counts.size(); ++place) {
    columns[0].second.push_back(counts.at_least[place] / static_cast<double>(counts.draws));
    columns[1].second.push_back(counts.at_most[place] / static_cast<double>(counts.draws));
  }
  return columns;
}
Columns exact_shares_of(const std::optional<ExactShares>& shares) {
  return shares ? Columns{{"at_least", shares->at_least}, {"at_most", shares->at_most}} : Columns{};
}

/// The limits of the works hold for a million cells.
std::optional<double> limit(const Arguments& arguments, double seconds) {
  return arguments.side == 1000 ? std::optional(seconds) : std::nullopt;
}

void time_analytic(const Arguments& arguments, const std::vector<double>& values, const NeighbourSums& queen,
                   const NeighbourSums& radius) {
  const Stopwatch stopwatch(arguments);
  const auto threads = arguments.threads;
  const auto cells = values.size();
  stopwatch.measure(
      "floor", std::nullopt, cells,
      [&] {
        volatile double total = std::accumulate(values.begin(), values.end(), 0.0);
        return static_cast<double>(total);
      },
      [](double total) {
        return Columns{{"total", {total}}};
      });
  for (const auto self : {Self::included, Self::excluded}) {
    const auto star = self == Self::included;
    stopwatch.measure(
        star ? "gi_star_queen" : "gi_queen", star ? limit(arguments, 0.006) : std::nullopt, cells,
        [&] { return getis_ord(values, queen, {.self = self, .threads = threads}); }, z_of);
  }
  stopwatch.measure(
      "gi_star_81_cells", limit(arguments, 0.03), cells,
      [&] { return getis_ord(values, radius, {.threads = threads}); }, z_of);
  stopwatch.measure(
      "moran_queen", std::nullopt, cells, [&] { return local_moran(values, queen, {.threads = threads}); }, moran_of);
  stopwatch.measure(
      "geary_queen", std::nullopt, cells, [&] { return local_geary(values, queen, {.threads = threads}); }, geary_of);
}

void time_permutations(const Arguments& arguments, const std::vector<double>& values, const NeighbourSums& queen,
                       const NeighbourSums& radius) {
  const Stopwatch stopwatch(arguments);
  const auto cells = values.size();
  const auto time = [&](std::string_view name, std::optional<double> at_most, const NeighbourSums& sums,
                        std::uint32_t draws, Dealt dealt) {
    const PermutationOptions options{.draws = draws, .threads = arguments.threads, .dealt = dealt};
    stopwatch.measure(
        name, at_most, cells, [&] { return permuted_getis_ord(values, sums, options); }, shares_of);
  };
  time("gi_permuted_queen_999", limit(arguments, 0.05), queen, 999, Dealt::others);
  time("gi_star_permuted_queen_999", limit(arguments, 0.05), queen, 999, Dealt::all);
  time("gi_permuted_queen_99999", limit(arguments, 1.5), queen, 99'999, Dealt::others);
  time("gi_star_permuted_queen_99999", limit(arguments, 1.5), queen, 99'999, Dealt::all);
  time("gi_permuted_81_cells_999", limit(arguments, 0.2), radius, 999, Dealt::others);
  time("gi_star_permuted_81_cells_999", limit(arguments, 0.2), radius, 999, Dealt::all);
  const PermutationOptions options{.threads = arguments.threads};
  stopwatch.measure(
      "moran_permuted_queen_999", std::nullopt, cells,
      [&] { return moran_from_getis_ord(permuted_getis_ord(values, queen, options), values); }, shares_of);
  stopwatch.measure(
      "geary_permuted_queen_999", std::nullopt, cells, [&] { return permuted_geary(values, queen, options); },
      shares_of);
  // Where all values differ it takes a minute for a million cells.
  if (stopwatch.is_named("geary_permuted_queen_99999")) {
    auto many = options;
    many.draws = 99'999;
    stopwatch.measure(
        "geary_permuted_queen_99999", std::nullopt, cells, [&] { return permuted_geary(values, queen, many); },
        shares_of);
  }
  for (const auto dealt : {Dealt::others, Dealt::all}) {
    stopwatch.measure(
        dealt == Dealt::all ? "gi_star_exact_queen" : "gi_exact_queen", std::nullopt, cells,
        [&] { return exact_getis_ord(values, queen, {.threads = arguments.threads, .dealt = dealt}); },
        exact_shares_of);
  }
}

/// Events in clusters, in a city of 10 km and in a region of 50 km.
void time_near_repeats(const Arguments& arguments) {
  const Stopwatch stopwatch(arguments);
  constexpr std::size_t events = 12'000;
  RandomStream random(42, 1);
  std::vector<std::int32_t> days(events);
  std::ranges::generate(days, [&] { return static_cast<std::int32_t>(random.below(365)); });
  const auto region = bench::mixture_points(events, 42);
  auto city = region;
  for (auto& place : city) {
    place = {(place.x - bench::mixture_square.min_x) / 5, (place.y - bench::mixture_square.min_y) / 5};
  }
  for (const auto* const places : {&region, &std::as_const(city)}) {
    stopwatch.measure(
        places == &city ? "knox_city_999" : "knox_region_999", 5, events,
        [&] { return knox_table(*places, days, {.threads = arguments.threads}); },
        [](const KnoxTable& table) {
          Columns columns{{"p", {}}};
          std::ranges::transform(table.cells, std::back_inserter(columns[0].second), &KnoxCell::p);
          return columns;
        });
  }
}

void time_scan(const Arguments& arguments) {
  const Stopwatch stopwatch(arguments);
  constexpr std::size_t places = 5'000;
  constexpr int cases = 10'000;
  RandomStream random(42, 2);
  ScanData data;
  for (std::size_t place = 0; place < places; ++place) {
    data.places.push_back({10'000 * random.uniform(), 10'000 * random.uniform()});
    data.population.push_back(100 + 1900 * random.uniform());
  }
  data.cases.assign(places, 0);
  const WeightedDraw draw(data.population);
  for (int i = 0; i < cases; ++i) {
    ++data.cases[draw(random)];
  }
  stopwatch.measure(
      "scan_999", 20, places, [&] { return scan(data, {.threads = arguments.threads}); },
      [](const ScanResult& result) {
        return Columns{{"replica_maxima", result.replica_maxima}};
      });
}

void run(const Arguments& arguments) {
  const auto values = values_of(arguments);
  const auto study = bench::square_study(arguments.side);
  const NeighbourSums queen(study, Queen{});
  const NeighbourSums radius(study, DistanceBand{5.0 * study.grid.cell_m()});
  time_analytic(arguments, values, queen, radius);
  time_permutations(arguments, values, queen, radius);
  time_near_repeats(arguments);
  time_scan(arguments);
}

}  // namespace

int main(int argc, char** argv) {
  Arguments arguments;
  CLI::App app{"Seconds and memory of the grid statistics alone"};
  app.add_option("WORK", arguments.works, "all when none is named");
  app.add_option("--side", arguments.side);
  app.add_option("--values", arguments.values);
  app.add_option("--threads", arguments.threads);
  app.add_option("--repeat", arguments.repeat);
  app.add_option("--write", arguments.out);
  CLI11_PARSE(app, argc, argv);
  run(arguments);
  return 0;
}
