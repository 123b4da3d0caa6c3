// The whole run from a CSV file to a folder of outputs, against what OGR alone needs for the same files: a pass over the input and
// writing the same layers from memory.
#include <chrono>
#include <filesystem>
#include <stdexcept>

#include <benchmark/benchmark.h>
#include <cpl_string.h>
#include <gdal_utils.h>

#include "bench/benchmarks.hpp"
#include "bench/clustered_points.hpp"
#include "bench/measure.hpp"
#include "bench/plain_pass.hpp"
#include "engine/questions/picture.hpp"
#include "geo/gdal/gdal_handle.hpp"
#include "geo/read/inputs.hpp"
#include "publish/delivery.hpp"

namespace lykta::bench {

namespace {

/// Fewer than of the others: a run of a million events takes a minute and more.
constexpr int repetitions = 3;

struct Stages {
  double read_s = 0;
  double picture_s = 0;
  double deliver_s = 0;
};

double seconds_since(std::chrono::steady_clock::time_point start) {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

InputsDescription inputs_description(const SourceDescription& source) {
  InputsDescription description;
  description.target_crs = events_crs;
  description.sources = {source};
  return description;
}

RunContext run_context() {
  return {.title = "Benchmark", .time_zone = "Europe/Stockholm", .language = Language::en, .defaults = {}};
}

/// What `lykta run` does after reading its configuration, which here says nothing but where the events are.
Stages whole_run(const SourceDescription& source, const std::filesystem::path& folder) {
  using Clock = std::chrono::steady_clock;
  Stages stages;
  auto start = Clock::now();
  const auto read = read_inputs(inputs_description(source));
  stages.read_s = seconds_since(start);

  start = Clock::now();
  const auto picture = make_picture(read.inputs, {});
  stages.picture_s = seconds_since(start);

  start = Clock::now();
  deliver(read, picture, run_context(), {}, folder, Existing::overwrite);
  stages.deliver_s = seconds_since(start);
  return stages;
}

std::filesystem::path output_folder(const Workspace& workspace, std::size_t events) {
  return workspace.folder() / fmt::format("run-{}", events);
}

/// As `ogr2ogr` does it.
GDALDatasetUniquePtr translated(GDALDataset& from, const std::filesystem::path& to,
                                const std::vector<const char*>& arguments) {
  CPLStringList list;
  for (const auto* argument : arguments) {
    list.AddString(argument);
  }
  GDALVectorTranslateOptions* options = GDALVectorTranslateOptionsNew(list.List(), nullptr);
  GDALDatasetH source = &from;
  GDALDatasetUniquePtr result(
      GDALDataset::FromHandle(GDALVectorTranslate(to.c_str(), nullptr, 1, &source, options, nullptr)));
  GDALVectorTranslateOptionsFree(options);
  if (!result) {
    throw std::runtime_error(fmt::format("{}: {}", to.string(), last_gdal_error()));
  }
  return result;
}

void copy_layers(GDALDataset& layers, const std::filesystem::path& folder) {
  translated(layers, folder / "lykta.gpkg", {"-f", "GPKG"});
  translated(layers, folder / "places.geojson", {"-f", "GeoJSON", "-lco", "RFC7946=YES", "places"});
  translated(layers, folder / "grid.geojson", {"-f", "GeoJSON", "-lco", "RFC7946=YES", "grid"});
  translated(layers, folder / "shapefile", {"-f", "ESRI Shapefile", "-lco", "ENCODING=UTF-8", "places", "grid"});
}

void run_benchmark(benchmark::State& state, Workspace& workspace, std::size_t events) {
  const auto source = workspace.source(FileFormat::csv, events);
  const auto folder = output_folder(workspace, events);
  Stages stages;
  measure(state, events, [&] { stages = whole_run(source, folder); });
  state.counters["read_s"] = stages.read_s;
  state.counters["picture_s"] = stages.picture_s;
  state.counters["deliver_s"] = stages.deliver_s;
}

void floor_benchmark(benchmark::State& state, Workspace& workspace, std::size_t events) {
  const auto source = workspace.source(FileFormat::csv, events);
  const auto delivered = output_folder(workspace, events);
  if (!std::filesystem::exists(delivered)) {
    whole_run(source, delivered);
  }
  const QuietGdal quiet;
  const GDALDatasetUniquePtr file(GDALDataset::Open((delivered / "lykta.gpkg").c_str(), GDAL_OF_VECTOR));
  const auto layers = translated(*file, "layers", {"-f", "Memory", "grid", "places", "incidents"});
  const auto copy = workspace.folder() / "copy";
  measure(state, events, [&] {
    std::filesystem::remove_all(copy);
    std::filesystem::create_directory(copy);
    pass_over_features(source.path);
    copy_layers(*layers, copy);
  });
}

/// One kind of output after the other: which takes how long?
struct OutputKind {
  const char* name;
  OutputOptions only;
};

void add_deliveries(Workspace& workspace, std::size_t events) {
  const OutputOptions none{.geopackage = false, .geojson = false, .shapefile = false, .raster = false, .csv = false};
  auto geopackage = none;
  geopackage.geopackage = true;
  auto geojson = none;
  geojson.geojson = true;
  auto shapefile = none;
  shapefile.shapefile = true;
  auto raster = none;
  raster.raster = true;
  for (const auto& [name, only] : {OutputKind{"geopackage", geopackage}, OutputKind{"geojson", geojson},
                                   OutputKind{"shapefile", shapefile}, OutputKind{"raster", raster}}) {
    add("deliver", "cell 100 m", events, name, [&workspace, events, only = only](benchmark::State& state) {
      const auto read = read_inputs(inputs_description(workspace.source(FileFormat::csv, events)));
      const auto picture = make_picture(read.inputs, {});
      const auto folder = workspace.folder() / "delivered";
      measure(state, events, [&] { deliver(read, picture, run_context(), only, folder, Existing::overwrite); });
    })->Repetitions(repetitions);
  }
}

}  // namespace

void add_whole_run(Workspace& workspace) {
  for (const auto events : event_numbers) {
    add("run", "csv, cell 100 m", events, "whole_run", [&workspace, events](benchmark::State& state) {
      run_benchmark(state, workspace, events);
    })->Repetitions(repetitions);
    add("run", "csv, cell 100 m", events, "floor", [&workspace, events](benchmark::State& state) {
      floor_benchmark(state, workspace, events);
    })->Repetitions(repetitions);
  }
  add_deliveries(workspace, 100'000);
}

}  // namespace lykta::bench
