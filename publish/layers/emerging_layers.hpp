// What do emerging patterns become in files: the zones with their patterns, the bins of the cube, a style, a record?
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include <nlohmann/json_fwd.hpp>

#include "engine/questions/emerging_map.hpp"
#include "geo/crs/crs.hpp"
#include "geo/write/vector_layer.hpp"
#include "publish/words/words.hpp"

namespace lykta {

/// One feature per zone, with its pattern. The layer keeps the map.
[[nodiscard]] VectorLayer emerging_layer(const std::shared_ptr<const EmergingMap>& map, const Crs& crs,
                                         Language language);

/// One feature per zone and step, the zones of the first step first. The layer keeps the map.
[[nodiscard]] VectorLayer cube_layer(const std::shared_ptr<const EmergingMap>& map, const Crs& crs, Language language);

/// The patterns that there are as colours: the text of a QML file.
[[nodiscard]] std::string emerging_style(const EmergingMap& map, const VectorLayer& layer, Language language);

/// Bins by their state; the temporal controller of QGIS shows one step after the other. The layer as it is stored.
[[nodiscard]] std::string cube_style(const EmergingMap& map, const VectorLayer& layer, Language language);

/// Steps, options, and how many zones have which pattern.
[[nodiscard]] nlohmann::ordered_json emerging_record(const EmergingMap& map);

}  // namespace lykta
