#include "engine/places/place_ground.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <functional>
#include <iterator>
#include <optional>
#include <tuple>
#include <utility>

#include "engine/places/both_periods.hpp"
#include "engine/places/candidates.hpp"
#include "engine/places/delineate_peaks.hpp"

namespace lykta {

namespace {

/// Squares of one row from one column to another, both included.
struct Stretch {
  std::int64_t row = 0;
  std::int64_t from = 0;
  std::int64_t to = 0;

  [[nodiscard]] auto order() const { return std::tuple(row, from, to); }
};

/// Cells of the map where a place may begin, ascending.
std::vector<std::uint32_t> beginnings(const MapUnderneath& map) {
  auto slots = candidates_by_events(map.cells, map.clustering).slots;
  if (map.both != nullptr) {
    const auto& both = *map.both;
    std::ranges::copy(candidates_by_events(both.together, both.density_per_km2, both.clustering).slots,
                      std::back_inserter(slots));
  }
  for (std::uint32_t slot = 0; slot < map.cells.unsafe_score.size(); ++slot) {
    if (map.cells.unsafe_score[slot] > 0) {
      slots.push_back(slot);
    }
  }
  std::ranges::sort(slots);
  slots.erase(std::unique(slots.begin(), slots.end()), slots.end());
  return slots;
}

/// All squares that a place which begins in one of the cells could take, or that lie in its surroundings.
std::vector<Stretch> stretches_around(const MapUnderneath& map, const Grid& squares, double maximum_extent_m) {
  const auto& grid = map.study.grid;
  constexpr double middle_to_corner = 0.75;  // of a square 0.71, of a hexagon 0.58
  const auto side_m = squares.cell_m();
  const auto reach_m = peak_radius_m(maximum_extent_m, side_m) + (squares_around_hull + 1) * side_m +
                       (middle_to_corner + 1) * grid.cell_m();
  std::vector<Stretch> stretches;
  for (const auto slot : beginnings(map)) {
    const auto middle = grid.centre(map.study.cells[slot]);
    const auto low = cell_index_at(CellShape::square, side_m, {middle.x - reach_m, middle.y - reach_m});
    const auto high = cell_index_at(CellShape::square, side_m, {middle.x + reach_m, middle.y + reach_m});
    for (auto row = low.row; row <= high.row; ++row) {
      stretches.push_back({row, low.column, high.column});
    }
  }
  std::ranges::sort(stretches, {}, &Stretch::order);
  return stretches;
}

/// A square and the cell of the map that it lies on.
using OnMap = std::pair<std::uint32_t, std::uint32_t>;

std::vector<OnMap> squares_on_map(const MapUnderneath& map, const Grid& squares,
                                  const std::vector<Stretch>& stretches) {
  std::vector<OnMap> found;
  std::optional<Stretch> done;
  for (auto stretch : stretches) {
    if (done && done->row == stretch.row) {
      stretch.from = std::max(stretch.from, done->to + 1);
      stretch.to = std::max(stretch.to, done->to);
    }
    for (auto column = stretch.from; column <= stretch.to; ++column) {
      const auto square = squares.number({column, stretch.row});
      const auto cell = square ? map.study.grid.cell_at(squares.centre(*square)) : std::nullopt;
      if (const auto slot = cell ? map.study.slot_of(*cell) : std::nullopt) {
        found.emplace_back(static_cast<std::uint32_t>(*square), *slot);
      }
    }
    done = stretch;
  }
  return found;
}

/// Squares that hold an event and have their centre beyond the map belong to the ground, too.
void add_squares_of(std::span<const Located> located, const std::vector<Point>& position, const MapUnderneath& map,
                    const Grid& squares, std::vector<OnMap>& found) {
  for (const auto& item : located) {
    const auto square = squares.cell_at(position[item.index]);
    const auto cell = square ? map.study.grid.cell_at(squares.centre(*square)) : std::nullopt;
    if (square && !(cell && map.study.slot_of(*cell))) {
      found.emplace_back(static_cast<std::uint32_t>(*square), item.slot);
    }
  }
}

std::vector<Located> on_ground(const StudyGrid& ground, std::span<const Located> located,
                               const std::vector<Point>& position) {
  std::vector<Located> result;
  for (const auto& item : located) {
    if (const auto square = square_at(ground, position[item.index])) {
      result.push_back({item.index, *square});
    }
  }
  return result;
}

std::vector<double> count_of(const std::vector<Located>& located, std::size_t slots) {
  std::vector<double> count(slots, 0.0);
  for (const auto& item : located) {
    count[item.slot] += 1;
  }
  return count;
}

std::vector<double> weighted_count_of(const std::vector<Located>& located, const LyingOnGround& lying,
                                      std::size_t slots) {
  std::vector<std::uint32_t> slot;
  std::vector<double> weight;
  for (const auto& item : located) {
    slot.push_back(item.slot);
    weight.push_back(lying.classes.empty() ? 1.0 : lying.classes[lying.incidents.class_index[item.index]].weight);
  }
  return sum_by_slot(slot, weight, slots);
}

std::vector<double> residents_of_squares(const MapUnderneath& map, const PlaceGround& ground) {
  if (map.cells.residents.empty()) {
    return {};
  }
  const auto share = ground.study.grid.cell_area_m2() / map.study.grid.cell_area_m2();
  std::vector<double> residents;
  std::ranges::transform(ground.map_slot, std::back_inserter(residents),
                         [&](std::uint32_t slot) { return share * map.cells.residents[slot]; });
  return residents;
}

void count_on_ground(const MapUnderneath& map, const LyingOnGround& lying, PlaceGround& ground) {
  const auto& position = lying.incidents.position;
  const auto slots = ground.study.size();
  ground.events = on_ground(ground.study, lying.events, position);
  ground.observed = on_ground(ground.study, lying.observed, lying.observations.position);
  ground.compared = count_of(on_ground(ground.study, lying.compared, position), slots);
  ground.before = count_of(on_ground(ground.study, lying.before, position), slots);
  ground.together.resize(slots);
  std::ranges::transform(ground.compared, ground.before, ground.together.begin(), std::plus{});
  ground.cells.count = count_of(ground.events, slots);
  ground.cells.weighted_count = weighted_count_of(ground.events, lying, slots);
  ground.cells.discovered = count_of(on_ground(ground.study, lying.discovered, position), slots);
  ground.cells.comparison_count = ground.before;
  if (!map.cells.compared_count.empty()) {
    ground.cells.compared_count = ground.compared;
  }
  std::ranges::transform(ground.map_slot, std::back_inserter(ground.cells.density_per_km2),
                         [&](std::uint32_t slot) { return map.cells.density_per_km2[slot]; });
  ground.cells.residents = residents_of_squares(map, ground);
  std::ranges::copy(lying.compared, std::back_inserter(ground.compared_events));
  std::ranges::copy(lying.before, std::back_inserter(ground.compared_events));
}

/// Where cells of the map are no whole squares, an event lies in another cell than the middle of its square. What makes the one hot
/// must not be lost: a square speaks for a hot cell of its events where there is one, the first of several.
void speak_for_hot_cells(std::span<const Located> located, const std::vector<Point>& position,
                         const std::vector<bool>& is_hot, const std::vector<bool>& is_settled, PlaceGround& ground) {
  std::vector<Located> hot;
  std::ranges::copy_if(located, std::back_inserter(hot), [&](const Located& item) { return is_hot[item.slot]; });
  std::ranges::sort(hot, std::greater{}, &Located::slot);
  for (const auto& item : hot) {
    const auto square = square_at(ground.study, position[item.index]);
    if (square && !is_settled[*square]) {
      ground.map_slot[*square] = item.slot;
    }
  }
}

/// Squares whose cell of the map is hot.
std::vector<bool> hot_squares(const PlaceGround& ground, const std::vector<bool>& is_hot) {
  std::vector<bool> squares;
  std::ranges::transform(ground.map_slot, std::back_inserter(squares),
                         [&](std::uint32_t slot) { return is_hot[slot]; });
  return squares;
}

void settle_hot_cells(const MapUnderneath& map, const LyingOnGround& lying, PlaceGround& ground) {
  const auto& hot = map.clustering.is_hot;
  speak_for_hot_cells(lying.events, lying.incidents.position, hot, hot_squares(ground, hot), ground);
  if (map.both != nullptr) {
    const auto& hot_in_both = map.both->clustering.is_hot;
    auto is_settled = hot_squares(ground, hot);
    const auto is_hot_in_both = hot_squares(ground, hot_in_both);
    for (std::size_t square = 0; square < is_settled.size(); ++square) {
      is_settled[square] = is_settled[square] || is_hot_in_both[square];
    }
    for (const auto& located : {lying.compared, lying.before}) {
      speak_for_hot_cells(located, lying.incidents.position, hot_in_both, is_settled, ground);
    }
  }
}

}  // namespace

double ground_square_m(const Grid& map, double maximum_extent_m) {
  constexpr double most_squares = 1e9;
  constexpr double least_per_extent = 8;
  auto square_m = maximum_extent_m / squares_per_extent;
  if (map.shape() == CellShape::square && map.cell_m() >= square_m) {
    square_m = map.cell_m() / std::ceil(map.cell_m() / square_m);
  }
  const auto box = map.box();
  while (box.width() * box.height() > most_squares * square_m * square_m &&
         2 * square_m * least_per_extent <= maximum_extent_m) {
    square_m *= 2;
  }
  return square_m;
}

PlaceGround place_ground(const MapUnderneath& map, const LyingOnGround& lying, double maximum_extent_m) {
  auto box = map.study.grid.box();
  const auto square_m = ground_square_m(map.study.grid, maximum_extent_m);
  // What lies on the border of the study area lies in the next square.
  box.add({box.min_x - square_m, box.min_y - square_m});
  box.add({box.max_x + square_m, box.max_y + square_m});
  constexpr double countable = 4e9;
  PlaceGround ground{
      .study = {.grid = Grid::covering(box, CellShape::square, square_m, countable), .cells = {}, .share = {}},
      .maximum_extent_m = maximum_extent_m,
      .map_slot = {},
      .cells = {}};
  const auto& squares = ground.study.grid;
  auto found = squares_on_map(map, squares, stretches_around(map, squares, maximum_extent_m));
  for (const auto& located : {lying.events, lying.discovered, lying.compared, lying.before}) {
    add_squares_of(located, lying.incidents.position, map, squares, found);
  }
  add_squares_of(lying.observed, lying.observations.position, map, squares, found);
  std::ranges::sort(found);
  for (const auto& [square, slot] : found) {
    if (ground.study.cells.empty() || ground.study.cells.back() != square) {
      ground.study.cells.push_back(square);
      ground.map_slot.push_back(slot);
    }
  }
  ground.study.share.assign(ground.study.size(), 1.0);
  settle_hot_cells(map, lying, ground);
  count_on_ground(map, lying, ground);
  return ground;
}

std::optional<std::uint32_t> square_at(const StudyGrid& ground, const Point& point) {
  const auto square = ground.grid.cell_at(point);
  return square ? ground.slot_of(*square) : std::nullopt;
}

}  // namespace lykta
