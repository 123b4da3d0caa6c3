#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <numeric>
#include <vector>

#include "engine/base/error.hpp"
#include "engine/statistics/neighbour_sums.hpp"
#include "tests/catch.hpp"
#include "tests/engine/local_statistics_samples.hpp"

namespace lykta::tests_of_neighbour_sums {
namespace {

using test::not_a_number;
using test::within;

std::vector<CellNeighbourhood> neighbourhoods() {
  return {Queen{},           Rook{}, DistanceBand{99}, DistanceBand{100}, DistanceBand{250}, DistanceBand{501},
          DistanceBand{2600}};
}

void check_same(const StudyGrid& study, const CellNeighbourhood& neighbourhood, const std::vector<double>& values) {
  const auto lists = test::lists_of(study, neighbourhood);
  const NeighbourSums by_list(lists);
  const NeighbourSums by_row(study, neighbourhood);
  CHECK(by_row.most() >= by_list.most());
  const auto scale = scale_for(moments_of(values), std::max(by_list.addends(), by_row.addends()));
  const auto expected = collect(by_list, values, scale, 1);
  for (const auto threads : {1U, 3U}) {
    const auto sums = collect(by_row, values, scale, threads);
    CHECK(sums.sum == expected.sum);
    CHECK(sums.number == expected.number);
  }
}

}  // namespace

TEST_CASE("Pieces of rows give the sums that lists of neighbours give, to the last bit") {
  test::Random random(501);
  for (const auto shape : {CellShape::square, CellShape::hexagon}) {
    for (const auto left_out : {0.0, 0.3, 0.97}) {
      for (const auto& neighbourhood : neighbourhoods()) {
        const auto study = test::with_holes(random, shape, 23, 17, left_out);
        auto values = test::any_numbers(random, study.size());
        check_same(study, neighbourhood, values);
        check_same(study, neighbourhood, test::counts(random, study.size()));
        for (std::size_t i = 0; i < values.size(); i += 7) {
          values[i] = i % 2 == 0 ? not_a_number : std::numeric_limits<double>::infinity();
        }
        check_same(study, neighbourhood, values);
      }
    }
  }
}

TEST_CASE("Whether a cell is a neighbour is what its list says") {
  test::Random random(503);
  for (const auto shape : {CellShape::square, CellShape::hexagon}) {
    for (const auto& neighbourhood : neighbourhoods()) {
      const auto study = test::with_holes(random, shape, 9, 7, 0.3);
      const auto lists = test::lists_of(study, neighbourhood);
      const NeighbourSums by_list(lists);
      const NeighbourSums by_row(study, neighbourhood);
      for (std::uint32_t place = 0; place < study.size(); ++place) {
        for (std::uint32_t other = 0; other < study.size(); ++other) {
          CHECK(by_row.is_neighbour(other, place) == by_list.is_neighbour(other, place));
        }
      }
    }
  }
}

TEST_CASE("Grids of more rows than one part has give the sums of their lists") {
  test::Random random(502);
  for (const auto left_out : {0.0, 0.4}) {
    for (const auto& neighbourhood : {CellNeighbourhood{Queen{}}, CellNeighbourhood{DistanceBand{420}}}) {
      const auto tall = test::with_holes(random, CellShape::hexagon, 5, 300, left_out);
      check_same(tall, neighbourhood, test::any_numbers(random, tall.size()));
      const auto wide = test::with_holes(random, CellShape::square, 300, 3, left_out);
      check_same(wide, neighbourhood, test::counts(random, wide.size()));
    }
  }
}

TEST_CASE("One row of cells, one column of cells and one cell have the neighbours they have") {
  const std::vector<double> values{1, 2, 4};
  for (const auto& grid : {test::square_grid(3, 1), test::square_grid(1, 3)}) {
    const auto study = test::whole(grid);
    for (const auto& neighbourhood : {CellNeighbourhood{Queen{}}, CellNeighbourhood{Rook{}}}) {
      const auto sums = collect(NeighbourSums(study, neighbourhood), values, Scale{}, 1);
      CHECK(sums.sum == std::vector<std::int64_t>{2, 5, 2});
      CHECK(sums.number == std::vector<std::uint32_t>{1, 2, 1});
    }
  }
  const auto alone = test::whole(test::square_grid(1, 1));
  const auto sums = collect(NeighbourSums(alone, DistanceBand{1e9}), std::vector<double>{7}, Scale{}, 1);
  CHECK(sums.sum == std::vector<std::int64_t>{0});
  CHECK(sums.number == std::vector<std::uint32_t>{0});
}

TEST_CASE("A distance band that is no positive number is refused") {
  const auto study = test::whole(test::square_grid(2, 2));
  for (const auto band : {0.0, -1.0, not_a_number, std::numeric_limits<double>::infinity()}) {
    CHECK_THROWS_AS(NeighbourSums(study, DistanceBand{band}), InvalidOption);
  }
}

TEST_CASE("Moments of values are those written out, missing values left out") {
  test::Random random(503);
  for (const std::size_t size : {1U, 7U, 8U, 9U, 1000U}) {
    auto values = test::any_numbers(random, size);
    const auto total = test::total(values);
    const auto mean = total / static_cast<double>(size);
    double squares = 0;
    double fourths = 0;
    for (const auto value : values) {
      squares += std::pow(value - mean, 2);
      fourths += std::pow(value - mean, 4);
    }
    values.insert(values.begin() + static_cast<std::ptrdiff_t>(size / 2), not_a_number);
    values.push_back(-std::numeric_limits<double>::infinity());
    const auto moments = moments_of(values);
    CHECK(moments.size == size + 2);
    CHECK(moments.present == size);
    CHECK(moments.mean == within(1e-12, mean));
    CHECK(moments.squares == within(1e-9, squares));
    CHECK(moments.fourths == within(1e-7, fourths));
    CHECK_FALSE(moments.whole);
  }
}

TEST_CASE("Equal values have no variance, whatever rounding makes of their mean") {
  for (const auto value : {0.1, 1e9 / 3, -0.7, 1e300}) {
    CHECK(moments_of(std::vector<double>(1003, value)).squares == 0);
    CHECK(moments_of(std::vector<double>(1003, value)).mean == value);
  }
  CHECK(moments_of({}).present == 0);
  CHECK(moments_of(std::vector<double>{not_a_number}).present == 0);
}

TEST_CASE("Whole numbers keep themselves as units, others get units that hold their sums") {
  const std::vector<double> whole{0, 3, -7, 12};
  const auto exact = scale_for(moments_of(whole), 1000);
  CHECK(exact.error == 0);
  CHECK(exact.whole(-7) == -7);
  for (const auto largest : {1e-280, 1e-9, 1.5, 1e18, 1e300}) {
    for (const std::size_t addends : {1U, 81U, 100'000'000U}) {
      const std::vector<double> values{0, 0.3 * largest, largest};
      const auto scale = scale_for(moments_of(values), addends);
      const auto units = static_cast<double>(scale.whole(largest));
      CAPTURE(largest, addends);
      CHECK(units * static_cast<double>(addends) < 0x1p62);
      CHECK(units * scale.unit + scale.origin == within(largest * (addends > 1000 ? 1e-9 : 1e-14), largest));
      CHECK(units > 0x1p30);
    }
  }
}

}  // namespace lykta::tests_of_neighbour_sums
