#include <string>

#include "engine/base/error.hpp"
#include "geo/format/text_encoding.hpp"
#include "tests/catch.hpp"
#include "tests/geo/scratch.hpp"

namespace lykta::tests_of_text_encoding {
namespace {

using Catch::Contains;
using test::failure;

/// Text of the Basic Multilingual Plane and one character beyond it: "Rån €😀".
const std::string in_utf8 = "R\xC3\xA5n \xE2\x82\xAC\xF0\x9F\x98\x80";
const std::string in_utf16_little("R\0\xE5\0n\0 \0\xAC\x20\x3D\xD8\x00\xDE", 14);
const std::string in_utf16_big("\0R\0\xE5\0n\0 \x20\xAC\xD8\x3D\xDE\x00", 14);

/// Bytes handed over in two pieces.
std::string decoded(const TextEncoding& encoding, const std::string& bytes, std::size_t border) {
  TextDecoder decoder(encoding);
  std::string text;
  decoder.decode(std::string_view(bytes).substr(0, border), false, text);
  decoder.decode(std::string_view(bytes).substr(border), true, text);
  return text;
}

TextEncoding stated(const std::string& name, const std::string& beginning = "a") {
  return find_encoding(beginning, name, "t.csv");
}

std::string refusal(const std::string& beginning) {
  return failure<DataError>([&] { static_cast<void>(find_encoding(beginning, "", "t.csv")); });
}

}  // namespace

TEST_CASE("An encoding is found by its byte order mark, which is no text") {
  const auto check = [](const std::string& beginning, const char* name, std::size_t mark) {
    CAPTURE(name);
    const auto found = find_encoding(beginning, "", "t.csv");
    CHECK(found.name == name);
    CHECK(found.mark == mark);
    CHECK_FALSE(found.stated);
    CHECK_FALSE(found.why.empty());
  };
  check("\xEF\xBB\xBF" + in_utf8, "UTF-8", 3);
  check("\xFF\xFE" + in_utf16_little, "UTF-16LE", 2);
  check("\xFE\xFF" + in_utf16_big, "UTF-16BE", 2);
}

TEST_CASE("An encoding without a mark is found by its bytes") {
  CHECK(find_encoding(in_utf8, "", "t.csv").name == "UTF-8");
  CHECK(find_encoding("plain", "", "t.csv").name == "UTF-8");
  CHECK(find_encoding(in_utf16_little, "", "t.csv").name == "UTF-16LE");
  CHECK(find_encoding(in_utf16_big, "", "t.csv").name == "UTF-16BE");
  CHECK(find_encoding("R\xE5n", "", "t.csv").name == "Windows-1252");
  CHECK(find_encoding("10 \x80", "", "t.csv").name == "Windows-1252");
  CHECK(find_encoding("", "", "t.csv").name == "UTF-8");
}

TEST_CASE("A character that the end of the sample cuts does not make the text another encoding") {
  for (std::size_t length = 1; length <= in_utf8.size(); ++length) {
    CAPTURE(length);
    CHECK(find_encoding(in_utf8.substr(0, length), "", "t.csv").name == "UTF-8");
  }
}

TEST_CASE("Code pages of DOS and Macintosh are refused, with the advice to state them") {
  for (const auto* text : {"G\x86ng", "\x8Fkta", "St\x94ld", "Skadeg\x94relse", "H\x84ndelse", "\x99land"}) {  // CP850
    CAPTURE(text);
    CHECK_THAT(refusal(text), Contains("t.csv") && Contains("state its encoding") && Contains("CP850"));
  }
  CHECK_THAT(refusal("G\x8Cng"), Contains("Macintosh"));
}

TEST_CASE("Signs that Windows-1252 has between the control characters are no old code page") {
  CHECK(find_encoding("\x93"
                      "quoted\x94, it\x92s \x96 10 \x80 \x85",
                      "", "t.csv")
            .name == "Windows-1252");
  CHECK(find_encoding("R\xE5n, Sk\xF6vde, \x8A", "", "t.csv").name == "Windows-1252");
}

TEST_CASE("What is no text is refused") {
  CHECK_THAT(refusal(std::string("PK\3\4 abc\0def ghi jkl mno", 24)), Contains("no text") && Contains("zero"));
  CHECK_THAT(refusal(std::string("\xFF\xFE\0\0a\0\0\0", 8)), Contains("UTF-32"));
  CHECK_THAT(refusal(std::string("\0\0\xFE\xFF\0\0\0a", 8)), Contains("UTF-32"));
}

TEST_CASE("UTF-16 cut anywhere between two pieces gives the same text, pairs of surrogates included") {
  for (std::size_t border = 0; border <= in_utf16_little.size(); ++border) {
    CAPTURE(border);
    CHECK(decoded(find_encoding(in_utf16_little, "", "t.csv"), in_utf16_little, border) == in_utf8);
    CHECK(decoded(find_encoding(in_utf16_big, "", "t.csv"), in_utf16_big, border) == in_utf8);
  }
}

TEST_CASE("Half a pair of surrogates and half a character are shown as unknown, not dropped") {
  const auto little = stated("UTF-16LE");
  const std::string unknown = "\xEF\xBF\xBD";
  CHECK(decoded(little,
                std::string("\x3D\xD8"
                            "a\0",
                            4),
                1) == unknown + "a");  // the first half alone
  CHECK(decoded(little,
                std::string("\x00\xDE"
                            "a\0",
                            4),
                2) == unknown + "a");                                         // the second half alone
  CHECK(decoded(little, std::string("a\0\x3D\xD8", 4), 4) == "a" + unknown);  // at the end
  CHECK(decoded(little, std::string("a\0b", 3), 2) == "a" + unknown);         // a byte too many
}

TEST_CASE("A stated encoding goes before what is found, but a mark is skipped all the same") {
  CHECK(stated("UTF-8",
               "\xEF\xBB\xBF"
               "a")
            .mark == 3);
  CHECK(stated("utf-16", "\xFE\xFF" + in_utf16_big).name == "UTF-16BE");
  CHECK(stated("utf-16", in_utf16_little).name == "UTF-16LE");
  CHECK(stated("UTF-16LE", "\xFF\xFE" + in_utf16_little).mark == 2);
  CHECK(stated("ISO-8859-1").stated);
  CHECK(decoded(stated("ISO-8859-1"), "R\xE5n", 1) == "R\xC3\xA5n");
  CHECK(decoded(stated("latin1"), "R\xE5n", 2) == "R\xC3\xA5n");
  CHECK(decoded(stated("Windows-1252"), "\x80", 0) == "\xE2\x82\xAC");
  CHECK(decoded(stated("CP850"), "St\x94ld\nR\x86n", 3) == "St\xC3\xB6ld\nR\xC3\xA5n");
  CHECK(decoded(stated("CP850"), "St\x94ld\nR\x86n", 8) == "St\xC3\xB6ld\nR\xC3\xA5n");
  CHECK_THAT(failure<InvalidOption>([] { static_cast<void>(stated("klingon")); }), Contains("klingon"));
}

TEST_CASE("UTF-8 is what RFC 3629 says") {
  CHECK(is_utf8(""));
  CHECK(is_utf8(in_utf8));
  CHECK(is_utf8("\xED\x9F\xBF\xEE\x80\x80\xF4\x8F\xBF\xBF\xC2\x80\xE0\xA0\x80\xF0\x90\x80\x80"));
  for (const auto* text : {"\xC0\x80", "\xC1\xBF", "\xE0\x9F\xBF", "\xF0\x8F\xBF\xBF",  // overlong
                           "\xED\xA0\x80", "\xF4\x90\x80\x80", "\xF5\x80\x80\x80",      // surrogate, beyond Unicode
                           "\x80", "\xC3", "\xE2\x82",
                           "\xC3"
                           "a",
                           "12345678\xFF",
                           "1234567\xE5"
                           "9"}) {
    CAPTURE(text);
    CHECK_FALSE(is_utf8(text));
  }
}

TEST_CASE("All bytes of Windows-1252 are read, and the five without a meaning show as unknown") {
  CHECK(from_windows_1252("\x80\x99\x9F\xA0\xFF") == "\xE2\x82\xAC\xE2\x84\xA2\xC5\xB8\xC2\xA0\xC3\xBF");
  for (const auto* byte : {"\x81", "\x8D", "\x8F", "\x90", "\x9D"}) {
    CHECK(from_windows_1252(byte) == "\xEF\xBF\xBD");
  }
}

TEST_CASE("Lines of both encodings in one text are each read in their own") {
  CHECK(mended_lines("R\xC3\xA5n\nR\xE5n\r\nlast\xE5") == "R\xC3\xA5n\nR\xC3\xA5n\r\nlast\xC3\xA5");
  CHECK(mended_lines("").empty());
  CHECK(mended_lines("\n\n") == "\n\n");
}

}  // namespace lykta::tests_of_text_encoding
