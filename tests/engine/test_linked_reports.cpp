#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdint>
#include <limits>
#include <map>
#include <numeric>
#include <optional>
#include <set>
#include <tuple>
#include <utility>
#include <vector>

#include "engine/base/error.hpp"
#include "engine/events/linked_reports.hpp"
#include "engine/space/area.hpp"
#include "tests/catch.hpp"
#include "tests/engine/samples.hpp"

namespace lykta::tests_of_linked_reports {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;
using test::at;
using test::Random;

const auto noon = at(2024, 3, 1, 12);

struct Report {
  std::uint32_t source = 0;
  Point position;
  std::optional<TimeSpan> time = TimeSpan{noon, noon + hours{1}};
  std::uint16_t class_index = 0;
  PositionClass position_class = PositionClass::unknown;
};

Incidents incidents_of(const std::vector<Report>& reports) {
  Incidents incidents;
  for (const auto& report : reports) {
    incidents.position.push_back(report.position);
    incidents.time.push_back(report.time);
    incidents.class_index.push_back(report.class_index);
    incidents.origin.push_back(Origin::reported);
    incidents.position_class.push_back(report.position_class);
    incidents.row.push_back({report.source, static_cast<std::int64_t>(incidents.row.size())});
  }
  return incidents;
}

/// Longer spans than by default, so that they overlap by more or less.
const LinkOptions two_days{.longest_span = hours{48}};

std::vector<std::uint32_t> counted_as(const std::vector<Report>& reports, const LinkOptions& options = two_days) {
  return link_reports(incidents_of(reports), options).counted_as;
}

bool linked(const Report& a, const Report& b, const LinkOptions& options = two_days) {
  return link_reports(incidents_of({a, b}), options).linked == 1;
}

/// Whether two reports at one place link, given their times.
bool times_link(const TimeSpan& a, const TimeSpan& b, const LinkOptions& options = two_days) {
  const auto forth =
      linked({.source = 0, .position = {}, .time = a}, {.source = 1, .position = {}, .time = b}, options);
  const auto back = linked({.source = 0, .position = {}, .time = b}, {.source = 1, .position = {}, .time = a}, options);
  CHECK(forth == back);
  return forth;
}

using Indexes = std::vector<std::uint32_t>;

/// The rule of the header, pair by pair, without cells and bundles.
class ByHand {
 public:
  ByHand(const std::vector<Report>& reports, const LinkOptions& options) : reports_(reports), options_(options) {}

  Indexes counted_as() {
    std::vector<std::tuple<double, seconds, std::uint32_t, std::uint32_t, std::uint32_t, std::uint32_t>> pairs;
    for (std::uint32_t i = 0; i < reports_.size(); ++i) {
      for (std::uint32_t j = i + 1; j < reports_.size(); ++j) {
        if (of_one_event(reports_[i], reports_[j])) {
          const auto firsts = std::minmax({first_like(i), first_like(j)});
          pairs.emplace_back(distance_m(reports_[i].position, reports_[j].position),
                             std::max(reports_[i].time->start, reports_[j].time->start) -
                                 std::min(reports_[i].time->end, reports_[j].time->end),
                             firsts.first, firsts.second, i, j);
        }
      }
    }
    std::ranges::sort(pairs);
    Indexes group(reports_.size());
    std::iota(group.begin(), group.end(), 0U);
    for (const auto& [away, gap, first, second, i, j] : pairs) {
      join(group, group[i], group[j]);
    }
    Indexes result(reports_.size());
    for (std::uint32_t i = 0; i < reports_.size(); ++i) {
      result[i] = i;
      for (std::uint32_t j = 0; j < reports_.size(); ++j) {
        if (group[j] == group[i] && merit(j) < merit(result[i])) {
          result[i] = j;
        }
      }
    }
    return result;
  }

 private:
  [[nodiscard]] bool of_one_event(const Report& a, const Report& b) const {
    if (a.source == b.source || !a.time || !b.time || a.time->length() > options_.longest_span ||
        b.time->length() > options_.longest_span || (options_.same_class && a.class_index != b.class_index) ||
        distance_m(a.position, b.position) > options_.distance_m) {
      return false;
    }
    if (options_.tolerance > seconds{0}) {
      return a.time->start <= b.time->end + options_.tolerance && b.time->start <= a.time->end + options_.tolerance;
    }
    const auto holds_start = [](const TimeSpan& span, const TimeSpan& other) {
      return (span.start <= other.start && other.start < span.end) || span == other;
    };
    return holds_start(*a.time, *b.time) || holds_start(*b.time, *a.time);
  }

  [[nodiscard]] std::uint32_t first_like(std::uint32_t report) const {
    std::uint32_t first = 0;
    while (reports_[first].source != reports_[report].source || reports_[first].position != reports_[report].position ||
           reports_[first].time != reports_[report].time ||
           (options_.same_class && reports_[first].class_index != reports_[report].class_index)) {
      ++first;
    }
    return first;
  }

  void join(Indexes& group, std::uint32_t a, std::uint32_t b) const {
    std::set<std::uint32_t> sources;
    for (std::size_t i = 0; i < group.size(); ++i) {
      if ((group[i] == a || group[i] == b) && !sources.insert(reports_[i].source).second) {
        return;
      }
    }
    std::ranges::replace(group, b, a);
  }

  [[nodiscard]] std::tuple<int, seconds, std::uint32_t> merit(std::uint32_t report) const {
    const auto position = static_cast<int>(reports_[report].position_class);
    const auto& time = reports_[report].time;
    return {position == 0 ? 9 : position, time ? time->length() : seconds{0}, report};
  }

  const std::vector<Report>& reports_;
  const LinkOptions& options_;
};

/// Reports in a few hundred metres and a few days. On a coarse lattice and in whole hours many agree, and ties abound.
std::vector<Report> random_reports(Random& random, std::size_t count, std::size_t sources, bool coarse) {
  std::vector<Report> reports;
  for (std::size_t i = 0; i < count; ++i) {
    auto position = random.in({-300, -300, 300, 300});
    auto start = noon + seconds{static_cast<int>(random.between(0, 3 * 86'400))};
    auto length = seconds{static_cast<int>(random.between(0, 20 * 3600))};
    if (coarse) {
      position = {100 * std::round(position.x / 100), 100 * std::round(position.y / 100)};
      start = noon + hours{random.below(40)};
      length = hours{random.below(3)};
    }
    Report report{.source = static_cast<std::uint32_t>(7 * random.below(sources)),
                  .position = position,
                  .time = TimeSpan{start, start + length},
                  .class_index = static_cast<std::uint16_t>(random.below(2)),
                  .position_class = static_cast<PositionClass>(random.below(4))};
    if (random.below(20) == 0) {
      report.time.reset();
    }
    reports.push_back(report);
  }
  return reports;
}

/// The order in which ties are broken: class, cells a little wider than the distance, source, time, place, what else is
/// known.
void put_in_order_of_ties(std::vector<Report>& reports, const LinkOptions& options) {
  std::vector<Point> points;
  for (const auto& report : reports) {
    points.push_back(report.position);
  }
  const auto box = bounding_box(points);
  const auto cell_m = std::max({1.0, 1.001 * options.distance_m, std::max(box.width(), box.height()) / 0x1p23});
  std::ranges::stable_sort(reports, {}, [&](const Report& report) {
    const auto time = report.time.value_or(TimeSpan{});
    return std::tuple(options.same_class ? report.class_index : 0, std::floor((report.position.y - box.min_y) / cell_m),
                      std::floor((report.position.x - box.min_x) / cell_m), report.source, time.start, time.end,
                      report.position.x, report.position.y, report.class_index, report.position_class);
  });
}

/// Pairs of places in the list that are counted together.
std::set<std::set<std::uint32_t>> groups_of(const Indexes& counted) {
  std::map<std::uint32_t, std::set<std::uint32_t>> groups;
  for (std::uint32_t i = 0; i < counted.size(); ++i) {
    groups[counted[i]].insert(i);
  }
  std::set<std::set<std::uint32_t>> result;
  for (const auto& [counted_one, group] : groups) {
    result.insert(group);
  }
  return result;
}

}  // namespace

TEST_CASE("Two reports of two sources at one place and time are counted once") {
  const auto result = link_reports(incidents_of({{.source = 0, .position = {}}, {.source = 1, .position = {}}}), {});
  CHECK(result.counted_as == Indexes{0, 0});
  CHECK(result.linked == 1);
}

TEST_CASE("Reports of one source are never linked") {
  CHECK(counted_as({{.source = 3, .position = {}}, {.source = 3, .position = {}}}) == Indexes{0, 1});
}

TEST_CASE("No incidents, or linking switched off, link nothing") {
  CHECK(link_reports({}, {}) == LinkedReports{});
  CHECK(counted_as({{.source = 0, .position = {}}, {.source = 1, .position = {}}}, {.enabled = false}) ==
        Indexes{0, 1});
}

TEST_CASE("A distance equal to the limit links and a millimetre more does not") {
  const auto apart = [](double metres) {
    return linked({.source = 0, .position = {517541.9, 6229148.3}},
                  {.source = 1, .position = {517541.9, 6229148.3 + metres}});
  };
  CHECK(apart(150));
  CHECK(apart(-150));
  CHECK_FALSE(apart(150.001));
  CHECK(linked({.source = 0, .position = {0, 0}}, {.source = 1, .position = {90, 120}}));
  CHECK_FALSE(linked({.source = 0, .position = {0, 0}}, {.source = 1, .position = {120, 120}}));
}

TEST_CASE("Without distance only reports at the very same place link") {
  const LinkOptions here{.distance_m = 0};
  CHECK(linked({.source = 0, .position = {5, 5}}, {.source = 1, .position = {5, 5}}, here));
  CHECK_FALSE(linked({.source = 0, .position = {5, 5}}, {.source = 1, .position = {5, 5.01}}, here));
}

TEST_CASE("Neighbouring reports link across the borders of cells in every direction") {
  for (const auto& step : {Point{140, 0}, Point{0, 140}, Point{100, 100}, Point{-100, 100}, Point{100, -100}}) {
    for (double shift = 0; shift < 300; shift += 10) {
      CAPTURE(step.x, step.y, shift);
      // The third report spans the box, so that the first two fall anywhere among the cells.
      const auto counted = counted_as({{.source = 0, .position = {500 + shift, 500 + shift}},
                                       {.source = 1, .position = {500 + shift + step.x, 500 + shift + step.y}},
                                       {.source = 0, .position = {-1000, -1000}}});
      CHECK(groups_of(counted) == std::set<std::set<std::uint32_t>>{{0, 1}, {2}});
    }
  }
}

TEST_CASE("A report far beyond the others hides no link") {
  CHECK(counted_as({{.source = 0, .position = {0, 0}},
                    {.source = 1, .position = {1e12, -1e12}},
                    {.source = 1, .position = {100, 0}}}) == Indexes{0, 1, 0});
}

TEST_CASE("Times must overlap and spans that only touch do not") {
  CHECK(times_link({noon, noon + hours{2}}, {noon + hours{1}, noon + hours{3}}));
  CHECK(times_link({noon, noon + hours{9}}, {noon + hours{1}, noon + hours{2}}));
  CHECK_FALSE(times_link({noon, noon + hours{1}}, {noon + hours{1}, noon + hours{2}}));
  CHECK_FALSE(times_link({noon, noon + hours{1}}, {noon + hours{5}, noon + hours{6}}));
}

TEST_CASE("A moment lies in a span that starts with it and not in one that ends with it") {
  const TimeSpan span{noon, noon + hours{1}};
  const auto moment = [](LocalTime time) { return TimeSpan{time, time}; };
  CHECK(times_link(span, moment(noon)));
  CHECK(times_link(span, moment(noon + minutes{30})));
  CHECK(times_link(span, moment(noon + hours{1} - seconds{1})));
  CHECK_FALSE(times_link(span, moment(noon + hours{1})));
  CHECK_FALSE(times_link(span, moment(noon - seconds{1})));
  CHECK(times_link(moment(noon), moment(noon)));
  CHECK_FALSE(times_link(moment(noon), moment(noon + seconds{1})));
}

TEST_CASE("With a tolerance times may lie apart") {
  const LinkOptions quarter{.tolerance = minutes{15}, .longest_span = hours{48}};
  const TimeSpan span{noon, noon + hours{1}};
  const auto later = [&](seconds gap) { return TimeSpan{span.end + gap, span.end + gap + hours{1}}; };
  CHECK(times_link(span, later(seconds{0}), quarter));
  CHECK(times_link(span, later(minutes{15}), quarter));
  CHECK_FALSE(times_link(span, later(minutes{15} + seconds{1}), quarter));
  CHECK(times_link({noon, noon}, {noon + minutes{15}, noon + minutes{15}}, quarter));
}

TEST_CASE("Reports without time or with a span too long prove nothing") {
  CHECK_FALSE(linked({.source = 0, .position = {}, .time = {}}, {.source = 1, .position = {}}));
  CHECK_FALSE(linked({.source = 0, .position = {}, .time = {}}, {.source = 1, .position = {}, .time = {}}));
  CHECK(times_link({noon, noon + hours{48}}, {noon + hours{1}, noon + hours{2}}));
  CHECK_FALSE(times_link({noon, noon + hours{48} + seconds{1}}, {noon + hours{1}, noon + hours{2}}));
  CHECK(times_link({noon, noon + hours{49}}, {noon + hours{1}, noon + hours{2}}, {.longest_span = hours{49}}));
}

TEST_CASE("Only times that are known to the hour link unless a wider precision is stated") {
  const LinkOptions usual;
  const TimeSpan within_it{noon + minutes{30}, noon + minutes{40}};
  CHECK(times_link({noon, noon + hours{1}}, within_it, usual));
  CHECK_FALSE(times_link({noon, noon + hours{1} + seconds{1}}, within_it, usual));
  CHECK(times_link({noon, noon + hours{2}}, within_it, {.longest_span = hours{2}}));
}

TEST_CASE("Dates without a time of day do not link, whatever is stated") {
  const auto day = at(2024, 3, 1);
  const TimeSpan whole_day{day, day + hours{24}};
  const LinkOptions stated{.longest_span = hours{48}};
  CHECK_FALSE(times_link(whole_day, whole_day, stated));
  CHECK_FALSE(times_link(whole_day, {noon, noon}, stated));
  CHECK_FALSE(times_link({day, day + hours{24} - minutes{1}}, {noon, noon}, stated));
  // Where 00:00 stands for no time of day, two of one date are no more than two of one date.
  std::vector<Report> reports;
  for (std::uint32_t source : {0U, 1U}) {
    for (int i = 0; i < 5; ++i) {
      const auto midnight = at(2024, 3, 1) + std::chrono::days{i};
      reports.push_back({.source = source, .position = {}, .time = TimeSpan{midnight, midnight}});
    }
  }
  CHECK(link_reports(incidents_of(reports), {}).linked == 0);
  // A single report of midnight is one of midnight.
  CHECK(times_link({day, day}, {day, day}, {}));
}

TEST_CASE("Of two reports the one inside the study area is counted, and the reported one before the find") {
  const auto area = rectangle({-100, -100, 100, 100});
  const Report outside{.source = 0, .position = {120, 0}, .position_class = PositionClass::a};
  const Report inside{.source = 1, .position = {90, 0}};
  const auto incidents = incidents_of({outside, inside});
  CHECK(link_reports(incidents, {}).counted_as == Indexes{0, 0});
  CHECK(link_reports(incidents, {}, area).counted_as == Indexes{1, 1});
  auto found = incidents_of({inside, {.source = 0, .position = {80, 0}, .position_class = PositionClass::a}});
  found.origin[1] = Origin::discovered;
  CHECK(link_reports(found, {}, area).counted_as == Indexes{0, 0});
}

TEST_CASE("Reports of different classes link only when classes do not matter") {
  const Report theft{.source = 0, .position = {}, .class_index = 1};
  const Report damage{.source = 1, .position = {}, .class_index = 65'535};
  CHECK_FALSE(linked(theft, damage));
  CHECK(linked(theft, damage, {.same_class = false}));
}

TEST_CASE("A report links to at most one report of another source") {
  // A party of three in the one source and one report in the other: the nearest is linked.
  CHECK(counted_as({{.source = 0, .position = {100, 0}},
                    {.source = 0, .position = {20, 0}},
                    {.source = 0, .position = {50, 0}},
                    {.source = 1, .position = {0, 0}}}) == Indexes{0, 1, 2, 1});
}

TEST_CASE("The nearest pair is taken first, then the longer overlap, then the smaller index") {
  const Report sought{.source = 1, .position = {0, 0}, .time = TimeSpan{noon, noon + hours{4}}};
  const Report far{.source = 0, .position = {30, 0}, .time = TimeSpan{noon, noon + hours{4}}};
  const Report brief{.source = 0, .position = {10, 0}, .time = TimeSpan{noon, noon + hours{1}}};
  const Report lengthy{.source = 0, .position = {0, 10}, .time = TimeSpan{noon, noon + hours{3}}};
  CHECK(counted_as({far, brief, sought}) == Indexes{0, 1, 1});
  CHECK(counted_as({brief, lengthy, sought}) == Indexes{0, 1, 1});
  CHECK(counted_as({lengthy, lengthy, sought}) == Indexes{0, 1, 0});
}

TEST_CASE("Of reports that do not overlap within the tolerance the nearer in time comes first") {
  const LinkOptions day{.tolerance = hours{24}};
  const auto moment = [](int hour) { return TimeSpan{noon + hours{hour}, noon + hours{hour}}; };
  CHECK(counted_as({{.source = 0, .position = {}, .time = moment(-5)},
                    {.source = 0, .position = {}, .time = moment(3)},
                    {.source = 1, .position = {}, .time = moment(0)}},
                   day) == Indexes{0, 1, 1});
}

TEST_CASE("The report with the best position is counted, then the one with the shortest span") {
  const Report vague{.source = 0, .position = {}, .time = TimeSpan{noon, noon + hours{1}}};
  const Report exact{
      .source = 1, .position = {}, .time = TimeSpan{noon, noon + hours{9}}, .position_class = PositionClass::c};
  CHECK(counted_as({vague, exact}) == Indexes{1, 1});
  auto lengthy = exact;
  lengthy.position_class = PositionClass::unknown;
  CHECK(counted_as({lengthy, vague}) == Indexes{1, 1});
  auto better = vague;
  for (const auto position : {PositionClass::b, PositionClass::a}) {
    better.position_class = position;
    CHECK(counted_as({exact, better}) == Indexes{1, 1});
  }
}

TEST_CASE("Three sources make one group, unless it would hold two reports of one source") {
  const Report middle{.source = 1, .position = {100, 0}};
  CHECK(counted_as({{.source = 0, .position = {0, 0}}, middle, {.source = 2, .position = {200, 0}}}) ==
        Indexes{0, 0, 0});
  // The last one is nearest to the report of source 2, but its own source is in the group already.
  CHECK(counted_as({{.source = 0, .position = {40, 0}},
                    middle,
                    {.source = 2, .position = {150, 0}},
                    {.source = 0, .position = {220, 0}}}) == Indexes{0, 0, 0, 3});
}

TEST_CASE("Equal reports are paired in their order") {
  CHECK(counted_as({{.source = 0, .position = {}},
                    {.source = 1, .position = {}},
                    {.source = 0, .position = {}},
                    {.source = 1, .position = {}},
                    {.source = 1, .position = {}}}) == Indexes{0, 0, 2, 2, 4});
}

TEST_CASE("More than 64 sources are told apart") {
  std::vector<Report> reports;
  for (std::uint32_t source = 0; source < 130; ++source) {
    reports.push_back({.source = 1000 * source, .position = {}});
  }
  CHECK(counted_as(reports) == Indexes(130, 0));
  reports.push_back({.source = 129'000, .position = {}});
  auto expected = Indexes(130, 0);
  expected.push_back(130);
  CHECK(counted_as(reports) == expected);
}

TEST_CASE("Linking agrees with a comparison of all pairs") {
  for (std::uint64_t seed = 0; seed < 40; ++seed) {
    CAPTURE(seed);
    Random random(seed);
    auto reports = random_reports(random, 300, 2 + seed % 3, seed % 2 == 1);
    const LinkOptions options{.distance_m = seed % 5 == 4 ? 0.0 : 100.0 + static_cast<double>(seed),
                              .tolerance = hours{seed % 4 == 3 ? 1 : 0},
                              .same_class = seed % 8 != 0,
                              .longest_span = hours{seed % 3 == 0 ? 10 : 48}};
    put_in_order_of_ties(reports, options);
    const auto result = link_reports(incidents_of(reports), options);
    CHECK(result.counted_as == ByHand(reports, options).counted_as());
    if (options.distance_m > 0) {
      CHECK(result.linked > 15);
    }
  }
}

TEST_CASE("No group holds two reports of one source and the counted one is counted as itself") {
  Random random(5);
  const auto reports = random_reports(random, 2000, 4, true);
  const auto result = link_reports(incidents_of(reports), two_days);
  std::uint64_t not_counted = 0;
  for (const auto& group : groups_of(result.counted_as)) {
    std::set<std::uint32_t> sources;
    for (const auto report : group) {
      sources.insert(reports[report].source);
    }
    CHECK(sources.size() == group.size());
    not_counted += group.size() - 1;
    const auto counted = result.counted_as[*group.begin()];
    CHECK(result.counted_as[counted] == counted);
  }
  CHECK(result.linked == not_counted);
  CHECK(not_counted > 200);
}

TEST_CASE("Neither the numbers of the sources nor the order of the reports matter for what is linked") {
  Random random(11);
  auto reports = random_reports(random, 300, 3, false);
  const auto groups = groups_of(counted_as(reports));
  CHECK(groups.size() < 260);

  auto renamed = reports;
  for (auto& report : renamed) {
    report.source = 14 - report.source;
  }
  CHECK(groups_of(counted_as(renamed)) == groups);

  Indexes order(reports.size());
  std::iota(order.begin(), order.end(), 0U);
  random.shuffle(order);
  std::vector<Report> shuffled;
  for (const auto report : order) {
    shuffled.push_back(reports[report]);
  }
  std::set<std::set<std::uint32_t>> groups_in_old_order;
  for (const auto& group : groups_of(counted_as(shuffled))) {
    std::set<std::uint32_t> old;
    for (const auto report : group) {
      old.insert(order[report]);
    }
    groups_in_old_order.insert(old);
  }
  CHECK(groups_in_old_order == groups);
}

TEST_CASE("Which report is counted does not depend on the order of the reports, however many are tied") {
  for (std::uint64_t seed = 0; seed < 10; ++seed) {
    Random random(seed);
    const auto reports = random_reports(random, 300, 3, true);
    const LinkOptions options{.same_class = seed % 2 == 0};
    // What is known of the reports that are counted, each with that of those counted with it.
    const auto known = [&](const std::vector<Report>& all) {
      const auto counted = counted_as(all, options);
      std::multiset<std::tuple<std::uint32_t, double, double, bool, std::int64_t, std::int64_t, int, int, bool>> values;
      for (std::uint32_t i = 0; i < all.size(); ++i) {
        const auto& report = all[i];
        const auto time = report.time.value_or(TimeSpan{});
        values.emplace(report.source, report.position.x, report.position.y, report.time.has_value(),
                       time.start.time_since_epoch().count(), time.end.time_since_epoch().count(), report.class_index,
                       static_cast<int>(report.position_class), counted[i] == i);
      }
      return values;
    };
    const auto first = known(reports);
    for (int i = 0; i < 5; ++i) {
      auto shuffled = reports;
      random.shuffle(shuffled);
      CHECK(known(shuffled) == first);
    }
  }
}

TEST_CASE("Thousands of reports at one place and time are linked one to one") {
  std::vector<Report> reports(20'000);
  for (std::uint32_t i = 0; i < reports.size(); ++i) {
    reports[i] = {.source = i % 4 == 0 ? 1U : 0U, .position = {700, 700}};
  }
  const auto result = link_reports(incidents_of(reports), {});
  CHECK(result.linked == 5000);
  CHECK(result.counted_as[0] == 1);  // of as good ones that of the first source
  CHECK(result.counted_as[1] == 1);
  CHECK(result.counted_as[4] == 2);  // the second of each
}

TEST_CASE("Options for linking that cannot be used are refused") {
  CHECK_NOTHROW(check(LinkOptions{}));
  CHECK_NOTHROW(check(LinkOptions{.distance_m = 0, .longest_span = hours{0}}));
  for (const auto metres :
       {-1.0, 10'001.0, std::numeric_limits<double>::quiet_NaN(), std::numeric_limits<double>::infinity()}) {
    CHECK_THROWS_AS(check(LinkOptions{.distance_m = metres}), InvalidOption);
  }
  CHECK_THROWS_WITH(check(LinkOptions{.distance_m = -1}),
                    "the distance within which reports are linked must be from 0 to 10000 m, not -1");
  CHECK_THROWS_AS(check(LinkOptions{.tolerance = seconds{-1}}), InvalidOption);
  CHECK_THROWS_AS(check(LinkOptions{.tolerance = hours{169}}), InvalidOption);
  CHECK_THROWS_AS(check(LinkOptions{.longest_span = hours{-1}}), InvalidOption);
  CHECK_THROWS_AS(check(LinkOptions{.longest_span = hours{28 * 24}}), InvalidOption);
  CHECK_THROWS_AS(link_reports({}, {.distance_m = -1}), InvalidOption);
}

}  // namespace lykta::tests_of_linked_reports
