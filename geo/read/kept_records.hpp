// How do columns of records stay together when some records are taken out, or names are put in order?
#pragma once

#include <algorithm>
#include <cstdint>
#include <numeric>
#include <span>
#include <utility>
#include <vector>

#include "geo/read/kinds.hpp"

namespace lykta {

/// Keeps the elements that are marked, in their order, in each of the columns; all have one element per mark.
template <typename... Values>
void keep_marked(const Marks& keep, std::vector<Values>&... columns) {
  if (std::ranges::find(keep, 0) == keep.end()) {
    return;
  }
  const auto keep_in = [&](auto& column) {
    std::size_t kept = 0;
    for (std::size_t i = 0; i < column.size(); ++i) {
      if (keep[i] != 0) {
        if (kept != i) {
          column[kept] = std::move(column[i]);
        }
        ++kept;
      }
    }
    column.resize(kept);
  };
  (keep_in(columns), ...);
}

/// Sorts names that were found in the rows, those from `first_found` on; `index` follows them.
template <typename Named, typename NameOf>
void sort_by_name(std::vector<Named>& all, std::size_t first_found, NameOf name_of, std::vector<std::uint16_t>& index) {
  std::vector<std::uint16_t> order(all.size());
  std::iota(order.begin(), order.end(), std::uint16_t{0});
  const auto found = std::span(order).subspan(std::min(first_found, order.size()));
  std::ranges::sort(found, {}, [&](std::uint16_t i) { return name_of(all[i]); });
  if (std::ranges::is_sorted(order)) {
    return;
  }
  std::vector<Named> sorted;
  std::vector<std::uint16_t> place(all.size());
  for (const auto from : order) {
    place[from] = static_cast<std::uint16_t>(sorted.size());
    sorted.push_back(std::move(all[from]));
  }
  all = std::move(sorted);
  for (auto& each : index) {
    each = place[each];
  }
}

/// The same for plain names, all of which were found.
inline void sort_by_name(std::vector<std::string>& all, std::vector<std::uint16_t>& index) {
  sort_by_name(
      all, 0, [](const std::string& name) { return std::string_view(name); }, index);
}

}  // namespace lykta
