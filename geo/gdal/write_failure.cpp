#include "geo/gdal/write_failure.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdint>
#include <optional>
#include <system_error>
#include <utility>

#include <fmt/format.h>
#include <sys/resource.h>
#include <sys/statvfs.h>

#include "geo/values/text_values.hpp"

namespace lykta {

namespace fs = std::filesystem;

namespace {

enum class Cause : std::uint8_t { full_disk, quota, size_limit, device, read_only, other };

std::optional<Cause> cause_of_number(int number) {
  switch (number) {
    case ENOSPC:
      return Cause::full_disk;
    case EDQUOT:
      return Cause::quota;
    case EFBIG:
      return Cause::size_limit;
    case EIO:
      return Cause::device;
    case EROFS:
      return Cause::read_only;
    default:
      return std::nullopt;
  }
}

std::optional<Cause> cause_of_words(std::string_view said) {
  constexpr std::array<std::pair<std::string_view, Cause>, 6> words{{{"no space left", Cause::full_disk},
                                                                     {"disk is full", Cause::full_disk},
                                                                     {"quota", Cause::quota},
                                                                     {"file too large", Cause::size_limit},
                                                                     {"input/output error", Cause::device},
                                                                     {"read-only file system", Cause::read_only}}};
  const auto lower = lower_case(said);
  const auto* const found =
      std::ranges::find_if(words, [&](const auto& word) { return lower.find(word.first) != std::string::npos; });
  return found == words.end() ? std::nullopt : std::optional(found->second);
}

fs::path folder_of(const fs::path& path) { return path.has_parent_path() ? path.parent_path() : fs::path("."); }

std::optional<std::uint64_t> free_bytes(const fs::path& path) {
  struct statvfs found {};
  if (statvfs(folder_of(path).c_str(), &found) != 0) {
    return std::nullopt;
  }
  return static_cast<std::uint64_t>(found.f_bavail) * found.f_frsize;
}

/// Of all files of the output's folder: the output has companions.
std::uint64_t largest_file(const fs::path& path) {
  std::uint64_t largest = 0;
  std::error_code error;
  for (fs::directory_iterator entry(folder_of(path), error), end; !error && entry != end; entry.increment(error)) {
    std::error_code of_entry;
    if (entry->is_regular_file(of_entry)) {
      const auto size = entry->file_size(of_entry);
      largest = of_entry ? largest : std::max<std::uint64_t>(largest, size);
    }
  }
  return largest;
}

std::optional<std::uint64_t> limit_of_files() {
  rlimit limit{};
  if (getrlimit(RLIMIT_FSIZE, &limit) != 0 || limit.rlim_cur == RLIM_INFINITY) {
    return std::nullopt;
  }
  return static_cast<std::uint64_t>(limit.rlim_cur);
}

/// What neither words nor numbers say: whether the disk, or what a file may hold, is used up.
std::optional<Cause> cause_of_surroundings(const fs::path& path, std::string_view said) {
  constexpr std::uint64_t next_to_nothing = 65536;
  if (const auto free = free_bytes(path); free && *free < next_to_nothing) {
    return Cause::full_disk;
  }
  const auto lower = lower_case(said);
  const auto is_io = lower.find("disk i/o error") != std::string::npos;
  if (const auto limit = limit_of_files(); limit && (is_io || largest_file(path) + next_to_nothing >= *limit)) {
    return Cause::size_limit;
  }
  return is_io ? std::optional(Cause::device) : std::nullopt;
}

std::string size_text(std::uint64_t bytes) {
  constexpr double mega = 1e6;
  constexpr double kilo = 1e3;
  return static_cast<double>(bytes) < mega ? fmt::format("{:.0f} kB", static_cast<double>(bytes) / kilo)
                                           : fmt::format("{:.1f} MB", static_cast<double>(bytes) / mega);
}

std::string words_for(Cause cause, const fs::path& path, std::string_view said) {
  const auto free = free_bytes(path);
  const auto left = free ? fmt::format(" ({} free, {} written so far)", size_text(*free), size_text(largest_file(path)))
                         : std::string();
  switch (cause) {
    case Cause::full_disk:
      return fmt::format("no space left on device{}: make room, or write to another place", left);
    case Cause::quota:
      return fmt::format("disk quota exceeded{}: make room, or write to another place", left);
    case Cause::size_limit: {
      const auto limit = limit_of_files();
      return fmt::format("file too large{}: raise the limit, or write to another place",
                         limit ? fmt::format(": a file may have {} here (ulimit -f)", size_text(*limit)) : "");
    }
    case Cause::device:
      return fmt::format("input/output error: the disk does not take it{}",
                         said.empty() ? "" : fmt::format(" ({})", said));
    case Cause::read_only:
      return "the file system is read-only: write to another place";
    case Cause::other:
      break;
  }
  return said.empty() ? "cannot be written" : fmt::format("cannot be written: {}", said);
}

}  // namespace

DataError write_failure(const fs::path& path, std::string_view said, int number) {
  auto cause = cause_of_words(said);
  if (!cause) {
    cause = cause_of_number(number);
  }
  if (!cause) {
    cause = cause_of_surroundings(path, said);
  }
  if (!cause && said.empty() && number != 0) {
    return DataError(fmt::format("{}: cannot be written: {}", path.string(), std::generic_category().message(number)));
  }
  return DataError(fmt::format("{}: {}", path.string(), words_for(cause.value_or(Cause::other), path, said)));
}

DataError write_failure(const fs::path& path, std::string_view said) { return write_failure(path, said, errno); }

}  // namespace lykta
