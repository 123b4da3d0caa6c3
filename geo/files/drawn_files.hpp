// Which files does QGIS draw, and so look for a style beside them?
#pragma once

#include <filesystem>

namespace lykta {

/// Going by the ending: layers and rasters.
[[nodiscard]] bool is_drawn(const std::filesystem::path& path);

/// Where QGIS looks: the same name with the ending .qml.
[[nodiscard]] std::filesystem::path style_beside(const std::filesystem::path& path);

}  // namespace lykta
