// The list of localities of Sweden as it lies in swedish_localities.csv, so that the program needs no file beside it.
#pragma once

#include <string_view>

namespace lykta {

/// Lines of name;municipality;east;north;hectares;residents in SWEREF 99 TM, the first with these words.
[[nodiscard]] std::string_view swedish_localities();

}  // namespace lykta
