#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "engine/base/error.hpp"
#include "engine/questions/scan_map.hpp"
#include "tests/catch.hpp"
#include "tests/engine/samples.hpp"

namespace lykta::tests_of_scan_map {
namespace {

using Catch::Contains;
using test::at;
using test::within;

const Period twelve_weeks{at(2024, 1, 1), at(2024, 3, 25)};

void add(Inputs& inputs, const Point& position, const std::optional<TimeSpan>& time = {}) {
  auto& incidents = inputs.incidents;
  incidents.position.push_back(position);
  incidents.time.push_back(time);
  incidents.class_index.push_back(0);
  incidents.origin.push_back(Origin::reported);
  incidents.position_class.push_back(PositionClass::b);
  incidents.row.push_back({0, static_cast<std::int64_t>(incidents.size())});
}

TimeSpan on(unsigned month, unsigned day, int hour = 12) {
  return {at(2024, month, day, hour), at(2024, month, day, hour)};
}

/// 2 km by 2 km in cells of 200 m, 50 residents in the middle of each.
Inputs empty_town() {
  Inputs inputs;
  inputs.classes = {{"theft", 1}};
  inputs.study_area = rectangle({0, 0, 2000, 2000});
  for (int column = 0; column < 10; ++column) {
    for (int row = 0; row < 10; ++row) {
      inputs.residents.push_back({{100.0 + 200 * column, 100.0 + 200 * row}, std::nullopt, 50});
    }
  }
  return inputs;
}

const Box knot{400, 400, 800, 800};  ///< four cells

/// 200 events all over the twelve weeks and the town, and 40 in the knot in the fourth and fifth week.
Inputs town_with_a_knot() {
  auto inputs = empty_town();
  test::Random random(5);
  for (int i = 0; i < 200; ++i) {
    const auto start = twelve_weeks.from + std::chrono::hours(random.below(12 * 7 * 24));
    add(inputs, random.in({0, 0, 2000, 2000}), TimeSpan{start, start});
  }
  for (int i = 0; i < 40; ++i) {
    const auto start = at(2024, 1, 22) + std::chrono::hours(random.below(14 * 24));
    add(inputs, random.in(knot), TimeSpan{start, start});
  }
  return inputs;
}

ScanMapOptions spatial() {
  ScanMapOptions options;
  options.grid.cell_m = 200;
  options.scan.replicas = 199;
  options.scan.threads = 1;
  return options;
}

ScanMapOptions in_time(ScanModel model) {
  auto options = spatial();
  options.choice.period = twelve_weeks;
  options.step_days = 7;
  options.scan.model = model;
  return options;
}

/// What must hold of every cluster, whatever was scanned.
void check_sums(const ScanMap& map) {
  std::vector<bool> taken(map.zones.size(), false);
  double last = std::numeric_limits<double>::infinity();
  for (const auto& cluster : map.clusters) {
    std::uint64_t cases = 0;
    double expected = 0;
    for (const auto& zone : cluster.zones) {
      cases += zone.cases;
      expected += zone.expected;
      CHECK_FALSE(taken[zone.zone]);
      taken[zone.zone] = true;
      CHECK(distance_m(map.zones.centre(zone.zone), cluster.centre) <= cluster.radius_m * (1 + 1e-9));
    }
    CHECK(cases == cluster.cases);
    CHECK(expected == Approx(cluster.expected).epsilon(1e-9));
    CHECK(cluster.log_likelihood_ratio <= last * (1 + 1e-9));
    CHECK(cluster.significant == (cluster.p <= map.options.level));
    last = cluster.log_likelihood_ratio;
  }
}

std::vector<std::uint32_t> zones_of(const ScannedCluster& cluster) {
  std::vector<std::uint32_t> zones;
  for (const auto& zone : cluster.zones) {
    zones.push_back(zone.zone);
  }
  std::ranges::sort(zones);
  return zones;
}

std::vector<std::uint32_t> zones_in(const ScanMap& map, const Box& box) {
  std::vector<std::uint32_t> zones;
  for (std::uint32_t zone = 0; zone < map.zones.size(); ++zone) {
    const auto centre = map.zones.centre(zone);
    if (centre.x > box.min_x && centre.x < box.max_x && centre.y > box.min_y && centre.y < box.max_y) {
      zones.push_back(zone);
    }
  }
  return zones;
}

bool has(const ScanMap& map, WarningKind kind) {
  return std::ranges::find(map.warnings, kind, &Warning::kind) != map.warnings.end();
}

TEST_CASE("A spatial scan finds the planted knot and nothing else that is significant") {
  const auto map = scan_map(town_with_a_knot(), spatial());
  REQUIRE(map.scanned);
  REQUIRE(map.clusters.size() > 1);
  CHECK(map.cases == 240);
  CHECK(map.places == 100);
  CHECK(map.population == 5000);
  const auto& best = map.clusters.front();
  CHECK(best.significant);
  CHECK(best.p == within(1e-12, 1.0 / 200));
  CHECK_FALSE(best.time.has_value());
  CHECK_FALSE(best.recurrence_days.has_value());
  // The circle around a cell's middle that holds the four cells of the knot holds others as well, or leaves some out.
  const auto planted = zones_in(map, knot);
  const auto found = zones_of(best);
  std::vector<std::uint32_t> both;
  std::ranges::set_intersection(planted, found, std::back_inserter(both));
  CHECK(both.size() >= 3);
  CHECK(found.size() <= 9);
  CHECK(best.population == within(1e-9, 50.0 * static_cast<double>(found.size())));
  CHECK(best.expected == within(1e-9, 240.0 * static_cast<double>(found.size()) / 100));
  CHECK_FALSE(map.clusters[1].significant);
  check_sums(map);
}

TEST_CASE("A scan in space and time finds where the knot was and when") {
  for (const auto model : {ScanModel::poisson, ScanModel::space_time_permutation}) {
    const auto map = scan_map(town_with_a_knot(), in_time(model));
    CAPTURE(model == ScanModel::poisson);
    REQUIRE(map.scanned);
    CHECK(map.periods == 12);
    const auto& best = map.clusters.at(0);
    CHECK(best.significant);
    REQUIRE(best.time.has_value());
    CHECK(*best.time == Period{at(2024, 1, 22), at(2024, 2, 5)});
    CHECK(best.spell == ClusterSpell::some_periods);
    CHECK(distance_m(best.centre, {600, 600}) < 300);
    CHECK(best.cases >= 30);
    CHECK_FALSE(map.clusters.at(1).significant);
    // Without a population there is no risk to be relative to.
    CHECK(std::isnan(best.relative_risk) == (model != ScanModel::poisson));
    CHECK(std::isnan(best.population) == (model != ScanModel::poisson));
    check_sums(map);
  }
}

TEST_CASE("Shuffled times do not see what is always busy, a population does") {
  auto inputs = empty_town();
  test::Random random(6);
  for (int i = 0; i < 300; ++i) {
    const auto start = twelve_weeks.from + std::chrono::hours(random.below(12 * 7 * 24));
    add(inputs, random.in(i % 3 == 0 ? knot : Box{0, 0, 2000, 2000}), TimeSpan{start, start});
  }
  const auto busy = scan_map(inputs, in_time(ScanModel::poisson)).clusters.at(0);
  CHECK(busy.significant);
  // No dates are made up for it.
  CHECK(busy.spell == ClusterSpell::whole_time);
  CHECK(busy.time.value() == twelve_weeks);
  CHECK_FALSE(scan_map(inputs, in_time(ScanModel::space_time_permutation)).clusters.at(0).significant);
}

TEST_CASE("A cluster as long as was looked for says that it may have gone on longer") {
  auto options = in_time(ScanModel::poisson);
  options.scan.longest_share = 0.1;  // one week, of the two that the knot lasted
  const auto best = scan_map(town_with_a_knot(), options).clusters.at(0);
  CHECK(best.spell == ClusterSpell::longest_looked_at);
  CHECK(best.time.value().days() == 7);
  options.scan.longest_share = 2.0 / 12;
  CHECK(scan_map(town_with_a_knot(), options).clusters.at(0).spell == ClusterSpell::longest_looked_at);
  options.scan.longest_share = 0.25;
  CHECK(scan_map(town_with_a_knot(), options).clusters.at(0).spell == ClusterSpell::some_periods);
  CHECK(scan_map(town_with_a_knot(), spatial()).clusters.at(0).spell == ClusterSpell::no_time);
}

TEST_CASE("A prospective scan sees only what still goes on and says how rare that is") {
  auto inputs = town_with_a_knot();
  auto options = in_time(ScanModel::space_time_permutation);
  options.scan.still_going = true;
  for (const auto& cluster : scan_map(inputs, options).clusters) {
    CHECK(cluster.time.value().to == twelve_weeks.to);
  }
  // The knot is of the weeks before 5 February: seen from there it still goes on.
  options.choice.period->to = at(2024, 2, 5);
  const auto best = scan_map(inputs, options).clusters.at(0);
  CHECK(best.time.value().from >= at(2024, 1, 22));
  CHECK(best.time.value().to == at(2024, 2, 5));
  CHECK(distance_m(best.centre, {600, 600}) < 400);
  CHECK(best.significant);
  REQUIRE(best.recurrence_days.has_value());
  CHECK(*best.recurrence_days == within(1e-9, 7 / best.p));
}

TEST_CASE("Periods are counted back from the end and the days that are left over are said") {
  auto inputs = town_with_a_knot();
  auto options = in_time(ScanModel::space_time_permutation);
  options.choice.period = Period{at(2024, 1, 1), at(2024, 3, 27)};  // two days more than twelve weeks
  const auto map = scan_map(inputs, options);
  CHECK(map.periods == 12);
  CHECK(map.time.value() == Period{at(2024, 1, 3), at(2024, 3, 27)});
  const auto early = std::ranges::count_if(
      inputs.incidents.time, [](const std::optional<TimeSpan>& time) { return time->start < at(2024, 1, 3); });
  CHECK(map.losses.before_periods == static_cast<std::size_t>(early));
  CHECK(map.cases == 240 - static_cast<std::uint64_t>(early));
  const auto warning = std::ranges::find(map.warnings, WarningKind::part_step_left_out, &Warning::kind);
  REQUIRE(warning != map.warnings.end());
  CHECK(warning->value == 2);
  CHECK(warning->limit == 7);
}

TEST_CASE("Events without a date and with spans too long for a period are left out and counted") {
  auto inputs = town_with_a_knot();
  add(inputs, {500, 500});
  add(inputs, {500, 500}, TimeSpan{at(2024, 1, 10), at(2024, 2, 10)});
  // Half of this night lies in each of two weeks: it goes to the later one.
  add(inputs, {500, 500}, TimeSpan{at(2024, 1, 14, 12), at(2024, 1, 15, 12)});
  const auto map = scan_map(inputs, in_time(ScanModel::poisson));
  CHECK(map.losses.without_date == 1);
  CHECK(map.losses.span_too_long == 1);
  CHECK(has(map, WarningKind::between_steps));
  CHECK(map.cases == 241);
  // In space alone the time does not matter.
  CHECK(scan_map(inputs, spatial()).cases == 243);
}

TEST_CASE("Events where nobody lives are left out and their zones are named") {
  auto inputs = town_with_a_knot();
  const auto whole = scan_map(inputs, spatial());
  std::erase_if(inputs.residents, [](const Residents& residents) { return residents.point.x < 400; });
  const auto map = scan_map(inputs, spatial());
  CHECK(map.places == 80);
  const auto outside =
      std::ranges::count_if(inputs.incidents.position, [](const Point& point) { return point.x < 400; });
  CHECK(map.losses.where_none_lives == static_cast<std::size_t>(outside));
  CHECK(map.cases == whole.cases - static_cast<std::uint64_t>(outside));
  REQUIRE_FALSE(map.losses.empty_zones.empty());
  for (const auto zone : map.losses.empty_zones) {
    CHECK(map.zones.centre(zone).x < 400);
  }
  CHECK(has(map, WarningKind::nobody_lives_there));
  inputs.residents.clear();
  CHECK_THROWS_WITH(scan_map(inputs, spatial()), Contains("nobody lives"));
  // Shuffled times ask for no population.
  CHECK(scan_map(inputs, in_time(ScanModel::space_time_permutation)).cases == 240);
}

TEST_CASE("Without a population the same is expected on every square kilometre") {
  auto inputs = town_with_a_knot();
  inputs.residents.clear();
  auto options = spatial();
  options.base = ScanBase::area;
  const auto map = scan_map(inputs, options);
  CHECK(map.population == within(1e-9, 4.0));
  CHECK(map.clusters.at(0).significant);
  CHECK(has(map, WarningKind::expected_by_area));
}

/// Four quarters of the town with their exposure.
Inputs town_of_quarters() {
  auto inputs = town_with_a_knot();
  inputs.residents.clear();
  inputs.study_area.reset();
  inputs.zones = {{"sw", "Old town", rectangle({0, 0, 1000, 1000}), 100},
                  {"se", "", rectangle({1000, 0, 2000, 1000}), 100},
                  {"nw", "", rectangle({0, 1000, 1000, 2000}), 100},
                  {"ne", "", rectangle({1000, 1000, 2000, 2000}), std::nan("")}};
  return inputs;
}

TEST_CASE("Polygons of one's own are scanned by their exposure") {
  auto inputs = town_of_quarters();
  auto options = spatial();
  options.base = ScanBase::exposure;
  const auto map = scan_map(inputs, options);
  CHECK(map.places == 3);
  CHECK(map.losses.where_none_lives > 0);
  CHECK(map.losses.empty_zones == std::vector<std::uint32_t>{3});
  const auto& best = map.clusters.at(0);
  CHECK(zones_of(best) == std::vector<std::uint32_t>{0});
  CHECK(best.radius_m == 0);
  CHECK(best.centre.x == within(1e-9, 500));
  inputs.zones[1].exposure = -1;
  CHECK_THROWS_WITH(scan_map(inputs, options), Contains("zone se"));
  inputs.zones.clear();
  CHECK_THROWS_AS(scan_map(inputs, options), InvalidOption);
}

TEST_CASE("With few events nothing is scanned") {
  auto inputs = empty_town();
  add(inputs, {500, 500}, on(1, 10));
  const auto one = scan_map(inputs, spatial());
  CHECK_FALSE(one.scanned);
  CHECK(one.clusters.empty());
  CHECK(has(one, WarningKind::too_few_events));
  for (int i = 0; i < 28; ++i) {
    add(inputs, {500, 500}, on(1, 10));
  }
  CHECK_FALSE(scan_map(inputs, spatial()).scanned);
  add(inputs, {1500, 500}, on(1, 10));
  CHECK(scan_map(inputs, spatial()).scanned);
  CHECK_THROWS_AS(scan_map(empty_town(), spatial()), DataError);
}

TEST_CASE("All events in one zone are a cluster of people and none of times") {
  auto inputs = empty_town();
  for (unsigned day = 1; day <= 31; ++day) {
    add(inputs, {500, 500}, on(1, day));
  }
  const auto map = scan_map(inputs, spatial());
  REQUIRE(map.clusters.size() == 1);
  CHECK(map.clusters[0].zones.size() == 1);
  CHECK(map.clusters[0].cases == 31);
  CHECK(std::isinf(map.clusters[0].relative_risk));
  const auto shuffled = scan_map(inputs, in_time(ScanModel::space_time_permutation));
  CHECK(shuffled.scanned);
  CHECK(shuffled.clusters.empty());
}

TEST_CASE("A scan of zones is the same on any number of threads") {
  const auto inputs = town_with_a_knot();
  auto options = in_time(ScanModel::space_time_permutation);
  const auto one = scan_map(inputs, options);
  options.scan.threads = 3;
  const auto three = scan_map(inputs, options);
  REQUIRE(one.clusters.size() == three.clusters.size());
  for (std::size_t i = 0; i < one.clusters.size(); ++i) {
    CHECK(one.clusters[i].p == three.clusters[i].p);
    CHECK(one.clusters[i].log_likelihood_ratio == three.clusters[i].log_likelihood_ratio);
    CHECK(zones_of(one.clusters[i]) == zones_of(three.clusters[i]));
  }
}

TEST_CASE("A scan tells how far it is and stops when asked") {
  const auto inputs = town_with_a_knot();
  std::vector<std::string> stages;
  double last = 0;
  auto options = in_time(ScanModel::poisson);
  static_cast<void>(scan_map(inputs, options, [&](std::string_view stage, double share) {
    if (stages.empty() || stages.back() != stage) {
      stages.emplace_back(stage);
      last = 0;
    }
    CHECK(share <= 1 + 1e-12);
    if (stage == "replicas") {
      CHECK(share >= last);
      last = share;
    }
    return true;
  }));
  REQUIRE_FALSE(stages.empty());
  CHECK(stages.front() == "clusters");
  CHECK(stages.back() == "replicas");
  CHECK(last == within(1e-9, 1));
  for (const std::string stop : {"clusters", "replicas"}) {
    CHECK_THROWS_AS(scan_map(inputs, options, [&](std::string_view stage, double) { return stage != stop; }),
                    Cancelled);
  }
}

TEST_CASE("A scan that contradicts itself or would never end is refused") {
  const auto inputs = town_with_a_knot();
  const auto refused = [&](auto change) {
    auto options = in_time(ScanModel::space_time_permutation);
    change(options);
    CHECK_THROWS_AS(scan_map(inputs, options), InvalidOption);
  };
  refused([](ScanMapOptions& options) { options.step_days.reset(); });
  refused([](ScanMapOptions& options) { options.step_days = 0; });
  refused([](ScanMapOptions& options) { options.step_days = 43; });
  refused([](ScanMapOptions& options) { options.choice.period.reset(); });
  refused([](ScanMapOptions& options) { options.level = 0; });
  refused([](ScanMapOptions& options) { options.level = 1; });
  refused([](ScanMapOptions& options) { options.level = std::nan(""); });
  refused([](ScanMapOptions& options) { options.scan.replicas = 18; });
  refused([](ScanMapOptions& options) { options.scan.replicas = 1'000'000; });
  refused([](ScanMapOptions& options) { options.scan.largest_share = 0; });
  refused([](ScanMapOptions& options) {
    options.scan.model = ScanModel::poisson;
    options.step_days.reset();
    options.scan.still_going = true;
  });
  // 19 replicas just reach 0.05.
  auto options = spatial();
  options.scan.replicas = 19;
  CHECK(scan_map(inputs, options).clusters.at(0).p == within(1e-12, 0.05));
  CHECK(scan_map(inputs, options).clusters.at(0).significant);
  options.base = ScanBase::area;
  options.grid.cell_m = 1;
  CHECK_THROWS_WITH(scan_map(inputs, options), Contains("larger cells"));
  options.grid.cell_m = 10;
  options.scan.replicas = 99'999;
  CHECK_THROWS_WITH(scan_map(inputs, options), Contains("windows") && Contains("larger cells"));
}

}  // namespace
}  // namespace lykta::tests_of_scan_map
