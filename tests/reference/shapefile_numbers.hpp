// What do the small shapefiles and neighbour lists of other projects' tests hold?
//
// Just enough of DBF, SHP and GAL for the classic examples, without a library: columns of numbers, rings of corners and
// lists of neighbours.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <sstream>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "engine/space/neighbours.hpp"

namespace lykta::test {

namespace detail {

inline std::string bytes_of(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) {
    throw std::runtime_error("cannot read " + path.string());
  }
  std::ostringstream bytes;
  bytes << file.rdbuf();
  return bytes.str();
}

/// A number in the byte order of this (little-endian) machine.
template <class Number>
Number number_at(const std::string& bytes, std::size_t offset) {
  Number number;
  std::memcpy(&number, &bytes.at(offset + sizeof(Number) - 1) - (sizeof(Number) - 1), sizeof(Number));
  return number;
}

inline std::uint32_t big_endian_at(const std::string& bytes, std::size_t offset) {
  std::uint32_t number = 0;
  for (std::size_t i = 0; i < 4; ++i) {
    number = number << 8U | static_cast<unsigned char>(bytes.at(offset + i));
  }
  return number;
}

}  // namespace detail

/// A column of a DBF table as text, spaces taken off.
inline std::vector<std::string> read_dbf_column(const std::filesystem::path& path, const std::string& name) {
  const auto bytes = detail::bytes_of(path);
  const auto rows = detail::number_at<std::uint32_t>(bytes, 4);
  const std::size_t header = detail::number_at<std::uint16_t>(bytes, 8);
  const std::size_t record = detail::number_at<std::uint16_t>(bytes, 10);
  std::size_t offset = 1;
  for (std::size_t field = 32; bytes.at(field) != '\r'; field += 32) {
    const std::size_t width = static_cast<unsigned char>(bytes.at(field + 16));
    if (name == bytes.substr(field, 11).c_str()) {
      std::vector<std::string> column;
      for (std::size_t row = 0; row < rows; ++row) {
        auto text = bytes.substr(header + row * record + offset, width);
        std::erase(text, ' ');
        column.push_back(text);
      }
      return column;
    }
    offset += width;
  }
  throw std::runtime_error("no column " + name + " in " + path.string());
}

inline std::vector<double> read_dbf_numbers(const std::filesystem::path& path, const std::string& name) {
  std::vector<double> numbers;
  for (const auto& text : read_dbf_column(path, name)) {
    numbers.push_back(std::stod(text));
  }
  return numbers;
}

/// Neighbours of a GAL file; places are in the order of `ids`, which are those that the file names.
inline Neighbours read_gal(const std::filesystem::path& path, const std::vector<std::string>& ids) {
  std::map<std::string, std::uint32_t> place;
  for (const auto& id : ids) {
    place.emplace(id, static_cast<std::uint32_t>(place.size()));
  }
  std::istringstream file(detail::bytes_of(path));
  std::string line;
  std::getline(file, line);
  std::vector<std::vector<std::uint32_t>> lists(ids.size());
  std::string id;
  for (std::size_t number = 0; file >> id >> number;) {
    for (std::string other; number > 0 && file >> other; --number) {
      lists.at(place.at(id)).push_back(place.at(other));
    }
  }
  Neighbours neighbours;
  for (const auto& list : lists) {
    neighbours.index.insert(neighbours.index.end(), list.begin(), list.end());
    neighbours.start.push_back(neighbours.index.size());
  }
  return neighbours;
}

/// Polygons of an SHP file that share a piece of their outline (two corners that follow each other).
inline Neighbours read_rook_neighbours(const std::filesystem::path& path) {
  const auto bytes = detail::bytes_of(path);
  using Corner = std::pair<double, double>;
  std::map<std::pair<Corner, Corner>, std::vector<std::uint32_t>> sides;
  std::uint32_t polygons = 0;
  for (std::size_t record = 100; record < bytes.size(); ++polygons) {
    const auto content = record + 8;
    const std::size_t parts = detail::number_at<std::uint32_t>(bytes, content + 36);
    const std::size_t points = detail::number_at<std::uint32_t>(bytes, content + 40);
    const auto corner = [&](std::size_t i) {
      const auto at = content + 44 + 4 * parts + 16 * i;
      return Corner{detail::number_at<double>(bytes, at), detail::number_at<double>(bytes, at + 8)};
    };
    std::set<std::size_t> starts;
    for (std::size_t part = 0; part < parts; ++part) {
      starts.insert(detail::number_at<std::uint32_t>(bytes, content + 44 + 4 * part));
    }
    for (std::size_t i = 1; i < points; ++i) {
      if (!starts.contains(i)) {
        sides[std::minmax({corner(i - 1), corner(i)})].push_back(polygons);
      }
    }
    record = content + 2 * static_cast<std::size_t>(detail::big_endian_at(bytes, record + 4));
  }
  std::vector<std::set<std::uint32_t>> lists(polygons);
  for (const auto& [side, owners] : sides) {
    for (const auto one : owners) {
      for (const auto other : owners) {
        if (one != other) {
          lists[one].insert(other);
        }
      }
    }
  }
  Neighbours neighbours;
  for (const auto& list : lists) {
    neighbours.index.insert(neighbours.index.end(), list.begin(), list.end());
    neighbours.start.push_back(neighbours.index.size());
  }
  return neighbours;
}

}  // namespace lykta::test
