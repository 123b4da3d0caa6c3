#include "bench/calibrate_cubes.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <string>
#include <string_view>

#include <fmt/format.h>

#include "engine/base/parallel.hpp"
#include "engine/time/emerging_patterns.hpp"

namespace lykta::bench {

namespace {

constexpr std::array<double, 4> means{0.05, 0.2, 1, 5};
constexpr double level = 0.05;

struct Shape {
  std::size_t side;
  std::size_t steps;
  std::size_t earlier_steps = 1;
  GlobalWindow window = GlobalWindow::cube;

  [[nodiscard]] std::string name() const {
    return fmt::format("{0} x {0} cells, {1} steps{2}{3}", side, steps,
                       earlier_steps == 1 ? "" : fmt::format(", {} earlier", earlier_steps),
                       window == GlobalWindow::cube ? "" : ", each step");
  }
};
constexpr Shape usual{20, 12};
constexpr std::array<Shape, 6> shapes{
    {usual, {5, 10}, {10, 52}, {40, 10}, {20, 12, 3}, {20, 12, 1, GlobalWindow::each_step}}};

struct Way {
  std::string_view name;
  BinChance chance;
  TrendSeries trend;
};
/// The usual one, what it replaced, and the one of ArcGIS.
constexpr std::array<Way, 3> ways{
    {{"events thrown anywhere, trend of own steps", BinChance::events, TrendSeries::own_steps},
     {"counts dealt anew, trend of own steps", BinChance::dealt, TrendSeries::own_steps},
     {"normal tail, trend of overlapping steps", BinChance::normal, TrendSeries::earlier_steps}}};

struct Seen {
  bool hot = false;
  bool hot_or_cold = false;
  bool trend = false;
  double cells_with_trend = 0;  ///< share of cells with p <= 0.05, not corrected
};

EmergingOptions options_of(const Shape& shape, const Way& way) {
  return {.earlier_steps = shape.earlier_steps,
          .window = shape.window,
          .chance = way.chance,
          .trend = way.trend,
          .fewest_events = 0,
          .threads = 1};
}

Seen seen_in(const std::vector<double>& cube, const NeighbourSums& sums, const EmergingOptions& options) {
  const auto patterns = emerging_patterns(cube, sums, options);
  Seen seen;
  for (const auto state : patterns.state) {
    seen.hot |= state == BinState::hot;
    seen.hot_or_cold |= state == BinState::hot || state == BinState::cold;
  }
  seen.trend = std::ranges::any_of(patterns.trend, [](Trend trend) { return trend != Trend::none; });
  const auto below = std::ranges::count_if(patterns.trend_p, [](double p) { return p <= level; });
  seen.cells_with_trend = static_cast<double>(below) / static_cast<double>(patterns.trend_p.size());
  return seen;
}

nlohmann::ordered_json record_of(const Calibration& calibration, const Shape& shape, double mean, const Way& way,
                                 const std::vector<Seen>& cubes) {
  const auto share = [&](bool Seen::*what) {
    return as_json(
        share_of(static_cast<std::size_t>(std::ranges::count_if(cubes, [&](const Seen& seen) { return seen.*what; })),
                 cubes.size()));
  };
  std::vector<double> with_trend;
  std::ranges::transform(cubes, std::back_inserter(with_trend), &Seen::cells_with_trend);
  return {{"shape", shape.name()},
          {"way", way.name},
          {"mean", mean},
          {"cubes", calibration.maps},
          {"cubes_with_a_hot_bin", share(&Seen::hot)},
          {"cubes_with_a_hot_or_cold_bin", share(&Seen::hot_or_cold)},
          {"cubes_with_a_trend", share(&Seen::trend)},
          {"cells_with_a_trend_uncorrected", as_json(mean_share(with_trend))}};
}

std::vector<double> poisson_cube(RandomStream& random, std::size_t bins, double mean) {
  std::vector<double> cube(bins);
  std::ranges::generate(cube, [&] { return static_cast<double>(poisson(random, mean)); });
  return cube;
}

Records without_pattern(const Calibration& calibration, std::size_t shape_number, std::size_t mean) {
  const auto& shape = shapes[shape_number];
  const auto study = square_study(shape.side);
  const NeighbourSums sums(study, Queen{});
  const auto number_of_ways = shape_number == 0 ? ways.size() : 1;
  std::array<std::vector<Seen>, ways.size()> seen;
  seen.fill(std::vector<Seen>(calibration.maps));
  for_each_part(calibration.maps, calibration.threads, [&](std::size_t map) {
    RandomStream random(calibration.seed + ((400 + 10 * shape_number + mean) << 32U), map);
    const auto cube = poisson_cube(random, study.size() * shape.steps, means[mean]);
    for (std::size_t way = 0; way < number_of_ways; ++way) {
      seen[way][map] = seen_in(cube, sums, options_of(shape, ways[way]));
    }
  });
  Records records;
  for (std::size_t way = 0; way < number_of_ways; ++way) {
    records.push_back(record_of(calibration, shape, means[mean], ways[way], seen[way]));
  }
  return records;
}

/// Whether a cell of the cluster is hot in the last step, by each way.
std::array<bool, ways.size()> finds_cluster(RandomStream& random, const StudyGrid& study, double mean, double risk,
                                            bool all_steps) {
  const NeighbourSums sums(study, Queen{});
  const PlantedCluster cluster(random, usual.side);
  auto cube = poisson_cube(random, study.size() * usual.steps, mean);
  for (std::size_t bin = all_steps ? 0 : study.size() * (usual.steps - 1); bin < cube.size(); ++bin) {
    if (cluster.holds(bin % study.size())) {
      cube[bin] += poisson(random, mean * (risk - 1));
    }
  }
  std::array<bool, ways.size()> found{};
  for (std::size_t way = 0; way < 2; ++way) {
    const auto patterns = emerging_patterns(cube, sums, options_of(usual, ways[way]));
    for (std::size_t cell = 0; cell < study.size(); ++cell) {
      found[way] |= cluster.holds(cell) && patterns.state[study.size() * (usual.steps - 1) + cell] == BinState::hot;
    }
  }
  return found;
}

}  // namespace

Records cubes_without_pattern(const Calibration& calibration) {
  Records records;
  for (std::size_t shape = 0; shape < shapes.size(); ++shape) {
    for (std::size_t mean = 0; mean < means.size(); ++mean) {
      const auto more = without_pattern(calibration, shape, mean);
      records.insert(records.end(), more.begin(), more.end());
    }
  }
  return records;
}

Records cubes_with_cluster(const Calibration& calibration) {
  const auto study = square_study(usual.side);
  Records records;
  for (const auto all_steps : {true, false}) {
    for (std::size_t mean = 0; mean < means.size(); ++mean) {
      for (const auto risk : calibration.relative_risks) {
        std::vector<std::array<bool, ways.size()>> found(calibration.maps);
        for_each_part(calibration.maps, calibration.threads, [&](std::size_t map) {
          RandomStream random(calibration.seed + ((480 + mean + (all_steps ? 0 : 4)) << 32U), map);
          found[map] = finds_cluster(random, study, means[mean], risk, all_steps);
        });
        for (std::size_t way = 0; way < 2; ++way) {
          const auto hits = std::ranges::count_if(found, [way](const auto& each) { return each[way]; });
          records.push_back({{"way", ways[way].name},
                             {"mean", means[mean]},
                             {"steps", all_steps ? "in all steps" : "in the last step"},
                             {"relative_risk", risk},
                             {"cubes", calibration.maps},
                             {"cubes_with_the_cluster_hot_in_the_last_step",
                              as_json(share_of(static_cast<std::size_t>(hits), calibration.maps))}});
        }
      }
    }
  }
  return records;
}

}  // namespace lykta::bench
