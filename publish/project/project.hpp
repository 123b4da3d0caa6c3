// How does it open in QGIS? All layers of a delivery as one project: grouped, styled, with themes, bookmarks and pages to print.
#pragma once

#include <filesystem>
#include <optional>
#include <span>
#include <string>

#include "publish/layers/layers.hpp"
#include "publish/records/run_record.hpp"

namespace lykta {

/// The name of the project inside a GeoPackage.
inline constexpr const char* project_name = "lykta";

struct ProjectContent {
  const Publication& publication;
  const RunContext& context;
  std::span<const VectorLayer> layers;         ///< of the GeoPackage beside the project
  std::span<const std::string> styles;         ///< of each, as the text of a QML file
  std::optional<std::string> density_style{};  ///< of density.tif; none where that is not written
};

/// The project as the text of a .qgs file. It names lykta.gpkg and density.tif beside it and nothing else, so that the folder can be
/// moved. The same picture gives the same bytes.
[[nodiscard]] std::string project_text(const ProjectContent& content);

/// Writes it as a .qgz file. Throws DataError when that cannot be written.
void write_project(const std::string& project, const std::filesystem::path& path);

/// Puts it into a GeoPackage that is there, in the table where QGIS looks for projects. Throws DataError when that cannot be written.
void add_project(const std::string& project, const std::filesystem::path& geopackage);

}  // namespace lykta
