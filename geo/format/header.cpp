#include "geo/format/header.hpp"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "geo/values/folded_text.hpp"
#include "geo/values/text_values.hpp"

namespace lykta {

namespace {

std::size_t filled_cells(const NumberedRow& row) {
  return static_cast<std::size_t>(
      std::ranges::count_if(row.cells, [](const std::string& cell) { return !trimmed(cell).empty(); }));
}

/// Numbers, dates and times are values; everything else may be a name. A lone year may be one too ("2024").
bool is_value(const std::string& cell) {
  const auto text = trimmed(cell);
  const auto number = parse_number(text);
  const auto is_year = number && *number >= 1900 && *number <= 2100 && text.size() == 4;
  return (number && !is_year) || parse_date_time(text) || (text.size() >= 4 && parse_time_of_day(text) && !is_year);
}

std::size_t values_in(const NumberedRow& row) {
  return static_cast<std::size_t>(std::ranges::count_if(row.cells, is_value));
}

/// How many cells most rows have filled: titles are narrower than the table.
std::size_t usual_width(std::span<const NumberedRow> rows) {
  std::map<std::size_t, std::size_t> rows_of_width;
  for (const auto& row : rows) {
    if (const auto width = filled_cells(row); width > 0) {
      ++rows_of_width[width];
    }
  }
  std::size_t width = 0;
  std::size_t most = 0;
  for (const auto& [candidate, count] : rows_of_width) {
    if (count >= most) {
      width = candidate;
      most = count;
    }
  }
  return width;
}

bool fills_column(const NumberedRow& row, std::size_t column) {
  return column < row.cells.size() && !trimmed(row.cells[column]).empty();
}

Header header_from(std::span<const NumberedRow> rows, const NumberedRow& row, std::string why) {
  Header header{.names = {}, .row = row.number, .why = std::move(why)};
  for (const auto& cell : row.cells) {
    header.names.emplace_back(trimmed(cell));
  }
  // Empty cells behind the last name are columns only where something stands below them.
  const auto is_used = [&](std::size_t column) {
    // In one row in ten at least: a few rows that an unquoted separator has shifted make no column.
    const auto is_below = [&](const NumberedRow& below) { return below.number > row.number; };
    const auto filled = std::ranges::count_if(
        rows, [&](const NumberedRow& below) { return is_below(below) && fills_column(below, column); });
    return filled > 0 && filled * 10 >= std::ranges::count_if(rows, is_below) && (filled > 1 || rows.size() < 4);
  };
  while (!header.names.empty() && header.names.back().empty() && !is_used(header.names.size() - 1)) {
    header.names.pop_back();
  }
  for (std::size_t i = 0; i < header.names.size(); ++i) {
    if (header.names[i].empty()) {
      header.names[i] = fmt::format("column {}", i + 1);
    }
  }
  return header;
}

bool has_all(const NumberedRow& row, const std::vector<std::string>& wanted) {
  return std::ranges::all_of(wanted, [&](const std::string& name) {
    return std::ranges::any_of(row.cells, [&](const std::string& cell) {
      return trimmed(cell) == name || composed(trimmed(cell)) == composed(name);
    });
  });
}

Header numbered_columns(std::span<const NumberedRow> rows) {
  Header header{.names = {}, .row = 0, .why = "the first rows hold values, no names"};
  std::size_t width = 0;
  for (const auto& row : rows) {
    width = std::max(width, row.cells.size());
  }
  for (std::size_t i = 0; i < width; ++i) {
    header.names.push_back(fmt::format("column {}", i + 1));
  }
  return header;
}

}  // namespace

Header find_header(std::span<const NumberedRow> rows, const std::vector<std::string>& wanted, std::int64_t stated_row) {
  if (stated_row > 0) {
    const auto stated = std::ranges::find(rows, stated_row, &NumberedRow::number);
    return stated != rows.end() ? header_from(rows, *stated, "stated")
                                : Header{.names = {}, .row = stated_row, .why = "stated"};
  }
  if (!wanted.empty()) {
    const auto found = std::ranges::find_if(rows, [&](const NumberedRow& row) { return has_all(row, wanted); });
    if (found != rows.end()) {
      return header_from(rows, *found, "the first row with all columns that the mapping names");
    }
  }
  if (rows.empty()) {
    return {};
  }
  const auto width = usual_width(rows);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const auto& row = rows[i];
    const auto filled = filled_cells(row);
    // A header may name columns that are empty in most rows, and leave one or two without a name.
    const auto wide_enough = filled * 10 >= width * 7 && (filled >= 2 || width == 1);
    if (!wide_enough) {
      continue;
    }
    if (values_in(row) * 4 <= filled) {
      const auto above = i == 0 ? std::string("the first row")
                                : fmt::format("the first row as wide as the table, below {} other rows", i);
      return header_from(rows, row, above);
    }
    break;  // the first full row holds values
  }
  return numbered_columns(rows);
}

}  // namespace lykta
