#include "engine/places/delineate.hpp"

#include <algorithm>
#include <cassert>
#include <cstddef>
#include <queue>

#include "engine/space/neighbours.hpp"

namespace lykta {

namespace {

/// Far from the origin the centres of hexagons are rounded to nanometres; cells exactly at the extent must not fall
/// off for that.
constexpr double rounding_m = 1e-6;

/// Candidates by falling value, then rising slot. Positions refer to the sorted list of candidates.
struct ByValue {
  std::span<const double> value;
  std::span<const std::uint32_t> slot;

  bool operator()(std::uint32_t a, std::uint32_t b) const {
    const auto value_a = value[slot[a]];
    const auto value_b = value[slot[b]];
    return value_a != value_b ? value_a > value_b : slot[a] < slot[b];
  }
};

class Grower {
 public:
  Grower(const StudyGrid& study, std::vector<std::uint32_t> slots, std::span<const double> value,
         double maximum_extent_m)
      : slots_(std::move(slots)),
        order_{value, slots_},
        reach_m_(maximum_extent_m - study.grid.cell_m() + rounding_m),
        taken_(slots_.size(), false) {
    std::vector<std::uint32_t> cells;
    for (const auto slot : slots_) {
      cells.push_back(study.cells[slot]);
      centres_.push_back(study.grid.centre(study.cells[slot]));
    }
    neighbours_ = neighbours_of_cells(study.grid, cells, Queen{});
  }

  std::vector<PlaceCells> grow_all() {
    std::vector<std::uint32_t> seeds(slots_.size());
    for (std::uint32_t i = 0; i < seeds.size(); ++i) {
      seeds[i] = i;
    }
    std::ranges::sort(seeds, order_);
    std::vector<PlaceCells> places;
    for (const auto seed : seeds) {
      if (!taken_[seed]) {
        places.push_back(grow(seed));
      }
    }
    return places;
  }

 private:
  PlaceCells grow(std::uint32_t seed) {
    const auto later = [this](std::uint32_t a, std::uint32_t b) { return order_(b, a); };
    std::priority_queue<std::uint32_t, std::vector<std::uint32_t>, decltype(later)> frontier(later);
    std::vector<std::uint32_t> members;
    PlaceCells place;
    frontier.push(seed);
    while (!frontier.empty()) {
      const auto next = frontier.top();
      frontier.pop();
      if (taken_[next] || !fits(next, members)) {
        continue;
      }
      taken_[next] = true;
      members.push_back(next);
      place.push_back(slots_[next]);
      for (const auto neighbour : neighbours_.of(next)) {
        if (!taken_[neighbour]) {
          frontier.push(neighbour);
        }
      }
    }
    return place;
  }

  [[nodiscard]] bool fits(std::uint32_t candidate, const std::vector<std::uint32_t>& members) const {
    return std::ranges::all_of(
        members, [&](std::uint32_t member) { return distance_m(centres_[member], centres_[candidate]) <= reach_m_; });
  }

  std::vector<std::uint32_t> slots_;
  ByValue order_;
  double reach_m_;
  std::vector<bool> taken_;
  std::vector<Point> centres_;
  Neighbours neighbours_;
};

}  // namespace

std::vector<PlaceCells> delineate(const StudyGrid& study, std::span<const std::uint32_t> candidates,
                                  std::span<const double> value, double maximum_extent_m) {
  assert(value.size() == study.size());
  std::vector<std::uint32_t> slots(candidates.begin(), candidates.end());
  std::ranges::sort(slots);
  return Grower(study, std::move(slots), value, maximum_extent_m).grow_all();
}

}  // namespace lykta
