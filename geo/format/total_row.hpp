// Does a row add up the others? "Summa;;;311" below a table is no event that was lost.
#pragma once

#include <cstddef>
#include <string_view>

namespace lykta {

/// Whether a row of a table is a total, going by its first filled cell ("Summa", "Totalt:", "Delsumma", "Grand total",
/// "Antal rader", upper and lower case alike) and by how few of its cells are filled: two at most, or half of the columns.
[[nodiscard]] bool is_total_row(std::string_view first_filled, std::size_t filled, std::size_t columns);

/// The same of a row's cells.
template <typename Cells, typename Trim>
bool is_total_row(const Cells& cells, std::size_t columns, Trim trim) {
  std::string_view first;
  std::size_t filled = 0;
  for (const auto& cell : cells) {
    const std::string_view text = trim(cell);
    first = filled == 0 ? text : first;
    filled += text.empty() ? 0U : 1U;
    if (filled == 1 && !text.empty() && !is_total_row(first, 1, columns)) {
      return false;
    }
  }
  return is_total_row(first, filled, columns);
}

}  // namespace lykta
