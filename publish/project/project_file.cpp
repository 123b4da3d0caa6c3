#include <array>
#include <cerrno>
#include <string>

#include <fmt/format.h>

#include "engine/base/error.hpp"
#include "geo/files/locations.hpp"
#include "geo/gdal/gdal_errno.hpp"
#include "geo/gdal/gdal_handle.hpp"
#include "geo/gdal/write_failure.hpp"
#include "geo/write/zip_text.hpp"
#include "publish/project/project.hpp"
#include "publish/tables/csv_table.hpp"

namespace lykta {

namespace {

std::string packed(const std::string& project) {
  const PackedFile file{std::string(project_name) + ".qgs", project};
  return zip_text(std::span(&file, 1));
}

std::string hexadecimal(const std::string& bytes) {
  constexpr const char* digits = "0123456789abcdef";
  std::string text;
  text.reserve(2 * bytes.size());
  for (const auto byte : bytes) {
    const auto value = static_cast<unsigned char>(byte);
    text += digits[value / 16];
    text += digits[value % 16];
  }
  return text;
}

void execute(GDALDataset& dataset, const std::string& sql) {
  CPLErrorReset();
  auto* result = dataset.ExecuteSQL(sql.c_str(), nullptr, nullptr);
  if (result != nullptr) {
    dataset.ReleaseResultSet(result);
  }
  if (CPLGetLastErrorType() >= CE_Failure) {
    throw DataError(fmt::format("table of projects: {}", last_gdal_error()));
  }
}

}  // namespace

void write_project(const std::string& project, const std::filesystem::path& path) {
  write_text_file(packed(project), path);
}

void add_project(const std::string& project, const std::filesystem::path& geopackage) {
  start_gdal();
  const QuietGdal quiet;
  errno = 0;
  GDALDatasetUniquePtr dataset(
      GDALDataset::Open(geopackage.c_str(), GDAL_OF_VECTOR | GDAL_OF_UPDATE, drivers_for_local_files()));
  if (!dataset) {
    throw write_failure(geopackage, last_gdal_error(), last_gdal_errno());
  }
  try {
    // As QGIS makes it, which writes rows of just these three columns; the project is a packed file in hexadecimal digits.
    execute(*dataset, "CREATE TABLE qgis_projects(name TEXT PRIMARY KEY, metadata BLOB, content BLOB)");
    execute(*dataset, fmt::format("INSERT INTO qgis_projects VALUES ('{}', '{{}}', '{}')", project_name,
                                  hexadecimal(packed(project))));
  } catch (const DataError& error) {
    throw write_failure(geopackage, error.what(), last_gdal_errno());
  }
  close(std::move(dataset), geopackage.string());
}

}  // namespace lykta
