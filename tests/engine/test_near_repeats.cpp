#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "engine/base/error.hpp"
#include "engine/time/near_repeats.hpp"
#include "tests/catch.hpp"
#include "tests/engine/samples.hpp"
#include "tests/reference/reference_data.hpp"

namespace lykta::tests_of_near_repeats {
namespace {

using test::within;

struct Events {
  std::vector<Point> places;
  std::vector<std::int32_t> days;
};

using Pairs = std::vector<std::vector<std::uint64_t>>;

Pairs pairs_of(const KnoxTable& table) {
  Pairs pairs(table.rows);
  for (std::size_t row = 0; row < table.rows; ++row) {
    for (std::size_t column = 0; column < table.columns; ++column) {
      pairs[row].push_back(table.at(row, column).observed);
    }
  }
  return pairs;
}

KnoxTable counted(const Events& events, NearRepeatOptions options) {
  options.permutations = 0;
  return knox_table(events.places, events.days, options);
}

/// Every pair, one by one, by the text of the header.
Pairs pair_by_pair(const Events& events, const NearRepeatOptions& options) {
  Pairs pairs(options.distance_limits_m.size() + 2, std::vector<std::uint64_t>(options.day_limits.size() + 1));
  for (std::size_t i = 0; i < events.places.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      const auto dx = std::abs(events.places[i].x - events.places[j].x);
      const auto dy = std::abs(events.places[i].y - events.places[j].y);
      const auto apart = options.metric == Metric::manhattan ? dx + dy : std::hypot(dx, dy);
      std::size_t row = 0;
      if (apart > 0) {
        for (row = 1; row <= options.distance_limits_m.size() && apart >= options.distance_limits_m[row - 1];) {
          ++row;
        }
      }
      std::size_t column = 0;
      while (column < options.day_limits.size() &&
             std::abs(events.days[i] - events.days[j]) >= options.day_limits[column]) {
        ++column;
      }
      ++pairs[row][column];
    }
  }
  return pairs;
}

Events random_events(test::Random& random, std::size_t number) {
  Events events;
  for (std::size_t i = 0; i < number; ++i) {
    // Whole metres: many pairs at the same place and many exactly on a limit.
    events.places.push_back(
        {10.0 * static_cast<double>(random.below(40)), 10.0 * static_cast<double>(random.below(40))});
    events.days.push_back(static_cast<std::int32_t>(random.below(60)) - 20);
  }
  return events;
}

/// x, y, date; no header.
Events read_events(const std::filesystem::path& path) {
  std::ifstream file(path);
  Events events;
  for (std::string line; std::getline(file, line);) {
    std::istringstream fields(line);
    char separator = 0;
    Point place;
    int year = 0;
    unsigned month = 0;
    unsigned day = 0;
    fields >> place.x >> separator >> place.y >> separator >> year >> separator >> month >> separator >> day;
    REQUIRE(!fields.fail());
    const std::chrono::year_month_day date{std::chrono::year{year}, std::chrono::month{month}, std::chrono::day{day}};
    events.places.push_back(place);
    events.days.push_back(static_cast<std::int32_t>(std::chrono::sys_days{date}.time_since_epoch().count()));
  }
  REQUIRE(!events.places.empty());
  return events;
}

}  // namespace

TEST_CASE("A limit belongs to the band that begins there") {
  // From either of the first two, which share place and day: 99.99 m and 6 days, 100 m and 7 days, 300 m and 21 days.
  // The last three among themselves: 0.01 m and 1 day, 399.99 m and 15 days, 400 m and 14 days.
  const Events events{.places = {{0, 0}, {0, 0}, {0, 99.99}, {0, 100}, {300, 0}}, .days = {0, 0, 6, 7, 21}};
  const auto table = counted(events, {.metric = Metric::manhattan});
  CHECK(pairs_of(table) == Pairs{{1, 0, 0, 0}, {3, 0, 0, 0}, {0, 2, 0, 0}, {0, 0, 0, 0}, {0, 0, 2, 2}});
}

TEST_CASE("Blocks and the crow measure differently") {
  const Events events{.places = {{0, 0}, {60, 80}}, .days = {3, 3}};
  CHECK(counted(events, {.metric = Metric::manhattan}).at(2, 0).observed == 1);
  CHECK(counted(events, {.distance_limits_m = {101}, .metric = Metric::euclidean}).at(1, 0).observed == 1);
  CHECK(counted(events, {.distance_limits_m = {100}, .metric = Metric::euclidean}).at(2, 0).observed == 1);
}

TEST_CASE("A first limit of one day gives the same day a column of its own") {
  const Events events{.places = {{0, 0}, {0, 1}, {0, 2}}, .days = {5, 5, 6}};
  const auto table = counted(events, {.distance_limits_m = {10}, .day_limits = {1, 8}});
  CHECK(table.at(1, 0).observed == 1);
  CHECK(table.at(1, 1).observed == 2);
}

TEST_CASE("The table is that of all pairs one by one") {
  test::Random random(51);
  for (const auto metric : {Metric::manhattan, Metric::euclidean}) {
    for (const auto number : {2, 3, 17, 200}) {
      const auto events = random_events(random, static_cast<std::size_t>(number));
      const NearRepeatOptions options{
          .distance_limits_m = {10, 50, 130}, .day_limits = {1, 3, 10, 30}, .metric = metric};
      CAPTURE(number, metric == Metric::manhattan);
      CHECK(pairs_of(counted(events, options)) == pair_by_pair(events, options));
    }
  }
}

TEST_CASE("The near-repeat table of Chicago is that of the Near Repeat Calculator") {
  // Observed frequencies of version 1.3, Manhattan distance, 100 m and 7 days.
  const auto folder = test::data_folder();
  if (!folder) {
    WARN(test::why_skipped);
    return;
  }
  const auto events = read_events(*folder / "reference" / "near_repeat" / "chicago_be_month1.csv");
  CHECK(pairs_of(counted(events, {})) ==
        Pairs{{28, 5, 5, 2}, {44, 13, 8, 4}, {97, 56, 19, 16}, {77, 67, 45, 20}, {182194, 146149, 95237, 45879}});
}

TEST_CASE("The near-repeat table of arson in Chicago is within one pair of the Near Repeat Calculator") {
  // 200 m and 1 day. The calculator rounds coordinates to tenths of a metre, which moves one pair over a limit.
  const auto folder = test::data_folder();
  if (!folder) {
    WARN(test::why_skipped);
    return;
  }
  const auto events = read_events(*folder / "reference" / "near_repeat" / "chicago_arson.csv");
  const auto table = counted(events, {.distance_limits_m = {200, 400, 600}, .day_limits = {1, 2, 3}});
  const Pairs expected{{0, 2, 0, 8}, {9, 1, 1, 45}, {4, 0, 0, 140}, {6, 0, 0, 234}, {393, 710, 770, 133658}};
  std::uint64_t differences = 0;
  for (std::size_t row = 0; row < 5; ++row) {
    for (std::size_t column = 0; column < 4; ++column) {
      const auto pairs = table.at(row, column).observed;
      const auto other = expected[row][column];
      CHECK(std::max(pairs, other) - std::min(pairs, other) <= 1);
      differences += pairs == other ? 0U : 1U;
    }
  }
  CHECK(differences == 2);
}

TEST_CASE("Means of the permutations come near those of the Near Repeat Calculator") {
  // Its 19 permutations give means of 16.9 and 26.1 pairs for the two nearest and soonest cells, each with a standard
  // error of about 1; the ratios printed are 1.65 and 1.69, p 0.05, the least that 19 runs can give.
  const auto folder = test::data_folder();
  if (!folder) {
    WARN(test::why_skipped);
    return;
  }
  const auto events = read_events(*folder / "reference" / "near_repeat" / "chicago_be_month1.csv");
  const auto table = knox_table(events.places, events.days, {.permutations = 999, .seed = 7});
  CHECK(table.at(0, 0).mean == within(3.0, 16.947));
  CHECK(table.at(1, 0).mean == within(3.0, 26.105));
  CHECK(table.at(0, 0).ratio_to_mean == within(0.3, 1.652));
  CHECK(table.at(1, 0).ratio_to_median == within(0.3, 1.685));
  CHECK(table.at(1, 0).p < 0.005);
}

TEST_CASE("Permutations give the means that all pairs of places and times give together") {
  // Under the shuffle every pair of places has every pair of times equally often: mean = row total * column total /
  // pairs. 2000 runs bring the mean within five of its standard errors.
  test::Random random(52);
  const auto events = random_events(random, 150);
  const NearRepeatOptions options{.distance_limits_m = {60, 120}, .day_limits = {5, 15}, .permutations = 2000};
  const auto table = knox_table(events.places, events.days, options);
  const auto pairs = pairs_of(table);
  for (std::size_t row = 0; row < table.rows; ++row) {
    for (std::size_t column = 0; column < table.columns; ++column) {
      double of_row = 0;
      double of_column = 0;
      for (std::size_t other = 0; other < table.columns; ++other) {
        of_row += static_cast<double>(pairs[row][other]);
      }
      for (std::size_t other = 0; other < table.rows; ++other) {
        of_column += static_cast<double>(pairs[other][column]);
      }
      const auto expected = of_row * of_column / (150 * 149 / 2.0);
      CAPTURE(row, column);
      CHECK(table.at(row, column).mean == within(5 * std::sqrt(expected / 2000) + 1e-9, expected));
      CHECK(table.at(row, column).p > 0);
      CHECK(table.at(row, column).p <= 1);
    }
  }
}

TEST_CASE("p counts the runs with as many pairs") {
  // Two places with two events each; days 0, 0, 9, 9. Two of six ways to hand them out keep equal days together, so
  // chance gives both pairs at once in a third of the runs, and never one of them alone.
  const Events events{.places = {{0, 0}, {0, 0}, {1000, 0}, {1000, 0}}, .days = {0, 0, 9, 9}};
  const NearRepeatOptions options{.distance_limits_m = {10}, .day_limits = {1}, .permutations = 1999};
  const auto table = knox_table(events.places, events.days, options);
  CHECK(table.at(0, 0).observed == 2);
  CHECK(table.at(0, 0).p == within(0.05, 1.0 / 3));
  CHECK(table.at(0, 0).mean == within(0.1, 2.0 / 3));
  CHECK(table.at(0, 0).median == 0);
  CHECK(std::isnan(table.at(0, 0).ratio_to_median));
  CHECK(table.at(0, 1).observed == 0);
  CHECK(table.at(0, 1).p == 1);
}

TEST_CASE("The near-repeat table is the same on any number of threads and for any order of the events") {
  test::Random random(53);
  const auto events = random_events(random, 80);
  NearRepeatOptions options{.permutations = 99, .threads = 1};
  const auto one = knox_table(events.places, events.days, options);
  options.threads = 3;
  const auto three = knox_table(events.places, events.days, options);
  auto backwards = events;
  std::ranges::reverse(backwards.places);
  std::ranges::reverse(backwards.days);
  CHECK(pairs_of(knox_table(backwards.places, backwards.days, options)) == pairs_of(one));
  for (std::size_t cell = 0; cell < one.cells.size(); ++cell) {
    CHECK(one.cells[cell].mean == three.cells[cell].mean);
    CHECK(one.cells[cell].p == three.cells[cell].p);
  }
}

TEST_CASE("Without a pair there is a table of zeros") {
  for (const std::size_t events : {0U, 1U}) {
    const auto table = knox_table(std::vector<Point>(events), std::vector<std::int32_t>(events), {.permutations = 9});
    CHECK(table.rows == 5);
    CHECK(table.columns == 4);
    for (const auto& cell : table.cells) {
      CHECK(cell.observed == 0);
      CHECK(cell.p == 1);
      CHECK(std::isnan(cell.ratio_to_mean));
    }
  }
}

TEST_CASE("Limits that do not rise are refused") {
  CHECK_THROWS_AS(check({.distance_limits_m = {}}), InvalidOption);
  CHECK_THROWS_AS(check({.distance_limits_m = {100, 100}}), InvalidOption);
  CHECK_THROWS_AS(check({.distance_limits_m = {std::nan("")}}), InvalidOption);
  CHECK_THROWS_AS(check({.distance_limits_m = {INFINITY}}), InvalidOption);
  CHECK_THROWS_AS(check({.day_limits = {0}}), InvalidOption);
  CHECK_THROWS_AS(check({.day_limits = {7, 3}}), InvalidOption);
  CHECK_NOTHROW(check(NearRepeatOptions{}));
}

TEST_CASE("Originators are followed and repeats follow") {
  // A chain of three (days 0, 5, 9), a pair of one day far away, and a loner.
  const Events events{.places = {{0, 0}, {50, 0}, {90, 0}, {5000, 0}, {5000, 0}, {9000, 0}},
                      .days = {0, 5, 9, 2, 2, 3}};
  const auto found = originators(events.places, events.days, 100, 7, Metric::manhattan);
  CHECK(found.events == 6);
  CHECK(found.originators == 2);
  CHECK(found.repeats == 2);
  CHECK(found.starts_of_chains == 1);
  CHECK(found.same_day_pairs == 1);
  CHECK(found.originators_share == within(1e-12, 2.0 / 6));
  // Seven days apart are not less than seven.
  CHECK(originators(events.places, events.days, 100, 4, Metric::manhattan).originators == 0);
  CHECK(originators(events.places, events.days, 100, 5, Metric::manhattan).originators == 1);
  CHECK(std::isnan(originators({}, {}, 100, 7, Metric::manhattan).originators_share));
}

TEST_CASE("Crowds at one address are counted like everybody else") {
  // 700 events at one address, 500 at another 60 m away, 300 at a third beyond the last distance, and some alone: none of
  // the crowds' pairs is listed, and the table is that of every pair, one by one.
  test::Random random(301);
  Events events;
  const auto add = [&](const Point& place, std::size_t number) {
    for (std::size_t i = 0; i < number; ++i) {
      events.places.push_back(place);
      events.days.push_back(static_cast<std::int32_t>(random.below(200)));
    }
  };
  add({1000, 1000}, 700);
  add({1060, 1000}, 500);
  add({1000, 3000}, 300);
  for (int i = 0; i < 200; ++i) {
    add(random.in({900, 900, 1300, 1300}), 1);
  }
  NearRepeatOptions options{.permutations = 99};
  for (const auto metric : {Metric::manhattan, Metric::euclidean}) {
    options.metric = metric;
    CHECK(pairs_of(counted(events, options)) == pair_by_pair(events, options));
  }
  // Each pair is as likely to be soon as any other when the days are shuffled: 99 shuffles have a mean of that, within
  // some four standard errors.
  const auto table = knox_table(events.places, events.days, options);
  const auto pairs_in = [&](std::size_t row) {
    std::uint64_t pairs = 0;
    for (std::size_t column = 0; column < table.columns; ++column) {
      pairs += table.at(row, column).observed;
    }
    return static_cast<double>(pairs);
  };
  double all = 0;
  double soon = 0;
  for (std::size_t row = 0; row < table.rows; ++row) {
    all += pairs_in(row);
    soon += static_cast<double>(table.at(row, 0).observed);
  }
  for (const std::size_t row : {0U, 1U}) {
    CHECK(table.at(row, 0).mean == Approx(pairs_in(row) * soon / all).epsilon(0.01));
  }
  // Originators by the definition.
  const auto found = originators(events.places, events.days, 100, 7, Metric::manhattan);
  std::size_t followed = 0;
  std::size_t repeats = 0;
  std::size_t same_day = 0;
  for (std::size_t i = 0; i < events.days.size(); ++i) {
    auto has_later = false;
    auto has_earlier = false;
    for (std::size_t j = 0; j < events.days.size(); ++j) {
      const auto apart =
          std::abs(events.places[i].x - events.places[j].x) + std::abs(events.places[i].y - events.places[j].y);
      const auto later = events.days[j] - events.days[i];
      if (i != j && apart < 100) {
        has_later = has_later || (later > 0 && later < 7);
        has_earlier = has_earlier || (later < 0 && later > -7);
        same_day += later == 0 && i < j ? 1U : 0U;
      }
    }
    followed += has_later ? 1U : 0U;
    repeats += has_earlier ? 1U : 0U;
  }
  CHECK(found.originators == followed);
  CHECK(found.repeats == repeats);
  CHECK(found.same_day_pairs == same_day);
}

TEST_CASE("Neither the table nor what chance gives depends on the order of the events") {
  test::Random random(302);
  Events events;
  for (int i = 0; i < 300; ++i) {
    // Some addresses have several events, some days too.
    const auto place = random.below(100);
    events.places.push_back({static_cast<double>(place % 10) * 40, static_cast<double>(place / 10) * 40});
    events.days.push_back(static_cast<std::int32_t>(random.below(60)));
  }
  auto backwards = events;
  std::ranges::reverse(backwards.places);
  std::ranges::reverse(backwards.days);
  const NearRepeatOptions options{.permutations = 99};
  const auto one = knox_table(events.places, events.days, options);
  const auto other = knox_table(backwards.places, backwards.days, options);
  for (std::size_t cell = 0; cell < one.cells.size(); ++cell) {
    CHECK(one.cells[cell].observed == other.cells[cell].observed);
    CHECK(one.cells[cell].mean == other.cells[cell].mean);
    CHECK(one.cells[cell].p == other.cells[cell].p);
  }
  CHECK(originators_by_chance(events.places, events.days, 7, options).mean ==
        originators_by_chance(backwards.places, backwards.days, 7, options).mean);
}

TEST_CASE("Chance gives as many originators as all orders of the days do") {
  // Three events near each other on days 0, 1 and 50; a fourth far away on day 2. Of the 24 orders those count in which
  // two of the three lie one or two days apart. Two of the days 0, 1, 2 are near in 18 of 24 orders (one originator),
  // all three in the other 6 (two originators).
  const std::vector<Point> places{{0, 0}, {10, 0}, {20, 0}, {5000, 0}};
  const std::vector<std::int32_t> days{0, 1, 50, 2};
  NearRepeatOptions options{.distance_limits_m = {100}, .day_limits = {7}, .permutations = 999, .threads = 1};
  const auto chance = originators_by_chance(places, days, 7, options);
  CHECK(chance.runs == 999);
  CHECK(chance.mean == within(0.07, 1.25));
  CHECK(chance.low == 1);
  CHECK(chance.high == 2);
  options.threads = 3;
  CHECK(originators_by_chance(places, days, 7, options).mean == chance.mean);
  options.permutations = 20;
  CHECK(std::isnan(originators_by_chance(places, days, 7, options).low));
  options.permutations = 5000;
  CHECK(originators_by_chance(places, days, 7, options).runs == originator_runs_at_most);
  options.permutations = 0;
  CHECK(std::isnan(originators_by_chance(places, days, 7, options).mean));
  options.permutations = 99;
  CHECK(std::isnan(originators_by_chance({}, {}, 7, options).mean));
}

TEST_CASE("Events thrown without a bond have as many originators as chance gives") {
  test::Random random(77);
  int outside = 0;
  for (std::uint64_t map = 0; map < 100; ++map) {
    std::vector<Point> places;
    std::vector<std::int32_t> days;
    for (int i = 0; i < 60; ++i) {
      places.push_back(random.in({0, 0, 1000, 1000}));
      days.push_back(static_cast<std::int32_t>(random.below(100)));
    }
    const NearRepeatOptions options{.permutations = 199, .seed = map, .threads = 1};
    const auto chance = originators_by_chance(places, days, 7, options);
    const auto found = static_cast<double>(originators(places, days, 100, 7, Metric::manhattan).originators);
    outside += found < chance.low || found > chance.high ? 1 : 0;
  }
  CHECK(outside <= 12);  // at most 5 of 100 are expected
}

}  // namespace lykta::tests_of_near_repeats
