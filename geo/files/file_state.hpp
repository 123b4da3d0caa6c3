// Is a file still what it was when it was opened?
//
// A source is read several times: to find its columns, to read its rows, to work out its hash. All of that must be of the
// same bytes, so a file that somebody writes to meanwhile is refused.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace lykta {

/// What the file system says of a file, in its own units (times in nanoseconds since 1970). Any write changes it.
struct FileState {
  std::uint64_t device = 0;
  std::uint64_t number = 0;  ///< of the file on its device (inode)
  std::int64_t size = 0;
  std::int64_t written_ns = 0;
  std::int64_t changed_ns = 0;

  friend bool operator==(const FileState&, const FileState&) = default;
};

/// A file that was read; without a state where it is none on this machine (in an archive, in memory, an address).
struct ReadFile {
  std::string path;
  std::optional<FileState> state{};
};

/// Nothing where there is no plain file of this name.
[[nodiscard]] std::optional<FileState> state_of(const std::string& path);

/// The same, to be asked before a file is opened: waits, some milliseconds at most, until the file system's clock has
/// passed the last write, so that a write after that shows in the state.
[[nodiscard]] std::optional<FileState> settled_state_of(const std::string& path);

/// Files with their states as they are now, settled.
[[nodiscard]] std::vector<ReadFile> with_states(const std::vector<std::string>& files);

/// Whether a file has changed, or gone, since its state was taken.
[[nodiscard]] bool has_changed(const ReadFile& file);

/// Throws DataError for the first of the files that has changed.
void refuse_changed(const std::vector<ReadFile>& files);

/// Throws DataError for pipes, sockets and devices: they can be read once and may never end.
void refuse_what_is_no_file(const std::string& path);

/// Why a file that is to be read cannot be: "no such file", "Permission denied", ... as the system says.
[[nodiscard]] std::string why_not_readable(const std::string& path);

}  // namespace lykta
