#include <string>
#include <vector>

#include "geo/format/total_row.hpp"
#include "tests/catch.hpp"

namespace lykta::tests_of_total_row {
namespace {

bool is_total(const std::vector<std::string>& cells, std::size_t columns) {
  return is_total_row(cells, columns, [](const std::string& cell) { return std::string_view(cell); });
}

}  // namespace

TEST_CASE("A total begins with a word for it, and little else stands in its row") {
  CHECK(is_total({"Summa", "", "", "311"}, 4));
  CHECK(is_total({"TOTALT:", "", "", "311"}, 4));
  CHECK(is_total({"", "Delsumma", "", "12"}, 4));
  CHECK(is_total({"Grand total", "1", "2", "", "", ""}, 6));
  CHECK(is_total({"Antal rader", "12"}, 2));
}

TEST_CASE("A row with values of its own is no total, whatever it is called") {
  CHECK_FALSE(is_total({"Totalt", "2024-03-01", "516400", "6228900"}, 4));
  CHECK_FALSE(is_total({"Totalförstörd cykel", "", "", ""}, 4));
  CHECK_FALSE(is_total({"Summavägen 3", "", "", ""}, 4));
  CHECK_FALSE(is_total({"Stöld", "Summa", "", ""}, 4));
  CHECK_FALSE(is_total({"", "", ""}, 3));
  CHECK_FALSE(is_total({}, 3));
}

}  // namespace lykta::tests_of_total_row
