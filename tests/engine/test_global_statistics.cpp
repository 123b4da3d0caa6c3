#include <algorithm>
#include <cmath>
#include <cstddef>
#include <fstream>
#include <functional>
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include "engine/statistics/global_statistics.hpp"
#include "engine/statistics/significance.hpp"
#include "tests/catch.hpp"
#include "tests/engine/local_statistics_samples.hpp"
#include "tests/reference/shapefile_numbers.hpp"

namespace lykta::tests_of_global_statistics {
namespace {

using test::not_a_number;
using test::within;

struct Expected {
  double value, mean, variance, z;
};

std::map<std::string, Expected> read_global() {
  std::map<std::string, Expected> tests;
  std::ifstream file(test::reference_folder() / "local_statistics" / "global.csv");
  std::string line;
  std::getline(file, line);
  while (std::getline(file, line)) {
    std::istringstream fields(line);
    std::string name;
    std::string field;
    std::vector<double> numbers;
    std::getline(fields, name, ',');
    while (std::getline(fields, field, ',')) {
      numbers.push_back(std::stod(field));
    }
    tests[name] = {numbers.at(0), numbers.at(1), numbers.at(2), numbers.at(3)};
  }
  return tests;
}

void check_equal(const GlobalStatistic& result, const Expected& expected) {
  // Printed with 12 digits.
  CHECK(result.value == Approx(expected.value).epsilon(1e-9));
  CHECK(result.expected == Approx(expected.mean).epsilon(1e-9));
  CHECK(result.variance == Approx(expected.variance).epsilon(1e-8));
  CHECK(result.z == within(1e-7, expected.z));
}

void check_nothing(const GlobalStatistic& result, NoValue why) {
  CHECK(std::isnan(result.value));
  CHECK(std::isnan(result.expected));
  CHECK(std::isnan(result.variance));
  CHECK(std::isnan(result.z));
  CHECK(result.why == why);
}

/// Mean and variance of a statistic over all orders of the values.
struct OfAll {
  double mean, variance;
};
OfAll over_all_orders(std::vector<double> values, const std::function<double(const std::vector<double>&)>& statistic) {
  std::ranges::sort(values);
  std::vector<double> all;
  do {
    all.push_back(statistic(values));
  } while (std::ranges::next_permutation(values).found);
  const auto moments = moments_of(all);
  return {moments.mean, moments.variance()};
}

/// Seven places, an island and one-sided neighbours among them.
Neighbours crooked() { return {.start = {0, 2, 3, 6, 7, 9, 9, 10}, .index = {1, 2, 0, 0, 3, 4, 2, 3, 6, 4}}; }

}  // namespace

TEST_CASE("Global statistics of Poisson counts with islands are those of spdep") {
  const test::PoissonCells cells;
  const auto expected = read_global();
  const auto lists = test::lists_of(cells.study, Queen{});
  const NeighbourSums by_row(cells.study, Queen{});
  const NeighbourSums by_list(lists);
  for (const auto* sums : {&by_row, &by_list}) {
    for (const auto weights : {Weights::binary, Weights::row_standardised}) {
      for (const auto assumption : {Assumption::normality, Assumption::randomisation}) {
        const auto name = std::string(weights == Weights::binary ? "B" : "W") +
                          (assumption == Assumption::normality ? "_normality" : "_randomisation");
        CAPTURE(name);
        check_equal(moran(cells.count, *sums, {weights, assumption, 1}), expected.at("moran_" + name));
        check_equal(geary(cells.count, *sums, {weights, assumption, 1}), expected.at("geary_" + name));
      }
    }
    CHECK(moran(cells.count, *sums, {}).islands == 5);
  }
  check_equal(global_g(cells.count, NeighbourSums(cells.study, DistanceBand{250}), 1), expected.at("global_g"));
}

TEST_CASE("Join counts of Poisson counts with islands are those of spdep") {
  const test::PoissonCells cells;
  const auto expected = read_global();
  std::vector<double> black;
  for (const auto count : cells.count) {
    black.push_back(count > 2 ? 1 : 0);
  }
  const NeighbourSums queen(cells.study, Queen{});
  const auto dealt = join_counts(black, queen, Sampling::non_free, 1);
  check_equal(dealt.black_black, expected.at("bb_nonfree"));
  check_equal(dealt.white_white, expected.at("ww_nonfree"));
  check_equal(dealt.black_white, expected.at("bw_nonfree"));
  const auto free = join_counts(black, queen, Sampling::free, 1);
  check_equal(free.black_black, expected.at("bb_free"));
  check_equal(free.white_white, expected.at("ww_free"));
}

TEST_CASE("Neighbours that are named by one side only count as spdep counts them") {
  const test::PoissonCells cells;
  const auto expected = read_global();
  Neighbours nearest;
  std::ifstream file(test::reference_folder() / "local_statistics" / "nearest.txt");
  for (std::string line; std::getline(file, line);) {
    std::istringstream numbers(line);
    for (std::uint32_t number = 0; numbers >> number;) {
      nearest.index.push_back(number - 1);
    }
    nearest.start.push_back(nearest.index.size());
  }
  REQUIRE(nearest.size() == cells.count.size());
  const NeighbourSums sums(nearest);
  check_equal(moran(cells.count, sums, {}), expected.at("moran_nearest"));
  check_equal(geary(cells.count, sums, {}), expected.at("geary_nearest"));
  check_equal(global_g(cells.count, sums, 1), expected.at("global_g_nearest"));
}

TEST_CASE("Moments under randomisation are those of all orders of the values") {
  const std::vector<double> values{1, 0, 3, 3, 7, 2, 0};
  const auto lists = crooked();
  const NeighbourSums sums(lists);
  const auto agrees = [&](const GlobalStatistic& result, const auto& statistic) {
    const auto all = over_all_orders(values, [&](const std::vector<double>& order) { return statistic(order).value; });
    CHECK(result.expected == within(1e-10, all.mean));
    CHECK(result.variance == within(1e-10, all.variance));
  };
  for (const auto weights : {Weights::binary, Weights::row_standardised}) {
    const GlobalOptions options{weights, Assumption::randomisation, 1};
    agrees(moran(values, sums, options), [&](const auto& order) { return moran(order, sums, options); });
    agrees(geary(values, sums, options), [&](const auto& order) { return geary(order, sums, options); });
  }
  agrees(global_g(values, sums, 1), [&](const auto& order) { return global_g(order, sums, 1); });
}

TEST_CASE("Moments of dealt joins are those of all orders, of free ones those of all colourings") {
  const std::vector<double> black{1, 0, 1, 1, 0, 0, 1};
  const auto lists = crooked();
  const NeighbourSums sums(lists);
  const auto of = [&](const std::vector<double>& colours) { return join_counts(colours, sums, Sampling::free, 1); };
  for (const auto kind : {&JoinCounts::black_black, &JoinCounts::black_white, &JoinCounts::white_white}) {
    const auto dealt = join_counts(black, sums, Sampling::non_free, 1).*kind;
    const auto all = over_all_orders(black, [&](const auto& order) { return (of(order).*kind).value; });
    CHECK(dealt.expected == within(1e-10, all.mean));
    CHECK(dealt.variance == within(1e-10, all.variance));
  }
  // Free sampling: every colouring, weighed by its chance at a share of 4/7 black. Maps of one colour have joins too.
  struct Sum {
    double mean = 0, square = 0;
  };
  Sum bb;
  Sum bw;
  for (unsigned colouring = 0; colouring < 128; ++colouring) {
    double chance = 1;
    std::vector<double> colours;
    for (unsigned place = 0; place < 7; ++place) {
      const auto is_black = (colouring >> place & 1U) != 0;
      colours.push_back(is_black ? 1 : 0);
      chance *= is_black ? 4.0 / 7 : 3.0 / 7;
    }
    double joined_black = 0;
    double joined_both = 0;
    for (std::size_t i = 0; i < 7; ++i) {
      for (const auto j : lists.of(i)) {
        joined_black += 0.5 * colours[i] * colours[j];
        joined_both += 0.5 * std::pow(colours[i] - colours[j], 2);
      }
    }
    bb.mean += chance * joined_black;
    bb.square += chance * joined_black * joined_black;
    bw.mean += chance * joined_both;
    bw.square += chance * joined_both * joined_both;
  }
  const auto free = of(black);
  CHECK(free.black_black.expected == within(1e-10, bb.mean));
  CHECK(free.black_black.variance == within(1e-10, bb.square - bb.mean * bb.mean));
  CHECK(free.black_white.expected == within(1e-10, bw.mean));
  CHECK(free.black_white.variance == within(1e-10, bw.square - bw.mean * bw.mean));
}

TEST_CASE("Join counts of a lattice in two halves are those of esda") {
  // esda's tests (test_join_counts.py): 4 x 4 rook lattice, first 8 cells 0, the rest 1.
  const auto study = test::whole(test::square_grid(4, 4));
  std::vector<double> black(16, 0);
  std::fill(black.begin() + 8, black.end(), 1.0);
  const auto joins = join_counts(black, NeighbourSums(study, Rook{}), Sampling::non_free, 1);
  CHECK(joins.black_black.value == 10);
  CHECK(joins.black_white.value == 4);
  CHECK(joins.white_white.value == 10);
  CHECK(joins.chi_squared == within(1e-6, 8.1666667));
  // 1 degree of freedom: R's pchisq(49 / 6, 1, lower.tail = FALSE).
  CHECK(joins.chi_squared_p == within(1e-9, 0.00426672482218));
}

TEST_CASE("Moran's variances of a 3 x 3 rook lattice are those of esda") {
  const auto study = test::whole(test::square_grid(3, 3));
  const std::vector<double> values{1, 2, 3, 4, 5, 6, 7, 8, 9};
  const NeighbourSums rook(study, Rook{});
  CHECK(moran(values, rook, {Weights::binary, Assumption::randomisation, 1}).variance == within(1e-12, 0.0596875));
  CHECK(moran(values, rook, {Weights::binary, Assumption::normality, 1}).variance == within(1e-12, 0.053125));
}

TEST_CASE("Global G of six points is that of esda") {
  // esda's tests: G 0.55709779, one-sided normal p 0.172936.
  const std::vector<Point> points{{10, 10}, {20, 10}, {40, 10}, {15, 20}, {30, 20}, {30, 30}};
  const std::vector<double> values{2, 3, 3.2, 5, 8, 7};
  const auto lists = neighbours_of_points(points, {15});
  const auto g = global_g(values, NeighbourSums(lists), 1);
  CHECK(g.value == within(1e-8, 0.55709779));
  CHECK(normal_p(g.z, Alternative::greater) == within(1e-6, 0.172936));
}

TEST_CASE("Moran and Geary of the classic examples are those that esda prints") {
  const auto folder = test::data_folder();
  if (!folder) {
    WARN(test::why_skipped);
    return;
  }
  const auto reference = *folder / "reference";
  const auto numbered = [](std::size_t size) {
    std::vector<std::string> ids;
    for (std::size_t i = 1; i <= size; ++i) {
      ids.push_back(std::to_string(i));
    }
    return ids;
  };
  const auto homicides = test::read_dbf_numbers(reference / "stl" / "stl_hom.dbf", "HR8893");
  const auto stl = test::read_gal(reference / "stl" / "stl.gal", numbered(homicides.size()));
  const auto of_stl = moran(homicides, NeighbourSums(stl), {Weights::row_standardised, Assumption::normality, 1});
  CHECK(of_stl.value == within(1e-9, 0.24365582621771659));
  CHECK(normal_p(of_stl.z, Alternative::greater) == within(1e-10, 0.00013573931385468807));

  const auto sudden = test::read_dbf_numbers(reference / "sids2" / "sids2.dbf", "SIDR74");
  const auto ids = test::read_dbf_column(reference / "sids2" / "sids2.dbf", "FIPSNO");
  const auto sids = test::read_gal(reference / "sids2" / "sids2.gal", ids);
  const auto of_sids = moran(sudden, NeighbourSums(sids), {Weights::row_standardised, Assumption::normality, 1});
  CHECK(of_sids.value == within(1e-9, 0.24772519320480135));
  CHECK(normal_p(of_sids.z, Alternative::greater) == within(1e-9, 5.791651340298361e-05));

  const auto crime = test::read_dbf_numbers(reference / "columbus" / "columbus.dbf", "CRIME");
  const auto columbus = test::read_rook_neighbours(reference / "columbus" / "columbus.shp");
  REQUIRE(columbus.size() == crime.size());
  // esda's z has the other sign.
  const auto normal = geary(crime, NeighbourSums(columbus), {Weights::row_standardised, Assumption::normality, 1});
  const auto random = geary(crime, NeighbourSums(columbus), {Weights::row_standardised, Assumption::randomisation, 1});
  CHECK(normal.value == within(1e-9, 0.5154408058652411));
  CHECK(normal.z == within(1e-6, 4.5376938201608));
  CHECK(random.z == within(1e-6, 4.652156651668989));
}

TEST_CASE("The remote sensing values have the global statistics of spdep") {
  const auto folder = test::data_folder();
  if (!folder) {
    WARN(test::why_skipped);
    return;
  }
  const auto study = test::whole(Grid::covering({15, 15, 465, 465}, CellShape::square, 30));
  std::vector<double> values(256);
  for (const auto& row : test::read_numbers(*folder / "reference" / "getisord_16x16.csv")) {
    values.at(*study.grid.cell_at({row.at("x") + 15, row.at("y") + 15})) = row.at("val");
  }
  const NeighbourSums sums(study, DistanceBand{30});
  const auto with = [](Assumption assumption) { return GlobalOptions{Weights::row_standardised, assumption, 1}; };
  const auto i = moran(values, sums, with(Assumption::normality));
  CHECK(i.value == within(1e-6, 0.864082));
  CHECK(i.z == within(1e-4, 19.0046));
  CHECK(moran(values, sums, with(Assumption::randomisation)).z == within(1e-4, 18.9739));
  const auto c = geary(values, sums, with(Assumption::normality));
  CHECK(c.value == within(1e-6, 0.140889));
  CHECK(c.z == within(1e-4, 18.8394));
  const auto g = global_g(values, sums, 1);
  CHECK(g.value == within(1e-8, 0.01618398));
  CHECK(g.expected == within(1e-8, 0.01470588));
  CHECK(g.z == within(1e-3, 15.596));
}

TEST_CASE("Global statistics of missing values are those of the rest") {
  test::Random random(521);
  const auto study = test::with_holes(random, CellShape::hexagon, 10, 10, 0.1);
  auto values = test::counts(random, study.size());
  StudyGrid rest{.grid = study.grid, .cells = {}, .share = {}};
  std::vector<double> rest_values;
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (i % 6 == 1) {
      values[i] = not_a_number;
    } else {
      rest.cells.push_back(study.cells[i]);
      rest_values.push_back(values[i]);
    }
  }
  const auto lists = test::lists_of(study, Queen{});
  const NeighbourSums by_list(lists);
  const NeighbourSums by_row(study, Queen{});
  const NeighbourSums of_rest(rest, Queen{});
  for (const auto* sums : {&by_list, &by_row}) {
    const auto same = [](const GlobalStatistic& with, const GlobalStatistic& without) {
      CHECK(with.value == Approx(without.value).epsilon(1e-12));
      CHECK(with.variance == Approx(without.variance).epsilon(1e-9));
      CHECK(with.islands == without.islands);
    };
    same(moran(values, *sums, {}), moran(rest_values, of_rest, {}));
    same(geary(values, *sums, {}), geary(rest_values, of_rest, {}));
    same(global_g(values, *sums), global_g(rest_values, of_rest));
    same(join_counts(values, *sums, Sampling::free).black_white,
         join_counts(rest_values, of_rest, Sampling::free).black_white);
  }
}

TEST_CASE("A map that cannot be tested has no global statistic and a reason") {
  const auto study = test::whole(test::square_grid(4, 4));
  const NeighbourSums queen(study, Queen{});
  const std::vector<double> equal(16, 0.3);
  check_nothing(moran(equal, queen, {}), NoValue::all_values_equal);
  check_nothing(geary(equal, queen, {}), NoValue::all_values_equal);
  check_nothing(global_g(equal, queen), NoValue::all_values_equal);
  const auto one_colour = join_counts(equal, queen, Sampling::non_free);
  check_nothing(one_colour.black_white, NoValue::all_values_equal);
  CHECK(std::isnan(one_colour.chi_squared));
  auto values = equal;
  values[3] = -1;
  check_nothing(global_g(values, queen), NoValue::negative_values);
  std::vector<double> one_place(16, 0);
  one_place[3] = 5;
  check_nothing(global_g(one_place, queen), NoValue::too_few_places);
  const Neighbours alone{.start = {0, 0, 0, 0, 0, 0}, .index = {}};
  const auto islands = moran(std::vector<double>{1, 2, 3, 4, 5}, NeighbourSums(alone), {});
  check_nothing(islands, NoValue::no_neighbours);
  CHECK(islands.islands == 5);
  const auto three = test::in_a_row(3);
  check_nothing(moran(std::vector<double>{1, 2, 3}, NeighbourSums(three), {}), NoValue::too_few_places);
  const Neighbours nobody;
  check_nothing(moran({}, NeighbourSums(nobody), {}), NoValue::too_few_places);
}

}  // namespace lykta::tests_of_global_statistics
