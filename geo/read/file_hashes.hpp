// Which bytes did a picture rest on, and did none of them change meanwhile?
#pragma once

#include <atomic>
#include <future>
#include <string>
#include <utility>
#include <vector>

#include "geo/files/file_state.hpp"
#include "geo/read/read_report.hpp"

namespace lykta {

/// Hashes of the files, worked out while the files are read.
class FileHashes {
 public:
  /// Without `are_wanted` it only watches that no file changes.
  explicit FileHashes(bool are_wanted) : are_wanted_(are_wanted) {}
  /// Nobody waits for the hash of a large file when the rest has failed.
  ~FileHashes() { stop_ = true; }
  FileHashes(const FileHashes&) = delete;
  FileHashes& operator=(const FileHashes&) = delete;
  FileHashes(FileHashes&&) = delete;
  FileHashes& operator=(FileHashes&&) = delete;

  /// Files that were opened for `path`, called after what was written in the configuration.
  void add(const std::vector<ReadFile>& files, const std::string& path, const std::string& as_written);

  /// Throws DataError where a file is no longer what it was when it was opened: its hash would be of other bytes.
  [[nodiscard]] std::vector<InputFile> take();

 private:
  bool are_wanted_;
  std::atomic<bool> stop_ = false;
  std::vector<ReadFile> read_;
  std::vector<std::pair<std::string, std::future<std::string>>> pending_;
};

}  // namespace lykta
