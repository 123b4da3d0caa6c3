#include "geo/read/stray_positions.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <iterator>
#include <limits>
#include <tuple>
#include <utility>

#include <fmt/format.h>

#include "engine/events/far_off.hpp"
#include "geo/crs/degree_boxes.hpp"
#include "geo/crs/known_systems.hpp"
#include "geo/crs/other_systems.hpp"
#include "geo/crs/own_degrees.hpp"

namespace lykta {

namespace {

constexpr double far_km = 25;

/// A position that is far off.
struct Stray {
  std::size_t index = 0;
  Point at;
  double km = 0;  ///< from the middle of the others; infinite where it has no place on the earth
};

/// -1, and nines alone: four at least, so that 99 E stays a place.
bool is_stand_in(double value) {
  if (value == -1) {
    return true;
  }
  const auto text = fmt::format("{:.15g}", std::abs(value));
  constexpr std::ptrdiff_t fewest_nines = 4;
  return std::ranges::all_of(text, [](char c) { return c == '9' || c == '.'; }) &&
         std::ranges::count(text, '9') >= fewest_nines;
}

/// Longitudes and latitudes of points in the system of the file; nothing for one that has no place on the earth.
std::vector<std::optional<Point>> degrees_of(std::span<const Point> points, const Crs& crs) {
  const auto is_degrees = crs.reference().IsGeographic() != 0;
  auto places = Projection(crs, wgs84()).points(points);
  for (std::size_t i = 0; i < places.size(); ++i) {
    const auto is_there = places[i] && on_earth(*places[i]) && (!is_degrees || on_earth(points[i]));
    places[i] = is_there ? places[i] : std::nullopt;
  }
  return places;
}

/// A box of the system of the file in longitudes and latitudes; nothing where none of its corners has a place on the earth.
std::optional<Box> box_in_degrees_of(const Box& written, const Crs& crs) {
  Box box;
  for (const auto& corner :
       degrees_of(std::array{Point{written.min_x, written.min_y}, Point{written.min_x, written.max_y},
                             Point{written.max_x, written.min_y}, Point{written.max_x, written.max_y}},
                  crs)) {
    if (corner) {
      box.add(*corner);
    }
  }
  return box.empty() ? std::nullopt : std::optional(box);
}

/// Values that several rows share while nothing else lies near them.
class SharedValues {
 public:
  explicit SharedValues(const std::vector<Stray>& strays, double near) : near_(near) {
    for (const auto& stray : strays) {
      sorted_.push_back(stray.at);
    }
    std::ranges::sort(sorted_, {}, [](const Point& at) { return std::pair(at.x, at.y); });
  }

  [[nodiscard]] bool has(const Point& at) const {
    constexpr std::ptrdiff_t fewest = 3;
    const auto [first, last] = std::ranges::equal_range(sorted_, std::pair(at.x, at.y), {},
                                                        [](const Point& each) { return std::pair(each.x, each.y); });
    if (last - first < fewest) {
      return false;
    }
    // What lies near in x stands near in this order.
    for (auto each = first; each != sorted_.begin() && at.x - std::prev(each)->x <= near_; --each) {
      if (std::abs(std::prev(each)->y - at.y) <= near_) {
        return false;
      }
    }
    for (auto each = last; each != sorted_.end() && each->x - at.x <= near_; ++each) {
      if (std::abs(each->y - at.y) <= near_) {
        return false;
      }
    }
    return true;
  }

 private:
  double near_;
  std::vector<Point> sorted_;
};

/// How long a unit of the system is, about.
double unit_m(const Crs& crs) {
  constexpr double metres_per_degree = 111'195;  // along a meridian
  return crs.reference().IsGeographic() != 0 ? metres_per_degree : crs.reference().GetLinearUnits(nullptr);
}

/// Takes those away for which `is_one` gives a cause.
template <typename IsOne>
void take_away(std::vector<Stray>& strays, StrayPositions& found, const IsOne& is_one) {
  std::erase_if(strays, [&](const Stray& stray) {
    const std::optional<RejectCause> cause = is_one(stray);
    if (cause) {
      found.none.push_back({stray.index, *cause, ""});
    }
    return cause.has_value();
  });
}

/// Whether the others lie at places of their own, not on the middles of a few localities.
bool are_many_places(std::span<const Point> points, std::span<const std::uint8_t> is_far) {
  constexpr std::size_t many = 20;
  std::vector<Point> different;
  for (std::size_t i = 0; i < points.size() && different.size() < many; ++i) {
    if (is_far[i] == 0 && std::ranges::find(different, points[i]) == different.end()) {
      different.push_back(points[i]);
    }
  }
  return different.size() == many;
}

void take_values_that_are_none(const Crs& crs, bool may_be_shared, std::vector<Stray>& strays, StrayPositions& found) {
  constexpr double alone_m = 10'000;
  const SharedValues shared(strays, alone_m / unit_m(crs));
  take_away(strays, found, [&](const Stray& stray) -> std::optional<RejectCause> {
    if (stray.at.x == 0 || stray.at.y == 0) {
      return RejectCause::zero_position;
    }
    if (is_stand_in(stray.at.x) || is_stand_in(stray.at.y)) {
      return RejectCause::placeholder_position;
    }
    return std::nullopt;
  });
  constexpr double far_from_any_town_km = 100;
  take_away(strays, found, [&](const Stray& stray) {
    return may_be_shared && stray.km >= far_from_any_town_km && shared.has(stray.at)
               ? std::optional(RejectCause::placeholder_position)
               : std::nullopt;
  });
}

void take_rows_of_other_systems(const Crs& crs, const Box& others, std::size_t rows, std::vector<Stray>& strays,
                                StrayPositions& found) {
  std::vector<Point> points;
  for (const auto& stray : strays) {
    points.push_back(stray.at);
  }
  std::vector<std::uint8_t> is_gone(strays.size(), 0);
  for (const auto& system : systems_of_strays(points, crs, others)) {
    found.other_systems.push_back({.crs = system.id,
                                   .name = system.name,
                                   .is_taken_system = system.id == crs.id(),
                                   .swapped = system.swapped,
                                   .rows = system.strays.size(),
                                   .share = static_cast<double>(system.strays.size()) / static_cast<double>(rows),
                                   .left_out = system.is_decisive});
    for (const auto i : system.strays) {
      is_gone[i] = 1;
      if (system.is_decisive) {
        const auto exchanged = system.swapped ? " with x and y exchanged" : "";
        found.none.push_back({strays[i].index, RejectCause::other_system,
                              fmt::format("({}{} puts it among the others)", system.id, exchanged)});
      } else {
        ++found.far_off;
        found.far_off_km = found.far_off_km == 0 ? strays[i].km : std::min(found.far_off_km, strays[i].km);
      }
    }
  }
  std::vector<Stray> left;
  for (std::size_t i = 0; i < strays.size(); ++i) {
    if (is_gone[i] == 0) {
      left.push_back(strays[i]);
    }
  }
  strays = std::move(left);
}

bool is_sweref_zone(const std::string& id) {
  constexpr int first_zone = 3007;
  constexpr int last_zone = 3018;
  return id.starts_with("EPSG:") && code_of(id) >= first_zone && code_of(id) <= last_zone;
}

/// The box in the system of the points, so that not each of them must be turned into degrees.
Box written_box(const Box& degrees, const Crs& crs) {
  Box box;
  for (const auto& corner :
       Projection(wgs84(), crs)
           .points(std::array{Point{degrees.min_x, degrees.min_y}, Point{degrees.min_x, degrees.max_y},
                              Point{degrees.max_x, degrees.min_y}, Point{degrees.max_x, degrees.max_y}})) {
    if (corner) {
      box.add(*corner);
    }
  }
  return box;
}

/// Rows that may be of a neighbouring zone, and where the others lie.
struct ZoneSuspects {
  std::vector<Point> points;
  std::optional<Box> others_degrees;
  double fewest_share = 1;  ///< of them that a zone must explain
};

/// Those far outside of where the others should be.
ZoneSuspects suspects_outside(std::span<const Point> points, std::span<const std::uint8_t> may_be, const Crs& crs,
                              const Box& others_degrees) {
  constexpr double far_m = 1000 * far_km;
  constexpr double half = 0.5;  // a file of the whole county has rows all around
  ZoneSuspects suspects{.points = {}, .others_degrees = others_degrees, .fewest_share = half};
  const auto box = written_box(others_degrees, crs);
  for (std::size_t i = 0; i < points.size() && !box.empty(); ++i) {
    const auto& at = points[i];
    const auto is_far =
        at.x < box.min_x - far_m || at.x > box.max_x + far_m || at.y < box.min_y - far_m || at.y > box.max_y + far_m;
    if (is_far && may_be[i] != 0) {
      suspects.points.push_back(at);
    }
  }
  return suspects;
}

/// Those on the side with fewer rows of the widest stretch from west to east that holds none.
ZoneSuspects suspects_behind_a_gap(std::span<const Point> points, std::span<const std::uint8_t> may_be,
                                   const Crs& crs) {
  constexpr double least_gap_m = 10'000;
  constexpr double nearly_all = 0.9;
  constexpr std::size_t fewest = 3;
  std::vector<Point> sorted;
  for (std::size_t i = 0; i < points.size(); ++i) {
    if (may_be[i] != 0) {
      sorted.push_back(points[i]);
    }
  }
  std::ranges::sort(sorted, {}, [](const Point& at) { return std::pair(at.x, at.y); });
  std::size_t split = 0;
  auto widest = least_gap_m;
  for (auto i = fewest; i + fewest <= sorted.size(); ++i) {
    if (const auto gap = sorted[i].x - sorted[i - 1].x; gap > widest) {
      widest = gap;
      split = i;
    }
  }
  if (split == 0 || 2 * split == sorted.size()) {
    return {};
  }
  const auto few_lie_west = 2 * split < sorted.size();
  const auto middle = sorted.begin() + static_cast<std::ptrdiff_t>(split);
  Box others;
  std::for_each(few_lie_west ? middle : sorted.begin(), few_lie_west ? sorted.end() : middle,
                [&](const Point& at) { others.add(at); });
  return {.points = few_lie_west ? std::vector(sorted.begin(), middle) : std::vector(middle, sorted.end()),
          .others_degrees = box_in_degrees_of(others, crs),
          .fewest_share = nearly_all};
}

/// Zones of SWEREF 99 beside each other put a place 46 or 92 km apart, which is not far in a large municipality. Such rows stay, and
/// it is said how many they are and which zone explains them.
void find_rows_of_neighbouring_zones(std::span<const Point> points, std::span<const std::uint8_t> may_be,
                                     const Crs& crs, const std::optional<Box>& others_degrees, StrayPositions& found) {
  if (!is_sweref_zone(crs.id())) {
    return;
  }
  const auto suspects = others_degrees ? suspects_outside(points, may_be, crs, *others_degrees)
                                       : suspects_behind_a_gap(points, may_be, crs);
  if (suspects.points.empty() || !suspects.others_degrees) {
    return;
  }
  for (const auto& system : systems_of_strays(suspects.points, crs, *suspects.others_degrees)) {
    const auto rows = static_cast<double>(system.strays.size());
    if (is_sweref_zone(system.id) && !system.swapped && system.id != crs.id() &&
        rows >= suspects.fewest_share * static_cast<double>(suspects.points.size())) {
      found.other_systems.push_back({.crs = system.id,
                                     .name = system.name,
                                     .rows = system.strays.size(),
                                     .share = rows / static_cast<double>(points.size())});
    }
  }
}

}  // namespace

StrayPositions find_stray_positions(std::span<const Point> points, std::span<const std::uint8_t> keep, const Crs& crs,
                                    const std::optional<Box>& others_degrees) {
  assert(points.size() == keep.size());
  StrayPositions found;
  constexpr double least_m = 1000;
  const auto far_off = find_far_off(points, least_m / unit_m(crs));
  std::vector<std::uint8_t> is_near(keep.begin(), keep.end());
  for (std::size_t i = 0; i < points.size(); ++i) {
    is_near[i] = far_off.is_far[i] != 0 ? 0 : is_near[i];
  }
  find_rows_of_neighbouring_zones(points, is_near, crs, others_degrees, found);
  if (far_off.count == 0) {
    return found;
  }
  std::vector<Stray> strays;
  for (std::size_t i = 0; i < points.size(); ++i) {
    if (far_off.is_far[i] != 0 && keep[i] != 0) {
      strays.push_back({i, points[i], std::numeric_limits<double>::infinity()});
    }
  }
  const auto near = box_in_degrees_of(far_off.near, crs);
  if (!near) {
    return found;
  }
  const auto& box = *near;
  const Point middle{(box.min_x + box.max_x) / 2, (box.min_y + box.max_y) / 2};
  std::vector<Point> written;
  for (const auto& stray : strays) {
    written.push_back(stray.at);
  }
  const auto places = degrees_of(written, crs);
  for (std::size_t i = 0; i < strays.size(); ++i) {
    strays[i].km = places[i] ? great_circle_km(middle, *places[i]) : strays[i].km;
  }
  std::erase_if(strays, [](const Stray& stray) { return stray.km < far_km; });
  // Where it is known where the events should be, what lies elsewhere is said to.
  take_values_that_are_none(crs, !others_degrees && are_many_places(points, far_off.is_far), strays, found);
  take_rows_of_other_systems(crs, others_degrees.value_or(box), points.size(), strays, found);
  for (const auto& stray : strays) {
    if (std::isfinite(stray.km)) {
      ++found.far_off;
      found.far_off_km = found.far_off_km == 0 ? stray.km : std::min(found.far_off_km, stray.km);
    }
  }
  if (others_degrees) {
    found.far_off = 0;  // what lies outside is counted as such
  }
  std::ranges::sort(found.none, {}, &NoPosition::index);
  return found;
}

std::vector<Point> without_far_off(std::vector<Point> degrees) {
  constexpr double least = 0.01;
  const auto far_off = find_far_off(degrees, least);
  std::size_t kept = 0;
  for (std::size_t i = 0; i < degrees.size(); ++i) {
    if (far_off.is_far[i] == 0) {
      degrees[kept++] = degrees[i];
    }
  }
  degrees.resize(kept);
  return degrees;
}

}  // namespace lykta
