// Which known word did they mean?
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace lykta {

/// The known word that takes the fewest changes of a letter or exchanges of two neighbouring ones (optimal string
/// alignment distance, capitals ignored), if that is one, or at most a third of the longer word. Ties go to the first.
[[nodiscard]] std::optional<std::string> nearest_word(std::string_view word, std::span<const std::string> known);

}  // namespace lykta
