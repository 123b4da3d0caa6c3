// Lines and filled bands of a surface as layers for any vector format.
#pragma once

#include <span>
#include <string>

#include "engine/density/level_curves.hpp"
#include "geo/crs/crs.hpp"
#include "geo/gdal/gdal_handle.hpp"
#include "geo/write/vector_layer.hpp"

namespace lykta {

/// What people see beside the numbers, in the language of the output.
struct ContourText {
  std::string name;         ///< of the layer
  std::string title;        ///< of the layer
  std::string description;  ///< of the layer
  std::string unit;         ///< of the surface: "events/km2"
  std::string level = "Level";
  std::string from = "From";
  std::string to = "To";
  std::string share{};  ///< label of the field that says how much lies above a level; empty: no such field
  std::string share_meaning{};
  std::string level_meaning = "Value of the surface on the line.";
  std::string from_meaning = "Smallest value in the band, inclusive.";
  std::string to_meaning = "Value at which the next band begins.";
};

/// The band below the first level, which covers most of a map and says little.
enum class LowestBand : bool { leave_out, include };

/// The polygons of one band: each exterior with its holes. Rings as level_bands() gives them.
[[nodiscard]] OGRGeometryUniquePtr polygons_of(const Area& band);

/// One feature per level that the surface reaches: its lines, with the field `level`. Throws as level_curves().
[[nodiscard]] VectorLayer contour_lines_layer(const LevelSurface& surface, std::span<const double> levels,
                                              const Crs& crs, const ContourText& text);

/// One feature per band that covers anything, lowest first: its polygons, with the fields `from_value` and `to_value`;
/// the lowest band has no `from_value`, the highest no `to_value`. Throws as level_bands().
[[nodiscard]] VectorLayer contour_bands_layer(const LevelSurface& surface, std::span<const double> levels,
                                              LowestBand lowest, const Crs& crs, const ContourText& text);

}  // namespace lykta
