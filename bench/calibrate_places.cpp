#include "bench/calibrate_places.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <numbers>
#include <string>
#include <vector>

#include "engine/base/parallel.hpp"
#include "engine/questions/picture.hpp"

namespace lykta::bench {

namespace {

constexpr double side_m = 3000;
constexpr double spot_m = 60;  ///< standard deviation of the events around a spot
constexpr std::size_t spots = 15;
constexpr double events_a_year = 600;
constexpr std::array<int, 3> limits{1, 10, 50};

Period year(int number) {
  const auto first = [](int of) {
    using namespace std::chrono;
    return LocalTime{local_days{std::chrono::year{of} / January / 1}};
  };
  return {first(number), first(number + 1)};
}

struct Spot {
  Point middle;
  double mean = 0;         ///< events in the period
  double before_mean = 0;  ///< and in the comparison period
};

struct Town {
  double anywhere = 0;  ///< events a year
  std::vector<Spot> spots = {};
  double reports = 1;  ///< of an event, on average: each more makes the next (a geometric number)
};

Point anywhere(RandomStream& random) {
  const auto x = side_m * random.uniform();
  return {x, side_m * random.uniform()};
}

/// Box & Muller; what would fall outside the town is thrown again.
Point around(RandomStream& random, const Point& middle) {
  while (true) {
    const auto radius = spot_m * std::sqrt(-2 * std::log(1 - random.uniform()));
    const auto angle = 2 * std::numbers::pi * random.uniform();
    const Point at{middle.x + radius * std::cos(angle), middle.y + radius * std::sin(angle)};
    if (at.x >= 0 && at.x < side_m && at.y >= 0 && at.y < side_m) {
      return at;
    }
  }
}

void add(Incidents& incidents, const Point& position, const Period& period, RandomStream& random) {
  const auto seconds = std::chrono::seconds(static_cast<std::int64_t>(period.days() * 86'400 * random.uniform()));
  const auto time = period.from + seconds;
  incidents.position.push_back(position);
  incidents.time.push_back(TimeSpan{time, time});
  incidents.class_index.push_back(0);
  incidents.origin.push_back(Origin::reported);
  incidents.position_class.push_back(PositionClass::a);
  incidents.row.push_back({0, static_cast<std::int64_t>(incidents.size())});
}

/// Each event with its reports.
void add_events(Incidents& incidents, double mean, double reports, const Period& period, RandomStream& random,
                auto&& where) {
  const auto events = poisson(random, mean / reports);
  for (std::uint32_t i = 0; i < events; ++i) {
    const auto position = where();
    do {
      add(incidents, position, period, random);
    } while (random.uniform() >= 1 / reports);
  }
}

Inputs events_of(const Town& town, RandomStream& random) {
  Inputs inputs;
  inputs.classes = {{"event", 1}};
  inputs.study_area = rectangle({0, 0, side_m, side_m});
  inputs.sources = {{"events", {year(2023).from, year(2024).to}}};
  for (const auto& period : {year(2024), year(2023)}) {
    const auto is_now = period.from == year(2024).from;
    add_events(inputs.incidents, town.anywhere, town.reports, period, random, [&] { return anywhere(random); });
    for (const auto& spot : town.spots) {
      add_events(inputs.incidents, is_now ? spot.mean : spot.before_mean, town.reports, period, random,
                 [&] { return around(random, spot.middle); });
    }
  }
  return inputs;
}

/// What every list is asked.
Picture listed(const Inputs& inputs, int limit) {
  PictureOptions options;
  options.period = year(2024);
  options.comparison = year(2023);
  options.places.limit = limit;
  options.density.threads = 1;
  return make_picture(inputs, options);
}

struct Surface {
  std::string name;
  double share_in_spots = 0;
  bool uneven = false;  ///< the k-th spot has 1/k of the first one's events
  double reports = 1;
};
const std::array<Surface, 5> surfaces{
    {{.name = "even"},
     {.name = "moderately clustered", .share_in_spots = 0.5},
     {.name = "strongly clustered", .share_in_spots = 0.9, .uneven = true},
     {.name = "over-dispersed, 1.25 reports an event", .share_in_spots = 0.5, .reports = 1.25},
     {.name = "over-dispersed, 2 reports an event", .share_in_spots = 0.5, .reports = 2}}};

Town town_of(const Surface& surface, RandomStream& random) {
  Town town{.anywhere = events_a_year * (1 - surface.share_in_spots), .reports = surface.reports};
  double parts = 0;
  const auto part = [&](std::size_t k) { return surface.uneven ? 1 / static_cast<double>(k + 1) : 1; };
  for (std::size_t k = 0; k < spots; ++k) {
    parts += part(k);
  }
  for (std::size_t k = 0; k < spots && surface.share_in_spots > 0; ++k) {
    const auto mean = events_a_year * surface.share_in_spots * part(k) / parts;
    town.spots.push_back({anywhere(random), mean, mean});
  }
  return town;
}

/// Of one list.
struct Called {
  std::size_t places = 0;
  std::size_t tested = 0;
  std::size_t increases = 0;
  std::size_t decreases = 0;
};

Called called_in(const Picture& picture) {
  Called called;
  for (const auto& place : picture.places) {
    ++called.places;
    called.tested += place.change && place.change->q ? 1U : 0U;
    called.increases += place.change && place.change->direction == Direction::increase ? 1U : 0U;
    called.decreases += place.change && place.change->direction == Direction::decrease ? 1U : 0U;
  }
  return called;
}

nlohmann::ordered_json record_of(const std::string& surface, int limit, const std::vector<Called>& maps) {
  const auto share = [&](auto&& is) {
    return as_json(share_of(static_cast<std::size_t>(std::ranges::count_if(maps, is)), maps.size()));
  };
  Called all;
  for (const auto& map : maps) {
    all.places += map.places;
    all.tested += map.tested;
    all.increases += map.increases;
    all.decreases += map.decreases;
  }
  return {{"surface", surface},
          {"limit", limit},
          {"maps", maps.size()},
          {"maps_with_a_change", share([](const Called& map) { return map.increases + map.decreases > 0; })},
          {"maps_with_an_increase", share([](const Called& map) { return map.increases > 0; })},
          {"maps_with_a_decrease", share([](const Called& map) { return map.decreases > 0; })},
          {"places_listed", all.places},
          {"places_tested_of_these", all.tested},
          {"increases", all.increases},
          {"decreases", all.decreases}};
}

struct Outcome {
  bool is_listed = false;
  bool is_ranked = false;
  bool is_called = false;
  bool is_called_wrongly = false;
};

/// Of the listed place that holds the first spot.
Outcome outcome_of(const Picture& picture, const Point& spot, Direction direction) {
  const auto slot = picture.place_study.slot_at(spot);
  const auto place = std::ranges::find_if(picture.places, [&](const Place& each) {
    return slot && std::ranges::find(each.slots, *slot) != each.slots.end();
  });
  if (place == picture.places.end()) {
    return {};
  }
  const auto found = place->change ? place->change->direction : Direction::not_clear;
  return {.is_listed = true,
          .is_ranked = place->rank.has_value(),
          .is_called = found == direction,
          .is_called_wrongly = found != direction && found != Direction::not_clear};
}

nlohmann::ordered_json record_of(double m, int limit, Direction direction, const std::vector<Outcome>& maps) {
  const auto share = [&](bool Outcome::*is) {
    return as_json(share_of(static_cast<std::size_t>(std::ranges::count(maps, true, is)), maps.size()));
  };
  return {{"m", m},
          {"limit", limit},
          {"direction", name_of(direction)},
          {"maps", maps.size()},
          {"called", share(&Outcome::is_called)},
          {"called_wrongly", share(&Outcome::is_called_wrongly)},
          {"listed", share(&Outcome::is_listed)},
          {"ranked", share(&Outcome::is_ranked)}};
}

}  // namespace

Records places_without_change(const Calibration& calibration) {
  Records records;
  std::uint64_t number = 400;
  for (const auto& surface : surfaces) {
    std::array<std::vector<Called>, limits.size()> called;
    called.fill(std::vector<Called>(calibration.maps));
    for_each_part(calibration.maps, calibration.threads, [&](std::size_t map) {
      RandomStream random(calibration.seed + (number << 32U), map);
      const auto inputs = events_of(town_of(surface, random), random);
      for (std::size_t i = 0; i < limits.size(); ++i) {
        called[i][map] = called_in(listed(inputs, limits[i]));
      }
    });
    for (std::size_t i = 0; i < limits.size(); ++i) {
      records.push_back(record_of(surface.name, limits[i], called[i]));
    }
    ++number;
  }
  return records;
}

Records places_with_change(const Calibration& calibration) {
  Records records;
  std::uint64_t number = 420;
  for (const double m : {15.0, 30.0, 60.0}) {
    for (const auto direction : {Direction::increase, Direction::decrease}) {
      std::array<std::vector<Outcome>, 2> outcomes;
      outcomes.fill(std::vector<Outcome>(calibration.maps));
      for_each_part(calibration.maps, calibration.threads, [&](std::size_t map) {
        RandomStream random(calibration.seed + (number << 32U), map);
        Town town{.anywhere = events_a_year / 2};
        for (std::size_t k = 0; k < spots; ++k) {
          town.spots.push_back({anywhere(random), m, m});
        }
        (direction == Direction::increase ? town.spots[0].mean : town.spots[0].before_mean) = 2 * m;
        const auto inputs = events_of(town, random);
        for (std::size_t i = 0; i < outcomes.size(); ++i) {
          outcomes[i][map] = outcome_of(listed(inputs, limits[i]), town.spots[0].middle, direction);
        }
      });
      for (std::size_t i = 0; i < outcomes.size(); ++i) {
        records.push_back(record_of(m, limits[i], direction, outcomes[i]));
      }
      ++number;
    }
  }
  return records;
}

}  // namespace lykta::bench
