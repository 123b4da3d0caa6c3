#include <map>
#include <string>

#include "engine/base/error.hpp"
#include "geo/read/class_rules.hpp"
#include "tests/catch.hpp"
#include "tests/geo/scratch.hpp"

namespace lykta::tests_of_class_rules {
namespace {

using Catch::Contains;
using Mapping = std::map<std::string, std::string>;
using test::failure;

/// The class of a value, or "-".
std::string class_of(const ClassRules& rules, const std::string& value) {
  const auto* found = rules.find(value);
  return found != nullptr ? *found : "-";
}

}  // namespace

TEST_CASE("A value is mapped by its exact text") {
  const ClassRules rules(Mapping{{"Skadegörelse", "damage"}, {"", "nothing said"}});
  CHECK(class_of(rules, "Skadegörelse") == "damage");
  CHECK(class_of(rules, "skadegörelse") == "-");
  CHECK(class_of(rules, "Skadegörelse, grov") == "-");
  CHECK(class_of(rules, "") == "nothing said");
}

TEST_CASE("A range of codes holds all codes of as many digits, both ends included") {
  const ClassRules rules(Mapping{{"0301..0399", "violence"}, {"8..8", "theft"}});
  CHECK(class_of(rules, "0301") == "violence");
  CHECK(class_of(rules, "0350") == "violence");
  CHECK(class_of(rules, "0399") == "violence");
  CHECK(class_of(rules, "8") == "theft");
  for (const auto* value : {"0300", "0400", "301", "00301", "035a", "", "0301..0399 ", "9"}) {
    CAPTURE(value);
    CHECK(class_of(rules, value) == "-");
  }
}

TEST_CASE("A range whose ends differ in length or order is refused") {
  for (const auto* range : {"301..0399", "0399..0301"}) {
    CAPTURE(range);
    CHECK_THAT(failure<InvalidOption>([&] {
                 static_cast<void>(ClassRules(Mapping{{range, "x"}}));
               }),
               Contains(range) && Contains("0301..0399"));
  }
}

TEST_CASE("Dots between other texts are no range") {
  const ClassRules rules(Mapping{{"a..b", "letters"}, {"1..", "open"}, {"wait...", "dots"}});
  CHECK(class_of(rules, "a..b") == "letters");
  CHECK(class_of(rules, "1..") == "open");
  CHECK(class_of(rules, "wait...") == "dots");
}

TEST_CASE("A star stands for any text and a question mark for one character, in upper and lower case") {
  const ClassRules rules(Mapping{{"Inbrott*", "burglary"}, {"*våld*", "violence"}, {"?011", "code"}});
  CHECK(class_of(rules, "Inbrott") == "burglary");
  CHECK(class_of(rules, "INBROTT i villa") == "burglary");
  CHECK(class_of(rules, "Grovt VÅLD mot person") == "violence");
  CHECK(class_of(rules, "våld") == "violence");
  CHECK(class_of(rules, "4011") == "code");
  CHECK(class_of(rules, "ö011") == "code");  // one character of two bytes
  for (const auto* value : {"Försök till inbrott", "011", "44011", "40111", ""}) {
    CAPTURE(value);
    CHECK(class_of(rules, value) == "-");
  }
}

TEST_CASE("Stars go back as far as they must") {
  const ClassRules rules(Mapping{{"*ab*c", "x"}, {"?*?", "two or more"}});
  CHECK(class_of(rules, "aab abc") == "x");
  CHECK(class_of(rules, "abcabd") == "two or more");
  CHECK(class_of(rules, "åä") == "two or more");
  CHECK(class_of(rules, "å") == "-");
  const ClassRules middle(Mapping{{"*??ö", "x"}});
  CHECK(class_of(middle, "aöbö") == "x");
  CHECK(class_of(middle, "bö") == "-");
}

TEST_CASE("A hostile pattern takes no time") {
  std::string pattern;
  for (int i = 0; i < 30; ++i) {
    pattern += "*a";
  }
  CHECK(class_of(ClassRules(Mapping{{pattern + "b", "x"}}), std::string(2000, 'a')) == "-");
}

TEST_CASE("An exact value goes before a range, a range before a pattern, and the plainer pattern before the other") {
  const ClassRules rules(Mapping{{"0350", "exact"},
                                 {"0301..0399", "range"},
                                 {"03*", "pattern"},
                                 {"*", "anything"},
                                 {"0*", "short"},
                                 {"04?*", "b"},
                                 {"04*5", "a"}});
  CHECK(class_of(rules, "0350") == "exact");
  CHECK(class_of(rules, "0351") == "range");
  CHECK(class_of(rules, "0300") == "pattern");
  CHECK(class_of(rules, "0900") == "short");
  CHECK(class_of(rules, "other") == "anything");
  CHECK(class_of(rules, "0415") == "a");  // three plain characters against two
}

TEST_CASE("Of equally plain patterns the first in alphabetical order decides") {
  CHECK(class_of(ClassRules(Mapping{{"b*", "second"}, {"*b", "first"}}), "bb") == "first");
}

TEST_CASE("No rules know no value, and rules can be shown as they were written") {
  CHECK(ClassRules().empty());
  CHECK(class_of(ClassRules(), "x") == "-");
  const Mapping written{{"a", "x"}, {"01..09", "y"}, {"b*", "z"}};
  CHECK_FALSE(ClassRules(written).empty());
  CHECK(ClassRules(written).written() == written);
}

}  // namespace lykta::tests_of_class_rules
