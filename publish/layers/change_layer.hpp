// What does a change by zone become in files: a layer, its style, and its record?
#pragma once

#include <memory>
#include <string>

#include <nlohmann/json_fwd.hpp>

#include "engine/questions/change_map.hpp"
#include "geo/crs/crs.hpp"
#include "geo/write/vector_layer.hpp"
#include "publish/words/words.hpp"

namespace lykta {

/// One feature per zone. The layer keeps the map.
[[nodiscard]] VectorLayer change_layer(const std::shared_ptr<const ChangeMap>& map, const Crs& crs, Language language);

/// Clear increases and decreases in two colours, everything else quiet: the text of a QML file.
[[nodiscard]] std::string change_style(const ChangeMap& map, const VectorLayer& layer, Language language);

/// Periods, the whole area's change, and the zones with a clear one.
[[nodiscard]] nlohmann::ordered_json change_record(const ChangeMap& map);

/// "increase", "decrease", "not_clear"; "too_few_events" where nothing could have been shown, and "cannot_be_told" where
/// a period was recorded in part only.
[[nodiscard]] std::string_view direction_of(const ChangeMap& map, std::size_t zone);
[[nodiscard]] std::string_view whole_direction_of(const ChangeMap& map);

}  // namespace lykta
