// Outputs appear whole or not at all: a folder or file is written beside its place and moved there when it is complete.
#pragma once

#include <filesystem>
#include <functional>
#include <string>

namespace lykta {

/// Whether something that is already there may be replaced.
enum class Existing : bool { keep, overwrite };

/// The file that tells a folder of Lykta's from a folder of somebody else's.
inline constexpr const char* run_file_name = "run.json";

/// A folder in the making. Unless `finish` is reached everything written to it is removed again.
class WholeFolder {
 public:
  /// Throws InvalidOption when the folder is already there and is to be kept, or when it is to be overwritten but is
  /// not one that Lykta wrote (it holds files, and no run.json of ours): a slip in `--output` must not cost a user's
  /// files.
  WholeFolder(std::filesystem::path target, Existing existing);
  ~WholeFolder();
  WholeFolder(const WholeFolder&) = delete;
  WholeFolder& operator=(const WholeFolder&) = delete;
  WholeFolder(WholeFolder&&) = delete;
  WholeFolder& operator=(WholeFolder&&) = delete;

  /// Where to write.
  [[nodiscard]] std::filesystem::path file(const std::string& name) const { return part_ / name; }
  /// Tells by its path below the folder whether a file is one that a run may write.
  using IsOutput = bool (*)(const std::filesystem::path& relative);
  /// Moves the folder into place. Files in an overwritten folder that no run writes (a project that the user saved
  /// there) move along; outputs of the earlier run that this one leaves out do not.
  void finish(IsOutput is_output);

 private:
  std::filesystem::path target_;
  std::filesystem::path part_;
};

/// Writes one output (a Shapefile is several files) beside its place through `write`, which gets the path to write
/// to, and moves what it wrote into place. Throws InvalidOption when the file is there and is to be kept.
void write_whole_file(const std::filesystem::path& target, Existing existing,
                      const std::function<void(const std::filesystem::path&)>& write);

/// Throws InvalidOption as the above would, before any work is done.
void check_output_folder(const std::filesystem::path& target, Existing existing);
void check_output_file(const std::filesystem::path& target, Existing existing);

}  // namespace lykta
