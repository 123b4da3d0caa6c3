// What do the clusters of a scan become in files?
#pragma once

#include <string>

#include "engine/questions/scan_map.hpp"
#include "geo/crs/crs.hpp"
#include "geo/write/vector_layer.hpp"
#include "publish/words/words.hpp"

namespace lykta {

/// One polygon a cluster, the best first. Of cells: the circle around its centre that holds the centres of its cells, or
/// its only cell. Of polygons of one's own: all of them as one, for a circle would cover others as well. Refers to the
/// map.
[[nodiscard]] VectorLayer scan_clusters_layer(const ScanMap& map, const Crs& crs, Language language);

/// The zones of all clusters, each with the number of its cluster. Refers to the map.
[[nodiscard]] VectorLayer scan_members_layer(const ScanMap& map, const Crs& crs, Language language);

/// The style of the clusters' layer, and that of their zones.
[[nodiscard]] std::string scan_clusters_style(const VectorLayer& layer, Language language);
[[nodiscard]] std::string scan_members_style(const VectorLayer& layer, Language language);

/// "cluster" or "not_significant".
[[nodiscard]] std::string cluster_class(const ScannedCluster& cluster);

/// What people call a zone: its name, or its id.
[[nodiscard]] std::string zone_label(const Zones& zones, std::size_t zone);

}  // namespace lykta
