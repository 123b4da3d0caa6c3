// How is a record written as text?
#pragma once

#include <string>

#include <nlohmann/json_fwd.hpp>

namespace lykta {

/// Always valid JSON in UTF-8: bytes that are none (names of files may hold any) become U+FFFD. In lines with an indent,
/// in one line with -1.
[[nodiscard]] std::string json_text(const nlohmann::ordered_json& record, int indent = 2);

}  // namespace lykta
