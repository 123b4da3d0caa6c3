#include <cerrno>

#include <cpl_string.h>
#include <fmt/format.h>

#include "engine/base/error.hpp"
#include "geo/files/locations.hpp"
#include "geo/gdal/gdal_errno.hpp"
#include "geo/gdal/gdal_handle.hpp"
#include "geo/gdal/write_failure.hpp"
#include "publish/styles/styles.hpp"

namespace lykta {

namespace {

/// The columns that QGIS makes and looks for.
void create_style_fields(OGRLayer& table) {
  constexpr int long_name = 256;
  constexpr int short_name = 30;
  constexpr int any_length = 0;
  const auto create = [&](const char* name, OGRFieldType type, int width, OGRFieldSubType subtype = OFSTNone) {
    OGRFieldDefn definition(name, type);
    definition.SetWidth(width);
    definition.SetSubType(subtype);
    if (table.CreateField(&definition) != OGRERR_NONE) {
      throw DataError(fmt::format("table of styles: {}", last_gdal_error()));
    }
  };
  for (const auto* name : {"f_table_catalog", "f_table_schema", "f_table_name", "f_geometry_column"}) {
    create(name, OFTString, long_name);
  }
  create("styleName", OFTString, short_name);
  create("styleQML", OFTString, any_length);
  create("styleSLD", OFTString, any_length);
  create("useAsDefault", OFTInteger, any_length, OFSTBoolean);
  create("description", OFTString, any_length);
  create("owner", OFTString, short_name);
  create("ui", OFTString, short_name);
  // Stays empty: the same run gives the same table.
  create("update_time", OFTDateTime, any_length);
}

void add_style(OGRLayer& table, const VectorLayer& layer, const std::string& geometry_column,
               const std::string& style) {
  const OGRFeatureUniquePtr feature(OGRFeature::CreateFeature(table.GetLayerDefn()));
  // QGIS finds the row of a layer only where the schema is an empty text, not where it is missing.
  feature->SetField("f_table_catalog", "");
  feature->SetField("f_table_schema", "");
  feature->SetField("f_table_name", layer.name.c_str());
  feature->SetField("f_geometry_column", geometry_column.c_str());
  feature->SetField("styleName", "Lykta");
  feature->SetField("styleQML", style.c_str());
  feature->SetField("styleSLD", "");
  feature->SetField("useAsDefault", 1);
  feature->SetField("description", layer.title.c_str());
  feature->SetField("owner", "");
  if (table.CreateFeature(feature.get()) != OGRERR_NONE) {
    throw DataError(fmt::format("style of layer {}: {}", layer.name, last_gdal_error()));
  }
}

}  // namespace

void write_geopackage_styles(std::span<const VectorLayer> layers, std::span<const std::string> styles,
                             const std::filesystem::path& path) {
  start_gdal();
  const QuietGdal quiet;
  errno = 0;
  GDALDatasetUniquePtr dataset(
      GDALDataset::Open(path.c_str(), GDAL_OF_VECTOR | GDAL_OF_UPDATE, drivers_for_local_files()));
  if (!dataset) {
    throw write_failure(path, last_gdal_error(), last_gdal_errno());
  }
  CPLStringList options;
  options.SetNameValue("FID", "id");
  auto* table = dataset->CreateLayer("layer_styles", nullptr, wkbNone, options.List());
  if (table == nullptr) {
    throw write_failure(path, last_gdal_error(), last_gdal_errno());
  }
  try {
    create_style_fields(*table);
    for (std::size_t i = 0; i < layers.size(); ++i) {
      auto* written = dataset->GetLayerByName(layers[i].name.c_str());
      const std::string geometry_column = written != nullptr ? written->GetGeometryColumn() : "";
      add_style(*table, layers[i], geometry_column, styles[i]);
    }
  } catch (const DataError& error) {
    throw write_failure(path, error.what(), last_gdal_errno());
  }
  close(std::move(dataset), path.string());
}

}  // namespace lykta
