// Files as other programs write them: the tests write with OGR itself and never with the writers that are tested.
#pragma once

#include <functional>
#include <string>
#include <utility>
#include <vector>

#include <gdal_priv.h>
#include <ogrsf_frmts.h>

#include "engine/space/points.hpp"
#include "geo/gdal/gdal_handle.hpp"

namespace lykta::test {

using OgrField = std::pair<std::string, OGRFieldType>;

struct OgrLayer {
  std::string name = "layer";
  std::string crs = "EPSG:3006";  ///< empty: none is declared
  OGRwkbGeometryType type = wkbPoint;
  std::vector<OgrField> fields;
  std::vector<std::vector<std::string>> rows;  ///< values as text; an empty one stays unset
  std::vector<std::string> wkt;                ///< one geometry a row; none where the text is empty
  std::vector<std::string> options;            ///< of the layer, NAME=VALUE
};

/// Throws std::runtime_error when OGR refuses.
inline void write_with_ogr(const std::string& path, const char* driver_name, const std::vector<OgrLayer>& layers) {
  start_gdal();
  const QuietGdal quiet;
  const auto fail_unless = [&](bool good) {
    if (!good) {
      throw std::runtime_error(path + ": " + last_gdal_error());
    }
  };
  auto* driver = GetGDALDriverManager()->GetDriverByName(driver_name);
  fail_unless(driver != nullptr);
  const GDALDatasetUniquePtr dataset(driver->Create(path.c_str(), 0, 0, 0, GDT_Unknown, nullptr));
  fail_unless(dataset != nullptr);
  for (const auto& layer : layers) {
    OGRSpatialReference reference;
    if (!layer.crs.empty()) {
      fail_unless(reference.SetFromUserInput(layer.crs.c_str()) == OGRERR_NONE);
      reference.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
    }
    CPLStringList options;
    for (const auto& option : layer.options) {
      options.AddString(option.c_str());
    }
    auto* out =
        dataset->CreateLayer(layer.name.c_str(), layer.crs.empty() ? nullptr : &reference, layer.type, options.List());
    fail_unless(out != nullptr);
    for (const auto& [name, type] : layer.fields) {
      OGRFieldDefn field(name.c_str(), type);
      fail_unless(out->CreateField(&field) == OGRERR_NONE);
    }
    for (std::size_t row = 0; row < layer.rows.size(); ++row) {
      const OGRFeatureUniquePtr feature(OGRFeature::CreateFeature(out->GetLayerDefn()));
      for (std::size_t i = 0; i < layer.rows[row].size(); ++i) {
        if (!layer.rows[row][i].empty()) {
          feature->SetField(static_cast<int>(i), layer.rows[row][i].c_str());
        }
      }
      if (row < layer.wkt.size() && !layer.wkt[row].empty()) {
        OGRGeometry* geometry = nullptr;
        fail_unless(OGRGeometryFactory::createFromWkt(layer.wkt[row].c_str(), nullptr, &geometry) == OGRERR_NONE);
        feature->SetGeometryDirectly(geometry);
      }
      fail_unless(out->CreateFeature(feature.get()) == OGRERR_NONE);
    }
  }
}

}  // namespace lykta::test
