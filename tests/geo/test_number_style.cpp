#include <cmath>
#include <string>
#include <vector>

#include "geo/values/number_style.hpp"
#include "tests/catch.hpp"

namespace lykta::tests_of_number_style {
namespace {

constexpr NumberStyle plain{.decimal = '.', .thousands = '\0'};
constexpr NumberStyle comma{.decimal = ',', .thousands = '\0'};
constexpr NumberStyle swedish{.decimal = ',', .thousands = ' '};
constexpr NumberStyle english{.decimal = '.', .thousands = ','};
constexpr NumberStyle german{.decimal = ',', .thousands = '.'};
constexpr NumberStyle swiss{.decimal = '.', .thousands = '\''};

NumberFinding find(const std::vector<std::string_view>& texts) { return find_number_style(texts); }

void check_unreadable(NumberStyle style, const std::vector<std::string_view>& texts) {
  for (const auto text : texts) {
    CAPTURE(text);
    CHECK_FALSE(parse_number(text, style).has_value());
  }
}

}  // namespace

TEST_CASE("A number is read in the style it is written in, and in no other") {
  CHECK(parse_number("59.33", plain) == 59.33);
  CHECK(parse_number("59,33", comma) == 59.33);
  CHECK(parse_number("6 231 640,9", swedish) == 6231640.9);
  CHECK(parse_number("6,231,640.9", english) == 6231640.9);
  CHECK(parse_number("6.231.640,9", german) == 6231640.9);
  CHECK(parse_number("6'231'640.9", swiss) == 6231640.9);
  check_unreadable(plain, {"59,33", "1 234", "1,234", "1.234.567"});
  check_unreadable(comma, {"59.33", "1 234", "1.234"});
  check_unreadable(swedish, {"59.33", "1.234,5"});
  check_unreadable(english, {"59,33", "1 234"});
}

TEST_CASE("A number of another style is read where it can be no other") {
  CHECK(parse_unmistakable_number("6228524.2", comma) == 6228524.2);
  CHECK(parse_unmistakable_number("6228524,2", plain) == 6228524.2);
  CHECK(parse_unmistakable_number("1,234.5", comma) == 1234.5);
  CHECK(parse_unmistakable_number("6 228 524", plain) == 6228524.0);
  CHECK(parse_unmistakable_number("1.234", comma) == std::nullopt);  // a little more than one, or than a thousand
  CHECK(parse_unmistakable_number("1,234", comma) == 1.234);         // as the column writes it
  CHECK(parse_unmistakable_number("1.2.3", comma) == std::nullopt);
  CHECK(parse_unmistakable_number("", comma) == std::nullopt);
}

TEST_CASE("Words for missing values and unmistakable numbers do not hide the style of a column") {
  const auto found = find({"NA", "saknas", "-", "6228763,4", "6228764.5", "6228765,6", "6228766,7"});
  CHECK(found.style == comma);
  CHECK(found.numbers == 4);
  CHECK(found.others == 0);
  CHECK(found.empty == 3);
  const auto words = find({"6228763,4", "6228764,5", "skogen", "ån"});
  CHECK_FALSE(words.style.has_value());
  CHECK(words.best == comma);
  CHECK_FALSE(find({"skogen"}).best.has_value());
}

TEST_CASE("The same text is another number in another style") {
  CHECK(parse_number("1,234", comma) == 1.234);
  CHECK(parse_number("1,234", english) == 1234.0);
  CHECK(parse_number("1.234", plain) == 1.234);
  CHECK(parse_number("1.234", german) == 1234.0);
}

TEST_CASE("Thousands may be left without their sign") {
  CHECK(parse_number("6231640,9", swedish) == 6231640.9);
  CHECK(parse_number("1234.5", english) == 1234.5);
  CHECK(parse_number("12", german) == 12.0);
}

TEST_CASE("Groups of thousands have three digits, and the first has one to three") {
  check_unreadable(english, {"1,23", "1,2345", "1234,567", "1,,234", ",234", "1,234,", "1,234,56", "0,123", "012,345",
                             "1,234.567,8", "1,234e3"});
  CHECK(parse_number("123,456,789", english) == 123456789.0);
}

TEST_CASE("Any kind of space separates thousands") {
  CHECK(parse_number("1\xC2\xA0"
                     "234,5",
                     swedish) == 1234.5);  // no-break
  CHECK(parse_number("1\xE2\x80\xAF"
                     "234,5",
                     swedish) == 1234.5);  // narrow no-break
  CHECK(parse_number("1\xE2\x80\x89"
                     "234 567",
                     swedish) == 1234567.0);  // thin, then plain
  CHECK(parse_number("1\xE2\x80\x99"
                     "234",
                     swiss) == 1234.0);  // curly apostrophe
  check_unreadable(swedish, {"1  234", "1\t234",
                             "1\xC2"
                             "234"});
}

TEST_CASE("Spaces around a number and a sign before it do no harm") {
  CHECK(parse_number(" 59.33\xC2\xA0\t", plain) == 59.33);
  CHECK(parse_number("\xC2\xA0-59,33", comma) == -59.33);
  CHECK(parse_number("+7", plain) == 7.0);
  CHECK(parse_number("-1 234,5", swedish) == -1234.5);
  CHECK(parse_number("\xE2\x88\x92"
                     "1,5",
                     comma) == -1.5);  // the minus sign of Swedish systems
  const auto zero = parse_number("-0", plain);
  REQUIRE(zero.has_value());
  CHECK(std::signbit(*zero));
  check_unreadable(plain, {"--1", "+-1", "-+1", "- 1", "1-", "-", "+"});
}

TEST_CASE("Exponents belong to numbers without groups") {
  CHECK(parse_number("1.5e3", plain) == 1500.0);
  CHECK(parse_number("6,231E+06", comma) == 6231000.0);
  CHECK(parse_number("5e-1", comma) == 0.5);
  check_unreadable(plain, {"1e", "1e+", "e5", "1e5.5", "1e5e5", "0x10", "1e999"});
  check_unreadable(comma, {"1e5.5", "1e5,5"});
}

TEST_CASE("What is no finite number, or no number at all, is nothing") {
  for (const auto style : {plain, comma, swedish, english, german, swiss}) {
    check_unreadable(style, {"", " ", ".", ",", "nan", "inf", "-inf", "infinity", "abc", "12 m", "12m", "1-2", "1.2.3",
                             "1,2,3", "½", "\xC2", "'", "1'"});
    CHECK_FALSE(parse_number(std::string(65, '1'), style).has_value());
    CHECK(parse_number(std::string(64, '1'), style).has_value());
  }
}

TEST_CASE("A thousands sign that is the decimal sign counts as none") {
  CHECK(parse_number("1,234", {.decimal = ',', .thousands = ','}) == 1.234);
  CHECK_FALSE(parse_number("1,234,567", {.decimal = ',', .thousands = ','}).has_value());
}

TEST_CASE("A decimal comma is found") {
  const auto found = find({"59,33", "15,1", "", "7"});
  CHECK(found.style == comma);
  CHECK_FALSE(found.ambiguous);
  CHECK(found.numbers == 3);
  CHECK(found.others == 0);
  CHECK(found.empty == 1);
  CHECK(found.why.en() == "decimal comma, as in '59,33'");
}

TEST_CASE("A decimal point is found") {
  const auto found = find({"7", "59.33"});
  CHECK(found.style == plain);
  CHECK(found.why.en() == "decimal point, as in '59.33'");
}

TEST_CASE("Whole numbers speak for no sign") {
  const auto found = find({"6231640", "6229148"});
  CHECK(found.style == plain);
  CHECK_FALSE(found.ambiguous);
  CHECK(found.why.en() == "whole numbers, as in '6231640'");
}

TEST_CASE("Decimal and thousands signs are found together") {
  CHECK(find({"6 231 640,9"}).style == swedish);
  CHECK(find({"6.231.640,9"}).style == german);
  CHECK(find({"1,234.5"}).style == english);
  CHECK(find({"1'234.5"}).style == swiss);
  CHECK(find({"6 231 640,9"}).why.en() == "decimal comma and spaces between thousands, as in '6 231 640,9'");
  CHECK(find({"1,234.5"}).why.en() == "decimal point and commas between thousands, as in '1,234.5'");
  CHECK(find({"1 234", "59,33"}).style == swedish);
  CHECK(find({"1 234", "59,33"}).why.en() == "decimal comma and spaces between thousands, as in '59,33' and '1 234'");
  CHECK_FALSE(find({"6 231 640,9", "1,234"}).ambiguous);  // the spaces are taken, so the comma has decimals
}

TEST_CASE("Spaces between thousands leave no doubt") {
  const auto found = find({"1 234", "567"});
  CHECK(found.style == NumberStyle{.decimal = '.', .thousands = ' '});
  CHECK_FALSE(found.ambiguous);
  CHECK(found.why.en() == "spaces between thousands, as in '1 234'");
}

TEST_CASE("One separator with three digits behind it is ambiguous and taken for the decimal sign") {
  const auto points = find({"1.234", "56.789", "12"});
  CHECK(points.ambiguous);
  CHECK(points.style == plain);
  CHECK(points.why.en() == "'1.234' may have decimals or be thousands; taken for a decimal point");
  const auto commas = find({"12,345"});
  CHECK(commas.ambiguous);
  CHECK(commas.style == comma);
}

TEST_CASE("One other row decides between decimals and thousands") {
  const auto decides = [](std::vector<std::string_view> texts, NumberStyle style) {
    CAPTURE(texts);
    const auto found = find(texts);
    CHECK(found.style == style);
    CHECK_FALSE(found.ambiguous);
  };
  decides({"12,345", "59,33"}, comma);
  decides({"12,345", "1234,567"}, comma);
  decides({"12,345", "0,123"}, comma);  // no number of thousands begins with 0
  decides({"12,345", "59.33"}, english);
  decides({"12,345", "1,234,567"}, english);
  decides({"1.234", "1.234.567"}, german);
  decides({"1.234", "1.5"}, plain);
}

TEST_CASE("Two signs that both may be either stay ambiguous") {
  const auto found = find({"1.234", "1,234"});
  CHECK(found.ambiguous);
  CHECK(found.numbers == 2);
}

TEST_CASE("Nine tenths of the filled texts must be numbers") {
  std::vector<std::string_view> texts(9, "59,33");
  texts.emplace_back("vid ån");
  texts.emplace_back(" ");
  const auto enough = find(texts);
  CHECK(enough.style == comma);
  CHECK(enough.numbers == 9);
  CHECK(enough.others == 1);
  CHECK(enough.empty == 1);
  texts.emplace_back("vid ån");
  const auto too_few = find(texts);
  CHECK_FALSE(too_few.style.has_value());
  CHECK(too_few.numbers == 9);
  CHECK(too_few.others == 2);
  CHECK(too_few.why.en() == "only 9 of 11 texts are numbers of one style; not 'vid ån'");
}

TEST_CASE("In a column half with points and half with commas each number is read that has one reading") {
  const auto mixed = find({"59.33", "59,33"});
  CHECK(mixed.style.has_value());
  CHECK(mixed.numbers == 2);
  CHECK(mixed.others == 0);
}

TEST_CASE("No text speaks for no style") {
  CHECK_FALSE(find({}).style.has_value());
  CHECK_FALSE(find({"", " "}).style.has_value());
  CHECK(find({"", " "}).empty == 2);
}

}  // namespace lykta::tests_of_number_style
