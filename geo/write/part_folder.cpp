#include "geo/write/part_folder.hpp"

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <sstream>
#include <tuple>
#include <utility>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "engine/base/error.hpp"
#include "geo/write/durable_move.hpp"

namespace lykta {

namespace fs = std::filesystem;

namespace {

constexpr const char* name_begins = ".lykta-part-";
constexpr const char* lock_name = "lock";
/// The first field of a lock. Another layout gets another number.
constexpr const char* record_begins = "lykta part 2";

[[noreturn]] void refuse_to_write(const fs::path& folder) {
  throw DataError(fmt::format("{}: cannot write here: {}", folder.string(), std::generic_category().message(errno)));
}

std::string text_of(const std::vector<std::string>& fields) {
  std::string text;
  for (const auto& field : fields) {
    text += field;
    text += '\0';
  }
  return text;
}

bool write_all(int file, const std::string& text) {
  const auto written = write(file, text.data(), text.size());
  if (written >= 0 && written < static_cast<ssize_t>(text.size())) {
    errno = ENOSPC;  // what fits is written, and the system says nothing of the rest
    return false;
  }
  return written >= 0 && fsync(file) == 0;
}

/// The lock last: should the process end here, the next one still sees whose the rest is.
void clear(const fs::path& part) {
  std::error_code error;
  for (fs::directory_iterator entry(part, error), end; !error && entry != end; entry.increment(error)) {
    std::error_code none;
    if (fs::is_directory(entry->symlink_status(none))) {
      remove_tree(entry->path());
    } else if (entry->path().filename() != lock_name) {
      fs::remove(entry->path(), none);
    }
  }
  remove_tree(part);
}

/// Whether the folder is this user's.
bool is_mine(const fs::path& path) {
  struct stat status {};
  return lstat(path.c_str(), &status) == 0 && S_ISDIR(status.st_mode) && status.st_uid == geteuid();
}

/// The same words with the name that the user knows.
std::string with_own_name(std::string message, const fs::path& hidden, const fs::path& folder) {
  const auto before = (hidden / "").string();
  const auto after = (folder / "").string();
  for (auto at = message.find(before); at != std::string::npos; at = message.find(before, at + after.size())) {
    message.replace(at, before.size(), after);
  }
  return message;
}

}  // namespace

FolderLock::FolderLock(const fs::path& folder) : file_(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)) {
  if (file_ >= 0) {
    while (flock(file_, LOCK_EX) != 0 && errno == EINTR) {
    }
  }
}

FolderLock::~FolderLock() {
  if (file_ >= 0) {
    ::close(file_);
  }
}

FolderLock::FolderLock(FolderLock&& other) noexcept : file_(std::exchange(other.file_, -1)) {}

std::vector<FolderLock> lock_folders(std::vector<fs::path> folders) {
  // Two names of one folder would wait for each other for ever.
  const auto number = [](const fs::path& folder) {
    struct stat status {};
    stat(folder.c_str(), &status);
    return std::tuple(status.st_dev, status.st_ino);
  };
  std::ranges::sort(folders, {}, number);
  const auto repeated = std::ranges::unique(folders, {}, number);
  folders.erase(repeated.begin(), repeated.end());
  std::vector<FolderLock> locks;
  locks.reserve(folders.size());
  for (const auto& folder : folders) {
    locks.emplace_back(folder);
  }
  return locks;
}

PartFolder::PartFolder(fs::path path, int lock, std::vector<std::string> record)
    : path_(std::move(path)), lock_(lock), record_(std::move(record)) {}

PartFolder::PartFolder(const fs::path& parent, const std::vector<std::string>& record) : lock_(-1), record_(record) {
  // Whoever looks for left ones must not find this one before it is locked.
  const FolderLock nobody_looks(parent);
  // No name of a file in it: GDAL writes XLSX and ODS through a path in which it looks for the first such ending.
  auto pattern = (parent / fmt::format("{}XXXXXX", name_begins)).string();
  if (mkdtemp(pattern.data()) == nullptr) {
    refuse_to_write(parent);
  }
  path_ = pattern;
  lock_ = ::open((path_ / lock_name).c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  auto fields = record;
  fields.insert(fields.begin(), record_begins);
  // Without locks on this file system nobody can tell whether it is left, and so it will stay.
  const auto is_made = lock_ >= 0 && (flock(lock_, LOCK_EX | LOCK_NB) == 0 || errno != EWOULDBLOCK) &&
                       write_all(lock_, text_of(fields)) && mkdir(fresh().c_str(), 0777) == 0 &&
                       mkdir(old().c_str(), 0700) == 0;
  if (!is_made) {
    const auto why = errno;
    remove_tree(path_);
    ::close(lock_);
    errno = why;
    refuse_to_write(parent);
  }
}

PartFolder::PartFolder(PartFolder&& other) noexcept
    : path_(std::move(other.path_)),
      lock_(std::exchange(other.lock_, -1)),
      record_(std::move(other.record_)),
      stays_(other.stays_) {}

PartFolder::~PartFolder() {
  if (lock_ < 0) {
    return;
  }
  if (!stays_) {
    clear(path_);
  }
  ::close(lock_);
}

std::optional<PartFolder> PartFolder::adopt(const fs::path& path) {
  if (!is_mine(path)) {
    return std::nullopt;
  }
  const FolderLock nobody_makes_one(path.parent_path());
  const auto lock = ::open((path / lock_name).c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
  if (lock < 0) {
    // Ended between making the folder and the lock, or while it was cleared.
    rmdir(path.c_str());
    return std::nullopt;
  }
  if (flock(lock, LOCK_EX | LOCK_NB) != 0) {
    ::close(lock);
    return std::nullopt;
  }
  auto fields = read_fields(path / lock_name);
  if (fields.empty() && !fs::exists(path / "new") && !fs::exists(path / "old")) {
    return PartFolder(path, lock, {});
  }
  if (fields.empty() || fields.front() != record_begins) {
    ::close(lock);
    return std::nullopt;
  }
  fields.erase(fields.begin());
  return PartFolder(path, lock, std::move(fields));
}

bool is_unknown_part(const fs::path& path) {
  std::error_code error;
  return is_mine(path) && !fs::exists(path / lock_name, error);
}

std::vector<fs::path> part_folders_in(const fs::path& folder) {
  std::vector<fs::path> parts;
  std::error_code error;
  for (fs::directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error)) {
    if (entry->path().filename().string().starts_with(name_begins)) {
      parts.push_back(entry->path());
    }
  }
  std::ranges::sort(parts);
  return parts;
}

void call_with_own_name(const std::function<void()>& call, const fs::path& hidden, const fs::path& folder) {
  try {
    call();
  } catch (const DataError& error) {
    throw DataError(with_own_name(error.what(), hidden, folder));
  } catch (const InvalidOption& error) {
    throw InvalidOption(with_own_name(error.what(), hidden, folder));
  }
}

void write_fields(const fs::path& path, const std::vector<std::string>& fields) {
  auto unfinished = path;
  unfinished += ".unfinished";
  const auto file = ::open(unfinished.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  const auto written = file >= 0 && write_all(file, text_of(fields));
  const auto why = errno;
  if (file >= 0) {
    ::close(file);
  }
  errno = why;
  if (!written || ::rename(unfinished.c_str(), path.c_str()) != 0) {
    refuse_to_write(path.parent_path().parent_path());
  }
  sync_names(path.parent_path());
}

std::vector<std::string> read_fields(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream bytes;
  bytes << file.rdbuf();
  const auto text = bytes.str();
  std::vector<std::string> fields;
  for (std::size_t begin = 0, end = text.find('\0'); end != std::string::npos; end = text.find('\0', begin)) {
    fields.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return fields;
}

}  // namespace lykta
