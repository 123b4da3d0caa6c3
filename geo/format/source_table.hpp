// What does a small file hold? One layer of any source as columns of text, with its geometry, all in memory.
//
// Nothing is interpreted here but the bytes of the text: "01234" stays text, a date stays as it is written.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/base/progress.hpp"
#include "engine/space/points.hpp"
#include "geo/crs/crs.hpp"
#include "geo/format/row_source.hpp"
#include "geo/gdal/gdal_handle.hpp"

namespace lykta {

struct TableRequest {
  std::string path;
  std::string layer;                 ///< empty: the only layer (or the first sheet)
  std::vector<std::string> columns;  ///< the columns wanted; others are not read (unless `all_columns`)
  bool all_columns = false;
  TextStatements text{};    ///< what is stated of the layout of a text file
  std::size_t at_most = 0;  ///< rows to read; 0: all
  std::vector<std::string> allowed_hosts{};
};

struct SourceTable {
  SourceTable() = default;
  // Geometries have one owner; without this a growing vector of tables would try to copy them.
  SourceTable(const SourceTable&) = delete;
  SourceTable& operator=(const SourceTable&) = delete;
  SourceTable(SourceTable&&) = default;
  SourceTable& operator=(SourceTable&&) = default;
  ~SourceTable() = default;

  std::string layer;
  std::size_t layers = 1;  ///< how many the file holds
  std::string driver;
  std::string encoding;                           ///< of a text file, as decided; empty where the format knows it
  std::vector<std::string> column_names;          ///< all there are
  std::vector<std::vector<std::string>> columns;  ///< those asked for, in the order asked, one text per row
  std::vector<std::int64_t> row;  ///< line number in text files and sheets (the header counts), feature id in layers
  bool has_geometry = false;
  std::vector<OGRGeometryUniquePtr> geometry;  ///< one per row where there is geometry; may be null
  std::optional<Crs> crs;                      ///< as the file declares
  std::vector<ReadFile> files;                 ///< all files that it was read from

  [[nodiscard]] std::size_t rows() const { return row.size(); }
};

/// Throws DataError as RowSource, and when there are no rows.
[[nodiscard]] SourceTable read_table(const TableRequest& request, const Progress& progress = {});

}  // namespace lykta
