// How does it look when it is opened? Styles that QGIS applies by itself, inside the GeoPackage and beside the raster.
#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include "publish/layers/layers.hpp"
#include "publish/styles/classes.hpp"
#include "publish/styles/qml.hpp"

namespace lykta {

/// Adds the table `layer_styles` to a GeoPackage that was just written with these layers; `styles` holds the default style
/// of each, as the text of a QML file. Throws DataError when it cannot be written.
void write_geopackage_styles(std::span<const VectorLayer> layers, std::span<const std::string> styles,
                             const std::filesystem::path& path);

/// A style as the text of a QML file, with what people call the fields of the layer.
[[nodiscard]] std::string style_text(qml::LayerStyle style, const VectorLayer& layer);

/// The style of places, grid, emerging, incidents or observations as the text of a QML file.
[[nodiscard]] std::string layer_style(const Publication& publication, const VectorLayer& layer);

/// Name and number of a place beside its outline, with a line to it: of those that `selects` chooses. The number is an expression.
[[nodiscard]] qml::Label label_beside_place(const Publication& publication, std::string selects,
                                            const std::string& number);

/// Limits between the classes of a density map, ascending: of all events, spread out as the density has them, 10, 25,
/// 50, 75 and 90 % lie where it is lower. Rounded to one significant digit; fewer where they fall together, none
/// where nothing lies above zero.
///
/// Quantiles of the cells instead would give most colours to the many cells around single events.
[[nodiscard]] std::vector<double> density_breaks(std::span<const double> per_km2);

/// The style of a density map for the first band of a raster, as the text of a QML file; the values are in `unit`.
[[nodiscard]] std::string raster_style(std::span<const double> values, Language language, Phrase unit);

/// Writes `density.qml` beside `density.tif` for its first band; the values are in `unit`. Throws DataError when it
/// cannot be written.
void write_raster_style(std::span<const double> values, Language language, const std::filesystem::path& raster,
                        Phrase unit = {"händelser/km²", "events/km²"});

/// The same for a relative risk in the raster's band `band` (from 1): fixed classes on both sides of 1, those near it
/// clear.
void write_ratio_style(std::size_t band, Language language, const std::filesystem::path& raster);

}  // namespace lykta
