// Which layer and table do the localities become that places are tested against, with which fields?
#pragma once

#include <string>

#include "publish/layers/layers.hpp"

namespace lykta {

/// A row a locality; the ground outside of all of them, the last, has no geometry. Of a picture with strata.
[[nodiscard]] VectorLayer strata_layer(const Publication& publication);
/// The same without outlines.
[[nodiscard]] VectorLayer strata_table(const Publication& publication);
/// The style of that layer as the text of a QML file.
[[nodiscard]] std::string strata_style(const Publication& publication, const VectorLayer& layer);

}  // namespace lykta
