// Is a workbook complete that was just written? libxlsxwriter (1.1) does not notice when what it puts aside on the way finds no room, and
// packs a sheet that breaks off.
#pragma once

#include <cstddef>
#include <filesystem>

namespace lykta {

/// Whether the list of sheets and each of the `sheets` sheets go on to their end.
[[nodiscard]] bool is_whole_workbook(const std::filesystem::path& path, std::size_t sheets);

}  // namespace lykta
