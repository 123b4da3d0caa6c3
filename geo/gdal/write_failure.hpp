// Why could an output not be written?
//
// Libraries say it in their own words ("database or disk is full", "TIFFAppendToStrip"), or not at all.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "engine/base/error.hpp"

namespace lykta {

/// The error to throw when writing to `path` failed. `said` is what a library said about it, `number` the errno of the
/// failure. A full disk, a quota, a limit on the size of files (ulimit -f) and a broken device are said as such, with
/// what was written and what is free; to be asked while what was begun is still there.
[[nodiscard]] DataError write_failure(const std::filesystem::path& path, std::string_view said, int number);

/// The same with the errno of now.
[[nodiscard]] DataError write_failure(const std::filesystem::path& path, std::string_view said = {});

}  // namespace lykta
