#include "cli/commands/density/density_files.hpp"

#include <algorithm>
#include <filesystem>
#include <functional>
#include <span>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "cli/values/option_words.hpp"
#include "engine/base/error.hpp"
#include "geo/write/raster_file.hpp"
#include "geo/write/sidecars.hpp"
#include "publish/layers/density_layers.hpp"
#include "publish/styles/styles.hpp"

namespace lykta {

namespace {

/// One density on its way into files.
class DensityFiles : public std::enable_shared_from_this<DensityFiles> {
 public:
  DensityFiles(const DensityCommand& options, const ReadInputs& read, std::shared_ptr<const DensityMap> map,
               Language language, const Progress& progress)
      : options_(options), read_(read), kept_(std::move(map)), map_(*kept_), language_(language), progress_(progress) {}

  /// How each of them is written. They keep this alive.
  [[nodiscard]] std::vector<AnswerFile> files() {
    const auto& output = options_.step.output;
    const auto draws = !options_.contours.empty() || !options_.bands.empty();
    const auto is_raster = has_raster_ending(output);
    if (draws || !is_raster) {
      compute_whole();
    }
    // What cannot be drawn is refused before anything is written.
    drawings_ = draws ? drawn() : std::vector<Drawing>();
    const auto self = shared_from_this();
    std::vector<AnswerFile> files;
    if (is_raster) {
      files.push_back({.path = output, .write = [self](const auto& path, const auto&) { self->write_raster(path); }});
      files.push_back({.path = style_beside(output).string(),
                       .write = [self](const auto& path, const auto&) { self->write_style(path); },
                       .is_named = false});
    } else {
      files.push_back(layer_file(output, density_cells_layer(map_, values_, read_.crs, language_), self));
    }
    for (auto& [path, layer] : drawings_) {
      files.push_back(layer_file(path, std::move(layer), self));
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
  std::shared_ptr<const DensityMap> kept_;
  const DensityMap& map_;
  Language language_;
  Progress progress_;
  std::vector<std::vector<double>> values_;
  std::vector<double> sample_;  ///< of the values in the raster
  std::vector<Drawing> drawings_;
};

}  // namespace

std::vector<AnswerFile> density_files(const DensityCommand& options, const ReadInputs& read,
                                      std::shared_ptr<const DensityMap> map, Language language,
                                      const Progress& progress) {
  return std::make_shared<DensityFiles>(options, read, std::move(map), language, progress)->files();
}

}  // namespace lykta
