#include "geo/format/row_batch.hpp"

#include <array>

namespace lykta {

std::string_view name_of(RowGeometry geometry) {
  constexpr std::array<std::string_view, 6> names{"none", "point", "several points", "line", "area", "other"};
  return names.at(static_cast<std::size_t>(geometry));
}

void RowBatch::clear() {
  row.clear();
  for (auto& column : columns) {
    column.clear();
  }
  geometry.clear();
  point.clear();
  shifted.clear();
}

}  // namespace lykta
