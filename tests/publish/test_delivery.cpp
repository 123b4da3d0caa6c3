#include <algorithm>
#include <array>
#include <cmath>
#include <fstream>
#include <set>

#include <nlohmann/json.hpp>

#include "engine/base/error.hpp"
#include "geo/write/long_texts.hpp"
#include "publish/delivery.hpp"
#include "publish/layers/layers.hpp"
#include "publish/tables/rejects.hpp"
#include "tests/catch.hpp"
#include "tests/geo/scratch.hpp"
#include "tests/publish/village.hpp"

namespace lykta {
namespace {

namespace fs = std::filesystem;
using test::bytes_of;
using test::Scratch;
using test::Village;
using Names = std::vector<std::string>;

void deliver_village(const fs::path& folder, const OutputOptions& outputs = {},
                     const PictureOptions& options = Village::options()) {
  const Village village;
  deliver(village.read(), village.picture(options), Village::context(), outputs, folder, Existing::overwrite);
}

std::set<std::string> files_in(const fs::path& folder) {
  std::set<std::string> files;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (entry.is_regular_file()) {
      files.insert(fs::relative(entry.path(), folder).generic_string());
    }
  }
  return files;
}

GDALDatasetUniquePtr open(const fs::path& path) {
  start_gdal();
  GDALDatasetUniquePtr dataset(
      GDALDataset::Open(path.c_str(), GDAL_OF_VECTOR | GDAL_OF_RASTER | GDAL_OF_VERBOSE_ERROR));
  REQUIRE(dataset);
  return dataset;
}

Names fields_of(OGRLayer& layer) {
  Names names;
  for (int i = 0; i < layer.GetLayerDefn()->GetFieldCount(); ++i) {
    names.emplace_back(layer.GetLayerDefn()->GetFieldDefn(i)->GetNameRef());
  }
  return names;
}

Names names_of(const VectorLayer& layer, std::string FieldDefinition::*name) {
  Names names;
  for (const auto& field : layer.fields) {
    names.push_back(field.*name);
  }
  return names;
}

std::string first_line(const std::string& text) { return text.substr(0, text.find("\r\n")); }

std::string joined(const Names& names, char separator) {
  std::string text;
  for (const auto& name : names) {
    text += (text.empty() ? "" : std::string(1, separator)) + name;
  }
  return text;
}

}  // namespace

TEST_CASE("A delivery writes all its files") {
  const Scratch scratch;
  deliver_village(scratch.folder() / "out");
  const auto files = files_in(scratch.folder() / "out");
  for (const auto* name : {"map.svg",
                           "map.png",
                           "lykta.gpkg",
                           "lykta.qgz",
                           "places.geojson",
                           "grid.geojson",
                           "shapefile/places.shp",
                           "shapefile/places.dbf",
                           "shapefile/places.shx",
                           "shapefile/places.prj",
                           "shapefile/places.cpg",
                           "shapefile/grid.shp",
                           "shapefile/fields.csv",
                           "density.tif",
                           "density.qml",
                           "places.csv",
                           "hours.svg",
                           "hours.csv",
                           "rejects.csv",
                           "run.json"}) {
    CAPTURE(name);
    CHECK(files.contains(name));
  }
  CHECK(std::distance(fs::directory_iterator(scratch.folder()), {}) == 1);
  for (const auto& name : files) {
    CAPTURE(name);
    CHECK(fs::path(name).extension() != ".xml");
  }
}

TEST_CASE("Outputs that are not wanted are not written; the record and the rejects always are") {
  const Scratch scratch;
  deliver_village(scratch.folder() / "none", {.geopackage = false,
                                              .geojson = false,
                                              .shapefile = false,
                                              .raster = false,
                                              .csv = false,
                                              .hours = false,
                                              .report = false,
                                              .workbook = false,
                                              .phone = false,
                                              .map = false});
  CHECK(files_in(scratch.folder() / "none") == std::set<std::string>{"rejects.csv", "run.json"});
  deliver_village(scratch.folder() / "some", {.geopackage = false,
                                              .geojson = true,
                                              .shapefile = false,
                                              .raster = false,
                                              .csv = true,
                                              .hours = false,
                                              .report = false,
                                              .workbook = false,
                                              .phone = false,
                                              .map = false});
  CHECK(files_in(scratch.folder() / "some") ==
        std::set<std::string>{"grid.geojson", "place_hours.csv", "place_scores.csv", "place_windows.csv", "places.csv",
                              "places.geojson", "rejects.csv", "run.json"});
}

TEST_CASE("Emerging patterns become a layer with its style, where steps of time were asked for") {
  const Scratch scratch;
  auto options = Village::options();
  options.emerging_step_days = 28;
  deliver_village(scratch.folder() / "out", {}, options);
  const auto package = open(scratch.folder() / "out" / "lykta.gpkg");
  auto* layer = package->GetLayerByName("emerging");
  REQUIRE(layer != nullptr);
  CHECK(layer->GetFeatureCount() == 200);
  auto* styles = package->GetLayerByName("layer_styles");
  REQUIRE(styles != nullptr);
  styles->SetAttributeFilter("f_table_name = 'emerging'");
  const OGRFeatureUniquePtr style(styles->GetNextFeature());
  REQUIRE(style);
  CHECK_THAT(std::string(style->GetFieldAsString("styleQML")), Catch::Contains("&quot;pattern&quot; = 'none'"));
  const auto record = nlohmann::ordered_json::parse(bytes_of(scratch.folder() / "out" / "run.json"));
  CHECK(record["emerging"].contains("warnings"));
  CHECK(record["parameters"]["emerging"] == nlohmann::ordered_json{{"step_days", 28}});
  deliver_village(scratch.folder() / "without");
  CHECK(open(scratch.folder() / "without" / "lykta.gpkg")->GetLayerByName("emerging") == nullptr);
}

TEST_CASE("The fields of every file are those of the table of fields") {
  const Scratch scratch;
  const auto out = scratch.folder() / "out";
  deliver_village(out);
  const Village village;
  const auto picture = village.picture();
  const Publication publication{picture, village.read(), Language::sv, OutputOptions{}.empty_cells};
  const auto package = open(out / "lykta.gpkg");
  std::string rows;
  for (const auto& layer : {grid_layer(publication), places_layer(publication), incidents_layer(publication),
                            observations_layer(publication)}) {
    CAPTURE(layer.name);
    auto* written = package->GetLayerByName(layer.name.c_str());
    REQUIRE(written != nullptr);
    CHECK(fields_of(*written) == names_of(layer, &FieldDefinition::name));
    CHECK(written->GetFeatureCount() == static_cast<GIntBig>(layer.features));
    if (layer.name == "grid" || layer.name == "places") {
      const auto json = open(out / (layer.name + ".geojson"));
      CHECK(fields_of(*json->GetLayer(0)) == names_of(layer, &FieldDefinition::name));
      CHECK(json->GetLayer(0)->GetFeatureCount() == static_cast<GIntBig>(layer.features));
      const auto shapes = open(out / "shapefile" / (layer.name + ".shp"));
      CHECK(fields_of(*shapes->GetLayer(0)) == names_of(in_pieces(layer), &FieldDefinition::short_name));
      CHECK(shapes->GetLayer(0)->GetFeatureCount() == static_cast<GIntBig>(layer.features));
      const auto meanings = bytes_of(out / "shapefile" / "fields.csv");
      for (const auto& field : layer.fields) {
        CHECK_THAT(meanings, Catch::Contains(layer.name + ".shp;" + field.short_name + ";" + field.name + ";"));
      }
    }
  }
  CHECK(first_line(bytes_of(out / "places.csv")) ==
        "\xEF\xBB\xBF" + joined(names_of(places_layer(publication), &FieldDefinition::name), ';'));
}

TEST_CASE("The files say the same") {
  const Scratch scratch;
  const auto out = scratch.folder() / "out";
  deliver_village(out);
  const auto package = open(out / "lykta.gpkg");
  const auto json = open(out / "places.geojson");
  const auto shapes = open(out / "shapefile" / "places.shp");
  const OGRFeatureUniquePtr from_package(package->GetLayerByName("places")->GetNextFeature());
  const OGRFeatureUniquePtr from_json(json->GetLayer(0)->GetNextFeature());
  const OGRFeatureUniquePtr from_shapes(shapes->GetLayer(0)->GetNextFeature());
  const auto value = [](const OGRFeature& feature, const char* name) {
    return std::string(feature.GetFieldAsString(name));
  };
  for (const auto* name : {"rank", "name", "count", "quadrant", "place_id", "hours"}) {
    CAPTURE(name);
    CHECK(value(*from_package, name) == value(*from_json, name));
    CHECK(value(*from_package, name) == value(*from_shapes, name));
  }
  CHECK(from_package->GetFieldAsDouble("density_per_km2") == from_json->GetFieldAsDouble("density_per_km2"));
  CHECK(from_shapes->GetFieldAsDouble("density") ==
        Approx(from_package->GetFieldAsDouble("density_per_km2")).epsilon(1e-12));
  CHECK(value(*from_package, "why") == value(*from_json, "why"));
  const auto record = nlohmann::ordered_json::parse(bytes_of(out / "run.json"));
  CHECK(record["places"][0]["why"] == value(*from_package, "why"));
  CHECK_THAT(bytes_of(out / "places.csv"), Catch::Contains("\r\n1;Torget;significant;"));
}

TEST_CASE("The density raster holds the density of the grid") {
  const Scratch scratch;
  const auto out = scratch.folder() / "out";
  deliver_village(out);
  const Village village;
  const auto picture = village.picture();
  const auto raster = open(out / "density.tif");
  auto* band = raster->GetRasterBand(1);
  CHECK(std::string(band->GetUnitType()) == "händelser/km2");
  std::array<double, 6> transform{};
  REQUIRE(raster->GetGeoTransform(transform.data()) == CE_None);
  std::size_t different = 0;
  for (std::size_t slot = 0; slot < picture.study.size(); ++slot) {
    const auto centre = picture.study.grid.centre(picture.study.cells[slot]);
    float pixel = 0;
    const auto column = static_cast<int>((centre.x - transform[0]) / transform[1]);
    const auto row = static_cast<int>((centre.y - transform[3]) / transform[5]);
    REQUIRE(band->RasterIO(GF_Read, column, row, 1, 1, &pixel, 1, 1, GDT_Float32, 0, 0, nullptr) == CE_None);
    different += pixel == static_cast<float>(picture.cells.density_per_km2[slot]) ? 0U : 1U;
  }
  CHECK(different == 0);
  CHECK_THAT(std::string(raster->GetMetadataItem("TIFFTAG_IMAGEDESCRIPTION")),
             Catch::Contains("Byn - ENDAST INTERNT - lykta"));
}

TEST_CASE("Hexagons get a raster of squares") {
  const Scratch scratch;
  auto options = Village::options();
  options.grid.shape = CellShape::hexagon;
  deliver_village(scratch.folder() / "out", {}, options);
  const auto raster = open(scratch.folder() / "out" / "density.tif");
  std::array<double, 6> transform{};
  REQUIRE(raster->GetGeoTransform(transform.data()) == CE_None);
  CHECK(transform[1] == 100);
  CHECK(transform[5] == -100);
  const auto cells = open(scratch.folder() / "out" / "grid.geojson");
  const OGRFeatureUniquePtr cell(cells->GetLayer(0)->GetNextFeature());
  CHECK(cell->GetGeometryRef()->toPolygon()->getExteriorRing()->getNumPoints() == 7);
}

TEST_CASE("A picture without observations has no layer of them") {
  const Scratch scratch;
  Village village;
  village.read().inputs.observations = {};
  deliver(village.read(), village.picture(), Village::context(), {}, scratch.folder() / "out", Existing::keep);
  const auto package = open(scratch.folder() / "out" / "lykta.gpkg");
  CHECK(package->GetLayerByName("observations") == nullptr);
  CHECK(package->GetLayerByName("places") != nullptr);
}

TEST_CASE("A delivery that stops half-way leaves nothing, and what was there stays") {
  const Scratch scratch;
  const Village village;
  const auto picture = village.picture();
  const auto deliver_until = [&](int calls) {
    int left = calls;
    deliver(village.read(), picture, Village::context(), {}, scratch.folder() / "out", Existing::overwrite,
            [&](std::string_view, double) { return left-- > 0; });
  };
  for (int calls = 0; calls < 5; ++calls) {
    CAPTURE(calls);
    CHECK_THROWS_AS(deliver_until(calls), Cancelled);
    CHECK(scratch.entries() == 0);
  }
  deliver_village(scratch.folder() / "out");
  const auto before = files_in(scratch.folder());
  const auto record = bytes_of(scratch.folder() / "out" / "run.json");
  CHECK_THROWS_AS(deliver_until(3), Cancelled);
  CHECK(files_in(scratch.folder()) == before);
  CHECK(bytes_of(scratch.folder() / "out" / "run.json") == record);
}

TEST_CASE("A delivery of fewer outputs leaves none of the earlier ones behind, and spares what is not its own") {
  const Scratch scratch;
  const auto out = scratch.folder() / "out";
  deliver_village(out);
  std::ofstream(out / "my_map.qgz") << "mine";
  std::ofstream(out / "shapefile" / "my_points.shp") << "mine";
  deliver_village(out, {.geopackage = false,
                        .geojson = false,
                        .shapefile = false,
                        .raster = false,
                        .csv = false,
                        .hours = false,
                        .report = false,
                        .workbook = false,
                        .phone = false,
                        .map = false});
  CHECK(files_in(out) == std::set<std::string>{"my_map.qgz", "rejects.csv", "run.json", "shapefile/my_points.shp"});
}

TEST_CASE("An existing delivery is kept unless it is to be overwritten") {
  const Scratch scratch;
  deliver_village(scratch.folder() / "out");
  const Village village;
  CHECK_THROWS_AS(
      deliver(village.read(), village.picture(), Village::context(), {}, scratch.folder() / "out", Existing::keep),
      InvalidOption);
  CHECK_NOTHROW(deliver(village.read(), village.picture(), Village::context(), {}, scratch.folder() / "out",
                        Existing::overwrite));
}

TEST_CASE("The same picture gives the same bytes in text files") {
  const Scratch scratch;
  deliver_village(scratch.folder() / "a");
  deliver_village(scratch.folder() / "b");
  for (const auto* name : {"places.geojson", "grid.geojson", "places.csv", "rejects.csv", "run.json",
                           "shapefile/fields.csv", "density.qml", "density.tif", "lykta.qgz"}) {
    CAPTURE(name);
    CHECK(bytes_of(scratch.folder() / "a" / name) == bytes_of(scratch.folder() / "b" / name));
  }
}

}  // namespace lykta
