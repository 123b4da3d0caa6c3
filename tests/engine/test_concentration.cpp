#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <vector>

#include "engine/base/error.hpp"
#include "engine/statistics/concentration.hpp"
#include "tests/catch.hpp"
#include "tests/engine/samples.hpp"

namespace lykta::tests_of_concentration {
namespace {

using Counts = std::vector<std::uint32_t>;
using test::within;

/// The generalised Gini as an area: what lies between the Lorenz curve and that of the most even spread of whole
/// events, as a share of the area below the latter. Its line rises from 0 over the last min(c, n) places.
double gini_as_area(Counts count) {
  std::ranges::sort(count);
  const auto places = static_cast<double>(count.size());
  const auto events = static_cast<double>(std::accumulate(count.begin(), count.end(), 0.0));
  double below = 0;
  double sum = 0;
  for (const auto number : count) {
    below += (sum + number / 2.0) / events / places;
    sum += number;
  }
  const auto even = std::min(events, places) / places / 2;
  return (even - below) / even;
}

}  // namespace

TEST_CASE("Concentration of four places") {
  // 12 events: 6 + 3 + 2 + 1. Half of them at one place. Gini: (1/4) (2 (1 + 2*2 + 3*3 + 4*6) / 12 - 5) = 1/3.
  const auto result = concentration(Counts{3, 6, 1, 2}, {}, {.runs = 99});
  CHECK(result.places == 4);
  CHECK(result.events == 12);
  CHECK(result.places_with_events == 4);
  CHECK(result.places_needed == 1);
  CHECK(result.share_of_places.value == 0.25);
  CHECK(result.gini.value == within(1e-12, 1.0 / 3));
  CHECK(concentration(Counts{3, 6, 1, 2}, {}, {.share_of_events = 0.75, .runs = 0}).places_needed == 2);
  CHECK(concentration(Counts{3, 6, 1, 2}, {}, {.share_of_events = 1, .runs = 0}).places_needed == 4);
}

TEST_CASE("Fewer events than places spread as evenly as they can have a Gini of 0") {
  CHECK(concentration(Counts{0, 1, 0, 1, 0, 0, 1}, {}, {.runs = 0}).gini.value == within(1e-12, 0));
  CHECK(concentration(Counts{0, 0, 1, 0}, {}, {.runs = 0}).gini.value == within(1e-12, 0));
  CHECK(concentration(Counts{2, 2, 2}, {}, {.runs = 0}).gini.value == within(1e-12, 0));
  // All three events at one of seven places: 1 - 1/3. The usual Gini would give 6/7 here and 4/7 above.
  CHECK(concentration(Counts{0, 3, 0, 0, 0, 0, 0}, {}, {.runs = 0}).gini.value == within(1e-12, 2.0 / 3));
  CHECK(concentration(Counts{0, 100, 0, 0}, {}, {.runs = 0}).gini.value == within(1e-12, 3.0 / 4));
}

TEST_CASE("The generalised Gini is an area between Lorenz curves") {
  test::Random random(91);
  for (int i = 0; i < 200; ++i) {
    Counts count(1 + random.below(30));
    for (auto events = 1 + random.below(60); events > 0; --events) {
      ++count[static_cast<std::size_t>(static_cast<double>(count.size()) * std::pow(random.between(0, 1), 2))];
    }
    const auto result = concentration(count, {}, {.runs = 0});
    CAPTURE(count);
    CHECK(result.gini.value == within(1e-12, gini_as_area(count)));
    CHECK(result.gini.value > -1e-12);
    CHECK(result.gini.value < 1);
  }
}

TEST_CASE("One event in many places is as concentrated as chance") {
  Counts count(1000);
  count[500] = 1;
  const auto result = concentration(count, {}, {.runs = 99});
  CHECK(result.places_needed == 1);
  CHECK(result.share_of_places.p == 1);
  CHECK(result.gini.p == 1);
  CHECK(result.share_of_places.middle_95.low == 0.001);
  CHECK(result.share_of_places.middle_95.high == 0.001);
  CHECK(result.share_of_places.median == 0.001);
}

TEST_CASE("p of the concentration is even when places draw alike") {
  // 300 maps. The number of p <= 0.1 has mean 30 and standard deviation 5.2; ties make it smaller. With an exposure,
  // chance draws in proportion to it.
  test::Random random(92);
  for (const auto with_exposure : {false, true}) {
    int gini = 0;
    int share = 0;
    int wrong = 0;
    for (std::uint64_t map = 0; map < 300; ++map) {
      Counts count(60);
      std::vector<double> exposure(60, 1.0);
      if (with_exposure) {
        std::fill(exposure.begin(), exposure.begin() + 20, 4.0);
      }
      for (int i = 0; i < 90; ++i) {
        const auto draw = random.below(with_exposure ? 120 : 60);
        ++count[with_exposure ? (draw < 80 ? draw / 4 : draw - 60) : draw];
      }
      const auto result = concentration(count, exposure, {.runs = 99, .seed = map, .threads = 1});
      gini += result.gini.p <= 0.1 ? 1 : 0;
      share += result.share_of_places.p <= 0.1 ? 1 : 0;
      wrong += concentration(count, {}, {.runs = 99, .seed = map, .threads = 1}).gini.p <= 0.1 ? 1 : 0;
    }
    CAPTURE(with_exposure);
    CHECK(gini <= 30 + 16);
    CHECK(gini >= 30 - 18);
    CHECK(share <= 30 + 16);
    CHECK((wrong > 200) == with_exposure);
  }
}

TEST_CASE("What chance gives lies around its own figures") {
  // 2 000 events at 10 000 places at random: a Poisson number of 0.2 per place. Half of the events are those of all
  // places with two or more (350 events at 169 places or so) and as many of the places with one as are missing.
  Counts count(10000);
  test::Random random(93);
  for (int i = 0; i < 2000; ++i) {
    ++count[random.below(10000)];
  }
  const auto result = concentration(count, {}, {.runs = 499});
  const auto none = std::exp(-0.2);
  const auto ones = 10000 * 0.2 * none;
  const auto more = 10000 * (1 - none - 0.2 * none);
  const auto expected = (more + 1000 - (2000 - ones)) / 10000;
  CHECK(result.share_of_places.median == within(0.001, expected));
  CHECK(result.share_of_places.middle_95.low < result.share_of_places.median);
  CHECK(result.share_of_places.middle_95.high > result.share_of_places.median);
  CHECK(result.share_of_places.middle_95.high - result.share_of_places.middle_95.low < 0.006);
  CHECK(result.share_of_places.p > 0.01);
}

TEST_CASE("Without events or places there is no concentration") {
  for (const auto& count : {Counts{}, Counts{0}, Counts{0, 0, 0}}) {
    const auto result = concentration(count, {}, {.runs = 9});
    CHECK(result.events == 0);
    CHECK(result.places == count.size());
    CHECK(std::isnan(result.gini.value));
    CHECK(std::isnan(result.share_of_places.value));
    CHECK(std::isnan(result.share_of_places.p));
  }
  const auto no_runs = concentration(Counts{1, 2}, {}, {.runs = 0});
  CHECK(std::isnan(no_runs.gini.p));
  CHECK(std::isnan(no_runs.gini.middle_95.low));
}

TEST_CASE("The concentration is the same on any number of threads and with one very large count") {
  const Counts count{0, 5, 2, 0, 0, 1, 40, 3};
  const auto one = concentration(count, {}, {.runs = 99, .threads = 1});
  const auto three = concentration(count, {}, {.runs = 99, .threads = 3});
  CHECK(one.gini.median == three.gini.median);
  CHECK(one.gini.p == three.gini.p);
  CHECK(one.gini.value == within(1e-12, gini_as_area(count)));
}

TEST_CASE("Shares and exposures that mean nothing are refused") {
  CHECK_THROWS_AS(concentration(Counts{1}, {}, {.share_of_events = 0}), InvalidOption);
  CHECK_THROWS_AS(concentration(Counts{1}, {}, {.share_of_events = 1.1}), InvalidOption);
  CHECK_THROWS_AS(concentration(Counts{1}, {}, {.share_of_events = std::nan("")}), InvalidOption);
  CHECK_THROWS_AS(concentration(Counts{1}, std::vector<double>{0}, {}), DataError);
  CHECK_THROWS_AS(concentration(Counts{1}, std::vector<double>{-1}, {}), DataError);
  CHECK_THROWS_AS(concentration(Counts{1}, std::vector<double>{std::nan("")}, {}), DataError);
}

}  // namespace lykta::tests_of_concentration
