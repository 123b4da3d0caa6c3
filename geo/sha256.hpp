// Which bytes exactly were read?
#pragma once

#include <string>

namespace lykta {

/// SHA-256 of a file's bytes in lower-case hexadecimal. Throws DataError when it cannot be read.
[[nodiscard]] std::string sha256_of_file(const std::string& path);

}  // namespace lykta
