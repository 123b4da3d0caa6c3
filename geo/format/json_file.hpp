// Rows of a JSON file that is no GeoJSON, as open interfaces give them: an array of objects, or objects line by line.
//
// Each object is a row. What is nested gets the names on the way to it, with dots between: {"location": {"gps": "56.2,15.3"}}
// is a column `location.gps`. Arrays inside of a row stay JSON text. An object with `type` and `coordinates` is also a
// column of its own that holds it as GeoJSON.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/base/progress.hpp"
#include "geo/format/row_batch.hpp"

namespace lykta {

/// An array of objects inside of the file, by the names that lead to it ("result.records").
struct JsonTable {
  std::string name;
  std::vector<std::string> columns;  ///< in the order in which they first appear
  std::uint64_t rows = 0;
};

class JsonFile {
 public:
  /// Reads all of the file once. `layer` names one of several arrays; without it that one is taken which has most rows, of
  /// equals the first. Throws DataError: no such file, no JSON, no array of objects, no such layer, more columns than
  /// `most_columns`.
  JsonFile(std::string path, const std::string& layer);

  [[nodiscard]] const std::vector<JsonTable>& tables() const { return tables_; }
  [[nodiscard]] const JsonTable& table() const { return tables_[table_]; }

  /// Rows are numbered from 1. Throws DataError for a file that is no longer what it was.
  [[nodiscard]] RowsRead read(const std::vector<std::size_t>& positions, const BatchTaker& take,
                              const Progress& progress) const;

 private:
  std::string path_;
  std::vector<JsonTable> tables_;
  std::size_t table_ = 0;
};

/// Whether a file begins like JSON, going by its ending (.json, .jsonl, .ndjson) and its first sign.
[[nodiscard]] bool begins_like_json(const std::string& path);

}  // namespace lykta
