#include <chrono>

#include "engine/base/error.hpp"
#include "publish/tables/csv_table.hpp"
#include "tests/catch.hpp"
#include "tests/geo/scratch.hpp"

namespace lykta {
namespace {

constexpr const char* mark = "\xEF\xBB\xBF";

/// One feature with these values.
VectorLayer layer_of(std::vector<FieldDefinition> fields, std::vector<FieldValue> values) {
  VectorLayer layer{.name = "a",
                    .title = {},
                    .description = {},
                    .geometry = LayerGeometry::point,
                    .crs = wgs84(),
                    .fields = std::move(fields),
                    .features = 1,
                    .geometry_of = {},
                    .values_of = {}};
  layer.values_of = [values = std::move(values)](std::size_t) { return values; };
  return layer;
}

FieldDefinition field(const char* name, FieldType type, int decimals = 6) {
  return {.name = name, .short_name = name, .type = type, .label = {}, .unit = {}, .meaning = {}, .decimals = decimals};
}

}  // namespace

TEST_CASE(
    "A Swedish table has semicolons, an English one commas; both have a mark for Excel and lines as RFC 4180 has "
    "them") {
  CsvTable swedish({"a", "b"}, Language::sv);
  swedish.add_row({"1", "två"});
  CHECK(swedish.text() == std::string(mark) + "a;b\r\n1;två\r\n");
  CsvTable english({"a", "b"}, Language::en);
  english.add_row({"1", "two"});
  CHECK(english.text() == std::string(mark) + "a,b\r\n1,two\r\n");
}

TEST_CASE("Only cells that need them get quotation marks") {
  CsvTable swedish({"a"}, Language::sv);
  swedish.add_row({"x;y"});
  swedish.add_row({"x,y"});
  swedish.add_row({"say \"hi\""});
  swedish.add_row({"two\nlines"});
  swedish.add_row({""});
  CHECK(swedish.text() == std::string(mark) + "a\r\n\"x;y\"\r\nx,y\r\n\"say \"\"hi\"\"\"\r\n\"two\nlines\"\r\n\r\n");
  CsvTable english({"a"}, Language::en);
  english.add_row({"x;y"});
  english.add_row({"x,y"});
  CHECK(english.text() == std::string(mark) + "a\r\nx;y\r\n\"x,y\"\r\n");
}

TEST_CASE("The fields of a layer become columns, numbers rounded as their field says") {
  const auto layer = layer_of(
      {field("text", FieldType::text), field("whole", FieldType::integer), field("six", FieldType::real),
       field("three", FieldType::real, 3), field("after", FieldType::real, -1), field("none", FieldType::real)},
      {std::string("Åkern"), std::int64_t{-12}, 1234.56789, 0.0012345, 1234.56, FieldValue()});
  CHECK(table_of(layer, Language::sv).text() ==
        std::string(mark) + "text;whole;six;three;after;none\r\nÅkern;-12;1234,57;0,00123;1234,6;\r\n");
  CHECK(table_of(layer, Language::en).text() ==
        std::string(mark) + "text,whole,six,three,after,none\r\nÅkern,-12,1234.57,0.00123,1234.6,\r\n");
}

TEST_CASE("Dates are written as spreadsheets read them, tiny numbers are not 0, large ones are plain") {
  const auto late = LocalTime(std::chrono::sys_days{std::chrono::year{2024} / 2 / 29}.time_since_epoch()) +
                    std::chrono::hours{23} + std::chrono::minutes{15};
  const auto layer =
      layer_of({field("when", FieldType::date_time), field("p", FieldType::real, 4), field("large", FieldType::real)},
               {late, 1.8613e-303, 12345678.9});
  CHECK(table_of(layer, Language::sv).text() ==
        std::string(mark) + "when;p;large\r\n2024-02-29 23:15:00;1,861e-303;12345679\r\n");
}

TEST_CASE("A layer as a .csv is in the language and has its positions, whatever its geometry") {
  const test::Scratch scratch;
  auto layer = layer_of({field("name", FieldType::text)}, {std::string("Åkern")});
  layer.crs = Crs::parse("EPSG:3006");
  layer.geometry_of = [](std::size_t) { return OGRGeometryUniquePtr(new OGRPoint(517500.25, 6229100)); };
  write_layer_file(layer, Language::sv, scratch.path("a.CSV"));
  CHECK(test::bytes_of(scratch.path("a.CSV")) == std::string(mark) + "x;y;name\r\n517500,2;6229100,0;Åkern\r\n");
  write_layer_file(layer, Language::en, scratch.path("b.csv"));
  CHECK(test::bytes_of(scratch.path("b.csv")) == std::string(mark) + "x,y,name\r\n517500.2,6229100.0,Åkern\r\n");
}

TEST_CASE("A point in a text stays a point") {
  const auto layer = layer_of({field("text", FieldType::text)}, {std::string("kl. 22.15")});
  CHECK(table_of(layer, Language::sv).text() == std::string(mark) + "text\r\nkl. 22.15\r\n");
}

TEST_CASE("A table is written as it stands, and a place that cannot be written to is named") {
  const test::Scratch scratch;
  CsvTable table({"a"}, Language::sv);
  table.write(scratch.path("a.csv"));
  CHECK(test::bytes_of(scratch.path("a.csv")) == table.text());
  CHECK_THAT(test::failure<DataError>([&] { table.write(scratch.path("missing/a.csv")); }),
             Catch::Contains(scratch.path("missing/a.csv")));
}

}  // namespace lykta
