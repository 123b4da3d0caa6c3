// Does a text say that there is no value? "NA", "saknas", "okänt", "-", "#N/A".
#pragma once

#include <string_view>

namespace lykta {

/// Whether a text, trimmed, stands for a value that is missing: signs alone ("-", "--", "...", "?", "--:--"), what programs
/// write ("NULL", "NaN", "None", "N/A", "\N"), the errors of a sheet ("#N/A", "#SAKNAS!", "#DIVISION/0!"), and Swedish and
/// English words ("saknas", "okänt", "uppgift saknas", "ej angivet", "unknown", "not available"). Upper and lower case are
/// alike. False for empty text, for anything with a digit in it, and for what has another word beside these.
[[nodiscard]] bool says_missing(std::string_view text);

}  // namespace lykta
