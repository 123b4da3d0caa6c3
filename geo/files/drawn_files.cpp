#include "geo/files/drawn_files.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include "geo/values/text_values.hpp"

namespace lykta {

bool is_drawn(const std::filesystem::path& path) {
  constexpr std::array<std::string_view, 9> endings{".gpkg", ".geojson", ".json", ".shp",     ".fgb",
                                                    ".tif",  ".tiff",    ".kml",  ".geojsonl"};
  return std::ranges::find(endings, lower_case(path.extension().string())) != endings.end();
}

std::filesystem::path style_beside(const std::filesystem::path& path) {
  return std::filesystem::path(path).replace_extension(".qml");
}

}  // namespace lykta
