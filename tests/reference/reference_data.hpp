// Where are the numbers of others, and how are they read?
//
// Files in this folder are always there. Other people's data is not carried along: it is looked for in the folder that
// the environment variable LYKTA_DATA names, and a test that needs it says so when it is not set.
#pragma once

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <optional>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

#include "tests/source_folder.hpp"

namespace lykta::test {

/// The folder of data that is not part of the project, or nothing.
inline std::optional<std::filesystem::path> data_folder() {
  const auto* const folder = std::getenv("LYKTA_DATA");
  if (folder == nullptr || *folder == '\0') {
    return std::nullopt;
  }
  return std::filesystem::path(folder);
}

/// What a test says when it skips: WARN(test::why_skipped).
inline constexpr auto why_skipped =
    "skipped: needs data that is not part of the project; name its folder in LYKTA_DATA";

inline std::filesystem::path reference_folder() { return source_folder() / "tests" / "reference"; }

/// One line of a table of numbers, by the names of its columns.
using Row = std::map<std::string, double>;

namespace detail {

inline std::vector<std::string> split(const std::string& line) {
  std::vector<std::string> fields;
  std::istringstream stream(line);
  for (std::string field; std::getline(stream, field, ',');) {
    std::erase_if(field, [](char c) { return c == '"' || c == '\r'; });
    fields.push_back(field);
  }
  return fields;
}

}  // namespace detail

/// A table of numbers separated by commas, with names in its first line. Throws when there is no such file.
inline std::vector<Row> read_numbers(const std::filesystem::path& path) {
  std::ifstream file(path);
  std::string line;
  if (!std::getline(file, line)) {
    throw std::runtime_error("cannot read " + path.string());
  }
  const auto names = detail::split(line);
  std::vector<Row> rows;
  while (std::getline(file, line)) {
    const auto fields = detail::split(line);
    Row row;
    for (std::size_t i = 0; i < names.size(); ++i) {
      row[names.at(i)] = std::stod(fields.at(i));
    }
    rows.push_back(std::move(row));
  }
  return rows;
}

}  // namespace lykta::test
