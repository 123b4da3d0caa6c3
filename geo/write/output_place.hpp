// Can something be written there? Asked before anything is read.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace lykta {

/// The file or folder that an output really is: absolute, without "." and "..", through symbolic links. So `./a.csv`,
/// a link to it and its whole name are the same output. What a link leads to is replaced, never the link.
/// Throws InvalidOption for a link that leads nowhere, and for what is not on this machine.
[[nodiscard]] std::filesystem::path resolved_output(const std::filesystem::path& path);

/// Whether something else is mounted there: it cannot be replaced from outside.
[[nodiscard]] bool is_mount_point(const std::filesystem::path& path);

/// Throws DataError unless names can be made and changed in the folder or, where it is not there yet, the nearest one
/// above it. `path` is there for the message.
void check_can_write_in(const std::filesystem::path& folder, const std::filesystem::path& path);

/// Throws DataError where what is there may not be taken from its place: another user's file in a folder where
/// everybody owns only their own (such as /tmp).
void check_can_move(const std::filesystem::path& path);

/// Makes the folders that are missing and gives them, the outermost first. Throws DataError; then none of them stays.
[[nodiscard]] std::vector<std::filesystem::path> make_folders(const std::filesystem::path& folder);

/// Takes back what `make_folders` made, as far as it is empty.
void take_back_folders(const std::vector<std::filesystem::path>& made);

}  // namespace lykta
