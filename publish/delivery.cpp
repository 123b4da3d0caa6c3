#include "publish/delivery.hpp"

#include <algorithm>
#include <array>
#include <filesystem>
#include <string_view>
#include <vector>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "geo/write/raster_file.hpp"
#include "geo/write/vector_file.hpp"
#include "geo/write/write_failure.hpp"
#include "publish/csv_table.hpp"
#include "publish/emerging_layers.hpp"
#include "publish/json_text.hpp"
#include "publish/layers.hpp"
#include "publish/rejects.hpp"
#include "publish/styles.hpp"
#include "publish/week_picture.hpp"
#include "publish/week_table.hpp"

namespace lykta {

namespace {

void write_geopackage(const Publication& publication, const std::filesystem::path& path, const Progress& progress) {
  // From the bottom of the map to the top, as QGIS stacks them.
  const auto& inputs = publication.read.inputs;
  std::vector<VectorLayer> layers;
  if (!inputs.survey.empty()) {
    layers.push_back(survey_areas_layer(publication));
  }
  layers.push_back(grid_layer(publication));
  if (const auto& emerging = publication.picture.emerging) {
    layers.push_back(emerging_layer(emerging, publication.read.crs, publication.language));
  }
  layers.push_back(places_layer(publication));
  layers.push_back(incidents_layer(publication));
  if (inputs.observations.size() > 0) {
    layers.push_back(observations_layer(publication));
  }
  if (inputs.accidents.size() > 0) {
    layers.push_back(accidents_layer(publication));
  }
  if (inputs.visits.size() > 0) {
    layers.push_back(visits_layer(publication));
  }
  write_vector_file(layers, path, progress);
  write_geopackage_styles(publication, layers, path);
}

void write_shapefiles(const Publication& publication, const std::filesystem::path& folder, const Progress& progress) {
  std::filesystem::create_directory(folder);
  const auto language = publication.language;
  CsvTable meanings({"file", "short_name", "name", "label", "unit", "meaning"}, language);
  for (const auto& layer : {places_layer(publication), grid_layer(publication)}) {
    write_vector_file(std::span(&layer, 1), folder / (layer.name + ".shp"), progress);
    for (const auto& field : layer.fields) {
      meanings.add_row({layer.name + ".shp", field.short_name, field.name, field.label, field.unit, field.meaning});
    }
  }
  meanings.write(folder / "fields.csv");
}

/// The heat table of the week, to print and to reckon with.
void write_week(const Publication& publication, const RunContext& context, const WholeFolder& out) {
  const auto& week = *publication.picture.week;
  const auto language = context.language;
  std::string subtitle = Phrase{"Händelser per veckodag och timme", "Events by weekday and hour"}.in(language);
  if (const auto period = period_record(publication.picture.options.period); !period.is_null()) {
    subtitle += fmt::format(fmt::runtime(Phrase{", {} till {}", ", {} to {}"}.in(language)),
                            period["from"].get<std::string>(), period["to"].get<std::string>());
  }
  write_text_file(week_picture(week, {context.title, subtitle}, language), out.file("week.svg"));
  table_of(week_layer(week, publication.read.crs, language), language).write(out.file("week.csv"));
}

}  // namespace

bool is_output_of_run(const std::filesystem::path& relative) {
  constexpr std::array<std::string_view, 10> files{"lykta.gpkg",  "places.geojson", "grid.geojson", "density.tif",
                                                   "week.svg",    "week.csv",       "density.qml",  "places.csv",
                                                   "rejects.csv", run_file_name};
  if (relative.has_parent_path()) {
    const auto stem = relative.stem();
    return relative.parent_path() == "shapefile" && (stem == "places" || stem == "grid" || stem == "fields");
  }
  return std::ranges::find(files, relative.string()) != files.end();
}

const StudyGrid& raster_grid(const Picture& picture) { return picture.raster ? picture.raster->study : picture.study; }

const std::vector<double>& raster_values(const Picture& picture) {
  return picture.raster ? picture.raster->per_km2 : picture.cells.density_per_km2;
}

namespace {

void write_outputs(const ReadInputs& read, const Picture& picture, const RunContext& context,
                   const OutputOptions& outputs, const WholeFolder& out, const Progress& progress) {
  const Publication publication{picture, read, context.language};
  if (outputs.geopackage) {
    write_geopackage(publication, out.file("lykta.gpkg"), progress);
  }
  if (outputs.geojson) {
    for (const auto& layer : {places_layer(publication), grid_layer(publication)}) {
      write_vector_file(std::span(&layer, 1), out.file(layer.name + ".geojson"), progress);
    }
  }
  if (outputs.shapefile) {
    write_shapefiles(publication, out.file("shapefile"), progress);
  }
  report(progress, "writing tables", 0);
  if (outputs.raster) {
    const auto stamp =
        fmt::format("{} - {} - lykta {}", context.title, internal_stamp(context.language), program_version());
    write_raster_file(raster_grid(picture), raster_values(picture), read.crs,
                      {{{Phrase{"Kärntäthet", "Kernel density"}.in(context.language), "events/km2"}}, stamp},
                      out.file("density.tif"));
    write_raster_style(raster_values(picture), context.language, out.file("density.tif"));
  }
  if (outputs.csv) {
    table_of(places_layer(publication), context.language).write(out.file("places.csv"));
  }
  if (outputs.week && picture.week) {
    write_week(publication, context, out);
  }
  rejects_table(read, picture.use, context.language).write(out.file("rejects.csv"));
  write_text_file(json_text(run_record(read, picture, context)) + "\n", out.file(run_file_name));
}

}  // namespace

void deliver(const ReadInputs& read, const Picture& picture, const RunContext& context, const OutputOptions& outputs,
             const std::filesystem::path& folder, Existing existing, const Progress& progress) {
  WholeFolder out(folder, existing);
  naming_outputs(out.file(""), folder / "", [&] { write_outputs(read, picture, context, outputs, out, progress); });
  // The last moment at which an interruption leaves nothing behind.
  report(progress, "writing tables", 1);
  out.finish(&is_output_of_run);
}

}  // namespace lykta
