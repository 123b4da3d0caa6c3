// Is a word a given name or a family name that is common in Sweden?
#pragma once

#include <string_view>

namespace lykta {

/// Given names, of both sexes and all ages, of people born here and elsewhere; in lower case, composed. Of "anna-karin"
/// the first part is looked at.
[[nodiscard]] bool is_given_name(std::string_view lower_case_word);

/// Family names from the same lists, and every word with an ending that nearly all such names and hardly any place has
/// ("-sson", "-qvist", "-ström", "-ović"); in lower case, composed. Of "ek-lind" either part will do.
[[nodiscard]] bool is_family_name(std::string_view lower_case_word);

/// Whether its ending alone makes it a family name: so it is no word of another kind either.
[[nodiscard]] bool ends_like_family_name(std::string_view lower_case_word);

}  // namespace lykta
