// Tables that a spreadsheet opens right: in Swedish with semicolons and decimal commas, in English with commas and
// points.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "engine/base/progress.hpp"
#include "geo/write/vector_layer.hpp"
#include "publish/words/words.hpp"

namespace lykta {

/// One table in the making; text is UTF-8 with a byte order mark (Excel needs it for å, ä and ö), lines end as RFC 4180
/// has it, and text that begins like a formula is guarded (guarded_text.hpp).
class CsvTable {
 public:
  CsvTable(std::vector<std::string> header, Language language);

  void add_row(const std::vector<std::string>& cells);
  /// Throws DataError when the file cannot be written.
  void write(const std::filesystem::path& path) const;
  [[nodiscard]] const std::string& text() const { return text_; }

 private:
  char separator_;
  std::string text_;
};

/// The attributes of a layer as a table, one row a feature, numbers rounded as the fields say; times as "2025-01-31
/// 22:15:00". Geometry is left out.
[[nodiscard]] CsvTable table_of(const VectorLayer& layer, Language language);

/// Writes a layer into a new file, format by its ending: a .csv as as_table(layer) in the language, everything else as
/// write_vector_file() does.
void write_layer_file(const VectorLayer& layer, Language language, const std::filesystem::path& path,
                      const Progress& progress = {});

/// Writes text to a new file. Throws DataError when that fails.
void write_text_file(const std::string& text, const std::filesystem::path& path);

}  // namespace lykta
