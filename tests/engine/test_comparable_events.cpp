#include <chrono>
#include <vector>

#include "engine/inputs/comparable_events.hpp"
#include "tests/catch.hpp"
#include "tests/engine/town_events.hpp"

namespace lykta::tests_of_comparable_events {
namespace {

using std::chrono::days;
using test::at;
using test::within;

const Period year_2025{at(2025, 1, 1), at(2026, 1, 1)};
const Period year_2024{at(2024, 1, 1), at(2025, 1, 1)};

/// One event a day.
void add_source(Inputs& inputs, std::uint32_t source, LocalTime first, LocalTime last) {
  for (auto day = first; day <= last; day += days(1)) {
    test::add_event(inputs, {500, 500}, TimeSpan{day, day});
    inputs.incidents.row.back().source = source;
  }
}

ComparableEvents compared(const Inputs& inputs, bool include_discovered = false) {
  return comparable_events(inputs, coverage_of(inputs), year_2025, std::vector{year_2024}, include_discovered);
}

}  // namespace

TEST_CASE("Only sources that cover both periods are compared") {
  auto inputs = test::empty_town();
  add_source(inputs, 0, at(2024, 1, 1), at(2025, 12, 31));
  add_source(inputs, 1, at(2024, 7, 1), at(2025, 12, 31));
  add_source(inputs, 2, at(2025, 1, 1), at(2025, 12, 31));
  add_source(inputs, 3, at(2024, 1, 1), at(2025, 6, 30));
  const auto events = compared(inputs);
  REQUIRE(events.sources.size() == 4);
  CHECK(events.sources[0].covers_all());
  CHECK(events.sources[1].days_missing == within(0, 0));
  CHECK(events.sources[1].comparison_days_missing == std::vector<double>{182});
  CHECK(events.sources[2].comparison_days_missing == std::vector<double>{366});
  CHECK(events.sources[3].days_missing == within(0, 184));
  CHECK(events.any());
  for (std::size_t i = 0; i < inputs.incidents.size(); ++i) {
    REQUIRE(events.comparable[i] == (inputs.incidents.row[i].source == 0));
  }
}

TEST_CASE("Without a source that covers both nothing can be compared") {
  auto inputs = test::empty_town();
  add_source(inputs, 0, at(2025, 1, 1), at(2025, 12, 31));
  add_source(inputs, 1, at(2023, 1, 1), at(2024, 12, 31));
  CHECK_FALSE(compared(inputs).any());
}

TEST_CASE("An event that a comparable source reports too is compared, whoever's report is counted") {
  auto inputs = test::empty_town();
  add_source(inputs, 0, at(2024, 1, 1), at(2025, 12, 31));
  add_source(inputs, 1, at(2025, 3, 1), at(2025, 3, 2));
  const auto number = static_cast<std::uint32_t>(inputs.incidents.size());
  for (std::uint32_t i = 0; i < number; ++i) {
    inputs.counted_as.push_back(i);
  }
  // The report of 1 March of the first source is counted with that of the second, which lies better.
  const auto first_of_march = static_cast<std::size_t>((at(2025, 3, 1) - at(2024, 1, 1)) / days(1));
  inputs.counted_as[first_of_march] = number - 2;
  const auto events = compared(inputs);
  CHECK(events.comparable[number - 2]);
  CHECK_FALSE(events.comparable[number - 1]);
}

TEST_CASE("A source of discoveries alone is compared only where these count") {
  auto inputs = test::empty_town();
  add_source(inputs, 0, at(2025, 1, 1), at(2025, 12, 31));
  add_source(inputs, 1, at(2024, 1, 1), at(2025, 12, 31));
  for (std::size_t i = 0; i < inputs.incidents.size(); ++i) {
    inputs.incidents.origin[i] = inputs.incidents.row[i].source == 1 ? Origin::discovered : Origin::reported;
  }
  CHECK_FALSE(compared(inputs).any());
  CHECK(compared(inputs, true).any());
}

TEST_CASE("What sources and their dates are called") {
  auto inputs = test::empty_town();
  add_source(inputs, 1, at(2024, 1, 1), at(2024, 1, 7));
  inputs.sources = {{.name = "police"}};
  CHECK(name_of_source(inputs, 0) == "police");
  CHECK(name_of_source(inputs, 1) == "source 2");
  CHECK(days_text(year_2024) == "2024-01-01 – 2024-12-31");
  CHECK(days_text(TimeSpan{at(2024, 5, 1), at(2024, 5, 2)}) == "2024-05-01");
  const std::vector<std::uint32_t> some{0, 2};
  CHECK(outlying_text(inputs.incidents, some) == "1 (2024-01-01), 3 (2024-01-03)");
  const std::vector<std::uint32_t> many{0, 1, 2, 3, 4, 5};
  CHECK(outlying_text(inputs.incidents, many) ==
        "1 (2024-01-01), 2 (2024-01-02), 3 (2024-01-03), 4 (2024-01-04), 5 (2024-01-05), …");
}

}  // namespace lykta::tests_of_comparable_events
