// How does it look when it is opened? Styles inside the GeoPackage that QGIS applies by itself.
#pragma once

#include <filesystem>

#include "publish/layers.hpp"

namespace lykta {

/// Adds the table `layer_styles` with one default style per layer to a GeoPackage that was just written.
void write_geopackage_styles(const Publication& publication, const std::filesystem::path& path);

}  // namespace lykta
