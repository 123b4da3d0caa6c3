// How may a path be shown that holds passwords or keys?
#pragma once

#include <string>

namespace lykta {

/// The path as it may be shown in records and messages: passwords, keys, tokens and signatures taken out
/// ("password=***", "https://***@host/"). Takes a message that quotes a path as well. Hides rather more than less.
[[nodiscard]] std::string without_secrets(const std::string& path);

}  // namespace lykta
