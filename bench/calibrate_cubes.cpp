#include "bench/calibrate_cubes.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <string_view>

#include "engine/parallel.hpp"
#include "engine/time/emerging_patterns.hpp"

namespace lykta::bench {

namespace {

constexpr std::size_t side = 20;
constexpr std::size_t steps = 12;
constexpr std::array<double, 4> means{0.05, 0.2, 1, 5};
constexpr double level = 0.05;

struct Way {
  std::string_view name;
  BinTail tail;
  TrendSeries trend;
};
/// The usual one, and the one of ArcGIS.
constexpr std::array<Way, 2> ways{
    {{"skewed tail, trend of own steps", BinTail::skewed, TrendSeries::own_steps},
     {"normal tail, trend of overlapping steps", BinTail::normal, TrendSeries::earlier_steps}}};

struct Seen {
  bool hot = false;
  bool hot_or_cold = false;
  bool trend = false;
  double cells_with_trend = 0;  ///< share of cells with p <= 0.05, not corrected
};

Seen seen_in(const std::vector<double>& cube, const NeighbourSums& sums, const Way& way) {
  const auto patterns =
      emerging_patterns(cube, sums, {.tail = way.tail, .trend = way.trend, .fewest_events = 0, .threads = 1});
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

nlohmann::ordered_json record_of(const Calibration& calibration, double mean, const Way& way,
                                 const std::vector<Seen>& cubes) {
  const auto share = [&](bool Seen::*what) {
    return as_json(
        share_of(static_cast<std::size_t>(std::ranges::count_if(cubes, [&](const Seen& seen) { return seen.*what; })),
                 cubes.size()));
  };
  std::vector<double> with_trend;
  std::ranges::transform(cubes, std::back_inserter(with_trend), &Seen::cells_with_trend);
  return {{"way", way.name},
          {"mean", mean},
          {"cubes", calibration.maps},
          {"cubes_with_a_hot_bin", share(&Seen::hot)},
          {"cubes_with_a_hot_or_cold_bin", share(&Seen::hot_or_cold)},
          {"cubes_with_a_trend", share(&Seen::trend)},
          {"cells_with_a_trend_uncorrected", as_json(mean_share(with_trend))}};
}

}  // namespace

Records cubes_without_pattern(const Calibration& calibration) {
  const auto study = square_study(side);
  const NeighbourSums sums(study, Queen{});
  Records records;
  for (std::size_t mean = 0; mean < means.size(); ++mean) {
    std::array<std::vector<Seen>, ways.size()> seen;
    seen.fill(std::vector<Seen>(calibration.maps));
    for_each_part(calibration.maps, calibration.threads, [&](std::size_t map) {
      RandomStream random(calibration.seed + ((400 + mean) << 32U), map);
      std::vector<double> cube(study.size() * steps);
      std::ranges::generate(cube, [&] { return static_cast<double>(poisson(random, means[mean])); });
      for (std::size_t way = 0; way < ways.size(); ++way) {
        seen[way][map] = seen_in(cube, sums, ways[way]);
      }
    });
    for (std::size_t way = 0; way < ways.size(); ++way) {
      records.push_back(record_of(calibration, means[mean], ways[way], seen[way]));
    }
  }
  return records;
}

}  // namespace lykta::bench
