// What did calls leave that were ended (a kill, a power cut) while they wrote?
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace lykta {

/// The first field of a PartFolder's record: a folder of outputs, or files of outputs.
inline constexpr const char* folder_record = "folder";
inline constexpr const char* files_record = "files";

/// Clears the hidden folders in `folder` whose process has ended: puts back what it had begun to replace, brings back
/// the user's files that are nowhere else, and removes the rest. Folders of living processes, of other users and those
/// that do not say that they are ours stay. Lines for the user, one for each thing done; what could not be cleared is
/// named.
[[nodiscard]] std::vector<std::string> clear_leftovers(const std::filesystem::path& folder);

}  // namespace lykta
