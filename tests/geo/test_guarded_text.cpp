#include <string>

#include "geo/values/guarded_text.hpp"
#include "tests/catch.hpp"

namespace lykta::tests_of_guarded_text {

TEST_CASE("Text that begins like a formula gets an apostrophe, and loses it again") {
  for (const auto* text : {"=1+1", "=HYPERLINK(\"http://a.example\")", "+1-2", "-2+3", "@SUM(A1)", "\t=1", "\r=1",
                           "\n=1", "of:=1+1", "+46 (0)70",
                           "\xEF\xBC\x9D"
                           "1+1",
                           "'=1+1", "''@x"}) {
    CAPTURE(text);
    const std::string guarded_text = guarded(text);
    CHECK(guarded_text == "'" + std::string(text));
    CHECK(unguarded(guarded_text) == text);
  }
}

TEST_CASE("Numbers and other text stay as they are") {
  for (const auto* text :
       {"", "-", "--", "'-", "-5", "-3,5", "-12.75", "Stöld", "a=b", "1+1", "'t Hof", "'", "Rock 'n' roll", " =1"}) {
    CAPTURE(text);
    CHECK(guarded(text) == text);
    CHECK(unguarded(text) == text);
  }
}

}  // namespace lykta::tests_of_guarded_text
