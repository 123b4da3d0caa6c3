// What do the bands of a density map become in files?
#pragma once

#include <string>
#include <vector>

#include "engine/density/level_curves.hpp"
#include "engine/questions/density_map.hpp"
#include "geo/crs/crs.hpp"
#include "geo/write/contours.hpp"
#include "geo/write/raster_file.hpp"
#include "geo/write/vector_layer.hpp"
#include "publish/words/words.hpp"

namespace lykta {

/// A band as a raster shows it: description and unit.
[[nodiscard]] RasterBand raster_band(const DensityMap& map, std::size_t band, Language language);

/// Of a density in a unit.
[[nodiscard]] RasterBand density_band_of(DensityUnit unit, Language language);

/// What a raster says of itself: stamp, kernel, bandwidth and the curve it was chosen from.
[[nodiscard]] RasterDescription raster_description(const DensityMap& map, Language language);

/// The cells of the study area with one field a band. `values` are those of the whole grid, band after band, and must
/// outlive the layer, as the map must.
[[nodiscard]] VectorLayer density_cells_layer(const DensityMap& map, const std::vector<std::vector<double>>& values,
                                              const Crs& crs, Language language);

/// Title, description and unit of contours of a band.
[[nodiscard]] ContourText contour_text(const DensityMap& map, std::size_t band, bool filled, Language language);

/// The unit of densities, for people.
[[nodiscard]] Phrase unit_phrase(DensityUnit unit);

/// Name of the field or of the choice on the command line: "density_per_km2", "relative_risk", "p_higher", "mon_00".
[[nodiscard]] std::string band_name(const DensityMap& map, std::size_t band);

}  // namespace lykta
