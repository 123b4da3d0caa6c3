#include "engine/events/linked_reports.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <cstddef>
#include <iterator>
#include <limits>
#include <numeric>
#include <span>
#include <tuple>
#include <utility>

#include <fmt/format.h>

#include "engine/base/error.hpp"
#include "engine/events/time_precision.hpp"
#include "engine/space/points.hpp"

namespace lykta {

namespace {

using std::chrono::seconds;

constexpr double longest_distance_m = 10'000;
constexpr std::chrono::days longest_tolerance{7};
constexpr std::chrono::days longest_possible_span{27};

/// Reports that agree in cell, source, time and place. A pile of thousands of them is then one thing to compare.
struct Bundle {
  std::uint64_t cell = 0;
  std::uint32_t source = 0;  ///< number among the sources that are present
  TimeSpan time;
  Point position;
  std::uint32_t begin = 0;  ///< its reports are members[begin] to members[end - 1]
  std::uint32_t end = 0;

  [[nodiscard]] auto place_and_time() const {
    return std::tuple(cell, source, time.start, time.end, position.x, position.y);
  }
};

/// From here on reports are told by their place among the members, which no order of rows decides.
struct Bundles {
  std::vector<Bundle> bundles;         ///< by cell, source and start
  std::vector<std::uint32_t> members;  ///< which report stands at a place
};

/// Square cells a little wider than the distance, so that reports which may link lie in the same cell or in
/// neighbouring ones. A number holds class, row and column, so that classes do not meet.
class Cells {
 public:
  static constexpr std::uint64_t row_above = std::uint64_t{1} << 24U;

  Cells(std::span<const Point> points, double distance_m) : box_(bounding_box(points)) {
    // An outlier at the end of the world makes the cells wider rather than their numbers longer.
    const auto extent = points.empty() ? 0.0 : std::max(box_.width(), box_.height());
    cell_m_ = std::max({1.0, 1.001 * distance_m, extent / 0x1p23});
  }

  [[nodiscard]] std::uint64_t number(const Point& point, std::uint16_t class_index) const {
    // Row and column begin at 1, so that a step down or to the left of the first does not wrap.
    const auto row = 1 + static_cast<std::uint64_t>((point.y - box_.min_y) / cell_m_);
    const auto column = 1 + static_cast<std::uint64_t>((point.x - box_.min_x) / cell_m_);
    return std::uint64_t{class_index} << 48U | row << 24U | column;
  }

 private:
  Box box_;
  double cell_m_ = 1;
};

std::int64_t micrometres(double metres) { return std::llround(metres * 1e6); }

/// Positive: how long both last together. Negative: how long after the one the other begins.
seconds overlap(const TimeSpan& a, const TimeSpan& b) { return std::min(a.end, b.end) - std::max(a.start, b.start); }

bool times_agree(const TimeSpan& a, const TimeSpan& b, seconds tolerance) {
  const auto common = overlap(a, b);
  if (common > seconds{0} || (tolerance > seconds{0} && common >= -tolerance)) {
    return true;
  }
  // They touch at most. Half-open spans hold a moment at their start and none at their end; a moment holds itself.
  const auto is_moment = a.start == a.end || b.start == b.end;
  return common == seconds{0} && is_moment && (a == b || std::max(a.start, b.start) < std::max(a.end, b.end));
}

/// The sources that are present, ascending.
std::vector<std::uint32_t> sources_of(const Incidents& incidents) {
  std::vector<std::uint32_t> sources;
  for (const auto& row : incidents.row) {
    if (sources.empty() || sources.back() != row.source) {
      sources.push_back(row.source);
    }
  }
  std::ranges::sort(sources);
  sources.erase(std::unique(sources.begin(), sources.end()), sources.end());
  return sources;
}

/// Reports of one bundle by what else is known of them. Those that are alike in all of it are as good as each other.
bool comes_before(const Incidents& incidents, std::uint32_t a, std::uint32_t b) {
  const auto known = [&](std::uint32_t i) {
    return std::tuple(incidents.class_index[i], incidents.origin[i], incidents.position_class[i], i);
  };
  return known(a) < known(b);
}

/// The reports that can be linked at all, as bundles of one, in the order of bundles.
std::vector<Bundle> timed_reports(const Incidents& incidents, std::span<const std::uint32_t> sources,
                                  const LinkOptions& options) {
  const Cells cells(incidents.position, options.distance_m);
  const auto precision = time_precision(incidents);
  std::vector<Bundle> reports;
  for (std::size_t i = 0; i < incidents.size(); ++i) {
    const auto& time = incidents.time[i];
    if (!time || time->length() > options.longest_span || is_whole_days(*time) ||
        (time->start == time->end && precision[i] != TimePrecision::clock)) {
      continue;
    }
    const auto class_index = options.same_class ? incidents.class_index[i] : std::uint16_t{0};
    const auto source = std::ranges::lower_bound(sources, incidents.row[i].source) - sources.begin();
    reports.push_back({.cell = cells.number(incidents.position[i], class_index),
                       .source = static_cast<std::uint32_t>(source),
                       .time = *time,
                       .position = incidents.position[i],
                       .begin = static_cast<std::uint32_t>(i)});
  }
  std::ranges::sort(reports, [&](const Bundle& a, const Bundle& b) {
    const auto left = a.place_and_time();
    const auto right = b.place_and_time();
    return left < right || (left == right && comes_before(incidents, a.begin, b.begin));
  });
  return reports;
}

Bundles bundle_up(std::vector<Bundle> reports) {
  Bundles result;
  result.members.reserve(reports.size());
  for (auto& report : reports) {
    const auto place = static_cast<std::uint32_t>(result.members.size());
    result.members.push_back(report.begin);
    if (result.bundles.empty() || result.bundles.back().place_and_time() != report.place_and_time()) {
      report.begin = place;
      result.bundles.push_back(report);
    }
    result.bundles.back().end = place + 1;
  }
  return result;
}

/// Two bundles whose reports may be of one event.
struct Pair {
  std::uint64_t order = 0;  ///< distance in micrometres, then overlap in seconds from long to short
  std::uint32_t a = 0;
  std::uint32_t b = 0;
};

/// Bundles of one cell and one source.
struct Run {
  std::uint64_t cell = 0;
  std::uint32_t source = 0;
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
};

class PairFinder {
 public:
  PairFinder(std::span<const Bundle> bundles, const LinkOptions& options)
      : bundles_(bundles), limit_um_(micrometres(options.distance_m)), tolerance_(options.tolerance) {
    for (std::uint32_t i = 0; i < bundles.size(); ++i) {
      if (runs_.empty() || runs_.back().cell != bundles[i].cell || runs_.back().source != bundles[i].source) {
        runs_.push_back({bundles[i].cell, bundles[i].source, i, i});
      }
      runs_.back().end = i + 1;
    }
  }

  /// All pairs, each once, in no particular order.
  std::vector<Pair> find() && {
    // One of two neighbouring cells sees the other in one of these steps: the same cell, right, and the row above. Cell
    // numbers ascend, so the run that is first in the cell looked at only moves forward.
    constexpr std::array steps{std::uint64_t{0}, std::uint64_t{1}, Cells::row_above - 1, Cells::row_above,
                               Cells::row_above + 1};
    std::array<std::size_t, steps.size()> first{};
    for (std::size_t i = 0; i < runs_.size(); ++i) {
      for (std::size_t step = 0; step < steps.size(); ++step) {
        const auto cell = runs_[i].cell + steps[step];
        while (first[step] < runs_.size() && runs_[first[step]].cell < cell) {
          ++first[step];
        }
        const auto from = step == 0 ? i + 1 : first[step];
        for (auto j = from; j < runs_.size() && runs_[j].cell == cell; ++j) {
          if (runs_[i].source != runs_[j].source) {
            compare(runs_[i], runs_[j]);
            compare(runs_[j], runs_[i]);
          }
        }
      }
    }
    return std::move(pairs_);
  }

 private:
  /// Pairs of a bundle of `run` with one of `others` that starts later; of those that start together only in one of
  /// the two directions.
  void compare(const Run& run, const Run& others) {
    const auto starts_before = [&](std::uint32_t other, LocalTime start) {
      const auto other_start = bundles_[other].time.start;
      return run.begin < others.begin ? other_start < start : other_start <= start;
    };
    auto from = others.begin;
    for (auto i = run.begin; i < run.end; ++i) {
      while (from < others.end && starts_before(from, bundles_[i].time.start)) {
        ++from;
      }
      const auto last_start = bundles_[i].time.end + tolerance_;
      for (auto j = from; j < others.end && bundles_[j].time.start <= last_start; ++j) {
        add_if_close(i, j);
      }
    }
  }

  void add_if_close(std::uint32_t i, std::uint32_t j) {
    const auto& a = bundles_[i];
    const auto& b = bundles_[j];
    const auto metres = distance_m(a.position, b.position);
    if (metres > 2 * longest_distance_m) {
      return;  // too many micrometres to count, in cells that an outlier has made wide
    }
    const auto distance_um = micrometres(metres);
    if (distance_um > limit_um_ || !times_agree(a.time, b.time, tolerance_)) {
      return;
    }
    // 34 bits hold 10 km, and 23 bits an overlap from minus 7 to 27 days.
    constexpr std::int64_t longest_overlap = std::int64_t{1} << 22U;
    const auto shortness = longest_overlap - overlap(a.time, b.time).count();
    pairs_.push_back({static_cast<std::uint64_t>(distance_um) << 23U | static_cast<std::uint64_t>(shortness), i, j});
  }

  std::span<const Bundle> bundles_;
  std::int64_t limit_um_;
  seconds tolerance_;
  std::vector<Run> runs_;
  std::vector<Pair> pairs_;
};

void sort_nearest_first(std::vector<Pair>& pairs, const Bundles& all) {
  const auto first_reports = [&](const Pair& pair) {
    return std::minmax({all.bundles[pair.a].begin, all.bundles[pair.b].begin});
  };
  std::ranges::sort(pairs, [&](const Pair& left, const Pair& right) {
    return left.order != right.order ? left.order < right.order : first_reports(left) < first_reports(right);
  });
}

/// Reports of one event. Each group knows the sources of its reports, as a set of bits.
class Groups {
 public:
  Groups(std::size_t reports, std::size_t sources)
      : parent_(reports), words_((sources + 63) / 64), sources_(reports * words_) {
    std::iota(parent_.begin(), parent_.end(), 0U);
  }

  void set_source(std::uint32_t report, std::uint32_t source) {
    sources_[report * words_ + source / 64] |= std::uint64_t{1} << source % 64;
  }

  [[nodiscard]] std::uint32_t root(std::uint32_t report) {
    while (parent_[report] != report) {
      parent_[report] = parent_[parent_[report]];
      report = parent_[report];
    }
    return report;
  }

  [[nodiscard]] bool has_source(std::uint32_t report, std::uint32_t source) {
    return (sources_[root(report) * words_ + source / 64] >> source % 64 & 1U) != 0;
  }

  /// Whether the groups of the two have no source in common; a group has one with itself.
  [[nodiscard]] bool may_join(std::uint32_t a, std::uint32_t b) {
    const auto of_a = sources_of_group(a);
    return std::ranges::equal(of_a, sources_of_group(b), [](auto left, auto right) { return (left & right) == 0; });
  }

  void join(std::uint32_t a, std::uint32_t b) {
    const auto [stays, goes] = std::minmax({root(a), root(b)});
    for (std::size_t word = 0; word < words_; ++word) {
      sources_[stays * words_ + word] |= sources_[goes * words_ + word];
    }
    parent_[goes] = stays;
  }

 private:
  [[nodiscard]] std::span<const std::uint64_t> sources_of_group(std::uint32_t report) {
    return std::span(sources_).subspan(root(report) * words_, words_);
  }

  std::vector<std::uint32_t> parent_;
  std::size_t words_;
  std::vector<std::uint64_t> sources_;
};

/// Pairs the reports of two bundles, those at the smaller places first.
class Linker {
 public:
  Linker(const Bundles& all, std::size_t sources, Groups& groups)
      : all_(all), groups_(groups), sources_(sources), used_up_(all.bundles.size() * sources) {}

  void link(const Pair& pair) {
    collect_lacking(pair.a, all_.bundles[pair.b].source, left_);
    collect_lacking(pair.b, all_.bundles[pair.a].source, right_);
    while (!left_.empty() && !right_.empty()) {
      const auto left_is_smaller = left_.back() < right_.back();
      auto& smaller = left_is_smaller ? left_ : right_;
      auto& others = left_is_smaller ? right_ : left_;
      const auto report = smaller.back();
      smaller.pop_back();
      const auto partner = std::find_if(others.rbegin(), others.rend(),
                                        [&](std::uint32_t other) { return groups_.may_join(report, other); });
      if (partner != others.rend()) {
        groups_.join(report, *partner);
        others.erase(std::next(partner).base());
      }
    }
  }

 private:
  /// The reports of a bundle that no report of the source is linked to, the smallest place last.
  void collect_lacking(std::uint32_t bundle_number, std::uint32_t source, std::vector<std::uint32_t>& reports) {
    reports.clear();
    if (used_up_[bundle_number * sources_ + source]) {
      return;
    }
    const auto& bundle = all_.bundles[bundle_number];
    for (auto i = bundle.end; i > bundle.begin; --i) {
      if (!groups_.has_source(i - 1, source)) {
        reports.push_back(i - 1);
      }
    }
    used_up_[bundle_number * sources_ + source] = reports.empty();
  }

  const Bundles& all_;
  Groups& groups_;
  std::size_t sources_;
  std::vector<bool> used_up_;  ///< by bundle and source; a link is never undone, so large piles are not asked again
  std::vector<std::uint32_t> left_;
  std::vector<std::uint32_t> right_;
};

/// Sorts the report that is to be counted before the others of its group.
auto merit(const Incidents& incidents, const Bundles& all, std::uint32_t place,
           const std::optional<StudyArea>& study_area) {
  const auto report = all.members[place];
  const auto outside = study_area && !study_area->holds(incidents.position[report]);
  const auto position = incidents.position_class[report];
  const auto rank = position == PositionClass::unknown ? 255 : static_cast<int>(position);
  const auto& time = incidents.time[report];
  return std::tuple(outside, incidents.origin[report] == Origin::discovered, rank,
                    time ? time->length() : seconds::max(), place);
}

LinkedReports count_one_each(const Incidents& incidents, const Bundles& all, const std::optional<StudyArea>& study_area,
                             Groups& groups) {
  const auto places = static_cast<std::uint32_t>(all.members.size());
  std::vector<std::uint32_t> counted(places);  // by root
  std::iota(counted.begin(), counted.end(), 0U);
  for (std::uint32_t place = 0; place < places; ++place) {
    auto& best = counted[groups.root(place)];
    // Most stand alone, and are not asked whether they lie in the area.
    if (best != place && merit(incidents, all, place, study_area) < merit(incidents, all, best, study_area)) {
      best = place;
    }
  }
  LinkedReports result{std::vector<std::uint32_t>(incidents.size()), 0};
  std::iota(result.counted_as.begin(), result.counted_as.end(), 0U);
  for (std::uint32_t place = 0; place < places; ++place) {
    const auto best = counted[groups.root(place)];
    result.counted_as[all.members[place]] = all.members[best];
    result.linked += best != place ? 1U : 0U;
  }
  return result;
}

}  // namespace

void check(const LinkOptions& options) {
  if (!(options.distance_m >= 0 && options.distance_m <= longest_distance_m)) {
    throw InvalidOption(fmt::format("the distance within which reports are linked must be from 0 to {} m, not {}",
                                    longest_distance_m, options.distance_m));
  }
  if (options.tolerance < seconds{0} || options.tolerance > longest_tolerance) {
    throw InvalidOption(fmt::format("the tolerance between the times of linked reports must be from 0 to {} days",
                                    longest_tolerance.count()));
  }
  if (options.longest_span < seconds{0} || options.longest_span > longest_possible_span) {
    throw InvalidOption(fmt::format(
        "the longest time span of a linked report must be from 0 to {} hours, not {}: a longer one overlaps "
        "with nearly everything",
        std::chrono::hours{longest_possible_span}.count(), options.longest_span.count()));
  }
}

LinkedReports link_reports(const Incidents& incidents, const LinkOptions& options,
                           const std::optional<StudyArea>& study_area) {
  check(options);
  assert(incidents.time.size() == incidents.size() && incidents.row.size() == incidents.size());
  assert(incidents.size() <= std::numeric_limits<std::uint32_t>::max());
  const auto sources = sources_of(incidents);
  if (!options.enabled || sources.size() < 2) {
    LinkedReports alone{std::vector<std::uint32_t>(incidents.size()), 0};
    std::iota(alone.counted_as.begin(), alone.counted_as.end(), 0U);
    return alone;
  }
  const auto all = bundle_up(timed_reports(incidents, sources, options));
  Groups groups(all.members.size(), sources.size());
  for (const auto& bundle : all.bundles) {
    for (auto i = bundle.begin; i < bundle.end; ++i) {
      groups.set_source(i, bundle.source);
    }
  }
  auto pairs = PairFinder(all.bundles, options).find();
  sort_nearest_first(pairs, all);
  Linker linker(all, sources.size(), groups);
  for (const auto& pair : pairs) {
    linker.link(pair);
  }
  return count_one_each(incidents, all, study_area, groups);
}

}  // namespace lykta
