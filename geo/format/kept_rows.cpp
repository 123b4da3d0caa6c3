#include "geo/format/kept_rows.hpp"

#include <algorithm>
#include <span>

namespace lykta {

bool KeptRows::add(const SheetRow& row) {
  constexpr std::size_t most_bytes = std::size_t{64} << 20U;
  if (is_full_) {
    return false;
  }
  rows_.push_back({row.number, row.cells.size(), row.is_hidden});
  for (const auto& cell : row.cells) {
    lengths_.push_back(static_cast<std::uint32_t>(cell.size()));
    texts_ += cell;
  }
  if (rows_.size() * sizeof(Row) + lengths_.size() * sizeof(std::uint32_t) + texts_.size() > most_bytes) {
    *this = KeptRows();
    is_full_ = true;
  }
  return !is_full_;
}

void KeptRows::tell(const RowReceiver& receive) const {
  std::vector<std::string> cells;
  auto length = lengths_.begin();
  std::size_t begin = 0;
  for (const auto& row : rows_) {
    cells.resize(std::max(cells.size(), row.cells));
    for (std::size_t i = 0; i < row.cells; ++i, ++length) {
      cells[i].assign(texts_, begin, *length);
      begin += *length;
    }
    if (!receive({row.number, std::span<const std::string>(cells).first(row.cells), row.is_hidden})) {
      return;
    }
  }
}

}  // namespace lykta
