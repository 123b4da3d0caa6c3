// A layer of an OGR source: GeoPackage, Shapefile, FlatGeobuf, GeoJSON, KML, MapInfo, a database table, an old Excel sheet.
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
#include "geo/format/sheet_rows.hpp"
#include "geo/format/text_encoding.hpp"
#include "geo/gdal/gdal_handle.hpp"

namespace lykta {

class LayerFile {
 public:
  /// Opens a path that OGR knows and chooses the layer: the one that is named, or the only one (of a workbook, the first
  /// sheet). Throws DataError: no such file, no format that is read, no such layer (they are listed), several layers and
  /// none named, more fields than `most_columns`, a failure that OGR reports although it goes on; InvalidOption for a place
  /// that is not allowed (see locations.hpp). `encoding` is that of a Shapefile's texts where the user states it.
  LayerFile(const std::string& path, const std::string& layer, std::span<const std::string> allowed_hosts,
            const std::string& encoding = {});

  [[nodiscard]] std::string driver() const { return dataset_->GetDriverName(); }
  [[nodiscard]] std::string layer() const { return layer_->GetName(); }
  [[nodiscard]] std::vector<std::string> layers() const;
  [[nodiscard]] bool has_geometry() const;
  [[nodiscard]] std::optional<Crs> crs() const;
  /// How the texts of a Shapefile are written; nothing for other formats, which know it.
  [[nodiscard]] const std::optional<TextEncoding>& encoding() const { return encoding_; }
  /// Of the fields, as they are.
  [[nodiscard]] std::vector<std::string> field_names() const;
  /// 0 where counting would mean reading.
  [[nodiscard]] std::uint64_t known_rows() const;
  /// The files on disk that it consists of; empty for a database.
  [[nodiscard]] std::vector<std::string> files() const;

  /// Rows of text and points. Reading ends early when `take` returns false. Throws DataError for what OGR reports, even if
  /// it goes on. Text that is not UTF-8, where its encoding is not known, is read as Windows-1252.
  [[nodiscard]] RowsRead read(const std::vector<std::size_t>& positions, const BatchTaker& take,
                              const Progress& progress) const;

  /// A sheet of old Excel, read cell by cell.
  void read_cells(const RowReceiver& row) const;

  /// Text of a field as valid UTF-8; empty where it is not set.
  [[nodiscard]] std::string text_of(OGRFeature& feature, std::size_t field) const;

  /// Feature by feature, with the fields at these positions set; for polygons.
  void read_features(const std::vector<std::size_t>& positions, const std::function<bool(OGRFeature&)>& take,
                     const Progress& progress) const;

 private:
  /// Feature by feature, from the row with this number on.
  [[nodiscard]] RowsRead read_rows(OGRLayer& layer, const std::vector<std::size_t>& positions, std::uint64_t first,
                                   const BatchTaker& take, const Progress& progress) const;
  /// By way of Arrow's columns, as far as they can be believed. Throws DataError where rows are missing at the end.
  void read_columns(OGRLayer& layer, const std::vector<std::size_t>& positions, const BatchTaker& take,
                    const Progress& progress) const;
  /// Rows of a FlatGeobuf of points; false where that cannot be done.
  [[nodiscard]] bool read_flatgeobuf(const std::vector<std::size_t>& positions, const BatchTaker& take,
                                     const Progress& progress) const;
  /// Rows of a table of points in a GeoPackage, past OGR. Nothing when that was all; else how many rows were handed over, the
  /// others are to be read in another way. Throws DataError where rows are missing at the end.
  [[nodiscard]] std::optional<std::uint64_t> read_table(const std::vector<std::size_t>& positions,
                                                        const BatchTaker& take, const Progress& progress) const;
  void refuse_missing_rows(std::uint64_t read, std::uint64_t known) const;
  /// Rows of a GeoPackage with the texts that stand in it; false where that cannot be done.
  [[nodiscard]] bool read_as_written(const std::vector<std::size_t>& positions, const BatchTaker& take,
                                     const Progress& progress) const;
  [[nodiscard]] std::string stage_name() const;
  /// Bytes as OGR hands them over as UTF-8; `found_other` is set where they are not what they were taken for.
  [[nodiscard]] std::string decoded(std::string bytes, bool& found_other) const;
  void find_encoding_of_shapefile(const std::string& stated);
  void only_fields(const std::vector<std::size_t>& positions) const;
  void each_feature(OGRLayer& layer, const std::function<bool(OGRFeature&)>& take, const Progress& progress) const;

  std::string path_;
  GDALDatasetUniquePtr dataset_;
  OGRLayer* layer_ = nullptr;
  std::optional<TextEncoding> encoding_;
};

/// Names of the layers of a file. Throws DataError as LayerFile.
[[nodiscard]] std::vector<std::string> layer_names(const std::string& path, std::span<const std::string> allowed_hosts);

}  // namespace lykta
