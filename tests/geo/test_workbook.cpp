#include <array>
#include <chrono>
#include <span>
#include <string>
#include <vector>

#include "engine/base/error.hpp"
#include "geo/format/zip_parts.hpp"
#include "geo/write/whole_workbook.hpp"
#include "geo/write/workbook.hpp"
#include "geo/write/zip_text.hpp"
#include "tests/catch.hpp"
#include "tests/geo/scratch.hpp"

namespace lykta::tests_of_workbook {
namespace {

using Catch::Contains;
using test::bytes_of;
using test::Scratch;
using namespace std::chrono_literals;

constexpr auto day = std::chrono::local_days{std::chrono::year{2025} / 11 / 24};

FieldDefinition field(std::string name, FieldType type, std::string label, int decimals = 0) {
  return {.name = std::move(name),
          .short_name = {},
          .type = type,
          .label = std::move(label),
          .unit = {},
          .meaning = {},
          .decimals = decimals};
}

VectorLayer table(std::vector<FieldDefinition> fields, std::vector<std::vector<FieldValue>> rows) {
  VectorLayer layer{.name = "t",
                    .title = {},
                    .description = {},
                    .geometry = LayerGeometry::none,
                    .crs = Crs::parse("EPSG:3006"),
                    .fields = std::move(fields),
                    .features = rows.size(),
                    .geometry_of = {},
                    .values_of = {}};
  layer.values_of = [rows = std::move(rows)](std::size_t i) { return rows[i]; };
  return layer;
}

/// A part of the packed file.
std::string part(const std::string& path, const std::string& name) {
  std::string bytes;
  ZipParts(path, ".xlsx").read(name, name, [&](const ByteSource& source) {
    std::array<char, 4096> some{};
    for (auto size = source(some); size > 0; size = source(some)) {
      bytes.append(some.data(), size);
    }
  });
  return bytes;
}

}  // namespace

TEST_CASE("A sheet has headings in people's words, frozen, with a filter, and prints on one page across") {
  const Scratch scratch;
  const auto path = scratch.path("a.xlsx");
  const Sheet sheet{"Platser", table({field("count", FieldType::integer, "Antal händelser"),
                                      field("ratio", FieldType::real, "Kvot", -1)},
                                     {{std::int64_t{3}, 1.25}, {FieldValue(), 0.5}})};
  write_workbook(std::span(&sheet, 1), {.title = "Läge & plats", .stamp = "ENDAST INTERNT"}, path);
  const auto xml = part(path, "xl/worksheets/sheet1.xml");
  CHECK_THAT(xml, Contains("Antal händelser"));
  CHECK_THAT(xml, Contains("state=\"frozen\""));
  CHECK_THAT(xml, Contains("<autoFilter ref=\"A1:B3\"/>"));
  CHECK_THAT(xml, Contains("orientation=\"landscape\""));
  CHECK_THAT(xml, Contains("fitToHeight=\"0\""));
  CHECK_THAT(xml, Contains("&amp;LLäge &amp;&amp; plats&amp;RENDAST INTERNT"));
  CHECK_THAT(xml, Contains("<v>3</v>") && Contains("<v>0.5</v>"));
  // No value is no cell, and never 0.
  CHECK_THAT(xml, !Contains("r=\"A3\""));
}

TEST_CASE("Days are days, times have a clock, and both stand for themselves in a program of tables") {
  const Scratch scratch;
  const auto path = scratch.path("d.xlsx");
  const Sheet sheet{"d", table({field("day", FieldType::date_time, "dag"), field("time", FieldType::date_time, "tid")},
                               {{LocalTime(day), LocalTime(day + 22h + 30min)}})};
  write_workbook(std::span(&sheet, 1), {}, path);
  const auto xml = part(path, "xl/worksheets/sheet1.xml");
  CHECK_THAT(xml, Contains("<v>45985</v>") && Contains("<v>45985.9375</v>"));
  const auto styles = part(path, "xl/styles.xml");
  CHECK_THAT(styles, Contains("\"yyyy-mm-dd\"") && Contains("\"yyyy-mm-dd hh:mm\""));
}

TEST_CASE("Text that begins like a formula stays text, and what no cell holds is cut") {
  const Scratch scratch;
  const auto path = scratch.path("f.xlsx");
  const Sheet sheet{"[a]:*?/\\b'", table({field("text", FieldType::text, "text")}, {{std::string("=HYPERLINK(\"x\")")},
                                                                                    {std::string(40'000, 'x')},
                                                                                    {std::string("a\x01<b>\n&")}})};
  write_workbook(std::span(&sheet, 1), {}, path);
  const auto xml = part(path, "xl/worksheets/sheet1.xml");
  CHECK_THAT(xml, !Contains("<f>"));
  CHECK_THAT(xml, Contains("'=HYPERLINK"));
  CHECK_THAT(xml, Contains(std::string(32'766, 'x') + "…<") && !Contains(std::string(32'767, 'x')));
  CHECK_THAT(xml, Contains("&lt;b&gt;"));
  CHECK_THAT(part(path, "xl/workbook.xml"), Contains("name=\" a      b \""));
}

TEST_CASE("The same sheets give the same bytes, and a table without rows is a heading") {
  const Scratch scratch;
  const Sheet sheet{"tom", table({field("text", FieldType::text, "text")}, {})};
  write_workbook(std::span(&sheet, 1), {}, scratch.path("a.xlsx"));
  write_workbook(std::span(&sheet, 1), {}, scratch.path("b.xlsx"));
  CHECK(bytes_of(scratch.path("a.xlsx")) == bytes_of(scratch.path("b.xlsx")));
  CHECK_THAT(part(scratch.path("a.xlsx"), "xl/worksheets/sheet1.xml"), Contains("<autoFilter ref=\"A1\"/>"));
}

TEST_CASE("More rows than a sheet holds are refused") {
  const Scratch scratch;
  auto many = table({field("n", FieldType::integer, "n")}, {});
  many.features = 1'048'576;
  const Sheet sheet{"n", many};
  CHECK_THROWS_WITH(write_workbook(std::span(&sheet, 1), {}, scratch.path("n.xlsx")),
                    Contains("1048576 rows, and a sheet holds 1048575"));
}

TEST_CASE("A workbook that breaks off is no whole one") {
  const Scratch scratch;
  const Sheet sheet{"n", table({field("n", FieldType::integer, "n")}, {{std::int64_t{1}}})};
  write_workbook(std::span(&sheet, 1), {}, scratch.path("n.xlsx"));
  CHECK(is_whole_workbook(scratch.path("n.xlsx"), 1));
  CHECK_FALSE(is_whole_workbook(scratch.path("n.xlsx"), 2));
  const std::array files{PackedFile{"xl/workbook.xml", "<workbook></workbook>"},
                         PackedFile{"xl/worksheets/sheet1.xml", "<worksheet><row>"}};
  CHECK_FALSE(is_whole_workbook(scratch.write("cut.xlsx", zip_text(files)), 1));
}

TEST_CASE("A row is as high as the lines of its longest text, and a wide table is not pressed onto one page") {
  const Scratch scratch;
  const Sheet sheet{"n", table({field("text", FieldType::text, "text")}, {{std::string(47, 'x')}, {std::string("x")}})};
  write_workbook(std::span(&sheet, 1), {}, scratch.path("n.xlsx"));
  const auto xml = part(scratch.path("n.xlsx"), "xl/worksheets/sheet1.xml");
  // 47 letters and a tenth in lines of 26 are two lines of 15 points.
  CHECK_THAT(xml, Contains("<row r=\"2\" ht=\"30\" customHeight=\"1\""));
  CHECK_THAT(xml, !Contains("<row r=\"3\" ht="));
  CHECK_THAT(xml, Contains("fitToPage"));
  std::vector<FieldDefinition> many(40, field("text", FieldType::text, "text"));
  const Sheet wide{"w", table(many, {})};
  write_workbook(std::span(&wide, 1), {}, scratch.path("w.xlsx"));
  CHECK_THAT(part(scratch.path("w.xlsx"), "xl/worksheets/sheet1.xml"), !Contains("fitToPage"));
}

}  // namespace lykta::tests_of_workbook
