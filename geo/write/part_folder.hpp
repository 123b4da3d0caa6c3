// Where do outputs grow until they are whole? In a hidden folder beside their place, which says whose it is.
#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace lykta {

/// Holds a folder against other runs of Lykta that make, move or clear something in it. Waits for its turn. File systems
/// without locks give none.
class FolderLock {
 public:
  explicit FolderLock(const std::filesystem::path& folder);
  ~FolderLock();
  FolderLock(FolderLock&& other) noexcept;
  FolderLock& operator=(FolderLock&&) = delete;
  FolderLock(const FolderLock&) = delete;
  FolderLock& operator=(const FolderLock&) = delete;

 private:
  int file_;
};

/// Several of them, taken in an order that is the same for everybody.
[[nodiscard]] std::vector<FolderLock> lock_folders(std::vector<std::filesystem::path> folders);

/// A hidden folder `.lykta-part-XXXXXX`: `new/` for what is being written, `old/` for what it takes the place of, and
/// `lock`, which its process holds while it lives and which says what the folder is for. A folder whose lock nobody
/// holds was left by a process that was ended.
class PartFolder {
 public:
  /// Makes one in a folder that is there; `record` is read by whoever finds it. Throws DataError when it cannot be made.
  PartFolder(const std::filesystem::path& parent, const std::vector<std::string>& record);
  /// Removes it with all that it holds, unless `leave` was called.
  ~PartFolder();
  PartFolder(PartFolder&& other) noexcept;
  PartFolder& operator=(PartFolder&&) = delete;
  PartFolder(const PartFolder&) = delete;
  PartFolder& operator=(const PartFolder&) = delete;

  /// Takes over one that was left; nothing where its process lives, where it is another user's, or where it does not say
  /// that it is ours.
  [[nodiscard]] static std::optional<PartFolder> adopt(const std::filesystem::path& path);

  [[nodiscard]] const std::filesystem::path& path() const { return path_; }
  [[nodiscard]] std::filesystem::path fresh() const { return path_ / "new"; }
  [[nodiscard]] std::filesystem::path old() const { return path_ / "old"; }
  [[nodiscard]] const std::vector<std::string>& record() const { return record_; }
  /// It stays on the disk: what it holds is nowhere else.
  void leave() { stays_ = true; }

 private:
  PartFolder(std::filesystem::path path, int lock, std::vector<std::string> record);

  std::filesystem::path path_;
  int lock_;
  std::vector<std::string> record_;
  bool stays_ = false;
};

/// Whether such a folder is this user's and has no lock: an earlier version left it, or it is something else.
[[nodiscard]] bool is_unknown_part(const std::filesystem::path& path);

/// The hidden folders of Lykta's in a folder, of living processes and left ones; sorted.
[[nodiscard]] std::vector<std::filesystem::path> part_folders_in(const std::filesystem::path& folder);

/// Calls; what it throws names files in `folder` where it names those in `hidden`.
void call_with_own_name(const std::function<void()>& call, const std::filesystem::path& hidden,
                        const std::filesystem::path& folder);

/// Texts in a file, whatever bytes they hold but NUL. The file is on the disk when it returns; throws DataError.
void write_fields(const std::filesystem::path& path, const std::vector<std::string>& fields);
/// Empty where there is no such file.
[[nodiscard]] std::vector<std::string> read_fields(const std::filesystem::path& path);

}  // namespace lykta
