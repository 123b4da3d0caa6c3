// Which known word did they mean?
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace lykta {

/// The known word that takes the fewest single-letter changes (Levenshtein distance, capitals ignored), if that is
/// one letter, or at most a third of the longer word. Ties go to the first.
[[nodiscard]] std::optional<std::string> nearest_word(std::string_view word, std::span<const std::string> known);

}  // namespace lykta
