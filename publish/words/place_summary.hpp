// A place in a few words: what the columns of a list say that people read first.
#pragma once

#include <string>

#include "engine/questions/picture.hpp"
#include "publish/words/words.hpp"

namespace lykta {

/// "fredag–lördag 20–24", or that no time is clear.
[[nodiscard]] std::string when_briefly(const Place& place, Language language);

/// "ökning", "minskning", "ingen tydlig"; "–" where it cannot be told.
[[nodiscard]] std::string change_briefly(const Place& place, Language language);

/// "otrygg", "få tecken på otrygghet", "inte känt"
[[nodiscard]] std::string felt_briefly(const Place& place, Language language);

/// "rang 5–6, hög säkerhet"; empty where no ranks were asked for.
[[nodiscard]] std::string rank_briefly(const Place& place, Language language);

/// One sentence: what brought it onto the list.
[[nodiscard]] std::string why_briefly(const Picture& picture, const Place& place, Language language);

}  // namespace lykta
