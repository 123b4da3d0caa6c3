// How does a file or folder get to its place so that it is whole there, whenever the machine stops?
//
// The functions that move give an error code and no message: only the caller knows the name that the user gave.
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <system_error>

namespace lykta {

/// Called before each step that changes what is on the disk, with its name. Tests stop there.
using BeforeStep = std::function<void(std::string_view)>;

/// Exchanges two names in one step (renameat2 with RENAME_EXCHANGE, Linux). `is_unsupported` tells where the file system
/// or the kernel has no such step.
[[nodiscard]] std::error_code exchange_names(const std::filesystem::path& a, const std::filesystem::path& b);
[[nodiscard]] bool is_unsupported(const std::error_code& error);

/// Gives a file its new name unless something has that name: then the error is std::errc::file_exists. One step
/// (RENAME_NOREPLACE, or a hard link) wherever the file system has one of these.
[[nodiscard]] std::error_code rename_to_new_name(const std::filesystem::path& from, const std::filesystem::path& to);

/// Puts what was written on the disk itself: all files and folders below, and the folder. Throws DataError naming the
/// file, without `folder` in front.
void sync_tree(const std::filesystem::path& folder);
/// The names in a folder. What cannot be synchronised (some network file systems) is passed over.
void sync_names(const std::filesystem::path& folder);

/// The same file under a second name: a hard link (of a symbolic link: of the link itself), or a copy with mode, owner
/// and times where there are no hard links.
[[nodiscard]] std::error_code link_or_copy(const std::filesystem::path& from, const std::filesystem::path& to);

/// Gives mode and, as far as the user may, owner of one file or folder to another. Links stay as they are.
void take_over_permissions(const std::filesystem::path& from, const std::filesystem::path& to);
/// The owner alone; the mode stays.
void take_over_owner(const std::filesystem::path& from, const std::filesystem::path& to);
/// The times alone.
void take_over_times(const std::filesystem::path& from, const std::filesystem::path& to);

/// Removes a folder of ours with all in it, also where somebody made folders in it read-only. False when something
/// stayed.
bool remove_tree(const std::filesystem::path& folder);

/// Tells a file from any that took its place and from what it was before a change: number, size and time. Moving it
/// changes none of them. Empty where there is none.
[[nodiscard]] std::string stamp_of(const std::filesystem::path& path);

}  // namespace lykta
