#include "geo/format/total_row.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "geo/values/folded_text.hpp"
#include "geo/values/text_values.hpp"

namespace lykta {

bool is_total_row(std::string_view first_filled, std::size_t filled, std::size_t columns) {
  constexpr std::array<std::string_view, 18> words{
      "summa",        "totalt",      "total",        "totals",       "totalsumma",     "delsumma",
      "sum",          "subtotal",    "grand total",  "summa totalt", "total summa",    "antal totalt",
      "totalt antal", "antal rader", "antal poster", "slutsumma",    "number of rows", "sum total"};
  constexpr std::size_t longest = 20;
  // Rows are many, and few of them begin with such a letter.
  if (first_filled.empty() || first_filled.size() > longest ||
      std::string_view("sStTdDgGaAnN").find(first_filled.front()) == std::string_view::npos) {
    return false;
  }
  auto word = first_filled;
  while (!word.empty() && (word.back() == ':' || word.back() == ' ' || word.back() == '.')) {
    word.remove_suffix(1);
  }
  return filled <= std::max<std::size_t>(2, columns / 2) && std::ranges::find(words, folded(word)) != words.end();
}

}  // namespace lykta
