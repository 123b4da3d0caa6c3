#include "geo/write/sidecars.hpp"

#include <algorithm>
#include <array>
#include <fstream>
#include <string_view>

#include <fmt/format.h>

#include "engine/base/error.hpp"
#include "geo/files/drawn_files.hpp"
#include "geo/files/is_there.hpp"
#include "geo/values/text_values.hpp"

namespace lykta {

namespace fs = std::filesystem;

namespace {

using Endings = std::span<const std::string_view>;

/// What belongs to a format: endings put behind the whole name, and endings in the place of the layer's own.
struct Companions {
  std::string_view ending;
  Endings behind;
  Endings instead;
};

// SQLite; PAM.
constexpr std::array<std::string_view, 4> behind_geopackage{"-wal", "-shm", "-journal", ".aux.xml"};
// GDAL: statistics, overviews, masks; ArcGIS: attribute table, metadata.
constexpr std::array<std::string_view, 8> behind_raster{".aux.xml", ".ovr",     ".ovr.aux.xml", ".msk",
                                                        ".msk.ovr", ".vat.dbf", ".vat.cpg",     ".xml"};
constexpr std::array<std::string_view, 5> instead_raster{".tfw", ".tifw", ".tiffw", ".rrd", ".aux"};
constexpr std::array<std::string_view, 2> behind_shapefile{".xml", ".aux.xml"};
// Parts; indexes of MapServer, ArcGIS, GDAL and QGIS; the encoding as GeoServer has it.
constexpr std::array<std::string_view, 19> instead_shapefile{".shx", ".dbf", ".prj", ".cpg", ".qix", ".sbn", ".sbx",
                                                             ".idm", ".ind", ".qpj", ".fbn", ".fbx", ".ain", ".aih",
                                                             ".ixs", ".mxs", ".atx", ".cst", ".fix"};
constexpr std::array<std::string_view, 1> instead_csv{".csvt"};
constexpr std::array<std::string_view, 1> behind_other{".aux.xml"};

constexpr std::array<Companions, 8> formats{{{".gpkg", behind_geopackage, {}},
                                             {".tif", behind_raster, instead_raster},
                                             {".tiff", behind_raster, instead_raster},
                                             {".shp", behind_shapefile, instead_shapefile},
                                             {".csv", {}, instead_csv},
                                             {".geojson", behind_other, {}},
                                             {".json", behind_other, {}},
                                             {".fgb", behind_other, {}}}};

std::string ending_of(const fs::path& path) { return lower_case(path.extension().string()); }

bool is_one_of(Endings endings, const std::string& text) { return std::ranges::find(endings, text) != endings.end(); }

std::vector<fs::path> files_beside(const fs::path& path) {
  std::vector<fs::path> files;
  std::error_code error;
  for (fs::directory_iterator entry(path.parent_path(), error), end; !error && entry != end; entry.increment(error)) {
    files.push_back(entry->path());
  }
  std::ranges::sort(files);
  return files;
}

/// Layers and rasters on the disk with the name of a style.
std::vector<fs::path> drawn_beside(const fs::path& style) {
  auto files = files_beside(style);
  std::erase_if(files, [&](const auto& file) { return file.stem() != style.stem() || !is_drawn(file); });
  return files;
}

bool is_own_style(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::string text(512, '\0');
  file.read(text.data(), static_cast<std::streamsize>(text.size()));
  return text.find(own_style_mark) != std::string::npos;
}

[[noreturn]] void refuse_style(const fs::path& style, const fs::path& layer, const fs::path& other) {
  throw InvalidOption(fmt::format("{} would be the style of {} and of {}: call the output otherwise", style.string(),
                                  layer.string(), other.string()));
}

/// The one layer among the outputs with the name of this style; there may be none.
const fs::path* owner_among(std::span<const fs::path> outputs, const fs::path& style) {
  const fs::path* owner = nullptr;
  for (const auto& output : outputs) {
    if (is_drawn(output) && style_beside(output) == style) {
      if (owner != nullptr) {
        throw InvalidOption(fmt::format("{} and {} would have the same style file {}: call one of them otherwise",
                                        owner->string(), output.string(), style.string()));
      }
      owner = &output;
    }
  }
  return owner;
}

}  // namespace

bool belongs_to(const std::string& name, const std::string& main) {
  const auto* const format = std::ranges::find(formats, ending_of(main), &Companions::ending);
  if (format == formats.end() || name == main) {
    return false;
  }
  if (name.starts_with(main) && is_one_of(format->behind, lower_case(name.substr(main.size())))) {
    return true;
  }
  const auto stem = fs::path(main).stem().string();
  if (!name.starts_with(stem + '.')) {
    return false;
  }
  const auto rest = lower_case(name.substr(stem.size()));
  // "a.FIELD.atx" is the index of a field.
  const auto is_field_index = format->ending == ".shp" && rest.ends_with(".atx");
  return is_one_of(format->instead, rest) || is_field_index;
}

bool is_users_style(const fs::path& path) {
  std::error_code error;
  return ending_of(path) == ".qml" && fs::is_regular_file(path, error) && fs::file_size(path, error) > 0 && !error &&
         !is_own_style(path);
}

bool is_kept_style(std::span<const fs::path> outputs, const fs::path& output) {
  return std::ranges::any_of(outputs,
                             [&](const fs::path& other) { return is_drawn(other) && style_beside(other) == output; }) &&
         is_users_style(output);
}

std::vector<fs::path> sidecars_of(const fs::path& main) {
  auto files = files_beside(main);
  std::erase_if(files,
                [&](const auto& file) { return !belongs_to(file.filename().string(), main.filename().string()); });
  const auto style = style_beside(main);
  if (is_drawn(main) && is_own_style(style) &&
      std::ranges::all_of(drawn_beside(style), [&](const auto& drawn) { return drawn == main; })) {
    files.push_back(style);
  }
  return files;
}

void check_styles(std::span<const fs::path> outputs) {
  for (const auto& output : outputs) {
    const auto is_style = ending_of(output) == ".qml";
    const auto style = style_beside(output);
    const auto* const owner = is_style || is_drawn(output) ? owner_among(outputs, style) : nullptr;
    // A layer that was there had its style, and shared it, before.
    if (owner == nullptr || is_there(*owner)) {
      continue;
    }
    if (std::ranges::find(outputs, style) == outputs.end() && !is_own_style(style)) {
      continue;
    }
    for (const auto& other : drawn_beside(style)) {
      if (std::ranges::find(outputs, other) == outputs.end()) {
        refuse_style(style, *owner, other);
      }
    }
  }
}

}  // namespace lykta
