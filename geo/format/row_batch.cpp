#include "geo/format/row_batch.hpp"

#include <array>

#include <fmt/format.h>

#include "engine/base/error.hpp"

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

void refuse_many_columns(std::size_t columns) {
  if (columns > most_columns) {
    throw DataError(fmt::format("has more than {} columns, which is the limit (a sheet has no more): is it a table?",
                                most_columns));
  }
}

}  // namespace lykta
