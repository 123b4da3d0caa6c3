#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <span>
#include <string>
#include <vector>

#include "engine/statistics/local_statistics.hpp"
#include "tests/catch.hpp"
#include "tests/engine/local_statistics_samples.hpp"
#include "tests/reference/reference_data.hpp"

namespace lykta::tests_of_local_statistics {
namespace {

using test::not_a_number;
using test::within;

/// Weighted neighbours of one place, written out.
struct Around {
  std::vector<std::size_t> places;
  double weight;
};
Around around(const Neighbours& lists, const std::vector<double>& values, std::size_t place, Weights weights) {
  Around result{};
  for (const auto j : lists.of(place)) {
    if (std::isfinite(values[j])) {
      result.places.push_back(j);
    }
  }
  result.weight = weights == Weights::binary ? 1.0 : 1.0 / static_cast<double>(result.places.size());
  return result;
}

/// Largest difference to a column of spdep's; where Lykta has no value spdep must have a number without meaning.
double largest_difference(const std::vector<double>& values, const std::vector<test::Row>& rows,
                          const std::string& column, const std::vector<std::size_t>& where) {
  double largest = 0;
  for (const auto i : where) {
    const auto expected = rows[i].at(column);
    REQUIRE(std::isnan(values[i]) == std::isnan(expected));
    largest = std::isnan(expected) ? largest : std::max(largest, std::abs(values[i] - expected));
  }
  return largest;
}

std::vector<std::size_t> with_neighbours(const test::PoissonCells& cells) {
  std::vector<std::size_t> places;
  for (std::size_t i = 0; i < cells.rows.size(); ++i) {
    if (cells.rows[i].at("queen_neighbours") > 0) {
      places.push_back(i);
    }
  }
  return places;
}

/// The formula as it stands in the paper, in doubles and without any shortcut.
std::vector<double> plain_z(std::span<const double> values, const Neighbours& neighbours, Self self) {
  std::vector<double> z;
  for (std::size_t i = 0; i < values.size(); ++i) {
    const auto own = self == Self::included;
    double n = 0;
    double mean = 0;
    for (std::size_t j = 0; j < values.size(); ++j) {
      n += own || j != i ? 1 : 0;
      mean += own || j != i ? values[j] : 0;
    }
    mean /= n;
    double variance = 0;
    for (std::size_t j = 0; j < values.size(); ++j) {
      variance += own || j != i ? (values[j] - mean) * (values[j] - mean) / n : 0;
    }
    double weight = own ? 1 : 0;
    double sum = own ? values[i] - mean : 0;
    for (const auto j : neighbours.of(i)) {
      weight += 1;
      sum += values[j] - mean;
    }
    z.push_back(sum / std::sqrt(variance * (n * weight - weight * weight) / (n - 1)));
  }
  return z;
}

bool all_without_value(const GetisOrd& result, NoValue why) {
  return std::ranges::all_of(result.z, [](double z) { return std::isnan(z); }) &&
         std::ranges::all_of(result.why, [&](NoValue each) { return each == why; });
}

}  // namespace

TEST_CASE("Sums over rows give the z of lists, and both that of the plain formula") {
  test::Random random(511);
  for (const auto shape : {CellShape::square, CellShape::hexagon}) {
    const auto study = test::with_holes(random, shape, 20, 20, 0.2);
    for (const auto& neighbourhood : {CellNeighbourhood{Queen{}}, CellNeighbourhood{DistanceBand{320}}}) {
      const auto lists = test::lists_of(study, neighbourhood);
      for (const auto& values : {test::counts(random, study.size()), test::any_numbers(random, study.size())}) {
        for (const auto self : {Self::excluded, Self::included}) {
          const auto z = getis_ord(values, NeighbourSums(study, neighbourhood), {self, Divisor::n, 2}).z;
          const auto by_list = getis_ord(values, NeighbourSums(lists), {self, Divisor::n, 1}).z;
          const auto plain = plain_z(values, lists, self);
          for (std::size_t i = 0; i < z.size(); ++i) {
            if (!lists.of(i).empty()) {
              CHECK(z[i] == by_list[i]);
              CHECK(z[i] == within(1e-10, plain[i]));
            }
          }
        }
      }
    }
  }
}

TEST_CASE("Gi and Gi star of Poisson counts with islands are those of spdep") {
  // spdep 1.2-7, tests/reference/local_statistics; tolerance 1e-6, as they are printed with 8 digits.
  const test::PoissonCells cells;
  const auto inner = with_neighbours(cells);
  REQUIRE(cells.rows.size() - inner.size() == 5);
  const auto z = [&](const CellNeighbourhood& neighbourhood, Self self) {
    return getis_ord(cells.count, NeighbourSums(cells.study, neighbourhood), {self, Divisor::n, 1}).z;
  };
  CHECK(largest_difference(z(Queen{}, Self::excluded), cells.rows, "queen_gi", inner) < 1e-6);
  CHECK(largest_difference(z(Queen{}, Self::included), cells.rows, "queen_gi_star", inner) < 1e-6);
  CHECK(largest_difference(z(DistanceBand{250}, Self::excluded), cells.rows, "band_gi", inner) < 1e-6);
  CHECK(largest_difference(z(DistanceBand{250}, Self::included), cells.rows, "band_gi_star", inner) < 1e-6);
  const auto rook = getis_ord(cells.count, NeighbourSums(cells.study, Rook{}), {});
  for (std::size_t i = 0; i < cells.rows.size(); ++i) {
    CHECK((std::isnan(rook.z[i]) || rook.z[i] == within(1e-6, cells.rows[i].at("rook_gi_star"))));
  }
}

TEST_CASE("Local Moran and Geary of Poisson counts with islands are those of spdep") {
  // Printed with 8 digits: 1e-6 for numbers below 10, 1e-5 for the binary sums that reach some hundreds.
  const test::PoissonCells cells;
  const auto inner = with_neighbours(cells);
  const NeighbourSums queen(cells.study, Queen{});
  const NeighbourSums band(cells.study, DistanceBand{250});
  const auto conditional = local_moran(cells.count, queen, {});
  CHECK(largest_difference(conditional.value, cells.rows, "queen_moran", inner) < 1e-6);
  CHECK(largest_difference(conditional.expected, cells.rows, "queen_conditional_mean", inner) < 1e-6);
  CHECK(largest_difference(conditional.variance, cells.rows, "queen_conditional_variance", inner) < 1e-6);
  CHECK(largest_difference(conditional.z, cells.rows, "queen_conditional_z", inner) < 1e-6);
  const auto total = local_moran(cells.count, queen, {Weights::row_standardised, MoranMoments::total, 1});
  CHECK(largest_difference(total.value, cells.rows, "queen_moran", inner) < 1e-6);
  CHECK(largest_difference(total.variance, cells.rows, "queen_total_variance", inner) < 1e-6);
  CHECK(largest_difference(total.z, cells.rows, "queen_total_z", inner) < 1e-6);
  const auto binary = local_moran(cells.count, band, {Weights::binary, MoranMoments::conditional, 1});
  CHECK(largest_difference(binary.value, cells.rows, "band_moran", inner) < 1e-5);
  CHECK(largest_difference(binary.z, cells.rows, "band_conditional_z", inner) < 1e-6);
  CHECK(largest_difference(local_geary(cells.count, queen, {}).value, cells.rows, "queen_geary", inner) < 1e-6);
  CHECK(largest_difference(local_geary(cells.count, band, {Weights::binary, 1}).value, cells.rows, "band_geary",
                           inner) < 1e-5);
}

TEST_CASE("Islands have no value and a reason") {
  const test::PoissonCells cells;
  const NeighbourSums queen(cells.study, Queen{});
  const auto star = getis_ord(cells.count, queen, {});
  const auto moran = local_moran(cells.count, queen, {});
  const auto geary = local_geary(cells.count, queen, {});
  for (std::size_t i = 0; i < cells.rows.size(); ++i) {
    const auto island = cells.rows[i].at("queen_neighbours") == 0;
    const auto why = island ? NoValue::no_neighbours : NoValue::has_value;
    CHECK(std::isnan(star.z[i]) == island);
    CHECK(star.why[i] == why);
    CHECK(std::isnan(moran.value[i]) == island);
    CHECK(moran.why[i] == why);
    CHECK(std::isnan(geary.value[i]) == island);
    CHECK(geary.why[i] == why);
  }
  CHECK(name_of(NoValue::no_neighbours) == "no_neighbours");
}

TEST_CASE("Local Moran and Geary are their formulas written out, with missing values left out") {
  test::Random random(512);
  const auto study = test::with_holes(random, CellShape::hexagon, 12, 12, 0.1);
  const auto lists = test::lists_of(study, Queen{});
  for (const auto weights : {Weights::binary, Weights::row_standardised}) {
    auto values = test::any_numbers(random, study.size());
    for (std::size_t i = 0; i < values.size(); i += 5) {
      values[i] = not_a_number;
    }
    const auto moments = moments_of(values);
    const auto moran = local_moran(values, NeighbourSums(study, Queen{}), {weights, MoranMoments::conditional, 2});
    const auto geary = local_geary(values, NeighbourSums(study, Queen{}), {weights, 2});
    for (std::size_t i = 0; i < values.size(); ++i) {
      const auto [places, weight] = around(lists, values, i, weights);
      if (std::isnan(values[i]) || places.empty()) {
        CHECK(std::isnan(moran.value[i]));
        CHECK(std::isnan(geary.value[i]));
        CHECK(moran.why[i] == (std::isnan(values[i]) ? NoValue::missing_input : NoValue::no_neighbours));
        CHECK(geary.why[i] == moran.why[i]);
        continue;
      }
      double products = 0;
      double differences = 0;
      for (const auto j : places) {
        products += weight * (values[i] - moments.mean) * (values[j] - moments.mean);
        differences += weight * std::pow(values[i] - values[j], 2);
      }
      CHECK(moran.value[i] == within(1e-12, products / moments.variance()));
      CHECK(geary.value[i] == within(1e-12, differences / (moments.squares / (moments.n() - 1))));
    }
  }
}

TEST_CASE("The conditional moments of local Moran are those of all arrangements") {
  // Six places in a row; the second keeps its value, its two neighbours are each pair of the others.
  const std::vector<double> values{1, 5, 2, 9, 4, 4};
  const auto moments = moments_of(values);
  const auto lists = test::in_a_row(6);
  const auto moran =
      local_moran(values, NeighbourSums(lists), {Weights::row_standardised, MoranMoments::conditional, 1});
  std::vector<double> all;
  for (std::size_t j = 0; j < 6; ++j) {
    for (std::size_t k = j + 1; k < 6; ++k) {
      if (j != 1 && k != 1) {
        const auto lag = 0.5 * (values[j] + values[k]) - moments.mean;
        all.push_back((values[1] - moments.mean) * lag / moments.variance());
      }
    }
  }
  const auto of_all = moments_of(all);
  CHECK(moran.expected[1] == within(1e-12, of_all.mean));
  CHECK(moran.variance[1] == within(1e-12, of_all.variance()));
}

TEST_CASE("Local Geary of a chessboard counts the sides of other colour") {
  // Deviations are all 0.25 away from the mean: their squares are equal, and no whole numbers. n 16, s^2 = 1 / 15; each
  // side between the colours adds 0.25.
  const auto study = test::whole(test::square_grid(4, 4));
  std::vector<double> values;
  for (int cell = 0; cell < 16; ++cell) {
    values.push_back((cell / 4 + cell) % 2 == 0 ? 0.25 : 0.75);
  }
  const auto binary = local_geary(values, NeighbourSums(study, Rook{}), {Weights::binary, 1});
  CHECK(binary.value[0] == within(1e-12, 2 * 0.25 * 15));
  CHECK(binary.value[5] == within(1e-12, 4 * 0.25 * 15));
  const auto queen = local_geary(values, NeighbourSums(study, Queen{}), {});
  CHECK(queen.value[0] == within(1e-12, 2.0 / 3 * 0.25 * 15));
}

TEST_CASE("A missing value takes its place out of everything") {
  // What is left must be what the same cells give without it.
  test::Random random(513);
  const auto study = test::with_holes(random, CellShape::square, 15, 15, 0.1);
  auto values = test::counts(random, study.size());
  StudyGrid rest{.grid = study.grid, .cells = {}, .share = {}};
  std::vector<double> rest_values;
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (i % 9 == 4) {
      values[i] = not_a_number;
    } else {
      rest.cells.push_back(study.cells[i]);
      rest.share.push_back(1);
      rest_values.push_back(values[i]);
    }
  }
  for (const auto self : {Self::excluded, Self::included}) {
    const auto with = getis_ord(values, NeighbourSums(study, DistanceBand{250}), {self, Divisor::n, 1});
    const auto without = getis_ord(rest_values, NeighbourSums(rest, DistanceBand{250}), {self, Divisor::n, 1});
    std::size_t place = 0;
    for (std::size_t i = 0; i < values.size(); ++i) {
      if (std::isnan(values[i])) {
        CHECK(std::isnan(with.z[i]));
        CHECK(with.why[i] == NoValue::missing_input);
      } else {
        CHECK(with.z[i] == without.z[place++]);
      }
    }
  }
}

TEST_CASE("Where all values are equal no local statistic has a value") {
  const auto study = test::whole(test::square_grid(9, 9));
  const NeighbourSums queen(study, Queen{});
  for (const auto value : {0.0, 0.1, 1e9 / 3, -0.7}) {
    const std::vector<double> values(81, value);
    CHECK(all_without_value(getis_ord(values, queen, {}), NoValue::all_values_equal));
    CHECK(all_without_value(getis_ord(values, queen, {Self::excluded, Divisor::n, 1}), NoValue::all_values_equal));
    const auto moran = local_moran(values, queen, {});
    CHECK(std::ranges::all_of(moran.value, [](double each) { return std::isnan(each); }));
    CHECK(moran.why.front() == NoValue::all_values_equal);
    CHECK(local_geary(values, queen, {}).why.front() == NoValue::all_values_equal);
  }
}

TEST_CASE("Gi has no value at the only place that differs from the rest, and says why") {
  const auto study = test::whole(test::square_grid(9, 9));
  std::vector<double> values(81, 0.1);
  values[40] = 3.7;
  const auto gi = getis_ord(values, NeighbourSums(study, Queen{}), {Self::excluded, Divisor::n, 1});
  CHECK(std::isnan(gi.z[40]));
  CHECK(gi.why[40] == NoValue::all_values_equal);
  CHECK(gi.z[39] > 0);
  CHECK(gi.z[0] < 0);
}

TEST_CASE("One cell, two cells and no cell have no value") {
  const auto one = test::whole(test::square_grid(1, 1));
  CHECK(all_without_value(getis_ord(std::vector<double>{3}, NeighbourSums(one, Queen{}), {}), NoValue::too_few_places));
  const auto two = test::whole(test::square_grid(2, 1));
  const std::vector<double> values{3, 4};
  CHECK(all_without_value(getis_ord(values, NeighbourSums(two, Queen{}), {}), NoValue::all_are_neighbours));
  CHECK(all_without_value(getis_ord(values, NeighbourSums(two, Queen{}), {Self::excluded, Divisor::n, 1}),
                          NoValue::too_few_places));
  const std::vector<double> missing{3, not_a_number};
  const auto with_missing = getis_ord(missing, NeighbourSums(two, Queen{}), {});
  CHECK(with_missing.why == std::vector{NoValue::too_few_places, NoValue::missing_input});
  const Neighbours nobody;
  CHECK(getis_ord({}, NeighbourSums(nobody), {}).z.empty());
}

TEST_CASE("A place whose neighbours are all others has no z") {
  const auto study = test::whole(test::square_grid(3, 3));
  const std::vector<double> values{1, 2, 3, 4, 5, 6, 7, 8, 10};
  for (const auto self : {Self::excluded, Self::included}) {
    const auto result = getis_ord(values, NeighbourSums(study, Queen{}), {self, Divisor::n, 1});
    CHECK(std::isnan(result.z[4]));
    CHECK(result.why[4] == NoValue::all_are_neighbours);
  }
  CHECK(std::isnan(local_moran(values, NeighbourSums(study, Queen{}), {}).z[4]));
}

TEST_CASE("One event among a million cells gives the z of the formula") {
  // n cells, one event: mean 1/n, variance 1/n - 1/n^2. Next to it W 9 in the middle of the grid.
  const auto study = test::whole(test::square_grid(1000, 1000));
  std::vector<double> values(study.size(), 0.0);
  values[500'500] = 1;
  const auto z = getis_ord(values, NeighbourSums(study, Queen{}), {}).z;
  const auto n = 1e6;
  const auto deviation = std::sqrt(1 / n - 1 / (n * n));
  CHECK(z[500'501] == within(1e-8, (1 - 9 / n) / (deviation * std::sqrt((n * 9 - 81) / (n - 1)))));
  CHECK(z[0] == within(1e-12, (0 - 4 / n) / (deviation * std::sqrt((n * 4 - 16) / (n - 1)))));
}

TEST_CASE("Dividing the variance by n minus 1 makes z smaller by the root of the ratio") {
  test::Random random(514);
  const auto study = test::whole(test::square_grid(6, 7));
  const auto values = test::any_numbers(random, study.size());
  const NeighbourSums queen(study, Queen{});
  for (const auto self : {Self::excluded, Self::included}) {
    const auto by_n = getis_ord(values, queen, {self, Divisor::n, 1}).z;
    const auto by_less = getis_ord(values, queen, {self, Divisor::n_minus_1, 1}).z;
    const auto n = self == Self::included ? 42.0 : 41.0;
    for (std::size_t i = 0; i < by_n.size(); ++i) {
      CHECK(by_less[i] == within(1e-12, by_n[i] * std::sqrt((n - 1) / n)));
    }
  }
}

TEST_CASE("Any number of threads gives the same bytes: local statistics") {
  test::Random random(515);
  const auto study = test::with_holes(random, CellShape::square, 150, 250, 0.1);
  const auto values = test::any_numbers(random, study.size());
  const NeighbourSums band(study, DistanceBand{320});
  const auto one = local_moran(values, band, {Weights::binary, MoranMoments::total, 1});
  const auto many = local_moran(values, band, {Weights::binary, MoranMoments::total, 5});
  std::size_t different = 0;
  for (std::size_t i = 0; i < values.size(); ++i) {
    different += one.z[i] == many.z[i] || (std::isnan(one.z[i]) && std::isnan(many.z[i])) ? 0U : 1U;
  }
  CHECK(different == 0);
}

TEST_CASE("Six points and the 256 remote sensing values have the z that others print") {
  // Six points: esda's tests print 8 digits; row-standardised they put W for S1 (see test_getis_ord.cpp), which is the
  // factor sqrt((n / W - 1) / (n - 1)) on z with W neighbours.
  const auto rows = test::read_numbers(test::reference_folder() / "six_points_getis_ord.csv");
  std::vector<Point> points;
  std::vector<double> values;
  for (const auto& row : rows) {
    points.push_back({row.at("x"), row.at("y")});
    values.push_back(row.at("value"));
  }
  const auto six = neighbours_of_points(points, {15});
  const auto gi = getis_ord(values, NeighbourSums(six), {Self::excluded, Divisor::n, 1}).z;
  const auto star = getis_ord(values, NeighbourSums(six), {Self::included, Divisor::n, 1}).z;
  CHECK(gi[0] == within(1e-6, -1.0136729));
  CHECK(star[0] == within(1e-6, -1.39727626));
  CHECK(gi[0] * std::sqrt((5.0 / 2 - 1) / 4) == within(1e-6, -0.62074534));
  CHECK(star[0] * std::sqrt((6.0 / 3 - 1) / 5) == within(1e-6, -0.62488094));
  for (std::size_t i = 0; i < 6; ++i) {
    CHECK(gi[i] == within(1e-9, rows[i].at("gi_W")));
    CHECK(star[i] == within(1e-9, rows[i].at("gi_star_W")));
  }
}

TEST_CASE("All 256 remote sensing values at five distances have the z of spdep, by lists and on a grid") {
  const auto folder = test::data_folder();
  if (!folder) {
    WARN(test::why_skipped);
    return;
  }
  const auto expected = test::read_numbers(*folder / "reference" / "getisord_16x16_expected_spdep.csv");
  const auto expected_star = test::read_numbers(test::reference_folder() / "getis_ord_16x16_gi_star.csv");
  const auto study = test::whole(Grid::covering({15, 15, 465, 465}, CellShape::square, 30));
  REQUIRE(study.size() == 256);
  std::vector<double> values(256);
  std::vector<std::size_t> place;
  for (const auto& row : expected) {
    place.push_back(*study.grid.cell_at({row.at("x") + 15, row.at("y") + 15}));
    values[place.back()] = row.at("val");
  }
  for (const auto distance : {30, 60, 90, 120, 150}) {
    const NeighbourSums sums(study, DistanceBand{static_cast<double>(distance)});
    const auto gi = getis_ord(values, sums, {Self::excluded, Divisor::n, 1}).z;
    const auto star = getis_ord(values, sums, {}).z;
    const auto star_less = getis_ord(values, sums, {Self::included, Divisor::n_minus_1, 1}).z;
    const auto name = std::to_string(distance);
    for (std::size_t i = 0; i < 256; ++i) {
      CHECK(gi[place[i]] == within(1e-6, expected[i].at("Gi_z_d" + name)));
      CHECK(star[place[i]] == within(1e-6, expected_star[i].at("z_d" + name)));
    }
    if (distance == 30) {
      const auto printed = *study.grid.cell_at({225, 225});
      CHECK(star[printed] == within(1e-6, 1.450780));
      CHECK(star_less[printed] == within(1e-6, 1.447943));
    }
  }
}

}  // namespace lykta::tests_of_local_statistics
