// A delimited text file (CSV and its relatives), found out and then read in one go.
//
// Not OGR's reader: it passes on other encodings unseen, takes "sep=;" for a header, drops leading zeros, and holds
// some 280 bytes a row with us. The traps, and what is done about each, stand in docs/reading.md.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/base/progress.hpp"
#include "geo/format/header.hpp"
#include "geo/format/row_batch.hpp"
#include "geo/format/text_dialect.hpp"
#include "geo/format/text_encoding.hpp"

namespace lykta {

/// What the user states about a text file; empty or 0 where it is to be found out.
struct TextStatements {
  std::string encoding;
  std::string separator;
  std::int64_t header_row = 0;
};

class TextFile {
 public:
  /// Opens the file (or /vsi path, packed ones included) and finds encoding, separator and header. `wanted` are columns
  /// that the header must have. Throws DataError: no such file, empty, no text; InvalidOption: statements that cannot be.
  TextFile(std::string path, const TextStatements& stated, const std::vector<std::string>& wanted);

  [[nodiscard]] const TextEncoding& encoding() const { return encoding_; }
  [[nodiscard]] const TextDialect& dialect() const { return dialect_; }
  [[nodiscard]] const Header& header() const { return header_; }
  /// Estimated from the size of the file and of its first rows; 0 where that is not known (packed files).
  [[nodiscard]] std::uint64_t expected_rows() const { return expected_rows_; }

  /// Reads the columns with these positions in the header. Throws DataError for a quote that is never closed, and for
  /// text that breaks a stated encoding.
  [[nodiscard]] RowsRead read(const std::vector<std::size_t>& positions, const BatchTaker& take,
                              const Progress& progress) const;

 private:
  std::string path_;
  TextEncoding encoding_;
  TextDialect dialect_;
  Header header_;
  std::uint64_t expected_rows_ = 0;
};

}  // namespace lykta
