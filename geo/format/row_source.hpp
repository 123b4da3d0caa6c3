// One door to every format: what the file is, which columns it has, and its rows as text and points.
//
// Nothing is interpreted here but the bytes of the text: "01234" stays text, a date stays as it is written.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "engine/base/progress.hpp"
#include "geo/crs/crs.hpp"
#include "geo/files/file_state.hpp"
#include "geo/format/json_file.hpp"
#include "geo/format/layer_file.hpp"
#include "geo/format/row_batch.hpp"
#include "geo/format/sheet_file.hpp"
#include "geo/format/text_file.hpp"

namespace lykta {

struct RowRequest {
  std::string path;
  std::string layer;                       ///< empty: the only layer, or the first sheet
  TextStatements text;                     ///< of text files; the header row of sheets as well
  std::vector<std::string> wanted;         ///< columns that must be there; they help to find the header
  std::vector<std::string> allowed_hosts;  ///< for network and databases
};

/// What a source turned out to be.
struct SourceFormat {
  std::string driver;  ///< "CSV", "XLSX", "GPKG", "ESRI Shapefile", ...
  std::string layer;
  std::vector<std::string> layers;         ///< all that the file holds
  std::vector<std::string> hidden_layers;  ///< sheets that a spreadsheet program does not show
  std::vector<std::uint64_t>
      rows_of_layers;  ///< of all of them; empty where only one is there, or the layer was stated
  std::optional<TextEncoding>
      encoding;  ///< of text files and Shapefiles; of other layers where it was found while reading
  std::optional<TextDialect> dialect;  ///< of text files
  std::optional<Header> header;        ///< of text files and sheets
  bool from_1904 = false;              ///< a workbook that counts its days from 1904
  std::vector<std::string> columns;
  bool has_geometry = false;
  std::optional<Crs> crs;           ///< as the file declares
  std::vector<ReadFile> files;      ///< as they were when they were opened
  std::uint64_t expected_rows = 0;  ///< about so many, for making room; 0 where that is not known
  RowsRead noticed;                 ///< when all rows were read
};

class RowSource {
 public:
  /// Opens a source and finds out what it is. Throws DataError: no such file, not a format that is read, no such layer
  /// (they are listed), no such column (the nearest and all columns are listed), a wanted column that is there twice.
  /// Throws InvalidOption for a stated encoding or separator where the format has none.
  explicit RowSource(const RowRequest& request);

  [[nodiscard]] const SourceFormat& format() const { return format_; }

  /// Reads all rows from the start; columns by their position in `format().columns`. May be called again. Throws DataError
  /// as the formats do, and for a file that has changed since it was opened.
  void read(const std::vector<std::size_t>& positions, const BatchTaker& take, const Progress& progress = {});

  /// Throws DataError for a file that has changed since it was opened; for those who read features of `layer_file`.
  void check_unchanged() const { refuse_changed(watched_); }

  /// Where the columns of these names stand. Throws DataError as the constructor.
  [[nodiscard]] std::vector<std::size_t> positions_of(const std::vector<std::string>& names) const;

  /// The layer behind it where the format has geometry; null for text files and sheets.
  [[nodiscard]] const LayerFile* layer_file() const { return std::get_if<LayerFile>(&file_); }

 private:
  using AnyFile = std::variant<TextFile, SheetFile, JsonFile, LayerFile>;
  static AnyFile open(const RowRequest& request);
  void read_file(const std::vector<std::size_t>& positions, const BatchTaker& take, const Progress& progress);

  std::string path_;
  std::vector<std::string> allowed_hosts_;
  std::vector<ReadFile> watched_;  ///< taken before the file is opened
  AnyFile file_;
  SourceFormat format_;
};

/// Whether a path is a text file, a workbook or plain JSON, by its ending and its first bytes: read by Lykta itself, and
/// without geometry of its own.
[[nodiscard]] bool is_table_file(const std::string& path);

}  // namespace lykta
