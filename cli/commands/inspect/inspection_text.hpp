// An inspection for people: a page of text per file.
#pragma once

#include <string>

#include "geo/read/inspection.hpp"
#include "publish/words/words.hpp"

namespace lykta {

[[nodiscard]] std::string inspection_text(const Inspection& inspection, Language language);

}  // namespace lykta
