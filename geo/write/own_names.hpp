// Which files in a folder are outputs of ours, and which are the user's?
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "geo/write/durable_move.hpp"

namespace lykta {

/// The files that a run may write into its folder, by their paths below it. What belongs to them (see `belongs_to`) is
/// ours as well; everything else, and every folder but those that hold outputs, is the user's.
class OwnNames {
 public:
  explicit OwnNames(std::vector<std::string> names) : names_(std::move(names)) {}

  [[nodiscard]] const std::vector<std::string>& names() const { return names_; }
  /// Whether a file (no folder) of this path below the folder is ours.
  [[nodiscard]] bool owns(const std::filesystem::path& relative) const;
  /// Whether outputs lie in a folder of this path.
  [[nodiscard]] bool is_folder_of_outputs(const std::filesystem::path& relative) const;

 private:
  std::vector<std::string> names_;
};

/// What happens to a file of the user's that both folders have.
enum class SameName : bool {
  stays,      ///< that of the goal
  newer_wins  ///< unless the other was changed later, or is the original of a copy: then that moves there
};

/// What `bring_along` did: paths below the folder.
using BroughtAlong = std::vector<std::filesystem::path>;

/// Gives everything in `from` that is the user's a name in `to` too, by hard links (copies where there are none): files,
/// links as links, empty folders, with modes and times. What `to` has already: see SameName. `from` stays as it is, and need not be
/// there. Throws DataError naming what cannot be brought.
BroughtAlong bring_along(const std::filesystem::path& from, const std::filesystem::path& to, const OwnNames& own,
                         SameName same_name = SameName::stays);

/// Whether a folder holds files of the user's, at any depth.
[[nodiscard]] bool holds_users_files(const std::filesystem::path& folder, const OwnNames& own);

/// Throws DataError where something else is mounted below the folder.
void refuse_mounts_in(const std::filesystem::path& folder);

/// Throws InvalidOption where the user has a folder with the name of an output, or a file with that of a folder of
/// outputs.
void refuse_names_in_the_way(const std::filesystem::path& folder, const OwnNames& own);

}  // namespace lykta
