#include "geo/files/file_state.hpp"

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <ctime>
#include <filesystem>
#include <system_error>
#include <thread>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include "engine/base/error.hpp"

namespace lykta {

namespace {

std::int64_t nanoseconds(const timespec& time) {
  constexpr std::int64_t per_second = 1'000'000'000;
  return per_second * time.tv_sec + time.tv_nsec;
}

/// The clock by which the system stamps files; it moves in steps of some milliseconds.
std::int64_t clock_of_files_ns() {
  timespec now{};
  clock_gettime(CLOCK_REALTIME_COARSE, &now);
  return nanoseconds(now);
}

}  // namespace

std::optional<FileState> state_of(const std::string& path) {
  struct stat found {};
  if (stat(path.c_str(), &found) != 0 || !S_ISREG(found.st_mode)) {
    return std::nullopt;
  }
  return FileState{.device = found.st_dev,
                   .number = found.st_ino,
                   .size = found.st_size,
                   .written_ns = nanoseconds(found.st_mtim),
                   .changed_ns = nanoseconds(found.st_ctim)};
}

std::optional<FileState> settled_state_of(const std::string& path) {
  constexpr int most_waits = 30;
  auto state = state_of(path);
  // A file of another machine's clock may lie in the future: then there is nothing to wait for.
  for (int i = 0; i < most_waits && state && state->changed_ns >= clock_of_files_ns(); ++i) {
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
    state = state_of(path);
  }
  return state;
}

std::vector<ReadFile> with_states(const std::vector<std::string>& files) {
  std::vector<ReadFile> result;
  result.reserve(files.size());
  for (const auto& file : files) {
    result.push_back({file, settled_state_of(file)});
  }
  return result;
}

bool has_changed(const ReadFile& file) { return file.state && state_of(file.path) != file.state; }

void refuse_changed(const std::vector<ReadFile>& files) {
  if (const auto found = std::ranges::find_if(files, has_changed); found != files.end()) {
    throw DataError(
        fmt::format("{}: changed while it was read: run again when nothing writes to it any more", found->path));
  }
}

void refuse_what_is_no_file(const std::string& path) {
  std::error_code error;
  const auto type = std::filesystem::status(path, error).type();
  if (type == std::filesystem::file_type::fifo || type == std::filesystem::file_type::socket) {
    throw DataError(fmt::format("{}: is a pipe, and a source is read more than once: save it as a file first", path));
  }
  if (type == std::filesystem::file_type::character || type == std::filesystem::file_type::block) {
    throw DataError(fmt::format("{}: is a device, not a file", path));
  }
}

std::string why_not_readable(const std::string& path) {
  const int file = ::open(path.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC);
  const auto number = errno;
  if (file >= 0) {
    ::close(file);
    return "cannot be read";
  }
  return number == ENOENT ? "no such file" : "cannot be read: " + std::generic_category().message(number);
}

}  // namespace lykta
