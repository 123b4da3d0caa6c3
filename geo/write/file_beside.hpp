// A file that changes together with a folder of outputs: written first, put into place last.
//
// A run that adds to a file (a history) writes what it will be into a hidden folder beside it, moves its own folder into place, and then
// puts the file into place in one step. Whatever fails before leaves both as they were; only an end of the process between the two
// last steps leaves the folder without the file's new content, and the same run made again mends that.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "geo/files/file_state.hpp"

namespace lykta {

class PartFolder;

class FileBeside {
 public:
  /// Call before the file is read: what it is then is what `check` and `put` want to find. It need not be there. Clears what
  /// earlier calls left beside it (`notes`: lines for the user). Throws InvalidOption for a folder, a device, a link that leads nowhere and a file inside of
  /// `outputs`, which the run replaces; DataError where nobody may write.
  FileBeside(const std::filesystem::path& path, const std::filesystem::path& outputs);
  ~FileBeside();
  FileBeside(const FileBeside&) = delete;
  FileBeside& operator=(const FileBeside&) = delete;
  FileBeside(FileBeside&&) = delete;
  FileBeside& operator=(FileBeside&&) = delete;

  [[nodiscard]] const std::vector<std::string>& notes() const { return notes_; }
  /// Writes the new content to the path that `write` gets, and puts it on the disk.
  void write(const std::function<void(const std::filesystem::path&)>& write);
  /// Throws DataError where somebody has changed the file since.
  void check() const;
  /// Puts what was written into place, with the mode and owner of the file it replaces. Throws DataError: what was there is as it was.
  void put();
  /// Folders above it that were not there, once it is in place.
  [[nodiscard]] const std::vector<std::filesystem::path>& made_folders() const { return stayed_; }

 private:
  [[nodiscard]] bool is_changed() const;

  std::filesystem::path path_;
  std::optional<FileState> state_;
  std::vector<std::string> notes_;
  std::vector<std::filesystem::path> made_;  ///< that go again unless it is put
  std::vector<std::filesystem::path> stayed_;
  std::unique_ptr<PartFolder> part_;
};

}  // namespace lykta
