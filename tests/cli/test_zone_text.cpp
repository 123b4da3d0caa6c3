#include "cli/frame/zone_text.hpp"
#include "tests/catch.hpp"

namespace lykta {

TEST_CASE("A ratio beside 1 says on which side it lies") {
  const auto text = [](double ratio) { return times_text(ratio, Language::en); };
  CHECK(text(1.03) == "1.03");
  CHECK(text(0.98) == "0.98");
  CHECK(text(1) == "1.00");
  CHECK(text(1.994) == "1.99");
  CHECK(text(1.996) == "2.0");
  CHECK(text(7.33) == "7.3");
  CHECK(text(99.96) == "100");
  CHECK(times_text(1.03, Language::sv) == "1,03");
}

TEST_CASE("What is expected keeps its digits where it is small") {
  CHECK(expected_text(12.34, Language::en) == "12.3");
  CHECK(expected_text(0.0423, Language::en) == "0.042");
  CHECK(expected_text(0.0423, Language::sv) == "0,042");
}

TEST_CASE("A code of a file is said in words on the terminal") {
  CHECK(reason_text("no_neighbours", Language::en) == "no neighbours");
  CHECK(reason_text("too_few_events", Language::en) == "too few events");
  CHECK(reason_text("too_few_events", Language::sv) == "för få händelser");
  CHECK(reason_text("something_new", Language::sv) == "something_new");
}

}  // namespace lykta
