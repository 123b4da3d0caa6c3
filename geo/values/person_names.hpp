// Is that the name of a person?
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace lykta {

/// The words of a name in the order first name, surname: "Svensson, Anna" is turned. Empty unless it has two to four
/// words of letters and is neither a place nor a firm.
[[nodiscard]] std::vector<std::string> words_of_person(std::string_view value);

/// Whether it is a common first name in Sweden; of "Anna-Karin" the first part is looked at.
[[nodiscard]] bool is_first_name(std::string_view word);

/// Whether the text is two to four capitalised words of which the first is a common first name and none names a place.
[[nodiscard]] bool is_person_name(std::string_view value);

}  // namespace lykta
