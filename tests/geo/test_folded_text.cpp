#include <string>

#include "geo/values/folded_text.hpp"
#include "tests/catch.hpp"

namespace lykta::tests_of_folded_text {

namespace {

// "Höör": the dots by themselves behind the o, and as one character with it.
const std::string decomposed = "Ho\xCC\x88o\xCC\x88r";
const std::string in_one = "H\xC3\xB6\xC3\xB6r";

}  // namespace

TEST_CASE("Characters are composed, and nothing else is changed") {
  CHECK(composed(decomposed) == in_one);
  CHECK(composed(in_one) == in_one);
  CHECK(composed("Abc 12") == "Abc 12");
  CHECK(composed("").empty());
}

TEST_CASE("Names are equal in any case and composition") {
  CHECK(folded(decomposed) == folded(in_one));
  CHECK(folded("H\xC3\x96\xC3\x96R") == folded(decomposed));
  CHECK(folded("HO\xCC\x88O\xCC\x88R") == "h\xC3\xB6\xC3\xB6r");
  CHECK(folded("\xC5\xBDIVA") == folded("z\xCC\x8Civa"));  // Živa: not only Swedish letters
  CHECK(folded("RONNEBY") == "ronneby");
  CHECK(folded("Hor") != folded(in_one));
}

TEST_CASE("What is not UTF-8 stays different") {
  CHECK(folded("H\xF6r") != folded("H\xE4r"));
  CHECK(composed("H\xF6r") == "H\xF6r");
  CHECK(folded("A\xF6") == "a\xF6");
}

}  // namespace lykta::tests_of_folded_text
