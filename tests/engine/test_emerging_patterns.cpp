#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/error.hpp"
#include "engine/statistics/local_statistics.hpp"
#include "engine/time/emerging_patterns.hpp"
#include "tests/catch.hpp"
#include "tests/engine/local_statistics_samples.hpp"
#include "tests/engine/samples.hpp"
#include "tests/reference/reference_data.hpp"

// spdep's numbers are in tests/reference/emerging, the script that made them beside them.
namespace lykta::tests_of_emerging_patterns {
namespace {

using test::not_a_number;
using test::within;

std::vector<BinState> states(std::string_view text) {
  std::vector<BinState> steps;
  for (const auto letter : text) {
    steps.push_back(letter == 'H'   ? BinState::hot
                    : letter == 'C' ? BinState::cold
                    : letter == 'e' ? BinState::too_early
                    : letter == '?' ? BinState::no_value
                                    : BinState::neither);
  }
  return steps;
}

std::string_view pattern(std::string_view steps, Trend trend = Trend::none) {
  return name_of(pattern_of(states(steps), trend));
}

/// 30 x 30 cells, 12 and 14 events in turn like a chess board, through ten steps; in the middle a block of 3 x 3 that
/// holds `block[step]` events each, or goes on like the board where that is below 0.
struct Board {
  static constexpr int side = 30;
  static constexpr std::size_t middle = 15 * side + 15;
  StudyGrid study = test::whole(test::square_grid(side, side));
  NeighbourSums sums{study, Queen{}};

  [[nodiscard]] std::vector<double> cube(const std::vector<double>& block) const {
    std::vector<double> values;
    for (const auto in_block : block) {
      for (int row = 0; row < side; ++row) {
        for (int column = 0; column < side; ++column) {
          const auto inside = std::abs(row - 15) <= 1 && std::abs(column - 15) <= 1 && in_block >= 0;
          values.push_back(inside ? in_block : ((row + column) % 2 == 0 ? 12 : 14));
        }
      }
    }
    return values;
  }
};

std::vector<double> poisson_cube(test::Random& random, std::size_t bins, double mean) {
  std::vector<double> values;
  for (std::size_t bin = 0; bin < bins; ++bin) {
    double count = 0;
    auto term = std::exp(-mean);
    for (auto left = random.between(0, 1) - term; left > 0; left -= term) {
      ++count;
      term *= mean / count;
    }
    values.push_back(count);
  }
  return values;
}

}  // namespace

TEST_CASE("Each pattern of hot spots follows its definition") {
  CHECK(pattern("---------H") == "new_hot");
  CHECK(pattern("-------HHH") == "consecutive_hot");
  CHECK(pattern("-HHHHHHHHH", Trend::rising) == "intensifying_hot");
  CHECK(pattern("-HHHHHHHHH") == "persistent_hot");
  CHECK(pattern("HHHHHHHHHH", Trend::falling) == "diminishing_hot");
  CHECK(pattern("-HH--H-H-H") == "sporadic_hot");
  CHECK(pattern("-CC--H-H-H") == "oscillating_hot");
  CHECK(pattern("HHHHHHHHH-") == "historical_hot");
  CHECK(pattern("----------") == "none");
}

TEST_CASE("Each pattern of cold spots follows its definition, clustering rising as Gi* falls") {
  CHECK(pattern("---------C") == "new_cold");
  CHECK(pattern("-------CCC") == "consecutive_cold");
  CHECK(pattern("-CCCCCCCCC", Trend::falling) == "intensifying_cold");
  CHECK(pattern("-CCCCCCCCC") == "persistent_cold");
  CHECK(pattern("CCCCCCCCCC", Trend::rising) == "diminishing_cold");
  CHECK(pattern("-CC--C-C-C") == "sporadic_cold");
  CHECK(pattern("-HH--C-C-C") == "oscillating_cold");
  CHECK(pattern("CCCCCCCCC-") == "historical_cold");
}

TEST_CASE("Where two definitions fit, the stated one is taken") {
  CHECK(pattern("--CC-----H") == "new_hot");
  CHECK(pattern("--CC----HH") == "consecutive_hot");
  CHECK(pattern("--CC--HH-H") == "oscillating_hot");
  CHECK(pattern("HHHHHHHHH-", Trend::falling) == "historical_hot");
  CHECK(pattern("HHHHHHHHHC") == "new_cold");
  CHECK(pattern("CHHHHHHHHH") == "persistent_hot");
}

TEST_CASE("Nine tenths of the steps are counted in whole steps") {
  CHECK(pattern("-HHHHHHHHH") == "persistent_hot");
  CHECK(pattern("--HHHHHHHH") == "consecutive_hot");
  CHECK(pattern("HHHHHHHH-H", Trend::rising) == "intensifying_hot");
  CHECK(pattern("HHHHHHH-H") == "sporadic_hot");  // 8 of 9 are 89 %
  CHECK(pattern("HHHHHHHH--") == "none");
  CHECK(pattern("H") == "new_hot");
  CHECK(pattern("HH") == "persistent_hot");
}

TEST_CASE("A spot that comes and goes and is gone has no pattern, but had one in earlier editions") {
  CHECK(pattern("-HH--H-H--") == "none");
  CHECK(pattern_of(states("-HH--H-H--"), Trend::none, false) == Pattern::sporadic_hot);
  CHECK(pattern_of(states("-CC--C-C--"), Trend::none, false) == Pattern::sporadic_cold);
  CHECK(pattern_of(states("-HH--C-H--"), Trend::none, false) == Pattern::none);
}

TEST_CASE("Steps without a value do not count, and without the last one there is no pattern") {
  CHECK(pattern("??HHHHHHHHHH") == "persistent_hot");
  CHECK(pattern("-?-?-?H?H") == "consecutive_hot");
  CHECK(pattern("HHHHHHHHH?") == "no_value");
  CHECK(pattern("") == "no_value");
}

TEST_CASE("Nothing is said of steps that were too early to compare, and never before needs one that was not") {
  CHECK(pattern("eHHHHHHHHH") == "persistent_hot");
  CHECK(pattern("eeeHHHHHHH") == "persistent_hot");  // as such a place was called "never before"
  CHECK(pattern("ee-----HHH") == "consecutive_hot");
  CHECK(pattern("e--------H") == "new_hot");
  CHECK(pattern("eeeH") == "persistent_hot");
  CHECK(pattern("eeHHHHHHH-") == "none");  // 7 of 8
  CHECK(pattern("eHHHHHHHHH-") == "historical_hot");
  CHECK(pattern("eeeC") == "persistent_cold");
}

TEST_CASE("Every series of hot, cold and neither has one pattern, and its mirror image the other") {
  // All 3^8 series.
  for (int number = 0; number < 6561; ++number) {
    std::string text;
    std::string mirrored;
    for (auto rest = number; text.size() < 8; rest /= 3) {
      text += "-HC"[rest % 3];
      mirrored += "-CH"[rest % 3];
    }
    const auto hot = pattern_of(states(text), Trend::rising);
    const auto cold = pattern_of(states(mirrored), Trend::falling);
    CAPTURE(text, name_of(hot), name_of(cold));
    if (text.back() == 'H') {
      CHECK(hot >= Pattern::new_hot);
      CHECK(hot <= Pattern::oscillating_hot);
    }
    CHECK((hot == Pattern::none) == (cold == Pattern::none));
    if (hot != Pattern::none) {
      const auto apart = std::abs(static_cast<int>(cold) - static_cast<int>(hot));
      CHECK(apart == 8);
    }
  }
}

TEST_CASE("A cube of counts is made for each pattern, and the pattern is found") {
  const Board board;
  struct Case {
    std::string_view name;
    std::vector<double> block;  // -1: like the board; 0 to 9: cold; 30 and more: hot
  };
  const std::vector<Case> cases{
      {"none", {-1, -1, -1, -1, -1, -1, -1, -1, -1, -1}},
      {"new_hot", {-1, -1, -1, -1, -1, -1, -1, -1, -1, 40}},
      {"consecutive_hot", {-1, -1, -1, -1, -1, -1, -1, 40, 40, 40}},
      {"intensifying_hot", {-1, 31, 32, 33, 34, 35, 36, 37, 38, 39}},
      {"persistent_hot", {-1, 31, 39, 32, 38, 31, 39, 32, 38, 31}},
      {"diminishing_hot", {40, 39, 38, 37, 36, 35, 34, 33, 32, 31}},
      {"sporadic_hot", {-1, 40, 40, -1, -1, 40, -1, 40, -1, 40}},
      {"oscillating_hot", {-1, 0, 0, -1, -1, 40, -1, 40, -1, 40}},
      {"historical_hot", {40, 40, 40, 40, 40, 40, 40, 40, 40, -1}},
      {"new_cold", {-1, -1, -1, -1, -1, -1, -1, -1, -1, 0}},
      {"consecutive_cold", {-1, -1, -1, -1, -1, -1, -1, 0, 0, 0}},
      {"intensifying_cold", {-1, 8, 7, 6, 5, 4, 3, 2, 1, 0}},
      {"persistent_cold", {-1, 3, 1, 4, 0, 3, 1, 4, 0, 3}},
      {"diminishing_cold", {0, 0, 1, 2, 3, 4, 5, 6, 7, 8}},
      {"sporadic_cold", {-1, 0, 0, -1, -1, 0, -1, 0, -1, 0}},
      {"oscillating_cold", {-1, 40, 40, -1, -1, 0, -1, 0, -1, 0}},
      {"historical_cold", {0, 0, 0, 0, 0, 0, 0, 0, 0, -1}},
  };
  // The trend of one cell among 900 is looked at by itself.
  const EmergingOptions options{.earlier_steps = 0, .trend_correction = Correction::none, .threads = 1};
  for (const auto& [name, block] : cases) {
    const auto found = emerging_patterns(board.cube(block), board.sums, options);
    CAPTURE(name);
    CHECK(name_of(found.pattern[Board::middle]) == name);
    CHECK(found.pattern[0] == Pattern::none);
  }
}

TEST_CASE("With counts dealt anew a spot of one step stays hot for as many steps as reach back to it") {
  const Board board;
  const auto values = board.cube({-1, -1, -1, 60, -1, -1, -1, -1, -1, -1});
  for (const std::size_t earlier : {0U, 1U, 3U}) {
    const auto dealt =
        emerging_patterns(values, board.sums, {.earlier_steps = earlier, .chance = BinChance::dealt, .threads = 1});
    const auto thrown = emerging_patterns(values, board.sums, {.earlier_steps = earlier, .threads = 1});
    for (std::size_t step = 0; step < 10; ++step) {
      CAPTURE(earlier, step);
      const auto bin = step * 900 + Board::middle;
      CHECK((dealt.state[bin] == BinState::hot) == (step >= 3 && step <= 3 + earlier));
      CHECK((dealt.state[bin] == BinState::too_early) == (step < std::min<std::size_t>(3, earlier)));
      // Of thrown events the runs of steps are looked at, and what happened before is not now.
      CHECK((thrown.state[bin] == BinState::hot) == (step == 3));
    }
  }
}

TEST_CASE("Gi* in the cube is that of spdep") {
  const auto rows = test::read_numbers(test::reference_folder() / "emerging" / "cube.csv");
  StudyGrid study{.grid = test::square_grid(9, 7), .cells = {}, .share = {}};
  std::vector<double> values;
  for (const auto& row : rows) {
    values.push_back(row.at("count"));
    if (row.at("step") == 0) {
      study.cells.push_back(static_cast<std::uint32_t>(9 * row.at("row") + row.at("column")));
      study.share.push_back(1);
    }
  }
  const NeighbourSums sums(study, Queen{});
  for (const std::size_t earlier : {0U, 1U, 2U}) {
    const auto z = space_time_gi_star(values, sums, earlier, GlobalWindow::cube, 1);
    for (std::size_t bin = 0; bin < rows.size(); ++bin) {
      CAPTURE(earlier, bin);
      CHECK(z[bin] == within(1e-10, rows[bin].at("earlier_" + std::to_string(earlier))));
    }
  }
}

TEST_CASE("A cube is a list of neighbours through space and time") {
  // Any numbers, missing ones among them, against the plain Gi* with the neighbours written out.
  test::Random random(21);
  const auto study = test::with_holes(random, CellShape::square, 9, 8, 0.1);
  const auto lists = test::lists_of(study, Queen{});
  const NeighbourSums sums(study, Queen{});
  const auto cells = study.size();
  constexpr std::size_t steps = 5;
  auto values = test::any_numbers(random, cells * steps);
  for (int i = 0; i < 20; ++i) {
    values[random.below(values.size())] = not_a_number;
  }
  Neighbours cube;
  for (std::size_t bin = 0; bin < values.size(); ++bin) {
    const auto cell = bin % cells;
    for (std::size_t back = 0; back <= std::min<std::size_t>(2, bin / cells); ++back) {
      const auto first = (bin / cells - back) * cells;
      for (const auto other : lists.of(cell)) {
        cube.index.push_back(static_cast<std::uint32_t>(first + other));
      }
      if (back > 0) {
        cube.index.push_back(static_cast<std::uint32_t>(first + cell));
      }
    }
    cube.start.push_back(cube.index.size());
  }
  const NeighbourSums through_time(cube);
  const auto expected = getis_ord(values, through_time, {.threads = 1});
  const auto z = space_time_gi_star(values, sums, 2, GlobalWindow::cube, 1);
  for (std::size_t bin = 0; bin < values.size(); ++bin) {
    CAPTURE(bin);
    if (lists.of(bin % cells).empty() || std::isnan(expected.z[bin])) {
      CHECK(std::isnan(z[bin]));
    } else {
      CHECK(z[bin] == within(1e-10, expected.z[bin]));
    }
  }
}

TEST_CASE("Compared step by step, a bin has the Gi* of a map of that step") {
  test::Random random(22);
  const auto study = test::with_holes(random, CellShape::hexagon, 9, 8, 0.1);
  const NeighbourSums sums(study, Queen{});
  const auto values = test::counts(random, study.size() * 4);
  const auto z = space_time_gi_star(values, sums, 0, GlobalWindow::each_step, 1);
  for (std::size_t step = 0; step < 4; ++step) {
    const auto of_step = std::span(values).subspan(step * study.size(), study.size());
    const auto expected = getis_ord(of_step, sums, {.threads = 1});
    for (std::size_t cell = 0; cell < study.size(); ++cell) {
      const auto value = z[step * study.size() + cell];
      CHECK((std::isnan(value) ? std::isnan(expected.z[cell]) : value == within(1e-10, expected.z[cell])));
    }
  }
  // Together with the step before: deviations and variances of both maps added up. Where both have the same variance
  // that is their sum divided by the square root of two.
  std::vector<double> twice(values.begin(), values.begin() + static_cast<std::ptrdiff_t>(study.size()));
  twice.insert(twice.end(), twice.begin(), twice.begin() + static_cast<std::ptrdiff_t>(study.size()));
  const auto together = space_time_gi_star(twice, sums, 1, GlobalWindow::each_step, 1);
  for (std::size_t cell = 0; cell < study.size(); ++cell) {
    const auto value = together[study.size() + cell];
    CHECK((std::isnan(value) ? std::isnan(z[cell]) : value == within(1e-10, std::sqrt(2) * z[cell])));
  }
}

TEST_CASE("When everything grows, cells grow hot in the cube but not beside each other") {
  const Board board;
  std::vector<double> values;
  for (int step = 0; step < 10; ++step) {
    for (int cell = 0; cell < 900; ++cell) {
      values.push_back(10 * step + (cell / 30 + cell) % 2);
    }
  }
  const auto cube = emerging_patterns(values, board.sums, {.threads = 1});
  CHECK(cube.state[9 * 900 + Board::middle] == BinState::hot);
  CHECK(cube.state[Board::middle] == BinState::cold);
  const auto own = emerging_patterns(values, board.sums, {.window = GlobalWindow::each_step, .threads = 1});
  CHECK(std::ranges::count(own.pattern, Pattern::none) == 900);
}

namespace {

/// Ten steps of a week over 30 x 30 cells, two events a week somewhere, and those of a spot in the middle.
std::vector<double> town_with_spot(const std::vector<double>& spot) {
  test::Random random(29);
  std::vector<double> values(900 * spot.size(), 0.0);
  for (std::size_t step = 0; step < spot.size(); ++step) {
    values[step * 900 + random.below(900)] += 1;
    values[step * 900 + random.below(900)] += 1;
    values[step * 900 + Board::middle] += spot[step];
  }
  return values;
}

std::string_view name_of_spot(const std::vector<double>& spot, const EmergingOptions& options = {.threads = 1}) {
  const Board board;
  return name_of(emerging_patterns(town_with_spot(spot), board.sums, options).pattern[Board::middle]);
}

}  // namespace

TEST_CASE("One full cell is hot, and its name says what became of it") {
  CHECK(name_of_spot({14, 12, 15, 14, 13, 16, 14, 12, 15, 14}) == "persistent_hot");
  CHECK(name_of_spot({0, 0, 0, 0, 0, 0, 0, 0, 0, 14}) == "new_hot");
  CHECK(name_of_spot({0, 0, 0, 0, 0, 14, 12, 15, 14, 13}) == "consecutive_hot");
  CHECK(name_of_spot({30, 27, 24, 20, 17, 14, 12, 9, 6, 4}) == "diminishing_hot");
  CHECK(name_of_spot({4, 6, 9, 12, 14, 17, 20, 24, 27, 30}) == "intensifying_hot");
  CHECK(name_of_spot({14, 12, 15, 14, 13, 16, 14, 12, 15, 0}) == "historical_hot");
  CHECK(name_of_spot({14, 12, 15, 14, 13, 0, 0, 0, 0, 0}) == "historical_hot");
  CHECK(name_of_spot({0, 14, 0, 0, 14, 15, 0, 0, 14, 14}) == "sporadic_hot");
  CHECK(name_of_spot({0, 0, 0, 0, 0, 0, 0, 0, 0, 0}) == "none");
  // Dealt anew, the counts of the full bins are given, and it has none.
  const EmergingOptions dealt{.chance = BinChance::dealt, .threads = 1};
  CHECK(name_of_spot({14, 12, 15, 14, 13, 16, 14, 12, 15, 14}, dealt) == "none");
}

TEST_CASE("A place that never changes persists, however many earlier steps are looked at and however small the steps") {
  for (const std::size_t earlier : {0U, 1U, 3U, 8U}) {
    CAPTURE(earlier);
    const EmergingOptions options{.earlier_steps = earlier, .threads = 1};
    CHECK(name_of_spot({14, 12, 15, 14, 13, 16, 14, 12, 15, 14}, options) == "persistent_hot");
    CHECK(name_of_spot({4, 1, 3, 2, 2, 3, 0, 2, 3, 2}, options) == "persistent_hot");
  }
}

TEST_CASE("Zones and steps may come in any order, and exposures in any unit") {
  const Board board;
  const auto values = town_with_spot({14, 12, 15, 14, 13, 16, 14, 12, 15, 14});
  const std::vector<double> hectares(900, 4.0);
  const auto plain = emerging_patterns(values, board.sums, {.threads = 1});
  const auto measured = emerging_patterns(values, board.sums, {.threads = 2}, hectares);
  CHECK(plain.pattern == measured.pattern);
  CHECK(plain.all_steps_p == measured.all_steps_p);
  // Turned round, each cell has the pattern of the cell that it was.
  std::vector<double> turned(values.size());
  for (std::size_t bin = 0; bin < values.size(); ++bin) {
    turned[bin / 900 * 900 + 899 - bin % 900] = values[bin];
  }
  auto pattern = emerging_patterns(turned, board.sums, {.threads = 1}).pattern;
  std::ranges::reverse(pattern);
  CHECK(pattern == plain.pattern);
}

TEST_CASE("A cell of which little is inside is expected to have little") {
  const Board board;
  std::vector<double> values(900 * 10, 0.0);
  for (std::size_t step = 0; step < 10; ++step) {
    for (std::size_t cell = 0; cell < 900; ++cell) {
      values[step * 900 + cell] = cell == Board::middle ? 3 : 1;
    }
  }
  std::vector<double> share(900, 1.0);
  CHECK(emerging_patterns(values, board.sums, {.threads = 1}, share).hot_over_all_steps[Board::middle] != 0);
  share[Board::middle] = 3;
  CHECK(emerging_patterns(values, board.sums, {.threads = 1}, share).hot_over_all_steps[Board::middle] == 0);
}

TEST_CASE("A few events in an empty landscape are not a hot spot") {
  const Board board;
  std::vector<double> values(900 * 10, 0.0);
  for (const auto cell : {Board::middle, Board::middle + 1, Board::middle - 1, Board::middle + 30}) {
    values[9 * 900 + cell] = 1;
  }
  const auto few = emerging_patterns(values, board.sums, {.earlier_steps = 0, .threads = 1});
  CHECK(few.z[9 * 900 + Board::middle] > 5);
  CHECK(few.pattern[Board::middle] == Pattern::none);
  values[9 * 900 + Board::middle - 30] = 1;
  const auto enough = emerging_patterns(values, board.sums, {.earlier_steps = 0, .threads = 1});
  CHECK(enough.pattern[Board::middle] == Pattern::new_hot);
  // A cell that never had an event has a value and takes part.
  CHECK(enough.pattern[0] == Pattern::none);
  CHECK_FALSE(std::isnan(enough.z[0]));
  // Dealt anew, a single full bin lies somewhere; eight events thrown one by one do not meet in one of 9 000 bins.
  std::vector<double> one(900 * 10, 0.0);
  one[9 * 900 + Board::middle] = 8;
  CHECK(emerging_patterns(one, board.sums, {.earlier_steps = 0, .threads = 1}).pattern[Board::middle] ==
        Pattern::new_hot);
  CHECK(emerging_patterns(one, board.sums, {.earlier_steps = 0, .chance = BinChance::dealt, .threads = 1})
            .pattern[Board::middle] == Pattern::none);
  CHECK(emerging_patterns(one, board.sums, {.earlier_steps = 0, .chance = BinChance::normal, .threads = 1})
            .pattern[Board::middle] == Pattern::new_hot);
}

TEST_CASE("p of dealt counts of few events is above the exact chance, at most by a factor of eleven") {
  // 9 of n cells around the middle hold `seen` of all ones; hypergeometric, twice the upper tail.
  struct Case {
    int side;
    int ones;
    int seen;
  };
  for (const auto& [side, ones, seen] : {Case{5, 5, 5}, Case{6, 6, 5}, Case{10, 12, 5}, Case{20, 30, 6}}) {
    const auto study = test::whole(test::square_grid(side, side));
    const NeighbourSums sums(study, Queen{});
    std::vector<double> values(study.size(), 0.0);
    const auto middle = static_cast<std::size_t>((side / 2) * side + side / 2);
    const auto lists = test::lists_of(study, Queen{});
    for (int i = 0; i < seen; ++i) {
      values[lists.of(middle)[static_cast<std::size_t>(i)]] = 1;
    }
    for (std::size_t cell = 0, placed = 0; placed < static_cast<std::size_t>(ones - seen); ++cell) {
      const auto near = std::ranges::count(lists.of(middle), static_cast<std::uint32_t>(cell)) > 0 || cell == middle;
      values[cell] = near ? values[cell] : 1;
      placed += near ? 0 : 1;
    }
    const auto n = side * side;
    const auto choose = [](int a, int b) {
      return std::exp(std::lgamma(a + 1.0) - std::lgamma(b + 1.0) - std::lgamma(a - b + 1.0));
    };
    double tail = 0;
    for (auto x = seen; x <= std::min(9, ones); ++x) {
      tail += choose(9, x) * choose(n - 9, ones - x) / choose(n, ones);
    }
    const auto found = emerging_patterns(
        values, sums, {.earlier_steps = 0, .chance = BinChance::dealt, .correction = Correction::none, .threads = 1});
    CAPTURE(side, ones, seen, found.adjusted_p[middle], 2 * tail);
    CHECK(found.adjusted_p[middle] > 2 * tail);
    CHECK(found.adjusted_p[middle] < (ones < 30 ? 2.2 : 11) * 2 * tail);
    CHECK(normal_p(found.z[middle], Alternative::two_sided) < tail / 2);
    CHECK(found.state[middle] == BinState::hot);
  }
}

TEST_CASE("Islands, missing values and cubes without differences have no value") {
  const auto lists = Neighbours{.start = {0, 1, 2, 2}, .index = {1, 0}};
  const NeighbourSums sums(lists);
  const std::vector<double> values{1, 2, 30, 4, not_a_number, 60, 7, 8, 90};
  const auto found = emerging_patterns(values, sums, {.chance = BinChance::dealt, .threads = 1});
  CHECK(found.pattern[2] == Pattern::no_value);
  CHECK(std::isnan(found.z[2]));
  CHECK(std::isnan(found.trend_p[2]));
  CHECK(found.state[4] == BinState::no_value);
  CHECK_FALSE(std::isnan(found.z[7]));
  const auto equal = emerging_patterns(std::vector<double>(9, 3.0), sums, {.threads = 1});
  CHECK(equal.why == NoValue::all_values_equal);
  CHECK(std::ranges::count(equal.pattern, Pattern::no_value) == 3);
  const auto nothing =
      emerging_patterns(std::vector<double>(9, not_a_number), sums, {.chance = BinChance::dealt, .threads = 1});
  CHECK(nothing.why == NoValue::too_few_places);
  CHECK(std::ranges::count(nothing.pattern, Pattern::no_value) == 3);
}

TEST_CASE("A cube that is not whole and options that mean nothing are refused") {
  const auto lists = test::in_a_row(3);
  const NeighbourSums sums(lists);
  CHECK_THROWS_AS(emerging_patterns(std::vector<double>(7), sums, {}), InvalidOption);
  CHECK_THROWS_AS(emerging_patterns({}, sums, {}), InvalidOption);
  // Events are thrown one by one, onto something.
  CHECK_THROWS_AS(emerging_patterns(std::vector<double>(6, 0.5), sums, {}), InvalidOption);
  CHECK_THROWS_AS(emerging_patterns(std::vector<double>(6, not_a_number), sums, {}), InvalidOption);
  CHECK_THROWS_AS(emerging_patterns(std::vector<double>(6, 1), sums, {}, std::vector<double>{1, 1}), InvalidOption);
  CHECK_THROWS_AS(emerging_patterns(std::vector<double>(6, 1), sums, {}, std::vector<double>{0, 0, 0}), InvalidOption);
  CHECK_THROWS_AS(emerging_patterns(std::vector<double>(6), sums, {.level = 0}), InvalidOption);
  CHECK_THROWS_AS(emerging_patterns(std::vector<double>(6), sums, {.trend_level = 2}), InvalidOption);
  CHECK_THROWS_AS(emerging_patterns(std::vector<double>(6), sums, {.fewest_events = -1}), InvalidOption);
}

TEST_CASE("One step is a map without trends") {
  const Board board;
  auto values = board.cube({40});
  const auto found = emerging_patterns(values, board.sums, {.threads = 1});
  CHECK(found.pattern[Board::middle] == Pattern::new_hot);
  CHECK(std::isnan(found.trend_p[Board::middle]));
  CHECK(found.trend[Board::middle] == Trend::none);
}

TEST_CASE("Without any trend the series of single steps seldom has one, that of overlapping steps often") {
  test::Random random(23);
  const auto study = test::whole(test::square_grid(40, 40));
  const NeighbourSums sums(study, Queen{});
  const auto values = poisson_cube(random, 1600 * 24, 2);
  const auto share_below = [&](TrendSeries series) {
    const auto found = emerging_patterns(values, sums, {.trend = series, .threads = 1});
    return static_cast<double>(std::ranges::count_if(found.trend_p, [](double p) { return p <= 0.05; })) / 1600;
  };
  const auto own = share_below(TrendSeries::own_steps);
  const auto overlapping = share_below(TrendSeries::earlier_steps);
  CAPTURE(own, overlapping);
  CHECK(own < 0.07);
  CHECK(overlapping > 0.1);
}

TEST_CASE("Cubes without any cluster have hot or cold bins in at most about the stated share") {
  test::Random random(24);
  const auto study = test::whole(test::square_grid(15, 15));
  const NeighbourSums sums(study, Queen{});
  int with_any = 0;
  int with_any_by_normal = 0;
  for (int run = 0; run < 200; ++run) {
    // Few events, so that sums are skewed: the normal distribution finds something in every third map.
    const auto values = poisson_cube(random, 225 * 12, 0.3);
    const auto found = emerging_patterns(values, sums, {.threads = 1});
    const auto by_normal = emerging_patterns(values, sums, {.chance = BinChance::normal, .threads = 1});
    with_any_by_normal += std::ranges::count(by_normal.state, BinState::hot) > 0 ? 1 : 0;
    const auto any = std::ranges::any_of(
        found.state, [](BinState state) { return state == BinState::hot || state == BinState::cold; });
    with_any += any ? 1 : 0;
  }
  CAPTURE(with_any, with_any_by_normal);
  CHECK(with_any <= 20);
  CHECK(with_any_by_normal > 40);
}

TEST_CASE("Any number of threads gives the same patterns") {
  test::Random random(25);
  const auto study = test::with_holes(random, CellShape::square, 90, 80, 0.1);
  const NeighbourSums sums(study, Queen{});
  const auto values = test::counts(random, study.size() * 8);
  const auto one = emerging_patterns(values, sums, {.threads = 1});
  const auto three = emerging_patterns(values, sums, {.threads = 3});
  const auto same = [](double a, double b) { return a == b || (std::isnan(a) && std::isnan(b)); };
  CHECK(std::ranges::equal(one.z, three.z, same));
  CHECK(std::ranges::equal(one.adjusted_p, three.adjusted_p, same));
  CHECK(std::ranges::equal(one.adjusted_trend_p, three.adjusted_trend_p, same));
  CHECK(one.pattern == three.pattern);
}

}  // namespace lykta::tests_of_emerging_patterns
