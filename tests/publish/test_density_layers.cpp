#include <algorithm>
#include <cmath>
#include <cstddef>
#include <set>
#include <string>
#include <variant>
#include <vector>

#include "publish/layers/density_items.hpp"
#include "publish/layers/density_layers.hpp"
#include "tests/catch.hpp"
#include "tests/publish/density_options.hpp"
#include "tests/publish/village.hpp"

namespace lykta {
namespace {

using test::density_options;
using test::Village;

DensityMapOptions stack_of(TimeStack stack) {
  return density_options([&](DensityMapOptions& options) { options.stack = stack; });
}

/// The village, with residents in each of its cells.
Village lived_in() {
  Village village;
  for (int column = 0; column < 20; ++column) {
    for (int row = 0; row < 10; ++row) {
      village.read().inputs.residents.push_back({{517050.0 + 100 * column, 6229050.0 + 100 * row}, std::nullopt, 50});
    }
  }
  return village;
}

DensityMapOptions per_resident() {
  return density_options([](DensityMapOptions& options) {
    options.risk = RiskOptions{};
    options.risk->least_units = 1;
  });
}

std::vector<std::string> band_names_of(const DensityMap& map) {
  std::vector<std::string> names;
  for (std::size_t band = 0; band < map.bands().size(); ++band) {
    names.push_back(band_name(map, band));
  }
  return names;
}

bool is_plain(const std::string& name) {
  return std::ranges::all_of(name, [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; });
}

}  // namespace

TEST_CASE("A density is named after its unit") {
  const Village village;
  const auto names = [&](DensityUnit unit) {
    const DensityMap map(village.read().inputs,
                         density_options([&](DensityMapOptions& options) { options.unit = unit; }));
    const auto sv = raster_band(map, 0, Language::sv);
    const auto en = raster_band(map, 0, Language::en);
    return std::vector<std::string>{band_name(map, 0), sv.description, en.description, en.unit};
  };
  CHECK(names(DensityUnit::per_km2) ==
        std::vector<std::string>{"density_per_km2", "täthet per km²", "density per km²", "events/km2"});
  CHECK(names(DensityUnit::per_cell) ==
        std::vector<std::string>{"density_per_cell", "täthet per ruta", "density per cell", "events/cell"});
  CHECK(names(DensityUnit::share) ==
        std::vector<std::string>{"density_share", "andel av händelserna", "share of the events", "share"});
}

TEST_CASE("The hours of the week are named in both languages") {
  const Village village;
  const DensityMap map(village.read().inputs, stack_of(TimeStack::hours));
  REQUIRE(map.bands().size() == 168);
  CHECK(band_name(map, 0) == "mon_00");
  CHECK(band_name(map, 4 * 24 + 22) == "fri_22");
  CHECK(band_name(map, 167) == "sun_23");
  const auto swedish = [&](std::size_t band) { return raster_band(map, band, Language::sv).description; };
  CHECK(swedish(0) == "Mån 00");
  CHECK(swedish(24) == "Tis 00");
  CHECK(swedish(48) == "Ons 00");
  CHECK(swedish(72) == "Tor 00");
  CHECK(swedish(96) == "Fre 00");
  CHECK(swedish(120 + 9) == "Lör 09");
  CHECK(swedish(167) == "Sön 23");
  CHECK(raster_band(map, 167, Language::en).description == "Sun 23");
  CHECK(raster_band(map, 167, Language::en).unit == "events/km2");
}

TEST_CASE("Weeks are named by year and number, a letter first") {
  const Village village;
  const DensityMap map(village.read().inputs, stack_of(TimeStack::weeks));
  REQUIRE(map.bands().size() == 53);  // 2024 touches the first week of 2025
  CHECK(band_name(map, 0) == "y2024_w01");
  CHECK(band_name(map, 52) == "y2025_w01");
  CHECK(raster_band(map, 0, Language::sv).description == "2024-W01");
}

TEST_CASE("The bands of a relative risk have names, labels and units") {
  const auto village = lived_in();
  const DensityMap map(village.read().inputs, per_resident());
  CHECK(band_names_of(map) == std::vector<std::string>{"density_per_km2", "relative_risk", "log_relative_risk",
                                                       "per_1000_residents", "p_higher", "p_two_sided"});
  CHECK(raster_band(map, 1, Language::sv).description == "relativ risk");
  CHECK(raster_band(map, 3, Language::sv).description == "händelser per 1 000 invånare");
  CHECK(raster_band(map, 3, Language::en).unit == "events/1000 residents");
  CHECK(raster_band(map, 1, Language::en).unit.empty());
}

TEST_CASE("Every field of the cells has a short name of its own, and words in both languages") {
  const auto village = lived_in();
  for (const auto& options : {density_options([](DensityMapOptions& changed) { changed.unit = DensityUnit::share; }),
                              stack_of(TimeStack::hours), stack_of(TimeStack::weeks), per_resident()}) {
    const DensityMap map(village.read().inputs, options);
    const auto values = map.strip(0, map.grid().rows());
    const auto swedish = density_cells_layer(map, values, village.read().crs, Language::sv);
    const auto english = density_cells_layer(map, values, village.read().crs, Language::en);
    REQUIRE(english.fields.size() == map.bands().size() + 2);
    CHECK(swedish.title != english.title);
    CHECK_THAT(swedish.title, Catch::EndsWith("ENDAST INTERNT"));
    std::set<std::string> short_names;
    std::set<std::string> names;
    for (std::size_t i = 0; i < english.fields.size(); ++i) {
      const auto& en = english.fields[i];
      const auto& sv = swedish.fields[i];
      CAPTURE(en.name);
      CHECK(en.name == sv.name);
      CHECK(en.short_name == sv.short_name);
      CHECK(is_plain(en.name));
      CHECK(is_plain(en.short_name));
      CHECK(en.short_name.size() <= 10);
      CHECK_FALSE(en.short_name.empty());
      CHECK(short_names.insert(en.short_name).second);
      CHECK(names.insert(en.name).second);
      CHECK_FALSE(en.label.empty());
      CHECK_FALSE(sv.label.empty());
      CHECK_THAT(en.meaning, Catch::EndsWith("."));
      CHECK(en.meaning != sv.meaning);
    }
  }
}

TEST_CASE("The cells of the study area hold the values of the map") {
  const Village village;
  const DensityMap map(village.read().inputs, density_options([](DensityMapOptions&) {}));
  const auto values = map.strip(0, map.grid().rows());
  const auto layer = density_cells_layer(map, values, village.read().crs, Language::en);
  CHECK(layer.name == "density");
  REQUIRE(layer.features == map.grid().size());  // the area is a rectangle
  for (std::size_t i = 0; i < layer.features; ++i) {
    const auto row = layer.values_of(i);
    REQUIRE(row.size() == 3);
    REQUIRE(std::get<std::string>(row[0]) == map.grid().id(i));
    REQUIRE(std::get<double>(row[1]) > 0);
    REQUIRE(std::get<double>(row[2]) == values[0][i]);
    OGREnvelope box;
    layer.geometry_of(i)->getEnvelope(&box);
    REQUIRE(box.MinX <= map.grid().centre(i).x);
    REQUIRE(box.MaxX >= map.grid().centre(i).x);
    REQUIRE(box.MinY <= map.grid().centre(i).y);
    REQUIRE(box.MaxY >= map.grid().centre(i).y);
  }
}

TEST_CASE("Of hexagons that only touch the box of the area there is none in the layer, and no value is a gap") {
  Village village;
  village.read().inputs.study_area = Area{{{{517000, 6229000}, {519000, 6229000}, {517000, 6230000}}}};  // a triangle
  const DensityMap map(village.read().inputs, density_options([](DensityMapOptions& options) {
                         options.grid.shape = CellShape::hexagon;
                         options.field.edges = EdgeTerm::uniform;
                         options.field.density.bandwidth_m = 60;  // a corner cell's centre lies out of reach
                       }));
  const auto values = map.strip(0, map.grid().rows());
  const auto layer = density_cells_layer(map, values, village.read().crs, Language::en);
  CHECK(layer.features < map.grid().size());
  std::size_t gaps = 0;
  for (std::size_t i = 0; i < layer.features; ++i) {
    const auto row = layer.values_of(i);
    gaps += std::holds_alternative<std::monostate>(row[2]) ? 1U : 0U;
    REQUIRE((std::holds_alternative<std::monostate>(row[2]) || std::isfinite(std::get<double>(row[2]))));
  }
  CHECK(gaps < layer.features / 4);
}

TEST_CASE("Contours say what they are of, in both languages") {
  const auto village = lived_in();
  const DensityMap map(village.read().inputs, per_resident());
  const auto lines = contour_text(map, 0, false, Language::en);
  CHECK(lines.name == "contours");
  CHECK_THAT(lines.title,
             Catch::StartsWith("Contours") && Catch::Contains("INTERNAL ONLY") && Catch::EndsWith("density per km²"));
  CHECK(lines.unit == "events/km2");
  CHECK(lines.level == "level");
  const auto bands = contour_text(map, 4, true, Language::sv);
  CHECK(bands.name == "bands");
  CHECK_THAT(bands.title, Catch::StartsWith("Ytor mellan nivåer") && Catch::EndsWith("p högre"));
  CHECK(bands.unit.empty());
  CHECK(bands.from == "från");
  CHECK(bands.to == "till");
  CHECK_FALSE(bands.description.empty());
}

TEST_CASE("A raster says of itself who may see it and how it was made") {
  const Village village;
  const DensityMap map(village.read().inputs, stack_of(TimeStack::hours));
  const auto description = raster_description(map, Language::sv);
  CHECK(description.stamp == internal_stamp(Language::sv));
  REQUIRE(description.bands.size() == 168);
  CHECK(description.bands[3].description == "Mån 03");
  CHECK(description.items == density_items(map));
}

}  // namespace lykta
