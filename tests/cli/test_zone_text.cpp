#include <catch2/catch.hpp>

#include "cli/frame/zone_text.hpp"

namespace lykta {

TEST_CASE("A ratio beside 1 says on which side it lies") {
  CHECK(times_text(1.03) == "1.03");
  CHECK(times_text(0.98) == "0.98");
  CHECK(times_text(1) == "1.00");
  CHECK(times_text(1.994) == "1.99");
  CHECK(times_text(1.996) == "2.0");
  CHECK(times_text(7.33) == "7.3");
  CHECK(times_text(99.96) == "100");
}

TEST_CASE("A code of a file is said in words on the terminal") {
  CHECK(words_of_code("no_neighbours") == "no neighbours");
  CHECK(words_of_code("too_few_events") == "too few events");
}

}  // namespace lykta
