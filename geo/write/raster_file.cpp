#include "geo/write/raster_file.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <cerrno>
#include <cmath>
#include <limits>
#include <string>
#include <system_error>

#include <cpl_string.h>
#include <fmt/format.h>

#include "engine/base/error.hpp"
#include "geo/files/naming_file.hpp"
#include "geo/gdal/gdal_errno.hpp"
#include "geo/gdal/gdal_handle.hpp"
#include "geo/gdal/write_failure.hpp"
#include "geo/values/text_values.hpp"
#include "geo/write/xml_text.hpp"

namespace lykta {

namespace {

constexpr auto no_data = std::numeric_limits<float>::quiet_NaN();
constexpr int tile = 512;
/// Pixels across a tile: those of a small raster are no larger than it, so that a stack of 168 bands is not 168 times
/// mostly padding.
std::size_t block_of(const RasterFrame& frame) {
  constexpr std::size_t step = 16;
  const auto needed = (std::max(frame.columns, frame.rows) + step - 1) / step * step;
  return std::clamp<std::size_t>(needed, step, tile);
}

/// What GDAL may keep of rasters that lie on the disk; its own limit grows with the machine.
constexpr GIntBig cache_bytes = 128 << 20;

/// While it lives GDAL's cache of blocks is no larger than ours needs.
class SmallCache {
 public:
  SmallCache() : before_(GDALGetCacheMax64()) { GDALSetCacheMax64(std::min(before_, cache_bytes)); }
  ~SmallCache() { GDALSetCacheMax64(before_); }
  SmallCache(const SmallCache&) = delete;
  SmallCache& operator=(const SmallCache&) = delete;
  SmallCache(SmallCache&&) = delete;
  SmallCache& operator=(SmallCache&&) = delete;

 private:
  GIntBig before_;
};

/// Removes a file when it goes, unless it is to be kept.
class UnfinishedFile {
 public:
  explicit UnfinishedFile(std::filesystem::path path) : path_(std::move(path)) {}
  ~UnfinishedFile() {
    std::error_code error;
    if (!kept_) {
      std::filesystem::remove(path_, error);
    }
  }
  UnfinishedFile(const UnfinishedFile&) = delete;
  UnfinishedFile& operator=(const UnfinishedFile&) = delete;
  UnfinishedFile(UnfinishedFile&&) = delete;
  UnfinishedFile& operator=(UnfinishedFile&&) = delete;

  [[nodiscard]] const std::filesystem::path& path() const { return path_; }
  void keep() { kept_ = true; }

 private:
  std::filesystem::path path_;
  bool kept_ = false;
};

GDALDriver& driver_named(const char* name) {
  auto* driver = GetGDALDriverManager()->GetDriverByName(name);
  if (driver == nullptr) {
    throw DataError(fmt::format("this GDAL cannot write {}", name));
  }
  return *driver;
}

int size_of(std::size_t pixels) {
  if (pixels == 0 || pixels > static_cast<std::size_t>(std::numeric_limits<int>::max())) {
    throw InvalidOption(fmt::format("a raster cannot have {} rows or columns: choose other cells", pixels));
  }
  return static_cast<int>(pixels);
}

void describe(GDALDataset& dataset, const RasterFrame& frame, const Crs& crs, const RasterDescription& description) {
  const auto top = frame.bottom + static_cast<double>(frame.rows) * frame.cell_m;
  std::array<double, 6> transform{frame.left, frame.cell_m, 0, top, 0, -frame.cell_m};
  dataset.SetGeoTransform(transform.data());
  dataset.SetSpatialRef(&crs.reference());
  dataset.SetMetadataItem("TIFFTAG_IMAGEDESCRIPTION", description.stamp.c_str());
  for (const auto& [name, value] : description.items) {
    dataset.SetMetadataItem(name.c_str(), value.c_str());
  }
  for (std::size_t i = 0; i < description.bands.size(); ++i) {
    auto* band = dataset.GetRasterBand(static_cast<int>(i) + 1);
    band->SetNoDataValue(static_cast<double>(no_data));
    band->SetDescription(description.bands[i].description.c_str());
    band->SetUnitType(description.bands[i].unit.c_str());
  }
}

/// How many pixels are left of so many, the odd one at the rim included.
int halves(int pixels, int factor) { return (pixels + factor - 1) / factor; }

/// By what the raster itself and each of its overviews is smaller: 1, 2, 4 and so on until one tile holds it all.
std::vector<int> level_factors(int columns, int rows) {
  std::vector<int> factors{1};
  while (std::max(columns, rows) / factors.back() > tile) {
    factors.push_back(2 * factors.back());
  }
  return factors;
}

/// The mean of up to two by two pixels that have a value, for one row of an overview.
void halve(std::span<const float> lower, std::span<const float> upper, std::span<float> halved) {
  for (std::size_t i = 0; i < halved.size(); ++i) {
    const auto right = std::min(2 * i + 1, lower.size() - 1);
    // At an odd rim a pixel meets itself, which changes no mean.
    const std::array<float, 4> four{lower[2 * i], lower[right], upper[2 * i], upper[right]};
    double sum = 0;
    int valid = 0;
    for (const auto pixel : four) {
      sum += std::isnan(pixel) ? 0.0 : static_cast<double>(pixel);
      valid += std::isnan(pixel) ? 0 : 1;
    }
    halved[i] = valid == 0 ? no_data : static_cast<float>(sum / valid);
  }
}

void check_written(CPLErr result, const std::filesystem::path& path) {
  if (result != CE_None) {
    throw write_failure(path, last_gdal_error(), last_gdal_errno());
  }
}

/// Fills an overview from the level below it, a row of tiles at a time.
void fill_overview(GDALRasterBand& below, GDALRasterBand& overview, const std::filesystem::path& path) {
  const auto columns_below = static_cast<std::size_t>(below.GetXSize());
  const auto columns = static_cast<std::size_t>(overview.GetXSize());
  std::vector<float> source;
  std::vector<float> halved;
  for (int row = 0; row < overview.GetYSize(); row += tile) {
    const auto rows = std::min(tile, overview.GetYSize() - row);
    const auto rows_below = std::min(2 * rows, below.GetYSize() - 2 * row);
    source.resize(columns_below * static_cast<std::size_t>(rows_below));
    halved.resize(columns * static_cast<std::size_t>(rows));
    check_written(below.RasterIO(GF_Read, 0, 2 * row, below.GetXSize(), rows_below, source.data(), below.GetXSize(),
                                 rows_below, GDT_Float32, 0, 0, nullptr),
                  path);
    const auto row_below = [&](int which) {
      const auto last = std::min(which, rows_below - 1);
      return std::span<const float>(source).subspan(static_cast<std::size_t>(last) * columns_below, columns_below);
    };
    for (int i = 0; i < rows; ++i) {
      halve(row_below(2 * i), row_below(2 * i + 1),
            std::span(halved).subspan(static_cast<std::size_t>(i) * columns, columns));
    }
    check_written(overview.RasterIO(GF_Write, 0, row, overview.GetXSize(), rows, halved.data(), overview.GetXSize(),
                                    rows, GDT_Float32, 0, 0, nullptr),
                  path);
  }
}

GDALDatasetUniquePtr in_memory(int columns, int rows, int bands) {
  GDALDatasetUniquePtr dataset(driver_named("MEM").Create("", columns, rows, bands, GDT_Float32, nullptr));
  if (!dataset) {
    throw DataError(
        fmt::format("no memory for {} rasters of {} x {} pixels: {}", bands, columns, rows, last_gdal_error()));
  }
  for (int band = 1; band <= bands; ++band) {
    dataset->GetRasterBand(band)->Fill(static_cast<double>(no_data));
  }
  const auto factors = level_factors(columns, rows);
  if (factors.size() > 1 &&
      dataset->BuildOverviews("NONE", static_cast<int>(factors.size()) - 1, const_cast<int*>(factors.data() + 1), 0,
                              nullptr, GDALDummyProgress, nullptr) != CE_None) {
    throw DataError(fmt::format("no memory for overviews: {}", last_gdal_error()));
  }
  return dataset;
}

/// A plain file of one level. Whole rows are its blocks, so that strips of any height write no block in parts.
GDALDatasetUniquePtr on_disk(const std::filesystem::path& path, int columns, int rows, int bands) {
  CPLStringList options;
  options.SetNameValue("BLOCKYSIZE", "1");
  options.SetNameValue("INTERLEAVE", "BAND");
  options.SetNameValue("BIGTIFF", "YES");
  GDALDatasetUniquePtr dataset(
      driver_named("GTiff").Create(path.c_str(), columns, rows, bands, GDT_Float32, options.List()));
  if (!dataset) {
    throw write_failure(path, last_gdal_error(), last_gdal_errno());
  }
  for (int band = 1; band <= bands; ++band) {
    dataset->GetRasterBand(band)->SetNoDataValue(static_cast<double>(no_data));
  }
  return dataset;
}

/// What GDAL reads several files as: those of the overviews stand for the overviews of the first.
std::string joined_levels(const std::vector<std::unique_ptr<UnfinishedFile>>& files, int columns, int rows, int bands) {
  const auto add_source = [](pugi::xml_node element, const std::filesystem::path& path, int band) {
    add_text(add_element(element, "SourceFilename"), path.native());
    add_text(add_element(element, "SourceBand"), std::to_string(band));
  };
  pugi::xml_document document;
  const auto dataset = add_element(document, "VRTDataset");
  add_attribute(dataset, "rasterXSize", std::to_string(columns));
  add_attribute(dataset, "rasterYSize", std::to_string(rows));
  for (int band = 1; band <= bands; ++band) {
    const auto of_band = add_element(dataset, "VRTRasterBand");
    add_attribute(of_band, "dataType", "Float32");
    add_attribute(of_band, "band", std::to_string(band));
    for (std::size_t level = 1; level < files.size(); ++level) {
      add_source(add_element(of_band, "Overview"), files[level]->path(), band);
    }
    add_source(add_element(of_band, "SimpleSource"), files.front()->path(), band);
  }
  return xml_text(document);
}

/// GDAL's own callback, which has no exceptions: cancelling is remembered and thrown afterwards.
struct CopyProgress {
  const Progress& progress;
  bool cancelled = false;

  static int CPL_STDCALL step(double share_done, const char* /*message*/, void* self) {
    auto& copy = *static_cast<CopyProgress*>(self);
    copy.cancelled = copy.cancelled || (copy.progress && !copy.progress("writing raster", share_done));
    return copy.cancelled ? FALSE : TRUE;
  }
};

}  // namespace

/// The pixels and their overviews before they are compressed: in memory, or in temporary files beside the output.
class RasterWriter::Source {
 public:
  Source(const RasterFrame& frame, const std::filesystem::path& path, std::size_t bands, std::size_t pixels_in_memory)
      : path_(path), columns_(size_of(frame.columns)), rows_(size_of(frame.rows)), bands_(size_of(bands)) {
    if (frame.columns * frame.rows <= pixels_in_memory / bands) {
      levels_.push_back(in_memory(columns_, rows_, bands_));
      return;
    }
    // GDAL 3.6 crashes when overviews inside of a file meet a full disk: a file for each level does not.
    for (const auto factor : level_factors(columns_, rows_)) {
      files_.push_back(std::make_unique<UnfinishedFile>(fmt::format("{}.part{}", path.string(), factor)));
      levels_.push_back(on_disk(files_.back()->path(), halves(columns_, factor), halves(rows_, factor), bands_));
    }
  }

  template <typename Number>
  void write(std::size_t band, std::size_t first_row, std::span<const Number> values, GDALDataType type) {
    const auto columns = static_cast<std::size_t>(columns_);
    const auto rows = values.size() / columns;
    assert(values.size() == rows * columns && first_row + rows <= static_cast<std::size_t>(rows_));
    if (rows == 0) {
      return;
    }
    // A raster's rows go downwards: GDAL is given the last row first, and a step back to the one before it.
    const auto* last_row = values.data() + (rows - 1) * columns;
    const auto top = rows_ - static_cast<int>(first_row + rows);
    const auto step = -static_cast<GSpacing>(columns * sizeof(Number));
    check_written(levels_.front()
                      ->GetRasterBand(static_cast<int>(band) + 1)
                      ->RasterIO(GF_Write, 0, top, columns_, static_cast<int>(rows), const_cast<Number*>(last_row),
                                 columns_, static_cast<int>(rows), type, 0, step, nullptr),
                  path_);
  }

  void fill_overviews(const Progress& progress) {
    const auto levels = level_factors(columns_, rows_).size();
    for (int number = 1; number <= bands_; ++number) {
      report(progress, "overviews", (number - 1.0) / bands_);
      for (std::size_t level = 1; level < levels; ++level) {
        fill_overview(band(number, level - 1), band(number, level), path_);
      }
    }
  }

  /// All levels as one dataset. Nothing can be written any more.
  [[nodiscard]] GDALDatasetUniquePtr whole() {
    if (files_.empty()) {
      return std::move(levels_.front());
    }
    for (auto& level : levels_) {
      close(std::move(level), path_.string());
    }
    GDALDatasetUniquePtr dataset(
        GDALDataset::Open(joined_levels(files_, columns_, rows_, bands_).c_str(), GDAL_OF_RASTER));
    if (!dataset) {
      throw write_failure(path_, last_gdal_error(), last_gdal_errno());
    }
    return dataset;
  }

 private:
  [[nodiscard]] GDALRasterBand& band(int number, std::size_t level) {
    if (level == 0 || !files_.empty()) {
      return *levels_[level]->GetRasterBand(number);
    }
    return *levels_.front()->GetRasterBand(number)->GetOverview(static_cast<int>(level) - 1);
  }

  std::filesystem::path path_;
  SmallCache cache_;
  int columns_;
  int rows_;
  int bands_;
  std::vector<std::unique_ptr<UnfinishedFile>> files_;  ///< one per level, or none when all is in memory
  std::vector<GDALDatasetUniquePtr> levels_;            ///< as many, or one that has its overviews
};

RasterFrame frame_of(const Grid& grid) {
  assert(grid.shape() == CellShape::square);
  const auto box = grid.box();
  return {box.min_x, box.min_y, grid.cell_m(), grid.columns(), grid.rows()};
}

bool has_raster_ending(const std::filesystem::path& path) {
  const auto ending = lower_case(path.extension().string());
  return ending == ".tif" || ending == ".tiff";
}

RasterWriter::RasterWriter(const RasterFrame& frame, const Crs& crs, RasterDescription description,
                           std::filesystem::path path, const RasterLimits& limits)
    : frame_(frame), crs_(crs), description_(std::move(description)), path_(std::move(path)), limits_(limits) {
  assert(!description_.bands.empty());
  start_gdal();
  const QuietGdal quiet;
  errno = 0;
  source_ = naming_file(path_.string(), [&] {
    return std::make_unique<Source>(frame_, path_, description_.bands.size(), limits.pixels_in_memory);
  });
}

RasterWriter::~RasterWriter() {
  const QuietGdal quiet;
  source_.reset();
}

void RasterWriter::write_rows(std::size_t band, std::size_t first_row, std::span<const double> values) {
  assert(source_);
  const QuietGdal quiet;
  source_->write(band, first_row, values, GDT_Float64);
}

void RasterWriter::write_rows(std::size_t band, std::size_t first_row, std::span<const float> values) {
  assert(source_);
  const QuietGdal quiet;
  source_->write(band, first_row, values, GDT_Float32);
}

void RasterWriter::finish(const Progress& progress) {
  assert(source_);
  const QuietGdal quiet;
  errno = 0;
  source_->fill_overviews(progress);
  auto source = source_->whole();
  describe(*source, frame_, crs_, description_);
  // The layout of the COG driver, which calls this driver in the same way but knows no bands that stand by themselves
  // before GDAL 3.11: with 168 bands in each tile nobody could look at one without reading all.
  CPLStringList options;
  options.SetNameValue("COPY_SRC_OVERVIEWS", "YES");
  options.SetNameValue("INTERLEAVE", "BAND");
  options.SetNameValue("TILED", "YES");
  const auto block = std::to_string(block_of(frame_));
  options.SetNameValue("BLOCKXSIZE", block.c_str());
  options.SetNameValue("BLOCKYSIZE", block.c_str());
  options.SetNameValue("BIGTIFF", "IF_SAFER");
  // Level 1 with the predictor for floats takes two thirds of the time of level 6 and a fiftieth more room.
  options.SetNameValue("COMPRESS", "DEFLATE");
  options.SetNameValue("ZLEVEL", "1");
  options.SetNameValue("PREDICTOR", "3");
  options.SetNameValue("NUM_THREADS", limits_.threads == 0 ? "ALL_CPUS" : std::to_string(limits_.threads).c_str());
  CopyProgress copy{progress};
  UnfinishedFile unfinished(path_);
  GDALDatasetUniquePtr target(
      driver_named("GTiff").CreateCopy(path_.c_str(), source.get(), 0, options.List(), &CopyProgress::step, &copy));
  if (copy.cancelled) {
    target.reset();
    throw Cancelled();
  }
  if (!target) {
    throw write_failure(path_, last_gdal_error(), last_gdal_errno());
  }
  close(std::move(target), path_.string());
  source.reset();
  source_.reset();
  unfinished.keep();
}

void write_raster_file(const StudyGrid& study, std::span<const double> values, const Crs& crs,
                       const RasterDescription& description, const std::filesystem::path& path) {
  assert(values.size() == study.size() && description.bands.size() == 1);
  const auto frame = frame_of(study.grid);
  RasterWriter writer(frame, crs, description, path);
  constexpr std::size_t rows_at_once = 512;
  std::vector<float> strip;
  std::size_t slot = 0;
  for (std::size_t row = 0; row < frame.rows; row += rows_at_once) {
    const auto first_cell = row * frame.columns;
    strip.assign(std::min(rows_at_once, frame.rows - row) * frame.columns, no_data);
    for (; slot < study.size() && study.cells[slot] < first_cell + strip.size(); ++slot) {
      strip[study.cells[slot] - first_cell] = static_cast<float>(values[slot]);
    }
    writer.write_rows(0, row, std::span<const float>(strip));
  }
  writer.finish();
}

}  // namespace lykta
