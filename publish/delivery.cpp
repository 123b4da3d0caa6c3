#include "publish/delivery.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <filesystem>
#include <iterator>
#include <optional>
#include <ranges>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "engine/base/error.hpp"
#include "engine/questions/weekly_picture.hpp"
#include "geo/write/long_texts.hpp"
#include "geo/write/raster_file.hpp"
#include "geo/write/vector_file.hpp"
#include "publish/context/context_kinds.hpp"
#include "publish/layers/area_layers.hpp"
#include "publish/layers/density_layers.hpp"
#include "publish/layers/emerging_layers.hpp"
#include "publish/layers/layers.hpp"
#include "publish/layers/log_layers.hpp"
#include "publish/layers/place_tables.hpp"
#include "publish/layers/strata_layers.hpp"
#include "publish/layers/week_calendar_table.hpp"
#include "publish/layers/weekly_layers.hpp"
#include "publish/phone/phone_places.hpp"
#include "publish/pictures/map_sheet.hpp"
#include "publish/pictures/png_picture.hpp"
#include "publish/pictures/week_picture.hpp"
#include "publish/project/project.hpp"
#include "publish/records/json_text.hpp"
#include "publish/report/places_workbook.hpp"
#include "publish/report/report.hpp"
#include "publish/styles/styles.hpp"
#include "publish/styles/value_texts.hpp"
#include "publish/tables/csv_table.hpp"
#include "publish/tables/rejects.hpp"
#include "publish/tables/week_table.hpp"
#include "publish/words/code_words.hpp"
#include "publish/words/density_names.hpp"
#include "publish/words/period_record.hpp"
#include "publish/words/words.hpp"

namespace lykta {

namespace {

/// What the outputs are made of.
struct Delivered {
  Publication publication;
  const RunContext& context;
  const OutputOptions& outputs;
};

using Path = std::filesystem::path;

/// Layers with their styles, from the bottom of the map to the top, as QGIS stacks them.
class MapLayers {
 public:
  explicit MapLayers(const Publication& publication) : publication_(publication) {}

  void add(VectorLayer layer) {
    add_code_texts(layer, publication_.language);
    styles_.push_back(with_value_texts(layer_style(publication_, layer), layer));
    layers_.push_back(std::move(layer));
  }
  void add(const ContextKind& kind) {
    if (kind.records(publication_.read.inputs) > 0) {
      layers_.push_back(kind.layer(publication_));
      add_code_texts(layers_.back(), publication_.language);
      styles_.push_back(with_value_texts(style_text(kind.style(publication_), layers_.back()), layers_.back()));
    }
  }
  void write(const Path& path, const Progress& progress) const {
    write_vector_file(layers_, path, progress);
    write_geopackage_styles(layers_, styles_, path);
  }
  /// The same as a project of QGIS; `density_style` of the raster beside it, where that is written.
  [[nodiscard]] std::string project(const RunContext& context, std::optional<std::string> density_style) const {
    return project_text({publication_, context, layers_, styles_, std::move(density_style)});
  }

 private:
  const Publication& publication_;
  std::vector<VectorLayer> layers_;
  std::vector<std::string> styles_;
};

MapLayers map_layers(const Publication& publication) {
  MapLayers map(publication);
  const auto add_context = [&](bool below_the_grid) {
    for (const auto* kind : context_kinds | std::views::reverse) {
      if (kind->lies_below_the_grid == below_the_grid) {
        map.add(*kind);
      }
    }
  };
  add_context(true);
  map.add(grid_layer(publication));
  if (publication.picture.strata) {
    map.add(strata_layer(publication));
  }
  if (const auto& emerging = publication.picture.emerging) {
    map.add(emerging_layer(emerging, publication.read.crs, publication.language));
  }
  if (!publication.picture.reference_cells.empty()) {
    map.add(reference_cells_layer(publication));
  }
  map.add(places_layer(publication));
  if (publication.picture.weekly) {
    map.add(week_places_layer(publication));
  }
  if (publication.picture.levels) {
    map.add(levels_layer(publication));
  }
  map.add(incidents_layer(publication));
  if (publication.read.inputs.observations.size() > 0) {
    map.add(observations_layer(publication));
  }
  add_context(false);
  if (publication.picture.actions) {
    map.add(actions_layer(publication));
  }
  map.add(boundary_layer(publication));
  map.add(names_layer(publication));
  return map;
}

/// Where edges are corrected a cell may have no density.
std::vector<double> known_densities(const Picture& picture) {
  std::vector<double> known;
  std::ranges::copy_if(raster_values(picture), std::back_inserter(known),
                       [](double density) { return !std::isnan(density); });
  return known;
}

std::string project_of(const MapLayers& map, const Delivered& from) {
  std::optional<std::string> density;
  if (from.outputs.raster) {
    const auto& picture = from.publication.picture;
    density = raster_style(known_densities(picture), from.context.language, unit_phrase(picture.options.raster.unit));
  }
  return map.project(from.context, std::move(density));
}

void write_geopackage(const Delivered& from, const Path& path, const Progress& progress) {
  const auto map = map_layers(from.publication);
  map.write(path, progress);
  if (from.outputs.project_in_geopackage) {
    add_project(project_of(map, from), path);
  }
}

void write_qgis_project(const Delivered& from, const Path& path, const Progress& progress) {
  report(progress, "writing the project", 0);
  write_project(project_of(map_layers(from.publication), from), path);
}

void write_places(const Delivered& from, const Path& path, const Progress& progress) {
  const auto layer = places_layer(from.publication);
  write_vector_file(std::span(&layer, 1), path, progress);
}

void write_grid(const Delivered& from, const Path& path, const Progress& progress) {
  const auto layer = grid_layer(from.publication);
  write_vector_file(std::span(&layer, 1), path, progress);
}

/// A layer as a table of its own.
template <VectorLayer (*layer)(const Publication&)>
void write_table(const Delivered& from, const Path& path, const Progress& progress) {
  report(progress, "writing tables", 0);
  table_of(layer(from.publication), from.publication.language).write(path);
}

/// The meanings of the Shapefiles' short names.
void write_fields(const Delivered& from, const Path& path, const Progress& /*progress*/) {
  const auto language = from.publication.language;
  CsvTable meanings({"file", "short_name", "name", "label", "unit", "meaning"}, language);
  for (const auto& layer : {in_pieces(places_layer(from.publication)), in_pieces(grid_layer(from.publication))}) {
    for (const auto& field : layer.fields) {
      const auto meaning = field.continues.empty()
                               ? field.meaning
                               : say(language,
                                     {"Texten i {} fortsätter här: ett fält i en Shapefile rymmer 254 byte.",
                                      "The text of {} goes on here: a field of a Shapefile holds 254 bytes."},
                                     field.continues);
      meanings.add_row({layer.name + ".shp", field.short_name, field.name, field.label, field.unit, meaning});
    }
  }
  meanings.write(path);
}

/// Of a unit of its own it is called as by `lykta density`; of certain hours it says so.
RasterBand density_band(const RasterOptions& options, Language language) {
  auto band = density_band_of(options.unit, language);
  if (options.unit == DensityUnit::per_km2) {
    band.description = Phrase{"Täthet (kerneltäthet)", "Kernel density"}.in(language);
  }
  if (options.hours) {
    band.description += Phrase{", bara vissa tider", ", certain times only"}.in(language);
  }
  return band;
}

/// What a raster of its own says of itself, in the words of that of `lykta density`.
std::vector<std::pair<std::string, std::string>> raster_items(const Picture& picture) {
  const auto& asked = picture.options.raster;
  if (!picture.raster || asked.is_that_of_cells()) {
    return {};
  }
  std::vector<std::pair<std::string, std::string>> items{
      {"BANDWIDTH_M", fmt::format("{:.6g}", picture.options.density.bandwidth_m)},
      {"UNIT", std::string(unit_name(asked.unit))},
      {"WEIGHT", fmt::format("{:.6g}", picture.raster->weight)}};
  if (asked.hours) {
    items.emplace_back("HOURS", hours_record(asked.hours).dump());
  }
  return items;
}

void write_density(const Delivered& from, const Path& path, const Progress& progress) {
  report(progress, "writing tables", 0);
  const auto& [publication, context, outputs] = from;
  const auto stamp =
      fmt::format("{} - {} - lykta {}", context.title, internal_stamp(context.language), program_version());
  write_raster_file(raster_grid(publication.picture), raster_values(publication.picture), publication.read.crs,
                    {.bands = {density_band(publication.picture.options.raster, context.language)},
                     .stamp = stamp,
                     .items = raster_items(publication.picture)},
                    path);
}

void write_density_style(const Delivered& from, const Path& path, const Progress& /*progress*/) {
  const auto& picture = from.publication.picture;
  write_raster_style(known_densities(picture), from.context.language, path, unit_phrase(picture.options.raster.unit));
}

/// The heat table of the week, to print.
void write_week_picture(const Delivered& from, const Path& path, const Progress& /*progress*/) {
  const auto& [publication, context, outputs] = from;
  const auto language = context.language;
  std::string subtitle = Phrase{"Händelser per veckodag och timme", "Events by weekday and hour"}.in(language);
  if (const auto period = period_record(publication.picture.options.period); !period.is_null()) {
    subtitle += fmt::format(fmt::runtime(Phrase{", {} till {}", ", {} to {}"}.in(language)),
                            period["from"].get<std::string>(), period["to"].get<std::string>());
  }
  write_text_file(week_picture(*publication.picture.week, {context.title, subtitle}, language), path);
}

/// The same to reckon with.
void write_week_table(const Delivered& from, const Path& path, const Progress& /*progress*/) {
  const auto& [publication, context, outputs] = from;
  table_of(week_layer(*publication.picture.week, publication.read.crs, context.language), context.language).write(path);
}

void write_rejects(const Delivered& from, const Path& path, const Progress& /*progress*/) {
  const auto& [publication, context, outputs] = from;
  rejects_table(publication.read, publication.picture.use, context.language).write(path);
}

void write_report(const Delivered& from, const Path& path, const Progress& progress) {
  report(progress, "writing the report", 0);
  write_text_file(report_html(from.publication, from.context), path);
}

std::string map_of(const Delivered& from) { return map_sheet(from.publication, from.context, from.outputs.map_paper); }

void write_map(const Delivered& from, const Path& path, const Progress& progress) {
  report(progress, "drawing the map", 0);
  write_text_file(map_of(from), path);
}

void write_map_picture(const Delivered& from, const Path& path, const Progress& /*progress*/) {
  constexpr double pixels_per_inch = 200;
  write_png(map_of(from), pixels_per_inch, path);
}

void write_workbook_of_places(const Delivered& from, const Path& path, const Progress& progress) {
  write_places_workbook(from.publication, from.context, path, progress);
}

void write_gpx(const Delivered& from, const Path& path, const Progress& /*progress*/) {
  write_text_file(places_gpx(from.publication, from.context), path);
}

void write_kmz(const Delivered& from, const Path& path, const Progress& /*progress*/) {
  write_text_file(places_kmz(from.publication, from.context), path);
}

void write_record(const Delivered& from, const Path& path, const Progress& /*progress*/) {
  const auto& [publication, context, outputs] = from;
  const auto record = run_record(publication.read, publication.picture, context);
  write_text_file(json_text(record) + "\n", path);
}

/// An output of a run: what it is called, when it is wanted, and how it is written.
struct Output {
  const char* name;
  bool (*is_wanted)(const OutputOptions&, const Picture&);
  void (*write)(const Delivered&, const Path&, const Progress&);
};

bool wants_geopackage(const OutputOptions& outputs, const Picture& /*picture*/) { return outputs.geopackage; }
/// It opens what the GeoPackage holds.
bool wants_project(const OutputOptions& outputs, const Picture& /*picture*/) {
  return outputs.project && outputs.geopackage;
}
bool wants_geojson(const OutputOptions& outputs, const Picture& /*picture*/) { return outputs.geojson; }
bool wants_shapefile(const OutputOptions& outputs, const Picture& /*picture*/) { return outputs.shapefile; }
bool wants_raster(const OutputOptions& outputs, const Picture& /*picture*/) { return outputs.raster; }
bool wants_csv(const OutputOptions& outputs, const Picture& /*picture*/) { return outputs.csv; }
bool wants_strata(const OutputOptions& outputs, const Picture& picture) { return outputs.csv && picture.strata; }
bool wants_week(const OutputOptions& outputs, const Picture& picture) { return outputs.hours && picture.week; }
bool wants_weekly(const OutputOptions& outputs, const Picture& picture) { return outputs.week && picture.weekly; }
bool wants_week_calendar(const OutputOptions& outputs, const Picture& picture) {
  return outputs.week && picture.weekly && picture.weekly->has_calendar;
}
bool wants_actions(const OutputOptions& outputs, const Picture& picture) { return outputs.actions && picture.actions; }
bool wants_levels(const OutputOptions& outputs, const Picture& picture) { return outputs.levels && picture.levels; }
bool wants_report(const OutputOptions& outputs, const Picture& /*picture*/) { return outputs.report; }
bool wants_workbook(const OutputOptions& outputs, const Picture& /*picture*/) { return outputs.workbook; }
bool wants_phone(const OutputOptions& outputs, const Picture& /*picture*/) { return outputs.phone; }
bool wants_map(const OutputOptions& outputs, const Picture& /*picture*/) { return outputs.map; }
bool is_always_wanted(const OutputOptions& /*outputs*/, const Picture& /*picture*/) { return true; }

/// All of them. What is not in this list, and belongs to nothing in it, is a file of the user's.
constexpr std::array<Output, 29> all_outputs{
    {{"report.html", wants_report, write_report},
     {"map.svg", wants_map, write_map},
     {"map.png", wants_map, write_map_picture},
     {"places.xlsx", wants_workbook, write_workbook_of_places},
     {"places.gpx", wants_phone, write_gpx},
     {"places.kmz", wants_phone, write_kmz},
     {"lykta.gpkg", wants_geopackage, write_geopackage},
     {"lykta.qgz", wants_project, write_qgis_project},
     {"places.geojson", wants_geojson, write_places},
     {"grid.geojson", wants_geojson, write_grid},
     {"shapefile/places.shp", wants_shapefile, write_places},
     {"shapefile/grid.shp", wants_shapefile, write_grid},
     {"shapefile/fields.csv", wants_shapefile, write_fields},
     {"density.tif", wants_raster, write_density},
     {"density.qml", wants_raster, write_density_style},
     {"places.csv", wants_csv, write_table<places_layer>},
     {"place_scores.csv", wants_csv, write_table<place_scores_table>},
     {"place_windows.csv", wants_csv, write_table<place_windows_table>},
     {"place_hours.csv", wants_csv, write_table<place_hours_table>},
     {"strata.csv", wants_strata, write_table<strata_table>},
     {"hours.svg", wants_week, write_week_picture},
     {"hours.csv", wants_week, write_week_table},
     {"week.csv", wants_weekly, write_table<week_table>},
     {"week_events.csv", wants_weekly, write_table<week_events_table>},
     {"week_calendar.csv", wants_week_calendar, write_table<week_calendar_table>},
     {"actions.csv", wants_actions, write_table<actions_layer>},
     {"levels.csv", wants_levels, write_table<levels_table>},
     {"rejects.csv", is_always_wanted, write_rejects},
     {run_file_name, is_always_wanted, write_record}}};

}  // namespace

void check(const OutputOptions& outputs) {
  if (outputs.map && !has_fonts()) {
    throw DataError(
        "map.png: this machine has no font to write the names with. Install one (Debian: fonts-dejavu-core), or leave "
        "the map out: "
        "map = false under [output] of the configuration");
  }
}

bool is_written(const OutputKind& kind, const OutputOptions& outputs, const Picture& picture) {
  auto without = outputs;
  without.*kind.wanted = false;
  return std::ranges::any_of(all_outputs, [&](const Output& output) {
    return output.is_wanted(outputs, picture) && !output.is_wanted(without, picture);
  });
}

OwnNames delivery_names(bool makes_configuration) {
  std::vector<std::string> names;
  if (makes_configuration) {
    names.emplace_back(kept_configuration);
  }
  for (const auto& output : all_outputs) {
    names.emplace_back(output.name);
  }
  return OwnNames(std::move(names));
}

const StudyGrid& raster_grid(const Picture& picture) { return picture.raster ? picture.raster->study : picture.study; }

const std::vector<double>& raster_values(const Picture& picture) {
  return picture.raster ? picture.raster->density : picture.cells.density_per_km2;
}

std::vector<std::filesystem::path> deliver(const ReadInputs& read, const Picture& picture, const RunContext& context,
                                           const OutputOptions& outputs, const std::filesystem::path& folder,
                                           Existing existing, const Progress& progress, FileBeside* beside) {
  const Delivered from{{picture, read, context.language, outputs.empty_cells}, context, outputs};
  const auto makes_configuration = !context.made_configuration.empty();
  OutputFolder out(folder, delivery_names(makes_configuration), existing);
  if (makes_configuration) {
    out.write(kept_configuration, [&](const Path& path) { write_text_file(context.made_configuration, path); });
  }
  for (const auto& output : all_outputs) {
    if (output.is_wanted(outputs, picture)) {
      out.write(output.name, [&](const Path& path) { output.write(from, path, progress); });
    }
  }
  // The last moment at which an interruption leaves nothing behind.
  report(progress, "writing", 1);
  if (beside == nullptr) {
    return out.finish();
  }
  beside->check();
  auto made = out.finish();
  beside->put();
  return made;
}

}  // namespace lykta
