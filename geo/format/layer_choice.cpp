#include "geo/format/layer_choice.hpp"

#include <algorithm>
#include <filesystem>
#include <initializer_list>
#include <string_view>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "engine/base/error.hpp"
#include "geo/files/file_state.hpp"
#include "geo/files/locations.hpp"
#include "geo/values/text_values.hpp"

namespace lykta {

namespace {

constexpr std::string_view formats_read =
    "CSV and other text, XLSX, ODS, XLS, GeoPackage, Shapefile, GeoJSON, arrays of JSON objects, FlatGeobuf, KML and "
    "KMZ, GPX, MapInfo, SQLite, file geodatabase, DXF, TopoJSON, PostgreSQL";

/// What to do with a file of a format that GDAL knows and Lykta leaves out.
std::string way_out(const std::string& path) {
  const auto lower = lower_case(path);
  const auto ends = [&](std::initializer_list<std::string_view> endings) {
    return std::ranges::any_of(endings, [&](std::string_view ending) { return lower.ends_with(ending); });
  };
  if (ends({".gml", ".xml"})) {
    return "; GML leaves open which axis comes first, and follows links: turn it into a GeoPackage and look where the "
           "points lie (ogr2ogr events.gpkg events.gml)";
  }
  if (ends({".osm", ".pbf"})) {
    return "; OpenStreetMap's own files are no table: take out what you need (osmium tags-filter, then osmium export "
           "to GeoJSON)";
  }
  if (ends({".parquet", ".geoparquet"})) {
    return "; save it as a GeoPackage or as CSV";
  }
  if (ends({".tab", ".mif"})) {
    return "; a MapInfo table is several files: .tab, .dat, .map and .id (or .mif and .mid) must lie side by side";
  }
  return "";
}

/// Each layer with its rows: "events (1203 rows)"; counting may mean reading.
std::vector<std::string> layers_with_rows(GDALDataset& dataset) {
  const QuietGdal quiet;  // what cannot be counted is named all the same
  std::vector<std::string> names;
  for (auto* layer : dataset.GetLayers()) {
    const auto rows = layer->GetFeatureCount();
    names.push_back(rows < 0    ? std::string(layer->GetName())
                    : rows == 1 ? fmt::format("{} (1 row)", layer->GetName())
                                : fmt::format("{} ({} rows)", layer->GetName(), rows));
  }
  return names;
}

}  // namespace

void refuse_failure(const QuietGdal& quiet, const std::string& shown) {
  if (!quiet.first_failure().empty()) {
    throw DataError(fmt::format("{}: {}", shown, without_secrets(quiet.first_failure())));
  }
}

namespace {

/// Where GDAL is built without LIBKML (Debian's 3.13) its older reader opens the file, and all columns but two are gone without a word.
void refuse_half_a_kml(GDALDataset& dataset, const std::string& shown) {
  if (std::string_view(dataset.GetDriverName()) == "KML" &&
      GetGDALDriverManager()->GetDriverByName("LIBKML") == nullptr) {
    throw DataError(
        fmt::format("{}: this version of GDAL is built without LIBKML and reads nothing of a KML but names and "
                    "descriptions: turn the file into a GeoPackage on another machine",
                    shown));
  }
}

}  // namespace

GDALDatasetUniquePtr open_layers(const std::string& path, std::span<const std::string> allowed_hosts) {
  start_gdal();
  check_allowed(path, allowed_hosts);
  const auto location = location_of(path);
  const auto is_local = location.kind == LocationKind::local_file;
  std::error_code error;
  refuse_what_is_no_file(path);
  if (is_local && !path.starts_with("/vsi") && !std::filesystem::exists(path, error)) {
    throw DataError(fmt::format("{}: {}", path, why_not_readable(path)));
  }
  if (std::filesystem::is_regular_file(path, error) && std::filesystem::file_size(path, error) == 0) {
    throw DataError(fmt::format("{}: the file is empty", path));
  }
  const QuietGdal quiet;
  const TextsAsTheyAre texts_as_they_are;
  const char* const one_driver[] = {location.driver_hint.c_str(), nullptr};
  const auto* drivers = location.driver_hint.empty() ? drivers_for_local_files() : one_driver;
  GDALDatasetUniquePtr dataset(GDALDataset::Open(path.c_str(), GDAL_OF_VECTOR | GDAL_OF_READONLY, drivers));
  if (!dataset) {
    const auto said = without_secrets(last_gdal_error());
    throw DataError(fmt::format("{}: not a format that can be read ({}){}{}", without_secrets(path), formats_read,
                                way_out(path), said.empty() ? "" : "; " + said));
  }
  refuse_failure(quiet, without_secrets(path));
  refuse_half_a_kml(*dataset, without_secrets(path));
  return dataset;
}

std::vector<std::string> names_of_layers(GDALDataset& dataset) {
  std::vector<std::string> names;
  for (auto* layer : dataset.GetLayers()) {
    names.emplace_back(layer->GetName());
  }
  return names;
}

OGRLayer& choose_layer(GDALDataset& dataset, const std::string& path, const std::string& wanted) {
  const auto names = names_of_layers(dataset);
  const auto shown = without_secrets(path);
  if (names.empty()) {
    throw DataError(fmt::format("{}: the file holds no layer", shown));
  }
  if (!wanted.empty()) {
    if (auto* layer = dataset.GetLayerByName(wanted.c_str())) {
      return *layer;
    }
    throw DataError(fmt::format("{}: no layer '{}'; there is: {}", shown, wanted, fmt::join(names, ", ")));
  }
  if (names.size() > 1 && std::string_view(dataset.GetDriverName()) != "XLS") {
    throw DataError(fmt::format("{}: which layer? There are several: {} (say layer = \"...\" or --layer)", shown,
                                fmt::join(layers_with_rows(dataset), ", ")));
  }
  return *dataset.GetLayer(0);
}

}  // namespace lykta
