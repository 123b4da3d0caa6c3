#include "bench/calibration_maps.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include <boost/math/distributions/binomial.hpp>

namespace lykta::bench {

Share share_of(std::size_t hits, std::size_t of) {
  using boost::math::binomial_distribution;
  const auto trials = static_cast<double>(of);
  const auto successes = static_cast<double>(hits);
  return {.share = successes / trials,
          .low = hits == 0 ? 0 : binomial_distribution<>::find_lower_bound_on_p(trials, successes, 0.025),
          .high = hits == of ? 1 : binomial_distribution<>::find_upper_bound_on_p(trials, successes, 0.025)};
}

Share mean_share(const std::vector<double>& of_map) {
  const auto maps = static_cast<double>(of_map.size());
  const auto mean = std::accumulate(of_map.begin(), of_map.end(), 0.0) / maps;
  double squares = 0;
  for (const auto each : of_map) {
    squares += (each - mean) * (each - mean);
  }
  const auto error = 1.96 * std::sqrt(squares / maps / std::max(1.0, maps - 1));
  return {.share = mean, .low = std::max(0.0, mean - error), .high = std::min(1.0, mean + error)};
}

nlohmann::ordered_json as_json(const Share& share) {
  return {{"share", share.share}, {"low", share.low}, {"high", share.high}};
}

std::uint32_t poisson(RandomStream& random, double mean) {
  const auto limit = std::exp(-mean);
  std::uint32_t count = 0;
  auto product = random.uniform();
  while (product > limit) {
    product *= random.uniform();
    ++count;
  }
  return count;
}

StudyGrid square_study(std::size_t side) {
  constexpr double cell_m = 100;
  const auto last = cell_m * (static_cast<double>(side) - 0.5);
  const auto grid = Grid::covering({cell_m / 2, cell_m / 2, last, last}, CellShape::square, cell_m);
  StudyGrid study{
      .grid = grid, .cells = std::vector<std::uint32_t>(grid.size()), .share = std::vector<double>(grid.size(), 1.0)};
  std::iota(study.cells.begin(), study.cells.end(), 0U);
  return study;
}

PlantedCluster::PlantedCluster(RandomStream& random, std::size_t side) : side_(side), column_(0), row_(0) {
  // The middle of the three cells, so that there are three cells from it to the border.
  const auto choices = static_cast<std::uint32_t>(side - 6);
  column_ = 3 + random.below(choices);
  row_ = 3 + random.below(choices);
}

std::size_t PlantedCluster::distance(std::size_t cell) const {
  const auto apart = [](std::size_t a, std::size_t b) { return a > b ? a - b : b - a; };
  return std::max(apart(cell % side_, column_), apart(cell / side_, row_));
}

}  // namespace lykta::bench
