// A layer of any OGR source: GeoPackage, Shapefile, FlatGeobuf, GeoJSON, a database table, an OpenDocument sheet.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include <gdal_priv.h>

#include "engine/base/progress.hpp"
#include "geo/crs/crs.hpp"
#include "geo/format/header.hpp"
#include "geo/format/row_batch.hpp"
#include "geo/gdal/gdal_handle.hpp"

namespace lykta {

class LayerFile {
 public:
  /// Opens a path that OGR knows and chooses the layer: the one that is named, or the only one (of a workbook, the first
  /// sheet). Throws DataError: no such file, no format that is read, no such layer (they are listed), several layers and
  /// none named; InvalidOption for a place that is not allowed (see locations.hpp).
  LayerFile(const std::string& path, const std::string& layer, std::span<const std::string> allowed_hosts);

  [[nodiscard]] std::string driver() const { return dataset_->GetDriverName(); }
  [[nodiscard]] std::string layer() const { return layer_->GetName(); }
  [[nodiscard]] std::vector<std::string> layers() const;
  [[nodiscard]] bool has_geometry() const;
  [[nodiscard]] std::optional<Crs> crs() const;
  /// Of the fields, as they are.
  [[nodiscard]] std::vector<std::string> field_names() const;
  /// 0 where counting would mean reading.
  [[nodiscard]] std::uint64_t known_rows() const;
  /// The files on disk that it consists of; empty for a database.
  [[nodiscard]] std::vector<std::string> files() const;

  /// Rows of text and points. Reading ends early when `take` returns false. Throws DataError for what OGR reports.
  /// Returns whether there was text that is not UTF-8, as in a Shapefile that does not tell its encoding; it is read as
  /// Windows-1252.
  bool read(const std::vector<std::size_t>& positions, const BatchTaker& take, const Progress& progress) const;

  /// A sheet of OpenDocument or old Excel, read cell by cell: its row numbers and texts.
  void read_cells(const std::function<bool(std::int64_t, std::span<const std::string>)>& row) const;

  /// Feature by feature, with the fields at these positions set; for polygons.
  void read_features(const std::vector<std::size_t>& positions, const std::function<bool(OGRFeature&)>& take,
                     const Progress& progress) const;

 private:
  /// Feature by feature, from the row with this number on. Returns whether there was text that is not UTF-8.
  [[nodiscard]] bool read_rows(OGRLayer& layer, const std::vector<std::size_t>& positions, std::uint64_t first,
                               const BatchTaker& take, const Progress& progress) const;
  /// By way of Arrow's columns, as far as they can be believed. Throws DataError where rows are missing at the end.
  void read_columns(OGRLayer& layer, const std::vector<std::size_t>& positions, const BatchTaker& take,
                    const Progress& progress) const;
  /// Rows of a FlatGeobuf of points; false where that cannot be done.
  [[nodiscard]] bool read_flatgeobuf(const std::vector<std::size_t>& positions, const BatchTaker& take,
                                     const Progress& progress) const;
  /// Rows of a GeoPackage with the texts that stand in it; false where that cannot be done.
  [[nodiscard]] bool read_as_written(const std::vector<std::size_t>& positions, const BatchTaker& take,
                                     const Progress& progress) const;
  [[nodiscard]] std::string stage_name() const;
  void only_fields(const std::vector<std::size_t>& positions) const;
  void each_feature(OGRLayer& layer, const std::function<bool(OGRFeature&)>& take, const Progress& progress) const;

  std::string path_;
  GDALDatasetUniquePtr dataset_;
  OGRLayer* layer_ = nullptr;
};

/// Text of a field as valid UTF-8; empty where it is not set.
[[nodiscard]] std::string text_of_field(OGRFeature& feature, std::size_t field);

/// Names of the layers of a file. Throws DataError as LayerFile.
[[nodiscard]] std::vector<std::string> layer_names(const std::string& path, std::span<const std::string> allowed_hosts);

}  // namespace lykta
