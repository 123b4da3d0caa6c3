#include <chrono>
#include <cmath>
#include <filesystem>

#include <cpl_conv.h>
#include <fmt/format.h>

#include "engine/base/error.hpp"
#include "geo/write/long_texts.hpp"
#include "geo/write/vector_file.hpp"
#include "tests/catch.hpp"
#include "tests/geo/scratch.hpp"

namespace lykta::tests_of_vector_file {
namespace {

using namespace std::chrono_literals;
using Catch::Contains;
using std::chrono::local_days;
using test::bytes_of;
using test::failure;
using test::near;
using test::Scratch;

const LocalTime late = local_days{std::chrono::year{2024} / 2 / 29} + 23h + 15min + 30s;

/// Three squares of 100 m by Ronneby station, clockwise as no format wants them; the second has no values at all.
VectorLayer squares(LayerGeometry geometry = LayerGeometry::polygon) {
  VectorLayer layer{.name = "squares",
                    .title = "Rutor",
                    .description = "Tre rutor med å, ä och ö",
                    .geometry = geometry,
                    .crs = Crs::parse("EPSG:3006"),
                    .fields = {{.name = "name_of_the_place",
                                .short_name = "name",
                                .type = FieldType::text,
                                .label = "namn",
                                .unit = {},
                                .meaning = {}},
                               {.name = "number_of_events",
                                .short_name = "number",
                                .type = FieldType::integer,
                                .label = "antal",
                                .unit = {},
                                .meaning = {}},
                               {.name = "density_per_km2",
                                .short_name = "density",
                                .type = FieldType::real,
                                .label = "täthet",
                                .unit = {},
                                .meaning = {}},
                               {.name = "first_event",
                                .short_name = "first",
                                .type = FieldType::date_time,
                                .label = "först",
                                .unit = {},
                                .meaning = {}}},
                    .features = 3,
                    .geometry_of = {},
                    .values_of = {}};
  layer.geometry_of = [geometry](std::size_t i) -> OGRGeometryUniquePtr {
    const auto x = 517500.0 + 200.0 * static_cast<double>(i);
    const auto y = 6229100.0;
    if (geometry == LayerGeometry::point) {
      return OGRGeometryUniquePtr(new OGRPoint(x, y));
    }
    auto ring = std::make_unique<OGRLinearRing>();
    for (const auto& [dx, dy] : {std::pair{0, 0}, {0, 100}, {100, 100}, {100, 0}, {0, 0}}) {
      ring->addPoint(x + dx, y + dy);
    }
    auto polygon = std::make_unique<OGRPolygon>();
    polygon->addRingDirectly(ring.release());
    return OGRGeometryUniquePtr(polygon.release());
  };
  layer.values_of = [](std::size_t i) -> std::vector<FieldValue> {
    if (i == 1) {
      return {FieldValue(), FieldValue(), FieldValue(), FieldValue()};
    }
    if (i == 2) {
      return {std::string("a;b,\"c\""), std::int64_t{9007199254740993}, -0.1, late};  // one more than a double can tell
    }
    return {std::string("Kvarteret Åkern 7½"), std::int64_t{0}, 1234.5678901234567, late};
  };
  return layer;
}

struct Read {
  GDALDatasetUniquePtr dataset;
  OGRLayer* layer = nullptr;
  std::vector<OGRFeatureUniquePtr> features;

  [[nodiscard]] int field(const char* name) const { return layer->GetLayerDefn()->GetFieldIndex(name); }
  [[nodiscard]] std::string text(std::size_t i, const char* name) const {
    return features[i]->GetFieldAsString(field(name));
  }
  [[nodiscard]] bool is_set(std::size_t i, const char* name) const {
    return features[i]->IsFieldSetAndNotNull(field(name)) != 0;
  }
};

Read read(const std::string& path) {
  start_gdal();
  Read result;
  result.dataset.reset(GDALDataset::Open(path.c_str(), GDAL_OF_VECTOR | GDAL_OF_VERBOSE_ERROR));
  REQUIRE(result.dataset);
  result.layer = result.dataset->GetLayer(0);
  REQUIRE(result.layer != nullptr);
  for (auto& feature : *result.layer) {
    result.features.push_back(std::move(feature));
  }
  return result;
}

Read written(const Scratch& scratch, const std::string& name, const VectorLayer& layer) {
  write_vector_file(std::span(&layer, 1), scratch.path(name));
  return read(scratch.path(name));
}

/// The signed area of the first ring, positive counter-clockwise.
bool is_counter_clockwise(const OGRGeometry& geometry) {
  const auto* polygon = wkbFlatten(geometry.getGeometryType()) == wkbMultiPolygon
                            ? geometry.toMultiPolygon()->getGeometryRef(0)
                            : geometry.toPolygon();
  return polygon->getExteriorRing()->isClockwise() == 0;
}

}  // namespace

TEST_CASE("Values, missing values and geometry come back from the formats that keep full names") {
  const Scratch scratch;
  for (const auto* name : {"a.gpkg", "a.fgb", "a.geojson", "a.json", "a.geojsonl"}) {
    CAPTURE(name);
    const auto file = written(scratch, name, squares());
    REQUIRE(file.features.size() == 3);
    // FlatGeobuf sorts by place: the squares are told by their numbers.
    std::size_t first = 3;
    std::size_t third = 3;
    std::size_t empty = 3;
    for (std::size_t i = 0; i < 3; ++i) {
      (!file.is_set(i, "number_of_events")                                          ? empty
       : file.features[i]->GetFieldAsInteger64(file.field("number_of_events")) == 0 ? first
                                                                                    : third) = i;
    }
    REQUIRE((first < 3 && third < 3 && empty < 3));
    CHECK(file.text(first, "name_of_the_place") == "Kvarteret Åkern 7½");
    CHECK(file.is_set(first, "number_of_events"));  // zero is a value
    CHECK(file.features[first]->GetFieldAsDouble(file.field("density_per_km2")) == 1234.5678901234567);
    CHECK(file.text(third, "name_of_the_place") == "a;b,\"c\"");
    CHECK(file.features[third]->GetFieldAsInteger64(file.field("number_of_events")) == 9007199254740993);
    CHECK(file.features[third]->GetFieldAsDouble(file.field("density_per_km2")) == -0.1);
    for (const auto* field : {"name_of_the_place", "number_of_events", "density_per_km2", "first_event"}) {
      CAPTURE(field);
      CHECK_FALSE(file.is_set(empty, field));
    }
    CHECK_THAT(file.text(first, "first_event"), Contains("2024/02/29 23:15:30"));
  }
}

TEST_CASE("A GeoPackage is in the picture's own system, and its times are local without a zone") {
  const Scratch scratch;
  const auto file = written(scratch, "a.gpkg", squares());
  CHECK(Crs(*file.layer->GetSpatialRef()).id() == "EPSG:3006");
  CHECK(std::string(file.layer->GetName()) == "squares");
  CHECK(std::string(file.layer->GetMetadataItem("IDENTIFIER")) == "Rutor");
  CHECK(std::string(file.layer->GetMetadataItem("DESCRIPTION")) == "Tre rutor med å, ä och ö");
  CHECK(std::string(file.layer->GetGeometryColumn()) == "geom");
  CHECK(file.text(0, "first_event") == "2024/02/29 23:15:30");
  OGREnvelope envelope;
  file.features[0]->GetGeometryRef()->getEnvelope(&envelope);
  CHECK(envelope.MinX == 517500);
  CHECK(envelope.MaxY == 6229200);
}

TEST_CASE("A layer without geometry becomes a table where the format has tables") {
  const Scratch scratch;
  auto table = squares(LayerGeometry::none);
  table.geometry_of = {};
  for (const auto* name : {"t.gpkg", "t.csv", "t.ods"}) {
    CAPTURE(name);
    check_table_ending(scratch.path(name));
    const auto file = written(scratch, name, table);
    REQUIRE(file.features.size() == 3);
    CHECK(file.layer->GetLayerDefn()->GetFieldCount() == 4);
    CHECK(file.features[0]->GetGeometryRef() == nullptr);
    CHECK(file.text(0, "name_of_the_place") == "Kvarteret Åkern 7½");
    CHECK(file.features[0]->GetFieldAsDouble(file.field("density_per_km2")) == Approx(1234.5678901234567));
    CHECK(file.features[1]->GetFieldAsDouble(file.field("density_per_km2")) == 0);
    CHECK(file.field("x") == -1);
  }
  CHECK(read(scratch.path("t.gpkg")).layer->GetGeomType() == wkbNone);
  for (const auto* name : {"t.shp", "t.geojson", "t.json", "t.geojsonl", "t.fgb", "t.kml"}) {
    CAPTURE(name);
    CHECK_THROWS_AS(check_table_ending(scratch.path(name)), InvalidOption);
    CHECK_THROWS_AS(write_vector_file(std::span(&table, 1), scratch.path(name)), InvalidOption);
    CHECK_FALSE(std::filesystem::exists(scratch.path(name)));
  }
  CHECK_THROWS_WITH(check_table_ending("t.shp", ".svg"),
                    Contains(".shp cannot hold one; these can: .svg .gpkg .csv .xlsx .ods"));
  CHECK_THROWS_WITH(check_table_ending("t.pdf"), Contains("known are .gpkg .csv .xlsx .ods"));
}

TEST_CASE("A GeoPackage holds several layers") {
  const Scratch scratch;
  auto other = squares(LayerGeometry::point);
  other.name = "points";
  other.title = "Punkter";
  const std::vector<VectorLayer> layers{squares(), other};
  write_vector_file(layers, scratch.path("two.gpkg"));
  const auto file = read(scratch.path("two.gpkg"));
  CHECK(file.dataset->GetLayerCount() == 2);
  CHECK(std::string(file.dataset->GetLayer(1)->GetName()) == "points");
  CHECK(wkbFlatten(file.dataset->GetLayer(1)->GetGeomType()) == wkbPoint);
}

TEST_CASE("A layer of several polygons is declared so, whatever a feature has") {
  const Scratch scratch;
  const auto file = written(scratch, "a.gpkg", squares(LayerGeometry::multipolygon));
  CHECK(wkbFlatten(file.layer->GetGeomType()) == wkbMultiPolygon);
  CHECK(wkbFlatten(file.features[0]->GetGeometryRef()->getGeometryType()) == wkbMultiPolygon);
}

TEST_CASE("GeoJSON is RFC 7946: degrees without a crs member, counter-clockwise, seven decimals") {
  const Scratch scratch;
  for (const auto* name : {"a.geojson", "b.geojsonl"}) {
    CAPTURE(name);
    const auto file = written(scratch, name, squares());
    const auto text = bytes_of(scratch.path(name));
    CHECK_THAT(text, !Contains("\"crs\""));
    CHECK_THAT(text, !Contains("NaN"));
    OGREnvelope envelope;
    file.features[0]->GetGeometryRef()->getEnvelope(&envelope);
    // The lower left and lower right corner by Krüger's series (see test_crs.cpp); the tolerance is one unit of the
    // last decimal, 1 cm.
    CHECK(envelope.MinX == near(1e-7, 15.2820999925));
    CHECK(envelope.MinY == near(1e-7, 56.2065082844));
    CHECK(is_counter_clockwise(*file.features[0]->GetGeometryRef()));
    const auto at = text.find("[ 15.28");
    CHECK((at != std::string::npos || text.find("[15.28") != std::string::npos));
    CHECK_THAT(text, !Catch::Matches("(.|\n)*coordinates[^\"]*[0-9]\\.[0-9]{8}(.|\n)*"));
  }
}

TEST_CASE("GeoJSON holds a shape of one part as that part, whatever GDAL writes it") {
  const Scratch scratch;
  auto layer = squares(LayerGeometry::multipolygon);
  layer.geometry_of = [one = layer.geometry_of](std::size_t i) {
    OGRMultiPolygon parts;
    for (std::size_t part = 0; part <= i; ++part) {
      parts.addGeometryDirectly(one(2 * part).release());
    }
    return OGRGeometryUniquePtr(parts.clone());
  };
  for (const auto* name : {"a.geojson", "b.geojsonl"}) {
    CAPTURE(name);
    written(scratch, name, layer);
    const auto text = bytes_of(scratch.path(name));
    std::vector<std::string> types;
    for (auto at = text.find("\"geometry\""); at != std::string::npos; at = text.find("\"geometry\"", at + 1)) {
      const auto begin = text.find_first_of('"', text.find(':', text.find("\"type\"", at))) + 1;
      types.push_back(text.substr(begin, text.find('"', begin) - begin));
    }
    CHECK(types == std::vector<std::string>{"Polygon", "MultiPolygon", "MultiPolygon"});
  }
}

TEST_CASE("A Shapefile gets the short names, UTF-8, and its times as text") {
  const Scratch scratch;
  const auto file = written(scratch, "a.shp", squares());
  REQUIRE(file.features.size() == 3);
  CHECK(file.field("name") >= 0);
  CHECK(file.field("name_of_the_place") < 0);
  CHECK(file.text(0, "name") == "Kvarteret Åkern 7½");
  CHECK(file.text(0, "first") == "2024-02-29T23:15:30");
  CHECK(file.features[0]->GetFieldAsDouble(file.field("density")) == near(1e-9, 1234.5678901234567));
  CHECK(file.features[2]->GetFieldAsInteger64(file.field("number")) == 9007199254740993);
  for (const auto* field : {"name", "number", "density", "first"}) {
    CAPTURE(field);
    CHECK_FALSE(file.is_set(1, field));
  }
  CHECK(bytes_of(scratch.path("a.cpg")) == "UTF-8");
  CHECK(Crs(*file.layer->GetSpatialRef()).name() == "SWEREF 99 TM");
}

TEST_CASE("A long text in a Shapefile is cut between letters") {
  const Scratch scratch;
  auto layer = squares();
  for (const auto* lead : {"", "x"}) {  // one of the two has a letter across the limit of 254 bytes
    std::string words = lead;
    for (int i = 0; i < 200; ++i) {
      words += "ö";
    }
    layer.values_of = [words](std::size_t) -> std::vector<FieldValue> { return {words, std::int64_t{1}, 1.0, late}; };
    const auto name = std::string("long") + lead + ".shp";
    const auto file = written(scratch, name, layer);
    const auto text = file.text(0, "name");
    CHECK(text.size() >= 253);
    CHECK(CPLIsUTF8(text.c_str(), -1) != 0);
    CHECK(words.starts_with(text));
  }
}

TEST_CASE("A long text in a Shapefile goes on in further fields, cut between words") {
  const Scratch scratch;
  auto layer = squares();
  std::string words;
  for (int i = 0; i < 70; ++i) {
    words += fmt::format("{}övergångsställe", i == 0 ? "" : " ");
  }
  layer.values_of = [words](std::size_t i) -> std::vector<FieldValue> {
    return {i == 1 ? std::string("kort") : words, std::int64_t{1}, 1.0, late};
  };
  const auto split = in_pieces(layer);
  REQUIRE(split.fields.size() == layer.fields.size() + 5);
  CHECK(split.fields[1].short_name == "name_2");
  CHECK(split.fields[1].continues == "name");
  std::string joined;
  for (std::size_t field = 0; field < 6; ++field) {
    const auto text = std::get<std::string>(split.values_of(0)[field]);
    CHECK(text.size() <= 254);
    joined += (field == 0 ? "" : " ") + text;
  }
  CHECK(joined == words);
  CHECK(std::get<std::string>(split.values_of(1)[0]) == "kort");
  CHECK(std::holds_alternative<std::monostate>(split.values_of(1)[1]));
  CHECK(written(scratch, "words.shp", layer).text(0, "name_6").ends_with("övergångsställe"));
}

TEST_CASE(
    "A text that needs more than nine fields of a Shapefile ends with a sign that it goes on, and short texts need "
    "one") {
  auto layer = squares();
  CHECK(in_pieces(layer).fields.size() == layer.fields.size());
  layer.fields[1].short_name = "name_2";  // taken already
  layer.values_of = [](std::size_t) -> std::vector<FieldValue> {
    return {std::string(3000, 'a'), std::int64_t{1}, 1.0, late};
  };
  const auto split = in_pieces(layer);
  REQUIRE(split.fields.size() == layer.fields.size() + 8);
  CHECK(split.fields[1].short_name == "nam_2");
  CHECK(std::get<std::string>(split.values_of(0)[8]).ends_with("a…"));
  CHECK(std::get<std::string>(split.values_of(0)[8]).size() <= 254);
}

TEST_CASE("A table gets the position as x and y") {
  const Scratch scratch;
  for (const auto* name : {"a.csv", "a.ods"}) {
    CAPTURE(name);
    const auto points = written(scratch, std::string("p") + name, squares(LayerGeometry::point));
    REQUIRE(points.features.size() == 3);
    CHECK(points.features[0]->GetFieldAsDouble(points.field("x")) == 517500);
    CHECK(points.features[0]->GetFieldAsDouble(points.field("y")) == 6229100);
    const auto centres = written(scratch, name, squares());
    CHECK(centres.features[0]->GetFieldAsDouble(centres.field("x")) == near(1e-6, 517550));
    CHECK(centres.features[0]->GetFieldAsDouble(centres.field("y")) == near(1e-6, 6229150));
    CHECK(centres.text(0, "name_of_the_place") == "Kvarteret Åkern 7½");
    CHECK(centres.text(2, "name_of_the_place") == "a;b,\"c\"");
    CHECK(centres.text(1, "name_of_the_place").empty());
    CHECK_THAT(centres.text(0, "first_event"), Contains("2024/02/29 23:15:30"));
  }
}

TEST_CASE("A table has numbers for people, every other format has them whole") {
  const Scratch scratch;
  for (const auto* name : {"a.csv", "a.ods"}) {
    CAPTURE(name);
    const auto file = written(scratch, name, squares());
    CHECK(file.features[0]->GetFieldAsDouble(file.field("density_per_km2")) == near(1e-9, 1234.57));
  }
  const auto exact = written(scratch, "a.gpkg", squares());
  CHECK(exact.features[0]->GetFieldAsDouble(exact.field("density_per_km2")) == 1234.5678901234567);
}

TEST_CASE("A table keeps the position that a layer has of itself") {
  const Scratch scratch;
  auto layer = squares();
  layer.fields[1] = {.name = "x", .short_name = "x", .type = FieldType::real, .label = "x", .unit = {}, .meaning = {}};
  layer.fields[2] = {.name = "y", .short_name = "y", .type = FieldType::real, .label = "y", .unit = {}, .meaning = {}};
  layer.values_of = [](std::size_t) -> std::vector<FieldValue> { return {std::string("a"), 1.5, 2.5, late}; };
  for (const auto* name : {"a.csv", "a.ods"}) {
    CAPTURE(name);
    const auto file = written(scratch, name, layer);
    CHECK(file.layer->GetLayerDefn()->GetFieldCount() == 4);
    CHECK(file.features[0]->GetFieldAsDouble(file.field("x")) == 1.5);
    CHECK(file.features[0]->GetFieldAsDouble(file.field("y")) == 2.5);
    CHECK(file.text(0, "name_of_the_place") == "a");
  }
}

TEST_CASE("KML is in degrees and keeps the values") {
  const Scratch scratch;
  const auto file = written(scratch, "a.kml", squares());
  REQUIRE(file.features.size() == 3);
  OGREnvelope envelope;
  file.features[0]->GetGeometryRef()->getEnvelope(&envelope);
  CHECK(envelope.MinX == near(1e-7, 15.2820999925));
  CHECK(file.text(0, "name_of_the_place") == "Kvarteret Åkern 7½");
  CHECK(file.features[0]->GetFieldAsDouble(file.field("density_per_km2")) == near(1e-9, 1234.5678901234567));
  CHECK(file.text(0, "first_event") == "2024-02-29T23:15:30");
}

TEST_CASE("A layer without features is a file without features") {
  const Scratch scratch;
  auto layer = squares(LayerGeometry::multipolygon);
  layer.features = 0;
  for (const auto* name : {"a.gpkg", "a.geojson", "a.shp", "a.fgb"}) {
    CAPTURE(name);
    CHECK(written(scratch, name, layer).features.empty());
  }
}

TEST_CASE("The ending of the file chooses the format, and an unknown one is refused with those that are known") {
  CHECK_NOTHROW(check_vector_ending("a.GPKG"));
  CHECK_NOTHROW(check_vector_ending("folder.v1/a.GeoJSON"));
  for (const auto* name : {"a.dwg", "a", "a.tif", ".gpkg"}) {
    CAPTURE(name);
    const auto message = failure<InvalidOption>([&] { check_vector_ending(name); });
    CHECK_THAT(message, Contains(name));
    CHECK_THAT(message, Contains(".gpkg") && Contains(".geojson") && Contains(".shp") && Contains(".csv"));
  }
}

TEST_CASE("A file that cannot be written is refused by name") {
  const Scratch scratch;
  const auto layer = squares();
  for (const auto* name : {"missing/a.gpkg", "missing/a.geojson", "missing/a.shp"}) {
    CAPTURE(name);
    const auto path = scratch.path(name);
    CHECK_THAT(failure<DataError>([&] { write_vector_file(std::span(&layer, 1), path); }), Contains(path));
  }
}

TEST_CASE("A file that does not fit on the disk is refused in every format") {
  const Scratch scratch;
  auto layer = squares();
  layer.features = 1000;
  const auto few = layer.values_of;
  layer.values_of = [few](std::size_t i) {
    auto values = few(0);
    values[0] = std::string("place ") + std::to_string(i * 7919 % 1000);
    return values;
  };
  for (const auto* name :
       {"a.gpkg", "a.geojson", "a.json", "a.geojsonl", "a.shp", "a.fgb", "a.csv", "a.xlsx", "a.ods", "a.kml"}) {
    CAPTURE(name);
    const auto path = scratch.path(name);
    std::string message;
    {
      const test::FullDisk full(5000);
      message = failure<DataError>([&] { write_vector_file(std::span(&layer, 1), path); });
    }
    CHECK_THAT(message, !Contains("nothing was thrown"));
    std::filesystem::remove(path);
    CHECK_NOTHROW(write_vector_file(std::span(&layer, 1), path));  // and with room enough it is whole
  }
}

TEST_CASE("The same layer gives the same GeoJSON bytes") {
  const Scratch scratch;
  written(scratch, "a.geojson", squares());
  written(scratch, "b.geojson", squares());
  CHECK(bytes_of(scratch.path("a.geojson")) == bytes_of(scratch.path("b.geojson")));
}

TEST_CASE("Writing can be stopped") {
  const Scratch scratch;
  const auto layer = squares();
  CHECK_THROWS_AS(
      write_vector_file(std::span(&layer, 1), scratch.path("a.gpkg"), [](std::string_view, double) { return false; }),
      Cancelled);
}

TEST_CASE("A number that is none is no value") {
  CHECK(std::holds_alternative<std::monostate>(value_or_none(std::nan(""))));
  CHECK(std::get<double>(value_or_none(0.0)) == 0);
  CHECK(std::holds_alternative<std::monostate>(value_or_none(std::optional<double>())));
  CHECK(std::get<double>(value_or_none(std::optional(2.0))) == 2);
}

}  // namespace lykta::tests_of_vector_file
