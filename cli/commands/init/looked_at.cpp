#include "cli/commands/init/looked_at.hpp"

#include <algorithm>
#include <filesystem>
#include <utility>

#include <fmt/format.h>

#include "cli/commands/init/partner_polygons.hpp"
#include "engine/base/error.hpp"
#include "geo/files/locations.hpp"
#include "geo/read/kinds.hpp"

namespace lykta {

namespace {

/// A path of the configuration as seen from here.
std::string resolved(const std::string& path, const std::string& folder) {
  const auto is_elsewhere = location_of(path).kind != LocationKind::local_file;
  // By its letters: the folder need not be there yet.
  return is_elsewhere || std::filesystem::path(path).is_absolute()
             ? path
             : (std::filesystem::path(folder) / path).lexically_normal().string();
}

/// Of a GeoPackage with several layers the first; sheets are chosen by the reader.
std::string layer_to_name(const std::string& path) {
  if (is_table_file(path)) {
    return "";
  }
  const auto layers = layer_names(path, {});
  return layers.size() > 1 ? layers.front() : "";
}

struct HowToLook {
  std::optional<Box> expected{};  ///< where the events lie
  std::string time_zone{};
};

/// One layer of a file; without a name the one that a run would take.
LookedAt look_at(const std::string& path, const std::string& here, const std::string& layer, const HowToLook& how,
                 const Progress& progress) {
  LookedAt file{.path = path, .layer = layer, .found = {}};
  file.found = inspect({.path = here,
                        .layer = layer,
                        .area = {},
                        .expected_degrees = how.expected,
                        .time_zone = how.time_zone,
                        .allowed_hosts = {}},
                       progress);
  if (file.layer.empty() && file.found.format.layers.size() > 1) {
    file.layer = file.found.format.layer;
  }
  return file;
}

bool is_study_area(const LookedAt& file) { return file.found.has_polygons && !is_about_areas(file.found.guess.kind); }

/// Why a layer of a file with several is no source; empty where it is one.
Said why_left_out(const LookedAt& file, bool has_polygons_before) {
  const auto& found = file.found;
  const auto& hidden = found.format.hidden_layers;
  if (found.rows == 0) {
    return said({"inga rader", "no rows"});
  }
  if (std::ranges::find(hidden, file.layer) != hidden.end()) {
    return said({"ett dolt blad", "a hidden sheet"});
  }
  if (found.format.driver == "GPX" && file.layer != "waypoints") {
    return said({"ett spår, inga händelser", "a track, no events"});
  }
  if (is_study_area(file)) {
    return has_polygons_before ? said({"polygoner", "polygons"}) : Said();
  }
  if (needs_polygons(file)) {
    return {};
  }
  if (!found.not_read.empty()) {
    return found.not_read;
  }
  const auto is_used = found.report && found.report->sources.front().used > 0;
  return is_used ? Said() : said({"inga lägen", "no positions"});
}

/// All layers of a file that are worth a block of their own, at least one.
std::vector<LookedAt> layers_worth_reading(const std::string& path, const std::string& folder, const HowToLook& how,
                                           const Progress& progress) {
  const auto here = resolved(path, folder);
  std::vector<LookedAt> files;
  files.push_back(look_at(path, here, layer_to_name(here), how, progress));
  const auto names = files.front().found.format.layers;
  if (names.size() < 2) {
    return files;
  }
  for (const auto& name : names) {
    if (name != files.front().layer) {
      files.push_back(look_at(path, here, name, how, progress));
    }
  }
  std::vector<LookedAt> kept;
  std::vector<Said> left_out;
  auto has_polygons = false;
  for (auto& file : files) {
    if (const auto why = why_left_out(file, has_polygons); !why.empty()) {
      left_out.push_back(
          file.found.rows == 1
              ? said({"lagret {} (1 rad) är ingen källa: {}", "layer {} (1 row) is no source: {}"}, file.layer, why)
              : said({"lagret {} ({} rader) är ingen källa: {}", "layer {} ({} rows) is no source: {}"}, file.layer,
                     file.found.rows, why));
      continue;
    }
    has_polygons = has_polygons || is_study_area(file);
    kept.push_back(std::move(file));
  }
  if (kept.empty()) {
    kept.push_back(look_at(path, here, files.front().layer, how, progress));
    left_out.clear();
  }
  const auto sources = std::ranges::count_if(kept, [](const LookedAt& file) { return !is_study_area(file); });
  for (auto& file : kept) {
    file.is_one_of_several = sources > 1;
  }
  kept.front().left_out = std::move(left_out);
  return kept;
}

/// Finds the polygons that tables are about; says which of the files of polygons are such.
std::vector<bool> join_tables(std::vector<LookedAt>& files, const std::vector<LookedAt>& polygons) {
  std::vector<bool> is_partner(polygons.size(), false);
  std::vector<PolygonFile> candidates;
  for (const auto& file : polygons) {
    candidates.push_back({file.found.path, file.layer});
  }
  for (auto& file : files) {
    const auto& area_column = file.found.guess.columns.area;
    if (!needs_polygons(file) || area_column.empty()) {
      continue;
    }
    if (const auto partner = find_partner(file.found.path, file.layer, area_column, candidates)) {
      file.polygons_path = polygons[partner->file].path;
      file.polygons_layer = polygons[partner->file].layer;
      file.polygons_column = partner->column;
      is_partner[partner->file] = true;
    }
  }
  return is_partner;
}

}  // namespace

bool needs_polygons(const LookedAt& file) {
  const auto& columns = file.found.guess.columns;
  return is_about_areas(file.found.guess.kind) && !file.found.format.has_geometry && columns.x.empty() &&
         columns.position.empty();
}

LookedAtFiles look_at_files(const std::vector<std::string>& paths, const std::string& folder,
                            const std::string& time_zone, const Progress& progress) {
  // Polygons first: where they lie helps to tell the systems of the others apart.
  HowToLook how{.expected = {}, .time_zone = time_zone};
  for (const auto& path : paths) {
    const auto here = resolved(path, folder);
    if (!how.expected && !is_table_file(here)) {
      how.expected = extent_of_polygons(here, layer_to_name(here));
    }
  }
  LookedAtFiles files;
  for (const auto& path : paths) {
    for (auto& file : layers_worth_reading(path, folder, how, progress)) {
      (is_study_area(file) ? files.polygons : files.sources).push_back(std::move(file));
    }
  }
  files.is_partner = join_tables(files.sources, files.polygons);
  return files;
}

void count_within(const LookedAt& area, const std::string& where, const std::string& time_zone,
                  std::vector<LookedAt>& sources, const Progress& progress) {
  for (auto& file : sources) {
    if (file.found.guess.kind != SourceKind::incidents || !file.found.report) {
      continue;
    }
    AreaDescription within;
    within.path = area.found.path;
    within.path_as_written = area.path;
    within.layer = area.layer;
    within.where = where;
    auto found = inspect({.path = file.found.path,
                          .layer = file.layer,
                          .area = within,
                          .expected_degrees = {},
                          .time_zone = time_zone,
                          .allowed_hosts = {}},
                         progress);
    // Where it cannot be read so, the run will say why.
    if (found.report && found.not_read.empty()) {
      file.found = std::move(found);
    }
  }
}

const LookedAt* study_area_of(const LookedAtFiles& files) {
  const auto& [sources, polygons, is_partner] = files;
  const LookedAt* area = nullptr;
  for (const auto wanted : {false, true}) {
    for (std::size_t i = 0; i < polygons.size(); ++i) {
      if (is_partner[i] != wanted) {
        continue;
      }
      if (area != nullptr && !wanted) {
        throw InvalidOption(
            fmt::format("{} and {} both hold polygons without residents, and no table names their areas: which one is "
                        "the study area? Give one of them",
                        area->path, polygons[i].path));
      }
      area = area != nullptr ? area : &polygons[i];
    }
  }
  return area;
}

}  // namespace lykta
