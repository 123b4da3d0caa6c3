#include <algorithm>
#include <string>
#include <vector>

#include <cpl_vsi.h>

#include "engine/base/error.hpp"
#include "geo/format/text_file.hpp"
#include "geo/gdal/gdal_handle.hpp"
#include "tests/catch.hpp"
#include "tests/geo/scratch.hpp"

namespace lykta::tests_of_text_file {
namespace {

using Catch::Contains;
using test::failure;
using test::Scratch;
using Texts = std::vector<std::string>;
using Numbers = std::vector<std::int64_t>;

/// Everything that a file hands over.
struct Everything {
  Numbers row;
  std::vector<Texts> columns;
  Numbers shifted;  ///< numbers of the rows
  std::size_t batches = 0;
  bool found_other = false;
};

Everything read_all(const TextFile& file) {
  Everything everything;
  std::vector<std::size_t> positions;
  for (std::size_t i = 0; i < file.header().names.size(); ++i) {
    positions.push_back(i);
  }
  everything.columns.resize(positions.size());
  const auto take = [&](const RowBatch& batch) {
    CHECK(batch.size() <= rows_per_batch);
    ++everything.batches;
    everything.row.insert(everything.row.end(), batch.row.begin(), batch.row.end());
    for (std::size_t i = 0; i < positions.size(); ++i) {
      everything.columns[i].insert(everything.columns[i].end(), batch.columns[i].begin(), batch.columns[i].end());
    }
    for (const auto index : batch.shifted) {
      everything.shifted.push_back(batch.row[index]);
    }
    return true;
  };
  everything.found_other = file.read(positions, take, {}).found_other_encoding;
  return everything;
}

Everything read_all(const std::string& path) { return read_all(TextFile(path, {}, {})); }

/// A table of many rows, some with separators, quotes and line ends in their fields; nothing repeats every megabyte.
class LongTable {
 public:
  explicit LongTable(std::size_t rows) {
    text_ = "id;note;typ\n";
    for (std::size_t i = 0; i < rows; ++i) {
      const auto id = std::to_string(i);
      const auto filling = std::string(i * 7919 % 211, 'z') + '.';
      const auto is_odd = i % 5 == 0;
      const auto note = is_odd ? "line " + id + "\nwith; \"quotes\" " + filling : "St\xC3\xB6ld " + filling;
      ids_.push_back(id);
      notes_.push_back(note);
      text_ += id + ";" + (is_odd ? "\"line " + id + "\nwith; \"\"quotes\"\" " + filling + "\"" : note) + ";\xC3\xA5\n";
    }
  }
  [[nodiscard]] const std::string& text() const { return text_; }
  /// The same text in UTF-16; it holds no character beyond the Basic Multilingual Plane.
  [[nodiscard]] std::string in_utf16() const {
    std::string wide = "\xFF\xFE";
    for (std::size_t i = 0; i < text_.size(); ++i) {
      auto character = static_cast<unsigned>(static_cast<unsigned char>(text_[i]));
      if (character >= 0xC0) {
        character = ((character & 0x1FU) << 6U) | (static_cast<unsigned char>(text_[++i]) & 0x3FU);
      }
      wide += static_cast<char>(character);
      wide += '\0';
    }
    return wide;
  }
  void check(const Everything& read) const {
    REQUIRE(read.columns.size() == 3);
    CHECK((read.columns[0] == ids_));  // in brackets: shown whole it would be megabytes
    CHECK((read.columns[1] == notes_));
    CHECK((read.columns[2] == Texts(ids_.size(), "\xC3\xA5")));
    CHECK(read.row.front() == 2);
    CHECK(read.row.back() == static_cast<std::int64_t>(ids_.size()) + 1);
    CHECK(read.shifted.empty());
  }

 private:
  std::string text_;
  Texts ids_;
  Texts notes_;
};

void write_packed(const std::string& path, const std::string& text) {
  start_gdal();
  auto* file = VSIFOpenL(("/vsigzip/" + path).c_str(), "wb");
  REQUIRE(file != nullptr);
  VSIFWriteL(text.data(), 1, text.size(), file);
  VSIFCloseL(file);
}

}  // namespace

TEST_CASE("Rows are numbered as a spreadsheet program does it") {
  const Scratch scratch;
  CHECK(read_all(scratch.write("a.csv", "x;y\n1;2\n3;4\n")).row == Numbers{2, 3});
  CHECK(read_all(scratch.write("b.csv", "sep=;\nx;y\n1;2\n")).row == Numbers{3});
  CHECK(read_all(scratch.write("c.csv", "Utdrag\n\nx;y;typ\n1;2;\"a\nb\"\n\n3;4;c\n5;6;d\n")).row == Numbers{4, 6, 7});
  CHECK(read_all(scratch.write("d.csv", "1;2\n3;4\n")).row == Numbers{1, 2});  // no header
}

TEST_CASE("Rows in which nothing stands are no rows") {
  const Scratch scratch;
  const auto read = read_all(scratch.write("a.csv", "x;y\r\n1;2\r\n;\r\n \r\n; \t\r\n3;\r\n\"\";\"\"\r\n"));
  CHECK(read.row == Numbers{2, 6});
  CHECK(read.columns[1] == Texts{"2", ""});
}

TEST_CASE("Rows with fewer fields than columns have empty cells, and rows with more are marked") {
  const Scratch scratch;
  const auto read = read_all(scratch.write("a.csv", "x,y,typ\n1,2,a\n3\n1,2,grov, riktig\n4,5,b,,\n"));
  CHECK(read.columns[0] == Texts{"1", "3", "1", "4"});
  CHECK(read.columns[2] == Texts{"a", "", "grov", "b"});
  CHECK(read.shifted == Numbers{4});  // empty fields behind the last have shifted nothing
}

TEST_CASE("A last column without a name shifts nothing") {
  const Scratch scratch;
  const auto read = read_all(scratch.write("a.csv", "x;y;\n1;2;note\n3;4;\n"));
  CHECK(read.shifted.empty());
  REQUIRE(read.columns.size() == 3);
  CHECK(read.columns[2] == Texts{"note", ""});
}

TEST_CASE("A quote that is never closed is refused with its row") {
  const Scratch scratch;
  const auto path = scratch.write("a.csv", "x;typ\n1;a\n2;\"b\n3;c\n");
  CHECK_THAT(failure<DataError>([&] { static_cast<void>(read_all(path)); }),
             Contains(path) && Contains("row 3") && Contains("never closed"));
}

TEST_CASE("A file that is missing or empty is refused") {
  const Scratch scratch;
  const auto refusal = [](const std::string& path) {
    return failure<DataError>([&] { static_cast<void>(TextFile(path, {}, {})); });
  };
  CHECK_THAT(refusal(scratch.path("none.csv")), Contains(scratch.path("none.csv")) && Contains("no such file"));
  CHECK_THAT(refusal(scratch.write("a.csv", "")), Contains("empty"));
}

TEST_CASE("Records are whole wherever the pieces of a long file are cut") {
  const Scratch scratch;
  const LongTable table(20000);
  REQUIRE(table.text().size() > 2U << 20U);
  const auto read = read_all(scratch.write("a.csv", table.text()));
  table.check(read);
  CHECK(read.batches >= 3);
  CHECK_FALSE(read.found_other);
}

TEST_CASE("A record of many pieces is read whole, also when one of its first pieces has another encoding") {
  // Five megabytes of doubled quotes in one field, then other rows; a byte of Windows-1252 in front of all that.
  const Scratch scratch;
  const std::size_t quotes = 2'500'000;
  std::string text = "id;note;typ\n1;a;b\n2;\"\xE5";
  for (std::size_t i = 0; i < quotes; ++i) {
    text += "\"\"";
  }
  text += "\";c\n3;d;e\n";
  const auto read = read_all(scratch.write("a.csv", text));
  REQUIRE(read.columns.size() == 3);
  REQUIRE(read.columns[1].size() == 3);
  CHECK((read.columns[1][1] == "\xC3\xA5" + std::string(quotes, '"')));
  CHECK(read.columns[2] == Texts{"b", "c", "e"});
  CHECK(read.columns[0] == Texts{"1", "2", "3"});
}

TEST_CASE("A long file of UTF-16 and a packed one are read like the plain one") {
  const Scratch scratch;
  const LongTable table(20000);
  const TextFile wide(scratch.write("wide.csv", table.in_utf16()), {}, {});
  CHECK(wide.encoding().name == "UTF-16LE");
  table.check(read_all(wide));
  const auto path = scratch.path("a.csv.gz");
  write_packed(path, table.text());
  const TextFile packed(path, {}, {});
  CHECK(packed.expected_rows() == 0);
  table.check(read_all(packed));
}

TEST_CASE("A byte of Windows-1252 is read as such though the first megabyte was plain") {
  const Scratch scratch;
  std::string text = "id;typ\n";
  for (int i = 0; i < 150000; ++i) {
    text += "1;plain\n";
  }
  REQUIRE(text.size() > 1U << 20U);
  const TextFile file(scratch.write("a.csv", text + "2;R\xE5n\n3;St\xC3\xB6ld\n"), {}, {});
  CHECK(file.encoding().name == "UTF-8");
  const auto read = read_all(file);
  CHECK(read.found_other);
  CHECK(read.columns[1][150000] == "R\xC3\xA5n");
  CHECK(read.columns[1][150001] == "St\xC3\xB6ld");
}

TEST_CASE("UTF-8 and Windows-1252 in one file are each read in their own") {
  const Scratch scratch;
  const auto read = read_all(scratch.write("a.csv", "id;H\xC3\xA4ndelse\n1;R\xE5n\n2;R\xC3\xA5n\n"));
  CHECK(read.columns[1] == Texts{"R\xC3\xA5n", "R\xC3\xA5n"});
  CHECK(read.found_other);
  CHECK(TextFile(scratch.path("a.csv"), {}, {"H\xC3\xA4ndelse"}).header().row == 1);
}

TEST_CASE("A stated encoding that the text breaks is refused, also when that shows late") {
  const Scratch scratch;
  const auto path = scratch.write("a.csv", "id;typ\n1;a\n2;R\xE5n\n");
  TextStatements stated;
  stated.encoding = "UTF-8";
  CHECK_THAT(failure<DataError>([&] { static_cast<void>(read_all(TextFile(path, stated, {}))); }),
             Contains(path) && Contains("UTF-8, but is not"));
  stated.encoding = "ISO-8859-1";
  CHECK(read_all(TextFile(path, stated, {})).columns[1] == Texts{"a", "R\xC3\xA5n"});
}

TEST_CASE("A stated header row is taken, also far down") {
  const Scratch scratch;
  std::string text;
  for (int i = 0; i < 80; ++i) {
    text += "title\n";
  }
  TextStatements stated;
  stated.header_row = 81;
  text += "x;y\n";
  for (int i = 0; i < 300; ++i) {
    text += "1;2\n";
  }
  const TextFile file(scratch.write("a.csv", text), stated, {});
  CHECK(file.header().names == Texts{"x", "y"});
  const auto read = read_all(file);
  CHECK(read.row.front() == 82);
  CHECK(read.row.size() == 300);
}

TEST_CASE("The number of rows is foretold well enough to make room") {
  const Scratch scratch;
  const LongTable table(20000);
  const auto expected = TextFile(scratch.write("a.csv", table.text()), {}, {}).expected_rows();
  CHECK(expected >= 20000);
  CHECK(expected < 30000);  // a fifth of the rows takes two lines
  CHECK(TextFile(scratch.write("b.csv", "x;y\n1;2\n3;4\n"), {}, {}).expected_rows() == 4);
}

TEST_CASE("Reading tells how far it is, can be cancelled, and ends when no more is wanted") {
  const Scratch scratch;
  const LongTable table(20000);
  const TextFile file(scratch.write("long.csv", table.text()), {}, {});
  std::vector<double> shares;
  const auto tell = [&](std::string_view stage, double share) {
    CHECK(stage == "reading long.csv");
    shares.push_back(share);
    return true;
  };
  static_cast<void>(file.read(
      {0}, [](const RowBatch&) { return true; }, tell));
  REQUIRE(shares.size() >= 3);
  CHECK(std::is_sorted(shares.begin(), shares.end()));
  CHECK(shares.front() == 0);
  CHECK(shares.back() <= 1);
  CHECK(shares.back() > 0.5);
  CHECK_THROWS_AS(file.read(
                      {0}, [](const RowBatch&) { return true; }, [](std::string_view, double) { return false; }),
                  Cancelled);
  std::size_t batches = 0;
  const auto first_only = [&](const RowBatch&) {
    ++batches;
    return false;
  };
  static_cast<void>(file.read({0}, first_only, {}));
  CHECK(batches == 1);
}

}  // namespace lykta::tests_of_text_file
