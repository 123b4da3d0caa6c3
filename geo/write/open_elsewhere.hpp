// Does another program have this database open?
#pragma once

#include <filesystem>

namespace lykta {

/// Whether another process holds one of SQLite's locks on a GeoPackage: it reads or writes it, or has it open with a
/// write-ahead log (as QGIS does while a layer of it is loaded). A program that has it open without a log and rests
/// holds no lock; it goes on with the old file and harms nothing. False where the file is not there or is no GeoPackage
/// by its ending.
///
/// The bytes are those of https://www.sqlite.org/lockingv3.html (main file) and https://www.sqlite.org/walformat.html
/// (-shm).
[[nodiscard]] bool is_open_elsewhere(const std::filesystem::path& file);

/// Throws DataError when it is: what to close.
void refuse_open_elsewhere(const std::filesystem::path& file);

}  // namespace lykta
