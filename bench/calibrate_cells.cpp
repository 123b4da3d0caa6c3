#include "bench/calibrate_cells.hpp"

#include <array>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "engine/base/parallel.hpp"
#include "engine/statistics/cell_classes.hpp"
#include "engine/statistics/conditional_permutation.hpp"
#include "engine/statistics/exact_permutation.hpp"
#include "engine/statistics/local_statistics.hpp"
#include "engine/statistics/thrown_events.hpp"

namespace lykta::bench {

namespace {

constexpr std::size_t side = 40;
constexpr std::array<double, 4> means{0.05, 0.2, 1, 5};
constexpr double level = 0.05;
/// The fewest events around a hot cell that `lykta grid` asks for.
constexpr std::int64_t usual_fewest = 5;

struct Map {
  std::span<const double> values;
  const NeighbourSums& sums;
  std::uint64_t seed;
};

/// p of each cell, one-sided (like its neighbours: for Geary the lower side) and two-sided.
struct Tested {
  std::vector<double> one_sided;
  std::vector<double> two_sided;
};

struct Way {
  std::string statistic;
  std::string p;
  std::function<Tested(const Map&)> test;
};

Tested normal(const Map& map) {
  const auto z = getis_ord(map.values, map.sums, {.threads = 1}).z;
  Tested tested;
  for (const auto each : z) {
    tested.one_sided.push_back(normal_p(each, Alternative::greater));
    tested.two_sided.push_back(normal_p(each, Alternative::two_sided));
  }
  return tested;
}

Tested exact(const Map& map, Dealt dealt) {
  const auto shares = exact_getis_ord(map.values, map.sums, {.threads = 1, .dealt = dealt}).value();
  Tested tested;
  for (std::size_t cell = 0; cell < map.values.size(); ++cell) {
    tested.one_sided.push_back(shares.p(cell, Tail::greater));
    tested.two_sided.push_back(shares.p(cell, Tail::two_sided));
  }
  return tested;
}

/// Each event could have happened in any cell.
Tested thrown(const Map& map) {
  const std::vector<double> alike(map.values.size(), 1.0);
  return {throw_events(map.values, alike, map.sums, Tail::greater, 1).p,
          throw_events(map.values, alike, map.sums, Tail::two_sided, 1).p};
}

Tested both_tails(const DrawCounts& counts, Tail one_sided) { return {counts.p(one_sided), counts.p(Tail::two_sided)}; }

Tested drawn(const Map& map, Dealt dealt, std::uint32_t draws) {
  return both_tails(permuted_getis_ord(map.values, map.sums, {draws, map.seed, 1, dealt}), Tail::greater);
}

Tested moran(const Map& map, std::uint32_t draws) {
  const auto counts = permuted_getis_ord(map.values, map.sums, {draws, map.seed, 1, Dealt::others});
  return both_tails(moran_from_getis_ord(counts, map.values), Tail::greater);
}

Tested geary(const Map& map, std::uint32_t draws) {
  return both_tails(permuted_geary(map.values, map.sums, {draws, map.seed, 1, Dealt::others}), Tail::less);
}

std::vector<Way> ways_of_gi_star() {
  return {{"Gi*", "events thrown", thrown},
          {"Gi*", "exact, dealt to all", [](const Map& map) { return exact(map, Dealt::all); }},
          {"Gi*", "exact, dealt to others", [](const Map& map) { return exact(map, Dealt::others); }},
          {"Gi*", "999 draws, dealt to all", [](const Map& map) { return drawn(map, Dealt::all, 999); }},
          {"Gi*", "normal", normal}};
}

std::vector<Way> all_ways(std::uint32_t many) {
  const auto name = fmt::format("{} {:03} draws", many / 1000, many % 1000);
  auto ways = ways_of_gi_star();
  ways.push_back({"Gi*", name + ", dealt to all", [=](const Map& map) { return drawn(map, Dealt::all, many); }});
  ways.push_back({"local Moran", "999 draws", [](const Map& map) { return moran(map, 999); }});
  ways.push_back({"local Moran", name, [=](const Map& map) { return moran(map, many); }});
  ways.push_back({"local Geary", "999 draws", [](const Map& map) { return geary(map, 999); }});
  return ways;
}

/// What is counted of each map.
struct Judgement {
  std::size_t way = 0;
  bool two_sided = false;
  Correction correction = Correction::benjamini_hochberg;
  std::int64_t fewest_events = 0;
};

struct Calls {
  std::uint32_t cells = 0;
  std::uint32_t in_cluster = 0;
  std::uint32_t near_cluster = 0;
};

/// `events`: in each cell and its neighbours together.
Calls calls_in(std::span<const double> p, std::span<const std::int64_t> events, std::int64_t fewest_events,
               const PlantedCluster& cluster) {
  Calls calls;
  for (std::size_t cell = 0; cell < p.size(); ++cell) {
    if (p[cell] <= level && events[cell] >= fewest_events) {
      ++calls.cells;
      calls.in_cluster += cluster.holds(cell) ? 1U : 0U;
      calls.near_cluster += cluster.near(cell) ? 1U : 0U;
    }
  }
  return calls;
}

/// How maps are made: the mean of each cell, and what a planted cluster multiplies it by.
struct Making {
  double mean = 1;
  std::optional<double> relative_risk{};
};

/// Calls of each judgement on each map of one making.
class Experiment {
 public:
  Experiment(const Calibration& calibration, const std::vector<Way>& ways, const std::vector<Judgement>& judgements)
      : calibration_(calibration),
        ways_(ways),
        judgements_(judgements),
        study_(square_study(side)),
        sums_(study_, Queen{}) {}

  /// By judgement, by map.
  [[nodiscard]] std::vector<std::vector<Calls>> run(const Making& making, std::uint64_t number) const {
    std::vector calls(judgements_.size(), std::vector<Calls>(calibration_.maps));
    for_each_part(calibration_.maps, calibration_.threads, [&](std::size_t map) {
      RandomStream random(calibration_.seed + (number << 32U), map);
      judge(random, making, [&](std::size_t judgement) -> Calls& { return calls[judgement][map]; });
    });
    return calls;
  }

  [[nodiscard]] std::size_t cells() const { return study_.size(); }

 private:
  template <class CallsOf>
  void judge(RandomStream& random, const Making& making, const CallsOf& calls_of) const {
    const PlantedCluster cluster(random, side);
    const auto risk = making.relative_risk.value_or(1);
    std::vector<double> values(study_.size());
    for (std::size_t cell = 0; cell < values.size(); ++cell) {
      values[cell] = poisson(random, making.mean * (cluster.holds(cell) ? risk : 1));
    }
    auto events = collect(sums_, values, {}, 1).sum;
    for (std::size_t cell = 0; cell < values.size(); ++cell) {
      events[cell] += static_cast<std::int64_t>(values[cell]);
    }
    const auto seed = random.bits();
    for (std::size_t way = 0; way < ways_.size(); ++way) {
      const auto tested = ways_[way].test({values, sums_, seed});
      for (std::size_t i = 0; i < judgements_.size(); ++i) {
        const auto& judgement = judgements_[i];
        if (judgement.way == way) {
          const auto p = adjusted(judgement.two_sided ? tested.two_sided : tested.one_sided, judgement.correction);
          calls_of(i) = calls_in(p, events, judgement.fewest_events, cluster);
        }
      }
    }
  }

  const Calibration& calibration_;
  const std::vector<Way>& ways_;
  const std::vector<Judgement>& judgements_;
  StudyGrid study_;
  NeighbourSums sums_;
};

Share maps_with(const std::vector<Calls>& of_map, std::uint32_t Calls::*number) {
  std::size_t maps = 0;
  for (const auto& calls : of_map) {
    maps += calls.*number > 0 ? 1 : 0;
  }
  return share_of(maps, of_map.size());
}

Share cells_called(const std::vector<Calls>& of_map, std::size_t cells) {
  std::vector<double> shares;
  shares.reserve(of_map.size());
  for (const auto& calls : of_map) {
    shares.push_back(calls.cells / static_cast<double>(cells));
  }
  return mean_share(shares);
}

}  // namespace

Records cells_without_cluster(const Calibration& calibration) {
  const auto ways = all_ways(calibration.many_draws);
  std::vector<Judgement> judgements;
  for (std::size_t way = 0; way < ways.size(); ++way) {
    for (const bool two_sided : {false, true}) {
      for (const auto& correction : correction_names) {
        judgements.push_back({way, two_sided, correction.correction, 0});
      }
    }
    judgements.push_back({way, false, Correction::benjamini_hochberg, usual_fewest});
  }
  const Experiment experiment(calibration, ways, judgements);
  Records records;
  for (std::size_t mean = 0; mean < means.size(); ++mean) {
    const auto calls = experiment.run({.mean = means[mean]}, mean);
    for (std::size_t i = 0; i < judgements.size(); ++i) {
      const auto& judgement = judgements[i];
      const auto corrected = judgement.correction != Correction::none;
      nlohmann::ordered_json record{
          {"statistic", ways[judgement.way].statistic},
          {"p", ways[judgement.way].p},
          {"tail", judgement.two_sided ? "two-sided" : "one-sided"},
          {"correction", correction_names[static_cast<std::size_t>(judgement.correction)].name},
          {"fewest_events", judgement.fewest_events},
          {"mean", means[mean]},
          {"maps", calibration.maps}};
      record[corrected ? "maps_with_a_call" : "cells_called"] =
          as_json(corrected ? maps_with(calls[i], &Calls::cells) : cells_called(calls[i], experiment.cells()));
      records.push_back(std::move(record));
    }
  }
  return records;
}

Records cells_with_cluster(const Calibration& calibration) {
  const auto ways = ways_of_gi_star();
  std::vector<Judgement> judgements;
  for (std::size_t way = 0; way < ways.size(); ++way) {
    judgements.push_back({way, false, Correction::benjamini_hochberg, 0});
  }
  const Experiment experiment(calibration, ways, judgements);
  Records records;
  std::uint64_t number = 100;
  for (const auto mean : means) {
    for (const auto risk : calibration.relative_risks) {
      const auto calls = experiment.run({.mean = mean, .relative_risk = risk}, number++);
      for (std::size_t i = 0; i < judgements.size(); ++i) {
        nlohmann::ordered_json record{{"statistic", "Gi*"},
                                      {"p", ways[judgements[i].way].p},
                                      {"mean", mean},
                                      {"relative_risk", risk},
                                      {"maps", calibration.maps}};
        record["maps_with_the_cluster_found"] = as_json(maps_with(calls[i], &Calls::in_cluster));
        std::size_t cells = 0;
        std::size_t near = 0;
        for (const auto& of_map : calls[i]) {
          cells += of_map.cells;
          near += of_map.near_cluster;
        }
        record["cells_called"] = cells;
        record["cells_called_in_or_beside"] = near;
        records.push_back(std::move(record));
      }
    }
  }
  return records;
}

}  // namespace lykta::bench
