// Which layers and tables does a weekly picture become, with which fields?
#pragma once

#include <string>

#include "publish/layers/layers.hpp"

namespace lykta {

/// Standing places and new ones in the last week asked for, as outlines. Of a picture that has a weekly one, as all here.
[[nodiscard]] VectorLayer week_places_layer(const Publication& publication);

/// The same without outlines, for each week asked for, with a row for the rest of the area and one for all of it.
[[nodiscard]] VectorLayer week_table(const Publication& publication);

/// Every event of the weeks, by week and by place.
[[nodiscard]] VectorLayer week_events_table(const Publication& publication);

/// The style of week_places as the text of a QML file.
[[nodiscard]] std::string week_places_style(const Publication& publication, const VectorLayer& layer);

}  // namespace lykta
