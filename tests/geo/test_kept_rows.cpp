#include <string>
#include <vector>

#include "geo/format/kept_rows.hpp"
#include "tests/catch.hpp"

namespace lykta::tests_of_kept_rows {
namespace {

using Texts = std::vector<std::string>;

}  // namespace

TEST_CASE("Kept rows come back as they were, with their numbers, and as far as they are wanted") {
  KeptRows rows;
  const Texts first{"typ", "", "datum"};
  const Texts second{};
  const Texts third{"Stöld"};
  CHECK(rows.add({1, first, false}));
  CHECK(rows.add({4, second, true}));
  CHECK(rows.add({5, third, false}));
  for (const std::size_t wanted : {1U, 3U}) {
    std::vector<std::int64_t> numbers;
    std::vector<Texts> cells;
    std::vector<bool> hidden;
    rows.tell([&](const SheetRow& row) {
      numbers.push_back(row.number);
      cells.emplace_back(row.cells.begin(), row.cells.end());
      hidden.push_back(row.is_hidden);
      return numbers.size() < wanted;
    });
    REQUIRE(numbers.size() == wanted);
    CHECK(cells.front() == first);
    if (wanted == 3) {
      CHECK(numbers == std::vector<std::int64_t>{1, 4, 5});
      CHECK(cells == std::vector<Texts>{first, second, third});
      CHECK(hidden == std::vector<bool>{false, true, false});
    }
  }
}

TEST_CASE("Rows that need more than 64 MB are not kept") {
  KeptRows rows;
  const Texts large{std::string(std::size_t{1} << 20U, 'a')};
  std::int64_t kept = 0;
  while (kept < 100 && rows.add({kept + 1, large, false})) {
    ++kept;
  }
  CHECK(kept == 63);
  CHECK_FALSE(rows.add({200, Texts{"a"}, false}));
  auto any = false;
  rows.tell([&](const SheetRow&) { return any = true; });
  CHECK_FALSE(any);
}

}  // namespace lykta::tests_of_kept_rows
