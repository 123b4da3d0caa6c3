// A folder of outputs appears whole or not at all, and what the user keeps in it stays in it.
//
// It grows in a hidden folder beside its place (see PartFolder). The user's own files get a second name there; then both
// folders exchange their names in one step. So the old folder or the new one is there at every moment, whole and with the
// user's files, and an end of the process at any point loses nothing: the next call clears what is left.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "geo/write/durable_move.hpp"
#include "geo/write/existing.hpp"
#include "geo/write/own_names.hpp"

namespace lykta {

class PartFolder;

/// The file that tells a folder of Lykta's from a folder of somebody else's.
inline constexpr const char* run_file_name = "run.json";

/// Throws where the folder could not be written, before any work is done; clears what earlier calls left beside it, and
/// says so (lines for the user; none where there is nothing to say).
///
/// InvalidOption: it is there, holds something and is to be kept; it is to be overwritten, and its run.json is not ours (a
/// slip in --output must not cost a user's files); it is a file, a link that leads nowhere, the folder that the program
/// was called in, or something is mounted there; the user has a folder with the name of an output. DataError: nobody may
/// write there; another program has a GeoPackage of it open. A link to a folder stands for that folder.
[[nodiscard]] std::vector<std::string> prepare_output_folder(const std::filesystem::path& target, const OwnNames& own,
                                                             Existing existing);

/// A folder in the making. Unless `finish` is reached nothing of it stays.
class OutputFolder {
 public:
  /// Throws as `prepare_output_folder` does. Folders above that are missing are made.
  OutputFolder(const std::filesystem::path& target, OwnNames own, Existing existing);
  ~OutputFolder();
  OutputFolder(const OutputFolder&) = delete;
  OutputFolder& operator=(const OutputFolder&) = delete;
  OutputFolder(OutputFolder&&) = delete;
  OutputFolder& operator=(OutputFolder&&) = delete;

  /// Where to write what will have this path below the folder. The folder above it is made.
  [[nodiscard]] std::filesystem::path file(const std::string& name) const;
  /// Writes one output there. What `write` throws names the file as the user does.
  void write(const std::string& name, const std::function<void(const std::filesystem::path&)>& write) const;
  /// Moves the folder into place. Throws as the constructor does for what changed meanwhile; what was there is then as
  /// it was. Gives the folders above it that were made.
  [[nodiscard]] std::vector<std::filesystem::path> finish(const BeforeStep& before_step = {});

 private:
  void replace(const BeforeStep& before_step);
  void move_to_new_name(const BeforeStep& before_step, bool& is_moved);

  std::filesystem::path target_;
  OwnNames own_;
  Existing existing_;
  std::vector<std::filesystem::path> made_;
  std::unique_ptr<PartFolder> part_;
};

/// Brings back what the folder `part`, left by a call that was ended, holds of the user's, and clears it. Lines for the
/// user.
[[nodiscard]] std::vector<std::string> recover_output_folder(PartFolder& part, const BeforeStep& before_step = {});

}  // namespace lykta
