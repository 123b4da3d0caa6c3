// Does the interval of a place's rank hold the true one, though the places are found by the events themselves? All of it
// stands in docs/calibration.md (bench/calibrate_ranks.cpp); here are fewer towns.
#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <numbers>
#include <tuple>
#include <vector>

#include "engine/base/random_stream.hpp"
#include "engine/questions/picture.hpp"
#include "tests/catch.hpp"

namespace lykta::tests_of_rank_coverage {
namespace {

constexpr double town_m = 2400;
constexpr double around_m = 60;  ///< standard deviation of the events around a spot

struct Spot {
  Point middle;
  double mean = 0;
};

/// Nine spots 600 m from each other, each somewhere in its cell; the k-th has `ratio` of the one before it.
std::vector<Spot> nine_spots(double first, double ratio, RandomStream& random) {
  std::vector<Spot> spots;
  for (int k = 0; k < 9; ++k) {
    const auto x = 600 * (1 + k % 3) + 100 * random.uniform();
    spots.push_back({{x, 600 * (1.0 + k / 3) + 100 * random.uniform()}, first * std::pow(ratio, k)});
  }
  return spots;
}

std::uint32_t poisson(RandomStream& random, double mean) {
  std::uint32_t count = 0;
  for (auto product = random.uniform(); product > std::exp(-mean); product *= random.uniform()) {
    ++count;
  }
  return count;
}

Inputs events_around(const std::vector<Spot>& spots, RandomStream& random) {
  Inputs inputs;
  inputs.classes = {{"event", 1}};
  inputs.study_area = rectangle({0, 0, town_m, town_m});
  inputs.sources = {{"events", {}}};
  auto& incidents = inputs.incidents;
  for (const auto& spot : spots) {
    for (auto left = poisson(random, spot.mean); left > 0; --left) {
      const auto radius = around_m * std::sqrt(-2 * std::log(1 - random.uniform()));
      const auto angle = 2 * std::numbers::pi * random.uniform();
      incidents.position.push_back(
          {spot.middle.x + radius * std::cos(angle), spot.middle.y + radius * std::sin(angle)});
      incidents.time.emplace_back();
      incidents.class_index.push_back(0);
      incidents.origin.push_back(Origin::reported);
      incidents.position_class.push_back(PositionClass::a);
      incidents.row.push_back({0, static_cast<std::int64_t>(incidents.size())});
    }
  }
  return inputs;
}

/// Events that the cells of a place have in the long run.
double mean_of(const Place& place, const StudyGrid& study, const std::vector<Spot>& spots) {
  const auto half_m = study.grid.cell_m() / 2;
  const auto share = [half_m](double middle, double centre) {
    const auto below = [&](double at) { return 0.5 * std::erfc((middle - at) / around_m / std::numbers::sqrt2); };
    return below(centre + half_m) - below(centre - half_m);
  };
  double mean = 0;
  for (const auto slot : place.slots) {
    const auto centre = study.grid.centre(study.cells[slot]);
    for (const auto& spot : spots) {
      mean += spot.mean * share(spot.middle.x, centre.x) * share(spot.middle.y, centre.y);
    }
  }
  return mean;
}

struct Coverage {
  double held = 0;
  double intervals = 0;
  double width = 0;
};

Coverage coverage_of(double first, double ratio) {
  Coverage coverage;
  for (std::uint64_t town = 0; town < 30; ++town) {
    RandomStream random(static_cast<std::uint64_t>(1000 * ratio), town);
    const auto spots = nine_spots(first, ratio, random);
    PictureOptions options;
    options.places.limit = 100;
    const auto picture = make_picture(events_around(spots, random), options);
    for (const auto& place : picture.places) {
      if (!place.reliability || !place.reliability->ranks) {
        continue;
      }
      const auto own = mean_of(place, picture.place_study, spots);
      const auto rank = 1 + std::ranges::count_if(picture.places, [&](const Place& other) {
                          return mean_of(other, picture.place_study, spots) > own;
                        });
      const auto& [low, high] = *place.reliability->ranks;
      coverage.intervals += 1;
      coverage.held += low <= rank && rank <= high ? 1 : 0;
      coverage.width += high - low + 1;
    }
  }
  return coverage;
}

}  // namespace

TEST_CASE("Rank intervals hold the true rank in towns whose places are found anew each time") {
  for (const auto& [first, ratio, widest] : {std::tuple{300.0, 0.7, 2.5}, {60.0, 0.97, 9.0}, {60.0, 1.0, 9.5}}) {
    const auto coverage = coverage_of(first, ratio);
    const auto width = coverage.width / coverage.intervals;
    INFO("spots of " << first << " x " << ratio << ": " << coverage.held << " of " << coverage.intervals << ", width "
                     << width);
    CHECK(coverage.intervals > 150);
    CHECK(coverage.held >= 0.85 * coverage.intervals);
    CHECK(width < widest);
  }
}

}  // namespace lykta::tests_of_rank_coverage
