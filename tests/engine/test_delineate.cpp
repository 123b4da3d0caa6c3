#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <set>
#include <vector>

#include "engine/places/delineate.hpp"
#include "engine/space/neighbours.hpp"
#include "tests/catch.hpp"
#include "tests/engine/samples.hpp"

namespace lykta::tests_of_delineate {
namespace {

using test::square_grid;
using test::whole;

using Slots = std::vector<std::uint32_t>;

Slots all_slots(const StudyGrid& study) {
  Slots slots(study.size());
  std::iota(slots.begin(), slots.end(), 0U);
  return slots;
}

double extent_m(const StudyGrid& study, const PlaceCells& place) {
  double largest = 0;
  for (const auto a : place) {
    for (const auto b : place) {
      largest = std::max(largest, distance_m(study.grid.centre(study.cells[a]), study.grid.centre(study.cells[b])));
    }
  }
  return largest + study.grid.cell_m();
}

/// Whether one can walk from the heart to each cell over cells of the place that touch.
bool hangs_together(const StudyGrid& study, const PlaceCells& place) {
  Slots cells;
  for (const auto slot : place) {
    cells.push_back(study.cells[slot]);
  }
  std::ranges::sort(cells);
  const auto neighbours = neighbours_of_cells(study.grid, cells, Queen{});
  std::set<std::size_t> reached{0};
  Slots to_visit{0};
  while (!to_visit.empty()) {
    const auto next = to_visit.back();
    to_visit.pop_back();
    for (const auto neighbour : neighbours.of(next)) {
      if (reached.insert(neighbour).second) {
        to_visit.push_back(neighbour);
      }
    }
  }
  return reached.size() == place.size();
}

std::vector<std::size_t> sizes_of(const std::vector<PlaceCells>& places) {
  std::vector<std::size_t> sizes;
  for (const auto& place : places) {
    sizes.push_back(place.size());
  }
  return sizes;
}

}  // namespace

TEST_CASE("No candidates make no places") {
  const auto study = whole(square_grid(3, 3));
  CHECK(delineate(study, Slots{}, std::vector<double>(9, 1.0), 400).empty());
}

TEST_CASE("Candidates that touch make one place with the highest value at its heart") {
  // 0 1 2 in a row with a corner at 5; 5 is the highest, then 1, 2, 0.
  const auto study = whole(square_grid(3, 2));
  const std::vector<double> value{1, 3, 2, 9, 9, 5};
  const auto places = delineate(study, Slots{0, 1, 2, 5}, value, 400);
  CHECK(places == std::vector<PlaceCells>{{5, 1, 2, 0}});
}

TEST_CASE("Candidates that do not touch make places of their own with the highest first") {
  const auto study = whole(square_grid(5, 1));
  const std::vector<double> value{1, 9, 3, 9, 2};
  CHECK(delineate(study, Slots{0, 2, 4}, value, 400) == std::vector<PlaceCells>{{2}, {4}, {0}});
}

TEST_CASE("Equal values go to the lower slot first") {
  const auto study = whole(square_grid(3, 3));
  CHECK(delineate(study, all_slots(study), std::vector<double>(9, 1.0), 400) ==
        std::vector<PlaceCells>{{0, 1, 2, 3, 4, 5, 6, 7, 8}});
}

TEST_CASE("A long line of cells is cut") {
  // 400 m hold four cells of 100 m: centres 300 m apart at most.
  const auto study = whole(square_grid(10, 1));
  const std::vector<double> falling{10, 9, 8, 7, 6, 5, 4, 3, 2, 1};
  CHECK(delineate(study, all_slots(study), falling, 400) ==
        std::vector<PlaceCells>{{0, 1, 2, 3}, {4, 5, 6, 7}, {8, 9}});
  // 399 m hold three.
  CHECK(sizes_of(delineate(study, all_slots(study), falling, 399)) == std::vector<std::size_t>{3, 3, 3, 1});
  // From a peak in the middle it grows to the higher side: 5, then 6 (8), 4 (7), 7 (6). Right of it 8 and 9, left of it
  // 0 to 3.
  const std::vector<double> peak{1, 2, 3, 4, 7, 10, 8, 6, 5, 4.5};
  CHECK(delineate(study, all_slots(study), peak, 400) == std::vector<PlaceCells>{{5, 6, 4, 7}, {8, 9}, {3, 2, 1, 0}});
}

TEST_CASE("An extent of one cell makes each candidate a place") {
  const auto study = whole(square_grid(3, 3));
  const auto places = delineate(study, all_slots(study), std::vector<double>{1, 2, 3, 4, 5, 6, 7, 8, 9}, 100);
  CHECK(places == std::vector<PlaceCells>{{8}, {7}, {6}, {5}, {4}, {3}, {2}, {1}, {0}});
}

TEST_CASE("Two blobs that touch at a corner are one place where they fit and two where they do not") {
  // Blobs of two by two cells: A at (0,0) with its peak at (1,1), B at (2,2).
  const auto study = whole(square_grid(4, 4));
  std::vector<double> value(16, 0.0);
  const auto slot = [&](std::int64_t column, std::int64_t row) {
    return static_cast<std::uint32_t>(study.grid.number({column, row}).value());
  };
  const Slots a{slot(1, 1), slot(0, 0), slot(1, 0), slot(0, 1)};
  const Slots b{slot(2, 2), slot(3, 2), slot(2, 3), slot(3, 3)};
  Slots candidates = a;
  candidates.insert(candidates.end(), b.begin(), b.end());
  for (const auto cell : a) {
    value[cell] = 5;
  }
  for (const auto cell : b) {
    value[cell] = 4;
  }
  value[slot(1, 1)] = 10;
  // Centres within 150 m: A fits (141 m), (2,2) is 283 m from (0,0).
  CHECK(delineate(study, candidates, value, 250) == std::vector<PlaceCells>{a, b});
  // Within 300 m (2,2) fits, but (3,2) is 361 m from (0,0).
  const PlaceCells a_and_corner{a[0], a[1], a[2], a[3], b[0]};
  CHECK(delineate(study, candidates, value, 400) == std::vector<PlaceCells>{a_and_corner, {b[1], b[2], b[3]}});
  // The whole of both needs 424 m between centres.
  CHECK(sizes_of(delineate(study, candidates, value, 525)) == std::vector<std::size_t>{8});
}

TEST_CASE("A line of hexagons is cut alike in all three directions and anywhere") {
  // Four hexagons in a line are 300 m from first to last centre, exactly the reach of 400 m; far from the origin
  // rounding makes it a nanometre more or less.
  for (const auto& origin : {Point{0, 0}, Point{517523, 6229187}, Point{-93211, 712345}}) {
    const auto grid =
        Grid::covering({origin.x - 1500, origin.y - 1500, origin.x + 1500, origin.y + 1500}, CellShape::hexagon, 100);
    const auto study = whole(grid);
    const auto start = grid.centre(grid.cell_at(origin).value());
    for (const auto degrees : {0, 60, 120}) {
      const auto angle = degrees * std::numbers::pi / 180;
      std::vector<double> value(study.size(), 0.0);
      Slots line;
      for (int i = 0; i < 12; ++i) {
        const Point centre{start.x + 100 * i * std::cos(angle), start.y + 100 * i * std::sin(angle)};
        line.push_back(study.slot_at(centre).value());
        value[line.back()] = 20 - i;
      }
      CAPTURE(origin.x, degrees);
      CHECK(sizes_of(delineate(study, line, value, 400)) == std::vector<std::size_t>{4, 4, 4});
    }
  }
}

TEST_CASE("Each candidate ends in exactly one compact place whatever the shape and the extent") {
  test::Random random(50);
  for (const auto shape : {CellShape::square, CellShape::hexagon}) {
    const auto study = cover(test::islands(random, {517523.4, 6229187.2}, 700), shape, 100);
    for (int i = 0; i < 30; ++i) {
      const auto maximum_extent_m = random.between(100, 900);
      Slots candidates;
      std::vector<double> value;
      for (std::uint32_t slot = 0; slot < study.size(); ++slot) {
        value.push_back(std::floor(random.between(0, 10)));
        if (random.between(0, 1) < 0.4) {
          candidates.push_back(slot);
        }
      }
      const auto places = delineate(study, candidates, value, maximum_extent_m);
      Slots found;
      double previous_heart = 10;
      for (const auto& place : places) {
        REQUIRE_FALSE(place.empty());
        found.insert(found.end(), place.begin(), place.end());
        CHECK(extent_m(study, place) <= maximum_extent_m + 1e-6);
        CHECK(hangs_together(study, place));
        const auto heart = value[place.front()];
        CHECK(std::ranges::all_of(place, [&](std::uint32_t slot) { return value[slot] <= heart; }));
        CHECK(heart <= previous_heart);
        previous_heart = heart;
      }
      std::ranges::sort(found);
      CHECK(found == candidates);
    }
  }
}

TEST_CASE("The order of the candidates does not matter") {
  test::Random random(51);
  const auto study = whole(square_grid(15, 15));
  std::vector<double> value;
  for (std::size_t slot = 0; slot < study.size(); ++slot) {
    value.push_back(std::floor(random.between(0, 4)));  // many ties
  }
  auto candidates = all_slots(study);
  std::erase_if(candidates, [&](std::uint32_t) { return random.between(0, 1) < 0.5; });
  const auto expected = delineate(study, candidates, value, 450);
  CHECK(expected.size() > 3);
  for (int i = 0; i < 5; ++i) {
    random.shuffle(candidates);
    CHECK(delineate(study, candidates, value, 450) == expected);
  }
}

}  // namespace lykta::tests_of_delineate
