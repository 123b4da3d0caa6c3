#include "geo/write/output_place.hpp"

#include <algorithm>
#include <cerrno>
#include <ranges>
#include <system_error>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <unistd.h>

#include "engine/base/error.hpp"
#include "geo/files/is_there.hpp"
#include "geo/files/locations.hpp"
#include "geo/write/durable_move.hpp"

namespace lykta {

namespace fs = std::filesystem;

namespace {

/// What Lykta knows stays on this machine: outputs are internal.
void refuse_other_machines(const fs::path& target) {
  if (location_of(target.string()).kind != LocationKind::local_file) {
    throw InvalidOption(fmt::format("{}: outputs are written to this machine only: give a path of it",
                                    without_secrets(target.string())));
  }
}

std::string last_message() { return std::generic_category().message(errno); }

}  // namespace

fs::path resolved_output(const fs::path& path) {
  refuse_other_machines(path);
  // "out/" and "out" are the same folder.
  const auto plain = path.has_filename() ? path : path.parent_path();
  std::error_code error;
  if (fs::is_symlink(fs::symlink_status(plain, error)) && !fs::exists(plain, error)) {
    throw InvalidOption(
        fmt::format("{}: is a link that leads nowhere: remove it, or give another name", path.string()));
  }
  auto resolved = fs::weakly_canonical(fs::absolute(plain), error);
  if (error) {
    throw DataError(fmt::format("{}: cannot be written: {}", path.string(), error.message()));
  }
  return resolved.has_filename() ? resolved : resolved.parent_path();
}

bool is_mount_point(const fs::path& path) {
  struct statx status {};
  if (statx(AT_FDCWD, path.c_str(), AT_SYMLINK_NOFOLLOW, STATX_BASIC_STATS, &status) != 0) {
    return false;
  }
  if ((status.stx_attributes_mask & STATX_ATTR_MOUNT_ROOT) != 0) {
    return (status.stx_attributes & STATX_ATTR_MOUNT_ROOT) != 0;
  }
  struct stat above {};
  return stat((path / "..").c_str(), &above) == 0 &&
         above.st_dev != makedev(status.stx_dev_major, status.stx_dev_minor);
}

void check_can_write_in(const fs::path& folder, const fs::path& path) {
  auto nearest = folder;
  while (!is_there(nearest) && nearest.has_relative_path()) {
    nearest = nearest.parent_path();
  }
  std::error_code error;
  if (!fs::is_directory(nearest, error)) {
    throw DataError(fmt::format("{}: cannot write here: {} is no folder", path.string(), nearest.string()));
  }
  if (faccessat(AT_FDCWD, nearest.c_str(), W_OK | X_OK, AT_EACCESS) != 0) {
    throw DataError(fmt::format("{}: cannot write here: {} ({})", path.string(), last_message(), nearest.string()));
  }
}

void check_can_move(const fs::path& path) {
  struct stat own {};
  struct stat above {};
  if (lstat(path.c_str(), &own) != 0 || stat(path.parent_path().c_str(), &above) != 0 || geteuid() == 0) {
    return;
  }
  const auto is_sticky = (above.st_mode & S_ISVTX) != 0;
  if (is_sticky && own.st_uid != geteuid() && above.st_uid != geteuid()) {
    throw DataError(fmt::format("{}: belongs to another user and cannot be replaced in {}", path.string(),
                                path.parent_path().string()));
  }
  // A folder that moves gets another folder above it, which is a change in it.
  if (S_ISDIR(own.st_mode) && faccessat(AT_FDCWD, path.c_str(), W_OK | X_OK, AT_EACCESS) != 0) {
    throw DataError(fmt::format("{}: cannot be replaced: {}", path.string(), last_message()));
  }
}

std::vector<fs::path> make_folders(const fs::path& folder) {
  std::vector<fs::path> missing;
  for (auto above = folder; !is_there(above) && above.has_relative_path(); above = above.parent_path()) {
    missing.push_back(above);
  }
  std::ranges::reverse(missing);
  std::vector<fs::path> made;
  for (const auto& each : missing) {
    if (mkdir(each.c_str(), 0777) == 0) {
      made.push_back(each);
      sync_names(each.parent_path());
    } else if (errno != EEXIST) {
      const auto why = last_message();
      take_back_folders(made);
      throw DataError(fmt::format("{}: the folder cannot be made: {}", each.string(), why));
    }
  }
  return made;
}

void take_back_folders(const std::vector<fs::path>& made) {
  for (const auto& folder : made | std::views::reverse) {
    rmdir(folder.c_str());
  }
}

}  // namespace lykta
