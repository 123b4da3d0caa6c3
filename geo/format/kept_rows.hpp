// The rows of a sheet in little memory, so that a workbook is unpacked once and not anew for each look at it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "geo/format/sheet_rows.hpp"

namespace lykta {

class KeptRows {
 public:
  /// Keeps a row behind those before it. False, and nothing is kept any more, once all of them need more than 64 MB.
  bool add(const SheetRow& row);

  /// The same rows in the same order; stops when `receive` returns false.
  void tell(const RowReceiver& receive) const;

 private:
  struct Row {
    std::int64_t number = 0;
    std::size_t cells = 0;
    bool is_hidden = false;
  };

  std::vector<Row> rows_;
  std::vector<std::uint32_t> lengths_;  ///< of all cells, row by row
  std::string texts_;                   ///< of all cells, one behind the other
  bool is_full_ = false;
};

}  // namespace lykta
