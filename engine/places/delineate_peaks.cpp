#include "engine/places/delineate_peaks.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <tuple>

#include "engine/base/exact_sum.hpp"
#include "engine/space/convex_hull.hpp"
#include "engine/space/point_index.hpp"

namespace lykta {

namespace {

/// Projected positions are rounded to nanometres: what lies exactly on a circle must not depend on it.
constexpr double circle_rounding_m = 1e-6;

/// Points with their weights, each location once, in an order that rows have no part in.
struct Locations {
  std::vector<Point> at;
  std::vector<double> weight;
  std::vector<bool> may_begin;
  std::vector<std::optional<std::uint32_t>> slot;
};

Locations locations_of(const StudyGrid& ground, const PeakPoints& points) {
  const auto together = coincident(points.positions);
  const auto number = together.locations.size();
  Locations locations{
      .at = together.locations, .weight = {}, .may_begin = std::vector<bool>(number, false), .slot = {}};
  std::vector<ExactSum> sums(number);
  for (std::size_t i = 0; i < points.positions.size(); ++i) {
    const auto location = together.location[i];
    sums[location].add(points.weights[i]);
    locations.may_begin[location] = locations.may_begin[location] || points.may_begin[i];
  }
  for (std::size_t i = 0; i < number; ++i) {
    locations.weight.push_back(sums[i].value());
    const auto cell = ground.grid.cell_at(locations.at[i]);
    locations.slot.push_back(cell ? ground.slot_of(*cell) : std::nullopt);
  }
  return locations;
}

/// A circle as it was when it was last looked at.
struct Circle {
  double weight = 0;
  double taken_weight = 0;  ///< of points in it that belong to other places
  std::int64_t spread_cm2 = 0;
  std::uint32_t middle = 0;

  /// Less is first.
  [[nodiscard]] auto order() const { return std::tuple(-weight, spread_cm2, middle); }
};

class Peaks {
 public:
  Peaks(const StudyGrid& ground, const PeakPoints& points, double maximum_extent_m, TakenGround& taken)
      : ground_(ground),
        locations_(locations_of(ground, points)),
        index_(locations_.at),
        radius_m_(peak_radius_m(maximum_extent_m, ground.grid.cell_m()) + circle_rounding_m),
        apart_m_(least_apart_m(maximum_extent_m, ground.grid.cell_m())),
        taken_(taken) {
    assert(taken.slots.size() == ground.size());
    for (const auto& heart : taken.hearts) {
      keep_apart_from(heart);
    }
  }

  std::vector<PlaceCells> find_all(double least) {
    const auto comes_later = [](const Circle& a, const Circle& b) { return a.order() > b.order(); };
    std::vector<Circle> heap;
    for (std::uint32_t i = 0; i < locations_.at.size(); ++i) {
      if (may_begin(i)) {
        if (const auto circle = around(i); is_enough(circle, least)) {
          heap.push_back(circle);
        }
      }
    }
    std::ranges::make_heap(heap, comes_later);
    std::vector<PlaceCells> places;
    while (!heap.empty()) {
      std::ranges::pop_heap(heap, comes_later);
      const auto first = heap.back();
      heap.pop_back();
      if (!may_begin(first.middle)) {
        continue;
      }
      const auto now = around(first.middle);
      if (!is_enough(now, least)) {
        continue;
      }
      if (now.order() == first.order()) {
        add_place(first.middle, least, places);
      } else {
        heap.push_back(now);
        std::ranges::push_heap(heap, comes_later);
      }
    }
    return places;
  }

 private:
  [[nodiscard]] bool is_free(std::uint32_t location) const {
    const auto& slot = locations_.slot[location];
    return slot && !taken_.slots[*slot];
  }

  [[nodiscard]] bool may_begin(std::uint32_t location) const {
    return locations_.may_begin[location] && is_free(location);
  }

  static bool is_enough(const Circle& circle, double least) {
    return circle.weight >= least && circle.weight >= circle.taken_weight;
  }

  void keep_apart_from(const Point& heart) {
    index_.visit_within(heart, apart_m_, [&](std::uint32_t near, double) { locations_.may_begin[near] = false; });
  }

  [[nodiscard]] Circle around(std::uint32_t middle) const {
    Circle circle{.middle = middle};
    double squares = 0;
    index_.visit_within(locations_.at[middle], radius_m_, [&](std::uint32_t other, double squared_distance) {
      if (is_free(other)) {
        circle.weight += locations_.weight[other];
        squares += locations_.weight[other] * squared_distance;
      } else {
        circle.taken_weight += locations_.weight[other];
      }
    });
    constexpr double cm2_per_m2 = 1e4;
    circle.spread_cm2 = circle.weight > 0 ? std::llround(cm2_per_m2 * squares / circle.weight) : 0;
    return circle;
  }

  [[nodiscard]] Ring hull_around(std::uint32_t middle) const {
    std::vector<Point> members;
    index_.visit_within(locations_.at[middle], radius_m_, [&](std::uint32_t other, double) {
      if (is_free(other) && locations_.weight[other] > 0) {
        members.push_back(locations_.at[other]);
      }
    });
    return convex_hull(std::move(members));
  }

  [[nodiscard]] double weight_in(std::uint32_t middle, const PlaceCells& squares) const {
    double weight = 0;
    const auto reach_m = radius_m_ + 2 * squares_around_hull * ground_.grid.cell_m();
    index_.visit_within(locations_.at[middle], reach_m, [&](std::uint32_t other, double) {
      if (is_free(other) && std::binary_search(squares.begin() + 1, squares.end(), *locations_.slot[other])) {
        weight += locations_.weight[other];
      } else if (locations_.slot[other] == squares.front()) {
        weight += locations_.weight[other];
      }
    });
    return weight;
  }

  void add_place(std::uint32_t middle, double least, std::vector<PlaceCells>& places) {
    auto squares = squares_around(ground_, *locations_.slot[middle], hull_around(middle), taken_.slots);
    if (weight_in(middle, squares) < least) {
      return;
    }
    for (const auto slot : squares) {
      taken_.slots[slot] = true;
    }
    taken_.hearts.push_back(locations_.at[middle]);
    keep_apart_from(taken_.hearts.back());
    places.push_back(std::move(squares));
  }

  const StudyGrid& ground_;
  Locations locations_;
  PointIndex index_;
  double radius_m_;
  double apart_m_;
  TakenGround& taken_;
};

}  // namespace

double peak_radius_m(double maximum_extent_m, double square_m) {
  return (maximum_extent_m - square_m) / 2 - squares_around_hull * square_m;
}

double least_apart_m(double maximum_extent_m, double square_m) {
  constexpr double in_radii = 1.5;
  return in_radii * peak_radius_m(maximum_extent_m, square_m);
}

PlaceCells squares_around(const StudyGrid& ground, std::uint32_t heart, const Ring& hull,
                          const std::vector<bool>& is_taken) {
  const auto reach_m = squares_around_hull * ground.grid.cell_m();
  PlaceCells squares{heart};
  for (std::size_t next = 0; next < squares.size(); ++next) {
    const auto here = ground.grid.index(ground.cells[squares[next]]);
    constexpr std::array<CellIndex, 4> sides{{{-1, 0}, {1, 0}, {0, -1}, {0, 1}}};
    for (const auto& side : sides) {
      const auto cell = ground.grid.number({here.column + side.column, here.row + side.row});
      const auto slot = cell ? ground.slot_of(*cell) : std::nullopt;
      if (slot && !is_taken[*slot] && std::ranges::find(squares, *slot) == squares.end() &&
          distance_to_hull_m(ground.grid.centre(*cell), hull) <= reach_m) {
        squares.push_back(*slot);
      }
    }
  }
  std::sort(squares.begin() + 1, squares.end());
  return squares;
}

std::vector<PlaceCells> delineate_peaks(const StudyGrid& ground, const PeakPoints& points, double least,
                                        double maximum_extent_m, TakenGround& taken) {
  if (points.positions.empty()) {
    return {};
  }
  return Peaks(ground, points, maximum_extent_m, taken).find_all(least);
}

}  // namespace lykta
