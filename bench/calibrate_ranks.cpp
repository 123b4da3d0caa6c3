#include "bench/calibrate_ranks.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <map>
#include <numbers>
#include <string>
#include <vector>

#include "engine/base/parallel.hpp"
#include "engine/places/rank_reliability.hpp"
#include "engine/places/score_errors.hpp"
#include "engine/questions/picture.hpp"
#include "engine/statistics/likely_ranks.hpp"

namespace lykta::bench {

namespace {

constexpr double side_m = 3000;
constexpr double rim_m = 300;  ///< no spot lies nearer to the border: nothing of it falls outside
constexpr double spot_m = 60;  ///< standard deviation of the events around a spot
constexpr std::size_t spots = 15;
constexpr double events_anywhere = 300;
constexpr int limit = 10;

struct Kind {
  const char* name;
  double first = 0;  ///< events of the first spot
  double ratio = 1;  ///< of each spot to the one before it
  PositionClass position_class = PositionClass::b;
};
const std::array<Kind, 9> kinds{{{"distinct: 400 events, each next spot 0.75 of it", 400, 0.75},
                                 {"distinct: 120 events, each next 0.85 of it", 120, 0.85},
                                 {"nearly tied: 60 events, each next 0.98 of it", 60, 0.98},
                                 {"nearly tied: 30 events, each next 0.98 of it", 30, 0.98},
                                 {"nearly tied: 200 events, each next 0.98 of it", 200, 0.98},
                                 {"tied: 60 events each", 60, 1},
                                 {"tied: 20 events each", 20, 1},
                                 {"distinct (120, 0.85), positions of class C", 120, 0.85, PositionClass::c},
                                 {"nearly tied (60, 0.98), positions of class C", 60, 0.98, PositionClass::c}}};

struct Spot {
  Point middle;
  double mean = 0;
};

Point around(RandomStream& random, const Point& middle, double deviation_m) {
  const auto radius = deviation_m * std::sqrt(-2 * std::log(1 - random.uniform()));
  const auto angle = 2 * std::numbers::pi * random.uniform();
  return {middle.x + radius * std::cos(angle), middle.y + radius * std::sin(angle)};
}

/// Far enough from each other that their events do not mix.
std::vector<Spot> spots_of(const Kind& kind, RandomStream& random) {
  constexpr double apart_m = 450;
  std::vector<Spot> all;
  while (all.size() < spots) {
    const auto x = rim_m + (side_m - 2 * rim_m) * random.uniform();
    const Point at{x, rim_m + (side_m - 2 * rim_m) * random.uniform()};
    if (std::ranges::all_of(all, [&](const Spot& other) { return distance_m(other.middle, at) >= apart_m; })) {
      all.push_back({at, kind.first * std::pow(kind.ratio, static_cast<double>(all.size()))});
    }
  }
  return all;
}

void add(Incidents& incidents, const Point& position, PositionClass position_class) {
  if (position.x < 0 || position.x >= side_m || position.y < 0 || position.y >= side_m) {
    return;
  }
  incidents.position.push_back(position);
  incidents.time.emplace_back();
  incidents.class_index.push_back(0);
  incidents.origin.push_back(Origin::reported);
  incidents.position_class.push_back(position_class);
  incidents.row.push_back({0, static_cast<std::int64_t>(incidents.size())});
}

Inputs events_of(const std::vector<Spot>& town, PositionClass position_class, RandomStream& random) {
  Inputs inputs;
  inputs.classes = {{"event", 1}};
  inputs.study_area = rectangle({0, 0, side_m, side_m});
  inputs.sources = {{"events", {}}};
  const auto error_m = position_error_m(position_class);
  const auto put = [&](const Point& at) { add(inputs.incidents, around(random, at, error_m), position_class); };
  for (auto left = poisson(random, events_anywhere); left > 0; --left) {
    const auto x = side_m * random.uniform();
    put({x, side_m * random.uniform()});
  }
  for (const auto& spot : town) {
    for (auto left = poisson(random, spot.mean); left > 0; --left) {
      put(around(random, spot.middle, spot_m));
    }
  }
  return inputs;
}

/// Share of the events of a spot that happen in a cell.
double share_in(const Point& middle, const Point& centre, double cell_m) {
  const auto along = [&](double from) {
    const auto below = [](double u) { return 0.5 * std::erfc(-u / std::numbers::sqrt2); };
    return below((from + cell_m / 2) / spot_m) - below((from - cell_m / 2) / spot_m);
  };
  return along(centre.x - middle.x) * along(centre.y - middle.y);
}

/// How many events the cells of a place have in the long run.
double mean_of(const Place& place, const StudyGrid& study, const std::vector<Spot>& town) {
  const auto cell_m = study.grid.cell_m();
  double mean = 0;
  for (const auto slot : place.slots) {
    mean += events_anywhere * cell_m * cell_m / (side_m * side_m);
    for (const auto& spot : town) {
      mean += spot.mean * share_in(spot.middle, study.grid.centre(study.cells[slot]), cell_m);
    }
  }
  return mean;
}

constexpr std::size_t bins = 5;

/// Of the lists of one kind of town.
struct Counts {
  std::vector<double> holds;  ///< per list, the share of its intervals
  std::size_t intervals = 0;
  double width = 0;
  double competing = 0;
  double resampled_holds = 0;
  double resampled_width = 0;
  std::array<std::size_t, bins> said{};
  std::array<std::size_t, bins> belongs{};
  std::map<std::string, std::size_t> words;
};

struct Town {
  std::vector<Spot> spots;
  Inputs inputs;
};

/// Counts of the places in resampled events: what a plain bootstrap ranks. Each event comes a number of times that is
/// Poisson with mean 1, and is moved by an error of its position.
ScoreDraws resampled_counts(const Inputs& inputs, const Picture& picture, std::uint64_t seed) {
  constexpr std::size_t resamplings = 500;
  const auto nowhere = picture.places.size();
  std::vector<std::size_t> place_of(picture.place_study.size(), nowhere);
  for (std::size_t place = 0; place < picture.places.size(); ++place) {
    for (const auto slot : picture.places[place].slots) {
      place_of[slot] = place;
    }
  }
  ScoreDraws draws{.draws = resamplings, .values = std::vector<double>(nowhere * resamplings, 0.0)};
  for (std::size_t i = 0; i < resamplings; ++i) {
    RandomStream random(seed, i);
    for (std::size_t event = 0; event < inputs.incidents.size(); ++event) {
      const auto number = poisson(random, 1);
      const auto error_m = position_error_m(inputs.incidents.position_class[event]);
      const auto slot = picture.place_study.slot_at(around(random, inputs.incidents.position[event], error_m));
      if (const auto place = slot ? place_of[*slot] : nowhere; place != nowhere) {
        draws.values[place * resamplings + i] += static_cast<double>(number);
      }
    }
  }
  return draws;
}

/// What one list says, beside what is true.
struct Said {
  Place place;
  std::size_t rank = 1;  ///< the true one
  LikelyRank resampled;
};

std::vector<Said> said_of(const Town& town) {
  PictureOptions options;
  options.places.limit = limit;
  options.density.threads = 1;
  options.places.reliability.threads = 1;
  const auto listed = make_picture(town.inputs, options);
  options.places.limit = 1000;
  options.places.reliability.draws = 0;
  const auto all = make_picture(town.inputs, options);
  std::vector<double> means;
  std::ranges::transform(all.places, std::back_inserter(means),
                         [&](const Place& place) { return mean_of(place, all.place_study, town.spots); });
  const auto foremost = std::min<std::size_t>(limit, all.places.size());
  const auto resampled = likely_ranks(resampled_counts(town.inputs, all, 1), foremost, limit, 0.9, 1);
  std::vector<Said> said;
  for (std::size_t i = 0; i < foremost; ++i) {
    const auto above = std::ranges::count_if(means, [&](double other) { return other > means[i]; });
    said.push_back({.place = listed.places[i], .rank = 1 + static_cast<std::size_t>(above), .resampled = resampled[i]});
  }
  return said;
}

void add_list(const std::vector<Said>& list, Counts& counts) {
  double holds = 0;
  double intervals = 0;
  for (const auto& [place, rank, resampled] : list) {
    ++counts.words[place.reliability ? std::string(name_of(place.reliability->word)) : "none"];
    if (!place.reliability || !place.reliability->ranks) {
      continue;
    }
    const auto low = static_cast<std::size_t>(place.reliability->ranks->low);
    const auto high = static_cast<std::size_t>(place.reliability->ranks->high);
    ++intervals;
    holds += low <= rank && rank <= high ? 1 : 0;
    counts.width += static_cast<double>(high - low + 1);
    counts.competing += place.reliability->competing;
    counts.resampled_holds += resampled.low <= rank && rank <= resampled.high ? 1 : 0;
    counts.resampled_width += static_cast<double>(resampled.high - resampled.low + 1);
    if (const auto chance = place.reliability->chance_in_list) {
      const auto bin = std::min(bins - 1, static_cast<std::size_t>(*chance * static_cast<double>(bins)));
      ++counts.said[bin];
      counts.belongs[bin] += rank <= static_cast<std::size_t>(limit) ? 1U : 0U;
    }
  }
  counts.intervals += static_cast<std::size_t>(intervals);
  if (intervals > 0) {
    counts.holds.push_back(holds / intervals);
  }
}

nlohmann::ordered_json record_of(const Kind& kind, const Counts& counts) {
  const auto per_interval = [&](double sum) {
    return sum / static_cast<double>(std::max<std::size_t>(1, counts.intervals));
  };
  auto chances = nlohmann::ordered_json::array();
  for (std::size_t i = 0; i < bins; ++i) {
    chances.push_back(
        {{"said", std::to_string(100 * i / bins) + "-" + std::to_string(100 * (i + 1) / bins) + " %"},
         {"places", counts.said[i]},
         {"belong",
          counts.said[i] > 0 ? static_cast<double>(counts.belongs[i]) / static_cast<double>(counts.said[i]) : 0.0}});
  }
  return {{"town", kind.name},
          {"intervals", counts.intervals},
          {"hold_the_true_rank", as_json(mean_share(counts.holds))},
          {"mean_width", per_interval(counts.width)},
          {"mean_competing", per_interval(counts.competing)},
          {"resampled_ranks_hold", per_interval(counts.resampled_holds)},
          {"resampled_ranks_mean_width", per_interval(counts.resampled_width)},
          {"chances", chances},
          {"words", counts.words}};
}

}  // namespace

Records ranks_of_places(const Calibration& calibration) {
  Records records;
  std::uint64_t number = 500;
  for (const auto& kind : kinds) {
    std::vector<std::vector<Said>> lists(calibration.maps);
    for_each_part(calibration.maps, calibration.threads, [&](std::size_t map) {
      RandomStream random(calibration.seed + (number << 32U), map);
      Town town{.spots = spots_of(kind, random), .inputs = {}};
      town.inputs = events_of(town.spots, kind.position_class, random);
      lists[map] = said_of(town);
    });
    Counts counts;
    for (const auto& list : lists) {
      add_list(list, counts);
    }
    records.push_back(record_of(kind, counts));
    ++number;
  }
  return records;
}

}  // namespace lykta::bench
