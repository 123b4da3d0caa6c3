// Is there anything of that name?
#pragma once

#include <filesystem>
#include <system_error>

namespace lykta {

/// Also a link that leads nowhere. What cannot be looked at is not there.
[[nodiscard]] inline bool is_there(const std::filesystem::path& path) {
  std::error_code error;
  return std::filesystem::exists(std::filesystem::symlink_status(path, error));
}

}  // namespace lykta
