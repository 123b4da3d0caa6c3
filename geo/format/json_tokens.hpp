// Which tables and rows are in a JSON file? Told token by token, so that no file must fit into memory.
#pragma once

#include <cstddef>
#include <functional>
#include <string>

namespace lykta {

/// Who is told of tables and rows.
struct RowListener {
  std::function<std::size_t(const std::string& name)> table;  ///< gives its number; asked when a first object begins
  std::function<std::size_t(std::size_t table, const std::string& name)> column;  ///< gives its number
  std::function<void(std::size_t column, std::string text)> value;
  std::function<bool(std::size_t table)> row_ends;  ///< false ends the reading
};

/// The first sign that is no white space, behind a byte order mark; 0 where there is none.
[[nodiscard]] char first_sign_of(const std::string& path);

/// Tells of all rows. A file that begins with an object and goes on behind it has an object a line. Throws DataError for what is no
/// JSON, and for a value longer than `longest_cell`.
void read_json(const std::string& path, const RowListener& listener);

}  // namespace lykta
