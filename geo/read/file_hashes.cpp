#include "geo/read/file_hashes.hpp"

#include <algorithm>
#include <filesystem>

#include "geo/files/sha256.hpp"

namespace lykta {

void FileHashes::add(const std::vector<ReadFile>& files, const std::string& path, const std::string& as_written) {
  for (const auto& file : files) {
    if (!file.state) {
      continue;
    }
    // The parts of a Shapefile differ in their ending; a file in a folder is told by its name.
    auto shown = as_written;
    if (file.path != path) {
      shown = (std::filesystem::path(as_written).parent_path() / std::filesystem::path(file.path).filename())
                  .generic_string();
    }
    // A file of several sources was opened several times: each must have found the same.
    read_.push_back(file);
    if (are_wanted_ && std::ranges::none_of(pending_, [&](const auto& known) { return known.first == shown; })) {
      pending_.emplace_back(
          shown, std::async(std::launch::async, [this, name = file.path] { return sha256_of_file(name, &stop_); }));
    }
  }
}

std::vector<InputFile> FileHashes::take() {
  std::vector<InputFile> files;
  for (auto& [path, hash] : pending_) {
    files.push_back({path, hash.get()});
  }
  refuse_changed(read_);
  return files;
}

}  // namespace lykta
