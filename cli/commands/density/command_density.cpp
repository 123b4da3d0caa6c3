#include <algorithm>
#include <filesystem>
#include <functional>
#include <memory>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "cli/commands.hpp"
#include "cli/commands/density/density_options.hpp"
#include "cli/frame/console.hpp"
#include "cli/frame/kept_inputs.hpp"
#include "cli/frame/outputs.hpp"
#include "cli/frame/summary.hpp"
#include "cli/frame/work_estimate.hpp"
#include "cli/frame/zone_text.hpp"
#include "engine/base/error.hpp"
#include "engine/base/lengths.hpp"
#include "geo/files/naming_file.hpp"
#include "geo/write/raster_file.hpp"
#include "geo/write/sidecars.hpp"
#include "geo/write/vector_file.hpp"
#include "publish/layers/density_layers.hpp"
#include "publish/records/density_record.hpp"
#include "publish/records/json_text.hpp"
#include "publish/styles/styles.hpp"
#include "publish/tables/csv_table.hpp"
#include "publish/tables/rejects.hpp"

namespace lykta {

namespace {

Language language_of(const StepOptions& options) {
  if (options.language != "sv" && options.language != "en") {
    throw InvalidOption(fmt::format("--language {} is unknown; known are sv, en", options.language));
  }
  return options.language == "sv" ? Language::sv : Language::en;
}

/// Everything that can be refused before a file is read.
void check_outputs(const DensityCommand& options, Existing existing) {
  const auto& step = options.step;
  refuse_to_write_over_inputs({step.output, step.rejects, options.contours, options.bands},
                              {step.input, step.area.path, options.population, options.compare_with});
  if (!has_raster_ending(step.output)) {
    check_vector_ending(step.output, ".tif");
  }
  for (const auto& output : {options.contours, options.bands}) {
    if (!output.empty()) {
      check_vector_ending(output);
    }
  }
  std::vector<std::string> outputs{step.output, step.rejects, options.contours, options.bands};
  if (has_raster_ending(step.output)) {
    outputs.push_back(style_beside(step.output).string());
  }
  prepare_outputs(outputs, existing);
}

/// One density on its way into files. Lives until they are written.
class Delivery {
 public:
  Delivery(const DensityCommand& options, const ReadInputs& read, const DensityMap& map, Language language,
           const Progress& progress)
      : options_(options), read_(read), map_(map), language_(language), progress_(progress) {}

  /// How each of them is written.
  [[nodiscard]] std::vector<OutputFile> files() {
    const auto& output = options_.step.output;
    const auto draws = !options_.contours.empty() || !options_.bands.empty();
    const auto is_raster = has_raster_ending(output);
    if (draws || !is_raster) {
      compute_whole();
    }
    // What cannot be drawn is refused before anything is written.
    drawings_ = draws ? drawn() : std::vector<Drawing>();
    std::vector<OutputFile> files;
    if (is_raster) {
      files.push_back({output, [this](const std::filesystem::path& path) { write_raster(path); }});
      files.push_back({style_beside(output), [this](const std::filesystem::path& path) { write_style(path); }});
    } else {
      files.push_back({output, [this](const std::filesystem::path& path) {
                         const auto layer = density_cells_layer(map_, values_, read_.crs, language_);
                         write_layer_file(layer, language_, path, progress_);
                       }});
    }
    for (const auto& [path, layer] : drawings_) {
      files.push_back({path, [&layer = layer, this](const std::filesystem::path& whole_path) {
                         write_layer_file(layer, language_, whole_path, progress_);
                       }});
    }
    return files;
  }

 private:
  void compute_whole() {
    if (const auto values = map_.grid().size() * map_.bands().size(); values > 4 * DensityMap::whole_at_most) {
      throw InvalidOption(
          fmt::format("{:.3g} values are too many for vectors (at most {:.0e}): choose larger cells, or only a raster",
                      static_cast<double>(values), 4 * static_cast<double>(DensityMap::whole_at_most)));
    }
    values_ = map_.strip(0, map_.grid().rows(), progress_);
  }

  void write_raster(const std::filesystem::path& path) {
    // The classes need no more cells than this to find their limits.
    constexpr std::size_t cells_for_style = 1'000'000;
    const auto every = map_.grid().size() * map_.bands().size() / cells_for_style + 1;
    const auto take = [&](std::span<const double> strip) {
      for (std::size_t i = 0; i < strip.size(); i += every) {
        if (strip[i] >= 0) {
          sample_.push_back(strip[i]);
        }
      }
    };
    write_bands(path, take);
  }

  /// What QGIS opens the raster with. It is written after it.
  void write_style(const std::filesystem::path& path) const {
    const auto& bands = map_.bands();
    const auto ratio = std::ranges::find(bands, BandKind::ratio, &DensityBand::kind);
    if (ratio != bands.end()) {
      write_ratio_style(static_cast<std::size_t>(ratio - bands.begin()) + 1, language_, path);
    } else {
      write_raster_style(sample_, language_, path, unit_phrase(map_.options().unit));
    }
  }

  /// `take` sees each strip of each band.
  void write_bands(const std::filesystem::path& path, const std::function<void(std::span<const double>)>& take) const {
    RasterLimits limits;
    limits.threads = options_.threads;
    RasterWriter writer(frame_of(map_.grid()), read_.crs, raster_description(map_, language_), path, limits);
    const auto rows = map_.grid().rows();
    const auto per_strip = values_.empty() ? map_.rows_per_strip() : rows;
    for (std::size_t first = 0; first < rows; first += per_strip) {
      const auto count = std::min(per_strip, rows - first);
      const auto strip = values_.empty() ? map_.strip(first, count, per_strip < rows ? Progress() : progress_)
                                         : std::vector<std::vector<double>>();
      const auto& bands = values_.empty() ? strip : values_;
      for (std::size_t band = 0; band < bands.size(); ++band) {
        writer.write_rows(band, first, std::span(bands[band]));
      }
      for (const auto& band : bands) {
        take(band);
      }
      report(progress_, "raster", static_cast<double>(first + count) / static_cast<double>(rows));
    }
    writer.finish(progress_);
  }

  /// The band that contours are drawn of: the one asked for, else p where there is one, else the first.
  [[nodiscard]] std::size_t contoured_band() const {
    const auto& bands = map_.bands();
    std::vector<std::string> names;
    for (std::size_t band = 0; band < bands.size(); ++band) {
      names.push_back(band_name(map_, band));
      const auto is_default = options_.contour_of.empty() && bands[band].kind == BandKind::p_upper;
      if (is_default || names.back() == options_.contour_of) {
        return band;
      }
    }
    if (!options_.contour_of.empty()) {
      refuse_word("--contour-of", options_.contour_of, names);
    }
    return 0;
  }

  [[nodiscard]] std::vector<double> levels_of(std::size_t band) const {
    const auto kind = map_.bands()[band].kind;
    if (!options_.levels.empty()) {
      return options_.levels;
    }
    if (kind == BandKind::p_upper || kind == BandKind::p_two_sided) {
      return {0.01, 0.05};
    }
    const auto levels = options_.level_rule == "equal"    ? equal_levels
                        : options_.level_rule == "volume" ? volume_levels
                                                          : quantile_levels;
    return levels(values_[band], options_.level_count);
  }

  struct Drawing {
    std::string path;
    VectorLayer layer;
  };

  [[nodiscard]] std::vector<Drawing> drawn() const {
    if (map_.grid().shape() != CellShape::square) {
      throw InvalidOption("contours are drawn over squares: leave out --shape hexagon");
    }
    const auto band = contoured_band();
    const auto levels = levels_of(band);
    const auto frame = frame_of(map_.grid());
    const LevelSurface surface{values_[band], frame.columns, frame.rows, {frame.left, frame.bottom}, frame.cell_m};
    std::vector<Drawing> drawings;
    report(progress_, "contours", 0);
    if (!options_.contours.empty()) {
      drawings.push_back({options_.contours,
                          contour_lines_layer(surface, levels, read_.crs, contour_text(map_, band, false, language_))});
    }
    if (!options_.bands.empty()) {
      // Low p are what matters; of a density the band below the first level is most of the map.
      const auto kind = map_.bands()[band].kind;
      const auto lowest =
          kind == BandKind::p_upper || kind == BandKind::p_two_sided ? LowestBand::include : LowestBand::leave_out;
      drawings.push_back({options_.bands, contour_bands_layer(surface, levels, lowest, read_.crs,
                                                              contour_text(map_, band, true, language_))});
    }
    return drawings;
  }

  const DensityCommand& options_;
  const ReadInputs& read_;
  const DensityMap& map_;
  Language language_;
  Progress progress_;
  std::vector<std::vector<double>> values_;
  std::vector<double> sample_;  ///< of the values in the raster
  std::vector<Drawing> drawings_;
};

std::string bandwidth_text(const DensityCommand& options, const DensityMap& map) {
  const auto metres = [](double value) { return metres_text(value) + " m"; };
  auto text = "bandwidth " + metres(map.bandwidth_m());
  if (map.options().rule) {
    text += fmt::format(" ({})", options.step.bandwidth);
  }
  if (const auto range = map.adaptive_range_m()) {
    text += fmt::format(", adaptive from {} to {}", metres(range->first), metres(range->second));
  }
  return text;
}

std::string reason_text(ExactReason reason) {
  switch (reason) {
    case ExactReason::cheaper:
      return "here that takes no longer";
    case ExactReason::narrow_kernel:
      return fmt::format("the bandwidth is under {:g} cells", narrowest_fast);
    case ExactReason::kernel:
      return "this kernel has no fast way";
    case ExactReason::grid:
      return "the fast way needs squares, and at most 60 000 in a row";
    case ExactReason::tolerance:
      return fmt::format("a tolerance under {:g} is beyond the fast way", finest_tolerance);
    case ExactReason::check_failed:
      break;
  }
  return "the fast way erred by more than the tolerance";
}

std::string fast_text(const DensityMap& map) {
  const auto& fast = map.fast();
  if (!fast) {
    return {};
  }
  if (fast->exact) {
    return fmt::format("Computed exactly: {}.\n", reason_text(*fast->exact));
  }
  return fmt::format("Computed by Fourier transform; largest error at {} checked pixels {:.1e} of the maximum.\n",
                     fast->checked_pixels, fast->checked_error);
}

std::string time_text(const DensityMap& map) {
  const auto& counts = map.time_counts();
  std::string text;
  if (counts.without_time > 0) {
    text += fmt::format("{} left out.\n",
                        counted(counts.without_time, "event without a time is", "events without a time are"));
  }
  if (counts.whole_days > 0) {
    text += fmt::format("{} known to the day only and spread evenly over its hours.\n",
                        counted(counts.whole_days, "event is", "events are"));
  }
  return text;
}

std::string risk_text(const DensityMap& map) {
  if (!map.options().risk) {
    return {};
  }
  const auto& used = map.denominator();
  auto text =
      fmt::format("Denominator: {:.6g} {} at {}", used.weight,
                  map.options().risk->other_source ? "events" : "residents", counted(used.places, "place", "places"));
  text += used.outside_weight > 0 ? fmt::format("; {:.6g} outside the study area are left out.\n", used.outside_weight)
                                  : ".\n";
  if (map.options().risk->test != RiskTest::none) {
    text += "Note: each p stands for one cell; of many cells some are low by chance.\n";
  }
  if (map.options().risk->test == RiskTest::asymptotic) {
    text += "Note: asymptotic p are rough where fewer than some five events are expected; --p monte-carlo is not.\n";
  }
  return text;
}

std::string summary_of(const DensityCommand& options, const ReadInputs& read, const DensityMap& map,
                       const ReadingNotes& notes) {
  auto text = first_warnings_text(map.warnings()) +
              fmt::format("{}\n{} (weight {:.6g}) on {} x {} cells of {:g} m, {}; {} ({}, {}).\n", options.step.input,
                          counted(map.events(), "event", "events"), map.weight(), map.grid().columns(),
                          map.grid().rows(), map.options().grid.cell_m, bandwidth_text(options, map), read.crs.id(),
                          read.crs.name(), read.crs_reason);
  text += fast_text(map) + time_text(map);
  if (map.thin_cells() > 0) {
    text += fmt::format("{} no relative risk: fewer than {:g} of the denominator under the kernel.\n",
                        counted(map.thin_cells(), "cell has", "cells have"), map.options().risk->least_units);
  }
  text += risk_text(map);
  return text + losses_text(read, map.uses(), map.warnings(), options.step.rejects, notes);
}

void run_density(const DensityCommand& options) {
  const auto& step = options.step;
  const auto existing = existing_of(step.overwrite);
  check_outputs(options, existing);
  const auto language = language_of(step);
  auto map_options = map_of(options);
  if (has_raster_ending(step.output)) {
    // A raster has square pixels.
    map_options.grid.shape = CellShape::square;
  }
  Console console(step.quiet);
  const auto progress = console.progress();
  std::vector<std::string> guesses;
  auto read = read_inputs(inputs_of(options, guesses), progress);
  weigh_classes(options, read.inputs.classes);
  announce_work(read, map_options.grid, raster_cost, map_options.rule ? 0 : map_options.field.density.bandwidth_m,
                step.quiet || options.json ? Announce::never : Announce::large);
  const auto map = naming_file(step.input, [&] { return DensityMap(read.inputs, map_options, progress); });
  Delivery delivery(options, read, map, language, progress);
  auto files = delivery.files();
  if (!step.rejects.empty()) {
    files.push_back({step.rejects, [&](const std::filesystem::path& path) {
                       rejects_table(read, map.uses(), language).write(path);
                     }});
  }
  const auto made = write_output_files(files, existing);
  console.finish();
  tell_made_folders(made);
  if (options.json) {
    auto record = density_record(read, map, language);
    if (step.timings) {
      record["timings"] = console.timings();
    }
    print_line(json_text(record));
  } else if (!step.quiet) {
    auto written = step.output;
    for (const auto& other : {options.contours, options.bands}) {
      written += other.empty() ? "" : ", " + other;
    }
    print_line(summary_of(options, read, map, {.guesses = guesses, .hints = column_hints(step)}) + "Written to " +
               written);
  }
  if (step.timings && !options.json) {
    print_line(json_text(console.timings(), -1));
  }
}

}  // namespace

void add_command_density(CLI::App& app) {
  auto* command = app.add_subcommand(
      "density", "Kernel density of events: a cloud-optimised GeoTIFF (.tif), or cells in any vector format");
  auto options = std::make_shared<DensityCommand>();
  add_density_options(*command, *options);
  command->footer(
      "Example: lykta density incidents.gpkg density.tif --bandwidth 300 --cell 50\n"
      "         lykta density incidents.gpkg nights.tif --date time --hours 22-04 --weekdays fri,sat --edges uniform\n"
      "         lykta density incidents.gpkg risk.tif --population squares.gpkg --residents number --bandwidth 1000\n"
      "                       --contours raised.geojson");
  command->callback([command, options] {
    refuse_idle_options(*command, *options);
    run_density(*options);
  });
}

}  // namespace lykta
