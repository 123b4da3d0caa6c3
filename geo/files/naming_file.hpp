// Does a message say which file it is about?
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <utility>

#include "engine/base/error.hpp"

namespace lykta {

/// Whether a message holds the path or the name of a file.
[[nodiscard]] inline bool names_file(std::string_view message, const std::string& path) {
  const auto name = std::filesystem::path(path).filename().string();
  return message.find(path) != std::string_view::npos ||
         (!name.empty() && message.find(name) != std::string_view::npos);
}

/// Does work on a file and gives its result. A DataError that does not name the file gets `path`, as it may be shown, in
/// front.
template <typename Work>
decltype(auto) naming_file(const std::string& path, Work&& work) {
  try {
    return std::forward<Work>(work)();
  } catch (const DataError& error) {
    if (path.empty() || names_file(error.what(), path)) {
      throw;
    }
    throw DataError(path + ": " + error.what());
  }
}

}  // namespace lykta
