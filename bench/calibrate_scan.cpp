#include "bench/calibrate_scan.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>
#include <vector>

#include "engine/base/parallel.hpp"
#include "engine/statistics/scan_statistic.hpp"

namespace lykta::bench {

namespace {

constexpr double level = 0.05;
constexpr double square_m = 10'000;

/// One sort of map: `places_in` places and the periods from `first` to `last` get the higher risk.
struct Setting {
  ScanModel model = ScanModel::poisson;
  std::size_t places = 400;
  std::size_t periods = 1;
  std::size_t cases = 200;
  std::size_t places_in = 12;
  std::size_t periods_in = 1;
  double relative_risk = 1;
};

struct Planted {
  ScanData data;
  std::vector<bool> inside;  ///< by place
};

/// The places that are nearest to one of them, itself included.
std::vector<bool> nearest(const std::vector<Point>& places, std::size_t centre, std::size_t number) {
  std::vector<std::size_t> order(places.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  const auto squared = [&](std::size_t i) {
    const auto x = places[i].x - places[centre].x;
    const auto y = places[i].y - places[centre].y;
    return x * x + y * y;
  };
  std::ranges::sort(order, {}, squared);
  std::vector<bool> inside(places.size(), false);
  for (std::size_t i = 0; i < number; ++i) {
    inside[order[i]] = true;
  }
  return inside;
}

Planted plant(RandomStream& random, const Setting& setting) {
  Planted planted;
  auto& data = planted.data;
  data.periods = setting.periods;
  std::vector<double> population;
  for (std::size_t i = 0; i < setting.places; ++i) {
    data.places.push_back({square_m * random.uniform(), square_m * random.uniform()});
    // From 100 to 2 000, few of them large.
    population.push_back(std::floor(100 + 1900 * std::pow(random.uniform(), 3)));
  }
  planted.inside = nearest(data.places, random.below(static_cast<std::uint32_t>(setting.places)), setting.places_in);
  const auto first = random.below(static_cast<std::uint32_t>(setting.periods - setting.periods_in + 1));
  std::vector<double> weight;
  for (std::size_t place = 0; place < setting.places; ++place) {
    for (std::size_t period = 0; period < setting.periods; ++period) {
      const auto season = 1 + static_cast<double>(period) / static_cast<double>(setting.periods);
      const auto at_risk = planted.inside[place] && period >= first && period < first + setting.periods_in;
      weight.push_back(population[place] * season * (at_risk ? setting.relative_risk : 1));
    }
  }
  data.cases.assign(weight.size(), 0);
  const WeightedDraw draw(weight);
  for (std::size_t i = 0; i < setting.cases; ++i) {
    ++data.cases[draw(random)];
  }
  if (setting.model == ScanModel::poisson) {
    data.population = std::move(population);
  }
  return planted;
}

struct Outcome {
  bool significant = false;
  bool found = false;
  std::uint32_t places = 0;  ///< of a first cluster that is significant
  std::uint32_t places_in = 0;
};

Outcome outcome_of(RandomStream& random, const Setting& setting, std::size_t replicas) {
  const auto planted = plant(random, setting);
  const auto result = scan(
      planted.data, {.model = setting.model, .replicas = replicas, .seed = random.bits(), .clusters = 1, .threads = 1});
  Outcome outcome;
  if (result.clusters.empty() || !(result.clusters.front().p <= level)) {
    return outcome;
  }
  outcome.significant = true;
  for (const auto place : result.clusters.front().places) {
    ++outcome.places;
    outcome.places_in += planted.inside[place] ? 1U : 0U;
  }
  outcome.found = outcome.places_in > 0;
  return outcome;
}

nlohmann::ordered_json record_of(const Calibration& calibration, const Setting& setting, std::uint64_t number) {
  const auto maps = setting.relative_risk == 1 ? calibration.scans_of_nothing : calibration.maps;
  std::vector<Outcome> outcomes(maps);
  for_each_part(maps, calibration.threads, [&](std::size_t map) {
    RandomStream random(calibration.seed + (number << 32U), map);
    outcomes[map] = outcome_of(random, setting, calibration.replicas);
  });
  std::size_t significant = 0;
  std::size_t found = 0;
  std::size_t places = 0;
  std::size_t places_in = 0;
  for (const auto& outcome : outcomes) {
    significant += outcome.significant ? 1 : 0;
    found += outcome.found ? 1 : 0;
    places += outcome.places;
    places_in += outcome.places_in;
  }
  return {{"model", setting.model == ScanModel::poisson ? "poisson" : "space-time permutation"},
          {"places", setting.places},
          {"periods", setting.periods},
          {"cases", setting.cases},
          {"relative_risk", setting.relative_risk},
          {"replicas", calibration.replicas},
          {"maps", maps},
          {"maps_with_a_cluster", as_json(share_of(significant, outcomes.size()))},
          {"maps_with_the_cluster_found", as_json(share_of(found, outcomes.size()))},
          {"places_called", places},
          {"places_called_in_it", places_in}};
}

/// 1, no cluster, before all others.
std::vector<double> risks_of(const Calibration& calibration) {
  std::vector<double> risks{1};
  risks.insert(risks.end(), calibration.relative_risks.begin(), calibration.relative_risks.end());
  return risks;
}

}  // namespace

Records scanned_places(const Calibration& calibration) {
  Records records;
  std::uint64_t number = 200;
  for (const std::size_t cases : {200U, 1000U}) {
    for (const auto risk : risks_of(calibration)) {
      records.push_back(record_of(calibration, {.cases = cases, .relative_risk = risk}, number++));
    }
  }
  return records;
}

Records scanned_periods(const Calibration& calibration) {
  Records records;
  std::uint64_t number = 300;
  for (const auto risk : risks_of(calibration)) {
    records.push_back(record_of(calibration,
                                {.model = ScanModel::space_time_permutation,
                                 .places = 64,
                                 .periods = 10,
                                 .cases = 400,
                                 .places_in = 5,
                                 .periods_in = 2,
                                 .relative_risk = risk},
                                number++));
  }
  return records;
}

}  // namespace lykta::bench
