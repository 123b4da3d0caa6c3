#include "bench/calibrate_times.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <string_view>

#include "engine/base/parallel.hpp"
#include "engine/events/time_precision.hpp"
#include "engine/time/busy_windows.hpp"

namespace lykta::bench {

namespace {

using std::chrono::days;
using std::chrono::floor;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;
using std::chrono::weeks;

const LocalTime monday{std::chrono::local_days{std::chrono::year{2024} / 1 / 1}};

/// How times are known.
enum class Precision : std::uint8_t {
  to_the_minute,
  to_the_hour,
  some_intervals,   ///< a quarter are known as up to 14 hours
  days_of_one,      ///< one of two sources knows the day only
  unknown_midnight  ///< three in ten are written as 00:00:00
};

struct Kind {
  std::string_view name;
  Precision precision;
  std::size_t places;
  int days;
};
constexpr std::array<Kind, 8> kinds{{{"to the minute, a year", Precision::to_the_minute, 10, 365},
                                     {"to the hour, a year", Precision::to_the_hour, 10, 365},
                                     {"a quarter as intervals, a year", Precision::some_intervals, 10, 365},
                                     {"one of two sources knows the day only, a year", Precision::days_of_one, 10, 365},
                                     {"three in ten written as 00:00, a year", Precision::unknown_midnight, 10, 365},
                                     {"to the minute, four weeks and two days", Precision::to_the_minute, 10, 30},
                                     {"to the minute, a year, one place", Precision::to_the_minute, 1, 365},
                                     {"to the minute, a year, 50 places", Precision::to_the_minute, 50, 365}}};

TimeSpan written(RandomStream& random, LocalTime time, Precision precision, std::uint32_t source) {
  const LocalTime day = floor<days>(time);
  switch (precision) {
    case Precision::to_the_hour:
      time = floor<hours>(time);
      break;
    case Precision::some_intervals:
      if (random.below(4) == 0) {
        return {time, time + minutes{1 + random.below(14 * 60)}};
      }
      break;
    case Precision::days_of_one:
      if (source == 1) {
        return {day, day + days{1}};
      }
      break;
    case Precision::unknown_midnight:
      if (random.below(10) < 3) {
        time = day;
      }
      break;
    case Precision::to_the_minute:
      time = floor<minutes>(time);
      break;
  }
  return {time, time};
}

/// Events of many places, as they would be read.
struct List {
  Incidents incidents;
  std::vector<std::size_t> place;

  void add(std::size_t of_place, const TimeSpan& span, std::uint32_t source) {
    incidents.time.emplace_back(span);
    incidents.position.push_back({});
    incidents.row.push_back({source, 0});
    place.push_back(of_place);
  }
};

List list_without_pattern(RandomStream& random, const Kind& kind) {
  List list;
  for (std::size_t place = 0; place < kind.places; ++place) {
    const auto events = 5 + random.below(96);
    for (std::uint32_t i = 0; i < events; ++i) {
      const auto time = monday + seconds{random.below(static_cast<std::uint32_t>(kind.days) * 86'400)};
      const auto source = random.below(2);
      list.add(place, written(random, time, kind.precision, source), source);
    }
  }
  return list;
}

std::vector<PlaceTimes> asked(const List& list, std::size_t places, int days_recorded, std::uint64_t seed) {
  const auto precision = time_precision(list.incidents);
  std::vector<std::vector<KnownTime>> known(places);
  for (std::size_t i = 0; i < list.place.size(); ++i) {
    if (precision[i] != TimePrecision::none) {
      known[list.place[i]].push_back({.span = *list.incidents.time[i],
                                      .source = list.incidents.row[i].source,
                                      .clock_known = precision[i] == TimePrecision::clock});
    }
  }
  const Period recorded{monday, monday + days{days_recorded}};
  return busy_windows(known, std::array{recorded, recorded}, {.seed = seed, .threads = 1});
}

bool is_clear(const BusyWindow& window) { return window.finding == WindowFinding::clear; }

nlohmann::ordered_json share_where(const std::vector<char>& lists) {
  return as_json(share_of(static_cast<std::size_t>(std::ranges::count(lists, 1)), lists.size()));
}

constexpr std::array<std::uint32_t, 2> planted_events{40, 100};
constexpr std::array<double, 3> night_parts{0.2, 0.35, 0.5};

/// Place 0 has a part of its events on Fridays from 21 to 24.
List list_with_friday_nights(RandomStream& random, std::uint32_t events, double part) {
  auto list = list_without_pattern(random, {"", Precision::to_the_minute, 10, 364});
  List planted;
  for (std::size_t i = 0; i < list.place.size(); ++i) {
    if (list.place[i] != 0) {
      planted.add(list.place[i], *list.incidents.time[i], list.incidents.row[i].source);
    }
  }
  for (std::uint32_t i = 0; i < events; ++i) {
    auto time = monday + minutes{random.below(364 * 1440)};
    if (random.uniform() < part) {
      time = monday + weeks{random.below(52)} + days{4} + hours{21} + minutes{random.below(180)};
    }
    planted.add(0, {time, time}, 0);
  }
  return planted;
}

}  // namespace

Records times_without_pattern(const Calibration& calibration) {
  Records records;
  for (std::size_t kind = 0; kind < kinds.size(); ++kind) {
    std::vector<char> weekday(calibration.maps);
    std::vector<char> hour(calibration.maps);
    std::vector<char> any(calibration.maps);
    for_each_part(calibration.maps, calibration.threads, [&](std::size_t map) {
      RandomStream random(calibration.seed + ((500 + kind) << 32U), map);
      const auto list = list_without_pattern(random, kinds[kind]);
      for (const auto& times : asked(list, kinds[kind].places, kinds[kind].days, map)) {
        weekday[map] = is_clear(times.weekday) ? 1 : weekday[map];
        hour[map] = is_clear(times.hours) ? 1 : hour[map];
      }
      any[map] = std::max(weekday[map], hour[map]);
    });
    records.push_back({{"times", kinds[kind].name},
                       {"places", kinds[kind].places},
                       {"lists", calibration.maps},
                       {"lists_with_a_weekday", share_where(weekday)},
                       {"lists_with_hours", share_where(hour)},
                       {"lists_with_either", share_where(any)}});
  }
  return records;
}

Records friday_nights(const Calibration& calibration) {
  Records records;
  for (const auto events : planted_events) {
    for (const auto part : night_parts) {
      std::vector<char> weekday(calibration.maps);
      std::vector<char> hour(calibration.maps);
      for_each_part(calibration.maps, calibration.threads, [&](std::size_t map) {
        const auto kind = 520 + std::uint64_t{events} + static_cast<std::uint64_t>(100 * part);
        RandomStream random(calibration.seed + (kind << 32U), map);
        const auto planted = asked(list_with_friday_nights(random, events, part), 10, 364, map).front();
        weekday[map] = is_clear(planted.weekday) && planted.weekday.first == 4 ? 1 : 0;
        // Hours that share two with 21 to 24 are right.
        hour[map] = is_clear(planted.hours) && planted.hours.first >= 20 && planted.hours.first <= 22 ? 1 : 0;
      });
      records.push_back({{"events", events},
                         {"part", part},
                         {"lists", calibration.maps},
                         {"friday_found", share_where(weekday)},
                         {"night_found", share_where(hour)}});
    }
  }
  return records;
}

}  // namespace lykta::bench
