#include <string>

#include "engine/base/error.hpp"
#include "geo/format/dbf_texts.hpp"
#include "tests/catch.hpp"
#include "tests/geo/scratch.hpp"

namespace lykta::tests_of_dbf_texts {
namespace {

/// A .dbf of one field of text, TYP, ten bytes wide.
std::string dbf_of(std::initializer_list<std::string> texts) {
  std::string bytes(32, '\0');
  bytes[0] = 3;
  bytes[4] = static_cast<char>(texts.size());
  bytes[8] = 65;   // of the header: its own 32, 32 for the field, one for its end
  bytes[10] = 11;  // of a record: the mark of deleted rows and ten
  std::string field(32, '\0');
  field.replace(0, 3, "TYP");
  field[11] = 'C';
  field[16] = 10;
  bytes += field + '\r';
  for (auto text : texts) {
    text.resize(10, ' ');
    bytes += ' ' + text;
  }
  return bytes + '\x1A';
}

DbfTexts texts_in(std::initializer_list<std::string> texts) {
  const test::Scratch scratch;
  return texts_of_dbf(scratch.write("a.dbf", dbf_of(texts)));
}

std::string encoding(std::initializer_list<std::string> texts, const std::string& declared,
                     const std::string& stated = "") {
  return encoding_of_dbf(texts_in(texts), declared, stated, "a.shp").name;
}

}  // namespace

TEST_CASE("The bytes of a .dbf say whether its texts are UTF-8") {
  CHECK(texts_in({"Klotter", "Brand"}).beyond_ascii.empty());
  CHECK(texts_in({"Klotter", "St\xC3\xB6ld"}).any_utf8);
  CHECK_FALSE(texts_in({"St\xC3\xB6ld"}).any_other);
  CHECK(texts_in({"St\xF6ld"}).any_other);
  CHECK_FALSE(texts_in({"St\xF6ld"}).any_utf8);
}

TEST_CASE("A last letter that the width of the field cuts is no fault of the text") {
  const auto texts = texts_in({"Br\xC3\xA5k \xC3\xA5r\xC3"});
  CHECK(texts.any_utf8);
  CHECK_FALSE(texts.any_other);
}

TEST_CASE("All valid UTF-8 is UTF-8, other text is read as declared, or as Windows-1252 where UTF-8 or nothing is") {
  const std::string utf8 = "St\xC3\xB6ld";
  const std::string latin1 = "St\xF6ld";
  for (const auto* declared : {"", "UTF-8", "CP1252", "CP1258", "CP850"}) {
    CAPTURE(declared);
    CHECK(encoding({utf8, "Klotter"}, declared) == "UTF-8");
  }
  CHECK(encoding({latin1}, "UTF-8") == "Windows-1252");
  CHECK(encoding({latin1}, "") == "Windows-1252");
  CHECK(encoding({latin1}, "ISO-8859-1") == "Windows-1252");
  CHECK(encoding({"St\x94ld"}, "CP850") == "CP850");
  CHECK(encoding({latin1, utf8}, "UTF-8") == "Windows-1252");
  CHECK(encoding({utf8}, "UTF-8", "CP850") == "CP850");
}

TEST_CASE("What a Shapefile says wrongly is named") {
  const auto found = encoding_of_dbf(texts_in({"St\xC3\xB6ld"}), "CP1252", "", "a.shp");
  CHECK_FALSE(found.is_as_declared);
  CHECK(found.declared == "CP1252");
  CHECK(found.why.en() == "by its bytes, though the file says CP1252");
}

TEST_CASE("A damaged .dbf has no texts, and no end is read beyond") {
  const test::Scratch scratch;
  const auto whole = dbf_of({"St\xC3\xB6ld", "Br\xC3\xA5k"});
  for (const std::size_t length : {0U, 10U, 31U, 40U, 64U, 70U}) {
    CAPTURE(length);
    CHECK(texts_of_dbf(scratch.write("cut.dbf", whole.substr(0, length))).beyond_ascii.empty());
  }
  CHECK(texts_of_dbf(scratch.path("none.dbf")).beyond_ascii.empty());
}

}  // namespace lykta::tests_of_dbf_texts
