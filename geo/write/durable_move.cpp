#include "geo/write/durable_move.hpp"

#include <array>
#include <cerrno>
#include <cstdio>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include "engine/base/error.hpp"

namespace lykta {

namespace fs = std::filesystem;

namespace {

std::error_code last_error() { return {errno, std::generic_category()}; }

std::error_code error_of(int result) { return result == 0 ? std::error_code() : last_error(); }

/// What fsync says of a file or folder; file systems that cannot do it are content.
std::error_code sync(const fs::path& path) {
  const auto file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (file < 0) {
    return last_error();
  }
  auto error = error_of(::fsync(file));
  ::close(file);
  if (error.value() == EINVAL || error.value() == ENOTSUP || error.value() == EROFS) {
    error.clear();
  }
  return error;
}

std::error_code copy_of_file(const fs::path& from, const fs::path& to) {
  std::error_code error;
  if (fs::is_symlink(fs::symlink_status(from, error))) {
    fs::copy_symlink(from, to, error);
  } else if (fs::is_regular_file(from, error)) {
    fs::copy_file(from, to, error);
    if (!error) {
      error = sync(to);
    }
  } else {
    return std::make_error_code(std::errc::operation_not_supported);
  }
  if (!error) {
    take_over_permissions(from, to);
    take_over_times(from, to);
  }
  return error;
}

}  // namespace

std::error_code exchange_names(const fs::path& a, const fs::path& b) {
  return error_of(renameat2(AT_FDCWD, a.c_str(), AT_FDCWD, b.c_str(), RENAME_EXCHANGE));
}

bool is_unsupported(const std::error_code& error) {
  return error.value() == EINVAL || error.value() == ENOSYS || error.value() == ENOTSUP;
}

std::error_code rename_to_new_name(const fs::path& from, const fs::path& to) {
  auto error = error_of(renameat2(AT_FDCWD, from.c_str(), AT_FDCWD, to.c_str(), RENAME_NOREPLACE));
  if (!is_unsupported(error)) {
    return error;
  }
  error = error_of(::link(from.c_str(), to.c_str()));
  if (!error) {
    return error_of(::unlink(from.c_str()));
  }
  if (error.value() != EPERM && !is_unsupported(error)) {
    return error;
  }
  if (fs::exists(fs::symlink_status(to, error))) {
    return std::make_error_code(std::errc::file_exists);
  }
  return error_of(::rename(from.c_str(), to.c_str()));
}

void sync_tree(const fs::path& folder) {
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (entry.is_symlink() || !(entry.is_regular_file() || entry.is_directory())) {
      continue;
    }
    if (const auto error = sync(entry.path())) {
      throw DataError(fmt::format("{}: could not be written to its end: {}",
                                  entry.path().lexically_relative(folder).string(), error.message()));
    }
  }
  sync_names(folder);
}

void sync_names(const fs::path& folder) { static_cast<void>(sync(folder)); }

std::error_code link_or_copy(const fs::path& from, const fs::path& to) {
  const auto error = error_of(linkat(AT_FDCWD, from.c_str(), AT_FDCWD, to.c_str(), 0));
  if (!error || error.value() == EEXIST || error.value() == ENOSPC) {
    return error;
  }
  // No hard links here, none of this file (another owner's), or none any more.
  return copy_of_file(from, to);
}

void take_over_permissions(const fs::path& from, const fs::path& to) {
  struct stat source {};
  struct stat target {};
  if (lstat(from.c_str(), &source) != 0 || lstat(to.c_str(), &target) != 0) {
    return;
  }
  constexpr mode_t all_bits = 07777;
  auto mode = source.st_mode & all_bits;
  if (source.st_uid != target.st_uid || source.st_gid != target.st_gid) {
    const auto moved = lchown(to.c_str(), source.st_uid, source.st_gid) == 0 ||
                       lchown(to.c_str(), static_cast<uid_t>(-1), source.st_gid) == 0;
    if (!moved) {
      // Rights that were meant for the other's group are not for ours.
      mode &= ~static_cast<mode_t>(S_ISUID | S_ISGID);
    }
  }
  if (!S_ISLNK(target.st_mode)) {
    static_cast<void>(chmod(to.c_str(), mode));
  }
}

void take_over_owner(const fs::path& from, const fs::path& to) {
  struct stat source {};
  if (lstat(from.c_str(), &source) == 0) {
    static_cast<void>(!lchown(to.c_str(), source.st_uid, source.st_gid));
  }
}

void take_over_times(const fs::path& from, const fs::path& to) {
  struct stat source {};
  if (lstat(from.c_str(), &source) == 0) {
    const std::array<timespec, 2> times{source.st_atim, source.st_mtim};
    static_cast<void>(utimensat(AT_FDCWD, to.c_str(), times.data(), AT_SYMLINK_NOFOLLOW));
  }
}

bool remove_tree(const fs::path& folder) {
  std::error_code error;
  for (fs::directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error)) {
    std::error_code none;
    if (fs::is_directory(entry->symlink_status(none))) {
      fs::permissions(entry->path(), fs::perms::owner_all, fs::perm_options::add, none);
      remove_tree(entry->path());
    } else {
      fs::remove(entry->path(), none);
    }
  }
  std::error_code removal;
  fs::remove(folder, removal);
  return !removal;
}

std::string stamp_of(const fs::path& path) {
  struct stat status {};
  if (lstat(path.c_str(), &status) != 0) {
    return {};
  }
  return fmt::format("{} {} {}.{:09}", status.st_ino, status.st_size, status.st_mtim.tv_sec, status.st_mtim.tv_nsec);
}

}  // namespace lykta
