// Short names of the languages, for tests that say everything twice.
#pragma once

#include "engine/base/phrase.hpp"

namespace lykta::test {

inline constexpr auto sv = Language::sv;
inline constexpr auto en = Language::en;

}  // namespace lykta::test
