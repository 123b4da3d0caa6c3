// Which bytes exactly were read?
#pragma once

#include <atomic>
#include <string>

namespace lykta {

/// SHA-256 of a file's bytes in lower-case hexadecimal; empty once `stop` is set, by another thread, before it is done.
/// Throws DataError when it cannot be read.
[[nodiscard]] std::string sha256_of_file(const std::string& path, const std::atomic<bool>* stop = nullptr);

}  // namespace lykta
