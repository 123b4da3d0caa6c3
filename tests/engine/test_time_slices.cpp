#include <array>
#include <chrono>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "engine/base/error.hpp"
#include "engine/density/time_slices.hpp"
#include "tests/catch.hpp"
#include "tests/engine/samples.hpp"

namespace lykta::tests_of_time_slices {
namespace {

using std::chrono::hours;
using std::chrono::seconds;
using test::at;
using test::Random;
using test::within;

using Times = std::vector<std::optional<TimeSpan>>;

TimeSpan moment(LocalTime time) { return {time, time}; }
TimeSpan date(int year, unsigned month, unsigned day) { return {at(year, month, day), at(year, month, day, 24)}; }

/// Moments, short spans, spans of days and of years, some without a time.
Times many_times(std::size_t count) {
  Random random(5);
  Times times;
  for (std::size_t i = 0; i < count; ++i) {
    const auto start = at(2023, 12, 20) + seconds{random.below(70'000'000)};
    constexpr std::array<std::size_t, 5> limits{1, 20'000, 700'000, 5'000'000, 100'000'000};
    if (i % 7 == 3) {
      times.emplace_back();
    } else {
      times.push_back(TimeSpan{start, start + seconds{random.below(limits[i % 5])}});
    }
  }
  return times;
}

std::vector<double> sums_by_event(const TimeSlices& slices, std::size_t events) {
  std::vector<double> sums(events, 0.0);
  for (std::size_t entry = 0; entry < slices.event.size(); ++entry) {
    sums[slices.event[entry]] += slices.weight[entry];
  }
  return sums;
}

/// Each slice lists events in ascending order, none twice, with weights above 0.
bool is_sparse_list(const TimeSlices& slices) {
  for (std::size_t slice = 0; slice < slices.size(); ++slice) {
    const auto events = slices.events_of(slice);
    for (std::size_t i = 0; i < events.size(); ++i) {
      if ((i > 0 && events[i - 1] >= events[i]) || !(slices.weights_of(slice)[i] > 0)) {
        return false;
      }
    }
  }
  return slices.first.size() == slices.size() + 1 && slices.first.back() == slices.event.size() &&
         slices.weight.size() == slices.event.size();
}

std::size_t entries_of(const TimeSlices& slices, std::size_t slice) { return slices.events_of(slice).size(); }

}  // namespace

TEST_CASE("Events weigh in a window of hours as much as they lie in it, and causes of silence are counted") {
  HourWindow friday_night{.from_hour = 22, .to_hour = 4, .weekdays = {}};
  friday_night.weekdays[4] = true;
  // 2024-03-01 was a Friday.
  const Times times{moment(at(2024, 3, 1, 23)), TimeSpan{at(2024, 3, 1, 20), at(2024, 3, 2, 8)}, date(2024, 3, 1),
                    std::nullopt, moment(at(2024, 3, 5, 12))};
  const auto weights = weights_in(friday_night, times, times.size());
  CHECK(weights.weight == std::vector<double>{1, 0.5, 2.0 / 24, 0, 0});
  CHECK(weights.counts.without_time == 1);
  CHECK(weights.counts.outside == 1);
  CHECK(weights.counts.whole_days == 1);
}

TEST_CASE("A source without times has no event in any slice") {
  for (const auto& counts :
       {weights_in({}, {}, 4).counts, recency_weights({}, {}, 4).counts, slices_by_hour_of_week({}, 4).counts,
        slices_by_week({at(2024, 1, 1), at(2024, 2, 1)}, {}, 4).counts}) {
    CHECK(counts.without_time == 4);
    CHECK(counts.outside == 0);
    CHECK(counts.whole_days == 0);
  }
  CHECK(weights_in({}, {}, 4).weight == std::vector<double>(4, 0.0));
  CHECK(slices_by_hour_of_week({}, 4).event.empty());
  CHECK(slices_by_hour_of_week({}, 0).first == std::vector<std::size_t>(169, 0));
}

TEST_CASE("A window that is none is refused even when there are no events") {
  CHECK_THROWS_AS(weights_in(HourWindow{.from_hour = 24}, {}, 0), InvalidOption);
}

TEST_CASE("An event loses half of its weight with each half-life") {
  const Recency recency{.half_life_days = 10, .reference = at(2024, 3, 31)};
  const Times times{moment(at(2024, 3, 31)), moment(at(2024, 3, 21)), moment(at(2024, 3, 11)),
                    moment(at(2024, 3, 1)),  moment(at(2024, 3, 26)), std::nullopt};
  const auto weights = recency_weights(recency, times, times.size());
  CHECK(weights.weight[0] == 1);
  CHECK(weights.weight[1] == 0.5);
  CHECK(weights.weight[2] == 0.25);
  CHECK(weights.weight[3] == 0.125);
  CHECK(weights.weight[4] == within(1e-15, std::sqrt(0.5)));
  CHECK(weights.weight[5] == 0);
  CHECK(weights.counts.without_time == 1);
}

TEST_CASE("A span is as old as its middle, to half a second") {
  const Recency recency{.half_life_days = 1, .reference = at(2024, 3, 31)};
  const Times times{TimeSpan{at(2024, 3, 28), at(2024, 3, 30)}, date(2024, 3, 30),
                    TimeSpan{at(2024, 3, 30, 23, 59, 58), at(2024, 3, 30, 23, 59, 59)}};
  const auto weights = recency_weights(recency, times, times.size());
  CHECK(weights.weight[0] == 0.25);
  CHECK(weights.weight[1] == within(1e-15, std::sqrt(0.5)));
  CHECK(weights.weight[2] == within(1e-15, std::exp2(-1.5 / 86400)));
  CHECK(weights.counts.whole_days == 2);
}

TEST_CASE("Events of the future count for nothing, never for more than one") {
  const Recency recency{.half_life_days = 7, .reference = at(2024, 3, 31)};
  const Times times{moment(at(2024, 3, 31, 0, 0, 1)), moment(at(2025, 1, 1)), TimeSpan{at(2024, 3, 30), at(2024, 4, 1)},
                    TimeSpan{at(2024, 3, 30), at(2024, 4, 1, 0, 0, 1)}};
  const auto weights = recency_weights(recency, times, times.size());
  CHECK(weights.weight == std::vector<double>{0, 0, 1, 0});
  CHECK(weights.counts.outside == 3);
}

TEST_CASE("A half-life that is none is refused") {
  for (const auto days : {0.0, -1.0, std::nan(""), std::numeric_limits<double>::infinity()}) {
    CHECK_THROWS_AS(recency_weights({.half_life_days = days, .reference = {}}, {}, 0), InvalidOption);
  }
  CHECK_THROWS_WITH(recency_weights({.half_life_days = -2, .reference = {}}, {}, 0),
                    "half-life must be a positive number of days, not -2");
}

TEST_CASE("The hours of the week list the events that may have happened in them") {
  // 2024-03-03 was a Sunday.
  const Times times{moment(at(2024, 3, 4, 0, 30)), std::nullopt, TimeSpan{at(2024, 3, 3, 23, 30), at(2024, 3, 4, 1)},
                    date(2024, 3, 5)};
  const auto slices = slices_by_hour_of_week(times, times.size());
  REQUIRE(slices.size() == 168);
  CHECK(slices.labels[0] == "Mon 00");
  CHECK(slices.labels[25] == "Tue 01");
  CHECK(slices.labels[167] == "Sun 23");
  CHECK(slices.periods.empty());
  CHECK(is_sparse_list(slices));

  REQUIRE(entries_of(slices, 0) == 2);
  CHECK(slices.events_of(0)[0] == 0);
  CHECK(slices.weights_of(0)[0] == 1);
  CHECK(slices.events_of(0)[1] == 2);
  CHECK(slices.weights_of(0)[1] == 2.0 / 3);
  REQUIRE(entries_of(slices, 167) == 1);
  CHECK(slices.weights_of(167)[0] == 1.0 / 3);
  for (std::size_t slot = 1; slot < 167; ++slot) {
    CHECK(entries_of(slices, slot) == (slot / 24 == 1 ? 1U : 0U));
  }
  CHECK(slices.weights_of(30)[0] == 1.0 / 24);
  CHECK(slices.counts.without_time == 1);
  CHECK(slices.counts.whole_days == 1);
  CHECK(slices.counts.outside == 0);
}

TEST_CASE("An hour that a span enters at both ends lists the event once") {
  // From Monday 00:30 to the next Monday 00:20: almost a week.
  const Times times{TimeSpan{at(2024, 3, 4, 0, 30), at(2024, 3, 11, 0, 20)}};
  const auto slices = slices_by_hour_of_week(times, 1);
  CHECK(is_sparse_list(slices));
  CHECK(slices.event.size() == 168);
  const auto length = 168.0 * 60 - 10;
  CHECK(slices.weights_of(0)[0] == within(1e-15, 50 / length));
  CHECK(slices.weights_of(1)[0] == within(1e-15, 60 / length));
}

TEST_CASE("A span of years touches each hour of the week once") {
  const Times times{TimeSpan{at(1950, 1, 1), at(2024, 1, 1, 5)},
                    TimeSpan{at(2024, 1, 1, 0, 15), at(2024, 1, 8, 0, 15)}};
  const auto slices = slices_by_hour_of_week(times, times.size());
  CHECK(slices.event.size() == 2 * 168);
  CHECK(is_sparse_list(slices));
  CHECK(slices.weights_of(100)[0] == within(1e-6, 1.0 / 168));
  CHECK(slices.weights_of(0)[1] == within(1e-15, 1.0 / 168));
}

TEST_CASE("The weights of the hours of the week are the aoristic ones and sum to 1") {
  const auto times = many_times(1500);
  const auto slices = slices_by_hour_of_week(times, times.size());
  CHECK(is_sparse_list(slices));
  std::vector<HourOfWeekWeights> weights(times.size(), HourOfWeekWeights{});
  for (std::size_t slice = 0; slice < slices.size(); ++slice) {
    for (std::size_t i = 0; i < entries_of(slices, slice); ++i) {
      weights[slices.events_of(slice)[i]][slice] = slices.weights_of(slice)[i];
    }
  }
  const auto sums = sums_by_event(slices, times.size());
  std::size_t without = 0;
  for (std::size_t i = 0; i < times.size(); ++i) {
    HourOfWeekWeights expected{};
    if (times[i]) {
      add_aoristic(*times[i], expected);
    }
    without += times[i] ? 0U : 1U;
    CAPTURE(i);
    CHECK(weights[i] == expected);
    CHECK(sums[i] == within(1e-12, times[i] ? 1 : 0));
  }
  CHECK(slices.counts.without_time == without);
}

TEST_CASE("A window of hours and the slices of its hours weigh alike") {
  const auto times = many_times(400);
  const HourWindow evening{.from_hour = 17, .to_hour = 23};
  const auto weights = weights_in(evening, times, times.size());
  const auto slices = slices_by_hour_of_week(times, times.size());
  std::vector<double> sums(times.size(), 0.0);
  for (std::size_t slice = 0; slice < slices.size(); ++slice) {
    if (slice % 24 >= 17 && slice % 24 < 23) {
      for (std::size_t i = 0; i < entries_of(slices, slice); ++i) {
        sums[slices.events_of(slice)[i]] += slices.weights_of(slice)[i];
      }
    }
  }
  for (std::size_t i = 0; i < times.size(); ++i) {
    CAPTURE(i);
    CHECK(sums[i] == within(1e-9, weights.weight[i]));
  }
}

TEST_CASE("Weeks are those of ISO 8601, and a week at the rim is cut by the period") {
  // 2024-12-28 was a Saturday: week 52. The next two weeks are weeks 1 and 2 of 2025.
  const auto slices = slices_by_week({at(2024, 12, 28, 12), at(2025, 1, 6, 1)}, {}, 0);
  CHECK(slices.labels == std::vector<std::string>{"2024-W52", "2025-W01", "2025-W02"});
  CHECK(slices.periods == std::vector<Period>{{at(2024, 12, 28, 12), at(2024, 12, 30)},
                                              {at(2024, 12, 30), at(2025, 1, 6)},
                                              {at(2025, 1, 6), at(2025, 1, 6, 1)}});
  CHECK(slices_by_week({at(2021, 1, 3), at(2021, 1, 4)}, {}, 0).labels == std::vector<std::string>{"2020-W53"});
  CHECK(slices_by_week({at(1960, 1, 1), at(1960, 1, 2)}, {}, 0).labels == std::vector<std::string>{"1959-W53"});
  CHECK(slices_by_week({at(2025, 2, 10), at(2025, 2, 17)}, {}, 0).labels == std::vector<std::string>{"2025-W07"});
}

TEST_CASE("A span spreads over the weeks that it touches, and what lies beyond the period is lost") {
  // Monday 2025-02-10 begins week 7.
  const Period period{at(2025, 2, 10), at(2025, 2, 24)};
  const Times times{moment(at(2025, 2, 16, 23, 59, 59)),
                    moment(at(2025, 2, 17)),
                    TimeSpan{at(2025, 2, 16, 12), at(2025, 2, 18)},
                    TimeSpan{at(2025, 2, 9), at(2025, 2, 11)},
                    TimeSpan{at(2024, 2, 10), at(2026, 2, 10)},
                    moment(at(2025, 2, 24)),
                    TimeSpan{at(2025, 2, 1), at(2025, 2, 10)}};
  const auto slices = slices_by_week(period, times, times.size());
  REQUIRE(slices.size() == 2);
  CHECK(is_sparse_list(slices));
  const auto year_share = 7.0 / 731;
  const auto as_vector = [](auto span) { return std::vector(span.begin(), span.end()); };
  CHECK(as_vector(slices.events_of(0)) == std::vector<std::uint32_t>{0, 2, 3, 4});
  CHECK(as_vector(slices.weights_of(0)) == std::vector<double>{1, 1.0 / 3, 0.5, year_share});
  CHECK(as_vector(slices.events_of(1)) == std::vector<std::uint32_t>{1, 2, 4});
  CHECK(as_vector(slices.weights_of(1)) == std::vector<double>{1, 2.0 / 3, year_share});
  CHECK(slices.counts.outside == 2);
}

TEST_CASE("Weights over all weeks of a period that holds everything sum to 1") {
  const auto times = many_times(800);
  const auto slices = slices_by_week({at(2023, 12, 1), at(2030, 1, 1)}, times, times.size());
  CHECK(is_sparse_list(slices));
  const auto sums = sums_by_event(slices, times.size());
  for (std::size_t i = 0; i < times.size(); ++i) {
    CAPTURE(i);
    CHECK(sums[i] == within(1e-12, times[i] ? 1 : 0));
  }
}

TEST_CASE("A stack of weeks needs a period with some length") {
  CHECK_THROWS_AS(slices_by_week({at(2025, 1, 1), at(2025, 1, 1)}, {}, 0), InvalidOption);
  CHECK_THROWS_AS(slices_by_week({at(2025, 1, 2), at(2025, 1, 1)}, {}, 0), InvalidOption);
}

}  // namespace lykta::tests_of_time_slices
