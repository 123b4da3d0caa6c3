#include "geo/files/companion_files.hpp"

#include <algorithm>
#include <array>
#include <filesystem>
#include <span>
#include <string_view>

#include "geo/files/drawn_files.hpp"
#include "geo/files/locations.hpp"
#include "geo/values/text_values.hpp"

namespace lykta {

namespace fs = std::filesystem;

namespace {

/// Endings that stand in the place of the file's own.
constexpr std::array<std::string_view, 11> of_shapefile{".shp", ".shx", ".dbf", ".prj", ".cpg", ".qix",
                                                        ".sbn", ".sbx", ".idm", ".ind", ".qpj"};
constexpr std::array<std::string_view, 6> of_mapinfo{".tab", ".dat", ".map", ".id", ".mif", ".mid"};
/// Endings that are added to the whole name.
constexpr std::array<std::string_view, 3> of_sqlite{"-wal", "-shm", "-journal"};
constexpr std::array<std::string_view, 3> of_raster{".aux.xml", ".ovr", ".msk"};

bool is_one_of(std::string_view ending, std::span<const std::string_view> endings) {
  return std::ranges::find(endings, ending) != endings.end();
}

std::string upper_case(std::string text) {
  std::ranges::transform(text, text.begin(),
                         [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; });
  return text;
}

bool is_sqlite(std::string_view ending) {
  constexpr std::array<std::string_view, 4> endings{".gpkg", ".sqlite", ".db", ".mbtiles"};
  return is_one_of(ending, endings);
}

void add_in_place(const fs::path& path, std::span<const std::string_view> endings, std::vector<std::string>& files) {
  for (const auto ending : endings) {
    for (const auto& written : {std::string(ending), upper_case(std::string(ending))}) {
      if (auto file = fs::path(path).replace_extension(written).string(); file != path.string()) {
        files.push_back(std::move(file));
      }
    }
  }
}

void add_behind(const std::string& path, std::span<const std::string_view> endings, std::vector<std::string>& files) {
  for (const auto ending : endings) {
    files.push_back(path + std::string(ending));
  }
}

/// Without what GDAL's virtual file systems have in front of a name, "/vsizip/{a.zip}/b.csv".
std::string without_file_systems(std::string path) {
  while (path.starts_with("/vsi")) {
    const auto end = path.find('/', 1);
    if (end == std::string::npos) {
      return "";
    }
    path.erase(0, end + 1);
  }
  std::erase_if(path, [](char c) { return c == '{' || c == '}'; });
  return path;
}

bool exists(const std::string& path) {
  std::error_code error;
  return !path.empty() && fs::exists(path, error);
}

/// The first of the path's folders, seen from its end, that is a file.
std::string file_on_the_way(fs::path path) {
  while (path.has_filename() && !exists(path.string())) {
    path = path.parent_path();
  }
  std::error_code error;
  return fs::is_regular_file(path, error) ? path.string() : "";
}

void add_folder(const std::string& folder, std::vector<std::string>& files) {
  std::error_code error;
  for (fs::directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error)) {
    if (std::error_code of_entry; entry->is_regular_file(of_entry)) {
      files.push_back(entry->path().string());
    }
  }
  std::ranges::sort(files);
}

}  // namespace

std::string file_behind(const std::string& path) {
  if (exists(path)) {
    return path;
  }
  if (location_of(path).kind != LocationKind::local_file) {
    return "";
  }
  if (path.starts_with("/vsi")) {
    return file_on_the_way(without_file_systems(path));
  }
  // "GPKG:a.gpkg:layer"
  const auto first = path.find(':');
  if (first == std::string::npos) {
    return "";
  }
  auto file = path.substr(first + 1);
  std::erase(file, '"');
  if (const auto last = file.rfind(':'); !exists(file) && last != std::string::npos) {
    file.erase(last);
  }
  return exists(file) ? file : "";
}

std::vector<std::string> files_read_with(const std::string& path) {
  std::vector<std::string> files;
  const auto file = file_behind(path);
  std::error_code error;
  if (file.empty()) {
    return files;
  }
  if (fs::is_directory(file, error)) {
    add_folder(file, files);
    return files;
  }
  files.push_back(file);
  const auto ending = lower_case(fs::path(file).extension().string());
  if (is_one_of(ending, of_shapefile)) {
    add_in_place(file, of_shapefile, files);
  } else if (is_one_of(ending, of_mapinfo)) {
    add_in_place(file, of_mapinfo, files);
  } else if (is_sqlite(ending)) {
    add_behind(file, of_sqlite, files);
  }
  std::erase_if(files, [](const std::string& candidate) { return !exists(candidate); });
  return files;
}

std::vector<std::string> files_written_with(const std::string& path) {
  std::vector<std::string> files{path};
  const auto ending = lower_case(fs::path(path).extension().string());
  if (ending == ".shp") {
    add_in_place(path, of_shapefile, files);
  } else if (is_sqlite(ending)) {
    add_behind(path, of_sqlite, files);
  } else if (ending == ".tif" || ending == ".tiff") {
    add_behind(path, of_raster, files);
  }
  if (is_drawn(path)) {
    files.push_back(style_beside(path).string());
  }
  return files;
}

}  // namespace lykta
