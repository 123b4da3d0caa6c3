// Is a change of a place as rare by chance as it says, though the places are found by the events themselves? All of it
// stands in docs/calibration.md (bench/calibrate_places.cpp); here are fewer maps, and what must hold on each of them.
#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <map>
#include <numbers>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include <boost/math/distributions/binomial.hpp>

#include "engine/questions/picture.hpp"
#include "tests/catch.hpp"
#include "tests/engine/samples.hpp"

namespace lykta::tests_of_fair_change {
namespace {

using test::at;

constexpr double side_m = 2000;
const Period now{at(2024, 1, 1), at(2024, 7, 1)};
const Period before{at(2023, 1, 1), at(2023, 7, 2)};  // as many days: 2024 has a 29 February
const Period before_and_longer{at(2022, 7, 2), at(2023, 7, 2)};

struct Event {
  Point position;
  bool is_now = false;
};

/// `number` events, a share of them around eight spots; each is of either period by chance.
std::vector<Event> events(test::Random& random, int number, double share_in_spots, double share_now = 0.5) {
  std::vector<Point> spots;
  for (int i = 0; i < 8; ++i) {
    spots.push_back(random.in({200, 200, side_m - 200, side_m - 200}));
  }
  std::vector<Event> result;
  for (int i = 0; i < number; ++i) {
    auto position = random.in({0, 0, side_m, side_m});
    if (random.between(0, 1) < share_in_spots) {
      const auto& spot = spots[random.below(spots.size())];
      position = random.in({spot.x - 90, spot.y - 90, spot.x + 90, spot.y + 90});
    }
    result.push_back({position, random.between(0, 1) < share_now});
  }
  return result;
}

Inputs inputs_of(const std::vector<Event>& all, const Period& earlier = before) {
  Inputs inputs;
  inputs.classes = {{"event", 1}};
  inputs.study_area = rectangle({0, 0, side_m, side_m});
  inputs.sources = {{"events", {before_and_longer.from, now.to}}};
  auto& incidents = inputs.incidents;
  for (const auto& event : all) {
    const auto time = (event.is_now ? now : earlier).from + std::chrono::days(30);
    incidents.position.push_back(event.position);
    incidents.time.push_back(TimeSpan{time, time});
    incidents.class_index.push_back(0);
    incidents.origin.push_back(Origin::reported);
    incidents.position_class.push_back(PositionClass::a);
    incidents.row.push_back({0, static_cast<std::int64_t>(incidents.size())});
  }
  return inputs;
}

PictureOptions options_of(int limit, const Period& earlier = before) {
  PictureOptions options;
  options.period = now;
  options.comparison = earlier;
  options.places.limit = limit;
  options.density.threads = 1;
  return options;
}

/// Places that were tested, by their cells; those called, and how.
using Changes = std::map<std::vector<std::uint32_t>, std::string>;
Changes changes_of(const Picture& picture) {
  Changes changes;
  for (const auto& place : picture.places) {
    if (place.change && !place.change->not_tested) {
      changes[place.slots] = std::string(name_of(*place.change));
    }
  }
  return changes;
}

bool has_call(const Picture& picture) {
  return std::ranges::any_of(picture.places, [](const Place& place) {
    return place.change && place.change->direction != Direction::not_clear;
  });
}

/// More maps than this come once in a thousand times where the true share is 5 %; seeds are fixed.
double most_by_chance(std::size_t maps) {
  return quantile(boost::math::binomial(static_cast<double>(maps), 0.05), 0.999);
}

}  // namespace

TEST_CASE("Of towns without any change, no more than the stated share has a place with a clear one") {
  constexpr std::size_t maps = 120;
  for (const double share_in_spots : {0.0, 0.5, 0.9}) {
    std::map<int, std::size_t> called;
    for (std::size_t map = 0; map < maps; ++map) {
      test::Random random(1000 * map + static_cast<std::uint64_t>(10 * share_in_spots));
      const auto inputs = inputs_of(events(random, 500, share_in_spots));
      for (const int limit : {1, 10, 50}) {
        called[limit] += has_call(make_picture(inputs, options_of(limit))) ? 1U : 0U;
      }
    }
    for (const auto& [limit, number] : called) {
      CAPTURE(share_in_spots, limit);
      CHECK(static_cast<double>(number) <= most_by_chance(maps));
    }
  }
}

TEST_CASE("A period of half the days has half the events of a comparison, and no clear change for that") {
  constexpr std::size_t maps = 100;
  std::size_t called = 0;
  for (std::size_t map = 0; map < maps; ++map) {
    test::Random random(7000 + map);
    const auto share = now.days() / (now.days() + before_and_longer.days());
    const auto inputs = inputs_of(events(random, 600, 0.5, share), before_and_longer);
    called += has_call(make_picture(inputs, options_of(10, before_and_longer))) ? 1U : 0U;
  }
  CHECK(static_cast<double>(called) <= most_by_chance(maps));
}

TEST_CASE("Which period an event is of changes nothing in which places are tested") {
  for (const auto shape : {CellShape::square, CellShape::hexagon}) {
    test::Random random(81);
    auto all = events(random, 500, 0.7);
    auto options = options_of(1000);
    options.grid.shape = shape;
    options.places.minimum_events = 1;
    std::set<std::set<std::vector<std::uint32_t>>> tested;
    for (int deal = 0; deal < 5; ++deal) {
      std::set<std::vector<std::uint32_t>> here;
      for (const auto& place : make_picture(inputs_of(all), options).places) {
        // A small one may have no event of the period, and then it is not shown.
        if (place.change->count + place.comparison_count.value() >= 15 && !place.change->not_tested) {
          here.insert(place.slots);
        }
      }
      CHECK(here.size() >= 5);
      tested.insert(here);
      for (auto& event : all) {
        event.is_now = random.between(0, 1) < 0.5;
      }
    }
    CHECK(tested.size() == 1);
  }
}

TEST_CASE("With the periods exchanged every increase is a decrease, whatever the list is ranked by") {
  for (const auto rank_by : {RankBy::count, RankBy::weighted_count, RankBy::density, RankBy::z}) {
    for (const int limit : {1, 3, 10}) {
      for (std::uint64_t seed = 1; seed <= 6; ++seed) {
        test::Random random(seed);
        auto all = events(random, 800, 0.7);
        // Half of the town goes up, the other down.
        for (auto& event : all) {
          event.is_now = random.between(0, 1) < (event.position.x < side_m / 2 ? 0.72 : 0.28);
        }
        auto options = options_of(limit);
        options.places.rank_by = rank_by;
        const auto called = [&] {
          std::set<std::pair<std::string, std::string>> result;
          for (const auto& place : make_picture(inputs_of(all), options).places) {
            if (place.change && place.change->direction != Direction::not_clear) {
              result.emplace(place.id, name_of(*place.change));
            }
          }
          return result;
        };
        const auto one_way = called();
        for (auto& event : all) {
          event.is_now = !event.is_now;
        }
        std::set<std::pair<std::string, std::string>> turned;
        for (const auto& [id, name] : called()) {
          turned.emplace(id, name == "increase" ? "decrease" : "increase");
        }
        CAPTURE(limit, seed);
        CHECK(one_way == turned);
        CHECK_FALSE(one_way.empty());
      }
    }
  }
}

TEST_CASE("A place that appears and one that disappears are both called, also beyond the limit") {
  test::Random random(91);
  auto all = events(random, 300, 0);
  const auto add = [&](double x, double y, int number, int of_now) {
    for (int i = 0; i < number; ++i) {
      all.push_back({random.in({x, y, x + 99, y + 99}), i < of_now});
    }
  };
  add(200, 200, 90, 45);
  add(1000, 200, 80, 40);
  add(400, 1500, 30, 30);
  add(1500, 1500, 30, 0);
  const auto picture = make_picture(inputs_of(all), options_of(1));
  REQUIRE(picture.places.size() == 3);
  CHECK(picture.places[0].rank == 1);
  CHECK(name_of(*picture.places[0].change) == "not_clear");
  CHECK(changes_of(picture).size() == 3);
  std::set<std::string> called;
  for (const auto& place : picture.places) {
    called.emplace(name_of(*place.change));
    CHECK((place.rank.has_value() || place.change->direction != Direction::not_clear));
  }
  CHECK(called == std::set<std::string>{"not_clear", "increase", "decrease"});
}

TEST_CASE("Weights rank the places and choose none of those that are tested") {
  test::Random random(92);
  const auto all = events(random, 400, 0.7);
  auto inputs = inputs_of(all);
  auto options = options_of(50);
  const auto alike = changes_of(make_picture(inputs, options));
  inputs.classes = {{"event", 1}, {"heavy", 50}};
  for (std::size_t i = 0; i < inputs.incidents.size(); i += 7) {
    inputs.incidents.class_index[i] = 1;
  }
  options.places.rank_by = RankBy::weighted_count;
  CHECK(changes_of(make_picture(inputs, options)) == alike);
}

TEST_CASE("In an area smaller than a place there is one, and it is tested alone") {
  Inputs inputs = inputs_of({});
  std::vector<Event> all;
  for (int i = 0; i < 60; ++i) {
    all.push_back({{50.0 + i % 7, 60.0 + i % 5}, i < 45});
  }
  inputs = inputs_of(all);
  inputs.study_area = rectangle({0, 0, 150, 150});
  const auto picture = make_picture(inputs, options_of(10));
  REQUIRE(picture.places.size() == 1);
  CHECK(picture.places[0].rank == 1);
  const auto& change = picture.places[0].change.value();
  CHECK(name_of(change) == "increase");
  CHECK(change.q == change.p);
}

TEST_CASE("What patrols found is compared only where it is asked for, in both periods") {
  test::Random random(93);
  const auto all = events(random, 300, 0.8);
  auto inputs = inputs_of(all);
  const auto without = changes_of(make_picture(inputs, options_of(10)));
  const auto reported = inputs.incidents.size();
  for (int i = 0; i < 40; ++i) {  // patrols that came this year alone
    auto& incidents = inputs.incidents;
    incidents.position.push_back(incidents.position[static_cast<std::size_t>(i)]);
    incidents.time.push_back(TimeSpan{now.from, now.from});
    incidents.class_index.push_back(0);
    incidents.origin.push_back(Origin::discovered);
    incidents.position_class.push_back(PositionClass::a);
    incidents.row.push_back({0, static_cast<std::int64_t>(reported) + i});
  }
  CHECK(changes_of(make_picture(inputs, options_of(10))) == without);
  auto options = options_of(10);
  options.include_discovered = true;
  CHECK(make_picture(inputs, options).counted_events == make_picture(inputs, options_of(10)).counted_events + 40);
}

TEST_CASE("Reports that are linked count once in both periods") {
  test::Random random(94);
  const auto all = events(random, 300, 0.8);
  const auto once = changes_of(make_picture(inputs_of(all), options_of(10)));
  auto twice = all;
  twice.insert(twice.end(), all.begin(), all.end());
  auto inputs = inputs_of(twice);
  for (std::size_t i = 0; i < twice.size(); ++i) {
    inputs.counted_as.push_back(static_cast<std::uint32_t>(i % all.size()));
  }
  CHECK(changes_of(make_picture(inputs, options_of(10))) == once);
}

}  // namespace lykta::tests_of_fair_change
