#include <algorithm>
#include <cmath>
#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "engine/statistics/local_statistics.hpp"
#include "tests/catch.hpp"
#include "tests/engine/samples.hpp"
#include "tests/reference/reference_data.hpp"

namespace lykta::tests_of_getis_ord {
namespace {

using test::Row;
using test::square_grid;
using test::whole;
using test::within;

Neighbours queen_3x3() {
  const auto grid = square_grid(3, 3);
  return neighbours_of_cells(grid, whole(grid).cells, Queen{});
}

/// Equation 5 or 6 of Ord & Getis (1995) for weights of any kind, straight from the paper and for one place:
///   z = (sum w x - W m) / (s sqrt((n S1 - W^2) / (n - 1))),  W the sum of the weights and S1 that of their squares.
/// `weight` has one value per place; for Gi the place itself takes no part in n, m and s.
struct Sums {
  double n = 0, values = 0, squares = 0, weighted = 0, weights = 0, squared_weights = 0;
};
Sums sums_of(const std::vector<double>& values, const std::vector<double>& weight, std::size_t place, Self self) {
  Sums sums;
  for (std::size_t j = 0; j < values.size(); ++j) {
    if (j == place && self == Self::excluded) {
      continue;
    }
    sums.n += 1;
    sums.values += values[j];
    sums.squares += values[j] * values[j];
    sums.weighted += weight[j] * values[j];
    sums.weights += weight[j];
    sums.squared_weights += weight[j] * weight[j];
  }
  return sums;
}
double deviate(const Sums& sums, double sum_of_squared_weights) {
  const auto mean = sums.values / sums.n;
  const auto deviation = std::sqrt(sums.squares / sums.n - mean * mean);
  const auto spread = (sums.n * sum_of_squared_weights - sums.weights * sums.weights) / (sums.n - 1);
  return (sums.weighted - sums.weights * mean) / (deviation * std::sqrt(spread));
}

/// Weights 1 for the neighbours (and the place itself for Gi*), divided by their number when `row_standardised`.
std::vector<double> weights_of(const Neighbours& neighbours, std::size_t place, Self self, bool row_standardised) {
  const auto own = self == Self::included ? 1.0 : 0.0;
  const auto number = static_cast<double>(neighbours.of(place).size()) + own;
  std::vector<double> weight(neighbours.size(), 0.0);
  for (const auto j : neighbours.of(place)) {
    weight[j] = row_standardised ? 1 / number : 1.0;
  }
  weight[place] = row_standardised ? own / number : own;
  return weight;
}

struct SixPoints {
  std::vector<Row> rows = test::read_numbers(test::reference_folder() / "six_points_getis_ord.csv");
  std::vector<double> values;
  Neighbours neighbours;

  SixPoints() {
    std::vector<Point> points;
    for (auto& row : rows) {
      points.push_back({row["x"], row["y"]});
      values.push_back(row["value"]);
    }
    neighbours = neighbours_of_points(points, {15});
  }
};

std::vector<double> getis_ord_z(std::span<const double> values, const Neighbours& neighbours, Self self) {
  return getis_ord(values, NeighbourSums(neighbours), {.self = self}).z;
}

bool all_nan(const std::vector<double>& z) {
  return std::ranges::all_of(z, [](double value) { return std::isnan(value); });
}

}  // namespace

TEST_CASE("Gi star of a corner of nine cells") {
  // Values 1 to 9 row by row: n 9, mean 5, variance 60/9. A corner with its three neighbours: 1 + 2 + 4 + 5 = 12, W 4.
  // z = (12 - 4*5) / sqrt(60/9 * (9*4 - 16) / 8) = -8 / sqrt(16.6667) = -1.9595918.
  const std::vector<double> values{1, 2, 3, 4, 5, 6, 7, 8, 9};
  const auto z = getis_ord_z(values, queen_3x3(), Self::included);
  CHECK(z[0] == within(1e-7, -1.9595918));
  CHECK(z[8] == within(1e-7, 1.9595918));
  CHECK(z[2] == within(1e-7, (2 + 3 + 5 + 6 - 20) / 4.0824829));
  // An edge: 1 + 2 + 3 + 4 + 5 + 6 = 21, W 6: (21 - 30) / sqrt(60/9 * (54 - 36) / 8) = -9 / sqrt(15).
  CHECK(z[1] == within(1e-7, -9 / std::sqrt(15.0)));
}

TEST_CASE("Gi of a corner of nine cells leaves the corner out") {
  // The other eight: 2 to 9, mean 5.5, variance 5.25. Neighbours 2 + 4 + 5 = 11, W 3.
  // z = (11 - 16.5) / sqrt(5.25 * (8*3 - 9) / 7) = -5.5 / sqrt(11.25) = -1.6397831.
  const std::vector<double> values{1, 2, 3, 4, 5, 6, 7, 8, 9};
  const auto z = getis_ord_z(values, queen_3x3(), Self::excluded);
  CHECK(z[0] == within(1e-7, -1.6397831));
  // An edge: the others 1, 3 to 9 have mean 5.375, squares 285 - 4 = 281; variance 281/8 - 28.890625 = 6.234375.
  // Neighbours 1 + 3 + 4 + 5 + 6 = 19, W 5: (19 - 26.875) / sqrt(6.234375 * (40 - 25) / 7).
  CHECK(z[1] == within(1e-7, -7.875 / std::sqrt(6.234375 * 15 / 7)));
}

TEST_CASE("A place that has all places for neighbours has no value") {
  const std::vector<double> values{1, 2, 3, 4, 5, 6, 7, 8, 9};
  CHECK(std::isnan(getis_ord_z(values, queen_3x3(), Self::included)[4]));
  CHECK(std::isnan(getis_ord_z(values, queen_3x3(), Self::excluded)[4]));
}

TEST_CASE("A place without neighbours has neither Gi nor Gi star") {
  // Alone, Gi star would only be its own deviation from the mean.
  const std::vector<double> values{2, 4, 9};
  const Neighbours alone{.start = {0, 0, 0, 0}, .index = {}};
  CHECK(all_nan(getis_ord_z(values, alone, Self::excluded)));
  CHECK(all_nan(getis_ord_z(values, alone, Self::included)));
}

TEST_CASE("Where all values are equal there is no value") {
  const auto grid = square_grid(20, 20);
  const auto neighbours = neighbours_of_cells(grid, whole(grid).cells, Queen{});
  for (const auto value : {0.0, 1.0, 0.1, 1e9 / 3, -0.7}) {
    CAPTURE(value);
    CHECK(all_nan(getis_ord_z(std::vector<double>(400, value), neighbours, Self::included)));
    CHECK(all_nan(getis_ord_z(std::vector<double>(400, value), neighbours, Self::excluded)));
  }
}

TEST_CASE("Gi has no value at the only place that differs from the rest") {
  // What is left without it is constant; its neighbours, to which it belongs, have a value.
  test::Random random(33);
  for (int i = 0; i < 300; ++i) {
    const auto grid = square_grid(3 + static_cast<int>(random.below(20)), 3);
    const auto rest = std::floor(random.between(0, 10)) / 4;
    std::vector<double> values(grid.size(), rest);
    values[0] = rest + std::ceil(random.between(0, 1000));
    const auto z = getis_ord_z(values, neighbours_of_cells(grid, whole(grid).cells, Queen{}), Self::excluded);
    CAPTURE(grid.size(), rest, values[0]);
    CHECK(std::isnan(z.front()));
    CHECK(z[1] > 0);
    CHECK(z.back() < 0);
  }
}

TEST_CASE("One place alone and no place at all have no value") {
  CHECK(all_nan(getis_ord_z(std::vector<double>{3}, Neighbours{.start = {0, 0}, .index = {}}, Self::included)));
  CHECK(all_nan(getis_ord_z(std::vector<double>{3}, Neighbours{.start = {0, 0}, .index = {}}, Self::excluded)));
  CHECK(getis_ord_z({}, Neighbours{}, Self::included).empty());
}

TEST_CASE("z does not change when values are shifted and stretched and changes sign with them") {
  test::Random random(30);
  const auto grid = square_grid(12, 9);
  const auto neighbours = neighbours_of_cells(grid, whole(grid).cells, Queen{});
  std::vector<double> values, stretched, negative;
  for (std::size_t i = 0; i < grid.size(); ++i) {
    values.push_back(std::floor(random.between(0, 12)));
    stretched.push_back(1000 + 2.5 * values.back());
    negative.push_back(-values.back());
  }
  for (const auto self : {Self::excluded, Self::included}) {
    const auto z = getis_ord_z(values, neighbours, self);
    const auto z_stretched = getis_ord_z(stretched, neighbours, self);
    const auto z_negative = getis_ord_z(negative, neighbours, self);
    for (std::size_t i = 0; i < z.size(); ++i) {
      CHECK(z_stretched[i] == within(1e-9, z[i]));
      CHECK(z_negative[i] == within(1e-12, -z[i]));
    }
  }
}

TEST_CASE("z is that of the formula of Ord and Getis written out") {
  test::Random random(31);
  const auto study = cover(test::islands(random, {0, 0}, 500), CellShape::hexagon, 100);
  const auto neighbours = neighbours_of_cells(study.grid, study.cells, DistanceBand{200});
  std::vector<double> values;
  for (std::size_t i = 0; i < study.size(); ++i) {
    values.push_back(std::floor(random.between(0, 5)));
  }
  for (const auto self : {Self::excluded, Self::included}) {
    const auto z = getis_ord_z(values, neighbours, self);
    for (std::size_t i = 0; i < values.size(); ++i) {
      const auto sums = sums_of(values, weights_of(neighbours, i, self, false), i, self);
      CHECK(z[i] == within(1e-9, deviate(sums, sums.squared_weights)));
    }
  }
}

TEST_CASE("Gi and Gi star of six points are those of esda and spdep") {
  // The first point: tests of PySAL's esda (test_getisord.py), distance band 15, binary weights; tolerance 1e-6, as
  // they are printed with 8 digits. All six: spdep 1.2-7, see tests/reference/README.md; tolerance 1e-9, printed with
  // 10 decimals.
  const SixPoints six;
  const auto gi = getis_ord_z(six.values, six.neighbours, Self::excluded);
  const auto gi_star = getis_ord_z(six.values, six.neighbours, Self::included);
  CHECK(gi[0] == within(1e-6, -1.0136729));
  CHECK(gi_star[0] == within(1e-6, -1.39727626));
  for (std::size_t i = 0; i < 6; ++i) {
    CAPTURE(i);
    CHECK(gi[i] == within(1e-9, six.rows[i].at("gi_B")));
    CHECK(gi_star[i] == within(1e-9, six.rows[i].at("gi_star_B")));
  }
}

TEST_CASE("Scaling the weights of a place leaves its z as it is") {
  // A factor c in all weights of a place is c in the numerator, and c^2 under the root, in S1 and in W^2.
  // Row-standardised weights are binary ones divided by their number, so Lykta needs no second kind. spdep says the
  // same.
  const SixPoints six;
  for (const auto self : {Self::excluded, Self::included}) {
    const auto z = getis_ord_z(six.values, six.neighbours, self);
    for (std::size_t i = 0; i < 6; ++i) {
      const auto sums = sums_of(six.values, weights_of(six.neighbours, i, self, true), i, self);
      CHECK(deviate(sums, sums.squared_weights) == within(1e-12, z[i]));
      CHECK(six.rows[i].at(self == Self::included ? "gi_star_W" : "gi_W") == within(1e-9, z[i]));
    }
  }
}

TEST_CASE("The row standardised numbers of esda come from W in place of S1") {
  // esda's tests print -0.62074534 (Gi) and -0.62488094 (Gi*) for the first of the six points with row-standardised
  // weights. They follow when the sum of the weights W stands where Ord and Getis (1995) have S1, the sum of the
  // squared weights. Both are the same for weights of 0 and 1 only. Lykta does not do that: it would make a place with
  // many neighbours look as uncertain as one with a single neighbour (with row-standardised weights W is always 1).
  const SixPoints six;
  const auto variant = [&](Self self) {
    const auto sums = sums_of(six.values, weights_of(six.neighbours, 0, self, true), 0, self);
    return deviate(sums, sums.weights);
  };
  CHECK(variant(Self::excluded) == within(1e-6, -0.62074534));
  CHECK(variant(Self::included) == within(1e-6, -0.62488094));
}

TEST_CASE("Gi and Gi star of the 256 remote sensing values are those of spdep") {
  // Values: spData's getisord, after Getis and Ord (1996). Expected: spdep 1.2-7, localG with binary weights; Gi from
  // the reference folder of the data, Gi* from tests/reference (see its README). Tolerance 1e-6 for all 256 cells, as
  // the former are printed with 8 decimals and the latter with 10.
  const auto folder = test::data_folder();
  if (!folder) {
    WARN(test::why_skipped);
    return;
  }
  const auto cells = test::read_numbers(*folder / "reference" / "getisord_16x16.csv");
  const auto expected_gi = test::read_numbers(*folder / "reference" / "getisord_16x16_expected_spdep.csv");
  const auto expected_gi_star = test::read_numbers(test::reference_folder() / "getis_ord_16x16_gi_star.csv");
  REQUIRE(cells.size() == 256);
  REQUIRE(expected_gi.size() == 256);
  REQUIRE(expected_gi_star.size() == 256);
  std::vector<Point> points;
  std::vector<double> values;
  for (const auto& cell : cells) {
    points.push_back({cell.at("x"), cell.at("y")});
    values.push_back(cell.at("val"));
  }
  for (const auto& distance : {30, 60, 90, 120, 150}) {
    const auto neighbours = neighbours_of_points(points, {static_cast<double>(distance)});
    const auto gi = getis_ord_z(values, neighbours, Self::excluded);
    const auto gi_star = getis_ord_z(values, neighbours, Self::included);
    const auto name = std::to_string(distance);
    double largest_of_gi = 0;
    double largest_of_gi_star = 0;
    for (std::size_t i = 0; i < 256; ++i) {
      REQUIRE(points[i] == Point{expected_gi[i].at("x"), expected_gi[i].at("y")});
      REQUIRE(points[i] == Point{expected_gi_star[i].at("x"), expected_gi_star[i].at("y")});
      largest_of_gi = std::max(largest_of_gi, std::abs(gi[i] - expected_gi[i].at("Gi_z_d" + name)));
      largest_of_gi_star = std::max(largest_of_gi_star, std::abs(gi_star[i] - expected_gi_star[i].at("z_d" + name)));
      if (distance == 30) {
        CHECK(gi_star[i] == within(1e-6, expected_gi[i].at("GiStar_z_d30")));
      }
    }
    CAPTURE(distance);
    CHECK(largest_of_gi < 1e-6);
    CHECK(largest_of_gi_star < 1e-6);
  }
}

TEST_CASE("Gi star of cell 120 is the printed one when the variance is divided by n minus 1") {
  // Getis and Ord (1996), p. 267, print 1.45 for the cell at x = 210, y = 210 and 30 m. Divided by n the value is
  // 1.450780, by n - 1 1.447943 (six digits, so 1e-6); both round to what is printed.
  const auto folder = test::data_folder();
  if (!folder) {
    WARN(test::why_skipped);
    return;
  }
  std::vector<Point> points;
  std::vector<double> values;
  for (const auto& cell : test::read_numbers(*folder / "reference" / "getisord_16x16.csv")) {
    points.push_back({cell.at("x"), cell.at("y")});
    values.push_back(cell.at("val"));
  }
  const auto place = static_cast<std::size_t>(std::ranges::find(points, Point{210, 210}) - points.begin());
  const auto z = getis_ord_z(values, neighbours_of_points(points, {30}), Self::included);
  CHECK(z.at(place) == within(1e-6, 1.450780));
  CHECK(z.at(place) * std::sqrt(255.0 / 256) == within(1e-6, 1.447943));
}

TEST_CASE("A grid gives the same neighbours and the same z as its centres") {
  const auto grid = Grid::covering({15, 15, 465, 465}, CellShape::square, 30);
  REQUIRE(grid.size() == 256);
  test::Random random(32);
  std::vector<Point> centres;
  std::vector<double> values;
  for (std::size_t cell = 0; cell < grid.size(); ++cell) {
    centres.push_back(grid.centre(cell));
    values.push_back(random.between(0, 100));
  }
  for (const auto distance : {30.0, 60.0, 90.0, 120.0, 150.0}) {
    const auto of_cells = neighbours_of_cells(grid, whole(grid).cells, DistanceBand{distance});
    const auto of_points = neighbours_of_points(centres, {distance});
    CHECK(of_cells.index == of_points.index);
    CHECK(getis_ord_z(values, of_cells, Self::included) == getis_ord_z(values, of_points, Self::included));
  }
}

}  // namespace lykta::tests_of_getis_ord
