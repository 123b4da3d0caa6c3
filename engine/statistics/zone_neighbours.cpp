#include "engine/statistics/zone_neighbours.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include <fmt/format.h>

#include "engine/base/error.hpp"
#include "engine/base/lengths.hpp"
#include "engine/base/parallel.hpp"
#include "engine/space/point_index.hpp"
#include "engine/space/polygon_contiguity.hpp"

namespace lykta {

namespace {

/// Centres are rounded: what differs by less than this is equally far, metres.
constexpr double equally_far_m = 1e-6;

std::vector<Point> centres_of(const Zones& zones) {
  std::vector<Point> centres(zones.size());
  for (std::size_t zone = 0; zone < zones.size(); ++zone) {
    centres[zone] = zones.centre(zone);
  }
  return centres;
}

/// Finds the nearest of one point after the other.
class NearestOf {
 public:
  NearestOf(const PointIndex& index, std::size_t number) : index_(index), number_(number) {}

  /// Numbers of the nearest into `to`, ascending.
  void find(std::uint32_t self, const Point& from, std::uint32_t* to) {
    // The point itself is one of them.
    index_.nearest_distances_m(from, number_ + 1, distances_);
    found_.clear();
    index_.visit_within(from, distances_.back() + 2 * equally_far_m, [&](std::uint32_t other, double squared) {
      if (other != self) {
        found_.emplace_back(std::sqrt(squared), other);
      }
    });
    std::ranges::sort(found_);
    // Equally far ones in the order of their numbers.
    for (auto first = found_.begin(); first != found_.end();) {
      const auto last =
          std::find_if(first, found_.end(), [&](const auto& one) { return one.first > first->first + equally_far_m; });
      std::sort(first, last, [](const auto& a, const auto& b) { return a.second < b.second; });
      first = last;
    }
    std::transform(found_.begin(), found_.begin() + static_cast<std::ptrdiff_t>(number_), to,
                   [](const auto& one) { return one.second; });
    std::sort(to, to + number_);
  }

 private:
  const PointIndex& index_;
  std::size_t number_;
  std::vector<double> distances_;
  std::vector<std::pair<double, std::uint32_t>> found_;
};

Neighbours nearest_neighbours(std::span<const Point> centres, std::size_t wanted, unsigned threads) {
  const auto number = centres.empty() ? 0 : std::min(wanted, centres.size() - 1);
  Neighbours neighbours;
  neighbours.start.reserve(centres.size() + 1);
  for (std::size_t i = 1; i <= centres.size(); ++i) {
    neighbours.start.push_back(i * number);
  }
  neighbours.index.resize(centres.size() * number);
  if (number == 0) {
    return neighbours;
  }
  constexpr std::size_t part_size = 4096;
  const PointIndex index(centres);
  for_each_part((centres.size() + part_size - 1) / part_size, threads, [&](std::size_t part) {
    NearestOf nearest(index, number);
    for (auto i = part * part_size; i < std::min((part + 1) * part_size, centres.size()); ++i) {
      nearest.find(static_cast<std::uint32_t>(i), centres[i], &neighbours.index[i * number]);
    }
  });
  return neighbours;
}

/// Lists where sums cannot do without them; nothing for what a grid answers by itself.
std::unique_ptr<const Neighbours> lists_of(const Zones& zones, const NeighbourRule& rule, unsigned threads) {
  const auto keep = [](Neighbours lists) { return std::make_unique<const Neighbours>(std::move(lists)); };
  if (const auto* nearest = std::get_if<Nearest>(&rule)) {
    return keep(nearest_neighbours(centres_of(zones), nearest->number, threads));
  }
  if (zones.cells() != nullptr) {
    return nullptr;
  }
  if (const auto* band = std::get_if<DistanceBand>(&rule)) {
    return keep(neighbours_of_points(centres_of(zones), *band));
  }
  return keep(std::holds_alternative<Rook>(rule)
                  ? neighbours_by_side(zones.polygons(), ZoneNeighbours::tolerance_m)
                  : neighbours_by_outline(zones.polygons(), ZoneNeighbours::tolerance_m));
}

CellNeighbourhood neighbourhood_of_cells(const NeighbourRule& rule) {
  if (const auto* band = std::get_if<DistanceBand>(&rule)) {
    return *band;
  }
  return std::holds_alternative<Rook>(rule) ? CellNeighbourhood(Rook{}) : CellNeighbourhood(Queen{});
}

}  // namespace

void check(const NeighbourRule& rule) {
  if (const auto* band = std::get_if<DistanceBand>(&rule)) {
    check_length("the distance of neighbours", band->distance_m);
  }
  if (const auto* nearest = std::get_if<Nearest>(&rule); nearest != nullptr && nearest->number == 0) {
    throw InvalidOption("the number of nearest neighbours must be at least 1");
  }
}

ZoneNeighbours::ZoneNeighbours(const Zones& zones, const NeighbourRule& rule, unsigned threads) {
  check(rule);
  lists_ = lists_of(zones, rule, threads);
  if (lists_ != nullptr) {
    sums_.emplace(*lists_);
  } else {
    sums_.emplace(*zones.cells(), neighbourhood_of_cells(rule));
  }
  // Every zone has a value, so all neighbours are counted; ones are whole numbers and need no scale of their own.
  number_ = collect(*sums_, std::vector<double>(zones.size(), 1.0), Scale{}, threads).number;
  islands_ = static_cast<std::size_t>(std::ranges::count(number_, 0U));
}

}  // namespace lykta
