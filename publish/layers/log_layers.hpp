// Which layers and tables do actions and levels become, with which fields?
#pragma once

#include <string>

#include "publish/layers/layers.hpp"

namespace lykta {

/// A point an action, those without any place without a geometry. Of a picture with actions; actions.csv has the same fields.
[[nodiscard]] VectorLayer actions_layer(const Publication& publication);
/// The style of that layer as the text of a QML file.
[[nodiscard]] std::string actions_style(const Publication& publication, const VectorLayer& layer);

/// An area of the last week asked for, the standing places as outlines; the rest and the whole have no geometry. Of a picture with
/// levels.
[[nodiscard]] VectorLayer levels_layer(const Publication& publication);
/// The same without outlines, for each week asked for.
[[nodiscard]] VectorLayer levels_table(const Publication& publication);
/// The style of that layer as the text of a QML file.
[[nodiscard]] std::string levels_style(const Publication& publication, const VectorLayer& layer);

}  // namespace lykta
