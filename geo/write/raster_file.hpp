// Surfaces into a cloud-optimised GeoTIFF: whole, or by strips when they are too large for memory.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "engine/base/progress.hpp"
#include "engine/space/study_grid.hpp"
#include "geo/crs/crs.hpp"

namespace lykta {

struct RasterBand {
  std::string description;  ///< "Kernel density", "Mon 00"
  std::string unit;         ///< "events/km2"; empty where there is none
};

struct RasterDescription {
  std::vector<RasterBand> bands;                             ///< at least one
  std::string stamp;                                         ///< who may see it; goes into the metadata
  std::vector<std::pair<std::string, std::string>> items{};  ///< further metadata by name: {"BANDWIDTH_M", "300"}
};

/// Where the pixels lie: squares in rows and columns, the first of them at the lower left, as the cells of a Grid.
struct RasterFrame {
  double left = 0;    ///< in metres of the coordinate system
  double bottom = 0;  ///< in metres
  double cell_m = 0;
  std::size_t columns = 0;
  std::size_t rows = 0;
};

/// The frame of a grid of squares.
[[nodiscard]] RasterFrame frame_of(const Grid& grid);

struct RasterLimits {
  /// Pixels of all bands together that are kept in memory, at 16/3 bytes each. A larger raster goes through a temporary
  /// file beside the output, which takes the same room on the disk and goes when the output is finished.
  std::size_t pixels_in_memory = 64'000'000;
  /// Threads that compress; 0 for one per core. The bytes are the same with any number.
  unsigned threads = 0;
};

/// A cloud-optimised GeoTIFF of float32 in the making: tiles of 512 pixels, each band by itself, overviews by halves in
/// which a pixel is the mean of those below it that have a value. Memory is bounded whatever the size: about 500 MB and
/// a few rows of tiles. Nothing stands at the path until `finish`; what was begun goes when the writer goes.
class RasterWriter {
 public:
  /// Throws DataError when the raster cannot be begun. The path must end in .tif or .tiff.
  RasterWriter(const RasterFrame& frame, const Crs& crs, RasterDescription description, std::filesystem::path path,
               const RasterLimits& limits = {});
  ~RasterWriter();
  RasterWriter(const RasterWriter&) = delete;
  RasterWriter& operator=(const RasterWriter&) = delete;
  RasterWriter(RasterWriter&&) = delete;
  RasterWriter& operator=(RasterWriter&&) = delete;

  /// Whole rows of one band. Rows count from below and follow each other upwards, as those of the grid do; strips may
  /// come in any order. NaN is "no value"; so are rows that are never written. Throws DataError when the disk is full.
  void write_rows(std::size_t band, std::size_t first_row, std::span<const double> values);
  void write_rows(std::size_t band, std::size_t first_row, std::span<const float> values);

  /// Makes the overviews and the file. To be called once. Throws DataError naming the path; no file is left then.
  void finish(const Progress& progress = {});

 private:
  class Source;

  RasterFrame frame_;
  Crs crs_;
  RasterDescription description_;
  std::filesystem::path path_;
  RasterLimits limits_;
  std::unique_ptr<Source> source_;
};

/// Writes one value per slot of a study grid of squares as the one band; pixels outside the study area have no value.
void write_raster_file(const StudyGrid& study, std::span<const double> values, const Crs& crs,
                       const RasterDescription& description, const std::filesystem::path& path);

/// Whether the ending is that of a raster.
[[nodiscard]] bool has_raster_ending(const std::filesystem::path& path);

}  // namespace lykta
