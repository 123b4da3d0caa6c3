#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <limits>
#include <map>
#include <span>
#include <sstream>
#include <string>
#include <vector>

#include "engine/base/error.hpp"
#include "engine/base/random_stream.hpp"
#include "engine/statistics/scan_replicas.hpp"
#include "engine/statistics/scan_statistic.hpp"
#include "engine/statistics/scan_windows.hpp"
#include "tests/catch.hpp"
#include "tests/engine/samples.hpp"
#include "tests/reference/reference_data.hpp"

namespace lykta::tests_of_scan_statistic {
namespace {

using test::within;

/// Five places on a line, 100 m apart, with 100 inhabitants each.
ScanData line(std::vector<std::uint32_t> cases) {
  ScanData data{.cases = std::move(cases)};
  for (int i = 0; i < 5; ++i) {
    data.places.push_back({100.0 * i, 0});
  }
  data.population.assign(data.cases.size(), 100);
  data.periods = data.cases.size() / 5;
  return data;
}

/// Random places on a lattice, so that many distances are equal; some places have nobody.
ScanData random_data(test::Random& random, std::size_t places, std::size_t periods) {
  ScanData data{.periods = periods};
  for (std::size_t i = 0; i < places; ++i) {
    data.places.push_back({0.1 * static_cast<double>(random.below(9)), 0.1 * static_cast<double>(random.below(9))});
    const auto population = random.below(5) == 0 ? 0.0 : std::floor(random.between(1, 300));
    for (std::size_t period = 0; period < periods; ++period) {
      data.population.push_back(population);
      data.cases.push_back(population > 0 ? static_cast<std::uint32_t>(random.below(4)) : 0U);
    }
  }
  return data;
}

/// The expected cases of each place and period, by the text of the header.
std::vector<double> expected_of(const ScanData& data, ScanModel model) {
  double total = 0;
  double population = 0;
  std::vector<double> of_place(data.places.size());
  std::vector<double> of_period(data.periods);
  for (std::size_t i = 0; i < data.cases.size(); ++i) {
    total += data.cases[i];
    of_place[i / data.periods] += data.cases[i];
    of_period[i % data.periods] += data.cases[i];
    population += data.population[i];
  }
  std::vector<double> expected;
  for (std::size_t i = 0; i < data.cases.size(); ++i) {
    expected.push_back(model == ScanModel::poisson ? total * data.population[i] / population
                                                   : of_place[i / data.periods] * of_period[i % data.periods] / total);
  }
  return expected;
}

/// The largest ratio of all windows, each added up anew. Weights are expected numbers over all periods.
double best_by_brute_force(const ScanData& data, const ScanOptions& options, const std::vector<std::uint32_t>& cases) {
  const auto expected = expected_of(data, options.model);
  double total = 0;
  for (const auto number : cases) {
    total += number;
  }
  const auto longest = std::max(1.0, std::floor(options.longest_share * static_cast<double>(data.periods) + 1e-9));
  double best = 0;
  auto centres = data.places;
  centres.insert(centres.end(), data.empty_places.begin(), data.empty_places.end());
  for (const auto& centre : centres) {
    for (const auto& edge : data.places) {
      const auto radius = distance_m(centre, edge) * (1 + 1e-9);
      std::vector<std::size_t> inside;
      double weight = 0;
      for (std::size_t i = 0; i < data.places.size(); ++i) {
        if (distance_m(centre, data.places[i]) <= radius) {
          inside.push_back(i);
          for (std::size_t period = 0; period < data.periods; ++period) {
            weight += expected[i * data.periods + period];
          }
        }
      }
      if (weight > options.largest_share * total + 1e-6 ||
          (options.largest_radius_m && radius > *options.largest_radius_m * (1 + 2e-9))) {
        continue;
      }
      for (std::size_t first = 0; first < data.periods; ++first) {
        for (auto last = first; last < data.periods; ++last) {
          const auto is_whole = options.model == ScanModel::poisson && last - first + 1 == data.periods;
          if ((static_cast<double>(last - first + 1) > longest && !is_whole) ||
              (options.still_going && last + 1 != data.periods)) {
            continue;
          }
          double c = 0;
          double m = 0;
          for (const auto place : inside) {
            for (auto period = first; period <= last; ++period) {
              c += cases[place * data.periods + period];
              m += expected[place * data.periods + period];
            }
          }
          if (m > 0 && c > m && c >= 2) {
            best = std::max(best, log_likelihood_ratio(c, m, total));
          }
        }
      }
    }
  }
  return best;
}

/// The cases of one replica: each drawn anew by its expected number, or with its period shuffled.
std::vector<std::uint32_t> replica(const ScanData& data, const ScanFrame& frame, const ScanOptions& options,
                                   std::size_t run) {
  RandomStream stream(options.seed, run);
  std::vector<std::uint32_t> cases(data.cases.size());
  if (options.model == ScanModel::poisson) {
    const WeightedDraw draw(frame.expected);
    for (auto left = frame.total; left > 0; left -= 1) {
      ++cases[draw(stream)];
    }
    return cases;
  }
  std::vector<std::size_t> places;
  std::vector<std::size_t> periods;
  for (std::size_t i = 0; i < data.cases.size(); ++i) {
    places.insert(places.end(), data.cases[i], i / data.periods);
    periods.insert(periods.end(), data.cases[i], i % data.periods);
  }
  stream.shuffle(std::span(periods));
  for (std::size_t i = 0; i < places.size(); ++i) {
    ++cases[places[i] * data.periods + periods[i]];
  }
  return cases;
}

struct Reference {
  ScanData data;
  std::vector<test::Row> clusters;
  std::vector<test::Row> maxima;

  Reference() {
    const auto folder = test::reference_folder() / "scan";
    for (const auto& row : test::read_numbers(folder / "places.csv")) {
      data.places.push_back({row.at("x"), row.at("y")});
    }
    data.periods = 6;
    for (const auto& row : test::read_numbers(folder / "cells.csv")) {
      data.cases.push_back(static_cast<std::uint32_t>(row.at("cases")));
      data.population.push_back(row.at("population"));
    }
    clusters = test::read_numbers(folder / "clusters.csv");
    maxima = test::read_numbers(folder / "maxima.csv");
  }

  /// 1: purely spatial, 2: space and time, 3: permutation, 4: permutation, prospective.
  [[nodiscard]] ScanData data_of(int model) const {
    if (model != 1) {
      return data;
    }
    ScanData spatial{.places = data.places};
    for (std::size_t i = 0; i < data.places.size(); ++i) {
      spatial.cases.push_back(0);
      spatial.population.push_back(0);
      for (std::size_t period = 0; period < data.periods; ++period) {
        spatial.cases[i] += data.cases[i * data.periods + period];
        spatial.population[i] += data.population[i * data.periods + period];
      }
    }
    return spatial;
  }
  static ScanOptions options_of(int model) {
    return {.model = model > 2 ? ScanModel::space_time_permutation : ScanModel::poisson, .still_going = model == 4};
  }
};

}  // namespace

TEST_CASE("The log likelihood ratio of a hand-made window") {
  // 6 of 10 cases where 4 were expected: 6 ln 1.5 + 4 ln(4/6) = 2 ln 1.5.
  CHECK(log_likelihood_ratio(6, 4, 10) == within(1e-12, 2 * std::log(1.5)));
  // All cases inside: 10 ln 2.
  CHECK(log_likelihood_ratio(10, 5, 10) == within(1e-12, 10 * std::log(2)));
  CHECK(log_likelihood_ratio(4, 4, 10) == 0);
  CHECK(log_likelihood_ratio(3, 4, 10) == 0);
}

TEST_CASE("The best window of five places on a line") {
  // 20 cases, 4 expected per place. The two left places: c 14, m 8. (The first alone: c 7, m 4 is weaker.)
  const auto result = scan(line({7, 7, 2, 2, 2}), {.replicas = 99});
  REQUIRE(!result.clusters.empty());
  const auto& best = result.clusters.front();
  CHECK(best.centre == 0);
  CHECK(best.places == std::vector<std::uint32_t>{0, 1});
  CHECK(best.radius_m == 100);
  CHECK(best.cases == 14);
  CHECK(best.expected == within(1e-12, 8));
  CHECK(best.relative_risk == within(1e-12, (14.0 / 8) / (6.0 / 12)));
  CHECK(best.log_likelihood_ratio == within(1e-12, 14 * std::log(14.0 / 8) + 6 * std::log(6.0 / 12)));
  CHECK(std::isnan(best.recurrence_periods));
  // The rest has fewer than expected everywhere.
  CHECK(result.clusters.size() == 1);
}

TEST_CASE("Secondary clusters share no place with those before") {
  const auto result = scan(line({9, 1, 0, 1, 8}), {.replicas = 99});
  REQUIRE(result.clusters.size() == 2);
  CHECK(result.clusters[0].places == std::vector<std::uint32_t>{0});
  CHECK(result.clusters[1].places == std::vector<std::uint32_t>{4});
  CHECK(result.clusters[1].p >= result.clusters[0].p);
}

TEST_CASE("A window holds at most the largest share and reaches at most the largest radius") {
  // 60 % of the people are three of five places: too many for a half.
  CHECK(scan(line({5, 5, 5, 0, 0}), {.replicas = 0}).clusters[0].places.size() == 2);
  CHECK(scan(line({5, 5, 5, 0, 0}), {.largest_share = 0.6, .replicas = 0}).clusters[0].places.size() == 3);
  CHECK(scan(line({5, 5, 5, 0, 0}), {.largest_share = 0.6, .largest_radius_m = 99.0, .replicas = 0})
            .clusters[0]
            .places.size() == 1);
  CHECK(scan(line({5, 5, 5, 0, 0}), {.largest_share = 0.6, .largest_radius_m = 100.0, .replicas = 0})
            .clusters[0]
            .places.size() == 3);
}

TEST_CASE("A cylinder begins when the cluster does") {
  // Two places over six periods, 1 case each, but 6 each in the last two periods of the first place.
  auto data = line({1, 1, 1, 1, 6, 6, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1});
  REQUIRE(data.periods == 6);
  for (const auto model : {ScanModel::poisson, ScanModel::space_time_permutation}) {
    const auto best = scan(data, {.model = model, .still_going = true, .replicas = 99}).clusters.at(0);
    CHECK(best.places == std::vector<std::uint32_t>{0});
    CHECK(best.first_period == 4);
    CHECK(best.last_period == 5);
    CHECK(best.cases == 12);
    // Poisson: 2 of 30 cells of 40 cases. Permutation: 16 * (10 + 10) / 40.
    CHECK(best.expected == within(1e-12, model == ScanModel::poisson ? 2 * 40.0 / 30 : 8.0));
    CHECK(best.recurrence_periods == within(1e-9, 1 / best.p));
  }
}

TEST_CASE("A place that is busy all the time is a cluster of all periods, in the Poisson model only") {
  // Five places of ten periods, 2 cases each, but 8 in each period of the first.
  std::vector<std::uint32_t> cases(50, 2);
  std::fill(cases.begin(), cases.begin() + 10, 8);
  for (const auto still_going : {false, true}) {
    const auto best = scan(line(cases), {.still_going = still_going, .replicas = 99}).clusters.at(0);
    CHECK(best.places == std::vector<std::uint32_t>{0});
    CHECK(best.first_period == 0);
    CHECK(best.last_period == 9);
    CHECK(best.cases == 80);
    CHECK(best.expected == within(1e-12, 160.0 / 5));
  }
  // Shuffled times expect there what there is.
  CHECK(scan(line(cases), {.model = ScanModel::space_time_permutation, .replicas = 0}).clusters.empty());
}

TEST_CASE("A window of all periods does not hide a burst of two") {
  // 2 cases everywhere, 12 in two periods of the first place.
  std::vector<std::uint32_t> cases(50, 2);
  cases[6] = cases[7] = 12;
  const auto best = scan(line(cases), {.replicas = 99}).clusters.at(0);
  CHECK(best.first_period == 6);
  CHECK(best.last_period == 7);
  CHECK(best.cases == 24);
}

TEST_CASE("The best window is that of all windows one by one") {
  test::Random random(71);
  for (int i = 0; i < 30; ++i) {
    const auto periods = 1 + random.below(5);
    const auto data = random_data(random, 4 + random.below(14), periods);
    ScanOptions options{.largest_share = random.between(0.2, 1), .longest_share = random.between(0.2, 1)};
    options.model = periods > 1 && i % 2 == 0 ? ScanModel::space_time_permutation : ScanModel::poisson;
    options.still_going = i % 3 == 0;
    options.replicas = 0;
    if (i % 5 == 0) {
      options.largest_radius_m = 0.3;
    }
    const auto result = scan(data, options);
    const auto best = result.clusters.empty() ? 0.0 : result.clusters[0].log_likelihood_ratio;
    CAPTURE(i, periods, options.largest_share, options.longest_share);
    CHECK(best == within(1e-9, best_by_brute_force(data, options, data.cases)));
  }
}

TEST_CASE("Circles around empty places are looked at like the others") {
  test::Random random(77);
  for (int i = 0; i < 12; ++i) {
    const auto periods = 1 + random.below(4);
    auto data = random_data(random, 5 + random.below(10), periods);
    for (int empty = 0; empty < 6; ++empty) {
      data.empty_places.push_back(random.in({0, 0, 1, 1}));
    }
    ScanOptions options{.largest_share = random.between(0.3, 1)};
    options.model = periods > 1 && i % 2 == 0 ? ScanModel::space_time_permutation : ScanModel::poisson;
    options.replicas = 8;
    options.seed = static_cast<std::uint64_t>(i);
    const auto result = scan(data, options);
    CAPTURE(i, periods);
    const auto best = result.clusters.empty() ? 0.0 : result.clusters[0].log_likelihood_ratio;
    CHECK(best == within(1e-9, best_by_brute_force(data, options, data.cases)));
    const auto frame = scan_frame(data, options);
    for (std::size_t run = 0; run < options.replicas; ++run) {
      CHECK(result.replica_maxima[run] ==
            within(1e-9, best_by_brute_force(data, options, replica(data, frame, options, run))));
    }
  }
}

TEST_CASE("A ring of busy places is found from its empty middle") {
  // Four places 100 m from an empty middle with 2 cases each, all in the second of four periods, and four farther out with
  // a case in each of the other three. No circle around a place holds the ring and no more.
  ScanData data{
      .places = {{100, 0}, {0, 100}, {-100, 0}, {0, -100}, {180, 0}, {0, 180}, {-180, 0}, {0, -180}},
      .periods = 4,
      .cases = {0, 2, 0, 0, 0, 2, 0, 0, 0, 2, 0, 0, 0, 2, 0, 0, 1, 0, 1, 1, 1, 0, 1, 1, 1, 0, 1, 1, 1, 0, 1, 1}};
  const ScanOptions options{.model = ScanModel::space_time_permutation, .replicas = 99};
  const auto missed = scan(data, options).clusters.at(0);
  CHECK(missed.cases < 8);
  data.empty_places = {{0, 0}};
  const auto found = scan(data, options).clusters.at(0);
  CHECK(found.centre == 8);
  CHECK(found.places.size() == 4);
  CHECK(found.radius_m == 100);
  CHECK(found.first_period == 1);
  CHECK(found.last_period == 1);
  CHECK(found.cases == 8);
  CHECK(found.expected == within(1e-12, 3.2));  // four places of 2 cases, 8 of the 20 cases in that period
  CHECK(found.log_likelihood_ratio == within(1e-12, 8 * std::log(8 / 3.2) + 12 * std::log(12 / 16.8)));
  // With people in the place of events: nobody lives in the middle, and the risk is on the ring.
  ScanData people{.places = data.places, .cases = {9, 9, 9, 9, 1, 1, 1, 1}, .population = std::vector<double>(8, 10.0)};
  CHECK(scan(people, {.replicas = 99}).clusters.at(0).cases < 36);
  people.empty_places = {{0, 0}};
  CHECK(scan(people, {.replicas = 99}).clusters.at(0).cases == 36);
}

TEST_CASE("One event makes no cluster, however unexpected it is") {
  // One case among 1 000 people beside 40 cases among 10 million.
  ScanData data{.places = {{0, 0}, {5000, 0}}, .cases = {1, 40}, .population = {1000, 1e7}};
  CHECK(scan(data, {.replicas = 0}).clusters.empty());
  data.cases[0] = 2;
  CHECK(scan(data, {.replicas = 0}).clusters.at(0).cases == 2);
}

TEST_CASE("The best windows of the replicas are those of all windows one by one") {
  // Replicas are made here once more from the same random numbers, and searched without any short cut.
  test::Random random(76);
  for (int i = 0; i < 12; ++i) {
    const auto periods = 1 + random.below(4);
    const auto data = random_data(random, 5 + random.below(12), periods);
    ScanOptions options{.largest_share = random.between(0.3, 1), .longest_share = random.between(0.3, 1)};
    options.model = periods > 1 && i % 2 == 0 ? ScanModel::space_time_permutation : ScanModel::poisson;
    options.still_going = i % 3 == 0;
    options.replicas = 20;
    options.seed = static_cast<std::uint64_t>(i);
    const auto frame = scan_frame(data, options);
    const auto maxima = replica_maxima(data, frame, options);
    REQUIRE(maxima.size() == 20);
    for (std::size_t run = 0; run < 20; ++run) {
      CAPTURE(i, run, periods, options.largest_share, options.longest_share);
      CHECK(maxima[run] == within(1e-9, best_by_brute_force(data, options, replica(data, frame, options, run))));
    }
  }
}

TEST_CASE("Replicas have the best windows that a brute-force search in R finds for its own") {
  // Quantiles of 4 000 maxima in R against 4 000 here: within five standard errors of the difference, and a little for
  // the steps of a discrete distribution.
  const Reference reference;
  for (const auto model : {1, 2, 3, 4}) {
    const auto data = reference.data_of(model);
    auto options = Reference::options_of(model);
    options.replicas = 4000;
    auto maxima = replica_maxima(data, scan_frame(data, options), options);
    std::ranges::sort(maxima);
    for (const auto& row : reference.maxima) {
      if (row.at("model") == model) {
        const auto probability = row.at("probability");
        CAPTURE(model, probability);
        const auto here = maxima[static_cast<std::size_t>(probability * 3999)];
        CHECK(here == within(5 * 1.5 * row.at("error") + 0.03, row.at("ratio")));
      }
    }
  }
}

TEST_CASE("The clusters are those of a brute-force search in R") {
  const Reference reference;
  std::map<int, std::vector<ScanCluster>> found;
  for (const auto model : {1, 2, 3, 4}) {
    auto options = Reference::options_of(model);
    options.replicas = 0;
    options.clusters = 4;
    found[model] = scan(reference.data_of(model), options).clusters;
  }
  REQUIRE(reference.clusters.size() == 16);
  for (const auto& row : reference.clusters) {
    const auto model = static_cast<int>(row.at("model"));
    const auto rank = static_cast<std::size_t>(row.at("rank"));
    CAPTURE(model, rank);
    REQUIRE(found[model].size() >= rank);
    const auto& cluster = found[model][rank - 1];
    CHECK(cluster.places.size() == static_cast<std::size_t>(row.at("places")));
    // R takes the first of the centres whose circles hold the same places, this scan the one of the smallest circle.
    if (cluster.radius_m > row.at("radius") - 1e-8) {
      CHECK(cluster.centre == static_cast<std::uint32_t>(row.at("centre")));
      CHECK(cluster.radius_m == within(1e-8, row.at("radius")));
    }
    CHECK(cluster.first_period == static_cast<std::size_t>(row.at("first")));
    CHECK(cluster.last_period == static_cast<std::size_t>(row.at("last")));
    CHECK(cluster.cases == static_cast<std::uint64_t>(row.at("cases")));
    CHECK(cluster.expected == within(1e-8, row.at("expected")));
    CHECK(cluster.relative_risk == within(1e-9, row.at("relative_risk")));
    CHECK(cluster.log_likelihood_ratio == within(1e-9, row.at("ratio")));
  }
}

TEST_CASE("Brain cancer in New Mexico has the cluster that a brute-force search in R finds") {
  // The sample of SaTScan: 32 counties, 1973 to 1991, without age and sex; the population between the censuses of 1973,
  // 1982 and 1991 by straight lines.
  const auto folder = test::data_folder();
  if (!folder) {
    WARN(test::why_skipped);
    return;
  }
  const auto lines_of = [&](const char* name) {
    std::ifstream file(*folder / "reference" / "satscan" / name);
    std::vector<std::vector<std::string>> rows;
    for (std::string line; std::getline(file, line);) {
      rows.push_back(test::detail::split(line));
    }
    REQUIRE(rows.size() > 1);
    rows.erase(rows.begin());
    return rows;
  };
  ScanData data{.periods = 19};
  std::map<std::string, std::size_t> number;
  for (const auto& row : lines_of("NMgeo.csv")) {
    number[row[0]] = data.places.size();
    data.places.push_back({std::stod(row[1]), std::stod(row[2])});
  }
  data.cases.resize(data.places.size() * 19);
  data.population.resize(data.places.size() * 19);
  for (const auto& row : lines_of("NMcas.csv")) {
    data.cases[number.at(row[0]) * 19 + std::stoul(row[1]) - 1973] += static_cast<std::uint32_t>(std::stoul(row[2]));
  }
  for (const auto& row : lines_of("NMpop.csv")) {
    const auto census = std::stoi(row[1]) - 73;
    for (int year = 0; year < 19; ++year) {
      const auto nearness = std::max(0.0, 1 - std::abs(year - census) / 9.0);
      data.population[number.at(row[0]) * 19 + static_cast<std::size_t>(year)] += nearness * std::stod(row[2]);
    }
  }
  const auto expected = test::read_numbers(test::reference_folder() / "scan" / "new_mexico.csv").at(0);
  const auto best = scan(data, {.replicas = 99}).clusters.at(0);
  CAPTURE(best.first_period, best.last_period);
  CHECK(best.centre == static_cast<std::uint32_t>(expected.at("centre")));
  CHECK(best.places.size() == static_cast<std::size_t>(expected.at("places")));
  CHECK(best.first_period == static_cast<std::size_t>(expected.at("first")));
  CHECK(best.last_period == static_cast<std::size_t>(expected.at("last")));
  CHECK(best.cases == static_cast<std::uint64_t>(expected.at("cases")));
  CHECK(best.expected == within(1e-8, expected.at("expected")));
  CHECK(best.log_likelihood_ratio == within(1e-9, expected.at("ratio")));
}

TEST_CASE("The p of a scan is even when there is no cluster") {
  // 300 maps of 25 places under each null. The number of p <= 0.1 has mean 30 and standard deviation 5.2; ties make it
  // smaller, never larger.
  test::Random random(72);
  for (const auto model : {ScanModel::poisson, ScanModel::space_time_permutation}) {
    int low = 0;
    int below_half = 0;
    for (std::uint64_t map = 0; map < 300; ++map) {
      ScanData data{.periods = model == ScanModel::poisson ? 1U : 4U};
      for (int i = 0; i < 25; ++i) {
        data.places.push_back(random.in({0, 0, 1000, 1000}));
      }
      data.cases.resize(25 * data.periods);
      data.population.assign(data.cases.size(), 10);
      for (int i = 0; i < 150; ++i) {
        ++data.cases[random.below(data.cases.size())];
      }
      const auto result = scan(data, {.model = model, .replicas = 99, .seed = map, .clusters = 1, .threads = 1});
      low += result.clusters.at(0).p <= 0.1 ? 1 : 0;
      below_half += result.clusters.at(0).p <= 0.5 ? 1 : 0;
    }
    CAPTURE(model == ScanModel::poisson);
    CHECK(low <= 30 + 16);
    CHECK(low >= 30 - 18);
    CHECK(below_half <= 150 + 27);
    CHECK(below_half >= 150 - 27);
  }
}

TEST_CASE("A planted cluster is found") {
  test::Random random(73);
  ScanData data;
  for (int i = 0; i < 200; ++i) {
    data.places.push_back(random.in({0, 0, 1000, 1000}));
    const auto inside = distance_m(data.places.back(), {700, 300}) < 150;
    data.cases.push_back(static_cast<std::uint32_t>(inside ? 6 + random.below(6) : random.below(6)));
    data.population.push_back(1000);
  }
  const auto best = scan(data, {.replicas = 199}).clusters.at(0);
  CHECK(best.p == within(1e-12, 1.0 / 200));
  CHECK(distance_m(data.places[best.centre], {700, 300}) < 100);
}

TEST_CASE("A scan is the same on any number of threads and does not depend on the unit of the population") {
  test::Random random(74);
  for (const auto model : {ScanModel::poisson, ScanModel::space_time_permutation}) {
    auto data = random_data(random, 30, 3);
    ScanOptions options{.model = model, .replicas = 40, .threads = 1};
    const auto one = scan(data, options);
    options.threads = 3;
    CHECK(scan(data, options).replica_maxima == one.replica_maxima);
    for (auto& population : data.population) {
      population *= 8;
    }
    const auto eightfold = scan(data, options);
    CHECK(eightfold.replica_maxima == one.replica_maxima);
    REQUIRE(eightfold.clusters.size() == one.clusters.size());
    CHECK(eightfold.clusters[0].log_likelihood_ratio == one.clusters[0].log_likelihood_ratio);
  }
}

TEST_CASE("The same window reached in another order is as good in the replicas") {
  // Two cases at one place: a replica is as good when both are at one place, whichever it is, and none is better. That is
  // one in 31; of 999 replicas 32, standard deviation 5.6.
  test::Random random(75);
  ScanData data;
  for (int i = 0; i < 31; ++i) {
    data.places.push_back(random.in({0, 0, 1000, 1000}));
    data.population.push_back(0.1);
    data.cases.push_back(i == 17 ? 2U : 0U);
  }
  const auto p = scan(data, {.replicas = 999}).clusters.at(0).p;
  CHECK(p > 0.012);
  CHECK(p < 0.055);
}

TEST_CASE("Places at one spot enter a circle together") {
  ScanData data{.places = {{0, 0}, {0, 0}, {500, 0}, {900, 0}}, .cases = {8, 0, 2, 2}, .population = {10, 10, 20, 20}};
  const auto best = scan(data, {.replicas = 0}).clusters.at(0);
  CHECK(best.places == std::vector<std::uint32_t>{0, 1});
  CHECK(best.cases == 8);
}

TEST_CASE("Without cases, places or a window there is no cluster") {
  CHECK(scan(line({0, 0, 0, 0, 0}), {.replicas = 9}).clusters.empty());
  CHECK(scan({}, {.replicas = 9}).clusters.empty());
  // A single place has all people: no circle holds half of them.
  ScanData alone{.places = {{0, 0}}, .cases = {5}, .population = {100}};
  CHECK(scan(alone, {.replicas = 9}).clusters.empty());
  CHECK(scan(alone, {.largest_share = 1, .replicas = 9}).clusters.empty());
  CHECK(std::isnan(scan(line({9, 1, 1, 1, 1}), {.replicas = 0}).clusters.at(0).p));
  CHECK(scan(line({9, 1, 1, 1, 1}), {.replicas = 9, .clusters = 0}).clusters.empty());
}

TEST_CASE("All cases at one place give an infinite relative risk") {
  const auto best = scan(line({9, 0, 0, 0, 0}), {.replicas = 99}).clusters.at(0);
  CHECK(std::isinf(best.relative_risk));
  CHECK(best.log_likelihood_ratio == within(1e-12, 9 * std::log(5)));
}

TEST_CASE("A scan refuses what means nothing") {
  auto data = line({1, 2, 3, 4, 5});
  CHECK_THROWS_AS(scan(data, {.largest_share = 0}), InvalidOption);
  CHECK_THROWS_AS(scan(data, {.largest_share = 1.01}), InvalidOption);
  CHECK_THROWS_AS(scan(data, {.largest_share = std::nan("")}), InvalidOption);
  CHECK_THROWS_AS(scan(data, {.longest_share = -1}), InvalidOption);
  CHECK_THROWS_AS(scan(data, {.largest_radius_m = -1.0}), InvalidOption);
  CHECK_THROWS_AS(scan(data, {.model = ScanModel::space_time_permutation}), InvalidOption);
  data.population[2] = 0;
  CHECK_THROWS_AS(scan(data, {}), DataError);
  data.population[2] = -1;
  CHECK_THROWS_AS(scan(data, {}), DataError);
  data.population[2] = std::nan("");
  CHECK_THROWS_AS(scan(data, {}), DataError);
  data.population[2] = 1;
  for (const auto x : {std::numeric_limits<double>::infinity(), std::nan(""), -1e150}) {
    data.places[0].x = x;
    CHECK_THROWS_AS(scan(data, {}), DataError);
  }
}

}  // namespace lykta::tests_of_scan_statistic
