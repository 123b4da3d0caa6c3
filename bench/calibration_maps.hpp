// Which random maps is the calibration made on, and how is a share of them told?
//
// Every map has a stream of random numbers of its own, so all figures are the same on any number of threads, and the
// first 200 maps are the same whether 200 are made or 1 000.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include <nlohmann/json.hpp>

#include "engine/base/random_stream.hpp"
#include "engine/space/study_grid.hpp"

namespace lykta::bench {

struct Calibration {
  std::size_t maps = 1000;
  std::uint64_t seed = 1;
  std::uint32_t many_draws = 99'999;    ///< of the permutations that are to reach beyond the correction
  std::size_t replicas = 199;           ///< of the scan statistic
  std::size_t scans_of_nothing = 4000;  ///< maps without a cluster that are scanned
  std::size_t spots = 300;              ///< cubes with a spot, of each course, form and size of cells
  std::vector<double> relative_risks{1.5, 2, 3, 5, 8};
  unsigned threads = 0;
};

using Records = std::vector<nlohmann::ordered_json>;

/// A share with the limits of its 95 % interval, all from 0 to 1.
struct Share {
  double share = 0;
  double low = 0;
  double high = 0;
};
/// Of `of` maps, `hits` were such (the exact interval of Clopper & Pearson 1934, doi 10.1093/biomet/26.4.404).
[[nodiscard]] Share share_of(std::size_t hits, std::size_t of);
/// The mean of one share per map; cells of one map depend on each other, maps do not.
[[nodiscard]] Share mean_share(const std::vector<double>& of_map);

[[nodiscard]] nlohmann::ordered_json as_json(const Share& share);

/// A Poisson number by multiplying uniform ones (Knuth); for means up to some hundreds.
[[nodiscard]] std::uint32_t poisson(RandomStream& random, double mean);

/// A square of square cells of 100 m, all of them inside.
[[nodiscard]] StudyGrid square_study(std::size_t side);

/// Three by three cells with a higher mean than the rest, somewhere at least two cells from the border.
class PlantedCluster {
 public:
  PlantedCluster(RandomStream& random, std::size_t side);

  [[nodiscard]] bool holds(std::size_t cell) const { return distance(cell) <= 1; }
  /// In the cluster or beside it: such a cell has one of the cluster's among its neighbours.
  [[nodiscard]] bool near(std::size_t cell) const { return distance(cell) <= 2; }

 private:
  [[nodiscard]] std::size_t distance(std::size_t cell) const;

  std::size_t side_;
  std::size_t column_;
  std::size_t row_;
};

}  // namespace lykta::bench
