// What does a map of zones become in files: a layer, its style, and its record?
#pragma once

#include <memory>
#include <string>

#include <nlohmann/json_fwd.hpp>

#include "engine/questions/zone_map.hpp"
#include "geo/crs/crs.hpp"
#include "geo/write/vector_layer.hpp"
#include "publish/words/words.hpp"

namespace lykta {

/// One feature per zone. The layer keeps the map.
[[nodiscard]] VectorLayer zone_layer(const std::shared_ptr<const ZoneMap>& map, const Crs& crs, Language language);

/// The classes as colours: the text of a QML file.
[[nodiscard]] std::string zone_style(const ZoneMap& map, const VectorLayer& layer, Language language);

/// Options, whole-map statistics and counts for a program.
[[nodiscard]] nlohmann::ordered_json zone_record(const ZoneMap& map);

}  // namespace lykta
