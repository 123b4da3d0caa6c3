// How many columns of persons are found, and how many honest ones refused?
#include <algorithm>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "geo/values/person_columns.hpp"
#include "tests/catch.hpp"
#include "tests/geo/made_up_columns.hpp"

namespace lykta::tests_of_person_rates {
namespace {

constexpr int rows = 300;

std::vector<std::string> values_of(const MadeUpColumn& column, std::uint64_t seed) {
  Draw draw(seed);
  std::vector<std::string> values;
  for (int row = 0; row < rows; ++row) {
    values.push_back(column.value(draw, row));
  }
  return values;
}

/// Which of the columns are found, or which are not, with an example of each.
std::vector<std::string> columns_where(const std::vector<MadeUpColumn>& columns, bool found, std::uint64_t seed) {
  std::vector<std::string> names;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    const auto values = values_of(columns[i], seed + i);
    const auto finding =
        find_personal_data(columns[i].name, std::vector<std::string_view>(values.begin(), values.end()));
    if ((finding.what != PersonalData::none) == found) {
      names.push_back(
          fmt::format("{} ('{}'{}{})", columns[i].name, values.front(), found ? ": " : "", finding.why.en()));
    }
  }
  return names;
}

struct Rates {
  std::size_t caught = 0;
  std::size_t refused = 0;
};

Rates rates_of(const MadeUpColumns& columns, const char* name, std::uint64_t seed) {
  const auto missed = columns_where(columns.personal, false, seed);
  const auto refused = columns_where(columns.honest, true, seed + columns.personal.size());
  WARN(fmt::format(
      "{}, seed {}: {} of {} columns of persons found, {} of {} honest columns refused\n  missed: {}\n  refused: {}",
      name, seed, columns.personal.size() - missed.size(), columns.personal.size(), refused.size(),
      columns.honest.size(), fmt::join(missed, ", "), fmt::join(refused, ", ")));
  return {columns.personal.size() - missed.size(), refused.size()};
}

void check_rates(const MadeUpColumns& columns, const char* name) {
  REQUIRE(columns.personal.size() == 60);
  REQUIRE(columns.honest.size() == 100);
  for (const std::uint64_t seed : {12U, 2024U, 777U}) {
    const auto rates = rates_of(columns, name, seed);
    CHECK(rates.caught * 100 >= columns.personal.size() * 95);
    CHECK(rates.refused <= 2);
  }
}

}  // namespace

TEST_CASE("At least 95 of 100 columns of persons are found, and at most two of a hundred honest ones refused") {
  check_rates(first_columns(), "first set");
}

TEST_CASE("The same holds for columns that the rules were not written after") {
  check_rates(second_columns(), "second set");
}

TEST_CASE("Of columns of other kinds, measured before the rules had seen them, each is judged right") {
  const auto columns = third_columns();
  REQUIRE(columns.personal.size() == 20);
  REQUIRE(columns.honest.size() == 30);
  for (const std::uint64_t seed : {12U, 2024U, 777U}) {
    const auto rates = rates_of(columns, "third set", seed);
    CHECK(rates.caught == 20);
    CHECK(rates.refused == 0);
  }
}

}  // namespace lykta::tests_of_person_rates
